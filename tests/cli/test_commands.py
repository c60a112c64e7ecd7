"""What each command answers, as text and as JSON."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kpbargaining as kp

Run = Callable[..., tuple[int, str, str]]

MAY, JUNE, NEW = "2030-acme/2030-05-06", "2030-acme/2030-06-03", "2030-acme/new-2030-05-06"


@pytest.fixture
def text(run: Run, acme: Path) -> Callable[..., list[str]]:
    """Ask the sample, and give the lines of a good answer."""

    def ask(command: str, *arguments: object) -> list[str]:
        status, out, err = run(command, *arguments, "--data", acme)
        assert (0, "") == (status, err)
        return out.splitlines()

    return ask


@pytest.fixture
def plain(run: Run, acme: Path) -> Callable[..., Any]:
    """Ask the sample for JSON, and give what a good answer holds."""

    def ask(command: str, *arguments: object) -> Any:
        status, out, err = run(command, *arguments, "--json", "--data", acme)
        assert (0, "") == (status, err)
        return json.loads(out)

    return ask


def spoil(path: Path, old: str, new: str) -> None:
    """Put other text into a data file, wherever the old one stands."""
    content = path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, new), "utf-8")


def test_timeline(acme: Path, text: Callable[..., list[str]], plain: Callable[..., Any]) -> None:
    """`timeline` prints a round, a record or everything as the dataset's timeline."""
    dataset = kp.read(acme)
    assert str(dataset.timeline("2030-acme")).splitlines() == text("timeline", "2030-acme")
    assert "2030-05-06/2030-05-08  session held         Springfield" in text("timeline")
    assert dataset.timeline("2030-acme").to_dicts() == plain("timeline", "2030-acme")
    assert {MAY} == {row["record"] for row in plain("timeline", MAY)[:1]}


def test_tally(acme: Path, text: Callable[..., list[str]], plain: Callable[..., Any]) -> None:
    """`tally` prints each session's numbers, then the total."""
    assert "total: 14" == text("tally", "2030-acme")[-1]
    answer = plain("tally", "2030-acme")
    assert ("metric-agreements", "14") == (answer["metric"], answer["total"])
    assert kp.read(acme).tally("2030-acme").to_dicts() == answer["sessions"]


def test_a_tally_without_numbers(
    acme: Path, text: Callable[..., list[str]], plain: Callable[..., Any]
) -> None:
    """Where no number is reported, `tally` says so, and in JSON the total is null."""
    path = acme / "rounds" / "2030-acme.json"
    head, _, _ = path.read_text("utf-8").partition(',\n  "figures"')
    path.write_text(f"{head}\n}}\n", "utf-8")
    assert "total: not known" == text("tally", "2030-acme")[-1]
    assert plain("tally", "2030-acme")["total"] is None


def test_sources(acme: Path, text: Callable[..., list[str]], plain: Callable[..., Any]) -> None:
    """`sources` prints each document with its date, voice and title, or that it has no date."""
    spoil(acme / "sources.json", '      "published": "[2030-05-08..2030-06-03]",\n', "")
    assert [
        "acme-june  [2030-06-03..2030-07-01]  joint  Talks move on at Acme",
        "acme-may  undated  joint  Talks open at Acme",
        "acme-page  [2030-06-03..2030-07-01]  joint  Bargaining news",
    ] == text("sources")
    assert ["acme-june", "acme-may", "acme-page"] == [row["id"] for row in plain("sources")]


def test_show(text: Callable[..., list[str]]) -> None:
    """`show` prints under each field the evidence for it, then the readings that differ."""
    assert [
        "Session 2030-acme/2030-05-06",
        "  round: 2030-acme",
        "  held: 2030-05-06/2030-05-08",
        "    - acme-may, 12+8:e6b38603f9e11c4e",
        "  place: Springfield",
        "    - acme-may, 12+8:e6b38603f9e11c4e",
    ] == text("show", MAY)
    assert [
        "  value: 4",
        "    - acme-may, 21+4:92210e37a87e6107",
        "    - acme-june, 13+8:c108cc40f970521c, but says value = ~5, The story of May counts them",
    ] == text("show", NEW)[-3:]


def test_show_what_sources_say_there_is_not(text: Callable[..., list[str]]) -> None:
    """`show` prints the evidence that there is none of something, and several values in a row."""
    assert [
        "  parent: none",
        "    - acme-may, 7+5:512cc4da493584f5, Independent: it has no parent",
    ] == text("show", "nurses-united")[-2:]
    assert "  parties: acme-hospitals, nurses-united" in text("show", "2030-acme")


def test_show_with_the_words(copies: Path, text: Callable[..., list[str]]) -> None:
    """With the copies at hand, `show` prints the words that each piece of evidence stands for."""
    assert [
        "    - acme-may, last sentence but one, 35+2:43884fd3c7eec253",
        "      found: Jos\u00e9 N\u00fa\u00f1ez",
    ] == text("show", "jose-nunez", "--sources", copies)[-2:]
    page = copies / "acme-page.txt"
    page.write_text(page.read_text("utf-8").replace("Jos\u00e9 N", "Juan N"), "utf-8")
    assert (
        "      edited: Juan N\u00fa\u00f1ez" == text("show", "jose-nunez", "--sources", copies)[-1]
    )
    page.unlink()
    assert "      missing: " == text("show", "jose-nunez", "--sources", copies)[-1]


def test_show_in_json(copies: Path, plain: Callable[..., Any]) -> None:
    """In JSON `show` gives kind, record and evidence, in the keys of the data files."""
    answer = plain("show", NEW)
    assert ("Figure", "4") == (answer["kind"], answer["record"]["value"])
    assert ["acme-may", "acme-june"] == [row["from"] for row in answer["evidence"]]
    assert {"value": "~5"} == answer["evidence"][1]["says"]
    (row, _) = plain("show", NEW, "--sources", copies)["evidence"]
    assert ("found", "reached 4 tentative agreements") == (row["status"], row["text"])


def test_show_evidence_that_cites_no_words(
    acme: Path, copies: Path, text: Callable[..., list[str]]
) -> None:
    """Evidence without a passage is shown as it is, whatever is at hand."""
    spoil(acme / "parties.json", '"words": "35+2:43884fd3c7eec253", ', "")
    line = "    - acme-may, last sentence but one"
    assert line == text("show", "jose-nunez", "--sources", copies)[-1]


def test_unread(copies: Path, text: Callable[..., list[str]], plain: Callable[..., Any]) -> None:
    """`unread` prints the words of a story that no passage covers, and what share is cited."""
    assert [
        "2+4  Talks open at Acme",
        "22+1  They",
        "33+4  A good start,\u201d said",
        "39+3  of Nurses United",
        "36 of 48 words are cited (75.0%)",
    ] == text("unread", "acme-may", "--sources", copies)
    answer = plain("unread", "acme-may", "--sources", copies)
    assert ("acme-may", 36, 48) == (answer["source"], answer["covered"], answer["total"])
    assert {"at": 22, "words": 1, "text": "They"} == answer["gaps"][1]


def test_unread_without_the_text(run: Run, acme: Path, copies: Path) -> None:
    """`unread` says that a document is not among the copies."""
    (copies / "acme-page.txt").unlink()
    answer = run("unread", "acme-may", "--sources", copies, "--data", acme)
    assert (1, "", "no text at hand for the source 'acme-may'\n") == answer


def test_check(run: Run, acme: Path, copies: Path) -> None:
    """`check` finds nothing wrong with a folder where all is well, passages included."""
    answer = run("check", acme, "--sources", copies)
    assert (0, "0 errors, 0 other findings, 15 records\n", "") == answer
    status, out, _ = run("check", acme, "--json")
    assert (0, {"uncanonical": [], "findings": []}) == (status, json.loads(out))


def test_check_finds_errors(run: Run, acme: Path, copies: Path) -> None:
    """`check` prints each error with its record, field and code, and has status 1."""
    spoil(acme / "rounds" / "2030-acme.json", "topic-safety", "topic-safely")
    spoil(copies / "acme-page.txt", "to 14", "to 15")
    status, out, err = run("check", acme, "--sources", copies)
    lines = out.splitlines()
    assert (1, "") == (status, err)
    assert "error: 2030-acme/ta-1 topics: there is no record topic-safely [dangling]" in lines
    assert "warning: acme-june: acme-page.txt is not the text that was read [text-edited]" in lines
    assert lines[-1].startswith("2 errors, ")
    assert lines[-1].endswith(" other findings, 15 records")
    status, out, _ = run("check", acme, "--json")
    assert (1, "dangling") == (status, json.loads(out)["findings"][0]["code"])


def test_check_finds_what_is_not_canonical(run: Run, acme: Path) -> None:
    """`check` of a folder counts each file that is not in canonical form as an error."""
    spoil(acme / "terms.json", '"kind": "metric",', '"kind":  "metric",')
    status, out, _ = run("check", acme)
    assert (1, "error: terms.json: not in canonical form [canonical]") == (
        status,
        out.splitlines()[0],
    )
    assert out.endswith("1 errors, 0 other findings, 15 records\n")
    assert ["terms.json"] == json.loads(run("check", acme, "--json")[1])["uncanonical"]


def test_check_as_of_a_day(run: Run, acme: Path) -> None:
    """`check` of a folder as of a day judges what was known that day."""
    known = len(kp.read(acme).as_of("2030-06-03"))
    assert known < len(kp.read(acme))
    status, out, _ = run("check", acme, "--as-of", "2030-06-03")
    assert (0, True) == (status, out.endswith(f" {known} records\n"))


def unstamped(path: Path, passage: str, quote: str) -> None:
    """Put a curator's quote in place of a passage."""
    spoil(path, f'"words": "{passage}"', f'"quote": "{quote}"')


@pytest.mark.parametrize("inside", [False, True])
def test_stamp_a_file(
    run: Run, acme: Path, copies: Path, monkeypatch: pytest.MonkeyPatch, *, inside: bool
) -> None:
    """`stamp FILE` stamps the quotes of that file alone, wherever one stands."""
    before = (acme / "rounds" / "2030-acme.json").read_bytes()
    unstamped(acme / "rounds" / "2030-acme.json", "28+4:d0133136180211eb", "The total, to 14")
    unstamped(acme / "parties.json", "35+2:43884fd3c7eec253", "never said")
    parties = (acme / "parties.json").read_bytes()
    monkeypatch.chdir(acme / "rounds" if inside else acme.parent)
    file = "2030-acme.json" if inside else "acme/rounds/2030-acme.json"
    assert (0, "1 quotes stamped\n", "") == run("stamp", file, "--sources", copies)
    assert before == (acme / "rounds" / "2030-acme.json").read_bytes()
    assert parties == (acme / "parties.json").read_bytes()


def test_stamp_a_file_beside(
    run: Run, acme: Path, copies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`stamp` takes a bare file name in the folder one is in, and answers in JSON too."""
    monkeypatch.chdir(acme)
    before = (acme / "parties.json").read_bytes()
    unstamped(acme / "parties.json", "35+2:43884fd3c7eec253", "Jos\u00e9 N\u00fa\u00f1ez")
    status, out, _ = run("stamp", "parties.json", "--sources", copies, "--json")
    assert (0, {"stamped": 1}) == (status, json.loads(out))
    assert before == (acme / "parties.json").read_bytes()


def test_stamp_a_folder(run: Run, acme: Path, copies: Path) -> None:
    """`stamp FOLDER` stamps the quotes of every file."""
    before = kp.read(acme)
    unstamped(acme / "rounds" / "2030-acme.json", "28+4:d0133136180211eb", "the total to 14")
    unstamped(acme / "parties.json", "35+2:43884fd3c7eec253", "Jos\u00e9 N\u00fa\u00f1ez")
    assert (0, "2 quotes stamped\n", "") == run("stamp", acme, "--sources", copies)
    assert before.digest == kp.read(acme).digest


def test_stamp_refuses_all_or_nothing(run: Run, acme: Path, copies: Path) -> None:
    """If any quote cannot be stamped, `stamp` lists each of them and writes nothing."""
    path = acme / "rounds" / "2030-acme.json"
    unstamped(path, "28+4:d0133136180211eb", "the total to 14")
    unstamped(path, "21+6:1bd83a19a3d3bb39", "never said")
    unstamped(path, "25+6:05bc4f2782201bc8", "Nurses United")
    before = path.read_bytes()
    status, out, err = run("stamp", acme, "--sources", copies)
    assert (1, "", "2 problems") == (status, out, err.splitlines()[0])
    assert "found 'never said' [quote]" in err
    assert "found 'Nurses United' [quote]" in err
    assert before == path.read_bytes()


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("partis.json", "no data file 'partis.json'; nearest: parties.json"),
        ("rounds/2030-acne.json", "nearest: rounds/2030-acme.json"),
        ("nowhere/parties.json", "no such file or directory"),
    ],
)
def test_stamp_what_is_not_there(
    run: Run, acme: Path, copies: Path, file: str, message: str
) -> None:
    """`stamp` of a file that is no data file of its folder names the nearest."""
    status, out, err = run("stamp", acme / file, "--sources", copies)
    assert (1, "") == (status, out)
    assert message in err


def test_freeze(run: Run, bundled: Path) -> None:
    """`freeze` makes an edition of a folder, once."""
    freezing = ("freeze", "2030.1", bundled, "--on", "2030-07-02")
    assert (0, "edition 2030.1 is frozen\n", "") == run(*freezing)
    assert kp.read(bundled) == kp.load("2030.1")
    assert (1, "") == run(*freezing)[:2]
    answer = run("freeze", "2030.2", bundled, "--on", "2030-07-02", "--json")
    assert {"frozen": "2030.2"} == json.loads(answer[1])


def test_editions(run: Run, frozen: Path) -> None:
    """`editions` lists each frozen edition, with the errors known in it."""
    known = {"record": "jose-nunez", "field": "name", "error": "misspelt"}
    spoil(frozen / "manifest.json", '"errata": []', f'"errata": [{json.dumps(known)}]')
    digest = kp.load("2030.1").digest
    listed = f"2030.1  as of 2030-06-03  SHA-256 {digest}\n  jose-nunez name: misspelt\n"
    assert (0, listed, "") == run("editions")
    (row,) = json.loads(run("editions", "--json")[1])
    assert ("2030.1", [known]) == (row["name"], row["errata"])


@pytest.mark.usefixtures("bundled")
def test_no_editions(run: Run) -> None:
    """Before anything is frozen, `editions` prints nothing, and in JSON an empty list."""
    assert (0, "", "") == run("editions")
    assert (0, "[]\n", "") == run("editions", "--json")


@pytest.mark.usefixtures("frozen")
def test_cite(run: Run) -> None:
    """`cite` prints how to cite an edition or a record, in the style that is asked for."""
    dataset = kp.load("2030.1")
    assert (0, f"{kp.cite(dataset)}\n", "") == run("cite")
    bibtex = kp.cite(dataset, MAY, "bibtex")
    assert (0, f"{bibtex}\n", "") == run("cite", MAY, "--style", "bibtex")
    assert (0, kp.cite(dataset, style="cff"), "") == run("cite", "--style", "cff")
    answer = json.loads(run("cite", MAY, "--style", "bibtex", "--json")[1])
    assert {"style": "bibtex", "citation": bibtex} == answer


def test_diff(run: Run, frozen: Path) -> None:
    """`diff` prints what changed from an edition or folder to another."""
    assert (0, "- nothing changed\n", "") == run("diff", "2030.1", frozen)
    spoil(frozen / "parties.json", '"Acme Hospitals"', '"Acme Clinics"')
    status, out, _ = run("diff", "2030.1", frozen)
    assert (0, str(kp.diff("2030.1", frozen))) == (status, out.removesuffix("\n"))
    (row,) = json.loads(run("diff", "2030.1", frozen, "--json")[1])
    assert ("name", "Acme Hospitals", "Acme Clinics") == (row["field"], row["old"], row["new"])
