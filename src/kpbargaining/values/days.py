"""What can be said of days and their order: `Days`, `Order`, `Precision`."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Literal, get_args

import attrs

from kpbargaining.errors import InvalidValue, UnknownName

__all__ = ["Certainty", "Days", "Order", "Precision", "is_certain"]

Certainty = Literal["certainly", "possibly"]
"""What counts where a date is uncertain: what must be so, or what can be so."""

CERTAINTIES = get_args(Certainty)

MOST_DAYS = 999_999_999
"""As many as text can say."""

_DAYS = r"(-?[0-9]{1,9})"
_FORM = re.compile(rf"{_DAYS}|{_DAYS}\.\.{_DAYS}|>={_DAYS}|<={_DAYS}|\?", re.ASCII)


def is_certain(certainty: Certainty) -> bool:
    """Whether only what must be so counts; raises `UnknownName` for any other word."""
    if certainty not in CERTAINTIES:
        raise UnknownName("certainty", certainty, CERTAINTIES)
    return certainty == "certainly"


class Precision(StrEnum):
    """How much of a date a source gives."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    RANGE = "range"


class Order(StrEnum):
    """How one date or span certainly stands to another; `UNCERTAIN` also where spans overlap."""

    BEFORE = "before"
    AFTER = "after"
    SAME = "same"
    UNCERTAIN = "uncertain"


@attrs.frozen(order=False, weakref_slot=False)
class Days:
    """How many days: from *low* to *high*, None being no bound (`5`, `3..7`, `>=3`, `<=7`, `?`).

    Raises `InvalidValue` for what is no whole number of nine digits at most, and where *high* is
    below *low*.
    """

    low: int | None
    high: int | None

    def __attrs_post_init__(self) -> None:
        for bound in (self.low, self.high):
            if bound is not None and not (type(bound) is int and abs(bound) <= MOST_DAYS):
                told = "a whole number of days, of nine digits at most, or None for no bound"
                raise InvalidValue(told, bound)
        if self.low is not None and self.high is not None and self.low > self.high:
            raise InvalidValue("days from the fewest to the most", str(self))

    @classmethod
    def of(cls, text: str) -> Days:
        """Take days from their text; raises `InvalidValue` for any other."""
        form = _FORM.fullmatch(text) if type(text) is str else None
        if form is None:
            raise InvalidValue("days as 5, 3..7, >=3, <=7 or ?", text)
        exact, first, last, low, high = (int(part) if part else None for part in form.groups())
        if exact is not None:
            return cls(exact, exact)
        return cls(low if first is None else first, high if last is None else last)

    def __str__(self) -> str:
        if self.low is None:
            return "?" if self.high is None else f"<={self.high}"
        if self.high is None:
            return f">={self.low}"
        return f"{self.low}" if self.low == self.high else f"{self.low}..{self.high}"
