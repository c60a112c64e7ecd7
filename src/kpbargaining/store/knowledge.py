"""What was known on a day, or to a reader of a document.

All of it follows mechanically from the evidence:

- a source counts from its publication on, and only if what dates it counts too;
- a piece of evidence counts if every source it rests on does;
- a fact keeps its value if agreeing evidence counts, else takes the latest reading that counts
  and is not weak, else is None;
- a record of which nothing is left goes, unless one that is left refers to it as its key or fact,
  or a source says that it does;
- a link of ours to a record that is gone goes too. Terms are our vocabulary and always stay.

From which day on each piece of evidence counts is worked out once for a store; a day then costs
little, and what it leaves unchanged is the very record.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import attrs

from kpbargaining.collector import collector_paused
from kpbargaining.errors import InvalidValue
from kpbargaining.records.evidence import Evidence, Source
from kpbargaining.records.figures import Term
from kpbargaining.records.kinds import BY_CLASS, AnyRecord, references
from kpbargaining.records.roles import Field, Role
from kpbargaining.store.store import Store, derived
from kpbargaining.values.days import is_certain
from kpbargaining.values.when import PartialDate, as_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from kpbargaining.values.days import Certainty

    Publication = tuple[tuple[int, ...], str]

__all__ = ["as_of", "publications", "through"]

S = TypeVar("S", bound=Store)
Known = tuple[list[AnyRecord], list[Evidence]]

ALWAYS = 0
"""Stands for what counts from the beginning: below the ordinal of every day."""

NEVER = 10_000_000
"""Stands for what never counts: above the ordinal of every day."""


@collector_paused()
def as_of(store: S, day: str | date | PartialDate, certainty: Certainty = "certainly") -> S:
    """The dataset as it was known at the end of a day.

    Most sources have only a range of days for their publication: `certainly` counts those
    published by the day in any case, `possibly` those that can have been.
    Raises `InvalidValue` if *day* is not one whole day, `UnknownName` for another certainty.
    """
    end = as_day(day).low or ALWAYS
    make = _certain if is_certain(certainty) else _possible
    onsets = store.index.once(f"onsets, {certainty}", lambda: make(store))
    return derived(store, *onsets.until(end), f"as of {day}, {certainty}")


@collector_paused()
def through(store: S, source_id: str) -> S:
    """The dataset known to a reader of a source and of all that is certainly not later.

    Raises `UnknownName` with the nearest sources.
    """
    if not isinstance(source_id, str):  # pyright: ignore[reportUnnecessaryIsInstance] - a number counts rows
        raise InvalidValue("the id of a source", source_id)
    reader = store.sources[source_id]

    def onset(source: Source) -> int:
        mine, theirs = source.published, reader.published
        if source.id == reader.id:
            return ALWAYS
        known = mine is not None and theirs is not None and not theirs.possibly_before(mine)
        return ALWAYS if known else NEVER

    onsets = _Onsets(store, {source.id: onset(source) for source in store.sources})
    return derived(store, *onsets.until(ALWAYS), f"through {source_id}")


def _certain(store: Store) -> _Onsets:
    """From when each source certainly counts: from the last day it can have been published on."""
    days = {s.id: s.published.high if s.published else None for s in store.sources}
    return _Onsets(store, {name: NEVER if day is None else day for name, day in days.items()})


def _possible(store: Store) -> _Onsets:
    """From when each source can count: from the first day it can have been published on."""
    return _Onsets(
        store,
        {s.id: (s.published.low or ALWAYS) if s.published else NEVER for s in store.sources},
    )


class _Row(NamedTuple):
    """A record and from when what is said of it counts."""

    record: AnyRecord
    evidence: list[tuple[int, Evidence]]
    first: int
    """The day from which on something counts."""
    last: int
    """The day from which on everything counts."""
    whole: AnyRecord
    """The record as it is from then on."""
    needs: list[str]
    """What it then refers to as its key or fact."""
    links: frozenset[str]
    """What it links to."""


class _Onsets:
    """From which day on each piece of evidence and each record of a store counts."""

    def __init__(self, store: Store, sources: Mapping[str, int]) -> None:
        self._store = store
        self._latest = publications(store)
        days = _dated(store, sources)
        self._evidence = [
            (max(days.get(name, NEVER) for name in item.sources), item) for item in store.evidence
        ]
        beside: dict[str, list[tuple[int, Evidence]]] = defaultdict(list)
        for day, item in self._evidence:
            if day < NEVER:
                beside[item.record].append((day, item))
        self._rows = [self._row(record, beside[record.id]) for record in store.records()]

    def _row(self, record: AnyRecord, evidence: list[tuple[int, Evidence]]) -> _Row:
        items = [item for _, item in evidence]
        whole = _reduced(record, items, self._latest)
        known = isinstance(record, Term)  # our vocabulary is there before any source
        nothing = ALWAYS if known else NEVER
        links = [target for field, target in references(whole) if field.role is Role.OURS]
        return _Row(
            record=record,
            evidence=evidence,
            first=ALWAYS if known else min((day for day, _ in evidence), default=NEVER),
            last=max((day for day, _ in evidence), default=nothing),
            whole=whole,
            needs=_needed(whole, items),
            links=frozenset(links),
        )

    def until(self, day: int) -> Known:
        """The records and evidence that count by the end of a day."""
        left: dict[str, AnyRecord] = {
            row.record.id: self._left(row, day) for row in self._rows if row.first <= day
        }
        whole = [row for row in self._rows if row.last <= day]
        waiting = {target for row in whole for target in row.needs}
        for row in self._rows:
            if row.first <= day < row.last:
                items = [item for since, item in row.evidence if since <= day]
                waiting.update(_needed(left[row.record.id], items))
        self._keep_parents(left, waiting)
        known = {*left, *(name for record in left.values() for name in record.formerly or ())}
        sound = {row.record.id for row in whole if row.links <= known}
        records = [
            record if name in sound else _without_dangling_links(record, known)
            for name, record in left.items()
        ]
        return records, [item for since, item in self._evidence if since <= day]

    def _left(self, row: _Row, day: int) -> AnyRecord:
        if row.last <= day:
            return row.whole
        items = [item for since, item in row.evidence if since <= day]
        return _reduced(row.record, items, self._latest)

    def _keep_parents(self, left: dict[str, AnyRecord], waiting: set[str]) -> None:
        """Add what the records left refer to, or are said to, without any facts of its own."""
        current = self._store.index.current
        while waiting := {current(name) for name in waiting if name in self._store} - left.keys():
            for name in sorted(waiting):
                parent = self._store[name]
                left[name] = _evolved(parent, dict.fromkeys(BY_CLASS[type(parent)].facts))
            waiting = {target for name in waiting for target in _needed(left[name], ())}


def _dated(store: Store, sources: Mapping[str, int]) -> dict[str, int]:
    """From when each source counts, given that what dates it has to count too."""
    dating = {
        name: [e.sources for e in store.evidence_for(name) if "published" in (e.fields or ())]
        for name in sources
    }
    days = {name: day if dating[name] else NEVER for name, day in sources.items()}
    while True:
        later = {
            name: max(
                day,
                min(
                    (max(days.get(each, NEVER) for each in names) for names in dating[name]),
                    default=NEVER,
                ),
            )
            for name, day in days.items()
        }
        if later == days:
            return days
        days = later


def publications(store: Store) -> dict[str, Publication]:
    """What puts sources in the order of their publication, the certainly earlier first."""
    dates = {source.id: source.published for source in store.sources}
    return {name: (when.sort_key[:2] if when else (), name) for name, when in dates.items()}


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
    try:
        return _evolved(record, changes)
    except InvalidValue:  # values of several sources that cannot stand side by side
        return _evolved(record, dict.fromkeys(changes))


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


def _needed(record: AnyRecord, evidence: Iterable[Evidence]) -> list[str]:
    """What a record refers to as its key or fact, and what readings of it refer to."""
    said = (pair for item in evidence for pair in references(record, item.readings))
    pairs = chain(references(record), said)
    return [target for field, target in pairs if field.role is not Role.OURS]


def _without_dangling_links(record: AnyRecord, known: set[str]) -> AnyRecord:
    links = [f for f in BY_CLASS[type(record)].refer if f.role is Role.OURS]
    return _evolved(record, {f.name: _links(f, getattr(record, f.name), known) for f in links})


def _links(field: Field, value: Any, known: set[str]) -> Any:
    if value is None:
        return None
    if field.many:
        return tuple(target for target in value if target in known) or None
    return value if value in known else None
