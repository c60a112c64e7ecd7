"""The texts in a folder: which files are read, how they are decoded, and which are not read."""

from __future__ import annotations

import codecs
import os
from functools import cached_property
from hashlib import sha256

from attrs import frozen

from kpbargaining.documents.markup import read_through
from kpbargaining.documents.words import Wording
from kpbargaining.errors import UnreadableFile, reason_of

__all__ = ["HeldText", "texts_in"]

ENDINGS = (".txt", ".md", ".html", ".htm")
"""The endings of files that are read, in capitals or not."""

LARGEST_TEXT = 32 * 1024 * 1024
"""The most bytes of a text that is read."""

MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
"""The marks at the start of a file that tell its encoding; without one it is UTF-8."""


@frozen(slots=False, eq=False)
class HeldText:
    """One text of a folder."""

    name: str
    content: bytes

    @property
    def stem(self) -> str:
        """Its name without the ending."""
        return os.path.splitext(self.name)[0]

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of its bytes."""
        return sha256(self.content).hexdigest()

    @cached_property
    def _read(self) -> tuple[str, tuple[str, ...]]:
        encoding = next((MARKS[mark] for mark in MARKS if self.content.startswith(mark)), "utf-8")
        return read_through(self.content.decode(encoding, errors="replace"))

    @property
    def marks(self) -> tuple[str, ...]:
        """What was read through: tags, entities, addresses of links."""
        return self._read[1]

    @cached_property
    def wording(self) -> Wording:
        """Its words."""
        return Wording.of(self._read[0])


def texts_in(folder: str) -> tuple[list[HeldText], list[str]]:
    """The texts of a folder in order of their names, and the names of what is not read.

    Raises `UnreadableFile`.
    """
    try:
        texts, left = [], []
        for name in sorted(os.listdir(folder)):
            path = os.path.join(folder, name)
            if _is_text(name) and os.path.isfile(path) and os.path.getsize(path) <= LARGEST_TEXT:
                texts.append(HeldText(name, _content(path)))
            else:
                left.append(name)
    except OSError as error:
        raise UnreadableFile(error.filename or folder, reason_of(error)) from None
    return texts, left


def _is_text(name: str) -> bool:
    return name.casefold().endswith(ENDINGS)


def _content(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()
