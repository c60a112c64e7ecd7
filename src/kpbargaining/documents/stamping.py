"""Quotes become passages: what a curator typed is replaced by its fingerprint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from kpbargaining.documents.passages import find_extent, find_quote
from kpbargaining.documents.qualifiers import unlike
from kpbargaining.documents.shelf import CopyStatus
from kpbargaining.errors import InvalidDocument, InvalidValue, Problem, shown

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from kpbargaining.documents.shelf import Shelf
    from kpbargaining.records.evidence import Evidence
    from kpbargaining.store.store import Store

__all__ = ["stamped", "story_words"]


def stamped(
    store: Store, shelf: Shelf, records: Container[str], *, anyway: bool = False
) -> list[Evidence]:
    """The evidence, every quote about these records replaced by its passage.

    Raises `InvalidDocument` with every quote whose source has no text at hand, and every one that
    is missing from its story or not unique in it; then nothing is stamped. Refused as well, unless
    *anyway*, are a text that only resembles the one that was read for a source, and a quote whose
    words qualify a number otherwise than the value does ("nearly" for an exact number).
    """
    problems: list[Problem] = []
    evidence: list[Evidence] = []
    for item in store.evidence:
        if item.quote is None or item.record not in records:
            evidence.append(item)
        else:
            problems += [] if anyway else _doubts(store, item, item.quote, shelf)
            try:
                passage = find_quote(story_words(store, item.source, shelf), item.quote)
            except InvalidValue as error:
                place = f"evidence of {item.record}"
                problems.append(Problem("quote", item.source, place, error.expected, error.found))
            else:
                evidence.append(attrs.evolve(item, passage=passage, quote=None))
    if problems:
        raise InvalidDocument(problems)
    return evidence


def _doubts(store: Store, item: Evidence, quote: str, shelf: Shelf) -> Iterator[Problem]:
    """What takes a curator's consent."""
    copy, place = shelf.copy(item.source), f"evidence of {item.record}"
    if copy.status in (CopyStatus.EDITED, CopyStatus.LIKELY):
        expected = "the text that was read for the source; --anyway takes another"
        yield Problem("stranger", item.source, place, expected, shown(copy.file))
    record = store[item.record]
    values = [getattr(record, name, None) for name in item.fields or ()]
    amiss = unlike(quote, [*values, *item.readings.values()])
    if amiss:
        expected = (
            f"words that qualify the number as the value does; --anyway takes these ({amiss})"
        )
        yield Problem("qualifier", item.source, place, expected, shown(quote))


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
