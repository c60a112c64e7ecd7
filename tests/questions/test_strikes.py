"""Job actions: the last stage that each reached, and every voice's number of people."""

from collections.abc import Callable
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining.questions import Stage

Struck = Callable[..., kp.Dataset]

MAY = {"may": {"held": "2030-05-06/2030-05-08"}}


def vote(outcome: str, **days: str) -> dict[str, Any]:
    """Give the plain form of a vote on the strike of May."""
    plain = {"kind": "strike authorization", "by": ["nurses-united"], "on": "2030-acme/may"}
    return plain | {"outcome": outcome} | days


@pytest.mark.parametrize(
    ("stage", "action"),
    [
        (None, {}),
        ("planned", {"planned": "2030-05-06/2030-05-08"}),
        ("noticed", {"planned": "2030-05-06/", "noticed": "2030-04-26"}),
        ("noticed", {"planned": "2030-05-06/", "notices": "32"}),
        ("noticed", {"notices": "1"}),
        ("averted", {"noticed": "2030-04-26", "averted": "2030-05"}),
        ("averted", {"notices": "32", "planned": "2030-05-06/", "averted": "2030-05-01"}),
        ("averted", {"averted": "2030"}),
        ("held", {"noticed": "2030-04-26", "held": "2030-05-06/.."}),
        ("held", {"held": "2030-05-06/"}),
        ("held", {"planned": "2030-05-06/2030-05-06", "duration": "1"}),
        ("held", {"held": "2030-05-06/", "averted": "2030-05-01"}),
        ("ended", {"noticed": "2030-04-26", "held": "2030-05-06/[2030-05-08..2030-05-09]"}),
        ("ended", {"planned": "2030-05-06/2030-05-10", "held": "2030-05-06/2030-05-08"}),
        ("ended", {"held": "/2030-05-08"}),
    ],
    ids=str,
)
def test_the_last_stage(struck: Struck, stage: str | None, action: dict[str, str]) -> None:
    """The stage is the last that a source reports, whether or not the day of notice is known."""
    (row,) = struck({"may": action}).action_log("2030-acme")
    assert stage == row.stage


def test_authorized(struck: Struck) -> None:
    """A vote for it makes an action authorized from the first day such a vote closed."""
    votes = {
        "no": vote("rejected", closed="2030-03-01"),
        "late": vote("authorized", closed="2030-04-09"),
        "first": vote("authorized", closed="2030-04-02"),
        "undated": vote("authorized"),
    }
    action = {"may": {"planned": "2030-05-06/"}}
    (row,) = struck(action, votes=votes).action_log("2030-acme")
    assert (Stage.AUTHORIZED, "2030-04-02") == (row.stage, str(row.authorized))
    (row,) = struck(action, votes={"a": votes["undated"]}).action_log("2030-acme")
    assert (Stage.AUTHORIZED, None) == (row.stage, row.authorized)
    (row,) = struck(action, votes={"a": votes["no"]}).action_log("2030-acme")
    assert (Stage.PLANNED, None) == (row.stage, row.authorized)


def test_actions_stand_by_date(struck: Struck) -> None:
    """Actions stand by the days held, else averted, planned or noticed; undated ones come last."""
    actions = {
        "a": {"noticed": "2030-04-30"},
        "b": {"planned": "2030-05-03/"},
        "c": {"averted": "2030-05-02", "planned": "2030-06-01/"},
        "d": {"held": "2030-05-01/2030-05-03", "noticed": "2030-01-01"},
    }
    dataset = struck(actions)
    inside = [f"2030-acme/{name}" for name in "adcb"]
    assert inside == [row.action for row in dataset.action_log("2030-acme")]
    assert [*inside, "outside"] == [row.action for row in dataset.action_log()]
    assert [None, "3", None, None] == dataset.action_log("2030-acme").to_columns()["days"]


def days(value: str, **more: Any) -> dict[str, Any]:
    """Give the plain form of a stated number of days of the strike of May."""
    return {"metric": "metric-days", "value": value} | more


@pytest.mark.parametrize(
    ("duration", "action", "figures"),
    [
        (None, {}, {}),
        ("1", {"duration": "1"}, {}),
        ("1", {"duration": "1"}, {"a": days("2")}),
        ("3 days", {}, {"a": days("3 days")}),
        ("3", {}, {"a": days("3"), "b": days("3")}),
        (None, {}, {"a": days("3"), "b": days("4")}),
        ("3", {}, {"a": days("3"), "b": days("4", scope="goal")}),
        ("3", {}, {"a": days("3"), "b": days("4", portion="part")}),
        ("3", {}, {"a": days("3"), "b": days("4", among="cooks")}),
        ("3", {}, {"a": days("3"), "b": days("4", markets=["market-north"])}),
        ("3", {}, {"a": days("3"), "b": days("4", part_of="2030-acme/a")}),
        (None, {}, {"a": {"metric": "metric-days"}, "b": {"value": "3"}}),
    ],
    ids=str,
)
def test_how_long_it_lasted(
    struck: Struck, duration: str | None, action: dict[str, str], figures: dict[str, Any]
) -> None:
    """The duration is what sources state of the whole action, where they state just one."""
    (row,) = struck({"may": action}, figures).action_log("2030-acme")
    assert duration == (row.duration and str(row.duration))


def test_each_number_keeps_its_voices(struck: Struck) -> None:
    """Sources that agree share a number; one that differs has its own, even if it is weak."""
    told: list[dict[str, Any]] = [
        {"from": "flyer", "for": ["value", "among"]},
        {"from": "paper", "for": ["value", "among"]},
        {"from": "second-paper", "for": ["value", "among"]},
        {
            "from": "memo",
            "says": {"value": "700", "among": "by the payroll"},
            "weak": True,
            "note": "Counted on the first day",
        },
    ]
    figures: dict[str, Any] = {
        "strikers": {"value": ">900", "among": "nurses", "evidence": told},
        "silent": {},
    }
    dataset = struck(MAY, figures)
    assert [
        (">900", "nurses", ("union", "press"), False, ("flyer", "paper", "second-paper")),
        ("700", "by the payroll", ("management",), True, ("memo",)),
    ] == [
        (str(row.value), row.among, row.voices, row.weak, row.sources)
        for row in dataset.headcounts("2030-acme", "metric-strikers")
    ]
    (row,) = dataset.action_log("2030-acme", "metric-workers")
    assert (
        ">900 strikers, nurses (union, press)",
        "700 strikers, by the payroll (management)",
    ) == row.headcounts


def test_a_number_that_one_source_gives_surely(struck: Struck) -> None:
    """A number that one source gives surely is not weak, though another gives it weakly."""
    sure: list[dict[str, Any]] = [{"from": "paper", "for": ["value"]}]
    weak = [{"from": "flyer", "for": ["value"], "weak": True, "note": "By hearsay"}]
    for told, expected in ((sure, False), (weak, True), (weak + sure, False)):
        figures = {"strikers": {"value": "900", "evidence": told}}
        assert [expected] == [row.weak for row in struck(MAY, figures).headcounts()]


def test_headcounts_count_people(struck: Struck) -> None:
    """A number of sites or days is no headcount, nor is a rate; not every metric says its class."""
    figures = {
        "strikers": {"value": "900"},
        "sites": {"value": "3", "metric": "metric-sites"},
        "days": days("3"),
        "rate": {"value": "98%", "metric": "metric-rate"},
        "share": {"value": "90%", "metric": "metric-heads"},
        "bananas": {"value": "4 bananas"},
        "heads": {"value": "800", "metric": "metric-heads"},
        "unheard": {"value": "700", "metric": "metric-unheard"},
    }
    dataset = struck(MAY, figures)
    assert {"900", "800", "700"} == {str(row.value) for row in dataset.headcounts()}
    (row,) = dataset.action_log("2030-acme")
    told = {"900 strikers (press)", "800 heads (press)", "700 unheard (press)"}
    assert told == set(row.headcounts)


@pytest.mark.parametrize(
    ("part", "limits"),
    [
        (False, {}),
        (False, {"among": "nurses"}),
        (False, {"portion": "whole"}),
        (True, {"portion": "part"}),
        (True, {"scope": "part"}),
        (True, {"part_of": "2030-acme/all"}),
    ],
    ids=str,
)
def test_parts_of_a_headcount(struck: Struck, *, part: bool, limits: dict[str, str]) -> None:
    """A headcount says whether it is a part of another one."""
    (row,) = struck(MAY, {"some": {"value": "9"} | limits}).headcounts()
    assert part is row.part


def test_headcounts_of_a_round_or_of_all(struck: Struck) -> None:
    """Headcounts are those of the actions of a round, or of all; a metric has its narrower ones."""
    figures = {
        "inside": {"value": "9"},
        "wide": {"value": "8", "metric": "metric-workers"},
        "outside": {"value": "7", "about": "outside"},
    }
    dataset = struck(MAY, figures)
    assert {"9", "8"} == {str(row.value) for row in dataset.headcounts("2030-acme")}
    assert {"9", "8", "7"} == {str(row.value) for row in dataset.headcounts()}
    assert {"9", "7"} == {str(row.value) for row in dataset.headcounts(metric="metric-strikers")}


@pytest.mark.parametrize("struck_at_all", [True, False])
@pytest.mark.parametrize(
    ("ask", "what", "nearest"),
    [
        (lambda ds: ds.action_log("2030-akme"), "round", "2030-acme"),
        (lambda ds: ds.action_log(None, "metric-striker"), "metric", "metric-strikers"),
        (lambda ds: ds.action_log(None, "topic-pay"), "metric", None),
        (lambda ds: ds.headcounts("2030-akme"), "round", "2030-acme"),
        (lambda ds: ds.headcounts(None, "metric-striker"), "metric", "metric-strikers"),
        (lambda ds: ds.headcounts(None, "topic-pay"), "metric", None),
        (
            lambda ds: ds.headcounts(None, "metric-sites"),
            "metric that counts people",
            "metric-strikers",
        ),
        (lambda ds: ds.action_log(None, "metric-days"), "metric that counts people", None),
        (lambda ds: ds.headcounts(None, "metric-rate"), "metric that counts people", None),
    ],
)
def test_names_that_are_refused(
    struck: Struck,
    ask: Callable[[kp.Dataset], object],
    what: str,
    nearest: str | None,
    *,
    struck_at_all: bool,
) -> None:
    """A misspelt round or metric, and one that counts no people, is refused whatever was struck."""
    with pytest.raises(kp.UnknownName, match=rf"^no {what} '") as caught:
        ask(struck(MAY if struck_at_all else {}))
    assert nearest is None or nearest in caught.value.nearest


def test_a_metric_that_is_none_where_nobody_struck() -> None:
    """A metric that there is not is refused even where no action could be counted by it."""
    with pytest.raises(kp.UnknownName, match=r"^no metric 'metric-strikers'"):
        kp.Dataset([], []).headcounts(metric="metric-strikers")


def test_both_counts_of_a_walkout() -> None:
    """The record has what the unions and what the employer counted in October 2025."""
    rows = kp.load("2026.2").headcounts("2025-alliance", "metric-workers-on-strike")
    walkout = rows.where(action="2025-alliance/strike-2025-10-14")
    assert {"~30000", ">45000"} <= {str(each.value) for each in walkout}
