"""Where sources differ, and where all of them are silent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from kpbargaining.records.kinds import BY_CLASS, AnyRecord
from kpbargaining.store.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpbargaining.records.evidence import Evidence
    from kpbargaining.store.store import Store

__all__ = ["Coverage", "Disagreement", "coverage", "disagreements"]


@frozen(kw_only=True)
class Disagreement:
    """A source that gives a field another value than the record carries."""

    record: str
    field: str
    value: Any
    """What the record carries."""
    supported_by: tuple[str, ...]
    """The sources that agree with the record."""
    reading: Any
    """What the other source says."""
    source: str
    weak: bool
    note: str | None
    """Why the field carries the other."""


def disagreements(store: Store, records: Iterable[AnyRecord]) -> Table[Disagreement]:
    """Every reading among these records that differs from the value the field carries."""
    rows = [
        row
        for record in records
        for item in store.evidence_for(record.id)
        for row in _differing(store, record, item)
    ]
    return Table(Disagreement, rows, "disagreements")


def _differing(store: Store, record: AnyRecord, item: Evidence) -> Iterator[Disagreement]:
    for name in BY_CLASS[type(record)].facts:
        value, reading = getattr(record, name), item.readings.get(name)
        if reading is not None and reading != value:
            agreeing = [e for e in store.evidence_for(record.id, name) if e.supports(name, value)]
            yield Disagreement(
                record=record.id,
                field=name,
                value=value,
                supported_by=tuple(dict.fromkeys(e.source for e in agreeing)),
                reading=reading,
                source=item.source,
                weak=item.weak,
                note=item.note,
            )


@frozen(kw_only=True)
class Coverage:
    """Whether any source tells one fact of one record."""

    record: str
    kind: str
    field: str
    known: bool
    """Whether the field has a value; a source may also say that there is none."""
    sources: int
    """How many sources speak of it."""


def coverage(store: Store, records: Iterable[AnyRecord]) -> Table[Coverage]:
    """Every fact field of these records, held or silent."""
    rows = [
        Coverage(
            record=record.id,
            kind=type(record).__name__,
            field=name,
            known=getattr(record, name) is not None,
            sources=len({item.source for item in store.evidence_for(record.id, name)}),
        )
        for record in records
        for name in BY_CLASS[type(record)].facts
    ]
    return Table(Coverage, rows, "facts, held or silent")
