-- Question 15: how many workers each body represents, by every source's number.
SELECT DISTINCT
    f.collection,
    f.about AS body,
    c.value AS workers,
    c.amount_low AS low,
    c.amount_high AS high,
    c.voice,
    c.carried,
    c.weak,
    c.source,
    c.published
FROM figures AS f
JOIN organizations AS o ON o.collection = f.collection AND o.id = f.about
JOIN claims AS c ON c.collection = f.collection AND c.record = f.id AND c.field = 'value'
WHERE f.metric IN ('metric-represented-workers', 'metric-workers') AND c.value IS NOT NULL
