"""Editions: the bundled data, verified to the byte against its manifest when it is loaded.

A frozen edition is one file, `editions/<name>.json.gz`: the gzip of its data files one after the
other, in the order and the lengths that `manifest.json` lists. It never changes. The plain files
beside it are the draft of the next edition.
"""

from __future__ import annotations

import json
import os
import zlib
from hashlib import sha256
from operator import index
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from attrs import frozen

from kpbargaining.dataset import Dataset
from kpbargaining.errors import DamagedEdition, UnknownName, reason_of
from kpbargaining.files.codec import decode
from kpbargaining.files.folders import digest_of, read
from kpbargaining.store.tables import Table

if TYPE_CHECKING:
    from importlib.abc import ResourceLoader

__all__ = [
    "DATA",
    "MANIFEST",
    "Edition",
    "Erratum",
    "Publication",
    "archive_name",
    "editions",
    "load",
    "publication",
]

DATA = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data")
"""Where the bundled data lies, be it in a folder or in a zip."""

MANIFEST = "manifest.json"
GZIP = 31
"""What zlib calls the gzip format."""


@frozen(kw_only=True)
class Erratum:
    """An error known in a frozen edition; the next edition mends it."""

    record: str
    field: str
    error: str


@frozen(kw_only=True)
class Edition:
    """One frozen state of the data."""

    name: str
    as_of: str
    """The last day that its sources speak for."""
    frozen: str
    """The day it was frozen."""
    schema: str
    """The version of its file format; every release that reads this schema reads the edition."""
    digest: str
    """The SHA-256 of its data files, by name and content."""
    records: int
    errata: tuple[Erratum, ...]


@frozen(kw_only=True)
class Publication:
    """What a citation says of an edition or of the draft."""

    name: str
    """The short name of the dataset, over all editions."""
    title: str
    author: str
    licence: str
    edition: str
    frozen: str | None
    """The day it was frozen; None for the draft."""
    digest: str | None


def publication(edition: str) -> Publication:
    """What a citation says of an edition; raises `UnknownName` with the nearest."""
    manifest = _manifest()
    known = manifest.editions.get(edition)
    if known is None and edition != manifest.draft:
        raise UnknownName("edition", edition, [*manifest.editions, manifest.draft])
    return Publication(
        name=manifest.name,
        title=manifest.title,
        author=manifest.author,
        licence=manifest.licence,
        edition=edition,
        frozen=None if known is None else known.frozen,
        digest=None if known is None else known.digest,
    )


class _Manifest(NamedTuple):
    name: str
    title: str
    author: str
    licence: str
    draft: str
    """The name of the edition that the plain files are to become."""
    editions: dict[str, Edition]
    files: dict[str, list[tuple[str, int, str]]]
    """The data files of each edition: name, length, SHA-256."""


def editions() -> Table[Edition]:
    """Every frozen edition, the oldest first, with the errors known in each.

    Raises `DamagedEdition` where the bundled manifest is not whole.
    """
    return Table(Edition, _manifest().editions.values(), "editions")


def _edition(name: str, entry: dict[str, Any]) -> Edition:
    return Edition(
        name=name,
        as_of=entry["as_of"],
        frozen=entry["frozen"],
        schema=entry["schema"],
        digest=entry["digest"],
        records=sum(entry["counts"].values()),
        errata=tuple(Erratum(**each) for each in entry["errata"]),
    )


def load(edition: str | None = None) -> Dataset:
    """The dataset of one edition, the newest without a name; offline, and verified to the byte.

    The draft of the next edition has a name of its own, such as `2026.2-draft`.
    Raises `UnknownName` with the nearest editions, and `DamagedEdition` where a bundled file is
    not what the manifest says.
    """
    manifest = _manifest()
    known = manifest.editions
    name = next(reversed(known), manifest.draft) if edition is None else edition
    if name == manifest.draft:
        draft = read(DATA)
        return Dataset(draft.records(), draft.evidence, edition=name, digest=draft.digest)
    if name not in known:
        raise UnknownName("edition", name, [*known, manifest.draft])
    files = _unpacked(known[name], manifest.files[name])
    return Dataset(*decode(files), edition=name, digest=known[name].digest)


def archive_name(edition: str) -> str:
    """The name of an edition's file among the bundled data."""
    return f"editions/{edition}.json.gz"


def _unpacked(edition: Edition, listed: list[tuple[str, int, str]]) -> dict[str, bytes]:
    """The data files of an edition, each as its digest in the manifest says."""
    archive = archive_name(edition.name)
    try:
        content = zlib.decompress(_bundled(archive), wbits=GZIP)
    except zlib.error as error:
        raise DamagedEdition(archive, "a whole gzip file", str(error)) from None
    files: dict[str, bytes] = {}
    start = 0
    for file, size, digest in listed:
        files[file] = content[start : start + size]
        start += size
        _verify(f"{archive} ({file})", digest, sha256(files[file]).hexdigest())
    _verify(archive, edition.digest, digest_of(files))
    return files


def _verify(file: str, expected: str, found: str) -> None:
    if found != expected:
        raise DamagedEdition(file, f"SHA-256 {expected}", found)


def _manifest() -> _Manifest:
    content = _bundled(MANIFEST)
    try:
        return _read_manifest(json.loads(content))
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise DamagedEdition(MANIFEST, "a list of editions in JSON", repr(error)) from None


def _read_manifest(plain: dict[str, Any]) -> _Manifest:
    entries = plain["editions"]
    return _Manifest(
        name=plain["name"],
        title=plain["title"],
        author=plain["author"],
        licence=plain["licence"],
        draft=plain["draft"],
        editions={name: _edition(name, entry) for name, entry in entries.items()},
        files={name: _listed(entry["files"]) for name, entry in entries.items()},
    )


def _listed(files: dict[str, Any]) -> list[tuple[str, int, str]]:
    return [(file, index(size), digest) for file, (size, digest) in files.items()]


def _bundled(name: str) -> bytes:
    """The bytes of a file that came with the package, from a folder or a zip."""
    loader = cast("ResourceLoader", __spec__.loader)
    try:
        return loader.get_data(os.path.join(DATA, *name.split("/")))
    except OSError as error:
        raise DamagedEdition(name, "a bundled file", reason_of(error)) from None
