"""The newest data against values that a second hand typed from the same pages and documents."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote, urlsplit

import pytest

import kpbargaining as kp
from kpbargaining.publishing.bundled import DATA
from kpbargaining.records.kinds import BY_CLASS
from kpbargaining.records.roles import Role
from kpbargaining.values.types import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining import Dataset, PartialDate

SHEETS = ("new_facts", "new_fields")


class Pair(NamedTuple):
    """A value of a row, known by `about / key`, and the record and field that are to hold it."""

    place: str
    said: Any
    record: str
    field: str


class Sheet:
    """One sheet beside the data, with the tables that say how its rows were settled."""

    def __init__(self, name: str) -> None:
        """Read the sheet of that name."""
        self.rows = {row["about"]: row for row in _read(f"{name}.toml")["row"]}
        self.tables = _read(f"{name}.settled.toml")

    def pairs(self, about: str) -> Iterator[Pair]:
        """The values of a row that are compared, once for each record that is to hold them."""
        for each in self.tables["ids"].get(about, "").split():
            record, _, told = each.partition("#")
            key, _, field = told.partition("=")
            for name, value in self.rows[about]["says"].items():
                place = f"{about} / {name}"
                if name == (key or name) and not self.is_left(about, name):
                    said = self.tables["words"].get(f"{name} = {_joined(value)}", value)
                    yield Pair(place, said, record, field or name)

    def every_pair(self) -> Iterator[Pair]:
        """The values of all rows that are compared."""
        return (pair for about in self.rows for pair in self.pairs(about))

    def is_left(self, about: str, key: str) -> bool:
        """Whether it is said why a value is not compared."""
        kind = self.rows[about]["kind"]
        return not {about, f"{about} / {key}", f"{kind} / {key}"}.isdisjoint(self.tables["left"])

    def row(self, pair: Pair) -> dict[str, Any]:
        """The row that a value stands in."""
        row: dict[str, Any] = self.rows[pair.place.rpartition(" / ")[0]]
        return row

    def is_reading(self, pair: Pair) -> bool:
        """Whether the value may stand beside the field."""
        return self.row(pair).get("reading", False) or pair.place in self.tables["readings"]


class Beside:
    """A sheet beside the dataset."""

    def __init__(self, sheet: Sheet, dataset: Dataset) -> None:
        """Take the sheet, and the dataset that it is held against."""
        self.sheet, self.dataset = sheet, dataset

    def said(self, pair: Pair) -> list[str]:
        """What the sheet says, names of records being replaced by their ids."""
        refers = BY_CLASS[type(self.dataset[pair.record])].fields[pair.field].refers
        words = _words(pair.said)
        return sorted(self._id(name, refers) for name in words) if refers else words

    def carried(self, pair: Pair) -> list[str]:
        """What the record carries."""
        return _words(getattr(self.dataset[pair.record], pair.field))

    def held(self, pair: Pair) -> list[str]:
        """What the record carries; what the sheet says, if that is a reading or a wider date."""
        said = self.said(pair)
        read = self.sheet.is_reading(pair) and said in self._told(pair, self.sources(pair))
        closer = self._is_narrower(pair) or self._is_among(pair)
        return said if read or closer else self.carried(pair)

    def pages(self, pair: Pair) -> set[str]:
        """The sources that the row was typed from."""
        row = self.sheet.row(pair)
        if "document" in row:
            return {self.sheet.tables["documents"][row.get("story", row["document"])]}
        return {
            source.id
            for source in self.dataset.sources
            if source.url and _address(source.url) == _address(row["url"])
        }

    def sources(self, pair: Pair) -> set[str]:
        """The sources that the data is to rest on: the row's own, if the sheet was not settled."""
        other = self.sheet.tables["elsewhere"].get(pair.place)
        return {other.partition(":")[0]} if other else self.pages(pair)

    def rests_on(self, pair: Pair, sources: set[str]) -> bool:
        """Whether one of the sources supports the value; what is no fact needs no evidence."""
        field = BY_CLASS[type(self.dataset[pair.record])].fields[pair.field]
        closer = self._is_narrower(pair) or self._is_among(pair)
        wanted = self.carried(pair) if closer else self.said(pair)
        return field.role is not Role.FACT or wanted in self._told(pair, sources)

    def is_open(self, pair: Pair) -> bool:
        """Whether the evidence of the row's page leaves the list open."""
        found = self.dataset.evidence_for(pair.record)
        return any(
            pair.field in (e.open or ()) and self.pages(pair) & set(e.sources) for e in found
        )

    def _told(self, pair: Pair, sources: set[str]) -> list[list[str]]:
        """What the sources say of the field."""
        return [
            _words(each.readings[pair.field]) if pair.field in each.readings else self.carried(pair)
            for each in self.dataset.evidence_for(pair.record)
            if sources & set(each.sources) and pair.field in {*(each.fields or ()), *each.readings}
        ]

    def _is_narrower(self, pair: Pair) -> bool:
        """Whether the sheet was settled so, and the date of the record lies inside its own."""
        held = getattr(self.dataset[pair.record], pair.field)
        if pair.place not in self.sheet.tables["narrower"] or held is None:
            return False
        if isinstance(held, kp.PartialDate):
            return _within(held, kp.PartialDate(pair.said))
        span = kp.Span(pair.said)
        return _within(held.start, span.start) and _within(held.end, span.end)

    def _is_among(self, pair: Pair) -> bool:
        """Whether the names that a page uses are among all names of the record."""
        return pair.field == "also_known_as" and set(self.said(pair)) <= set(self.carried(pair))

    def _id(self, name: str, refers: str) -> str:
        """The id of the only record of that name; an id is its own."""
        terms = [each for each in self.dataset.terms if each.id.startswith(f"{refers}-")]
        found = [each.id for each in terms or self._named() if name in _names(each)]
        return found[0] if len(found) == 1 else name

    def _named(self) -> list[Any]:
        ds = self.dataset
        return [*ds.organizations, *ds.agreements, *ds.people, *ds.partnerships]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(name).read_text("utf-8"))


def _joined(value: object) -> str:
    return " + ".join(map(str, value)) if isinstance(value, list) else str(value)


def _names(record: Any) -> list[str]:
    return [record.name, *(getattr(record, "also_known_as", None) or ())]


def _address(url: str) -> str:
    """What tells one page from another, however its address is written."""
    parts = urlsplit(unquote(url).casefold())
    return parts.netloc.removeprefix("www.") + parts.path.rstrip("/") + parts.query


def _words(value: object) -> list[str]:
    """The value of a field or a sheet as plain words; lists have no order."""
    found = plain(value)
    return sorted(map(str, found)) if isinstance(found, list) else [str(found)]


def _within(date: PartialDate | None, wide: PartialDate | None) -> bool:
    """Whether a date lies inside the bounds of another; what is not known bounds nothing."""
    if wide is None or date is None:
        return wide is None
    early = wide.low is None or (date.low is not None and wide.low <= date.low)
    return early and (wide.high is None or (date.high is not None and date.high <= wide.high))


@cache
def _sheet(name: str) -> Sheet:
    return Sheet(name)


ROWS = [(name, about) for name in SHEETS for about in _sheet(name).rows]


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    """The plain files, as they stand."""
    return kp.read(DATA)


@pytest.mark.parametrize(("name", "about"), ROWS)
def test_the_data_hold_what_the_row_says(dataset: Dataset, name: str, about: str) -> None:
    """Every compared value is what the record carries, or what a reading of the page says."""
    beside = Beside(_sheet(name), dataset)
    pairs = list(_sheet(name).pairs(about))
    assert [(*p[2:], beside.said(p)) for p in pairs] == [(*p[2:], beside.held(p)) for p in pairs]


@pytest.mark.parametrize(("name", "about"), ROWS)
def test_what_is_held_rests_on_the_page_of_its_row(dataset: Dataset, name: str, about: str) -> None:
    """Every fact that is held has evidence from the row's own page, or it is said which other."""
    beside = Beside(_sheet(name), dataset)
    held = [p for p in _sheet(name).pairs(about) if beside.said(p) == beside.held(p)]
    assert [] == [p[2:] for p in held if not beside.rests_on(p, beside.sources(p))]


@pytest.mark.parametrize("name", SHEETS)
def test_no_value_of_a_sheet_is_left_out(name: str) -> None:
    """Every value is compared, or it is said why it is not."""
    sheet = _sheet(name)
    compared = {pair.place for pair in sheet.every_pair()}
    assert [] == [
        f"{about} / {key}"
        for about, row in sheet.rows.items()
        for key in row["says"]
        if f"{about} / {key}" not in compared and not sheet.is_left(about, key)
    ]


@pytest.mark.parametrize(("name", "about"), ROWS)
def test_a_list_that_the_page_leaves_open_is_open(dataset: Dataset, name: str, about: str) -> None:
    """Where the page goes on with words as "and other", its evidence says so."""
    sheet, beside = _sheet(name), Beside(_sheet(name), dataset)
    left_open = [p for p in sheet.pairs(about) if p.field in sheet.rows[about].get("open", ())]
    assert [] == [p[2:] for p in left_open if not beside.is_open(p)]


@pytest.mark.parametrize("name", SHEETS)
def test_nothing_is_settled_that_needs_no_settling(dataset: Dataset, name: str) -> None:
    """Every line of a settled file is needed by a row."""
    sheet, beside = _sheet(name), Beside(_sheet(name), dataset)
    pairs, tables = list(sheet.every_pair()), sheet.tables
    values = {
        f"{of} / {key}"
        for about, row in sheet.rows.items()
        for key in row["says"]
        for of in (about, row["kind"])
    }
    needed = {
        "ids": {pair.place.rpartition(" / ")[0] for pair in pairs},
        "words": {
            f"{key} = {_joined(value)}"
            for row in sheet.rows.values()
            for key, value in row["says"].items()
        },
        "documents": {row.get("story", row.get("document")) for row in sheet.rows.values()},
        "readings": {p.place for p in pairs if beside.said(p) != beside.carried(p)},
        "narrower": {p.place for p in pairs if beside.said(p) != beside.carried(p)},
        "elsewhere": {p.place for p in pairs if not beside.rests_on(p, beside.pages(p))},
        "left": values | sheet.rows.keys(),
    }
    assert {} == {
        table: sorted(extra) for table in tables if (extra := tables[table].keys() - needed[table])
    }
