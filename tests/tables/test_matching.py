"""What `where` takes: values as they are held or written, what lies within a date, known ids."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from types import SimpleNamespace
from typing import Any

import pytest
from attrs import field, frozen

from kpbargaining.errors import UnknownName
from kpbargaining.records.kinds import AnyRecord
from kpbargaining.records.parties import Organization, OrganizationKind
from kpbargaining.records.roles import column, fields_of
from kpbargaining.tables.matching import matcher
from kpbargaining.values.days import Days
from kpbargaining.values.passages import Passage
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Count, Id, Text
from kpbargaining.values.types import Reading, When
from kpbargaining.values.when import PartialDate, Span


class Shift(StrEnum):
    """A small vocabulary."""

    DAY = "day"
    NIGHT = "night"


@frozen(kw_only=True)
class WardRow:
    """A row with a column of each sort; only its columns are used."""

    name: Text = field(metadata=column("Its name"))
    union: Id | None = field(metadata=column("Whose", refers="Organization"))
    about: Id | None = field(metadata=column("What about", refers="any"))
    unions: tuple[Id, ...] | None = field(metadata=column("Whose", refers="Organization"))
    round: Id | None = field(metadata=column("Which round", refers="BargainingRound"))
    beds: Count | None = field(metadata=column("How many"))
    open: bool | None = field(metadata=column("Whether it is open"))
    shift: Shift | None = field(metadata=column("When"))
    shifts: tuple[Shift, ...] | None = field(metadata=column("When"))
    nurses: tuple[Text, ...] | None = field(metadata=column("Who"))
    since: PartialDate | None = field(metadata=column("Since when"))
    held: Span | None = field(metadata=column("When"))
    when: When | None = field(metadata=column("When"))
    full: Quantity | None = field(metadata=column("How full"))
    level: Decimal | None = field(metadata=column("A level"))
    closed: Days | None = field(metadata=column("How long"))
    words: Passage | None = field(metadata=column("Which words"))
    says: tuple[Reading, ...] | None = field(metadata=column("What else"))
    other: Any = field(metadata=column("Whatever"))


FIELDS = fields_of(WardRow)
NURSES = Organization(
    id="nurses-united",
    formerly=("nurses",),
    kind=OrganizationKind.LOCAL_UNION,
    name="Nurses United",
)


def ids(refers: str) -> dict[str, AnyRecord]:
    """Give the records that a column can refer to: one union, and no round."""
    known: dict[str, AnyRecord] = {"nurses-united": NURSES, "nurses": NURSES}
    return known if refers in {"Organization", "any"} else {}


def matches(name: str, wanted: object, value: object) -> bool:
    """Whether a column with a value is what is wanted."""
    return taken(matcher(FIELDS[name], wanted, ids), name, value)


def taken(match: Any, name: str, value: object) -> bool:
    """Whether a row with that value is taken, and one beside it does not change that."""
    row = SimpleNamespace(**{name: value})
    return list(match((row, row))) == [row, row]


TAKEN: list[tuple[str, Any, Any]] = [
    ("name", "north", "north"),
    ("union", "nurses-united", "nurses-united"),
    ("union", "nurses", "nurses-united"),
    ("about", "nurses", "nurses-united"),
    ("unions", "nurses-united", ("clerks", "nurses-united")),
    ("unions", ["nurses", "nurses"], ("nurses-united", "nurses-united")),
    ("beds", 3, 3),
    ("open", False, False),
    ("shift", "night", Shift.NIGHT),
    ("shift", Shift.NIGHT, Shift.NIGHT),
    ("shifts", "day", (Shift.NIGHT, Shift.DAY)),
    ("nurses", "Bo", ("Ann", "Bo")),
    ("nurses", ["Ann", "Bo"], ("Ann", "Bo")),
    ("nurses", ("Ann", "Bo"), ("Ann", "Bo")),
    ("since", "2024-05", PartialDate("2024-05")),
    ("since", PartialDate("2024-05"), PartialDate("2024-05")),
    ("since", "2024-05", PartialDate("2024-05-31")),
    ("since", "2024", PartialDate("2024-05")),
    ("since", "2024-05/2024-06", PartialDate("2024-06-30")),
    ("since", date(2024, 5, 31), PartialDate("2024-05-31")),
    ("since", "[2024-05..]", PartialDate("[2024-05..]")),
    ("since", "[2024-05-01..2024-06-10]", PartialDate("2024-05")),
    ("held", "2024-05", Span("2024-05-14/2024-05-17")),
    ("held", "2024-05-14/2024-05-17", Span("2024-05-14/2024-05-17")),
    ("held", "2024/..", Span("2024/..")),
    ("held", "/2024", Span("/2024")),
    ("when", "2024", Span("2024-05-14/2024-05-17")),
    ("when", "2024", PartialDate("2024")),
    ("full", "98%", Quantity("98%")),
    ("full", 98, Quantity("98")),
    ("full", Decimal("0.5"), Quantity("0.5")),
    ("full", Quantity("~98%"), Quantity("~98%")),
    ("level", "1.50", Decimal("1.5")),
    ("level", 1.5, Decimal("1.5")),
    ("level", 2, Decimal(2)),
    ("level", Decimal(2), Decimal(2)),
    ("closed", Days(3, None), Days(3, None)),
    ("closed", 3, Days(3, 3)),
    ("closed", "3", Days(3, 3)),
    ("closed", "3..7", Days(3, 7)),
    ("closed", ">=3", Days(3, None)),
    ("words", Passage("412+9:0123456789abcdef"), Passage("412+9:0123456789abcdef")),
    ("says", [("held", Span("2024/.."))], (("held", Span("2024/..")),)),
    ("other", Quantity("44"), Quantity("44")),
    ("other", "44", Quantity("44")),
    ("other", ["a", "b"], ("a", "b")),
    ("other", 7, 7),
]


@pytest.mark.parametrize(("name", "wanted", "value"), TAKEN, ids=repr)
def test_what_is_wanted_is_taken(name: str, wanted: Any, value: Any) -> None:
    """A value is found as it is held or written, a date by what holds it, one of several by any."""
    assert matches(name, wanted, value)
    assert not matches(name, wanted, None)


@pytest.mark.parametrize(
    ("name", "wanted", "value"),
    [
        ("name", "north", "south"),
        ("union", "nurses", "clerks"),
        ("beds", 3, 4),
        ("nurses", "Cy", ("Ann", "Bo")),
        ("nurses", ["Bo", "Ann"], ("Ann", "Bo")),
        ("nurses", ["Ann"], ("Ann", "Bo")),
        ("nurses", [], ("Ann", "Bo")),
        ("since", "2024-05", PartialDate("2024")),
        ("since", "2024-05", PartialDate("2024-06-01")),
        ("since", "[2024-05..]", PartialDate("2024-06")),
        ("since", "2024-05", PartialDate("[2024-05..]")),
        ("held", "2024-05", Span("2024-05-14/2024-06-01")),
        ("held", "2024/..", Span("2024-05-14/2024-05-17")),
        ("held", "2024/", Span("2024-05-14/2024-05-17")),
        ("closed", 3, Days(3, None)),
        ("full", "98%", Quantity("~98%")),
        ("full", "98", Quantity("98%")),
        ("says", [("held", Span("2024/.."))], (("place", Span("2024/..")),)),
        ("other", "7", 7),
    ],
)
def test_what_is_not_wanted_is_left(name: str, wanted: Any, value: Any) -> None:
    """Another value, and one that only may lie within a date, is not found."""
    assert not matches(name, wanted, value)


@pytest.mark.parametrize("name", FIELDS)
def test_nothing_can_be_wanted(name: str) -> None:
    """In every column, None finds the rows without a value, and only them."""
    assert matches(name, None, None)
    assert not matches(name, None, ("x",))


REFUSED: list[tuple[str, str, Any]] = [
    ("no organization 'nurse-united'; nearest: nurses-united", "union", "nurse-united"),
    ("no id 'nurse-united'; nearest: nurses-united", "about", "nurse-united"),
    ("no bargaining round '2024-acme'", "round", "2024-acme"),
    ("no organization 'clerks'; known: nurses, nurses-united", "unions", ["nurses", "clerks"]),
    ("no union, which is an id of .*, 'Nurses'", "union", "Nurses"),
    ("no union, which is an id of .*, '7'", "union", 7),
    ("no name, which is text, '7'", "name", 7),
    ("no shift 'nite'; nearest: night", "shift", "nite"),
    ("no shift 'noon'; known: day, night", "shift", "noon"),
    ("no shifts '7'; known: day, night", "shifts", 7),
    ("no beds, which is a whole number from 0 to 1,000,000, '3'", "beds", "3"),
    ("no beds, which is a whole number .* 'True'", "beds", True),
    ("no open, which is a bool, '1'", "open", 1),
    ("no date of since, being .*, '2024-13'", "since", "2024-13"),
    ("no date of since, being .*, '2024'", "since", 2024),
    ("no date of since, being a date without a time, ", "since", datetime(2024, 5, 1)),  # noqa: DTZ001 (the zone plays no part)
    ("no date of held, being .*, '2024/x'", "held", "2024/x"),
    ("no amount of full such as 44, ~61000 or 3% 'many'", "full", "many"),
    ("no full, which is a Quantity, '4.5'", "full", 4.5),
    ("no number of level such as 44 or 21.5 'high'", "level", "high"),
    ("no level, which is a Decimal, 'a list of 1'", "level", [1]),
    ("no number of level such as 44 or 21.5 'sNaN'", "level", "sNaN"),
    ("no number of level such as 44 or 21.5 'nan'", "level", float("nan")),
    ("no closed, which is days as 5, 3..7, .*, 'few'", "closed", "few"),
    ("no closed, which is days from the fewest to the most, '7..3'", "closed", "7..3"),
    ("no closed, which is a Days, '3.5'", "closed", 3.5),
]


@pytest.mark.parametrize(("expected", "name", "wanted"), REFUSED, ids=repr)
def test_what_a_column_can_never_hold(expected: str, name: str, wanted: Any) -> None:
    """A value that the column can never have is refused, with the nearest or all that it can."""
    with pytest.raises(UnknownName, match=f"^{expected}"):
        matcher(FIELDS[name], wanted, ids)


@pytest.mark.parametrize("name", ["full", "level", "closed", "beds"])
def test_a_number_too_long_to_be_written(name: str) -> None:
    """A number of thousands of digits, which Python does not write, is refused as any other."""
    with pytest.raises(UnknownName, match="a number of 16610 bits"):
        matcher(FIELDS[name], 10**5000, ids)


def test_without_a_dataset_every_id_is_fine() -> None:
    """Where it is not known which ids there are, an id need only be one."""
    assert taken(matcher(FIELDS["union"], "clerks", None), "union", "clerks")
    with pytest.raises(UnknownName, match="no union, which is an id of"):
        matcher(FIELDS["union"], "Clerks", None)
