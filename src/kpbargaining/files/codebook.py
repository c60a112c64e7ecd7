"""The codebook: what every field of every record and every column of every answer is for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
from attrs import frozen

from kpbargaining import questions
from kpbargaining.records.evidence import Evidence
from kpbargaining.records.kinds import BY_CLASS, KINDS
from kpbargaining.records.roles import Role, column, fields_of
from kpbargaining.records.showing import Shown
from kpbargaining.store.store import Store, check_store
from kpbargaining.tables.flat import columns_of
from kpbargaining.tables.table import Table
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.records.roles import Field

__all__ = ["CodebookRow", "codebook"]


@frozen(kw_only=True, repr=False)
class CodebookRow(Shown):
    """One field of a kind of record, or one column of an answer."""

    kind: Text = attrs.field(metadata=column("The kind of record, or the row of an answer"))
    field: Text = attrs.field(metadata=column("The field or column"))
    role: Role = attrs.field(metadata=column("Why it may hold what it holds"))
    type: Text = attrs.field(metadata=column("The type of its value; or that it holds several"))
    of: Text | None = attrs.field(
        metadata=column(
            "The field that a column of an answer is taken from, as claims name it: of the record "
            "that the row names; empty where the column is worked out"
        )
    )
    refers: Text | None = attrs.field(metadata=column("The kinds of record whose ids it holds"))
    unit: Text | None = attrs.field(metadata=column("What its numbers count"))
    values: tuple[Text, ...] | None = attrs.field(
        metadata=column("The only values that it can hold")
    )
    meaning: Text = attrs.field(metadata=column("What it says"))
    filled: Quantity | None = attrs.field(
        metadata=column("In how many of the records of a dataset it has a value", unit="percent")
    )


def codebook(dataset: Store | None = None, *, flat: bool = False) -> Table[CodebookRow]:
    """Every field of every kind and every column of every answer, with its meaning and unit.

    With a dataset, also how often each field is filled there. *flat*: every column that it has
    in files, data frames and databases, where a date is several columns (`held_earliest`).
    Raises `InvalidValue` for what is no dataset.
    """
    if dataset is not None:
        check_store(dataset)
    classes = [*(kind.cls for kind in KINDS), Evidence, *_answers()]
    rows = tuple(
        row
        for cls in classes
        for field in fields_of(cls).values()
        for row in _rows(_row(cls, field, dataset), field, flat=flat)
    )
    return Table(CodebookRow, rows, "fields")


def _rows(row: CodebookRow, field: Field, *, flat: bool) -> Iterator[CodebookRow]:
    """The row of a field, or one for each of its flat columns."""
    if not flat:
        yield row
        return
    for each in columns_of(field):
        itself = each.name == field.name
        yield attrs.evolve(
            row,
            field=each.name,
            type=f"{each.cell}, joined" if each.many else each.cell,
            refers=row.refers if itself else None,
            unit=each.unit or None,
            values=row.values if itself else None,
            meaning=each.meaning,
        )


def _answers() -> Iterator[type]:
    """The classes of the rows that questions answer with."""
    for name in dir(questions):
        found = getattr(questions, name)
        if isinstance(found, type) and attrs.has(found) and fields_of(found):
            yield found


def _row(cls: type, field: Field, dataset: Store | None) -> CodebookRow:
    return CodebookRow(
        kind=cls.__name__,
        field=field.name,
        role=field.role,
        type=field.holds,
        of=field.of or None,
        refers=field.refers or None,
        unit=field.unit or None,
        values=field.vocabulary or None,
        meaning=field.meaning,
        filled=None if dataset is None else _filled(dataset, cls, field),
    )


def _filled(dataset: Store, cls: type, field: Field) -> Quantity | None:
    """The share of the records of a kind that have a value, to a tenth of a percent."""
    records: list[Any] = list(dataset.of(cls)) if cls in BY_CLASS else []
    if not records:
        return None
    known = sum(getattr(record, field.name) is not None for record in records)
    return Quantity(f"{round(1000 * known / len(records)) / 10:g}%")
