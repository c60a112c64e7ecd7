"""Checks of what records rest on: every fact on evidence, every evidence on a dated source."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from kpbargaining.checks.findings import Finding, error, note
from kpbargaining.records.evidence import Basis
from kpbargaining.records.figures import Inquiry, Term
from kpbargaining.records.kinds import BY_CLASS, references
from kpbargaining.records.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.store.store import Store

__all__ = [
    "bare_doubts",
    "left_quotes",
    "redundant_readings",
    "repeated_evidence",
    "uncited_sources",
    "undated_sources",
    "unexplained_evidence",
    "unsupported_facts",
    "unsupported_records",
]


def unsupported_facts(store: Store) -> Iterator[Finding]:
    """Every fact that has a value has evidence that agrees with it."""
    for record in store.records():
        evidence = store.index.of_record.get(record.id, [])
        for name in BY_CLASS[type(record)].facts:
            value = getattr(record, name)
            if value is not None and not any(e.supports(name, value) for e in evidence):
                yield error("no-support", record.id, name, "no evidence supports the value")


def unsupported_records(store: Store) -> Iterator[Finding]:
    """Every record has evidence, or one that needs it as a parent; terms and inquiries are ours."""
    needed = _needed(store)
    for record in store.records():
        alone = record.id not in store.index.of_record and record.id not in needed
        if alone and not isinstance(record, (Term, Inquiry)):
            yield error("no-evidence", record.id, None, "no evidence is about this record")


def _needed(store: Store) -> set[str]:
    """What keys and facts refer to, and what sources say that facts refer to."""
    carried = (pair for record in store.records() for pair in references(record))
    said = (
        pair
        for item in store.evidence
        if (record := store.get(item.record)) is not None
        for pair in references(record, item.readings)
    )
    return {target for field, target in chain(carried, said) if field.role is not Role.OURS}


def undated_sources(store: Store) -> Iterator[Finding]:
    """Every source that evidence rests on has at least a range for its publication."""
    cited = _cited(store)
    for source in store.sources:
        if source.published is None and source.id in cited:
            yield error("undated", source.id, "published", "a cited source has no date")


def uncited_sources(store: Store) -> Iterator[Finding]:
    """A source on which no evidence rests."""
    cited = _cited(store)
    for name in store.sources.ids:
        if name not in cited:
            yield note("uncited", name, None, "no evidence rests on this source")


def _cited(store: Store) -> set[str]:
    return {name for item in store.evidence for name in item.sources}


def repeated_evidence(store: Store) -> Iterator[Finding]:
    """No piece of evidence stands twice."""
    for item, number in Counter(store.evidence).items():
        if number > 1:
            sentence = f"the same evidence from {item.source} stands {number} times"
            yield error("repeated-evidence", item.record, None, sentence)


def left_quotes(store: Store) -> Iterator[Finding]:
    """No words of a document are left in the data: quotes are stamped into passages."""
    for item in store.evidence:
        if item.quote is not None:
            sentence = f"a quote from {item.source} is not stamped"
            yield error("quote", item.record, None, sentence)


def unexplained_evidence(store: Store) -> Iterator[Finding]:
    """What is completed, derived or read differently says how or why in its note."""
    for item in store.evidence:
        if item.note is None and (item.basis is not Basis.STATED or item.says):
            sentence = f"evidence from {item.source} that is not simply stated has no note"
            yield error("no-note", item.record, None, sentence)


def bare_doubts(store: Store) -> Iterator[Finding]:
    """What is in doubt says in its note why."""
    for item in store.evidence:
        if item.doubt is not None and item.note is None:
            sentence = f"the doubt about what {item.source} says has no note"
            yield error("no-note", item.record, None, sentence)


def redundant_readings(store: Store) -> Iterator[Finding]:
    """A reading that is the value the record carries, and so agrees with it."""
    for item in store.evidence:
        carrier = store.get(item.record)
        for name, value in item.says or ():
            if getattr(carrier, name, None) == value:
                sentence = f"{item.source} says what the record carries"
                yield note("same-reading", item.record, name, sentence)
