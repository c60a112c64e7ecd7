"""What every record has: one place in which its values are checked, a repr and a text."""

from enum import StrEnum
from typing import Any

import attrs
import pytest
from attrs import field, frozen

from kpbargaining.errors import InvalidValue
from kpbargaining.records.amounts import SHARE, Amount
from kpbargaining.records.record import Checked, assembler, made_again
from kpbargaining.records.roles import fact, key, ours
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Count, Id, Text
from kpbargaining.values.when import PartialDate, Span


class Shift(StrEnum):
    """A small vocabulary."""

    DAY = "day"
    NIGHT = "night"


def no_ghosts(_: object, __: object, value: object) -> None:
    """Refuse one name; what an attribute checks by itself."""
    if value == "ghost":
        raise InvalidValue("someone alive", value, "nurse")


BEDS = Amount(unit="beds", high=400)


@frozen(kw_only=True, repr=False, weakref_slot=False)
class Ward(Checked):
    """A class of records as one would write it on top of this library."""

    id: Id = field(metadata=key("Its name"))
    beds: Count = field(metadata=key("How many beds it has", amount=BEDS))
    shift: Shift = field(metadata=key("When it is open"))
    since: PartialDate | None = field(default=None, metadata=fact("Since when", event="opened"))
    wings: tuple[Text, ...] | None = field(default=None, metadata=fact("Its wings"))
    dates: tuple[PartialDate, ...] | None = field(default=None, metadata=fact("Its dates"))
    closes: Span | None = field(default=None, metadata=fact("When it is closed for a while"))
    load: Quantity | None = field(default=None, metadata=fact("How full it is", amount=SHARE))
    nurse: Any = field(default=None, validator=no_ghosts, metadata=ours("Who runs it"))


GOOD: dict[str, Any] = {"id": "ward-1", "beds": 12, "shift": Shift.NIGHT}


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"since": None, "wings": None, "nurse": 7},
        {"since": PartialDate("2024"), "wings": ("East", "West")},
        {"dates": (PartialDate("2024"), PartialDate("2024-05"))},
        {"since": PartialDate("1800"), "closes": Span("2199-12-31/2199-12-31"), "beds": 400},
        {"closes": Span("2024/.."), "load": Quantity("~98%")},
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
        ("shift", "night", "a Shift, as .* found 'night'"),
        ("shift", None, "a Shift, found None"),
        ("since", "2024", "a PartialDate, as .* found '2024'"),
        ("wings", "East", "a tuple of one or more values, found 'East'"),
        ("wings", ["East"], "a tuple of one or more values, found a list of 1"),
        ("wings", (), "a tuple of one or more values, found a list of 0"),
        ("wings", ("East", "East"), "a tuple without repeated values"),
        ("wings", ("East", ""), "1 to 2000 characters"),
        ("wings", ("East", None), "text, found None"),
        ("dates", ("2024",), "a PartialDate, as .* found '2024'"),
        ("nurse", "ghost", "someone alive"),
        ("since", PartialDate("1799"), "a date in the years 1800 to 2199, found '1799'"),
        ("since", PartialDate("[..1799-12-31]"), "a date in the years 1800 to 2199"),
        ("since", PartialDate("[2200..]"), "a date in the years 1800 to 2199"),
        ("since", PartialDate("0001"), "a date in the years 1800 to 2199"),
        ("closes", Span("2024/2200"), "a date in the years 1800 to 2199"),
        ("dates", (PartialDate("2024"), PartialDate("1799")), "a date in the years .*'1799'"),
        ("beds", 401, "beds from 0 to 400, found '401'"),
        ("load", Quantity("101%"), "percent from 0 to 100, found '101%'"),
        ("load", Quantity("50"), "an amount with %, found '50'"),
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
        attrs.evolve(ward, beds=-1)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        ward.beds = 3  # type: ignore[misc]


def test_what_is_assembled_of_accepted_values() -> None:
    """A record put together in one step is as any other: of its class, equal, frozen, and whole."""
    ward = Ward(**GOOD, wings=("East",))
    values = [getattr(ward, each.name) for each in attrs.fields(Ward)]
    made = assembler(Ward)(values)
    assert made == ward
    assert hash(made) == hash(ward)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        made.beds = 3
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        del made.beds
    with pytest.raises(ValueError, match="not enough values"):
        assembler(Ward)(values[:-1])
    assert type(made) is Ward


def test_which_classes_can_be_assembled() -> None:
    """One field is enough; a class that can have no twin is refused before a record is made."""

    @frozen(kw_only=True, repr=False, eq=False, weakref_slot=False)
    class Wing(Checked):
        id: Id = field(metadata=key("Its name"))

    @frozen(kw_only=True, repr=False, eq=False)
    class Watched(Checked):
        id: Id = field(metadata=key("Its name"))

    assert assembler(Wing)(["east"]) == Wing(id="east")
    with pytest.raises(ValueError, match="too many values"):
        assembler(Wing)(["east", "west"])
    try:
        assembled = assembler(Watched)
    except TypeError:  # before Python 3.12, for its slot for weak references
        return
    assert assembled(["east"]) == Watched(id="east")


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


def test_a_pickle_of_another_version() -> None:
    """What was pickled is made anew: fields that came later are empty, unknown ones are refused."""
    make, (cls, held) = Ward(**GOOD, wings=("East",)).__reduce__()
    assert Ward(**GOOD, wings=("East",)) == make(cls, held)
    assert Ward(**GOOD) == made_again(Ward, GOOD)
    with pytest.raises(InvalidValue, match=r"expected a Ward pickled by this .*, storeys"):
        made_again(Ward, GOOD | {"storeys": 2})
    with pytest.raises(InvalidValue, match="beds: expected a whole number"):
        made_again(Ward, GOOD | {"beds": -1})


def test_text() -> None:
    """The text of a record is its kind and id, then a line for each field that is known."""
    more = {"wings": ("East", "West"), "since": PartialDate("2024")}
    assert "Ward ward-1\n  beds: 12\n  shift: night\n  since: 2024\n  wings: East, West" == str(
        Ward(**GOOD | more)
    )
