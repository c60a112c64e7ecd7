"""One thing in the world that stands as two records is met with a warning."""

from collections.abc import Callable
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining.checks.doubles import likely_doubles

Make = Callable[[dict[str, Any]], kp.Dataset]

ROUND = "2030-acme"


def doubles(dataset_of: Make, kind: str, home: str, **records: dict[str, Any]) -> list[str]:
    """The records of one kind that are told to be doubles."""
    named = {name.replace("_", "-"): body for name, body in records.items()}
    document = {kind: named}
    if home.startswith("rounds/"):
        document["round"] = {"name": "Talks"}  # type: ignore[dict-item]
    findings = list(likely_doubles(dataset_of({home: document})))
    assert [] == [finding for finding in findings if finding.field is not None]
    return [str(finding.record) for finding in findings]


STRIKE = {"kind": "strike", "by": ["nurses"]}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"held": "2030-05-06/2030-05-08"}, {"held": "2030-05-08/2030-05-09"}, True),
        ({"held": "2030-05-06/2030-05-08"}, {"planned": "2030-05-07/"}, True),
        ({"held": "2030-05-06/2030-05-08"}, {"held": "2030-05-09/2030-05-10"}, False),
        ({"held": "[2030-05-01..2030-05-30]/2030-05-30"}, {"held": "2030-05-09/2030-05-10"}, False),
        ({"held": "2030-05-06/[..2030-05-30]"}, {"held": "2030-05-06/2030-05-10"}, False),
        ({"held": "2030-05-06/2030-05-08"}, {}, False),
        ({}, {}, False),
    ],
)
def test_strikes(dataset_of: Make, one: dict[str, Any], other: dict[str, Any], same: bool) -> None:  # noqa: FBT001 (a case)
    """Two strikes of the same unions with a day in common may be one, entered for each site."""
    found = doubles(dataset_of, "job_actions", "record", a=STRIKE | one, b=STRIKE | other)
    assert (["b"] if same else []) == found


def test_strikes_of_others(dataset_of: Make) -> None:
    """Strikes of other unions, and of unions that no source names, are no doubles."""
    held = {"held": "2030-05-06/2030-05-08"}
    others = {"kind": "strike", "by": ["clerks"]} | held
    assert [] == doubles(dataset_of, "job_actions", "record", a=STRIKE | held, b=others)
    unnamed = {"kind": "strike"} | held
    assert [] == doubles(dataset_of, "job_actions", "record", a=unnamed, b=unnamed)


def test_sessions(dataset_of: Make) -> None:
    """A session that stands under two ids is told by its days."""
    days = {"held": "2030-05-06/2030-05-08"}, {"scheduled": "2030-05-07/2030-05-08"}
    home = f"rounds/{ROUND}"
    assert [f"{ROUND}/b"] == doubles(dataset_of, "sessions", home, a=days[0], b=days[1])


def test_names(dataset_of: Make) -> None:
    """Bodies of one kind, and people, that have the same name but for capitals may be one."""
    acme = {"kind": "employer", "name": "Acme Hospitals"}
    again = {"kind": "employer", "name": "ACME hospitals"}
    assert ["b"] == doubles(dataset_of, "organizations", "parties", a=acme, b=again)
    union = {"kind": "local union", "name": "Acme Hospitals"}
    assert [] == doubles(dataset_of, "organizations", "parties", a=acme, b=union)
    person = {"name": "Ann Doe"}
    assert ["b"] == doubles(dataset_of, "people", "parties", a=person, b=person)


def test_a_crowd_of_one_name(dataset_of: Make) -> None:
    """Of a crowd of the same name the first fifty are compared, each pair once, and no others."""
    crowd = {f"p_{number:02}": {"name": "Ann Doe"} for number in range(60)}
    found = doubles(dataset_of, "people", "parties", **crowd)
    assert {f"p-{number:02}" for number in range(1, 50)} == set(found)
    assert 50 * 49 / 2 == len(found)


def test_votes_and_memberships(dataset_of: Make) -> None:
    """A vote on the same thing and day, or a membership begun twice on one day, is told."""
    vote = {"kind": "ratification", "by": ["nurses"], "closed": "2030-05-06"}
    assert ["b"] == doubles(dataset_of, "votes", "record", a=vote, b=vote)
    later = vote | {"closed": "2030-06-06"}
    assert [] == doubles(dataset_of, "votes", "record", a=vote, b=later)
    member = {"member": "nurses", "body": "coalition", "since": "2030"}
    assert [] == doubles(dataset_of, "memberships", "parties", a=member, b=member)
    dated = member | {"since": "2030-05-06"}
    assert ["b"] == doubles(dataset_of, "memberships", "parties", a=dated, b=dated)
