"""Files written all or none: beside the others first, then moved into place under a lock.

New files are written into a folder of their own. When all are there, it gets its final name: from
then on the write counts, and whoever comes next finishes what an interruption left undone.
Nobody reads or writes a data folder while another writes it.
"""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import contextmanager, suppress
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from kpbargaining.errors import UnreadableFile, reason_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["locked", "names_in", "place_of", "replace_all"]

STAGED = ".kpbargaining-staged-"
"""How the folder of a write that does not count yet begins."""

WRITTEN = ".kpbargaining-written"
"""The folder of a write that counts, and whose files are still to be moved into place."""

if sys.platform == "win32":  # pragma: no cover (the gates run elsewhere)

    def _lock(folder: str, *, alone: bool) -> int | None:
        """A folder cannot be locked here; writers must not meet."""
        del folder, alone
else:
    import fcntl

    def _lock(folder: str, *, alone: bool) -> int | None:
        """Wait until nobody else holds the folder; gives what to close to let it go."""
        handle = os.open(folder, os.O_RDONLY)
        fcntl.flock(handle, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        return handle


@contextmanager
def locked(folder: str, *, alone: bool) -> Iterator[None]:
    """Hold a folder while it is read, or written *alone*; raises `UnreadableFile`."""
    try:
        handle = _lock(folder, alone=alone)
    except OSError as error:
        raise UnreadableFile(folder, reason_of(error)) from None
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def replace_all(folder: str, files: Mapping[str, bytes]) -> None:
    """Put files, by their name inside a folder, in place of others: all of them or none.

    The folder is made if need be. A link is replaced, not followed. Raises `UnreadableFile`; then
    the folder is as it was. What an earlier write left behind is cleared away.
    """
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        raise UnreadableFile(error.filename or folder, reason_of(error)) from None
    with locked(folder, alone=True):
        _finish(folder)
        for name in files:
            _refuse_folder(os.path.join(folder, *name.split("/")))
        staged = _stage(folder, files)
        os.rename(staged, os.path.join(folder, WRITTEN))
        _finish(folder)


def _refuse_folder(path: str) -> None:
    """Refuse to write a file where there is a folder, before anything is written."""
    if os.path.isdir(path) and not os.path.islink(path):
        raise UnreadableFile(path, "is a directory")
    if os.path.lexists(os.path.dirname(path)) and not os.path.isdir(os.path.dirname(path)):
        raise UnreadableFile(os.path.dirname(path), "not a directory")


def _stage(folder: str, files: Mapping[str, bytes]) -> str:
    """Write the files into a new folder inside, which only we can enter."""
    staged = path = ""
    try:
        staged = mkdtemp(prefix=STAGED, dir=folder)
        for name, content in files.items():
            path = os.path.join(staged, *name.split("/"))
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
    except BaseException as error:
        shutil.rmtree(staged, ignore_errors=True)
        if isinstance(error, OSError):
            raise UnreadableFile(path or folder, reason_of(error)) from None
        raise
    return staged


def _finish(folder: str) -> None:
    """Finish a write that counts, and clear away those that do not; the folder is ours alone."""
    for name in os.listdir(folder):
        if name.startswith(STAGED):
            shutil.rmtree(os.path.join(folder, name))
    written = os.path.join(folder, WRITTEN)
    if os.path.isdir(written):
        _move(written, folder, mkdtemp(prefix=STAGED, dir=folder))


def _move(written: str, folder: str, replaced: str) -> None:
    """Move what was written into place, and everything back again if that fails."""
    done: list[tuple[str, str]] = []
    path = folder
    try:
        for top, _, names in os.walk(written):
            inside = os.path.normpath(os.path.join(folder, os.path.relpath(top, written)))
            os.makedirs(inside, exist_ok=True)
            for name in names:
                path, kept = os.path.join(inside, name), os.path.join(replaced, str(len(done)))
                if os.path.lexists(path):
                    os.rename(path, kept)
                done.append((path, kept))
                os.rename(os.path.join(top, name), path)
    except OSError as error:
        for place, kept in reversed(done):
            with suppress(FileNotFoundError):
                os.rename(kept, place) if os.path.lexists(kept) else os.remove(place)
        raise UnreadableFile(path, reason_of(error)) from None
    finally:
        shutil.rmtree(written)
        shutil.rmtree(replaced)


def place_of(folder: str, name: str) -> str:
    """Where a file of a folder is to be read: among those of an interrupted write, or in place."""
    written = os.path.join(folder, WRITTEN, *name.split("/"))
    return written if os.path.lexists(written) else os.path.join(folder, *name.split("/"))


def names_in(folder: str, inside: str = "") -> set[str]:
    """What is in a folder, or in one inside it, an interrupted write counted as finished."""
    names: set[str] = set()
    for top in (folder, os.path.join(folder, WRITTEN)):
        with suppress(FileNotFoundError):
            names.update(os.listdir(os.path.join(top, inside)))
    return {name for name in names if not name.startswith((STAGED, WRITTEN))}
