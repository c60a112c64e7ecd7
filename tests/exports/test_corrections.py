"""What editions took back of what earlier ones said, as a feed."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

import kpbargaining as kp
from kpbargaining.exports.corrections import corrections_of
from kpbargaining.publishing.freezing import add_erratum
from kpbargaining.store.provenance import Provenance

Read = Callable[[bytes], Any]


def edited(folder: Path, file: str, old: str, new: str) -> None:
    """Replace what stands in a data file."""
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def editions(frozen: Path) -> list[kp.Dataset]:
    """Two editions: a day, a title and an id are corrected, a figure is gone, a place is new."""
    errors = {
        "2030-acme/2030-05-06": ("held", "The talks began on 7 May"),
        "2030-acme/total-2030-06-03": ("id", "It is nobody's total"),
        "acme-hospitals": ("name", "It is called otherwise"),
    }
    for record, (field, error) in errors.items():
        add_erratum(frozen, "2030.1", kp.Erratum(record=record, field=field, error=error))
    edited(frozen, "rounds/2030-acme.json", "2030-05-06/2030-05-08", "2030-05-07/2030-05-08")
    edited(
        frozen, "rounds/2030-acme.json", '"ta-1": {', '"ta-lifts": {"formerly": ["2030-acme/ta-1"],'
    )
    edited(frozen, "sources.json", "Talks move on at Acme", "Talks go on at Acme")
    path = frozen / "rounds/2030-acme.json"
    held = json.loads(path.read_text("utf-8"))
    del held["figures"]["total-2030-06-03"]
    path.write_text(json.dumps(held), "utf-8")
    kp.write(kp.read(frozen), frozen)
    kp.freeze(frozen, "2030.2", "2030-08-02")
    return [kp.load("2030.1"), kp.load("2030.2")]


def entry_of(feed: Any, title: str) -> Any:
    """Give the one entry of that title."""
    (entry,) = (each for each in feed.entries if each.title == title)
    return entry


def test_each_correction_is_an_entry(read: Read, editions: list[kp.Dataset]) -> None:
    """What was changed, renamed or removed is told, and how much in all; the latest first."""
    feed = read(corrections_of(editions))
    assert [
        "Edition 2030.2",
        "acme-june: title changed",
        "2030-acme/2030-05-06: held changed",
        "2030-acme/ta-lifts: id renamed",
        "2030-acme/total-2030-06-03 is gone",
        "acme-hospitals: name is wrong in edition 2030.1",
        "Edition 2030.1",
    ] == [entry.title for entry in feed.entries]
    assert "Corrections: Bargaining record of Acme Hospitals" == feed.feed.title
    assert "2030-08-02T00:00:00Z" == feed.feed.updated


def test_a_changed_value(read: Read, editions: list[kp.Dataset]) -> None:
    """A changed value is told as it was and is, with the reason and the evidence of the new one."""
    entry = entry_of(read(corrections_of(editions)), "2030-acme/2030-05-06: held changed")
    words = "words 12+8:e6b38603f9e11c4e; stated"
    assert [
        "In edition 2030.1: 2030-05-06/2030-05-08",
        "In edition 2030.2: 2030-05-07/2030-05-08",
        "Why: The talks began on 7 May",
        f"Talks open at Acme; voice: joint; {words}",
        f"Cite: 2030-acme/2030-05-06, edition 2030.2 of acme-record, SHA-256 {editions[1].digest}",
    ] == entry.paragraphs
    assert ["sessions", "changed", "erratum"] == [tag.term for tag in entry.tags]
    assert "2030-08-02T00:00:00Z" == entry.updated


def test_a_removed_record(read: Read, editions: list[kp.Dataset]) -> None:
    """What is gone is told with the reason, and with the evidence that it had."""
    entry = entry_of(read(corrections_of(editions)), "2030-acme/total-2030-06-03 is gone")
    assert [
        "In edition 2030.1: it was there",
        "In edition 2030.2: it is gone",
        "Why: It is nobody's total",
    ] == entry.paragraphs[:3]
    assert "words 28+4:d0133136180211eb" in entry.paragraphs[3]
    assert f"edition 2030.1 of acme-record, SHA-256 {editions[0].digest}" in entry.paragraphs[4]


def test_a_source_stands_behind_what_is_said_of_it(read: Read, editions: list[kp.Dataset]) -> None:
    """A corrected title leads to the source itself."""
    entry = entry_of(read(corrections_of(editions)), "acme-june: title changed")
    told = entry.paragraphs
    assert "In edition 2030.2: Talks go on at Acme" == told[1]
    assert "Talks go on at Acme; the source itself; voice: joint" == told[3]
    assert ["sources", "changed"] == [tag.term for tag in entry.tags]


def test_a_value_that_is_gone(read: Read, frozen: Path) -> None:
    """A value that became none is told as none, and one that was learnt is only counted."""
    edited(frozen, "rounds/2030-acme.json", '      "scheduled": "2030-06-03/2030-06-03",\n', "")
    edited(frozen, "rounds/2030-acme.json", '"for": ["scheduled"]', '"for": ["scheduled", "days"]')
    edited(
        frozen,
        "rounds/2030-acme.json",
        '"held": "2030-06-03/2030-06-03",\n',
        '"held": "2030-06-03/2030-06-03",\n      "days": "1",\n',
    )
    kp.freeze(frozen, "2030.2", "2030-08-02")
    feed = read(corrections_of([kp.load("2030.1"), kp.load("2030.2")]))
    gone = entry_of(feed, "2030-acme/2030-06-03: scheduled changed")
    assert "In edition 2030.2: none" == gone.paragraphs[1]
    assert [
        "It has 15 records. Since edition 2030.1: 2 changed, 1 re-sourced.",
        "Corrections of what edition 2030.1 said: 1.",
    ] == feed.entries[0].paragraphs[:2]


def test_an_erratum_that_is_not_mended(read: Read, editions: list[kp.Dataset]) -> None:
    """A known error that no change tells of has an entry of the edition that has it."""
    title = "acme-hospitals: name is wrong in edition 2030.1"
    entry = entry_of(read(corrections_of(editions)), title)
    assert [
        "Known error: It is called otherwise",
        "Edition 2030.2 has no other value for it.",
    ] == entry.paragraphs[:2]
    assert "2030-07-02T00:00:00Z" == entry.updated
    entry = entry_of(read(corrections_of(editions[:1])), title)
    assert "The next edition mends it." == entry.paragraphs[1]


def test_an_uncanny_erratum(read: Read, uncanny: kp.Dataset) -> None:
    """An erratum made by hand that holds what XML cannot is told with escapes, and only once."""
    about = uncanny.index.provenance.publication
    assert about is not None
    erratum = kp.Erratum(record="2030-acme/may-0", field="held", error="a\x00\ufffe")
    errata = attrs.evolve(about, errata=(erratum, erratum))
    edition = kp.Dataset(uncanny.records(), [], Provenance(publication=errata))
    first, _ = read(corrections_of([edition])).entries
    assert r"Known error: a\x00\ufffe" == first.paragraphs[0]


def test_an_edition_that_changes_nothing(read: Read, frozen: Path) -> None:
    """Two equal editions have an entry each, and no correction."""
    kp.freeze(frozen, "2030.2", "2030-08-02")
    feed = read(corrections_of([kp.load("2030.1"), kp.load("2030.2")]))
    assert ["Edition 2030.2", "Edition 2030.1"] == [entry.title for entry in feed.entries]
    assert "Since edition 2030.1: nothing changed." in feed.entries[0].paragraphs[0]
    assert ["It has 15 records.", "No edition was before it."] == feed.entries[1].paragraphs[:2]


def test_entries_keep_their_ids(read: Read, editions: list[kp.Dataset]) -> None:
    """When an edition is added, what was told of the earlier ones keeps its ids."""
    first, both = (read(corrections_of(each)) for each in (editions[:1], editions))
    kept = {entry.id for entry in first.entries} & {entry.id for entry in both.entries}
    assert 2 == len(kept)
    assert first.feed.id == both.feed.id


def test_what_is_no_list_of_editions(editions: list[kp.Dataset], acme: Path) -> None:
    """Anything but frozen editions, the oldest first and each once, is refused."""
    old, new = editions
    wrong: list[tuple[Any, str]] = [
        (None, "a list of loaded editions"),
        (old, "a loaded edition"),
        (["2030.1"], "a loaded edition"),
        ([], "found 'none'"),
        ([new, old], "from the oldest to the newest.*2030.2, 2030.1"),
        ([old, old], "each once"),
        ([old.as_of("2030-06-01")], "frozen editions"),
        ([kp.read(acme)], "frozen editions"),
        ([kp.load("2030.3-draft")], "frozen editions"),
    ]
    for given, message in wrong:
        with pytest.raises(kp.InvalidValue, match=message):
            corrections_of(given)
