"""From values to pixels and back: linear, square root, logarithm, days; round ticks."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from math import exp, floor, log, log10, sqrt
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["MONTHS_IN_WORDS", "Scale", "ScaleKind", "Tick", "day_ticks", "round_ticks"]

Tick = tuple[float, str]
"""A value, and what is written at it."""

MONTHS_IN_WORDS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class ScaleKind(StrEnum):
    """How a scale spreads its values."""

    LINEAR = "linear"
    SQRT = "sqrt"
    LOG = "log"
    DAYS = "days"
    """Of ordinals of days, spread evenly."""


def _same(value: float) -> float:
    return value


def _squared(value: float) -> float:
    return value * value


SPREAD: dict[ScaleKind, tuple[Callable[[float], float], Callable[[float], float]]] = {
    ScaleKind.SQRT: (sqrt, _squared),
    ScaleKind.LOG: (log, exp),
}
"""What is even on a scale, and the way back."""


@frozen
class Scale:
    """One axis: the values from *low* to *high* lie between the pixels *start* and *end*."""

    kind: ScaleKind
    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The pixel of a value."""
        to, _ = SPREAD.get(self.kind, (_same, _same))
        share = (to(value) - to(self.low)) / (to(self.high) - to(self.low))
        return self.start + share * (self.end - self.start)

    def invert(self, pixel: float) -> float:
        """The value at a pixel."""
        to, back = SPREAD.get(self.kind, (_same, _same))
        share = (pixel - self.start) / (self.end - self.start)
        even = to(self.low) + share * (to(self.high) - to(self.low))
        return back(max(0.0, even) if self.kind is ScaleKind.SQRT else even)

    def within(self, value: float) -> float:
        """The value, or the end of the scale that is nearest to it."""
        return min(max(value, self.low), self.high)


def round_ticks(low: float, high: float, most: int) -> list[float]:
    """Round numbers from low to high: as many as possible, and no more than *most*."""
    step = 10.0 ** floor(log10((high - low) / most))
    while (high - low) / step > most:
        step *= 2 if f"{step:e}"[0] != "2" else 2.5
    first = -floor(-low / step)
    return [round(place * step, 9) for place in range(first, floor(high / step) + 1)]


DAY_STEPS = (1, 2, 7, 14)
MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)


def day_ticks(low: float, high: float, most: int) -> list[Tick]:
    """Days, first days of months or of years from low to high, with their names."""
    first, last = int(low), int(high)
    for step in DAY_STEPS:
        if (last - first) / step <= most:
            days = range(last - (last - first) // step * step, last + 1, step)
            return [(day, _day(day)) for day in days]
    years = (last - first) / 365
    step = next((step for step in MONTH_STEPS if years * 12 / step <= most), MONTH_STEPS[-1])
    return [(day, _month(day, step)) for day in _months(first, last, step)]


def _months(first: int, last: int, step: int) -> Iterator[int]:
    """The first days of every so many months, counted from a January."""
    start = date.fromordinal(first)
    count = start.year * 12 + start.month - 1
    for month in range(-(-count // step) * step, date.fromordinal(last).year * 12 + 12, step):
        day = date(month // 12, month % 12 + 1, 1).toordinal()
        if first <= day <= last:
            yield day


def _day(ordinal: int) -> str:
    day = date.fromordinal(ordinal)
    return f"{day.day} {MONTHS_IN_WORDS[day.month - 1][:3]}"


def _month(ordinal: int, step: int) -> str:
    day = date.fromordinal(ordinal)
    if step % 12 == 0:
        return str(day.year)
    name = MONTHS_IN_WORDS[day.month - 1][:3]
    return f"{name} {day.year}" if day.month == 1 else name
