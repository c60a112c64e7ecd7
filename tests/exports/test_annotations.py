"""The evidence as annotations, held to the rules of the W3C's Web Annotation Data Model."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

import kpbargaining as kp
from kpbargaining.documents.words import words
from kpbargaining.exports.annotations import MODEL, TERMS, annotations_of

Plain = dict[str, Any]

is_iri = re.compile(r"(?:https?|urn|ni):[^\s<>\"\\^`{|}]+").fullmatch

OF_THE_MODEL = {
    *("@context", "id", "type", "label", "total", "first", "items", "partOf", "startIndex"),
    *("creator", "name", "motivation", "body", "target", "source", "selector", "refinedBy"),
    *("purpose", "value", "format", "language"),
}
"""The terms of the model's context that are used."""


def nodes(plain: Any) -> Iterator[Plain]:
    """Give every object of a JSON document, its contexts apart."""
    if isinstance(plain, dict):
        yield plain
        for name, value in plain.items():
            if name != "@context":
                yield from nodes(value)
    elif isinstance(plain, list):
        for value in plain:
            yield from nodes(value)


def broken(collection: Plain) -> Iterator[str]:
    """Give the rules of the model that a collection, or an annotation in it, breaks."""
    if MODEL not in [collection["@context"], *collection["@context"]]:
        yield "5.1: the context of the model"
    page = collection["first"]
    if ("AnnotationCollection", "AnnotationPage") != (collection["type"], page["type"]):
        yield "5.1, 5.2: the types"
    if collection["total"] != len(page["items"]):
        yield "5.1: the total is that of the annotations"
    ids = [collection["id"], page["id"], *(each["id"] for each in page["items"])]
    if len(set(ids)) < len(ids) or not all(map(is_iri, ids)):
        yield "3.1: an IRI of its own"
    for each in page["items"]:
        yield from broken_by(each)


def broken_by(annotation: Plain) -> Iterator[str]:
    """Give the rules of the model that an annotation breaks."""
    if annotation["type"] != "Annotation" or "bodyValue" in annotation:
        yield "3.1: the type; 3.2.5: bodyValue with a body"
    if annotation["motivation"] not in ("describing", "linking", "identifying"):
        yield "3.3.5: a motivation of the model"
    text, claim = annotation["body"]
    if text["type"] != "TextualBody" or type(text["value"]) is not str:
        yield "3.2.4: a textual body has one value"
    for resource in (claim, annotation["target"]):
        if resource["type"] != "SpecificResource" or not is_iri(resource["source"]["id"]):
            yield "4: a specific resource has one source"
    for selector in annotation["target"]["selector"]:
        if selector["type"] not in TERMS:
            yield "4.2: a selector has a class that the context knows"


def items(dataset: kp.Dataset) -> list[Plain]:
    """Give the annotations of a dataset, which keep the rules of the model."""
    collection = json.loads(annotations_of(dataset))
    assert [] == list(broken(collection))
    found: list[Plain] = collection["first"]["items"]
    return found


def test_the_values_are_those_of_the_evidence(edition: kp.Dataset) -> None:
    """Each piece of evidence is one annotation: its record, fields, words, source and edition."""
    found = items(edition)
    assert len(edition.evidence) == len(found)
    for item, annotation in zip(edition.evidence, found, strict=True):
        record = annotation["body"][1]["source"]
        assert item.record == record["schema:identifier"]
        assert record["id"].endswith(f"#{item.record}")
        version = f"edition 2030.1 of acme-record, SHA-256 {edition.digest}"
        assert version == record["schema:version"]
        told = record.get("schema:additionalProperty", [])
        assert [*(item.fields or ()), *item.readings] == [each["schema:name"] for each in told]
        assert item.source == annotation["target"]["source"]["schema:identifier"]
        assert item.basis == annotation["basis"]
        assert item.passage is not None
        assert {
            "type": "PassageSelector",
            "firstWord": item.passage.at,
            "words": item.passage.words,
            "fingerprint": item.passage.digest,
        } in annotation["target"]["selector"]


def test_what_an_annotation_claims(edition: kp.Dataset) -> None:
    """A value that the record carries and a reading that differs are told apart, also in words."""
    carried, read = (
        each for each in items(edition) if "new-2030-05-06" in each["body"][0]["value"]
    )
    assert "Figure 2030-acme/new-2030-05-06: value = 4" == carried["body"][0]["value"]
    assert "Figure 2030-acme/new-2030-05-06: value = ~5" == read["body"][0]["value"]
    (value,) = carried["body"][1]["source"]["schema:additionalProperty"]
    assert ("4", False) == (value["schema:value"], value["reading"])
    (value,) = read["body"][1]["source"]["schema:additionalProperty"]
    assert ("~5", True) == (value["schema:value"], value["reading"])
    assert "The story of May counts them" == read["note"]
    there = next(each for each in items(edition) if "there is one" in each["body"][0]["value"])
    assert "Organization acme-hospitals: there is one" == there["body"][0]["value"]
    assert "schema:additionalProperty" not in there["body"][1]["source"]


def test_the_whole_of_a_piece_of_evidence(acme: Path) -> None:
    """Words stand inside the extent on a page; doubt, weakness and further sources are told."""
    ds = kp.read(acme)
    page = attrs.evolve(ds.sources["acme-page"], url="https://acme.example/news")
    records = [record for record in ds.records() if record.id != page.id]
    item = kp.Evidence(
        record="2030-acme/ta-1",
        source="acme-june",
        fields=("approved",),
        says=(("summary", "Other words"),),
        weak=True,
        basis=kp.Basis.DERIVED,
        also=("acme-may",),
        doubt=kp.Doubt.REACH,
        attests=kp.PartialDate("2030-06"),
        locator="line 1",
        note="Perhaps",
    )
    (found,) = items(kp.Dataset([*records, page], [item, item]))
    assert (
        "Outcome 2030-acme/ta-1: approved = none, summary = Other words"
        == (found["body"][0]["value"])
    )
    assert found["body"][1]["source"]["schema:additionalProperty"][0]["schema:value"] is None
    assert ("derived", "how far it reaches is not said", True, "2030-06", "Perhaps") == tuple(
        found[name] for name in ("basis", "doubt", "weak", "attests", "note")
    )
    (also,) = found["alsoRestsOn"]
    assert is_iri(also)
    (june,) = found["target"]["selector"]
    extent = ds.sources["acme-june"].extent
    assert extent is not None
    assert (extent.at, extent.words, extent.digest) == tuple(
        june[name] for name in ("firstWord", "words", "fingerprint")
    )
    assert {"type": "LocatorSelector", "value": "line 1"} == june["refinedBy"]


def test_sources_with_and_without_an_address() -> None:
    """A source is its address; one that has none, or is not there, has a name made for it."""
    video = kp.Source(
        id="video",
        kind=kp.SourceKind.VIDEO,
        title="Talks",
        publisher="Post",
        voice=kp.Voice.PRESS,
        url="https://post.example/talks",
    )
    said = kp.Evidence(record="nothing", source="video", locator="minute 1")
    ds = kp.Dataset([video], [said, attrs.evolve(said, source="gone")])
    first, second = (each["target"]["source"] for each in items(ds))
    assert {
        "id": "https://post.example/talks",
        "schema:identifier": "video",
        "type": "Video",
        "schema:name": "Talks",
        "schema:publisher": "Post",
        "voice": "press",
    } == first
    assert {"id", "schema:identifier"} == second.keys()
    assert second["id"].startswith("urn:uuid:")


def test_evidence_without_a_place_is_counted(acme: Path) -> None:
    """Evidence with neither words nor locator is left out, and the label says how much."""
    ds = kp.read(acme)
    vague = kp.Evidence(record="2030-acme", source="acme-may")
    told = json.loads(annotations_of(kp.Dataset(ds.records(), [*ds.evidence, vague])))
    assert len(ds.evidence) == told["total"]
    assert told["label"].endswith("; 1 name neither words nor place, and are left out")
    assert "left out" not in json.loads(annotations_of(ds))["label"]


def test_every_term_is_declared(edition: kp.Dataset, hostile_dataset: kp.Dataset) -> None:
    """Each key is a term of the model or of ours, or has the prefix of a vocabulary it knows."""
    for dataset in (edition, hostile_dataset):
        for node in nodes(json.loads(annotations_of(dataset))):
            own = {name for name in node if not name.startswith("schema:")}
            assert set() == own - OF_THE_MODEL - TERMS.keys()


def test_hostile_texts_stay_texts(hostile_dataset: kp.Dataset, texts: tuple[str, ...]) -> None:
    """Whatever a text holds, it is read back as it was, each annotation on a line of its own."""
    document = annotations_of(hostile_dataset)
    assert 2 * len(texts) + 2 == len(document.splitlines())
    found = items(hostile_dataset)
    assert [text for text in texts for _ in range(2)] == [each["note"] for each in found]
    assert [text for text in texts for _ in range(2)] == [
        each["target"]["selector"][0]["value"] for each in found
    ]
    assert {texts[2] in json.loads(document)["label"]} == {True}


def test_no_words_of_a_source(edition: kp.Dataset, copies: Path) -> None:
    """No five words in a row of a document stand in its annotations, except in its title."""
    document = " ".join(words(annotations_of(edition).decode()))
    (page,) = copies.glob("*.txt")
    told = words(page.read_text("utf-8"))
    runs = {" ".join(told[at : at + 5]) for at in range(len(told) - 4)}
    names = " ".join(words(" ".join(f"{each.title} {each.publisher}" for each in edition.sources)))
    assert len(runs) > 50
    assert set() == {run for run in runs if run in document and run not in names}


def test_the_same_evidence_keeps_its_id(frozen: Path, edition: kp.Dataset) -> None:
    """In the next edition what says the same has the same id."""
    kp.freeze(frozen, "2030.2", "2030-08-02")
    after = items(kp.load("2030.2"))
    assert [each["id"] for each in items(edition)] == [each["id"] for each in after]


def test_no_evidence_is_an_empty_collection() -> None:
    """A dataset without evidence makes a collection that is valid and empty."""
    assert [] == items(kp.Dataset([], []))


def test_the_rules_are_seen() -> None:
    """What breaks a rule of the model is found by what looks for it."""
    resource: Plain = {"type": "Text", "source": {"id": "no iri"}, "selector": [{"type": "Own"}]}
    annotation = {
        "id": "no iri",
        "type": "Note",
        "motivation": "guessing",
        "body": [{"type": "TextualBody", "value": 7}, resource],
        "target": resource,
    }
    page = {"id": "urn:x:1", "type": "Page", "items": [annotation]}
    collection = {"@context": [], "id": "urn:x:1", "type": "Set", "total": 7, "first": page}
    assert 9 == len(set(broken(collection)))


def test_no_dataset() -> None:
    """What is no dataset is refused."""
    name: Any = "2026.1"
    with pytest.raises(kp.InvalidValue, match=r"kp\.load"):
        annotations_of(name)
