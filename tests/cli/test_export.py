"""The commands that write a dataset as files for others."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kpbargaining.cli.commands import FORMATS as NAMED
from kpbargaining.exports.exporting import FORMATS

Run = Callable[..., tuple[int, str, str]]


pytestmark = pytest.mark.usefixtures("somewhere")


def test_one_format(run: Run, somewhere: Path) -> None:
    """`export FORMAT` writes beside one, under a name after the edition, and prints it."""
    assert (0, "kpbargaining-2026.1-csv\n", "") == run("export", "csv", "--edition", "2026.1")
    assert ["kpbargaining-2026.1-csv"] == [path.name for path in somewhere.iterdir()]


def test_a_path_of_ones_own(run: Run, somewhere: Path) -> None:
    """`-o` says where to; what is there is replaced only with `--overwrite`."""
    ask = ("export", "sqlite", "-o", "a.db", "--edition", "2026.1")
    assert (0, "a.db\n", "") == run(*ask)
    assert (1, "", "a.db: is there already; overwrite replaces it\n") == run(*ask)
    status, out, _ = run(*ask, "--overwrite", "--json")
    assert (0, ["a.db"]) == (status, [row["path"] for row in json.loads(out)])
    assert (somewhere / "a.db").is_file()


@pytest.mark.parametrize("command", ["export sqlite", "page", "picture offers 2025"])
def test_not_printed(command: str, run: Run, somewhere: Path) -> None:
    """What is written to a file is not printed, nor written to one called `-` unasked."""
    told = "-o: expected a path, as files are not printed (./- is one of that name), found '-'\n"
    assert (1, "", told) == run(*command.split(), "-o", "-")
    assert [] == [*somewhere.iterdir()]


def test_all(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """`export all` prints each path, and says on standard error what it had to leave out."""
    monkeypatch.setitem(sys.modules, "duckdb", None)
    status, out, err = run("export", "all", "--edition", "2026.1", "--json")
    left = 'left out: parquet: duckdb is not installed: pip install "kpbargaining[parquet]"\n'
    assert (0, left) == (status, err)
    assert [*FORMATS] == [row["format"] for row in json.loads(out)]


def test_safe_for_spreadsheets(run: Run, somewhere: Path) -> None:
    """`--spreadsheet-safe` guards the texts of CSV."""
    run("export", "csv", "-o", "out", "--edition", "2026.1", "--spreadsheet-safe")
    assert (somewhere / "out" / "sessions.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_no_such_format(run: Run) -> None:
    """A misspelt format is refused with the nearest."""
    assert (1, "", "no format 'parqet'; nearest: parquet\n") == run("export", "parqet")


def test_help_names_all_formats() -> None:
    """The help of the command names every format that there is."""
    assert [*FORMATS] == NAMED


def test_a_page(run: Run, somewhere: Path) -> None:
    """`page` writes a page, under a name after the edition, and prints it."""
    ask = ("page", "--edition", "2026.1")
    assert (0, "kpbargaining-2026.1.html\n", "") == run(*ask)
    there = "kpbargaining-2026.1.html: is there already; overwrite replaces it\n"
    assert (1, "", there) == run(*ask)
    assert ["kpbargaining-2026.1.html"] == [path.name for path in somewhere.iterdir()]


def test_a_page_of_a_day(run: Run, somewhere: Path) -> None:
    """`page -o FILE` writes there, also what was known on a day."""
    ask = ("page", "-o", "a.html", "--edition", "2026.1", "--as-of", "2025-06-30", "--possibly")
    assert (0, "a.html\n", "") == run(*ask)
    status, out, _ = run(*ask, "--overwrite", "--json")
    assert (0, ["a.html"]) == (status, json.loads(out))
    assert "as of 2025-06-30, possibly" in (somewhere / "a.html").read_text("utf-8")
