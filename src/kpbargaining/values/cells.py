"""What a value unfolds to where one cell holds one thing: in files, data frames, databases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from operator import attrgetter
from typing import Any, Literal

from attrs import frozen

from kpbargaining.values.days import Days, Precision
from kpbargaining.values.when import PartialDate, Span

__all__ = ["BOUNDS", "DAYS", "LENGTH", "THE_TEXT", "Cell", "FlatColumn", "itself", "text_of"]

Cell = Literal["text", "date", "number", "integer", "boolean"]
"""What a column of a flat file holds."""


THE_TEXT = attrgetter("text")
"""Takes the text of a value that is its text."""

COARSER = tuple(Precision)
"""The precisions, each less than the one before."""


@frozen
class FlatColumn:
    """One of the columns of a flat file that a value unfolds to."""

    suffix: str
    """What its name adds to the name of the field; empty for the value as it is written."""
    cell: Cell
    meaning: str
    """What it says of the value; empty where it is the value itself."""
    of: Callable[[Any], Any] | None = None
    """Takes the cell from a value that is there; without it, the value is the cell."""
    counts: str = ""
    """What its numbers count, whatever the field says; empty where that is the field's to say."""


def itself(cell: Cell = "text") -> FlatColumn:
    """The column of a value that is its own cell."""
    return FlatColumn("", cell, "")


def text_of(of: Callable[[Any], Any] = THE_TEXT) -> FlatColumn:
    """The column of the text of a value."""
    return FlatColumn("", "text", "", of)


def _first(when: PartialDate | Span) -> date | None:
    return None if when.low is None else date.fromordinal(when.low)


def _last(when: PartialDate | Span) -> date | None:
    return None if when.high is None else date.fromordinal(when.high)


def _precision(when: PartialDate | Span) -> str:
    """How much of a date is known; of a span, of the end that is known less."""
    if isinstance(when, PartialDate):
        return when.precision.value
    ends = [when.start, when.start if when.ongoing else when.end]
    found = [each.precision if each else Precision.RANGE for each in ends]
    return max(found, key=COARSER.index).value


def _unit(amount: Any) -> str | None:
    return amount.unit or None


DAYS = (
    text_of(),
    FlatColumn("_earliest", "date", "the first day it can touch", _first),
    FlatColumn("_latest", "date", "the last day it can touch", _last),
    FlatColumn("_precision", "text", "how much of it is known", _precision),
)
"""The columns of a date or a span."""

BOUNDS = (
    text_of(),
    FlatColumn("_number", "number", "the number, exact or about", attrgetter("number")),
    FlatColumn("_low", "number", "the lower bound", attrgetter("low")),
    FlatColumn("_high", "number", "the upper bound", attrgetter("high")),
    FlatColumn("_unit", "text", "the unit written with it; else it is that of its numbers", _unit),
)
"""The columns of an amount."""

LENGTH = (
    text_of(Days.__str__),
    FlatColumn("_low", "integer", "the fewest days", attrgetter("low"), "days"),
    FlatColumn("_high", "integer", "the most days", attrgetter("high"), "days"),
)
"""The columns of a number of days."""
