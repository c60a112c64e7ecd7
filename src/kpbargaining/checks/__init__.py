"""What looks wrong in a dataset: a list of small functions that answer with findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpbargaining.checks.copies import passages
from kpbargaining.checks.dates import (
    far_ahead,
    foretold,
    misdated_ids,
    outside_agreement,
    outside_proposal,
    outside_round,
    outside_session,
    unlikely_visits,
    unreported_sessions,
)
from kpbargaining.checks.doubles import likely_doubles
from kpbargaining.checks.findings import Finding, Severity
from kpbargaining.checks.lasting import (
    attested_outside,
    carriers,
    doings,
    ends_of_cases,
    unlikely_lengths,
)
from kpbargaining.checks.numbers import (
    claimed_totals,
    crowds,
    later_steps,
    lengths,
    metrics,
    notices,
    ordinals,
    parts,
    raises,
    running_totals,
)
from kpbargaining.checks.order import follows
from kpbargaining.checks.pay import untold_totals
from kpbargaining.checks.repeats import (
    missing_steps,
    overlapping_memberships,
    raises_of_a_day,
    repeated_heads,
    repeated_names,
    repeated_numbers,
    repeated_ordinals,
    repeated_records,
    repeated_results,
    repeated_sources,
    repeated_steps,
)
from kpbargaining.checks.sides import (
    own_answers,
    own_approvals,
    own_cases,
    own_sympathy,
    strangers,
    upside_down,
    voices,
    wrong_sides,
)
from kpbargaining.checks.support import (
    bare_doubts,
    empty_records,
    left_quotes,
    mutual_dates,
    needless_inquiries,
    odd_readings,
    odd_testimony,
    redundant_readings,
    repeated_evidence,
    stray_passages,
    uncited_sources,
    undated_sources,
    unexplained_evidence,
    unsupported_facts,
    unsupported_records,
)
from kpbargaining.checks.ties import (
    called_in_order,
    cycles,
    dangling_evidence,
    dangling_references,
    led_to,
    misnamed_fields,
    mutual_members,
    named_markets,
    other_rounds,
    registered_names,
    repeated_ids,
    retired_ids,
    vocabularies,
)
from kpbargaining.checks.voting import ballots, results, votes
from kpbargaining.documents.shelf import Shelf
from kpbargaining.store.store import Store, check_store

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator

    from kpbargaining.tables.table import Table

__all__ = ["CHECKS", "Finding", "Severity", "check"]

CHECKS: tuple[Callable[[Store], Iterator[Finding]], ...] = (
    repeated_ids,
    retired_ids,
    dangling_references,
    dangling_evidence,
    misnamed_fields,
    cycles,
    mutual_members,
    other_rounds,
    led_to,
    vocabularies,
    named_markets,
    called_in_order,
    registered_names,
    repeated_ordinals,
    repeated_steps,
    raises_of_a_day,
    missing_steps,
    repeated_names,
    repeated_records,
    repeated_heads,
    likely_doubles,
    repeated_numbers,
    repeated_results,
    repeated_sources,
    overlapping_memberships,
    wrong_sides,
    upside_down,
    strangers,
    voices,
    own_cases,
    own_answers,
    own_approvals,
    own_sympathy,
    unsupported_facts,
    unsupported_records,
    undated_sources,
    mutual_dates,
    repeated_evidence,
    left_quotes,
    unexplained_evidence,
    bare_doubts,
    odd_readings,
    stray_passages,
    empty_records,
    odd_testimony,
    needless_inquiries,
    follows,
    misdated_ids,
    foretold,
    far_ahead,
    unlikely_visits,
    outside_round,
    outside_agreement,
    outside_proposal,
    outside_session,
    doings,
    attested_outside,
    ends_of_cases,
    carriers,
    unlikely_lengths,
    lengths,
    notices,
    ordinals,
    metrics,
    running_totals,
    parts,
    crowds,
    raises,
    claimed_totals,
    later_steps,
    untold_totals,
    votes,
    results,
    ballots,
    unreported_sessions,
    uncited_sources,
    redundant_readings,
)
"""Every check of a dataset by itself; those of passages need the documents."""


def check(store: Store, sources: str | os.PathLike[str] | None = None) -> Table[Finding]:
    """Everything that looks wrong in a dataset, errors first.

    With *sources*, a folder of texts (`*.txt`), every passage is looked up in them too.
    Raises `InvalidValue` for what is no dataset, and `UnreadableFile` if that folder cannot be
    read.
    """
    check_store(store)
    findings = [finding for each in CHECKS for finding in each(store)]
    if sources is not None:
        findings += passages(store, Shelf(store, sources))
    order = list(Severity)
    findings.sort(key=lambda finding: order.index(finding.severity))
    return store.index.table(Finding, findings, "findings")
