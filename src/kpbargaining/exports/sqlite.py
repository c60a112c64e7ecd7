"""A database of SQLite: tables with keys and indexes, views with everything in one row."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from kpbargaining.errors import MAKE_ROOM
from kpbargaining.exports.sheets import sheets_of
from kpbargaining.tables.flat import BETWEEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.dataset import Dataset
    from kpbargaining.exports.sheets import Sheet, SheetColumn

__all__ = ["write_sqlite"]

TYPES = {
    "text": "TEXT",
    "date": "TEXT",
    "number": "REAL",
    "integer": "INTEGER",
    "boolean": "INTEGER",
}
"""How each sort of cell is kept; days are ISO 8601, truths 0 and 1."""


LINE = "\n  "


def write_sqlite(dataset: Dataset, path: str) -> None:
    """Write a new database: a table for each sheet, and for each that has lists a view `..._wide`.

    Its table `columns` says what each column means; `claims` says by record and field who says so.
    """
    sheets = sheets_of(dataset)
    try:
        with closing(sqlite3.connect(path)) as database:
            _write(database, sheets)
    except sqlite3.OperationalError as error:  # what the system refuses, in SQLite's words
        raise OSError(None, f"{error}; {MAKE_ROOM}") from None


def _write(database: sqlite3.Connection, sheets: list[Sheet]) -> None:
    database.execute("PRAGMA journal_mode = OFF")
    for sheet in sheets:
        for statement in _made(sheet):
            database.execute(statement)
        _fill(database, sheet)
    database.execute("CREATE INDEX claims_by_cell ON claims (record, field)")
    database.commit()


def _made(sheet: Sheet) -> Iterator[str]:
    """The statements that make the table of a sheet, its indexes and its view."""
    columns = _single(sheet)
    lines = [_declared(column) for column in columns]
    if sheet.key:
        lines.append(f"PRIMARY KEY ({', '.join(map(_name, sheet.key))})")
    yield f"CREATE TABLE {_name(sheet.name)} ({LINE}{f',{LINE}'.join(lines)})"
    for column in columns:
        if column.refers:
            index = _name(f"{sheet.name}_by_{column.name}")
            yield f"CREATE INDEX {index} ON {_name(sheet.name)} ({_name(column.name)})"
    if len(columns) < len(sheet.columns):
        yield _view(sheet)


def _single(sheet: Sheet) -> list[SheetColumn]:
    """The columns that hold one value; those of several have tables of their own."""
    return [column for column in sheet.columns if not column.listed]


def _declared(column: SheetColumn) -> str:
    sheet, _, key = column.refers.partition(".")
    refers = f" REFERENCES {_name(sheet)} ({_name(key)})" if sheet else ""
    return f"{_name(column.name)} {TYPES[column.cell]}{refers}"


def _view(sheet: Sheet) -> str:
    """All columns in one row, several values joined to one text."""
    told = [
        _list(sheet, column) if column.listed else f"it.{_name(column.name)}"
        for column in sheet.columns
    ]
    shown = f"SELECT{LINE}{f',{LINE}'.join(told)}{LINE}FROM {_name(sheet.name)} AS it"
    return f"CREATE VIEW {_name(f'{sheet.name}_wide')} AS {shown}"


def _list(sheet: Sheet, column: SheetColumn) -> str:
    key, table = _name(sheet.key[0]), _name(f"{sheet.name}_{column.name}")
    values = f"SELECT value FROM {table} AS each WHERE each.{key} = it.{key} ORDER BY place"
    return f"(SELECT group_concat(value, '{BETWEEN}') FROM ({values})) AS {_name(column.name)}"


def _fill(database: sqlite3.Connection, sheet: Sheet) -> None:
    columns = _single(sheet)
    places = ", ".join("?" * len(columns))
    rows = zip(*map(_kept, columns), strict=True)
    database.executemany(f"INSERT INTO {_name(sheet.name)} VALUES ({places})", rows)


def _kept(column: SheetColumn) -> list[Any]:
    if column.cell == "date":
        return [None if each is None else each.isoformat() for each in column.cells]
    if column.cell == "number":
        return [None if each is None else float(each) for each in column.cells]
    return column.single


def _name(name: str) -> str:
    """The name of a table or column, as SQL takes any."""
    return f'"{name}"'
