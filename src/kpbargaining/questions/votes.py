"""Votes: who voted on what, with which counts, and where the turnout comes from."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from attrs import frozen

from kpbargaining.errors import InvalidValue
from kpbargaining.records.actions import Vote, VoteKind, VoteOutcome
from kpbargaining.records.evidence import Basis
from kpbargaining.store.tables import Table
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.when import PartialDate

if TYPE_CHECKING:
    from kpbargaining.store.store import Store

__all__ = ["VoteRow", "vote_log"]

TENTH = Decimal("0.1")


@frozen(kw_only=True)
class VoteRow:
    """One vote, with the counts that sources give."""

    vote: str
    kind: VoteKind
    by: tuple[str, ...]
    unit: str | None
    round: str | None
    on: str | None
    opened: PartialDate | None
    closed: PartialDate | None
    yes_share: Quantity | None
    yes: Quantity | None
    no: Quantity | None
    cast: Quantity | None
    eligible: Quantity | None
    turnout: Quantity | None
    turnout_basis: str
    """`stated`, `derived` from the votes cast and those entitled, or `not reported`."""
    turnout_sources: tuple[str, ...]
    """Who states it; where it is derived, who gives the number of those entitled."""
    outcome: VoteOutcome | None


def vote_log(store: Store, name: str | None = None) -> Table[VoteRow]:
    """Every vote, of a round or of all, by the day it closed; those that failed, too.

    Raises `UnknownName` with the nearest rounds.
    """
    votes = store.votes
    if name is not None:
        votes = votes.where(round=store.round(name).id)
    return Table(VoteRow, [_vote(store, vote) for vote in sorted(votes, key=_key)], "votes")


def _key(vote: Vote) -> tuple[bool, tuple[int, int, str]]:
    when = vote.closed or vote.opened
    return (True, (0, 0, "")) if when is None else (False, when.sort_key)


def _vote(store: Store, vote: Vote) -> VoteRow:
    turnout, basis = _turnout(store, vote)
    counted = {"stated": "turnout", "derived": "eligible"}.get(basis)
    return VoteRow(
        vote=vote.id,
        kind=vote.kind,
        by=vote.by,
        unit=vote.unit,
        round=vote.round,
        on=vote.on,
        opened=vote.opened,
        closed=vote.closed,
        yes_share=vote.yes_share,
        yes=vote.yes,
        no=vote.no,
        cast=vote.cast,
        eligible=vote.eligible,
        turnout=turnout,
        turnout_basis=basis,
        turnout_sources=_sources(store, vote, counted) if counted else (),
        outcome=vote.outcome,
    )


def _turnout(store: Store, vote: Vote) -> tuple[Quantity | None, str]:
    """The turnout and how it is known; ours is worked out only where no record carries one."""
    if vote.turnout is not None:
        bases = {item.basis for item in store.evidence_for(vote.id, "turnout")}
        return vote.turnout, "derived" if bases == {Basis.DERIVED} else "stated"
    cast = vote.cast or _sum(vote.yes, vote.no)
    turnout = _share(cast, vote.eligible) if cast and vote.eligible else None
    return turnout, "not reported" if turnout is None else "derived"


def _sum(yes: Quantity | None, no: Quantity | None) -> Quantity | None:
    if yes is None or no is None:
        return None
    try:
        return yes + no
    except InvalidValue:
        return None


def _share(cast: Quantity, eligible: Quantity) -> Quantity | None:
    """What percentage one count is of another, to a tenth; None where nothing bounds it below.

    It is about so much if either count is, and more than so much if more than that were cast.
    """
    whole = eligible.exact or eligible.about
    part = cast.about if cast.approximate else cast.low
    bounded = part is not None and not cast.approximate and cast.exact is None
    if not whole or part is None or (bounded and eligible.approximate):
        return None
    exact = part * 100 / whole
    share = exact.quantize(TENTH, ROUND_DOWN if bounded else ROUND_HALF_UP)
    about = cast.approximate or eligible.approximate
    mark = "~" if about else "" if not bounded else ">" if cast.low_open else ">="
    return Quantity(f"{mark}{share.normalize():f}%")


def _sources(store: Store, vote: Vote, field: str) -> tuple[str, ...]:
    """Who gives a field the value that the record carries."""
    value, evidence = getattr(vote, field), store.evidence_for(vote.id, field)
    return tuple(dict.fromkeys(e.source for e in evidence if e.supports(field, value)))
