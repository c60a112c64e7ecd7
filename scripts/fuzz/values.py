"""Dates and quantities, held to `models`."""

from __future__ import annotations

import pickle
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

import models
from holding import again, kp, same, text_of

from kpbargaining.values.quantity import Quantity
from kpbargaining.values.when import PartialDate, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DATES = (
    "2025-08-19\n[2025-08-23..2025-09-09]",
    *("1997-21\n[..2018-12-31]", "2018/..\n/2018", "2018/\n2025", "[1997-06..]\n9999-24"),
    *("2024-02-28/2024-03\n2024-02-29", "[2023..2025]/[2024-01..2024-06]\n0001-01-01/2024-24"),
)
QUANTITIES = (
    "10\n~61000",
    ">=210000\n<5",
    "2..4\n98%",
    "-0.5 USD\n3 USD",
    "~2 days\n~4 days",
    ">100\n<=100.000001",
)
"""What each starts from."""

LONG = {"2023-02": 28, "2024-02": 29, "2024-04": 30, "2024-05": 31, "0001-01": 31, "9999-12": 31}
PIECES = {
    "dates": [
        *("/", "..", "[..", "..]", "\n", "", "01", "02", "28", "29", "30", "31", "0001", "9999"),
        *("2024-02", "2024-02-01", "2024-02-29", "2023-02-01", "2023-02-28", "2023-12-01"),
        *("2023-12-31", "2024-12", "2024-24", "2025-02"),
        *(f"[{month}-01..{month}-{last}]" for month, last in LONG.items()),
    ],
    "quantities": [
        *("0", "~", "<", ">", "<=", ">=", "..", "\n", "", "-", "%", " USD", " day", " days"),
        *("9" * 15, "1" + "0" * 15, "0.000001", "0.5", "100", "00", ".50"),
    ],
}
"""What each puts in the place of a number."""


def dates(content: bytes) -> None:
    """Read two dates or spans, one on each line, and compare them."""
    lines = text_of(content).split("\n")[:2]
    found = [value for line in lines for value in dated(line)]
    if not found:
        raise kp.InvalidValue("a date", lines)
    for one in found:
        same(one, pickle.loads(pickle.dumps(one)))  # noqa: S301 (our own)
        for other in found:
            compared(one, other)


def dated(text: str) -> Iterator[PartialDate | Span]:
    """Give what a text can be read as."""
    for kind, meant in ((PartialDate, models.partial), (Span, models.bounds)):
        try:
            value = kind(text)
        except kp.InvalidValue:
            same(None, meant(text))
            continue
        same(True, meant(text) is not None)  # noqa: FBT003 (what is expected)
        same(text, str(value))
        same(value, again(partial(kind, str(value))))
        yield value


def reach(value: PartialDate | Span) -> models.Bounds:
    """Give the bounds of what was accepted."""
    days = models.partial(value.text)
    made = models.Bounds(days, days) if days else models.bounds(value.text)
    if made is None:
        raise AssertionError(value.text)
    return made


def compared(one: PartialDate | Span, other: PartialDate | Span) -> None:
    """Hold what is said of two dates to their bounds."""
    mine, theirs = reach(one), reach(other)
    same(mine.last[1] < theirs.first[0], one.certainly_before(other))
    same(mine.last[0] < theirs.first[1], one.possibly_before(other))
    same(mine.last[1] < theirs.first[0], str(one.order(other)) == "before")
    same(theirs.last[1] < mine.first[0], str(one.order(other)) == "after")
    if isinstance(other, Span):
        sure = theirs.first[1] <= mine.first[0] and mine.last[1] <= theirs.last[0]
        can = theirs.first[0] <= mine.first[1] and mine.last[0] <= theirs.last[1]
        same((sure, can), (one.certainly_within(other), one.possibly_within(other)))
    if isinstance(one, Span):
        longest = one.latest and one.earliest and (one.latest - one.earliest).days + 1
        same(longest, one.length.high)
        same(max(1, 1 if one.ongoing else mine.last[0] - mine.first[1] + 1), one.length.low)
    elif isinstance(other, PartialDate):
        days = one.days_until(other)
        backward = other.days_until(one)
        same((days.low, days.high), tuple(d and -d for d in (backward.high, backward.low)))


def quantities(content: bytes) -> None:
    """Read two quantities, one on each line, and reckon with them."""
    lines = (text_of(content).split("\n") * 2)[:2]
    one, other = map(measured, lines)
    made: tuple[Callable[[], Quantity], ...]
    made = (lambda: one, lambda: -one, lambda: one + other, lambda: one - other, one.at_least)
    for make in made:
        with suppress(kp.InvalidValue):  # not every sum has a spelling
            value = make()
            same(value, again(partial(Quantity, str(value))))
    opposite = -one
    same(one, -opposite)
    same(one.possibly_equals(other), other.possibly_equals(one))
    mine, theirs = map(models.amount, lines)
    if mine is None or theirs is None:
        raise AssertionError(lines)
    alike = mine.unit == theirs.unit
    more, less = (alike and models.exceeds(*pair) for pair in ((mine, theirs), (theirs, mine)))
    same((more, less), (one.certainly_exceeds(other), other.certainly_exceeds(one)))
    same(alike and not more and not less, one.possibly_equals(other))
    with suppress(kp.InvalidValue):
        added(one + other, mine, theirs)
        same(one + other, other + one)
        same((one + other) - other if one.exact and other.exact else one, one)


def measured(text: str) -> Quantity:
    """Read a quantity, and hold it to what its text says."""
    meant = models.amount(text)
    try:
        value = Quantity(text)
    except kp.InvalidValue as error:
        if meant is not None and "the unit to be written" not in error.expected:
            raise AssertionError(f"refused: {text}") from None
        raise
    if meant is None:
        raise AssertionError(f"accepted: {text}")
    same((meant.unit, meant.about), (value.unit, value.approximate))
    if not meant.about:
        ends = ((value.low, value.low_open), (value.high, value.high_open))
        known = [None if number is None else (number, is_open) for number, is_open in ends]
        same([meant.low, meant.high], known)
    return value


def added(total: Quantity, one: models.Amount, other: models.Amount) -> None:
    """Hold a sum to what its members say."""
    said = models.amount(str(total))
    if said is None or said.unit != one.unit or said.about != (one.about or other.about):
        raise AssertionError(f"a sum of {one} and {other}: {total}")
    same(models.added(one, other), [said.low, said.high])
