"""Editions: loaded from the bundled data or a folder of one's own, verified to the byte.

A frozen edition is one file, `editions/<name>.json.gz`: the gzip of its data files one after the
other, in the order and the lengths that `manifest.json` lists. It never changes. The plain files
beside it are the draft of the next edition.
"""

from __future__ import annotations

import os
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, cast

from attrs import evolve

from kpbargaining.dataset import Dataset
from kpbargaining.errors import (
    DamagedEdition,
    InvalidDocument,
    InvalidValue,
    Problem,
    UnknownName,
    reason_of,
)
from kpbargaining.files.codec import Verified, unreadable
from kpbargaining.files.folders import archives, digest_of_all, read, read_file
from kpbargaining.publishing.archives import unpacked
from kpbargaining.publishing.manifests import MANIFEST, Edition, Listed, Manifest, manifest_of
from kpbargaining.store.provenance import Archive, Provenance
from kpbargaining.store.store import opened
from kpbargaining.tables.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from importlib.abc import ResourceLoader

__all__ = ["DATA", "archive_name", "editions", "load", "manifest_in"]

DATA = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data")
"""Where the bundled data lies, be it in a folder or in a zip."""


def editions(folder: str | os.PathLike[str] | None = None) -> Table[Edition]:
    """Every frozen edition, the oldest first, with the errors known in each.

    Of the bundled data, or of a *folder* of your own in which editions were frozen.
    Raises `DamagedEdition` where the manifest is not whole, `UnreadableFile` where there is none.
    """
    manifest = manifest_in(folder)
    return Table(Edition, tuple(manifest.editions.values()), "editions")


def load(edition: str | None = None, folder: str | os.PathLike[str] | None = None) -> Dataset:
    """The dataset of one edition, the newest without a name; offline, and verified to the byte.

    Of the bundled data, or of a *folder* of your own in which editions were frozen. The draft of
    the next edition has a name of its own, such as `2027.1-draft`, and is given by that alone.
    The records of an edition are read at the first question, and evidence when it is asked for.
    Raises `UnknownName` with the nearest editions, `InvalidValue` for a name that is no text,
    `DamagedEdition` where a file is not what the manifest says or nothing is frozen yet, and
    `UnreadableFile` where a folder has no manifest.
    """
    if edition is not None and type(edition) is not str:
        raise InvalidValue('the name of an edition as text, such as "2026.1"', edition)
    manifest = manifest_in(folder)
    name = next(reversed(manifest.editions), None) if edition is None else edition
    if name is None:
        found = f"none; the draft is {manifest.draft}"
        raise DamagedEdition(MANIFEST, "a frozen edition", found)
    if name == manifest.draft:
        draft = read(DATA if folder is None else folder)
        about = evolve(
            draft.index.provenance,
            publication=manifest.publication(name),
            editions=partial(_all, folder),
        )
        return Dataset(draft.records(), draft.evidence, about)
    known = manifest.editions.get(name)
    if known is None:
        raise UnknownName("edition", name, [*manifest.editions, manifest.draft])
    archive = archive_name(name)
    if expected := unreadable(known.schema):
        raise InvalidDocument([Problem("schema", archive, "$.schema", expected, known.schema)])
    listed = tuple(manifest.files[name])
    files = _verified(_content(folder, archive), known, listed)
    about = Provenance(
        publication=manifest.publication(name),
        digest=partial(str, known.digest),  # unlike a lambda, it can be pickled
        editions=partial(_all, folder),
        archive=partial(_archive, folder, known, listed),
    )
    return opened(Dataset, Verified(files, archive), about)


def _all(folder: str | os.PathLike[str] | None, held: Mapping[str, Dataset]) -> list[Dataset]:
    """Every frozen edition, the oldest first; those that are held are not loaded again."""
    names = manifest_in(folder).editions
    return [held[name] if name in held else load(name, folder) for name in names]


def _archive(
    folder: str | os.PathLike[str] | None, edition: Edition, listed: Sequence[Listed]
) -> Archive:
    """The bytes of an edition as they were frozen; verified again, as the file may have changed."""
    packed = _content(folder, archive_name(edition.name))
    _verified(packed, edition, listed)
    return Archive(packed, tuple((file, size) for file, size, _ in listed), edition.digest)


def archive_name(edition: str) -> str:
    """The name of an edition's file among the data."""
    return f"editions/{edition}.json.gz"


def _verified(packed: bytes, edition: Edition, listed: Sequence[Listed]) -> dict[str, bytes]:
    """The data files of an edition, each as its digest in the manifest says."""
    archive = archive_name(edition.name)
    content = unpacked(packed, archive, sum(size for _, size, _ in listed))
    files: dict[str, bytes] = {}
    start = 0
    for file, size, digest in listed:
        files[file] = content[start : start + size]
        start += size
        _verify(f"{archive} ({file})", digest, sha256(files[file]).hexdigest())
    _verify(archive, edition.digest, digest_of_all({file: digest for file, _, digest in listed}))
    return files


def _verify(file: str, expected: str, found: str) -> None:
    if found != expected:
        raise DamagedEdition(file, f"SHA-256 {expected}", found)


def manifest_in(folder: str | os.PathLike[str] | None) -> Manifest:
    """The manifest of the bundled data or of a folder; raises `DamagedEdition` if editions lack."""
    manifest = manifest_of(_content(folder, MANIFEST))
    if not manifest.editions and folder is not None and (stray := archives(folder)):
        raise DamagedEdition(MANIFEST, f"an entry for {stray[0]}", "none")
    return manifest


def _content(folder: str | os.PathLike[str] | None, name: str) -> bytes:
    """The bytes of a file: of a folder, or that came with the package, be it in a zip."""
    if folder is not None:
        return read_file(folder, name)
    loader = cast("ResourceLoader", __spec__.loader)
    try:
        return loader.get_data(os.path.join(DATA, *name.split("/")))
    except OSError as error:
        raise DamagedEdition(name, "a bundled file", reason_of(error)) from None
