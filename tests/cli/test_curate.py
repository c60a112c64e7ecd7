"""The commands of curators: check, stamp, find what is unread, freeze, note an erratum."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kpbargaining as kp

Run = Callable[..., tuple[int, str, str]]

WELL = "0 errors, 0 other findings, 15 records"


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


def refused(answer: tuple[int, str, str]) -> str:
    """Give the message of a command that was refused: status 1, and nothing on standard output."""
    status, out, err = answer
    assert (1, "") == (status, out)
    return err


def misunderstood(run: Run, capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """Give the message of a command that is not understood: status 2, and no answer."""
    with pytest.raises(SystemExit, match=r"^2$"):
        run(*arguments)
    out, err = capsys.readouterr()
    assert "" == out
    return err


def spoil(path: Path, old: str, new: str) -> None:
    """Put other text into a data file, wherever the old one stands."""
    content = path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, new), "utf-8")


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
    status, out, err = run("check", acme, "--sources", copies)
    assert (0, "") == (status, err)
    shares = (
        "16 pieces of evidence, voice joint: 100% with a passage, 100% with a passage or a locator"
    )
    assert [WELL, shares] == out.splitlines()
    status, out, _ = run("check", acme, "--json")
    plain = json.loads(out)
    assert (0, [], []) == (status, plain["uncanonical"], plain["findings"])
    assert ["joint"] == [row["voice"] for row in plain["evidence_shares"]]


def test_check_finds_errors(run: Run, acme: Path, copies: Path) -> None:
    """`check` prints each error with its record, field and code, and has status 1."""
    spoil(acme / "rounds" / "2030-acme.json", "topic-safety", "topic-safely")
    spoil(copies / "acme-page.txt", "to 14", "to 15")
    status, out, err = run("check", acme, "--sources", copies)
    lines = out.splitlines()[:-1]
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
    assert "1 errors, 0 other findings, 15 records" in out.splitlines()
    assert ["terms.json"] == json.loads(run("check", acme, "--json")[1])["uncanonical"]


def test_check_as_csv(run: Run, acme: Path) -> None:
    """In CSV `check` prints the findings alone, and has the same status."""
    assert (0, "code,severity,record,field,sentence\n", "") == run("check", acme, "--csv")
    spoil(acme / "rounds" / "2030-acme.json", "topic-safety", "topic-safely")
    status, out, _ = run("check", acme, "--csv")
    line = "dangling,error,2030-acme/ta-1,topics,there is no record topic-safely"
    assert (1, True) == (status, line in out.splitlines())


@pytest.mark.usefixtures("frozen")
def test_check_an_edition(run: Run) -> None:
    """`check` without a folder judges the newest edition, or the one that is named."""
    for options in ([], ["--edition", "2030.1"], ["--edition", "2030.2-draft"]):
        status, out, err = run("check", *options)
        assert (0, WELL, "") == (status, out.splitlines()[0], err)


@pytest.mark.parametrize("form", [[], ["--json"], ["--csv"]], ids=["text", "json", "csv"])
def test_what_a_terminal_would_obey(run: Run, acme: Path, copies: Path, form: list[str]) -> None:
    """Escapes and direction marks in the names and words of copies reach no terminal."""
    page = copies / "acme-page.txt"
    words = page.read_text("utf-8").replace("They", "\x1b]0;x\x07\u202eThey").replace("14", "15")
    page.unlink()
    (copies / "\x1b[31m\u202eacme-page.txt").write_text(words, "utf-8")
    assert "acme-page.txt is not the text" in run("check", acme, "--sources", copies)[1]
    commands = [
        ("check", acme, "--sources", copies),
        ("check", acme / "\x1b[31m\u202e"),
        ("stamp", acme / "\x1b[31m\u202e", "--sources", copies),
    ]
    if form != ["--csv"]:
        commands += [("unread", "acme-may", "--sources", copies, "--data", acme)]
    for command in commands:
        told = "".join(map(str, run(*command, *(form if command[0] != "stamp" else []))))
        assert set() == {"\x1b", "\x07", "\u202e"} & set(told)


def test_check_as_of_a_day(run: Run, acme: Path) -> None:
    """`check` of a folder as of a day judges what was known that day."""
    known = len(kp.read(acme).as_of("2030-06-03"))
    assert known < len(kp.read(acme))
    status, out, _ = run("check", acme, "--as-of", "2030-06-03")
    (summary,) = [line for line in out.splitlines() if line.endswith(" records")]
    assert (0, f"{known} records") == (status, summary.rpartition(", ")[2])


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
    assert (0, "quotes stamped: 1\n", "") == run("stamp", file, "--sources", copies)
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
    assert (0, "quotes stamped: 2\n", "") == run("stamp", acme, "--sources", copies)
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
        ("nowhere", "nowhere: no such file or directory"),
        ("nowhere/", "nowhere/: no such file or directory"),
    ],
)
def test_stamp_what_is_not_there(
    run: Run, acme: Path, copies: Path, file: str, message: str
) -> None:
    """`stamp` of a file that is no data file of its folder names the nearest."""
    assert message in refused(run("stamp", f"{acme}/{file}", "--sources", copies))


def test_freeze(run: Run, bundled: Path) -> None:
    """`freeze` makes an edition of a folder, once."""
    freezing = ("freeze", "2030.1", bundled, "--on", "2030-07-02")
    assert (0, "edition 2030.1 is frozen\n", "") == run(*freezing)
    assert kp.read(bundled) == kp.load("2030.1")
    assert (1, "") == run(*freezing)[:2]
    answer = run("freeze", "2030.2", bundled, "--on", "2030-07-02", "--json")
    assert {"frozen": "2030.2"} == json.loads(answer[1])


def test_freeze_refuses_faults(run: Run, bundled: Path) -> None:
    """`freeze` lists everything that is wrong with a folder, and leaves it as it was."""
    path = bundled / "terms.json"
    path.write_text(f"{path.read_text('utf-8')}\n", "utf-8")
    message = refused(run("freeze", "2030.1", bundled, "--on", "2030-07-02"))
    assert "terms.json: $: expected the canonical form" in message
    assert not (bundled / "editions").exists()


@pytest.mark.parametrize(
    ("name", "day", "message"),
    [
        ("spring", "2030-07-02", "the name of an edition, such as 2026.1"),
        ("2030.1", "July 2", "one whole day"),
    ],
)
def test_freeze_refuses_names_and_days(
    run: Run, bundled: Path, name: str, day: str, message: str
) -> None:
    """`freeze` refuses a name that is none of an edition, and a day that is none."""
    assert message in refused(run("freeze", name, bundled, "--on", day))


def test_freeze_a_manifest_that_was_edited(run: Run, frozen: Path) -> None:
    """`freeze` refuses a manifest that is not what was written."""
    spoil(frozen / "manifest.json", "its readers", "its writers")
    message = refused(run("freeze", "2030.2", frozen, "--on", "2030-08-02"))
    assert message.startswith("manifest.json: expected SHA-256 ")


def test_freeze_needs_a_day(run: Run, acme: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`freeze` takes the day from whoever freezes, never from the clock."""
    assert "--on" in misunderstood(run, capsys, "freeze", "2030.1", acme)


def test_erratum(run: Run, frozen: Path) -> None:
    """`erratum` notes an error known in a frozen edition; `editions` then tells it."""
    noting = ("erratum", "2030.1", frozen, "jose-nunez")
    told = "noted in edition 2030.1: jose-nunez name: It is Jos\u00e9"
    assert (0, f"{told}\n", "") == run(*noting, "name", "It is Jos\u00e9")
    status, out, _ = run(*noting, "evidence", "There is more", "--json")
    assert (0, {"erratum": "jose-nunez evidence: There is more"}) == (status, json.loads(out))
    (edition,) = kp.editions()
    assert ["name", "evidence"] == [each.field for each in edition.errata]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("2030.2", "jose-nunez", "name", "x"), "no edition '2030.2'; nearest: 2030.1"),
        (("2030.1", "jose-nunes", "name", "x"), "no id 'jose-nunes'; nearest: jose-nunez"),
        (("2030.1", "jose-nunez", "nam", "x"), "no field 'nam'; nearest: name"),
        (("2030.1", "jose-nunez", "name", "\x1b[31m"), "found '\\x1b[31m'"),
    ],
)
def test_erratum_of_nothing(
    run: Run, frozen: Path, arguments: tuple[str, ...], message: str
) -> None:
    """`erratum` refuses an edition, record or field that is not there, and what is no text."""
    name, *others = arguments
    assert message in refused(run("erratum", name, frozen, *others))


def test_erratum_of_a_missing_folder(run: Run, tmp_path: Path) -> None:
    """`erratum` names a folder that is not there."""
    missing = tmp_path / "nowhere"
    message = refused(run("erratum", "2030.1", missing, "a", "name", "x"))
    assert f"{missing}: no such file or directory; see how the path is spelled\n" == message


def test_address(run: Run, frozen: Path) -> None:
    """`address` sets where a dataset and its records are published, and takes it away again."""
    doi, pages = "https://doi.org/10.5555/1", "https://acme.example/{id}"
    told = f"address: {doi}\npages: {pages}\n"
    assert (0, told, "") == run("address", frozen, doi, "--pages", pages)
    assert kp.cite(kp.load()).endswith(f" {doi}.")
    answer = json.loads(run("address", frozen, doi, "--json")[1])
    assert {"address": doi, "pages": None} == answer
    none = "no address: citations carry a stable name\n"
    assert (0, none, "") == run("address", frozen)
    assert "an http or https address" in refused(run("address", frozen, "acme.example"))
