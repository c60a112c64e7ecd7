"""The fault corpus: every way a file can be wrong that we know of, and where it is refused."""

import json
from typing import Any

import pytest

from kpbargaining.errors import InvalidDocument, Problem
from kpbargaining.files.codec import decode

Place = tuple[str, str]
"""A code and a path."""

SOURCE = {"kind": "bulletin", "title": "Talks open", "publisher": "Acme", "voice": "management"}
SESSION = {"place": "Springfield", "evidence": [{"from": "news", "for": ["place"]}]}


def problems_of(content: str | bytes, file: str = "sources.json") -> tuple[Problem, ...]:
    """Give the problems for which one file is refused."""
    data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    with pytest.raises(InvalidDocument, match=r"^\d+ problem") as caught:
        decode({file: data})
    return caught.value.problems


def refused(content: str | bytes, file: str = "sources.json") -> list[Place]:
    """Give what one file is refused for, code and path, after a look at how that is told."""
    problems = problems_of(content, file)
    assert {file} == {problem.file for problem in problems}
    assert all(len(problem.found) <= 80 for problem in problems)
    assert all(part.isascii() and part.isprintable() for problem in problems for part in problem)
    return [(problem.code, problem.path) for problem in problems]


def source(**fields: Any) -> str:
    """Give a file with one source, `news`, and these fields; None leaves one out."""
    known = {name: value for name, value in (SOURCE | fields).items() if value is not None}
    return json.dumps({"schema": "1", "sources": {"news": known}})


def talks(name: str = "may", **fields: Any) -> str:
    """Give the file of a round with one session and these fields."""
    return json.dumps({"schema": "1", "sessions": {name: SESSION | fields}})


def raw(field: str, value: str) -> str:
    """Give a file with one source in which a field has a value that is written just so."""
    return source(**{field: "HERE"}).replace('"HERE"', value)


def test_samples_without_a_fault() -> None:
    """The samples into which faults are put are accepted as they are."""
    records, _ = decode({"sources.json": source().encode(), "rounds/a.json": talks().encode()})
    assert ["news", "a/may"] == [record.id for record in records]


VALUES = {
    "pages": [
        *("10.7", "10.0", '"10"', '"1_0"', '"１０"', "true", "false", "null", "[10]", "{}"),  # noqa: RUF001 (a fault)
        *("-1", "1000001", "1e999", "-1e999", "1" * 4000),
    ],
    "title": [
        *("10", "1.5", "null", "true", '["Talks"]', '{"en": "Talks"}'),
        *('""', '" "', '" Talks"', '"Talks "', '"Talks\\n"', '"Ta\\tlks"', '"Ta\\u00a0"'),
        *('"\\u0000"', '"\\u001b[31m"', '"\\u202eTalks"', '"Ta\\u200dlks"', '"\\ufeffTalks"'),
        *('"\\ud800"', '"\\udc00\\ud800"', '"Jose\\u0301"', '"' + "x" * 2001 + '"'),
    ],
    "kind": ['"Bulletin"', '"bulletin "', '"newspaper"', '"BULLETIN"', "null", "1", '["bulletin"]'],
    "published": [
        *('"2023-02-29"', '"2023-13"', '"2023-01-00"', '"0000"', '"10000"', '"2025-8-19"'),
        *('"8/19/2025"', '"Aug 19, 2025"', '"19 August 2025"', '"2025-08-19T10:00"', '"10:00"'),
        *('"2025-08-19/2025-08-23"', '"P3D"', '"2025-W33"', '"2025-231"', '"20250819"', '"now"'),
        *("2025", "1755561600", "null", '""', '"2025-08-19\\n"', '"2025?"', '["2025"]'),
        *('"２０２５"', '"[2025-08-19..2025-08-01]"', '"[2025-08-01..2025-08-31]"', '"[..]"'),  # noqa: RUF001 (a fault)
    ],
    "url": [
        *(
            '"javascript:alert(1)"',
            '"file:///etc/passwd"',
            '"https://me:pw@example.org"',
            '"ftp:x"',
        ),
        *('"https://example.org/a b"', '"//example.org"', '"https://exämple.org"', '"https://"'),
        *('"https://example.org/<b>"', '"https://example.org\\n"', "null", "7"),
    ],
    "sha256": ['""', '"' + "a" * 63 + '"', '"' + "A" * 64 + '"', "0"],
    "extent": ['"0+0:0123456789abcdef"', '"-1+1:0123456789abcdef"', '"0+1:0123"', '"words"', "0"],
    "part_of": ['"The Page"', '""', '"../news"', '"n\\u0435ws"', '["news"]'],
    "senders": ['"jo"', '{"jo": 1}', "[]", "null", '["jo", "jo"]'],
}


@pytest.mark.parametrize(
    ("field", "value"), [(field, value) for field, values in VALUES.items() for value in values]
)
def test_values(field: str, value: str) -> None:
    """A value outside the profile of its field is refused at the field."""
    assert [("value", f"$.sources.news.{field}")] == refused(raw(field, value))


@pytest.mark.parametrize(
    "held",
    ["2030-05-08/2030-05-06", "../..", "../2030", "/", "2030-05-06", "2030/2030/", "", 7, None],
)
def test_spans(held: object) -> None:
    """What is no span, or ends before it starts, is refused where one is due."""
    assert [("value", "$.sessions.may.held")] == refused(talks(held=held), "rounds/a.json")


@pytest.mark.parametrize("days", ["about 3", "3 - 4", "4..3", "1e3", "03", "٣", "3 500", 3, 2.5])
def test_amounts(days: object) -> None:
    """What is no amount in the profile is refused where one is due."""
    assert [("value", "$.sessions.may.days")] == refused(talks(days=days), "rounds/a.json")


IDS = {
    "": "['']",
    "the news": "['the news']",
    "News": ".News",
    "a_b": ".a_b",
    "news-": "['news-']",
    "a--b": "['a--b']",
    "/news": "['/news']",
    "../../etc/passwd": "['../../etc/passwd']",
    "con": ".con",
    "a/nul": "['a/nul']",
    "n\u0435ws": r"['n\u0435ws']",  # a Cyrillic letter
    "ne\u200dws": r"['ne\u200dws']",
    "jose\u0301": r"['jose\u0301']",
    "\ud800": r"['\ud800']",
    "news\n": r"['news\n']",
    "x" * 121: f"['{'x' * 76}...]",
}


@pytest.mark.parametrize(("name", "step"), IDS.items(), ids=map(ascii, IDS))
def test_ids(name: str, step: str) -> None:
    """A name outside the profile of ids is refused once, and what stands below it is still read."""
    body = SOURCE | {"pages": "4", "evidence": [{"from": "news"}]}
    content = json.dumps({"schema": "1", "sources": {name: body}})
    expected = [("value", f"$.sources{step}"), ("value", f"$.sources{step}.pages")]
    assert expected == refused(content)


def proof(**entry: Any) -> str:
    """Give a file with one source and evidence for it with these keys."""
    return source(evidence=[{"from": "news"} | entry])


STRUCTURE = {
    "values of a list": (source(senders=["jo", "", 1]), "value .senders[1]", "value .senders[2]"),
    "key missing": (source(kind=None), "missing-key .kind"),
    "two keys missing": (source(kind=None, title=None), "missing-key .kind", "missing-key .title"),
    "misspelt key": (source(publised="2025"), "unknown-key .publised"),
    "two unknown keys": (source(b=1, a=1), "unknown-key .a", "unknown-key .b"),
    "unprintable key": (source(**{"a\n": 1}), r"unknown-key ['a\n']"),
    "__class__": (source(__class__="Person"), "unknown-key .__class__"),
    "__proto__": (source(__proto__={}), "unknown-key .__proto__"),
    "id": (source(id="news"), "unknown-key .id"),
    "round": (source(round="a"), "unknown-key .round"),
    "everything": (
        source(kind="x", pages=True, x=1),
        "value .kind",
        "value .pages",
        "unknown-key .x",
    ),
    "evidence as an object": (source(evidence={"from": "news"}), "type .evidence"),
    "evidence as a text": (source(evidence="news"), "type .evidence"),
    "no evidence": (raw("evidence", "null"), "type .evidence"),
    "entry as a text": (source(evidence=["news"]), "type .evidence[0]"),
    "second entry as null": (source(evidence=[{"from": "news"}, None]), "type .evidence[1]"),
    "from missing": (source(evidence=[{"for": ["pages"]}]), "missing-key .evidence[0].from"),
    "from": (proof(**{"from": "The News"}), "value .evidence[0].from"),
    "words": (proof(words="met August 19"), "value .evidence[0].words"),
    "no words": (proof(words="4+0:0123456789abcdef"), "value .evidence[0].words"),
    "quote": (proof(quote=["met"]), "value .evidence[0].quote"),
    "at": (proof(at=""), "value .evidence[0].at"),
    "for as a text": (proof(**{"for": "pages"}), "value .evidence[0].for"),
    "for nothing": (proof(**{"for": []}), "value .evidence[0].for"),
    "for twice": (proof(**{"for": ["pages", "pages"]}), "value .evidence[0].for"),
    "for a number": (proof(**{"for": [7]}), "value .evidence[0].for[0]"),
    "for no field": (proof(**{"for": ["pages", "pags"]}), "unknown-field .evidence[0].for[1]"),
    "for no text": (proof(**{"for": [""]}), "unknown-field .evidence[0].for[0]"),
    "for a key": (proof(**{"for": ["title"]}), "unknown-field .evidence[0].for[0]"),
    "says a list": (proof(says=["pages"]), "type .evidence[0].says"),
    "says null": (proof(says=None), "type .evidence[0].says"),
    "says nothing": (proof(says={}), "type .evidence[0].says"),
    "says no field": (proof(says={"pags": 4}), "unknown-field .evidence[0].says.pags"),
    "says a key": (proof(says={"title": "T"}), "unknown-field .evidence[0].says.title"),
    "says no value": (proof(says={"pages": None}), "value .evidence[0].says.pages"),
    "says a text": (proof(says={"pages": "4"}), "value .evidence[0].says.pages"),
    "says a list's value": (
        proof(says={"senders": ["j", ""]}),
        "value .evidence[0].says.senders[1]",
    ),
    "says twice": (proof(says={"senders": ["j", "j"]}), "value .evidence[0].says.senders"),
    "weak": (proof(weak="yes"), "value .evidence[0].weak"),
    "weak beside a reading": (proof(says={"pages": 4}, weak=""), "value .evidence[0].weak"),
    "weak as a number": (proof(weak=1), "value .evidence[0].weak"),
    "basis": (proof(basis="Stated"), "value .evidence[0].basis"),
    "also": (proof(also="news"), "value .evidence[0].also"),
    "also twice": (proof(also=["a", "a"]), "value .evidence[0].also"),
    "note": (proof(note="one\ntwo"), "value .evidence[0].note"),
    "record": (proof(record="news"), "unknown-key .evidence[0].record"),
    "a name from the code": (proof(locator="p. 4"), "unknown-key .evidence[0].locator"),
    "misspelt key of evidence": (proof(word="p. 4"), "unknown-key .evidence[0].word"),
    "record, evidence and reading": (
        source(pages=-1, evidence=[{"for": ["x"], "says": {"pages": -1}, "basis": 1}]),
        *("value .pages", "unknown-field .evidence[0].for[0]", "value .evidence[0].says.pages"),
        *("missing-key .evidence[0].from", "value .evidence[0].basis"),
    ),
}


@pytest.mark.parametrize(
    ("content", "expected"), [(c, e) for c, *e in STRUCTURE.values()], ids=STRUCTURE
)
def test_structure(content: str, expected: list[str]) -> None:
    """What is no record, or has not just the keys it can have, is refused with every fault."""
    places = [each.split(" ", 1) for each in expected]
    assert sorted((code, f"$.sources.news{step}") for code, step in places) == sorted(
        refused(content)
    )


def test_nested_lists() -> None:
    """Lists in 900 lists are refused where they stand, or with the file if the stack is short."""
    places = refused(raw("title", "[" * 900 + "]" * 900))
    assert places in ([("value", "$.sources.news.title")], [("json", "$")])


FILES = {
    "a list": ("sources.json", "[]", "type $"),
    "null": ("sources.json", "null", "type $"),
    "a number": ("sources.json", "1", "type $"),
    "a text": ("sources.json", '"sources"', "type $"),
    "no JSON": ("sources.json", "", "json $"),
    "schema missing": ("sources.json", "{}", "schema $.schema"),
    "schema as a number": ("sources.json", '{"schema": 1}', "schema $.schema"),
    "schema null": ("sources.json", '{"schema": null}', "schema $.schema"),
    "schema older": ("sources.json", '{"schema": "0"}', "schema $.schema"),
    "schema in words": ("sources.json", '{"schema": "one", "x": 1}', "schema $.schema"),
    "schema as a list": ("sources.json", '{"schema": ["1"]}', "schema $.schema"),
    "unknown section": ("sources.json", '{"schema": "1", "source": {}}', "unknown-key $.source"),
    "section from elsewhere": ("parties.json", source(), "unknown-key $.sources"),
    "sources in a round": ("rounds/a.json", source(), "unknown-key $.sources"),
    "round elsewhere": ("record.json", '{"schema": "1", "round": {}}', "unknown-key $.round"),
    "sessions elsewhere": ("record.json", talks(), "unknown-key $.sessions"),
    "section as a list": ("sources.json", '{"schema": "1", "sources": []}', "type $.sources"),
    "section null": ("sources.json", '{"schema": "1", "sources": null}', "type $.sources"),
    "record null": ("sources.json", '{"schema": "1", "sources": {"a": null}}', "type $.sources.a"),
    "round as a list": ("rounds/a.json", '{"schema": "1", "round": []}', "type $.round"),
    "round without a name": (
        "rounds/a.json",
        '{"schema": "1", "round": {}}',
        "missing-key $.round.name",
    ),
    "round of another": ("rounds/a.json", talks(round="b"), "unknown-key $.sessions.may.round"),
    "name in a round": ("rounds/a.json", talks("/may"), "value $.sessions['/may']"),
    "name of a file in a round": ("rounds/a.json", talks("con"), "value $.sessions.con"),
    "id as in a round": (
        "record.json",
        '{"schema": "1", "events": {"a/b": {}}}',
        "value $.events['a/b']",
    ),
    "reserved round": ("rounds/con.json", talks(), "file $"),
    "unknown file": ("news.json", source(), "file $"),
    "no JSON file": ("sources.txt", source(), "file $"),
    "file of all rounds": ("rounds.json", talks(), "file $"),
    "round in a folder": ("rounds/a/b.json", talks(), "file $"),
    "round in another folder": ("talks/a.json", talks(), "file $"),
    "round in capitals": ("rounds/May.json", talks(), "file $"),
    "round without a file name": ("rounds/.json", talks(), "file $"),
    "round outside": ("rounds/../a.json", talks(), "file $"),
}


@pytest.mark.parametrize(("file", "content", "expected"), FILES.values(), ids=FILES)
def test_files(file: str, content: str, expected: str) -> None:
    """A file that is not of this format, or holds what belongs elsewhere, is refused."""
    code, path = expected.split(" ", 1)
    assert [(code, path)] == refused(content, file)
