"""The evidence as annotations of the sources (W3C Web Annotation), without a word of theirs.

A selector of the model would carry words, or count characters of a text nobody has in just that
form. Ours, of a class of our own, has what a passage has: the index of the first word, how many
there are, and the fingerprint by which they are found again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kpbargaining.exports.leads import addressed, imprint_of, iri_of
from kpbargaining.files.codec import evidence_plain
from kpbargaining.files.codec.jsontext import render
from kpbargaining.records.evidence import SourceKind
from kpbargaining.store.store import check_store
from kpbargaining.values.types import plain, worded

if TYPE_CHECKING:
    from kpbargaining.exports.leads import Imprint
    from kpbargaining.records.evidence import Evidence
    from kpbargaining.store.store import Store
    from kpbargaining.values.passages import Passage

__all__ = ["annotations_of"]

MODEL = "http://www.w3.org/ns/anno.jsonld"
"""The context of the model; it knows `schema` and `xsd`, too."""

OWN = f"{iri_of('vocabulary', 'kpbargaining')}#"

TERMS: dict[str, str | dict[str, str]] = {
    "kp": OWN,
    "LocatorSelector": "kp:LocatorSelector",
    "PassageSelector": "kp:PassageSelector",
    "firstWord": {"@id": "kp:firstWord", "@type": "xsd:nonNegativeInteger"},
    "words": {"@id": "kp:words", "@type": "xsd:positiveInteger"},
    "fingerprint": "kp:fingerprint",
    "alsoRestsOn": {"@id": "kp:alsoRestsOn", "@type": "@id"},
    "attests": "kp:attests",
    "basis": "kp:basis",
    "doubt": "kp:doubt",
    "note": "kp:note",
    "reading": {"@id": "kp:reading", "@type": "xsd:boolean"},
    "voice": "kp:voice",
    "weak": {"@id": "kp:weak", "@type": "xsd:boolean"},
}
"""The terms that the model does not have."""


def annotations_of(dataset: Store) -> bytes:
    """The evidence of a dataset as a collection of annotations, in the JSON-LD of the W3C.

    Each piece that names words or a place in its source annotates the source: with the record,
    the fields and the values that it speaks of. Pieces that name neither are counted in the label.
    The document has a line for each annotation; of no text of a source does it have a word.
    Raises `InvalidValue` for what is no dataset; one without evidence makes an empty collection.
    """
    check_store(dataset)
    imprint = imprint_of(dataset)
    evidence = dict.fromkeys(dataset.evidence)
    placed = [item for item in evidence if item.passage or item.locator]
    home = iri_of("annotations", imprint.iri)
    left = len(evidence) - len(placed)
    head = render(_collection(imprint, home, len(placed), left)).removesuffix(END)
    lines = ",\n".join(render(_annotation(dataset, imprint, item)) for item in placed)
    return f"{head}\n{lines}\n{END}\n".encode()


END = "]}}"
"""What follows on the annotations: they stand last."""


def _collection(imprint: Imprint, home: str, total: int, left: int) -> dict[str, Any]:
    without = f"; {left} name neither words nor place, and are left out" if left else ""
    return {
        "@context": [MODEL, TERMS],
        "id": home,
        "type": "AnnotationCollection",
        "label": f"{imprint.title}: its evidence as annotations of the sources{without}",
        "creator": {"type": "Organization", "name": imprint.author},
        "schema:license": imprint.licence,
        "schema:version": imprint.edition,
        "total": total,
        "first": {
            "id": iri_of("page", home),
            "type": "AnnotationPage",
            "partOf": home,
            "startIndex": 0,
            "items": [],
        },
    }


def _annotation(dataset: Store, imprint: Imprint, item: Evidence) -> dict[str, Any]:
    told = render(evidence_plain(item))
    values = _values(dataset, item)
    found: dict[str, Any] = {
        "id": iri_of("annotation", imprint.name, item.record, told),
        "type": "Annotation",
        "motivation": "describing",
        "body": [_in_words(dataset, item, values), _claim(imprint, item, values)],
        "target": _target(dataset, imprint, item),
        "basis": item.basis.value,
        "doubt": item.doubt and item.doubt.value,
        "weak": item.weak or None,
        "attests": item.attests and item.attests.text,
        "note": item.note,
        "alsoRestsOn": [_source(dataset, imprint, each)["id"] for each in item.also or ()],
    }
    return {name: value for name, value in found.items() if value}


def _values(dataset: Store, item: Evidence) -> list[tuple[str, Any, bool]]:
    """The fields that a piece of evidence speaks of, the values, and whether they are readings."""
    record = dataset.get(item.record)
    carried = [(name, getattr(record, name, None), False) for name in item.fields or ()]
    return carried + [(name, value, True) for name, value in item.readings.items()]


def _in_words(
    dataset: Store, item: Evidence, values: list[tuple[str, Any, bool]]
) -> dict[str, Any]:
    """What is claimed, for readers who know nothing of records."""
    told = [f"{name} = {'none' if value is None else worded(value)}" for name, value, _ in values]
    kind = type(dataset.get(item.record)).__name__
    text = f"{kind} {item.record}: {', '.join(told) or 'there is one'}"
    body = {"type": "TextualBody", "purpose": "describing", "value": text}
    return body | {"format": "text/plain", "language": "en"}


def _claim(imprint: Imprint, item: Evidence, values: list[tuple[str, Any, bool]]) -> dict[str, Any]:
    """The same as data: the record in its edition, with the fields; null where there is none."""
    record: dict[str, Any] = {
        "id": f"{imprint.iri}#{item.record}",
        "type": "Dataset",
        "schema:identifier": item.record,
        "schema:version": imprint.edition,
    }
    if values:
        record["schema:additionalProperty"] = [
            {
                "type": "schema:PropertyValue",
                "schema:name": name,
                "schema:value": plain(value),
                "reading": reading,
            }
            for name, value, reading in values
        ]
    return {"type": "SpecificResource", "purpose": "identifying", "source": record}


def _target(dataset: Store, imprint: Imprint, item: Evidence) -> dict[str, Any]:
    _, within = addressed(dataset, dataset.sources.get(item.source))
    selectors = [_words(item.passage)] if item.passage else []
    if item.locator:
        selectors.append({"type": "LocatorSelector", "value": item.locator})
    if within is not None:
        selectors = [_words(within) | {"refinedBy": each} for each in selectors]
    source = _source(dataset, imprint, item.source)
    return {"type": "SpecificResource", "source": source, "selector": selectors}


def _words(passage: Passage) -> dict[str, Any]:
    return {
        "type": "PassageSelector",
        "firstWord": passage.at,
        "words": passage.words,
        "fingerprint": passage.digest,
    }


def _source(dataset: Store, imprint: Imprint, source_id: str) -> dict[str, Any]:
    """A source, by its address; by a name made for it where it has none."""
    source = dataset.sources.get(source_id)
    address, _ = addressed(dataset, source)
    found = {
        "id": address or iri_of("source", imprint.name, source_id),
        "schema:identifier": source_id,
    }
    if source is None:
        return found
    return found | {
        "type": "Video" if source.kind is SourceKind.VIDEO else "Text",
        "schema:name": source.title,
        "schema:publisher": source.publisher,
        "voice": source.voice.value,
    }
