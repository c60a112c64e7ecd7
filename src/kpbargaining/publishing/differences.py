"""What changed between two datasets: records, fields, evidence."""

from __future__ import annotations

import os
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import attrs
from attrs import frozen

from kpbargaining.files.folders import read
from kpbargaining.publishing.bundled import load
from kpbargaining.records.kinds import KINDS, AnyRecord
from kpbargaining.store.store import Store
from kpbargaining.store.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Change", "ChangeKind", "Changes", "diff"]


class ChangeKind(StrEnum):
    """How a record differs."""

    ADDED = "added"
    """Only the new dataset has it."""
    REMOVED = "removed"
    """Only the old dataset has it."""
    CHANGED = "changed"
    """A field has another value."""
    RE_SOURCED = "re-sourced"
    """The evidence for it is another; its values need not differ."""


@frozen(kw_only=True)
class Change:
    """One difference between an old and a new dataset."""

    change: ChangeKind
    kind: str
    """The kind of record, in the plural: `sessions`."""
    record: str
    field: str = ""
    """The field that changed; empty where it is the record as a whole or its evidence."""
    old: Any = None
    """The value before; of the evidence, the sources of what is gone."""
    new: Any = None
    """The value after; of the evidence, the sources of what has come."""


class Changes(Table[Change]):
    """All differences, kind by kind."""

    def __str__(self) -> str:
        """The differences as lines for a changelog: how many of each kind, then what changed."""
        lines = []
        for kind in KINDS:
            mine = self.where(kind=kind.plural)
            counts = {each: len({c.record for c in mine.where(change=each)}) for each in ChangeKind}
            if any(counts.values()):
                told = ", ".join(f"{number} {each}" for each, number in counts.items() if number)
                lines.append(f"- {kind.plural}: {told}")
            lines += [
                f"  - {c.record} {c.field}: {_told(c.old)} is now {_told(c.new)}"
                for c in mine.where(change=ChangeKind.CHANGED)
            ]
        return "\n".join(lines) or "- nothing changed"


def _told(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "not known" if value is None else str(value)


def diff(old: Store | str | os.PathLike[str], new: Store | str | os.PathLike[str]) -> Changes:
    """The differences from an old to a new dataset.

    Either may be a dataset, the name of an edition, or a folder of data files; a name that is
    both is the folder. Raises what `load` and `read` raise.
    """
    before, after = _dataset(old), _dataset(new)
    rows = [row for kind in KINDS for row in _of_kind(kind.cls, kind.plural, before, after)]
    return Changes(Change, rows, "changes")


def _dataset(given: Store | str | os.PathLike[str]) -> Store:
    if isinstance(given, Store):
        return given
    return load(given) if isinstance(given, str) and not os.path.isdir(given) else read(given)


def _of_kind(cls: type[AnyRecord], kind: str, before: Store, after: Store) -> Iterator[Change]:
    old, new = before.of(cls), after.of(cls)
    for record in old:
        if record.id not in new:
            yield Change(change=ChangeKind.REMOVED, kind=kind, record=record.id)
    for record in new:
        if record.id not in old:
            yield Change(change=ChangeKind.ADDED, kind=kind, record=record.id)
        else:
            yield from _fields(kind, old[record.id], record)
            yield from _sources(kind, record.id, before, after)


def _fields(kind: str, old: AnyRecord, new: AnyRecord) -> Iterator[Change]:
    for attribute in attrs.fields(type(new)):
        before, after = getattr(old, attribute.name), getattr(new, attribute.name)
        if before != after:
            yield Change(
                change=ChangeKind.CHANGED,
                kind=kind,
                record=new.id,
                field=attribute.name,
                old=before,
                new=after,
            )


def _sources(kind: str, name: str, before: Store, after: Store) -> Iterator[Change]:
    old, new = set(before.evidence_for(name)), set(after.evidence_for(name))
    gone = tuple(item.source for item in before.evidence_for(name) if item not in new)
    come = tuple(item.source for item in after.evidence_for(name) if item not in old)
    if gone or come:
        yield Change(change=ChangeKind.RE_SOURCED, kind=kind, record=name, old=gone, new=come)
