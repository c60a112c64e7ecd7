"""The kinds of record: what their metadata says, and what records refer to."""

from enum import StrEnum
from types import NoneType
from typing import Any, get_args, get_origin

import attrs
import pytest

import kpbargaining as kp
from kpbargaining.records import actions, agreements, bargaining, figures, parties, pay
from kpbargaining.records.bargaining import Outcome, Proposal, Session
from kpbargaining.records.evidence import Source
from kpbargaining.records.figures import Figure, Term
from kpbargaining.records.kinds import BY_CLASS, BY_PLURAL, KINDS, Kind, references
from kpbargaining.records.record import Record
from kpbargaining.records.roles import Field, Role
from kpbargaining.values.texts import Count, Id
from kpbargaining.values.when import PartialDate, Span

FIELDS = [(kind, field) for kind in KINDS for field in kind.fields.values()]
NAMES = [f"{kind.name}.{field.name}" for kind, field in FIELDS]


def is_record(value: object) -> bool:
    """Whether it is a class of records."""
    return isinstance(value, type) and issubclass(value, Record) and value is not Record


def test_every_kind_is_there_once() -> None:
    """Every class of records is a kind, with a collection and a name of its own."""
    modules = (parties, agreements, bargaining, figures, actions, pay)
    classes = {value for module in modules for value in vars(module).values() if is_record(value)}
    assert {kind.cls for kind in KINDS} == {Source, *classes}
    assert len(KINDS) == len(BY_CLASS) == len(BY_PLURAL)
    assert all(BY_CLASS[kind.cls] is kind is BY_PLURAL[kind.plural] for kind in KINDS)
    assert [kind.name for kind in KINDS] == [kind.cls.__name__ for kind in KINDS]


def test_every_kind_is_promised() -> None:
    """Every kind, and every vocabulary of its fields, can be imported from the front door."""
    vocabularies = [
        field.type
        for _, field in FIELDS
        if isinstance(field.type, type) and issubclass(field.type, StrEnum)
    ]
    for cls in [*BY_CLASS, *vocabularies]:
        assert cls is getattr(kp, cls.__name__)


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=NAMES)
def test_a_role_decides_what_a_field_may_be(kind: Kind, field: Field) -> None:
    """A fact can always be not known; what is many is never empty; each field has a meaning."""
    default = getattr(attrs.fields(kind.cls), field.name).default
    assert default in {None, attrs.NOTHING}
    assert field.optional is (default is None)
    assert field.optional is (NoneType in get_args(field.declared))
    assert field.optional or field.role is Role.KEY
    assert field.meaning[0].isupper()
    assert not field.meaning.endswith(".")


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=NAMES)
def test_a_field_says_what_it_holds(kind: Kind, field: Field) -> None:
    """Ids say whose, dates on a timeline are facts, and numbers say what they count."""
    known = {*(k.name for k in KINDS), *kp.Vocabulary, "any"}
    own_name = field.name in {"id", "formerly"}
    assert bool(field.refers) is (field.type is Id and not own_name), kind.name
    assert not field.refers or known.issuperset(field.refers.split(" or "))
    assert not field.event or field.type in {PartialDate, Span}
    assert not field.event or field.role is Role.FACT
    by_its_metric = (kind.name, field.name) == ("Figure", "value")
    assert bool(field.unit) is (field.type in {kp.Quantity, Count} and not by_its_metric)


def test_everything_reported_needs_evidence() -> None:
    """All days and amounts are facts, but the days on which we saw or looked for something."""
    ours = {
        f"{kind.name}.{field.name}"
        for kind, field in FIELDS
        if field.type in {PartialDate, Span, kp.Quantity} and field.role is not Role.FACT
    }
    assert {"Source.retrieved", "Inquiry.on"} == ours


def test_what_a_kind_says_of_its_fields() -> None:
    """The facts, the references and the place in rounds are read from the fields."""
    session = BY_CLASS[Session]
    assert ("Session", "sessions", "rounds", True) == (
        session.name,
        session.plural,
        session.home,
        session.in_rounds,
    )
    assert ("ordinal", "scheduled", "held", "days", "place", "format") == session.facts
    assert ["round"] == [field.name for field in session.refer]
    assert not BY_CLASS[Term].in_rounds
    assert ["parent"] == [field.name for field in BY_CLASS[Term].refer]


def test_what_a_field_says() -> None:
    """A field tells its type, also of each of its values, and what else its metadata holds."""
    topics = BY_CLASS[Outcome].fields["topics"]
    assert (Id, True, True, Role.OURS, "topic") == (
        topics.type,
        topics.many,
        topics.optional,
        topics.role,
        topics.refers,
    )
    assert get_origin(get_args(topics.declared)[0]) is tuple
    held = BY_CLASS[Session].fields["held"]
    assert (Span, False, "session held", "") == (held.type, held.many, held.event, held.refers)
    by = BY_CLASS[Proposal].fields["by"]
    assert (False, "Organization or Committee") == (by.optional, by.refers)


def pairs(record: Any) -> list[tuple[str, str]]:
    """The ids that a record refers to, by the names of the fields."""
    return [(field.name, target) for field, target in references(record)]


def test_references() -> None:
    """A record refers to every id that its fields hold, in their order, and not to itself."""
    proposal = Proposal(
        id="2024-acme/pay",
        round="2024-acme",
        by=("nurses-united", "2024-acme/pay-group"),
        topics=("topic-pay",),
        summary="More",
    )
    assert [
        ("round", "2024-acme"),
        ("by", "nurses-united"),
        ("by", "2024-acme/pay-group"),
        ("topics", "topic-pay"),
    ] == pairs(proposal)
    assert [] == pairs(Term(id="topic-pay", kind=kp.Vocabulary.TOPIC, name="Pay"))
    figure = Figure(id="beds", about="acme", metric="metric-beds", scope=kp.Scope.LEVEL)
    assert [("about", "acme"), ("metric", "metric-beds")] == pairs(figure)


def test_references_of_readings() -> None:
    """What a source says of a record refers to other records than the record does."""
    round_ = kp.BargainingRound(id="acme", name="Talks", parties=("nurses",))
    readings = {"parties": ("clerks", "acme-hospitals"), "approach": "By mail"}
    found = [(field.name, target) for field, target in references(round_, readings)]
    assert [("parties", "clerks"), ("parties", "acme-hospitals")] == found
    assert [] == references(round_, {})


def test_the_dates_of_a_kind() -> None:
    """A kind knows which of its facts are dates or spans; a day that is no fact is none of them."""
    dates = {kind.name: [field.name for field in kind.dates] for kind in KINDS}
    assert ["scheduled", "held"] == dates["Session"]
    assert ["published"] == dates["Source"]
    assert [] == dates["Inquiry"]
