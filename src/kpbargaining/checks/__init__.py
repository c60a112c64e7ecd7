"""What looks wrong in a dataset: a list of small functions that answer with findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpbargaining.checks.copies import passages
from kpbargaining.checks.findings import Finding, Severity
from kpbargaining.checks.numbers import (
    lengths,
    parts,
    running_totals,
    succession,
    unreported_sessions,
)
from kpbargaining.checks.support import (
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
    repeated_ids,
)
from kpbargaining.documents.shelf import Shelf
from kpbargaining.store.tables import Table

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator

    from kpbargaining.store.store import Store

__all__ = ["CHECKS", "Finding", "Severity", "check"]

CHECKS: tuple[Callable[[Store], Iterator[Finding]], ...] = (
    repeated_ids,
    dangling_references,
    dangling_evidence,
    cycles,
    unsupported_facts,
    unsupported_records,
    undated_sources,
    misnamed_fields,
    repeated_evidence,
    left_quotes,
    unexplained_evidence,
    succession,
    lengths,
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
    Raises `UnreadableFile` if that folder cannot be read.
    """
    findings = [finding for each in CHECKS for finding in each(store)]
    if sources is not None:
        findings += passages(store, Shelf(store, sources))
    order = list(Severity)
    return Table(Finding, sorted(findings, key=lambda f: order.index(f.severity)), "findings")
