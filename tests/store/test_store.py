"""The store: all records and the evidence for them, equal by what they hold."""

import copy
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import ANY

import pytest

from kpbargaining.errors import InvalidValue, UnknownName
from kpbargaining.files.folders import read
from kpbargaining.records.bargaining import Outcome
from kpbargaining.records.evidence import Evidence
from kpbargaining.records.kinds import KINDS
from kpbargaining.records.parties import Person
from kpbargaining.store.provenance import Provenance, Publication
from kpbargaining.store.store import Store, derived, opened
from kpbargaining.tables.collection import Collection
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.when import PartialDate, Span

TALKS = read(Path(__file__).parents[1] / "samples" / "talks")
RECORDS = list(TALKS.records())
EVIDENCE = list(TALKS.evidence)


def test_evidence_for_a_record() -> None:
    """All evidence for a record is given, in the order in which it stands beside it."""
    found = TALKS.evidence_for("2024-acme/2024-05-14")
    assert ["march-bulletin", "may-story", "june-letter"] == [item.source for item in found]
    assert "pieces of evidence" == found.title
    assert 0 == len(TALKS.evidence_for("topic-pay"))


def test_evidence_for_a_field() -> None:
    """Evidence for a field is what agrees with it, and every reading of it."""
    held = TALKS.evidence_for("2024-acme/2024-05-14", "held")
    assert ["may-story", "june-letter"] == [item.source for item in held]
    assert [False, True] == ["held" in item.readings for item in held]
    assert 0 == len(TALKS.evidence_for("2024-acme/2024-05-14", "format"))


def test_a_piece_of_evidence_can_agree_and_read() -> None:
    """Evidence that agrees with one field and reads another is evidence for both."""
    session = "2024-acme/2024-03-05"
    both = next(iter(TALKS.evidence_for(session, "days")))
    assert both in list(TALKS.evidence_for(session, "place"))


@pytest.mark.parametrize(
    ("expected", "name", "field"),
    [
        (
            "no id '2024-acme/2024-05-15'; nearest: 2024-acme/2024-05-14",
            "2024-acme/2024-05-15",
            None,
        ),
        ("no fact field 'hled'; nearest: held", "2024-acme/2024-05-14", "hled"),
        ("no fact field 'round'", "2024-acme/2024-05-14", "round"),
        ("no fact field ''", "2024-acme/2024-05-14", ""),
        ("no fact field 'topics'", "2024-acme/ta-2", "topics"),
    ],
)
def test_evidence_for_nothing(expected: str, name: str, field: str | None) -> None:
    """An id or a fact field that there is not is named with the nearest; keys need no evidence."""
    with pytest.raises(UnknownName, match=expected):
        TALKS.evidence_for(name, field)


def test_equality() -> None:
    """Stores are equal if their records are, and the evidence beside each, in its order."""
    assert TALKS == Store(reversed(RECORDS), EVIDENCE)
    by_record = sorted(EVIDENCE, key=lambda item: item.record)
    assert TALKS == Store(RECORDS, by_record)
    assert TALKS != Store(RECORDS[1:], EVIDENCE)
    assert TALKS != Store(RECORDS, EVIDENCE[1:])
    assert TALKS != Store(RECORDS, reversed(EVIDENCE))
    assert TALKS != RECORDS
    with pytest.raises(TypeError, match="unhashable"):
        hash(TALKS)


def test_equality_with_something_else() -> None:
    """What is no store says itself whether it is equal to one."""
    assert TALKS == ANY


def test_nothing_leaks() -> None:
    """What one does to what a store was made of, or gives away, does not reach it."""
    records, evidence = list(RECORDS), list(EVIDENCE)
    store = Store(records, evidence)
    records.clear()
    evidence.clear()
    store.evidence.to_dicts().clear()
    store.evidence_for("2024-acme").to_columns().clear()
    assert TALKS == store
    for name in ("evidence", "digest", "index", *(kind.plural for kind in KINDS)):
        with pytest.raises(AttributeError):
            setattr(store, name, ())


@pytest.mark.parametrize(
    "carried",
    [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))],  # noqa: S301 (our own bytes)
    ids=["copy", "deepcopy", "pickle"],
)
def test_a_store_travels(carried: Callable[[Any], Any]) -> None:
    """A copy of a store, also in another process, answers the same, asked before or not."""
    asked = Store(RECORDS, EVIDENCE)
    asked.index.referrers("2024-acme")
    for store in (Store(RECORDS, EVIDENCE), asked):
        again = carried(store)
        assert store == again
        assert store["2024-acme/ta-2"] == again["2024-acme/ta-2"]
        assert store.index.referrers("2024-acme") == again.index.referrers("2024-acme")
        assert store.evidence == again.evidence


def test_an_empty_store() -> None:
    """A store of nothing answers every question with nothing."""
    empty = Store([], [])
    assert 0 == len(empty) == len(list(empty.records())) == len(empty.evidence)
    assert "2024-acme" not in empty
    assert empty == Store([], [])
    assert Collection(Outcome, (), "outcomes") == empty.outcomes


def test_evidence_of_no_record_is_kept() -> None:
    """Evidence about a record that is not there, which a check finds, is part of the store."""
    lost = Evidence(record="lost", source="may-story")
    store = Store(RECORDS, [*EVIDENCE, lost])
    assert lost in list(store.evidence)
    assert TALKS != store


@pytest.mark.parametrize(
    ("expected", "item"),
    [
        ("a piece of evidence; records come first, evidence second", "may-story"),
        ("a piece of evidence; records come first, evidence second", None),
        (
            "a Span for held of 2024-acme/2024-05-14, by may-story, found '2024'",
            Evidence(record="2024-acme/2024-05-14", source="may-story", says=(("held", "2024"),)),
        ),
        (
            "a Span for held of 2024-acme/2024-05-14, by may-story, found ",
            Evidence(
                record="2024-acme/2024-05-14",
                source="may-story",
                says=(("held", PartialDate("2024")),),
            ),
        ),
        (
            "a tuple of one or more values for parties of 2024-acme, by may-story",
            Evidence(record="2024-acme", source="may-story", says=(("parties", "nurses"),)),
        ),
        (
            "days from 0 to 3660 for days of 2024-acme/2024-05-14, by may-story, found ",
            Evidence(
                record="2024-acme/2024-05-14",
                source="may-story",
                says=(("days", Quantity("5000")),),
            ),
        ),
        (
            "a date in the years 1800 to 2199 for since of nurses-united, by may-story, found ",
            Evidence(
                record="nurses-united", source="may-story", says=(("since", PartialDate("0001")),)
            ),
        ),
        *(
            ("a fact field of topic-pay, by may-story (there are: none), found 'name'", item)
            for item in (
                Evidence(record="topic-pay", source="may-story", fields=("name",)),
                Evidence(record="topic-pay", source="may-story", says=(("name", "Pay"),)),
            )
        ),
        (
            "a fact field of nurses-united, by may-story (there are: also_known_as, parent,",
            Evidence(record="nurses-united", source="may-story", fields=("qq",)),
        ),
    ],
)
def test_evidence_that_no_record_could_carry(expected: str, item: Any) -> None:
    """What is no evidence, or says what its field could never hold, is refused."""
    with pytest.raises(InvalidValue) as caught:
        Store(RECORDS, [*EVIDENCE, item])
    assert str(caught.value).partition("expected ")[2].startswith(expected)


@pytest.mark.parametrize(
    ("where", "item"),
    [
        ("fields", Evidence(record="topic-pay", source="may-story", fields=("name",))),
        ("says", Evidence(record="topic-pay", source="may-story", says=(("name", "Pay"),))),
    ],
)
def test_where_it_says_so(where: str, item: Evidence) -> None:
    """Of evidence that is refused it is told whether it agrees with the field or reads it."""
    with pytest.raises(InvalidValue) as caught:
        Store(RECORDS, [item])
    assert where == caught.value.field


def test_readings_that_a_record_could_carry() -> None:
    """A reading that its field could hold is taken, and one of a record that is not there."""
    said: list[tuple[str, tuple[tuple[str, Any], ...]]] = [
        ("2024-acme/2024-05-14", (("held", Span("2024-05-14/2024-05-15")),)),
        ("nobody", (("held", "2024"),)),
    ]
    items = [Evidence(record=name, source="may-story", says=says) for name, says in said]
    assert 2 == len(Store(RECORDS, items).evidence)


def test_evidence_on_one_of_two_of_one_id() -> None:
    """Where two kinds have one id, which a check finds, evidence can be on the facts of either."""
    twin = Person(id="nurses-united", name="Nurse United")
    item = Evidence(record="nurses-united", source="may-story", fields=("title",))
    assert item in list(Store([*RECORDS, twin], [*EVIDENCE, item]).evidence)


def test_where_it_comes_from() -> None:
    """A store made of records was read from nothing; a derived one remembers each step."""
    store = Store(RECORDS, EVIDENCE)
    assert (None, None, ()) == (store.edition, store.digest, store.lineage)
    once = derived(store, RECORDS, EVIDENCE, "a step", frozenset({"x"}))
    twice = derived(once, RECORDS, EVIDENCE, "another")
    assert ("a step", "another") == twice.lineage
    assert frozenset({"x"}) == twice.index.provenance.added
    assert Store is type(twice)


def test_an_edition_is_told() -> None:
    """What was read as an edition has its name, and so does every collection of it."""
    about = Publication(
        name="acme-record",
        title="The record",
        author="its readers",
        licence="CC-BY-4.0",
        edition="2030.1",
        frozen=None,
    )
    store = Store(RECORDS, EVIDENCE, Provenance(publication=about))
    assert "2030.1" == store.edition
    assert {"title": "The record", "edition": "2030.1"} == store.sessions.origin


def test_the_evidence_opens_in_a_notebook() -> None:
    """In a notebook the id of a record opens, and shows what each piece of evidence says."""
    shown = Store(RECORDS, EVIDENCE).sessions._repr_html_()
    assert "<details><summary>2024-acme/2024-03-05</summary>" in shown
    assert "joint, Ten more agreements" in shown


class Waiting:
    """What has been read of a store so far, step by step."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def records(self) -> list[Any]:
        """Read the records."""
        self.read.append("records")
        return RECORDS

    def evidence(self) -> list[Evidence]:
        """Read all evidence."""
        self.read.append("evidence")
        return EVIDENCE

    def about(self, record_id: str) -> list[Evidence]:
        """Read the evidence about one record."""
        self.read.append(record_id)
        return [item for item in EVIDENCE if item.record == record_id]


def test_what_is_read_when_it_is_asked_for() -> None:
    """The records are read before any evidence, each once; that of one record leaves the rest."""
    waiting = Waiting()
    assert TALKS.evidence == opened(Store, waiting, Provenance()).evidence
    assert ["records", "evidence"] == waiting.read
    waiting = Waiting()
    store = opened(Store, waiting, Provenance())
    assert TALKS.evidence_for("2024-acme") == store.evidence_for("2024-acme")
    assert ["records", "2024-acme"] == waiting.read
    assert TALKS == store
    assert ["records", "2024-acme", "evidence"] == waiting.read


def test_the_digest_is_worked_out_when_asked() -> None:
    """A digest that takes writing the data is worked out at the first question only."""
    made = ["cd" * 32]
    store = Store([], [], Provenance(digest=made.pop))
    assert ["cd" * 32] == made
    assert "cd" * 32 == store.digest == store.digest
    assert [] == made
