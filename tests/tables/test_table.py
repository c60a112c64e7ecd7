"""Tables: rows walked, sliced, sorted and filtered; turned into columns; told and shown."""

from decimal import Decimal
from enum import StrEnum
from typing import Any

import attrs
import pytest
from attrs import field, frozen

from kpbargaining.errors import InvalidValue, UnknownName
from kpbargaining.records.roles import column
from kpbargaining.tables.table import Column, Table
from kpbargaining.values.days import Days
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Count, Id, Text
from kpbargaining.values.types import When
from kpbargaining.values.when import PartialDate, Span


class Shift(StrEnum):
    """A small vocabulary."""

    DAY = "day"
    NIGHT = "night"


@frozen(kw_only=True)
class WardRow:
    """One row of a table that is no record."""

    name: Id = field(metadata=column("The ward", refers="Organization"))
    beds: Count | None = field(default=None, metadata=column("How many it has", unit="beds"))
    nurses: tuple[Text, ...] | None = field(default=None, metadata=column("Who works there"))
    opened: When | None = field(default=None, metadata=column("Since when"))
    shift: Shift | None = field(default=None, metadata=column("When it is open"))
    full: Quantity | None = field(default=None, metadata=column("How full", unit="percent"))
    level: Decimal | None = field(default=None, metadata=column("A level"))
    closed: Days | None = field(default=None, metadata=column("For how long", unit="days"))
    other: Any = field(default=None, metadata=column("Whatever else"))


NAMES = ["name", "beds", "nurses", "opened", "shift", "full", "level", "closed", "other"]
NORTH = WardRow(name="north", beds=2, nurses=("Ann", "Bo"), opened=PartialDate("2024-05"))
SOUTH = WardRow(name="south", beds=10, shift=Shift.NIGHT, full=Quantity("98%"))
EAST = WardRow(name="ward-10", opened=Span("2023/.."), level=Decimal("1.5"), closed=Days(3, None))
WARDS = Table(WardRow, (SOUTH, NORTH, EAST), "wards", ("beds as licensed",))
EMPTY: Table[WardRow] = Table(WardRow, (), "wards")


def test_a_table_keeps_its_order() -> None:
    """A table is walked in the order in which it was made, as often as one likes."""
    assert [SOUTH, NORTH, EAST] == list(WARDS) == list(WARDS)
    assert (SOUTH, NORTH, EAST) == WARDS.rows
    assert (3, 0) == (len(WARDS), len(EMPTY))
    assert not EMPTY
    assert ("wards", ("beds as licensed",)) == (WARDS.title, WARDS.notes)


def test_rows_and_slices() -> None:
    """A place gives a row, from the end too; a slice and the head are tables without the notes."""
    assert SOUTH is WARDS[0]
    assert EAST is WARDS[-1]
    assert Table(WardRow, (NORTH, EAST), "wards") == WARDS[1:]
    assert Table(WardRow, (EAST, NORTH, SOUTH), "wards") == WARDS[::-1]
    assert [SOUTH] == list(WARDS.head(1))
    assert [SOUTH, NORTH, EAST] == list(WARDS.head())
    assert () == WARDS[1:].notes
    with pytest.raises(IndexError):
        WARDS[3]


@pytest.mark.parametrize("place", ["name", None, 1.0, True, (0, 1)])
def test_no_row_is_there(place: Any) -> None:
    """What is neither the number of a row nor a slice is refused."""
    with pytest.raises(InvalidValue, match="expected the number of a row, or a slice of rows"):
        WARDS[place]


@pytest.mark.parametrize("ends", [slice("a", "b"), slice(None, 2.0), slice(None, None, "2")])
def test_slices_run_from_number_to_number(ends: Any) -> None:
    """A slice between other things than numbers is refused."""
    with pytest.raises(InvalidValue, match="expected whole numbers as the ends of a slice"):
        WARDS[ends]


@pytest.mark.parametrize("number", ["5", -1, None, 2.0])
def test_the_head_has_so_many_rows(number: Any) -> None:
    """What is no number of rows is refused as the length of a head."""
    with pytest.raises(InvalidValue, match="expected a whole number"):
        WARDS.head(number)


def test_a_row_is_in_the_table() -> None:
    """A table tells whether an equal row is in it."""
    assert attrs.evolve(NORTH) in WARDS
    assert attrs.evolve(NORTH, beds=3) not in WARDS
    assert "north" not in WARDS


@pytest.mark.parametrize(
    ("expected", "names"),
    [
        ([NORTH, SOUTH, EAST], ["name"]),
        ([NORTH, SOUTH, EAST], ["beds"]),
        ([EAST, NORTH, SOUTH], ["opened"]),
        ([EAST, SOUTH, NORTH], ["closed"]),
        ([EAST, SOUTH, NORTH], ["level"]),
        ([SOUTH, NORTH, EAST], ["full"]),
        ([NORTH, SOUTH, EAST], ["nurses"]),
        ([SOUTH, NORTH, EAST], ["other"]),
        ([SOUTH, NORTH, EAST], []),
        ([SOUTH, NORTH, EAST], ["shift", "name"]),
    ],
)
def test_sorted_by_columns(expected: list[WardRow], names: list[str]) -> None:
    """Rows are sorted by columns, the first counting most; what is empty stands last."""
    assert expected == list(WARDS.sorted_by(*names))


def test_sorted_backwards() -> None:
    """Sorted backwards, what is empty still stands last, and equal rows keep their order."""
    assert [SOUTH, NORTH, EAST] == list(WARDS.sorted_by("beds", reverse=True))
    assert [NORTH, EAST, SOUTH] == list(WARDS.sorted_by("opened", reverse=True))
    twins = Table(WardRow, (attrs.evolve(NORTH, name="b"), NORTH), "wards")
    assert ["b", "north"] == [row.name for row in twins.sorted_by("beds", reverse=True)]


VALUES: list[Any] = [
    *(Days(None, 3), Days(1, 2), Days(3, 7), Days(3, None)),
    *(2, 10, "ta-2", "ta-10", ("a", 2), ("a", 10), ("b", 1)),
]


def test_values_of_all_sorts_are_sorted() -> None:
    """A column of values of any type is sorted: each type by itself, numbers in ids by size."""
    rows = tuple(WardRow(name="x", other=value) for value in VALUES)
    table = Table(WardRow, rows, "wards")
    found = [row.other for row in table[::-1].sorted_by("other")]
    assert VALUES == found


def test_sorted_by_no_column() -> None:
    """A misspelt column is named with the nearest."""
    with pytest.raises(UnknownName, match="no field 'bedz'; nearest: beds"):
        WARDS.sorted_by("bedz")
    columns: Any = ["beds"]
    with pytest.raises(UnknownName, match="no field 'a list of 1'"):
        WARDS.sorted_by(columns)


def test_where_nothing_is_wanted() -> None:
    """Without a wish all rows are taken, without the notes; with two, only rows that meet both."""
    assert WARDS[:] == WARDS.where()
    assert [NORTH] == list(WARDS.where(beds=2, name="north"))
    assert [] == list(WARDS.where(beds=10, name="north"))


def test_where_a_test_passes() -> None:
    """Rows are chosen by a function, too, alone or together with fields."""
    assert [NORTH, EAST] == list(WARDS.where(lambda ward: ward.beds != 10))
    assert [] == list(WARDS.where(lambda ward: ward.beds != 10, name="south"))


@pytest.mark.parametrize("test", ["beds", 5, {"beds": 2}])
def test_a_test_is_a_function(test: Any) -> None:
    """What is no function is refused as a test, and the refusal says how to ask for a value."""
    with pytest.raises(InvalidValue, match="a function of a row, or a value for a field"):
        WARDS.where(test)


def test_where_there_is_no_such_field() -> None:
    """A misspelt field is named with the nearest ones, before any row is looked at."""
    with pytest.raises(UnknownName, match="no field 'shfit'; nearest: shift") as caught:
        WARDS.where(lambda _: 1 / 0 > 0, shfit="night")
    assert ("field", ("shift",)) == (caught.value.what, caught.value.nearest)


def test_a_table_becomes_columns_and_dictionaries() -> None:
    """Columns and dictionaries hold every field of every row, plain, with None for what is not."""
    columns = WARDS.to_columns()
    assert NAMES == list(columns)
    assert ["south", "north", "ward-10"] == columns["name"]
    assert [None, ["Ann", "Bo"], None] == columns["nurses"]
    assert [None, "2024-05", "2023/.."] == columns["opened"]
    assert ["98%", None, None] == columns["full"]
    south, north, _ = WARDS.to_dicts()
    assert {"name": "north", "beds": 2, "nurses": ["Ann", "Bo"], "opened": "2024-05"} == {
        name: value for name, value in north.items() if value is not None
    }
    assert (
        dict.fromkeys(NAMES)
        | {
            "name": "south",
            "beds": 10,
            "shift": "night",
            "full": "98%",
        }
        == south
    )
    assert [] == EMPTY.to_dicts()
    assert {name: [] for name in NAMES} == EMPTY.to_columns()


def test_what_one_is_given_is_ones_own() -> None:
    """What one does to the columns does not reach the table, and nothing of it can be set."""
    WARDS.to_columns()["nurses"][1].clear()
    assert ["Ann", "Bo"] == WARDS.to_columns()["nurses"][1]
    for name in ("title", "rows", "notes", "row"):
        with pytest.raises(AttributeError):
            setattr(WARDS, name, None)


def test_the_columns_of_a_table() -> None:
    """A table tells what its columns hold, count, refer to and mean, as a table."""
    columns = WARDS.columns
    assert NAMES == [each.name for each in columns]
    assert ("columns", Column) == (columns.title, columns.row)
    assert (
        Column(
            name="beds",
            holds="Count",
            unit="beds",
            refers=None,
            values=None,
            meaning="How many it has",
        )
        == columns[1]
    )
    assert ("Organization", ("day", "night")) == (columns[0].refers, columns[4].values)
    assert ["one or more Text"] == [each.holds for each in columns.where(name="nurses")]
    assert ["name", "holds", "unit", "refers", "values", "meaning"] == [
        each.name for each in columns.columns
    ]


def test_equality() -> None:
    """Tables are equal if their rows, their titles and their notes are; also as members of sets."""
    assert WARDS == Table(WardRow, (SOUTH, NORTH, EAST), "wards", ("beds as licensed",))
    assert WARDS != Table(WardRow, (NORTH, SOUTH, EAST), "wards", ("beds as licensed",))
    assert WARDS != Table(WardRow, WARDS.rows, "rooms", WARDS.notes)
    assert WARDS != Table(WardRow, WARDS.rows, "wards")
    other: Any = Table(Column, (), "wards")
    assert other != EMPTY
    other = list(WARDS)
    assert other != WARDS
    assert 1 == len({EMPTY, Table(WardRow, (), "wards")})
