"""The national agreements in their order, what follows on what, and over which months it lasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpbargaining.records.agreements import Agreement, AgreementKind
from kpbargaining.records.bargaining import Proposal
from kpbargaining.values.months import MONTHS, count_of, month_of, numbered
from kpbargaining.values.when import by_date

if TYPE_CHECKING:
    from kpbargaining.records.kinds import AnyRecord
    from kpbargaining.records.pay import WageStep
    from kpbargaining.store.store import Store
    from kpbargaining.values.when import PartialDate

    Ends = tuple[PartialDate | None, PartialDate | None]

__all__ = ["AMENDING", "followed_by", "national_agreements", "term_of"]

AMENDING = (AgreementKind.EXTENSION, AgreementKind.REOPENER)
"""What follows an agreement and does not take its place."""

NATIONAL = (AgreementKind.NATIONAL, *AMENDING)


def national_agreements(store: Store) -> list[Agreement]:
    """The national agreements, and all that were merged in, in order of the day they take effect.

    Otherwise in that of the day on which they were reached; without either last.
    """
    added = store.index.provenance.added
    found = [each for each in store.agreements if each.kind in NATIONAL or each.id in added]
    return sorted(found, key=lambda each: by_date(each.effective or each.reached))


def followed_by(store: Store, record: AnyRecord) -> str | None:
    """The agreement that another one follows; of a proposal, what its round renegotiates."""
    if isinstance(record, Agreement):
        return record.predecessor
    bargained = store.rounds.get(getattr(record, "round", None))
    return bargained.renegotiates if bargained else None


def term_of(record: AnyRecord, steps: list[WageStep]) -> Ends:
    """The months of an agreement, or those that a proposal asks for, from its first raise."""
    if isinstance(record, Agreement):
        return month_of(record.effective), month_of(record.expires)
    start = month_of(next((step.effective for step in steps if step.percent), None))
    years = record.term.exact if isinstance(record, Proposal) and record.term else None
    if start is None or years is None:
        return start, None
    return start, numbered(count_of(start) + int(years * MONTHS) - 1)
