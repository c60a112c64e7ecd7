"""Rounds and agreements side by side; what is missing is shown as missing."""

from __future__ import annotations

from statistics import mean, median
from typing import TYPE_CHECKING, Self

from attrs import frozen

from kpbargaining.questions.strikes import Headcount, action_log
from kpbargaining.questions.wages import Schedule, schedules
from kpbargaining.records.actions import JobActionKind
from kpbargaining.records.agreements import AgreementKind
from kpbargaining.store.tables import Table
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.when import Days, PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpbargaining.records.agreements import Agreement
    from kpbargaining.records.bargaining import BargainingRound
    from kpbargaining.store.store import Store

__all__ = [
    "AgreementRow",
    "RoundRow",
    "Rounds",
    "compare_agreements",
    "compare_rounds",
]

STRIKES = (JobActionKind.STRIKE.value, JobActionKind.SYMPATHY_STRIKE.value)
NATIONAL = (AgreementKind.NATIONAL, AgreementKind.EXTENSION, AgreementKind.REOPENER)


@frozen(kw_only=True)
class RoundRow:
    """One round: from the opening to the ratified agreement."""

    round: str
    opened: PartialDate | None
    """The day bargaining began as stated, otherwise the first day of the first session held."""
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
    headcounts: tuple[Headcount, ...]
    """What every voice gives for them of the metric asked for, strike by strike; never a sum."""
    first_raise: Quantity | None
    """The first raise of the agreement, where it is the same for all."""
    total_raise: Quantity | None
    """Its raises added up, where they come to the same for all."""


class Rounds(Table[RoundRow]):
    """Rounds in order of their ids, which begin with the year."""

    def __init__(self, rows: Iterable[RoundRow]) -> None:
        super().__init__(RoundRow, rows, "rounds")

    def _with(self, rows: Iterable[RoundRow]) -> Self:
        return type(self)(rows)

    @property
    def summary(self) -> dict[str, dict[str, float | None]]:
        """Mean and median of the days, over the *n* rounds where they are known exactly."""
        return {
            "talks_days": _summary(row.talks_days for row in self),
            "days_from_expiry": _summary(row.days_from_expiry for row in self),
        }


def _summary(days: Iterable[Days | None]) -> dict[str, float | None]:
    known = [each.low for each in days if each and each.low is not None and each.low == each.high]
    return {
        "n": len(known),
        "mean": round(mean(known), 1) if known else None,
        "median": median(known) if known else None,
    }


def compare_rounds(store: Store, metric: str | None = None) -> Rounds:
    """Every round: opening, deal, ratification, days, sessions, outcomes, strikes, raises.

    With a *metric*, also what sources give of it for each strike: how many workers were called
    out, or took part. Raises `UnknownName` for a metric that is not known.
    """
    return Rounds(_round(store, each, metric) for each in store.rounds)


def _round(store: Store, each: BargainingRound, metric: str | None) -> RoundRow:
    made = store.agreements.get(each.produced)
    old = store.agreements.get(each.renegotiates)
    sessions = store.sessions.where(lambda session: session.held is not None, round=each.id)
    opened = each.opened or next((s.held.start for s in sessions if s.held), None)
    deal, expiry = made.reached if made else None, old.expires if old else None
    actions = action_log(store, each.id, metric)
    strikes = [row for row in actions if row.held is not None and row.kind in STRIKES]
    plans = [plan for plan in (schedules(store, made.id) if made else ()) if plan.raises]
    return RoundRow(
        round=each.id,
        opened=opened,
        deal=deal,
        ratified=made.ratified if made else None,
        expiry=expiry,
        talks_days=_between(opened, deal),
        days_from_expiry=_between(expiry, deal),
        sessions=len(sessions),
        outcomes=len(store.outcomes.where(round=each.id)),
        strikes=len(strikes),
        headcounts=tuple(count for row in strikes for count in row.headcounts if metric),
        first_raise=_common(plan.raises[0] for plan in plans),
        total_raise=_common(plan.simple for plan in plans),
    )


def _between(first: PartialDate | None, last: PartialDate | None) -> Days | None:
    return None if first is None or last is None else first.days_until(last)


def _common(amounts: Iterable[Quantity | None]) -> Quantity | None:
    """The amount that all have in common; None where they differ or there is none."""
    found = set(amounts)
    return found.pop() if len(found) == 1 else None


@frozen(kw_only=True)
class AgreementRow:
    """One agreement, for one group of workers it tells apart."""

    agreement: str
    markets: tuple[str, ...] | None
    whom: str | None
    effective: PartialDate | None
    expires: PartialDate | None
    steps: tuple[Quantity, ...]
    simple: Quantity | None
    """The raises added up."""
    compound: Quantity | None
    """The raises one on the other."""
    per_year: Quantity | None
    """The raises added up, by year of the term."""
    average: Quantity | None
    """How far the level lies above 100 on the average of the term."""
    lump_sums: tuple[Quantity, ...]
    """What is paid once; it is in no total."""
    origin: str
    """`bundled`, or `overlay` if the agreement came with a merged dataset."""


def compare_agreements(store: Store, added: frozenset[str] = frozenset()) -> Table[AgreementRow]:
    """The national agreements side by side, a row for each group of workers they tell apart.

    *added* are the ids of the records that an overlay brought in; of its agreements all are
    there, whatever their kind. In order of the day they take effect, otherwise of that on which
    they were reached; those without either last.
    """
    found = [each for each in store.agreements if each.kind in NATIONAL or each.id in added]
    rows = [
        row
        for agreement in sorted(found, key=_order)
        for row in _agreement(store, agreement, "overlay" if agreement.id in added else "bundled")
    ]
    return Table(AgreementRow, rows, "agreements")


def _order(agreement: Agreement) -> tuple[bool, tuple[int, int, str]]:
    when = agreement.effective or agreement.reached
    return (when is None, (0, 0, "") if when is None else when.sort_key)


def _agreement(store: Store, agreement: Agreement, origin: str) -> Iterator[AgreementRow]:
    """One row for each schedule of an agreement; one without wages where there is none."""
    for plan in schedules(store, agreement.id) or (Schedule((), agreement.id),):
        yield AgreementRow(
            agreement=agreement.id,
            markets=plan.markets,
            whom=plan.whom,
            effective=agreement.effective,
            expires=agreement.expires,
            steps=plan.raises,
            simple=plan.simple,
            compound=plan.compound,
            per_year=plan.per_year,
            average=plan.average_level(),
            lump_sums=plan.lump_sums,
            origin=origin,
        )
