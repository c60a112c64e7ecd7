"""Checks of votes: the counts fit one another, the outcome fits the question and the counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpbargaining.checks.findings import Finding, error, warning
from kpbargaining.records.actions import VoteKind, VoteOutcome
from kpbargaining.records.agreements import Agreement

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from kpbargaining.store.store import Store
    from kpbargaining.values.quantity import Quantity

__all__ = ["ballots", "results", "votes"]

WHOLE, HALF = 100, 50


def votes(store: Store) -> Iterator[Finding]:
    """Votes for and against are no more than were cast, and make about the stated shares."""
    for vote in store.votes:
        cast = _number(vote.cast)
        yes, no = _number(vote.yes), _number(vote.no)
        if yes is not None and no is not None:
            for name, most in (("cast", vote.cast), ("eligible", vote.eligible)):
                if most is not None and most.high is not None and yes + no > most.high:
                    yield error("votes", vote.id, name, f"{yes + no} voted, of {most}")
            share = _percent(yes, yes + no)
            if _differs(share, vote.yes_share):
                sentence = f"{yes} of {yes + no} votes are not {vote.yes_share}"
                yield warning("share", vote.id, "yes_share", sentence)
        turnout = _percent(cast, _number(vote.eligible))
        if _differs(turnout, vote.turnout):
            sentence = f"{cast} of {vote.eligible} are not {vote.turnout}"
            yield warning("share", vote.id, "turnout", sentence)


def _number(amount: Quantity | None) -> Decimal | None:
    return amount.number if amount else None


def _percent(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    return part * WHOLE / whole if part is not None and whole else None


def _differs(share: Decimal | None, told: Quantity | None) -> bool:
    """Whether a share worked out is by more than a point another one than is told."""
    number = _number(told)
    return share is not None and number is not None and abs(share - number) > 1


def results(store: Store) -> Iterator[Finding]:
    """A strike is authorized and an agreement ratified, and not by a minority of the votes."""
    for vote in store.votes:
        on = store.get(vote.on)
        strike = vote.kind is VoteKind.STRIKE_AUTHORIZATION
        wrong = VoteOutcome.RATIFIED if strike else VoteOutcome.AUTHORIZED
        if vote.outcome is wrong:
            yield warning("outcome", vote.id, "outcome", f"a {vote.kind} is not {vote.outcome}")
        if on is not None and strike is isinstance(on, Agreement):
            yield warning("outcome", vote.id, "on", f"a {vote.kind} is not on {on.id}")
        carried = vote.outcome not in (None, VoteOutcome.REJECTED)
        if carried and _is_minority(vote.yes, vote.no, vote.yes_share):
            yield warning("minority", vote.id, "outcome", "most votes were against")


def _is_minority(yes: Quantity | None, no: Quantity | None, share: Quantity | None) -> bool:
    """Whether certainly no more than half of the votes were in favor."""
    fewer = yes is not None and no is not None and no.certainly_exceeds(yes)
    return fewer or (share is not None and share.high is not None and share.high < HALF)


def ballots(store: Store) -> Iterator[Finding]:
    """A vote is over before the strike it allows, and not before the deal that it ratifies."""
    for vote in store.votes:
        deal, action = store.agreements.get(vote.on), store.job_actions.get(vote.on)
        held = action.held if action else None
        reached = deal.reached if deal else None
        if vote.closed is None or vote.outcome is VoteOutcome.REJECTED:
            continue
        if held is not None and held.certainly_before(vote.closed):
            sentence = f"{vote.closed} is after the strike, {held}"
            yield warning("late-vote", vote.id, "closed", sentence)
        if reached is not None and vote.closed.certainly_before(reached):
            sentence = f"{vote.closed} is before the deal, {reached}"
            yield warning("early-vote", vote.id, "closed", sentence)
