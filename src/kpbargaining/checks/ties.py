"""Checks of what ties records together: ids, references, evidence."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from kpbargaining.checks.findings import Finding, error
from kpbargaining.records.kinds import BY_CLASS, AnyRecord, Field, references

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpbargaining.store.store import Store

__all__ = ["cycles", "dangling_evidence", "dangling_references", "misnamed_fields", "repeated_ids"]


def repeated_ids(store: Store) -> Iterator[Finding]:
    """An id names one record over all kinds and files."""
    counts = Counter(record.id for record in store.records())
    for name, number in counts.items():
        if number > 1:
            yield error("repeated-id", name, "id", f"{number} records have this id")


def dangling_references(store: Store) -> Iterator[Finding]:
    """Every id that a record refers to is there, and is of a kind that belongs there."""
    for record in store.records():
        yield from _dangling(store, record, references(record))


def _dangling(
    store: Store, record: AnyRecord, found: Iterable[tuple[Field, str]]
) -> Iterator[Finding]:
    for field, target in found:
        if target not in store:
            yield error("dangling", record.id, field.name, f"there is no record {target}")
        elif not _fits(store[target], field.refers):
            kind = type(store[target]).__name__
            sentence = f"{target} is of kind {kind}, not {field.refers}"
            yield error("wrong-kind", record.id, field.name, sentence)


def _fits(target: AnyRecord, refers: str) -> bool:
    return refers == "any" or type(target).__name__ in refers.split(" or ")


def dangling_evidence(store: Store) -> Iterator[Finding]:
    """Every piece of evidence is about a record, and rests on sources and refers to records."""
    for item in store.evidence:
        record = store.get(item.record)
        if record is None:
            sentence = f"evidence from {item.source} is about no record"
            yield error("dangling", item.record, "", sentence)
        else:
            yield from _dangling(store, record, references(record, item.readings))
        for name in item.sources:
            if name not in store.sources:
                sentence = f"evidence rests on {name}, which is no source"
                yield error("dangling", item.record, "", sentence)


def misnamed_fields(store: Store) -> Iterator[Finding]:
    """Evidence names fact fields of its record."""
    for item in store.evidence:
        record = store.get(item.record)
        facts = BY_CLASS[type(record)].facts if record is not None else ()
        for name in (*(item.fields or ()), *item.readings):
            if record is not None and name not in facts:
                sentence = f"evidence from {item.source} is about no fact of the record"
                yield error("unknown-field", item.record, name, sentence)


def cycles(store: Store) -> Iterator[Finding]:
    """No record is its own predecessor, parent, part or subject, not even by a detour."""
    for record in store.records():
        for field in BY_CLASS[type(record)].refer:
            if _returns(store, record, field.name):
                yield error("cycle", record.id, field.name, "leads back to the record itself")


def _returns(store: Store, record: AnyRecord, name: str) -> bool:
    seen: set[str] = set()
    step: Any = record
    while step is not None and step.id not in seen:
        seen.add(step.id)
        target = getattr(step, name, None)
        if target == record.id:
            return True
        step = store.get(target)
    return False
