"""Rounds and agreements side by side; what is missing is shown as missing."""

from __future__ import annotations

from decimal import Decimal
from statistics import mean, median
from typing import TYPE_CHECKING

from attrs import frozen

from kpbargaining.quantity import Quantity
from kpbargaining.records.actions import JobActionKind
from kpbargaining.records.agreements import Agreement, AgreementKind
from kpbargaining.tables import Table
from kpbargaining.wages import Schedule, percent, schedules
from kpbargaining.when import Days, PartialDate, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpbargaining.records.bargaining import BargainingRound
    from kpbargaining.store import Store

__all__ = [
    "AgreementRow",
    "RoundRow",
    "Rounds",
    "compare_agreements",
    "compare_rounds",
]


STRIKES = (JobActionKind.STRIKE, JobActionKind.SYMPATHY_STRIKE)


@frozen(kw_only=True)
class RoundRow:
    """One round: from the opening to the ratified agreement."""

    round: str
    opened: PartialDate | Span | None
    deal: PartialDate | None
    """When the negotiators reached the agreement."""
    ratified: PartialDate | None
    expiry: PartialDate | None
    """When the agreement under renegotiation expires."""
    talks_days: Days | None
    """From the opening to the deal."""
    days_from_expiry: Days | None
    """From the expiry to the deal: before it below 0, after it above."""
    sessions: int
    """Sessions that a source reports as held."""
    outcomes: int
    """Items that the documents list."""
    strikes: int
    """Strikes and sympathy strikes that were held."""
    first_raise: Quantity | None
    """The first raise of the agreement, where it is one for all."""
    total_raise: Quantity | None
    """Its raises added up, where they are the same for all."""


class Rounds(Table[RoundRow]):
    """All rounds, the oldest first."""

    @property
    def summary(self) -> dict[str, dict[str, float | int | None]]:
        """Mean and median of the days, over the *n* rounds where they are known exactly."""
        names = ("talks_days", "days_from_expiry")
        return {name: _summary(getattr(row, name) for row in self) for name in names}


def _summary(days: Iterable[Days | None]) -> dict[str, float | int | None]:
    known = [each.low for each in days if each and each.low is not None and each.low == each.high]
    return {
        "n": len(known),
        "mean": round(mean(known), 1) if known else None,
        "median": median(known) if known else None,
    }


def compare_rounds(store: Store) -> Rounds:
    """Every round: opening, deal, ratification, days, sessions, outcomes, strikes, raises."""
    rows = [_round(store, each) for each in store.rounds]
    rows.sort(key=lambda row: row.round)
    return Rounds(RoundRow, rows, "rounds")


def _round(store: Store, each: BargainingRound) -> RoundRow:
    made = store.agreements.get(each.produced)
    old = store.agreements.get(each.renegotiates)
    opened = _opened(store, each)
    deal = made.reached if made else None
    expiry = old.expires if old else None
    plan = _one_for_all(store, made)
    actions = store.job_actions.where(round=each.id)
    raises = [row.percent for row in plan if row.percent] if plan else []
    return RoundRow(
        round=each.id,
        opened=opened,
        deal=deal,
        ratified=made.ratified if made else None,
        expiry=expiry,
        talks_days=_between(opened, deal),
        days_from_expiry=_between(expiry, deal),
        sessions=len(store.sessions.where(lambda s: s.held is not None, round=each.id)),
        outcomes=len(store.outcomes.where(round=each.id)),
        strikes=sum(a.held is not None and a.kind in STRIKES for a in actions),
        first_raise=raises[0] if raises else None,
        total_raise=plan.simple if plan else None,
    )


def _opened(store: Store, each: BargainingRound) -> PartialDate | None:
    """The day bargaining began as stated, otherwise the first day of the first session held."""
    if each.opened is not None:
        return each.opened
    held = [s.held for s in store.sessions.where(round=each.id) if s.held is not None]
    return held[0].start if held else None


def _between(first: PartialDate | None, last: PartialDate | None) -> Days | None:
    return None if first is None or last is None else first.days_until(last)


def _one_for_all(store: Store, agreement: Agreement | None) -> Schedule | None:
    """The schedule of an agreement that has just one."""
    plans = schedules(store, agreement.id) if agreement else ()
    return plans[0] if len(plans) == 1 else None


@frozen(kw_only=True)
class AgreementRow:
    """One national agreement, for one group of workers it tells apart."""

    agreement: str
    markets: tuple[str, ...] | None
    whom: str | None
    effective: PartialDate | None
    expires: PartialDate | None
    steps: tuple[Quantity, ...]
    simple: Quantity | None
    compound: Quantity | None
    per_year: Quantity | None
    """The raises added up, over the years of the term."""
    lump_sums: tuple[Quantity, ...]
    origin: str
    """`bundled`, or `overlay` if the agreement came with a merged dataset."""


def compare_agreements(store: Store, added: frozenset[str] = frozenset()) -> Table[AgreementRow]:
    """Every national agreement side by side, a row for each group of workers it tells apart.

    *added* are the ids of the records that an overlay brought in.
    """
    kinds = (AgreementKind.NATIONAL, AgreementKind.EXTENSION, AgreementKind.REOPENER)
    rows = [
        row
        for agreement in store.agreements
        if agreement.kind in kinds
        for row in _agreement(store, agreement, "overlay" if agreement.id in added else "bundled")
    ]
    return Table(AgreementRow, rows, "agreements")


def _agreement(store: Store, agreement: Agreement, origin: str) -> Iterator[AgreementRow]:
    plans: tuple[Schedule | None, ...] = schedules(store, agreement.id) or (None,)
    for plan in plans:
        yield AgreementRow(
            agreement=agreement.id,
            markets=plan.markets if plan else None,
            whom=plan.whom if plan else None,
            effective=agreement.effective,
            expires=agreement.expires,
            steps=tuple(row.percent for row in plan if row.percent) if plan else (),
            simple=plan.simple if plan else None,
            compound=plan.compound if plan else None,
            per_year=_per_year(plan.simple, agreement) if plan else None,
            lump_sums=plan.lump_sums if plan else (),
            origin=origin,
        )


def _per_year(total: Quantity | None, agreement: Agreement) -> Quantity | None:
    if total is None or total.exact is None or not agreement.effective or not agreement.expires:
        return None
    days = agreement.effective.days_until(agreement.expires)
    if days.low is None or days.low != days.high:
        return None
    years = (Decimal(days.low + 1) / Decimal("365.25")).quantize(Decimal("0.1"))
    return percent(total.exact / years)
