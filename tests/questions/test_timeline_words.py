"""How a timeline is told: what a person calls an entry, and what a short telling has."""

from pathlib import Path
from typing import Any

import attrs
import pytest

from kpbargaining.dataset import Dataset
from kpbargaining.files.folders import read
from kpbargaining.records.actions import JobAction, JobActionKind, Vote, VoteKind, VoteOutcome
from kpbargaining.records.agreements import Agreement, AgreementKind
from kpbargaining.records.bargaining import Proposal, SessionFormat
from kpbargaining.records.kinds import AnyRecord
from kpbargaining.records.parties import Membership
from kpbargaining.records.pay import WageStep
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.when import PartialDate, Span

TALKS = read(Path(__file__).parents[1] / "samples" / "talks")
ROUND = "2024-acme"
BALLOT = Vote(id="vote", kind=VoteKind.RATIFICATION, by=("nurses-united",))


def talks(*changed: AnyRecord) -> Dataset:
    """The talks with some records put in."""
    records = {record.id: record for record in [*TALKS.records(), *changed]}
    return Dataset(records.values(), TALKS.evidence)


def strike(**stages: Any) -> JobAction:
    """A strike that reached these stages."""
    return JobAction(id="strike", kind=JobActionKind.STRIKE, **stages)


@pytest.mark.parametrize(
    ("expected", "record"),
    [
        ("2024 Acme bargaining", "2024-acme"),
        ("session, Springfield", "2024-acme/2024-05-14"),
        ("session", "2024-acme/2024-04-16"),
        ("Nurses United: a proposal", "2024-acme/nurses-pay"),
        ("Acme Hospitals: Raise pay by 3% a year", "2024-acme/acme-pay"),
        ("Masks for all", "2024-acme/ta-10"),
        ("10 agreements", "2024-acme/new-2024-05-14"),
        ("Each side names a chair", "2024-acme/chairs-named"),
        ("picket of Nurses United", "2024-acme/picket"),
    ],
)
def test_labels(expected: str, record: str) -> None:
    """An entry is labelled as a person would call the record, and never by its id."""
    assert expected == next(e.label for e in TALKS.timeline(ROUND) if e.record == record)


def test_labels_of_the_little_known() -> None:
    """A label makes do with what is known: no number, no name of the metric or of a party."""
    figure = attrs.evolve(TALKS.figures["2024-acme/new-2024-05-14"], metric="beds", value=None)
    proposal = attrs.evolve(TALKS.proposals["2024-acme/acme-pay"], by=("gone", "nurses-united"))
    picket = attrs.evolve(TALKS.job_actions["2024-acme/picket"], reason="Short staffing")
    dataset = talks(figure, proposal, picket)
    labels = {entry.record: entry.label for entry in dataset.timeline(ROUND)}
    assert "unknown number of things" == labels[figure.id]
    assert "gone, Nurses United: Raise pay by 3% a year" == labels[proposal.id]
    assert "picket of Nurses United: Short staffing" == labels[picket.id]


@pytest.mark.parametrize(
    ("expected", "told"),
    [
        ("session 3, Ogden", {"ordinal": 3, "place": "Ogden", "format": SessionFormat.VIRTUAL}),
        ("session 3", {"ordinal": 3}),
        ("session, virtual", {"format": SessionFormat.VIRTUAL}),
    ],
)
def test_the_label_of_a_session(expected: str, told: dict[str, Any]) -> None:
    """A session is labelled by its number, and by its place or else how the parties met."""
    session = attrs.evolve(TALKS.sessions["2024-acme/2024-04-16"], **told)
    assert expected == talks(session).timeline(session.id)[0].label


@pytest.mark.parametrize(
    ("expected", "market"),
    [
        ("Nurses United in Acme Hospitals (market-north)", "market-north"),
        ("Nurses United in Acme Hospitals", None),
    ],
)
def test_the_label_of_a_membership(expected: str, market: str | None) -> None:
    """A membership is labelled by who belongs to what, and in which market."""
    membership = Membership(
        id="m",
        member="nurses-united",
        body="acme-hospitals",
        since=PartialDate("2024"),
        market=market,
    )
    assert expected == talks(membership).timeline("m")[0].label


@pytest.mark.parametrize(
    ("expected", "places"),
    [
        ("strike (a): Pay", "a"),
        ("strike (a, b, c, d, e): Pay", "abcde"),
        ("strike (a, b, c, d, 2 more): Pay", "abcdef"),
    ],
)
def test_the_label_of_a_strike(expected: str, places: str) -> None:
    """A strike is labelled by where and why it was; of many places by the first."""
    held = strike(held=Span("2024-05-06/"), reason="Pay", places=tuple(places))
    assert expected == talks(held).timeline("strike")[0].label


def test_whom_a_number_counts() -> None:
    """A number that a source limits says among whom."""
    figure = attrs.evolve(TALKS.figures["2024-acme/new-2024-05-14"], among="nurses")
    assert "10 agreements, nurses" == talks(figure).timeline(figure.id)[0].label


def test_the_label_of_a_vote() -> None:
    """A vote is labelled by what it is, who votes, in which unit, and how it ended."""
    vote = attrs.evolve(BALLOT, closed=PartialDate("2024-05-09"))
    full = attrs.evolve(vote, unit="Clerks", outcome=VoteOutcome.REJECTED)
    assert ["ratification by Nurses United", "ratification by Nurses United, Clerks: rejected"] == [
        talks(each).timeline("vote")[0].label for each in (vote, full)
    ]


def test_the_label_of_a_step_of_pay() -> None:
    """A step of pay is labelled by its amount, and by what it is a step of if that is there."""
    step = WageStep(id="step", of="agreement-2021-acme", order=1, effective=PartialDate("2024"))
    steps = [
        attrs.evolve(step, lump_sum=Quantity("900 USD")),
        attrs.evolve(step, markets=("market-north", "gone"), whom="night shift"),
        step,
        attrs.evolve(step, of="gone"),
        attrs.evolve(step, of="step", percent=Quantity("3%")),
    ]
    assert [
        "900 USD once: 2021 Acme agreement",
        "unknown amount (market-north, gone, night shift): 2021 Acme agreement",
        "unknown amount: 2021 Acme agreement",
        "unknown amount",
        "3%",
    ] == [talks(each).timeline("step")[0].label for each in steps]


def test_a_proposed_raise_is_no_raise() -> None:
    """A step of a proposal is told as proposed, one of an agreement as a raise, with its amount."""
    of = {"proposal": "2024-acme/offer", "agreement": "contract"}
    steps = [
        WageStep(
            id=f"2024-acme/step-{name}",
            round="2024-acme",
            of=target,
            order=1,
            effective=PartialDate("2024-10-01"),
            percent=Quantity("3%"),
        )
        for name, target in of.items()
    ]
    offer = Proposal(id="2024-acme/offer", round="2024-acme", by=("nurses-united",))
    contract = Agreement(id="contract", kind=AgreementKind.NATIONAL, name="Pact")
    assert [
        ("proposed raise", "3%: nurses-united: a proposal", False),
        ("raise", "3%: Pact", True),
    ] == sorted(
        (entry.event, entry.label, entry.story)
        for entry in Dataset([*steps, offer, contract], []).timeline()
    )


def test_a_short_telling() -> None:
    """The story has sessions, offers, deals, votes and strikes; of a session held not its plan."""
    story = TALKS.timeline(ROUND).where(story=True)
    assert [
        ("agreement-2021-acme", "in force"),
        ("agreement-2021-acme", "ratified"),
        ("2024-acme/picket", "notice given"),
        ("2024-acme", "bargaining opened"),
        ("2024-acme/2024-03-05", "session held"),
        ("2024-acme/nurses-pay", "proposal"),
        ("2024-acme/picket", "planned"),
        ("2024-acme/2024-04-16", "session scheduled"),
        ("2024-acme/2024-05-14", "session held"),
        ("2024-acme/acme-pay", "proposal"),
        ("2024-acme/2024-06-11", "session held"),
        ("2024-acme/2024-07-09", "session scheduled"),
        ("agreement-2021-acme", "expires"),
    ] == [(entry.record, entry.event) for entry in story]


NOTICED = PartialDate("2024-04-26")


@pytest.mark.parametrize(
    ("story", "record"),
    [
        (["notice given", "planned"], strike(noticed=NOTICED, planned=Span("2024-05-06/"))),
        (["averted"], strike(noticed=NOTICED, averted=PartialDate("2024-05-01"))),
        (
            ["held"],
            strike(
                noticed=NOTICED, planned=Span("2024-05-06/"), held=Span("2024-05-06/2024-05-08")
            ),
        ),
        (["vote planned"], attrs.evolve(BALLOT, planned=Span("2024-05-06/"))),
        (["vote opened"], attrs.evolve(BALLOT, opened=PartialDate("2024-05-06"))),
        (
            ["vote closed"],
            attrs.evolve(
                BALLOT,
                planned=Span("2024-05-06/"),
                opened=PartialDate("2024-05-06"),
                closed=PartialDate("2024-05-09"),
            ),
        ),
    ],
    ids=str,
)
def test_the_last_stage_is_the_story(story: list[str], record: AnyRecord) -> None:
    """Of a strike or a vote a short telling has what came of it, or else what was meant to."""
    entries = talks(record).timeline(record.id)
    assert story == [entry.event for entry in entries.where(story=True)]
