"""A database: the same values, keys that hold, views with everything in one row."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining.exports.sheets import sheets_of
from kpbargaining.records.kinds import KINDS


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The newest edition as a database."""
    path = tmp_path_factory.mktemp("sqlite") / "out.sqlite"
    kp.export(kp.load(), path, "sqlite")
    with closing(sqlite3.connect(path)) as database:
        yield database


def kept(cell: Any) -> Any:
    """Give a cell as a database has it."""
    if isinstance(cell, date):
        return cell.isoformat()
    return float(cell) if isinstance(cell, Decimal) else cell


def test_values(database: sqlite3.Connection) -> None:
    """Every table holds the cells of its sheet, lists apart."""
    for sheet in sheets_of(kp.load()):
        columns = [column for column in sheet.columns if not column.listed]
        told = zip(*([kept(cell) for cell in column.single] for column in columns), strict=True)
        assert list(told) == database.execute(f'SELECT * FROM "{sheet.name}"').fetchall()  # noqa: S608


def test_whole_and_consistent(database: sqlite3.Connection) -> None:
    """SQLite finds the file whole, and every reference leads somewhere."""
    assert [("ok",)] == database.execute("PRAGMA integrity_check").fetchall()
    assert [] == database.execute("PRAGMA foreign_key_check").fetchall()


def test_references_are_declared(database: sqlite3.Connection) -> None:
    """Columns that refer to rows elsewhere say so, and are indexed."""
    keys = database.execute("PRAGMA foreign_key_list(sessions)").fetchall()
    assert {("rounds", "round", "id")} <= {(row[2], row[3], row[4]) for row in keys}
    plan = database.execute("EXPLAIN QUERY PLAN SELECT * FROM sessions WHERE round = 'x'")
    assert "sessions_by_round" in str(plan.fetchall())
    cell = database.execute(
        "EXPLAIN QUERY PLAN SELECT * FROM claims WHERE record = 'x' AND field = 'y'"
    )
    assert "claims_by_cell" in str(cell.fetchall())


def test_wide_views(database: sqlite3.Connection) -> None:
    """Each kind with lists has a view with all columns, several values joined in their order."""
    for kind in KINDS:
        flat = kp.load().of(kind.cls).to_columns(flat=True)
        lists = [field.name for field in kind.fields.values() if field.many]
        if lists != ["formerly"]:
            view = database.execute(f"SELECT * FROM {kind.plural}_wide ORDER BY rowid")  # noqa: S608
            assert list(flat) == [column[0] for column in view.description]
            told = zip(*([kept(c) for c in cells] for cells in flat.values()), strict=True)
            assert list(told) == view.fetchall()


def test_a_question_in_sql(database: sqlite3.Connection) -> None:
    """Who says what of a cell is one step away: by record and field."""
    rows = database.execute(
        "SELECT source, locator, passage FROM claims WHERE carried AND record = ? AND field = ?",
        ("2025-alliance/2025-08-19", "held"),
    ).fetchall()
    evidence = kp.load().evidence_for("2025-alliance/2025-08-19", "held")
    assert [
        (e.source, e.locator, e.passage and str(e.passage))
        for e in evidence
        if "held" in (e.fields or ())
    ] == rows


def test_hostile_texts(odd: kp.Dataset, tmp_path: Path) -> None:
    """Texts that look like SQL are read back as they are."""
    kp.export(odd, tmp_path / "out.sqlite", "sqlite")
    with closing(sqlite3.connect(tmp_path / "out.sqlite")) as database:
        assert [(odd.sessions[0].place,)] == database.execute(
            "SELECT place FROM sessions"
        ).fetchall()


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system refuses is told as that of every other file, and nothing is left."""

    def refuse(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("kpbargaining.exports.sqlite._fill", refuse)
    with pytest.raises(
        kp.UnreadableFile, match=r"out\.db: database or disk is full; make room, or"
    ):
        kp.export(kp.load("2026.1"), tmp_path / "out.db", "sqlite")
    assert [] == list(tmp_path.iterdir())
