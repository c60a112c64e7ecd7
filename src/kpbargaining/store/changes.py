"""What changed between two datasets: records, fields, evidence."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

import attrs
from attrs import frozen

from kpbargaining.collector import collector_paused
from kpbargaining.records.kinds import BY_CLASS, KINDS, AnyRecord
from kpbargaining.records.roles import column
from kpbargaining.records.showing import Shown
from kpbargaining.store.reasons import (
    ChangeReason,
    Told,
    is_wording,
    why_added,
    why_another_value,
    why_re_sourced,
    why_removed,
    why_renamed,
)
from kpbargaining.store.store import Store, check_store
from kpbargaining.values.texts import Id, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kpbargaining.records.evidence import Evidence
    from kpbargaining.records.kinds import Kind
    from kpbargaining.tables.table import Table

__all__ = ["Change", "ChangeKind", "changelog", "diff", "origin"]


class ChangeKind(StrEnum):
    """How a record differs."""

    ADDED = "added"
    """Only the new dataset has it."""
    REMOVED = "removed"
    """Only the old dataset has it."""
    RENAMED = "renamed"
    """It has another id; the old one still finds it."""
    CHANGED = "changed"
    """A field has another value."""
    RE_SOURCED = "re-sourced"
    """The evidence for it is another; its values need not differ."""


@frozen(kw_only=True, repr=False)
class Change(Shown):
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
    why: ChangeReason = attrs.field(metadata=column("The sort of reason"))
    reason: Text = attrs.field(
        metadata=column(
            "The erratum of the old edition; or what the new evidence notes or rests on; "
            "or what sort of change it is"
        ),
    )


@collector_paused()
def diff(old: Store, new: Store) -> Table[Change]:
    """The differences from an old to a new dataset, kind by kind.

    Raises `InvalidValue` for what is no dataset; `load` and `read` give one.
    """
    check_store(old)
    check_store(new)
    rows = (row for kind in KINDS for row in _Comparison(old, new).of(kind))
    return new.index.table(Change, rows, "changes")


class _Comparison:
    """An old and a new dataset, and what is known of the errors of the old one."""

    def __init__(self, before: Store, after: Store) -> None:
        self._before, self._after = before, after
        about = before.index.provenance.publication
        errata = about.errata if about else ()
        self._errata = {(each.record, each.field): each.error for each in errata}

    def of(self, kind: Kind) -> Iterator[Change]:
        """The differences in one kind of record."""
        change = partial(Change, kind=kind.plural)
        old = {record.id: record for record in self._before.of(kind.cls)}
        new = {record.id: origin(record, old) for record in self._after.of(kind.cls)}
        kept = {was.id for was in new.values() if was is not None}
        for name in old:
            if name not in kept:
                heir = self._after.get(name)
                erratum = self._errata.get((name, "")) or self._errata.get((name, "id"))
                why = why_removed(erratum, heir.id if heir else None)
                yield change(change=ChangeKind.REMOVED, record=name, **why._asdict())
        for record in self._after.of(kind.cls):
            was = new[record.id]
            if was is None:
                why = why_added(kind.cls, record.id, self._testimony(self._after, record.id))
                yield change(change=ChangeKind.ADDED, record=record.id, **why._asdict())
            else:
                yield from self._renamed(was, record, change)
                yield from self._changed(was, record, change)
                yield from self._re_sourced(was, record, change)

    def _renamed(
        self, was: AnyRecord, record: AnyRecord, change: Callable[..., Change]
    ) -> Iterator[Change]:
        if was.id != record.id:
            names = {"field": "id", "old": was.id, "new": record.id}
            why = why_renamed(self._errata.get((was.id, "id")))
            yield change(change=ChangeKind.RENAMED, record=record.id, **names, **why._asdict())

    def _changed(
        self, was: AnyRecord, record: AnyRecord, change: Callable[..., Change]
    ) -> Iterator[Change]:
        for field in BY_CLASS[type(record)].fields.values():
            name = field.name
            old, new = getattr(was, name), getattr(record, name)
            if old != new and name not in ("id", "formerly"):
                before = Told(was, self._testimony(self._before, was.id, record.id))
                after = Told(record, self._testimony(self._after, record.id))
                why = why_another_value(field, before, after, self._errata.get((was.id, name)))
                values = {"field": name, "old": old, "new": new, **why._asdict()}
                yield change(change=ChangeKind.CHANGED, record=record.id, **values)

    def _re_sourced(
        self, was: AnyRecord, record: AnyRecord, change: Callable[..., Change]
    ) -> Iterator[Change]:
        old = self._testimony(self._before, was.id, record.id)
        new = self._testimony(self._after, record.id)
        before, after = set(old), set(new)
        gone = tuple(item.source for item in old if item not in after)
        come = tuple(item.source for item in new if item not in before)
        if gone or come:
            why = why_re_sourced(Told(was, old), Told(record, new))
            values = {"old": gone, "new": come, **why._asdict()}
            yield change(change=ChangeKind.RE_SOURCED, record=record.id, **values)

    @staticmethod
    def _testimony(store: Store, record_id: str, new_id: str | None = None) -> list[Evidence]:
        """The evidence about a record, as if it had its new id already."""
        found = store.index.about(record_id)
        if new_id in (None, record_id):
            return list(found)
        return [attrs.evolve(item, record=new_id) for item in found]


def origin(record: AnyRecord, old: Mapping[str, AnyRecord]) -> AnyRecord | None:
    """What a record was among the old ones, under its own id or under one that it gave up."""
    names = (record.id, *(record.formerly or ()))
    return next((old[name] for name in names if name in old), None)


def changelog(changes: Table[Change]) -> str:
    """The differences as lines for a changelog: how many of each kind, then what changed.

    Values that are no longer what they were are told one by one; what is known only now, and what
    is put in other words, is counted by field.
    """
    lines: list[str] = []
    for kind in KINDS:
        mine = [row for row in changes if row.kind == kind.plural]
        counts = {each: len({c.record for c in mine if c.change is each}) for each in ChangeKind}
        told = ", ".join(f"{number} {each}" for each, number in counts.items() if number)
        lines += [f"- {kind.plural}: {told}"] if told else []
        lines += [_line(c) for c in mine if c.change is ChangeKind.RENAMED]
        prose = {name for name, field in kind.fields.items() if is_wording(field)}
        lines += _values([c for c in mine if c.change is ChangeKind.CHANGED], prose)
    return "\n".join(lines) or "- nothing changed"


def _line(c: Change) -> str:
    return f"  - {c.record} {c.field}: {_told(c.old)} is now {_told(c.new)} ({c.reason})"


def _values(changes: list[Change], prose: set[str]) -> Iterator[str]:
    """The lines on the changed fields of one kind, some of which hold sentences."""
    for c in changes:
        if c.old is not None and c.field not in prose:
            yield _line(c)
    known = Counter(c.field for c in changes if c.old is None)
    worded = Counter(c.field for c in changes if c.old is not None and c.field in prose)
    for head, counted in (("now known", known), ("in other words", worded)):
        if counted:
            yield f"  - {head}: {', '.join(f'{name} ({n})' for name, n in counted.items())}"


def _told(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "not known" if value is None else str(value)
