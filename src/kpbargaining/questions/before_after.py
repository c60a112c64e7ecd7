"""Where each side stood before and after a job action; nothing says that one caused the other."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from enum import StrEnum
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING

from attrs import field, frozen

from kpbargaining.questions.evidence.voices import first_told
from kpbargaining.questions.pay.offers import OfferRow, is_weak, offers, when_made
from kpbargaining.questions.pay.wages import schedules
from kpbargaining.records.actions import JobAction
from kpbargaining.records.agreements import AgreementStage, TotalBasis
from kpbargaining.records.bargaining import Proposal
from kpbargaining.records.figures import Statement
from kpbargaining.records.roles import column
from kpbargaining.records.showing import Shown
from kpbargaining.store.asking import question
from kpbargaining.store.sides import Side, side_of
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Id, Text
from kpbargaining.values.types import When
from kpbargaining.values.when import Span, by_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kpbargaining.records.kinds import AnyRecord
    from kpbargaining.store.store import Store
    from kpbargaining.tables.table import Table

    Total = tuple[Quantity | None, TotalBasis | None, tuple[str, ...] | None, str | None]
    Row = Callable[..., "BeforeAfterRow"]
    Found = tuple[When | None, tuple[str, ...], AnyRecord, str | None]

NEVER = date.max.toordinal() + 1
"""Stands for a last day that is not known."""

__all__ = ["BeforeAfterRow", "PositionRow", "Relation", "before_and_after", "positions_around"]


class Relation(StrEnum):
    """How something stands in time to a job action."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    UNCLEAR = "unclear"
    """It can be either."""
    SETTLED = "settled"
    """It is what the round led to, whenever that was."""


@frozen(kw_only=True, repr=False)
class PositionRow(Shown):
    """One offer or statement of a side, and how it stands in time to a job action."""

    when: When | None = field(metadata=column("When it was made, said or reached"))
    relation: Relation = field(metadata=column("How it stands in time to the action"))
    side: Side | None = field(metadata=column("The side of those who made or said it"))
    by: tuple[Id, ...] = field(
        metadata=column(
            "Who made or said it", refers="Organization or Person or Partnership or Committee"
        )
    )
    kind: Text = field(metadata=column("What it is: proposal, statement or agreement"))
    record: Id = field(metadata=column("The record", refers="any"))
    summary: Text | None = field(metadata=column("What it says, in our words"))
    sources: tuple[Id, ...] = field(metadata=column("Who tells of it", refers="Source"))


@question
def positions_around(store: Store, action_id: str) -> Table[PositionRow]:
    """Each side's offers and statements of a round before and after one of its job actions.

    The agreement that the round produced stands among them; no effect is claimed.
    Raises `UnknownName` with the nearest ids.
    """
    action = store.job_actions[action_id]
    rows = [
        PositionRow(
            when=when,
            relation=_relation(when, action.when),
            side=side_of(store, by),
            by=by,
            kind=type(record).__name__.lower(),
            record=record.id,
            summary=summary,
            sources=store.index.tellers(record.id),
        )
        for when, by, record, summary in _found(store, action.round)
    ]
    return store.index.table(
        PositionRow, sorted(rows, key=lambda row: by_date(row.when)), "positions"
    )


def _found(store: Store, round_id: str | None) -> Iterator[Found]:
    if round_id is None:
        return
    for proposal in store.index.of_round(Proposal, round_id):
        yield when_made(store, proposal), proposal.by, proposal, proposal.summary
    for statement in store.index.of_round(Statement, round_id):
        said = statement.on or first_told(store, statement.id)
        yield said, statement.by, statement, statement.summary
    agreement = store.agreements.get(store.index.round(round_id).produced)
    if agreement is not None:
        yield agreement.reached, agreement.parties or (), agreement, agreement.name


def _relation(when: When | None, action: Span | None) -> Relation:
    if when is None or action is None:
        return Relation.UNCLEAR
    if when.certainly_before(action):
        return Relation.BEFORE
    if action.certainly_before(when):
        return Relation.AFTER
    return Relation.DURING if when.certainly_within(action) else Relation.UNCLEAR


@frozen(kw_only=True, repr=False)
class BeforeAfterRow(Shown):
    """A wage position around one job action that was held, for one group of workers."""

    action: Id = field(metadata=column("The job action", refers="JobAction"))
    held: Span = field(metadata=column("The days it was held on", of="JobAction.held"))
    relation: Relation = field(
        metadata=column("Before: a side's last offer; after: its next; settled: what came of it")
    )
    side: Side = field(metadata=column("Whose it is; both, of what was settled"))
    stage: AgreementStage | None = field(
        metadata=column("Of what was settled, the last stage that sources report")
    )
    total: Quantity | None = field(
        metadata=column("What it comes to; empty where it is not known", unit="percent")
    )
    basis: TotalBasis | None = field(metadata=column("How the total is worked out"))
    markets: tuple[Id, ...] | None = field(
        metadata=column("The markets it holds for", refers="market")
    )
    whom: Text | None = field(metadata=column("The workers it holds for"))
    when: When | None = field(
        metadata=column(
            "When it was offered or reached",
            of="Agreement.reached or Proposal.made or Session.held",
        )
    )
    record: Id = field(
        metadata=column("The proposal or the agreement", refers="Proposal or Agreement")
    )
    sources: tuple[Id, ...] = field(metadata=column("Who tells of it", refers="Source"))
    weak: bool = field(
        metadata=column("Whether one source alone tells of it, or none but weak ones")
    )


@question
def before_and_after(store: Store, round_id: str | None = None) -> Table[BeforeAfterRow]:
    """Each side's wage offers before and after each job action held, and the settlement.

    Of a round or of all. Offers that cannot be told to be before or after are not among them;
    `positions_around` has them. No effect is claimed.
    Raises `UnknownName` with the nearest rounds.
    """
    sides: dict[str, list[_Offers]] = {}
    rows: list[BeforeAfterRow] = []
    for action in store.index.of_round(JobAction, round_id):
        held, home = action.held, action.round
        if held is None or home is None:
            continue
        if home not in sides:
            made = offers(store, home)
            sides[home] = [_Offers(side, made) for side in (Side.MANAGEMENT, Side.LABOR)]
        row = partial(BeforeAfterRow, action=action.id, held=held)
        for side in sides[home]:
            for relation, offer in side.around(held):
                rows.append(_position(store, row, relation, side.side, offer))
        rows += _settled(store, row, home)
    return store.index.table(BeforeAfterRow, rows, "positions")


class _Offers:
    """The dated offers of one side, of which the nearest to some days are found at once."""

    def __init__(self, side: Side, made: Iterable[OfferRow]) -> None:
        self.side = side
        self.names: list[str] = []
        self.groups: dict[str, list[OfferRow]] = {}
        starts, ends = [], []
        for offer in made:
            if offer.side is side and offer.when is not None:
                starts.append((offer.when.low or 0, len(self.names)))
                ends.append((offer.when.high or NEVER, len(self.names)))
                self.names.append(offer.proposal)
                self.groups.setdefault(offer.proposal, []).append(offer)
        self.starts, self.ends = sorted(starts), sorted(ends)
        self.last = list(accumulate((place for _, place in self.ends), max))
        self.first = list(accumulate((place for _, place in reversed(self.starts)), min))[::-1]

    def around(self, held: Span) -> Iterator[tuple[Relation, OfferRow]]:
        """The last that is certainly before these days, and the first certainly after them."""
        number = bisect_left(self.ends, (held.low or 0, -1))
        for offer in self.groups[self.names[self.last[number - 1]]] if number else ():
            yield Relation.BEFORE, offer
        number = bisect_left(self.starts, ((held.high or NEVER) + 1, -1))
        for offer in (
            self.groups[self.names[self.first[number]]] if number < len(self.first) else ()
        ):
            yield Relation.AFTER, offer


def _position(
    store: Store, row: Row, relation: Relation, side: Side, offer: OfferRow
) -> BeforeAfterRow:
    added = offer.total_simple is not None
    return row(
        relation=relation,
        side=side,
        stage=None,
        total=offer.total_simple if added else offer.total_claimed,
        basis=TotalBasis.SIMPLE if added else offer.basis,
        markets=offer.markets,
        whom=offer.whom,
        when=offer.when,
        record=offer.proposal,
        sources=store.index.tellers(offer.proposal),
        weak=offer.weak,
    )


def _settled(store: Store, row: Row, round_id: str) -> Iterator[BeforeAfterRow]:
    """What the agreement of the round pays, for each group; or what is claimed for it."""
    agreement = store.agreements.get(store.index.round(round_id).produced)
    if agreement is None:
        return
    plans = [plan for plan in schedules(store, agreement.id) if plan.raises]
    totals: list[Total] = [(p.simple, TotalBasis.SIMPLE, p.markets, p.whom) for p in plans]
    claimed: Total = (agreement.claimed_total, agreement.claimed_basis, None, None)
    for total, basis, markets, whom in totals or [claimed]:
        yield row(
            relation=Relation.SETTLED,
            side=Side.BOTH,
            stage=agreement.stage,
            total=total,
            basis=basis if total else None,
            markets=markets,
            whom=whom,
            when=agreement.reached,
            record=agreement.id,
            sources=store.index.tellers(agreement.id),
            weak=is_weak(store.evidence_for(agreement.id)),
        )
