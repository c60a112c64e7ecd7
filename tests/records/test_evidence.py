"""Sources, and the evidence that ties them to fields."""

import copy
import pickle
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from kpbargaining.errors import InvalidValue
from kpbargaining.records.evidence import Basis, Doubt, Evidence, Source, SourceKind, Voice
from kpbargaining.values.passages import Passage
from kpbargaining.values.when import PartialDate, Span

DIGEST = "0123456789abcdef"
HELD = Span("2024-05-14/2024-05-17")

SOURCE = Source(
    id="may-story",
    kind=SourceKind.STORY,
    title="Ten more agreements",
    publisher="Nurses United",
    voice=Voice.UNION,
    published=PartialDate("2024-05-20"),
)


def evidence(**more: Any) -> Evidence:
    """What the story of May says about a session."""
    return Evidence(record="2024-acme/2024-05-14", source="may-story", **more)


@pytest.mark.parametrize(
    "carried",
    [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))],  # noqa: S301 (our own bytes)
    ids=["copy", "deepcopy", "pickle"],
)
@pytest.mark.parametrize(
    "value",
    [
        Passage.of(412, 9, DIGEST),
        SOURCE,
        evidence(fields=("held",), passage=Passage.of(412, 9, DIGEST)),
        evidence(says=(("held", HELD),), weak=True, note="Counts one day less"),
    ],
    ids=["passage", "source", "evidence", "reading"],
)
def test_values_travel(value: Any, carried: Callable[[Any], Any]) -> None:
    """A copy, also on the other side of a process, is equal and of the same class."""
    again = carried(value)
    assert type(value) is type(again)
    assert value == again
    assert hash(value) == hash(again)
    assert repr(value) == repr(again)


def test_evidence_that_names_no_field_is_of_the_record() -> None:
    """Evidence agrees with nothing and reads nothing unless it says so; it is stated, not weak."""
    plain = evidence()
    assert {} == plain.readings
    assert not plain.supports("held", HELD)
    assert (Basis.STATED, False, None) == (plain.basis, plain.weak, plain.fields)
    assert ("may-story",) == plain.sources


def test_agreement_supports_whatever_the_record_carries() -> None:
    """Evidence supports the fields that it names, with any value, and no other field."""
    agreeing = evidence(fields=("held", "place"))
    assert agreeing.supports("held", HELD)
    assert agreeing.supports("place", None)
    assert not agreeing.supports("days", None)


def test_a_reading_supports_just_the_value_it_gives() -> None:
    """A reading supports its own value of the field, and no other."""
    reading = evidence(says=(("held", HELD),), fields=("place",))
    assert {"held": HELD} == reading.readings
    assert reading.supports("held", Span("2024-05-14/2024-05-17"))
    assert not reading.supports("held", Span("2024-05-14/2024-05-16"))
    assert not reading.supports("held", None)
    assert not reading.supports("days", None)


def test_readings_cannot_be_changed_from_outside() -> None:
    """What one does to the readings one is given does not reach the evidence."""
    reading = evidence(says=(("held", HELD),))
    reading.readings.clear()
    assert {"held": HELD} == reading.readings
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        reading.weak = True  # type: ignore[misc]


def test_the_sources_it_rests_on() -> None:
    """A derived value rests on its own source first, then on the others."""
    derived = evidence(basis=Basis.DERIVED, also=("june-letter", "march-bulletin"))
    assert ("may-story", "june-letter", "march-bulletin") == derived.sources


def test_a_source_of_which_little_is_known() -> None:
    """A source has a kind, a title, a publisher and a voice; what else is not told is None."""
    told = {"kind": SourceKind.STORY, "title": "Talks", "publisher": "Acme", "voice": Voice.JOINT}
    values: dict[str, Any] = {"id": "news", **told}
    source = Source(**values)
    found = {each.name: getattr(source, each.name) for each in attrs.fields(Source)}
    assert dict.fromkeys(found) | values == found


@pytest.mark.parametrize(
    "says",
    [
        (),
        {"held": HELD},
        [("held", HELD)],
        ("held", HELD),
        (("held",),),
        (("held", HELD, None),),
        (["held", HELD],),
        ((None, HELD),),
        (("held", None),),
        (("held", HELD), ("place", None)),
    ],
    ids=repr,
)
def test_readings_are_pairs(says: Any) -> None:
    """Readings that are not pairs of a field and a value are refused."""
    with pytest.raises(InvalidValue, match=r"^says: expected a tuple of pairs") as caught:
        evidence(says=says)
    assert "says" == caught.value.field


def test_a_reading_that_changes() -> None:
    """A reading that could be changed from outside, such as a list, is refused."""
    with pytest.raises(InvalidValue, match=r"^says: expected values that a field can hold"):
        evidence(says=(("topics", ["topic-pay"]),))


def test_one_reading_for_each_field() -> None:
    """A source that gives one field two values gives them in two pieces of evidence."""
    with pytest.raises(InvalidValue, match=r"^says: expected a tuple with one value for"):
        evidence(says=(("held", HELD), ("held", Span("2024-05-14/2024-05-16"))))


def test_evidence_does_not_contradict_itself() -> None:
    """A source that agrees with a field does not give it another value as well."""
    with pytest.raises(InvalidValue, match=r"^says: expected a field either agreed with or read"):
        evidence(fields=("place", "held"), says=(("held", HELD),))


@pytest.mark.parametrize("names", [("fields",), ("says",), ("fields", "says")])
def test_a_list_that_is_left_open(names: tuple[str, ...]) -> None:
    """A source can leave open the list of a field that it agrees with or reads differently."""
    spoken = {"fields": ("places",), "says": (("by", ("nurses-united",)),)}
    opened = ("places",) * ("fields" in names) + ("by",) * ("says" in names)
    item = evidence(open=opened, **{name: spoken[name] for name in names})
    assert opened == item.open


@pytest.mark.parametrize(
    ("stray", "more"),
    [
        ("by", {"open": ("by",)}),
        ("by", {"open": ("places", "by"), "fields": ("places",)}),
        ("places", {"open": ("places",), "says": (("held", HELD),)}),
    ],
)
def test_only_what_it_speaks_of_is_left_open(stray: str, more: dict[str, Any]) -> None:
    """Evidence that leaves open a field of which it says nothing is refused, naming the field."""
    with pytest.raises(InvalidValue, match=f"fields that this evidence speaks of, found '{stray}'"):
        evidence(**more)


def test_doubt_and_attestation() -> None:
    """Evidence says why it is less sure than it sounds, and on which day the record was so."""
    item = evidence(doubt=Doubt.REACH, attests=PartialDate("2024-05-20"))
    assert (Doubt.REACH, "2024-05-20") == (item.doubt, str(item.attests))
    assert (None, None) == (evidence().doubt, evidence().attests)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("fields", ()),
        ("fields", "held"),
        ("fields", ("held", "held")),
        ("weak", None),
        ("weak", 1),
        ("basis", "derived"),
        ("also", ("May story",)),
        ("passage", f"412+9:{DIGEST}"),
        ("note", ""),
        ("doubt", "it may be fewer, or the same as another"),
        ("attests", "2024-05-20"),
        ("attests", PartialDate("1799")),
        ("open", ()),
        ("open", "places"),
    ],
)
def test_other_evidence_is_refused(name: str, value: object) -> None:
    """Evidence is of the declared types, field by field."""
    with pytest.raises(InvalidValue, match=f"^{name}: expected "):
        evidence(**{name: value})


def test_a_source_needs_its_bibliography_only() -> None:
    """A source is known by id, kind, title, publisher and voice; all else can be unknown."""
    required = {a.name for a in attrs.fields(Source) if a.default is attrs.NOTHING}
    assert {"id", "kind", "title", "publisher", "voice"} == required
    with pytest.raises(
        InvalidValue, match=r"published: expected a PartialDate, as .* found '2024'"
    ):
        attrs.evolve(SOURCE, published="2024")  # type: ignore[arg-type]
