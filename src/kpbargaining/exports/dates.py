"""Dates as a calendar can show them: whole days, and in words what is not known of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from kpbargaining.values.when import PartialDate, Span

if TYPE_CHECKING:
    from kpbargaining.values.types import When

__all__ = ["Drawn", "drawn"]


class Drawn(NamedTuple):
    """A date laid over whole days."""

    first: date
    last: date
    """The last of the days, which is one of them."""
    exact: bool
    """Whether it was on just these days."""
    words: str
    """The date as the data writes it, and in words what is not known of it."""


def drawn(when: When) -> Drawn:
    """Lay a date over the days from the first to the last that its text names.

    Of a month all days are drawn, and of a date that is open at one end the end that is known.
    """
    ends = (when.start, when.end) if isinstance(when, Span) else (when,)
    known = [day for end in ends if end for day in (end.low, end.high) if day is not None]
    exact = all(end is not None and end.low == end.high for end in ends)
    words = when.text if exact else f"{when} ({_words(when)})"
    return Drawn(date.fromordinal(min(known)), date.fromordinal(max(known)), exact, words)


def _words(when: When) -> str:
    if isinstance(when, PartialDate):
        return _day(when)
    end = "still going on" if when.ongoing else _day(when.end)
    return f"first day: {_day(when.start)}; last day: {end}"


def _day(when: PartialDate | None) -> str:
    if when is None:
        return "not known"
    low, high = (None if day is None else date.fromordinal(day) for day in (when.low, when.high))
    if low is None or high is None:
        return f"{high} or earlier" if low is None else f"{low} or later"
    return str(low) if low == high else f"one day from {low} to {high}, not known which"
