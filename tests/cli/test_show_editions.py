"""The commands about editions: listed, cited, compared; of the package or of one's own folder."""

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import kpbargaining as kp
from kpbargaining.publishing.freezing import add_erratum
from kpbargaining.store.changes import changelog

MAY = "2030-acme/2030-05-06"

Run = Callable[..., tuple[int, str, str]]


def spoil(path: Path, old: str, new: str) -> None:
    """Put other text into a data file, wherever the old one stands."""
    content = path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, new), "utf-8")


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


@pytest.fixture
def mine(frozen: Path, tmp_path: Path) -> Path:
    """A folder of one's own in which two editions were frozen; the package has the first."""
    folder = Path(shutil.copytree(frozen, tmp_path / "mine"))
    spoil(folder / "parties.json", '"Acme Hospitals"', '"Acme Clinics"')
    kp.freeze(folder, "2030.2", "2030-08-02")
    return folder


def test_editions(run: Run, frozen: Path) -> None:
    """`editions` lists each frozen edition, with the errors known in it."""
    known = {"record": "jose-nunez", "field": "name", "error": "misspelt"}
    add_erratum(frozen, "2030.1", kp.Erratum(**known))
    digest = kp.load("2030.1").digest
    listed = f"2030.1  as of 2030-06-03  SHA-256 {digest}\n"
    assert (0, f"{listed}  known errors: 1, told by --errata\n", "") == run("editions")
    assert (0, f"{listed}  jose-nunez name: misspelt\n", "") == run("editions", "--errata")
    (row,) = json.loads(run("editions", "--json")[1])
    assert ("2030.1", [known]) == (row["name"], row["errata"])
    (line,) = csv.DictReader(io.StringIO(run("editions", "--csv")[1]))
    assert ("2030.1", "jose-nunez name: misspelt") == (line["name"], line["errata"])


@pytest.mark.usefixtures("bundled")
def test_no_editions(run: Run) -> None:
    """Before anything is frozen, `editions` prints nothing, and in JSON an empty list."""
    assert (0, "", "") == run("editions")
    assert (0, "[]\n", "") == run("editions", "--json")


def test_editions_of_a_folder(run: Run, mine: Path) -> None:
    """`editions --data` lists those that were frozen in a folder of one's own."""
    found = [run("editions", *where)[1].splitlines() for where in ([], ["--data", mine])]
    assert [["2030.1"], ["2030.1", "2030.2"]] == [
        [line.split()[0] for line in lines] for lines in found
    ]


@pytest.mark.usefixtures("frozen")
def test_cite(run: Run) -> None:
    """`cite` prints how to cite an edition or a record, in the style that is asked for."""
    dataset = kp.load("2030.1")
    assert (0, f"{kp.cite(dataset)}\n", "") == run("cite")
    bibtex = kp.cite(dataset, MAY, style="bibtex")
    assert (0, f"{bibtex}\n", "") == run("cite", MAY, "--style", "bibtex")
    assert (0, kp.cite(dataset, style="cff"), "") == run("cite", "--style", "cff")
    answer = json.loads(run("cite", MAY, "--style", "bibtex", "--json")[1])
    assert {"style": "bibtex", "citation": bibtex} == answer


@pytest.mark.usefixtures("frozen")
def test_cite_a_field(run: Run) -> None:
    """`cite ID FIELD` cites one field of a record."""
    assert (0, f"{kp.cite(kp.load(), MAY, 'held')}\n", "") == run("cite", MAY, "held")
    assert "no field 'hold'; nearest: held" in refused(run("cite", MAY, "hold"))


def test_verify(run: Run, mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`verify` takes a citation in words, in a file or from standard input; status 1 if it fell."""
    first = kp.load("2030.1", mine)
    stands, fell = kp.cite(first, MAY, "held"), kp.cite(first, "acme-hospitals", "name")
    told = f"{kp.verify(stands, mine)}\n"
    assert (0, told, "") == run("verify", stands, "--data", mine)
    assert (0, told, "") == run("verify", *stands.split(), "--data", mine)
    path = tmp_path / "citation.txt"
    path.write_text(stands, "utf-8")
    assert (0, told, "") == run("verify", path, "--data", mine)
    monkeypatch.chdir(tmp_path)
    assert (0, told, "") == run("verify", path.name, "--data", mine)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stands.encode())))
    assert (0, told, "") == run("verify", "-", "--data", mine)
    assert (1, f"{kp.verify(fell, mine)}\n", "") == run("verify", fell, "--data", mine)
    status, out, _ = run("verify", fell, "--data", mine, "--json")
    assert (1, kp.verify(fell, mine).to_dict()) == (status, json.loads(out))


@pytest.mark.usefixtures("frozen")
def test_verify_refuses(
    run: Run, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`verify` refuses what is no citation, and what is no text."""
    assert "hello: no such file, and no citation" in refused(run("verify", "hello"))
    assert f"{tmp_path}: is a directory; name a file in it" in refused(run("verify", tmp_path))
    assert "one citation, whole" in refused(run("verify", "hello", "there"))
    assert "one citation, whole" in refused(run("verify", ""))
    misunderstood(run, capsys, "verify")
    path = tmp_path / "citation.txt"
    path.write_bytes(b"\xff")
    assert f"{path}: is no text in UTF-8; save it as such\n" == refused(run("verify", path))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\xff\xfe")))
    assert "standard input: is no text in UTF-8; save it as such\n" == refused(run("verify", "-"))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"x" * (1 << 21))))
    assert "at most 200,000 characters" in refused(run("verify", "-"))
    monkeypatch.setattr("sys.stdin", None)
    assert "standard input: is closed; name a file\n" == refused(run("verify", "-"))


def test_cite_an_edition_of_a_folder(run: Run, mine: Path) -> None:
    """`cite` cites an edition that was frozen in a folder of one's own, by its name."""
    expected = kp.cite(kp.load("2030.2", mine), "acme-hospitals")
    answer = run("cite", "acme-hospitals", "--data", mine, "--edition", "2030.2")
    assert (0, f"{expected}\n", "") == answer


def test_show_of_an_edition_of_a_folder(run: Run, mine: Path) -> None:
    """Every question can be asked of an edition that was frozen in a folder of one's own."""
    for name, expected in (("2030.1", "Acme Hospitals"), ("2030.2", "Acme Clinics")):
        out = run("show", "acme-hospitals", "--data", mine, "--edition", name)[1]
        assert f"  name: {expected}" in out.splitlines()


def test_diff(run: Run, frozen: Path) -> None:
    """`diff` prints what changed from an edition or folder to another, in three forms."""
    assert (0, "- nothing changed\n", "") == run("diff", "2030.1", frozen)
    spoil(frozen / "parties.json", '"Acme Hospitals"', '"Acme Clinics"')
    changes = kp.diff(kp.load("2030.1"), kp.read(frozen))
    assert (0, f"{changelog(changes)}\n", "") == run("diff", "2030.1", frozen)
    (row,) = json.loads(run("diff", "2030.1", frozen, "--json")[1])
    assert ("name", "Acme Hospitals", "Acme Clinics") == (row["field"], row["old"], row["new"])
    (line,) = csv.DictReader(io.StringIO(run("diff", "2030.1", frozen, "--csv")[1]))
    assert ("changed", "Acme Clinics") == (line["change"], line["new"])


def test_diff_of_editions_of_a_folder(run: Run, mine: Path) -> None:
    """`diff --data` takes the names of editions that were frozen in a folder of one's own."""
    changes = kp.diff(kp.load("2030.1", mine), kp.load("2030.2", mine))
    assert 1 == len(changes)
    told = f"{changelog(changes)}\n"
    assert (0, told, "") == run("diff", "2030.1", "2030.2", "--data", mine)
    assert (0, told, "") == run("diff", "2030.1", mine, "--data", mine)
    assert "no edition '2030.2'" in run("diff", "2030.1", "2030.2")[2]


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
    """`cite --data` refuses what stands in a folder of one's own: no edition stands behind it."""
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
    changes = kp.diff(kp.load("2030.1"), kp.read(frozen))
    assert changes.to_dicts() == json.loads(out)


def test_editions_of_a_damaged_package(run: Run, bundled: Path) -> None:
    """`editions` says which bundled file is damaged, and what to do."""
    (bundled / "manifest.json").unlink()
    message = refused(run("editions"))
    assert message.startswith("manifest.json: ")
    assert "install the package again" in message
