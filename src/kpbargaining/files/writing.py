"""Files written all or none: beside the others first, then moved into place under a lock.

New files are written into a folder of their own. When all are there, it gets its final name: from
then on the write counts, and whoever comes next finishes what an interruption left undone.
Nobody reads or writes a data folder while another writes it.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from itertools import accumulate
from typing import TYPE_CHECKING

from kpbargaining.errors import UnreadableFile, reason_of
from kpbargaining.saving import new_folder, remove_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["locked", "make", "names_in", "place_of", "replace_all"]

STAGED = ".kpbargaining-staged-"
"""How the folder of a write begins that does not count yet."""

WRITTEN = ".kpbargaining-written"
"""The folder of a write that counts, and whose files are still to be moved into place."""

_held: ContextVar[tuple[str, ...]] = ContextVar("_held", default=())
"""The folders that this thread holds alone: it need not wait for itself."""

if sys.platform == "win32":  # pragma: no cover (the gates run elsewhere)

    def _lock(folder: str, *, alone: bool) -> int:
        """A folder cannot be locked here; writers must not meet."""
        del alone
        os.listdir(folder)
        return os.open(os.devnull, os.O_RDONLY)
else:
    import fcntl

    def _lock(folder: str, *, alone: bool) -> int:
        """Wait until nobody else holds the folder; gives what to close to let it go."""
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        except BaseException as error:
            if alone or not isinstance(error, OSError):  # where no locks are, one can still read
                os.close(handle)
                raise
        return handle


@contextmanager
def locked(folder: str, *, alone: bool) -> Iterator[None]:
    """Hold a folder while it is read, or *alone* while it is written.

    Who holds a folder alone may ask for it again. It is handed over without anything that an
    earlier write left undone. Raises `UnreadableFile`.
    """
    real = os.path.realpath(folder)
    if real in _held.get():
        yield
        return
    try:
        handle = _lock(folder, alone=alone)
    except OSError as error:
        raise UnreadableFile(folder, reason_of(error)) from None
    mine = _held.set((*_held.get(), real)) if alone else None
    try:
        if alone:
            _clear(folder)
        yield
    finally:
        if mine is not None:
            _held.reset(mine)
        os.close(handle)


def _clear(folder: str) -> None:
    """Finish a write that counts, and clear away those that do not."""
    with _told(folder):
        for name in os.listdir(folder):
            path = os.path.join(folder, name)
            if name.startswith(STAGED) and os.path.islink(path):
                os.unlink(path)
            elif name.startswith(STAGED):
                remove_folder(path)
    written = _written(folder)
    if written is not None:
        moves = _moves(written, folder)
        for source, _ in moves:
            if os.path.islink(source):
                raise UnreadableFile(source, "is a link, which no write leaves; remove it")
            _refuse_folder(folder, *os.path.relpath(source, written).split(os.sep))
        for source, target in moves:
            with _told(target):
                os.makedirs(os.path.dirname(target), exist_ok=True)
                os.replace(source, target)
        remove_folder(written)


@contextmanager
def _told(path: str) -> Iterator[None]:
    """Tell what the system refuses as `UnreadableFile`."""
    try:
        yield
    except OSError as error:
        raise UnreadableFile(path, reason_of(error)) from None


def _written(folder: str) -> str | None:
    """The folder of a write that counts and is not finished; a link is none."""
    written = os.path.join(folder, WRITTEN)
    return written if os.path.isdir(written) and not os.path.islink(written) else None


def _moves(written: str, folder: str) -> list[tuple[str, str]]:
    """Every file of a write, with its place in the folder."""
    return [
        (os.path.join(top, name), os.path.join(f"{folder}{top.removeprefix(written)}", name))
        for top, _, names in os.walk(written)
        for name in sorted(names)
    ]


def make(folder: str) -> None:
    """Make a folder, if need be; raises `UnreadableFile`."""
    with _told(folder):
        os.makedirs(folder, exist_ok=True)


def replace_all(folder: str, files: Mapping[str, bytes]) -> None:
    """Put files, by their name inside a folder, in place of others: all of them or none.

    The folder is made if need be. A link in place of a file is replaced, not followed; one in
    place of a folder inside is refused, for it may lead elsewhere. Raises `UnreadableFile`; then
    the folder is as it was. What an earlier write left behind is finished or cleared away first.
    """
    make(folder)
    with locked(folder, alone=True):
        for name in files:
            _refuse_folder(folder, *name.split("/"))
        _stage(folder, files)
        _settle(folder)


def _refuse_folder(folder: str, *names: str) -> None:
    """Refuse to write where there is a folder, or on a way out, before anything is written."""
    *above, path = accumulate(names, os.path.join, initial=folder)
    for inside in above[1:]:
        if os.path.islink(inside):
            raise UnreadableFile(inside, "is a link; name the folder that it leads to")
        if os.path.lexists(inside) and not os.path.isdir(inside):
            raise UnreadableFile(inside, "is a file; name another folder, or remove it")
    if os.path.isdir(path) and not os.path.islink(path):
        raise UnreadableFile(path, "is a directory; name another folder, or remove it")


def _stage(folder: str, files: Mapping[str, bytes]) -> None:
    """Write the files into a new folder inside, which only we can enter; then let them count."""
    staged, path = "", folder
    try:
        staged = new_folder(folder, STAGED)
        for name, content in files.items():
            path = os.path.join(staged, *name.split("/"))
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        path = os.path.join(folder, WRITTEN)
        os.rename(staged, path)
    except BaseException as error:
        remove_folder(staged)
        if isinstance(error, OSError):
            raise UnreadableFile(path, reason_of(error)) from None
        raise


def _settle(folder: str) -> None:
    """Move our own write into place; if the system refuses, undo it.

    Each step leaves either all files to be had where `place_of` says, or what the next to hold
    the folder can finish: so it may stop anywhere.
    """
    written, done, path = os.path.join(folder, WRITTEN), list[tuple[str, str, str]](), folder
    replaced = ""
    try:
        replaced = new_folder(folder, STAGED)
        for source, path in _moves(written, folder):
            os.makedirs(os.path.dirname(path), exist_ok=True)
            done.append((source, path, os.path.join(replaced, str(len(done)))))
            _swap(*done[-1])
    except OSError as error:
        _undo(folder, done)
        raise UnreadableFile(path, reason_of(error)) from None
    for left in (written, replaced):
        remove_folder(left)


def _swap(source: str, target: str, kept: str) -> None:
    if os.path.lexists(target):
        os.rename(target, kept)
    os.rename(source, target)


def _undo(folder: str, done: list[tuple[str, str, str]]) -> None:
    """Put everything back; only then does the write no longer count."""
    with suppress(OSError):  # else it counts, and the next to hold the folder finishes it
        for source, target, kept in reversed(done):
            if not os.path.lexists(source):
                os.rename(target, source)
            if os.path.lexists(kept):
                os.rename(kept, target)
        os.rename(os.path.join(folder, WRITTEN), os.path.join(folder, f"{STAGED}undone"))
        _clear(folder)


def place_of(folder: str, name: str) -> str:
    """Where a file of a folder is to be read: among those of an interrupted write, or in place."""
    parts = name.split("/")
    written = _written(folder)
    found = os.path.join(written, *parts) if written is not None else ""
    return found if os.path.lexists(found) else os.path.join(folder, *parts)


def names_in(folder: str, inside: str = "") -> set[str]:
    """What is in a folder, or in one inside it, an interrupted write counted as finished."""
    names: set[str] = set()
    for top in filter(None, (folder, _written(folder))):
        with suppress(FileNotFoundError):
            names.update(os.listdir(os.path.join(top, inside)))
    return {name for name in names if not name.startswith((STAGED, WRITTEN))}
