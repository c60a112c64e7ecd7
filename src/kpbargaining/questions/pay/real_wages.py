"""What a wage level is worth by an index of prices that the user passes in."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from attrs import field, frozen

from kpbargaining.errors import InvalidValue, UnknownName
from kpbargaining.notebook import escaped
from kpbargaining.questions.pay.levels import LEVEL
from kpbargaining.questions.pay.wages import Schedule
from kpbargaining.records.roles import column
from kpbargaining.records.showing import Shown
from kpbargaining.tables.table import Table
from kpbargaining.terminal import folded, width_of_terminal
from kpbargaining.values.months import asked_month, last_day, months_between
from kpbargaining.values.percentages import within
from kpbargaining.values.texts import check_text
from kpbargaining.values.when import PartialDate

if TYPE_CHECKING:
    from datetime import date

__all__ = ["RealLevel", "RealRow", "real_level"]

LOWEST, HIGHEST = Decimal("0.001"), Decimal(1_000_000_000)
"""The bounds of price levels, which stand far outside those of any index."""


@frozen(kw_only=True, repr=False)
class RealRow(Shown):
    """One month: the wage level, and what it is worth by an index."""

    month: PartialDate = field(metadata=column("The month"))
    nominal: Decimal | None = field(metadata=column("The level", unit=LEVEL))
    index: Decimal | None = field(metadata=column("The price level", unit="as the index counts"))
    real: Decimal | None = field(
        metadata=column("The level in the money of the base month", unit=LEVEL)
    )


@frozen(kw_only=True)
class RealLevel:
    """The real level of a schedule, month by month."""

    index_name: str
    """Which index it is worked out with."""
    base_month: PartialDate
    """The month in whose money the real level stands."""
    base_price: Decimal
    """The price level of that month."""
    months: Table[RealRow]

    def __str__(self) -> str:
        return f"{self.months}\n{folded(self._told, width_of_terminal())}"

    @property
    def _told(self) -> str:
        return f"in the money of {self.base_month}, by {self.index_name}"

    def _repr_html_(self) -> str:
        return f"{self.months._repr_html_()}<p>{escaped(self._told)}</p>"


def real_level(
    schedule: Schedule,
    index: Mapping[str, Decimal | float | str],
    name: str,
    base: str | date | PartialDate | None = None,
) -> RealLevel:
    """The level of a schedule month by month, in the money of one month.

    *index* gives a price level for each month (`2025-10`), *name* says which index it is; no
    price data comes with this library. *base* is the month in whose money the level stands, which
    may lie before the term; by default it is the first month of the term. Months that the index
    does not have are empty.
    Raises `InvalidValue` for a schedule whose term is not known, for a key of the index that is
    no month as text, for a price level that is no number from a thousandth to a billion, for a
    base that lies in no one month, and for what is no schedule, no index or no name; and
    `UnknownName` if the index lacks the base.
    """
    if not isinstance(schedule, Schedule):  # pyright: ignore[reportUnnecessaryIsInstance] - a table of them is tried
        raise InvalidValue("one schedule, such as ds.schedules(agreement)[0]", schedule)
    if not isinstance(index, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance] - a list is tried
        raise InvalidValue("an index as a price level for each month, {'2025-10': 320.5}", index)
    index_name = check_text(name)
    months = months_between(schedule.start, schedule.end)
    if not months:
        raise InvalidValue("a schedule whose term is known to the month", schedule.of)
    prices = {_month(month): _price(value) for month, value in index.items()}
    in_money_of = months[0] if base is None else asked_month(base)
    if in_money_of.text not in prices:
        raise UnknownName("month of the index for base", in_money_of.text, prices)
    price = prices[in_money_of.text]
    levels = schedule.levels_on(map(last_day, months))
    rows = [
        _real(month, level, prices.get(month.text), price)
        for month, level in zip(months, levels, strict=True)
    ]
    table = Table(RealRow, tuple(rows), "months")
    return RealLevel(index_name=index_name, base_month=in_money_of, base_price=price, months=table)


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
    if not (price.is_finite() and LOWEST <= price <= HIGHEST):
        raise InvalidValue(f"a price level above 0, from {LOWEST} to {HIGHEST:,}", str(value))
    return price


def _real(
    month: PartialDate, nominal: Decimal | None, price: Decimal | None, base: Decimal
) -> RealRow:
    real = None if nominal is None or price is None else within(nominal * base / price)
    return RealRow(month=month, nominal=nominal, index=price, real=real)
