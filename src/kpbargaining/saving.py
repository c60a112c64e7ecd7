"""What leaves the library as a file or a folder: whole or not at all, and over nobody else's."""

from __future__ import annotations

import os
import re
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from kpbargaining.errors import InvalidValue, UnreadableFile, reason_of

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "STAGED",
    "file_name",
    "new_folder",
    "path_of",
    "refuse_existing",
    "remove_folder",
    "save",
    "staged",
]

STAGED = ".kpbargaining-saving-"
"""How the folder begins in which something is written that does not count yet."""

OLD = ".old"
"""How the name ends of a folder that is being replaced."""

HERE, EXCHANGE = -100, 2
"""What Linux calls the current folder, and the way of renaming in which two change places."""

if sys.platform == "win32":  # pragma: no cover (the gates run elsewhere)

    def _lock(handle: int) -> None:
        """A folder cannot be locked here."""
        raise OSError(handle)
else:
    import fcntl

    def _lock(handle: int) -> None:
        """Lock a folder until it is closed; raises `BlockingIOError` if somebody else does."""
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


_in_no_name = re.compile(r"[^A-Za-z0-9._-]+")


def file_name(*parts: str) -> str:
    """The name of a file, made of texts: whatever they hold, it leads into no other folder."""
    return _in_no_name.sub("-", "-".join(filter(None, parts))).lstrip(".-") or "bargaining"


def new_folder(above: str, begins: str) -> str:
    """Make a folder that only we can enter, of a name that begins like this and none can guess."""
    from tempfile import mkdtemp  # noqa: PLC0415 - every load would wait for it

    return mkdtemp(prefix=begins, dir=above)


def remove_folder(path: str) -> None:
    """Remove a folder with all that is in it, if it is there, as far as the system lets us."""
    from shutil import rmtree  # noqa: PLC0415 - every load would wait for it

    rmtree(path, ignore_errors=True)


def path_of(path: object, what: str = "a folder") -> str:
    """A path as text; raises `InvalidValue` for what can be none."""
    text = os.fspath(path) if isinstance(path, (str, os.PathLike)) else None
    try:
        if isinstance(text, str) and text and "\0" not in os.fsdecode(os.fsencode(text)):
            return text
    except UnicodeEncodeError:  # no file can have such a name
        pass
    raise InvalidValue(f"the path of {what}", path)


def refuse_existing(path: str, *, overwrite: bool) -> None:
    """Raise `UnreadableFile` for what is no file, and for one that may not be overwritten."""
    if os.path.isdir(path):
        raise UnreadableFile(path, "is a directory; name a file in it")
    if os.path.exists(path) and not os.path.isfile(path):
        raise UnreadableFile(path, "is no regular file; name another")
    if os.path.lexists(path) and not overwrite:
        raise UnreadableFile(path, "is there already; overwrite replaces it")


@contextmanager
def staged(path: str, *, folder: bool = False, overwrite: bool = False) -> Iterator[str]:
    """Where to write what is to stand at *path*; it gets there when all went well.

    A *folder* that is there already is refused, unless it is empty, or may be overwritten and
    holds nothing but what is written anew. What was left by a process that was killed is cleared.
    Raises `UnreadableFile` for what the system refuses; nothing is left of it then.
    """
    stage, handle = "", -1
    path = os.path.realpath(path)  # what a link leads to is written, and the link stays
    try:
        above, name = os.path.split(path)
        _clear(above)
        stage, handle = _made(above)
        beside = os.path.join(stage, name)
        if folder:
            _refuse_folder(path, overwrite=overwrite)
        yield beside
        if folder and os.path.lexists(path):
            _swap(beside, path, os.path.join(stage, f"{name}{OLD}"))
        else:
            os.replace(beside, path)
    except OSError as error:
        if isinstance(error, UnreadableFile) and not (stage and error.file.startswith(stage)):
            raise
        reason = error.reason if isinstance(error, UnreadableFile) else reason_of(error)
        raise UnreadableFile(path, reason) from None
    finally:
        remove_folder(stage)
        with suppress(OSError):
            os.close(handle)


def _made(above: str) -> tuple[str, int]:
    """A new folder, locked for as long as it is in use; where locks are not, without."""
    while True:
        stage = new_folder(above, STAGED)
        try:
            return stage, _taken(stage)
        except (BlockingIOError, FileNotFoundError):  # it was cleared as if it had been left
            continue
        except OSError:
            return stage, -1


def _taken(stage: str) -> int:
    """Lock a folder of our own that is there; raises `OSError` for any other."""
    handle = os.open(stage, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    try:
        _lock(handle)
        if not os.path.samestat(os.stat(stage), os.fstat(handle)):
            raise FileNotFoundError(stage)
    except OSError:
        os.close(handle)
        raise
    return handle


def _clear(above: str) -> None:
    """Remove what was written beside by those who were killed: what nobody has locked."""
    with suppress(OSError):  # what cannot be listed can be written in
        for name in os.listdir(above):
            if name.startswith(STAGED):
                _clear_one(above, os.path.join(above, name))


def _clear_one(above: str, stage: str) -> None:
    with suppress(OSError):
        handle = _taken(stage)
        for name in os.listdir(stage):  # a folder that had made room already
            place = os.path.join(above, name.removesuffix(OLD))
            if name.endswith(OLD) and not os.path.lexists(place):
                os.rename(os.path.join(stage, name), place)
        remove_folder(stage)
        os.close(handle)


def _refuse_folder(path: str, *, overwrite: bool) -> None:
    if os.path.lexists(path) and not os.path.isdir(path):
        raise UnreadableFile(path, "is a file; name a folder, or remove it")
    if os.path.isdir(path) and os.listdir(path) and not overwrite:
        raise UnreadableFile(path, "is there already; overwrite replaces it")


def _swap(beside: str, path: str, old: str) -> None:
    """Put a folder in the place of another that has nothing more than it."""
    foreign = sorted(_files(path) - _files(beside))
    if foreign:
        raise UnreadableFile(os.path.join(path, foreign[0]), "is not ours to replace; remove it")
    if _exchanged(beside, path):
        return
    os.rename(path, old)
    try:
        os.rename(beside, path)
    except OSError:
        os.rename(old, path)
        raise


def _exchanged(one: str, other: str) -> bool:
    """Let two folders change places at once; False where the system cannot."""
    from ctypes import CDLL  # noqa: PLC0415 (needed where a folder is replaced only)

    rename = getattr(CDLL(None), "renameat2", None) if sys.platform == "linux" else None
    ends = HERE, os.fsencode(one), HERE, os.fsencode(other), EXCHANGE
    return rename is not None and rename(*ends) == 0


def _files(folder: str) -> set[str]:
    """Every file in a folder and below it, by its path from there."""
    return {
        os.path.relpath(os.path.join(above, name), folder)
        for above, _, names in os.walk(folder)
        for name in names
    }


def save(path: str, content: bytes, *, overwrite: bool = False) -> None:
    """Write a file, all of it or nothing; raises `UnreadableFile`."""
    refuse_existing(path, overwrite=overwrite)
    with staged(path) as beside, open(beside, "xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
