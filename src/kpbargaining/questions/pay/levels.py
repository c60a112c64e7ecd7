"""Levels of wages: what the steps of a schedule come to, one by one and on any day.

Percentages are exact decimals; a level that is not certainly known is None.
"""

from __future__ import annotations

from collections import deque
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import field, frozen

from kpbargaining.records.pay import EffectiveRule, WageStep
from kpbargaining.records.roles import column
from kpbargaining.records.showing import Shown
from kpbargaining.values.months import last_day, months_between
from kpbargaining.values.percentages import START, added_up, total, within
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Count, Id, Text
from kpbargaining.values.when import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["LEVEL", "StepRow", "average", "due", "exact", "levels", "raises_of", "steps_of"]

LEVEL = "percent of the level before the first step"
"""What levels of wages are counted in."""


@frozen(kw_only=True, repr=False)
class StepRow(Shown):
    """One step of a schedule."""

    order: Count = field(
        metadata=column("Its place in the schedule, from 1", unit="steps", of="WageStep.order")
    )
    effective: PartialDate | None = field(
        metadata=column("From when it is paid", of="WageStep.effective")
    )
    percent: Quantity | None = field(
        metadata=column("The raise of the level", unit="percent", of="WageStep.percent")
    )
    lump_sum: Quantity | None = field(
        metadata=column(
            "What is paid once and never in the level",
            unit="percent or USD",
            of="WageStep.lump_sum",
        )
    )
    markets: tuple[Id, ...] | None = field(
        metadata=column("The markets it holds for", refers="market", of="WageStep.markets")
    )
    whom: Text | None = field(metadata=column("The workers it holds for", of="WageStep.whom"))
    condition: Text | None = field(metadata=column("What it depends on", of="WageStep.condition"))
    rule: EffectiveRule | None = field(
        metadata=column("What its date depends on", of="WageStep.rule")
    )
    level_after: Decimal | None = field(
        metadata=column(
            "The level after it, 100 before the first; empty once a raise is not known exactly",
            unit=LEVEL,
        )
    )
    record: Id = field(metadata=column("The step", refers="WageStep"))


def steps_of(steps: list[WageStep]) -> Iterator[StepRow]:
    """The rows of the steps of one group in order, each with the level after it."""
    level = START if any(step.percent for step in steps) else None
    for place, step in enumerate(steps, 1):
        raised = Decimal(0) if step.percent is None else step.percent.exact
        level = _after(level, raised if step.order == place else None)
        yield StepRow(
            order=step.order,
            effective=step.effective,
            percent=step.percent,
            lump_sum=step.lump_sum,
            markets=step.markets,
            whom=step.whom,
            condition=step.condition,
            rule=step.rule,
            level_after=within(level),
            record=step.id,
        )


def _after(level: Decimal | None, raised: Decimal | None) -> Decimal | None:
    return None if level is None or raised is None else level * (1 + raised / 100)


def raises_of(steps: Iterable[StepRow]) -> list[StepRow] | None:
    """The steps that raise the level; None if there is none, or if a step is missing."""
    rows = list(steps)
    if any(row.order != place for place, row in enumerate(rows, 1)):
        return None
    return [row for row in rows if row.percent is not None] or None


def due(steps: Iterable[StepRow], day: PartialDate) -> list[StepRow] | None:
    """The raises in effect on a day; None where that cannot be told."""
    found: list[StepRow] = []
    for row in raises_of(steps) or ():
        if _is_to_come(row, day):
            return found
        if not _is_due(row, day):
            return None
        found.append(row)
    return found or None


def exact(rows: list[StepRow] | None) -> list[Decimal] | None:
    """The raises as numbers; None if they or one of them are not known."""
    values = [row.percent.exact for row in rows or () if row.percent is not None]
    known = [value for value in values if value is not None]
    return None if rows is None or len(known) < len(rows) else known


def levels(steps: Iterable[StepRow], days: Iterable[PartialDate]) -> Iterator[Decimal | None]:
    """The level on each of these days, which are in order; None where it cannot be told.

    Walks over the days and the steps once: what is due on a day is due on every later one.
    """
    raises = raises_of(steps)
    waiting = deque(raises or ())
    level: Decimal | None = None if raises is None else START
    for day in days:
        while waiting and _is_due(waiting[0], day):
            raised = waiting.popleft().percent
            level = _after(level, raised.exact if raised else None)
        told = not waiting or _is_to_come(waiting[0], day)
        yield level if told else None


def _is_due(row: StepRow, day: PartialDate) -> bool:
    """Whether a step is certainly in effect on a day."""
    return row.effective is not None and not day.possibly_before(row.effective)


def _is_to_come(row: StepRow, day: PartialDate) -> bool:
    """Whether a step is certainly not yet in effect on a day."""
    return row.effective is not None and day.certainly_before(row.effective)


def average(
    steps: Iterable[StepRow], first: PartialDate | None, last: PartialDate | None
) -> Quantity | None:
    """How far the level lies above 100 on the average of these months; None if not known."""
    months = months_between(first, last)
    told = list(levels(steps, map(last_day, months)))
    known = [level for level in told if level is not None]
    if not known or len(known) < len(told):
        return None
    return total(added_up(known) / len(known) - START)
