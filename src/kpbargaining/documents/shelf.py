"""The reader's own copies of documents: which text is which source, and where passages stand."""

from __future__ import annotations

import os
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

from attrs import frozen

from kpbargaining.documents.passages import Found, Status, locate
from kpbargaining.documents.words import Wording
from kpbargaining.errors import UnreadableFile, reason_of

if TYPE_CHECKING:
    from kpbargaining.records.evidence import Evidence, Source
    from kpbargaining.store.store import Store
    from kpbargaining.values.passages import Passage

__all__ = ["Copy", "CopyStatus", "Shelf"]


class CopyStatus(StrEnum):
    """How a reader's copy stands to the text that was read for the dataset."""

    SAME = "same"
    """To the byte."""
    EDITED = "edited"
    """Another text in which passages of the source are found."""
    MISSING = "missing"
    """No text at hand has any passage of the source."""


@frozen(kw_only=True)
class Copy:
    """The reader's copy of one source."""

    source: str
    status: CopyStatus
    file: str | None = None
    wording: Wording | None = None


class Shelf:
    """A folder of texts (`*.txt`), matched with the sources of a dataset."""

    def __init__(self, store: Store, folder: str | os.PathLike[str]) -> None:
        """Read the texts; raises `UnreadableFile` if that fails."""
        self._store = store
        self._texts = _read_texts(os.fspath(folder))
        self._wordings: dict[str, Wording] = {}
        self._copies: dict[str, Copy] = {}

    def copy(self, name: str) -> Copy:
        """The copy of a source, or of the page that carries it."""
        if name not in self._copies:
            self._copies[name] = self._find(name)
        return self._copies[name]

    def located(self, name: str) -> list[tuple[Evidence, Found]]:
        """Every piece of evidence of a source that has a passage, and where that stands."""
        items = [item for item in self._store.index.of_source.get(name, ()) if item.passage]
        copy = self.copy(name)
        if copy.wording is None:
            return [(item, Found(item.passage, Status.MISSING)) for item in items if item.passage]
        passages = [item.passage for item in items if item.passage]
        extent = self._store.sources[name].extent
        return list(zip(items, locate(passages, copy.wording, extent), strict=True))

    def words_of(self, source_id: str, found: Found) -> str:
        """The words of the copy that a passage stands for, on one line; empty where it is lost."""
        wording = self.copy(source_id).wording
        if wording is None or found.at is None or found.words is None:
            return ""
        return " ".join(wording.original(found.at, found.words).split())

    def _find(self, name: str) -> Copy:
        source = self._store.sources[name]
        for digest in self._digests(source):
            for file, content in self._texts.items():
                if sha256(content).hexdigest() == digest:
                    wording = self._wording(file)
                    return Copy(source=name, status=CopyStatus.SAME, file=file, wording=wording)
        return self._nearest(source)

    def _digests(self, source: Source) -> list[str]:
        """The digest of the source's text, and of the texts of what carries it."""
        digests: list[str] = []
        seen: set[str] = set()
        step: Source | None = source
        while step is not None and step.id not in seen:
            seen.add(step.id)
            digests += [step.sha256] if step.sha256 else []
            step = self._store.sources.get(step.part_of)
        return digests

    def _nearest(self, source: Source) -> Copy:
        """The text in which most passages of the source are found."""
        evidence = self._store.index.of_source.get(source.id, ())
        passages = {item.passage for item in evidence if item.passage}
        best, file = max(
            ((self._hits(passages, name), name) for name in sorted(self._texts)),
            default=(0, ""),
        )
        if not best:
            return Copy(source=source.id, status=CopyStatus.MISSING)
        wording = self._wording(file)
        return Copy(source=source.id, status=CopyStatus.EDITED, file=file, wording=wording)

    def _hits(self, passages: set[Passage], file: str) -> int:
        found = locate(passages, self._wording(file))
        return sum(each.status is Status.FOUND for each in found)

    def _wording(self, file: str) -> Wording:
        if file not in self._wordings:
            text = self._texts[file].decode("utf-8", errors="replace")
            self._wordings[file] = Wording.of(text)
        return self._wordings[file]


def _read_texts(folder: str) -> dict[str, bytes]:
    texts: dict[str, bytes] = {}
    try:
        for name in sorted(os.listdir(folder)):
            if name.endswith(".txt"):
                with open(os.path.join(folder, name), "rb") as file:
                    texts[name] = file.read()
    except OSError as error:
        raise UnreadableFile(error.filename or folder, reason_of(error)) from None
    return texts
