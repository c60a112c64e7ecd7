"""The wage offers of both sides of a round, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from kpbargaining.questions.pay.wages import Schedule, schedules
from kpbargaining.records.agreements import TotalBasis
from kpbargaining.records.bargaining import Proposal
from kpbargaining.records.roles import column
from kpbargaining.records.showing import Shown
from kpbargaining.store.asking import question
from kpbargaining.store.sides import Side, side_of
from kpbargaining.values.days import Days
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Count, Id, Text
from kpbargaining.values.types import When
from kpbargaining.values.when import by_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpbargaining.records.evidence import Evidence
    from kpbargaining.store.store import Store
    from kpbargaining.tables.table import Table

__all__ = ["OfferRow", "is_weak", "offers", "when_made"]


@frozen(kw_only=True, repr=False)
class OfferRow(Shown):
    """One wage proposal, for one group of workers it tells apart."""

    when: When | None = field(
        metadata=column(
            "The day it was made, otherwise the days of the session at which it was",
            of="Proposal.made or Session.held",
        )
    )
    side: Side | None = field(metadata=column("Whose it is"))
    proposal: Id = field(metadata=column("The proposal", refers="Proposal"))
    round: Id | None = field(
        metadata=column("The round", refers="BargainingRound", of="Proposal.round")
    )
    days_from_expiry: Days | None = field(
        metadata=column(
            "From the expiry of the agreement under renegotiation: below 0 is before it",
            unit="days",
        )
    )
    markets: tuple[Id, ...] | None = field(
        metadata=column(
            "The markets it holds for; empty where no source limits it", refers="market"
        )
    )
    whom: Text | None = field(metadata=column("The workers it holds for"))
    years: Quantity | None = field(
        metadata=column("How long it is to last", unit="years", of="Proposal.term")
    )
    steps: tuple[Quantity, ...] = field(metadata=column("Its raises, in order", unit="percent"))
    lump_sums: tuple[Quantity, ...] = field(
        metadata=column("What is paid once; it is in no total", unit="percent or USD")
    )
    total_claimed: Quantity | None = field(
        metadata=column(
            "The total that its maker or a source claims for it",
            unit="percent",
            of="Proposal.claimed_total",
        )
    )
    basis: TotalBasis | None = field(
        metadata=column(
            "How the claimed total is worked out; empty where nothing is claimed",
            of="Proposal.claimed_basis",
        )
    )
    total_simple: Quantity | None = field(metadata=column("The raises added up", unit="percent"))
    total_compound: Quantity | None = field(
        metadata=column("The raises one on the other", unit="percent")
    )
    told_by_other_side: bool = field(
        metadata=column("Whether no source but those of the other side tells of it")
    )
    sources: Count = field(
        metadata=column("How many sources tell of it or of its steps", unit="sources")
    )
    weak: bool = field(metadata=column("Whether there is one source alone, or none but weak ones"))


@question
def offers(store: Store, round_id: str | None = None) -> Table[OfferRow]:
    """Every wage proposal of a round or of all, both sides, by date; without a date last.

    Raises `UnknownName` with the nearest rounds.
    """
    proposals = store.index.of_round(Proposal, round_id)
    rows = [row for proposal in proposals for row in _offers(store, proposal)]
    return store.index.table(OfferRow, sorted(rows, key=lambda row: by_date(row.when)), "offers")


def _offers(store: Store, proposal: Proposal) -> Iterator[OfferRow]:
    """One offer for each schedule of a proposal; one for a total without a schedule."""
    plans: list[Schedule | None] = list(schedules(store, proposal.id))
    claimed = proposal.claimed_total
    names = [proposal.id, *(row.record for plan in plans if plan for row in plan.steps)]
    evidence = [item for name in names for item in store.evidence_for(name)]
    sources = {item.source for item in evidence}
    side = side_of(store, proposal.by)
    when = when_made(store, proposal)
    for plan in plans or ([None] if claimed else []):
        yield OfferRow(
            when=when,
            side=side,
            proposal=proposal.id,
            round=proposal.round,
            days_from_expiry=_from_expiry(store, proposal, when),
            markets=plan.markets if plan else None,
            whom=plan.whom if plan else None,
            years=proposal.term,
            steps=plan.raises if plan else (),
            lump_sums=plan.lump_sums if plan else (),
            total_claimed=claimed,
            basis=(proposal.claimed_basis or TotalBasis.NOT_STATED) if claimed else None,
            total_simple=plan.simple if plan else None,
            total_compound=plan.compound if plan else None,
            told_by_other_side=_is_hearsay(store, side, sources),
            sources=len(sources),
            weak=is_weak(evidence),
        )


def _from_expiry(store: Store, proposal: Proposal, when: When | None) -> Days | None:
    """The days from the expiry of what the round renegotiates to those of a proposal."""
    bargained = store.rounds.get(proposal.round)
    old = store.agreements.get(bargained.renegotiates) if bargained else None
    if old is None or old.expires is None or when is None:
        return None
    low, high = old.expires.low, old.expires.high
    first = when.low - high if when.low and high else None
    return Days(first, when.high - low if when.high and low else None)


def is_weak(evidence: Iterable[Evidence]) -> bool:
    """Whether one source alone tells of something, or none but weak ones."""
    told = [(item.source, item.weak) for item in evidence]
    return len({source for source, _ in told}) == 1 or all(weak for _, weak in told)


def _is_hearsay(store: Store, side: Side | None, sources: set[str]) -> bool:
    """Whether all who tell of an offer are on the other side of the table."""
    voices = {store.sources[source].voice.value for source in sources}
    other = {Side.LABOR: {"management"}, Side.MANAGEMENT: {"union"}}
    return side in other and bool(voices) and voices <= other[side]


def when_made(store: Store, proposal: Proposal) -> When | None:
    """The day a proposal was made, otherwise the days of the session at which it was."""
    session = store.sessions.get(proposal.session)
    return proposal.made or (session.when if session else None)
