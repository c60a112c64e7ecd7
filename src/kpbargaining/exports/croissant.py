"""One JSON-LD document about a dataset: a schema.org Dataset that is Croissant 1.1, too.

It describes the folder of CSV files as `export(ds, "csv", "csv")` writes it beside the document:
each file with its digest, and each column with its type and meaning. What refers to what is in
`datapackage.json` alone: the reader of Croissant takes no references that go in a circle.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from kpbargaining.exports.datapackage import csv_files
from kpbargaining.exports.sheets import sheets_of
from kpbargaining.publishing.citation import cite, home_of

if TYPE_CHECKING:
    from kpbargaining.dataset import Dataset
    from kpbargaining.exports.sheets import Sheet, SheetColumn

__all__ = ["croissant_of"]

FOLDER = "csv"
"""The folder of the CSV files, beside the document."""

CONFORMS = "http://mlcommons.org/croissant/1.1"

TYPES = {
    "text": "sc:Text",
    "date": "sc:Date",
    "number": "sc:Float",
    "integer": "sc:Integer",
    "boolean": "sc:Boolean",
}
"""What schema.org calls each sort of cell."""

CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The terms of Croissant."""


def croissant_of(dataset: Dataset) -> bytes:
    """The document of a dataset; its files are those of the folder `csv`."""
    sheets = [sheet for sheet in sheets_of(dataset) if sheet.length]
    files = csv_files(dataset)
    about = dataset.index.provenance.publication
    told = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": CONFORMS,
        "name": about.name if about else "bargaining",
        "alternateName": about.title if about else None,
        "description": _description(dataset),
        "url": home_of(dataset),
        "version": dataset.edition,
        "datePublished": about.frozen if about else None,
        "license": about.licence if about else None,
        "creator": {"@type": "sc:Organization", "name": about.author} if about else None,
        "citeAs": cite(dataset) if about else None,
        "identifier": f"sha256:{dataset.digest}" if dataset.digest else None,
        "distribution": [_file(sheet, files[sheet.name]) for sheet in sheets],
        "recordSet": [_record_set(sheet) for sheet in sheets],
    }
    known = {name: value for name, value in told.items() if value is not None}
    return json.dumps(known, ensure_ascii=False, indent=2).encode() + b"\n"


def _description(dataset: Dataset) -> str:
    steps = "".join(f"; {step}" for step in dataset.lineage)
    derived = f" Derived from the edition{steps}." if steps else ""
    return (
        f"{len(dataset)} records of collective bargaining, each field with its evidence: "
        "the record set `claims` says by record and field which source says so, and where."
        f"{derived}"
    )


def _file(sheet: Sheet, content: bytes) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": _file_id(sheet),
        "name": f"{sheet.name}.csv",
        "description": sheet.about,
        "contentUrl": f"{FOLDER}/{sheet.name}.csv",
        "contentSize": f"{len(content)} B",
        "encodingFormat": "text/csv",
        "sha256": sha256(content).hexdigest(),
    }


def _file_id(sheet: Sheet) -> str:
    return f"{sheet.name}.csv"


def _record_set(sheet: Sheet) -> dict[str, Any]:
    keys = [{"@id": f"{sheet.name}/{name}"} for name in sheet.key]
    return {
        "@type": "cr:RecordSet",
        "@id": sheet.name,
        "name": sheet.name,
        "description": sheet.about,
        **({"key": keys[0] if len(keys) == 1 else keys} if keys else {}),
        "field": [_field(sheet, column) for column in sheet.columns],
    }


def _field(sheet: Sheet, column: SheetColumn) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{sheet.name}/{column.name}",
        "name": column.name,
        "description": f"{column.meaning} ({column.unit})" if column.unit else column.meaning,
        "dataType": TYPES[column.cell],
        "source": {
            "fileObject": {"@id": _file_id(sheet)},
            "extract": {"column": column.name},
        },
    }
