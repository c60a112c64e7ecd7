"""The one table of value types: what each refuses, reads, writes and unfolds to."""

from decimal import Decimal
from enum import StrEnum
from types import UnionType
from typing import Any

import pytest
from attrs import frozen

from kpbargaining.errors import InvalidValue
from kpbargaining.values.cells import FlatColumn
from kpbargaining.values.days import Days
from kpbargaining.values.passages import Passage
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Count, Digest, Id, Text, Url
from kpbargaining.values.types import (
    VALUE_TYPES,
    Reading,
    When,
    check_of,
    is_many,
    one_of,
    plain,
    present,
    value_type,
    worded,
)
from kpbargaining.values.when import PartialDate, Span


class Shift(StrEnum):
    """A small vocabulary."""

    DAY = "day"
    NIGHT = "night"


EXAMPLES: dict[Any, tuple[Any, Any]] = {
    Id: ("2024-acme/pay", "2024-acme/pay"),
    Text: ("Nurses United", "Nurses United"),
    Url: ("https://acme.example", "https://acme.example"),
    Digest: ("ab" * 32, "ab" * 32),
    Count: (3, 3),
    PartialDate: (PartialDate("2024-05"), "2024-05"),
    Span: (Span("2024-05-14/2024-05-17"), "2024-05-14/2024-05-17"),
    Quantity: (Quantity("2..3%"), "2..3%"),
    Passage: (Passage("412+9:0123456789abcdef"), "412+9:0123456789abcdef"),
    bool: (False, False),
    int: (-3, -3),
    Decimal: (Decimal("1.50"), "1.50"),
    Days: (Days(3, None), ">=3"),
    When: (Span("2024/.."), "2024/.."),
    Reading: (("held", Span("2024/..")), ["held", "2024/.."]),
    Any: (Quantity("44"), "44"),
    Shift: (Shift.NIGHT, "night"),
}
"""A value of each type, and its plain form."""

ANYTHING = {Any, Reading}
"""What refuses nothing: the field that a value is meant for does."""


def test_every_type_is_tried() -> None:
    """Each type of the table has its example in this file, and no two have one name."""
    assert {*VALUE_TYPES, Shift} == set(EXAMPLES)
    assert len(VALUE_TYPES) == len({known.name for known in VALUE_TYPES.values()})


@pytest.mark.parametrize("declared", EXAMPLES, ids=lambda each: value_type(each).name)
def test_a_type_takes_its_values(declared: Any) -> None:
    """A value of the type is taken as it is, and read back from its plain form where it has one."""
    value, written = EXAMPLES[declared]
    known = value_type(declared)
    assert value == known.check(value)
    assert type(value) is type(known.check(value))
    assert written == plain(value)
    if known.schema:
        assert value == (known.read(written) if known.read else written)


@pytest.mark.parametrize(
    "declared",
    [each for each in EXAMPLES if each not in ANYTHING],
    ids=lambda e: value_type(e).name,
)
@pytest.mark.parametrize(
    "wrong", [None, b"x", 7.5, ["x"], "\n", object()], ids=lambda e: type(e).__name__
)
def test_a_type_refuses_all_else(declared: Any, wrong: object) -> None:
    """What is not exactly of the type is refused."""
    with pytest.raises(InvalidValue, match=r"^expected "):
        value_type(declared).check(wrong)


@pytest.mark.parametrize(
    ("expected", "declared", "value"),
    [
        ("a Shift, as Shift\\('night'\\), found 'night'", Shift, "night"),
        ("a Shift, one of 'day', 'night', found 'noon'", Shift, "noon"),
        ("a PartialDate, as PartialDate\\('2024'\\), found '2024'", PartialDate, "2024"),
        ("a PartialDate or a Span, as Span\\('2024/..'\\), found '2024/..'", When, "2024/.."),
        ("a PartialDate or a Span, found 'soon'", When, "soon"),
        ("a bool, found 1", bool, 1),
        ("a bool, found 'True'", bool, "True"),
        ("an int, found True", int, True),
        ("an int, as int\\('7'\\), found '7'", int, "7"),
        ("a Decimal, found 1", Decimal, 1),
        ("a Decimal, found 'one'", Decimal, "one"),
        ("a Days, found '3 days'", Days, "3 days"),
    ],
)
def test_the_refusal_names_the_type(expected: str, declared: Any, value: object) -> None:
    """A refusal says of which type the value has to be, and how it is made of a text."""
    with pytest.raises(InvalidValue, match=expected):
        value_type(declared).check(value)


def test_a_vocabulary_is_known_by_its_members() -> None:
    """A vocabulary is no entry of the table: its schema lists its words, in order."""
    known = value_type(Shift)
    assert ("Shift", {"enum": ["day", "night"]}) == (known.name, known.schema)
    assert known is value_type(Shift)


def cell(column: FlatColumn, value: object) -> Any:
    """Give the cell that a flat column has of a value."""
    return column.of(value) if column.of else value


@frozen
class Inner:
    """A row that stands in another row."""

    name: str

    def __str__(self) -> str:
        return f"the {self.name}"


def test_a_row_inside_a_row() -> None:
    """A row that stands in another is taken as it is, and is its text when plain or flat."""
    known, row = value_type(Inner), Inner("north")
    assert ("Inner", row) == (known.name, known.check(row))
    assert ["the north", "the north"] == [plain(row), cell(known.flat[0], row)]
    with pytest.raises(InvalidValue, match="expected an Inner, found 'north'"):
        known.check("north")


FLAT: list[tuple[Any, dict[str, Any]]] = [
    ("2024-acme", {"": "2024-acme"}),
    (3, {"": 3}),
    (True, {"": True}),
    (Decimal("1.50"), {"": Decimal("1.50")}),
    (Shift.DAY, {"": "day"}),
    (
        PartialDate("[2024-05..]"),
        {
            "": "[2024-05..]",
            "_earliest": "2024-05-01",
            "_latest": "None",
            "_precision": "range",
        },
    ),
    (
        Span("2024-05-14/2024-05-17"),
        {
            "": "2024-05-14/2024-05-17",
            "_earliest": "2024-05-14",
            "_latest": "2024-05-17",
            "_precision": "day",
        },
    ),
    (
        Span("2024-05-14/2024"),
        {
            "": "2024-05-14/2024",
            "_earliest": "2024-05-14",
            "_latest": "2024-12-31",
            "_precision": "year",
        },
    ),
    (
        Span("2024-05/.."),
        {"": "2024-05/..", "_earliest": "2024-05-01", "_latest": "None", "_precision": "month"},
    ),
    (
        Span("2024-05-01/"),
        {"": "2024-05-01/", "_earliest": "2024-05-01", "_latest": "None", "_precision": "range"},
    ),
    (
        Quantity("~61000"),
        {"": "~61000", "_number": 61000, "_low": None, "_high": None, "_unit": None},
    ),
    (Quantity("2..3%"), {"": "2..3%", "_number": None, "_low": 2, "_high": 3, "_unit": "percent"}),
    (Days(3, None), {"": ">=3", "_low": 3, "_high": None}),
    (("held", Span("2024/..")), {"": "held = 2024/.."}),
    (("called", ("a", "b")), {"": "called = a; b"}),
]


@pytest.mark.parametrize(("value", "cells"), FLAT, ids=repr)
def test_a_value_unfolds_to_flat_columns(value: Any, cells: dict[str, Any]) -> None:
    """A date unfolds to its text and outermost days, an amount to its text, bounds and unit."""
    named: dict[type, Any] = {str: Id, int: Count, tuple: Reading}
    known = value_type(named.get(type(value), type(value)))
    found = {column.suffix: cell(column, value) for column in known.flat}
    days = [column.suffix for column in known.flat if column.cell == "date"]
    assert cells == found | {suffix: str(found[suffix]) for suffix in days}


@pytest.mark.parametrize("declared", EXAMPLES, ids=lambda each: value_type(each).name)
def test_flat_columns_say_what_they_are(declared: Any) -> None:
    """The first column is the value itself; the others have a name and a meaning of their own."""
    first, *others = value_type(declared).flat
    assert ("", "") == (first.suffix, first.meaning)
    assert all(column.suffix.startswith("_") and column.meaning for column in others)
    assert len(others) == len({column.suffix for column in others})


@pytest.mark.parametrize(
    ("expected", "value"),
    [
        (None, None),
        (7, 7),
        (1.5, 1.5),
        (True, True),
        ("north", "north"),
        ("2024-05", PartialDate("2024-05")),
        ("night", Shift.NIGHT),
        (["a", "2024"], ("a", PartialDate("2024"))),
        ([["held", "2024-04-16/"]], (("held", Span("2024-04-16/")),)),
        (["a", ["b"]], ["a", ("b",)]),
        ("?", Days(None, None)),
    ],
)
def test_plain(expected: object, value: object) -> None:
    """Plain is a number, a truth, a text, None or a list of such: dates and amounts are text."""
    found = plain(value)
    assert expected == found
    assert type(expected) is type(found)


@pytest.mark.parametrize(
    ("expected", "declared"),
    [
        (Text, Text | None),
        (PartialDate, PartialDate | None),
        (tuple[Id, ...], tuple[Id, ...] | None),
        (When, PartialDate | Span | None),
        (When, When),
        (PartialDate, PartialDate),
        (Id, Id),
        (tuple[Id, ...], tuple[Id, ...]),
    ],
)
def test_the_type_of_what_is_present(expected: object, declared: object) -> None:
    """What can be missing has the type of what is there, anything else its own."""
    assert expected == present(declared)
    assert isinstance(declared, UnionType) or present(declared) is declared or expected is Text


@pytest.mark.parametrize(
    ("item", "many", "declared"),
    [
        (Id, True, tuple[Id, ...] | None),
        (Id, True, tuple[Id, ...]),
        (Id, False, Id),
        (Span, False, Span | None),
        (Reading, True, tuple[Reading, ...]),
    ],
)
def test_the_type_of_each_value(item: object, many: bool, declared: object) -> None:  # noqa: FBT001 (an expected value)
    """Of several values the type of each is known, of a single one its own."""
    assert item == one_of(declared)
    assert many is is_many(declared)


@pytest.mark.parametrize(
    ("expected", "value"),
    [
        ("a tuple of one or more values, found 'east'", "east"),
        ("a tuple of one or more values, found a list of 1", ["east"]),
        ("a tuple of one or more values, found a list of 0", ()),
        ("a tuple without repeated values", ("east", "east")),
        ("an id of", ("east", "West")),
        ("an id of", ("east", None)),
    ],
)
def test_several_values(expected: str, value: object) -> None:
    """Several values are a tuple of one or more, each of the type and none twice."""
    check = check_of(tuple[Id, ...] | None)
    assert ("east", "west") == check(("east", "west"))
    with pytest.raises(InvalidValue, match=f"^expected {expected}"):
        check(value)


@pytest.mark.parametrize(
    ("expected", "value"),
    [
        ("true", True),
        ("false", False),
        ("3", 3),
        ("east; true; 2..3%", ("east", True, Quantity("2..3%"))),
    ],
)
def test_in_one_cell(expected: str, value: object) -> None:
    """In one cell, truths are written as columns of truths have them, and lists with semicolons."""
    assert expected == worded(value)
