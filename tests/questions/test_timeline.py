"""Timelines: what happened and is to happen, in order, with uncertain dates shown as such."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

import kpbargaining
from kpbargaining.dataset import Dataset
from kpbargaining.errors import InvalidValue, UnknownName
from kpbargaining.files.folders import read
from kpbargaining.questions import EntryRow
from kpbargaining.questions.timeline import timeline
from kpbargaining.records.actions import Event, JobAction, JobActionKind
from kpbargaining.records.kinds import BY_CLASS, AnyRecord
from kpbargaining.records.pay import WageStep
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.when import PartialDate, Span

TALKS = read(Path(__file__).parents[1] / "samples" / "talks")
ROUND = "2024-acme"
COALITION = "coalition-of-kaiser-permanente-unions"


def talks(*changed: AnyRecord) -> Dataset:
    """The talks with some records put in."""
    records = {record.id: record for record in [*TALKS.records(), *changed]}
    return Dataset(records.values(), TALKS.evidence)


def event(name: str, on: str | None = None, **more: Any) -> Event:
    """An event of the round."""
    when = None if on is None else PartialDate(on)
    return Event(id=f"{ROUND}/{name}", round=ROUND, on=when, **more)


def names(entries: Iterable[EntryRow]) -> list[str]:
    """The entries in short: record without its round, and event."""
    return [f"{entry.record.removeprefix(f'{ROUND}/')}: {entry.event}" for entry in entries]


def test_a_round_in_order() -> None:
    """A round's timeline tells all that is dated, by date, sessions first, then kind by kind."""
    assert [
        "agreement-2021-acme: in force",
        "agreement-2021-acme: ratified",
        "picket: notice given",
        "2024-acme: bargaining opened",
        "2024-03-05: session scheduled",
        "2024-03-05: session held",
        "nurses-pay: proposal",
        "ta-2: tentative agreement",
        "new-2024-03-05: new",
        "chairs-named: event",
        "picket: planned",
        "2024-04-16: session scheduled",
        "2024-05-14: session scheduled",
        "2024-05-14: session held",
        "pay: work completed",
        "acme-pay: proposal",
        "consensus-breaks: consensus",
        "ta-10: tentative agreement",
        "new-2024-05-14: new",
        "subgroups-2024-05-14: new",
        "2024-06-11: session held",
        "new-2024-06-11: new",
        "total-2024-06-11: running total",
        "mediation: event",
        "pay-table: deliverable due",
        "2024-07-09: session scheduled",
        "agreement-2021-acme: expires",
    ] == names(TALKS.timeline(ROUND))


def test_scheduled_and_held_are_two_things() -> None:
    """A session held longer than scheduled has two entries, one that nobody reports has one."""
    entries = TALKS.timeline("2024-acme/2024-05-14").where(kind="Session")
    assert [
        ("session scheduled", "2024-05-14/2024-05-16"),
        ("session held", "2024-05-14/2024-05-17"),
    ] == [(entry.event, str(entry.when)) for entry in entries]
    assert ["2024-04-16: session scheduled"] == names(TALKS.timeline("2024-acme/2024-04-16"))


def test_uncertain_dates_are_shown_as_such() -> None:
    """A month stays a month and a range a range, each before what it certainly precedes."""
    dates = [str(entry.when) for entry in TALKS.timeline(ROUND)]
    assert {"2021-11", "2024-03", "[2024-05-14..2024-05-17]", "2024-07", "2024-07-09/"} <= set(
        dates
    )
    exact = talks(
        event("a", "2024-07-01", summary="A"), event("b", "[2024-07-01..2024-07-03]", summary="B")
    )
    july = exact.timeline(ROUND, "2024-07-01", "2024-07-31", "possibly")
    assert ["a: event", "b: event", "pay-table: deliverable due"] == names(july)[:3]


@pytest.mark.parametrize(
    ("expected", "scope"),
    [
        (
            [
                "agreement-2021-acme: in force",
                "agreement-2021-acme: ratified",
                "2024-acme: bargaining opened",
                "agreement-2021-acme: expires",
            ],
            "agreement-2021-acme",
        ),
        (
            [
                "nurses-united: founded",
                "agreement-2021-acme: in force",
                "agreement-2021-acme: ratified",
                "picket: notice given",
                "2024-acme: bargaining opened",
                "nurses-pay: proposal",
                "picket: planned",
                "agreement-2021-acme: expires",
            ],
            "nurses-united",
        ),
        (["pay: work completed", "pay-table: deliverable due"], "2024-acme/pay"),
        (["pay-table: deliverable due", "ta-2: tentative agreement"][::-1], "2024-acme/pay-table"),
        ([], "march-bulletin"),
    ],
)
def test_scopes(expected: list[str], scope: str) -> None:
    """The timeline of a record tells its own dates, and those of what refers to it."""
    assert expected == names(TALKS.timeline(scope))


def test_everything() -> None:
    """Without a scope the timeline tells the dates of all records, each once."""
    everything = TALKS.timeline()
    inside = list(TALKS.timeline(ROUND))
    assert ["nurses-united: founded", *names(TALKS.timeline(ROUND))] == names(everything)
    assert len(inside) == len(set(inside))
    assert everything == timeline(TALKS)


def test_a_round_tells_the_agreements_it_is_about_once() -> None:
    """A round tells the dates of what it renegotiates and of what it produced, be they one."""
    same = attrs.evolve(TALKS.rounds[ROUND], produced="agreement-2021-acme")
    assert names(TALKS.timeline(ROUND)) == names(talks(same).timeline(ROUND))
    gone = attrs.evolve(same, renegotiates="agreement-2018-acme", produced=None)
    told = names(talks(gone).timeline(ROUND))
    assert [n for n in names(TALKS.timeline(ROUND)) if not n.startswith("agreement")] == told


def test_an_unknown_scope() -> None:
    """A misspelt id is named with the nearest ones."""
    with pytest.raises(UnknownName, match="no id '2024-acne'; nearest: 2024-acme"):
        TALKS.timeline("2024-acne")


def test_a_session_dates_what_happened_at_it() -> None:
    """What has no date of its own stands at its session, which is named as what dates it."""
    by_record = {e.record: e for e in TALKS.timeline(ROUND) if e.record != e.dated_by}
    assert {
        "2024-acme/nurses-pay": "2024-acme/2024-03-05",
        "2024-acme/ta-2": "2024-acme/2024-03-05",
        "2024-acme/new-2024-03-05": "2024-acme/2024-03-05",
        "2024-acme/chairs-named": "2024-acme/2024-03-05",
        "2024-acme/acme-pay": "2024-acme/2024-05-14",
        "2024-acme/consensus-breaks": "2024-acme/2024-05-14",
        "2024-acme/ta-10": "2024-acme/2024-05-14",
        "2024-acme/new-2024-05-14": "2024-acme/2024-05-14",
        "2024-acme/subgroups-2024-05-14": "2024-acme/2024-05-14",
        "2024-acme/new-2024-06-11": "2024-acme/2024-06-11",
        "2024-acme/total-2024-06-11": "2024-acme/2024-06-11",
    } == {name: entry.dated_by for name, entry in by_record.items()}
    assert Span("2024-03-05/2024-03-07") == by_record["2024-acme/ta-2"].when


def test_an_announced_session_dates_what_is_to_happen_at_it() -> None:
    """At a session that nobody reports, things stand at the days it was scheduled for."""
    planned = event("vote", session="2024-acme/2024-04-16")
    (entry,) = talks(planned).timeline(planned.id)
    assert ("2024-04-16/2024-04-18", "2024-acme/2024-04-16") == (str(entry.when), entry.dated_by)


def test_what_nothing_dates_is_left_out() -> None:
    """What has no date, at no session or at one without a date or not there, is not told."""
    bare = attrs.evolve(TALKS.sessions["2024-acme/2024-04-16"], scheduled=None)
    undated = [event("a"), event("b", session=bare.id), event("c", session="2024-acme/gone")]
    dataset = talks(bare, *undated)
    assert [] == [name for each in undated for name in names(dataset.timeline(each.id))]
    assert [] == names(TALKS.timeline("2024-acme/rec-lifts"))
    elsewhere = attrs.evolve(TALKS.figures["2024-acme/new-2024-05-14"], about="2024-acme/pay")
    assert [] == names(talks(elsewhere).timeline(elsewhere.id))


def test_a_date_of_its_own_goes_before_that_of_the_session() -> None:
    """What has a date of its own is told once, at that date."""
    (entry,) = TALKS.timeline("2024-acme/mediation")
    assert ("2024-06-12", "2024-acme/mediation") == (str(entry.when), entry.dated_by)


@pytest.mark.parametrize(
    ("expected", "first", "last", "certainty"),
    [
        (["picket: planned"], "2024-04-01", "2024-04-17", "certainly"),
        (
            ["picket: planned", "2024-04-16: session scheduled"],
            "2024-04-01",
            "2024-04-18",
            "certainly",
        ),
        ([], "2024-05-15", "2024-05-31", "certainly"),
        (["pay: work completed"], "2024-05-15", "2024-05-31", "possibly"),
        (["pay-table: deliverable due"], "2024-07-01", "2024-07-31", "certainly"),
        (
            ["pay-table: deliverable due", "2024-07-09: session scheduled"],
            "2024-07-09",
            "2024-07-10",
            "possibly",
        ),
        (["agreement-2021-acme: expires"], "2024-09-30", "2024-09-30", "certainly"),
    ],
)
def test_between_two_days(expected: list[str], first: str, last: str, certainty: Any) -> None:
    """The entries between two days, both included, lie there for certain, or can lie there."""
    assert expected == names(TALKS.timeline(None, first, date.fromisoformat(last), certainty))


@pytest.mark.parametrize(
    ("expected", "days", "certainty"),
    [
        ("nurses-united: founded", {"first": "1990-01-01"}, "certainly"),
        ("2024-05-14: session scheduled", {"first": "2024-04-17"}, "certainly"),
        ("2024-04-16: session scheduled", {"first": "2024-04-16"}, "certainly"),
        ("pay-table: deliverable due", {"first": "2024-07-01"}, "certainly"),
        ("2024-07-09: session scheduled", {"first": "2024-07-02"}, "certainly"),
        ("pay-table: deliverable due", {"first": "2024-07-02"}, "possibly"),
        ("agreement-2021-acme: expires", {"first": PartialDate("2024-08-01")}, "certainly"),
        (None, {"first": "2024-10-01"}, "certainly"),
        ("nurses-united: founded", {"last": "1999-12-31"}, "certainly"),
        (None, {"last": "1999-07-01"}, "certainly"),
        ("nurses-united: founded", {"last": "1999-07-01"}, "possibly"),
    ],
)
def test_from_or_up_to_a_day(expected: str | None, days: dict[str, Any], certainty: Any) -> None:
    """With one of the days alone, the entries are those from it on, or those up to it."""
    found = names(TALKS.timeline(certainty=certainty, **days))
    assert ([] if expected is None else [expected]) == found[:1]


def test_what_a_timeline_refuses() -> None:
    """Days are whole days in order, and certainty is one of two words."""
    certain: Any = "sure"
    with pytest.raises(InvalidValue, match="one whole day"):
        TALKS.timeline(first="2024-05")
    with pytest.raises(InvalidValue, match="a span whose start is not after its end"):
        TALKS.timeline(None, "2024-05-02", "2024-05-01")
    for day in (None, "2024-05-01"):
        with pytest.raises(UnknownName, match="no certainty 'sure'"):
            TALKS.timeline(None, day, day, certain)


def test_an_entry() -> None:
    """An entry tells what it is about, when, what dates it, and what a person calls it."""
    (entry,) = TALKS.timeline("2024-acme/ta-2")
    assert entry == EntryRow(
        when=Span("2024-03-05/2024-03-07"),
        event="tentative agreement",
        record="2024-acme/ta-2",
        kind="Outcome",
        dated_by="2024-acme/2024-03-05",
        field="held",
        label="Safe <lifting> & carrying",
        story=False,
    )


def test_no_record_is_lost() -> None:
    """What several records tell of the same day stands once for each, and says for whom it is."""
    steps = [
        WageStep(
            id=f"{ROUND}/step-{market}",
            round=ROUND,
            of="agreement-2021-acme",
            order=1,
            effective=PartialDate("2021-10-01"),
            percent=Quantity("3%"),
            markets=(f"market-{market}",),
        )
        for market in ("south", "north")
    ]
    raises = talks(*steps).timeline(ROUND).where(event="raise")
    assert [
        ("3% (market-north): 2021 Acme agreement", f"{ROUND}/step-north"),
        ("3% (market-south): 2021 Acme agreement", f"{ROUND}/step-south"),
    ] == [(entry.label, entry.record) for entry in raises]
    strikes = [
        JobAction(id=name, kind=JobActionKind.STRIKE, held=Span("2024-05-06/2024-05-08"))
        for name in ("a", "b")
    ]
    assert ["a: held", "b: held"] == names(talks(*strikes).timeline().where(event="held"))


def test_those_who_left_together() -> None:
    """Of 21 unions that left on one day each has a line, and each says who."""
    left = kpbargaining.load("2026.2").timeline(COALITION, "2018-03-26", "2018-03-26")
    labels = {entry.label for entry in left.where(event="left")}
    assert 21 == len(labels)
    assert "ILWU Local 28 in Coalition of Kaiser Permanente Unions" in labels


def test_every_day_is_told_once() -> None:
    """No record has the same event twice, and each of its dated events is there."""
    dataset = read(Path(kpbargaining.__file__).parent / "data")
    told = [(entry.record, entry.event) for entry in dataset.timeline()]
    assert len(set(told)) == len(told)
    dated = {
        (record.id, described.event)
        for record in dataset
        for described in BY_CLASS[type(record)].fields.values()
        if described.event and getattr(record, described.name) is not None
    }
    proposed = {(name, event.removeprefix("proposed ")) for name, event in told}
    assert dated <= proposed
