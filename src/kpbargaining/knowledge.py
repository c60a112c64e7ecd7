"""What was known on a day, or to a reader of a document; where sources differ; what is silent.

All of it follows mechanically from the evidence:

- a source counts from its publication on, and only if what dates it counts too;
- a piece of evidence counts if every source it rests on does;
- a fact keeps its value if agreeing evidence counts, else takes the latest reading that counts
  and is not weak, else is None;
- a record of which nothing is left goes, unless one that is left refers to it as its key or fact,
  or a source says that it does;
- a link of ours to a record that is gone goes too. Terms are our vocabulary and always stay.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Any

import attrs
from attrs import frozen

from kpbargaining.evidence import Evidence, Source
from kpbargaining.kinds import BY_CLASS, AnyRecord, Field, references
from kpbargaining.records.figures import Term
from kpbargaining.roles import Role
from kpbargaining.store import is_certain
from kpbargaining.tables import Table
from kpbargaining.when import PartialDate, as_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from kpbargaining.store import Certainty, Store

    Publication = tuple[tuple[int, int], str]

__all__ = ["Coverage", "Disagreement", "coverage", "disagreements", "known_on", "known_to"]

Known = tuple[list[AnyRecord], list[Evidence]]


def known_on(store: Store, day: str | date | PartialDate, certainty: Certainty) -> Known:
    """The records and evidence as they were known at the end of a day."""
    end, certain = as_day(day), is_certain(certainty)

    def published(source: Source) -> bool:
        when = source.published
        if when is None:
            return False
        return not (end.possibly_before(when) if certain else end.certainly_before(when))

    return _known(store, published)


def known_to(store: Store, name: str) -> Known:
    """The records and evidence known to a reader of one source and of all certainly not later."""
    reader = store.sources[name]

    def read(source: Source) -> bool:
        mine, theirs = source.published, reader.published
        if source.id == reader.id or mine is None or theirs is None:
            return source.id == reader.id
        return not theirs.possibly_before(mine)

    return _known(store, read)


def _known(store: Store, counts: Callable[[Source], bool]) -> Known:
    sources = _dated_within({s.id for s in store.sources if counts(s)}, store)
    evidence = [item for item in store.evidence if sources.issuperset(item.sources)]
    beside: dict[str, list[Evidence]] = defaultdict(list)
    for item in evidence:
        beside[item.record].append(item)
    latest = _publications(store)
    left: dict[str, AnyRecord] = {
        record.id: _reduced(record, beside.get(record.id, ()), latest)
        for record in store.records()
        if record.id in beside or isinstance(record, Term)
    }
    _keep_parents(left, beside, store)
    return [_without_dangling_links(record, left) for record in left.values()], evidence


def _dated_within(sources: set[str], store: Store) -> set[str]:
    """Those of the sources whose date of publication rests on sources that count themselves."""
    dating = {
        name: [e.sources for e in store.evidence_for(name) if "published" in (e.fields or ())]
        for name in sources
    }
    while True:
        kept = {name for name in sources if any(map(sources.issuperset, dating[name]))}
        if kept == sources:
            return sources
        sources = kept


def _publications(store: Store) -> dict[str, Publication]:
    """What puts sources in the order of their publication, the certainly earlier first."""
    dates = {source.id: source.published for source in store.sources}
    return {name: (when.sort_key[:2] if when else (0, 0), name) for name, when in dates.items()}


def _reduced(
    record: AnyRecord, evidence: Iterable[Evidence], latest: dict[str, Publication]
) -> AnyRecord:
    """The record with only those values that the evidence supports."""
    agreed = {name for item in evidence for name in item.fields or ()}
    changes = {
        name: _latest_reading(name, evidence, latest)
        for name in BY_CLASS[type(record)].facts
        if name not in agreed
    }
    if isinstance(record, Source):
        changes["published"] = record.published if "published" in agreed else None
    return _evolved(record, changes)


def _evolved(record: AnyRecord, changes: dict[str, Any]) -> AnyRecord:
    """The record itself where nothing changes, otherwise a changed copy."""
    real = {name: value for name, value in changes.items() if getattr(record, name) != value}
    return attrs.evolve(record, **real) if real else record


def _latest_reading(name: str, evidence: Iterable[Evidence], latest: dict[str, Publication]) -> Any:
    candidates = [
        (max(latest[source] for source in item.sources), index, item.readings[name])
        for index, item in enumerate(evidence)
        if not item.weak and name in item.readings
    ]
    return max(candidates)[2] if candidates else None


def _keep_parents(
    left: dict[str, AnyRecord], beside: Mapping[str, Iterable[Evidence]], store: Store
) -> None:
    """Add what the records left refer to, or are said to, without any facts of its own."""
    waiting = list(left.values())
    while waiting:
        record = waiting.pop()
        for target in _needed(record, beside.get(record.id, ())):
            if target not in left and target in store:
                parent = store[target]
                left[target] = _evolved(parent, dict.fromkeys(BY_CLASS[type(parent)].facts))
                waiting.append(left[target])


def _needed(record: AnyRecord, evidence: Iterable[Evidence]) -> list[str]:
    """What a record refers to as its key or fact, and what readings of it refer to."""
    said = (pair for item in evidence for pair in references(record, item.readings))
    pairs = chain(references(record), said)
    return [target for field, target in pairs if field.role is not Role.OURS]


def _without_dangling_links(record: AnyRecord, left: dict[str, AnyRecord]) -> AnyRecord:
    links = [f for f in BY_CLASS[type(record)].refer if f.role is Role.OURS]
    return _evolved(record, {f.name: _links(f, getattr(record, f.name), left) for f in links})


def _links(field: Field, value: Any, left: dict[str, AnyRecord]) -> Any:
    if value is None:
        return None
    if field.many:
        return tuple(target for target in value if target in left) or None
    return value if value in left else None


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
