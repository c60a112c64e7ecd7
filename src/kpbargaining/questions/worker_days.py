"""Worker-days: workers times days, for each headcount under a named rule, and year by year."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from math import ceil
from typing import TYPE_CHECKING, Literal

from attrs import field, frozen

from kpbargaining.errors import InvalidValue, UnknownName
from kpbargaining.questions.strikes import (
    headcounts_of,
    holds_for_all,
    lengths_of,
    refuse_what_counts_no_people,
)
from kpbargaining.records.evidence import Voice
from kpbargaining.records.figures import Scope
from kpbargaining.records.roles import column
from kpbargaining.records.showing import Shown
from kpbargaining.store.asking import question
from kpbargaining.values.days import Days
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Count, Id, Text
from kpbargaining.values.when import as_day

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from decimal import Decimal

    from kpbargaining.questions.strikes import HeadcountRow
    from kpbargaining.records.actions import JobAction
    from kpbargaining.store.store import Store
    from kpbargaining.tables.table import Table
    from kpbargaining.values.when import PartialDate, Span

    Holidays = Collection[str | date | PartialDate]

__all__ = ["DaysBasis", "WorkerDaysRow", "YearRow", "worker_days", "worker_days_by_year"]

Rule = Literal["calendar", "weekdays"]
RULES = ("calendar", "weekdays")
WEEKDAYS = 5


class DaysBasis(StrEnum):
    """Where the days of a job action come from."""

    STATED = "stated"
    """A source says how long it lasted, a day being 24 hours or a shift of each worker."""
    CALENDAR = "calendar"
    """Every day from the first to the last, both included."""
    WEEKDAYS = "weekdays"
    """Monday to Friday of these, without the holidays given."""


@frozen(kw_only=True, repr=False)
class WorkerDaysRow(Shown):
    """The worker-days of one action by one headcount, under a named rule."""

    action: Id = field(metadata=column("The job action", refers="JobAction", of="Figure.about"))
    year: Count | None = field(
        metadata=column("The year it began; empty where that cannot be told", unit="calendar year")
    )
    metric: Id = field(
        metadata=column("What the headcount counts", refers="metric", of="Figure.metric")
    )
    workers: Quantity = field(metadata=column("The headcount", unit="workers", of="Figure.value"))
    among: Text | None = field(metadata=column("Among whom or where the headcount holds"))
    part: bool = field(metadata=column("Whether the headcount is a part of another one"))
    voices: tuple[Voice, ...] = field(metadata=column("Whose voices give the headcount"))
    weak: bool = field(metadata=column("Whether only weak evidence gives it"))
    days: Days = field(metadata=column("How many days", unit="days"))
    basis: DaysBasis = field(metadata=column("Where the days come from"))
    low: int | None = field(
        metadata=column(
            "The fewest worker-days; empty where nothing bounds them", unit="worker-days"
        )
    )
    high: int | None = field(
        metadata=column("The most worker-days; empty where nothing bounds them", unit="worker-days")
    )
    approximate: bool = field(
        metadata=column("Whether the headcount is about so many, so that the bounds are not firm")
    )
    figure: Id = field(metadata=column("The record of the headcount", refers="Figure"))


@question
def worker_days(
    store: Store, metric: str, rule: Rule = "calendar", holidays: Holidays = ()
) -> Table[WorkerDaysRow]:
    """Days times workers, for each headcount of a *metric*, action by action.

    Where a source states how long an action lasted, in days of 24 hours, that counts, for whom it
    is said; otherwise the rule `calendar` counts every day it touched. The rule `weekdays` counts
    Monday to Friday without the *holidays* given (days, or their text), as official statistics
    do, and never more than is stated: a strike from morning to morning is one day. An action that
    still goes on, or whose days are not known, has no upper bound. No headcount is preferred to
    another: never add up those of one action, nor a part to its whole.
    Raises `UnknownName` for a metric that is not known or counts no people, and for a rule that
    is not known, and `InvalidValue` for a holiday that is no day.
    """
    if rule not in RULES:
        raise UnknownName("rule", rule, RULES)
    refuse_what_counts_no_people(store, metric)
    days = frozenset(map(_day, _given(holidays)))
    closed = None if rule == "calendar" else days
    rows = [
        _worker_days(count, held, *_length(held, _stated(store, action, count), closed))
        for action in store.job_actions
        for count in headcounts_of(store, action, metric)
        if (held := action.held) is not None and count.scope is not Scope.GOAL
    ]
    return store.index.table(WorkerDaysRow, rows, "worker-days")


def _length(
    held: Span, stated: Days | None, closed: frozenset[int] | None
) -> tuple[Days, DaysBasis]:
    """The days of an action: as stated or all; or the weekdays that are not closed, if fewer."""
    if closed is None:
        return (stated, DaysBasis.STATED) if stated else (held.length, DaysBasis.CALENDAR)
    weekdays = _weekdays(held, closed)
    if stated is None:
        return weekdays, DaysBasis.WEEKDAYS
    low, high = _fewer(stated.low, weekdays.low), _fewer(stated.high, weekdays.high)
    return Days(low, high), DaysBasis.STATED if high == stated.high else DaysBasis.WEEKDAYS


def _fewer(*bounds: int | None) -> int | None:
    return min((each for each in bounds if each is not None), default=None)


def _given(holidays: Holidays) -> Iterable[str | date | PartialDate]:
    if isinstance(holidays, (str, bytes)) or not hasattr(holidays, "__iter__"):
        raise InvalidValue("a set or a list of days as holidays", holidays)
    return holidays


def _day(value: str | date | PartialDate) -> int:
    """The ordinal of one holiday."""
    low = as_day(value).low
    assert low is not None  # noqa: S101 (a whole day has one)
    return low


def _stated(store: Store, action: JobAction, count: HeadcountRow) -> Days | None:
    """How long sources say that it lasted for those counted, or else for all."""
    figure = store.figures[count.figure]
    lengths = lengths_of(store, action)
    limits = figure.markets, figure.among
    own = [each for each in lengths if any(limits) and (each.markets, each.among) == limits]
    stated = [each.value for each in own or filter(holds_for_all, lengths) if each.value]
    if not own and action.duration is not None:
        stated = [action.duration]
    return _bounds(stated)


def _bounds(known: list[Quantity]) -> Days | None:
    """From the shortest to the longest of the lengths; None where there is none or one is vague.

    A day and a half is a day or two.
    """
    lows = [each.low for each in known if each.low is not None]
    highs = [each.high for each in known if each.high is not None]
    if not known or len(lows) + len(highs) < 2 * len(known):
        return None
    return Days(int(min(lows)), ceil(max(highs)))


def _worker_days(count: HeadcountRow, held: Span, days: Days, basis: DaysBasis) -> WorkerDaysRow:
    low = _times(count.value.about or count.value.low, days.low)
    high = _times(count.value.about or count.value.high, days.high)
    return WorkerDaysRow(
        action=count.action,
        year=_year(held.start),
        metric=count.metric,
        workers=count.value,
        among=count.among,
        part=count.part,
        voices=count.voices,
        weak=count.weak,
        days=days,
        basis=basis,
        low=None if low is None else int(low),
        high=None if high is None else ceil(high),
        approximate=count.value.approximate,
        figure=count.figure,
    )


def _times(workers: Decimal | None, days: int | None) -> Decimal | None:
    return None if workers is None or days is None else workers * days


def _year(start: PartialDate | None) -> int | None:
    if start is None or start.low is None or start.high is None:
        return None
    first, last = date.fromordinal(start.low).year, date.fromordinal(start.high).year
    return first if first == last else None


def _weekdays(held: Span, holidays: frozenset[int]) -> Days:
    """The weekdays from the latest start to the earliest end, and from outermost to outermost."""
    first = held.start.high if held.start else None
    last = held.end.low if held.end else None
    return Days(_worked(first, last, holidays) or 0, _worked(held.low, held.high, holidays))


def _worked(first: int | None, last: int | None, holidays: frozenset[int]) -> int | None:
    if first is None or last is None:
        return None
    days = set(range(first, last + 1)) - holidays
    return sum(date.fromordinal(day).weekday() < WEEKDAYS for day in days)


@frozen(kw_only=True, repr=False)
class YearRow(Shown):
    """The worker-days of the job actions that began in one year."""

    year: Count | None = field(
        metadata=column(
            "The year; empty for actions whose year cannot be told", unit="calendar year"
        )
    )
    actions: Count = field(metadata=column("How many actions have a headcount", unit="actions"))
    low: int | None = field(
        metadata=column("The fewest: the sum of the lowest of each action", unit="worker-days")
    )
    high: int | None = field(
        metadata=column(
            "The most: the sum of the highest of each; empty where one has no bound",
            unit="worker-days",
        )
    )
    approximate: bool = field(metadata=column("Whether a headcount is only about so many"))


@question
def worker_days_by_year(
    store: Store, metric: str, rule: Rule = "calendar", holidays: Holidays = ()
) -> Table[YearRow]:
    """The worker-days of each year, each action counted once, from its lowest to its highest.

    Headcounts of the whole action count, and those of its parts, as of a narrower metric, only as
    a lower bound where there is none; so a part is never added to its whole. What is weak counts
    only where nothing else does.
    Raises what `worker_days` raises.
    """
    years: dict[int | None, dict[str, list[WorkerDaysRow]]] = {}
    for row in worker_days(store, metric, rule, holidays):
        years.setdefault(row.year, {}).setdefault(row.action, []).append(row)
    rows = [
        _of_year(year, metric, list(years[year].values()))
        for year in sorted(years, key=lambda year: (year is None, year or 0))
    ]
    return store.index.table(YearRow, rows, "years")


def _of_year(year: int | None, metric: str, actions: list[list[WorkerDaysRow]]) -> YearRow:
    reaches = [_reach(rows, metric) for rows in actions]
    highs = [high for _, high in reaches if high is not None]
    return YearRow(
        year=year,
        actions=len(actions),
        low=sum(low for low, _ in reaches),
        high=sum(highs) if len(highs) == len(reaches) else None,
        approximate=any(row.approximate for rows in actions for row in rows),
    )


def _reach(rows: list[WorkerDaysRow], metric: str) -> tuple[int, int | None]:
    """The fewest and the most worker-days of one action."""
    whole = [row for row in rows if not row.part and row.metric == metric]
    whole = [row for row in whole if not row.weak] or whole
    if not whole:
        return max(row.low or 0 for row in rows), None
    highs = [row.high for row in whole if row.high is not None]
    bounded = len(highs) == len(whole)
    return min(row.low or 0 for row in whole), max(highs) if bounded else None
