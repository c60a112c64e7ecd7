"""Sessions planned against held, and the work of the groups of a round."""

from collections.abc import Callable
from typing import Any

import pytest

import kpbargaining as kp

Make = Callable[[dict[str, Any]], kp.Dataset]

ROUND = {"name": "2030 Acme bargaining"}


@pytest.mark.parametrize(
    ("moved_by", "session"),
    [
        (None, {}),
        (None, {"scheduled": "2030-05-06/2030-05-08"}),
        (None, {"held": "2030-05-06/2030-05-08"}),
        (None, {"scheduled": "2030-05-06/2030-05-08", "held": "/2030-05-08"}),
        (None, {"scheduled": "/2030-05-08", "held": "2030-05-06/2030-05-08"}),
        ("0", {"scheduled": "2030-05-06/2030-05-08", "held": "2030-05-06/2030-05-09"}),
        ("7", {"scheduled": "2030-05-06/2030-05-08", "held": "2030-05-13/2030-05-15"}),
        ("-3", {"scheduled": "2030-05-06/2030-05-08", "held": "2030-05-03/2030-05-05"}),
        ("-5..25", {"scheduled": "2030-05-06/2030-05-08", "held": "2030-05/"}),
    ],
    ids=str,
)
def test_planned_against_held(
    dataset_of: Make, moved_by: str | None, session: dict[str, str]
) -> None:
    """A session moved by the days from its first day planned to its first day held, as a range."""
    dataset = dataset_of({"rounds/2030-acme": {"round": ROUND, "sessions": {"may": session}}})
    (row,) = dataset.session_log("2030-acme")
    assert moved_by == (None if row.moved_by is None else str(row.moved_by))
    assert session == {n: str(v) for n in ("scheduled", "held") if (v := getattr(row, n))}


def test_sessions_that_no_source_reports(dataset_of: Make) -> None:
    """Every session of the round stands there by date, those only announced as not reported."""
    sessions = {
        "july": {"scheduled": "2030-07-01/2030-07-03"},
        "june": {"scheduled": "2030-06-03/2030-06-03", "ordinal": 2, "format": "virtual"},
        "may": {"held": "2030-05-06/2030-05-08", "ordinal": 1, "place": "Springfield"},
    }
    files = {"round": ROUND, "sessions": sessions}
    dataset = dataset_of({"rounds/2030-acme": files, "rounds/2031-acme": files})
    assert [
        ("2030-acme/may", 1, "Springfield", None, True),
        ("2030-acme/june", 2, None, "virtual", True),
        ("2030-acme/july", None, None, None, False),
    ] == [
        (row.session, row.ordinal, row.place, row.format, row.reported)
        for row in dataset.session_log("2030-acme")
    ]


def worked(dataset_of: Make, **tasks: dict[str, str]) -> kp.Dataset:
    """Give a dataset in which two groups met and the first was asked for something."""
    groups = {
        "safety": {"kind": "subgroup", "name": "Safety", "leads": "One of each side"},
        "pay": {"kind": "subgroup", "name": "Pay"},
    }
    groups["safety"] |= {"topics": ["topic-safety"]}  # type: ignore[dict-item]
    asked = {name: {"committee": "2030-acme/safety"} | task for name, task in tasks.items()}
    agreed = {"called": "consensus", "committee": "2030-acme/safety"}
    outcomes = {"c-1": agreed, "c-2": agreed | {"answers": "2030-acme/guide"}}
    files = {"round": ROUND, "committees": groups, "outcomes": outcomes}
    return dataset_of({"rounds/2030-acme": files | ({"deliverables": asked} if asked else {})})


@pytest.mark.parametrize(
    ("state", "when", "task"),
    [
        ("open", None, {}),
        ("due", "2030-05-08", {"due": "2030-05-08"}),
        ("not agreed", "2030-05", {"due": "2030-05-08", "not_agreed": "2030-05"}),
        ("delivered", "2030-06", {"not_agreed": "2030-05", "delivered": "2030-06"}),
    ],
)
def test_what_came_of_a_task(
    dataset_of: Make, state: str, when: str | None, task: dict[str, str]
) -> None:
    """A task stands at the last stage it reached, with the date of that stage."""
    rows = worked(dataset_of, guide=task).work_log("2030-acme")
    (row,) = rows.where(name="Safety")
    assert (state, when) == (row.state, None if row.when is None else str(row.when))


def test_who_worked_on_what(dataset_of: Make) -> None:
    """Each task of a group has a row; so has a group of which nothing is asked."""
    tasks = {"guide": {"summary": "A guide"}, "training": {"summary": "A course"}}
    rows = worked(dataset_of, **tasks).work_log("2030-acme")
    assert [
        ("Pay", None, None, None, "", 0, 0),
        ("Safety", ("topic-safety",), "One of each side", "A guide", "open", 1, 2),
        ("Safety", ("topic-safety",), "One of each side", "A course", "open", 0, 2),
    ] == [(r.name, r.topics, r.leads, r.asked_for, r.state, r.answers, r.outcomes) for r in rows]


@pytest.mark.parametrize(
    "ask", [lambda ds: ds.session_log("2030-akme"), lambda ds: ds.work_log("2030-akme")]
)
def test_a_misspelt_round(dataset_of: Make, ask: Callable[[kp.Dataset], object]) -> None:
    """A misspelt round is refused with the nearest that there are."""
    with pytest.raises(kp.UnknownName, match=r"^no round ") as caught:
        ask(dataset_of({"rounds/2030-acme": {"round": ROUND}}))
    assert ("2030-acme",) == tuple(caught.value.nearest)


def test_no_consensus_on_schedules() -> None:
    """The record says that the guidance on work schedules was not agreed, on 23 August 2025."""
    log = kp.load("2026.2").work_log("2025-alliance")
    assert [("staffing-and-patient-care", "2025-08-23")] == [
        (row.committee.partition("/")[2], str(row.when)) for row in log.where(state="not agreed")
    ]
