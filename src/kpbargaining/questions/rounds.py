"""Rounds side by side: from the opening to the ratified agreement; what is missing is shown so."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from statistics import mean, median
from typing import TYPE_CHECKING

from attrs import field, frozen

from kpbargaining.questions.pay.wages import schedules
from kpbargaining.records.actions import JobAction, JobActionKind
from kpbargaining.records.agreements import Agreement, AgreementStage
from kpbargaining.records.roles import column
from kpbargaining.records.showing import Shown
from kpbargaining.store.asking import question
from kpbargaining.values.days import Days
from kpbargaining.values.percentages import written
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Count, Id, Text
from kpbargaining.values.when import SEASON_MONTHS, PartialDate, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpbargaining.records.bargaining import BargainingRound, Session
    from kpbargaining.store.store import Store
    from kpbargaining.tables.table import Table

__all__ = ["AverageRow", "RoundRow", "average_days", "compare_rounds"]

TENTH = Decimal("0.1")

STRIKES = (JobActionKind.STRIKE, JobActionKind.SYMPATHY_STRIKE)


@frozen(kw_only=True, repr=False)
class RoundRow(Shown):
    """One round: from the opening to the ratified agreement."""

    round: Id = field(metadata=column("The round", refers="BargainingRound"))
    agreement: Id | None = field(
        metadata=column(
            "The agreement that it produced", refers="Agreement", of="BargainingRound.produced"
        )
    )
    opened: PartialDate | None = field(
        metadata=column("The day bargaining began; a range up to the first session where not told")
    )
    deal: PartialDate | None = field(
        metadata=column("When the negotiators agreed; a range up to what followed where not told")
    )
    ratified: PartialDate | None = field(
        metadata=column("When the members ratified it", of="Agreement.ratified")
    )
    stage: AgreementStage | None = field(
        metadata=column("The last stage of the agreement that sources report")
    )
    open_on: PartialDate | None = field(
        metadata=column(
            "The last day that the sources speak for, where they tell neither of a ratification"
            " nor of a later round about the same agreement"
        )
    )
    expiry: PartialDate | None = field(
        metadata=column("When the national agreement under renegotiation expires")
    )
    terms_until: PartialDate | None = field(
        metadata=column("To when its terms went on, where a source says so")
    )
    talks_days: Days | None = field(metadata=column("From the opening to the deal", unit="days"))
    days_from_expiry: Days | None = field(
        metadata=column("From the expiry to the deal: below 0 is before it", unit="days")
    )
    days_from_end_of_terms: Days | None = field(
        metadata=column("From the end of its terms to the deal: below 0 is before it", unit="days")
    )
    sessions: Count = field(
        metadata=column("Sessions that a source reports as held, one by one", unit="sessions")
    )
    outcomes: Count = field(metadata=column("Items that documents list", unit="items"))
    strikes: Count = field(
        metadata=column("Strikes and sympathy strikes that were held", unit="strikes")
    )
    first_raise: Quantity | None = field(
        metadata=column("Its first raise, where it is the same for all", unit="percent")
    )
    total_raise: Quantity | None = field(
        metadata=column("Its raises added up, where they are the same for all", unit="percent")
    )
    total_claimed: Quantity | None = field(
        metadata=column(
            "The total that a party or source claims for it",
            unit="percent",
            of="Agreement.claimed_total",
        )
    )


@question
def compare_rounds(store: Store) -> Table[RoundRow]:
    """Every round: opening, deal, ratification, days, sessions, outcomes, strikes, raises.

    In order of their ids, which begin with the year.
    """
    return store.index.table(RoundRow, (_round(store, each) for each in store.rounds), "rounds")


def _round(store: Store, each: BargainingRound) -> RoundRow:
    made = store.agreements.get(each.produced)
    old = store.agreements.get(each.renegotiates)
    opened, deal = _opened(store, each), _deal(store, each, made)
    expiry, end = (old.expires, old.terms_until) if old else (None, None)
    actions: list[JobAction] = store.job_actions.having("round", each.id)
    sessions: list[Session] = store.sessions.having("round", each.id)
    plans = [plan for plan in (schedules(store, made.id) if made else ()) if plan.raises]
    return RoundRow(
        round=each.id,
        agreement=made.id if made else None,
        opened=opened,
        deal=deal,
        ratified=made.ratified if made else None,
        stage=made.stage if made else None,
        open_on=_open_on(store, each, made),
        expiry=expiry,
        terms_until=end,
        talks_days=_between(opened, deal),
        days_from_expiry=_between(expiry, deal),
        days_from_end_of_terms=_between(end, deal),
        sessions=sum(session.reported for session in sessions),
        outcomes=len(store.outcomes.having("round", each.id)),
        strikes=sum(action.held is not None and action.kind in STRIKES for action in actions),
        first_raise=_common(plan.raises[0] for plan in plans),
        total_raise=_common(plan.simple for plan in plans),
        total_claimed=made.claimed_total if made else None,
    )


def _open_on(store: Store, each: BargainingRound, made: Agreement | None) -> PartialDate | None:
    """The last day that the sources speak for, where a round is not known to be over by then."""
    last = store.index.last_day
    if not last or (made is not None and made.stage not in (None, AgreementStage.TENTATIVE)):
        return None
    same: list[BargainingRound] = (
        store.rounds.having("renegotiates", each.renegotiates) if each.renegotiates else []
    )
    if any(other.produced and other.id > each.id for other in same):
        return None
    return PartialDate.on(date.fromordinal(last))


def _opened(store: Store, each: BargainingRound) -> PartialDate | None:
    """The opening as stated; else the first day of session 1, or no later than any session."""
    held = [session for session in store.sessions.having("round", each.id) if session.held]
    starts = [(session.ordinal, session.held.start) for session in held if session.held]
    first = next((start for ordinal, start in starts if ordinal == 1), None)
    return each.opened or first or _up_to(start for _, start in starts)


def _deal(store: Store, each: BargainingRound, made: Agreement | None) -> PartialDate | None:
    """When the agreement was reached; where no source says, no later than what follows from it.

    It often takes effect for a time before it is reached, so that this does not bound it.
    """
    if made is None or made.reached is not None:
        return made.reached if made else None
    votes = [vote.opened or vote.closed for vote in store.votes.having("on", made.id)]
    last = _up_to((made.ratified, made.signed, made.expires, *votes))
    opened = _opened(store, each)
    low = opened.earliest if opened else None
    if last is None or last.latest is None or low is None or low > last.latest:
        return last
    return _from_to(low.isoformat(), last.latest.isoformat())


def _from_to(first: str, last: str) -> PartialDate:
    """The day out of these, in its one spelling: all of April is `2025-04`, and no range."""
    range_ = Span(f"{first}/{last}")
    seasons = (f"{first[:4]}-{season}" for season in SEASON_MONTHS)
    named = map(PartialDate, (first, first[:7], first[:4], *seasons))
    plain = (when for when in named if (when.low, when.high) == (range_.low, range_.high))
    return next(plain, None) or PartialDate(f"[{first}..{last}]")


def _up_to(dates: Iterable[PartialDate | None]) -> PartialDate | None:
    """No later than the earliest of the last days that these dates can be; None without one."""
    known = [when.latest for when in dates if when is not None and when.latest is not None]
    return PartialDate(f"[..{min(known).isoformat()}]") if known else None


def _between(first: PartialDate | None, last: PartialDate | None) -> Days | None:
    return None if first is None or last is None else first.days_until(last)


def _common(amounts: Iterable[Quantity | None]) -> Quantity | None:
    """The amount that all have in common; None where they differ or there is none."""
    found = set(amounts)
    return found.pop() if len(found) == 1 else None


@frozen(kw_only=True, repr=False)
class AverageRow(Shown):
    """What the days of all rounds come to, for those in which they are known exactly."""

    days: Text = field(metadata=column("Which days, as a column of compare_rounds"))
    n: Count = field(metadata=column("In how many rounds they are known exactly", unit="rounds"))
    of: Count = field(metadata=column("In how many there are bounds at least", unit="rounds"))
    mean: Quantity | None = field(metadata=column("Their mean over these n", unit="days"))
    median: Quantity | None = field(metadata=column("Their median over these n", unit="days"))


@question
def average_days(store: Store) -> Table[AverageRow]:
    """Mean and median of the days of `compare_rounds`, over the *n* rounds known exactly."""
    rounds = compare_rounds(store)
    names = ("talks_days", "days_from_expiry", "days_from_end_of_terms")
    rows = (_average(name, [getattr(row, name) for row in rounds]) for name in names)
    return store.index.table(AverageRow, rows, "averages")


def _number(value: Decimal) -> Quantity:
    """A number of days, to a tenth."""
    return Quantity(written(value.quantize(TENTH, ROUND_HALF_UP)))


def _average(name: str, days: list[Days | None]) -> AverageRow:
    known = [each.low for each in days if each and each.low is not None and each.low == each.high]
    return AverageRow(
        days=name,
        n=len(known),
        of=sum(each is not None for each in days),
        mean=_number(mean(map(Decimal, known))) if known else None,
        median=_number(median(map(Decimal, known))) if known else None,
    )
