"""What a page holds of a dataset: its bytes, and what has to be known to read and to cite them."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Any

import attrs

from kpbargaining.files.codec import encode
from kpbargaining.files.folders import digest_of
from kpbargaining.publishing.archives import packed
from kpbargaining.publishing.citation import cite
from kpbargaining.records.evidence import Evidence, Source, SourceKind, Voice
from kpbargaining.records.kinds import KINDS
from kpbargaining.records.parties import Person
from kpbargaining.store.provenance import Archive
from kpbargaining.store.store import derived

if TYPE_CHECKING:
    from kpbargaining.dataset import Dataset
    from kpbargaining.records.kinds import Kind
    from kpbargaining.records.roles import Field

__all__ = ["about", "archive_of", "base64"]

UNNAMED = "Bargaining record"
"""The title of a dataset that no edition stands behind."""

STEP, RECORD, FORMER, SOURCE, TITLE = "zz-step", "zz-record", "zz-former", "zz-source", "zz title"
"""What stands in a citation where the page puts the step, the ids and the title in question."""


def base64(content: bytes) -> str:
    """Bytes as text that a page can carry."""
    return b64encode(content).decode("ascii")


def archive_of(dataset: Dataset) -> Archive:
    """The frozen bytes of an edition; of any other dataset those of its canonical files.

    Raises `DamagedEdition` where the file of the edition is not what was loaded any more.
    """
    known = dataset.index.provenance
    if known.archive is not None and not known.lineage:
        return known.archive()
    files = encode(dataset.records(), dataset.evidence)
    sizes = tuple((name, len(content)) for name, content in files.items())
    return Archive(packed(b"".join(files.values())), sizes, digest_of(files))


def about(dataset: Dataset, archive: Archive, since: str) -> dict[str, Any]:
    """What the page has to know of a dataset beside its bytes; *since* names the edition before."""
    known = dataset.index.provenance.publication
    return {
        "title": known.title if known else UNNAMED,
        "name": known.name if known else "bargaining",
        "edition": known.edition if known else "",
        "author": known.author if known else "",
        "licence": known.licence if known else "",
        "frozen": (known.frozen if known else None) or "",
        "errata": [attrs.asdict(each) for each in known.errata] if known else [],
        "lineage": dataset.lineage,
        "origin": dataset.digest or "",
        "digest": archive.digest,
        "files": archive.files,
        "since": since,
        "citations": _citations(dataset) if known else None,
        "kinds": [_kind(kind) for kind in KINDS],
    }


def _citations(dataset: Dataset) -> dict[str, str]:
    """The citations of the whole and of a record, with braces where the page puts its own words.

    They are taken from what `cite` says of a record that is not there: so they are its words.
    """
    source = Source(
        id=SOURCE, kind=SourceKind.STORY, title=TITLE, publisher=TITLE, voice=Voice.PRESS
    )
    record = Person(id=RECORD, formerly=(FORMER,), name=TITLE)
    evidence = Evidence(record=RECORD, source=SOURCE)
    given = type(dataset)([source, record], [evidence], dataset.index.provenance)
    later = derived(given, given.records(), given.evidence, STEP)
    return {
        "record": _form(cite(given, RECORD)),
        "derivedRecord": _form(cite(later, RECORD)),
        "whole": cite(dataset),
        "derivedWhole": _form(cite(later)),
    }


def _form(citation: str) -> str:
    """A citation with braces in place of what is not there."""
    places = {
        f"Person {RECORD}": "{kind} {id}",
        RECORD: "{id}",
        f"; formerly {FORMER}": "{formerly}",
        f'"{TITLE}" ({SOURCE})': "{sources}",
        STEP: "{step}",
    }
    for text, place in places.items():
        citation = citation.replace(text, place)
    return citation


def _kind(kind: Kind) -> dict[str, Any]:
    return {
        "name": kind.name,
        "plural": kind.plural,
        "about": (kind.cls.__doc__ or "").partition("\n")[0],
        "fields": [_field(field) for field in kind.fields.values()],
    }


def _field(field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "role": field.role.value,
        "meaning": field.meaning,
        "type": field.value_type.name,
        "many": field.many,
        "refers": field.refers,
        "event": field.event,
        "unit": field.unit,
        "flat": [(part.suffix, part.cell, part.meaning) for part in field.value_type.flat],
    }
