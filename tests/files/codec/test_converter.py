"""One value: exactly typed on the way in, plain on the way out, every fault told."""

from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining.files.codec.converter import evidence_plain, structure, to_plain
from kpbargaining.files.codec.faults import Fault, Refused, hint
from kpbargaining.records.bargaining import Session, SessionFormat
from kpbargaining.records.evidence import Basis, Doubt, Evidence, Source, SourceKind, Voice
from kpbargaining.values.passages import Passage
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Count, Id, Text, Url
from kpbargaining.values.when import PartialDate, Span

SESSION = {
    "id": "2030-acme/may",
    "round": "2030-acme",
    "ordinal": 1,
    "held": "2030-05-06/2030-05-08",
    "days": "3",
    "place": "Springfield",
    "format": "in person",
}
SOURCE = {"id": "news", "kind": "story", "title": "Talks", "publisher": "Acme", "voice": "joint"}
EVIDENCE = {"record": "acme", "from": "news"}


def faults(value: Any, declared: Any) -> list[Fault]:
    """Give everything for which a value is refused."""
    with pytest.raises(Refused) as caught:
        structure(value, declared)
    return list(caught.value.faults)


def test_a_record() -> None:
    """A record is read with a value of just the declared type in each field."""
    expected = Session(
        id="2030-acme/may",
        round="2030-acme",
        ordinal=1,
        held=Span("2030-05-06/2030-05-08"),
        days=Quantity("3"),
        place="Springfield",
        format=SessionFormat.IN_PERSON,
    )
    session = structure(SESSION, Session)
    assert expected == session
    assert [type(part) for part in (session.ordinal, session.days, session.format)] == [
        int,
        Quantity,
        SessionFormat,
    ]


@pytest.mark.parametrize(
    ("value", "declared", "expected"),
    [
        (["jo", "al"], tuple[Id, ...] | None, ("jo", "al")),
        (["Springfield"], tuple[Text, ...] | None, ("Springfield",)),
        ("2030", PartialDate | None, PartialDate("2030")),
        ("story", SourceKind, SourceKind.STORY),
        (0, Count, 0),
        (True, bool, True),
        ("0+1:0123456789abcdef", Passage | None, Passage("0+1:0123456789abcdef")),
    ],
)
def test_values(value: object, declared: Any, expected: object) -> None:
    """A value is read as the type that its field declares, a list as a tuple."""
    assert (type(expected), expected) == (
        type(structure(value, declared)),
        structure(value, declared),
    )


@pytest.mark.parametrize(
    ("value", "declared", "expected", "found"),
    [
        (True, Count | None, "a whole number from 0 to 1,000,000", "True"),
        ("3", Count, "a whole number from 0 to 1,000,000", "'3'"),
        (10**300, Count, "a whole number from 0 to 1,000,000", "a number of 997 bits"),
        (0, bool, "true or false", "0"),
        ("Joint", Basis, "one of 'stated', 'completed', 'derived'", "'Joint'"),
        (["stated"], Basis, "one of 'stated', 'completed', 'derived'", "a list of 1"),
        (None, Text | None, "text", "None"),
        ("jo", tuple[Id, ...] | None, "a list of one or more values", "'jo'"),
        ([], tuple[Id, ...], "a list of one or more values", "a list of 0"),
        (["a", "b", "a"], tuple[Id, ...], "a list without repeated values", "a list of 3"),
        ("a b", Url, "an http or https address without blanks or credentials", "'a b'"),
        ({}, Span, "a span as A/B, A/.. (still going on), A/ (end not known) or", "an object"),
    ],
)
def test_one_fault(value: object, declared: Any, expected: str, found: str) -> None:
    """A refused value says what was expected and what was found."""
    (fault,) = faults(value, declared)
    assert ("value", "", found) == (fault.code, fault.path, fault.found)
    assert fault.expected.startswith(expected)


def test_faults_of_a_list() -> None:
    """Each refused value of a list is a fault of its own, with its place."""
    expected = ["[0]", "[2]"]
    assert expected == [fault.path for fault in faults([1, "jo", "a b"], tuple[Id, ...])]


def test_every_fault_of_a_record() -> None:
    """Every fault of a record is told: values, keys that are missing, keys that nothing reads."""
    plain = SOURCE | {"kind": "novel", "pages": 1.0, "senders": ["jo", 2], "publised": "2030"}
    del plain["voice"]
    assert {
        ("value", ".kind"),
        ("missing-key", ".voice"),
        ("value", ".pages"),
        ("value", ".senders[1]"),
        ("unknown-key", ".publised"),
    } == {fault[:2] for fault in faults(plain, Source)}


def test_a_missing_key() -> None:
    """Of a key that is missing it is said so, and nothing is made up as found."""
    expected = [Fault("missing-key", ".from", "the key", "no such key")]
    assert expected == faults({"record": "acme"}, Evidence)


@pytest.mark.parametrize(
    ("key", "declared", "nearest"),
    [
        ("pags", Source, "pages"),
        ("held_on", Session, "held"),
        ("word", Evidence, "words"),
        ("passage", Evidence, None),
        ("__class__", Source, None),
    ],
)
def test_unknown_keys(key: str, declared: type, nearest: str | None) -> None:
    """A key that nothing reads names the nearest keys of its object, and nothing from the code."""
    samples: dict[type, dict[str, Any]] = {Source: SOURCE, Session: SESSION, Evidence: EVIDENCE}
    expected = f"known keys only (nearest: {nearest})" if nearest else "known keys only"
    assert [Fault("unknown-key", f".{key}", expected, repr(key))] == faults(
        {**samples[declared], key: 1}, declared
    )


def test_an_id_of_another_round() -> None:
    """An id that does not fit the round is a fault of the record itself."""
    (fault,) = faults(SESSION | {"id": "2031-acme/may"}, Session)
    assert ("value", "", "'2031-acme/may'") == (fault.code, fault.path, fault.found)


def test_hints() -> None:
    """A hint names the nearest known names, and is empty where none is near or it is no name."""
    assert " (nearest: place)" == hint("plce", ["held", "place"])
    assert ["", "", ""] == [hint("xyz", ["held"]), hint(3, ["held"]), hint(None, [])]


def test_plain_records() -> None:
    """A record becomes its fields in class order, without those that hold None."""
    session = structure(dict(reversed(SESSION.items())), Session)
    assert list(SESSION.items()) == list(to_plain(session).items())
    assert {str, int} == {type(value) for value in to_plain(session).values()}
    source = Source(
        id="news",
        kind=SourceKind.STORY,
        title="Talks",
        publisher="Acme",
        voice=Voice.JOINT,
        senders=("jo", "al"),
    )
    assert {**SOURCE, "senders": ["jo", "al"]} == kp.to_plain(source)


@pytest.mark.parametrize("given", ["news", None, 1, [], SOURCE, Evidence])
def test_what_is_no_record(given: Any) -> None:
    """What is no record is refused with a word on what would be one."""
    with pytest.raises(kp.InvalidValue, match=r"expected a record, such as ds\[id\]"):
        kp.to_plain(given)


def test_plain_evidence() -> None:
    """Evidence becomes the keys of the files, in their order, without what goes without saying."""
    full = Evidence(
        record="acme",
        source="news",
        fields=("held",),
        says=(
            ("ordinal", 2),
            ("format", SessionFormat.VIRTUAL),
            ("days", Quantity("~3")),
            ("places", ("A", "B")),
        ),
        open=("held", "days"),
        weak=True,
        basis=Basis.DERIVED,
        doubt=Doubt.NUMBER,
        attests=PartialDate("2030-05-07"),
        also=("page",),
        locator="p. 4",
        passage=Passage("0+1:0123456789abcdef"),
        quote="met",
        note="why",
    )
    assert [
        ("from", "news"),
        ("words", "0+1:0123456789abcdef"),
        ("quote", "met"),
        ("at", "p. 4"),
        ("for", ["held"]),
        ("says", {"ordinal": 2, "format": "virtual", "days": "~3", "places": ["A", "B"]}),
        ("open", ["held", "days"]),
        ("weak", True),
        ("basis", "derived"),
        ("doubt", "it may be fewer, or the same as another"),
        ("attests", "2030-05-07"),
        ("also", ["page"]),
        ("note", "why"),
    ] == list(evidence_plain(full).items())
    assert {str} == {type(name) for name in evidence_plain(full)["says"]}
    assert str is type(evidence_plain(full)["says"]["format"])
    assert {"from": "news"} == evidence_plain(Evidence(record="acme", source="news"))
