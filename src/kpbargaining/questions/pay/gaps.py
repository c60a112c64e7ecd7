"""The gap between the two sides after each offer, and since when it stands."""

from __future__ import annotations

from itertools import groupby, product
from typing import TYPE_CHECKING

from attrs import field, frozen

from kpbargaining.questions.pay.offers import OfferRow, offers
from kpbargaining.records.agreements import TotalBasis
from kpbargaining.records.roles import column
from kpbargaining.records.showing import Shown
from kpbargaining.store.asking import question
from kpbargaining.store.sides import Side
from kpbargaining.values.between import date_between
from kpbargaining.values.percentages import points
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Id, Text
from kpbargaining.values.types import When
from kpbargaining.values.when import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpbargaining.store.store import Store
    from kpbargaining.tables.table import Table

__all__ = ["GapRow", "gap", "gaps"]

TWO = (Side.MANAGEMENT, Side.LABOR)


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
    since: PartialDate | None = field(
        metadata=column(
            "When the later of the two offers was made: for sure the sides stand like this only"
            " from the last day it can be"
        )
    )
    until: PartialDate | None = field(
        metadata=column(
            "When another offer of one side came in the place of one of the two: for sure they"
            " stand like this only up to the first day it can be; open at its end where none is"
            " certain to have come, empty where none can have"
        )
    )
    certain: bool = field(
        metadata=column(
            "Whether both offers stood at one time for sure, however uncertain days are taken"
        )
    )
    weak: bool = field(
        metadata=column("Whether one source alone tells of an offer, or none but weak ones")
    )


@question
def gap(store: Store, round_id: str) -> Table[GapRow]:
    """The latest totals of both sides after each proposal, added up, and the gap in points.

    Compared are totals of raises added up, over terms of the same length, for the same workers;
    what is offered to all is offered to each group. A proposal that tells groups apart gives a
    row for each. Where dates leave open which of two offers is the later one, `since` and
    `until` are no single days; where the two may never have stood at one time, the row is not
    `certain`. Raises `UnknownName` with the nearest rounds.
    """
    return store.index.table(GapRow, gaps(offers(store, round_id)), "gaps")


def gaps(made: Iterable[OfferRow]) -> Iterator[GapRow]:
    """The gap after each of the offers of one round, which stand in order of date."""
    latest: dict[Side | None, list[OfferRow]] = {}
    moves = [offer for offer in made if offer.side in TWO]
    for (_, side), same in groupby(moves, lambda offer: (offer.proposal, offer.side)):
        latest[side] = list(same)
        yield from _gaps(latest[side][0], latest, moves)


def _gaps(
    made: OfferRow, latest: dict[Side | None, list[OfferRow]], moves: list[OfferRow]
) -> Iterator[GapRow]:
    """The rows after a proposal: one for each group for which both sides have an offer."""
    sides = (latest.get(side, [None]) for side in TWO)
    pairs: list[tuple[OfferRow | None, OfferRow | None]] = [(a, b) for a, b in product(*sides)]
    alike = [(low, high) for low, high in pairs if _covers(low, high) or _covers(high, low)]
    is_open = any(each.side is not made.side and not _precedes(made, each) for each in moves)
    for low, high in alike or pairs:
        group = high if high and _covers(low, high) else low or made
        totals = (_total(low), _total(high))
        reason, distance = _obstacle(low, high, is_open=is_open), _distance(*totals)
        since, until = _stood(low, high, moves) if low and high else (None, None)
        yield GapRow(
            when=made.when,
            proposal=made.proposal,
            markets=group.markets,
            whom=group.whom,
            management=totals[0],
            labor=totals[1],
            gap=None if reason else distance,
            reason=reason or None,
            since=since,
            until=until,
            certain=_is_certain(since, until),
            weak=any(offer.weak for offer in (low, high) if offer),
        )


def _stood(
    low: OfferRow, high: OfferRow, moves: list[OfferRow]
) -> tuple[PartialDate | None, PartialDate | None]:
    """Since when two offers stand, and until when: as far as the days of all offers tell."""
    since = _later_of(low, high)
    rivals = [
        (each, _precedes(mine, each))
        for mine in (low, high)
        for each in moves
        if each.side is mine.side and each.proposal != mine.proposal and not _precedes(each, mine)
    ]
    if not rivals:
        return since, None
    earliest = since.low if since else None
    starts = [each.when.low if each.when else None for each, _ in rivals]
    known = [max(start, earliest or start) for start in starts if start]
    ends = [each.when.high for each, is_sure in rivals if is_sure and each.when and each.when.high]
    first = min(known) if len(known) == len(starts) else earliest
    return since, date_between(first, min(ends, default=None))


def _precedes(one: OfferRow, other: OfferRow) -> bool:
    """Whether an offer was made before another for sure."""
    return bool(one.when and other.when and one.when.certainly_before(other.when))


def _later_of(low: OfferRow, high: OfferRow) -> PartialDate | None:
    """When the later of two offers was made; None where no day of one is known."""
    if low.when is None or high.when is None:
        return None
    starts = [start for start in (low.when.low, high.when.low) if start]
    ends = [end for end in (low.when.high, high.when.high) if end]
    return date_between(max(starts, default=None), max(ends) if len(ends) == len(TWO) else None)


def _is_certain(since: PartialDate | None, until: PartialDate | None) -> bool:
    """Whether there is a day on which both stood, whichever of the days it was."""
    if since is None or since.high is None:
        return False
    return until is None or (until.low is not None and since.high <= until.low)


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


def _obstacle(low: OfferRow | None, high: OfferRow | None, *, is_open: bool) -> str:
    """Why the totals of two offers cannot be compared; empty if they can.

    *is_open*: an offer that stands later in order may have been made before.
    """
    lacks = _lack("management", low, is_open=is_open) or _lack("labor", high, is_open=is_open)
    if lacks or low is None or high is None:
        return lacks
    if not (_covers(low, high) or _covers(high, low)):
        return "the offers hold for different workers"
    if low.years is None or high.years is None:
        return "the term of an offer is not known"
    return (
        "" if low.years == high.years else f"the terms differ: {low.years} and {high.years} years"
    )


def _lack(side: str, offer: OfferRow | None, *, is_open: bool) -> str:
    """What keeps the total of one side from being compared with any other; empty if nothing."""
    total = _total(offer)
    if offer is None and is_open:
        return f"whether an offer of {side} came before is not known"
    if offer is None:
        return f"no offer of {side} is known"
    if total is None and offer.basis is None:
        return f"the raises of {side} have no exact total"
    if total is None:
        return f"the basis of the total of {side}: {offer.basis}"
    return f"the total of {side} is not exact" if total.exact is None else ""
