"""What looks wrong in a dataset: a list of small functions that answer with findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpbargaining.checks.copies import passages
from kpbargaining.checks.dates import (
    foretold,
    lifetimes,
    outside_agreement,
    outside_round,
    succession,
    successors,
    unreported_sessions,
)
from kpbargaining.checks.findings import Finding, Severity
from kpbargaining.checks.numbers import lengths, metrics, ordinals, parts, running_totals, votes
from kpbargaining.checks.support import (
    bare_doubts,
    left_quotes,
    redundant_readings,
    repeated_evidence,
    uncited_sources,
    undated_sources,
    unexplained_evidence,
    unsupported_facts,
    unsupported_records,
)
from kpbargaining.checks.ties import (
    cycles,
    dangling_evidence,
    dangling_references,
    misnamed_fields,
    mutual_members,
    other_rounds,
    repeated_ids,
    repeated_ordinals,
    repeated_steps,
    wrong_sides,
)
from kpbargaining.documents.shelf import Shelf
from kpbargaining.errors import InvalidValue
from kpbargaining.store.store import Store

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator

    from kpbargaining.store.tables import Table

__all__ = ["CHECKS", "Finding", "Severity", "check"]

CHECKS: tuple[Callable[[Store], Iterator[Finding]], ...] = (
    repeated_ids,
    dangling_references,
    dangling_evidence,
    cycles,
    mutual_members,
    other_rounds,
    repeated_ordinals,
    repeated_steps,
    wrong_sides,
    unsupported_facts,
    unsupported_records,
    undated_sources,
    misnamed_fields,
    repeated_evidence,
    left_quotes,
    unexplained_evidence,
    bare_doubts,
    succession,
    successors,
    lifetimes,
    foretold,
    outside_round,
    outside_agreement,
    lengths,
    ordinals,
    metrics,
    votes,
    running_totals,
    parts,
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
    if not isinstance(store, Store):  # pyright: ignore[reportUnnecessaryIsInstance] - a folder is tried
        raise InvalidValue("a dataset, as kp.load() or kp.read(folder) gives", store)
    findings = [finding for each in CHECKS for finding in each(store)]
    if sources is not None:
        findings += passages(store, Shelf(store, sources))
    order = list(Severity)
    findings.sort(key=lambda finding: order.index(finding.severity))
    return store.index.table(Finding, findings, "findings")
