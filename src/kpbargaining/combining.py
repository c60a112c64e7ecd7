"""Datasets put together and taken apart: an overlay merged in, a round cut out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import attrs
from attrs import frozen

from kpbargaining.errors import KPBargainingError
from kpbargaining.kinds import AnyRecord, references
from kpbargaining.values import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpbargaining.evidence import Evidence
    from kpbargaining.store import Store

__all__ = ["Clash", "MergeClash", "Winner", "merged", "within"]

Winner = Literal["base", "overlay"]
"""Which dataset's value a merged field carries where the two differ."""

LOST = Text("the other of the two merged datasets is carried")


@frozen
class Clash:
    """A field to which two datasets give different values."""

    record: str
    field: str
    base: Any
    overlay: Any


class MergeClash(KPBargainingError, ValueError):
    """Two datasets give different values to the same fields; *clashes* lists all of them."""

    clashes: tuple[Clash, ...]

    def __init__(self, clashes: Iterable[Clash]) -> None:
        self.clashes = tuple(clashes)
        super().__init__(self.clashes)

    def __str__(self) -> str:
        lines = [f"  {c.record} {c.field}: {c.base} or {c.overlay}" for c in self.clashes]
        return "\n".join([f"{len(lines)} fields differ; say which dataset wins", *lines])


Parts = tuple[list[AnyRecord], list["Evidence"]]


def merged(base: Store, overlay: Store, wins: Winner | None) -> Parts:
    """The records and evidence of both.

    A record of both keeps every field that either knows. Where they differ, the *wins* dataset's
    value is carried and the evidence of the other becomes a reading; without *wins*, or for
    records of different kinds under one id, it raises `MergeClash`.
    """
    clashes = [
        clash
        for record in overlay.records()
        if record.id in base
        for clash in _clashes(base[record.id], record)
    ]
    unsolved = [c for c in clashes if wins is None or c.field == "kind of record"]
    if unsolved:
        raise MergeClash(unsolved)
    lost = {(c.record, c.field): c.overlay if wins == "base" else c.base for c in clashes}
    loser = overlay if wins == "base" else base
    evidence = [
        _as_reading(e, lost) if store is loser else e
        for store in (base, overlay)
        for e in store.evidence
    ]
    records = {record.id: record for record in base.records()}
    for record in overlay.records():
        known = records.get(record.id)
        records[record.id] = record if known is None else _joined(known, record, wins)
    return list(records.values()), list(dict.fromkeys(evidence))


def _clashes(base: AnyRecord, overlay: AnyRecord) -> Iterator[Clash]:
    if type(base) is not type(overlay):
        kinds = type(base).__name__, type(overlay).__name__
        yield Clash(base.id, "kind of record", *kinds)
        return
    for attribute in attrs.fields(type(base)):
        mine, theirs = getattr(base, attribute.name), getattr(overlay, attribute.name)
        if mine is not None and theirs is not None and mine != theirs:
            yield Clash(base.id, attribute.name, mine, theirs)


def _joined(base: AnyRecord, overlay: AnyRecord, wins: Winner | None) -> AnyRecord:
    first, second = (overlay, base) if wins == "overlay" else (base, overlay)
    gaps = {
        a.name: getattr(second, a.name)
        for a in attrs.fields(type(first))
        if getattr(first, a.name) is None
    }
    return attrs.evolve(first, **gaps)


def _as_reading(item: Evidence, lost: dict[tuple[str, str], Any]) -> Evidence:
    """The evidence with the values that lost as readings of its own."""
    fields = [name for name in item.fields or () if (item.record, name) in lost]
    if not fields:
        return item
    says = (*(item.says or ()), *((name, lost[item.record, name]) for name in fields))
    kept = tuple(name for name in item.fields or () if name not in fields)
    return attrs.evolve(item, fields=kept or None, says=says, note=item.note or LOST)


def within(store: Store, name: str) -> Parts:
    """A round with everything in it, whatever that refers to, and all evidence for it."""
    names: set[str] = {record.id for record in store.in_round(name)}
    waiting = set(names)
    while waiting:
        needed = {target for each in waiting for target in _needed(store, each)}
        waiting = {each for each in needed if each in store} - names
        names |= waiting
    evidence = [item for item in store.evidence if item.record in names]
    return [record for record in store.records() if record.id in names], evidence


def _needed(store: Store, name: str) -> Iterator[str]:
    """What a record refers to, and the sources of its evidence."""
    yield from (target for _, target in references(store[name]))
    for item in store.evidence_for(name):
        yield from item.sources
