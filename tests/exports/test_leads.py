"""Where an entry comes from: its sources, their words, the edition, and addresses made up."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

import kpbargaining as kp
from kpbargaining.exports.leads import (
    addressed,
    categories_of,
    evidence_of,
    imprint_of,
    iri_of,
    tellings,
    witnesses,
)

Make = Callable[[dict[str, Any]], kp.Dataset]

PAPER = {"kind": "article", "title": "Talks", "publisher": "Post", "voice": "press"}


def test_a_frozen_edition(edition: kp.Dataset) -> None:
    """Of a frozen edition the day is that of the freeze, and the address names its bytes."""
    imprint = imprint_of(edition)
    assert f"edition 2030.1 of acme-record, SHA-256 {edition.digest}" == imprint.edition
    assert date(2030, 7, 2) == imprint.day
    assert "2030-07-02T00:00:00+00:00" == imprint.stamp.isoformat()
    assert re.fullmatch(r"ni:///sha-256;[\w-]{43}", imprint.iri)
    assert ("acme-record", "its readers") == (imprint.name, imprint.author)


def test_what_is_derived_is_not_called_the_edition(edition: kp.Dataset) -> None:
    """A derived dataset says so with its steps, and has an address of its own."""
    derived = edition.as_of("2030-06-01")
    imprint = imprint_of(derived)
    assert imprint.edition.startswith("derived from edition 2030.1 of acme-record, SHA-256")
    assert imprint.edition.endswith(derived.lineage[0])
    assert imprint.iri.startswith("urn:uuid:")
    assert imprint_of(edition.as_of("2030-06-02")).iri != imprint.iri


@pytest.mark.usefixtures("bundled")
def test_a_draft() -> None:
    """Of a draft the day is the last one that its sources speak for."""
    imprint = imprint_of(kp.load("2030.1-draft"))
    assert imprint.edition.startswith("draft 2030.1-draft of acme-record, not frozen, SHA-256")
    assert date(2030, 6, 3) == imprint.day


def test_no_edition(acme: Path) -> None:
    """A dataset of no edition is called so; one in which nothing is dated has the first day."""
    imprint = imprint_of(kp.read(acme))
    assert imprint.edition.startswith("no edition, SHA-256")
    assert date(2030, 6, 3) == imprint.day
    empty = imprint_of(kp.Dataset([], []))
    assert "no edition" == empty.edition
    assert date(1970, 1, 1) == empty.day


def test_an_imprint_is_printable(uncanny: kp.Dataset) -> None:
    """What a record could not hold is told as escapes: no control leaves with a title."""
    imprint = imprint_of(uncanny)
    assert r"a\x00b\x1b[31m\ufffe\ud800\u202e" == imprint.title
    assert all(str(text).isprintable() for text in imprint)


def test_addresses_that_are_made() -> None:
    """An address is a UUID of version 8; it depends on every part and on nothing else."""
    names = [iri_of("a"), iri_of("b"), iri_of("a", "b"), iri_of("a\ud800")]
    assert 4 == len(set(names))
    form = r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
    assert all(re.fullmatch(form, name) for name in names)
    assert "urn:uuid:b40eaf46-ee59-8452-84b6-f5f12b47f438" == iri_of("record", "acme")


def test_which_evidence_stands_behind_a_field(dataset_of: Make) -> None:
    """What agrees stands first, of that what names a place; then what reads it differently."""
    ds = dataset_of(
        {
            "sources": {"sources": dict.fromkeys("abcd", PAPER)},
            "parties": {
                "people": {
                    "ann": {
                        "name": "Ann",
                        "evidence": [{"from": "a"}, {"from": "b", "at": "paragraph 1"}],
                    }
                }
            },
            "record": {
                "events": {
                    "talk": {
                        "on": "2030-05",
                        "summary": "They talked",
                        "evidence": [
                            {"from": "a", "says": {"on": "2030-06"}, "at": "line 1"},
                            {"from": "b", "for": ["on"]},
                            {"from": "c", "for": ["on", "summary"], "at": "line 2"},
                            {"from": "d", "for": ["summary"], "at": "line 3"},
                        ],
                    }
                }
            },
        }
    )
    assert ["c", "b", "a"] == [item.source for item in evidence_of(ds, "talk", "on")]
    assert ["c", "d"] == [item.source for item in evidence_of(ds, "talk", "summary")]
    assert ["b", "a"] == [item.source for item in evidence_of(ds, "ann", None)]
    assert [] == evidence_of(ds, "nobody", "on")


@pytest.mark.parametrize(
    ("record", "event", "field"),
    [
        ("2030-acme", "bargaining opened", "opened"),
        ("2030-acme/2030-05-06", "session held", "held"),
        ("2030-acme/2030-06-03", "session scheduled", "scheduled"),
        ("2030-acme/2030-06-03", "session held", "held"),
        ("2030-acme/ta-1", "tentative agreement", "held"),
        ("2030-acme/new-2030-06-03", "new", "held"),
    ],
)
def test_which_field_holds_the_date(acme: Path, record: str, event: str, field: str) -> None:
    """The date of an entry is that of the field of its event, in the record or its session."""
    (entry,) = kp.read(acme).timeline().where(record=record, event=event)
    assert field == entry.field


def test_an_entry_of_another_dataset(acme: Path) -> None:
    """Where the record of an entry is not there, nothing tells it."""
    entry = kp.read(acme).timeline()[0]
    assert [] == tellings(kp.Dataset([], []), entry)


def test_what_a_session_dates_has_both_evidences(acme: Path) -> None:
    """An entry that a session dates is told by what speaks of itself and of the session."""
    ds = kp.read(acme)
    (entry,) = ds.timeline().where(record="2030-acme/ta-1")
    assert ["25+6:05bc4f2782201bc8", "12+8:e6b38603f9e11c4e"] == [
        str(item.passage) for item in tellings(ds, entry)
    ]


def test_a_witness_says_what_is_uncertain(acme: Path) -> None:
    """A witness tells whose voice it is, the words, the basis, another reading and the note."""
    ds = kp.read(acme)
    first, second = witnesses(ds, ds.evidence_for("2030-acme/new-2030-05-06"))
    assert "Talks open at Acme; voice: joint; words 21+4:92210e37a87e6107; stated" == str(first)
    assert (
        "voice: joint",
        "words 13+8:c108cc40f970521c",
        "stated",
        "says value = ~5",
        "The story of May counts them",
    ) == second.lines


def test_a_witness_of_doubt() -> None:
    """Weak and doubtful evidence says so, and a source that is not there is told by its id."""
    item = kp.Evidence(
        record="acme",
        source="gone",
        says=(("parties", ("a", "b")),),
        weak=True,
        doubt=kp.Doubt.READING,
        locator="line 1",
        note="Perhaps",
    )
    (witness,) = witnesses(kp.Dataset([], []), [item, item])
    reading = "another reading is possible"
    lines = ("line 1", "stated", "says parties = a; b", "weak", reading, "Perhaps")
    assert ("gone", None, lines) == (witness.title, witness.address, witness.lines)


def test_the_address_of_a_source(acme: Path) -> None:
    """A source without an address is found at that of its carrier, at the words of its extent."""
    ds = kp.read(acme)
    page = attrs.evolve(ds.sources["acme-page"], url="https://acme.example/news")
    others = [source for source in ds.sources if source.id != page.id]
    ds = kp.Dataset([*others, page], [])
    assert ("https://acme.example/news", None) == addressed(ds, page)
    may = ds.sources["acme-may"]
    assert ("https://acme.example/news", may.extent) == addressed(ds, may)
    own = attrs.evolve(may, archived='https://archive.example/{"may"}')
    assert ("https://archive.example/%7B%22may%22%7D", None) == addressed(ds, own)
    assert (None, None) == addressed(kp.read(acme), may)
    assert (None, None) == addressed(kp.Dataset([may], []), may)
    assert (None, None) == addressed(ds, None)


def test_the_categories_of_an_entry(acme: Path) -> None:
    """An entry is sorted by the kind of its record, and by its round where it has one."""
    ds = kp.read(acme)
    found = {entry.event: categories_of(ds, entry) for entry in ds.timeline()}
    assert ("BargainingRound", "2030-acme") == found["bargaining opened"]
    assert ("Session", "2030-acme") == found["session held"]
    union = kp.Organization(
        id="nurses", kind=kp.OrganizationKind.LOCAL_UNION, name="N", since=kp.PartialDate("1990")
    )
    outside = kp.Dataset([union], [])
    assert ("Organization",) == categories_of(outside, outside.timeline()[0])
