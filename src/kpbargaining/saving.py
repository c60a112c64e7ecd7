"""What leaves the library as a file or a folder: whole or not at all, and over nobody else's."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from kpbargaining.errors import InvalidValue, UnreadableFile, reason_of

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["STAGED", "path_of", "refuse_existing", "save", "staged"]

STAGED = ".kpbargaining-staged-"
"""How the folder begins in which something is written that does not count yet."""


def path_of(path: object, what: str = "a folder") -> str:
    """A path as text; raises `InvalidValue` for what can be none."""
    text = os.fspath(path) if isinstance(path, (str, os.PathLike)) else None
    try:
        if isinstance(text, str) and "\0" not in os.fsdecode(os.fsencode(text)):
            return text
    except UnicodeEncodeError:  # no file can have such a name
        pass
    raise InvalidValue(f"the path of {what}", path)


def refuse_existing(path: str, *, overwrite: bool) -> None:
    """Raise `UnreadableFile` for a folder, and for a file that may not be overwritten."""
    if os.path.isdir(path):
        raise UnreadableFile(path, "is a directory; name a file in it")
    if os.path.lexists(path) and not overwrite:
        raise UnreadableFile(path, "is there already; overwrite=True replaces it")


@contextmanager
def staged(path: str) -> Iterator[str]:
    """Where to write what is to stand at *path*; it gets there when all went well.

    Raises `UnreadableFile` for what the system refuses; nothing is left of it then.
    """
    folder = ""
    try:
        above, name = os.path.split(os.path.normpath(path))
        folder = mkdtemp(prefix=STAGED, dir=above or os.curdir)
        beside = os.path.join(folder, name)
        yield beside
        os.replace(beside, path)
    except OSError as error:
        if isinstance(error, UnreadableFile):
            raise
        raise UnreadableFile(path, reason_of(error)) from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def save(path: str, content: bytes, *, overwrite: bool = False) -> None:
    """Write a file, all of it or nothing; raises `UnreadableFile`."""
    refuse_existing(path, overwrite=overwrite)
    with staged(path) as beside, open(beside, "xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
