"""A folder of CSV files that describes itself: a Data Package, version 2."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from kpbargaining.exports.sheets import sheets_of
from kpbargaining.publishing.citation import home_of
from kpbargaining.tables.delimited import csv_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpbargaining.dataset import Dataset
    from kpbargaining.exports.sheets import Sheet, SheetColumn

__all__ = ["csv_files", "write_csv"]

DESCRIPTOR = "datapackage.json"

TYPES = {
    "text": "string",
    "date": "date",
    "number": "number",
    "integer": "integer",
    "boolean": "boolean",
}
"""What the standard calls each sort of cell."""


def write_csv(dataset: Dataset, path: str, *, spreadsheet_safe: bool = False) -> None:
    """Write a new folder with a CSV file for each sheet, and `datapackage.json` about them all."""
    sheets = sheets_of(dataset)
    files = csv_files(dataset, safe=spreadsheet_safe)
    package = _package(dataset, sheets, files, safe=spreadsheet_safe)
    described = json.dumps(package, ensure_ascii=False, indent=2).encode()
    os.mkdir(path)
    for name, content in (
        *((f"{name}.csv", content) for name, content in files.items()),
        (DESCRIPTOR, described + b"\n"),
    ):
        with open(os.path.join(path, name), "xb") as file:
            file.write(content)


def csv_files(dataset: Dataset, *, safe: bool = False) -> dict[str, bytes]:
    """Every sheet as a CSV file, by its name; made once."""

    def files() -> dict[str, bytes]:
        return {
            sheet.name: csv_text(((each, each.cells) for each in sheet.columns), safe=safe).encode()
            for sheet in sheets_of(dataset)
        }

    return dataset.index.once(f"csv files, safe: {safe}", files)


def _package(
    dataset: Dataset, sheets: Iterable[Sheet], files: dict[str, bytes], *, safe: bool
) -> dict[str, Any]:
    about = dataset.index.provenance.publication
    origin = dataset.sources.origin
    guarded = (
        "Texts that a spreadsheet would take for formulas have an apostrophe before them."
        if safe
        else None
    )
    told = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": about.name if about else None,
        "id": home_of(dataset),
        "title": origin.get("title"),
        "version": origin.get("edition"),
        "created": f"{about.frozen}T00:00:00Z" if about and about.frozen else None,
        "description": guarded,
        "contributors": [{"title": about.author}] if about else None,
        "licenses": [{"name": about.licence}] if about else None,
        "sha256": origin.get("sha256"),
        "derived": origin.get("derived"),
        "resources": [_resource(sheet, files[sheet.name]) for sheet in sheets],
    }
    return {name: value for name, value in told.items() if value is not None}


def _resource(sheet: Sheet, content: bytes) -> dict[str, Any]:
    keys = [_foreign_key(sheet, column) for column in sheet.columns if column.refers]
    schema: dict[str, Any] = {"fields": [_field(column) for column in sheet.columns]}
    if sheet.key:
        schema["primaryKey"] = list(sheet.key)
    if keys:
        schema["foreignKeys"] = keys
    return {
        "name": sheet.name.replace("_", "-"),
        "title": sheet.about,
        "path": f"{sheet.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "schema": schema,
    }


def _field(column: SheetColumn) -> dict[str, Any]:
    told = {
        "name": column.name,
        "type": TYPES[column.cell],
        "description": column.meaning,
        "unit": column.unit or None,
        "role": column.role or None,
        "constraints": {"enum": list(column.values)} if column.values else None,
    }
    return {name: value for name, value in told.items() if value is not None}


def _foreign_key(sheet: Sheet, column: SheetColumn) -> dict[str, Any]:
    """What a column refers to; the standard leaves out the name where that is the sheet itself."""
    name, _, key = column.refers.partition(".")
    reference: dict[str, Any] = {"fields": [key]}
    if name != sheet.name:
        reference = {"resource": name.replace("_", "-"), **reference}
    return {"fields": [column.name], "reference": reference}
