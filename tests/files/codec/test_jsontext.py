"""Strict JSON: bytes that are none are refused with a reason, repeated keys with their paths."""

import json

import pytest

from kpbargaining.errors import InvalidDocument, Problem
from kpbargaining.files.codec import jsontext
from kpbargaining.files.codec.jsontext import at, parse, render

TITLE = "Talks open"
PLAIN = f'{{"schema": "1", "sources": {{"news": {{"title": "{TITLE}"}}}}}}'
VALID = PLAIN.encode()


def placed(value: str) -> str:
    """Give the file with another title, written just so."""
    return PLAIN.replace(f'"{TITLE}"', value)


def problems_of(content: str | bytes) -> tuple[Problem, ...]:
    """Give the problems for which a file is refused, after a look at how they are told."""
    data = content if isinstance(content, bytes) else content.encode()
    with pytest.raises(InvalidDocument, match=r"^\d+ problem") as caught:
        parse(data, "sources.json")
    problems = caught.value.problems
    assert {"sources.json"} == {problem.file for problem in problems}
    assert all(len(problem.found) <= 80 for problem in problems)
    assert all(part.isascii() and part.isprintable() for problem in problems for part in problem)
    return problems


BYTES = {
    "empty": (b"", "json"),
    "white space": (b" \n\t ", "json"),
    "cut in a string": (VALID[: VALID.index(b"Talks") + 3], "json"),
    "last byte missing": (VALID[:-1], "json"),
    "trailing garbage": (VALID + b"}", "json"),
    "two documents": (VALID + b"\n" + VALID, "json"),
    "two byte-order marks": (b"\xef\xbb\xbf" * 2 + VALID, "json"),
    "UTF-16": (PLAIN.encode("utf-16"), "encoding"),
    "UTF-16 without a mark": (PLAIN.encode("utf-16-le"), "json"),
    "UTF-32": (PLAIN.encode("utf-32-be"), "json"),
    "Latin-1": (VALID.replace(b"Talks", b"Gespr\xe4che"), "encoding"),
    "overlong UTF-8": (VALID.replace(b"Talks", b"\xc0\xaf"), "encoding"),
    "surrogate in UTF-8": (VALID.replace(b"Talks", b"\xed\xa0\x80"), "encoding"),
    "raw NUL": (VALID.replace(b"Talks", b"Ta\0lks"), "json"),
    "raw line break": (VALID.replace(b"Talks", b"Ta\nlks"), "json"),
    "ZIP": (b"PK\x03\x04\x14\x00\x00\x00\x08\x00", "json"),
    "gzip": (b"\x1f\x8b\x08\x00\x00\x00\x00\x00", "encoding"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "encoding"),
    "HTML": (b"<!DOCTYPE html><title>404</title>", "json"),
    "comment": (b"// ours\n" + VALID, "json"),
    "trailing comma": (VALID[:-1] + b",}", "json"),
    "single quotes": (VALID.replace(b'"', b"'"), "json"),
    "NaN": (placed("NaN"), "json"),
    "Infinity": (placed("Infinity"), "json"),
    "minus Infinity": (placed("-Infinity"), "json"),
    "leading zero": (placed("010"), "json"),
    "hexadecimal": (placed("0x10"), "json"),
    "5,000 digits": (placed("1" * 5000), "json"),
    "100,000 arrays": ("[" * 100_000, "json"),
    "100,000 arrays inside": (placed("[" * 100_000 + "]" * 100_000), "json"),
}


@pytest.mark.parametrize(("content", "code"), BYTES.values(), ids=BYTES)
def test_no_json(content: str | bytes, code: str) -> None:
    """What is not one JSON document in UTF-8 is refused as a whole."""
    assert [(code, "$")] == [problem[:1] + problem[2:3] for problem in problems_of(content)]


@pytest.mark.parametrize(
    ("content", "expected", "found"),
    [
        (b"", "JSON (Expecting value, line 1)", "''"),
        (b'{"a": 1,\n "b": }', "JSON (Expecting value, line 2)", r"""'{"a": 1,\n "b": }'"""),
        (b"[NaN]", "JSON (NaN is not JSON)", "'[NaN]'"),
        (b"\xe9t\xe9", "UTF-8", r"b'\xe9'"),
        (b"[" * 100_000, "JSON that is not nested so deep", "'" + "[" * 76 + "..."),
    ],
    ids=["empty", "line", "constant", "encoding", "depth"],
)
def test_reasons(content: bytes, expected: str, found: str) -> None:
    """A refusal says what is wrong, in which line, and shows how the file starts."""
    assert [(expected, found)] == [problem[3:] for problem in problems_of(content)]


def test_long_numbers() -> None:
    """A number of more digits than the interpreter reads is refused without repeating it."""
    (problem,) = problems_of("1" * 5000)
    assert "value has 5000 digits" in problem.expected
    assert problem.expected.endswith("integer string conversion: value has 5000 digits)")


def test_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of just the limit is read, and one byte more is refused before it is looked at."""
    assert 64 * 1024 * 1024 == jsontext.LARGEST_FILE
    monkeypatch.setattr(jsontext, "LARGEST_FILE", len(VALID))
    assert json.loads(VALID) == parse(VALID, "sources.json")
    (problem,) = problems_of(VALID + b"\xff")
    assert ("size", "$", f"at most {len(VALID)} bytes", str(len(VALID) + 1)) == (
        problem[0],
        *problem[2:],
    )


def test_byte_order_mark() -> None:
    """A byte-order mark at the start is dropped: no harm is done by one."""
    assert json.loads(VALID) == parse(b"\xef\xbb\xbf" + VALID, "sources.json")


def test_depth() -> None:
    """Lists are read to a depth that no file of data has a use for."""
    assert json.loads("[" * 500 + "]" * 500) == parse(b"[" * 500 + b"]" * 500, "sources.json")


REPEATED = {
    "schema": ('{"schema": "1", "schema": "1"}', ["$.schema"]),
    "section": ('{"schema": "1", "sources": {}, "sources": {}}', ["$.sources"]),
    "record": ('{"sources": {"news": {"a": 1}, "news": {"a": 2}}}', ["$.sources.news"]),
    "field": ('{"sources": {"the-news": {"a": 1, "a": 1}}}', ["$.sources['the-news'].a"]),
    "twice and thrice": (
        '{"b": 1, "a": 1, "b": 2, "c": 3, "a": 1, "a": 3}',
        ["$.b", "$.a"],
    ),
    "in lists": (
        '{"x": [{}, {"says": {"a": 1, "a": 2}, "at": 1, "at": 1}], "y": [[{"b": 0, "b": 0}]]}',
        ["$.x[1].at", "$.x[1].says.a", "$.y[0][0].b"],
    ),
    "inside one that is lost": ('{"a": {"b": 1, "b": 2}, "a": 3}', ["$.a"]),
    "below 400 lists": (
        "[" * 400 + '{"a": 1, "a": 2}' + "]" * 400,
        ["$" + "[0]" * 400 + ".a"],
    ),
    "unprintable": ('{"\\u202e": 1, "\\u202e": 1}', [r"$['\u202e']"]),
}


@pytest.mark.parametrize(("content", "paths"), REPEATED.values(), ids=REPEATED)
def test_repeated_keys(content: str, paths: list[str]) -> None:
    """Every key that stands more than once in an object is refused where it stands."""
    assert [("duplicate-key", path) for path in paths] == [
        (problem.code, problem.path) for problem in problems_of(content)
    ]


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("news", "$.news"),
        ("not_agreed", "$.not_agreed"),
        ("class", "$.class"),
        ("2030-acme", "$['2030-acme']"),
        ("", "$['']"),
        ("a.b", "$['a.b']"),
        ("it's", '$["it\'s"]'),
        ("\u0430cme", r"$['\u0430cme']"),
        ("x" * 80, "$." + "x" * 80),
        ("x" * 81, f"$['{'x' * 76}...]"),
    ],
)
def test_paths(name: str, path: str) -> None:
    """A key is a plain step of a path if it is a plain word, and is shown in brackets otherwise."""
    assert path == at("$", name)


def test_rendered() -> None:
    """A value is written in one line, its characters as they are, its keys in their own order."""
    assert '{"b": "Año ½", "a": [1, true, null]}' == render({"b": "Año ½", "a": [1, True, None]})
