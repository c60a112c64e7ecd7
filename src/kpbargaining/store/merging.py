"""Datasets put together and taken apart: an overlay merged in, a round cut out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args

import attrs
from attrs import frozen

from kpbargaining.errors import KPBargainingError, UnknownName
from kpbargaining.records.evidence import Evidence
from kpbargaining.records.figures import Term
from kpbargaining.records.kinds import AnyRecord, references
from kpbargaining.records.roles import Role, fields_of
from kpbargaining.store.store import Store, check_store, derived

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Clash", "MergeClash", "Winner", "merge", "subset"]

Winner = Literal["base", "overlay"]
"""Which dataset's value a merged field carries where the two differ."""

WINNERS = get_args(Winner)
KIND = "kind of record"
LOST = "the other of the two merged datasets is carried"


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
        head = "1 field differs" if len(lines) == 1 else f"{len(lines)} fields differ"
        return "\n".join([f"{head}; say which dataset wins", *lines])


S = TypeVar("S", bound=Store)
Named = TypeVar("Named", bound=AnyRecord | Evidence)
Lost = dict[tuple[str, str], Any]


def merge(base: S, overlay: Store, wins: Winner | None = None) -> S:
    """The dataset with the records and evidence of another added.

    A record of both keeps every field that either knows. Where they differ, the *wins* dataset's
    value is carried and the evidence of the other becomes a reading; without *wins*, or for
    records of different kinds under one id, it raises `MergeClash`. A field that a source says
    there is none of differs from one with a value.
    """
    check_store(overlay)
    base, overlay = _renamed(base, overlay), _renamed(overlay, base)
    lost = _lost(base, overlay, wins)
    winner, loser = (overlay, base) if wins == "overlay" else (base, overlay)
    records = {record.id: record for record in base.records()}
    for record in overlay.records():
        both = record.id in base
        records[record.id] = _joined(winner[record.id], loser[record.id], lost) if both else record
    evidence = [
        _as_reading(item, lost) if store is loser else item
        for store in (base, overlay)
        for item in store.evidence
    ]
    added = frozenset(record.id for record in overlay.records() if record.id not in base)
    return derived(base, records.values(), dict.fromkeys(evidence), _step(overlay, wins), added)


def _renamed(store: S, other: Store) -> S:
    """The store with the successors in place of ids that the other one has retired."""
    retired = {old: record.id for record in other.records() for old in record.formerly or ()}
    if not any(old in store for old in retired):
        return store
    for record in store.records():  # what lives in a renamed round is renamed with it
        home = getattr(record, "round", "")
        if home in retired:
            retired.setdefault(record.id, f"{retired[home]}{record.id.removeprefix(home)}")
    records = [_with_ids(record, retired) for record in store.records()]
    evidence = [_with_ids(item, retired) for item in store.evidence]
    return type(store)(records, evidence, store.index.provenance)


def _with_ids(each: Named, retired: Mapping[str, str]) -> Named:
    """A record or a piece of evidence with the successors of retired ids in place of them."""
    cls: Any = type(each)
    changes: dict[str, Any] = {}
    for described in fields_of(cls).values():
        value = getattr(each, described.name)
        names = described.refers or described.name == "id"
        if names and value is not None:
            new = _successor(value, retired)
            changes |= {described.name: new} if new != value else {}
    return attrs.evolve(each, **changes) if changes else each


def _successor(value: Any, retired: Mapping[str, str]) -> Any:
    if isinstance(value, tuple):
        return tuple(retired.get(name, name) for name in value)
    return retired.get(value, value)


def _step(overlay: Store, wins: Winner | None) -> str:
    """How a merge is told in the lineage: with which data, and who won."""
    origin = f"SHA-256 {overlay.digest}" if overlay.digest else f"{len(overlay)} records"
    steps = "".join(f" ({step})" for step in overlay.lineage)
    return f"merged with {origin}{steps}" + (f", {wins} wins" if wins else "")


def _lost(base: Store, overlay: Store, wins: Winner | None) -> Lost:
    """The values that are not carried, by record and field; raises `MergeClash`."""
    if wins is not None and wins not in WINNERS:
        raise UnknownName("winner of a merge", wins, WINNERS)
    names = [record.id for record in overlay.records() if record.id in base]
    clashes = [clash for name in names for clash in _clashes(base, overlay, name)]
    unsolved = [c for c in clashes if wins is None or c.field == KIND]
    if unsolved:
        raise MergeClash(unsolved)
    return {(c.record, c.field): c.overlay if wins == "base" else c.base for c in clashes}


def _clashes(base: Store, overlay: Store, name: str) -> Iterator[Clash]:
    mine, theirs = type(base[name]), type(overlay[name])
    if mine is not theirs:
        yield Clash(name, KIND, mine.__name__, theirs.__name__)
        return
    for field in attrs.fields_dict(mine):
        values = getattr(base[name], field), getattr(overlay[name], field)
        silent = _is_silent(base, name, field) or _is_silent(overlay, name, field)
        if values[0] != values[1] and not silent:
            yield Clash(name, field, *values)


def _is_silent(store: Store, name: str, field: str) -> bool:
    """Whether a dataset knows nothing of a field: no value, and no source that there is none."""
    said = any(field in (item.fields or ()) for item in store.evidence_for(name))
    return getattr(store[name], field) is None and not said


def _joined(winner: AnyRecord, loser: AnyRecord, lost: Lost) -> AnyRecord:
    gaps = {
        field: getattr(loser, field)
        for field in attrs.fields_dict(type(winner))
        if getattr(winner, field) is None and (winner.id, field) not in lost
    }
    return attrs.evolve(winner, **gaps)


def _as_reading(item: Evidence, lost: Lost) -> Evidence:
    """The evidence with the values that lost as readings of its own; that there is none is none."""
    agreed = item.fields or ()
    fields = [name for name in agreed if (item.record, name) in lost]
    if not fields:
        return item
    values = [(name, lost[item.record, name]) for name in fields]
    says = (*(item.says or ()), *(pair for pair in values if pair[1] is not None))
    kept = tuple(name for name in agreed if name not in fields)
    return attrs.evolve(item, fields=kept or None, says=says or None, note=item.note or LOST)


def subset(store: S, round_id: str) -> S:
    """A round with everything in it, whatever that refers to, and all evidence for it.

    A record that is there only because another needs it brings that other along.
    Raises `UnknownName` with the nearest rounds.
    """
    names = _closed(store, {record.id for record in store.index.in_round(round_id)})
    while reasons := {reason for each in names for reason in _reasons(store, each, names)}:
        names = _closed(store, names | reasons)
    evidence = [item for item in store.evidence if item.record in names]
    records = [record for record in store.records() if record.id in names]
    return derived(store, records, evidence, f"subset {round_id}")


def _closed(store: Store, names: set[str]) -> set[str]:
    """These records, all they refer to, and the sources of their evidence."""
    waiting = names
    while waiting:
        needed = {store.index.current(name) for each in waiting for name in _needed(store, each)}
        waiting = {each for each in needed if each in store} - names
        names = names | waiting
    return names


def _needed(store: Store, name: str) -> Iterator[str]:
    yield from (target for _, target in references(store[name]))
    for item in store.evidence_for(name):
        yield from (target for _, target in references(store[name], item.readings))
        yield from item.sources


def _reasons(store: Store, name: str, names: set[str]) -> list[str]:
    """One record that needs this one, if no evidence and none of *names* says why it is there."""
    if isinstance(store[name], Term) or store.evidence_for(name):
        return []
    needing: list[str] = [
        record.id
        for record in store.index.referrers(name)
        for field, target in references(record)
        if store.index.current(target) == name and field.role is not Role.OURS
    ]
    return [] if names.intersection(needing) else needing[:1]
