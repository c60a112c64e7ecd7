"""Flat columns as an Arrow stream, which polars, DuckDB, pyarrow and others take as it is."""

from __future__ import annotations

from array import array
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any

from kpbargaining.extras import extra
from kpbargaining.tables.flat import unfold

if TYPE_CHECKING:
    from types import ModuleType

    from kpbargaining.tables.flat import Flat, Rows

__all__ = ["to_arrow"]

EPOCH = 719_163
"""The ordinal of 1 January 1970, from which Arrow counts days."""

TYPES = {
    "text": "string",
    "date": "date32",
    "number": "float64",
    "integer": "int64",
    "boolean": "bool_",
}
"""What each cell is to Arrow; numbers become doubles, which hold 15 digits as written."""


def to_arrow(table: Rows, requested_schema: object = None) -> object:
    """The flat columns as an Arrow stream of one batch, in a capsule; several values are lists.

    Meanings and units are in the metadata of its columns, and which data it is from in that of
    the whole. Raises `MissingExtra` without nanoarrow.
    """
    arrow = extra("nanoarrow")
    made = [
        (_schema(arrow, column), _array(arrow, column, cells)) for column, cells in unfold(table)
    ]
    fields, arrays = [field for field, _ in made], [each for _, each in made]
    schema = arrow.Schema(arrow.Type.STRUCT, fields=fields, metadata=table.origin or None)
    batch = arrow.c_array_from_buffers(schema, len(table.rows), [None], children=arrays)
    return arrow.c_array_stream(batch).__arrow_c_stream__(requested_schema)


def _schema(arrow: ModuleType, column: Flat) -> Any:
    told = {"meaning": column.meaning, "unit": column.unit}
    metadata = {name: text for name, text in told.items() if text}
    kind = getattr(arrow, TYPES[column.cell])()
    return arrow.Schema(
        arrow.list_(kind) if column.many else kind, name=column.name, metadata=metadata
    )


def _array(arrow: ModuleType, column: Flat, cells: list[Any]) -> Any:
    kind = getattr(arrow, TYPES[column.cell])()
    if not column.many:
        return arrow.c_array(_cells(column, cells), kind)
    ends = accumulate((0 if each is None else len(each) for each in cells), initial=0)
    known = arrow.c_buffer([each is not None for each in cells], arrow.bool_())
    texts = arrow.c_array(list(chain.from_iterable(filter(None, cells))), kind)
    buffers = [known, array("i", ends)]
    return arrow.c_array_from_buffers(arrow.list_(kind), len(cells), buffers, children=[texts])


def _cells(column: Flat, cells: list[Any]) -> list[Any]:
    if column.cell == "date":
        return [None if each is None else each.toordinal() - EPOCH for each in cells]
    if column.cell == "number":
        return [None if each is None else float(each) for each in cells]
    return cells
