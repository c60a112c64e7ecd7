"""Dates made from the days between which they lie, in the simplest spelling."""

from __future__ import annotations

from datetime import date

from kpbargaining.values.when import PartialDate

__all__ = ["date_between"]

SEASONS = ("-21", "-22", "-23", "-24")


def date_between(low: int | None, high: int | None) -> PartialDate | None:
    """The date that lies between two days, told by their ordinals; None where neither is known.

    Raises `InvalidValue` where the first comes after the last.
    """
    if low is None and high is None:
        return None
    first, last = ("" if day is None else date.fromordinal(day).isoformat() for day in (low, high))
    if low is None or high is None:
        return PartialDate(f"[{first}..{last}]")
    year = first[:4]
    simpler = map(PartialDate, (first, first[:7], year, *(year + season for season in SEASONS)))
    found = next((each for each in simpler if (each.low, each.high) == (low, high)), None)
    return found or PartialDate(f"[{first}..{last}]")
