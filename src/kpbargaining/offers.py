"""The wage offers of both sides of a round, in order, and the gap between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from kpbargaining.quantity import Quantity
from kpbargaining.records.bargaining import TotalBasis
from kpbargaining.records.parties import Organization, OrganizationKind
from kpbargaining.tables import Table
from kpbargaining.wages import schedules
from kpbargaining.when import PartialDate, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.records.bargaining import Proposal
    from kpbargaining.store import Store

__all__ = ["GapRow", "Offer", "Offers", "offers"]

MANAGEMENT = frozenset(
    [OrganizationKind.EMPLOYER, OrganizationKind.MEDICAL_GROUP, OrganizationKind.FEDERATION]
)
"""The kinds of organization that sit on the side of management."""


@frozen(kw_only=True)
class Offer:
    """One wage proposal, for one group of workers it tells apart."""

    when: PartialDate | Span | None
    side: str
    """`management`, `labor`, or `both` for a joint proposal."""
    proposal: str
    markets: tuple[str, ...] | None
    whom: str | None
    years: Quantity | None
    steps: tuple[Quantity, ...]
    total_claimed: Quantity | None
    basis: TotalBasis | None
    """How the claimed total is worked out."""
    total_simple: Quantity | None
    total_compound: Quantity | None
    sources: int
    """How many sources tell of it; one alone is weak support."""


@frozen(kw_only=True)
class GapRow:
    """The distance between the sides after one proposal."""

    when: PartialDate | Span | None
    management: Quantity | None
    labor: Quantity | None
    gap: Quantity | None
    """Labor less management, in points; None where the two cannot be compared."""
    reason: str
    """Why there is no gap; empty where there is one."""


class Offers(Table[Offer]):
    """The offers of a round in order of date."""

    def gap(self) -> Table[GapRow]:
        """The latest totals of both sides after each offer, added up, and the gap in points.

        Only totals that hold for all workers and stand on the same basis are compared.
        """
        last: dict[str, Offer] = {}
        rows = []
        for offer in self:
            if offer.side in ("management", "labor"):
                last[offer.side] = offer
                rows.append(_gap(offer.when, last.get("management"), last.get("labor")))
        return Table(GapRow, rows, "gaps")


def offers(store: Store, name: str) -> Offers:
    """Every wage proposal of a round, both sides, in order of date.

    Raises `UnknownName` with the nearest rounds.
    """
    proposals = store.proposals.where(round=store.round(name).id)
    rows = [row for proposal in proposals for row in _offers(store, proposal)]
    dated = sorted(rows, key=lambda row: (row.when is None, row.when and row.when.sort_key))
    return Offers(Offer, dated, "offers")


def _offers(store: Store, proposal: Proposal) -> Iterator[Offer]:
    """One offer for each schedule of a proposal; one for a total without a schedule."""
    plans = schedules(store, proposal.id)
    sources = {item.source for item in store.evidence_for(proposal.id)}
    for plan in plans or ((None,) if proposal.claimed_total is not None else ()):
        raises = () if plan is None else tuple(row.percent for row in plan if row.percent)
        yield Offer(
            when=_when(store, proposal),
            side=_side(store, proposal.by),
            proposal=proposal.id,
            markets=None if plan is None else plan.markets,
            whom=None if plan is None else plan.whom,
            years=proposal.term,
            steps=raises,
            total_claimed=proposal.claimed_total,
            basis=proposal.claimed_basis,
            total_simple=None if plan is None else plan.simple,
            total_compound=None if plan is None else plan.compound,
            sources=len(sources),
        )


def _when(store: Store, proposal: Proposal) -> PartialDate | Span | None:
    session = store.sessions.get(proposal.session)
    if proposal.made is not None or session is None:
        return proposal.made
    return session.held or session.scheduled


def _side(store: Store, names: tuple[str, ...]) -> str:
    bodies = [store.get(name) for name in names]
    kinds = {body.kind in MANAGEMENT for body in bodies if isinstance(body, Organization)}
    return {True: "management", False: "labor"}[kinds.pop()] if len(kinds) == 1 else "both"


def _gap(when: PartialDate | Span | None, management: Offer | None, labor: Offer | None) -> GapRow:
    low, high = _total(management), _total(labor)
    reason = _incomparable(management, labor)
    gap = None if reason or low is None or high is None else high - low
    return GapRow(when=when, management=low, labor=high, gap=gap, reason=reason)


def _total(offer: Offer | None) -> Quantity | None:
    """The total added up, from the schedule, or claimed on that basis."""
    if offer is None or offer.total_simple is not None:
        return None if offer is None else offer.total_simple
    return offer.total_claimed if offer.basis is TotalBasis.SIMPLE else None


def _incomparable(management: Offer | None, labor: Offer | None) -> str:
    """Why the totals of two offers cannot be compared; empty if they can."""
    if management is None or labor is None:
        return "only one side has made an offer"
    if management.markets != labor.markets or management.whom != labor.whom:
        return "the offers hold for different workers"
    if _total(management) is None or _total(labor) is None:
        return "a total is not known on the basis of raises added up"
    totals = (_total(management), _total(labor))
    if any(total is not None and total.exact is None for total in totals):
        return "a total is not exact"
    return ""
