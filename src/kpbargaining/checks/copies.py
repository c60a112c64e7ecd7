"""The check of passages against the texts that a reader holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpbargaining.checks.findings import Finding, error, note, warning
from kpbargaining.documents.passages import Status
from kpbargaining.documents.shelf import CopyStatus, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.records.evidence import Source
    from kpbargaining.store.store import Store

__all__ = ["passages"]


def passages(store: Store, shelf: Shelf) -> Iterator[Finding]:
    """Every passage is found in the reader's copy of its document.

    Nobody holds a copy of every page that is cited, nor is a page the same on every day. So it is
    an error only of a source whose text is known by its digest.
    """
    cited = [source for source in store.sources if _has_passages(store, source)]
    without: list[str] = []
    for source in cited:
        if shelf.copy(source.id).status is not CopyStatus.MISSING:
            yield from _looked_up(source.id, shelf)
        elif shelf.digests(source):
            yield error("text-missing", source.id, None, "no text at hand is this document")
        else:
            without.append(source.id)
    if without:
        sentence = f"{len(without)} of {len(cited)} sources with passages have no text here"
        yield note("text-missing", None, None, f"{sentence}, such as {without[0]}")
    for name in shelf.left:
        yield note("text-unread", None, None, f"{name} is not read")


def _has_passages(store: Store, source: Source) -> bool:
    return any(item.passage for item in store.index.of_source.get(source.id, ()))


def _looked_up(source: str, shelf: Shelf) -> Iterator[Finding]:
    """The passages of a source of which there is some copy."""
    copy = shelf.copy(source)
    known = copy.status in (CopyStatus.SAME, CopyStatus.EDITED)
    if copy.status is CopyStatus.EDITED:
        yield warning("text-edited", source, None, f"{copy.file} is not the text that was read")
    if copy.status is CopyStatus.LIKELY:
        yield note("text-likely", source, None, f"{copy.file} is taken for it by its passages")
    if copy.marks:
        sentence = f"{copy.file} has {', '.join(copy.marks)}, which were read through"
        yield note("text-marked", source, None, sentence)
    for item, found in shelf.located(source):
        if found.status is not Status.FOUND:
            sentence = f"passage {found.passage} of {source} is {found.status}"
            lost = error if known else warning
            tell = note if found.status is Status.INTERRUPTED else lost
            yield tell(f"passage-{found.status}", item.record, None, sentence)
