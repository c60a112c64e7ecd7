"""Hypothesis strategies for the values and records of this library, valid by construction."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import cast

from hypothesis import strategies as st

from kpbargaining.errors import InvalidValue
from kpbargaining.quantity import Quantity
from kpbargaining.when import PartialDate, Span

__all__ = ["days", "partial_dates", "quantities", "spans"]


def days() -> st.SearchStrategy[date]:
    """Whole days of the years 1 to 9999: `pendulum.Date(2025, 8, 19)`."""
    return _isos().map(lambda iso: cast("date", PartialDate(iso).earliest))


def partial_dates() -> st.SearchStrategy[PartialDate]:
    """Dates of every form: `PartialDate("2025-08")`, `PartialDate("[..2018-12-31]")`."""
    lengths = st.sampled_from([len("YYYY-MM-DD"), len("YYYY-MM"), len("YYYY")])
    plain = st.builds(_cut, _isos(), lengths)
    seasons = st.builds("{:04d}-{}".format, st.integers(1, 9998), st.sampled_from(range(21, 25)))
    half_open = st.builds(str.format, st.sampled_from(["[{}..]", "[..{}]"]), plain)
    ranges = st.builds(_range, _isos(), _isos(), lengths)
    return st.one_of(st.one_of(plain, seasons, half_open).map(PartialDate), ranges)


def spans() -> st.SearchStrategy[Span]:
    """Spans of every form: `Span("2025-08-19/2025-08-23")`, `Span("2018/..")`."""
    ends = st.lists(partial_dates(), min_size=2, max_size=2)
    closed = ends.map(lambda pair: Span.between(*sorted(pair, key=lambda end: end.sort_key)))
    half_open = st.builds(str.format, st.sampled_from(["{}/..", "{}/", "/{}"]), partial_dates())
    return st.one_of(closed, half_open.map(Span))


def quantities() -> st.SearchStrategy[Quantity]:
    """Amounts of every form, some with a unit: `Quantity("~61000")`, `Quantity("98%")`."""
    marked = st.builds("{}{}".format, st.sampled_from(["", "~", ">", ">=", "<", "<="]), _numbers())
    pairs = st.lists(_numbers(), min_size=2, max_size=2, unique=True)
    ranges = pairs.map(lambda pair: "..".join(sorted(pair, key=Decimal)))
    units = st.sampled_from(["", "%", " days", " USD"])
    return st.builds("{}{}".format, st.one_of(marked, ranges), units).map(Quantity)


def _isos() -> st.SearchStrategy[str]:
    """Whole days as text, one third of them from a few weeks, so that equal ones are drawn."""
    few = st.dates(date(1999, 11, 28), date(2000, 3, 2))
    recent = st.dates(date(1997, 1, 1), date(2030, 12, 31))
    return st.one_of(few, recent, st.dates()).map(date.isoformat)


def _cut(iso: str, length: int) -> str:
    """Return a day as its month or year, or as it is."""
    return iso[:length]


def _range(one: str, other: str, length: int) -> PartialDate:
    """Return the range from the earlier to the later day, or its start where that is simpler."""
    first, last = sorted([_cut(one, length), _cut(other, length)])
    try:
        return PartialDate(f"[{first}..{last}]")
    except InvalidValue:
        return PartialDate(first)


def _numbers() -> st.SearchStrategy[str]:
    """Numbers in the one way they are written, small ones often, whole ones often."""
    whole = st.one_of(st.integers(0, 20), st.integers(0, 10**15 - 1))
    fraction = st.one_of(st.just(0), st.integers(0, 10**6 - 1))
    written = st.builds("{}.{:06d}".format, whole, fraction)
    plain = written.map(lambda text: text.rstrip("0").removesuffix("."))
    signs = st.sampled_from(["", "", "-"])
    return st.builds(_signed, signs, plain)


def _signed(sign: str, number: str) -> str:
    """Return the number with its sign; zero has none."""
    return number if number == "0" else sign + number
