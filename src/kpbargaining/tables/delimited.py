"""Flat columns as CSV: a line for each row, without changing a value unless one asks for it."""

from __future__ import annotations

import csv
import io
import os
from typing import TYPE_CHECKING, Any, TextIO

from kpbargaining.errors import InvalidValue, UnreadableFile, reason_of
from kpbargaining.saving import path_of, save
from kpbargaining.tables.flat import joined, unfold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpbargaining.tables.flat import Described, Rows
    from kpbargaining.values.cells import Cell

__all__ = ["csv_text", "to_csv"]

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet takes for a formula."""

MARK = "\ufeff"
"""What tells a spreadsheet that a file is in UTF-8."""


def to_csv(
    table: Rows,
    target: str | os.PathLike[str] | TextIO | None = None,
    *,
    spreadsheet_safe: bool = False,
    overwrite: bool = False,
) -> str:
    """The flat columns as CSV, which is also written to a path or a text file, if one is given.

    Nothing known is an empty cell, days are ISO 8601, truths `true` and `false`, lines end with
    a line feed. Each text is what the data says, unless *spreadsheet_safe* puts an apostrophe
    before what a spreadsheet would take for a formula, and at the start the mark of UTF-8.
    Raises `UnreadableFile` where it cannot be written, or is there and *overwrite* is not,
    and `InvalidValue` for what is neither a path nor a file.
    """
    text = csv_text(unfold(table), safe=spreadsheet_safe)
    if isinstance(target, (str, os.PathLike)):
        save(path_of(target, "a file"), text.encode(), overwrite=overwrite)
    elif target is not None:
        _write(target, text)
    return text


def _write(file: TextIO, text: str) -> None:
    try:
        file.write(text)
        file.flush()
    except (AttributeError, TypeError, ValueError):  # closed, for bytes, of another encoding
        raise InvalidValue("a path, or a file that is open for text in UTF-8", file) from None
    except OSError as error:
        raise UnreadableFile(
            str(getattr(file, "name", "the open file")), reason_of(error)
        ) from None


def csv_text(columns: Iterable[tuple[Described, list[Any]]], *, safe: bool = False) -> str:
    """Columns as CSV, several values joined to one text; *safe* for spreadsheets."""
    names, cells = list[str](), list[list[Any]]()
    for column, found in columns:
        names.append(column.name)
        cells.append(_told(column.cell, joined(column, found), safe=safe))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(zip(*cells, strict=True))
    return f"{MARK if safe else ''}{text.getvalue()}"


def _told(holds: Cell, cells: list[Any], *, safe: bool) -> list[Any]:
    if holds == "boolean":
        return [None if each is None else "true" if each else "false" for each in cells]
    if holds == "number":
        return [None if each is None else format(each, "f") for each in cells]
    if safe and holds == "text":
        return [_guarded(each) if each else each for each in cells]
    return cells


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text
