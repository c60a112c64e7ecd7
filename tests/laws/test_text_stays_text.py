"""Law: no text of the data becomes anything else in any output that the library has.

A dataset in which every text is hostile is written in every way that can be found by listing,
beside the same dataset with plain texts. A parser of others reads each output. What it finds
beside the texts (elements, attributes, columns, tables, properties, keys) must be the same, and
each text must be found where the plain one was. An output that no parser here reads fails.
"""

import csv
import inspect
import io
import json
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, redirect_stderr, redirect_stdout, suppress
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

import attrs
import polars as pl
import vobject

import kpbargaining as kp
from kpbargaining import questions
from kpbargaining.cli.commands import COMMANDS, STYLES
from kpbargaining.cli.parser import main
from kpbargaining.exports.exporting import FORMATS
from kpbargaining.pictures.answers import sort_of
from kpbargaining.pictures.picture import PICTURES
from kpbargaining.publishing import bibtex
from kpbargaining.records.kinds import KINDS
from kpbargaining.records.roles import fields_of
from kpbargaining.values.texts import Text, Url

SAMPLE = Path(__file__).parents[1] / "samples" / "sound"

MARK = "¤"

ATTACKS = (
    "<script>alert(¤)</script>",
    "=cmd|' /C calc ¤'!A0",
    "'); DROP TABLE sources; -- ¤",
    "¤ ]]><!-- &amp; &#0; <![CDATA[",
    "BEGIN:VEVENT ¤ END:VCALENDAR; a=b, c:d",
    "¤ \\n \\; and a backslash \\",
    "} ¤ \\input{x} $\\write18{x}$ {",
    '"], "¤": {"a": [',
    "@SUM(¤)",
    "</text></svg><img src=x onerror=alert(¤)>",
    "`¤` | **b** | [c](javascript:alert(1)) | {{d}} ${e} %s",
    "' onmouseover='alert(¤)\" style=\"x:y",
    "-->' OR '1'='1 ¤ %0D%0ABEGIN:VALARM",
    "+¤ \N{HEBREW LETTER SHIN} \N{ARABIC LETTER MEEM} \N{HOSPITAL}",
    "key: [¤, !!python/object/apply:os.system ['x']]",
)
"""Texts that a record can hold; the mark becomes a number, by which each text is known."""

MANIFEST = {"name": MARK, "title": MARK, "author": MARK, "licence": MARK, "draft": "x"}


class Read(NamedTuple):
    """What a parser finds in an output."""

    shape: Iterable[str]
    """Everything but the texts."""
    texts: Iterable[str]


class Page(HTMLParser):
    """What a browser makes of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.shape: list[str] = []
        self.texts: list[str] = []
        self.data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element and what it is given."""
        self.shape += [tag, *(f"{tag} {name}" for name, _ in attrs)]
        self.data = ("type", "application/json") in attrs

    def handle_endtag(self, tag: str) -> None:
        """Keep the end of an element."""
        self.data = False
        self.shape.append(f"/{tag}")

    def handle_comment(self, data: str) -> None:
        """Keep a comment."""
        self.shape.append(f"comment {data}")

    def unknown_decl(self, data: str) -> None:
        """Keep a declaration."""
        self.shape.append(f"declaration {data}")

    def handle_data(self, data: str) -> None:
        """Keep text, or the texts of data."""
        self.texts += of_json(data.encode()).texts if self.data else [data]


def of_html(content: bytes) -> Read:
    """Read HTML; its text is in one piece, for marks of formulas stand apart."""
    page = Page()
    page.feed(content.decode())
    page.close()
    return Read(page.shape, ["".join(page.texts)])


def of_xml(content: bytes) -> Read:
    """Read XML, with a parser that takes nothing that is not well-formed."""
    elements = list(ET.fromstring(content).iter())  # noqa: S314 - our own
    names = [f"{each.tag} {name}" for each in elements for name in ("", *each.attrib)]
    texts = [text for each in elements for text in (each.text, each.tail, *each.attrib.values())]
    return Read(names, filter(None, texts))


def of_json(content: bytes) -> Read:
    """Read JSON."""
    shape, texts, waiting = list[str](), list[str](), [json.loads(content)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            shape += value
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
        else:
            shape.append(type(value).__name__)
            texts.append(str(value))
    return Read(shape, texts)


def of_csv(content: bytes) -> Read:
    """Read CSV."""
    head, *rows = csv.reader(io.StringIO(content.decode(), newline=""))
    shape = [*head, *(f"a row of {len(row)}" for row in rows)]
    return Read(shape, (cell for row in rows for cell in row))


def of_sqlite(content: bytes) -> Read:
    """Read a database."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(content)
        made = database.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
        tables = [name for kind, name, _ in made if kind == "table"]
        rows = [row for name in tables for row in database.execute(f'SELECT * FROM "{name}"')]  # noqa: S608 - our own names
    return Read([*map(str, made), f"{len(rows)} rows"], (str(cell) for row in rows for cell in row))


def of_parquet(content: bytes) -> Read:
    """Read a Parquet file."""
    frame = pl.read_parquet(content)
    cells = of_json(json.dumps(frame.rows(), default=str).encode())
    return Read([f"{frame.schema}, {len(frame)} rows"], cells.texts)


def of_calendar(content: bytes) -> Read:
    """Read a calendar."""
    calendar = vobject.readOne(content.decode())
    lines = [line for part in (calendar, *calendar.components()) for line in part.lines()]
    names = [*(part.name for part in calendar.components()), *(line.name for line in lines)]
    return Read([*names, *(name for line in lines for name in line.params)], map(_told, lines))


def _told(line: Any) -> str:
    return ", ".join(line.value) if isinstance(line.value, list) else str(line.value)


def of_bibtex(content: bytes) -> Read:
    """Read entries of BibTeX."""
    found = list(bibtex.entries(content.decode()))
    values = [each for entry in found for each in entry.items()]
    return Read([name for name, _ in values], [value for _, value in values])


def of_cff(content: bytes) -> Read:
    """Read YAML of which each value stands on its line: plain, or quoted as JSON is."""
    lines = [line.partition(": ") for line in content.decode().splitlines()]
    values = [json.loads(value) if value.startswith('"') else value for _, _, value in lines]
    plain = {re.sub(r"[\w .:;/,-]", "", value) for _, _, value in lines if value[:1] != '"'}
    return Read([*(name for name, _, _ in lines), *plain], values)


def of_terminal(content: bytes) -> Read:
    """Read what a terminal is given: whatever it obeys."""
    text = content.decode()
    return Read([ascii(c) for c in text if not c.isprintable() and c != "\n"], [text])


PARSERS: dict[str, Callable[[bytes], Read]] = {
    "atom": of_xml,
    "bibtex": of_bibtex,
    "cff": of_cff,
    "csl-json": of_json,
    "csv": of_csv,
    "html": of_html,
    "ics": of_calendar,
    "json": of_json,
    "parquet": of_parquet,
    "sqlite": of_sqlite,
    "svg": of_xml,
    "text": of_terminal,
}
"""By the ending of its name, what reads an output."""

TextOf = Callable[[int], str]


def plain(number: int) -> str:
    """Give a text that means nothing anywhere."""
    return f"kpb{number}x plain, longer than a line of a table is, with $ and \\ for their elements"


def hostile(number: int) -> str:
    """Give a text that would mean something somewhere, from its beginning or at its end."""
    first, last = (ATTACKS[each % len(ATTACKS)] for each in (number, 4 * number + 1))
    return f"{first} {last}".replace(MARK, f"kpb{number}x")


def written(folder: Path, text: TextOf) -> kp.Dataset:
    """Write the sample as two editions, each text of the second another one, and load that."""
    sample, numbers = kp.read(SAMPLE), iter(range(100_000))
    records = [told(record, text, numbers) for record in sample.records()]
    evidence = [told(item, text, numbers) for item in (*sample.evidence, *filled(sample))]
    about = {name: text(next(numbers)) if held == MARK else held for name, held in MANIFEST.items()}
    kp.write(sample, folder)
    (folder / "manifest.json").write_text(json.dumps(about | {"editions": {}}), "utf-8")
    kp.freeze(folder, "2030.1", "2030-01-01")
    kp.write(kp.Dataset(records, evidence), folder)
    kp.freeze(folder, "2030.2", "2030-02-01")
    return kp.load("2030.2", folder)


def told(record: Any, text: TextOf, numbers: Iterator[int]) -> Any:
    """Give each text of a record or a piece of evidence another one; those it lacks, too."""
    changes: dict[str, Any] = {}
    cls: Any = type(record)
    for field in fields_of(cls).values():
        if field.type is Text and field.name not in NAMES_FIELDS:
            made = text(next(numbers))
            changes[field.name] = (made,) if field.many else made
        if field.type is Url:
            changes[field.name] = address(text)
    if isinstance(record, kp.Evidence) and record.weak:
        read = tuple((name, text(next(numbers))) for name, _ in record.says or ())
        changes["says"] = read
    return attrs.evolve(record, **changes)


def address(text: TextOf) -> str:
    """An address; among hostile texts one with every mark that addresses can have."""
    odd = r""""onload='alert(1)'&amp;`$%{x}]]--\);,:%0D%0A|=@#"""
    return f"https://example.org/{odd if text is hostile else 'plain'}"


NAMES_FIELDS = {"fields", "open", "quote"}
"""What is text, but names fields; and what no edition has."""


def filled(sample: kp.Dataset) -> Iterator[kp.Evidence]:
    """Give evidence for the texts that a record of the sample lacks, and readings of them all."""
    for record in sample.records():
        cls: Any = type(record)
        facts = [f for f in fields_of(cls).values() if f.type is Text and f.role is kp.Role.FACT]
        if facts:
            texts = tuple(field.name for field in facts)
            yield kp.Evidence(record=record.id, source="bulletin", fields=texts)
        if read := tuple((field.name, "x") for field in facts if not field.many):
            yield kp.Evidence(record=record.id, source="report", says=read, weak=True)


Outputs = Iterator[tuple[str, bytes]]

GIVEN: dict[str, Any] = {
    "about": "2024-acme",
    "action_id": "2024-acme/strike",
    "body": "carers",
    "cls": kp.Session,
    "day": "2024-07-01",
    "field": "places",
    "first": "1990-01-01",
    "index": {f"{year}-{month:02}": 100 for year in range(2020, 2030) for month in range(1, 13)},
    "last": "2025-12-31",
    "metric": "metric-strikers",
    "name": "an index",
    "on": "2024-12-01",
    "overlay": kp.Dataset([], []),
    "question": kp.Dataset.compare_agreements,
    "record_id": "2024-acme/strike",
    "round_id": "2024-acme",
    "rule": "lowest",
    "source_id": "report",
}
"""What a question is given that asks for more than a dataset."""

HANDED = {"edition", "folder"}
"""What is given also where it need not be."""

WRITERS = {"export", "freeze", "page", "write"}
"""What leaves as files, which are read apart."""


def answers(ds: kp.Dataset, folder: Path) -> Iterator[tuple[str, Any]]:
    """Ask all that can be asked: of the library, of a dataset, of what is no method of one."""
    known = GIVEN | dict.fromkeys(("base", "dataset", "new", "self", "store"), ds)
    known |= {"folder": folder, "edition": "2030.2", "old": kp.load("2030.1", folder)}
    known |= {"answer": ds.timeline(), "record": ds["report"]}
    known |= {"schedule": ds.schedules("agreement-2024")[0]}
    for home, text in ((kp, kp.cite(ds, "report")), (kp.Dataset, "kpb"), (questions, "kpb")):
        for name in dir(home):
            asked = getattr(home, name)
            if name[0].islower() and callable(asked) and name not in WRITERS:
                yield f"{home.__name__}.{name}", asked(**given(asked, known | {"text": text}))
    yield from ((f"all {kind.plural}", ds.of(kind.cls)) for kind in KINDS)
    yield from ((f"card of {record.id}", kp.card(ds, record.id)) for record in ds.records())


def given(asked: Callable[..., Any], known: dict[str, Any]) -> dict[str, Any]:
    """Give a question what it asks for."""
    parts = inspect.signature(asked).parameters.values()
    needed = {p.name for p in parts if p.default is p.empty and p.kind is not p.VAR_POSITIONAL}
    return {name: known[name] for name in needed | (HANDED & {p.name for p in parts})}


def shown(name: str, answer: Any) -> Outputs:
    """Give an answer in every way in which it shows itself or becomes text."""
    ways: dict[str, Callable[[], Any]] = {"text": answer.__str__, "repr text": answer.__repr__}
    found = (re.fullmatch("_repr_([a-z]+)_", way) for way in dir(answer))
    ways |= {way[1]: getattr(answer, way[0]) for way in found if way}
    if isinstance(answer, str):
        del ways["repr text"]  # in which Python escapes quotes
    if isinstance(answer, kp.Table):
        ways |= {"csv": answer.to_csv, "json": answer.to_dicts}
    if isinstance(answer, kp.Picture):
        ways |= {"json": answer.to_vegalite, "alt text": lambda: answer.alt}
    if isinstance(answer, dict):
        ways = {"json": lambda: answer}
    for way, give in ways.items():
        told = give()
        content = told if isinstance(told, str) else json.dumps(told)
        yield f"{name} {way}", content.encode()


def pictured(asked: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, kp.Picture]]:
    """Draw each answer of which there is a picture."""
    for name, answer in asked:
        if sort_of(answer) in PICTURES:
            with suppress(kp.InvalidValue):  # nothing to draw
                yield f"picture of {name}", kp.picture(answer)


def exported(ds: kp.Dataset, folder: Path) -> Outputs:
    """Export in every format, and as a page."""
    kp.page(ds, folder / "page.html")
    for name in FORMATS:
        kp.export(ds, folder / FORMATS[name].name, name)
    for path in sorted(folder.rglob("*.*")):
        yield f"{path.relative_to(folder)}".replace(".", " "), path.read_bytes()


def cited(ds: kp.Dataset) -> Outputs:
    """Cite in every style, what can be cited in it."""
    styles: list[Any] = STYLES
    for style in styles:
        known = [None, *ds.sources.ids, "2024-acme/strike"] if style != "cff" else [None]
        for record in known:
            yield f"cite {record} {style}", kp.cite(ds, record, style=style).encode()


SAID: dict[str, Any] = {
    "address": "https://acme.example",
    "data": None,
    "error": hostile(7),
    "field": "places",
    "format": "atom",
    "id": "2024-acme/strike",
    "kind": "outcomes",
    "name": "2030.3",
    "new": "2030.2",
    "old": "2030.1",
    "record": "2024-acme/strike",
    "round": "2024-acme",
    "source": "bulletin",
    "text": "kpb",
    "topic": "topic-pay",
    "--on": "2030-03-01",
}
"""What a command is told."""

OTHERWISE = {"members": {"id": "carers"}, "schedule": {"id": "agreement-2024"}}
OTHERWISE["erratum"] = {"name": "2030.2"}
"""What some are told instead."""


def commanded(ds: kp.Dataset, folder: Path, copies: Path) -> Outputs:
    """Run every command in every form of its answer; give what it says, and what it says of it."""
    for name, command in COMMANDS.items():
        known = SAID | {"--data": folder, "--sources": copies, "-o": folder / f"{name}.out"}
        known |= dict.fromkeys(("data", "file", "folder"), folder) | OTHERWISE.get(name, {})
        known |= {"text": kp.cite(ds, "report")} if name == "verify" else {}
        known |= {"--edition": "2030.2"} if name != "check" else {}
        places = [str(known[each]) for each in command.takes if each in known and each[0] != "-"]
        options = [each for each in command.takes if each in known and each[0] == "-"]
        told = [*places, *(part for each in options for part in (each, str(known[each])))]
        for form in {"text", "json", "csv"} & {"text", *(each[2:] for each in command.takes)}:
            out, err = run(name, *told, *([f"--{form}"] if form != "text" else []))
            yield from ((f"$ {name} {form}", out), (f"$ {name} {form} refused text", err))


def run(*command: str) -> tuple[bytes, bytes]:
    """Run a command; give what it said."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        main(command)
    return out.getvalue().encode(), err.getvalue().encode()


def outputs(folder: Path, text: TextOf, copy: str) -> dict[str, Read]:
    """Give every output of the library, of a dataset with these texts, as it is read."""
    ds = written(folder / "data", text)
    (folder / "out").mkdir()
    (folder / "copies").mkdir()
    (folder / "copies" / "bulletin.txt").write_text(copy, "utf-8")
    asked = list(answers(ds, folder / "data"))
    drawn = list(pictured(asked))
    found = [each for name, answer in [*asked, *drawn] for each in shown(name, answer)]
    found += [*exported(ds, folder / "out"), *cited(ds)]
    found += [*commanded(ds, folder / "data", folder / "copies")]
    assert len(found) == len(dict(found))
    return {name: PARSERS[name.rpartition(" ")[2]](said) for name, said in found if said}


ALIKE = {"html", "svg"}
"""What has the same elements, not as many of each: a longer text takes more lines."""


def test_every_text_stays_text(tmp_path: Path) -> None:
    """In every output hostile texts are texts: they change nothing else, and are all there."""
    for name in ("plain", "hostile"):
        (tmp_path / name).mkdir()
    words, obeyed = "plain words", "plain words \x1b[31m \x07 \u202e </script>"
    expected = outputs(tmp_path / "plain", plain, words)
    found = outputs(tmp_path / "hostile", hostile, obeyed)
    assert expected.keys() == found.keys()
    harmless = {each for name, read in expected.items() for each in elements(name, read)}
    for name, read in found.items():
        if elements(name, read):
            assert (name, set()) == (name, elements(name, read) - harmless)
        else:
            assert (name, Counter(expected[name].shape)) == (name, Counter(read.shape))
        told = "\n".join(read.texts)
        numbers = set(re.findall(r"kpb([0-9]+)x plain, longer", "\n".join(expected[name].texts)))
        assert (name, []) == (name, [each for each in numbers if hostile(int(each)) not in told])


def elements(name: str, read: Read) -> set[str]:
    """Give what HTML or a picture consists of, where there may be more of each."""
    what, _, kind = name.rpartition(" ")
    return {f"{kind} {each}" for each in read.shape if kind in ALIKE and what != "page"}
