"""Wage steps, votes and cases: what each needs, and where its record belongs."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given

import kpbargaining as kp
from kpbargaining import strategies
from kpbargaining.records.actions import Case, CaseKind, Vote, VoteKind, VoteOutcome
from kpbargaining.records.bargaining import Proposal, TotalBasis
from kpbargaining.records.kinds import BY_CLASS, AnyRecord
from kpbargaining.records.pay import EffectiveRule, WageStep
from kpbargaining.records.roles import Role
from kpbargaining.values.texts import Count, Id
from kpbargaining.values.when import PartialDate

Make = Callable[[dict[str, Any]], kp.Dataset]

NEW = (WageStep, Vote, Case, Proposal)


@pytest.mark.parametrize("cls", NEW)
def test_everything_reported_needs_evidence(cls: type[AnyRecord]) -> None:
    """All that a source reports of a step, vote, case or proposal is a fact: amounts and days."""
    fields = BY_CLASS[cls].fields.values()
    reported = [f for f in fields if f.type in {kp.Quantity, PartialDate}]
    assert reported
    assert {Role.FACT} == {field.role for field in reported}


@pytest.mark.parametrize("cls", NEW)
def test_strategies_make_them(cls: type[AnyRecord]) -> None:
    """The public strategies make records of the kind, each of that class."""

    @given(strategies.records(cls))
    def is_made(record: AnyRecord) -> None:
        assert cls is type(record)

    is_made()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: WageStep(id=Id("a"), of=Id("b"), order=Count(-1)), "order"),
        (lambda: WageStep(id=Id("a"), of=Id("b"), order=Count(1), rule="later"), "rule"),  # type: ignore[arg-type]
        (lambda: Vote(id=Id("a"), kind=VoteKind.RATIFICATION, by=()), "by"),
        (lambda: Case(id=Id("a"), kind=CaseKind.LAWSUIT, number=7), "number"),  # type: ignore[arg-type]
    ],
)
def test_what_is_refused(make: Callable[[], object], message: str) -> None:
    """A negative place, a rule of no vocabulary, a vote of nobody are refused, by field."""
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
