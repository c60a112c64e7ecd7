"""Timelines: what happened and is to happen, in order, with uncertain dates shown as such."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

from kpbargaining.dataset import Dataset
from kpbargaining.errors import InvalidValue, UnknownName
from kpbargaining.files.folders import read
from kpbargaining.questions.timeline import Entry, Timeline, timeline
from kpbargaining.records.actions import Event
from kpbargaining.records.bargaining import Proposal
from kpbargaining.records.figures import Statement, StatementKind
from kpbargaining.records.kinds import AnyRecord
from kpbargaining.records.pay import WageStep
from kpbargaining.store.store import Store
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Count, Id, Text
from kpbargaining.values.when import PartialDate, Span

TALKS = read(Path(__file__).parents[1] / "samples" / "talks")
ROUND = "2024-acme"


def talks(*changed: AnyRecord) -> Dataset:
    """The talks with some records put in."""
    records = {record.id: record for record in [*TALKS.records(), *changed]}
    return Dataset(records.values(), TALKS.evidence)


def event(name: str, on: str | None = None, **more: Any) -> Event:
    """An event of the round."""
    when = None if on is None else PartialDate(on)
    return Event(id=Id(f"{ROUND}/{name}"), round=Id(ROUND), on=when, **more)


def names(entries: Iterable[Entry]) -> list[str]:
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
    exact = talks(event("a", "2024-07-01"), event("b", "[2024-07-01..2024-07-03]"))
    july = exact.timeline(ROUND).between("2024-07-01", "2024-07-31", "possibly")
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
    inside = [str(attrs.astuple(entry)) for entry in TALKS.timeline(ROUND)]
    assert ["nurses-united: founded", *names(TALKS.timeline(ROUND))] == names(everything)
    assert len(inside) == len(set(inside))
    assert everything == timeline(TALKS)


def test_a_round_tells_the_agreements_it_is_about_once() -> None:
    """A round tells the dates of what it renegotiates and of what it produced, be they one."""
    same = attrs.evolve(TALKS.rounds[ROUND], produced=Id("agreement-2021-acme"))
    assert names(TALKS.timeline(ROUND)) == names(talks(same).timeline(ROUND))
    gone = attrs.evolve(same, renegotiates=Id("agreement-2018-acme"), produced=None)
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
    planned = event("vote", session=Id("2024-acme/2024-04-16"))
    (entry,) = talks(planned).timeline(planned.id)
    assert ("2024-04-16/2024-04-18", "2024-acme/2024-04-16") == (str(entry.when), entry.dated_by)


def test_what_nothing_dates_is_left_out() -> None:
    """What has no date, at no session or at one without a date or not there, is not told."""
    bare = attrs.evolve(TALKS.sessions["2024-acme/2024-04-16"], scheduled=None)
    undated = [event("a"), event("b", session=bare.id), event("c", session=Id("2024-acme/gone"))]
    dataset = talks(bare, *undated)
    assert [] == [name for each in undated for name in names(dataset.timeline(each.id))]
    assert [] == names(TALKS.timeline("2024-acme/rec-lifts"))
    elsewhere = attrs.evolve(TALKS.figures["2024-acme/new-2024-05-14"], about=Id("2024-acme/pay"))
    assert [] == names(talks(elsewhere).timeline(elsewhere.id))


def test_a_date_of_its_own_goes_before_that_of_the_session() -> None:
    """What has a date of its own is told once, at that date."""
    (entry,) = TALKS.timeline("2024-acme/mediation")
    assert ("2024-06-12", "2024-acme/mediation") == (str(entry.when), entry.dated_by)


@pytest.mark.parametrize(
    ("expected", "record"),
    [
        ("2024 Acme bargaining", "2024-acme"),
        ("Springfield", "2024-acme/2024-05-14"),
        ("2024-acme/2024-04-16", "2024-acme/2024-04-16"),
        ("Nurses United: a proposal", "2024-acme/nurses-pay"),
        ("Acme Hospitals: Raise pay by 3% a year", "2024-acme/acme-pay"),
        ("Masks for all", "2024-acme/ta-10"),
        ("10 agreements", "2024-acme/new-2024-05-14"),
        ("Each side names a chair", "2024-acme/chairs-named"),
        ("2024-acme/picket", "2024-acme/picket"),
    ],
)
def test_labels(expected: str, record: str) -> None:
    """An entry is labelled as a person would call the record, or else by its id."""
    assert expected == next(e.label for e in TALKS.timeline(ROUND) if e.record == record)


def test_labels_of_the_little_known() -> None:
    """A label makes do with what is known: no number, no name of the metric or of a party."""
    figure = attrs.evolve(TALKS.figures["2024-acme/new-2024-05-14"], metric=Id("beds"), value=None)
    proposal = attrs.evolve(
        TALKS.proposals["2024-acme/acme-pay"], by=(Id("gone"), Id("nurses-united"))
    )
    picket = attrs.evolve(TALKS.job_actions["2024-acme/picket"], reason=Text("Short staffing"))
    dataset = talks(figure, proposal, picket)
    labels = {entry.record: entry.label for entry in dataset.timeline(ROUND)}
    assert "unknown number of beds" == labels[figure.id]
    assert "gone, Nurses United: Raise pay by 3% a year" == labels[proposal.id]
    assert "Short staffing" == labels[picket.id]


@pytest.mark.parametrize(
    ("expected", "day", "certainty"),
    [
        ("nurses-united: founded", "1990-01-01", "certainly"),
        ("2024-04-16: session scheduled", "2024-04-03", "certainly"),
        ("2024-04-16: session scheduled", "2024-04-15", "certainly"),
        ("2024-05-14: session scheduled", "2024-04-16", "certainly"),
        ("pay: work completed", "2024-05-14", "possibly"),
        ("2024-06-11: session held", "2024-05-14", "certainly"),
        ("pay-table: deliverable due", "2024-07-01", "possibly"),
        ("2024-07-09: session scheduled", "2024-07-01", "certainly"),
        (None, "2024-09-30", "certainly"),
        (None, "2024-09-30", "possibly"),
    ],
)
def test_the_next_after_a_day(expected: str | None, day: str, certainty: Any) -> None:
    """The next entry begins after the day for certain, or can begin after it."""
    for given in (day, date.fromisoformat(day), PartialDate(day)):
        found = TALKS.timeline().next_after(given, certainty)
        assert ([] if expected is None else [expected]) == names([found] if found else [])


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
    found = TALKS.timeline().between(first, date.fromisoformat(last), certainty)
    assert expected == names(found)
    assert isinstance(found, Timeline)


def test_questions_of_a_timeline_refuse_what_they_do_not_know() -> None:
    """Days are whole days in order, and certainty is one of two words."""
    entries = TALKS.timeline()
    certain: Any = "sure"
    with pytest.raises(InvalidValue, match="one whole day"):
        entries.next_after("2024-05")
    with pytest.raises(InvalidValue, match="a span whose start is not after its end"):
        entries.between("2024-05-02", "2024-05-01")
    with pytest.raises(UnknownName, match="no certainty 'sure'"):
        entries.next_after("2024-05-01", certain)
    with pytest.raises(UnknownName, match="no certainty 'sure'"):
        entries.between("2024-05-01", "2024-05-02", certain)


def test_as_text() -> None:
    """A timeline is a line for each entry, in columns; long labels are cut at a word."""
    said = Statement(
        id=Id(f"{ROUND}/promise"),
        round=Id(ROUND),
        kind=StatementKind.COMMITMENT,
        by=(Id("acme-hospitals"),),
        about=Id("2024-acme/pay"),
        due=PartialDate("2024-23"),
        summary=Text("Staffing is to be as agreed " + "in every ward " * 10 + "by autumn"),
    )
    cut = f"Staffing is to be as agreed {'in every ward ' * 4}in every ..."
    assert (
        "[2024-05-14..2024-05-17]  work completed   Pay\n"
        "2024-07                   deliverable due  A new pay table\n"
        f"2024-23                   due              {cut}"
    ) == str(talks(said).timeline("2024-acme/pay"))
    assert "" == str(TALKS.timeline("march-bulletin"))


def test_as_a_table() -> None:
    """A timeline is a table: of plain values, and escaped in notebooks."""
    entries = TALKS.timeline("2024-acme/ta-2")
    assert [
        {
            "when": "2024-03-05/2024-03-07",
            "event": "tentative agreement",
            "record": "2024-acme/ta-2",
            "kind": "Outcome",
            "dated_by": "2024-acme/2024-03-05",
            "label": "Safe <lifting> & carrying",
        }
    ] == entries.to_dicts()
    assert "<td>Safe &lt;lifting&gt; &amp; carrying</td>" in entries._repr_html_()
    assert "<1 entries>" == repr(entries)


def test_a_proposed_raise_is_no_raise() -> None:
    """A step of a proposal is told as proposed, one of an agreement as a raise, with its amount."""
    of = {"proposal": "2024-acme/offer", "agreement": "contract"}
    steps = [
        WageStep(
            id=Id(f"2024-acme/step-{name}"),
            round=Id("2024-acme"),
            of=Id(target),
            order=Count(1),
            effective=PartialDate("2024-10-01"),
            percent=Quantity("3%"),
        )
        for name, target in of.items()
    ]
    offer = Proposal(id=Id(of["proposal"]), round=Id("2024-acme"), by=(Id("nurses-united"),))
    entries = timeline(Store([*steps, offer], []))
    assert [("raise", "3%: contract"), ("proposed raise", "3%: 2024-acme/offer")] == [
        (entry.event, entry.label) for entry in entries
    ]
