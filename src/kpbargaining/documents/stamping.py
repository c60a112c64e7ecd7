"""Quotes become passages: what a curator typed is replaced by its fingerprint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from kpbargaining.documents.passages import find_extent, find_quote
from kpbargaining.documents.shelf import CopyStatus
from kpbargaining.errors import InvalidDocument, InvalidValue, Problem, shown

if TYPE_CHECKING:
    from collections.abc import Container

    from kpbargaining.documents.shelf import Shelf
    from kpbargaining.records.evidence import Evidence
    from kpbargaining.store.store import Store

__all__ = ["stamped", "story_words"]


def stamped(
    store: Store, shelf: Shelf, records: Container[str], *, anyway: bool = False
) -> list[Evidence]:
    """The evidence, every quote about these records replaced by its passage.

    A text that is not the one that was read for a source is refused, however much it resembles
    it; *anyway* takes it.

    Raises `InvalidDocument` with every quote whose source has no text at hand, and every one that
    is missing from its story or not unique in it; then nothing is stamped.
    """
    problems: list[Problem] = []
    evidence = [
        _stamp(store, item, shelf, problems) if item.record in records else item
        for item in store.evidence
    ]
    if not anyway:
        quoted = {item.source for item in store.evidence if item.quote and item.record in records}
        problems += (problem for name in sorted(quoted) if (problem := _stranger(name, shelf)))
    if problems:
        raise InvalidDocument(problems)
    return evidence


def _stranger(source_id: str, shelf: Shelf) -> Problem | None:
    """A problem if the text at hand only resembles the one that was read for a source."""
    copy = shelf.copy(source_id)
    if copy.status is not CopyStatus.EDITED:
        return None
    expected = "the text that was read for the source; --anyway takes another"
    return Problem("stranger", source_id, "its text", expected, shown(copy.file))


def _stamp(store: Store, item: Evidence, shelf: Shelf, problems: list[Problem]) -> Evidence:
    if item.quote is None:
        return item
    try:
        passage = find_quote(story_words(store, item.source, shelf), item.quote)
    except InvalidValue as error:
        path = f"evidence of {item.record}"
        problems.append(Problem("quote", item.source, path, error.expected, error.found))
        return item
    return attrs.evolve(item, passage=passage, quote=None)


def story_words(store: Store, source: str, shelf: Shelf) -> tuple[str, ...]:
    """The words of a source's own extent in the reader's copy; raises `InvalidValue`."""
    copy = shelf.copy(source)
    extent = store.sources[source].extent
    if copy.wording is None:
        raise InvalidValue(f"a text of {source} among those at hand", "none")
    if extent is None:
        return copy.wording.words
    place = find_extent(copy.wording, extent)
    if place is None:
        raise InvalidValue(f"the words of {source} in its text", str(extent))
    return copy.wording.words[place[0] : sum(place)]
