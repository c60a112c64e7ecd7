"""Whether the tools of others read what is exported: every value, not only the opening.

    python scripts/read_elsewhere.py [READER ...]

Exports the newest edition, and for each reader makes an environment of its own, installs it
there, lets it read, and compares what it read with the sheets, cell by cell. Prints a line for each
reader, which stand in `docs/reference/read-elsewhere.md`. It takes some minutes and a network; the
readers that are light enough are tests, too.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import venv
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import kpbargaining as kp
from kpbargaining.exports.sheets import Sheet, sheets_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SOME = ("sessions", "wage_steps", "job_actions", "agreements_parties", "figures", "claims")
"""The sheets that slow readers read."""


class Reader(NamedTuple):
    """One tool: what installs it, what it is given, and the code with which it reads."""

    packages: tuple[str, ...]
    form: str
    code: str
    """Reads the path in `path` and the names of sheets in `names`; fills `found`, by sheet."""
    joined: bool = True
    """Whether several values are one text to it."""
    sheets: tuple[str, ...] = ()
    """The sheets that it reads; all of them if there are none."""


FRICTIONLESS = """
from frictionless import Package
package = Package(path + "/datapackage.json")
report = package.validate()
assert report.valid, report.flatten(["type", "message"])[:5]
for name in names:
    resource = package.get_resource(name)
    with resource:
        found[name] = [list(row.to_list()) for row in resource.row_stream]
"""

CROISSANT = """
import mlcroissant, pandas
data = mlcroissant.Dataset(jsonld=path + "/croissant.json")
def value(cell):
    if isinstance(cell, bytes):
        return cell.decode()
    return None if cell is None or pandas.isna(cell) else cell
for name in names:
    found[name] = [[value(cell) for cell in row.values()] for row in data.records(name)]
"""

DATASETTE = """
import subprocess, sys
for name in names:
    command = [sys.executable, "-m", "datasette", path, "--setting", "max_returned_rows", "100000",
               "--get", f"/data.json?sql=select+*+from+{name}&_shape=arrays"]
    told = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert not told["truncated"]
    found[name] = told["rows"]
"""

SPARK = """
from pyspark.sql import SparkSession
spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
for name in names:
    frame = spark.read.parquet(f"{path}/{name}.parquet")
    found[name] = [list(row) for row in frame.collect()]
spark.sql(f"CREATE TEMPORARY VIEW claims USING parquet OPTIONS (path '{path}/claims.parquet')")
print(spark.version, file=sys.stderr)
"""

PYARROW = """
import pyarrow.parquet as parquet
for name in names:
    table = parquet.read_table(f"{path}/{name}.parquet")
    found[name] = [list(row.values()) for row in table.to_pylist()]
    assert b"edition" in table.schema.metadata
"""

CFF = """
import pathlib
from cffconvert import Citation
citation = Citation(pathlib.Path(path).read_text("utf-8"))
citation.validate()
found["title"] = [[json.loads(citation.as_zenodo())["title"]]]
found["bibtex"] = [[citation.as_bibtex()]]
"""

READERS = {
    "frictionless": Reader(("frictionless",), "csv", FRICTIONLESS),
    "mlcroissant": Reader(("mlcroissant", "pandas"), "jsonld", CROISSANT, sheets=SOME),
    "datasette": Reader(("datasette",), "sqlite", DATASETTE, sheets=SOME),
    "pyarrow": Reader(("pyarrow",), "parquet", PYARROW, joined=False),
    "pyspark": Reader(("pyspark", "setuptools"), "parquet", SPARK, joined=False, sheets=SOME),
    "cffconvert": Reader(("cffconvert",), "cff", CFF),
}

AROUND = """
import datetime, decimal, json, sys
path, names, found = sys.argv[1], json.loads(sys.argv[2]), {{}}
def plain(cell):
    if isinstance(cell, (datetime.date, datetime.datetime)):
        return cell.isoformat()[:10]
    if isinstance(cell, decimal.Decimal):
        return float(cell)
    return cell.item() if hasattr(cell, "item") else cell
{code}
print(json.dumps(found, default=plain))
"""


def exported(folder: Path) -> dict[str, Path]:
    """Export the newest edition in the forms that are read; give where they are."""
    newest = kp.load()
    for form, name in (("csv", "csv"), ("sqlite", "data.db"), ("parquet", "parquet")):
        kp.export(newest, folder / name, form)
    kp.export(newest, folder / "croissant.json", "jsonld")
    (folder / "CITATION.cff").write_text(kp.cite(newest, style="cff"), "utf-8")
    return {
        "csv": folder / "csv",
        "sqlite": folder / "data.db",
        "parquet": folder / "parquet",
        "jsonld": folder,
        "cff": folder / "CITATION.cff",
    }


def read(name: str, reader: Reader, path: Path, names: Iterable[str]) -> tuple[str, Any]:
    """Let a reader read in an environment of its own; give its version and what it found."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = str(Path(folder, "bin", "python"))
        install = [python, "-m", "pip", "install", "--quiet", *reader.packages]
        subprocess.run(install, check=True, capture_output=True)
        asked = f"import importlib.metadata as m; print(m.version({name!r}))"
        version = subprocess.run([python, "-c", asked], check=True, capture_output=True, text=True)
        code = AROUND.format(code=reader.code)
        command = [python, "-c", code, str(path), json.dumps(list(names))]
        found = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        return version.stdout.strip(), json.loads(found.stdout.splitlines()[-1])


def told(sheet: Sheet, reader: Reader) -> list[list[Any]]:
    """Give the rows of a sheet as a reader should have them."""
    columns = sheet.columns
    if reader.form == "sqlite":
        columns = [column for column in columns if not column.listed]
    cells = ((c.single if reader.joined else c.cells) for c in columns)
    return [[plain(cell) for cell in row] for row in zip(*cells, strict=True)]


def plain(cell: Any) -> Any:
    """Give a cell as JSON has it."""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, tuple):
        return list(cell)
    return float(cell) if isinstance(cell, Decimal) else cell


def differing(sheet: Sheet, reader: Reader, found: list[list[Any]]) -> int:
    """Count the cells that a reader has otherwise; all of a row that it lacks."""
    expected = told(sheet, reader)
    if len(expected) != len(found):
        return len(expected) * len(sheet.columns)
    pairs = zip(sorted(expected, key=in_order), sorted(found, key=in_order), strict=True)
    return sum(a != b for one, other in pairs for a, b in zip(one, other, strict=True))


def in_order(row: list[Any]) -> str:
    """Give what puts rows in order, whether a number is 3 or 3.0 to its reader."""
    return json.dumps([float(cell) if isinstance(cell, int) else cell for cell in row])


def report(name: str, paths: dict[str, Path], sheets: dict[str, Sheet]) -> str:
    """Give the line of one reader: its version, how many cells it read, how many otherwise."""
    reader = READERS[name]
    asked = {each: sheets[each] for each in reader.sheets or sheets if sheets[each].length}
    version, found = read(name, reader, paths[reader.form], asked)
    if reader.form == "cff":
        right = found["title"] == [[kp.load().index.provenance.publication.title]]  # type: ignore[union-attr]
        return f"| {name} {version} | CITATION.cff | valid, its title read | {int(not right)} |"
    cells = sum(sheet.length * len(told(sheet, reader)[0]) for sheet in asked.values())
    wrong = sum(differing(sheet, reader, found[each]) for each, sheet in asked.items())
    return f"| {name} {version} | {reader.form} | {len(asked)} sheets, {cells:,} cells | {wrong} |"


def main(names: list[str], tell: Callable[[str], object] = print) -> None:
    """Print the table of readers."""
    sheets = {sheet.name: sheet for sheet in sheets_of(kp.load())}
    with tempfile.TemporaryDirectory() as folder:
        paths = exported(Path(folder))
        tell("| reader | reads | what | cells read otherwise |")
        tell("| --- | --- | --- | --- |")
        for name in names or READERS:
            tell(report(name, paths, sheets))


if __name__ == "__main__":
    main(sys.argv[1:])
