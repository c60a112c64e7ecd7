"""Sessions planned against held, and the work of the groups of a round."""

from collections.abc import Callable
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining.questions import WorkState

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


SESSIONS = {
    "march": {"scheduled": "2024-03-05/2024-03-06", "held": "2024-03-05/2024-03-07"},
    "april": {"held": "2024-04-29/2024-04"},
    "may": {"held": "2024-05-06/"},
    "june": {"held": "2024-06-03/.."},
    "july": {"held": "/2024-07-04"},
    "august": {"scheduled": "2024-08-05/2024-08-06"},
    "some-day": {},
}


@pytest.mark.parametrize(
    ("day", "certainly", "only_possibly"),
    [
        (None, "march april may june july august some-day", ""),
        ("2024-03-06", "", "some-day"),
        ("2024-03-07", "march", "some-day"),
        ("2024-04-28", "march", "some-day"),
        ("2024-04-29", "march", "april some-day"),
        ("2024-04-30", "march april", "some-day"),
        ("2024-05-05", "march april", "some-day"),
        ("2024-05-06", "march april", "may some-day"),
        ("2024-07-04", "march april july", "may some-day"),
        ("2024-08-05", "march april july", "may some-day"),
        ("2024-08-06", "march april july", "may august some-day"),
    ],
)
def test_sessions_that_were_over(
    dataset_of: Make, day: str | None, certainly: str, only_possibly: str
) -> None:
    """Over is a session whose last day is known and past; possibly, any that can have ended."""
    files = {"round": ROUND, "sessions": SESSIONS}
    dataset = dataset_of({"rounds/2024-acme": files, "rounds/2025-acme": files})
    sure = dataset.session_log("2024-acme", over_by=day)
    possible = dataset.session_log("2024-acme", day, "possibly")
    assert {f"2024-acme/{name}" for name in certainly.split()} == {row.session for row in sure}
    both = {f"2024-acme/{name}" for name in [*certainly.split(), *only_possibly.split()]}
    assert both == {row.session for row in possible}


def test_sessions_by_date(dataset_of: Make) -> None:
    """The sessions of a round stand in order of their days."""
    dataset = dataset_of({"rounds/2024-acme": {"round": ROUND, "sessions": SESSIONS}})
    names = [row.session.removeprefix("2024-acme/") for row in dataset.session_log("2024-acme")]
    assert ["march", "april", "may", "june", "july", "august", "some-day"] == names


def test_steps_stand_in_their_order(dataset_of: Make) -> None:
    """The steps to a contract stand by their place on the way, whatever they are called."""
    names = ("ratification", "subgroups", "national-table")
    steps = {name: {"order": order} for name, order in zip(names, (10, 2, 9), strict=True)}
    files = {"round": ROUND, "steps": steps}
    dataset = dataset_of({"rounds/2031-acme": files, "rounds/2030-acme": files})
    assert [("2030-acme", 2), ("2030-acme", 9), ("2030-acme", 10)] == [
        (step.round, step.order) for step in dataset.steps[:3]
    ]
    assert "2031-acme/subgroups" == dataset.steps[3].id


def worked(dataset_of: Make, completed: str | None = None, **tasks: dict[str, str]) -> kp.Dataset:
    """Give a dataset in which two groups met and the first was asked for something."""
    groups: dict[str, dict[str, Any]] = {
        "safety": {"kind": "subgroup", "name": "Safety", "leads": "One of each side"},
        "pay": {"kind": "subgroup", "name": "Pay"},
    }
    groups["safety"]["topics"] = ["topic-safety"]
    if completed:
        groups["safety"]["completed"] = completed
    asked = {name: {"committee": "2030-acme/safety"} | task for name, task in tasks.items()}
    agreed = {"called": "consensus", "committee": "2030-acme/safety"}
    outcomes = {
        "c-1": agreed,
        "c-2": agreed | {"answers": "2030-acme/guide", "approved_by": "2030-acme/pay"},
    }
    files = {"round": ROUND, "committees": groups, "outcomes": outcomes}
    return dataset_of({"rounds/2030-acme": files | ({"deliverables": asked} if asked else {})})


@pytest.mark.parametrize(
    ("state", "when", "task", "completed"),
    [
        (None, None, {}, None),
        (None, None, {"due": "2030-05-08"}, None),
        ("group completed its work", "2030-06", {}, "2030-06"),
        ("group completed its work", "2030-06", {"due": "2030-05-08"}, "2030-06"),
        ("not agreed", "2030-05", {"due": "2030-05-08", "not_agreed": "2030-05"}, None),
        ("not agreed", "2030-05", {"not_agreed": "2030-05"}, "2030-06"),
        ("delivered", "2030-06", {"not_agreed": "2030-05", "delivered": "2030-06"}, None),
        ("delivered", "2030-05", {"delivered": "2030-05"}, "2030-06"),
    ],
)
def test_what_came_of_a_task(
    dataset_of: Make, state: str | None, when: str | None, task: dict[str, str], completed: str
) -> None:
    """A task stands at the last stage that a source reports, its own before that of its group."""
    (row,) = worked(dataset_of, completed, guide=task).work_log("2030-acme").where(name="Safety")
    assert (state, when) == (row.state, None if row.when is None else str(row.when))
    assert task.get("due") == (None if row.due is None else str(row.due))


def test_a_group_that_finished(dataset_of: Make) -> None:
    """A group of which nothing is asked has a row, with the day it completed its work."""
    (row,) = worked(dataset_of, "2030-06").work_log("2030-acme").where(name="Safety")
    assert (WorkState.GROUP_COMPLETED, "2030-06") == (row.state, str(row.when))


def test_who_worked_on_what(dataset_of: Make) -> None:
    """Each task of a group has a row; so has a group of which nothing is asked."""
    tasks = {"guide": {"summary": "A guide"}, "training": {"summary": "A course"}}
    rows = worked(dataset_of, None, **tasks).work_log("2030-acme")
    safety = ("Safety", ("topic-safety",), "One of each side")
    assert [
        ("Pay", None, None, None, None, 0, 0, 1),
        (*safety, "A guide", None, 1, 2, 0),
        (*safety, "A course", None, 0, 2, 0),
    ] == [
        (r.name, r.topics, r.leads, r.asked_for, r.state, r.answers, r.outcomes, r.approved)
        for r in rows
    ]


@pytest.mark.parametrize(
    "ask", [lambda ds: ds.session_log("2030-akme"), lambda ds: ds.work_log("2030-akme")]
)
def test_a_misspelt_round(dataset_of: Make, ask: Callable[[kp.Dataset], object]) -> None:
    """A misspelt round is refused with the nearest that there are."""
    with pytest.raises(kp.UnknownName, match=r"^no round ") as caught:
        ask(dataset_of({"rounds/2030-acme": {"round": ROUND}}))
    assert ("2030-acme",) == tuple(caught.value.nearest)


def test_what_else_is_refused(dataset_of: Make) -> None:
    """Sessions are over by one whole day, and certainty is one of two words, day or no day."""
    dataset = dataset_of({"rounds/2030-acme": {"round": ROUND}})
    word: Any = "possible"
    with pytest.raises(kp.UnknownName, match=r"^no certainty ") as caught:
        dataset.session_log("2030-acme", None, word)
    assert "possibly" in caught.value.nearest
    for day in ("2024-05", "2024", "May 6", "2024-05-06/2024-05-07"):
        with pytest.raises(kp.InvalidValue, match="one whole day"):
            dataset.session_log("2030-acme", day)


def test_no_consensus_on_schedules() -> None:
    """The record says that the guidance on work schedules was not agreed, on 23 August 2025."""
    log = kp.load("2026.2").work_log("2025-alliance")
    assert [("staffing-and-patient-care", "2025-08-23")] == [
        (row.committee.partition("/")[2], str(row.when)) for row in log.where(state="not agreed")
    ]
