"""Where an entry of a calendar or a feed comes from: its sources, their words, the edition."""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from kpbargaining.errors import printable
from kpbargaining.publishing.references import stable_name
from kpbargaining.records.evidence import Source
from kpbargaining.store.provenance import Publication
from kpbargaining.store.telling import address_of
from kpbargaining.values.types import worded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpbargaining.questions.timeline import EntryRow
    from kpbargaining.records.evidence import Evidence
    from kpbargaining.records.kinds import AnyRecord
    from kpbargaining.store.store import Store
    from kpbargaining.values.passages import Passage

__all__ = [
    "Imprint",
    "Witness",
    "addressed",
    "categories_of",
    "evidence_of",
    "imprint_of",
    "iri_of",
    "tellings",
    "witnesses",
]

NOTHING_DATED = date(1970, 1, 1).toordinal()
"""The day of a dataset of which no edition says when it was made, nor any source."""


NOBODY = Publication(
    name="dataset",
    title="Dataset without an edition",
    author="not named",
    licence="not stated",
    edition="",
    frozen=None,
)
"""What stands for the edition of a dataset that has none."""


class Imprint(NamedTuple):
    """What every document says of the dataset it was made from, in printable text."""

    name: str
    """The short name of the dataset, over all editions."""
    title: str
    author: str
    licence: str
    edition: str
    """The edition in words, with its digest; or what was derived from it, and how."""
    iri: str
    """An address for just this dataset, under which its records are fragments."""
    day: date
    """The day it was frozen; of what was not frozen, the last that its sources speak for."""

    @property
    def stamp(self) -> datetime:
        """The beginning of that day."""
        return datetime(self.day.year, self.day.month, self.day.day, tzinfo=UTC)


def imprint_of(store: Store) -> Imprint:
    """What a document says of the dataset it is made from."""
    about = store.index.provenance.publication
    named = about or NOBODY
    day = date.fromordinal(store.index.last_day or NOTHING_DATED)
    return Imprint(
        name=printable(named.name),
        title=printable(named.title),
        author=printable(named.author),
        licence=printable(named.licence),
        edition=printable(_edition(store)),
        iri=_iri(store, named.name),
        day=date.fromisoformat(named.frozen) if named.frozen else day,
    )


def _edition(store: Store) -> str:
    """Which dataset it is, in words: `edition 2026.1 of acme, SHA-256 0123...`."""
    about = store.index.provenance.publication
    named = f"edition {about.edition} of {about.name}" if about else "no edition"
    if about is not None and about.frozen is None:
        named = f"draft {about.edition} of {about.name}, not frozen"
    digest = f", SHA-256 {store.digest}" if store.digest else ""
    steps = "; ".join(store.lineage)
    return f"derived from {named}{digest}: {steps}" if steps else f"{named}{digest}"


def _iri(store: Store, name: str) -> str:
    """The name of the bytes (RFC 6920) of what was read; of anything else a name made for it."""
    if store.digest is None or store.lineage:
        return iri_of("dataset", name, store.digest or "", *store.lineage)
    return stable_name(store.digest)


def iri_of(*parts: str) -> str:
    """An address for what has none: a UUID (RFC 9562, version 8) made from what it is.

    The same parts give the same address on every machine, and nobody's domain is claimed.
    """
    digest = bytearray(sha256("\n".join(parts).encode("utf-8", "backslashreplace")).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x80
    digest[8] = digest[8] & 0x3F | 0x80
    text = digest.hex()
    return f"urn:uuid:{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


NO_PART_OF_AN_IRI = str.maketrans({char: f"%{ord(char):X}" for char in '"[\\]^`{|}'})
"""What addresses hold at times though their standard (RFC 3987) wants it escaped."""


class Witness(NamedTuple):
    """What says so: a source, and where in it."""

    source: str
    """The id of the source."""
    title: str
    address: str | None
    lines: tuple[str, ...]
    """Whose voice it is, the place, the words, and what is uncertain."""

    def __str__(self) -> str:
        return "; ".join((self.title, *self.lines, *([self.address] if self.address else [])))


def evidence_of(store: Store, record_id: str, field: str | None) -> list[Evidence]:
    """The evidence for a field, and for the whole record where that names no place in a source.

    What agrees stands before what differs, and what names a place before what names none.
    """
    everything = store.index.about(record_id)
    found = [item for item in everything if field in (*(item.fields or ()), *item.readings)]
    if not any(map(_placed, found)):
        found += [item for item in everything if item not in found]
    return sorted(found, key=lambda item: (field in item.readings, not _placed(item)))


def _placed(item: Evidence) -> bool:
    """Whether it names words, or the place, in its source."""
    return bool(item.passage or item.locator)


def tellings(store: Store, entry: EntryRow) -> list[Evidence]:
    """The evidence for the date of an entry; and for its record, where a session dates it."""
    found = evidence_of(store, entry.dated_by, entry.field)
    apart = entry.dated_by != entry.record
    return [*(evidence_of(store, entry.record, None) if apart else ()), *found]


def categories_of(store: Store, entry: EntryRow) -> tuple[str, ...]:
    """The kind of record that an entry is about, and the round that it belongs to."""
    inside = getattr(store.get(entry.record), "round", None)
    home = entry.record if entry.record in store.rounds else inside
    return (entry.kind, home) if home else (entry.kind,)


def witnesses(store: Store, evidence: Iterable[Evidence]) -> list[Witness]:
    """What stands behind pieces of evidence, each once and in order."""
    return list(dict.fromkeys(_witness(store, item) for item in evidence))


def _witness(store: Store, item: Evidence) -> Witness:
    source = store.sources.get(item.source)
    readings = [f"says {name} = {worded(value)}" for name, value in item.readings.items()]
    lines = (
        source and f"voice: {source.voice}",
        item.locator,
        item.passage and f"words {item.passage}",
        None if _placed(item) else "place not named",
        item.basis.value,
        *readings,
        item.weak and "weak",
        item.doubt and item.doubt.value,
        item.note,
    )
    return Witness(
        source=item.source,
        title=source.title if source else item.source,
        address=addressed(store, source)[0],
        lines=tuple(str(line) for line in lines if line),
    )


def addressed(store: Store, source: AnyRecord | None) -> tuple[str | None, Passage | None]:
    """The address of a source; or that of what carries it, with the words there that are its own.

    Where there is none, neither is there.
    """
    if not isinstance(source, Source):
        return None, None
    address = address_of(source, store.sources)
    if address is None:
        return None, None
    own = source.url or source.archived
    return address.translate(NO_PART_OF_AN_IRI), None if own else source.extent
