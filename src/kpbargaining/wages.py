"""Wage schedules: what the raises of an agreement or a proposal add up to, and what they do not.

Percentages are exact decimals. A total says on which basis it stands: added up (`simple`) or each
raise on the level before it (`compound`). A lump sum is paid once and never enters a level.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from attrs import frozen

from kpbargaining.errors import InvalidValue, UnknownName
from kpbargaining.quantity import Quantity
from kpbargaining.records.agreements import Agreement
from kpbargaining.records.pay import EffectiveRule
from kpbargaining.tables import Table
from kpbargaining.when import PartialDate, as_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from kpbargaining.records.pay import WageStep
    from kpbargaining.store import Store

__all__ = ["RealLevel", "RealRow", "Schedule", "ScheduleRow", "real_level", "schedules"]

START = Decimal(100)
"""The level before the first raise."""

CENT = Decimal("0.01")
DECEMBER = 12


@frozen(kw_only=True)
class ScheduleRow:
    """One step of a schedule."""

    effective: PartialDate | None
    percent: Quantity | None
    lump_sum: Quantity | None
    whom: str | None
    condition: str | None
    rule: EffectiveRule | None
    level_after: Decimal | None
    """The level after the step, 100 before the first; None after a raise that is not exact."""
    record: str


class Schedule(Table[ScheduleRow]):
    """The steps that hold for the same workers, in order."""

    of: str = ""
    """The agreement or proposal."""
    markets: tuple[str, ...] | None = None
    """The markets it holds for; None where no source limits it."""
    whom: str | None = None
    """The workers it holds for; None where no source limits it."""
    start: PartialDate | None = None
    end: PartialDate | None = None

    @property
    def simple(self) -> Quantity | None:
        """The raises added up; None if one is not known exactly."""
        raises = self._raises()
        return None if raises is None else percent(sum(raises, Decimal(0)))

    @property
    def compound(self) -> Quantity | None:
        """The raises one on the other, to a hundredth of a percent; None if one is not exact."""
        last = self._rows[-1].level_after if self._rows else None
        return None if last is None else percent(last - START)

    @property
    def lump_sums(self) -> tuple[Quantity, ...]:
        """What is paid once, in order; it is in no total."""
        return tuple(row.lump_sum for row in self if row.lump_sum is not None)

    def level_on(self, day: str | date | PartialDate) -> Decimal | None:
        """The level on a day, 100 before the first step; None where it cannot be told."""
        when = as_day(day)
        level: Decimal | None = START
        for row in self:
            if row.effective is None:
                return None
            if when.certainly_before(row.effective):
                return level
            if when.possibly_before(row.effective):
                return None if row.percent is not None else level
            level = row.level_after
        return level

    def average_level(
        self,
        start: str | date | PartialDate | None = None,
        end: str | date | PartialDate | None = None,
    ) -> Quantity | None:
        """How far the level lies above 100 on the average of the months of a term.

        From *start* to *end*, both whole days, by default those of the agreement. Each month has
        the level of its last day. None where the term or a level is not known exactly.
        """
        first, last = start or self.start, end or self.end
        if first is None or last is None:
            return None
        levels = [self.level_on(day) for day in _month_ends(as_day(first), as_day(last))]
        known = [level for level in levels if level is not None]
        if not known or len(known) < len(levels):
            return None
        return percent(sum(known, Decimal(0)) / len(known) - START)

    def _raises(self) -> list[Decimal] | None:
        values = [row.percent.exact for row in self if row.percent is not None]
        known = [value for value in values if value is not None]
        return known if known and len(known) == len(values) else None

    def __str__(self) -> str:
        """A line for each step, then the totals with their basis."""
        lines = [
            f"{row.effective or '?'}  {row.percent or ''}"
            f"{f'  lump sum {row.lump_sum}' if row.lump_sum else ''}"
            f"{f'  {row.rule}' if row.rule else ''}{f'  {row.condition}' if row.condition else ''}"
            for row in self
        ]
        totals = {"simple": self.simple, "compound": self.compound, "average": self.average_level()}
        told = [f"{name} {value or 'not known'}" for name, value in totals.items()]
        return "\n".join([*lines, "; ".join(told)])


def percent(value: Decimal) -> Quantity:
    """A number as a percentage, to a hundredth."""
    rounded = value.quantize(CENT, ROUND_HALF_UP)
    text = f"{rounded:f}"
    return Quantity(f"{text.rstrip('0').rstrip('.') if '.' in text else text}%")


def schedules(store: Store, name: str) -> tuple[Schedule, ...]:
    """The wage schedules of an agreement or a proposal: one for each group of workers.

    Raises `UnknownName` with the nearest ids.
    """
    record = store[name]
    steps = list(store.wage_steps.where(of=record.id))
    groups = dict.fromkeys((step.markets, step.whom) for step in steps)
    return tuple(
        _schedule(record, [s for s in steps if (s.markets, s.whom) == group]) for group in groups
    )


def _schedule(record: object, steps: list[WageStep]) -> Schedule:
    ordered = sorted(steps, key=lambda step: step.order)
    made = Schedule(ScheduleRow, _rows(ordered), "wage steps")
    made.of, made.markets, made.whom = ordered[0].of, ordered[0].markets, ordered[0].whom
    if isinstance(record, Agreement):
        made.start, made.end = _day(record.effective), _day(record.expires)
    return made


def _day(when: PartialDate | None) -> PartialDate | None:
    return when if when is not None and when.low == when.high else None


def _rows(steps: list[WageStep]) -> Iterator[ScheduleRow]:
    level: Decimal | None = START
    for step in steps:
        if step.percent is not None:
            exact = step.percent.exact
            level = None if level is None or exact is None else level * (1 + exact / 100)
        yield ScheduleRow(
            effective=step.effective,
            percent=step.percent,
            lump_sum=step.lump_sum,
            whom=step.whom,
            condition=step.condition,
            rule=step.rule,
            level_after=level,
            record=step.id,
        )


def _month_ends(first: PartialDate, last: PartialDate) -> Iterator[PartialDate]:
    """The last day of every month from that of *first* to that of *last*."""
    year, month = int(first.text[:4]), int(first.text[5:7])
    while (year, month) <= (int(last.text[:4]), int(last.text[5:7])):
        end = PartialDate(f"{year:04}-{month:02}").latest
        yield PartialDate.on(end) if end is not None else first
        year, month = (year, month + 1) if month < DECEMBER else (year + 1, 1)


@frozen(kw_only=True)
class RealRow:
    """One month: the wage level, and what it is worth by an index."""

    month: str
    nominal: Decimal | None
    index: Decimal | None
    real: Decimal | None


class RealLevel(Table[RealRow]):
    """The real level of a schedule, month by month."""

    index_name: str = ""
    base_month: str = ""


def real_level(
    schedule: Schedule, index: Mapping[str, Decimal | int | str], name: str
) -> RealLevel:
    """The level of a schedule month by month, in the money of the first month of its term.

    *index* gives a price level for each month (`2025-10`), *name* says which index it is; no
    price data comes with this library. Months that the index does not have are empty.
    Raises `InvalidValue` for a schedule without a term, and `UnknownName` if the index lacks the
    first month.
    """
    if schedule.start is None or schedule.end is None:
        raise InvalidValue("a schedule whose term is known to the day", schedule.of)
    prices = {month: Decimal(value) for month, value in index.items()}
    base = schedule.start.text[:7]
    if base not in prices:
        raise UnknownName("month of the index", base, prices)
    ends = _month_ends(schedule.start, schedule.end)
    rows = [_real(schedule, day, prices, prices[base]) for day in ends]
    made = RealLevel(RealRow, rows, "months")
    made.index_name, made.base_month = name, base
    return made


def _real(
    schedule: Schedule, day: PartialDate, prices: Mapping[str, Decimal], base: Decimal
) -> RealRow:
    month = day.text[:7]
    nominal, price = schedule.level_on(day), prices.get(month)
    real = None if nominal is None or price is None else nominal * base / price
    return RealRow(month=month, nominal=nominal, index=price, real=real)
