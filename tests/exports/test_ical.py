"""The timeline as a calendar, read back by a parser that shares no code with its writer."""

import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest
import vobject

import kpbargaining as kp
from kpbargaining.exports.dates import drawn
from kpbargaining.exports.ical import calendar_of
from kpbargaining.store.provenance import Provenance


def events(calendar: bytes) -> dict[str, Any]:
    """Give the events of a calendar as another library reads them, by what they are called."""
    found = vobject.readOne(calendar.decode()).vevent_list
    named = {event.uid.value: event for event in found}
    assert len(found) == len(named)
    return named


def test_the_values_are_those_of_the_timeline(edition: kp.Dataset) -> None:
    """Each dated entry is one event, with its days, its label and its address."""
    found = events(calendar_of(edition, everything=True))
    entries = edition.timeline()
    assert len(entries) == len(found)
    for entry in entries:
        event = found[f"{entry.record}.{entry.event.replace(' ', '-')}@acme-record"]
        days = drawn(entry.when)
        assert (days.first, days.last + timedelta(days=1)) == (
            event.dtstart.value,
            event.dtend.value,
        )
        assert f"{entry.event}: {entry.label}" == event.summary.value
        assert datetime(2030, 7, 2, tzinfo=UTC) == event.dtstamp.value
        assert ("CONFIRMED", "TRANSPARENT") == (event.status.value, event.transp.value)
        assert [entry.kind, "2030-acme"] == event.categories.value


def test_a_description_leads_back(edition: kp.Dataset) -> None:
    """A description tells the date, the record, the sources with their words, and the edition."""
    event = events(calendar_of(edition))["2030-acme/2030-06-03.session-held@acme-record"]
    words = "words 7+6:7647175d1195a2d1; completed; The year of the first session"
    assert [
        "When: 2030-06-03/2030-06-03",
        "Record: Session 2030-acme/2030-06-03",
        f"Source: Talks move on at Acme; voice: joint; {words}",
        f"Cite: 2030-acme/2030-06-03, edition 2030.1 of acme-record, SHA-256 {edition.digest}",
    ] == event.description.value.split("\n")


def test_a_short_telling_by_default(edition: kp.Dataset) -> None:
    """Without being asked for everything it has what a short telling has, and counts the rest."""
    calendar = vobject.readOne(calendar_of(edition).decode())
    story = [entry for entry in edition.timeline() if entry.story]
    assert len(story) == len(calendar.vevent_list)
    about = calendar.contents["description"][0].value
    assert about.startswith(f"{len(story)} of {len(edition.timeline())} dated entries")
    assert "left out" in about
    assert f"Data: edition 2030.1 of acme-record, SHA-256 {edition.digest}." in about
    assert "Author: its readers; licence: CC-BY-4.0." in about
    assert "Bargaining record of Acme Hospitals" == calendar.contents["name"][0].value
    whole = vobject.readOne(calendar_of(edition, everything=True).decode())
    assert "left out" not in whole.contents["description"][0].value


@pytest.mark.parametrize(
    ("held", "first", "last", "status"),
    [
        ("2030-05-06/2030-05-08", "2030-05-06", "2030-05-08", "CONFIRMED"),
        ("2030-05/2030-05", "2030-05-01", "2030-05-31", "TENTATIVE"),
        ("2030-05-06/", "2030-05-06", "2030-05-06", "TENTATIVE"),
        ("/2030-05-08", "2030-05-08", "2030-05-08", "TENTATIVE"),
        ("2030-05-06/..", "2030-05-06", "2030-05-06", "TENTATIVE"),
    ],
)
def test_an_uncertain_date_is_tentative(held: str, first: str, last: str, status: str) -> None:
    """What is not known to the day is tentative, its summary says so and its text what is known."""
    span = kp.Span(held)
    session = kp.Session(id="acme/may", round="acme", held=span)
    (event,) = events(calendar_of(kp.Dataset([session], []))).values()
    exclusive = date.fromisoformat(last) + timedelta(days=1)
    assert (date.fromisoformat(first), exclusive) == (event.dtstart.value, event.dtend.value)
    assert status == event.status.value
    assert (status == "TENTATIVE") is event.summary.value.endswith(" (date uncertain)")
    assert event.description.value.startswith(f"When: {drawn(span).words}\n")


def test_the_first_address_that_names_a_place() -> None:
    """An event's own address is that of the first source with a place; without one, none."""
    session = kp.Session(id="acme/may", round="acme", held=kp.Span("2030-05-06/2030-05-08"))
    paper = kp.Source(
        id="paper",
        kind=kp.SourceKind.ARTICLE,
        title="Talks",
        publisher="Post",
        voice=kp.Voice.PRESS,
        url="https://post.example/talks",
    )
    other = attrs.evolve(paper, id="other", url="https://other.example/talks?a=1,2;3")
    silent = attrs.evolve(paper, id="silent", url=None)
    vague = kp.Evidence(record="acme/may", source="paper", fields=("held",))
    exact = attrs.evolve(vague, source="other", locator="line 1")
    ds = kp.Dataset([session, paper, other, silent], [vague, exact])
    (event,) = events(calendar_of(ds)).values()
    assert "https://other.example/talks?a=1,2;3" == event.url.value
    ds = kp.Dataset([session, silent], [attrs.evolve(vague, source="silent")])
    (event,) = events(calendar_of(ds)).values()
    assert "url" not in event.contents


def test_the_same_thing_keeps_its_name(frozen: Path) -> None:
    """In the next edition a corrected event has the same UID, and a higher sequence number."""
    before = calendar_of(kp.load("2030.1"))
    path = frozen / "rounds/2030-acme.json"
    text = path.read_text("utf-8").replace("2030-05-06/2030-05-08", "2030-05-07/2030-05-08")
    path.write_text(text, "utf-8")
    kp.freeze(frozen, "2030.2", "2030-08-02")
    old, new = events(before), events(calendar_of(kp.load("2030.2")))
    assert old.keys() == new.keys()
    name = "2030-acme/2030-05-06.session-held@acme-record"
    was, now = old[name], new[name]
    assert (date(2030, 5, 6), date(2030, 5, 7)) == (was.dtstart.value, now.dtstart.value)
    assert ("2030001", "2030002") == (was.sequence.value, now.sequence.value)


def test_a_dataset_without_an_edition(acme: Path) -> None:
    """What is no edition has a calendar, too, stamped with the last day its sources speak for."""
    event = events(calendar_of(kp.read(acme)))["2030-acme.bargaining-opened@dataset"]
    assert (datetime(2030, 6, 3, tzinfo=UTC), "0") == (event.dtstamp.value, event.sequence.value)


def test_hostile_texts_stay_texts(hostile_dataset: kp.Dataset, texts: tuple[str, ...]) -> None:
    """Whatever a text holds, it is read back as it was, and no line is longer than 75 octets."""
    calendar = calendar_of(hostile_dataset, everything=True)
    assert {True} == {len(line) <= 75 for line in calendar.split(b"\r\n")}
    found = events(calendar)
    assert 2 * len(texts) == len(found)
    for index, text in enumerate(texts):
        event = found[f"event-{index}.event@acme;record"]
        assert f"event: {text} (date uncertain)" == event.summary.value
        source = event.description.value.split("\n")[2]
        address = f"https://acme.example/{index}?a=1,2;3&b=%2C#%7Bx%7D"
        assert f"Source: {text}; voice: press; {text}; stated; {text}; {address}" == source
        session = found[f"2030-acme/may-{index}.session-held@acme;record"]
        assert f"session held: session, {text}" == session.summary.value
    assert texts[2] == vobject.readOne(calendar.decode()).contents["name"][0].value


def test_an_uncanny_edition_is_escaped(uncanny: kp.Dataset) -> None:
    """Controls in what is said of an edition are told as escapes."""
    calendar = vobject.readOne(calendar_of(uncanny).decode())
    assert r"a\x00b\x1b[31m\ufffe\ud800\u202e" == calendar.contents["name"][0].value


def test_no_event_no_calendar() -> None:
    """A calendar has to hold an event: without a dated entry there is a typed error."""
    people = kp.Dataset([kp.Person(id="ann", name="Ann")], [])
    for dataset in (kp.Dataset([], []), people):
        with pytest.raises(kp.InvalidValue, match="a dated entry"):
            calendar_of(dataset)


def test_two_of_one_id() -> None:
    """Two records under one id would be one event: there is a typed error that names them."""
    session = kp.Session(id="acme/may", round="acme", held=kp.Span("2030-05-06/2030-05-08"))
    twice = kp.Dataset([session, attrs.evolve(session, place="Springfield")], [])
    with pytest.raises(kp.InvalidValue, match=r"one record for each id.*acme/may, session held"):
        calendar_of(twice)


def test_no_dataset() -> None:
    """What is no dataset is refused."""
    name: Any = "2026.1"
    with pytest.raises(kp.InvalidValue, match=r"kp\.load"):
        calendar_of(name)


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch, acme: Path) -> None:
    """Without icalendar the error says what to install."""
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(kp.MissingExtra, match=r'pip install "kpbargaining\[calendar\]"'):
        calendar_of(kp.read(acme))


def test_an_edition_with_a_name_of_its_own(uncanny: kp.Dataset) -> None:
    """An edition whose name has no number has the sequence number of none."""
    about = uncanny.index.provenance.publication
    assert about is not None
    named = Provenance(publication=attrs.evolve(about, edition="first"))
    found = events(calendar_of(kp.Dataset(uncanny.records(), [], named)))
    assert {"0"} == {event.sequence.value for event in found.values()}
