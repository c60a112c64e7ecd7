"""The check of passages: which text is which document, and whether the words still stand there."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import attrs
import pytest

from kpbargaining.checks import Finding, Severity, check
from kpbargaining.checks.copies import passages
from kpbargaining.dataset import Dataset
from kpbargaining.documents.passages import find_quote
from kpbargaining.documents.shelf import Shelf
from kpbargaining.documents.words import words
from kpbargaining.errors import InvalidValue, UnreadableFile
from kpbargaining.records.evidence import Evidence, Source, SourceKind, Voice
from kpbargaining.records.parties import Organization, OrganizationKind
from kpbargaining.values.passages import Passage
from kpbargaining.values.when import PartialDate

LETTER = """Letter to our members, June 2024

Nurses United and Acme Hospitals met for three days in Springfield.
Both sides agreed on safe lifting, on breaks and on masks.
We asked for more pay. The next meeting is in July.
"""
QUOTES = ["June 2024", "met for three days", "agreed on safe lifting", "We asked for more pay"]


def source(name: str, text: str | None = None) -> Source:
    """A letter; with its text, it has the digest of it."""
    digest = None if text is None else sha256(text.encode()).hexdigest()
    return Source(
        id=name,
        kind=SourceKind.BULLETIN,
        title="Letter to our members",
        publisher="Nurses United",
        voice=Voice.UNION,
        published=PartialDate("2024-06"),
        sha256=digest,
    )


def evidence(of: str, passage: Passage | None, **more: Any) -> Evidence:
    """What a source says about the union."""
    return Evidence(record="nurses-united", source=of, passage=passage, **more)


def cited(*, text: str = LETTER, more: tuple[Evidence, ...] = ()) -> Dataset:
    """A dataset that cites the letter four times, and a leaflet without any passage."""
    nurses = Organization(
        id="nurses-united", kind=OrganizationKind.LOCAL_UNION, name="Nurses United"
    )
    found = [evidence("letter", find_quote(words(text), quote)) for quote in QUOTES]
    rest = [evidence("letter", None), evidence("leaflet", None)]
    return Dataset([source("letter", text), source("leaflet"), nurses], [*found, *rest, *more])


def looked_up(dataset: Dataset, folder: Path, **texts: str) -> list[Finding]:
    """What is found wrong with the passages of texts in a folder, which is of no field."""
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    findings = list(passages(dataset, Shelf(dataset, folder)))
    assert [] == [finding for finding in findings if finding.field is not None]
    return findings


def test_the_same_text(tmp_path: Path) -> None:
    """In the text that was read, nothing is wrong, whatever other texts lie beside it."""
    assert [] == looked_up(cited(), tmp_path, held=LETTER, another=LETTER.upper() + "P.S.")


def test_an_edited_text(tmp_path: Path) -> None:
    """Where another text has all the words, a curator should look at it, and no more."""
    page = f"Acme news \u2013 {LETTER.replace(' ', chr(10))} P.S. See you soon."
    assert [
        Finding(
            code="text-edited",
            severity=Severity.WARNING,
            record="letter",
            field=None,
            sentence="page.txt is not the text that was read",
        )
    ] == looked_up(cited(), tmp_path, page=page)


@pytest.mark.parametrize(
    ("status", "quote", "old", "new"),
    [
        ("edited", QUOTES[1], "three days", "four days"),
        ("missing", QUOTES[3], "We asked for more pay. The next meeting is in July.", ""),
        ("ambiguous", QUOTES[1], "met for", "met, at last met for three days, again met for"),
    ],
)
def test_words_that_are_not_found(
    tmp_path: Path, status: str, quote: str, old: str, new: str
) -> None:
    """Words that were edited, are gone or stand twice are an error of the record they are about."""
    text = LETTER.replace(old, new).replace("in Springfield", "or so in Springfield")
    edited, finding = looked_up(cited(), tmp_path, letter=text)
    assert "text-edited" == edited.code
    assert (
        Finding(
            code=f"passage-{status}",
            severity=Severity.ERROR,
            record="nurses-united",
            field=None,
            sentence=f"passage {find_quote(words(LETTER), quote)} of letter is {status}",
        )
        == finding
    )


def test_a_missing_text(tmp_path: Path) -> None:
    """A document of which no text at hand has any words is one error, not one for each passage."""
    for texts in ({}, {"other": "Something else altogether."}):
        (finding,) = looked_up(cited(), tmp_path, **texts)
        assert ("text-missing", "letter", "no text at hand is this document") == (
            finding.code,
            finding.record,
            finding.sentence,
        )
        assert Severity.ERROR is finding.severity


def test_words_with_a_page_number_among_them(tmp_path: Path) -> None:
    """Unchanged words, with a page number among them, are no error; it is noted."""
    text = LETTER.replace("safe lifting", "safe\n\n- 7 -\n\nlifting")
    findings = looked_up(cited(), tmp_path, letter=text)
    assert [("text-edited", Severity.WARNING), ("passage-interrupted", Severity.NOTE)] == [
        (each.code, each.severity) for each in findings
    ]


def test_pages_whose_text_is_not_known_by_a_digest(tmp_path: Path) -> None:
    """Of pages that nobody has a digest of, it is only told how many have no text here."""
    page = attrs.evolve(cited()["leaflet"], id="page")
    pages = [evidence(name, find_quote(words(LETTER), QUOTES[0])) for name in ("leaflet", "page")]
    dataset = Dataset([*cited().records(), page], [*cited().evidence, *pages])
    (finding,) = looked_up(dataset, tmp_path, held=LETTER)
    sentence = "2 of 3 sources with passages have no text here, such as leaflet"
    assert f"note: texts: {sentence} [text-missing]" == str(finding)


def test_a_text_that_is_taken_for_a_page(tmp_path: Path) -> None:
    """A text is taken for a page by its passages, which is told; what it lacks is no error."""
    quotes = [evidence("leaflet", find_quote(words(LETTER), quote)) for quote in QUOTES]
    dataset = Dataset(cited().records(), quotes)
    text = LETTER.replace("three days", "four days")
    assert [
        ("text-likely", Severity.NOTE, "other.txt is taken for it by its passages"),
        (
            "passage-edited",
            Severity.WARNING,
            f"passage {quotes[1].passage} of leaflet is edited",
        ),
    ] == [
        (each.code, each.severity, each.sentence)
        for each in looked_up(dataset, tmp_path, other=text)
    ]


def test_marks_in_a_text(tmp_path: Path) -> None:
    """Where tags were read through, it says so."""
    text = LETTER.replace("three", "<b>three</b>")
    findings = looked_up(cited(), tmp_path, letter=text)
    assert "letter.txt has HTML tags, which were read through" in [
        each.sentence for each in findings if each.code == "text-marked"
    ]


def test_what_is_in_the_folder_and_not_read(tmp_path: Path) -> None:
    """What lies beside the texts and is not read is named."""
    (tmp_path / "older").mkdir()
    (tmp_path / "letter.pdf").write_text("a letter", "utf-8")
    assert [
        "note: texts: letter.pdf is not read [text-unread]",
        "note: texts: older is not read [text-unread]",
    ] == list(map(str, looked_up(cited(), tmp_path, held=LETTER)))


def test_sources_without_passages_are_not_looked_for(tmp_path: Path) -> None:
    """What is cited by its address alone needs no text."""
    dataset = cited()
    without = [attrs.evolve(item, passage=None) for item in dataset.evidence]
    assert [] == looked_up(Dataset(dataset.records(), without), tmp_path)


def test_the_check_looks_into_texts_if_it_is_given_any(tmp_path: Path) -> None:
    """With a folder the check looks up passages, too, and lists the findings by severity."""
    (tmp_path / "letter.txt").write_text(LETTER.replace("three", "four"), "utf-8")
    findings = check(cited(), tmp_path)
    assert {"text-edited", "passage-edited"}.isdisjoint(f.code for f in check(cited()))
    assert {"text-edited", "passage-edited"} <= {f.code for f in findings}
    order = [list(Severity).index(each.severity) for each in findings]
    assert sorted(order) == order
    assert list(findings) == list(check(cited(), str(tmp_path)))


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """A folder that cannot be read is an error of its own, before anything is checked."""
    with pytest.raises(UnreadableFile, match="no such file or directory") as caught:
        check(cited(), tmp_path / "texts")
    assert str(tmp_path / "texts") == caught.value.file


@pytest.mark.parametrize("given", [0, ["texts"], True])
def test_what_is_no_folder(given: Any) -> None:
    """A number, which the system would take for an open file, is no folder of texts."""
    with pytest.raises(InvalidValue, match="expected the path of a folder of texts"):
        check(cited(), given)
