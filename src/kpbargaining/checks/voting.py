"""Checks of votes: the counts fit one another, the outcome fits the question and the counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpbargaining.checks.findings import Finding, error, warning
from kpbargaining.records.actions import VoteKind, VoteOutcome
from kpbargaining.records.agreements import Agreement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from kpbargaining.store.store import Store
    from kpbargaining.values.quantity import Quantity

__all__ = ["ballots", "results", "votes"]

WHOLE, HALF, LARGE, FEWEST, ABOUT = 100, 50, 67, 80, 5
"""Shares in percent: all, most, more than rules ask for, what is not blank, and "about"."""


def votes(store: Store) -> Iterator[Finding]:
    """Votes for and against are no more than were cast, and make about the stated shares."""
    for vote in store.votes:
        cast = _number(vote.cast)
        yes, no = _number(vote.yes), _number(vote.no)
        if yes is not None and no is not None:
            for name, most in (("cast", vote.cast), ("eligible", vote.eligible)):
                if most is not None and most.high is not None and yes + no > most.high:
                    yield error("votes", vote.id, name, f"{yes + no} voted, of {most}")
            if cast is not None and (yes + no) * WHOLE < cast * FEWEST:
                yield warning("votes", vote.id, "cast", f"{cast} voted, {yes + no} for or against")
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
    """A strike is authorized and a deal ratified, by a majority, of those whom it concerns."""
    for vote in store.votes:
        on = store.get(vote.on)
        strike = vote.kind is VoteKind.STRIKE_AUTHORIZATION
        wrong = VoteOutcome.RATIFIED if strike else VoteOutcome.AUTHORIZED
        if vote.outcome is wrong:
            yield warning("outcome", vote.id, "outcome", f"a {vote.kind} is not {vote.outcome}")
        if on is not None and strike is isinstance(on, Agreement):
            yield warning("outcome", vote.id, "on", f"a {vote.kind} is not on {on.id}")
        carried = vote.outcome not in (None, VoteOutcome.REJECTED)
        action = store.job_actions.get(vote.on)
        if action and action.by and not _kin(store, vote.by) & _kin(store, action.by):
            yield warning("strangers", vote.id, "on", f"{action.id} is a strike of others")
        if carried and _is_minority(vote.yes, vote.no, vote.yes_share):
            yield warning("minority", vote.id, "outcome", "most votes were against")
        if vote.outcome is VoteOutcome.REJECTED and _is_large(vote.yes, vote.no, vote.yes_share):
            yield warning("majority", vote.id, "outcome", "most votes were in favor")


def _kin(store: Store, names: Iterable[str]) -> set[str]:
    """These bodies, those that they are parts or members of, and so on."""
    found: set[str] = set()
    waiting = [*names]
    while waiting:
        name = waiting.pop()
        body = store.organizations.get(name)
        if body is not None and name not in found:
            found.add(name)
            waiting += [each.body for each in store.memberships.having("member", name)]
            waiting += [body.parent] if body.parent else []
    return found


def _is_minority(yes: Quantity | None, no: Quantity | None, share: Quantity | None) -> bool:
    """Whether no more than half of the votes were in favor: certainly, or clearly if about."""
    fewer = yes is not None and no is not None and no.certainly_exceeds(yes)
    none = yes is not None and yes.exact == 0
    most = (share.high if share.about is None else share.about + ABOUT) if share else None
    return fewer or none or (most is not None and most < HALF)


def _is_large(yes: Quantity | None, no: Quantity | None, share: Quantity | None) -> bool:
    """Whether certainly more than two thirds of the votes were in favor, all that rules ask for."""
    for_it, against = _number(yes), _number(no)
    voted = for_it + against if for_it is not None and against is not None else None
    least = share.low if share and share.low is not None else _percent(for_it, voted)
    return least is not None and least > LARGE


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
