"""Flat columns as data frames of pandas and polars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kpbargaining.extras import extra
from kpbargaining.tables.flat import joined, unfold

if TYPE_CHECKING:
    from kpbargaining.tables.flat import Flat, Rows

__all__ = ["to_pandas", "to_polars"]


PANDAS = {
    "text": "string",
    "date": "datetime64[s]",
    "number": "Float64",
    "integer": "Int64",
    "boolean": "boolean",
}
"""The types of pandas for each sort of cell; all can lack a value."""

POLARS = {
    "text": "String",
    "date": "Date",
    "number": "Float64",
    "integer": "Int64",
    "boolean": "Boolean",
}


def to_pandas(table: Rows) -> Any:
    """A data frame of pandas of the flat columns; several values in a cell are one text.

    Its `attrs` say which data it is from. Raises `MissingExtra` without pandas.
    """
    pandas = extra("pandas")
    made = {
        column.name: pandas.Series(
            _floats(column, joined(column, cells)), dtype=PANDAS[column.cell]
        )
        for column, cells in unfold(table)
    }
    frame = pandas.DataFrame(made)
    frame.attrs.update(table.origin)
    return frame


def to_polars(table: Rows) -> Any:
    """A data frame of polars of the flat columns; several values in a cell are a list.

    Raises `MissingExtra` without polars.
    """
    polars = extra("polars")
    made, types = dict[str, list[Any]](), dict[str, Any]()
    for column, cells in unfold(table):
        kind = getattr(polars, POLARS[column.cell])
        made[column.name] = _floats(column, cells)
        types[column.name] = polars.List(kind) if column.many else kind
    return polars.DataFrame(made, schema=types)


def _floats(column: Flat, cells: list[Any]) -> list[Any]:
    """The cells with numbers as the machine counts, not as decimals."""
    if column.cell != "number":
        return cells
    return [None if each is None else float(each) for each in cells]
