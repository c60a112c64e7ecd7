"""What leaves the library as a file or a folder: whole or not at all, and over nobody else's."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kpbargaining.errors import InvalidValue, UnreadableFile, reason_of

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "STAGED",
    "new_folder",
    "path_of",
    "refuse_existing",
    "remove_folder",
    "save",
    "staged",
]

STAGED = ".kpbargaining-staged-"
"""How the folder begins in which something is written that does not count yet."""


def new_folder(above: str) -> str:
    """Make a folder that only we can enter, and in which nothing counts yet."""
    from tempfile import mkdtemp  # noqa: PLC0415 - every load would wait for it

    return mkdtemp(prefix=STAGED, dir=above)


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
        raise UnreadableFile(path, "is no regular file")
    if os.path.lexists(path) and not overwrite:
        raise UnreadableFile(path, "is there already; overwrite=True replaces it")


@contextmanager
def staged(path: str, *, folder: bool = False, overwrite: bool = False) -> Iterator[str]:
    """Where to write what is to stand at *path*; it gets there when all went well.

    A *folder* that is there already is refused, unless it is empty, or may be overwritten and
    holds nothing but what is written anew.
    Raises `UnreadableFile` for what the system refuses; nothing is left of it then.
    """
    stage = ""
    path = os.path.realpath(path)  # what a link leads to is written, and the link stays
    try:
        above, name = os.path.split(path)
        stage = new_folder(above)
        beside = os.path.join(stage, name)
        if folder:
            _refuse_folder(path, overwrite=overwrite)
        yield beside
        if folder and os.path.lexists(path):
            _swap(beside, path, os.path.join(stage, f"{name}.old"))
        else:
            os.replace(beside, path)
    except OSError as error:
        if isinstance(error, UnreadableFile) and not (stage and error.file.startswith(stage)):
            raise
        reason = error.reason if isinstance(error, UnreadableFile) else reason_of(error)
        raise UnreadableFile(path, reason) from None
    finally:
        remove_folder(stage)


def _refuse_folder(path: str, *, overwrite: bool) -> None:
    if os.path.lexists(path) and not os.path.isdir(path):
        raise UnreadableFile(path, "is not a directory")
    if os.path.isdir(path) and os.listdir(path) and not overwrite:
        raise UnreadableFile(path, "is there already; overwrite=True replaces it")


def _swap(beside: str, path: str, old: str) -> None:
    """Put a folder in the place of another that has nothing more than it."""
    foreign = sorted(_files(path) - _files(beside))
    if foreign:
        raise UnreadableFile(os.path.join(path, foreign[0]), "is not ours to replace; remove it")
    os.rename(path, old)
    try:
        os.rename(beside, path)
    except OSError:
        os.rename(old, path)
        raise


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
