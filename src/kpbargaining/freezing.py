"""Freezing: a folder of data files becomes an edition that never changes."""

from __future__ import annotations

import json
import os
import zlib
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from kpbargaining.checks import Finding, Severity, check
from kpbargaining.codec import SCHEMA
from kpbargaining.edition import GZIP, MANIFEST, archive_name
from kpbargaining.errors import InvalidDocument, InvalidValue, Problem, UnreadableFile
from kpbargaining.folders import digest_of, read, read_files, replace, uncanonical
from kpbargaining.kinds import KINDS
from kpbargaining.when import as_day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kpbargaining.dataset import Dataset
    from kpbargaining.when import PartialDate

__all__ = ["freeze"]


def freeze(folder: str | os.PathLike[str], name: str, on: str | date | PartialDate) -> None:
    """Freeze the data files of a folder as edition *name* (a year and a number), on a given day.

    Writes `editions/<name>.json.gz` and lists it in `manifest.json`; what the folder holds is
    from then on the draft of the next edition.
    Raises `InvalidDocument` if a file is not in canonical form or the data has an error-level
    finding, and `InvalidValue` for a name that is taken: nothing frozen is ever written again.
    Raises `UnreadableFile` if the folder has no manifest.
    """
    top = os.fspath(folder)
    draft = _next_draft(name)
    manifest = _manifest(top)
    if name in manifest["editions"] or os.path.exists(os.path.join(top, archive_name(name))):
        raise InvalidValue("the name of an edition that is not frozen yet", name)
    dataset = read(top)
    problems = [_uncanonical(file) for file in uncanonical(top)]
    problems += [_problem(f) for f in check(dataset) if f.severity is Severity.ERROR]
    if problems:
        raise InvalidDocument(problems)
    files = read_files(top)
    manifest["editions"][name] = _entry(dataset, files, as_day(on))
    manifest["draft"] = draft
    archive = zlib.compressobj(9, zlib.DEFLATED, GZIP)
    packed = archive.compress(b"".join(files.values())) + archive.flush()
    replace(os.path.join(top, *archive_name(name).split("/")), packed)
    text = json.dumps(manifest, ensure_ascii=False, indent=2)
    replace(os.path.join(top, MANIFEST), f"{text}\n".encode())


def _next_draft(name: str) -> str:
    year, dot, number = name.partition(".")
    if not (dot and len(year) == len("2026") and year.isdecimal() and number.isdecimal()):
        raise InvalidValue("the name of an edition, such as 2026.1", name)
    return f"{year}.{int(number) + 1}-draft"


def _manifest(top: str) -> dict[str, Any]:
    path = os.path.join(top, MANIFEST)
    try:
        with open(path, encoding="utf-8") as file:
            manifest: dict[str, Any] = json.load(file)
    except (OSError, ValueError) as error:
        raise UnreadableFile(path, str(error)) from None
    return manifest


def _entry(dataset: Dataset, files: Mapping[str, bytes], on: PartialDate) -> dict[str, Any]:
    counts = {kind.plural: len(dataset.of(kind.cls)) for kind in KINDS}
    return {
        "schema": SCHEMA,
        "frozen": str(on),
        "as_of": _last_day(dataset),
        "digest": digest_of(files),
        "counts": {plural: number for plural, number in counts.items() if number},
        "files": {
            name: [len(content), sha256(content).hexdigest()] for name, content in files.items()
        },
        "errata": [],
    }


def _last_day(dataset: Dataset) -> str:
    """The last day the sources speak for: on which the latest can have been published first."""
    days = [s.published.earliest for s in dataset.sources if s.published is not None]
    return max(day.isoformat() for day in days if day is not None)


def _uncanonical(file: str) -> Problem:
    return Problem("canonical", file, "$", "the canonical form", "another")


def _problem(finding: Finding) -> Problem:
    path = f"{finding.record} {finding.field}".rstrip()
    return Problem(finding.code, "the folder", path, "no error", finding.sentence)
