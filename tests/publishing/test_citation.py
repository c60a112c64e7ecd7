"""How editions, records and sources are cited, and how pandoc reads what we write."""

import copy
import json
import pickle
import re
from base64 import urlsafe_b64encode
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from typing import Any, Literal

import pypandoc
import pytest

import kpbargaining as kp
from kpbargaining.notebook import escaped
from kpbargaining.publishing.freezing import set_address
from kpbargaining.publishing.manifests import sealed
from kpbargaining.store.telling import address_of

Make = Callable[[dict[str, Any]], kp.Dataset]
Style = Literal["text", "bibtex", "csl-json", "cff"]

PROJECT = Path(__file__).parents[2]
JUNE = "2030-acme/2030-06-03"
SOURCE = {"kind": "story", "title": "Talks open", "publisher": "Acme Hospitals", "voice": "press"}
ODD = "50 % of “A & B” #1 {x} $5 a_b ~ ^ \\ -- é"
UNPAIRED = ["{", "}", "a } b", "a { b", "}{", "{{", "}}}", "\\}", "{\\", "a, b = {c", "@misc{x,"]
"""Texts with braces that BibTeX would count."""


def name_of(digest: str | None) -> str:
    """Give the stable name that RFC 6920 makes of a digest."""
    code = urlsafe_b64encode(bytes.fromhex(str(digest))).decode().rstrip("=")
    return f"ni:///sha-256;{code}"


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
        "long-ago": "1805-08",
        "within-a-month": "[2030-05-08..2030-05-11]",
        "over-years": "[2029-12-08..2030-05-11]",
    }
    plain: dict[str, Any] = {n: SOURCE | seen | {"published": when} for n, when in dates.items()}
    plain["undated"] = SOURCE
    plain["seen-once"] = SOURCE | {"retrieved": "[2030-05..]"}
    plain["odd"] = SOURCE | {"title": ODD, "publisher": f"{ODD} and others"}
    plain["odd"]["url"] = "https://acme.example/{a}~b%20c?d=e&f=$g"
    for number, text in enumerate(UNPAIRED):
        plain[f"unpaired-{number}"] = SOURCE | {"title": text, "publisher": text}
        plain[f"unpaired-{number}"]["url"] = f"https://acme.example/{'}{'[number % 2]}"
    plain["page"] = SOURCE | {
        "url": "https://acme.example/page",
        "archived": "https://archive.example/p",
    }
    plain["copied"] = SOURCE | {"archived": "https://archive.example/copied"}
    plain["story"] = SOURCE | {"part_of": "page"}
    told = {
        f"told-by-{name}": {
            "kind": "claim",
            "by": ["nurses-united"],
            "summary": "Pay is low",
            "evidence": [{"from": name, "for": ["summary"]}],
        }
        for name in plain
    }
    made = dataset_of({"sources": {"sources": plain}, "record": {"statements": told}})
    return kp.load("2030.1").merge(made)


def test_an_edition(frozen: Path) -> None:
    """An edition is cited by author, day, title, name, licence, digest and a stable name."""
    assert (
        "its readers (2030-07-02). Bargaining record of Acme Hospitals, edition 2030.1."
        f" Data set, CC-BY-4.0; SHA-256 {kp.read(frozen).digest}. {name_of(kp.load().digest)}."
    ) == kp.cite(kp.load("2030.1"))


def test_an_edition_in_bibtex(frozen: Path) -> None:
    """In BibTeX, author and title stand in two braces: they are not split, nor put in small."""
    digest = kp.read(frozen).digest
    assert [
        "@misc{acme-record-2030.1,",
        "  author = {{its readers}},",
        "  title = {{Bargaining record of Acme Hospitals}},",
        "  version = {2030.1},",
        f"  howpublished = {{edition 2030.1, {name_of(digest)}}},".replace("_", r"\_"),
        "  date = {2030-07-02},",
        "  year = {2030},",
        "  month = jul,",
        f"  note = {{Data set, CC-BY-4.0; SHA-256 {digest}}},",
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
            "URL": name_of(kp.load().digest),
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
        "  - type: other\n"
        f"    value: {name_of(kp.load().digest)}\n"
        "    description: The same digest as a name (RFC 6920).\n"
    ) == kp.cite(kp.load("2030.1"), style="cff")


def test_a_draft(bundled: Path) -> None:
    """A draft has no day, and is called a draft."""
    assert (
        "its readers (n.d.). Bargaining record of Acme Hospitals, edition 2030.1-draft."
        f" Data set, CC-BY-4.0; a draft, not frozen; SHA-256 {kp.read(bundled).digest}."
        f" {name_of(kp.read(bundled).digest)}."
    ) == kp.cite(kp.load("2030.1-draft"))
    (item,) = json.loads(kp.cite(kp.load("2030.1-draft"), style="csl-json"))
    assert "issued" not in item
    assert "date" not in kp.cite(kp.load("2030.1-draft"), style="bibtex")


@pytest.mark.parametrize("style", ["text", "bibtex", "csl-json"])
@pytest.mark.usefixtures("frozen")
def test_a_derived_dataset(style: Style) -> None:
    """A derived dataset names every step from the edition, and never passes for the edition."""
    derived = kp.load().as_of("2030-07-02").subset("2030-acme")
    steps = "derived from edition 2030.1; as of 2030-07-02, certainly; subset 2030-acme"
    assert steps in kp.cite(derived, style=style)
    assert "edition 2030.1." not in kp.cite(derived, style=style)
    assert steps in kp.cite(derived, "2030-acme", style=style)


@pytest.mark.usefixtures("frozen")
def test_a_record() -> None:
    """A record is cited in its edition, with the sources it rests on, each once."""
    dataset = kp.load()
    assert (
        "its readers (2030-07-02). Session 2030-acme/2030-06-03, in: Bargaining record of Acme"
        f" Hospitals, edition 2030.1. Data set, CC-BY-4.0; SHA-256 {dataset.digest}; resting on"
        ' "Talks open at Acme" (acme-may), "Talks move on at Acme" (acme-june).'
        f" {name_of(dataset.digest)}."
    ) == kp.cite(dataset, "2030-acme/2030-06-03")
    bibtex = kp.cite(dataset, "2030-acme/2030-06-03", style="bibtex")
    assert bibtex.startswith("@misc{acme-record-2030-acme-2030-06-03,\n")
    assert "; resting on no source. ni:///" in kp.cite(dataset, "topic-safety")


@pytest.mark.parametrize("style", ["text", "bibtex", "csl-json"])
@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("day", "https://acme.example/a_b?q=50%25#top"),
        ("page", "https://acme.example/page"),
        ("copied", "https://archive.example/copied"),
        ("story", "https://acme.example/page"),
        ("undated", None),
    ],
)
def test_the_address_of_each_source(
    sources: kp.Dataset, name: str, address: str | None, style: Style
) -> None:
    """What rests on a source names its address, or that of a copy or of what carries it, if any."""
    text = kp.cite(sources, f"told-by-{name}", "summary", style=style)
    told = f"({name}, {address})" if address else f"({name})"
    assert f" {told}" in text.replace("\\", "")
    own = kp.cite(sources, name, style=style)
    assert address in own if address else "http" not in own


@pytest.mark.parametrize(
    ("name", "field", "said", "rests"),
    [
        (JUNE, "held", "2030-06-03/2030-06-03", 'resting on "Talks move on at Acme" (acme-june)'),
        (JUNE, "days", "not known", "resting on no source"),
        (JUNE, "round", "2030-acme", 'resting on "Talks open at Acme" (acme-may), "Talks move'),
        ("nurses-united", "parent", "none", 'resting on "Talks open at Acme" (acme-may)'),
        ("2030-acme/ta-1", "topics", "topic-safety", "our own classification"),
        ("2030-acme", "parties", "acme-hospitals, nurses-united", 'resting on "Talks open'),
        ("acme-may", "published", "[2030-05-08..2030-06-03]", 'resting on "Talks open at Acme"'),
    ],
)
@pytest.mark.usefixtures("frozen")
def test_a_field(name: str, field: str, said: str, rests: str) -> None:
    """A field is cited with its value and the sources that agree, or that there are none."""
    dataset = kp.load()
    kind = type(dataset[name]).__name__
    text = kp.cite(dataset, name, field)
    assert f"). {kind} {name}, {field} = {said}, in: Bargaining record of" in text
    assert f"; SHA-256 {dataset.digest}; {rests}" in text
    entry = kp.cite(dataset, name, field, style="bibtex")
    key = re.sub(r"[^a-z0-9]", "-", f"acme-record-{name}-{field}")
    assert entry.startswith(f"@misc{{{key},\n")
    (item,) = json.loads(kp.cite(dataset, name, field, style="csl-json"))
    assert f"{kind} {name}, {field} = {said}, in: " in item["title"]


@pytest.mark.parametrize("field", ["hold", "", "evidence", 5, ["held"]])
@pytest.mark.usefixtures("frozen")
def test_a_field_that_is_none(field: Any) -> None:
    """What is no field of a record is refused, with the nearest."""
    with pytest.raises(kp.UnknownName, match="no field"):
        kp.cite(kp.load(), JUNE, field)
    with pytest.raises(kp.UnknownName, match="nearest: held"):
        kp.cite(kp.load(), JUNE, "hold")


@pytest.mark.usefixtures("frozen")
def test_a_field_of_nothing() -> None:
    """A field is that of a record: without one it is refused, and so is a style in its place."""
    with pytest.raises(kp.InvalidValue, match="the id of a record, then one of its fields"):
        kp.cite(kp.load(), None, "held")
    with pytest.raises(kp.InvalidValue, match="or cff for a frozen edition"):
        kp.cite(kp.load(), None, "held", style="cff")


DOI = "https://doi.org/10.5555/acme_1"
PAGES = "https://acme.example/#/record/{id}"


def test_the_address_of_a_dataset(frozen: Path) -> None:
    """Once the dataset has an address, every citation carries it, as a DOI where it is one."""
    before = kp.cite(kp.load())
    set_address(frozen, DOI)
    dataset = kp.load()
    assert kp.cite(dataset) == before.replace(name_of(dataset.digest), DOI)
    assert kp.cite(dataset, JUNE, "held").endswith(f" {DOI}.")
    entry = kp.cite(dataset, JUNE, style="bibtex")
    assert "  howpublished = {edition 2030.1, https://doi.org/10.5555/acme\\_1},\n" in entry
    assert f"  doi = {{10.5555/acme_1}},\n  url = {{{DOI}}},\n" in entry
    (item,) = json.loads(kp.cite(dataset, JUNE, style="csl-json"))
    assert ("10.5555/acme_1", DOI) == (item["DOI"], item["URL"])
    cff = kp.cite(dataset, style="cff")
    assert f'doi: "10.5555/acme_1"\nurl: "{DOI}"\nidentifiers:\n' in cff
    set_address(frozen, "https://acme.example/data")
    assert "doi" not in kp.cite(kp.load(), style="cff")
    assert 'url: "https://acme.example/data"\n' in kp.cite(kp.load(), style="cff")


def test_the_page_of_a_record(frozen: Path) -> None:
    """Where records have pages, a citation carries that of its record beside the dataset's."""
    set_address(frozen, None, PAGES)
    dataset = kp.load()
    page = PAGES.replace("{id}", JUNE)
    for what in ((JUNE,), (JUNE, "held")):
        assert kp.cite(dataset, *what).endswith(f" {name_of(dataset.digest)}. {page}.")
        assert f"  url = {{{page}}},\n" in kp.cite(dataset, *what, style="bibtex")
        (item,) = json.loads(kp.cite(dataset, *what, style="csl-json"))
        assert (page, name_of(dataset.digest)) == (item["URL"], item["archive_location"])
    assert "record/" not in kp.cite(dataset)
    assert "record/" not in kp.cite(dataset, "acme-may")


@pytest.mark.parametrize(
    ("name", "year", "month"),
    [
        ("day", "2030", "may"),
        ("month", "2030", "may"),
        ("year", "2030", None),
        ("range", "2030", None),
        ("months", "2030", None),
        ("open-range", None, None),
        ("season", None, None),
        ("long-ago", "1805", "aug"),
        ("within-a-month", "2030", "may"),
        ("over-years", "2029--2030", None),
        ("undated", None, None),
    ],
)
def test_the_date_for_classic_styles(
    sources: kp.Dataset, name: str, year: str | None, month: str | None
) -> None:
    """Classic styles print year and month, as far as there is one; a month is a macro of theirs."""
    entry = kp.cite(sources, name, style="bibtex")
    fields = dict(re.findall(r"^  (year|month) = {?(.*?)}?,$", entry, re.MULTILINE))
    assert (year, month) == (fields.get("year"), fields.get("month"))


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
        ("long-ago", "1805-08", "story"),
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
    (item,) = json.loads(kp.cite(sources, "seen-once", style="csl-json"))
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
    """Give what a reader needs of one item, braces and addresses in the spelling of all forms."""
    names = ("author", "title", "version", "issued", "note", "accessed")
    text = re.sub(r"\$?\\\\(l|r)brace\$?", lambda it: "{}"["lr".index(it[1])], json.dumps(item))
    item = json.loads(text)
    address = item.get("URL", "").translate({ord(c): f"%{ord(c):X}" for c in "{}"})
    address = "" if address.startswith("ni:") else address  # in BibTeX that stands elsewhere
    return {name: item[name] for name in names if name in item} | {"URL": address}


@pytest.mark.parametrize("derived", [False, True])
def test_pandoc_reads_what_we_write(sources: kp.Dataset, form: str, *, derived: bool) -> None:
    """Pandoc gives back the author, title, version, date, note and address of every citation."""
    dataset = sources.as_of("2031-01-01", "possibly") if derived else sources
    style: Style = "csl-json" if form == "csljson" else "bibtex"
    names = [None, *(record.id for record in dataset.records())]
    expected = [json.loads(kp.cite(dataset, name, style="csl-json"))[0] for name in names]
    found = read_by_pandoc([kp.cite(dataset, name, style=style) for name in names], form)
    assert {item["id"]: essence(item) for item in expected} == {
        key: essence(item) for key, item in found.items()
    }
    assert len(names) == len(found)


def depths(text: str) -> list[int]:
    """Give how deep in braces BibTeX takes each character to stand, whatever is before it."""
    return list(accumulate({"{": 1, "}": -1}.get(char, 0) for char in text))


@pytest.mark.parametrize("text", [*UNPAIRED, ODD, "{a} {b}", "a"])
def test_bibtex_counts_braces(dataset_of: Make, frozen: Path, text: str) -> None:  # noqa: ARG001
    """An entry ends where its braces do, and those of a text never end one before."""
    plain = SOURCE | {"title": text, "publisher": text}
    dataset = kp.load("2030.1").merge(dataset_of({"sources": {"sources": {"x": plain}}}))
    entry = depths(kp.cite(dataset, "x", style="bibtex"))
    assert (0, len(entry) - 1) == (entry[-1], entry.index(0, len("@misc{")))
    lines = kp.cite(dataset, "x", style="bibtex").splitlines()
    assert {0} == {depths(line)[-1] for line in lines[1:-1]}


def test_pandoc_reads_the_sources_of_the_package(form: str) -> None:
    """Pandoc reads every source of the bundled data: one item each, with publisher and address."""
    dataset = kp.load()
    style: Style = "csl-json" if form == "csljson" else "bibtex"
    found = read_by_pandoc(
        [kp.cite(dataset, name, style=style) for name in dataset.sources.ids], form
    )
    assert {
        source.id: (source.publisher, address_of(source, dataset.sources))
        for source in dataset.sources
    } == {
        key: (item["author"][0]["literal"].replace("\u2019", "'"), item.get("URL"))
        for key, item in found.items()
    }


def test_the_citation_of_the_project() -> None:
    """CITATION.cff is generated: it cites the newest frozen edition."""
    path = PROJECT / "CITATION.cff"
    if not path.exists():
        pytest.skip("CITATION.cff is not here")
    assert kp.cite(kp.load(), style="cff") == path.read_text("utf-8")


@pytest.mark.parametrize("style", ["cff", "apa", "", None, 5])
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
            kp.cite(dataset, name, style=style)
        assert (expected, repr(style)) == (caught.value.expected, caught.value.found)
    with pytest.raises(kp.InvalidValue, match="found a list of 1"):
        kp.cite(edition, style=["text"])  # type: ignore[arg-type] # that is the point


def test_what_no_edition_stands_behind(acme: Path) -> None:
    """A folder of one's own is no edition, and is refused."""
    with pytest.raises(kp.InvalidValue, match="a dataset that was loaded as an edition"):
        kp.cite(kp.read(acme))


@pytest.mark.usefixtures("frozen")
def test_an_unknown_record() -> None:
    """A misspelt id is refused with the nearest."""
    with pytest.raises(kp.UnknownName, match="no id 'nurse-united'; nearest: nurses-united"):
        kp.cite(kp.load(), "nurse-united")


@pytest.mark.parametrize("given", ["2030.1", "nurses-united", None, kp.Dataset])
def test_what_is_no_dataset(given: Any) -> None:
    """What is no dataset is refused: the dataset comes first, then the id of a record."""
    expected = "expected a dataset first, then the id of a record; kp.load(edition) or"
    with pytest.raises(kp.InvalidValue, match=re.escape(expected)):
        kp.cite(given, "nurses-united")


def test_a_record_that_was_renamed(frozen: Path) -> None:
    """A record is cited by its id of now, with those it had before, whichever one asks for."""
    path = frozen / "parties.json"
    name = '"nurses-united": {'
    renamed = '"formerly": ["united-nurses", "un"],'
    path.write_text(path.read_text("utf-8").replace(name, f"{name}\n      {renamed}"), "utf-8")
    draft = kp.load("2030.2-draft")
    cited = kp.cite(draft, "nurses-united")
    assert "; formerly united-nurses, un; resting on " in cited
    assert cited == kp.cite(draft, "un")
    assert "formerly" not in kp.cite(draft, "acme-hospitals")


def test_a_name_that_no_key_can_have(frozen: Path, form: str) -> None:
    """A dataset may have any name: its citation still has a key that all forms take."""
    manifest = json.loads((frozen / "manifest.json").read_text("utf-8"))
    manifest |= {"name": "Acme, {its} record #1 é", "title": "}", "author": "{", "licence": "a: {"}
    (frozen / "manifest.json").write_bytes(sealed(manifest))
    style: Style = "csl-json" if form == "csljson" else "bibtex"
    (item,) = read_by_pandoc([kp.cite(kp.load(), style=style)], form).values()
    assert "Acme---its--record--1---2030.1" == item["id"]
    assert ("}", [{"literal": "{"}]) == (essence(item)["title"], essence(item)["author"])
    assert 'license: "a: {"\n' in kp.cite(kp.load(), style="cff")


def test_a_citation_is_text() -> None:
    """A citation is text like any other: equal, hashed, pickled and written as such."""
    cited = kp.cite(kp.load())
    plain = "".join(cited)
    assert (plain, hash(plain), json.dumps(plain)) == (cited, hash(cited), json.dumps(cited))
    assert plain == pickle.loads(pickle.dumps(cited)) == copy.deepcopy(cited)  # noqa: S301 (our own)


def test_a_citation_in_a_notebook() -> None:
    """A notebook shows a citation as it is to be copied: without quotes, its lines kept."""
    cited: Any = kp.cite(kp.load(), style="bibtex")
    assert f'<pre style="white-space:pre-wrap">{escaped(cited)}</pre></div>' in cited._repr_html_()
