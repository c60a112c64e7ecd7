"""Wage schedules: what the raises of an agreement or a proposal add up to, and what they do not.

Percentages are exact decimals. A total says on which basis it stands: added up (`simple`) or each
raise on the level before it (`compound`). A lump sum is paid once and never enters a level.
Steps count from their dates, as scheduled, also where ratification may put them off.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from math import prod
from typing import TYPE_CHECKING, Self

from attrs import frozen

from kpbargaining.errors import InvalidValue, UnknownName
from kpbargaining.quantity import Quantity
from kpbargaining.records.agreements import Agreement
from kpbargaining.records.bargaining import Proposal
from kpbargaining.records.pay import EffectiveRule
from kpbargaining.tables import Table
from kpbargaining.when import PartialDate, as_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kpbargaining.kinds import AnyRecord
    from kpbargaining.records.pay import WageStep
    from kpbargaining.store import Store

    Day = str | date | PartialDate
    Ends = tuple[PartialDate | None, PartialDate | None]

__all__ = ["RealLevel", "RealRow", "Schedule", "ScheduleRow", "real_level", "schedules"]

START = Decimal(100)
"""The level before the first raise."""

CENT = Decimal("0.01")
MONTHS = 12
"""How many months a year has."""


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
        raises, months = _exact(self._raises), _months(self.start, self.end)
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
        first = self.start if start is None else _asked(start)
        months = _months(first, self.end if end is None else _asked(end))
        levels = [_grown(_exact(self._due(_last_day(month)))) for month in months]
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


def _month(when: PartialDate | None) -> PartialDate | None:
    """The month that a date lies in; None where that cannot be told."""
    if when is None or when.low is None or when.high is None:
        return None
    first, last = (date.fromordinal(day).isoformat()[:7] for day in (when.low, when.high))
    return PartialDate(first) if first == last else None


def _asked(value: Day) -> PartialDate:
    """The month of a day or a month that a question is asked about."""
    given = value if isinstance(value, (PartialDate, date)) else PartialDate(value)
    month = _month(PartialDate.on(given) if isinstance(given, date) else given)
    if month is None:
        raise InvalidValue("a day or a month", str(value))
    return month


def _count(month: PartialDate) -> int:
    """The number of a month, from the first of the year 0."""
    return int(month.text[:4]) * MONTHS + int(month.text[5:]) - 1


def _numbered(count: int) -> PartialDate:
    """The month of a number."""
    return PartialDate(f"{count // MONTHS:04}-{count % MONTHS + 1:02}")


def _months(first: PartialDate | None, last: PartialDate | None) -> list[PartialDate]:
    """Every month from the first to the last; none where either is not known."""
    if first is None or last is None:
        return []
    return [_numbered(count) for count in range(_count(first), _count(last) + 1)]


def _last_day(month: PartialDate) -> PartialDate:
    year, number = divmod(_count(month), MONTHS)
    return PartialDate(f"{month}-{monthrange(year, number + 1)[1]}")


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
        return _month(record.effective), _month(record.expires)
    start = _month(next((step.effective for step in steps if step.percent), None))
    years = record.term.exact if isinstance(record, Proposal) and record.term else None
    if start is None or years is None:
        return start, None
    return start, _numbered(_count(start) + int(years * MONTHS) - 1)


@frozen(kw_only=True)
class RealRow:
    """One month: the wage level, and what it is worth by an index."""

    month: str
    nominal: Decimal | None
    index: Decimal | None
    real: Decimal | None
    """The level in the money of the base month, to a hundredth."""


class RealLevel(Table[RealRow]):
    """The real level of a schedule, month by month."""

    def __init__(self, rows: Iterable[RealRow], index_name: str, base_month: str) -> None:
        super().__init__(RealRow, rows, "months")
        self._index_name, self._base_month = index_name, base_month

    def _with(self, rows: Iterable[RealRow]) -> Self:
        return type(self)(rows, self.index_name, self.base_month)

    @property
    def index_name(self) -> str:
        """Which index it is worked out with."""
        return self._index_name

    @property
    def base_month(self) -> str:
        """The month in whose money the real level stands."""
        return self._base_month


def real_level(
    schedule: Schedule, index: Mapping[str, Decimal | float | str], name: str
) -> RealLevel:
    """The level of a schedule month by month, in the money of the first month of its term.

    *index* gives a price level for each month (`2025-10`), *name* says which index it is; no
    price data comes with this library. Months that the index does not have are empty.
    Raises `InvalidValue` for a schedule whose term is not known and for a price level that is not
    a number above 0, and `UnknownName` if the index lacks the first month.
    """
    months = _months(schedule.start, schedule.end)
    if not months:
        raise InvalidValue("a schedule whose term is known to the month", schedule.of)
    base = months[0].text
    if base not in index:
        raise UnknownName("month of the index", base, index)
    prices = {month: _price(value) for month, value in index.items()}
    rows = [_real(schedule, month, prices.get(month.text), prices[base]) for month in months]
    return RealLevel(rows, name, base)


def _price(value: Decimal | float | str) -> Decimal:
    try:
        price = Decimal(str(value))
    except InvalidOperation:
        price = Decimal(0)
    if not price.is_finite() or price <= 0:
        raise InvalidValue("a price level above 0", str(value))
    return price


def _real(schedule: Schedule, month: PartialDate, price: Decimal | None, base: Decimal) -> RealRow:
    nominal = schedule.level_on(_last_day(month))
    real = None if nominal is None or price is None else rounded(nominal * base / price)
    return RealRow(month=month.text, nominal=nominal, index=price, real=real)
