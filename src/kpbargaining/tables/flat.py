"""Tables laid flat: one value in each cell, as files, data frames and databases take them."""

from __future__ import annotations

from decimal import Decimal
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from kpbargaining.collector import collector_paused
from kpbargaining.records.roles import fields_of
from kpbargaining.tables.columnwise import values_in
from kpbargaining.values.cells import THE_TEXT
from kpbargaining.values.types import Reading, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kpbargaining.records.roles import Field
    from kpbargaining.values.cells import Cell

__all__ = [
    "BETWEEN",
    "Described",
    "Flat",
    "Rows",
    "columns_of",
    "joined",
    "to_columns",
    "to_dicts",
    "unfold",
]

BETWEEN = "; "
"""What stands between several values in one cell."""


class Rows(Protocol):
    """Rows of one class, as a table has them."""

    @property
    def row(self) -> type:
        """The class of the rows."""
        ...

    @property
    def rows(self) -> tuple[Any, ...]:
        """The rows, in order."""
        ...

    @property
    def origin(self) -> dict[str, str]:
        """Which data they are from."""
        ...


class Described(Protocol):
    """What has to be known of a flat column to write its cells."""

    @property
    def name(self) -> str:
        """Its name."""
        ...

    @property
    def cell(self) -> Cell:
        """What its cells hold."""
        ...

    @property
    def many(self) -> bool:
        """Whether each holds a tuple of texts, and not one value."""
        ...

    @property
    def meaning(self) -> str:
        """What it says."""
        ...

    @property
    def unit(self) -> str:
        """What its numbers count; empty where it has none."""
        ...


class Flat(NamedTuple):
    """One flat column of the rows of a class."""

    name: str
    """The name of the field, and what follows where it unfolds to several columns."""
    field: Field
    """The field that it is of."""
    cell: Cell
    many: bool
    """Whether it holds a tuple of texts in each row, and not one value."""
    meaning: str
    unit: str
    """What its numbers count; empty where it has none."""
    of: Callable[[Any], Any] | None
    """Takes the cell from one value that is there; without it, the value is the cell."""

    def of_all(self, values: list[Any]) -> list[Any]:
        """A cell for each value of the field: text, number, day, truth or texts; else None."""
        of = self.of
        if of is None:
            return values
        if self.many:
            return [None if each is None else tuple(map(of, each)) for each in values]
        if of is THE_TEXT:  # asked for in the loop itself, which halves its time
            return [None if each is None else each.text for each in values]
        return [None if each is None else of(each) for each in values]


def columns_of(field: Field) -> Iterator[Flat]:
    """The flat columns of a field: a date has its text, its first and its last day ..."""
    parts = field.value_type.flat[:1] if field.many else field.value_type.flat
    for part in parts:
        yield Flat(
            name=f"{field.name}{part.suffix}",
            field=field,
            cell=part.cell,
            many=field.many,
            meaning=f"{field.meaning}: {part.meaning}" if part.meaning else field.meaning,
            unit="" if part.cell in ("text", "date") else part.counts or field.unit,
            of=part.of,
        )


def unfold(table: Rows) -> Iterator[tuple[Flat, list[Any]]]:
    """Each flat column of a table, with a cell for every row.

    It goes field by field, and works out what a text unfolds to once for each text, not each row.
    """
    for field in fields_of(table.row).values():
        first, *others = columns_of(field)
        values = values_in(field.name)(table.rows)
        known = field.type is Any or any(values)
        texts = first.of_all(values) if known else values
        yield first, texts
        told = dict(zip(texts, values, strict=True)) if known and others else {}
        for column in others:
            cells = dict(zip(told, column.of_all(list(told.values())), strict=True))
            yield column, _each(cells, texts) if known else values


def _each(cells: dict[Any, Any], keys: list[Any]) -> list[Any]:
    """The cell of each key; all in one step, which halves its time."""
    return list(itemgetter(*keys)(cells)) if keys[1:] else [cells[key] for key in keys]


def joined(column: Described, cells: list[Any]) -> list[Any]:
    """The cells of a column where each holds one value only: several are joined to one text."""
    if not column.many:
        return cells
    return [None if each is None else BETWEEN.join(each) for each in cells]


@collector_paused()
def to_columns(table: Rows, *, flat: bool = False) -> dict[str, list[Any]]:
    """The rows as one list of plain values per column.

    *flat*: a date or an amount as several columns (`held`, `held_earliest`, `held_latest` ...),
    days as `datetime.date`, numbers as `Decimal`, several values as one text.
    """
    if flat:
        return {column.name: joined(column, cells) for column, cells in unfold(table)}
    return {
        field.name: _plain(field, values_in(field.name)(table.rows))
        for field in fields_of(table.row).values()
    }


def _plain(field: Field, values: list[Any]) -> list[Any]:
    """The values of a field as `plain` gives each; what is or has a text is taken by columns."""
    if field.type in (Any, Decimal, Reading):
        return list(map(plain, values))
    cells = next(columns_of(field)).of_all(values)
    return [each if each is None else list(each) for each in cells] if field.many else cells


@collector_paused()
def to_dicts(table: Rows, *, flat: bool = False) -> list[dict[str, Any]]:
    """The rows as plain dictionaries, every column in each; *flat* as in `to_columns`."""
    columns = to_columns(table, flat=flat)
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
