"""Votes: who voted on what, with which counts, and where the turnout comes from."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import field, frozen

from kpbargaining.errors import InvalidValue
from kpbargaining.records.actions import Vote, VoteKind, VoteOutcome
from kpbargaining.records.evidence import Basis
from kpbargaining.records.roles import column
from kpbargaining.records.showing import Shown
from kpbargaining.store.asking import question
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Id, Text
from kpbargaining.values.when import PartialDate, Span, by_date

if TYPE_CHECKING:
    from kpbargaining.store.store import Store
    from kpbargaining.tables.table import Table

__all__ = ["TurnoutBasis", "VoteRow", "vote_log"]

TENTH = Decimal("0.1")
ALL = 100


class TurnoutBasis(StrEnum):
    """How a turnout is known."""

    STATED = "stated"
    DERIVED = "derived"
    """From the votes cast and the members entitled."""
    IMPOSSIBLE = "more votes than members"
    """The numbers would give more than all: they count different people, so there is none."""


@frozen(kw_only=True, repr=False)
class VoteRow(Shown):
    """One vote, with the counts that sources give."""

    vote: Id = field(metadata=column("The vote", refers="Vote"))
    kind: VoteKind = field(metadata=column("What sort of vote it is", of="Vote.kind"))
    by: tuple[Id, ...] = field(
        metadata=column("Whose members vote", refers="Organization", of="Vote.by")
    )
    unit: Text | None = field(metadata=column("The unit that votes, if not all", of="Vote.unit"))
    round: Id | None = field(metadata=column("The round", refers="BargainingRound"))
    on: Id | None = field(metadata=column("What is voted on", refers="Agreement or JobAction"))
    planned: Span | None = field(
        metadata=column(
            "The days it was announced for; that it was held is not said by this", of="Vote.planned"
        )
    )
    opened: PartialDate | None = field(metadata=column("The first day of voting", of="Vote.opened"))
    closed: PartialDate | None = field(
        metadata=column("The last day of voting, or of the count", of="Vote.closed")
    )
    yes_share: Quantity | None = field(
        metadata=column("The share of the votes cast in favor", unit="percent", of="Vote.yes_share")
    )
    yes: Quantity | None = field(metadata=column("Votes in favor", unit="votes", of="Vote.yes"))
    no: Quantity | None = field(metadata=column("Votes against", unit="votes", of="Vote.no"))
    cast: Quantity | None = field(metadata=column("Votes cast", unit="votes", of="Vote.cast"))
    eligible: Quantity | None = field(
        metadata=column("Members entitled to vote", unit="members", of="Vote.eligible")
    )
    turnout: Quantity | None = field(
        metadata=column("The share of those entitled who voted", unit="percent")
    )
    turnout_basis: TurnoutBasis | None = field(
        metadata=column("How the turnout is known; empty where it is not reported")
    )
    turnout_sources: tuple[Id, ...] = field(
        metadata=column(
            "Who states it; where it is derived, who gives the members entitled", refers="Source"
        )
    )
    outcome: VoteOutcome | None = field(metadata=column("How it ended", of="Vote.outcome"))


@question
def vote_log(store: Store, round_id: str | None = None) -> Table[VoteRow]:
    """Every vote, of a round or of all, by the day it closed; those that failed, too.

    Raises `UnknownName` with the nearest rounds.
    """
    votes = sorted(store.index.of_round(Vote, round_id), key=lambda vote: by_date(_day(vote)))
    return store.index.table(VoteRow, [_vote(store, vote) for vote in votes], "votes")


def _day(vote: Vote) -> PartialDate | Span | None:
    return vote.closed or vote.opened or vote.planned


def _vote(store: Store, vote: Vote) -> VoteRow:
    turnout, basis = _turnout(store, vote)
    told_by = {TurnoutBasis.STATED: "turnout", None: None}.get(basis, "eligible")
    return VoteRow(
        vote=vote.id,
        kind=vote.kind,
        by=vote.by,
        unit=vote.unit,
        round=vote.round,
        on=vote.on,
        planned=vote.planned,
        opened=vote.opened,
        closed=vote.closed,
        yes_share=vote.yes_share,
        yes=vote.yes,
        no=vote.no,
        cast=vote.cast,
        eligible=vote.eligible,
        turnout=turnout,
        turnout_basis=basis,
        turnout_sources=store.index.tellers(vote.id, told_by) if told_by else (),
        outcome=vote.outcome,
    )


def _turnout(store: Store, vote: Vote) -> tuple[Quantity | None, TurnoutBasis | None]:
    """The turnout and how it is known; ours is worked out only where no record carries one."""
    if vote.turnout is not None:
        bases = {item.basis for item in store.evidence_for(vote.id, "turnout")}
        derived = bases == {Basis.DERIVED}
        return vote.turnout, TurnoutBasis.DERIVED if derived else TurnoutBasis.STATED
    cast = vote.cast or _sum(vote.yes, vote.no)
    share = _share(cast, vote.eligible) if cast and vote.eligible else None
    if share is None:
        return None, None
    if share.named[1] > ALL * 10**6:
        return None, TurnoutBasis.IMPOSSIBLE
    return share, TurnoutBasis.DERIVED


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
