"""Wage schedules: what the raises of an agreement or a proposal add up to, and what they do not.

Percentages are exact decimals. A total says on which basis it stands: added up (`simple`) or each
raise on the level before it (`compound`). A lump sum is paid once and never enters a level.
Steps count from their dates, as scheduled, also where ratification may put them off.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from math import prod
from typing import TYPE_CHECKING, Self

from attrs import frozen

from kpbargaining.records.agreements import Agreement
from kpbargaining.records.bargaining import Proposal
from kpbargaining.records.pay import EffectiveRule
from kpbargaining.store.tables import Table
from kpbargaining.values.months import (
    MONTHS,
    asked_month,
    count_of,
    last_day,
    month_of,
    months_between,
    numbered,
)
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.when import PartialDate, as_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from kpbargaining.records.kinds import AnyRecord
    from kpbargaining.records.pay import WageStep
    from kpbargaining.store.store import Store

    Day = str | date | PartialDate
    Ends = tuple[PartialDate | None, PartialDate | None]

__all__ = ["Schedule", "ScheduleRow", "percent", "rounded", "schedules"]

START = Decimal(100)
"""The level before the first raise."""

CENT = Decimal("0.01")


@frozen(kw_only=True)
class ScheduleRow:
    """One step of a schedule."""

    order: int
    """Its place in the schedule, from 1."""
    effective: PartialDate | None
    percent: Quantity | None
    lump_sum: Quantity | None
    whom: str | None
    condition: str | None
    rule: EffectiveRule | None
    level_after: Decimal | None
    """The level after the step, 100 before the first, to a hundredth; None once a raise is not
    known exactly."""
    record: str


class Schedule(Table[ScheduleRow]):
    """The steps that hold for the same workers, in order.

    There is no total and no level where it has no raise at all, where a step is missing between
    two others, or where a raise is not known exactly.
    """

    def __init__(
        self,
        rows: Iterable[ScheduleRow],
        of: str,
        *,
        markets: tuple[str, ...] | None = None,
        whom: str | None = None,
        term: Ends = (None, None),
    ) -> None:
        super().__init__(ScheduleRow, rows, "wage steps")
        self._of, self._markets, self._whom, self._term = of, markets, whom, term

    def _with(self, rows: Iterable[ScheduleRow]) -> Self:
        return type(self)(rows, self._of, markets=self._markets, whom=self._whom, term=self._term)

    @property
    def of(self) -> str:
        """The agreement or proposal."""
        return self._of

    @property
    def markets(self) -> tuple[str, ...] | None:
        """The markets it holds for; None where no source limits it."""
        return self._markets

    @property
    def whom(self) -> str | None:
        """The workers it holds for; None where no source limits it."""
        return self._whom

    @property
    def start(self) -> PartialDate | None:
        """The month in which the term starts; for a proposal, that of its first raise."""
        return self._term[0]

    @property
    def end(self) -> PartialDate | None:
        """The month in which the term ends; for a proposal, by the years it is to last."""
        return self._term[1]

    @property
    def simple(self) -> Quantity | None:
        """The raises added up."""
        return _added(_exact(self._raises))

    @property
    def compound(self) -> Quantity | None:
        """The raises one on the other, to a hundredth of a percent."""
        level = _grown(_exact(self._raises))
        return None if level is None else percent(level - START)

    @property
    def per_year(self) -> Quantity | None:
        """The raises added up, by year of the term; None where the term is not known."""
        raises, months = _exact(self._raises), months_between(self.start, self.end)
        if raises is None or not months:
            return None
        return percent(sum(raises, Decimal(0)) * MONTHS / len(months))

    @property
    def raises(self) -> tuple[Quantity, ...]:
        """The raises as stated, in order."""
        return tuple(row.percent for row in self if row.percent is not None)

    @property
    def lump_sums(self) -> tuple[Quantity, ...]:
        """What is paid once, in order; it is in no total."""
        return tuple(row.lump_sum for row in self if row.lump_sum is not None)

    def total_by(self, day: Day) -> Quantity | None:
        """The raises due by a day, added up; None where it cannot be told which they are.

        What an offer brings in its first two years turns on the day: a step of the twenty-third
        month lies within 24 months, but after the second of two yearly raises.
        """
        return _added(_exact(self._due(as_day(day))))

    def level_on(self, day: Day) -> Decimal | None:
        """The level on a day, 100 before the first step, to a hundredth; None if not known."""
        level = _grown(_exact(self._due(as_day(day))))
        return None if level is None else rounded(level)

    def average_level(self, start: Day | None = None, end: Day | None = None) -> Quantity | None:
        """How far the level lies above 100 on the average of the months of a term.

        From the month of *start* to that of *end*, by default those of the schedule. Each month
        has the level of its last day. None where there is no such month or a level is not known.
        Raises `InvalidValue` for what does not lie in one month.
        """
        first = self.start if start is None else asked_month(start)
        months = months_between(first, self.end if end is None else asked_month(end))
        levels = [_grown(_exact(self._due(last_day(month)))) for month in months]
        known = [level for level in levels if level is not None]
        if not known or len(known) < len(levels):
            return None
        return percent(sum(known, Decimal(0)) / len(known) - START)

    @property
    def _raises(self) -> list[ScheduleRow] | None:
        """The steps that raise the level; None if there is none, or if a step is missing."""
        if any(row.order != place for place, row in enumerate(self, 1)):
            return None
        return [row for row in self if row.percent is not None] or None

    def _due(self, day: PartialDate) -> list[ScheduleRow] | None:
        """The raises in effect on a day; None where that cannot be told."""
        due: list[ScheduleRow] = []
        for row in self._raises or ():
            if row.effective is None:
                return None
            if day.certainly_before(row.effective):
                return due
            if day.possibly_before(row.effective):
                return None
            due.append(row)
        return due or None

    def __str__(self) -> str:
        """A line for each step, then the totals with their basis."""
        totals = {"simple": self.simple, "compound": self.compound, "average": self.average_level()}
        told = [f"{name} {value or 'not known'}" for name, value in totals.items()]
        return "\n".join(["  ".join(_told(row)) for row in self] + ["; ".join(told)])


def _told(row: ScheduleRow) -> list[str]:
    """What is known of a step, one thing after the other."""
    lump_sum = row.lump_sum and f"lump sum {row.lump_sum}"
    parts = (row.percent, lump_sum, row.rule, row.condition)
    return [str(row.effective or "?"), *(str(part) for part in parts if part is not None)]


def _exact(rows: list[ScheduleRow] | None) -> list[Decimal] | None:
    """The raises as numbers; None if they or one of them are not known."""
    values = [row.percent.exact for row in rows or () if row.percent is not None]
    known = [value for value in values if value is not None]
    return None if rows is None or len(known) < len(rows) else known


def _added(raises: list[Decimal] | None) -> Quantity | None:
    return None if raises is None else percent(sum(raises, Decimal(0)))


def _grown(raises: list[Decimal] | None) -> Decimal | None:
    """The level after raises, each on the one before it."""
    return None if raises is None else prod((1 + each / 100 for each in raises), start=START)


def rounded(value: Decimal) -> Decimal:
    """A number to a hundredth."""
    return value.quantize(CENT, ROUND_HALF_UP) + 0  # which turns -0.00 into 0.00


def percent(value: Decimal) -> Quantity:
    """A number as a percentage, to a hundredth."""
    return Quantity(f"{rounded(value):f}".rstrip("0").rstrip(".") + "%")


def schedules(store: Store, name: str) -> tuple[Schedule, ...]:
    """The wage schedules of an agreement or a proposal: one for each group of workers.

    Raises `UnknownName` with the nearest ids.
    """
    record = store[name]
    groups: dict[tuple[tuple[str, ...] | None, str | None], list[WageStep]] = {}
    for step in sorted(store.wage_steps.where(of=record.id), key=lambda step: step.order):
        groups.setdefault((step.markets, step.whom), []).append(step)
    return tuple(
        Schedule(_rows(steps), record.id, markets=markets, whom=whom, term=_term(record, steps))
        for (markets, whom), steps in groups.items()
    )


def _rows(steps: list[WageStep]) -> Iterator[ScheduleRow]:
    level = START if any(step.percent for step in steps) else None
    for place, step in enumerate(steps, 1):
        raised = Decimal(0) if step.percent is None else step.percent.exact
        level = _after(level, raised if step.order == place else None)
        yield ScheduleRow(
            order=step.order,
            effective=step.effective,
            percent=step.percent,
            lump_sum=step.lump_sum,
            whom=step.whom,
            condition=step.condition,
            rule=step.rule,
            level_after=None if level is None else rounded(level),
            record=step.id,
        )


def _after(level: Decimal | None, raised: Decimal | None) -> Decimal | None:
    return None if level is None or raised is None else level * (1 + raised / 100)


def _term(record: AnyRecord, steps: list[WageStep]) -> Ends:
    """The months of an agreement, or those that a proposal asks for, from its first raise."""
    if isinstance(record, Agreement):
        return month_of(record.effective), month_of(record.expires)
    start = month_of(next((step.effective for step in steps if step.percent), None))
    years = record.term.exact if isinstance(record, Proposal) and record.term else None
    if start is None or years is None:
        return start, None
    return start, numbered(count_of(start) + int(years * MONTHS) - 1)
