"""Freezing: a folder becomes an edition, or is refused and left as it was."""

import errno
import gzip
import json
import os
import shutil
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining.files import folders
from kpbargaining.files.codec.jsontext import LARGEST_FILE
from kpbargaining.publishing import freezing
from kpbargaining.publishing.bundled import DATA
from kpbargaining.publishing.freezing import set_address
from kpbargaining.publishing.manifests import sealed

ARCHIVE = "editions/2030.1.json.gz"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A copy of the bundled data as they stand."""
    return Path(shutil.copytree(DATA, tmp_path / "draft"))


def contents(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder, temporary ones included."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def manifest(folder: Path) -> dict[str, Any]:
    """Give what the manifest of a folder holds."""
    held: dict[str, Any] = json.loads((folder / "manifest.json").read_text("utf-8"))
    return held


def respell(folder: Path, name: str, old: str, new: str) -> None:
    """Put other text into a data file."""
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), "utf-8")


def test_the_bundled_data_can_be_frozen(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bundled data, as they stand, freeze into an edition that loads as the same dataset."""
    before = kp.read(draft)
    kp.freeze(draft, "9999.1", "2030-07-02")
    monkeypatch.setattr("kpbargaining.publishing.bundled.DATA", str(draft))
    frozen = kp.load("9999.1")
    assert before == frozen
    assert (before.digest, "9999.1") == (frozen.digest, frozen.edition)
    assert before == kp.load("9999.2-draft")


def test_what_is_written(bundled: Path) -> None:
    """One archive is added, the manifest lists it, and nothing else changes."""
    before = contents(bundled)
    kp.freeze(bundled, "2030.1", "2030-07-02")
    after = contents(bundled)
    assert {ARCHIVE} == after.keys() - before.keys()
    assert {"manifest.json"} == {name for name in before if before[name] != after[name]}
    assert after["manifest.json"].endswith(b"}\n")


def test_any_gunzip_unpacks_an_edition(frozen: Path) -> None:
    """The archive is a gzip file of the data files one after the other, as the manifest lists."""
    with gzip.open(frozen / ARCHIVE) as archive:
        content = archive.read()
    files = folders.read_files(frozen)
    listed = manifest(frozen)["editions"]["2030.1"]["files"]
    assert b"".join(files.values()) == content
    assert {name: [len(it), sha256(it).hexdigest()] for name, it in files.items()} == listed
    assert list(files) == list(listed)


def test_what_the_manifest_says(frozen: Path) -> None:
    """The manifest says what was frozen, when, how far it speaks, and what the next draft is."""
    entry = manifest(frozen)["editions"]["2030.1"]
    assert ("2", "2030-07-02", []) == (entry["schema"], entry["frozen"], entry["errata"])
    assert kp.read(frozen).digest == entry["digest"]
    assert {
        "sources": 3,
        "terms": 2,
        "organizations": 2,
        "people": 1,
        "rounds": 1,
        "sessions": 2,
    } | {"outcomes": 1, "figures": 3} == entry["counts"]
    assert "2030.2-draft" == manifest(frozen)["draft"]


def test_how_far_an_edition_speaks(frozen: Path) -> None:
    """It speaks to the first day its latest source can be of, not to the day it was frozen."""
    assert "2030-06-03" == kp.editions().to_dicts()[0]["as_of"]
    respell(frozen, "sources.json", "[2030-06-03..2030-07-01]", "[..2030-07-01]")
    kp.freeze(frozen, "2030.2", "2030-07-02")
    assert ["2030-06-03", "2030-05-08"] == [str(each.as_of) for each in kp.editions()]


def test_freezing_again_gives_the_same_bytes(bundled: Path, tmp_path: Path) -> None:
    """The same files, frozen as the same edition on the same day, are the same bytes."""
    again = Path(shutil.copytree(bundled, tmp_path / "again"))
    kp.freeze(bundled, "2030.1", "2030-07-02")
    kp.freeze(str(again), "2030.1", date(2030, 7, 2))
    assert contents(bundled) == contents(again)


def test_editions_beside_each_other(frozen: Path) -> None:
    """A later edition leaves an earlier one as it is, and both are read in one process."""
    archive = (frozen / ARCHIVE).read_bytes()
    respell(frozen, "parties.json", "Acme Hospitals", "Acme Clinics")
    kp.freeze(frozen, "2030.2", kp.PartialDate("2030-08-02"))
    assert archive == (frozen / ARCHIVE).read_bytes()
    old, new = kp.load("2030.1"), kp.load("2030.2")
    names = [each.organizations["acme-hospitals"].name for each in (old, new)]
    assert ["Acme Hospitals", "Acme Clinics"] == names
    assert ["name"] == [change.field for change in kp.diff(old, new)]


class Killed(BaseException):
    """Stands for the end of a process: nothing can be tidied up after it."""


@pytest.mark.parametrize("step", range(4))
def test_a_freeze_that_is_killed(
    bundled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """A freeze that is killed between two moves has happened, or can be repeated; never half."""
    whole = Path(shutil.copytree(bundled, tmp_path / "whole"))
    kp.freeze(whole, "2030.1", "2030-07-02")
    move, moved = os.rename, list[str]()

    def killing(source: str, target: str) -> None:
        moved.append(target)
        if len(moved) > step:
            raise Killed
        move(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", killing)
        patch.setattr(shutil, "rmtree", lambda *_, **__: None)
        with pytest.raises(Killed):
            kp.freeze(bundled, "2030.1", "2030-07-02")
    if step:
        assert kp.load("2030.1", bundled) == kp.read(bundled)
        assert ["2030.1"] == [each.name for each in kp.editions(bundled)]
        with pytest.raises(kp.InvalidValue, match="not frozen yet"):
            kp.freeze(bundled, "2030.1", "2030-07-02")
    else:
        assert [] == list(kp.editions(bundled))
        kp.freeze(bundled, "2030.1", "2030-07-02")
    assert contents(whole) == contents(bundled)


@pytest.mark.parametrize("step", range(4))
def test_a_freeze_that_is_refused(
    bundled: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """A freeze whose files the system does not move leaves the folder as it was."""
    before, move, moved = contents(bundled), os.rename, list[str]()

    def refusing(source: str, target: str) -> None:
        moved.append(target)
        if len(moved) == step + 1:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        move(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", refusing)
        with pytest.raises(kp.UnreadableFile, match="read-only file system"):
            kp.freeze(bundled, "2030.1", "2030-07-02")
    assert before == contents(bundled)
    kp.freeze(bundled, "2030.1", "2030-07-02")
    assert ["2030.1"] == [each.name for each in kp.editions(bundled)]


def refusal(folder: Path, name: str = "2030.1", on: Any = "2030-07-02") -> kp.KPBargainingError:
    """Give the error of freezing a folder that is refused, and so left as it was."""
    before = contents(folder)
    with pytest.raises(kp.KPBargainingError, match=r"\S") as caught:
        kp.freeze(folder, name, on)
    assert before == contents(folder)
    return caught.value


def problems(error: kp.KPBargainingError) -> list[tuple[str, str, str]]:
    """Give code, file and path of every problem that refuses a folder."""
    assert isinstance(error, kp.InvalidDocument)
    return [(problem.code, problem.file, problem.path) for problem in error.problems]


@pytest.mark.parametrize(
    "name",
    [
        "",
        "2030",
        "2030.",
        ".1",
        "2030.0",
        "2030.01",
        "30.1",
        "2030.1.1",
        "2030.1-draft",
        "../2030.1",
        "2030.99999",
        "2030.1\n",
        "\uff12\uff10\uff13\uff10.1",
        "0999.1",
        2030.1,
        None,
    ],
)
def test_a_name_that_is_none(bundled: Path, name: Any) -> None:
    """An edition is named by a year and a number from 1 on, in plain digits."""
    error = refusal(bundled, name)
    assert isinstance(error, kp.InvalidValue)
    assert "the name of an edition, such as 2026.1" == error.expected


def test_a_name_that_is_taken(frozen: Path) -> None:
    """What is frozen is never frozen again, not even where only its file or its entry is left."""
    expected = (
        "expected the name of an edition that is not frozen yet, after 2030.1, found '2030.1'"
    )
    assert expected == str(refusal(frozen))
    archive = (frozen / ARCHIVE).read_bytes()
    (frozen / ARCHIVE).unlink()
    assert expected == str(refusal(frozen))
    (frozen / ARCHIVE).write_bytes(archive)
    listed = manifest(frozen)
    (frozen / "manifest.json").write_bytes(sealed(listed | {"editions": {}}))
    assert f"manifest.json: expected an entry for {ARCHIVE}, found none" in str(refusal(frozen))


@pytest.mark.parametrize("name", ["2029.7", "2030.1", "1999.1"])
def test_a_name_that_comes_before(frozen: Path, name: str) -> None:
    """Editions are frozen in the order of their names, so that the newest is the last."""
    assert "not frozen yet, after 2030.1" in str(refusal(frozen, name))


def test_a_day_before_the_last_edition(frozen: Path) -> None:
    """No edition is frozen on a day before that of the one before it."""
    error = refusal(frozen, "2030.2", on="2030-07-01")
    assert isinstance(error, kp.InvalidValue)
    assert "a day not before 2030-07-02, the last" == error.expected


def test_a_day_before_the_last_that_is_told(bundled: Path) -> None:
    """An edition is not frozen before the last day that its sources speak for."""
    error = refusal(bundled, on="2030-06-02")
    assert isinstance(error, kp.InvalidValue)
    assert ("a day not before 2030-06-03, of which a source speaks", "'2030-06-02'") == (
        error.expected,
        error.found,
    )


@pytest.mark.parametrize("day", ["2030-07", "July 2", "", None])
def test_a_day_that_is_none(bundled: Path, day: Any) -> None:
    """An edition is frozen on one whole day."""
    assert "one whole day" in str(refusal(bundled, on=day))


def test_files_not_in_canonical_form(bundled: Path) -> None:
    """Every file that would be written differently than it stands is named."""
    respell(bundled, "terms.json", '"schema": "2"', '"schema":"2"')
    respell(bundled, "rounds/2030-acme.json", "\n}\n", "\n}")
    assert [
        ("canonical", "terms.json", "$"),
        ("canonical", "rounds/2030-acme.json", "$"),
    ] == problems(refusal(bundled))


def test_data_with_errors(bundled: Path) -> None:
    """Every error that the checks find is named; notes and warnings are none."""
    respell(bundled, "rounds/2030-acme.json", '"for": ["scheduled"]', '"for": ["format"]')
    acme = '"name": "Acme Hospitals",'
    respell(bundled, "parties.json", acme, f'{acme}\n      "parent": "nobody",')
    assert {
        ("no-support", "the folder", "2030-acme/2030-06-03 scheduled"),
        ("no-support", "the folder", "acme-hospitals parent"),
        ("dangling", "the folder", "acme-hospitals parent"),
    } == set(problems(refusal(bundled)))


def test_data_without_a_date(bundled: Path) -> None:
    """Data of which no source has a date speak for no day, and are refused."""
    for name in ("parties.json", "sources.json", "rounds/2030-acme.json"):
        (bundled / name).unlink()
    assert [("undated", "the folder", "sources")] == problems(refusal(bundled))


def test_a_folder_without_a_manifest(bundled: Path) -> None:
    """A folder that has no manifest is refused with the file it lacks, and what to write there."""
    (bundled / "manifest.json").unlink()
    error = refusal(bundled)
    assert isinstance(error, kp.UnreadableFile)
    assert str(bundled / "manifest.json") == error.file
    needed = "name, title, author, licence and editions"
    assert f"no such file; write one with {needed}" == error.reason


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "json"),
        (b"{", "json"),
        (b"\xff", "encoding"),
        (b'{"a": 1, "a": 2}', "duplicate-key"),
        (b"[]", "manifest"),
        (b"null", "manifest"),
    ],
)
def test_a_manifest_that_is_none(bundled: Path, content: bytes, code: str) -> None:
    """A manifest that is no JSON, or no object, is refused."""
    (bundled / "manifest.json").write_bytes(content)
    assert [(code, "manifest.json")] == [each[:2] for each in problems(refusal(bundled))]


@pytest.mark.parametrize("key", ["name", "title", "author", "licence"])
@pytest.mark.parametrize("value", [None, 5, "", " a", "a\nb", "\x1b[31m", "\u202e", ["a"]])
def test_a_manifest_without_a_text(bundled: Path, key: str, value: Any) -> None:
    """A manifest has to say in a line each what the data is called, by whom, and under what."""
    fresh = manifest(bundled) | {key: value}
    (bundled / "manifest.json").write_text(json.dumps(fresh), "utf-8")
    assert [("manifest", "manifest.json", f"$.{key}")] == problems(refusal(bundled))


def test_half_a_character_in_a_manifest(bundled: Path) -> None:
    """A manifest with half a character, which cannot be written, is refused before it is sealed."""
    fresh = manifest(bundled) | {"more": "\ud800"}
    (bundled / "manifest.json").write_text(json.dumps(fresh), "utf-8")
    assert [("manifest", "manifest.json", "$")] == problems(refusal(bundled))


def test_a_manifest_that_says_nothing(bundled: Path) -> None:
    """Everything that a manifest lacks is told at once."""
    (bundled / "manifest.json").write_text('{"editions": []}', "utf-8")
    expected = ["$.name", "$.title", "$.author", "$.licence", "$.editions"]
    assert expected == [path for _, _, path in problems(refusal(bundled))]


def test_a_manifest_that_was_edited(frozen: Path) -> None:
    """Once something is frozen, a manifest that was edited is refused as damaged."""
    respell(frozen, "manifest.json", "its readers", "its writers")
    error = refusal(frozen, "2030.2")
    assert isinstance(error, kp.DamagedEdition)
    assert "manifest.json" == error.file


def test_data_that_cannot_be_read(bundled: Path) -> None:
    """A folder that cannot be read is refused as reading refuses it."""
    (bundled / "terms.json").write_bytes(b"{")
    assert [("json", "terms.json", "$")] == problems(refusal(bundled))


def test_an_archive_that_could_not_be_read(bundled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edition whose archive would be larger than any that is read is not frozen."""
    before = contents(bundled)
    monkeypatch.setattr(freezing, "packed", lambda _: bytes(LARGEST_FILE + 1))
    with pytest.raises(kp.UnreadableFile, match="would be too large to be read"):
        kp.freeze(bundled, "2030.1", "2030-07-02")
    assert before == contents(bundled)


def test_an_address(frozen: Path) -> None:
    """An address is set in the manifest alone, in the place of the one before, or taken away."""
    before, digest = contents(frozen), kp.load("2030.1").digest
    set_address(frozen, "https://doi.org/10.5555/1", "https://acme.example/{id}")
    assert ("https://doi.org/10.5555/1", "https://acme.example/{id}") == (
        manifest(frozen)["address"],
        manifest(frozen)["pages"],
    )
    assert digest == kp.load("2030.1").digest
    kp.freeze(frozen, "2030.2", "2030-08-02")
    set_address(frozen, "https://acme.example")
    assert "pages" not in manifest(frozen)
    set_address(frozen, None)
    assert "address" not in manifest(frozen)
    changed = {name for name, content in contents(frozen).items() if before.get(name) != content}
    assert {"manifest.json", "editions/2030.2.json.gz"} == changed


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (("10.5555/1",), "an http or https address"),
        ((5,), "an http or https address"),
        (("https://acme.example", "https://acme.example"), "{id} stands once"),
        ((None, 5), "{id} stands once"),
    ],
)
def test_an_address_that_is_none(frozen: Path, given: Any, message: str) -> None:
    """What is no address is refused, and nothing is written."""
    before = contents(frozen)
    with pytest.raises(kp.InvalidValue, match=message):
        set_address(frozen, *given)
    assert before == contents(frozen)


def test_an_address_before_anything_is_frozen(bundled: Path) -> None:
    """An address may be set, or stand in the manifest, before the first freeze."""
    set_address(bundled, "https://acme.example")
    kp.freeze(bundled, "2030.1", "2030-07-02")
    assert kp.cite(kp.load()).endswith(" https://acme.example.")


@pytest.mark.parametrize(
    ("name", "value"), [("address", "acme.example"), ("pages", "https://acme.example")]
)
def test_a_manifest_with_a_wrong_address(bundled: Path, name: str, value: str) -> None:
    """A freeze refuses a manifest whose address is none."""
    path = bundled / "manifest.json"
    path.write_text(json.dumps(manifest(bundled) | {name: value}), "utf-8")
    with pytest.raises(kp.InvalidDocument, match=rf"\$\.{name}: expected an") as caught:
        kp.freeze(bundled, "2030.1", "2030-07-02")
    assert 1 == len(caught.value.problems)
