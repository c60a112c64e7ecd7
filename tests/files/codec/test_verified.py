"""Verified files: read when something in them is asked for, and held to the same checks."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from kpbargaining.errors import DamagedEdition
from kpbargaining.files.codec import decode
from kpbargaining.files.codec.verified import Verified

FILES: dict[str, Any] = {
    "sources.json": {
        "news": {"kind": "story", "title": "Talks", "publisher": "Acme", "voice": "joint"}
    },
    "parties.json": {
        "jo": {"name": "Jo", "evidence": [{"from": "news"}, {"from": "news", "at": "p. 2"}]},
        "al": {"name": "Al", "evidence": [{"from": "news"}]},
        "ed": {"name": "Ed"},
    },
}


def files(**people: Any) -> dict[str, bytes]:
    """Give data files, some people being others."""
    sections = {"sources.json": "sources", "parties.json": "people"}
    plain = {
        name: {"schema": "2", sections[name]: records | (people if name == "parties.json" else {})}
        for name, records in FILES.items()
    }
    return {name: json.dumps(each).encode() for name, each in plain.items()}


def verified(**people: Any) -> Verified:
    """Give data files that nobody has asked for anything."""
    return Verified(files(**people), "2030.1.json.gz")


def test_the_same_as_read_at_once() -> None:
    """What is read when it is asked for is what would be read at once, in the same order."""
    later = verified()
    assert decode(files()) == (list(later.records()), list(later.evidence()))


def test_evidence_about_one_record() -> None:
    """The evidence about one record is read by itself, and is the very same among all."""
    later = verified(al={"name": "Al", "evidence": [{"from": "no id"}]})
    later.records()
    first, second = later.about("jo")
    assert ("news", "p. 2") == (first.source, second.locator)
    assert () == later.about("ed") == later.about("nobody")
    whole = verified()
    whole.records()
    first, _ = whole.about("jo")
    assert any(first is item for item in whole.evidence())
    assert whole.evidence() is whole.evidence()
    assert whole.records() is whole.records()


@pytest.mark.parametrize(
    ("person", "found"),
    [
        ({"name": 1}, "parties.json: $.people.al.name: expected text, found 1"),
        ({"name": "Al", "evidence": {}}, "$.people.al.evidence: expected a list"),
        ({"name": "Al", "evidence": [{"from": "news", "for": ["nam"]}]}, "a fact field of Person"),
        ({"name": "Al", "evidence": [{}, {"from": "news", "for": ["nam"]}]}, "al.evidence[0].from"),
    ],
)
def test_a_manifest_made_to_fit(person: dict[str, Any], found: str) -> None:
    """What no edition can hold is refused when it is read, by its first fault, as damaged."""
    later = verified(al=person)
    with pytest.raises(DamagedEdition) as caught:  # noqa: PT012 (the records or the evidence)
        later.records()
        later.evidence()
    assert "2030.1.json.gz" == caught.value.file
    assert found in caught.value.found


def test_threads_ask_at_once() -> None:
    """Threads that ask at once are given the very same evidence."""
    later = verified()
    later.records()
    with ThreadPoolExecutor(8) as pool:
        given = list(pool.map(lambda _: later.about("jo"), range(64)))
    assert 1 == len({id(each) for each in given})
