"""Wage steps, votes and cases: what each needs, and where its record belongs."""

from collections.abc import Callable
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining.records.actions import Case, CaseKind, Vote, VoteKind, VoteOutcome
from kpbargaining.records.agreements import TotalBasis
from kpbargaining.records.pay import EffectiveRule, WageStep

Make = Callable[[dict[str, Any]], kp.Dataset]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: WageStep(id="a", of="b", order=0), "order"),
        (lambda: WageStep(id="a", of="b", order=1, percent=kp.Quantity("300%")), "percent"),
        (lambda: WageStep(id="a", of="b", order=1, percent=kp.Quantity("3")), "percent"),
        (lambda: WageStep(id="a", of="b", order=1, lump_sum=kp.Quantity("6000")), "lump_sum"),
        (lambda: WageStep(id="a", of="b", order=1, effective=kp.PartialDate("0001")), "effective"),
        (lambda: WageStep(id="a", of="b", order=1, rule="later"), "rule"),  # type: ignore[arg-type]
        (lambda: Vote(id="a", kind=VoteKind.RATIFICATION, by=()), "by"),
        (lambda: Case(id="a", kind=CaseKind.LAWSUIT, number=7), "number"),  # type: ignore[arg-type]
    ],
)
def test_what_is_refused(make: Callable[[], object], message: str) -> None:
    """A step 0, an absurd raise, a rule of no vocabulary, a vote of nobody are refused."""
    with pytest.raises(kp.InvalidValue, match=message) as caught:
        make()
    assert message == caught.value.field


def test_their_homes(dataset_of: Make) -> None:
    """Each is read from a round's file, or without a round from the file of its kind."""
    vote = {"kind": "ratification", "by": ["nurses-united"], "outcome": "rejected"}
    step = {"of": "contract", "order": 1, "rule": "on ratification", "percent": "3%"}
    case = {"kind": "unfair labor practice", "filed": "2030-05"}
    offer = {"by": ["nurses-united"], "claimed_total": "9%", "claimed_basis": "simple"}
    dataset = dataset_of(
        {
            "agreements": {"wage_steps": {"step": step}},
            "record": {"votes": {"vote": vote}, "cases": {"case": case}},
            "rounds/2030-acme": {
                "round": {"name": "2030 Acme bargaining"},
                "wage_steps": {"step": step},
                "votes": {"vote": vote},
                "cases": {"case": case},
                "proposals": {"offer": offer},
            },
        }
    )
    assert {"step": None, "2030-acme/step": "2030-acme"} == {
        each.id: each.round for each in dataset.wage_steps
    }
    assert {EffectiveRule.ON_RATIFICATION} == {each.rule for each in dataset.wage_steps}
    assert {VoteOutcome.REJECTED} == {each.outcome for each in dataset.votes}
    assert ("2030-acme/case", "case") == dataset.cases.ids
    (proposal,) = dataset.proposals
    assert (kp.Quantity("9%"), TotalBasis.SIMPLE) == (
        proposal.claimed_total,
        proposal.claimed_basis,
    )
