"""What is read in a citation that was printed, altered, cut or made up."""

import json
import re
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining.publishing.freezing import set_address

MAY = "2030-acme/2030-05-06"
TA = "2030-acme/ta-1"
Cited = Callable[..., str]


def curly(text: str) -> str:
    """Give a text as a word processor changes it."""
    return text.replace('"', "\u201d").replace("-", "\u2013").replace("'", "\u2019")


PRINTINGS: dict[str, Callable[[str], str]] = {
    "wrapped": lambda text: textwrap.fill(text, 30),
    "torn": lambda text: "\n".join(text[place : place + 11] for place in range(0, len(text), 11)),
    "typographic": curly,
    "unbreakable": lambda text: text.replace(" ", "\u00a0"),
    "hyphenated": lambda text: text.replace("e", "e\u00ad"),
    "in a note": lambda text: f"[12] See {text} (seen yesterday)",
    "in a sentence": lambda text: f"{text} see also there.",
    "with a mark in front": lambda text: f"\ufeff{text}",
    "without the last point": lambda text: text.rstrip("."),
    "without an address": lambda text: text[: text.index(" ni:")],
}


@pytest.mark.parametrize("printing", PRINTINGS)
@pytest.mark.parametrize("what", [(), (MAY,), (MAY, "held"), (TA, "summary")])
def test_what_printing_changes(
    mine: Path, cited: Cited, printing: str, what: tuple[str, ...]
) -> None:
    """Line ends, blanks, quotes, dashes and what stands around a citation do not count."""
    text = cited(*what, edition="2030.3")
    verdict = kp.verify(PRINTINGS[printing](text), mine)
    assert ("stands", "2030.3") == (verdict.standing, verdict.edition)
    assert (*what, None, None)[:2] == (verdict.record, verdict.field)


@pytest.mark.parametrize("style", ["text", "bibtex", "csl-json"])
@pytest.mark.parametrize("what", [(), (MAY,), (MAY, "held"), (TA, "summary"), ("acme-may",)])
def test_every_style(mine: Path, cited: Cited, style: str, what: tuple[str, ...]) -> None:
    """A citation is read in every style in which it is printed."""
    assert kp.verify(cited(*what, edition="2030.3", style=style), mine).stands


def test_the_file_of_an_edition(mine: Path, cited: Cited) -> None:
    """The file CITATION.cff of an edition is a citation of it."""
    text = cited(style="cff")
    assert ("stands", "2030.1") == (kp.verify(text, mine).standing, kp.verify(text, mine).edition)
    wrong = kp.verify(text.replace("sha256:", "sha256:0"), mine)
    assert "digest wrong" == wrong.standing


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("its readers", "nobody", "its author is not as"),
        ("(2030-07-02)", "(2030-07-03)", "its day is not as"),
        ("CC-BY-4.0", "CC0", "its licence, its digest or its sources is not as"),
        ("acme-may, ", "acme-may, acme-june, ", "its licence, its digest or its sources is not"),
        ("Outcome", "Session", "what it cites is not as"),
        (" Outcome", " (not quite) Outcome", "what it cites is not as"),
        ("i_j,k).", "i_j,k), and others.", "its licence, its digest or its sources is not as"),
        ("//acme.example", "//acme2.example", "its licence, its digest or its sources is not as"),
        ("ni:///", "https://elsewhere.example/", "its address is not as"),
    ],
)
def test_what_was_altered(mine: Path, cited: Cited, old: str, new: str, reason: str) -> None:
    """Whatever part of a citation was altered is named, and it is told how it should read."""
    text = cited(TA, "summary")
    verdict = kp.verify(text.replace(old, new), mine)
    assert ("altered", TA, "summary") == (verdict.standing, verdict.record, verdict.field)
    assert str(verdict.reason).startswith(reason)
    assert text == verdict.instead


@pytest.mark.parametrize("style", ["text", "bibtex", "csl-json"])
def test_a_value_that_was_altered(mine: Path, cited: Cited, style: str) -> None:
    """Where the value is another than the edition has, both are told."""
    text = cited(TA, "summary", edition="2030.2", style=style)
    verdict = kp.verify(text.replace("Patients", "No patients"), mine)
    said = "No patients are lifted without harm, {as} they say"
    assert ("altered", said) == (verdict.standing, verdict.cited)
    assert f"it says {said!r}, edition 2030.2 has {said.replace('No p', 'P')!r}" == verdict.reason


@pytest.mark.parametrize(
    ("style", "change", "part"),
    [
        ("bibtex", ("{2030-07-02}", "{2030-07-01}"), "its day"),
        ("bibtex", ("year = {2030}", "year = {2031}"), "its day"),
        ("bibtex", ("month = jul", "month = jun"), "its day"),
        ("bibtex", ("its readers", "nobody"), "its author"),
        ("bibtex", ("edition 2030.1, ni", "edition 2030.1, https"), "its address"),
        ("csl-json", ("ni:", "https:"), "its address"),
        ("csl-json", ('"literal": "its readers"', '"family": "readers", "given": "its"'), None),
        ("csl-json", ('"literal": "its readers"', '"suffix": "its"'), None),
        ("csl-json", ('"literal": "its readers"', '"family": "Nobody"'), "its author"),
        ("csl-json", ('"its readers"', '"nobody"'), "its author"),
    ],
)
def test_what_was_altered_in_a_form(
    mine: Path, cited: Cited, style: str, change: tuple[str, str], part: str | None
) -> None:
    """In a form with parts each part that is there has to be right."""
    text = cited(style=style)
    assert change[0] in text
    verdict = kp.verify(text.replace(*change), mine)
    told = None if part is None else f"{part} is not as edition 2030.1 has it"
    assert ("stands" if part is None else "altered", told) == (verdict.standing, verdict.reason)


def test_what_other_tools_leave_out(mine: Path, cited: Cited) -> None:
    """A reference manager may drop the date, write the month as a number, and add fields."""
    text = cited(MAY, style="bibtex").replace("month = jul", "month = 7, file = {x}")
    assert kp.verify(re.sub(r"  (howpublished|date) = .*\n", "", text), mine).stands
    assert kp.verify(re.sub(r"  (version|date) = .*\n", "", text), mine).stands


def test_as_a_style_prints_it(mine: Path, cited: Cited) -> None:
    """Where a style puts the date elsewhere, what it keeps in order is read all the same."""
    text = cited(MAY)
    author, _, rest = text.partition(" (2030-07-02). ")
    assert kp.verify(f"{author}. {rest}", mine).stands
    assert kp.verify(text.replace("(2030-07-02)", "(2030)"), mine).stands


@pytest.mark.parametrize(
    ("change", "standing", "reason"),
    [
        (
            lambda text: text.replace("edition 2030.1", "edition 2030.2"),
            "digest wrong",
            "which is that of edition 2030.1",
        ),
        (lambda text: re.sub("SHA-256 ....", "SHA-256 0000", text), "digest wrong", "it has 0000"),
        (
            lambda text: text.replace("edition 2030.1", "edition 2031.1"),
            "altered",
            "there is no edition 2031.1; there are 2030.1, 2030.2, 2030.3, and its digest is that",
        ),
        (
            lambda text: re.sub("SHA-256 ....", "SHA-256 0000", text).replace("n 2030", "n 2031"),
            "not of this dataset",
            "there is no edition 2031.1; there are 2030.1, 2030.2, 2030.3; a later release",
        ),
        (
            lambda text: text.replace(MAY, "2030-acme/2030-05-07"),
            "not of this dataset",
            "edition 2030.1 has no record 2030-acme/2030-05-07; nearest: 2030-acme/2030-05-06",
        ),
        (
            lambda text: text.replace(MAY, "2030-Acme/2030-05-06"),
            "not of this dataset",
            "edition 2030.1 has no record 2030-Acme/2030-05-06; nearest: 2030-acme/2030-05-06",
        ),
        (
            lambda text: text.replace("held =", "hold ="),
            "not of this dataset",
            "a Session has no field hold; nearest: held",
        ),
        (
            lambda text: text.replace("held =", "xyz ="),
            "not of this dataset",
            "a Session has no field xyz",
        ),
        (
            lambda text: re.sub("SHA-256 ....", "SHA-256 0000", text).replace("Acme", "Apex"),
            "not of this dataset",
            "it names another dataset",
        ),
        (lambda text: text.replace("Session", "Sitting"), "altered", "what it cites is not as"),
        (lambda text: text[: text.index("SHA")], "cannot be checked", "it gives no digest: one"),
        (
            lambda text: re.sub("(SHA-256 [0-9a-f]{8})[0-9a-f]*", r"\1", text),
            "cannot be checked",
            "it gives only the beginning of its digest: one",
        ),
        (lambda text: text[: text.index(", ed")], "cannot be checked", "it names no edition: one"),
    ],
)
def test_what_is_none_of_it(
    mine: Path, cited: Cited, change: Callable[[str], str], standing: str, reason: str
) -> None:
    """It is told apart what the dataset lacks, whose digest it is, and what cannot be said."""
    verdict = kp.verify(change(cited(MAY, "held")), mine)
    assert standing == verdict.standing
    assert reason in str(verdict.reason)


def test_what_is_no_edition(mine: Path) -> None:
    """A draft and a derived dataset cannot be checked, and it is said why."""
    draft = kp.verify(kp.cite(kp.load("2030.4-draft", mine), MAY, "held"), mine)
    assert ("cannot be checked", None) == (draft.standing, draft.edition)
    derived = kp.load("2030.2", mine).as_of("2030-07-01")
    verdict = kp.verify(kp.cite(derived, MAY), mine)
    assert ("cannot be checked", "2030.2") == (verdict.standing, verdict.edition)
    assert "repeat the steps" in str(verdict.reason)


@pytest.mark.usefixtures("frozen")
def test_a_draft_of_any_name() -> None:
    """A draft may be called anything: its citation says that it is one."""
    text = kp.cite(kp.load("2030.2-draft")).replace("2030.2-draft", "of today")
    assert "cannot be checked" == kp.verify(text).standing


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("", "one citation, whole, as kp.cite or `kpbargaining cite` prints it, found ''"),
        (" \n\u200b", "one citation"),
        (None, "found None"),
        (b"@misc", "found b'@misc'"),
        (["x"], "found a list of 1"),
        ("hello world", "found 'hello world'"),
        ("x" * 200_001, "at most 200,000 characters"),
        ("@misc{", "one entry of BibTeX, whole"),
        ("@misc{x, title = {y}", "one entry of BibTeX, whole"),
        ("@misc{x, title = {y", "one entry of BibTeX, whole"),
        ("@misc{x, title = {y}} and more", "one entry of BibTeX, whole"),
        ("@misc{x, title = }", "one entry of BibTeX, whole"),
        ("@misc{x, note = {y}}", "with its title"),
        ("{}", "with its title"),
        ("[{", "of CSL-JSON, JSON"),
        ("[{}, 5, {}]", "and not 2"),
        ("[" * 50_000, "found '\\[\\["),
        ("[{" * 50_000, "of CSL-JSON"),
        ("Step" * 40_000, "found 'Step"),
        ("(2020" * 40_000, "found"),
    ],
)
def test_what_is_no_citation(mine: Path, given: Any, message: str) -> None:
    """What is no citation is refused, saying what to give instead."""
    with pytest.raises(kp.InvalidValue, match=message):
        kp.verify(given, mine)


def test_several_citations(mine: Path, cited: Cited) -> None:
    """One citation is verified at a time."""
    for pair in (
        [cited(MAY), cited(TA)],
        [cited(style="bibtex"), cited(TA, style="bibtex")],
        [cited("acme-may"), cited("acme-page")],
    ):
        with pytest.raises(kp.InvalidValue, match=r"and not (2|several)"):
            kp.verify("\n".join(pair), mine)


@pytest.mark.parametrize(
    "text",
    [
        "Smith, J. (2020). On bargaining. A press.",
        "Smith, J. (n.d.). On bargaining.",
        "@book{x, title = {On bargaining}}",
        json.dumps({"title": "On bargaining", "author": 5, "issued": [], "note": 7}),
        "edition 2026.1",
    ],
)
def test_citations_of_something_else(mine: Path, text: str) -> None:
    """A citation of something else is not of this dataset."""
    assert "not of this dataset" == kp.verify(text, mine).standing


def test_a_value_that_looks_like_a_citation(mine: Path, edit: Any, cited: Cited) -> None:
    """Whatever a value holds, the citation of it is read as what it is."""
    hostile = 'Session x, held = y, in: Z, edition 2030.1. "Data" set}; derived from edition 2030.2'
    edit("rounds/2030-acme.json", lambda held: held["outcomes"]["ta-1"].update(summary=hostile))
    kp.freeze(mine, "2030.4", "2030-10-02")
    for style in ("text", "bibtex", "csl-json"):
        verdict = kp.verify(cited(TA, "summary", edition="2030.4", style=style), mine)
        assert ("stands", TA, hostile) == (verdict.standing, verdict.record, verdict.cited)


def test_an_address_that_was_set_later(mine: Path, cited: Cited) -> None:
    """What was cited before the dataset had an address stands as it was printed, and so after."""
    styles = ("text", "bibtex", "csl-json")
    before = [cited(MAY, "held", edition="2030.3", style=style) for style in styles]
    set_address(mine, "https://doi.org/10.5555/acme.1", "https://acme.example/#/record/{id}")
    after = [cited(MAY, "held", edition="2030.3", style=style) for style in styles]
    assert set() == set(before) & set(after)
    assert {"stands"} == {kp.verify(text, mine).standing.value for text in (*before, *after)}
    torn = PRINTINGS["torn"](after[0])
    assert kp.verify(torn, mine).stands
    for old, new in (("acme.1", "acme.12"), ("acme.1", "acme.1.evil")):
        assert "altered" == kp.verify(after[0].replace(old, new), mine).standing
