"""The store: all tables together, lookup over all kinds, evidence, and who refers to whom."""

import copy
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

from kpbargaining.errors import UnknownName
from kpbargaining.files.folders import read
from kpbargaining.records.bargaining import Called, Outcome, Session
from kpbargaining.records.evidence import Evidence
from kpbargaining.records.kinds import KINDS
from kpbargaining.store.store import CERTAINTIES, Store, is_certain
from kpbargaining.store.tables import Collection
from kpbargaining.values.texts import Id, Text

TALKS = read(Path(__file__).parents[1] / "samples" / "talks")
RECORDS = list(TALKS.records())
EVIDENCE = list(TALKS.evidence)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.plural)
def test_every_kind_has_its_collection(kind: Any) -> None:
    """The records of a kind are an attribute named for them in the plural."""
    found = getattr(TALKS, kind.plural)
    assert isinstance(found, Collection)
    assert found is TALKS.of(kind.cls)
    assert kind.plural == found.title
    assert [r for r in RECORDS if type(r) is kind.cls] == list(found)


def test_the_view_of_tentative_agreements() -> None:
    """The tentative agreements are the outcomes that their sources call so, in their order."""
    called = [o.id for o in TALKS.outcomes if o.called is Called.TENTATIVE_AGREEMENT]
    assert 0 < len(called) < len(TALKS.outcomes)
    assert called == list(TALKS.tentative_agreements.ids)


def test_no_collection_of_what_is_no_kind() -> None:
    """A class that is no kind of record has no collection, and the nearest kind is named."""

    class Sessions:
        """What looks like a kind."""

    cls: Any = Sessions
    with pytest.raises(UnknownName, match="no kind 'Sessions'; nearest: Session") as caught:
        TALKS.of(cls)
    assert "kind" == caught.value.what


def test_records_come_kind_by_kind() -> None:
    """All records come in the order of the kinds, each kind in its own order, each record once."""
    plurals = [kind.cls for kind in KINDS]
    places = [plurals.index(type(record)) for record in RECORDS]
    assert sorted(places) == places
    assert 33 == len(RECORDS) == len(TALKS) == len({record.id for record in RECORDS})
    assert ["2024-acme/ta-2", "2024-acme/ta-10"] == [r.id for r in RECORDS if "/ta-" in r.id]


def test_a_record_is_found_among_all_kinds() -> None:
    """An id gives its record whatever its kind, says whether there is one, or gives None."""
    assert "Nurses United" == getattr(TALKS["nurses-united"], "name", None)
    assert isinstance(TALKS["2024-acme/2024-05-14"], Session)
    assert "2024-acme/ta-2" in TALKS
    assert "2024-acme/ta-3" not in TALKS
    assert TALKS["nurses-united"] is TALKS.get("nurses-united")
    assert None is TALKS.get("nurses-divided")
    assert None is TALKS.get(None)


@pytest.mark.parametrize(
    ("expected", "name"),
    [
        ("no id 'nurse-united'; nearest: nurses-united", "nurse-united"),
        ("no id 'ta-2'; nearest: 2024-acme/ta-2", "ta-2"),
        ("no id 'quux'$", "quux"),
        ("no id '0'$", 0),
        ("no id 'an object'$", {}),
    ],
)
def test_an_unknown_id(expected: str, name: Any) -> None:
    """A misspelt id is named with the nearest ids of all kinds."""
    with pytest.raises(UnknownName, match=expected) as caught:
        TALKS[name]
    assert "id" == caught.value.what
    assert set(caught.value.nearest) <= {record.id for record in RECORDS}


def test_an_id_that_stands_twice() -> None:
    """Where an id stands twice, which a check finds, both records are kept, and the first given."""
    person = attrs.evolve(TALKS.organizations["nurses-united"], name=Text("Nurses Divided"))
    store = Store([*RECORDS, person], EVIDENCE)
    assert 34 == len(store) == len(list(store.records()))
    assert TALKS["nurses-united"] == store["nurses-united"]


def test_evidence_for_a_record() -> None:
    """All evidence for a record is given, in the order in which it stands beside it."""
    found = TALKS.evidence_for("2024-acme/2024-05-14")
    assert ["march-bulletin", "may-story", "june-letter"] == [item.source for item in found]
    assert "<3 pieces of evidence>" == repr(found)
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


def test_referrers() -> None:
    """The records that refer to another are given once each, kind by kind."""
    pay = TALKS.referrers("2024-acme/pay")
    assert ["2024-acme/pay-table", "2024-acme/rec-lifts"] == [record.id for record in pay]
    session = TALKS.referrers("2024-acme/2024-05-14")
    assert ["Proposal", "Outcome", "Outcome", "Figure", "Figure", "Figure"] == [
        type(record).__name__ for record in session
    ]
    assert () == TALKS.referrers("2024-acme/mediation")
    with pytest.raises(UnknownName, match="no id '2024-acme/pai'; nearest: 2024-acme/pay"):
        TALKS.referrers("2024-acme/pai")


def test_who_refers_twice_is_named_once() -> None:
    """A record that refers to another in two fields is one referrer."""
    again = attrs.evolve(TALKS.outcomes["2024-acme/ta-2"], whom=(Id("2024-acme"),))
    store = Store([record if record.id != again.id else again for record in RECORDS], EVIDENCE)
    assert 1 == [record.id for record in store.referrers("2024-acme")].count(again.id)


def test_rounds() -> None:
    """A round is found by its id, and a misspelt one named with the nearest rounds only."""
    assert "2024 Acme bargaining" == TALKS.round("2024-acme").name
    with pytest.raises(UnknownName, match=r"no round '2024-acne'; nearest: 2024-acme$") as caught:
        TALKS.round("2024-acne")
    assert "round" == caught.value.what
    with pytest.raises(UnknownName, match="no round '2024-acme/pay'"):
        TALKS.round("2024-acme/pay")


def test_everything_in_a_round() -> None:
    """The round comes first, then all that lives inside it, kind by kind, and nothing else."""
    inside = TALKS.in_round("2024-acme")
    assert TALKS["2024-acme"] is inside[0]
    assert {r.id for r in RECORDS if r.id.startswith("2024-acme")} == {r.id for r in inside}
    assert [r for r in RECORDS if r in inside] == list(inside)
    with pytest.raises(UnknownName, match="no round '2024'"):
        TALKS.in_round("2024")


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


def test_nothing_leaks() -> None:
    """What one does to what a store was made of, or gives away, does not reach it."""
    records, evidence = list(RECORDS), list(EVIDENCE)
    store = Store(records, evidence)
    records.clear()
    evidence.clear()
    store.evidence.to_dicts().clear()
    store.evidence_for("2024-acme").to_columns().clear()
    assert TALKS == store
    for name in ("evidence", *(kind.plural for kind in KINDS)):
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
    asked.referrers("2024-acme")
    for store in (Store(RECORDS, EVIDENCE), asked):
        again = carried(store)
        assert store == again
        assert store["2024-acme/ta-2"] == again["2024-acme/ta-2"]
        assert store.referrers("2024-acme") == again.referrers("2024-acme")
        assert store.evidence == again.evidence


def test_an_empty_store() -> None:
    """A store of nothing answers every question with nothing."""
    empty = Store([], [])
    assert 0 == len(empty) == len(list(empty.records())) == len(empty.evidence)
    assert "2024-acme" not in empty
    assert empty == Store([], [])
    assert Collection(Outcome, [], "outcomes") == empty.outcomes


def test_evidence_of_no_record_is_kept() -> None:
    """Evidence about a record that is not there, which a check finds, is part of the store."""
    lost = Evidence(record=Id("lost"), source=Id("may-story"))
    store = Store(RECORDS, [*EVIDENCE, lost])
    assert lost in list(store.evidence)
    assert TALKS != store


@pytest.mark.parametrize("certainty", CERTAINTIES)
def test_two_words_for_certainty(certainty: Any) -> None:
    """What must be so counts certainly, what can be so possibly."""
    assert ("certainly" == certainty) is is_certain(certainty)


def test_no_other_word_for_certainty() -> None:
    """A misspelt certainty is refused, not taken for the other one."""
    word: Any = "certain"
    with pytest.raises(UnknownName, match="no certainty 'certain'; nearest: certainly"):
        is_certain(word)
