"""Strategies for single values: dates, amounts, ids, texts, addresses, passages."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal
from typing import cast

from hypothesis import strategies as st

from kpbargaining.errors import InvalidValue
from kpbargaining.records.amounts import Amount, beyond
from kpbargaining.values.days import Days
from kpbargaining.values.passages import Passage
from kpbargaining.values.quantity import DIGITS, PERCENT, POINT, Quantity, behind
from kpbargaining.values.texts import LARGEST_COUNT, RESERVED, Count, Digest, Id, Text, Url
from kpbargaining.values.when import PartialDate, Span

__all__ = [
    "amounts",
    "counts",
    "days",
    "digests",
    "ids",
    "lengths",
    "names",
    "partial_dates",
    "passages",
    "quantities",
    "spans",
    "texts",
    "urls",
]


def days() -> st.SearchStrategy[date]:
    """Whole days of the years 1 to 9999: `pendulum.Date(2025, 8, 19)`."""
    return _isos(date.min.year, date.max.year).map(
        lambda iso: cast("date", PartialDate(iso).earliest)
    )


def lengths() -> st.SearchStrategy[Days]:
    """Numbers of days, exact, within bounds or not known: `Days(3, 7)`, `Days(None, None)`."""
    ends = st.integers(0, 20) | st.integers(-_MOST_DAYS, _MOST_DAYS)
    closed = st.lists(ends, min_size=2, max_size=2).map(lambda pair: Days(*sorted(pair)))
    exact = ends.map(lambda number: Days(number, number))
    half_open = st.builds(Days, ends, st.none()) | st.builds(Days, st.none(), ends)
    return st.one_of(exact, closed, half_open, st.just(Days(None, None)))


def partial_dates(
    first: int = date.min.year, last: int = date.max.year
) -> st.SearchStrategy[PartialDate]:
    """Dates of every form, in the years from *first* to *last*.

    `PartialDate("2025-08")`, `PartialDate("[..2018-12-31]")`.
    """
    lengths = st.sampled_from([len("YYYY-MM-DD"), len("YYYY-MM"), len("YYYY")])
    plain = st.builds(_cut, _isos(first, last), lengths)
    years = st.integers(first, last - 1)  # a winter ends in the next year
    seasons = st.builds("{:04d}-{}".format, years, st.sampled_from(range(21, 25)))
    half_open = st.builds(str.format, st.sampled_from(["[{}..]", "[..{}]"]), plain)
    ranges = st.builds(_range, _isos(first, last), _isos(first, last), lengths)
    return st.one_of(st.one_of(plain, seasons, half_open).map(PartialDate), ranges)


def spans(first: int = date.min.year, last: int = date.max.year) -> st.SearchStrategy[Span]:
    """Spans of every form, in the years from *first* to *last*.

    `Span("2025-08-19/2025-08-23")`, `Span("2018/..")`.
    """
    dates = partial_dates(first, last)
    ends = st.lists(dates, min_size=2, max_size=2)
    closed = ends.map(lambda pair: Span.between(*sorted(pair, key=lambda end: end.sort_key)))
    half_open = st.builds(str.format, st.sampled_from(["{}/..", "{}/", "/{}"]), dates)
    return st.one_of(closed, half_open.map(Span))


def quantities() -> st.SearchStrategy[Quantity]:
    """Amounts of every form, some with a unit: `Quantity("~61000")`, `Quantity("98%")`."""
    return amounts(Amount(unit="anything", written=_UNITS, low=1 - _MOST, most_percent=_MOST - 1))


def amounts(amount: Amount) -> st.SearchStrategy[Quantity]:
    """Amounts of one class, in every form that it can have: of votes, `Quantity(">12000")`."""
    return st.one_of([_written(amount, unit) for unit in amount.written])


def ids() -> st.SearchStrategy[Id]:
    """Ids, with or without a slash: `"nurses-united"`, `"2030-acme/session-1"`."""
    return st.lists(names(), min_size=1, max_size=2).map("/".join)


def names() -> st.SearchStrategy[Id]:
    """Ids without a slash, as those of rounds: `"2030-acme"`."""
    words = st.text("abcxyz0189", min_size=1, max_size=6)
    joined = st.lists(words, min_size=1, max_size=3).map("-".join)
    return joined.filter(lambda name: name not in RESERVED)


def texts() -> st.SearchStrategy[Text]:
    """One line of text, some in other scripts: `"44 nurses"`, `"Año ≠ ½"`."""
    printable = st.characters(categories=("L", "M", "N", "P", "S"), include_characters=" ")
    return st.sampled_from(_PHRASES) | st.text(printable, max_size=12).map(_line)


def urls() -> st.SearchStrategy[Url]:
    """Public addresses: `"https://example.org:8080/news?page=2#top"`."""
    hosts = st.builds("{}.example{}".format, names(), st.sampled_from(["", ":1", ":65535"]))
    rest = st.builds("{}{}".format, st.sampled_from("/?#"), st.text(_IN_URLS, max_size=8))
    return st.builds("{}://{}{}".format, st.sampled_from(["http", "https"]), hosts, rest | _EMPTY)


def digests() -> st.SearchStrategy[Digest]:
    """SHA-256 digests, not of anything: `"00c1 ... 7f"`, 64 digits long."""
    return st.binary(min_size=32, max_size=32).map(bytes.hex)


def counts() -> st.SearchStrategy[Count]:
    """Counts, small ones often: `44`."""
    return st.one_of(st.integers(0, 20), st.integers(0, LARGEST_COUNT))


def passages() -> st.SearchStrategy[Passage]:
    """Fingerprints, not of any words: `Passage("412+9:0123456789abcdef")`."""
    places = st.one_of(st.integers(0, 20), st.integers(0, 9_999_999))
    digest = st.binary(min_size=8, max_size=8).map(bytes.hex)
    return st.builds(Passage.of, places, places.map(lambda number: number or 1), digest)


def _isos(first: int, last: int) -> st.SearchStrategy[str]:
    """Whole days as text, one third of them from a few weeks, so that equal ones are drawn."""
    start, end = date(first, 1, 1), date(last, 12, 31)
    weeks = (date(1999, 11, 28), date(2000, 3, 2))
    recent = (date(1997, 1, 1), date(2030, 12, 31))
    inside = [(max(start, low), min(high, end)) for low, high in (weeks, recent, (start, end))]
    dates = [st.dates(low, high) for low, high in inside if low <= high]
    return st.one_of(dates).map(date.isoformat)


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


def _written(amount: Amount, unit: str) -> st.SearchStrategy[Quantity]:
    """Amounts of one class in one unit: exact, about, bounds and ranges."""
    numbers = _numbers(amount, unit)
    marked = st.builds("{}{}".format, st.sampled_from(_MARKS), numbers.map(_number))
    pairs = st.lists(numbers, min_size=2, max_size=2, unique=True)
    ranges = pairs.map(lambda pair: "..".join(map(_number, sorted(pair))))
    made = st.one_of(marked, ranges).map(lambda text: Quantity(f"{text}{behind(unit)}"))
    return made.filter(lambda each: not beyond(each, amount.low, amount.highest(unit)))


def _numbers(amount: Amount, unit: str) -> st.SearchStrategy[int]:
    """Numbers of one class in millionths, small ones often, whole ones often."""
    top = amount.highest(unit)
    low, high = amount.low, _MOST - 1 if top is None else top
    few = st.integers(max(low, 0), min(max(low, 0) + 20, high))
    whole = st.one_of(few, st.integers(low, high)).map(lambda number: number * 10**POINT)
    return whole if amount.whole else whole | st.integers(low * 10**POINT, high * 10**POINT)


def _number(millionths: int) -> str:
    """Return a number in the one way it is written."""
    text = f"{Decimal(millionths).scaleb(-POINT):.{POINT}f}"
    return text.rstrip("0").removesuffix(".")


_MOST = 10**DIGITS
_MOST_DAYS = 999_999_999
_MARKS = ("", "~", ">", ">=", "<", "<=")
_UNITS = ("", PERCENT, "days", "USD")
_PHRASES = ("talks", "44 nurses", "Springfield, Ohio", "=1+1", "<b>so</b>", 'Año "98 %"')
_EMPTY = st.just("")
_IN_URLS = [chr(code) for code in range(ord("!"), ord("~") + 1) if chr(code) not in "<>"]


def _line(text: str) -> Text:
    """Return a text as one line in Unicode normal form C; one of blanks alone becomes a dash."""
    return unicodedata.normalize("NFC", text.strip()) or "-"
