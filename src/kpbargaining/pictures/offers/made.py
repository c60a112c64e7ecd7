"""A proposal and a gap between two of them, as the picture of the offers has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from kpbargaining.pictures.dating import (
    day_in_words,
    how_many,
    listing,
    number_in_words,
    numbers_of,
    said,
    side_by_side,
)
from kpbargaining.questions.pay.gaps import GapRow
from kpbargaining.questions.pay.offers import OfferRow
from kpbargaining.records.agreements import TotalBasis
from kpbargaining.store.sides import Side
from kpbargaining.values.days import Days

if TYPE_CHECKING:
    from kpbargaining.values.quantity import Quantity
    from kpbargaining.values.when import PartialDate

__all__ = ["SIDES", "Apart", "Made", "is_known", "made_of", "middle_of"]

SIDES = (Side.LABOR, Side.MANAGEMENT)


def middle_of(days: Days) -> float:
    """The middle of some days; where one end is open, the other end."""
    ends = [end for end in (days.low, days.high) if end is not None]
    return sum(ends) / len(ends)


def is_known(days: Days | None) -> bool:
    """Whether days have an end at least."""
    return days is not None and (days.low is not None or days.high is not None)


@frozen
class Made:
    """A proposal: its lowest and its highest total, over the groups of workers it tells apart."""

    side: Side
    days: Days
    low: float
    high: float
    comparable: bool
    """Whether its totals are raises added up."""
    offers: tuple[OfferRow, ...]

    @property
    def weak(self) -> bool:
        """Whether one source alone tells of it, or none but weak ones."""
        return any(offer.weak for offer in self.offers)

    @property
    def at(self) -> float:
        """Where it stands: in the middle of the days on which it can have been made."""
        return middle_of(self.days)

    @property
    def written(self) -> str:
        """Its totals: `20 (21.5)`, `10 to 14`."""
        same = self.low == self.high
        low, high = (f"{end:.2f}".rstrip("0").rstrip(".") for end in (self.low, self.high))
        compound = self.offers[0].total_compound
        bracket = f" ({number_in_words(compound)})" if compound and len(self.offers) == 1 else ""
        return f"{low if same else f'{low} to {high}'}{bracket}"

    @property
    def told(self) -> str:
        """It in words."""
        when = self.offers[0].when
        weak = "; one source alone tells of it, or weak ones" if self.weak else ""
        plans = listing(
            dict.fromkeys(side_by_side(each.steps) for each in self.offers if each.steps) or [""]
        )
        steps = f", in steps of {plans}" if plans else ""
        basis = "added up" if self.comparable else "on a basis that is not known"
        return (
            f"{self.side}, {said(when) if when else 'no day known'}:"
            f" {self.written} percent {basis}{steps}{weak}"
        )


def made_of(offers: list[OfferRow]) -> Made | None:
    """A proposal with its totals; None where it has no day, no side or no total."""
    first = offers[0]
    days = first.days_from_expiry
    added = [each.total_simple or _claimed(each) for each in offers]
    totals = [each for each in added if each]
    claimed = [each.total_claimed for each in offers if each.total_claimed]
    numbers = [number for total in totals or claimed for number in numbers_of(total)]
    if first.side not in SIDES or days is None or not is_known(days) or not numbers:
        return None
    return Made(first.side, days, min(numbers), max(numbers), bool(totals), tuple(offers))


def _claimed(offer: OfferRow) -> Quantity | None:
    return offer.total_claimed if offer.basis is TotalBasis.SIMPLE else None


@frozen
class Apart:
    """How far both sides stand apart after a proposal, and since when."""

    made: Made
    rows: tuple[GapRow, ...]

    @property
    def points(self) -> str:
        """The gap: `7 points`, or a range over groups."""
        known = [numbers_of(row.gap)[0] for row in self.rows if row.gap]
        low, high = (round(end, 2) for end in (min(known), max(known)))
        return how_many(high, "point") if low == high else f"{low:g} to {high:g} points"

    @property
    def certain(self) -> bool:
        """Whether both offers stood at one time for sure."""
        return all(row.certain for row in self.rows)

    @property
    def since(self) -> PartialDate | None:
        """When the later of both offers was made."""
        return self.rows[0].since

    @property
    def is_exact(self) -> bool:
        """Whether it is certain, and from which day on."""
        return self.certain and self.since is not None and self.since.low == self.since.high

    @property
    def days(self) -> Days:
        """The days from expiry at which it can begin."""
        when, days, since = self.made.offers[0].when, self.made.days, self.since
        if when is None or since is None:
            return days
        low, high = _moved(days.low, when.low, since.low), _moved(days.high, when.high, since.high)
        return Days(low, high)

    @property
    def ends(self) -> tuple[float, float]:
        """The total of management and that of labor; the outermost over groups."""
        low = min(numbers_of(row.management)[0] for row in self.rows if row.management)
        return low, max(numbers_of(row.labor)[1] for row in self.rows if row.labor)

    @property
    def doubt(self) -> str:
        """What is not certain of it; empty where it is exact."""
        if not self.certain:
            return "which is not certain, as the offers may not have stood at one time"
        if self.is_exact or self.since is None or self.since.high is None:
            return ""
        perhaps = f", perhaps from {day_in_words(self.since.low)}" if self.since.low else ""
        return f"for sure from {day_in_words(self.since.high)}{perhaps}"

    @property
    def told(self) -> str:
        """It in words."""
        return ", ".join(filter(None, (f"gap: {self.points}", self.doubt)))


def _moved(days: int | None, start: int | None, end: int | None) -> int | None:
    """So many days from expiry, moved from one day to another."""
    return None if days is None or start is None or end is None else days + end - start
