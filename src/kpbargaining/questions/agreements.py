"""Agreements side by side, and which of them were in force on a day."""

from __future__ import annotations

from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING

from attrs import field, frozen

from kpbargaining.questions.members import begun, lasts
from kpbargaining.questions.pay.terms import AMENDING, national_agreements
from kpbargaining.questions.pay.wages import Schedule, schedules
from kpbargaining.records.agreements import Agreement, AgreementStage, TotalBasis
from kpbargaining.records.roles import column
from kpbargaining.records.showing import Shown
from kpbargaining.store.asking import question
from kpbargaining.values.days import is_certain
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Id, Text
from kpbargaining.values.when import PartialDate, as_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kpbargaining.store.store import Store
    from kpbargaining.tables.collection import Collection
    from kpbargaining.tables.table import Table
    from kpbargaining.values.days import Certainty

    Day = str | date | PartialDate

__all__ = ["AgreementRow", "Origin", "agreement_in_force", "compare_agreements"]


class Origin(StrEnum):
    """Where a record comes from."""

    BUNDLED = "bundled"
    OVERLAY = "overlay"
    """From a dataset that was merged in."""


@frozen(kw_only=True, repr=False)
class AgreementRow(Shown):
    """One agreement, for one group of workers it tells apart."""

    agreement: Id = field(metadata=column("The agreement", refers="Agreement"))
    markets: tuple[Id, ...] | None = field(
        metadata=column("The markets it holds for", refers="market")
    )
    whom: Text | None = field(metadata=column("The workers it holds for"))
    effective: PartialDate | None = field(
        metadata=column("From when it is in force", of="Agreement.effective")
    )
    expires: PartialDate | None = field(
        metadata=column("The last day it is in force", of="Agreement.expires")
    )
    stage: AgreementStage | None = field(metadata=column("The last stage that sources report"))
    steps: tuple[Quantity, ...] = field(metadata=column("Its raises, in order", unit="percent"))
    simple: Quantity | None = field(metadata=column("The raises added up", unit="percent"))
    compound: Quantity | None = field(
        metadata=column("The raises one on the other", unit="percent")
    )
    per_year: Quantity | None = field(
        metadata=column("The raises added up, by year of the term", unit="percent")
    )
    average: Quantity | None = field(
        metadata=column("How far the level lies above 100 on average of the term", unit="percent")
    )
    lump_sums: tuple[Quantity, ...] = field(
        metadata=column("What is paid once; it is in no total", unit="percent or USD")
    )
    total_claimed: Quantity | None = field(
        metadata=column(
            "The total that a party or source claims for it",
            unit="percent",
            of="Agreement.claimed_total",
        )
    )
    claimed_basis: TotalBasis | None = field(
        metadata=column("How the claimed total is worked out", of="Agreement.claimed_basis")
    )
    origin: Origin = field(metadata=column("Bundled, or brought in by a merge"))


@question
def compare_agreements(store: Store) -> Table[AgreementRow]:
    """The national agreements side by side, a row for each group of workers they tell apart.

    Of a dataset that was merged in, all agreements are there, whatever their kind. In order of
    the day they take effect, otherwise of that on which they were reached; without either last.
    """
    rows = chain.from_iterable(_agreement(store, each) for each in national_agreements(store))
    return store.index.table(AgreementRow, rows, "agreements")


def _agreement(store: Store, agreement: Agreement) -> Iterator[AgreementRow]:
    """One row for each schedule of an agreement; one without wages where there is none."""
    plans: list[Schedule | None] = list(schedules(store, agreement.id))
    for plan in plans or [None]:
        yield AgreementRow(
            agreement=agreement.id,
            markets=plan.markets if plan else None,
            whom=plan.whom if plan else None,
            effective=agreement.effective,
            expires=agreement.expires,
            stage=agreement.stage,
            steps=plan.raises if plan else (),
            simple=plan.simple if plan else None,
            compound=plan.compound if plan else None,
            per_year=plan.per_year if plan else None,
            average=plan.average if plan else None,
            lump_sums=plan.lump_sums if plan else (),
            total_claimed=agreement.claimed_total,
            claimed_basis=agreement.claimed_basis,
            origin=Origin.OVERLAY
            if agreement.id in store.index.provenance.added
            else Origin.BUNDLED,
        )


@question
def agreement_in_force(
    store: Store, on: Day, party: str | None = None, certainty: Certainty = "certainly"
) -> Collection[Agreement]:
    """The agreements in force on a day, of one *party* or of all.

    In force is what took effect by that day and had not expired before it. An agreement of which
    no source says when it took effect or when it expires counts as `possibly` only: not before it
    can have been reached, and not once what follows it is in force.
    Raises `UnknownName` with the nearest ids.
    """
    day, certain = as_day(on), is_certain(certainty)

    def holds(each: Agreement) -> bool:
        if certain and (each.effective is None or each.expires is None):
            return False
        start = each.effective or _not_before(store, each)
        held = begun(start, day, certain=certain) and lasts(each.expires, day, certain=certain)
        return held and not (each.expires is None and _is_replaced(store, each, day))

    found = store.agreements if party is None else store.agreements.where(parties=store[party].id)
    return found.where(holds)


def _not_before(store: Store, each: Agreement) -> PartialDate | None:
    """Before what day an agreement cannot have been in force, whose start no source gives.

    Not before it was reached, nor before the round that led or was to lead to it, nor before the
    agreement that it follows.
    """
    old = store.agreements.get(each.predecessor)
    rounds = [*store.rounds.having("produced", each.id), *store.rounds.having("sought", each.id)]
    dates = [each.reached, each.ratified, each.signed, *(one.opened for one in rounds)]
    dates += [old.reached, old.effective] if old else []
    lows = [when.earliest for when in dates if when is not None and when.earliest is not None]
    return PartialDate(f"[{max(lows).isoformat()}..]") if lows else None


def _is_replaced(store: Store, each: Agreement, day: PartialDate) -> bool:
    """Whether all that took the place of an agreement was certainly in force on a day."""
    later = [*store.agreements.having("predecessor", each.id), *_instead(store, each)]
    starts = [other.effective for other in later if other.kind not in AMENDING and other.effective]
    return bool(starts) and not any(day.possibly_before(start) for start in starts)


def _instead(store: Store, each: Agreement) -> list[Agreement]:
    """What the same parties agreed on in the end, after the same agreement.

    Of an agreement with a date of any stage we know that there was one; it may stand beside these.
    """
    if each.stage is not None or each.predecessor is None:
        return []
    beside = store.agreements.having("predecessor", each.predecessor)
    return [other for other in beside if set(each.parties or ()) <= set(other.parties or ())]
