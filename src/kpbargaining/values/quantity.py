"""Amounts as a source gives them: exact, about, a bound or a range, with a unit: `Quantity`.

Amounts are held as whole millionths, so that every sum is exact and no context rounds it;
a `Decimal` is made only when one asks for it. No floats, ever.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from kpbargaining.errors import InvalidValue

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = ["PERCENT", "QUANTITY_PATTERN", "Quantity", "behind"]

QUANTITY = (
    "an amount as 10, ~10, >10, >=10, <10, <=10 or 2..4, with at most 15 digits before the point "
    "and 6 after it, none of them idle, then % or a blank and a unit of ASCII letters"
)
POINT = 6
"""How many digits may follow the point."""

DIGITS = 15
"""How many digits may stand before it."""

PERCENT = "percent"
"""The unit that is written with a sign."""

SPELLINGS = {
    **dict.fromkeys(("percent", "pct"), "%"),
    **dict.fromkeys(("usd", "dollar", "dollars"), "USD"),
    **{f"{unit}{s}": f"{unit}s" for unit in ("day", "week", "month", "year") for s in ("", "s")},
    **dict.fromkeys(("point", "points"), "points"),
}
"""The one way to write each unit that has several, by each of these in lower case."""

_NUMBER = r"-?(?:(?:0|[1-9][0-9]{0,14})\.[0-9]{0,5}[1-9]|[1-9][0-9]{0,14})|0"
QUANTITY_PATTERN = (
    rf"(?:(?:~|[<>]=?)?(?:{_NUMBER})|(?:{_NUMBER})\.\.(?:{_NUMBER}))(?:%| [A-Za-z]+)?"
)
"""What a JSON Schema can see of its text: not that a range runs forwards."""

_FORM = re.compile(rf"(~|[<>]=?)?({_NUMBER})(?:\.\.({_NUMBER}))?(?:(%)| ([A-Za-z]+))?")
_set = object.__setattr__


@attrs.frozen(init=False, repr=False, order=False, weakref_slot=False)
class Quantity:
    """An amount, known only as well as its source says: `Quantity("~61000")`.

    `10` is exact; `~61000` about that much, with no bound implied; `>100`, `>=210000`, `<5`, `<=7`
    bounds; `2..4` a range, both ends included. Numbers may be negative or have a fraction, and are
    written in the only way: no sign +, separator, exponent, or zero that says nothing.
    A unit may follow: `98%`, `3 days`, `1200 USD`. Each unit is spelled in one way: `1 days`, and
    not `1 day` or `1 percent`; `unit` is its word. Quantities are equal if their texts are.
    Raises `InvalidValue` for any other text, and for what is not text.
    """

    text: str
    unit: str = attrs.field(init=False, eq=False)
    _mark: str = attrs.field(init=False, eq=False)
    _low: int | None = attrs.field(init=False, eq=False)
    _high: int | None = attrs.field(init=False, eq=False)

    def __init__(self, text: str) -> None:
        mark, first, second, unit = _parts(text)
        low = _millionths(first)
        high = _millionths(second) if second else low
        if second and (mark or low >= high):
            raise InvalidValue("a range from the smaller to the larger amount, unmarked", text)
        _set(self, "text", text)
        _set(self, "unit", unit)
        _set(self, "_mark", mark)
        _set(self, "_low", None if mark[:1] == "<" else low)
        _set(self, "_high", None if mark[:1] == ">" else high)

    @classmethod
    def of(cls, number: int) -> Quantity:
        """Take an exact count, without a unit."""
        return cls(_digits(number))

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Quantity({self.text!r})"

    def __reduce__(self) -> tuple[type, tuple[str]]:  # a pickle holds the text, and no more
        return type(self), (self.text,)

    @property
    def approximate(self) -> bool:
        """Whether the source says about how much, and no more."""
        return self._mark == "~"

    @property
    def low(self) -> Decimal | None:
        """The lower bound, None where there is none; `low_open` tells whether it is excluded."""
        return None if self.approximate else _decimal(self._low)

    @property
    def high(self) -> Decimal | None:
        """The upper bound, None where there is none; `high_open` tells whether it is excluded."""
        return None if self.approximate else _decimal(self._high)

    @property
    def low_open(self) -> bool:
        """Whether the amount is more than `low`, not just at least."""
        return self._mark == ">"

    @property
    def high_open(self) -> bool:
        """Whether the amount is less than `high`, not just at most."""
        return self._mark == "<"

    @property
    def exact(self) -> Decimal | None:
        """The amount, where it is known exactly; else None."""
        return self.low if self._low == self._high else None

    @property
    def named(self) -> tuple[int, int]:
        """The lowest and the highest number in its text, in whole millionths."""
        ends = [end for end in (self._low, self._high) if end is not None]
        return ends[0], ends[-1]

    @property
    def number(self) -> Decimal | None:
        """The number of an exact or an approximate amount; None of a bound or a range."""
        return _decimal(self._low) if self._low == self._high else None

    @property
    def about(self) -> Decimal | None:
        """The number of an approximate amount; else None."""
        return _decimal(self._low) if self.approximate else None

    def certainly_exceeds(self, other: Quantity) -> bool:
        """Whether it is more than *other* for sure; what is about so much never is.

        Raises `InvalidValue` for what is no quantity.
        """
        _refuse_others(other)
        if self.unit != other.unit or self.approximate or other.approximate:
            return False
        return not other._can_reach(self)

    def possibly_equals(self, other: Quantity) -> bool:
        """Whether both can be the same amount; in unlike units never, being approximate always.

        Raises `InvalidValue` for what is no quantity.
        """
        _refuse_others(other)
        if self.unit != other.unit:
            return False
        if self.approximate or other.approximate:
            return True
        return self._can_reach(other) and other._can_reach(self)

    def _can_reach(self, other: Quantity) -> bool:
        """Whether the upper bound of this leaves room for the lower bound of *other*."""
        if self._high is None or other._low is None:
            return True
        closed = not (self.high_open or other.low_open)
        return other._low < self._high or (closed and other._low == self._high)

    def at_least(self) -> Quantity:
        """Keep the lower bound alone: `34` gives `>=34`, `2..4` gives `>=2`, `>5` stays."""
        if self._low is None or self.approximate:
            raise InvalidValue("an amount with a lower bound", self.text)
        return _spelled(">" if self.low_open else ">=", self._low, None, self.unit)

    def __neg__(self) -> Quantity:
        mark = self._mark.translate({ord("<"): ">", ord(">"): "<"})
        return _spelled(mark, _negative(self._high), _negative(self._low), self.unit)

    def __add__(self, other: Quantity) -> Quantity:
        """Add the intervals: `>100` and `5` give `>105`, `2..4` and `10` give `12..14`.

        Raises `InvalidValue` for unlike units, and where the sum has no spelling: bounds in
        opposite directions, or about with a bound or a range.
        """
        if not isinstance(other, Quantity):  # pyright: ignore[reportUnnecessaryIsInstance] - Python tries the other side
            return NotImplemented
        if self.unit != other.unit:
            unit = f"in {self.unit}" if self.unit else "without a unit"
            raise InvalidValue(f"an amount {unit}", other.text)
        low, high = _plus(self._low, other._low), _plus(self._high, other._high)
        marks = {self._mark, other._mark}
        apart = low is None and high is None
        if apart or ("~" in marks and (low is None or high is None or low != high)):
            raise InvalidValue("amounts whose sum has a spelling", f"{self} + {other}")
        return _spelled(_joint(marks), low, high, self.unit)

    def __sub__(self, other: Quantity) -> Quantity:
        """Subtract the intervals, as a sum with the negative: `>100` less `<5` gives `>95`."""
        if not isinstance(other, Quantity):  # pyright: ignore[reportUnnecessaryIsInstance] - as above
            return NotImplemented
        return self + -other


def _refuse_others(other: object) -> None:
    if not isinstance(other, Quantity):
        raise InvalidValue("a Quantity to compare with", other)


def _parts(text: object) -> tuple[str, str, str, str]:
    """Split a text into mark, number, second number and unit, each "" where there is none."""
    form = _FORM.fullmatch(text) if type(text) is str else None
    if form is None:
        raise InvalidValue(QUANTITY, text)
    mark, first, second, percent, unit = form.groups("")
    spelled = SPELLINGS.get(unit.lower(), unit) if unit else ""
    if spelled != unit:
        raise InvalidValue(f"the unit to be written {spelled}", text)
    return mark, first, second, PERCENT if percent else unit


def _digits(number: object) -> str:
    """Return the text of a whole number, which a truth value is not."""
    if type(number) is not int or abs(number) >= 10**DIGITS:
        raise InvalidValue(f"a whole number of at most {DIGITS} digits", number)
    return str(number)


def _millionths(number: str) -> int:
    """Read a number as whole millionths."""
    whole, _, fraction = number.partition(".")
    return int(whole + fraction.ljust(POINT, "0"))


def _number(millionths: int) -> str:
    """Write whole millionths in the one way that a number is written."""
    if abs(millionths) >= 10 ** (DIGITS + POINT):
        raise InvalidValue(
            f"a sum of at most {DIGITS} digits before the point", f"{millionths}e-{POINT}"
        )
    digits = f"{abs(millionths):0{POINT + 1}d}"
    fraction = digits[-POINT:].rstrip("0")
    sign = "-" if millionths < 0 else ""
    return f"{sign}{digits[:-POINT]}.{fraction}" if fraction else f"{sign}{digits[:-POINT]}"


def _decimal(millionths: int | None) -> Decimal | None:
    """Return the number as users get it, made from its text so that no context rounds it."""
    from decimal import Decimal  # noqa: PLC0415 - loading data must not pay for decimal

    return None if millionths is None else Decimal(_number(millionths))


def _plus(one: int | None, other: int | None) -> int | None:
    """Add two bounds of the same side, None being no bound."""
    return None if one is None or other is None else one + other


def _negative(bound: int | None) -> int | None:
    """Turn a bound to the other side of zero, None being no bound."""
    return None if bound is None else -bound


def _joint(marks: set[str]) -> str:
    """Return the mark of a sum from the marks of its two members: an open bound stays open."""
    return next((mark for mark in ("~", ">", ">=", "<", "<=") if mark in marks), "")


def _spelled(mark: str, low: int | None, high: int | None, unit: str) -> Quantity:
    """Build the quantity with this mark and these bounds; without either bound there is none."""
    first = high if low is None else low
    numbers = [first] if low is None or high is None or low == high else [low, high]
    text = "..".join(_number(number) for number in numbers if number is not None)
    return Quantity(f"{mark}{text}{behind(unit)}")


def behind(unit: str) -> str:
    """What stands behind the number of an amount in a unit: `%`, ` days`, nothing without one."""
    return "%" if unit == PERCENT else f" {unit}" if unit else ""
