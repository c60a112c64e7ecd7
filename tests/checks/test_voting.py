"""Checks of votes: each finds what it is there for, and passes the rest."""

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from kpbargaining.checks import voting
from kpbargaining.records.actions import JobAction, JobActionKind, Vote, VoteKind, VoteOutcome
from kpbargaining.records.parties import Membership, Organization, OrganizationKind
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.when import PartialDate, Span

Found = Callable[..., list[str]]

PACT = "agreement-2021-acme"
RATIFICATION, AUTHORIZATION = VoteKind.RATIFICATION, VoteKind.STRIKE_AUTHORIZATION
STRIKE = JobAction(id="strike", kind=JobActionKind.STRIKE, held=Span("2024-05-13/2024-05-14"))
REACHED = (PACT, {"reached": PartialDate("2021-11-01")})


def vote(kind: VoteKind = RATIFICATION, **more: Any) -> Vote:
    """A vote; its counts are given as text."""
    plain = ("on", "closed", "outcome")
    values: dict[str, Any] = {
        n: value if n in plain else Quantity(value) for n, value in more.items()
    }
    return Vote(id="vote", kind=kind, by=("nurses-united",), **values)


TENTH: list[dict[str, Any]] = [{"yes_share": "~10%"}, {"yes_share": "~44.5%"}, {"yes": "0"}]
MOST: list[dict[str, Any]] = [
    {"yes_share": "95%"},
    {"yes_share": ">67.5%"},
    {"yes": "90", "no": "10"},
]

TWO_THIRDS_OR_LESS: list[dict[str, Any]] = [
    {"yes_share": "66.7%"},
    {"yes_share": "67%"},
    {"yes": "60", "no": "40"},
    {"yes": "0", "no": "0"},
    {"yes": "90"},
]

FAULTS: list[tuple[Any, list[str], list[Any]]] = [
    (voting.votes, ["votes vote cast"], [vote(yes="900", no="200", cast="1000")]),
    (voting.votes, ["votes vote cast"], [vote(yes="900", no="~200", cast="<=1000")]),
    (voting.votes, ["votes vote eligible"], [vote(yes="900", no="200", eligible="1000")]),
    (voting.votes, ["share vote yes_share"], [vote(yes="900", no="100", yes_share="92%")]),
    (voting.votes, ["share vote yes_share"], [vote(yes="900", no="100", yes_share="~92%")]),
    (voting.votes, ["share vote turnout"], [vote(cast="500", eligible="1000", turnout="52%")]),
    (
        voting.results,
        ["outcome vote outcome"],
        [vote(AUTHORIZATION, outcome=VoteOutcome.RATIFIED)],
    ),
    (voting.results, ["outcome vote outcome"], [vote(outcome=VoteOutcome.AUTHORIZED)]),
    (voting.results, ["outcome vote on"], [vote(on="strike"), STRIKE]),
    (voting.results, ["outcome vote on"], [vote(AUTHORIZATION, on=PACT)]),
    (
        voting.results,
        ["minority vote outcome"],
        [vote(yes="100", no=">100", outcome=VoteOutcome.RATIFIED)],
    ),
    (
        voting.results,
        ["minority vote outcome"],
        [vote(yes_share="49%", outcome=VoteOutcome.RATIFIED)],
    ),
    (
        voting.ballots,
        ["late-vote vote closed"],
        [vote(AUTHORIZATION, on="strike", closed=PartialDate("2024-05-15")), STRIKE],
    ),
    (
        voting.ballots,
        ["early-vote vote closed"],
        [vote(on=PACT, closed=PartialDate("2021-10-31")), REACHED],
    ),
    (
        voting.ballots,
        ["early-vote vote closed"],
        [
            attrs.evolve(vote(on=PACT), id="a-vote-without-a-day"),
            vote(on=PACT, closed=PartialDate("2021-10-31")),
            REACHED,
        ],
    ),
    (voting.votes, ["votes vote cast"], [vote(yes="300", no="100", cast="1000")]),
    (voting.votes, ["votes vote cast"], [vote(yes="700", no="99", cast="1000")]),
    *(
        (voting.results, ["minority vote outcome"], [vote(outcome=VoteOutcome.RATIFIED, **counts)])
        for counts in TENTH
    ),
    *(
        (voting.results, ["majority vote outcome"], [vote(outcome=VoteOutcome.REJECTED, **counts)])
        for counts in MOST
    ),
    (
        voting.results,
        ["strangers vote on"],
        [vote(AUTHORIZATION, on="strike"), attrs.evolve(STRIKE, by=("acme-hospitals",))],
    ),
]

HARMLESS: list[tuple[Any, list[Any]]] = [
    *((getattr(voting, name), []) for name in voting.__all__),
    (voting.votes, [vote()]),
    (voting.votes, [vote(yes="900", no="100", cast="1000", eligible="1000", yes_share="90%")]),
    (voting.votes, [vote(yes="900", no="200", cast=">1000", eligible="~1000")]),
    (voting.votes, [vote(yes=">900", no="200", cast="1000")]),
    (voting.votes, [vote(yes="0", no="0", yes_share="0%")]),
    (voting.votes, [vote(yes="900", no="100", yes_share="91%")]),
    (voting.votes, [vote(yes="900", no="100", yes_share=">50%")]),
    (voting.votes, [vote(cast="0", eligible="0", turnout="50%")]),
    (voting.votes, [vote(cast="500", eligible="1000", turnout="51%")]),
    (voting.results, [vote(on=PACT, outcome=VoteOutcome.RATIFIED, yes_share="50%")]),
    (voting.results, [vote(on="gone", outcome=VoteOutcome.REJECTED, yes_share="20%")]),
    (voting.results, [vote(AUTHORIZATION, on="strike", yes="100", no="900"), STRIKE]),
    (
        voting.results,
        [vote(AUTHORIZATION, outcome=VoteOutcome.AUTHORIZED, yes="~100", no="~900")],
    ),
    (voting.results, [vote(outcome=VoteOutcome.RATIFIED, yes="100", yes_share=">40%")]),
    (
        voting.ballots,
        [vote(AUTHORIZATION, on="strike", closed=PartialDate("2024-05")), STRIKE],
    ),
    (voting.ballots, [vote(AUTHORIZATION, on="strike"), STRIKE]),
    (
        voting.ballots,
        [
            vote(on=PACT, closed=PartialDate("2021-10-31"), outcome=VoteOutcome.REJECTED),
            REACHED,
        ],
    ),
    (voting.ballots, [vote(on=PACT, closed=PartialDate("2021-11-01")), REACHED]),
    (voting.ballots, [vote(on=PACT, closed=PartialDate("2001"))]),
    (voting.votes, [vote(yes="750", no="50", cast="1000")]),
    (voting.results, [vote(outcome=VoteOutcome.RATIFIED, yes_share="~45%")]),
    *(
        (voting.results, [vote(outcome=VoteOutcome.REJECTED, **counts)])
        for counts in TWO_THIRDS_OR_LESS
    ),
    (
        voting.results,
        [
            vote(AUTHORIZATION, on="strike"),
            attrs.evolve(STRIKE, by=("local", "gone")),
            Organization(
                id="local", kind=OrganizationKind.LOCAL_UNION, name="Local", parent="carers"
            ),
            Organization(id="carers", kind=OrganizationKind.COALITION, name="Carers"),
            Membership(id="joined", member="nurses-united", body="carers"),
        ],
    ),
]


@pytest.mark.parametrize(("check", "expected", "changes"), FAULTS)
def test_a_check_finds(found: Found, check: Any, expected: list[str], changes: list[Any]) -> None:
    """A check finds what it is there to find, and where it is."""
    assert expected == found(check, *changes)


@pytest.mark.parametrize(("check", "changes"), HARMLESS)
def test_a_check_passes(found: Found, check: Any, changes: list[Any]) -> None:
    """A check finds nothing where nothing is wrong, or where nothing can be told."""
    assert [] == found(check, *changes)


def test_every_check_is_tried() -> None:
    """Every check of the module has a sample here that trips it, and one that passes."""
    named = {getattr(voting, name) for name in voting.__all__}
    assert named == {check for check, _, _ in FAULTS} == {check for check, _ in HARMLESS}
