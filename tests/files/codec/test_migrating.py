"""Files of earlier formats: brought to the newest step by step, and never refused on the way."""

import json
from typing import Any

import pytest

from kpbargaining.errors import InvalidDocument
from kpbargaining.files.codec import decode, encode
from kpbargaining.files.codec.migrating import FIRST, SCHEMA, STEPS, migrated
from kpbargaining.records.bargaining import Called, Outcome


def content(schema: str, called: object) -> bytes:
    """Give the file of a round with one outcome that is called so."""
    return json.dumps({"schema": schema, "outcomes": {"ta-1": {"called": called}}}).encode()


def test_a_step_for_each_format() -> None:
    """Every format but the first has a step that leads to it."""
    assert list(range(FIRST + 1, SCHEMA + 1)) == sorted(STEPS)


def test_both_formats_read_alike() -> None:
    """What an outcome was called is one word in schema 1 and a list in schema 2."""
    expected = [Outcome(id="a/ta-1", round="a", called=(Called.CONSENSUS,))]
    for file in (content("1", "consensus"), content("2", ["consensus"])):
        assert (expected, []) == decode({"rounds/a.json": file})


def test_files_of_both_formats_together() -> None:
    """Each file says for itself of which format it is, and all are written in the newest."""
    people = b'{"schema": "1", "people": {"jo": {"name": "Jo"}}}'
    files = {"parties.json": people, "rounds/a.json": content("2", ["consensus"])}
    written = encode(*decode(files))
    assert files.keys() == written.keys()
    assert {str(SCHEMA)} == {json.loads(each)["schema"] for each in written.values()}


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (content("1", "accord"), ["$.outcomes['ta-1'].called[0]"]),
        (content("1", ["consensus"]), ["$.outcomes['ta-1'].called[0]"]),
        (content("2", "consensus"), ["$.outcomes['ta-1'].called"]),
        (b'{"schema": "1", "outcomes": {"ta-1": {}}}', ["$.outcomes['ta-1'].called"]),
        (b'{"schema": "1", "outcomes": {"ta-1": null}}', ["$.outcomes['ta-1']"]),
        (b'{"schema": "1", "outcomes": ["ta-1"]}', ["$.outcomes"]),
    ],
)
def test_what_is_wrong_stays_wrong(file: bytes, expected: list[str]) -> None:
    """A fault in a file of an earlier format is told as in one of the newest."""
    with pytest.raises(InvalidDocument, match="1 problem") as caught:
        decode({"rounds/a.json": file})
    assert expected == [problem.path for problem in caught.value.problems]


def test_the_newest_is_left_alone() -> None:
    """A document of the newest format is given back as it is."""
    document: dict[str, Any] = {"outcomes": {"ta-1": {"called": ["consensus"]}}}
    assert {"outcomes": {"ta-1": {"called": ["consensus"]}}} == migrated(document, SCHEMA)
