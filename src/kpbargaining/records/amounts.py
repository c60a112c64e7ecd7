"""The classes of amounts: what a number counts, what may follow it, and between which bounds."""

from typing import Any

from attrs import frozen

from kpbargaining.errors import InvalidValue
from kpbargaining.values.quantity import PERCENT, Quantity, behind

__all__ = [
    "DAYS",
    "MEMBERS",
    "NOTICES",
    "ORDER",
    "PAGES",
    "PAID_ONCE",
    "RAISE",
    "SESSIONS",
    "SHARE",
    "VOTES",
    "YEARS",
    "Amount",
    "beyond",
]

ONE = 10**6
"""One, in the whole millionths of a quantity."""


@frozen(kw_only=True)
class Amount:
    """What one class of numbers can be."""

    unit: str
    """What the number counts, in words."""
    written: tuple[str, ...] = ("",)
    """The units that may stand in the text of the amount."""
    low: int = 0
    high: int | None = None
    whole: bool = False
    """Whether it counts things that come whole."""
    most_percent: int = 100
    """The most that it can be in percent."""

    def highest(self, unit: str) -> int | None:
        """The most that it can be in a unit; None where there is no bound."""
        return self.most_percent if unit == PERCENT else self.high

    def check(self, value: Any) -> None:
        """Refuse a count or a quantity outside the class: raises `InvalidValue`."""
        amount = value if isinstance(value, Quantity) else Quantity.of(value)
        if amount.unit not in self.written:
            named = " or ".join(behind(unit).strip() or "no unit" for unit in self.written)
            raise InvalidValue(f"an amount with {named}", amount.text)
        top = self.highest(amount.unit)
        if beyond(amount, self.low, top):
            reach = f"from {self.low}" + ("" if top is None else f" to {top}")
            raise InvalidValue(f"{self.unit} {reach}", amount.text)
        if self.whole and any(number % ONE for number in amount.named):
            raise InvalidValue(f"a whole number of {self.unit}", amount.text)


def beyond(amount: Quantity, low: int, high: int | None) -> bool:
    """Whether an amount names a number outside of two bounds, or leaves none within them.

    `>98%` can be 99%; `>100%` and `<0%` can be nothing from 0 to 100.
    """
    lowest, highest = amount.named
    under = lowest < low * ONE or (amount.high_open and lowest == low * ONE)
    over = high is not None and highest + amount.low_open > high * ONE
    return under or over


ORDER = Amount(unit="steps", low=1)
PAGES = Amount(unit="pages", low=1, high=100_000)
SESSIONS = Amount(unit="sessions", low=1, high=1_000)
DAYS = Amount(unit="days", written=("", "days"), high=3_660)
YEARS = Amount(unit="years", high=25)
NOTICES = Amount(unit="notices", high=1_000_000, whole=True)
VOTES = Amount(unit="votes", high=10_000_000, whole=True)
MEMBERS = Amount(unit="members", high=10_000_000, whole=True)
SHARE = Amount(unit=PERCENT, written=(PERCENT,), high=100)
RAISE = Amount(unit=PERCENT, written=(PERCENT,), low=-100, high=100)
PAID_ONCE = Amount(unit="percent or USD", written=(PERCENT, "USD"), high=1_000_000)
