"""Where each side stood before and after a job action; nothing says that one caused the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from kpbargaining.questions.claims import side_of
from kpbargaining.questions.offers import Offer, offers
from kpbargaining.questions.wages import schedules
from kpbargaining.records.bargaining import TotalBasis
from kpbargaining.store.tables import Table
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.when import PartialDate, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpbargaining.records.agreements import Agreement
    from kpbargaining.records.kinds import AnyRecord
    from kpbargaining.store.store import Store

    Found = tuple[PartialDate | Span | None, tuple[str, ...], AnyRecord, str | None]

__all__ = ["BeforeAfter", "Position", "PositionRow", "before_and_after", "positions_around"]


@frozen(kw_only=True)
class PositionRow:
    """One offer or statement of a side, and how it stands in time to a job action."""

    when: PartialDate | Span | None
    relation: str
    """`before`, `during` or `after` the action, or `unclear`."""
    side: str
    """`management`, `labor`, `both`, or empty where who says it is of neither."""
    by: tuple[str, ...]
    kind: str
    """`proposal`, `statement` or `agreement`."""
    record: str
    summary: str | None
    sources: tuple[str, ...]


def positions_around(store: Store, name: str) -> Table[PositionRow]:
    """Each side's offers and statements of a round before and after one of its job actions.

    The agreement that the round produced stands among them. Raises `UnknownName` with the
    nearest ids.
    """
    action = store.job_actions[name]
    rows = [
        PositionRow(
            when=when,
            relation=_relation(when, action.held or action.planned),
            side=side_of(store, by),
            by=by,
            kind=type(record).__name__.lower(),
            record=record.id,
            summary=summary,
            sources=_sources(store, [record.id]),
        )
        for when, by, record, summary in _found(store, action.round)
    ]
    return Table(PositionRow, sorted(rows, key=_key), "positions")


def _key(row: PositionRow) -> tuple[bool, tuple[int, int, str]]:
    return (True, (0, 0, "")) if row.when is None else (False, row.when.sort_key)


def _found(store: Store, name: str | None) -> Iterator[Found]:
    if name is None:
        return
    for proposal in store.proposals.where(round=name):
        session = store.sessions.get(proposal.session)
        met = None if session is None else session.held or session.scheduled
        yield proposal.made or met, proposal.by, proposal, proposal.summary
    for statement in store.statements.where(round=name):
        yield _first_published(store, statement.id), statement.by, statement, statement.summary
    agreement = store.agreements.get(store.round(name).produced)
    if agreement is not None:
        yield agreement.reached, agreement.parties or (), agreement, agreement.name


def _first_published(store: Store, name: str) -> PartialDate | None:
    published = [store.sources[source].published for source in _sources(store, [name])]
    dates = [when for when in published if when is not None]
    return min(dates, key=lambda when: when.sort_key, default=None)


def _sources(store: Store, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(e.source for name in names for e in store.evidence_for(name)))


def _relation(when: PartialDate | Span | None, action: Span | None) -> str:
    if when is None or action is None:
        return "unclear"
    if when.certainly_before(action):
        return "before"
    if action.certainly_before(when):
        return "after"
    return "during" if when.certainly_within(action) else "unclear"


@frozen(kw_only=True)
class Position:
    """What a wage proposal comes to, for one group of workers it tells apart."""

    total: Quantity | None
    basis: TotalBasis | None
    """How the total is worked out."""
    markets: tuple[str, ...] | None
    """The markets it holds for; None where no source limits it."""
    whom: str | None
    when: PartialDate | Span | None
    proposal: str

    def __str__(self) -> str:
        basis = f" {self.basis.value}" if self.basis else ""
        limits = "".join(f", {limit}" for limit in (*(self.markets or ()), self.whom) if limit)
        return f"{self.total or 'not known'}{basis}{limits} ({self.proposal}, {self.when})"


@frozen(kw_only=True)
class BeforeAfter:
    """One job action that was held, and the wage offers on either side of it."""

    action: str
    held: Span
    management_before: tuple[Position, ...]
    """Its last proposal that was certainly made before the action."""
    management_after: tuple[Position, ...]
    """Its first proposal that was certainly made after the action."""
    labor_before: tuple[Position, ...]
    labor_after: tuple[Position, ...]
    settled: tuple[Quantity, ...]
    """The raises of the round's agreement, added up; one for each group of workers."""
    sources: tuple[str, ...]


def before_and_after(store: Store, name: str | None = None) -> Table[BeforeAfter]:
    """Each side's wage offers before and after each job action held, and the settlement.

    Of a round or of all. Offers that cannot be told to be before or after are in neither;
    `positions_around` has them. Raises `UnknownName` with the nearest rounds.
    """
    names = store.rounds.ids if name is None else (store.round(name).id,)
    rows = [row for each in names for row in _actions(store, each)]
    return Table(BeforeAfter, rows, "job actions")


def _actions(store: Store, name: str) -> Iterator[BeforeAfter]:
    made = [offer for offer in offers(store, name) if offer.when is not None]
    agreement = store.agreements.get(store.round(name).produced)
    for action in store.job_actions.where(round=name):
        if action.held is not None:
            yield _around(store, action.id, action.held, made, agreement)


def _around(
    store: Store, action: str, held: Span, made: list[Offer], agreement: Agreement | None
) -> BeforeAfter:
    before = [offer for offer in made if _relation(offer.when, held) == "before"][::-1]
    after = [offer for offer in made if _relation(offer.when, held) == "after"]
    cells = {
        f"{side}_{when}": _next(found, side)
        for side in ("management", "labor")
        for when, found in (("before", before), ("after", after))
    }
    plans = schedules(store, agreement.id) if agreement else ()
    names = [each.proposal for cell in cells.values() for each in cell]
    return BeforeAfter(
        action=action,
        held=held,
        **cells,
        settled=tuple(plan.simple for plan in plans if plan.simple is not None),
        sources=_sources(store, [*names, *([agreement.id] if agreement else [])]),
    )


def _next(found: list[Offer], side: str) -> tuple[Position, ...]:
    """The nearest proposal of a side: a position for each group of workers it tells apart."""
    mine = [offer for offer in found if offer.side == side]
    return tuple(_position(offer) for offer in mine if offer.proposal == mine[0].proposal)


def _position(offer: Offer) -> Position:
    added = offer.total_simple is not None
    return Position(
        total=offer.total_simple if added else offer.total_claimed,
        basis=TotalBasis.SIMPLE if added else offer.basis,
        markets=offer.markets,
        whom=offer.whom,
        when=offer.when,
        proposal=offer.proposal,
    )
