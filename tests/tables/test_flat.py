"""Tables laid flat: one cell in each column, a value for every row."""

from decimal import Decimal
from typing import Any

import pytest
from attrs import field, frozen

from kpbargaining.records.evidence import Evidence
from kpbargaining.records.roles import column
from kpbargaining.tables.flat import joined, unfold
from kpbargaining.tables.table import Table
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Count, Id, Text
from kpbargaining.values.when import PartialDate, Span


@frozen(kw_only=True)
class WardRow:
    """One row of a table."""

    ward: Id = field(metadata=column("The ward"))
    beds: Count | None = field(default=None, metadata=column("How many"))
    nurses: tuple[Text, ...] | None = field(default=None, metadata=column("Who works there"))
    since: PartialDate | None = field(default=None, metadata=column("Since when"))
    full: Quantity | None = field(default=None, metadata=column("How full"))
    level: Decimal | None = field(default=None, metadata=column("A level"))
    open: bool = field(default=False, metadata=column("Whether it is open"))


ROWS = (
    WardRow(ward="north", beds=2, nurses=("Ann", "Bo"), since=PartialDate("2024-05")),
    WardRow(ward="south", full=Quantity("2..3%"), level=Decimal("1.50"), open=True),
)
FLAT = list(unfold(Table(WardRow, ROWS, "wards")))


def values(name: str) -> list[Any]:
    """Give the values of one flat column."""
    return next(joined(column, cells) for column, cells in FLAT if column.name == name)


def test_names_and_cells() -> None:
    """Each value unfolds to columns of its type, under the name of the field, in its order."""
    assert {
        "ward": "text",
        "beds": "integer",
        "nurses": "text",
        "since": "text",
        "since_earliest": "date",
        "since_latest": "date",
        "since_precision": "text",
        "full": "text",
        "full_number": "number",
        "full_low": "number",
        "full_high": "number",
        "full_unit": "text",
        "level": "number",
        "open": "boolean",
    } == {column.name: column.cell for column, _ in FLAT}
    assert ["ward", "beds"] == [column.name for column, _ in FLAT[:2]]


@pytest.mark.parametrize(
    ("expected", "name"),
    [
        (["north", "south"], "ward"),
        ([2, None], "beds"),
        (["Ann; Bo", None], "nurses"),
        (["2024-05", None], "since"),
        ([None, "2..3%"], "full"),
        ([None, None], "full_number"),
        ([None, Decimal(2)], "full_low"),
        ([None, "percent"], "full_unit"),
        ([None, Decimal("1.50")], "level"),
        ([False, True], "open"),
    ],
)
def test_values(expected: list[Any], name: str) -> None:
    """Every column has a cell for every row, None where nothing is known."""
    assert expected == values(name)


def test_days_are_dates() -> None:
    """The outermost days of a date are dates."""
    first, last = values("since_earliest")[0], values("since_latest")[0]
    assert ("2024-05-01", "2024-05-31") == (first.isoformat(), last.isoformat())


def test_meanings() -> None:
    """A flat column means what its field does, and which part of it."""
    meanings = {column.name: column.meaning for column, _ in FLAT}
    assert "Since when" == meanings["since"]
    assert "Since when: the first day it can touch" == meanings["since_earliest"]


def test_pairs() -> None:
    """Pairs of a field and a value are written as such, with all that a value holds."""
    said = (("held", Span("2024/..")), ("called", ("a", "b")))
    item = Evidence(record="acme", source="may-story", says=said)
    table = Table(Evidence, (item,), "evidence")
    assert ["held = 2024/..; called = a; b"] == table.to_columns(flat=True)["says"]


@frozen
class AnyRow:
    """A row of whatever there is."""

    value: Any = field(metadata=column("A value"))


def test_values_of_any_type_are_text() -> None:
    """A column of values of any type is text, several values in one cell."""
    rows = tuple(map(AnyRow, [7, Quantity("~7"), ("a", PartialDate("2024")), None, ()]))
    ((column, cells),) = unfold(Table(AnyRow, rows, "values"))
    assert ("text", ["7", "~7", "a; 2024", None, ""]) == (column.cell, cells)


def test_no_rows() -> None:
    """A table without rows has its columns, all of them empty."""
    empty = list(unfold(Table(WardRow, (), "wards")))
    assert [column.name for column, _ in FLAT] == [column.name for column, _ in empty]
    assert all(cells == [] for _, cells in empty)
