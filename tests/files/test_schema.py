"""The JSON Schema of the data files: as shipped, and side by side with the codec."""

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import kpbargaining as kp
from kpbargaining.files.codec import decode, encode
from kpbargaining.files.folders import read_files
from kpbargaining.files.schema import CODEC_ALONE
from kpbargaining.publishing.bundled import DATA
from kpbargaining.records.kinds import KINDS

TESTS = Path(__file__).parents[1]
VALIDATOR = Draft202012Validator(kp.schema())
CORPUS = json.loads((TESTS / "samples" / "faults.json").read_text("utf-8"))
"""Well-formed files, places in them, and faults of structure, type and pattern.

Under `place` stand values that do not belong there, under `place.key` those of a key there;
lacking are keys that belong in a place.
"""

FILES: dict[str, Any] = CORPUS["files"]
FAULTS: dict[str, list[Any]] = CORPUS["faults"]
GONE: Any = object()
"""Stands for a key that is taken away."""


def put(where: str, value: Any) -> tuple[str, Any]:
    """Give the name of a file, and the file with another value in one place."""
    place, _, key = where.partition(".")
    name, *path = CORPUS["places"][place]
    path += [key] if "." in where else []
    if not path:
        return name, value
    *steps, last = path
    document = holder = deepcopy(FILES[name])
    for step in steps:
        holder = holder[step]
    if value is GONE:
        del holder[last]
    else:
        holder[last] = value
    return name, document


def is_read(file: str, content: bytes) -> bool:
    """Tell whether the codec accepts a file."""
    try:
        decode({file: content})
    except kp.InvalidDocument:
        return False
    return True


def test_the_shipped_schema() -> None:
    """The schema that the package carries is the one that its records give."""
    shipped = Path(DATA, "schema.json").read_text("utf-8")
    assert json.dumps(kp.schema(), indent=1, ensure_ascii=False) + "\n" == shipped


def test_the_schema_is_one() -> None:
    """The schema is valid against the metaschema of its draft."""
    assert "https://json-schema.org/draft/2020-12/schema" == kp.schema()["$schema"]
    Draft202012Validator.check_schema(kp.schema())


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Give every schema of an object inside a schema."""
    if isinstance(value, dict):
        if value.get("type") == "object":
            yield value
        for inner in value.values():
            yield from objects(inner)


def test_nothing_is_let_through_unseen() -> None:
    """No object may have a property that the schema does not describe."""
    open_objects = [
        it for it in objects(kp.schema()) if it.get("additionalProperties") is not False
    ]
    assert {"$ref"} == {key for it in open_objects for key in it["additionalProperties"]}


def test_fields_carry_their_meaning() -> None:
    """The schema says of every field what the codebook says."""
    definitions = kp.schema()["$defs"]
    rows = [row for row in kp.codebook() if row.kind in definitions]
    assert [kind.name for kind in KINDS] == list(dict.fromkeys(row.kind for row in rows))
    assert [] == [
        (row.kind, row.field)
        for row in rows
        if row.field not in ("id", "round")
        and definitions[row.kind]["properties"][row.field]["description"] != row.meaning
    ]


def refused(files: Mapping[str, bytes]) -> list[str]:
    """Give the names of the files that the schema refuses."""
    return [name for name, it in files.items() if not VALIDATOR.is_valid(json.loads(it))]


def test_the_data_files_are_accepted() -> None:
    """The schema accepts every data file of the package."""
    files = read_files(DATA)
    assert files
    assert [] == refused(files)


def test_the_newest_format_alone() -> None:
    """The schema refuses files of an earlier format, and accepts what they are brought to."""
    files = read_files(TESTS / "overlays" / "acme")
    assert list(files) == refused(files)
    assert [] == refused(encode(*decode(files)))


@pytest.mark.parametrize("file", FILES)
def test_the_sample_is_accepted(file: str) -> None:
    """Without a fault, codec and schema accept the sample that the faults are put into."""
    assert is_read(file, json.dumps(FILES[file]).encode())
    assert VALIDATOR.is_valid(FILES[file])


def refused_by_one(where: str, values: Iterable[Any]) -> list[tuple[Any, bool, bool]]:
    """Give the values that codec and schema do not both refuse, and whether each accepts them."""
    found = []
    for value in values:
        name, document = put(where, value)
        accepted = is_read(name, json.dumps(document).encode()), VALIDATOR.is_valid(document)
        found += [(value, *accepted)] if any(accepted) else []
    return found


@pytest.mark.parametrize("where", FAULTS)
def test_faults_are_refused(where: str) -> None:
    """The schema refuses every fault of structure, type and pattern, as the codec does."""
    assert [] == refused_by_one(where, FAULTS[where])


@pytest.mark.parametrize("where", CORPUS["lacking"])
def test_what_is_lacking_is_missed(where: str) -> None:
    """The schema refuses files and records that lack what they need, as the codec does."""
    assert [] == refused_by_one(where, [GONE])


@pytest.mark.parametrize(
    ("where", "value"),
    [("text", "x" * 2_001), ("url", f"https://acme.example/{'x' * 2_000}"), ("count", math.inf)],
)
def test_what_is_too_much_is_refused(where: str, value: object) -> None:
    """The schema refuses what is longer or larger than it may be, as the codec does."""
    assert [] == refused_by_one(where, [value])


def test_what_the_codec_accepts_is_not_refused() -> None:
    """Whatever is put wherever, the schema refuses nothing that the codec accepts."""
    good = [
        "2030",
        "[2030..]",
        "2030-21",
        "2030/",
        "~10",
        "2..4 days",
        "a",
        0,
        ["held"],
        "in person",
    ]
    values = [*good, *chain.from_iterable(FAULTS.values())]
    changed = [put(place, value) for place in CORPUS["places"] for value in values]
    accepted = [it for name, it in changed if is_read(name, json.dumps(it).encode())]
    assert len(accepted) > 50
    assert [] == [it for it in accepted if not VALIDATOR.is_valid(it)]


VOTE = {"kind": "ratification", "by": ["nurses-united"]}

ALONE: dict[str, list[tuple[str, Any] | bytes]] = {
    "bytes that are not UTF-8, texts that are not JSON, and files of more than 64 MiB": [
        b'{"schema": "2", "terms": "\xff"}',
        b'{"schema": "2", "terms": {}',
        b'{"schema": "2", "terms": {}}' + b" " * 64 * 1024 * 1024,
    ],
    "a key that stands twice in one object": [b'{"schema": "2", "terms": {}, "terms": {}}'],
    "whole numbers that are written with a point, such as 10.0": [("count", 10.0)],
    "days that no calendar has, such as 2023-02-29": [
        ("date", "2023-02-29"),
        ("date", "[2025-01-01..2025-06-31]"),
        ("date", "9999-24"),
        ("span", "2023-02-29/2023-03-01"),
    ],
    "ranges and spans that run backwards, and ranges with a simpler spelling": [
        ("date", "[2026..2025]"),
        ("date", "[2025-08-01..2025-08-31]"),
        ("date", "[2025..2025]"),
        ("span", "2026/2025"),
    ],
    "ranges of amounts that run backwards": [("amount", "4..2"), ("amount", "2..2")],
    "characters that cannot be printed, blanks at the ends, and texts not in form C": [
        ("text", value)
        for value in ("a\u202eb", "a\x00b", "a\nb", "a\u00adb", "\ud800", " a", "a\n", "e\u0301")
    ],
    "ids that files cannot have, such as con": [("from", "con"), ("from", "a/com1")],
    "ids that are too long together with their round": [("sessions." + "a" * 115, {})],
    "an id with a slash outside its round": [
        b'{"schema": "2", "terms": {"a/b": {"kind": "topic", "name": "A"}}}'
    ],
    "dates outside the years 1800 to 2199": [
        ("date", "1799-12-31"),
        ("date", "[2030..2200]"),
        ("span", "2030/9999"),
    ],
    "amounts outside the bounds of their field, or with a unit that it does not take": [
        ("amount", "4000"),
        ("amount", "3%"),
        ("count", 0),
    ],
    "more votes in favor than cast, and more cast than members entitled": [
        ("file.votes", {"one": VOTE | {"yes": "11", "cast": "10"}}),
        ("file.votes", {"one": VOTE | {"cast": "11", "eligible": "10"}}),
    ],
    "a field marked open that the evidence does not speak of": [("open", ["format"])],
}
"""For each thing that only the codec sees, samples of it."""


def test_what_the_codec_sees_alone() -> None:
    """The list of what only the codec sees is whole: there are samples of each."""
    assert CODEC_ALONE == tuple(ALONE)


@pytest.mark.parametrize("sample", [sample for samples in ALONE.values() for sample in samples])
def test_only_the_codec_sees_it(sample: tuple[str, Any] | bytes) -> None:
    """What only the codec sees is refused by it, and accepted by the schema or out of its sight."""
    if isinstance(sample, bytes):
        file, content = "terms.json", sample
    else:
        file, document = put(*sample)
        content = json.dumps(document).encode()
    assert not is_read(file, content)
    try:
        seen = json.loads(content)
    except ValueError:
        return
    assert VALIDATOR.is_valid(seen)
