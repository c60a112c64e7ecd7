"""Editions: the bundled data, the same for ever, or refused with the name of what is damaged."""

import gzip
import json
import os
import pickle
import shutil
import subprocess
import sys
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining.files.codec import reading
from kpbargaining.files.codec.jsontext import parse
from kpbargaining.files.codec.quick import Quick
from kpbargaining.publishing.archives import packed
from kpbargaining.publishing.bundled import manifest_in
from kpbargaining.publishing.manifests import sealed

ARCHIVE = "editions/2030.1.json.gz"
Spoil = Callable[[Any], object]


def rename(folder: Path, old: str, new: str) -> None:
    """Change the draft: another name for an organization."""
    path = folder / "parties.json"
    path.write_text(path.read_text("utf-8").replace(f'"{old}"', f'"{new}"'), "utf-8")


def change_manifest(folder: Path, change: Spoil) -> None:
    """Put a changed manifest in place, sealed as if it had been written so."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    change(manifest)
    path.write_bytes(sealed(manifest))


def damage(folder: Path, name: str, content: bytes) -> kp.DamagedEdition:
    """Give the error of a load while a bundled file has this content; the file is mended again."""
    path = folder / name
    whole = path.read_bytes()
    path.write_bytes(content)
    with pytest.raises(kp.DamagedEdition, match="install the package again") as caught:
        kp.load("2030.1")
    path.write_bytes(whole)
    return caught.value


def test_the_draft(bundled: Path) -> None:
    """Before anything is frozen, the draft is loaded under its own name, and by that alone."""
    draft = kp.load("2030.1-draft")
    assert kp.read(bundled) == draft
    assert ("2030.1-draft", ()) == (draft.edition, draft.lineage)
    assert kp.read(bundled).digest == draft.digest
    assert 0 == len(kp.editions())
    with pytest.raises(
        kp.DamagedEdition, match=r"found none; the draft is 2030\.1-draft"
    ) as caught:
        kp.load()
    assert ("manifest.json", "a frozen edition") == (caught.value.file, caught.value.expected)


def test_a_frozen_edition_never_changes(frozen: Path) -> None:
    """An edition stays as it was frozen, whatever becomes of the draft or is frozen later."""
    before = kp.load("2030.1")
    assert kp.read(frozen) == before
    assert ("2030.1", kp.read(frozen).digest, ()) == (before.edition, before.digest, before.lineage)
    rename(frozen, "Acme Hospitals", "Acme Clinics")
    kp.freeze(frozen, "2030.2", "2030-08-02")
    again = kp.load("2030.1")
    assert (before, before.digest) == (again, again.digest)


def test_the_newest_is_loaded_without_a_name(frozen: Path) -> None:
    """Without a name one gets the edition that was frozen last, never the draft."""
    assert "2030.1" == kp.load().edition
    rename(frozen, "Acme Hospitals", "Acme Clinics")
    assert "Acme Hospitals" == kp.load().organizations["acme-hospitals"].name
    kp.freeze(frozen, "2030.2", "2030-08-02")
    assert "2030.2" == kp.load().edition
    assert "Acme Clinics" == kp.load().organizations["acme-hospitals"].name


def test_the_draft_of_the_next_edition(frozen: Path) -> None:
    """Beside frozen editions the draft is loaded by its name."""
    rename(frozen, "Acme Hospitals", "Acme Clinics")
    draft = kp.load("2030.2-draft")
    assert "Acme Clinics" == draft.organizations["acme-hospitals"].name
    assert "2030.2-draft" == draft.edition


def test_the_list_of_editions(frozen: Path) -> None:
    """Every edition is listed with its day, digest and size, and with the errors known in it."""
    known = {"record": "nurses-united", "field": "name", "error": "The name lacks its article"}
    change_manifest(frozen, lambda it: it["editions"]["2030.1"]["errata"].append(known))
    (row,) = kp.editions()
    frozen_on = kp.PartialDate("2030-07-02")
    assert ("2030.1", frozen_on, "2", 15) == (row.name, row.frozen, row.schema, row.records)
    assert kp.load("2030.1").digest == row.digest
    assert (kp.Erratum(**known),) == row.errata
    rename(frozen, "Acme Hospitals", "Acme Clinics")
    kp.freeze(frozen, "2030.2", "2030-08-02")
    assert ["2030.1", "2030.2"] == [each.name for each in kp.editions()]


@pytest.mark.parametrize(
    ("name", "nearest"), [("2030.11", "2030.1"), ("2030.1-draft", "2030.2-draft"), ("", None)]
)
@pytest.mark.usefixtures("frozen")
def test_an_unknown_edition(name: str, nearest: str | None) -> None:
    """An edition that isn't there is refused with the nearest names, and so is an empty name."""
    with pytest.raises(kp.UnknownName, match="no edition") as caught:
        kp.load(name)
    assert name == caught.value.name
    assert nearest is None or nearest in caught.value.nearest


@pytest.mark.parametrize("name", [2030.1, 2030, ["2030.1"], b"2030.1", True])
@pytest.mark.usefixtures("frozen")
def test_a_name_that_is_no_text(name: Any) -> None:
    """The name of an edition is text: as a number, 2030.10 would be 2030.1."""
    with pytest.raises(kp.InvalidValue, match="the name of an edition as text") as caught:
        kp.load(name)
    assert 'the name of an edition as text, such as "2026.1"' == caught.value.expected


def test_an_edition_of_a_folder(frozen: Path, tmp_path: Path) -> None:
    """What was frozen in a folder of one's own is loaded, listed, compared and cited from there."""
    mine = Path(shutil.copytree(frozen, tmp_path / "mine"))
    rename(mine, "Acme Hospitals", "Acme Clinics")
    kp.freeze(mine, "2033.1", "2033-01-31")
    assert ["2030.1", "2033.1"] == [each.name for each in kp.editions(mine)]
    assert ["2030.1"] == [each.name for each in kp.editions()]
    newest = kp.load(folder=mine)
    assert (newest, "2033.1") == (kp.load("2033.1", str(mine)), newest.edition)
    (change,) = kp.diff(kp.load("2030.1", mine), newest)
    assert ("name", "Acme Hospitals", "Acme Clinics") == (change.field, change.old, change.new)
    assert "(2033-01-31)" in kp.cite(newest)
    assert kp.load("2033.2-draft", mine) == newest
    with pytest.raises(kp.UnknownName, match=r"no edition '2033\.1'"):
        kp.load("2033.1")


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count what reading does: bytes parsed, records made, pieces of evidence made."""
    done: Counter[str] = Counter()
    record = Quick.record

    def parsed(content: bytes, file: str) -> Any:
        done["bytes"] += len(content)
        return parse(content, file)

    def made(quick: Quick, plain: dict[str, Any], cls: type) -> Any:
        done["evidence" if cls is kp.Evidence else "records"] += 1
        return record(quick, plain, cls)

    monkeypatch.setattr(reading, "parse", parsed)
    monkeypatch.setattr(Quick, "record", made)
    return done


def test_an_edition_is_read_when_it_is_asked(frozen: Path, done: Counter[str]) -> None:
    """Loading reads nothing, a question the records once, and one of evidence no other evidence."""
    dataset = kp.load("2030.1", frozen)
    assert {} == done
    dataset.tally("2030-acme")
    dataset.timeline("2030-acme")
    listed = manifest_in(frozen).files["2030.1"]
    read = {"bytes": sum(size for _, size, _ in listed), "records": 15}
    assert read == done
    known = dataset.evidence_for("2030-acme/2030-05-06")
    assert read | {"evidence": len(known)} == done
    assert known == dataset.evidence_for("2030-acme/2030-05-06")
    assert set(known) < set(dataset.evidence)
    assert read | {"evidence": 16} == done


def test_an_edition_of_a_newer_format(frozen: Path) -> None:
    """An edition in a newer file format is refused when it is loaded, and says what to do."""
    change_manifest(frozen, lambda it: it["editions"]["2030.1"].update(schema="3"))
    with pytest.raises(kp.InvalidDocument, match="upgrade kpbargaining to read it") as caught:
        kp.load("2030.1")
    assert [(ARCHIVE, "$.schema")] == [(each.file, each.path) for each in caught.value.problems]


def test_an_edition_is_pickled(frozen: Path) -> None:
    """An edition, and any table of it, can go to another process, digest and all."""
    for dataset in (kp.load("2030.1", frozen), kp.read(frozen)):
        again = pickle.loads(pickle.dumps(dataset))  # noqa: S301 (we wrote it)
        assert (dataset, dataset.digest) == (again, again.digest)
        for table in (dataset.find("acme"), dataset.organizations, kp.editions(frozen)):
            assert table == pickle.loads(pickle.dumps(table))  # noqa: S301 (we wrote it)


def test_a_folder_without_editions(acme: Path) -> None:
    """A folder without a manifest has no editions, and is named."""
    for ask in (kp.editions, lambda folder: kp.load("2030.1", folder)):
        with pytest.raises(kp.UnreadableFile, match="no such file or directory") as caught:
            ask(acme)
        assert str(acme / "manifest.json") == caught.value.file


def test_a_flipped_byte(frozen: Path) -> None:
    """Whichever byte of an edition's file is flipped, it is refused, or gives the same data."""
    whole, same = (frozen / ARCHIVE).read_bytes(), kp.load("2030.1")
    head, tail = range(20), range(len(whole) - 20, len(whole))
    places = [*head, *range(20, len(whole) - 20, 9), *tail]
    refused = 0
    for place in places:
        flipped = bytes([*whole[:place], whole[place] ^ 0xFF, *whole[place + 1 :]])
        (frozen / ARCHIVE).write_bytes(flipped)
        try:
            assert same == kp.load("2030.1")
        except kp.DamagedEdition as error:
            refused += error.file.startswith(ARCHIVE)
    assert refused == len(places)


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        (lambda whole: whole + b"\0", "more than that"),
        (lambda whole: whole + packed(b"more"), "more than that"),
        (lambda whole: packed(gzip.decompress(whole) + b" "), "more than that"),
        (lambda whole: packed(gzip.decompress(whole)[:-1]), "bytes"),
        (lambda whole: packed(b"\0" * 2**24 + whole), "more than that"),
    ],
    ids=["a byte behind", "a second archive", "a longer one", "a shorter one", "a bomb"],
)
def test_not_what_was_packed(frozen: Path, spoil: Callable[[bytes], bytes], found: str) -> None:
    """An archive has just the bytes that are listed: none behind them, and none are missing."""
    whole = (frozen / ARCHIVE).read_bytes()
    size = len(gzip.decompress(whole))
    error = damage(frozen, ARCHIVE, spoil(whole))
    assert (ARCHIVE, f"{size} bytes and nothing behind them") == (error.file, error.expected)
    assert error.found.endswith(found)


def test_a_bomb_is_not_unpacked(frozen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of an archive that would unpack to more than is listed, one byte too many is unpacked."""
    size = len(gzip.decompress((frozen / ARCHIVE).read_bytes()))
    unpacked: list[int] = []
    make = zlib.decompressobj

    class Counting:
        """Unpacks, and notes how much."""

        def __init__(self, wbits: int) -> None:
            self.inner = make(wbits=wbits)
            self.eof, self.unused_data = False, b""

        def decompress(self, content: bytes, most: int) -> bytes:
            given = self.inner.decompress(content, most)
            unpacked.append(len(given))
            return given

    monkeypatch.setattr(zlib, "decompressobj", Counting)
    damage(frozen, ARCHIVE, packed(b"\0" * 2**24))
    assert [size + 1] == unpacked


@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.99])
def test_a_truncated_edition(frozen: Path, share: float) -> None:
    """An edition's file that was cut short is named."""
    whole = (frozen / ARCHIVE).read_bytes()
    error = damage(frozen, ARCHIVE, whole[: int(share * len(whole))])
    assert ARCHIVE == error.file
    assert error.expected.endswith(" bytes and nothing behind them")


def test_another_edition_in_its_place(frozen: Path) -> None:
    """The file of another edition is not taken for the one that was asked for."""
    mine = kp.load("2030.1").digest
    rename(frozen, "Acme Hospitals", "Acme Hospices.")
    kp.freeze(frozen, "2030.2", "2030-08-02")
    other = (frozen / "editions" / "2030.2.json.gz").read_bytes()
    error = damage(frozen, ARCHIVE, other)
    assert f"{ARCHIVE} (parties.json)" == error.file
    assert error.expected.startswith("SHA-256 ")
    assert mine == kp.load("2030.1").digest


def test_a_digest_of_other_files(frozen: Path) -> None:
    """The digest of the whole is checked too."""
    entry: Spoil = lambda it: it["editions"]["2030.1"].update(digest="0" * 64)  # noqa: E731
    change_manifest(frozen, entry)
    with pytest.raises(kp.DamagedEdition, match="0000") as caught:
        kp.load()
    assert (ARCHIVE, f"SHA-256 {'0' * 64}") == (caught.value.file, caught.value.expected)


@pytest.mark.parametrize("name", [ARCHIVE, "manifest.json"])
def test_a_missing_file(frozen: Path, name: str) -> None:
    """A bundled file that isn't there is named."""
    (frozen / name).unlink()
    with pytest.raises(kp.DamagedEdition, match="no such file or directory") as caught:
        kp.load("2030.1")
    assert (name, "a bundled file") == (caught.value.file, caught.value.expected)


SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "junk": lambda _: b"junk",
    "cut short": lambda whole: whole[:-9],
    "other data": lambda whole: packed(gzip.decompress(whole).replace(b"Acme", b"Adme", 1)),
    "less data": lambda whole: packed(gzip.decompress(whole)[:100]),
    "a comment": lambda whole: whole[:3] + b"\x10" + whole[4:10] + b"x\0" + whole[10:],
}
"""What became of the archive of an edition after it was loaded."""


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_an_archive_that_changes_later(frozen: Path, tmp_path: Path, spoil: Any) -> None:
    """What was loaded stays what it is, whatever becomes of its file, which is verified again."""
    other = kp.load("2030.1", frozen)
    asked: list[Callable[[kp.Dataset], object]] = [
        lambda it: ([*it.records()], it.evidence, it.digest),
        lambda it: (kp.cite(it), kp.cite(it, "2030-acme", "name")),
        lambda it: it.claims().to_dicts(),
        lambda it: kp.export(it, tmp_path / "acme.json", "jsonld", overwrite=True),
        lambda it: kp.export(it, tmp_path / "acme.atom", "corrections", overwrite=True),
    ]
    whole, before = kp.load("2030.1", frozen), [ask(other) for ask in asked]
    (frozen / ARCHIVE).write_bytes(spoil((frozen / ARCHIVE).read_bytes()))
    assert before == [ask(whole) for ask in asked]
    reads: list[Callable[[], object]] = [
        lambda: kp.page(whole, tmp_path / "acme.html"),
        lambda: kp.verify(kp.cite(whole), frozen),
    ]
    for read in reads:
        with pytest.raises(kp.DamagedEdition, match=r"2030\.1\.json\.gz"):
            read()
    assert not (tmp_path / "acme.html").exists()


def test_another_manifest_later(frozen: Path, tmp_path: Path) -> None:
    """An archive and a manifest that fit each other are refused where others were loaded."""
    whole = kp.load("2030.1", frozen)
    shutil.rmtree(frozen / "editions")
    change_manifest(frozen, lambda it: it["editions"].clear())
    rename(frozen, "Acme Hospitals", "Acme Hospices.")
    kp.freeze(frozen, "2030.1", "2030-07-02")
    with pytest.raises(kp.DamagedEdition, match="SHA-256"):
        kp.page(whole, tmp_path / "acme.html")


def test_the_package_in_a_zip(frozen: Path, tmp_path: Path) -> None:
    """An edition is loaded from a package that was never unpacked."""
    package, archive = Path(kp.__file__).parent, tmp_path / "packed.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in package.rglob("*.py"):
            packed.write(path, Path("kpbargaining", path.relative_to(package)))
        for name in ("manifest.json", ARCHIVE):
            packed.write(frozen / name, f"kpbargaining/data/{name}")
    asked = "import kpbargaining as kp; print(kp.__file__); print(kp.load('2030.1').digest)"
    env = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    run = subprocess.run(
        [sys.executable, "-c", asked],
        env=env | {"PYTHONPATH": str(archive)},
        capture_output=True,
        check=True,
        text=True,
    )
    file, digest = run.stdout.split()
    assert file.startswith(str(archive))
    assert kp.load("2030.1").digest == digest
