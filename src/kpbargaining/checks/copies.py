"""The check of passages against the texts that a reader holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpbargaining.checks.findings import Finding, error, warning
from kpbargaining.documents.passages import Status
from kpbargaining.documents.shelf import CopyStatus, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.store.store import Store

__all__ = ["passages"]


def passages(store: Store, shelf: Shelf) -> Iterator[Finding]:
    """Every passage is found in the reader's copy of its document."""
    for source in store.sources:
        if any(item.passage for item in store.index.of_source.get(source.id, ())):
            yield from _looked_up(source.id, shelf)


def _looked_up(source: str, shelf: Shelf) -> Iterator[Finding]:
    copy = shelf.copy(source)
    if copy.status is CopyStatus.MISSING:
        yield error("text-missing", source, None, "no text at hand is this document")
        return
    if copy.status is CopyStatus.EDITED:
        yield warning("text-edited", source, None, f"{copy.file} is not the text that was read")
    for item, found in shelf.located(source):
        if found.status is not Status.FOUND:
            sentence = f"passage {found.passage} of {source} is {found.status}"
            yield error(f"passage-{found.status}", item.record, None, sentence)
