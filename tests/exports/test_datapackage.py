"""CSV as a Data Package: what is described is there, and what is there is described."""

import csv
import json
import re
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining.exports.sheets import sheets_of


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The newest edition as a folder of CSV files."""
    path = tmp_path_factory.mktemp("csv") / "out"
    kp.export(kp.load(), path, "csv")
    return path


@pytest.fixture(scope="module")
def package(folder: Path) -> dict[str, Any]:
    """What the folder says of itself."""
    found: dict[str, Any] = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return found


def rows_of(path: Path) -> list[list[str]]:
    """Give the lines of a CSV file, the names first."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_which_data_it_is(package: dict[str, Any]) -> None:
    """The descriptor names edition, digest, licence and author."""
    newest = kp.load()
    assert (newest.edition, newest.digest) == (package["version"], package["sha256"])
    assert [{"name": "CC-BY-4.0"}] == package["licenses"]
    assert "2026-11-27T00:00:00Z" == package["created"]
    assert "https://datapackage.org/profiles/2.0/datapackage.json" == package["$schema"]
    assert kp.cite(newest).endswith(f" {package['id']}.")
    assert "derived" not in package


def test_files_are_as_described(folder: Path, package: dict[str, Any]) -> None:
    """Each file is there with its length and digest, and no other is."""
    named = {each["path"]: each for each in package["resources"]}
    assert {*named, "datapackage.json"} == {path.name for path in folder.iterdir()}
    for name, resource in named.items():
        content = (folder / name).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{sha256(content).hexdigest()}"


def test_columns_are_as_described(folder: Path, package: dict[str, Any]) -> None:
    """The first line of each file names the fields that the descriptor explains."""
    for resource in package["resources"]:
        fields = resource["schema"]["fields"]
        assert [each["name"] for each in fields] == rows_of(folder / resource["path"])[0]
        assert all(each["description"] for each in fields)


def test_keys_are_as_described(package: dict[str, Any]) -> None:
    """Keys and what they refer to are fields of files that are there."""
    fields = {
        each["name"]: {field["name"] for field in each["schema"]["fields"]}
        for each in package["resources"]
    }
    for resource in package["resources"]:
        mine = fields[resource["name"]]
        assert {*resource["schema"].get("primaryKey", ())} <= mine
        for key in resource["schema"].get("foreignKeys", ()):
            there = key["reference"].get("resource", resource["name"])
            assert {*key["fields"]} <= mine
            assert {*key["reference"]["fields"]} <= fields[there]


def test_vocabularies_hold(folder: Path, package: dict[str, Any]) -> None:
    """Where the descriptor lists the only values, there are no others."""
    for resource in package["resources"]:
        names, *rows = rows_of(folder / resource["path"])
        for field in resource["schema"]["fields"]:
            if "constraints" in field:
                place = names.index(field["name"])
                assert {row[place] for row in rows} - {""} <= {*field["constraints"]["enum"]}


def test_values(folder: Path) -> None:
    """Every cell of every file is the value of the sheet, as CSV writes it."""
    for sheet in sheets_of(kp.load()):
        _, *rows = rows_of(folder / f"{sheet.name}.csv")
        told = [[written(cell) for cell in column.single] for column in sheet.columns]
        assert [list(row) for row in zip(*told, strict=True)] == rows, sheet.name


def written(cell: object) -> str:
    """Give a cell as a CSV file has it."""
    if cell is None:
        return ""
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def convert(cells: list[str]) -> str:
    """Give the type that `read.csv` of R makes of a column, as its documentation tells."""
    known = [cell for cell in cells if cell not in ("", "NA")]
    if all(cell in ("T", "F", "TRUE", "FALSE", "true", "false", "True", "False") for cell in known):
        return "logical"
    if all(re.fullmatch(r"[-+]?\d{1,9}", cell) for cell in known):
        return "integer"
    if all(re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", cell) for cell in known):
        return "double"
    return "character"


def test_by_the_rules_of_r(folder: Path) -> None:
    """R makes numbers of numbers, truths of truths, and of days texts that `as.Date` takes."""
    kinds = {
        "number": {"integer", "double"},
        "integer": {"integer"},
        "boolean": {"logical"},
        "date": {"character"},
    }
    for sheet in sheets_of(kp.load()):
        _, *rows = rows_of(folder / f"{sheet.name}.csv")
        for place, column in enumerate(sheet.columns):
            cells = [row[place] for row in rows]
            if any(cells) and column.cell in kinds:
                assert convert(cells) in kinds[column.cell], (sheet.name, column.name)
            if column.cell == "date":
                assert [cell and date.fromisoformat(cell).isoformat() for cell in cells] == cells
            assert "NA" not in cells  # which R would take for nothing


def test_hostile_texts(odd: kp.Dataset, tmp_path: Path) -> None:
    """Texts that look like formulas, tags or SQL are read back as they are."""
    kp.export(odd, tmp_path / "out", "csv")
    names, row = rows_of(tmp_path / "out" / "sessions.csv")
    assert odd.sessions[0].place == row[names.index("place")]
    assert "version" not in json.loads((tmp_path / "out" / "datapackage.json").read_text("utf-8"))


def test_safe_for_spreadsheets(odd: kp.Dataset, tmp_path: Path) -> None:
    """When asked, no cell is a formula, and the descriptor says what was done."""
    kp.export(odd, tmp_path / "out", "csv", spreadsheet_safe=True)
    for path in (tmp_path / "out").glob("*.csv"):
        assert not [cell for row in rows_of(path) for cell in row if cell.startswith(tuple("=+@"))]
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text("utf-8"))
    assert "have an apostrophe before them" in package["description"]


def test_derived_data_say_so(tmp_path: Path) -> None:
    """Data that was derived from an edition says how."""
    kp.export(kp.load("2026.1").subset("2025-alliance"), tmp_path / "out", "csv")
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text("utf-8"))
    assert "subset" in package["derived"]
