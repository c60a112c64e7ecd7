"""Strikes and other job actions: the stages they reached, every number, worker-days by rule."""

from __future__ import annotations

from datetime import date
from math import ceil
from typing import TYPE_CHECKING, Literal

from attrs import frozen

from kpbargaining.errors import UnknownName
from kpbargaining.questions.claims import NumberRow, numbers
from kpbargaining.records.actions import JobAction, JobActionKind, VoteOutcome
from kpbargaining.store.tables import Table
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.when import Days, PartialDate, Span

if TYPE_CHECKING:
    from decimal import Decimal

    from kpbargaining.store.store import Store

__all__ = ["ActionRow", "Headcount", "WorkerDays", "action_log", "worker_days"]

WEEKDAYS = 5
RULES = ("calendar", "weekdays")


@frozen(kw_only=True)
class Headcount:
    """One number that sources give for an action, what it counts, and in whose voice."""

    value: Quantity
    metric: str
    among: str | None
    voices: tuple[str, ...]
    """Whose voices give just this number; where sources differ, each number stands by itself."""
    weak: bool
    """Whether only weak evidence gives it."""

    def __str__(self) -> str:
        limits = f", {self.among}" if self.among else ""
        return f"{self.value} {self.metric}{limits} ({', '.join(self.voices)})"


@frozen(kw_only=True)
class ActionRow:
    """One job action and the stages it reached."""

    action: str
    kind: JobActionKind
    round: str | None
    by: tuple[str, ...] | None
    state: str
    """The last stage a source reports: `ended`, `held`, `averted`, `noticed`, `authorized`,
    `planned`, or empty."""
    authorized: PartialDate | None
    """When the first vote that authorized it closed."""
    noticed: PartialDate | None
    planned: Span | None
    averted: PartialDate | None
    held: Span | None
    days: Days | None
    """How long it was held, first and last day included."""
    places: tuple[str, ...] | None
    headcounts: tuple[Headcount, ...]
    """Every number of the action, also of sites or days unless a metric was asked for."""


def action_log(
    store: Store, name: str | None = None, metric: str | None = None
) -> Table[ActionRow]:
    """Every job action, of a round or of all, by date, with every voice's numbers.

    *metric* keeps to the numbers of that term and of the narrower ones below it.
    Raises `UnknownName` with the nearest rounds or metrics.
    """
    actions = store.job_actions
    if name is not None:
        actions = actions.where(round=store.round(name).id)
    rows = [_action(store, each, metric) for each in sorted(actions, key=_key)]
    return Table(ActionRow, rows, "job actions")


def _key(action: JobAction) -> tuple[bool, tuple[int, int, str]]:
    when = action.held or action.averted or action.planned or action.noticed
    return (True, (0, 0, "")) if when is None else (False, when.sort_key)


def _action(store: Store, action: JobAction, metric: str | None) -> ActionRow:
    votes = store.votes.where(on=action.id, outcome=VoteOutcome.AUTHORIZED)
    closed = [vote.closed for vote in votes if vote.closed is not None]
    return ActionRow(
        action=action.id,
        kind=action.kind,
        round=action.round,
        by=action.by,
        state=_state(action, authorized=len(votes) > 0),
        authorized=min(closed, key=lambda when: when.sort_key, default=None),
        noticed=action.noticed,
        planned=action.planned,
        averted=action.averted,
        held=action.held,
        days=action.held.length if action.held else None,
        places=action.places,
        headcounts=_headcounts(store, action, metric),
    )


def _state(action: JobAction, *, authorized: bool) -> str:
    stages = {
        "ended": action.held is not None and action.held.end is not None,
        "held": action.held is not None,
        "averted": action.averted is not None,
        "noticed": action.noticed is not None,
        "authorized": authorized,
        "planned": action.planned is not None,
    }
    return next((stage for stage, reached in stages.items() if reached), "")


def _headcounts(store: Store, action: JobAction, metric: str | None) -> tuple[Headcount, ...]:
    grouped: dict[tuple[str, Quantity, str | None], list[NumberRow]] = {}
    for row in numbers(store, action.id, metric):
        grouped.setdefault((row.figure, row.value, row.among), []).append(row)
    return tuple(
        Headcount(
            value=value,
            metric=rows[0].metric,
            among=among,
            voices=tuple(dict.fromkeys(row.voice for row in rows)),
            weak=all(row.weak for row in rows),
        )
        for (_, value, among), rows in grouped.items()
    )


@frozen(kw_only=True)
class WorkerDays:
    """The worker-days of one action by one headcount, under a named rule."""

    action: str
    year: int | None
    """The year it began; None where that cannot be told."""
    headcount: Headcount
    days: Days
    low: int | None
    """The fewest worker-days; None where nothing bounds them below."""
    high: int | None
    """The most worker-days; None where nothing bounds them above."""
    approximate: bool
    """Whether the headcount is about so many, so that *low* and *high* are no firm bounds."""
    rule: str


def worker_days(
    store: Store,
    metric: str,
    rule: Literal["calendar", "weekdays"] = "calendar",
    holidays: frozenset[date] = frozenset(),
) -> Table[WorkerDays]:
    """Days held times workers, for each headcount of a *metric*, action by action.

    The rule `calendar` counts every day, `weekdays` Monday to Friday without the *holidays*
    given. An action that still goes on, or whose days are not known, has no upper bound. No
    headcount is preferred to another.
    Raises `UnknownName` for a metric or a rule that is not known.
    """
    if rule not in RULES:
        raise UnknownName("rule", rule, RULES)
    rows = [
        _worker_days(action.id, action.held, count, rule, holidays)
        for action in store.job_actions
        for count in _headcounts(store, action, metric)
        if action.held is not None
    ]
    return Table(WorkerDays, rows, "worker-days")


def _worker_days(
    action: str, held: Span, count: Headcount, rule: str, holidays: frozenset[date]
) -> WorkerDays:
    days = held.length if rule == "calendar" else _weekdays(held, holidays)
    low = _times(count.value.about or count.value.low, days.low)
    high = _times(count.value.about or count.value.high, days.high)
    return WorkerDays(
        action=action,
        year=_year(held.start),
        headcount=count,
        days=days,
        low=None if low is None else int(low),
        high=None if high is None else ceil(high),
        approximate=count.value.approximate,
        rule=rule,
    )


def _times(workers: Decimal | None, days: int | None) -> Decimal | None:
    return None if workers is None or days is None else workers * days


def _year(start: PartialDate | None) -> int | None:
    if start is None or start.low is None or start.high is None:
        return None
    first, last = date.fromordinal(start.low).year, date.fromordinal(start.high).year
    return first if first == last else None


def _weekdays(held: Span, holidays: frozenset[date]) -> Days:
    """The weekdays from the latest start to the earliest end, and from outermost to outermost."""
    first = held.start.high if held.start else None
    last = held.end.low if held.end else None
    return Days(_worked(first, last, holidays) or 0, _worked(held.low, held.high, holidays))


def _worked(first: int | None, last: int | None, holidays: frozenset[date]) -> int | None:
    if first is None or last is None:
        return None
    days = map(date.fromordinal, range(first, last + 1))
    return sum(day.weekday() < WEEKDAYS and day not in holidays for day in days)
