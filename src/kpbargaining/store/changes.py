"""What changed between two datasets: records, fields, evidence."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

import attrs
from attrs import frozen

from kpbargaining.errors import InvalidValue
from kpbargaining.records.kinds import KINDS, AnyRecord
from kpbargaining.records.roles import column
from kpbargaining.store.store import Store
from kpbargaining.values.texts import Id, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.store.tables import Table

__all__ = ["Change", "ChangeKind", "changelog", "diff"]


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

    change: ChangeKind = attrs.field(metadata=column("How the record differs"))
    kind: Text = attrs.field(metadata=column("The kind of record, in the plural: sessions"))
    record: Id = attrs.field(metadata=column("The record"))
    field: Text | None = attrs.field(default=None, metadata=column("The field that changed"))
    old: Any = attrs.field(
        default=None, metadata=column("The value before; of the evidence, the sources gone")
    )
    new: Any = attrs.field(
        default=None, metadata=column("The value after; of the evidence, the sources come")
    )


def diff(old: Store, new: Store) -> Table[Change]:
    """The differences from an old to a new dataset, kind by kind.

    Raises `InvalidValue` for what is no dataset; `load` and `read` give one.
    """
    for given in (old, new):
        if not isinstance(given, Store):  # pyright: ignore[reportUnnecessaryIsInstance] - names of editions are tried
            raise InvalidValue("a dataset, as kp.load(edition) or kp.read(folder) gives", given)
    rows = (row for kind in KINDS for row in _of_kind(kind.cls, kind.plural, old, new))
    return new.index.table(Change, rows, "changes")


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


def _sources(kind: str, record_id: str, before: Store, after: Store) -> Iterator[Change]:
    old, new = before.evidence_for(record_id), after.evidence_for(record_id)
    was, now = set(old), set(new)
    gone = tuple(item.source for item in old if item not in now)
    come = tuple(item.source for item in new if item not in was)
    if gone or come:
        yield Change(change=ChangeKind.RE_SOURCED, kind=kind, record=record_id, old=gone, new=come)


def changelog(changes: Table[Change]) -> str:
    """The differences as lines for a changelog: how many of each kind, then what changed."""
    lines: list[str] = []
    for kind in KINDS:
        mine = [row for row in changes if row.kind == kind.plural]
        counts = {each: len({c.record for c in mine if c.change is each}) for each in ChangeKind}
        told = ", ".join(f"{number} {each}" for each, number in counts.items() if number)
        lines += [f"- {kind.plural}: {told}"] if told else []
        lines += [
            f"  - {c.record} {c.field}: {_told(c.old)} is now {_told(c.new)}"
            for c in mine
            if c.change is ChangeKind.CHANGED
        ]
    return "\n".join(lines) or "- nothing changed"


def _told(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "not known" if value is None else str(value)
