"""A source, and what it says of a record, each told in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpbargaining.records.showing import in_words

if TYPE_CHECKING:
    from kpbargaining.records.evidence import Evidence, Source
    from kpbargaining.tables.collection import Collection

__all__ = ["address_of", "document", "witness"]


def address_of(source: Source, among: Collection[Source]) -> str | None:
    """Where a source is found: its address, or that of a copy, or else those of what carries it."""
    carrier = among.get(source.part_of)
    places = [place for it in (source, carrier) if it for place in (it.url, it.archived)]
    return next(filter(None, places), None)


def document(source: Source) -> str:
    """What a source is: its voice, kind, title, publisher, date and address."""
    published = f"published {source.published}" if source.published else ""
    told = (source.title, source.publisher, published, source.url)
    return f"{source.voice}, {source.kind}: {'; '.join(filter(None, told))}"


def witness(item: Evidence, source: Source | None) -> str:
    """What a piece of evidence says: who, on which fields, how, and where the words are found."""
    agrees = in_words(item.fields)
    differs = f"but says {in_words(item.says)}" if item.says else ""
    told = (
        "; ".join(filter(None, (agrees, differs))) or "that it is so",
        "weak" if item.weak else "",
        item.basis,
        item.doubt,
        item.locator,
        f"words {item.passage}" if item.passage else "",
        item.note,
    )
    who = f"{item.source} ({source.voice}, {source.title})" if source else item.source
    return f"{who}: {'; '.join(filter(None, told))}"
