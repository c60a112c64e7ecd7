"""What a field is for: its metadata, and the check that its type asks for."""

from enum import StrEnum
from typing import Any

import attrs
import pytest
from attrs import field, frozen

from kpbargaining.errors import InvalidValue
from kpbargaining.records.roles import CHECKS, Checked, Role, fact, key, ours, present
from kpbargaining.values.texts import Count, Id, Text
from kpbargaining.values.when import PartialDate


class Shift(StrEnum):
    """A small vocabulary."""

    DAY = "day"
    NIGHT = "night"


def no_ghosts(_: object, __: object, value: object) -> None:
    """Refuse one name; what an attribute checks by itself."""
    if value == "ghost":
        raise InvalidValue("someone alive", value, "nurse")


@frozen(kw_only=True, repr=False)
class Ward(Checked):
    """A class of records as one would write it on top of this library."""

    id: Id = field(metadata=key("Its name"))
    beds: Count = field(metadata=key("How many beds it has", unit="beds"))
    shift: Shift = field(metadata=key("When it is open"))
    since: PartialDate | None = field(default=None, metadata=fact("Since when", event="opened"))
    wings: tuple[Text, ...] | None = field(default=None, metadata=fact("Its wings"))
    dates: tuple[PartialDate, ...] | None = field(default=None, metadata=fact("Its dates"))
    nurse: Any = field(default=None, validator=no_ghosts, metadata=ours("Who runs it"))


GOOD: dict[str, Any] = {"id": "ward-1", "beds": 12, "shift": Shift.NIGHT}


@pytest.mark.parametrize(
    ("expected", "metadata"),
    [
        ({"role": Role.KEY, "meaning": "Its name"}, key("Its name")),
        (
            {"role": Role.KEY, "meaning": "Whose", "refers": "Organization", "unit": "beds"},
            key("Whose", refers="Organization", unit="beds"),
        ),
        ({"role": Role.FACT, "meaning": "When"}, fact("When")),
        (
            {"role": Role.FACT, "meaning": "M", "refers": "any", "event": "held", "unit": "days"},
            fact("M", refers="any", event="held", unit="days"),
        ),
        ({"role": Role.OURS, "meaning": "Topic"}, ours("Topic")),
        (
            {"role": Role.OURS, "meaning": "Topic", "refers": "Term", "unit": "topics"},
            ours("Topic", refers="Term", unit="topics"),
        ),
    ],
)
def test_metadata(expected: dict[str, object], metadata: dict[str, object]) -> None:
    """A field's metadata is its role, its meaning, and what else there is to say, only that."""
    assert expected == metadata


@pytest.mark.parametrize(
    ("expected", "declared"),
    [
        (Text, Text | None),
        (PartialDate, PartialDate | None),
        (tuple[Id, ...], tuple[Id, ...] | None),
        (PartialDate, PartialDate),
        (Id, Id),
        (tuple[Id, ...], tuple[Id, ...]),
    ],
)
def test_the_type_of_what_is_present(expected: object, declared: object) -> None:
    """What can be missing has the type of what is there, anything else its own."""
    assert expected == present(declared)


def test_every_plain_type_has_its_check() -> None:
    """A plain type is refused by the function that bears its name."""
    names = {plain.__name__: check.__name__ for plain, check in CHECKS.items()}
    assert names == {name: f"check_{name.lower()}" for name in names}
    assert sorted(names) == ["Count", "Digest", "Id", "Text", "Url"]


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"since": None, "wings": None, "nurse": 7},
        {"since": PartialDate("2024"), "wings": ("East", "West")},
        {"dates": (PartialDate("2024"), PartialDate("2024-05"))},
    ],
)
def test_good_values_are_taken(more: dict[str, Any]) -> None:
    """A record takes every value of the declared types, and None where a fact is not known."""
    made = attrs.asdict(Ward(**GOOD | more), recurse=False)
    assert made == dict.fromkeys(made) | GOOD | more


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("id", None, "an id of"),
        ("id", "Ward 1", "an id of"),
        ("beds", True, "a whole number"),
        ("shift", "night", "a Shift, found 'night'"),
        ("shift", None, "a Shift, found None"),
        ("since", "2024", "a PartialDate, found '2024'"),
        ("wings", "East", "a tuple of one or more values, found 'East'"),
        ("wings", ["East"], "a tuple of one or more values, found a list of 1"),
        ("wings", (), "a tuple of one or more values, found a list of 0"),
        ("wings", ("East", "East"), "a tuple without repeated values"),
        ("wings", ("East", ""), "1 to 2000 characters"),
        ("wings", ("East", None), "text, found None"),
        ("dates", ("2024",), "a PartialDate, found '2024'"),
        ("nurse", "ghost", "someone alive"),
    ],
)
def test_bad_values_are_refused(name: str, value: object, expected: str) -> None:
    """A value of another type or profile is refused, by the name of its field."""
    with pytest.raises(InvalidValue, match=f"^{name}: expected .*{expected}") as caught:
        Ward(**GOOD | {name: value})
    assert name == caught.value.field


def test_a_changed_copy_is_checked_too() -> None:
    """What cannot be built cannot be reached by changing a record, either."""
    ward = Ward(**GOOD)
    with pytest.raises(InvalidValue, match="beds: expected a whole number"):
        attrs.evolve(ward, beds=Count(-1))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        ward.beds = Count(3)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("expected", "more"),
    [
        ("Ward(id='ward-1', beds=12, shift=<Shift.NIGHT: 'night'>)", {}),
        (
            "Ward(id='ward-1', beds=0, shift=<Shift.NIGHT: 'night'>, wings=('East',))",
            {"beds": 0, "since": None, "wings": ("East",)},
        ),
    ],
)
def test_repr(expected: str, more: dict[str, Any]) -> None:
    """The repr names what is known, and nothing else."""
    assert expected == repr(Ward(**GOOD | more))
