"""Months as partial dates: which one a date lies in, and all from one to another."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from kpbargaining.errors import InvalidValue
from kpbargaining.values.when import PartialDate

__all__ = [
    "MONTHS",
    "asked_month",
    "count_of",
    "last_day",
    "month_of",
    "months_between",
    "numbered",
]

MONTHS = 12
"""How many months a year has."""


def month_of(when: PartialDate | None) -> PartialDate | None:
    """The month that a date lies in; None where that cannot be told."""
    if when is None or when.low is None or when.high is None:
        return None
    first, last = (date.fromordinal(day).isoformat()[:7] for day in (when.low, when.high))
    return PartialDate(first) if first == last else None


def asked_month(value: str | date | PartialDate) -> PartialDate:
    """The month of a day or a month that a question is asked about."""
    given = value if isinstance(value, (PartialDate, date)) else PartialDate(value)
    month = month_of(PartialDate.on(given) if isinstance(given, date) else given)
    if month is None:
        raise InvalidValue("a day or a month", str(value))
    return month


def count_of(month: PartialDate) -> int:
    """The number of a month, from the first of the year 0."""
    return int(month.text[:4]) * MONTHS + int(month.text[5:]) - 1


def numbered(count: int) -> PartialDate:
    """The month of a number."""
    return PartialDate(f"{count // MONTHS:04}-{count % MONTHS + 1:02}")


def months_between(first: PartialDate | None, last: PartialDate | None) -> list[PartialDate]:
    """Every month from the first to the last; none where either is not known."""
    if first is None or last is None:
        return []
    return [numbered(count) for count in range(count_of(first), count_of(last) + 1)]


def last_day(month: PartialDate) -> PartialDate:
    """The last day of a month."""
    year, number = divmod(count_of(month), MONTHS)
    return PartialDate(f"{month}-{monthrange(year, number + 1)[1]}")
