"""One round as the picture of its offers has it: totals, gaps, strikes, the settlement."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from attrs import frozen

from kpbargaining.pictures.dating import (
    called,
    how_many,
    listing,
    number_in_words,
    numbers_of,
    said,
    side_by_side,
)
from kpbargaining.pictures.offers.made import Apart, Made, is_known, made_of
from kpbargaining.questions.agreements import AgreementRow
from kpbargaining.questions.pay.gaps import gaps
from kpbargaining.questions.rounds import RoundRow
from kpbargaining.questions.strikes import ActionRow
from kpbargaining.records.actions import JobActionKind
from kpbargaining.records.agreements import TotalBasis
from kpbargaining.store.sides import Side
from kpbargaining.values.days import Days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.pictures.answers import Answers
    from kpbargaining.questions.pay.gaps import GapRow
    from kpbargaining.questions.pay.offers import OfferRow

__all__ = ["Settlement", "Talks"]


@frozen
class Settlement:
    """What was agreed: when, and what its raises add up to."""

    days: Days
    low: float
    high: float
    schedule: str


class Talks:
    """The offers of one round, and what stands beside them."""

    def __init__(self, name: str, offers: list[OfferRow], answers: Answers) -> None:
        self.name = name
        self.offers = offers
        self.round: RoundRow | None = next(
            (row for row in answers.rows(RoundRow) if row.round == name), None
        )
        grouped = [list(same) for _, same in groupby(offers, lambda offer: offer.proposal)]
        made = [made_of(same) for same in grouped]
        self.made: list[Made] = [each for each in made if each and each.comparable]
        self.apart: list[Made] = [each for each in made if each and not each.comparable]
        self.left_out: int = sum(each is None for each in made)
        """How many offers have no day, no side or no total, so that they have no place."""
        self.gaps: list[list[GapRow]] = [
            list(same) for _, same in groupby(gaps(offers), lambda gap: gap.proposal)
        ]
        self.distances: list[Apart] = list(self._distances())
        self.strikes: list[tuple[Days, str]] = self._strikes(answers.rows(ActionRow))
        self.settlement: Settlement | None = self._settlement(answers.rows(AgreementRow))

    def side(self, side: Side) -> list[Made]:
        """The offers of a side whose totals are raises added up, in order."""
        return sorted((each for each in self.made if each.side is side), key=lambda each: each.at)

    @property
    def days(self) -> list[float]:
        """The days from expiry that the panel has to show."""
        spans = [each.days for each in (*self.made, *self.apart)]
        spans += [days for days, _ in self.strikes]
        spans += [self.settlement.days] if self.settlement else []
        return [end for span in spans for end in (span.low, span.high) if end is not None]

    @property
    def totals(self) -> list[float]:
        """The highest totals that the panel has to show."""
        settled = [self.settlement.high] if self.settlement else []
        return [each.high for each in (*self.made, *self.apart)] + settled

    def _strikes(self, actions: list[ActionRow]) -> list[tuple[Days, str]]:
        expiry = self.round.expiry if self.round else None
        if expiry is None or expiry.low is None:
            return []
        return [
            (Days(each.held.low - expiry.low, each.held.high - expiry.low), said(each.held))
            for each in actions
            if each.round == self.name and each.held and each.kind is not JobActionKind.PICKET
            if each.held.low and each.held.high
        ]

    def _settlement(self, agreements: list[AgreementRow]) -> Settlement | None:
        found = self.round
        days = found.days_from_expiry if found else None
        if found is None or days is None or not is_known(days):
            return None
        rows = [row for row in agreements if row.agreement == found.agreement]
        claimed = [row.total_claimed for row in rows if row.claimed_basis is TotalBasis.SIMPLE]
        totals = [row.simple for row in rows if row.simple] or [each for each in claimed if each]
        totals = totals or [each for each in (found.total_raise,) if each]
        numbers = [number for total in totals for number in numbers_of(total)]
        if not numbers:
            return None
        plans = dict.fromkeys(side_by_side(row.steps) for row in rows if row.steps)
        return Settlement(days, min(numbers), max(numbers), " / ".join(plans))

    def _distances(self) -> Iterator[Apart]:
        """The gaps that can be told, in order."""
        places = {offer.proposal: made for made in self.made for offer in made.offers}
        for rows in self.gaps:
            known = tuple(row for row in rows if row.gap and row.management and row.labor)
            made = places.get(rows[0].proposal)
            if known and made:
                yield Apart(made, known)

    @property
    def doubts(self) -> list[str]:
        """Which gaps are not certain, or not from when on, in sentences."""
        never = [each.points for each in self.distances if not each.certain]
        vague = [each for each in self.distances if each.certain and each.doubt]
        noun = "gaps" if never[1:] else "gap"
        open_ = (
            f"Not certain: the {noun} of {listing(never)}, as the days of the offers leave open"
            " whether those of both sides stood at one time."
        )
        return [
            *(f"The gap of {each.points}: {each.doubt}." for each in vague),
            *([open_] if never else []),
        ]

    @property
    def obstacles(self) -> dict[str, int]:
        """Why there is no gap after some proposals, and after how many."""
        reasons: dict[str, int] = defaultdict(int)
        for rows in self.gaps:
            if rows[0].reason:
                reasons[rows[0].reason] += 1
        return dict(reasons)

    @property
    def honest(self) -> str:
        """After how many proposals there is no gap to draw, and why; empty if after none."""
        missing = sum(self.obstacles.values())
        reasons = listing(f"{reason} ({number})" for reason, number in self.obstacles.items())
        if not missing:
            return ""
        proposals = how_many(len(self.gaps), "proposal")
        return f"No gap can be drawn after {missing} of {proposals}: {reasons}."

    @property
    def unsettled(self) -> str:
        """What is known of a settlement that cannot be drawn; empty where it can, or is none."""
        found = self.round
        if found is None or self.settlement or found.deal is None:
            return ""
        if found.total_claimed is None:
            return f"Settled {said(found.deal)}; no total is known."
        total = number_in_words(found.total_claimed)
        claim = f"the {total} percent claimed for it cannot be compared"
        return f"Settled {said(found.deal)}; {claim}."

    @property
    def finding(self) -> str:
        """What the panel shows, in words."""
        told = []
        for side, verb in ((Side.LABOR, "asked for"), (Side.MANAGEMENT, "offered")):
            totals = [each.written for each in self.side(side)]
            told.append(
                f"{side} {verb} {listing(totals)} percent"
                if totals
                else f"no total of {side} is known"
            )
        apart = [f"{each.written} percent by {each.side}" for each in self.apart]
        beside = f" On a basis not known: {listing(apart)}." if apart else ""
        last = ""
        if self.distances:
            gap = self.distances[-1]
            doubt = f", {gap.doubt}" if gap.doubt else ""
            last = f" The last gap that can be told is {gap.points}{doubt}."
        settled = ""
        if self.settlement:
            low, high = self.settlement.low, self.settlement.high
            total = f"{low:g}" if low == high else f"{low:g} to {high:g}"
            settled = f" They settled at {total} percent."
        return (
            f"{called(self.name)}: {', '.join(told)}.{beside}{last}{settled} {self.honest}".strip()
        )
