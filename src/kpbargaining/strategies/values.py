"""Strategies for single values: dates, amounts, ids, texts, addresses, passages."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal
from typing import cast

from hypothesis import strategies as st

from kpbargaining.errors import InvalidValue
from kpbargaining.values.passages import Passage
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import LARGEST_COUNT, RESERVED, Count, Digest, Id, Text, Url
from kpbargaining.values.when import PartialDate, Span

__all__ = [
    "counts",
    "days",
    "digests",
    "ids",
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


def ids() -> st.SearchStrategy[Id]:
    """Ids, with or without a slash: `Id("nurses-united")`, `Id("2030-acme/session-1")`."""
    return st.lists(names(), min_size=1, max_size=2).map(lambda parts: Id("/".join(parts)))


def names() -> st.SearchStrategy[Id]:
    """Ids without a slash, as those of rounds: `Id("2030-acme")`."""
    words = st.text("abcxyz0189", min_size=1, max_size=6)
    joined = st.lists(words, min_size=1, max_size=3).map("-".join)
    return joined.filter(lambda name: name not in RESERVED).map(Id)


def texts() -> st.SearchStrategy[Text]:
    """One line of text, some in other scripts: `Text("44 nurses")`, `Text("Año ≠ ½")`."""
    printable = st.characters(categories=("L", "M", "N", "P", "S"), include_characters=" ")
    return st.sampled_from(_PHRASES).map(Text) | st.text(printable, max_size=12).map(_line)


def urls() -> st.SearchStrategy[Url]:
    """Public addresses: `Url("https://example.org:8080/news?page=2#top")`."""
    hosts = st.builds("{}.example{}".format, names(), st.sampled_from(["", ":1", ":65535"]))
    rest = st.builds("{}{}".format, st.sampled_from("/?#"), st.text(_IN_URLS, max_size=8))
    built = st.builds("{}://{}{}".format, st.sampled_from(["http", "https"]), hosts, rest | _EMPTY)
    return built.map(Url)


def digests() -> st.SearchStrategy[Digest]:
    """SHA-256 digests, not of anything: `Digest("00c1 ... 7f")`, 64 digits long."""
    return st.binary(min_size=32, max_size=32).map(lambda digest: Digest(digest.hex()))


def counts() -> st.SearchStrategy[Count]:
    """Counts, small ones often: `Count(44)`."""
    return st.one_of(st.integers(0, 20), st.integers(0, LARGEST_COUNT)).map(Count)


def passages() -> st.SearchStrategy[Passage]:
    """Fingerprints, not of any words: `Passage("412+9:0123456789abcdef")`."""
    places = st.one_of(st.integers(0, 20), st.integers(0, 9_999_999))
    digest = st.binary(min_size=8, max_size=8).map(bytes.hex)
    return st.builds(Passage.of, places, places.map(lambda number: number or 1), digest)


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


_PHRASES = ("talks", "44 nurses", "Springfield, Ohio", "=1+1", "<b>so</b>", 'Año "98 %"')
_EMPTY = st.just("")
_IN_URLS = [chr(code) for code in range(ord("!"), ord("~") + 1) if chr(code) not in "<>"]


def _line(text: str) -> Text:
    """Return a text as one line in Unicode normal form C; one of blanks alone becomes a dash."""
    return Text(unicodedata.normalize("NFC", text.strip()) or "-")
