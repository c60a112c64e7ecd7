"""Freezing: a folder of data files becomes an edition that never changes."""

from __future__ import annotations

import json
import os
import re
import zlib
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from kpbargaining.checks import Finding, Severity, check
from kpbargaining.errors import (
    InvalidDocument,
    InvalidValue,
    Problem,
    UnreadableFile,
    reason_of,
    shown,
)
from kpbargaining.files.codec import SCHEMA, parse
from kpbargaining.files.folders import digest_of, read, read_files, replace_all, uncanonical
from kpbargaining.publishing.bundled import GZIP, MANIFEST, archive_name
from kpbargaining.records.kinds import KINDS
from kpbargaining.values.when import as_day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kpbargaining.dataset import Dataset
    from kpbargaining.values.when import PartialDate

__all__ = ["freeze"]

_is_edition = re.compile(r"([0-9]{4})\.([1-9][0-9]{0,3})").fullmatch


def freeze(folder: str | os.PathLike[str], name: str, on: str | date | PartialDate) -> None:
    """Freeze the data files of a folder as edition *name* (a year and a number), on a given day.

    Writes `editions/<name>.json.gz` and lists it in `manifest.json`; what the folder holds is
    from then on the draft of the next edition.
    Raises `InvalidDocument` if a file is not in canonical form, the data has an error-level
    finding or no dated source, or the manifest is none, and `InvalidValue` for a name that is
    taken: nothing frozen is ever written again. Raises `UnreadableFile` if the folder has no
    manifest. Then nothing is written.
    """
    top, day, draft = os.fspath(folder), as_day(on), _next_draft(name)
    manifest = _manifest(top)
    archive = os.path.join(top, *archive_name(name).split("/"))
    if name in manifest["editions"] or os.path.exists(archive):
        raise InvalidValue("the name of an edition that is not frozen yet", name)
    dataset = read(top)
    _refuse_faults(dataset, uncanonical(top))
    files = read_files(top)
    manifest["editions"][name] = _entry(dataset, files, day)
    manifest["draft"] = draft
    text = json.dumps(manifest, ensure_ascii=False, indent=2)
    replace_all({archive: _packed(files), os.path.join(top, MANIFEST): f"{text}\n".encode()})


def _next_draft(name: str) -> str:
    form = _is_edition(name) if type(name) is str else None
    if form is None:
        raise InvalidValue("the name of an edition, such as 2026.1", name)
    return f"{form[1]}.{int(form[2]) + 1}-draft"


def _manifest(top: str) -> dict[str, Any]:
    path = os.path.join(top, MANIFEST)
    try:
        with open(path, "rb") as file:
            manifest = parse(file.read(), MANIFEST)
    except OSError as error:
        raise UnreadableFile(path, reason_of(error)) from None
    if not isinstance(manifest, dict) or not isinstance(manifest.get("editions"), dict):
        raise InvalidDocument(
            [Problem("type", MANIFEST, "$", "a list of editions", shown(manifest))]
        )
    return manifest


def _refuse_faults(dataset: Dataset, uncanonical: list[str]) -> None:
    problems = [
        Problem("canonical", file, "$", "the canonical form", "another") for file in uncanonical
    ]
    problems += [_problem(f) for f in check(dataset) if f.severity is Severity.ERROR]
    if problems:
        raise InvalidDocument(problems)


def _packed(files: Mapping[str, bytes]) -> bytes:
    """The gzip of the files, one after the other; the same at every time."""
    archive = zlib.compressobj(9, zlib.DEFLATED, GZIP)
    return archive.compress(b"".join(files.values())) + archive.flush()


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
    known = [day.isoformat() for day in days if day is not None]
    if not known:
        problem = Problem("undated", "the folder", "sources", "a source with a date", "none")
        raise InvalidDocument([problem])
    return max(known)


def _problem(finding: Finding) -> Problem:
    path = f"{finding.record} {finding.field}".rstrip()
    return Problem(finding.code, "the folder", path, "no error", finding.sentence)
