"""Votes: every count as sources give it, and a turnout that says where it comes from."""

from collections.abc import Callable
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining.questions import TurnoutBasis

Make = Callable[[dict[str, Any]], kp.Dataset]

PAPER = {"kind": "article", "title": "Vote", "publisher": "Springfield Post", "voice": "press"}
FLYER = {"kind": "flyer", "title": "Vote", "publisher": "Nurses United", "voice": "union"}
SOURCES = {"paper": PAPER, "flyer": FLYER}


def strike_vote(*evidence: dict[str, Any], **counts: str) -> dict[str, Any]:
    """Give the plain form of the nurses' vote on a strike."""
    vote: dict[str, Any] = {"kind": "strike authorization", "by": ["nurses-united"]} | counts
    return vote | ({"evidence": list(evidence)} if evidence else {})


def voted(dataset_of: Make, **votes: dict[str, Any]) -> kp.Dataset:
    """Give a dataset with votes of one round, and one vote outside of it."""
    outside = {"outside": strike_vote(closed="2001-01-01")}
    return dataset_of(
        {
            "sources": {"sources": SOURCES},
            "rounds/2030-acme": {"round": {"name": "2030 Acme bargaining"}, "votes": votes},
            "record": {"votes": outside},
        }
    )


def test_votes_stand_by_date(dataset_of: Make) -> None:
    """Votes stand by the day closed, else opened, else planned; those without a day come last."""
    dataset = voted(
        dataset_of,
        a=strike_vote(outcome="rejected"),
        b=strike_vote(opened="2030-05-01", closed="2030-05-09"),
        c=strike_vote(opened="2030-05-08"),
        d=strike_vote(planned="2030-05-07/2030-05-30"),
    )
    inside = ["2030-acme/d", "2030-acme/c", "2030-acme/b", "2030-acme/a"]
    assert inside == [row.vote for row in dataset.vote_log("2030-acme")]
    assert ["outside", *inside] == [row.vote for row in dataset.vote_log()]
    assert ["2030-acme/a"] == [row.vote for row in dataset.vote_log().where(outcome="rejected")]


def test_an_announced_ballot_is_no_held_one(dataset_of: Make) -> None:
    """The days that a vote was announced for stand apart from those on which it was held."""
    announced = strike_vote(planned="2030-05-07/2030-05-30", unit="Clerks")
    (row,) = voted(dataset_of, a=announced).vote_log("2030-acme")
    assert ("2030-05-07/2030-05-30", None, None) == (str(row.planned), row.opened, row.closed)
    assert ("Clerks", ("nurses-united",), None) == (row.unit, row.by, row.on)


@pytest.mark.parametrize(
    ("counts", "turnout"),
    [
        ({"cast": "600", "eligible": "800"}, "75%"),
        ({"cast": "667", "eligible": "1000"}, "66.7%"),
        ({"cast": "2", "eligible": "3"}, "66.7%"),
        ({"yes": "500", "no": "100", "eligible": "800"}, "75%"),
        ({"yes": ">500", "no": "100", "eligible": "800"}, ">75%"),
        ({"cast": "~600", "eligible": "800"}, "~75%"),
        ({"cast": "600", "eligible": "~800"}, "~75%"),
        ({"cast": ">18000", "eligible": "21000"}, ">85.7%"),
        ({"cast": ">=2", "eligible": "3"}, ">=66.6%"),
        ({"cast": "2..3", "eligible": "3"}, ">=66.6%"),
        ({"cast": "100", "eligible": "100"}, "100%"),
    ],
)
def test_a_turnout_worked_out(dataset_of: Make, counts: dict[str, str], turnout: str) -> None:
    """A turnout no source states is votes cast of those entitled, as exact as its counts."""
    (row,) = voted(dataset_of, a=strike_vote(**counts)).vote_log("2030-acme")
    assert (turnout, TurnoutBasis.DERIVED) == (str(row.turnout), row.turnout_basis)


@pytest.mark.parametrize(
    "counts",
    [
        {},
        {"yes_share": "98%"},
        {"cast": "600"},
        {"eligible": "800"},
        {"yes": "500", "eligible": "800"},
        {"yes": "~500", "no": ">10", "eligible": "800"},
        {"cast": "<600", "eligible": "800"},
        {"cast": "600", "eligible": ">800"},
        {"cast": ">600", "eligible": "~800"},
        {"cast": "0", "eligible": "0"},
    ],
    ids=str,
)
def test_no_turnout(dataset_of: Make, counts: dict[str, str]) -> None:
    """Where the counts bound no turnout from below, there is none, and no source is named."""
    (row,) = voted(dataset_of, a=strike_vote(**counts)).vote_log("2030-acme")
    assert (None, None, ()) == (row.turnout, row.turnout_basis, row.turnout_sources)


@pytest.mark.parametrize(
    "counts",
    [
        {"yes": "500", "no": "301", "eligible": "800"},
        {"cast": "~801", "eligible": "800"},
        {"cast": "900", "eligible": "~800"},
        {"yes": ">790", "no": "20", "eligible": "800"},
    ],
    ids=str,
)
def test_more_votes_than_members(dataset_of: Make, counts: dict[str, str]) -> None:
    """Counts that give more than all members count different people: no turnout, but a reason."""
    entitled = {"from": "paper", "for": ["eligible"]}
    (row,) = voted(dataset_of, a=strike_vote(entitled, **counts)).vote_log("2030-acme")
    assert (None, TurnoutBasis.IMPOSSIBLE) == (row.turnout, row.turnout_basis)
    assert ("more votes than members", ("paper",)) == (str(row.turnout_basis), row.turnout_sources)


def test_who_gives_the_turnout(dataset_of: Make) -> None:
    """A stated turnout names who states it, a derived one who counts those entitled."""
    stated = {"from": "flyer", "for": ["turnout"]}
    derived = stated | {"basis": "derived", "note": "Votes cast of members"}
    entitled = {"from": "paper", "for": ["eligible"]}
    other = {"from": "flyer", "says": {"eligible": "900"}, "note": "It counts more"}
    dataset = voted(
        dataset_of,
        a=strike_vote(stated, entitled, turnout="90%", eligible="800"),
        b=strike_vote(derived, entitled, turnout="90%", eligible="800"),
        c=strike_vote(other, entitled, cast="720", eligible="800"),
    )
    assert [
        ("90%", "stated", ("flyer",)),
        ("90%", "derived", ("paper",)),
        ("90%", "derived", ("paper",)),
    ] == [
        (str(row.turnout), row.turnout_basis, row.turnout_sources)
        for row in dataset.vote_log("2030-acme")
    ]


def test_a_misspelt_round(dataset_of: Make) -> None:
    """A misspelt round is refused with the nearest that there are."""
    with pytest.raises(kp.UnknownName, match=r"^no round ") as caught:
        voted(dataset_of).vote_log("2030-akme")
    assert ("2030-acme",) == tuple(caught.value.nearest)


def test_a_turnout_from_unlike_numbers() -> None:
    """The turnout of the strike vote of 2019 is derived, and names whose count."""
    votes = kp.load("2026.2").vote_log("2019-coalition")
    (row,) = votes.where(vote="2019-coalition/vote-strike-seiu-uhw")
    assert (">37000", "867", "~57000") == (str(row.yes), str(row.no), str(row.eligible))
    assert ("~67%", "derived") == (str(row.turnout), row.turnout_basis)
    assert ("slo-tribune-2019-california-members-back-strike",) == row.turnout_sources


def test_votes_that_failed_are_kept() -> None:
    """The record has the pharmacists' first vote of 2021, which rejected the agreement."""
    votes = kp.load("2026.2").vote_log("2021-alliance").where(outcome="rejected")
    assert ["2021-alliance/vote-ratification-upsc-first"] == [row.vote for row in votes]
