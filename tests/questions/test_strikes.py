"""Job actions: the last stage reached, every voice's number, worker-days under a named rule."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining.questions.strikes import WorkerDays

Make = Callable[[dict[str, Any]], kp.Dataset]

PAPER = {"kind": "article", "title": "Strike", "publisher": "Springfield Post", "voice": "press"}
SOURCES = {
    "paper": PAPER,
    "second-paper": PAPER,
    "flyer": PAPER | {"kind": "flyer", "voice": "union"},
    "memo": PAPER | {"kind": "letter", "voice": "management"},
}
TERMS = {
    "metric-workers": {"kind": "metric", "name": "workers"},
    "metric-strikers": {"kind": "metric", "name": "strikers", "parent": "metric-workers"},
    "metric-sites": {"kind": "metric", "name": "sites"},
    "topic-pay": {"kind": "topic", "name": "pay"},
}


def struck(
    dataset_of: Make,
    actions: dict[str, dict[str, Any]],
    figures: dict[str, dict[str, Any]] | None = None,
    votes: dict[str, dict[str, Any]] | None = None,
) -> kp.Dataset:
    """Give a dataset with strikes of one round and what is said of them."""
    inside = {
        "round": {"name": "2030 Acme bargaining"},
        "job_actions": {name: {"kind": "strike"} | action for name, action in actions.items()},
        "figures": figures or {},
        "votes": votes or {},
    }
    return dataset_of(
        {
            "sources": {"sources": SOURCES},
            "terms": {"terms": TERMS},
            "rounds/2030-acme": {name: held for name, held in inside.items() if held},
            "record": {"job_actions": {"outside": {"kind": "picket"}}},
        }
    )


def number(value: str | None, *evidence: dict[str, Any], **more: str) -> dict[str, Any]:
    """Give the plain form of a number of strikers of the strike of May."""
    figure: dict[str, Any] = {"about": "2030-acme/may", "metric": "metric-strikers"}
    given = {"value": value} if value else {}
    told = list(evidence) or [{"from": "paper", "for": ["value"]}]
    return figure | {"scope": "level", "evidence": told} | given | more


def vote(outcome: str, **days: str) -> dict[str, Any]:
    """Give the plain form of a vote on the strike of May."""
    plain = {"kind": "strike authorization", "by": ["nurses-united"], "on": "2030-acme/may"}
    return plain | {"outcome": outcome} | days


@pytest.mark.parametrize(
    ("state", "action"),
    [
        ("", {}),
        ("planned", {"planned": "2030-05-06/2030-05-08"}),
        ("noticed", {"planned": "2030-05-06/", "noticed": "2030-04-26"}),
        ("averted", {"noticed": "2030-04-26", "averted": "2030-05"}),
        ("held", {"noticed": "2030-04-26", "held": "2030-05-06/.."}),
        ("held", {"held": "2030-05-06/"}),
        ("ended", {"noticed": "2030-04-26", "held": "2030-05-06/[2030-05-08..2030-05-09]"}),
    ],
)
def test_states(dataset_of: Make, state: str, action: dict[str, str]) -> None:
    """The state of an action is the last stage a source reports; a notice is no strike."""
    (row,) = struck(dataset_of, {"may": action}).action_log("2030-acme")
    assert state == row.state


def test_authorized(dataset_of: Make) -> None:
    """A vote for it makes an action authorized from the first day such a vote closed."""
    votes = {
        "no": vote("rejected", closed="2030-03-01"),
        "late": vote("authorized", closed="2030-04-09"),
        "first": vote("authorized", closed="2030-04-02"),
        "undated": vote("authorized"),
    }
    action = {"may": {"planned": "2030-05-06/"}}
    (row,) = struck(dataset_of, action, votes=votes).action_log("2030-acme")
    assert ("authorized", "2030-04-02") == (row.state, str(row.authorized))
    (row,) = struck(dataset_of, action, votes={"a": votes["undated"]}).action_log("2030-acme")
    assert ("authorized", None) == (row.state, row.authorized)
    (row,) = struck(dataset_of, action, votes={"a": votes["no"]}).action_log("2030-acme")
    assert ("planned", None) == (row.state, row.authorized)


def test_actions_stand_by_date(dataset_of: Make) -> None:
    """Actions stand by the days held, else averted, planned or noticed; undated ones come last."""
    actions = {
        "a": {"noticed": "2030-05-04"},
        "b": {"planned": "2030-05-03/"},
        "c": {"averted": "2030-05-02", "planned": "2030-06-01/"},
        "d": {"held": "2030-05-01/2030-05-03", "noticed": "2030-01-01"},
    }
    dataset = struck(dataset_of, actions)
    inside = [f"2030-acme/{name}" for name in "dcba"]
    assert inside == [row.action for row in dataset.action_log("2030-acme")]
    assert [*inside, "outside"] == [row.action for row in dataset.action_log()]
    assert ["3", None, None, None] == dataset.action_log("2030-acme").to_columns()["days"]


def test_each_number_keeps_its_voices(dataset_of: Make) -> None:
    """Sources that agree share a number; one that differs has its own, even if it is weak."""
    figures = {
        "strikers": number(
            ">900",
            {"from": "flyer", "for": ["value", "among"]},
            {"from": "paper", "for": ["value", "among"]},
            {"from": "second-paper", "for": ["value", "among"]},
            {
                "from": "memo",
                "says": {"value": "700", "among": "by the payroll"},
                "weak": True,
                "note": "Counted on the first day",
            },
            among="nurses",
        ),
        "sites": number("3", metric="metric-sites"),
        "silent": number(None, {"from": "paper"}),
    }
    dataset = struck(dataset_of, {"may": {"held": "2030-05-06/2030-05-08"}}, figures)
    (row,) = dataset.action_log("2030-acme", "metric-strikers")
    texts = {str(each): each.weak for each in row.headcounts}
    assert {
        ">900 metric-strikers, nurses (union, press)": False,
        "700 metric-strikers, by the payroll (management)": True,
    } == texts
    (row,) = dataset.action_log("2030-acme")
    assert "3 metric-sites (press)" in {str(each) for each in row.headcounts}


def days_of(dataset_of: Make, held: str, value: str, **asked: Any) -> WorkerDays:
    """Give the worker-days of one strike by one number of strikers."""
    dataset = struck(dataset_of, {"may": {"held": held}}, {"strikers": number(value)})
    (row,) = dataset.worker_days("metric-workers", **asked)
    return row


@pytest.mark.parametrize(
    ("held", "value", "expected"),
    [
        ("2030-05-06/2030-05-08", "100", ("3", 300, 300)),
        ("2030-05-06/2030-05-08", "100..120", ("3", 300, 360)),
        ("2030-05-06/2030-05-08", ">100", ("3", 300, None)),
        ("2030-05-06/2030-05-08", "<=100", ("3", None, 300)),
        ("2030-05-06/2030-05-08", "~100", ("3", 300, 300)),
        ("2030-05-06/[2030-05-08..2030-05-09]", "100", ("3..4", 300, 400)),
        ("2030-05-06/", "100", (">=1", 100, None)),
        ("2030-05-06/..", "100", (">=1", 100, None)),
    ],
)
def test_calendar_days(
    dataset_of: Make, held: str, value: str, expected: tuple[str, int | None, int | None]
) -> None:
    """Under the rule calendar every day from the first to the last counts, as far as known."""
    row = days_of(dataset_of, held, value)
    assert expected == (str(row.days), row.low, row.high)
    assert ("calendar", value[0] == "~") == (row.rule, row.approximate)


@pytest.mark.parametrize(
    ("held", "days", "low", "high"),
    [
        ("2030-05-03/2030-05-07", "3", 300, 300),
        ("2030-05-04/2030-05-05", "0", 0, 0),
        ("2030-05-03/[2030-05-06..2030-05-08]", "2..4", 200, 400),
        ("[2030-05-03..2030-05-08]/[2030-05-03..2030-05-08]", "0..4", 0, 400),
        ("2030-05-03/", ">=0", 0, None),
        ("/2030-05-07", ">=0", 0, None),
    ],
)
def test_weekdays(dataset_of: Make, held: str, days: str, low: int, high: int | None) -> None:
    """Under the rule weekdays Monday to Friday count: from the certain days to the possible."""
    row = days_of(dataset_of, held, "100", rule="weekdays")
    assert (days, low, high) == (str(row.days), row.low, row.high)


def test_holidays(dataset_of: Make) -> None:
    """A holiday on a weekday does not count under the rule weekdays; the calendar has it."""
    holidays = frozenset([date(2030, 5, 6), date(2030, 5, 4)])
    held = "2030-05-03/2030-05-07"
    row = days_of(dataset_of, held, "100", rule="weekdays", holidays=holidays)
    assert ("2", 200) == (str(row.days), row.low)
    row = days_of(dataset_of, held, "100", holidays=holidays)
    assert ("5", 500) == (str(row.days), row.low)


@pytest.mark.parametrize(
    ("held", "year"),
    [
        ("2030-12-30/2031-01-04", 2030),
        ("2030-05/", 2030),
        ("[2030-12-30..2031-01-02]/", None),
        ("[..2030-12-30]/", None),
        ("[2030-12-30..]/", None),
        ("/2030-05-07", None),
    ],
)
def test_the_year_it_began(dataset_of: Make, held: str, year: int | None) -> None:
    """Worker-days stand under the year in which the action certainly began."""
    assert year == days_of(dataset_of, held, "100").year


def test_what_was_not_held_has_no_days(dataset_of: Make) -> None:
    """An action that no source reports as held has no worker-days."""
    actions = {"may": {"planned": "2030-05-06/2030-05-08"}}
    dataset = struck(dataset_of, actions, {"strikers": number("100")})
    assert 0 == len(dataset.worker_days("metric-strikers"))


@pytest.mark.parametrize(
    ("ask", "what", "nearest"),
    [
        (lambda ds: ds.action_log("2030-akme"), "round", "2030-acme"),
        (lambda ds: ds.action_log(None, "metric-striker"), "metric", "metric-strikers"),
        (lambda ds: ds.worker_days("metric-striker"), "metric", "metric-strikers"),
        (lambda ds: ds.worker_days("metric-strikers", "weekday"), "rule", "weekdays"),
    ],
)
def test_misspelt_names(
    dataset_of: Make, ask: Callable[[kp.Dataset], object], what: str, nearest: str
) -> None:
    """A misspelt round, metric or rule is refused with the nearest that there are."""
    dataset = struck(dataset_of, {"may": {"held": "2030-05-06/"}})
    with pytest.raises(kp.UnknownName, match=rf"^no {what} ") as caught:
        ask(dataset)
    assert nearest in caught.value.nearest


def test_worker_days_as_official_statistics_count() -> None:
    """The strike of October 2023 took 226,800 days of 75,600 workers by the rule weekdays."""
    dataset = kp.load("2026.2")
    rows = dataset.worker_days("metric-workers-on-strike", "weekdays")
    strike = rows.where(lambda row: row.action == "2023-coalition/strike-2023-10-04")
    (official,) = (row for row in strike if row.headcount.voices == ("government",))
    assert ("75600", "3") == (str(official.headcount.value), str(official.days))
    assert (226_800, 226_800) == (official.low, official.high)


def test_both_counts_of_a_walkout() -> None:
    """The record has what the unions and what the employer counted in October 2025."""
    log = kp.load("2026.2").action_log("2025-alliance", "metric-workers-on-strike")
    (row,) = log.where(action="2025-alliance/strike-2025-10-14")
    assert {"~30000", ">45000"} <= {str(each.value) for each in row.headcounts}
