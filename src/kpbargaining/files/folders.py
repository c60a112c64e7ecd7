"""Folders of data files: read whole or not at all; each file written whole or not at all."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING

from kpbargaining.dataset import Dataset
from kpbargaining.errors import UnreadableFile, reason_of
from kpbargaining.files import codec
from kpbargaining.files.codec import decode
from kpbargaining.records.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpbargaining.store.store import Store

__all__ = ["digest_of", "read", "read_files", "replace_all", "uncanonical", "write"]

ROUNDS = "rounds"
"""The folder inside the folder: one file for each round."""

HOMES = sorted({f"{kind.home}.json" for kind in KINDS} - {f"{ROUNDS}.json"})
"""The files beside it."""


def read(folder: str | os.PathLike[str]) -> Dataset:
    """Read a folder of data files: of your own, or a draft.

    Raises `UnreadableFile` if there is no such folder or a file cannot be read, and
    `InvalidDocument` with every problem of every file, once each.
    """
    files = read_files(folder)
    return Dataset(*decode(files), digest=digest_of(files))


def read_files(folder: str | os.PathLike[str]) -> dict[str, bytes]:
    """The data files of a folder, by name (`parties.json`, `rounds/<id>.json`), as bytes."""
    top = os.fspath(folder)
    files = {name: _content(os.path.join(top, name)) for name in _names(top)}
    if not files:
        raise UnreadableFile(top, "holds no data files")
    return files


def _names(top: str) -> list[str]:
    """The data files of a folder, in order; raises `UnreadableFile`."""
    try:
        here = set(os.listdir(top))
        inside = sorted(os.listdir(os.path.join(top, ROUNDS))) if ROUNDS in here else []
    except OSError as error:
        raise UnreadableFile(error.filename, reason_of(error)) from None
    names = [f"{ROUNDS}/{name}" for name in inside if name.endswith(".json")]
    return [*(name for name in HOMES if name in here), *names]


def uncanonical(folder: str | os.PathLike[str]) -> list[str]:
    """The names of the data files that would be written differently than they stand."""
    files = read_files(folder)
    canonical = codec.encode(*decode(files))
    return [name for name in files if files[name] != canonical.get(name)]


def _content(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise UnreadableFile(path, reason_of(error)) from None


def write(dataset: Store, folder: str | os.PathLike[str]) -> None:
    """Write the canonical data files of a dataset into a folder, made if need be.

    What was read is written to the same bytes. A write that is cut short leaves every old file
    whole. Raises `UnreadableFile` if something cannot be written, or if the folder holds a data
    file that the dataset has no records for; then nothing is written.
    """
    top = os.fspath(folder)
    files = codec.encode(dataset.records(), dataset.evidence)
    stale = sorted(set(_names(top)) - files.keys()) if os.path.isdir(top) else []
    if stale:
        raise UnreadableFile(os.path.join(top, stale[0]), "the dataset has no such file; remove it")
    replace_all({os.path.join(top, name): content for name, content in files.items()})


def replace_all(files: Mapping[str, bytes]) -> None:
    """Put files, by path, in place of others: each in one move, and none before all are written.

    A link is replaced, not followed. Raises `UnreadableFile`; then, as after an interruption, no
    temporary file is left.
    """
    temporary = {path: f"{path}.{os.getpid()}.tmp" for path in files}
    path = ""
    try:
        for path, content in files.items():
            _put(temporary[path], content)
        for path in files:
            os.replace(temporary[path], path)
    except OSError as error:
        raise UnreadableFile(path, reason_of(error)) from None
    finally:
        for left in filter(os.path.lexists, temporary.values()):
            os.remove(left)


def _put(path: str, content: bytes) -> None:
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)


def digest_of(files: Mapping[str, bytes]) -> str:
    """The SHA-256 of a set of files: of one line `<sha256>  <name>` each, in order of names."""
    lines = (f"{sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    return sha256("".join(lines).encode(errors="surrogateescape")).hexdigest()
