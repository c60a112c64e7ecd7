"""The timeline as a feed (RFC 4287), and what every feed of ours is made with."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from kpbargaining.errors import printable
from kpbargaining.exports.dates import drawn
from kpbargaining.exports.leads import categories_of, imprint_of, iri_of, tellings, witnesses
from kpbargaining.questions.timeline import timeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kpbargaining.exports.leads import Imprint, Witness
    from kpbargaining.questions.timeline import EntryRow
    from kpbargaining.store.store import Store

__all__ = ["FeedEntry", "feed_of", "feed_with"]

ATOM = "http://www.w3.org/2005/Atom"
XHTML = "http://www.w3.org/1999/xhtml"


class FeedEntry(NamedTuple):
    """One entry of a feed."""

    about: tuple[str, ...]
    """What its address is made from."""
    title: str
    imprint: Imprint
    """Where it comes from; the day of its edition is the day it was updated."""
    categories: tuple[str, ...]
    lines: tuple[str, ...]
    """What it says, a paragraph each."""
    witnesses: Sequence[Witness]
    cite: str
    """What a citation of it names."""


def feed_of(dataset: Store) -> bytes:
    """The timeline of a dataset as a feed, in the format of RFC 4287, the latest first.

    An entry was updated on the day of its edition; when it first appeared no dataset says. Each
    names its sources, their words and the edition, and links to their addresses.
    Raises `InvalidValue` for what is no dataset; one without dated entries makes an empty feed.
    """
    entries = timeline(dataset)
    imprint = imprint_of(dataset)
    return feed_with(
        imprint,
        ("timeline", imprint.name, *dataset.lineage),
        f"Timeline: {imprint.title}",
        [_entry(dataset, imprint, entry) for entry in reversed(entries.rows)],
    )


def _entry(dataset: Store, imprint: Imprint, entry: EntryRow) -> FeedEntry:
    return FeedEntry(
        about=("entry", imprint.name, entry.kind, entry.record, entry.event),
        title=f"{entry.when}, {entry.event}: {entry.label}",
        imprint=imprint,
        categories=categories_of(dataset, entry),
        lines=(f"When: {drawn(entry.when).words}", f"Record: {entry.kind} {entry.record}"),
        witnesses=witnesses(dataset, tellings(dataset, entry)),
        cite=f"{entry.record}, {imprint.edition}",
    )


def feed_with(
    imprint: Imprint, about: tuple[str, ...], title: str, entries: Iterable[FeedEntry]
) -> bytes:
    """A feed of entries; *about* is what its own address is made from."""
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    _head(feed, about, title, imprint)
    _add(feed, "subtitle", f"Data: {imprint.edition}")
    _add(SubElement(feed, "author"), "name", imprint.author)
    _add(feed, "rights", imprint.licence)
    _add(feed, "generator", "kpbargaining")
    for entry in entries:
        _append(feed, entry)
    indent(feed)
    written: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _head(parent: Element, about: tuple[str, ...], title: str, imprint: Imprint) -> None:
    """What a feed and an entry each must have."""
    _add(parent, "id", iri_of(*about))
    _add(parent, "title", title)
    _add(parent, "updated", f"{imprint.day}T00:00:00Z")


def _add(parent: Element, name: str, text: str, **attributes: str) -> Element:
    made = SubElement(parent, name, attributes)
    made.text = text if text.isprintable() else printable(text)  # XML has no escape for controls
    return made


def _append(feed: Element, entry: FeedEntry) -> None:
    made = SubElement(feed, "entry")
    _head(made, entry.about, entry.title, entry.imprint)
    for category in entry.categories:
        SubElement(made, "category", {"term": category})
    for address in dict.fromkeys(each.address for each in entry.witnesses if each.address):
        SubElement(made, "link", {"rel": "via", "href": address})
    page = SubElement(SubElement(made, "content", {"type": "xhtml"}), "div", {"xmlns": XHTML})
    for line in entry.lines:
        _add(page, "p", line)
    if entry.witnesses:
        _list(SubElement(page, "ul"), entry.witnesses)
    _add(page, "p", f"Cite: {entry.cite}")


def _list(page: Element, found: Iterable[Witness]) -> None:
    """A line for each source, its title linked to its address."""
    for each in found:
        item = SubElement(page, "li")
        if each.address:
            link = _add(item, "a", each.title, href=each.address)
            link.tail = "".join(f"; {line}" for line in each.lines)
        else:
            item.text = "; ".join((each.title, *each.lines))
