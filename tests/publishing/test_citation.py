"""How editions, records and sources are cited, and how pandoc reads what we write."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pypandoc
import pytest

import kpbargaining as kp

Make = Callable[[dict[str, Any]], kp.Dataset]
Style = Literal["text", "bibtex", "csl-json", "cff"]

PROJECT = Path(__file__).parents[2]
SOURCE = {"kind": "story", "title": "Talks open", "publisher": "Acme Hospitals", "voice": "press"}
ODD = "50 % of “A & B” #1 {x} $5 a_b ~ ^ \\ -- é"


@pytest.fixture
def sources(frozen: Path, dataset_of: Make) -> kp.Dataset:  # noqa: ARG001 (it is what is loaded)
    """The frozen sample, with sources of every sort of date and some odd ones."""
    seen = {"url": "https://acme.example/a_b?q=50%25#top", "retrieved": "2030-07-01"}
    dates = {
        "day": "2030-05-06",
        "month": "2030-05",
        "year": "2030",
        "range": "[2030-05-08..2030-06-03]",
        "months": "[2030-05..2030-06]",
        "open-range": "[2030-05-08..]",
        "season": "2030-22",
        "long-ago": "0097-08",
    }
    plain: dict[str, Any] = {n: SOURCE | seen | {"published": when} for n, when in dates.items()}
    plain["undated"] = SOURCE
    plain["seen-once"] = SOURCE | {"retrieved": "[2030-05..]"}
    plain["odd"] = SOURCE | {"title": ODD, "publisher": f"{ODD} and others"}
    plain["odd"]["url"] = "https://acme.example/{a}~b%20c?d=e&f=$g"
    made = dataset_of({"sources": {"sources": plain}})
    return kp.load("2030.1").merge(made)


def test_an_edition(frozen: Path) -> None:
    """An edition is cited by author, day, title, name, licence and digest."""
    assert (
        "its readers (2030-07-02). Bargaining record of Acme Hospitals, edition 2030.1."
        f" Data set, CC-BY-4.0; SHA-256 {kp.read(frozen).digest}."
    ) == kp.cite(kp.load("2030.1"))


def test_an_edition_in_bibtex(frozen: Path) -> None:
    """In BibTeX, author and title stand in two braces: they are not split, nor put in small."""
    assert [
        "@misc{acme-record-2030.1,",
        "  author = {{its readers}},",
        "  title = {{Bargaining record of Acme Hospitals}},",
        "  version = {2030.1},",
        "  date = {2030-07-02},",
        f"  note = {{Data set, CC-BY-4.0; SHA-256 {kp.read(frozen).digest}}},",
        "}",
    ] == kp.cite(kp.load("2030.1"), style="bibtex").splitlines()


def test_an_edition_in_csl(frozen: Path) -> None:
    """In CSL-JSON, an edition is one item of the type dataset."""
    assert [
        {
            "id": "acme-record-2030.1",
            "type": "dataset",
            "author": [{"literal": "its readers"}],
            "title": "Bargaining record of Acme Hospitals",
            "version": "2030.1",
            "issued": {"date-parts": [[2030, 7, 2]]},
            "note": f"Data set, CC-BY-4.0; SHA-256 {kp.read(frozen).digest}",
        }
    ] == json.loads(kp.cite(kp.load(), style="csl-json"))


def test_an_edition_in_cff(frozen: Path) -> None:
    """In CFF, an edition is a whole file CITATION.cff."""
    assert (
        "cff-version: 1.2.0\n"
        "message: If you use this data, cite the edition you used.\n"
        "type: dataset\n"
        'title: "Bargaining record of Acme Hospitals"\n'
        "authors:\n"
        '  - name: "its readers"\n'
        'version: "2030.1"\n'
        "date-released: 2030-07-02\n"
        "license: CC-BY-4.0\n"
        "identifiers:\n"
        "  - type: other\n"
        f"    value: sha256:{kp.read(frozen).digest}\n"
        "    description: The digest of the data files of this edition.\n"
    ) == kp.cite(kp.load("2030.1"), style="cff")


def test_a_draft(bundled: Path) -> None:
    """A draft has no day, and is called a draft."""
    assert (
        "its readers (n.d.). Bargaining record of Acme Hospitals, edition 2030.1-draft."
        f" Data set, CC-BY-4.0; a draft, not frozen; SHA-256 {kp.read(bundled).digest}."
    ) == kp.cite(kp.load())
    (item,) = json.loads(kp.cite(kp.load(), style="csl-json"))
    assert "issued" not in item
    assert "date" not in kp.cite(kp.load(), style="bibtex")


@pytest.mark.parametrize("style", ["text", "bibtex", "csl-json"])
@pytest.mark.usefixtures("frozen")
def test_a_derived_dataset(style: Style) -> None:
    """A derived dataset names every step from the edition, and never passes for the edition."""
    derived = kp.load().as_of("2030-07-02").subset("2030-acme")
    steps = "derived from edition 2030.1; as of 2030-07-02, certainly; subset 2030-acme"
    assert steps in kp.cite(derived, style=style)
    assert "edition 2030.1." not in kp.cite(derived, style=style)
    assert steps in kp.cite(derived, "2030-acme", style)


@pytest.mark.usefixtures("frozen")
def test_a_record() -> None:
    """A record is cited in its edition, with the sources it rests on, each once."""
    dataset = kp.load()
    assert (
        "its readers (2030-07-02). Session 2030-acme/2030-06-03, in: Bargaining record of Acme"
        f" Hospitals, edition 2030.1. Data set, CC-BY-4.0; SHA-256 {dataset.digest}; resting on"
        ' "Talks open at Acme" (acme-may), "Talks move on at Acme" (acme-june).'
    ) == kp.cite(dataset, "2030-acme/2030-06-03")
    bibtex = kp.cite(dataset, "2030-acme/2030-06-03", "bibtex")
    assert bibtex.startswith("@misc{acme-record-2030-acme-2030-06-03,\n")
    assert kp.cite(dataset, "topic-safety").endswith("; resting on no source.")


@pytest.mark.parametrize(
    ("name", "date", "note"),
    [
        ("day", "2030-05-06", "story"),
        ("month", "2030-05", "story"),
        ("year", "2030", "story"),
        ("range", "[2030-05-08..2030-06-03]", "story"),
        ("months", "[2030-05..2030-06]", "story"),
        ("open-range", "n.d.", "story, published [2030-05-08..]"),
        ("season", "n.d.", "story, published 2030-22"),
        ("long-ago", "0097-08", "story"),
    ],
)
def test_a_source(sources: kp.Dataset, name: str, date: str, note: str) -> None:
    """A source is cited as its publisher's; a date that other formats lack stands in the note."""
    address = "https://acme.example/a_b?q=50%25#top"
    assert (f"Acme Hospitals ({date}). Talks open. {note}. {address}. Seen 2030-07-01.") == kp.cite(
        sources, name
    )


def test_sources_that_lack_something(sources: kp.Dataset) -> None:
    """What is not known of a source is left out; a day it was seen that is none is a note."""
    assert "Acme Hospitals (n.d.). Talks open. story." == kp.cite(sources, "undated")
    seen = "Acme Hospitals (n.d.). Talks open. story, seen [2030-05..]."
    assert seen == kp.cite(sources, "seen-once")
    (item,) = json.loads(kp.cite(sources, "seen-once", "csl-json"))
    assert {"id", "type", "author", "title", "note"} == item.keys()
    assert "document" == item["type"]


@pytest.fixture(params=["bibtex", "biblatex", "csljson"])
def form(request: pytest.FixtureRequest) -> str:
    """What pandoc calls the form of a citation."""
    return str(request.param)


def read_by_pandoc(citations: list[str], form: str) -> dict[str, dict[str, Any]]:
    """Give what pandoc reads, by key, as CSL-JSON."""
    if form == "csljson":
        text = json.dumps([item for each in citations for item in json.loads(each)])
    else:
        text = "\n".join(citations)
    return {item["id"]: item for item in json.loads(pypandoc.convert_text(text, "csljson", form))}


def essence(item: dict[str, Any]) -> dict[str, Any]:
    """Give what a reader needs of one item; an address with the spelling of all characters."""
    names = ("author", "title", "version", "issued", "note", "accessed")
    address = item.get("URL", "").translate({ord(c): f"%{ord(c):X}" for c in "{}"})
    return {name: item[name] for name in names if name in item} | {"URL": address}


@pytest.mark.parametrize("derived", [False, True])
def test_pandoc_reads_what_we_write(sources: kp.Dataset, form: str, *, derived: bool) -> None:
    """Pandoc gives back the author, title, version, date, note and address of every citation."""
    dataset = sources.as_of("2031-01-01", "possibly") if derived else sources
    style: Style = "csl-json" if form == "csljson" else "bibtex"
    names = [None, *(record.id for record in dataset.records())]
    expected = [json.loads(kp.cite(dataset, name, "csl-json"))[0] for name in names]
    found = read_by_pandoc([kp.cite(dataset, name, style) for name in names], form)
    assert {item["id"]: essence(item) for item in expected} == {
        key: essence(item) for key, item in found.items()
    }
    assert len(names) == len(found)


def test_pandoc_reads_the_sources_of_the_package(form: str) -> None:
    """Pandoc reads every source of the bundled data: one item each, with publisher and address."""
    dataset = kp.load()
    style: Style = "csl-json" if form == "csljson" else "bibtex"
    found = read_by_pandoc([kp.cite(dataset, name, style) for name in dataset.sources.ids], form)
    assert {source.id: (source.publisher, source.url) for source in dataset.sources} == {
        key: (item["author"][0]["literal"].replace("\u2019", "'"), item.get("URL"))
        for key, item in found.items()
    }


def test_the_citation_of_the_project() -> None:
    """CITATION.cff is generated: it cites the newest frozen edition."""
    path = PROJECT / "CITATION.cff"
    if not path.exists():
        pytest.skip("CITATION.cff is not here")
    assert kp.cite(kp.load(), style="cff") == path.read_text("utf-8")


@pytest.mark.parametrize("style", ["cff", "apa", ""])
@pytest.mark.usefixtures("frozen")
def test_a_style_for_editions_alone(style: Any) -> None:
    """CFF is refused for what is no frozen edition, and an unknown style always, naming all."""
    expected = "one of text, bibtex, csl-json, or cff for a frozen edition"
    edition, draft = kp.load("2030.1"), kp.load("2030.2-draft")
    for dataset, name in (
        (draft, None),
        (edition, "2030-acme"),
        (edition.as_of("2030-07-02"), None),
    ):
        with pytest.raises(kp.InvalidValue, match=expected) as caught:
            kp.cite(dataset, name, style)
        assert (expected, repr(style)) == (caught.value.expected, caught.value.found)


def test_what_no_edition_stands_behind(acme: Path) -> None:
    """A folder of one's own is no edition, and is refused."""
    with pytest.raises(kp.InvalidValue, match="a dataset that was loaded as an edition"):
        kp.cite(kp.read(acme))


@pytest.mark.usefixtures("frozen")
def test_an_unknown_record_or_edition() -> None:
    """A misspelt id is refused with the nearest, and so is the name of an edition that is none."""
    with pytest.raises(kp.UnknownName, match="no id 'nurse-united'; nearest: nurses-united"):
        kp.cite(kp.load(), "nurse-united")
    with pytest.raises(kp.UnknownName, match=r"no edition '2030\.11'; nearest: 2030\.1"):
        kp.cite(kp.Dataset([], [], edition="2030.11"))
