"""What the tests of exports share: a dataset full of texts that other formats would obey."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import attrs
import feedparser
import pytest

import kpbargaining as kp
from kpbargaining.store.provenance import Provenance, Publication

HOSTILE = (
    "<script>alert('x')</script>",
    "]]><!-- & &amp; &#0;",
    'BEGIN:VEVENT, END:VCALENDAR; "quoted": a=b',
    r"back\slash \n \N \, \; and \\ two",
    "tail backslash \\",
    "1, 2; 3: 4",
    "漢字仮名交じり文" * 20,
    "é" * 200,
    "👩‍⚕️".replace("\u200d", "") * 40,
    "שלום עליכם, مرحبا",
    "a" * 74 + "é" + "b" * 74 + "漢",
    "  ".join(["x"] * 40),
    "=cmd|' /C calc'!A0",
    '"items": []]}}',
    "%0D%0ABEGIN:VALARM",
)
"""Texts that a record can hold, and that would mean something in a calendar, XML or JSON."""


@pytest.fixture
def edition(frozen: Path) -> kp.Dataset:
    """The first edition of the sample."""
    return kp.load("2030.1", frozen)


@pytest.fixture
def texts() -> tuple[str, ...]:
    """Texts that a record can hold, and that would mean something in other formats."""
    return HOSTILE


def publication(**changes: Any) -> Publication:
    """Give an edition of which every text is hostile."""
    about = Publication(
        name="acme;record",
        title=HOSTILE[2],
        author=HOSTILE[0],
        licence=HOSTILE[1],
        edition="2030.1",
        frozen="2030-07-02",
    )
    return attrs.evolve(about, **changes)


def hostile(index: int) -> list[kp.Session | kp.Event | kp.Source]:
    """Give a source, and a session and an event that it tells of, with one of the texts."""
    text = HOSTILE[index]
    round_id = "2030-acme"
    source = kp.Source(
        id=f"paper-{index}",
        kind=kp.SourceKind.ARTICLE,
        title=text,
        publisher=text,
        voice=kp.Voice.PRESS,
        url=f"https://acme.example/{index}?a=1,2;3&b=%2C#<x>".replace("<x>", "{x}"),
    )
    session = kp.Session(
        id=f"{round_id}/may-{index}",
        round=round_id,
        held=kp.Span("2030-05-06/2030-05-08"),
        place=text,
    )
    event = kp.Event(id=f"event-{index}", on=kp.PartialDate("2030-05"), summary=text)
    return [source, session, event]


@pytest.fixture(scope="session")
def hostile_dataset() -> kp.Dataset:
    """A dataset of hostile texts, each in a title, a place, a summary, a locator and a note."""
    records = [record for index in range(len(HOSTILE)) for record in hostile(index)]
    evidence = [
        kp.Evidence(
            record=record.id,
            source=f"paper-{index}",
            fields=(field,),
            locator=text,
            note=text,
        )
        for index, text in enumerate(HOSTILE)
        for record, field in zip(hostile(index)[1:], ("held", "on"), strict=True)
    ]
    return kp.Dataset(records, evidence, Provenance(publication=publication()))


@pytest.fixture
def uncanny() -> kp.Dataset:
    """A dataset whose edition and lineage hold what no record can: controls and noncharacters."""
    about = publication(title="a\x00b\x1b[31m\ufffe\ud800\u202e", author="\x07")
    source, session, _ = hostile(0)
    steps = Provenance(publication=about, lineage=("as of \x0b",))
    return kp.Dataset([source, session], [], steps)


@pytest.fixture(scope="session")
def read() -> Callable[[bytes], Any]:
    """Read a feed as others do: it is valid, no entry stands twice, each has its paragraphs."""

    def read(feed: bytes) -> Any:
        found = feedparser.parse(feed)
        assert ("atom10", False) == (found.version, bool(found.bozo))
        assert len({entry.id for entry in found.entries}) == len(found.entries)
        for entry in found.entries:
            markup = re.sub(r"\s*\n\s*", "", entry.content[0].value)
            parts = re.findall(r"<(?:p|li)>(.*?)</(?:p|li)>", markup)
            entry["paragraphs"] = [unescape(re.sub(r"<[^>]*>", "", part)) for part in parts]
        return found

    return read


@pytest.fixture(scope="session")
def odd(dataset_of: Callable[[dict[str, Any]], kp.Dataset]) -> kp.Dataset:
    """A dataset of data files whose texts are meant to be taken for something else."""
    text = """=1+1"'; DROP TABLE <script>alert(1)</script> & {x} \\ $a$ "é" \N{HOSPITAL}"""
    paper = {"kind": "article", "title": text, "publisher": text, "voice": "press"}
    told = [{"from": "paper", "for": ["held", "place"], "at": text, "note": text}]
    session = {"held": "2030-05-06/2030-05-08", "place": text, "evidence": told}
    return dataset_of(
        {
            "sources": {"sources": {"paper": paper}},
            "rounds/2030-acme": {"round": {"name": text}, "sessions": {"2030-05-06": session}},
        }
    )
