"""The wage offers of both sides of a round, in order, and the gap between them."""

from __future__ import annotations

from itertools import groupby, product
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
from kpbargaining.values.percentages import points
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Count, Id, Text
from kpbargaining.values.types import When
from kpbargaining.values.when import by_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpbargaining.records.evidence import Evidence
    from kpbargaining.store.store import Store
    from kpbargaining.tables.table import Table

__all__ = ["GapRow", "OfferRow", "gap", "gaps", "is_weak", "offers", "when_made"]


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


@frozen(kw_only=True, repr=False)
class GapRow(Shown):
    """The distance between the sides after one proposal, for one group of workers."""

    when: When | None = field(
        metadata=column("When the proposal was made", of="Proposal.made or Session.held")
    )
    proposal: Id = field(
        metadata=column("The proposal after which the sides stand like this", refers="Proposal")
    )
    markets: tuple[Id, ...] | None = field(
        metadata=column("The markets it holds for", refers="market")
    )
    whom: Text | None = field(metadata=column("The workers it holds for"))
    management: Quantity | None = field(
        metadata=column("The latest total of management, its raises added up", unit="percent")
    )
    labor: Quantity | None = field(
        metadata=column("The latest total of labor, its raises added up", unit="percent")
    )
    gap: Quantity | None = field(
        metadata=column("Labor less management; empty where they cannot be compared", unit="points")
    )
    reason: Text | None = field(metadata=column("Why there is no gap; empty where there is one"))
    weak: bool = field(
        metadata=column("Whether one source alone tells of an offer, or none but weak ones")
    )


@question
def gap(store: Store, round_id: str) -> Table[GapRow]:
    """The latest totals of both sides after each proposal, added up, and the gap in points.

    Compared are totals of raises added up, over terms of the same length, for the same workers;
    what is offered to all is offered to each group. A proposal that tells groups apart gives a
    row for each. Raises `UnknownName` with the nearest rounds.
    """
    return store.index.table(GapRow, gaps(offers(store, round_id)), "gaps")


def gaps(made: Iterable[OfferRow]) -> Iterator[GapRow]:
    """The gap after each of the offers of one round, which stand in order of date."""
    latest: dict[Side, list[OfferRow]] = {}
    for (name, side), same in groupby(made, lambda offer: (offer.proposal, offer.side)):
        if side in (Side.MANAGEMENT, Side.LABOR):
            latest[side] = list(same)
            yield from _gaps(name, latest)


def _gaps(name: str, latest: dict[Side, list[OfferRow]]) -> Iterator[GapRow]:
    """The rows after a proposal: one for each group for which both sides have an offer."""
    sides = (latest.get(side, [None]) for side in (Side.MANAGEMENT, Side.LABOR))
    pairs: list[tuple[OfferRow | None, OfferRow | None]] = [(a, b) for a, b in product(*sides)]
    alike = [(low, high) for low, high in pairs if _covers(low, high) or _covers(high, low)]
    for low, high in alike or pairs:
        made = next(offer for offer in (low, high) if offer and offer.proposal == name)
        group = high if high and _covers(low, high) else low or made
        reason = _obstacle(low, high)
        totals = (_total(low), _total(high))
        distance = _distance(*totals)
        yield GapRow(
            when=made.when,
            proposal=name,
            markets=group.markets,
            whom=group.whom,
            management=totals[0],
            labor=totals[1],
            gap=None if reason else distance,
            reason=reason or None,
            weak=any(offer.weak for offer in (low, high) if offer),
        )


def _distance(low: Quantity | None, high: Quantity | None) -> Quantity | None:
    if low is None or high is None or low.exact is None or high.exact is None:
        return None
    return points(high.exact - low.exact)


def _covers(wide: OfferRow | None, narrow: OfferRow | None) -> bool:
    """Whether what is offered to some holds for all to whom another offer is made."""
    if wide is None or narrow is None:
        return False
    markets = wide.markets is None or (
        narrow.markets is not None and set(narrow.markets) <= set(wide.markets)
    )
    return markets and wide.whom in (None, narrow.whom)


def _total(offer: OfferRow | None) -> Quantity | None:
    """The total added up, from the schedule, or claimed on that basis."""
    if offer is None:
        return None
    claimed = offer.total_claimed if offer.basis is TotalBasis.SIMPLE else None
    return offer.total_simple or claimed


def _obstacle(low: OfferRow | None, high: OfferRow | None) -> str:
    """Why the totals of two offers cannot be compared; empty if they can."""
    lacks = _lack("management", low) or _lack("labor", high)
    if lacks or low is None or high is None:
        return lacks
    if not (_covers(low, high) or _covers(high, low)):
        return "the offers hold for different workers"
    if low.years is None or high.years is None:
        return "the term of an offer is not known"
    return (
        "" if low.years == high.years else f"the terms differ: {low.years} and {high.years} years"
    )


def _lack(side: str, offer: OfferRow | None) -> str:
    """What keeps the total of one side from being compared with any other; empty if nothing."""
    total = _total(offer)
    if offer is None:
        return f"no offer of {side} is known"
    if total is None and offer.basis is None:
        return f"the raises of {side} have no exact total"
    if total is None:
        return f"the basis of the total of {side}: {offer.basis}"
    return f"the total of {side} is not exact" if total.exact is None else ""
