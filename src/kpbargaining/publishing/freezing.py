"""Freezing: a folder of data files becomes an edition that never changes."""

from __future__ import annotations

import os
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import attrs

from kpbargaining.checks import Finding, Severity, check
from kpbargaining.errors import (
    DamagedEdition,
    InvalidDocument,
    InvalidValue,
    Problem,
    UnknownName,
    UnreadableFile,
    shown,
)
from kpbargaining.files.codec import SCHEMA, parse
from kpbargaining.files.folders import (
    archives,
    digest_of,
    has_file,
    read,
    read_file,
    read_files,
    refuse_large,
    uncanonical,
)
from kpbargaining.files.writing import locked, replace_all
from kpbargaining.publishing.archives import packed
from kpbargaining.publishing.bundled import archive_name, load
from kpbargaining.publishing.manifests import (
    MANIFEST,
    check_pages,
    edition_numbers,
    manifest_of,
    sealed,
)
from kpbargaining.records.kinds import BY_CLASS, KINDS
from kpbargaining.saving import path_of
from kpbargaining.values.texts import check_text, check_url
from kpbargaining.values.when import as_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kpbargaining.dataset import Dataset
    from kpbargaining.store.provenance import Erratum
    from kpbargaining.values.when import PartialDate

__all__ = ["add_erratum", "freeze", "set_address"]

PLACES: dict[str, Callable[[object], str]] = {"address": check_url, "pages": check_pages}
"""What a manifest can say of where the dataset is published."""

FRESH: dict[str, Callable[[object], str]] = (
    dict.fromkeys(("name", "title", "author", "licence"), check_text) | PLACES
)
"""What a manifest has to have, or can have, before anything is frozen."""


def freeze(folder: str | os.PathLike[str], name: str, on: str | date | PartialDate) -> None:
    """Freeze the data files of a folder as edition *name* (a year and a number), on a given day.

    Writes `editions/<name>.json.gz` and lists it in `manifest.json`, both or neither; what the
    folder holds is from then on the draft of the next edition.
    Raises `InvalidDocument` if a file is not in canonical form, the data has an error-level
    finding or no dated source, or the manifest is none, and `InvalidValue` for a name that does
    not come after those there are, or a day before that of the last edition or before the last
    one that the sources speak for: nothing frozen is ever written again. Raises `UnreadableFile`
    if the folder has no manifest, and `DamagedEdition` if that is not what was written. Then
    nothing is written.
    """
    top, day, (year, number) = path_of(folder), as_day(on), edition_numbers(name)
    archive = archive_name(name)
    with locked(top, alone=True):
        manifest = _manifest(top)
        newest = max(map(edition_numbers, manifest["editions"]), default=(0, 0))
        if newest >= (year, number) or has_file(top, archive):
            after = "after {:04}.{}".format(*newest)
            raise InvalidValue(f"the name of an edition that is not frozen yet, {after}", name)
        dataset = read(top)
        _refuse_faults(dataset, uncanonical(top))
        files, last = read_files(top), _last_day(dataset)
        frozen = max((each["frozen"] for each in manifest["editions"].values()), default="")
        if str(day) < max(last, frozen):
            least = f"{last}, of which a source speaks" if last > frozen else f"{frozen}, the last"
            raise InvalidValue(f"a day not before {least}", on)
        manifest["editions"][name] = _entry(dataset, files, day, last)
        manifest["draft"] = f"{year:04}.{number + 1}-draft"
        content = packed(b"".join(files.values()))
        refuse_large(top, {archive: len(content)})
        replace_all(top, {archive: content, MANIFEST: sealed(manifest)})


def add_erratum(folder: str | os.PathLike[str], edition: str, erratum: Erratum) -> None:
    """Note an error known in a frozen edition, in the manifest of its folder.

    Raises `UnknownName` with the nearest editions, records or fields, `InvalidValue` for an error
    that is no line of text, `UnreadableFile` and `DamagedEdition`.
    """
    top = path_of(folder)
    check_text(erratum.error)
    with locked(top, alone=True):
        manifest = _manifest(top)
        if edition not in manifest["editions"]:
            raise UnknownName("edition", edition, manifest["editions"])
        record = load(edition, top)[erratum.record]
        known = (*BY_CLASS[type(record)].fields, "evidence")
        if erratum.field not in known:
            raise UnknownName("field", erratum.field, known)
        manifest["editions"][edition]["errata"].append(attrs.asdict(erratum))
        replace_all(top, {MANIFEST: sealed(manifest)})


def set_address(
    folder: str | os.PathLike[str], address: str | None, pages: str | None = None
) -> None:
    """Say in the manifest of a folder where its dataset is published; None: nowhere yet.

    *address* is that of all editions, such as the one that a DOI gives; *pages* that of the page
    of a record, with `{id}` for its id. Every citation carries them from then on; no edition
    changes. Raises `InvalidValue`, `UnreadableFile` and `DamagedEdition`, and `InvalidDocument`
    if the manifest is none.
    """
    top = path_of(folder)
    given = {
        "address": address if address is None else check_url(address),
        "pages": pages if pages is None else check_pages(pages),
    }
    with locked(top, alone=True):
        manifest = {name: held for name, held in _manifest(top).items() if name not in given}
        editions = manifest.pop("editions")
        known = {name: each for name, each in given.items() if each is not None}
        replace_all(top, {MANIFEST: sealed(manifest | known | {"editions": editions})})


def _manifest(folder: str) -> dict[str, Any]:
    """The manifest of a folder, verified as far as it has been sealed."""
    if not has_file(folder, MANIFEST):
        needed = ", ".join(name for name in FRESH if name not in PLACES)
        raise UnreadableFile(
            os.path.join(folder, MANIFEST), f"no such file; write one with {needed} and editions"
        )
    content = read_file(folder, MANIFEST)
    manifest = parse(content, MANIFEST)
    wrong = list(_faults(manifest))
    if wrong:
        raise InvalidDocument(wrong)
    if manifest["editions"]:
        manifest_of(content)
    elif stray := archives(folder):
        raise DamagedEdition(MANIFEST, f"an entry for {stray[0]}", "none")
    found: dict[str, Any] = manifest
    return found


def _faults(manifest: Any) -> Iterator[Problem]:
    """What a manifest lacks before anything can be frozen."""
    if not isinstance(manifest, dict):
        yield Problem("manifest", MANIFEST, "$", "an object", shown(manifest))
        return
    for name, check_value in FRESH.items():
        if name in PLACES and name not in manifest:
            continue
        try:
            check_value(manifest.get(name))
        except InvalidValue as error:
            yield Problem("manifest", MANIFEST, f"$.{name}", error.expected, error.found)
    if not isinstance(manifest.get("editions"), dict):
        found = shown(manifest.get("editions"))
        yield Problem("manifest", MANIFEST, "$.editions", "an object", found)
    try:
        sealed(manifest)
    except InvalidValue as error:
        yield Problem("manifest", MANIFEST, "$", error.expected, error.found)
    except UnicodeEncodeError as error:
        yield Problem(
            "manifest", MANIFEST, "$", "whole characters", shown(error.object[error.start])
        )


def _refuse_faults(dataset: Dataset, uncanonical: list[str]) -> None:
    problems = [
        Problem("canonical", file, "$", "the canonical form", "another") for file in uncanonical
    ]
    problems += [_problem(f) for f in check(dataset) if f.severity is Severity.ERROR]
    if problems:
        raise InvalidDocument(problems)


def _entry(
    dataset: Dataset, files: Mapping[str, bytes], on: PartialDate, last: str
) -> dict[str, Any]:
    counts = {kind.plural: len(dataset.of(kind.cls)) for kind in KINDS}
    return {
        "schema": str(SCHEMA),
        "frozen": str(on),
        "as_of": last,
        "digest": digest_of(files),
        "counts": {plural: number for plural, number in counts.items() if number},
        "files": {
            name: [len(content), sha256(content).hexdigest()] for name, content in files.items()
        },
        "errata": [],
    }


def _last_day(dataset: Dataset) -> str:
    """The last day the sources speak for."""
    last = dataset.index.last_day
    if not last:
        problem = Problem("undated", "the folder", "sources", "a source with a date", "none")
        raise InvalidDocument([problem])
    return date.fromordinal(last).isoformat()


def _problem(finding: Finding) -> Problem:
    path = f"{finding.record} {finding.field or ''}".rstrip()
    return Problem(finding.code, "the folder", path, "no error", finding.sentence)
