-- Question 11: all strikes and pickets, and the last stage that a source reports of each.
WITH authorized AS (
    SELECT collection, "on" AS action, min(coalesce(closed_earliest, closed_latest)) AS since
    FROM votes
    WHERE outcome = 'authorized'
    GROUP BY collection, "on"
)
SELECT
    a.collection,
    a.id AS action,
    CASE
        WHEN a.held NOT LIKE '%/' AND a.held NOT LIKE '%/..' THEN 'ended'
        WHEN a.held IS NOT NULL OR a.duration IS NOT NULL THEN 'held'
        WHEN a.averted IS NOT NULL THEN 'averted'
        WHEN a.noticed IS NOT NULL OR a.notices IS NOT NULL THEN 'noticed'
        WHEN v.action IS NOT NULL THEN 'authorized'
        WHEN a.planned IS NOT NULL THEN 'planned'
    END AS stage,
    v.since AS authorized,
    a.noticed,
    a.held
FROM job_actions AS a
LEFT JOIN authorized AS v ON v.collection = a.collection AND v.action = a.id
