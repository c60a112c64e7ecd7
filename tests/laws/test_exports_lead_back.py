"""Law: every exported cell leads back to its source, its words or place, and its edition."""

import csv
import random
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import kpbargaining as kp

Rows = Callable[[str], list[dict[str, Any]]]

CELLS = 1_000
GONE = "could not be found again"
"""What a note says where a page is gone, so that neither words nor a place can be named."""


def from_csv(path: Path) -> Iterator[Rows]:
    """Read sheets from CSV files."""
    kp.export(kp.load(), path / "out", "csv")

    def rows(sheet: str) -> list[dict[str, Any]]:
        with (path / "out" / f"{sheet}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    yield rows


def from_sqlite(path: Path) -> Iterator[Rows]:
    """Read sheets from a database, those with lists from the wide views."""
    kp.export(kp.load(), path / "out.db", "sqlite")
    with closing(sqlite3.connect(path / "out.db")) as database:
        database.row_factory = sqlite3.Row
        views = {row[0] for row in database.execute("SELECT name FROM sqlite_master")}

        def rows(sheet: str) -> list[dict[str, Any]]:
            name = f"{sheet}_wide" if f"{sheet}_wide" in views else sheet
            return [dict(row) for row in database.execute(f'SELECT * FROM "{name}"')]  # noqa: S608

        yield rows


def from_parquet(path: Path) -> Iterator[Rows]:
    """Read sheets from Parquet files."""
    kp.export(kp.load(), path / "out", "parquet")
    yield lambda sheet: pl.read_parquet(path / "out" / f"{sheet}.parquet").to_dicts()


@pytest.fixture(scope="module", params=[from_csv, from_sqlite, from_parquet])
def rows(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Rows]:
    """The sheets of the newest edition, as one format has them."""
    yield from request.param(tmp_path_factory.mktemp("lead"))


def test_a_thousand_cells_lead_back(rows: Rows) -> None:
    """Of 1,000 cells drawn, each finds its source, its words or place, and its edition."""
    newest = kp.load()
    claims = defaultdict(list)
    for claim in rows("claims"):
        claims[claim["record"], claim["field"]].append(claim)
    (edition,) = rows("edition")
    lost = []
    for sheet, name, column, field in drawn(rows):
        told = [each for each in claims[name, field] if each["carried"] in (1, True, "true")]
        places = [each["passage"] or each["locator"] or GONE in each["note"] for each in told]
        if not (any(places) and all(each["source"] in newest.sources for each in told)):
            lost.append((sheet, name, column))
    assert [] == lost
    assert (newest.edition, newest.digest) == (edition["edition"], edition["sha256"])


def drawn(rows: Rows) -> list[tuple[str, str, str, str]]:
    """Give cells drawn from all facts that are known: sheet, record, column, field."""
    columns: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for each in rows("columns"):
        if each["role"] == "fact":
            columns[each["sheet"]].append((each["column"], each["field"]))
    cells = [
        (sheet, row["id"], column, field)
        for sheet, named in columns.items()
        for row in rows(sheet)
        for column, field in named
        if "id" in row and row.get(column) not in (None, "")
    ]
    return random.Random(9).sample(cells, CELLS)  # noqa: S311 (a seed, so the same each time)
