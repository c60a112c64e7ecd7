"""What a wage level is worth by an index of prices that the user passes in."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Self

from attrs import frozen

from kpbargaining.errors import InvalidValue, UnknownName
from kpbargaining.questions.wages import rounded
from kpbargaining.store.tables import Table
from kpbargaining.values.months import last_day, months_between

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kpbargaining.questions.wages import Schedule
    from kpbargaining.values.when import PartialDate

__all__ = ["RealLevel", "RealRow", "real_level"]


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
    months = months_between(schedule.start, schedule.end)
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
    nominal = schedule.level_on(last_day(month))
    real = None if nominal is None or price is None else rounded(nominal * base / price)
    return RealRow(month=month.text, nominal=nominal, index=price, real=real)
