"""The reader's own copies of documents: which text is which source, and where passages stand."""

from __future__ import annotations

import os
from collections import Counter
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from kpbargaining.documents.markup import JOINER
from kpbargaining.documents.passages import Found, Status, locate
from kpbargaining.documents.texts import texts_in
from kpbargaining.documents.windows import Windows
from kpbargaining.documents.words import Wording
from kpbargaining.errors import InvalidValue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpbargaining.documents.texts import HeldText
    from kpbargaining.records.evidence import Evidence, Source
    from kpbargaining.store.store import Store
    from kpbargaining.values.passages import Passage

__all__ = ["Copy", "CopyStatus", "Shelf"]

PROBES = 3
"""How many passages of each source the texts are first asked for."""


SURE = 3
"""How many passages a text must have, at the least, to be taken for a page by them alone."""


class CopyStatus(StrEnum):
    """How a reader's copy stands to the text that was read for the dataset."""

    SAME = "same"
    """To the byte."""
    NAMED = "named"
    """A text that the reader named for a source of which no digest is known."""
    LIKELY = "likely"
    """A text in which passages are found of a source of which no digest is known."""
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
    marks: tuple[str, ...] = ()
    """What was read through in it: HTML tags, entities."""


class Shelf:
    """A folder of texts, matched with the sources of a dataset.

    A text is a source's copy if it is the text that was read for it, to the byte; if it is named
    for it (`<id>.txt`) and no digest is known; or else if passages of it are found there: most of
    them, and three or more, where no digest shows that there ever was a text to be held.
    """

    def __init__(self, store: Store, folder: str | os.PathLike[str]) -> None:
        """Read the texts; raises `UnreadableFile` if that fails, `InvalidValue` for no path."""
        if not isinstance(folder, (str, os.PathLike)):  # pyright: ignore[reportUnnecessaryIsInstance] - a number would be an open file
            raise InvalidValue("the path of a folder of texts", folder)
        self._store = store
        self._texts, left = texts_in(os.fspath(folder))
        self.left: tuple[str, ...] = tuple(left)
        """The names of what is in the folder and not read."""
        self._copies: dict[str, Copy] = {}

    def copy(self, source_id: str) -> Copy:
        """The copy of a source, or of the page that carries it."""
        if source_id not in self._copies:
            self._copies[source_id] = self._find(self._store.sources[source_id])
        return self._copies[source_id]

    def located(self, source_id: str) -> list[tuple[Evidence, Found]]:
        """Every piece of evidence of a source that has a passage, and where that stands."""
        evidence = self._store.index.of_source.get(source_id, ())
        items = [(item, item.passage) for item in evidence if item.passage]
        copy = self.copy(source_id)
        if copy.wording is None:
            return [(item, Found(passage, Status.MISSING)) for item, passage in items]
        extent = self._store.sources[source_id].extent
        same = copy.status is CopyStatus.SAME
        found = locate([passage for _, passage in items], copy.wording, extent, same=same)
        return [(item, each) for (item, _), each in zip(items, found, strict=True)]

    def words_of(self, source_id: str, found: Found) -> str:
        """The words of the copy that a passage stands for, on one line; empty where it is lost."""
        wording = self.copy(source_id).wording
        if wording is None or found.at is None or found.words is None:
            return ""
        return " ".join(wording.original(found.at, found.words).replace(JOINER, "").split())

    def digests(self, source: Source) -> tuple[str, ...]:
        """The digests of the texts that were read for a source and for what carries it."""
        known: list[str] = []
        seen: set[str] = set()
        step: Source | None = source
        while step is not None and step.id not in seen:
            seen.add(step.id)
            if step.sha256:
                known.append(step.sha256)
            step = self._store.sources.get(step.part_of)
        return tuple(known)

    @cached_property
    def _by_digest(self) -> dict[str, HeldText]:
        return {text.digest: text for text in reversed(self._texts)}

    @cached_property
    def _by_stem(self) -> dict[str, HeldText]:
        return {text.stem: text for text in reversed(self._texts)}

    def _find(self, source: Source) -> Copy:
        digests = self.digests(source)
        for digest in digests:
            if digest in self._by_digest:
                return _copy(source, CopyStatus.SAME, self._by_digest[digest])
        named = self._by_stem.get(source.id)
        if named is not None:
            status = CopyStatus.EDITED if digests else CopyStatus.NAMED
            return _copy(source, status, named)
        return self._nearest(source)

    def _nearest(self, source: Source) -> Copy:
        """The text in which most passages of the source are found."""
        passages = set(self._passages(source.id))
        likely = [text for text in self._texts if source.id in self._resembling[text.name]]
        hits = {text: _hits(passages, text.wording) for text in likely}
        known = bool(self.digests(source))
        enough = 1 if known else max(SURE, len(passages) // 2 + 1)
        texts = [text for text in likely if hits[text] >= enough]
        if not texts:
            return Copy(source=source.id, status=CopyStatus.MISSING)
        nearest = max(texts, key=lambda text: hits[text])
        return _copy(source, CopyStatus.EDITED if known else CopyStatus.LIKELY, nearest)

    def _passages(self, source_id: str) -> list[Passage]:
        evidence = self._store.index.of_source.get(source_id, ())
        return [item.passage for item in evidence if item.passage]

    @cached_property
    def _probes(self) -> dict[int, dict[str, set[str]]]:
        """For few numbers of words, the sources whose passages have a digest.

        Each text is scanned once for each of these numbers, not for each source.
        """
        by_source = {each.id: self._passages(each.id) for each in self._store.sources}
        common = Counter(each.words for passages in by_source.values() for each in passages)
        probes: dict[int, dict[str, set[str]]] = {}
        for source_id, passages in by_source.items():
            ranked = sorted(set(passages), key=lambda each: (-common[each.words], each.text))
            for each in ranked[:PROBES]:
                probes.setdefault(each.words, {}).setdefault(each.digest, set()).add(source_id)
        return probes

    @cached_property
    def _resembling(self) -> dict[str, set[str]]:
        """By text, the sources of which a probe stands in it."""
        return {text.name: set(self._resembled(text)) for text in self._texts}

    def _resembled(self, text: HeldText) -> Iterable[str]:
        windows = Windows(text.wording.words)
        for words, wanted in self._probes.items():
            for digest, places in windows.scan(words, wanted).items():
                if places:
                    yield from wanted[digest]


def _copy(source: Source, status: CopyStatus, text: HeldText) -> Copy:
    return Copy(
        source=source.id,
        status=status,
        file=text.name,
        wording=text.wording,
        marks=text.marks,
    )


def _hits(passages: set[Passage], wording: Wording) -> int:
    return sum(each.status is Status.FOUND for each in locate(passages, wording))
