"""The commands about editions: which dataset they are asked of, and how they refuse."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import kpbargaining as kp

Run = Callable[..., tuple[int, str, str]]


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


def test_cite_an_older_edition(run: Run, frozen: Path) -> None:
    """`cite --edition` cites the edition that is named, the draft of the next one too."""
    kp.freeze(frozen, "2030.2", "2030-08-02")
    assert (0, f"{kp.cite(kp.load('2030.1'))}\n", "") == run("cite", "--edition", "2030.1")
    assert "edition 2030.2." in run("cite")[1]
    assert "a draft, not frozen" in run("cite", "--edition", "2030.3-draft")[1]


@pytest.mark.usefixtures("frozen")
def test_cite_what_was_known_on_a_day(run: Run) -> None:
    """`cite --as-of` cites a derived dataset, with the day and how sure it is."""
    status, out, _ = run("cite", "--as-of", "2030-06-03", "--possibly")
    assert 0 == status
    assert "derived from edition 2030.1; as of 2030-06-03, possibly." in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nurse-united"], "no id 'nurse-united'; nearest: nurses-united"),
        (["--edition", "2030.11"], "no edition '2030.11'; nearest: 2030.1"),
        (["--edition", "2030.2-draft", "--style", "cff"], "or cff for a frozen edition"),
        (["nurses-united", "--style", "cff"], "or cff for a frozen edition"),
        (["--as-of", "June"], "one whole day"),
    ],
)
@pytest.mark.usefixtures("frozen")
def test_cite_refuses(run: Run, arguments: list[str], message: str) -> None:
    """`cite` refuses what it cannot cite, and names the nearest."""
    assert message in refused(run("cite", *arguments))


def test_cite_a_folder(run: Run, acme: Path) -> None:
    """`cite --data` refuses a folder of one's own: no edition stands behind it."""
    assert "loaded as an edition" in refused(run("cite", "--data", acme))


def test_cite_an_unknown_style(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """A style that is not known is not understood, and all that are known are listed."""
    message = misunderstood(run, capsys, "cite", "--style", "apa")
    assert all(style in message for style in ("text", "bibtex", "csl-json", "cff"))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("2030.11", "2030.1", "no edition '2030.11'; nearest: 2030.1"),
        ("2030.1", "nowhere", "no edition 'nowhere'"),
    ],
)
@pytest.mark.usefixtures("frozen")
def test_diff_refuses(run: Run, old: str, new: str, message: str) -> None:
    """`diff` refuses a name that is neither an edition nor a folder."""
    assert message in refused(run("diff", old, new))


def test_diff_of_a_damaged_folder(run: Run, frozen: Path) -> None:
    """`diff` refuses a folder with problems, and lists them."""
    (frozen / "terms.json").write_bytes(b"{")
    message = refused(run("diff", "2030.1", frozen))
    assert message.startswith("1 problem\n  terms.json: $: expected JSON")


def test_diff_in_plain_ascii(run: Run, frozen: Path) -> None:
    """In JSON, `diff` gives every row, whatever the encoding of the terminal."""
    path = frozen / "parties.json"
    path.write_text(path.read_text("utf-8").replace("José", "Josué"), "utf-8")
    _, out, _ = run("diff", "2030.1", frozen, "--json")
    assert out.isascii()
    assert kp.diff("2030.1", frozen).to_dicts() == json.loads(out)


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


def test_freeze_needs_a_day(run: Run, acme: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`freeze` takes the day from whoever freezes, never from the clock."""
    assert "--on" in misunderstood(run, capsys, "freeze", "2030.1", acme)


@pytest.mark.parametrize("command", ["cite", "editions", "diff", "freeze"])
def test_help_of_a_command(run: Run, capsys: pytest.CaptureFixture[str], command: str) -> None:
    """Each of the commands about editions has a help of its own."""
    with pytest.raises(SystemExit, match=r"^0$"):
        run(command, "--help")
    assert capsys.readouterr().out.startswith(f"usage: kpbargaining {command} ")


def test_editions_of_a_damaged_package(run: Run, bundled: Path) -> None:
    """`editions` says which bundled file is damaged, and what to do."""
    (bundled / "manifest.json").unlink()
    message = refused(run("editions"))
    assert message.startswith("manifest.json: ")
    assert "install the package again" in message
