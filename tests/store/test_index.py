"""The lookups behind the questions: rounds, referrers, who says so, and what is kept."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

import kpbargaining as kp
from kpbargaining.errors import UnknownName
from kpbargaining.files.folders import read
from kpbargaining.records.bargaining import Session
from kpbargaining.records.figures import Figure
from kpbargaining.records.kinds import BY_CLASS
from kpbargaining.records.parties import Organization
from kpbargaining.store.store import Store

TALKS = read(Path(__file__).parents[1] / "samples" / "talks")
INDEX = TALKS.index
RECORDS = list(TALKS.records())
EVIDENCE = list(TALKS.evidence)


def test_referrers() -> None:
    """The records that refer to another are given once each, kind by kind."""
    pay = INDEX.referrers("2024-acme/pay")
    assert ["2024-acme/pay-table", "2024-acme/rec-lifts"] == [record.id for record in pay]
    session = INDEX.referrers("2024-acme/2024-05-14")
    assert ["Proposal", "Outcome", "Outcome", "Figure", "Figure", "Figure"] == [
        type(record).__name__ for record in session
    ]
    assert () == INDEX.referrers("2024-acme/mediation")
    with pytest.raises(UnknownName, match="no id '2024-acme/pai'; nearest: 2024-acme/pay"):
        INDEX.referrers("2024-acme/pai")


def test_who_refers_twice_is_named_once() -> None:
    """A record that refers to another in two fields is one referrer."""
    again = attrs.evolve(TALKS.outcomes["2024-acme/ta-2"], whom=("2024-acme",))
    store = Store([record if record.id != again.id else again for record in RECORDS], EVIDENCE)
    assert 1 == [record.id for record in store.index.referrers("2024-acme")].count(again.id)


def test_rounds() -> None:
    """A round is found by its id, and a misspelt one named with the nearest rounds only."""
    assert "2024 Acme bargaining" == INDEX.round("2024-acme").name
    with pytest.raises(UnknownName, match=r"no round '2024-acne'; nearest: 2024-acme$") as caught:
        INDEX.round("2024-acne")
    assert "round" == caught.value.what
    with pytest.raises(UnknownName, match="no round '2024-acme/pay'"):
        INDEX.round("2024-acme/pay")


def test_records_of_some_kinds() -> None:
    """A record is found if it is of one of the kinds, and otherwise the nearest of them named."""
    refers = "Organization or Partnership"
    assert TALKS["nurses-united"] is INDEX.one_of(refers, "nurses-united")
    with pytest.raises(UnknownName, match="no organization or partnership '2024-acme'"):
        INDEX.one_of(refers, "2024-acme")
    with pytest.raises(UnknownName, match="no id 'nurse-united'; nearest: nurses-united"):
        INDEX.one_of(refers, "nurse-united")


def test_everything_in_a_round() -> None:
    """The round comes first, then all that lives inside it, kind by kind, and nothing else."""
    inside = INDEX.in_round("2024-acme")
    assert TALKS["2024-acme"] is inside[0]
    assert {r.id for r in RECORDS if r.id.startswith("2024-acme")} == {r.id for r in inside}
    assert [r for r in RECORDS if r in inside] == list(inside)
    with pytest.raises(UnknownName, match="no round '2024'"):
        INDEX.in_round("2024")


def test_records_of_a_round_or_of_all() -> None:
    """The records of a kind are those of a round, or all; a misspelt round is no empty one."""
    assert list(TALKS.sessions) == list(INDEX.of_round(Session, "2024-acme"))
    assert TALKS.sessions is INDEX.of_round(Session, None)
    with pytest.raises(UnknownName, match="no round '2024-acne'; nearest: 2024-acme"):
        INDEX.of_round(Session, "2024-acne")


def test_evidence_by_record_and_by_source() -> None:
    """Each piece of evidence is found by its record and by its source, in its order."""
    assert EVIDENCE == sorted(
        (item for items in INDEX.of_record.values() for item in items), key=EVIDENCE.index
    )
    assert EVIDENCE == sorted(
        (item for items in INDEX.of_source.values() for item in items), key=EVIDENCE.index
    )
    assert {"march-bulletin", "may-story", "june-letter"} == INDEX.of_source.keys()
    assert all(item.source == name for name, items in INDEX.of_source.items() for item in items)


@pytest.mark.parametrize(
    ("expected", "name", "field"),
    [
        (("march-bulletin", "may-story", "june-letter"), "2024-acme/2024-05-14", None),
        (("may-story",), "2024-acme/2024-05-14", "held"),
        (("march-bulletin",), "2024-acme/2024-05-14", "scheduled"),
        ((), "2024-acme/2024-05-14", "format"),
        ((), "topic-pay", None),
    ],
)
def test_who_says_so(expected: tuple[str, ...], name: str, field: str | None) -> None:
    """The sources of a record are named once each; of a field, those that agree with it."""
    assert expected == INDEX.tellers(name, field)


def test_who_says_so_of_nothing() -> None:
    """A record that there is not has no tellers, and is named with the nearest."""
    with pytest.raises(UnknownName, match="no id '2024-acme/2024-05-15'; nearest: 2024-acme/2024"):
        INDEX.tellers("2024-acme/2024-05-15", "held")


def test_the_facts_of_a_record() -> None:
    """The facts of a record are those of its kind."""
    assert BY_CLASS[Organization].facts == INDEX.facts_of("nurses-united")
    with pytest.raises(UnknownName, match="no id 'nurse-united'; nearest: nurses-united"):
        INDEX.facts_of("nurse-united")


def test_what_is_worked_out_is_kept() -> None:
    """What is asked for under a name is worked out the first time only."""
    index, made = Store([], []).index, [1, 2]
    assert 2 == index.once("the last", made.pop) == index.once("the last", made.pop)
    assert 1 == index.once("the first", made.pop)


def test_tables_know_which_ids_there_are() -> None:
    """An answer refuses an id that no record has, and takes one that a record had before."""
    sessions = INDEX.table(Session, TALKS.sessions, "sessions", ["a note"])
    assert (("a note",), "sessions") == (sessions.notes, sessions.title)
    assert 5 == len(sessions.where(round="2024-acme"))
    with pytest.raises(UnknownName, match="no bargaining round '2024-acne'; nearest: 2024-acme"):
        sessions.where(round="2024-acne")


def test_what_a_column_can_be_about() -> None:
    """A column that can be about anything takes the id of any record, and no other."""
    figures = INDEX.table(Figure, TALKS.figures, "figures")
    sessions = {each.about for each in figures} & set(TALKS.sessions.ids)
    assert sessions
    for name in sessions:
        assert {name} == {each.about for each in figures.where(about=name)}
    with pytest.raises(UnknownName, match="no id '2024-acme/2024-05-15'; nearest: 2024-acme/2024"):
        figures.where(about="2024-acme/2024-05-15")


def test_retired_ids_are_looked_up_too() -> None:
    """What is asked about a retired id is answered about the record that had it."""
    records = [
        attrs.evolve(each, formerly=("the-nurses",)) if each.id == "nurses-united" else each
        for each in RECORDS
    ]
    store = Store(records, EVIDENCE)
    assert store.index.tellers("nurses-united") == store.index.tellers("the-nurses") != ()
    assert store.index.referrers("nurses-united") == store.index.referrers("the-nurses") != ()
    assert store.evidence_for("nurses-united") == store.evidence_for("the-nurses")
    assert ["nurses-united", "nurses-united", "nobody"] == [
        store.index.current(name) for name in ("nurses-united", "the-nurses", "nobody")
    ]


def test_the_last_day_that_sources_speak_for(dataset_of: Callable[[Any], Store]) -> None:
    """It is that of the latest source which says more than its own date or a number."""
    days = {
        "flyer": "2030-02-01",
        "paper": "[2030-05-06..2030-09-01]",
        "register": "2031-01-01",
        "list": "2032-01-01",
    }
    source = {"kind": "report", "title": "T", "publisher": "P", "voice": "press"}
    sources: dict[str, Any] = {
        name: source | {"published": day, "evidence": [{"from": name, "for": ["published"]}]}
        for name, day in days.items()
    }
    sources["letter"] = source
    told = [{"from": name} for name in ("letter", "flyer", "paper")]
    union = {"kind": "local union", "name": "Ants", "evidence": told}
    number = {"of": "ants", "scheme": "olms", "value": "012-345"}
    given = {"ants-olms": number | {"evidence": [{"from": "register", "for": ["value"]}]}}
    files = {
        "sources": {"sources": sources},
        "parties": {"organizations": {"ants": union}},
        "identifiers": {"identifiers": given},
    }
    assert date(2030, 5, 6).toordinal() == dataset_of(files).index.last_day
    assert 0 == dataset_of({}).index.last_day


@pytest.mark.usefixtures("frozen")
def test_the_editions_of_the_data() -> None:
    """A frozen edition stands as itself among those of its data, a part or a draft of it beside."""
    edition = kp.load("2030.1")
    (only,) = edition.index.editions
    assert only is edition
    for other in (edition.subset("2030-acme"), kp.load("2030.2-draft")):
        (only,) = other.index.editions
        assert only == edition
        assert only is not other
    assert () == Store([], []).index.editions
