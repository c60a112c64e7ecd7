"""The command that shows a record: its fields, the evidence for each, the sources."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., tuple[int, str, str]]

MAY, NEW = "2030-acme/2030-05-06", "2030-acme/new-2030-05-06"


@pytest.fixture
def text(run: Run, acme: Path) -> Callable[..., list[str]]:
    """Show something of the sample, and give the lines of a good answer."""

    def ask(*arguments: object) -> list[str]:
        status, out, err = run("show", *arguments, "--data", acme)
        assert (0, "") == (status, err)
        return out.splitlines()

    return ask


@pytest.fixture
def plain(run: Run, acme: Path) -> Callable[..., Any]:
    """Show something of the sample in JSON, and give what a good answer holds."""

    def ask(*arguments: object) -> Any:
        status, out, err = run("show", *arguments, "--json", "--data", acme)
        assert (0, "") == (status, err)
        assert out.isascii()
        return json.loads(out)

    return ask


def spoil(path: Path, old: str, new: str) -> None:
    """Put other text into a data file, wherever the old one stands."""
    content = path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, new), "utf-8")


def test_show(text: Callable[..., list[str]]) -> None:
    """`show` prints under each field the evidence for it, then readings, then the sources."""
    assert [
        "Session 2030-acme/2030-05-06",
        "  round: 2030-acme",
        "  held: 2030-05-06/2030-05-08",
        "    - acme-may, 12+8:e6b38603f9e11c4e",
        "  place: Springfield",
        "    - acme-may, 12+8:e6b38603f9e11c4e",
        "sources:",
        "  acme-may: Talks open at Acme",
    ] == text(MAY)
    assert [
        "  value: 4",
        "    - acme-may, 21+4:92210e37a87e6107",
        "    - acme-june, 13+8:c108cc40f970521c, but says value = ~5, The story of May counts them",
        "sources:",
        "  acme-may: Talks open at Acme",
        "  acme-june: Talks move on at Acme",
    ] == text(NEW)[-6:]


def test_show_titles_and_addresses(acme: Path, text: Callable[..., list[str]]) -> None:
    """`show` prints the title of each source, and its address, once; also of those beside it."""
    spoil(
        acme / "sources.json",
        '"title": "Talks open at Acme",',
        '"title": "Talks open at Acme",\n      "url": "https://acme.example/may",',
    )
    spoil(
        acme / "rounds" / "2030-acme.json",
        '{"from": "acme-may", "words": "12+8:e6b38603f9e11c4e", "for": ["held", "place"]}',
        '{"from": "acme-may", "words": "12+8:e6b38603f9e11c4e", "for": ["held", "place"],'
        ' "basis": "derived", "also": ["acme-june", "acme-gone"]}',
    )
    assert [
        "sources:",
        "  acme-may: Talks open at Acme https://acme.example/may",
        "  acme-june: Talks move on at Acme",
        "  acme-gone",
    ] == text(MAY)[-4:]


def test_show_without_evidence(text: Callable[..., list[str]]) -> None:
    """What needs no evidence has no sources to print."""
    assert ["Term topic-safety", "  kind: topic", "  name: Safety at work"] == text("topic-safety")


def test_show_what_sources_say_there_is_not(text: Callable[..., list[str]]) -> None:
    """`show` prints the evidence that there is none of something, and several values in a row."""
    lines = text("nurses-united")
    place = lines.index("  parent: none")
    evidence = "    - acme-may, 7+5:512cc4da493584f5, Independent: it has no parent"
    assert evidence == lines[place + 1]
    assert "  parties: acme-hospitals, nurses-united" in text("2030-acme")


def test_show_with_the_words(copies: Path, text: Callable[..., list[str]]) -> None:
    """With the copies at hand, `show` prints the words that each piece of evidence stands for."""
    lines = text("jose-nunez", "--sources", copies)
    place = lines.index("    - acme-may, last sentence but one, 35+2:43884fd3c7eec253")
    assert "      found: Jos\u00e9 N\u00fa\u00f1ez" == lines[place + 1]
    page = copies / "acme-page.txt"
    page.write_text(page.read_text("utf-8").replace("Jos\u00e9 N", "Juan N"), "utf-8")
    assert "      edited: Juan N\u00fa\u00f1ez" in text("jose-nunez", "--sources", copies)
    page.unlink()
    assert "      missing: " in text("jose-nunez", "--sources", copies)


def test_show_words_that_a_terminal_would_obey(
    copies: Path, text: Callable[..., list[str]], plain: Callable[..., Any]
) -> None:
    """Escapes and direction marks of a copy are printed as text, and never obeyed."""
    page = copies / "acme-page.txt"
    spoil(page, "Jos\u00e9 N", "\x1b[31m\u202eJos\u00e9 N")
    shown = "\n".join(text("jose-nunez", "--sources", copies))
    assert set() == {"\x1b", "\u202e"} & set(shown)
    (row,) = plain("jose-nunez", "--sources", copies)["evidence"]
    assert row["text"].endswith("N\u00fa\u00f1ez")


def test_show_in_json(copies: Path, plain: Callable[..., Any]) -> None:
    """In JSON `show` gives kind, record and evidence, in the keys of the data files."""
    answer = plain(NEW)
    assert ("Figure", "4") == (answer["kind"], answer["record"]["value"])
    assert ["acme-may", "acme-june"] == [row["from"] for row in answer["evidence"]]
    assert ["Talks open at Acme", "Talks move on at Acme"] == [
        row["title"] for row in answer["evidence"]
    ]
    assert {"value": "~5"} == answer["evidence"][1]["says"]
    (row, _) = plain(NEW, "--sources", copies)["evidence"]
    assert ("found", "reached 4 tentative agreements") == (row["status"], row["text"])


def test_show_evidence_that_cites_no_words(
    acme: Path, copies: Path, text: Callable[..., list[str]]
) -> None:
    """Evidence without a passage is shown as it is, whatever is at hand."""
    spoil(acme / "parties.json", '"words": "35+2:43884fd3c7eec253", ', "")
    lines = text("jose-nunez", "--sources", copies)
    assert ["    - acme-may, last sentence but one", "sources:"] == lines[-3:-1]


def test_show_evidence_from_nowhere(acme: Path, text: Callable[..., list[str]]) -> None:
    """Evidence from a source that is not there is shown by its id."""
    spoil(acme / "sources.json", '"acme-june"', '"acme-july"')
    lines = text(NEW)
    assert ["sources:", "  acme-may: Talks open at Acme", "  acme-june"] == lines[-3:]
