"""Tables laid flat: one cell in each column, as files and spreadsheets take them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from kpbargaining.records.roles import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import attrs

    from kpbargaining.records.roles import Field
    from kpbargaining.tables.table import Table
    from kpbargaining.values.types import Cell

__all__ = ["Unfolded", "unfold"]

BETWEEN = "; "
"""What stands between several values in one cell."""


class Unfolded(NamedTuple):
    """One flat column of a table."""

    name: str
    cell: Cell
    meaning: str
    values: list[Any]
    """A text, number, day or truth for each row; None where nothing is known."""


def unfold(table: Table[attrs.AttrsInstance]) -> list[Unfolded]:
    """The flat columns of a table: a date unfolds to its text, its first and its last day ..."""
    fields = fields_of(table.row).values()
    return [column for field in fields for column in _columns(field, table)]


def _columns(field: Field, table: Table[Any]) -> Iterator[Unfolded]:
    values = [getattr(row, field.name) for row in table]
    if field.many:
        cell = field.value_type.flat[0].of
        joined = [
            None if value is None else BETWEEN.join(str(cell(item)) for item in value)
            for value in values
        ]
        yield Unfolded(field.name, "text", field.meaning, joined)
        return
    for column in field.value_type.flat:
        cells = [None if value is None else column.of(value) for value in values]
        meaning = f"{field.meaning}: {column.meaning}" if column.meaning else field.meaning
        yield Unfolded(f"{field.name}{column.suffix}", column.cell, meaning, cells)
