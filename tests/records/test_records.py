"""Records: small frozen values that refuse to be impossible."""

import copy
import pickle
import re
from collections.abc import Callable
from enum import StrEnum
from typing import Any

import attrs
import pytest

from kpbargaining.errors import InvalidValue
from kpbargaining.records.evidence import Source
from kpbargaining.records.figures import Figure, Scope
from kpbargaining.records.kinds import BY_CLASS, KINDS, AnyRecord, Kind
from kpbargaining.records.record import Record
from kpbargaining.records.roles import Field, Role
from kpbargaining.values.passages import Passage
from kpbargaining.values.quantity import Quantity, behind
from kpbargaining.values.texts import Count, Digest, Id, Text, Url
from kpbargaining.values.when import PartialDate, Span

EXAMPLES: dict[Any, Any] = {
    Id: "acme",
    Text: "Nurses United",
    Url: "https://acme.example/talks",
    Digest: "0123456789abcdef" * 4,
    Count: 3,
    PartialDate: PartialDate("2024-05"),
    Span: Span("2024-05-14/2024-05-17"),
    Quantity: Quantity("2..3"),
    Passage: Passage("412+9:0123456789abcdef"),
    bool: False,
}
"""A value of each type that a field can have; of a vocabulary, it is the first word."""

WRONG = [None, 7.5, "\n", b"acme", ["acme"], {"acme"}]
"""What is of no field's type."""


def example(field: Field) -> Any:
    """A value for a field: of its class of amounts, of its type, or the first word of them."""
    if field.amount and field.type is Quantity:
        unit = field.amount.written[0]
        value: Any = Quantity(f"2..3{behind(unit)}")
    else:
        value = EXAMPLES[field.type] if field.type in EXAMPLES else next(iter(field.type))
    return (value,) if field.many else value


def values(kind: Kind, *, whole: bool) -> dict[str, Any]:
    """Values for all fields of a kind, or for those only that it cannot do without."""
    taken = [field for field in kind.fields.values() if whole or not field.optional]
    given = {field.name: example(field) for field in taken}
    return given | ({"id": "acme/example"} if "round" in given else {})


RECORDS: list[AnyRecord] = [
    kind.cls(**values(kind, whole=whole)) for kind in KINDS for whole in (False, True)
]
OUTSIDE = [kind.cls for kind in KINDS if not kind.in_rounds and kind.cls is not Source]
INSIDE = [kind.cls for kind in KINDS if kind.in_rounds]
BY_KIND = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


@BY_KIND
def test_a_record_needs_its_keys_only(kind: Kind) -> None:
    """Every fact and everything of ours can be left out, and is None then."""
    record = kind.cls(**values(kind, whole=False))
    assert {None} >= {getattr(record, f.name) for f in kind.fields.values() if f.optional}
    assert set() == {f.role for f in kind.fields.values() if not f.optional} - {Role.KEY}


@BY_KIND
def test_a_record_holds_what_it_is_given(kind: Kind) -> None:
    """A record carries the very values it was built from, in every field."""
    given = values(kind, whole=True)
    assert given == attrs.asdict(kind.cls(**given), recurse=False)


@BY_KIND
@pytest.mark.parametrize("wrong", WRONG, ids=repr)
def test_every_field_is_checked(kind: Kind, wrong: object) -> None:
    """No field takes a value of another type, and the refusal names the field."""
    given = values(kind, whole=True)
    for field in kind.fields.values():
        if not (wrong is None and field.optional):
            with pytest.raises(InvalidValue, match=f"^{field.name}: expected ") as caught:
                kind.cls(**given | {field.name: wrong})
            assert field.name == caught.value.field


@BY_KIND
def test_fields_are_given_by_name(kind: Kind) -> None:
    """A record is built from names, so that fields can be added to its class."""
    cls: Any = kind.cls
    with pytest.raises(TypeError, match="positional"):
        cls(*values(kind, whole=False).values())


@BY_KIND
def test_a_record_is_frozen(kind: Kind) -> None:
    """No field of a record can be set or deleted, and no field be added."""
    record = kind.cls(**values(kind, whole=True))
    for name in (*kind.fields, "status"):
        with pytest.raises(AttributeError):
            setattr(record, name, getattr(record, name, None))
    with pytest.raises(AttributeError):
        del record.id


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
@pytest.mark.parametrize(
    "carried",
    [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))],  # noqa: S301 (our own bytes)
    ids=["copy", "deepcopy", "pickle"],
)
def test_records_travel(record: AnyRecord, carried: Callable[[AnyRecord], AnyRecord]) -> None:
    """A copy of a record, also on the other side of a process, is equal and of its class."""
    again = carried(record)
    assert type(record) is type(again)
    assert (record, hash(record), repr(record)) == (again, hash(again), repr(again))


def test_records_are_equal_if_all_they_say_is() -> None:
    """Records of one class and equal fields are one; a changed field makes another."""
    assert len(set(RECORDS)) == 2 * len(KINDS)
    for record in RECORDS:
        again = attrs.evolve(record)
        assert record == again
        assert record is not again
        assert record != attrs.evolve(record, id=f"{record.id}-2")


@pytest.mark.parametrize("cls", [Record, Source])
def test_a_record_is_shown_as_it_is_built(cls: type) -> None:
    """The repr names the class and starts with the id."""
    shown = [repr(record) for record in RECORDS if isinstance(record, cls)]
    assert shown
    assert all(text.partition("(id='acme")[0].isidentifier() for text in shown)


@pytest.mark.parametrize("cls", OUTSIDE, ids=lambda cls: cls.__name__)
def test_what_belongs_to_no_round_has_no_round_in_its_id(cls: Any) -> None:
    """A record outside of the rounds has no / in its id."""
    with pytest.raises(InvalidValue, match=r"^id: expected an id without /, found 'acme/beds'"):
        cls(**values(BY_CLASS[cls], whole=False) | {"id": "acme/beds"})


@pytest.mark.parametrize("cls", INSIDE, ids=lambda cls: cls.__name__)
@pytest.mark.parametrize("name", ["acme", "2024-acme/beds", "acme-2/beds", "acmebeds"])
def test_what_belongs_to_a_round_is_named_for_it(cls: Any, name: str) -> None:
    """The id of a record inside a round starts with the round's id and a /."""
    given = values(BY_CLASS[cls], whole=False) | {"id": name, "round": "acme"}
    with pytest.raises(InvalidValue, match=f"^id: expected an id of .*, found '{name}'"):
        cls(**given)


@pytest.mark.parametrize(
    ("expected", "name", "home"),
    [
        ("an id of the form <round>/<name>, found 'beds'", "beds", "2024-acme"),
        ("an id of the form <round>/<name>, found '2021-acme/beds'", "2021-acme/beds", "2024-acme"),
        ("an id without /, found '2024-acme/beds'", "2024-acme/beds", None),
    ],
)
def test_the_refusal_of_an_id_says_what_is_due(expected: str, name: str, home: str | None) -> None:
    """An id that does not fit its round is refused with the form that would."""
    with pytest.raises(InvalidValue, match=expected):
        figure(name, home)


@pytest.mark.parametrize(
    ("name", "home"),
    [("beds", None), ("2024-acme/beds", "2024-acme"), ("2024-acme/beds/icu", "2024-acme")],
)
def test_what_can_live_inside_a_round_or_outside(name: str, home: str | None) -> None:
    """A number belongs to a round or to none, as its id says."""
    assert home == figure(name, home).round


def figure(name: str, home: str | None) -> Figure:
    """A reported number of beds."""
    return Figure(
        id=name,
        round=None if home is None else home,
        about="acme",
        metric="metric-beds",
        scope=Scope.LEVEL,
    )


def test_vocabularies_speak_plainly() -> None:
    """The words of a vocabulary are lower-case words, each once."""
    types = {field.type for kind in KINDS for field in kind.fields.values()}
    vocabularies = [t for t in types if isinstance(t, type) and issubclass(t, StrEnum)]
    assert len(vocabularies) > 5
    for vocabulary in vocabularies:
        words = [member.value for member in vocabulary]
        assert words == [word.lower() for word in words]
        assert len(words) == len(vocabulary.__members__)
        assert all(re.fullmatch("[a-z]+(?:[ -][a-z]+)*", word) for word in words)
