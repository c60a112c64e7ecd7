"""Laws of calendars, feeds and annotations: of any dataset, each value is read back as it was."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING
from xml.etree.ElementTree import fromstring

import vobject
from hypothesis import given, settings

from kpbargaining.exports.annotations import annotations_of
from kpbargaining.exports.atom import feed_of
from kpbargaining.exports.dates import drawn
from kpbargaining.exports.ical import calendar_of
from kpbargaining.records.actions import Event
from kpbargaining.records.bargaining import Session
from kpbargaining.strategies import datasets

if TYPE_CHECKING:
    from kpbargaining.dataset import Dataset

ATOM = "{http://www.w3.org/2005/Atom}"

FEW = settings(max_examples=30)


@FEW
@given(datasets(Session, Event))
def test_a_calendar_holds_the_timeline(dataset: Dataset) -> None:
    """Every dated entry is one event, on its days, with its label; there is no other."""
    entries = dataset.timeline()
    if not entries.rows:
        return
    content = calendar_of(dataset, everything=True)
    assert {True} == {len(line) <= 75 for line in content.split(b"\r\n")}
    events = vobject.readOne(content.decode()).vevent_list
    assert len({event.uid.value for event in events}) == len(entries)
    for entry, event in zip(entries, events, strict=True):
        days = drawn(entry.when)
        uncertain = "" if days.exact else " (date uncertain)"
        assert f"{entry.event}: {entry.label}{uncertain}" == event.summary.value
        assert (days.first, days.last) == (
            event.dtstart.value,
            event.dtend.value - timedelta(days=1),
        )
        told = event.description.value.split("\n")
        assert (f"When: {days.words}", f"Record: {entry.kind} {entry.record}") == tuple(told[:2])


@FEW
@given(datasets(Session, Event))
def test_a_feed_holds_the_timeline(dataset: Dataset) -> None:
    """Every dated entry is one entry of the feed, with its label; there is no other."""
    feed = fromstring(feed_of(dataset))  # noqa: S314 - our own
    titles = [f"{each.when}, {each.event}: {each.label}" for each in dataset.timeline()]
    found = feed.findall(f"{ATOM}entry")
    assert titles == [entry.findtext(f"{ATOM}title") for entry in reversed(found)]
    assert len(titles) == len({entry.findtext(f"{ATOM}id") for entry in found})


@FEW
@given(datasets())
def test_annotations_hold_the_evidence(dataset: Dataset) -> None:
    """Every piece of evidence that names a place is one annotation, with its words and note."""
    found = json.loads(annotations_of(dataset))["first"]["items"]
    placed = dict.fromkeys(item for item in dataset.evidence if item.passage or item.locator)
    assert [(item.record, item.note) for item in placed] == [
        (each["body"][1]["source"]["schema:identifier"], each.get("note")) for each in found
    ]
    assert len(placed) == len({each["id"] for each in found})
