"""The law of calendars, feeds and annotations: each entry leads back to its sources in one step.

1,000 entries of each format are drawn of the bundled edition, all where there are fewer. Each
names a source, its words or a place in it, and the edition; and each such line is true. Where
the evidence itself names no place, as that of a page that is gone, the entry says so.
"""

from __future__ import annotations

import json
import re
from html import unescape
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

import feedparser
import pytest
import vobject

import kpbargaining as kp
from kpbargaining.exports.annotations import annotations_of
from kpbargaining.exports.atom import feed_of
from kpbargaining.exports.corrections import corrections_of
from kpbargaining.exports.ical import calendar_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DRAWN = 1_000

PASSAGE = re.compile(r"\bwords ([0-9]+\+[0-9]+:[0-9a-f]{16})\b")


class Lead(NamedTuple):
    """What an entry says of where it comes from."""

    record: str
    sources: list[str]
    """A line for each source, with its title, the place and the words."""
    edition: str


@pytest.fixture(scope="module")
def editions() -> list[kp.Dataset]:
    """Every bundled edition, the oldest first."""
    return [kp.load(edition.name) for edition in kp.editions()]


def drawn(leads: Iterable[Lead]) -> list[Lead]:
    """Give 1,000 of the entries, the same ones each time, or all where there are fewer."""
    found = list(leads)
    return Random(0).sample(found, min(DRAWN, len(found)))  # noqa: S311 - a fixed sample


def of_calendar(content: bytes) -> Iterator[Lead]:
    """Give what each event says, as its reader sees it."""
    for event in vobject.readOne(content.decode()).vevent_list:
        lines = event.description.value.split("\n")
        told = [line.removeprefix("Source: ") for line in lines if line.startswith("Source: ")]
        record, _, edition = lines[-1].removeprefix("Cite: ").partition(", ")
        yield Lead(record, told, edition)


def of_feed(content: bytes) -> Iterator[Lead]:
    """Give what each entry says, as its reader sees it; those about a whole edition apart."""
    for entry in feedparser.parse(content).entries:
        markup = re.sub(r"\s*\n\s*", "", entry.content[0].value)
        parts = re.findall(r"<(p|li)>(.*?)</(?:p|li)>", markup)
        told = [(tag, unescape(re.sub(r"<[^>]*>", "", part))) for tag, part in parts]
        record, _, edition = told[-1][1].removeprefix("Cite: ").partition(", ")
        if "edition" not in [tag.term for tag in entry.tags]:
            yield Lead(record, [line for tag, line in told if tag == "li"], edition)


def of_annotations(content: bytes) -> Iterator[Lead]:
    """Give what each annotation says, written as in the other formats."""
    for annotation in json.loads(content)["first"]["items"]:
        record = annotation["body"][1]["source"]
        source = annotation["target"]["source"]
        places = [place_of(each) for each in annotation["target"]["selector"]]
        line = "; ".join([source["schema:name"], *places])
        yield Lead(record["schema:identifier"], [line], record["schema:version"])


def place_of(selector: dict[str, Any]) -> str:
    """Give the place or the words of a selector, of the innermost where one refines another."""
    if "refinedBy" in selector:
        return place_of(selector["refinedBy"])
    if selector["type"] == "LocatorSelector":
        return str(selector["value"])
    return f"words {selector['firstWord']}+{selector['words']}:{selector['fingerprint']}"


def lost(ds: kp.Dataset, leads: Iterable[Lead]) -> Iterator[tuple[str, str]]:
    """Give the entries that do not lead back in one step, and what they lack."""
    for lead in leads:
        if f"edition {ds.edition} of kpbargaining, SHA-256 {ds.digest}" != lead.edition:
            yield lead.record, "the edition"
        if lead.record not in ds:
            yield lead.record, "the record"
        if not lead.sources:
            yield lead.record, "a source"
        if not any(is_placed(ds, line) for line in lead.sources):
            yield lead.record, "words or a place"


def is_placed(ds: kp.Dataset, line: str) -> bool:
    """Whether a line names a source, and words or a place that evidence by that source names."""
    for source in ds.sources:
        if not line.startswith(source.title):
            continue
        for item in ds.index.of_source.get(source.id, ()):
            words = PASSAGE.search(line)
            if words is not None and words[1] == str(item.passage):
                return True
            if item.locator is not None and f"; {item.locator}" in line:
                return True
            if not (item.locator or item.passage) and "; place not named; " in line:
                return True  # the evidence names none, and the entry says so
        if "; the source itself; " in line:
            return True
    return False


def test_every_event_leads_back(editions: list[kp.Dataset]) -> None:
    """No event of a calendar of everything is without source, words or place, and edition."""
    leads = drawn(of_calendar(calendar_of(editions[-1], everything=True)))
    assert min(DRAWN, len(editions[-1].timeline())) == len(leads)
    assert [] == list(lost(editions[-1], leads))


def test_every_entry_leads_back(editions: list[kp.Dataset]) -> None:
    """No entry of the feed of the timeline is without source, words or place, and edition."""
    leads = drawn(of_feed(feed_of(editions[-1])))
    assert min(DRAWN, len(editions[-1].timeline())) == len(leads)
    assert [] == list(lost(editions[-1], leads))


def test_every_correction_leads_back(editions: list[kp.Dataset]) -> None:
    """No correction is without source, words or place, and the edition that it is of."""
    leads = drawn(of_feed(corrections_of(editions)))
    assert len(leads) > 500
    for edition in editions:
        mine = [lead for lead in leads if f"edition {edition.edition} " in lead.edition]
        assert [] == list(lost(edition, mine))


def test_every_annotation_leads_back(editions: list[kp.Dataset]) -> None:
    """No annotation is without source, words or place, and edition."""
    leads = drawn(of_annotations(annotations_of(editions[-1])))
    assert DRAWN == len(leads)
    assert [] == list(lost(editions[-1], leads))


def test_what_is_lost_is_seen(editions: list[kp.Dataset]) -> None:
    """What lacks its source, its words, its record or its edition is found by what looks for it."""
    ds = editions[-1]
    title = ds.sources[0].title
    false = Lead("nobody", [f"{title}; words 0+1:0123456789abcdef"], "edition 2030.1")
    edition = f"edition {ds.edition} of kpbargaining, SHA-256 {ds.digest}"
    silent = Lead(ds.rounds.ids[0], [], edition)
    assert ["the edition", "the record", "words or a place"] == [
        what for _, what in lost(ds, [false])
    ]
    assert ["a source", "words or a place"] == [what for _, what in lost(ds, [silent])]
