"""Flat columns as an Arrow stream, which polars, DuckDB, pyarrow and others take as it is."""

from __future__ import annotations

from array import array
from functools import cached_property
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any

from kpbargaining.extras import extra
from kpbargaining.tables.flat import unfold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import ModuleType

    from kpbargaining.tables.flat import Described, Rows

__all__ = ["Stream", "to_arrow"]

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
    return Stream(unfold(table), table.origin).__arrow_c_stream__(requested_schema)


class Stream:
    """Columns that can be asked for an Arrow stream, as often as one likes."""

    def __init__(
        self, columns: Iterable[tuple[Described, list[Any]]], about: Mapping[str, str]
    ) -> None:
        self._columns = list(columns)
        self._about = about

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """A stream of one batch, in a capsule."""
        batch = self._batch
        return extra("nanoarrow").c_array_stream(batch).__arrow_c_stream__(requested_schema)

    @cached_property
    def _batch(self) -> Any:
        """All columns, made once: some readers ask for the stream three times."""
        arrow = extra("nanoarrow")
        fields = [_schema(arrow, column) for column, _ in self._columns]
        arrays = [_array(arrow, column, cells) for column, cells in self._columns]
        schema = arrow.Schema(arrow.Type.STRUCT, fields=fields, metadata=dict(self._about) or None)
        length = len(self._columns[0][1])
        return arrow.c_array_from_buffers(schema, length, [None], children=arrays)


def _schema(arrow: ModuleType, column: Described) -> Any:
    told = {"meaning": column.meaning, "unit": column.unit}
    metadata = {name: text for name, text in told.items() if text}
    kind = getattr(arrow, TYPES[column.cell])()
    return arrow.Schema(
        arrow.list_(kind) if column.many else kind, name=column.name, metadata=metadata
    )


def _array(arrow: ModuleType, column: Described, cells: list[Any]) -> Any:
    kind = getattr(arrow, TYPES[column.cell])()
    if not column.many:
        return arrow.c_array(_cells(column, cells), kind)
    ends = accumulate((0 if each is None else len(each) for each in cells), initial=0)
    known = arrow.c_buffer([each is not None for each in cells], arrow.bool_())
    texts = arrow.c_array(list(chain.from_iterable(filter(None, cells))), kind)
    buffers = [known, array("i", ends)]
    return arrow.c_array_from_buffers(arrow.list_(kind), len(cells), buffers, children=[texts])


def _cells(column: Described, cells: list[Any]) -> list[Any]:
    if column.cell == "date":
        return [None if each is None else each.toordinal() - EPOCH for each in cells]
    if column.cell == "number":
        return [None if each is None else float(each) for each in cells]
    return cells
