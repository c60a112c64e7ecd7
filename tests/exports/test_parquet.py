"""Parquet: what DuckDB and polars read of the files is what the sheets hold."""

import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

import kpbargaining as kp
from kpbargaining.exports.sheets import sheets_of


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The newest edition as a folder of Parquet files."""
    path = tmp_path_factory.mktemp("it's parquet") / "out"
    kp.export(kp.load(), path, "parquet")
    return path


def as_read(cell: Any) -> Any:
    """Give a cell as Parquet has it: numbers as doubles, several texts as a list."""
    if isinstance(cell, tuple):
        return list(cell)
    return float(cell) if isinstance(cell, Decimal) else cell


def test_values(folder: Path) -> None:
    """Every file holds the cells of its sheet, days as days, lists as lists."""
    for sheet in sheets_of(kp.load()):
        frame = pl.read_parquet(folder / f"{sheet.name}.parquet")
        told = {column.name: list(map(as_read, column.cells)) for column in sheet.columns}
        assert told == frame.to_dict(as_series=False), sheet.name
    assert pl.Date() == pl.read_parquet_schema(folder / "sessions.parquet")["held_earliest"]


def test_which_data_it_is(folder: Path) -> None:
    """Each file says in its metadata which edition it is, and with which digest."""
    newest = kp.load()
    for path in folder.iterdir():
        found = dict(
            duckdb.execute(
                "SELECT decode(key), decode(value) FROM parquet_kv_metadata(?)", [str(path)]
            ).fetchall()
        )
        assert (newest.edition, newest.digest) == (found["edition"], found["sha256"])


def test_hostile_texts(odd: kp.Dataset, tmp_path: Path) -> None:
    """Texts that look like SQL are read back as they are; data of no edition says nothing."""
    kp.export(odd, tmp_path / "out", "parquet")
    frame = pl.read_parquet(tmp_path / "out" / "sessions.parquet")
    assert [odd.sessions[0].place] == frame["place"].to_list()
    assert [odd.rounds[0].name] == pl.read_parquet(tmp_path / "out" / "rounds.parquet")[
        "name"
    ].to_list()


@pytest.mark.parametrize("library", ["duckdb", "nanoarrow"])
def test_without_a_library(library: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without one of its libraries nothing is written, and the line that installs it is told."""
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(kp.MissingExtra, match=f"{library} is not installed"):
        kp.export(kp.load("2026.1"), tmp_path / "out", "parquet")
    assert [] == list(tmp_path.iterdir())


class Refusing:
    """A connection on which a statement fails."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def execute(self, _: str) -> None:
        """Fail."""
        raise self._error

    def register(self, *_: object) -> None:
        """Take what is to be written."""

    def close(self) -> None:
        """Be done."""


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (duckdb.IOException("disk full\nor so"), kp.UnreadableFile),
        (duckdb.InvalidInputException("failed: KeyboardInterrupt"), KeyboardInterrupt),
        (RuntimeError("Query interrupted"), KeyboardInterrupt),
        (RuntimeError("something else"), RuntimeError),
    ],
)
def test_what_stops_it(
    error: Exception,
    expected: type[BaseException],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A full disk is told as that of any other file, an interruption goes on, nothing is left."""
    monkeypatch.setattr(duckdb, "connect", lambda **_: Refusing(error))
    with pytest.raises(expected):
        kp.export(kp.load("2026.1"), tmp_path / "out", "parquet")
    assert [] == list(tmp_path.iterdir())
