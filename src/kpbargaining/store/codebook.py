"""The codebook: what every field of every kind is for, generated from the records themselves."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import frozen

from kpbargaining.records.kinds import KINDS, Field, Kind
from kpbargaining.records.roles import Role
from kpbargaining.store.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.store.store import Store

__all__ = ["CodebookRow", "codebook"]


@frozen(kw_only=True)
class CodebookRow:
    """One field of one kind of record."""

    kind: str
    field: str
    role: Role
    type: str
    """The type of its value; `one or more` where it holds several."""
    refers: str
    """The kinds whose ids it holds; empty where it holds none."""
    unit: str
    """What a number counts; empty where there is nothing to count."""
    values: tuple[str, ...]
    """The members of its vocabulary; empty where it has none."""
    meaning: str
    filled: float | None
    """The share of the records that have a value, 0 to 1; None without records or dataset."""


def codebook(dataset: Store | None = None) -> Table[CodebookRow]:
    """Every field of every kind; with a dataset, also how often it is filled there."""
    rows = [row for kind in KINDS for row in _rows(kind, dataset)]
    return Table(CodebookRow, rows, "fields")


def _rows(kind: Kind, dataset: Store | None) -> Iterator[CodebookRow]:
    for field in kind.fields.values():
        yield CodebookRow(
            kind=kind.name,
            field=field.name,
            role=field.role,
            type=f"one or more {field.type.__name__}" if field.many else field.type.__name__,
            refers=field.refers,
            unit=field.unit,
            values=_vocabulary(field),
            meaning=field.meaning,
            filled=None if dataset is None else _filled(dataset, kind, field),
        )


def _vocabulary(field: Field) -> tuple[str, ...]:
    is_vocabulary = isinstance(field.type, type) and issubclass(field.type, StrEnum)
    return tuple(member.value for member in field.type) if is_vocabulary else ()


def _filled(dataset: Store, kind: Kind, field: Field) -> float | None:
    records = dataset.of(kind.cls)
    known = sum(getattr(record, field.name) is not None for record in records)
    return known / len(records) if len(records) else None
