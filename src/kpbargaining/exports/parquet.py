"""A folder of Parquet files: one for each sheet, written by DuckDB from an Arrow stream."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING, Any

from kpbargaining.errors import MAKE_ROOM
from kpbargaining.exports.sheets import sheets_of
from kpbargaining.extras import extra
from kpbargaining.tables.arrow import Stream

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpbargaining.dataset import Dataset

__all__ = ["write_parquet"]


def write_parquet(dataset: Dataset, path: str) -> None:
    """Write a new folder with a Parquet file for each sheet; several values are lists.

    The metadata of each say which data it is from: title, edition, digest.
    Raises `MissingExtra` without duckdb or nanoarrow.
    """
    duckdb = extra("duckdb")
    extra("nanoarrow")
    sheets = sheets_of(dataset)
    origin = dataset.sources.origin
    os.mkdir(path)
    with closing(duckdb.connect(config={"threads": 1})) as database:
        for sheet in sheets:
            stream = Stream(((column, column.cells) for column in sheet.columns), origin)
            database.register("sheet", stream)
            file = _quoted(os.path.join(path, f"{sheet.name}.parquet"))
            _copy(duckdb, database, f"COPY sheet TO {file} ({_options(origin)})")
            database.unregister("sheet")


def _copy(duckdb: Any, database: Any, statement: str) -> None:
    """Run one statement; what the system refuses, and an interruption, come out as such."""
    try:
        database.execute(statement)
    except duckdb.IOException:  # whose words are of its own parts, and of a place that is gone
        raise OSError(None, f"could not be written whole; {MAKE_ROOM}") from None
    except (duckdb.InvalidInputException, RuntimeError) as error:
        if "interrupt" in str(error).lower():
            raise KeyboardInterrupt from None
        raise


def _options(origin: Mapping[str, str]) -> str:
    """How a file is written: with what is known of the data in its metadata."""
    known = ", ".join(f"{name}: {_quoted(text)}" for name, text in origin.items())
    return "FORMAT parquet" + (f", KV_METADATA {{{known}}}" if known else "")


def _quoted(text: str) -> str:
    """A text as SQL takes it."""
    return f"'{text.replace(chr(39), chr(39) * 2)}'"
