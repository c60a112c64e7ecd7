"""Files to records: everything in its place, or every problem of every file, once each."""

import gc
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kpbargaining.errors import InvalidDocument, Problem
from kpbargaining.files import codec
from kpbargaining.files.codec import SCHEMA, decode
from kpbargaining.files.codec.reading import Contents
from kpbargaining.records.bargaining import BargainingRound, Session
from kpbargaining.records.evidence import Basis, Doubt, Evidence
from kpbargaining.records.parties import Person
from kpbargaining.values.passages import Passage
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.when import PartialDate, Span


def read(**files: Any) -> Contents:
    """Give what files hold, each named without its ending, its schema added; `__` is a slash."""
    plain = {
        f"{name.replace('__', '/')}.json": {"schema": str(SCHEMA)} | v for name, v in files.items()
    }
    return decode({name: json.dumps(value).encode() for name, value in plain.items()})


def problems(**files: Any) -> tuple[Problem, ...]:
    """Give the problems for which files are refused."""
    with pytest.raises(InvalidDocument) as caught:
        read(**files)
    return caught.value.problems


def test_a_file_by_kind() -> None:
    """A record has its key as its id, and stands with the others in the order of the file."""
    people = {"jo": {"name": "Jo Núñez"}, "al": {"name": "Al"}}
    expected = [Person(id="jo", name="Jo Núñez"), Person(id="al", name="Al")]
    assert (expected, []) == read(parties={"people": people})


def test_a_file_of_a_round() -> None:
    """In the file of a round its name gives the round, and the ids continue it."""
    records, _ = read(
        rounds__2030={
            "round": {"name": "Talks"},
            "sessions": {"may": {"held": "2030-05-06/"}, "a/b": {}},
        }
    )
    assert [
        BargainingRound(id="2030", name="Talks"),
        Session(id="2030/may", round="2030", held=Span("2030-05-06/")),
        Session(id="2030/a/b", round="2030"),
    ] == records


def test_evidence_beside_its_record() -> None:
    """Evidence is about the record it stands in; what it says is typed as the field is."""
    entry = {
        "from": "news",
        "words": "4+1:0123456789abcdef",
        "quote": "met",
        "at": "p. 4",
        "for": ["held"],
        "says": {"days": "~3"},
        "open": ["days"],
        "weak": True,
        "basis": "derived",
        "doubt": "another reading is possible",
        "attests": "2030-05-07",
        "also": ["page"],
        "note": "why",
    }
    _, evidence = read(rounds__a={"sessions": {"may": {"evidence": [entry, {"from": "news"}]}}})
    assert [
        Evidence(
            record="a/may",
            source="news",
            fields=("held",),
            says=(("days", Quantity("~3")),),
            open=("days",),
            weak=True,
            basis=Basis.DERIVED,
            doubt=Doubt.READING,
            attests=PartialDate("2030-05-07"),
            also=("page",),
            locator="p. 4",
            passage=Passage("4+1:0123456789abcdef"),
            quote="met",
            note="why",
        ),
        Evidence(record="a/may", source="news"),
    ] == evidence


def test_in_the_order_of_the_files() -> None:
    """Records stand in the order of the files given, and no files hold nothing."""
    records, _ = read(
        rounds__b={"events": {"x": {}}}, parties={"people": {"jo": {"name": "Jo"}}}, record={}
    )
    assert ["b/x", "jo"] == [record.id for record in records]
    assert ([], []) == decode({})


def test_a_byte_order_mark() -> None:
    """A byte-order mark at the start of a file is dropped."""
    assert ([], []) == decode({"parties.json": b'\xef\xbb\xbf{"schema": "1", "people": {}}'})


def test_every_problem_once() -> None:
    """The problems of all files are told together, in their order, each with its file."""
    found = problems(
        parties={"people": {"jo": {"name": ""}, "al": {"nam": "Al"}}},
        sources={"sources": []},
        rounds__a={"sessions": {"may": {"held": "May", "evidence": [{"for": ["hold"]}]}}},
    )
    assert [
        ("parties.json", "$.people.jo.name", "value"),
        ("parties.json", "$.people.al.name", "missing-key"),
        ("parties.json", "$.people.al.nam", "unknown-key"),
        ("sources.json", "$.sources", "type"),
        ("rounds/a.json", "$.sessions.may.held", "value"),
        ("rounds/a.json", "$.sessions.may.evidence[0].for[0]", "unknown-field"),
        ("rounds/a.json", "$.sessions.may.evidence[0]['from']", "missing-key"),
    ] == [
        (problem.file, problem.path.replace(".from", "['from']"), problem.code) for problem in found
    ]


def test_with_files_that_are_no_json() -> None:
    """A file that is no JSON does not hide the problems of the others."""
    with pytest.raises(InvalidDocument, match=r"^3 problems\n") as caught:
        decode({"terms.json": b"{", "parties.json": b"[]", "record.json": b"\xff"})
    assert [
        ("terms.json", "json"),
        ("parties.json", "type"),
        ("record.json", "encoding"),
    ] == [(problem.file, problem.code) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ("3", "'1' or '2'; upgrade kpbargaining to read it"),
        ("10", "'1' or '2'; upgrade kpbargaining to read it"),
        ("9" * 5000, "'1' or '2'; upgrade kpbargaining to read it"),
        ("0", "'1' or '2'"),
        ("02", "'1' or '2'"),
        ("1.1", "'1' or '2'"),
        (2, "'1' or '2'"),
        (True, "'1' or '2'"),
    ],
)
def test_schema(schema: object, expected: str) -> None:
    """A file of a newer format says that it takes a newer release, and is not guessed at."""
    (problem,) = problems(parties={"schema": schema, "people": {"jo": {"name": 1}}})
    assert ("schema", "$.schema", expected) == (problem.code, problem.path, problem.expected)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({"sesions": {}}, "known keys only (nearest: sessions)"),
        ({"people": {}}, "known keys only"),
        ({"sessions": {"may": {"plac": "x"}}}, "known keys only (nearest: place)"),
        ({"sessions": {"may": {"id": "x"}}}, "no such key: the place says it"),
        (
            {"sessions": {"may": {"evidence": [{"from": "a", "for": ["hold"]}]}}},
            "a fact field of Session (nearest: held)",
        ),
        (
            {"sessions": {"may": {"evidence": [{"from": "a", "says": {"xyz": 1}}]}}},
            "a fact field of Session",
        ),
    ],
)
def test_nearest_names(content: dict[str, Any], expected: str) -> None:
    """A name that is not known says which known ones are nearest."""
    (problem,) = problems(rounds__a=content)
    assert expected == problem.expected


@pytest.mark.parametrize(
    ("expected", "found", "says"),
    [
        ("an amount with no unit or days", "'5 workers'", {"days": "5 workers"}),
        ("a span as A/B, A/.. (still going on), A/ (end not known)", "an object", {"held": {}}),
    ],
)
def test_what_a_reading_may_be(expected: str, found: str, says: dict[str, Any]) -> None:
    """A reading that is refused says what its field may hold, be it of the wrong unit or type."""
    evidence = [{"from": "a", "says": says}]
    (problem,) = problems(rounds__a={"sessions": {"may": {"evidence": evidence}}})
    assert problem.expected.startswith(expected)
    assert ("value", found) == (problem.code, problem.found)


def test_what_reading_takes(acme: Path) -> None:
    """Reading a folder loads neither the date library nor the converter, which would cost more."""
    code = "import sys, kpbargaining as kp; kp.read(sys.argv[1]); print(*sys.modules)"
    command = [sys.executable, "-c", code, str(acme)]
    run = subprocess.run(command, capture_output=True, check=True, text=True)
    assert {"kpbargaining.files.codec.reading", "json"} <= set(run.stdout.split())
    assert set() == {"pendulum", "cattrs", "hypothesis"} & set(run.stdout.split())


@pytest.fixture
def collector() -> Iterator[None]:
    """Leave the collector running, whatever a test does to it."""
    yield
    gc.enable()


@pytest.mark.usefixtures("collector")
def test_the_collector_is_paused_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading itself is done with the collector paused."""
    seen: list[bool] = []

    def parse(content: bytes, file: str) -> Any:
        seen.append(gc.isenabled())
        return json.loads(content) | {"file": file}

    monkeypatch.setattr("kpbargaining.files.codec.reading.parse", parse)
    with pytest.raises(InvalidDocument, match="unknown-key"):
        decode({"terms.json": b'{"schema": "1"}'})
    assert [False] == seen
    assert gc.isenabled()


def test_what_the_codec_has() -> None:
    """The codec names what it has, and nothing else."""
    assert callable(codec.encode)
    with pytest.raises(
        AttributeError, match=r"^module 'kpbargaining\.files\.codec' has no attribute 'x'$"
    ):
        codec.x  # type: ignore[attr-defined] # noqa: B018 (that is the point)
