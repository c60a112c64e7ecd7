"""Answers as rows: what each is about, and which rows of two answers belong together."""

from collections.abc import Callable
from typing import Any

import pytest
from attrs import field, frozen

from kpbargaining.dataset import Dataset
from kpbargaining.records.roles import column
from kpbargaining.rules.answers import AnswerRow, pairs, rows_of
from kpbargaining.tables.table import Table
from kpbargaining.values.days import Days
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Count, Id, Text


@frozen(kw_only=True)
class WardRow:
    """One row of a table."""

    year: Count = field(metadata=column("When"))
    ward: Id | None = field(metadata=column("Which", refers="any"))
    beds: Count = field(metadata=column("How many"))


@frozen
class NoteRow:
    """A row that names no record."""

    note: Text = field(metadata=column("What it says"))


@frozen
class Report:
    """What holds a table, and a number beside it."""

    total: int
    wards: Table[WardRow]
    _hidden: int = 0


def wards(*rows: tuple[int, str | None, int]) -> Table[WardRow]:
    """Make a table of years, wards and beds."""
    return Table(WardRow, tuple(WardRow(year=y, ward=w, beds=b) for y, w, b in rows), "wards")


def told(answer: Any) -> list[str]:
    """Give which rows an answer has."""
    return [row.told for row in rows_of(answer)]


def test_rows_of_a_table() -> None:
    """A row is called by the first record that it names; several of one record are counted."""
    table = wards((1, "a", 5), (1, "b", 6), (2, "a", 7), (2, None, 8))
    assert ["a (1 of 2)", "b", "a (2 of 2)", "row 1"] == told(table)
    assert ["a", "b", "a", ""] == [row.about for row in rows_of(table)]
    assert {"year": 1, "ward": "b", "beds": 6} == rows_of(table)[1].cells


def test_rows_without_a_record() -> None:
    """Rows that name no record are called by their place."""
    table = Table(NoteRow, (NoteRow("x"), NoteRow("y")), "notes")
    assert ["row 1", "row 2"] == told(table)


def test_records_are_rows(strike: Callable[..., Dataset]) -> None:
    """A record, a collection and a list of records are rows called by their own id."""
    dataset = strike("40")
    assert ["strikers"] == told(dataset["strikers"]) == told([*dataset.figures])
    assert list(dataset.sources.ids) == told(dataset.sources)


def test_tables_inside_an_answer() -> None:
    """What holds tables is a row of all else, followed by their rows."""
    found = rows_of(Report(3, wards((1, "a", 5))))
    assert [("row 1", {"total": 3}), ("a", {"year": 1, "ward": "a", "beds": 5})] == [
        (row.told, row.cells) for row in found
    ]


@pytest.mark.parametrize(
    "value", [7, None, "text", Quantity("40"), Days(1, 2), (1, 2), (), [], {"a": 1}]
)
def test_a_value_is_one_cell(value: Any) -> None:
    """Any other value is one row of one cell without a name."""
    assert [AnswerRow("", "", {"": value})] == rows_of(value)


def test_no_rows() -> None:
    """An empty table has none."""
    assert [] == rows_of(wards())


def found(one: Table[WardRow], other: Table[WardRow]) -> list[tuple[Any, ...]]:
    """Give the beds of the rows of two tables that differ, side by side."""
    both = pairs(rows_of(one), rows_of(other))
    return [tuple(row and row.cells["beds"] for row in pair) for pair in both]


@pytest.mark.parametrize(
    ("expected", "one", "other"),
    [
        ([], [(1, "a", 5), (1, "b", 6)], [(1, "b", 6), (1, "a", 5)]),
        ([(5, 9)], [(1, "a", 5), (1, "b", 6)], [(1, "b", 6), (1, "a", 9)]),
        ([(5, None)], [(1, "a", 5), (1, "b", 6)], [(1, "b", 6)]),
        ([(None, 5)], [(1, "b", 6)], [(1, "a", 5), (1, "b", 6)]),
        ([(5, None), (None, 5)], [(1, "a", 5)], [(1, "b", 5)]),
        ([(5, 8), (6, 9)], [(1, "a", 5), (2, "a", 6)], [(2, "a", 9), (1, "a", 8)]),
        ([(5, 5)], [(1, "a", 5), (2, "a", 5)], [(2, "a", 5), (3, "a", 5)]),
        ([(5, None)], [(1, "a", 5), (1, "a", 5)], [(1, "a", 5)]),
        ([(5, 9)], [(1, None, 5), (2, None, 6)], [(2, None, 6), (1, None, 9)]),
    ],
)
def test_which_rows_belong_together(
    expected: list[tuple[Any, ...]], one: list[Any], other: list[Any]
) -> None:
    """Equal rows pair off in any order, then the most alike of one record; the rest is alone."""
    assert expected == found(wards(*one), wards(*other))


def test_rows_of_unlike_columns() -> None:
    """Rows need not have the same columns."""
    (pair,) = pairs([AnswerRow("", "", {"a": 1})], [AnswerRow("", "", {"b": 1})])
    assert ({"a": 1}, {"b": 1}) == tuple(row and row.cells for row in pair)
