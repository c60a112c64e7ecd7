"""The wage offers of both sides of a round, in order, and the gap between them."""

from __future__ import annotations

from itertools import groupby, product
from typing import TYPE_CHECKING, Self

from attrs import frozen

from kpbargaining.questions.wages import Schedule, schedules
from kpbargaining.records.bargaining import TotalBasis
from kpbargaining.records.parties import Organization, OrganizationKind
from kpbargaining.store.tables import Table
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.when import PartialDate, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpbargaining.records.bargaining import Proposal
    from kpbargaining.store.store import Store

__all__ = ["GapRow", "Offer", "Offers", "offers"]

SIDES = {
    OrganizationKind.EMPLOYER: "management",
    OrganizationKind.MEDICAL_GROUP: "management",
    OrganizationKind.COALITION: "labor",
    OrganizationKind.INTERNATIONAL_UNION: "labor",
    OrganizationKind.LOCAL_UNION: "labor",
    OrganizationKind.BARGAINING_UNIT: "labor",
}
"""The side on which a kind of organization sits; the others, as federations, sit on neither."""

LAST = (10**7, 0, "")
"""After every day of the calendar."""


@frozen(kw_only=True)
class Offer:
    """One wage proposal, for one group of workers it tells apart."""

    when: PartialDate | Span | None
    """The day it was made, otherwise the days of the session at which it was."""
    side: str
    """`management`, `labor`, `both` for a joint proposal; empty where its maker is on neither."""
    proposal: str
    markets: tuple[str, ...] | None
    whom: str | None
    years: Quantity | None
    steps: tuple[Quantity, ...]
    lump_sums: tuple[Quantity, ...]
    """What is paid once; it is in no total."""
    total_claimed: Quantity | None
    basis: TotalBasis | None
    """How the claimed total is worked out; None where nothing is claimed."""
    total_simple: Quantity | None
    """The raises added up."""
    total_compound: Quantity | None
    """The raises one on the other."""
    sources: int
    """How many sources tell of the proposal or of its steps."""
    weak: bool
    """Whether there is one source alone, or none that isn't weak."""


@frozen(kw_only=True)
class GapRow:
    """The distance between the sides after one proposal, for one group of workers."""

    when: PartialDate | Span | None
    proposal: str
    """The proposal after which the sides stand like this."""
    markets: tuple[str, ...] | None
    whom: str | None
    management: Quantity | None
    """The latest total of management, its raises added up."""
    labor: Quantity | None
    gap: Quantity | None
    """Labor less management, in points; None where the two cannot be compared."""
    reason: str
    """Why there is no gap; empty where there is one."""


class Offers(Table[Offer]):
    """The offers of a round, in order of the earliest day on which each can have been made."""

    def __init__(self, rows: Iterable[Offer]) -> None:
        super().__init__(Offer, rows, "offers")

    def _with(self, rows: Iterable[Offer]) -> Self:
        return type(self)(rows)

    def gap(self) -> Table[GapRow]:
        """The latest totals of both sides after each proposal, added up, and the gap in points.

        Compared are totals of raises added up, over terms of the same length, for the same
        workers; what is offered to all is offered to each group. A proposal that tells groups
        apart gives a row for each.
        """
        latest: dict[str, list[Offer]] = {}
        rows: list[GapRow] = []
        for (name, side), same in groupby(self, lambda offer: (offer.proposal, offer.side)):
            if side in ("management", "labor"):
                latest[side] = list(same)
                rows.extend(_gaps(name, latest))
        return Table(GapRow, rows, "gaps")


def offers(store: Store, name: str) -> Offers:
    """Every wage proposal of a round, both sides, in order of date; without a date last.

    Raises `UnknownName` with the nearest rounds.
    """
    proposals = store.proposals.where(round=store.round(name).id)
    rows = [row for proposal in proposals for row in _offers(store, proposal)]
    return Offers(sorted(rows, key=lambda row: row.when.sort_key if row.when else LAST))


def _offers(store: Store, proposal: Proposal) -> Iterator[Offer]:
    """One offer for each schedule of a proposal; one for a total without a schedule."""
    claimed, plans = proposal.claimed_total, schedules(store, proposal.id)
    names = [proposal.id, *(row.record for plan in plans for row in plan)]
    evidence = [item for name in names for item in store.evidence_for(name)]
    sources = {item.source for item in evidence}
    strong = {item.source for item in evidence if not item.weak}
    for plan in plans or ((Schedule((), proposal.id),) if claimed else ()):
        yield Offer(
            when=_when(store, proposal),
            side=_side(store, proposal.by),
            proposal=proposal.id,
            markets=plan.markets,
            whom=plan.whom,
            years=proposal.term,
            steps=plan.raises,
            lump_sums=plan.lump_sums,
            total_claimed=claimed,
            basis=(proposal.claimed_basis or TotalBasis.NOT_STATED) if claimed else None,
            total_simple=plan.simple,
            total_compound=plan.compound,
            sources=len(sources),
            weak=len(sources) == 1 or not strong,
        )


def _when(store: Store, proposal: Proposal) -> PartialDate | Span | None:
    session = store.sessions.get(proposal.session)
    if proposal.made is not None or session is None:
        return proposal.made
    return session.held or session.scheduled


def _side(store: Store, names: tuple[str, ...]) -> str:
    bodies = [store.get(name) for name in names]
    kinds = [body.kind for body in bodies if isinstance(body, Organization)]
    sides = {SIDES[kind] for kind in kinds if kind in SIDES}
    return "both" if len(sides) > 1 else "".join(sides)


def _gaps(name: str, latest: dict[str, list[Offer]]) -> Iterator[GapRow]:
    """The rows after a proposal: one for each group for which both sides have an offer."""
    pairs = list(product(latest.get("management", [None]), latest.get("labor", [None])))
    alike = [(low, high) for low, high in pairs if _covers(low, high) or _covers(high, low)]
    for low, high in alike or pairs:
        made = next(offer for offer in (low, high) if offer and offer.proposal == name)
        group = high if high and _covers(low, high) else low or made
        reason = _obstacle(low, high)
        totals = (_total(low), _total(high))
        yield GapRow(
            when=made.when,
            proposal=name,
            markets=group.markets,
            whom=group.whom,
            management=totals[0],
            labor=totals[1],
            gap=totals[1] - totals[0] if totals[0] and totals[1] and not reason else None,
            reason=reason,
        )


def _covers(wide: Offer | None, narrow: Offer | None) -> bool:
    """Whether what is offered to some holds for all to whom another offer is made."""
    if wide is None or narrow is None:
        return False
    markets = wide.markets is None or (
        narrow.markets is not None and set(narrow.markets) <= set(wide.markets)
    )
    return markets and wide.whom in (None, narrow.whom)


def _total(offer: Offer | None) -> Quantity | None:
    """The total added up, from the schedule, or claimed on that basis."""
    if offer is None:
        return None
    claimed = offer.total_claimed if offer.basis is TotalBasis.SIMPLE else None
    return offer.total_simple or claimed


def _obstacle(low: Offer | None, high: Offer | None) -> str:
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


def _lack(side: str, offer: Offer | None) -> str:
    """What keeps the total of one side from being compared with any other; empty if nothing."""
    total = _total(offer)
    if offer is None:
        return f"no offer of {side} is known"
    if total is None and offer.basis is None:
        return f"the raises of {side} have no exact total"
    if total is None:
        return f"the basis of the total of {side}: {offer.basis}"
    return f"the total of {side} is not exact" if total.exact is None else ""
