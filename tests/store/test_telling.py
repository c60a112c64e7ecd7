"""A source and what it says, each in a line."""

from typing import Any

import attrs
import pytest

import kpbargaining as kp
from kpbargaining.records.evidence import Basis, Doubt, Evidence, Source, SourceKind, Voice
from kpbargaining.store.telling import address_of, document, witness
from kpbargaining.values.passages import Passage
from kpbargaining.values.when import PartialDate

MAY: dict[str, Any] = {
    "id": "acme-may",
    "kind": SourceKind.BULLETIN,
    "title": "Talks open",
    "publisher": "Acme",
    "voice": Voice.MANAGEMENT,
}
MORE = {"published": PartialDate("2030-05"), "url": "https://acme.example/may"}


def test_a_source() -> None:
    """Of a source its voice and kind are told, its title, publisher, date and address if known."""
    assert "management, bulletin: Talks open; Acme" == document(Source(**MAY))
    assert (
        "management, bulletin: Talks open; Acme; published 2030-05; https://acme.example/may"
    ) == document(Source(**MAY | MORE))


@pytest.mark.parametrize(
    ("expected", "own", "whole"),
    [
        ("https://a.example", {"url": "https://a.example", "archived": "https://b.example"}, {}),
        ("https://b.example", {"archived": "https://b.example"}, {"url": "https://c.example"}),
        ("https://c.example", {}, {"url": "https://c.example", "archived": "https://d.example"}),
        ("https://d.example", {}, {"archived": "https://d.example"}),
        (None, {}, {}),
    ],
)
def test_where_it_is_found(
    expected: str | None, own: dict[str, str], whole: dict[str, str]
) -> None:
    """A source is found at its address, at that of a copy, or where what carries it is found."""
    story = Source(**MAY | {"part_of": "acme-page"} | own)
    dataset = kp.Dataset([story, Source(**MAY | {"id": "acme-page"} | whole)], [])
    assert expected == address_of(story, dataset.sources)
    alone = attrs.evolve(story, part_of=None)
    for each in (story, alone):
        assert address_of(each, kp.Dataset([each], []).sources) == next(iter(own.values()), None)


@pytest.mark.parametrize(
    ("expected", "more"),
    [
        ("that it is so; stated", {}),
        ("held, place; stated", {"fields": ("held", "place")}),
        (
            (
                "held; but says place = Springfield; weak; derived; another reading is possible; "
                "first line; words 3+4:0123456789abcdef; read twice"
            ),
            {
                "fields": ("held",),
                "says": (("place", "Springfield"),),
                "weak": True,
                "basis": Basis.DERIVED,
                "doubt": Doubt.READING,
                "locator": "first line",
                "passage": Passage("3+4:0123456789abcdef"),
                "note": "read twice",
            },
        ),
    ],
)
def test_evidence(expected: str, more: dict[str, Any]) -> None:
    """Of evidence it is told who says so, on which fields, how sure, and where it is found."""
    item = Evidence(record="2030-acme/2030-05-06", source="acme-may", **more)
    source = Source(**MAY)
    assert f"acme-may (management, Talks open): {expected}" == witness(item, source)
    assert f"acme-may: {expected}" == witness(item, None)


def test_a_title_stands_once() -> None:
    """Of several pieces of evidence from one source, the first line alone has its title."""
    ds = kp.load()
    record = "2025-alliance/local-bargaining-began-ofnhp-2025-03"
    first, second = ds.index.lines_about(record)
    source = ds.sources["aft-2025-ofnhp-nurses-other-health"]
    assert first.startswith(f"{source.id} (union, {source.title}): ")
    assert second.startswith(f"{source.id}: ")
    assert [document(source)] == ds.index.lines_about(source.id)
