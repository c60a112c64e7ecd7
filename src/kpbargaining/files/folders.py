"""Folders of data files: read whole or not at all, and written so too."""

from __future__ import annotations

import os
import re
import stat
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from kpbargaining.collector import collector_paused
from kpbargaining.dataset import Dataset
from kpbargaining.errors import InvalidDocument, InvalidValue, Problem, UnreadableFile, reason_of
from kpbargaining.files import codec
from kpbargaining.files.codec.faults import hint
from kpbargaining.files.codec.jsontext import LARGEST_FILE
from kpbargaining.files.writing import locked, make, names_in, place_of, replace_all
from kpbargaining.records.kinds import BY_PLURAL, KINDS
from kpbargaining.saving import path_of
from kpbargaining.store.provenance import Provenance
from kpbargaining.store.store import Store, check_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kpbargaining.records.evidence import Evidence
    from kpbargaining.records.kinds import AnyRecord

__all__ = [
    "archives",
    "canonical_digest",
    "digest_of",
    "digest_of_all",
    "has_file",
    "read",
    "read_file",
    "read_files",
    "refuse_large",
    "uncanonical",
    "write",
]

ROUNDS = "rounds"
"""The folder inside the folder: one file for each round."""

HOMES = sorted({f"{kind.home}.json" for kind in KINDS} - {f"{ROUNDS}.json"})
"""The files beside it."""

EDITIONS = "editions"
BESIDE = (EDITIONS, "manifest.json", "schema.json")
"""What may stand beside the data files: the editions that were frozen of them, and their schema."""

_like_data = re.compile(r"\.j[so]{0,3}n\w{0,2}$|\.json\.(?!gz$)", re.IGNORECASE).search
"""Whether a name is meant to end in `.json`: `.jsn`, `.JSON`, `.json.txt`."""

READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""How files are opened: a pipe that nobody writes to must not make us wait."""

LARGEST_FOLDER = 1024 * 1024 * 1024
"""The most bytes that the data files of one folder may have together."""


def read(folder: str | os.PathLike[str]) -> Dataset:
    """Read a folder of data files: of your own, or a draft.

    Its digest is that of the canonical form of the files, however they are written.
    Raises `UnreadableFile` if there is no such folder or a file cannot be read, and
    `InvalidDocument` with every problem of every file, once each, or of the names: a data file in
    the wrong place or with a misspelt name is one, and then no file is read.
    """
    records, evidence = codec.decode(read_files(folder))
    digest = partial(canonical_digest, records, evidence)
    return Dataset(records, evidence, Provenance(digest=digest))


def canonical_digest(records: Iterable[AnyRecord], evidence: Iterable[Evidence]) -> str:
    """The digest of the canonical files of these records and evidence."""
    return digest_of(codec.encode(records, evidence))


def read_files(folder: str | os.PathLike[str]) -> dict[str, bytes]:
    """The data files of a folder, by name (`parties.json`, `rounds/<id>.json`), as bytes."""
    top = path_of(folder)
    with locked(top, alone=False):
        names = _names(top)
        files: dict[str, bytes] = {}
        left = LARGEST_FOLDER
        for name in names:
            files[name] = _content(place_of(top, name), min(left, LARGEST_FILE))
            left -= len(files[name])
    if not files:
        raise UnreadableFile(top, "holds no data files; name the folder that has them")
    return files


def read_file(folder: str | os.PathLike[str], name: str) -> bytes:
    """The bytes of one file of a data folder; raises `UnreadableFile`."""
    top = path_of(folder)
    with locked(top, alone=False):
        return _content(place_of(top, name), LARGEST_FILE)


def has_file(folder: str | os.PathLike[str], name: str) -> bool:
    """Whether a data folder has something of that name."""
    return os.path.lexists(place_of(path_of(folder), name))


def archives(folder: str | os.PathLike[str]) -> list[str]:
    """The archives of editions in a folder, by name, whatever its manifest says."""
    found = sorted(names_in(path_of(folder), EDITIONS))
    return [f"{EDITIONS}/{name}" for name in found if name.endswith(".json.gz")]


def _names(top: str) -> list[str]:
    """The data files of a folder, in order; raises `UnreadableFile` and `InvalidDocument`."""
    try:
        here = names_in(top)
        inside = sorted(names_in(top, ROUNDS)) if ROUNDS in here else []
    except OSError as error:
        raise UnreadableFile(error.filename, reason_of(error)) from None
    rounds = os.path.join(top, ROUNDS)
    if os.path.islink(rounds) and not os.path.exists(rounds):
        raise UnreadableFile(rounds, "is a link to nothing; remove it")
    strange = [*_strange(top, here), *_strange_inside(top, inside)]
    if strange:
        raise InvalidDocument(strange)
    files = [f"{ROUNDS}/{name}" for name in inside if name.endswith(".json")]
    return [*(name for name in HOMES if name in here), *files]


def _strange(top: str, here: set[str]) -> Iterator[Problem]:
    """Data files that stand in the wrong place or are misspelt, which would be ignored."""
    for name in sorted(here - {*HOMES, ROUNDS, *BESIDE}):
        bare = name.casefold() in {home.partition(".")[0] for home in HOMES}
        if not name.startswith(".") and (
            bare or _like_data(name) or _holds_data(os.path.join(top, name))
        ):
            yield Problem("file", name, "$", _right_name(name), "a name that is none")
    for name in sorted(here & {*BESIDE}):
        if _holds_data(os.path.join(top, name)):
            yield Problem("file", name, "$", "no data files inside", "some")


def _right_name(name: str) -> str:
    """The name that was meant: the file in which a kind of record stands, or the nearest."""
    kind = BY_PLURAL.get(name.partition(".")[0].casefold())
    if kind is None:
        return f"the name of a data file{hint(name, [*HOMES, ROUNDS])}"
    home = f"{ROUNDS}/<round>.json" if kind.home == ROUNDS else f"{kind.home}.json"
    return f"the name of a data file ({kind.plural} stand in {home})"


def _strange_inside(top: str, inside: list[str]) -> Iterator[Problem]:
    """What stands among the rounds and is meant to be one, but for its name."""
    for name in inside:
        bare = "." not in name or _holds_data(os.path.join(top, ROUNDS, name))
        if (bare or _like_data(name)) and not name.endswith(".json"):
            found = "another ending"
            yield Problem("file", f"{ROUNDS}/{name}", "$", "a name that ends in .json", found)


def _holds_data(path: str) -> bool:
    """Whether a folder has JSON files in it, or data files one folder further down."""
    names = _listed(path)
    below = [each for name in names for each in _listed(os.path.join(path, name))]
    return any(map(_like_data, names)) or not {*HOMES, ROUNDS}.isdisjoint([*names, *below])


def _listed(path: str) -> list[str]:
    """The names in a folder that are not hidden; none of what is no folder."""
    try:
        return [name for name in os.listdir(path) if not name.startswith(".")]
    except OSError:
        return []


def uncanonical(folder: str | os.PathLike[str]) -> list[str]:
    """The names of the data files that would be written differently than they stand.

    None of them where an id stands twice, as a check tells: then nothing would be written.
    """
    files = read_files(folder)
    records, evidence = codec.decode(files)
    try:
        canonical = codec.encode(records, evidence)
    except InvalidValue:
        return []
    return [name for name in files if files[name] != canonical.get(name)]


def _content(path: str, most: int) -> bytes:
    """The bytes of a regular file of at most so many; raises `UnreadableFile` for any other."""
    try:
        handle = os.open(path, READING)
    except OSError as error:
        raise UnreadableFile(path, reason_of(error)) from None
    try:
        about = os.fstat(handle)
        _refuse(path, about, most)
        with open(handle, "rb", closefd=False) as file:
            return file.read(min(about.st_size, most))  # so much memory is taken at once
    except UnreadableFile:
        raise
    except OSError as error:
        raise UnreadableFile(path, reason_of(error)) from None
    finally:
        os.close(handle)


def _refuse(path: str, about: os.stat_result, most: int) -> None:
    """Refuse what is no file of a fair size, before any of it is read."""
    if stat.S_ISDIR(about.st_mode):
        raise UnreadableFile(path, "is a directory, and has to be a file")
    if not stat.S_ISREG(about.st_mode):
        raise UnreadableFile(path, "is no regular file; put one there")
    if about.st_size > most:
        raise UnreadableFile(path, f"is too large: {about.st_size} bytes, {most} at most")


@collector_paused()
def write(dataset: Store, folder: str | os.PathLike[str]) -> None:
    """Write the canonical data files of a dataset into a folder, made if need be.

    What was read is written to the same bytes; all files are written, or none. Whoever writes
    or reads the folder at the same time waits. Raises `InvalidValue` for what is no dataset,
    `InvalidDocument` if the folder holds misspelt or misplaced data files, and `UnreadableFile` if
    something cannot be written, would be too large to be read again, or if the folder holds a data
    file that the dataset has no records for.
    """
    check_store(dataset, "a dataset first, then the folder")
    top = path_of(folder)
    files = codec.encode(dataset.records(), dataset.evidence)
    refuse_large(top, {name: len(content) for name, content in files.items()})
    make(top)
    with locked(top, alone=True):  # from the look at what is there until all is in place
        stale = sorted(set(_names(top)) - files.keys())
        if stale:
            reason = "the dataset has no such file; remove it"
            raise UnreadableFile(os.path.join(top, stale[0]), reason)
        replace_all(top, files)


def refuse_large(top: str, sizes: Mapping[str, int]) -> None:
    """Refuse to write what nobody could read, before any of it is written."""
    bounds = [(os.path.join(top, name), size, LARGEST_FILE) for name, size in sizes.items()]
    for path, size, most in [*bounds, (top, sum(sizes.values()), LARGEST_FOLDER)]:
        if size > most:
            reason = f"would be too large to be read: {size} bytes, {most} at most; divide the data"
            raise UnreadableFile(path, reason)


def digest_of(files: Mapping[str, bytes]) -> str:
    """The SHA-256 of a set of files: of one line `<sha256>  <name>` each, in order of names."""
    return digest_of_all({name: sha256(content).hexdigest() for name, content in files.items()})


def digest_of_all(digests: Mapping[str, str]) -> str:
    """The SHA-256 of a set of files whose own are known, by name."""
    lines = (f"{digests[name]}  {name}\n" for name in sorted(digests))
    return sha256("".join(lines).encode(errors="surrogateescape")).hexdigest()
