"""Worker-days: workers times days under a named rule, action by action and year by year."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining.questions import DaysBasis, WorkerDaysRow, YearRow, worker_days_by_year

Struck = Callable[..., kp.Dataset]

MONDAY_TO_WEDNESDAY = "2030-05-06/2030-05-08"
ACROSS_A_WEEKEND = "2030-05-03/2030-05-07"


def days(value: str, **more: Any) -> dict[str, Any]:
    """Give the plain form of a stated number of days of the strike of May."""
    return {"metric": "metric-days", "value": value} | more


@pytest.fixture
def days_of(struck: Struck) -> Callable[..., WorkerDaysRow]:
    """Give the worker-days of one strike by one number of strikers."""

    def days_of(held: str, value: str, **asked: Any) -> WorkerDaysRow:
        dataset = struck({"may": {"held": held}}, {"strikers": {"value": value}})
        (row,) = dataset.worker_days("metric-workers", **asked)
        return row

    return days_of


DaysOf = Callable[..., WorkerDaysRow]


@pytest.mark.parametrize(
    ("held", "value", "expected"),
    [
        (MONDAY_TO_WEDNESDAY, "100", ("3", 300, 300)),
        (MONDAY_TO_WEDNESDAY, "100..120", ("3", 300, 360)),
        (MONDAY_TO_WEDNESDAY, ">100", ("3", 300, None)),
        (MONDAY_TO_WEDNESDAY, "<=100", ("3", None, 300)),
        (MONDAY_TO_WEDNESDAY, "~100", ("3", 300, 300)),
        ("2030-05-06/[2030-05-08..2030-05-09]", "100", ("3..4", 300, 400)),
        ("2030-05-06/", "100", (">=1", 100, None)),
        ("2030-05-06/..", "100", (">=1", 100, None)),
    ],
)
def test_calendar_days(
    days_of: DaysOf, held: str, value: str, expected: tuple[str, int | None, int | None]
) -> None:
    """Under the rule calendar every day from the first to the last counts, as far as known."""
    row = days_of(held, value)
    assert expected == (str(row.days), row.low, row.high)
    assert (DaysBasis.CALENDAR, value[0] == "~") == (row.basis, row.approximate)


@pytest.mark.parametrize(
    ("held", "expected", "low", "high"),
    [
        (ACROSS_A_WEEKEND, "3", 300, 300),
        ("2030-05-04/2030-05-05", "0", 0, 0),
        ("2030-05-03/[2030-05-06..2030-05-08]", "2..4", 200, 400),
        ("[2030-05-03..2030-05-08]/[2030-05-03..2030-05-08]", "0..4", 0, 400),
        ("2030-05-03/", ">=0", 0, None),
        ("/2030-05-07", ">=0", 0, None),
    ],
)
def test_weekdays(days_of: DaysOf, held: str, expected: str, low: int, high: int | None) -> None:
    """Under the rule weekdays Monday to Friday count: from the certain days to the possible."""
    row = days_of(held, "100", rule="weekdays")
    assert (expected, low, high) == (str(row.days), row.low, row.high)
    assert DaysBasis.WEEKDAYS is row.basis


@pytest.mark.parametrize(
    "holidays",
    [
        frozenset([date(2030, 5, 6), date(2030, 5, 4)]),
        ["2030-05-06", "2030-05-04", "2030-05-06"],
        (kp.PartialDate("2030-05-06"), "2030-05-04", date(2030, 6, 1)),
        {"2030-05-06": "May Day, made up"},
    ],
    ids=lambda given: type(given).__name__,
)
def test_holidays(days_of: DaysOf, holidays: Any) -> None:
    """A holiday counts as text or as a date under the rule weekdays; the calendar has it."""
    row = days_of(ACROSS_A_WEEKEND, "100", rule="weekdays", holidays=holidays)
    assert ("2", 200) == (str(row.days), row.low)
    row = days_of(ACROSS_A_WEEKEND, "100", holidays=holidays)
    assert ("5", 500) == (str(row.days), row.low)


@pytest.mark.parametrize("rule", ["calendar", "weekdays"])
@pytest.mark.parametrize(
    "holidays",
    [
        (20300506, 20300507),
        [(2030, 5, 6)],
        "2030-05-06",
        b"2030-05-06",
        5,
        None,
        ["May 6"],
        ["2030-05"],
        [datetime(2030, 5, 6)],  # noqa: DTZ001 (refused either way)
        [None],
    ],
    ids=str,
)
def test_what_is_no_holiday(days_of: DaysOf, rule: str, holidays: Any) -> None:
    """What is no day is refused as a holiday under every rule, and never passed over."""
    with pytest.raises(kp.InvalidValue):
        days_of(ACROSS_A_WEEKEND, "100", rule=rule, holidays=holidays)


@pytest.mark.parametrize(
    ("duration", "expected"),
    [
        ("13", ("10", "weekdays")),
        ("10", ("10", "stated")),
        ("9", ("9", "stated")),
    ],
)
def test_weekdays_are_never_more_than_stated(
    struck: Struck, duration: str, expected: tuple[str, str]
) -> None:
    """Of a fortnight that lasted 13 days by a source, official statistics count ten."""
    action = {"may": {"held": "2030-05-06/2030-05-19", "duration": duration}}
    (row,) = struck(action, {"all": {"value": "100"}}).worker_days("metric-strikers", "weekdays")
    assert expected == (str(row.days), row.basis)


@pytest.mark.parametrize("rule", ["calendar", "weekdays"])
@pytest.mark.parametrize(
    ("duration", "expected"),
    [
        ("1", ("1", 40_000, 40_000)),
        ("1 days", ("1", 40_000, 40_000)),
        ("1.5", ("1..2", 40_000, 80_000)),
        ("0.5..1", ("0..1", 0, 40_000)),
    ],
)
def test_a_stated_duration_goes_before_the_calendar(
    struck: Struck, rule: Any, duration: str, expected: tuple[str, int, int]
) -> None:
    """A day from hour to hour touches two days, and counts as the one that it is said to be."""
    action = {"may": {"held": "2030-05-07/2030-05-08", "duration": duration}}
    dataset = struck(action, {"all": {"value": "40000"}})
    (row,) = dataset.worker_days("metric-strikers", rule)
    assert expected == (str(row.days), row.low, row.high)
    assert DaysBasis.STATED is row.basis


@pytest.mark.parametrize("vague", ["~1", ">1", "<=2"])
def test_a_vague_duration_gives_way_to_the_calendar(struck: Struck, vague: str) -> None:
    """A duration without both bounds says less than the calendar."""
    action = {"may": {"held": MONDAY_TO_WEDNESDAY, "duration": vague}}
    (row,) = struck(action, {"all": {"value": "100"}}).worker_days("metric-strikers")
    assert (DaysBasis.CALENDAR, 300) == (row.basis, row.low)


@pytest.mark.parametrize(
    ("figures", "action", "expected"),
    [
        ({"a": days("2")}, {}, "2"),
        ({"a": days("2"), "b": days("1")}, {}, "1..2"),
        ({"a": days("2")}, {"duration": "3"}, "3"),
        ({"a": days("2", scope="goal")}, {}, "4"),
        ({"a": days("2", portion="part")}, {}, "4"),
        ({"a": days("2", among="cooks")}, {}, "4"),
        ({"a": days("2", among="nurses")}, {}, "2"),
        ({"a": days("2", among="nurses"), "b": days("3")}, {}, "2"),
        ({"a": days("2", among="nurses")}, {"duration": "3"}, "2"),
        ({"a": days("2", metric="metric-sites")}, {}, "4"),
        ({"a": {"metric": "metric-days"}}, {}, "4"),
    ],
    ids=str,
)
def test_for_whom_a_duration_is_stated(
    struck: Struck, figures: dict[str, Any], action: dict[str, str], expected: str
) -> None:
    """The days stated for just those who are counted go first, then those of the whole action."""
    counted = {"nurses": {"value": "100", "among": "nurses"}}
    dataset = struck({"may": {"held": "2030-05-06/2030-05-09"} | action}, counted | figures)
    (row,) = dataset.worker_days("metric-strikers")
    assert expected == str(row.days)


def test_days_stated_for_a_market(struck: Struck) -> None:
    """Where an action lasted longer in one market, its headcount has the days of that market."""
    north = {"markets": ["market-north"]}
    figures = {
        "all": {"value": "100"},
        "north": {"value": "60"} | north,
        "days": days("2"),
        "days-north": days("3", **north),
    }
    rows = struck({"may": {"held": MONDAY_TO_WEDNESDAY}}, figures).worker_days("metric-strikers")
    assert {"100": "2", "60": "3"} == {str(row.workers): str(row.days) for row in rows}


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
def test_the_year_it_began(days_of: DaysOf, held: str, year: int | None) -> None:
    """Worker-days stand under the year in which the action certainly began."""
    assert year == days_of(held, "100").year


def test_what_has_no_worker_days(struck: Struck) -> None:
    """What no source reports as held has no worker-days, nor have the workers of a goal."""
    planned = {"may": {"planned": MONDAY_TO_WEDNESDAY}}
    assert 0 == len(struck(planned, {"all": {"value": "9"}}).worker_days("metric-strikers"))
    held = {"may": {"held": MONDAY_TO_WEDNESDAY}}
    wanted = {"all": {"value": "9", "scope": "goal"}}
    assert 0 == len(struck(held, wanted).worker_days("metric-strikers"))


@pytest.mark.parametrize(
    ("asked", "what", "nearest"),
    [
        (["metric-striker"], "metric", "metric-strikers"),
        (["topic-pay"], "metric", None),
        (["metric-sites"], "metric that counts people", None),
        (["metric-days"], "metric that counts people", None),
        (["metric-strikers", "weekday"], "rule", "weekdays"),
    ],
)
@pytest.mark.parametrize("question", [kp.Dataset.worker_days, worker_days_by_year])
def test_what_is_refused(
    struck: Struck, question: Any, asked: list[str], what: str, nearest: str | None
) -> None:
    """A misspelt metric or rule, and a metric that counts no people, is refused in any case."""
    for held in ({"may": {"held": "2030-05-06/"}}, {}):
        with pytest.raises(kp.UnknownName, match=rf"^no {what} '") as caught:
            question(struck(held), *asked)
        assert nearest is None or nearest in caught.value.nearest


def years_of(dataset: kp.Dataset, metric: str = "metric-strikers") -> list[Any]:
    """Give year, actions and bounds of each row."""
    rows = worker_days_by_year(dataset, metric)
    return [(row.year, row.actions, row.low, row.high) for row in rows]


def test_years(struck: Struck) -> None:
    """Each action counts once in the year it began, from its lowest headcount to its highest."""
    actions = {
        "may": {"held": MONDAY_TO_WEDNESDAY},
        "june": {"held": "2030-06-03/2030-06-03"},
        "next": {"held": "2031-06-03/2031-06-03"},
        "some-day": {"held": "/2031-06-03"},
        "uncounted": {"held": "2031-07-03/2031-07-03"},
    }
    about = {name: {"about": f"2030-acme/{name}"} for name in actions}
    figures = {
        "may-1": {"value": "100"},
        "may-2": {"value": "120"},
        "june-1": {"value": "~10"} | about["june"],
        "next-1": {"value": "7"} | about["next"],
        "some-1": {"value": "5"} | about["some-day"],
    }
    dataset = struck(actions, figures)
    assert [(2030, 2, 310, 370), (2031, 1, 7, 7), (None, 1, 5, None)] == years_of(dataset)
    rows = worker_days_by_year(dataset, "metric-strikers")
    assert [True, False, False] == [row.approximate for row in rows]


@pytest.mark.parametrize(
    ("expected", "values"),
    [
        ((300, None), [{"value": "100"}, {"value": ">200"}]),
        ((0, 900), [{"value": "<=100"}, {"value": "300"}]),
        ((0, 300), [{"value": "<=100"}]),
        ((300, 300), [{"value": "100"}, {"value": "60", "portion": "part"}]),
        ((300, 300), [{"value": "100"}, {"value": "160", "scope": "part"}]),
        ((180, None), [{"value": "60", "portion": "part"}, {"value": "50", "portion": "part"}]),
        ((0, None), [{"value": "<=60", "portion": "part"}]),
    ],
    ids=str,
)
def test_wholes_and_parts(
    struck: Struck, expected: tuple[int, int | None], values: list[dict[str, str]]
) -> None:
    """A part is never added to its whole or to another part, and alone it is a lower bound."""
    figures = {f"f-{place}": value for place, value in enumerate(values)}
    dataset = struck({"may": {"held": MONDAY_TO_WEDNESDAY}}, figures)
    assert [(2030, 1, *expected)] == years_of(dataset)


def test_what_is_weak_counts_last(struck: Struck) -> None:
    """A weak number widens no sum, and counts where there is no other."""
    held = {"may": {"held": MONDAY_TO_WEDNESDAY}}
    weak = {"value": ">50", "evidence": [{"from": "paper", "for": ["value"], "weak": True}]}
    assert [(2030, 1, 300, 300)] == years_of(struck(held, {"a": {"value": "100"}, "b": weak}))
    assert [(2030, 1, 150, None)] == years_of(struck(held, {"b": weak}))


def test_a_narrower_metric_is_a_part(struck: Struck) -> None:
    """The strikers are some of the workers: beside a number of all they bound nothing."""
    held = {"may": {"held": MONDAY_TO_WEDNESDAY}}
    strikers = {"strikers": {"value": "60"}}
    workers = {"workers": {"value": "100", "metric": "metric-workers"}}
    assert [(2030, 1, 300, 300)] == years_of(struck(held, strikers | workers), "metric-workers")
    assert [(2030, 1, 180, None)] == years_of(struck(held, strikers), "metric-workers")


@pytest.mark.parametrize("low", ["100", "~100", ">100", "<=100", "100..200"])
@pytest.mark.parametrize("high", ["50", "~50", ">50", "<=50", "50..300"])
@pytest.mark.parametrize("part", [{}, {"portion": "part"}])
def test_low_is_never_above_high(struck: Struck, low: str, high: str, part: Any) -> None:
    """However sources count, the fewest worker-days of a year are not above the most."""
    figures = {"a": {"value": low}, "b": {"value": high} | part}
    dataset = struck({"may": {"held": "2030-05-06/[2030-05-08..2030-05-09]"}}, figures)
    (row,) = worker_days_by_year(dataset, "metric-strikers")
    assert YearRow is type(row)
    assert row.low is not None
    assert row.high is None or row.low <= row.high


def test_worker_days_as_official_statistics_count() -> None:
    """The strike of October 2023 took 226,800 days of 75,600 workers by the rule weekdays."""
    rows = kp.load("2026.2").worker_days("metric-workers-on-strike", "weekdays")
    strike = rows.where(action="2023-coalition/strike-2023-10-04")
    (official,) = (row for row in strike if row.voices == ("government",))
    assert ("75600", "3") == (str(official.workers), str(official.days))
    assert (226_800, 226_800) == (official.low, official.high)
