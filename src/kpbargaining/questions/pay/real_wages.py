"""What a wage level is worth by an index of prices that the user passes in."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from html import escape
from typing import TYPE_CHECKING

from attrs import field, frozen

from kpbargaining.errors import InvalidValue, UnknownName
from kpbargaining.records.roles import column
from kpbargaining.store.tables import Table
from kpbargaining.values.months import asked_month, last_day, months_between
from kpbargaining.values.percentages import rounded
from kpbargaining.values.when import PartialDate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpbargaining.questions.pay.wages import Schedule

__all__ = ["RealLevel", "RealRow", "real_level"]


@frozen(kw_only=True)
class RealRow:
    """One month: the wage level, and what it is worth by an index."""

    month: PartialDate = field(metadata=column("The month"))
    nominal: Decimal | None = field(metadata=column("The level", unit="100 before the first step"))
    index: Decimal | None = field(metadata=column("The price level", unit="as the index counts"))
    real: Decimal | None = field(
        metadata=column(
            "The level in the money of the base month", unit="100 before the first step"
        )
    )


@frozen(kw_only=True)
class RealLevel:
    """The real level of a schedule, month by month."""

    index_name: str
    """Which index it is worked out with."""
    base_month: PartialDate
    """The month in whose money the real level stands."""
    months: Table[RealRow]

    def __str__(self) -> str:
        return f"{self.months}\n{self._told}"

    @property
    def _told(self) -> str:
        return f"in the money of {self.base_month}, by {self.index_name}"

    def _repr_html_(self) -> str:
        return f"{self.months._repr_html_()}<p>{escape(self._told)}</p>"


def real_level(
    schedule: Schedule, index: Mapping[str, Decimal | float | str], name: str
) -> RealLevel:
    """The level of a schedule month by month, in the money of the first month of its term.

    *index* gives a price level for each month (`2025-10`), *name* says which index it is; no
    price data comes with this library. Months that the index does not have are empty.
    Raises `InvalidValue` for a schedule whose term is not known, for a key of the index that is
    no month as text and for a price level that is not a number above 0, and `UnknownName` if the
    index lacks the first month.
    """
    months = months_between(schedule.start, schedule.end)
    if not months:
        raise InvalidValue("a schedule whose term is known to the month", schedule.of)
    prices = {_month(month): _price(value) for month, value in index.items()}
    if months[0].text not in prices:
        raise UnknownName("month of the index", months[0].text, prices)
    base = prices[months[0].text]
    rows = [_real(schedule, month, prices.get(month.text), base) for month in months]
    table = Table(RealRow, tuple(rows), "months")
    return RealLevel(index_name=name, base_month=months[0], months=table)


def _month(key: str) -> str:
    """The month of a price level, which is given as text."""
    if type(key) is not str or PartialDate(key) != asked_month(key):
        raise InvalidValue("the months of an index as text, such as 2025-10", key)
    return key


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
    return RealRow(month=month, nominal=nominal, index=price, real=real)
