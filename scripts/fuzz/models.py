"""What dates and amounts mean, worked out a second time and in another way.

Nothing is taken from the library: where the two differ, one of them is wrong.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from fractions import Fraction
from typing import NamedTuple

FIRST, LAST = 0, date.max.toordinal() + 1
"""What stands for no bound."""

DECEMBER = 12
SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}
SEASON_FORMS = [f"-{season}" for season in SEASONS]
IDLE = re.compile(r"^-?0[0-9]|^-0$|\.[0-9]*0$")


class Bounds(NamedTuple):
    """The days between which a first and a last day lie."""

    first: tuple[int, int]
    last: tuple[int, int]


def day_range(text: str) -> tuple[int, int] | None:
    """Give the first and the last day of a plain date; None if there is no such date."""
    form = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?", text)
    if form is None or form[1] == "0000":
        return None
    year, month, day = (int(part) if part else None for part in form.groups())
    if year is None or month is None:
        return span_of(year or 1, 1, 12)
    if day is None and month in SEASONS:
        return span_of(year, SEASONS[month], 3)
    if not 1 <= month <= DECEMBER or day is None:
        return span_of(year, month, 1) if 1 <= month <= DECEMBER else None
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return (date(year, month, day).toordinal(),) * 2


def span_of(year: int, month: int, months: int) -> tuple[int, int] | None:
    """Give the first and the last day of so many months."""
    until, last = divmod(year * 12 + month - 1 + months - 1, 12)
    if until > date.max.year:
        return None
    end = date(until, last + 1, calendar.monthrange(until, last + 1)[1])
    return date(year, month, 1).toordinal(), end.toordinal()


def partial(text: str) -> tuple[int, int] | None:
    """Give the first and the last day of a partial date; None if it is to be refused."""
    form = re.fullmatch(r"\[([0-9-]*)\.\.([0-9-]*)\]", text)
    if form is None:
        return day_range(text)
    ends = [end for end in form.groups() if end]
    days = [day_range(end) for end in ends]
    season = any(form in SEASON_FORMS for form in (end[4:] for end in ends))
    if not ends or None in days or season or len({len(end) for end in ends}) > 1:
        return None
    low = days[0][0] if form[1] and days[0] else FIRST
    high = days[-1][1] if form[2] and days[-1] else LAST
    return None if low > high or (low, high) in simple(low) else (low, high)


def simple(low: int) -> list[tuple[int, int] | None]:
    """Give the days of all that has a simpler spelling and begins on that day."""
    if low in (FIRST, LAST):
        return []
    day = date.fromordinal(low)
    here: list[tuple[int, int] | None] = [(low, low)]
    if day.day == 1:
        here += [span_of(day.year, day.month, 1)]
        here += [span_of(day.year, day.month, 3)] if day.month in SEASONS.values() else []
        here += [span_of(day.year, 1, 12)] if day.month == 1 else []
    return here


def bounds(text: str) -> Bounds | None:
    """Give the bounds of a span; None if it is to be refused."""
    start, slash, end = text.partition("/")
    if not slash or not (start or end) or (end == ".." and not start):
        return None
    opens = partial(start) if start else (FIRST, LAST)
    closes = (LAST, LAST) if end == ".." else partial(end) if end else (FIRST, LAST)
    if opens is None or closes is None or opens[0] > closes[1]:
        return None
    return Bounds((opens[0], min(opens[1], closes[1])), (max(opens[0], closes[0]), closes[1]))


class Amount(NamedTuple):
    """What an amount says: its bounds, each with whether it is open, and its unit."""

    low: tuple[Fraction, bool] | None
    high: tuple[Fraction, bool] | None
    unit: str
    about: bool


def amount(text: str) -> Amount | None:
    """Give what an amount says; None if it is to be refused for its form."""
    form = re.fullmatch(r"(~|<=|>=|<|>|)([-0-9.]+?)(?:\.\.([-0-9.]+))?(%| [A-Za-z]+|)", text)
    if form is None or (form[3] and form[1]):
        return None
    low, high = number(form[2]), number(form[3] or form[2])
    if low is None or high is None or low > high or (form[3] and low == high):
        return None
    below, above = (low, form[1] == ">"), (high, form[1] == "<")
    return Amount(
        None if form[1][:1] == "<" else below,
        None if form[1][:1] == ">" else above,
        "percent" if form[4] == "%" else form[4].strip(),
        form[1] == "~",
    )


def number(text: str) -> Fraction | None:
    """Give a number of at most 15 digits before the point and 6 behind; None if it is another."""
    form = re.fullmatch(r"-?([0-9]{1,15})(\.[0-9]{1,6})?", text)
    return None if form is None or IDLE.search(text) else Fraction(text)


def exceeds(one: Amount, other: Amount) -> bool:
    """Whether every number that the one allows is more than every one of the other."""
    if one.low is None or other.high is None or one.about or other.about:
        return False
    either = one.low[1] or other.high[1]
    return one.low[0] > other.high[0] or (either and one.low[0] == other.high[0])


def added(one: Amount, other: Amount) -> list[tuple[Fraction, bool] | None]:
    """Give the bounds of a sum."""
    ends = ((one.low, other.low), (one.high, other.high))
    return [(a[0] + b[0], a[1] or b[1]) if a and b else None for a, b in ends]
