"""The law of bad input: whatever bytes are read, they are accepted whole or refused by name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kpbargaining.dataset import Dataset
from kpbargaining.errors import InvalidDocument
from kpbargaining.files.codec import decode, encode
from kpbargaining.records.kinds import KINDS
from kpbargaining.strategies import datasets, partial_dates, quantities, spans, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.errors import Problem
    from kpbargaining.files.codec.reading import Contents

Files = dict[str, bytes]

NASTY = [
    *("null", "true", "false", "0", "-1", "10.7", "1e999", "NaN", "-Infinity", "1" * 5000),
    *('""', '" "', '"1"', '"a\\u0000"', '"\\ud800"', '"\\u202e"', '"e\\u0301"', '"\\u0430cme"'),
    *("[]", "[[]]", "[null]", '["a", "a"]', "[" * 900 + "]" * 900, "[" * 100_000, "{}"),
    *(
        '{"a": 1, "a": 2}',
        '{"__class__": "Session"}',
        '{"schema": "1"}',
        '{"schema": "3"}',
        '"' + "x" * 3000 + '"',
    ),
    *('"2025-02-30"', '"2025-8-19"', '"now"', '"../x"', '"con"', '"javascript:0"', '"1..0"'),
]
"""Pieces of JSON, and of what is none, to put in the place of others."""

NAMES = sorted(
    {name for kind in KINDS for name in (kind.plural, *kind.fields)}
    | {"schema", "round", "evidence", "from", "words", "at", "for", "says", "weak", "also"}
    | {"__proto__", "", "a b", "\u0430cme", "a/b", "x" * 200, "2025-acme"}
)
"""Keys to put in the place of others, most of them right elsewhere."""


class Raw(str):
    """A piece of a file that is written as it is."""

    __slots__ = ()


class Pairs(list[tuple[str, Any]]):
    """An object whose keys can be repeated."""


def parts(node: Any) -> Iterator[list[Any]]:
    """Give every list and object at or below a node that holds something."""
    if isinstance(node, list) and node:
        yield node
        for child in node:
            yield from parts(child[1] if isinstance(node, Pairs) else child)


def rendered(node: Any) -> str:
    """Give a node as JSON, or as something near it."""
    if isinstance(node, Raw):
        return node
    if isinstance(node, Pairs):
        return "{" + ",".join(f"{json.dumps(name)}:{rendered(value)}" for name, value in node) + "}"
    if isinstance(node, list):
        return "[" + ",".join(map(rendered, node)) + "]"
    return json.dumps(node)


values = st.sampled_from(NASTY) | st.one_of(
    *(each.map(str).map(json.dumps) for each in (texts(), partial_dates(), spans(), quantities()))
)


def edit(draw: st.DrawFn, part: list[Any]) -> None:
    """Replace, rename, repeat or remove one of the nodes that a list or an object holds."""
    index = draw(st.integers(0, len(part) - 1))
    name, value = part[index] if isinstance(part, Pairs) else ("", part[index])
    replaced = [(name, Raw(draw(values)))]
    renamed = [(draw(st.sampled_from(NAMES)), value)]
    pairs = draw(st.sampled_from([replaced, renamed, [(name, value)] * 2, []]))
    part[index : index + 1] = pairs if isinstance(part, Pairs) else [value for _, value in pairs]


@st.composite
def edited_json(draw: st.DrawFn, content: bytes) -> bytes:
    """The file with one or two of its nodes replaced, renamed, repeated or removed."""
    node = json.loads(content, object_pairs_hook=Pairs)
    for _ in range(draw(st.integers(1, 2))):
        edit(draw, draw(st.sampled_from(list(parts(node)))))
    return rendered(node).encode()


added = st.text(st.characters(codec="ascii"), max_size=3).map(str.encode) | st.binary(max_size=3)


@st.composite
def edited_bytes(draw: st.DrawFn, content: bytes) -> bytes:
    """The file with some of its bytes flipped, removed or added."""
    edited = bytearray(content)
    for _ in range(draw(st.integers(1, 2))):
        start = draw(st.integers(0, len(edited)))
        removed = draw(st.sampled_from([0, 1, 2, 10, len(content)]))
        edited[start : start + removed] = draw(added)
    return bytes(edited)


@st.composite
def edited_files(draw: st.DrawFn) -> list[Files]:
    """The files of a valid dataset, thrice with one of them edited, and rarely called otherwise."""
    dataset = draw(datasets())
    files = encode(dataset.records(), dataset.evidence)
    edited = []
    for _ in range(3):
        name = draw(st.sampled_from(sorted(files)))
        other = draw(st.sampled_from([name] * 8 + ["record.json", "rounds/x.json", "rounds.json"]))
        content = draw(edited_json(files[name]) | edited_bytes(files[name]))
        edited.append({old: files[old] for old in files if old != name} | {other: content})
    return edited


def read(files: Files) -> tuple[list[Contents], tuple[Problem, ...]]:
    """Give what the files hold, or the problems for which they are refused."""
    try:
        return [decode(files)], ()
    except InvalidDocument as refused:
        return [], refused.problems


@settings(max_examples=50)
@given(edited_files())
def test_accepted_whole_or_refused_by_name(edited: list[Files]) -> None:
    """Edited files are refused with the places of what is wrong, once each, or kept whole."""
    for files in edited:
        contents, problems = read(files)
        kept = [encode(*each) for each in contents]

        assert bool(problems) is not bool(contents)
        assert len(set(problems)) == len(problems)
        assert {problem.file for problem in problems} <= set(files)
        assert all(problem.path.startswith("$") for problem in problems)
        assert all(len(problem.found) <= 80 for problem in problems)
        assert all(text.isascii() and text.isprintable() for each in problems for text in each)
        assert [Dataset(*each) for each in contents] == [Dataset(*decode(each)) for each in kept]
        assert kept == [encode(*decode(each)) for each in kept]
        assert all(held(files) == (len(each[0]), len(each[1])) for each in contents)


def held(files: Files) -> tuple[int, int]:
    """Give how many records and how many pieces of evidence stand in files that were accepted."""
    bodies = [
        body
        for content in files.values()
        for name, section in json.loads(content.decode("utf-8-sig")).items()
        if name != "schema"
        for body in ([section] if name == "round" else section.values())
    ]
    return len(bodies), sum(len(body.get("evidence", [])) for body in bodies)
