"""What looks wrong in schedules of raises: totals that nobody can be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpbargaining.checks.findings import Finding, warning
from kpbargaining.questions.pay.wages import schedules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.records.agreements import Agreement
    from kpbargaining.records.bargaining import Proposal
    from kpbargaining.store.store import Store

__all__ = ["untold_totals"]


def untold_totals(store: Store) -> Iterator[Finding]:
    """What raises come to, one on the other, has no more digits than an amount can have."""
    paid: list[Agreement | Proposal] = [*store.agreements, *store.proposals]
    for each in paid:
        for plan in schedules(store, each.id):
            if plan.simple is not None and plan.compound is None:
                sentence = f"{len(plan.raises)} raises come to more than any amount can say"
                yield warning("untold", each.id, None, sentence)
