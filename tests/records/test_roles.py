"""What a field is for: its metadata, and all that it says."""

from decimal import Decimal
from enum import StrEnum
from typing import Any

import attrs
import pytest
from attrs import field, frozen

from kpbargaining.records.amounts import SHARE
from kpbargaining.records.bargaining import Session
from kpbargaining.records.kinds import BY_CLASS
from kpbargaining.records.roles import Role, column, fact, fields_of, key, ours
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Count, Id, Text
from kpbargaining.values.when import PartialDate


class Shift(StrEnum):
    """A small vocabulary."""

    DAY = "day"
    NIGHT = "night"


@frozen(kw_only=True)
class WardRow:
    """One row of an answer, as one would write it on top of this library."""

    ward: Id = field(metadata=column("The ward", refers="Organization"))
    shift: Shift = field(metadata=column("When it is open"))
    beds: Count | None = field(default=None, metadata=column("How many", unit="beds"))
    wings: "tuple[Text, ...] | None" = field(default=None, metadata=column("Its wings"))
    level: Decimal | None = field(default=None, metadata=column("How full", unit="percent"))
    hidden: Any = field(default=None)


@pytest.mark.parametrize(
    ("expected", "metadata"),
    [
        ({"role": Role.KEY, "meaning": "Its name", "refers": "", "amount": None}, key("Its name")),
        (
            {"role": Role.KEY, "meaning": "Whose", "refers": "any", "amount": SHARE},
            key("Whose", refers="any", amount=SHARE),
        ),
        (
            {
                "role": Role.FACT,
                "meaning": "When",
                "refers": "",
                "event": "",
                "amount": None,
                "ahead": True,
            },
            fact("When", ahead=True),
        ),
        (
            {
                "role": Role.FACT,
                "meaning": "M",
                "refers": "topic",
                "event": "held",
                "amount": SHARE,
                "ahead": False,
            },
            fact("M", refers="topic", event="held", amount=SHARE),
        ),
        ({"role": Role.OURS, "meaning": "M", "refers": "", "amount": None}, ours("M")),
        (
            {"role": Role.OURS, "meaning": "M", "refers": "Term", "amount": SHARE},
            ours("M", refers="Term", amount=SHARE),
        ),
        (
            {"role": Role.ANSWER, "meaning": "M", "refers": "", "unit": "", "of": ""},
            column("M"),
        ),
        (
            {
                "role": Role.ANSWER,
                "meaning": "M",
                "refers": "Session",
                "unit": "days",
                "of": "Session.held",
            },
            column("M", refers="Session", unit="days", of="Session.held"),
        ),
    ],
)
def test_metadata(expected: dict[str, object], metadata: dict[str, object]) -> None:
    """A field's metadata is its role, its meaning, and what else there is to say."""
    assert expected == metadata


def test_the_fields_of_a_row() -> None:
    """The columns of an answer are described in order, also where their types are text."""
    fields = fields_of(WardRow)
    assert ["ward", "shift", "beds", "wings", "level"] == list(fields)
    assert {Role.ANSWER} == {each.role for each in fields.values()}
    assert ["Organization", "", "", "", ""] == [each.refers for each in fields.values()]
    assert ["", "", "beds", "", "percent"] == [each.unit for each in fields.values()]
    assert [False, False, True, True, True] == [each.nullable for each in fields.values()]
    assert fields is fields_of(WardRow)


@pytest.mark.parametrize(
    ("name", "type_", "holds", "many"),
    [
        ("ward", Id, "Id", False),
        ("shift", Shift, "Shift", False),
        ("beds", Count, "Count", False),
        ("wings", Text, "one or more Text", True),
        ("level", Decimal, "Decimal", False),
    ],
)
def test_what_a_field_holds(name: str, type_: Any, holds: str, many: bool) -> None:  # noqa: FBT001 (an expected value)
    """A field tells the type of its value, or of each of its values, and says it in words."""
    described = fields_of(WardRow)[name]
    assert (type_, holds, many) == (described.type, described.holds, described.many)


def test_the_vocabulary_of_a_field() -> None:
    """A field of a vocabulary lists its words; any other has none."""
    fields = fields_of(WardRow)
    assert ("day", "night") == fields["shift"].vocabulary
    assert () == fields["ward"].vocabulary


def test_records_are_described_alike() -> None:
    """The fields of a kind of record are the same, asked for by class or by kind."""
    by_class, by_kind = fields_of(Session), BY_CLASS[Session].fields
    assert list(by_class) == list(by_kind)
    assert [each.holds for each in by_class.values()] == [each.holds for each in by_kind.values()]
    assert ("days", Quantity) == (by_class["days"].unit, by_class["days"].type)
    assert ("sessions", Count) == (by_class["ordinal"].unit, by_class["ordinal"].type)
    assert (True, False) == (by_class["scheduled"].ahead, by_class["held"].ahead)


@frozen(kw_only=True)
class Stay:
    """A class whose fields can be left out, or be None, each with or without the other."""

    ward: Id = field(metadata=key("Where"))
    first: PartialDate | None = field(metadata=fact("From when", event="admitted"))
    beds: Count = field(default=1, metadata=ours("How many", amount=SHARE))


def test_left_out_is_not_none() -> None:
    """What may be left out need not take None, and what takes None need not be left out."""
    fields = fields_of(Stay)
    assert {"ward": False, "first": False, "beds": True} == {
        name: each.optional for name, each in fields.items()
    }
    assert {"ward": False, "first": True, "beds": False} == {
        name: each.nullable for name, each in fields.items()
    }
    assert ("admitted", "percent") == (fields["first"].event, fields["beds"].unit)
    assert attrs.fields(Stay).first.type == fields["first"].declared
