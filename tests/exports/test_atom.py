"""The timeline as a feed, read back by a parser of others, and held to the rules of RFC 4287."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest

import kpbargaining as kp
from kpbargaining.exports.atom import feed_of

ATOM = "{http://www.w3.org/2005/Atom}"
DIV = "{http://www.w3.org/1999/xhtml}div"


Read = Callable[[bytes], Any]


def broken(feed: Element) -> Iterator[str]:
    """Give the rules of RFC 4287 that a feed or an entry of it breaks."""
    entries = feed.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    if len(set(ids)) < len(ids):
        yield "two entries with one id"
    for place in (feed, *entries):
        yield from broken_by_any(place)
    if not feed.findtext(f"{ATOM}author/{ATOM}name"):
        yield "4.1.1: an author of the feed, or of every entry"
    contents = [entry.find(f"{ATOM}content") for entry in entries]
    if None in contents:
        yield "4.1.1.1: a content or an alternate link"
    if any([child.tag for child in each] != [DIV] for each in contents if each is not None):
        yield "4.1.3.3: xhtml is a single div"


def broken_by_any(place: Element) -> Iterator[str]:
    """Give the rules that hold for feeds and for entries and that one of them breaks."""
    for name in ("id", "title", "updated"):
        if len(place.findall(f"{ATOM}{name}")) != 1:
            yield f"4.1: exactly one {name}"
    if not re.fullmatch(r"[a-z]+:\S+", place.findtext(f"{ATOM}id", "")):
        yield "4.2.6: an id that is an IRI"
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", place.findtext(f"{ATOM}updated", "")):
        yield "3.3: a date of RFC 3339"


def test_the_values_are_those_of_the_timeline(read: Read, edition: kp.Dataset) -> None:
    """Each dated entry is one entry of the feed, the latest first, with its date and its label."""
    found = read(feed_of(edition))
    entries = edition.timeline()
    assert [f"{each.when}, {each.event}: {each.label}" for each in reversed(entries.rows)] == [
        entry.title for entry in found.entries
    ]
    assert [[each.kind, "2030-acme"] for each in reversed(entries.rows)] == [
        [tag.term for tag in entry.tags] for entry in found.entries
    ]
    assert {"2030-07-02T00:00:00Z"} == {entry.updated for entry in found.entries}
    assert "Timeline: Bargaining record of Acme Hospitals" == found.feed.title
    assert ("its readers", "CC-BY-4.0") == (found.feed.author, found.feed.rights)
    assert f"Data: edition 2030.1 of acme-record, SHA-256 {edition.digest}" == (found.feed.subtitle)


def test_an_entry_leads_back(read: Read, edition: kp.Dataset) -> None:
    """An entry tells the date, the record, the sources with their words, and the edition."""
    (entry,) = (
        each
        for each in read(feed_of(edition)).entries
        if each.title.startswith("2030-06-03/2030-06-03, session held")
    )
    words = "words 7+6:7647175d1195a2d1; completed; The year of the first session"
    assert [
        "When: 2030-06-03/2030-06-03",
        "Record: Session 2030-acme/2030-06-03",
        f"Talks move on at Acme; voice: joint; {words}",
        f"Cite: 2030-acme/2030-06-03, edition 2030.1 of acme-record, SHA-256 {edition.digest}",
    ] == entry.paragraphs


def test_a_feed_is_valid(hostile_dataset: kp.Dataset, edition: kp.Dataset) -> None:
    """A feed keeps the rules of its format, whatever the texts hold, and has no entry twice."""
    for dataset in (hostile_dataset, edition, kp.Dataset([], [])):
        assert [] == list(broken(fromstring(feed_of(dataset))))  # noqa: S314 - our own


def test_the_rules_are_seen() -> None:
    """What breaks a rule of the format is found by what looks for it."""
    bad = "<entry><id>a b</id><content><p/></content></entry><entry><id>a b</id></entry>"
    feed = fromstring(f'<feed xmlns="http://www.w3.org/2005/Atom">{bad}</feed>')  # noqa: S314 - above
    assert {
        "two entries with one id",
        "4.1: exactly one id",
        "4.1: exactly one title",
        "4.1: exactly one updated",
        "4.2.6: an id that is an IRI",
        "3.3: a date of RFC 3339",
        "4.1.1: an author of the feed, or of every entry",
        "4.1.3.3: xhtml is a single div",
        "4.1.1.1: a content or an alternate link",
    } == set(broken(feed))


def test_hostile_texts_stay_texts(
    read: Read, hostile_dataset: kp.Dataset, texts: tuple[str, ...]
) -> None:
    """Whatever a text holds, it is read back as it was, and markup in it is no markup."""
    feed = feed_of(hostile_dataset)
    root = fromstring(feed)  # noqa: S314 - our own
    assert set() == {each.tag for each in root.iter() if each.tag.endswith(("script", "BEGIN"))}
    found = {entry.findtext(f"{ATOM}title"): entry for entry in root.iter(f"{ATOM}entry")}
    read_by_others = {" ".join(entry.title.split()) for entry in read(feed).entries}
    for index, text in enumerate(texts):
        entry = found[f"2030-05, event: {text}"]
        assert " ".join(f"2030-05, event: {text}".split()) in read_by_others
        lines = [
            "".join(each.itertext()).strip() for each in entry.iter() if each.tag.endswith("}li")
        ]
        assert [f"{text}; voice: press; {text}; stated; {text}"] == lines
        address = f"https://acme.example/{index}?a=1,2;3&b=%2C#%7Bx%7D"
        assert [address] == [link.get("href") for link in entry.findall(f"{ATOM}link")]


def test_an_uncanny_edition_is_escaped(read: Read, uncanny: kp.Dataset) -> None:
    """Controls in what is said of an edition are told as escapes, which XML can hold."""
    found = read(feed_of(uncanny))
    assert r"Timeline: a\x00b\x1b[31m\ufffe\ud800\u202e" == found.feed.title
    assert r"as of \x0b" in found.feed.subtitle


def test_entries_keep_their_ids(read: Read, frozen: Path) -> None:
    """In the next edition a corrected entry has the same id, and was updated."""
    before = read(feed_of(kp.load("2030.1")))
    path = frozen / "rounds/2030-acme.json"
    text = path.read_text("utf-8").replace("2030-05-06/2030-05-08", "2030-05-07/2030-05-08")
    path.write_text(text, "utf-8")
    kp.freeze(frozen, "2030.2", "2030-08-02")
    after = read(feed_of(kp.load("2030.2")))
    assert {entry.id for entry in before.entries} == {entry.id for entry in after.entries}
    assert before.feed.id == after.feed.id
    assert {"2030-08-02T00:00:00Z"} == {entry.updated for entry in after.entries}


def test_a_derived_dataset_has_a_feed_of_its_own(read: Read, edition: kp.Dataset) -> None:
    """What was derived is another feed than that of its edition, with the same entries."""
    derived = read(feed_of(edition.subset("2030-acme")))
    whole = read(feed_of(edition))
    assert whole.feed.id != derived.feed.id
    assert [entry.id for entry in whole.entries] == [entry.id for entry in derived.entries]


def test_nothing_dated_is_an_empty_feed(read: Read) -> None:
    """A dataset without dated entries makes a feed that is valid and empty."""
    found = read(feed_of(kp.Dataset([], [])))
    assert ([], "Timeline: Dataset without an edition") == (found.entries, found.feed.title)
    assert "1970-01-01T00:00:00Z" == found.feed.updated


def test_no_dataset() -> None:
    """What is no dataset is refused."""
    name: Any = "2026.1"
    with pytest.raises(kp.InvalidValue, match=r"kp\.load"):
        feed_of(name)
