"""Folders of data files: read whole or not at all, and written so too."""

import errno
import io
import json
import os
import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import attrs
import pytest

import kpbargaining as kp
from kpbargaining.files import folders

FILES = ["parties.json", "sources.json", "terms.json", "rounds/2030-acme.json"]

Spoil = Callable[[Path], object]


def contents(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder, temporary ones included."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def renamed(dataset: kp.Dataset) -> kp.Dataset:
    """Give the dataset with another name for each organization, and all else as it is."""
    records = [
        attrs.evolve(record, name="Mercy Clinics")
        if isinstance(record, kp.Organization)
        else record
        for record in dataset.records()
    ]
    return kp.Dataset(records, dataset.evidence)


def test_a_folder_becomes_a_dataset(acme: Path) -> None:
    """A folder is read into all its records and evidence, of no edition, with the files' digest."""
    dataset = kp.read(acme)
    assert (15, 16) == (len(dataset), len(dataset.evidence))
    assert dataset.edition is None
    assert () == dataset.lineage
    lines = [
        f"{sha256((acme / name).read_bytes()).hexdigest()}  {name}\n" for name in sorted(FILES)
    ]
    assert sha256("".join(lines).encode()).hexdigest() == dataset.digest


@pytest.mark.parametrize("name", [*FILES, "rounds"])
def test_every_byte_and_name_is_in_the_digest(acme: Path, name: str) -> None:
    """The digest of files changes with any of them, and with any name."""
    before = folders.digest_of(folders.read_files(acme))
    path = acme / name
    if path.is_dir():
        (path / "2030-acme.json").rename(path / "2031-acme.json")
    else:
        path.write_bytes(path.read_bytes() + b"\n")
    assert before != folders.digest_of(folders.read_files(acme))


def test_line_ends_do_not_change_the_digest(acme: Path) -> None:
    """The digest is that of the canonical form: other line ends and blanks leave it as it is."""
    before = kp.read(acme)
    for name in FILES:
        path = acme / name
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    after = kp.read(acme)
    assert (before, before.digest) == (after, after.digest)
    assert FILES == folders.uncanonical(acme)
    kp.write(after, acme)
    assert [] == folders.uncanonical(acme)


def test_two_kinds_with_one_id_are_read_and_never_written(acme: Path) -> None:
    """A folder in which two kinds share an id is told of by a check; it is not written anew."""
    path = acme / "rounds" / "2030-acme.json"
    held = json.loads(path.read_bytes())
    held["events"] = {"2030-05-06": {"topics": ["topic-safety"]}}
    path.write_text(json.dumps(held), "utf-8")
    before, dataset = contents(acme), kp.read(acme)
    assert ["repeated-id"] == [
        each.code for each in kp.check(dataset) if each.code == "repeated-id"
    ]
    assert [] == folders.uncanonical(acme)
    with pytest.raises(kp.InvalidValue, match=r"one record for each id, as kp\.check asks for"):
        kp.write(dataset, acme)
    assert before == contents(acme)


def test_an_earlier_format(acme: Path) -> None:
    """A file of schema 1 is read as one of schema 2, and written so; its digest is the same."""
    before = kp.read(acme)
    path = acme / "rounds" / "2030-acme.json"
    text = path.read_text("utf-8").replace('"schema": "2"', '"schema": "1"')
    path.write_text(re.sub(r'"called": \["([^"]+)"\]', r'"called": "\1"', text), "utf-8")
    assert (before, before.digest) == (kp.read(acme), kp.read(acme).digest)
    assert ["rounds/2030-acme.json"] == folders.uncanonical(acme)


def test_what_is_no_data_file_is_left_alone(acme: Path) -> None:
    """The manifest, notes, other folders and other formats beside the data files are not read."""
    before = kp.read(acme)
    (acme / "manifest.json").write_text("not even JSON", "utf-8")
    (acme / "rounds" / "notes.txt").write_text("not even JSON", "utf-8")
    (acme / "editions").mkdir()
    assert FILES == list(folders.read_files(acme))
    assert before == kp.read(acme)
    assert before.digest == kp.read(acme).digest


def remove_all(folder: Path) -> None:
    """Leave a folder in which no data file is."""
    for path in folder.rglob("*.json"):
        path.unlink()


def put_folder_for_file(folder: Path) -> None:
    """Put a folder where a data file is due."""
    (folder / "terms.json").unlink()
    (folder / "terms.json").mkdir()


NO_FOLDER = "not a directory; see which part of the path is a file"


def put_file_for_rounds(folder: Path) -> None:
    """Put a file where the folder of the rounds is due."""
    (folder / "rounds" / "2030-acme.json").unlink()
    (folder / "rounds").rmdir()
    (folder / "rounds").write_text("", "utf-8")


@pytest.mark.parametrize(
    ("given", "spoil", "file", "reason"),
    [
        (
            "nowhere",
            lambda _: None,
            "nowhere",
            "no such file or directory; see how the path is spelled",
        ),
        ("terms.json", lambda _: None, "terms.json", NO_FOLDER),
        (".", remove_all, "", "holds no data files; name the folder that has them"),
        (".", put_folder_for_file, "terms.json", "is a directory, and has to be a file"),
        (".", put_file_for_rounds, "rounds", NO_FOLDER),
    ],
)
def test_what_cannot_be_read(acme: Path, given: str, spoil: Spoil, file: str, reason: str) -> None:
    """A folder or file that isn't there, or isn't one, is named with the reason."""
    spoil(acme)
    with pytest.raises(kp.UnreadableFile, match=reason) as caught:
        kp.read(acme / given)
    assert (str(acme / file).rstrip("/"), reason) == (caught.value.file, caught.value.reason)


def test_a_file_that_may_not_be_read(acme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that the system refuses to open is named with the system's reason."""
    refused, opened = str(acme / "sources.json"), os.open

    def refusing(path: str, flags: int) -> int:
        if path == refused:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return opened(path, flags)

    monkeypatch.setattr(os, "open", refusing)
    with pytest.raises(kp.UnreadableFile, match="permission denied") as caught:
        kp.read(acme)
    assert refused == caught.value.file


def test_a_file_that_breaks_off(acme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that the system cannot read to its end is named with the system's reason."""
    handles = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else None

    class Failing(io.FileIO):
        """A file of a disk that is broken."""

        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError(errno.EIO, os.strerror(errno.EIO), size)

    monkeypatch.setattr(folders, "open", Failing, raising=False)
    with pytest.raises(kp.UnreadableFile, match="input/output error") as caught:
        kp.read(acme)
    assert str(acme / "parties.json") == caught.value.file
    assert handles is None or handles == len(os.listdir("/proc/self/fd"))


def test_all_problems_of_a_folder_are_listed_once(acme: Path) -> None:
    """A folder with faults in several files is refused as a whole, with each fault once."""
    (acme / "terms.json").write_bytes(b"")
    (acme / "parties.json").write_text('{"schema": "1", "peoples": {}}', "utf-8")
    path = acme / "rounds" / "2030-acme.json"
    spoilt = path.read_text("utf-8").replace('"place"', '"plaice"').replace("05-08", "05-32")
    path.write_text(spoilt, "utf-8")
    with pytest.raises(kp.InvalidDocument, match=r"^7 problems\n") as caught:
        kp.read(acme)
    problems = caught.value.problems
    assert len(set(problems)) == len(problems)
    assert [
        ("parties.json", "unknown-key"),
        ("rounds/2030-acme.json", "unknown-field"),
        ("rounds/2030-acme.json", "unknown-field"),
        ("rounds/2030-acme.json", "unknown-key"),
        ("rounds/2030-acme.json", "unknown-key"),
        ("rounds/2030-acme.json", "value"),
        ("terms.json", "json"),
    ] == sorted((problem.file, problem.code) for problem in problems)


def test_a_written_folder_is_the_one_that_was_read(acme: Path, tmp_path: Path) -> None:
    """What was read is written to the same files and the same bytes, in a folder made for it."""
    target = tmp_path / "deep" / "down" / "acme"
    kp.write(kp.read(acme), target)
    assert contents(acme) == contents(target)


def test_one_way_to_write_a_folder(acme: Path) -> None:
    """However a file is laid out, it is written in the canonical form; until then it is named."""
    assert [] == folders.uncanonical(acme)
    before = contents(acme)
    path = acme / "parties.json"
    path.write_bytes(b"\xef\xbb\xbf" + re.sub(rb"\n *", b" ", before["parties.json"]))
    assert ["parties.json"] == folders.uncanonical(acme)
    kp.write(kp.read(acme), acme)
    assert before == contents(acme)
    assert [] == folders.uncanonical(acme)


def test_a_file_without_records_is_not_canonical(acme: Path) -> None:
    """A data file that holds nothing would not be written."""
    (acme / "programs.json").write_text('{\n  "schema": "2"\n}\n', "utf-8")
    assert ["programs.json"] == folders.uncanonical(acme)


def test_a_stale_file_is_not_overlooked(acme: Path) -> None:
    """A folder with a data file that the dataset has no records for is left untouched."""
    (acme / "programs.json").write_text('{\n  "schema": "2"\n}\n', "utf-8")
    before = contents(acme)
    with pytest.raises(kp.UnreadableFile, match="the dataset has no such file") as caught:
        kp.write(renamed(kp.read(acme)), acme)
    assert str(acme / "programs.json") == caught.value.file
    assert before == contents(acme)


@pytest.mark.parametrize(
    ("spoil", "file", "reason"),
    [
        (put_folder_for_file, "terms.json", "is a directory"),
        (put_file_for_rounds, "rounds", NO_FOLDER),
    ],
)
def test_what_stands_in_the_way(acme: Path, spoil: Spoil, file: str, reason: str) -> None:
    """A folder where a file is to be, or a file where a folder is to be, is named and kept."""
    dataset = kp.read(acme)
    spoil(acme)
    before = contents(acme)
    with pytest.raises(kp.UnreadableFile, match=reason) as caught:
        kp.write(dataset, acme)
    assert str(acme / file) == caught.value.file
    assert before == contents(acme)


def test_a_file_in_place_of_the_folder(acme: Path) -> None:
    """A file is no folder to write into."""
    dataset = kp.read(acme)
    with pytest.raises(kp.UnreadableFile, match="file exists"):
        kp.write(dataset, acme / "terms.json")


def test_a_link_is_replaced(acme: Path, tmp_path: Path) -> None:
    """A link in the place of a data file gives way to the file; what it led to stays as it was."""
    linked = tmp_path / "elsewhere.json"
    dataset = kp.read(acme)
    (acme / "terms.json").rename(linked)
    (acme / "terms.json").symlink_to(linked)
    before = linked.read_bytes()
    kp.write(renamed(dataset), acme)
    assert not (acme / "terms.json").is_symlink()
    assert before == linked.read_bytes()


def test_a_linked_folder_is_refused(acme: Path, tmp_path: Path) -> None:
    """Nothing is written through a link in place of the rounds, which may lead elsewhere."""
    dataset = kp.read(acme)
    (acme / "rounds").rename(tmp_path / "elsewhere")
    (acme / "rounds").symlink_to(tmp_path / "elsewhere")
    assert dataset == kp.read(acme)
    with pytest.raises(kp.UnreadableFile, match="rounds: is a link"):
        kp.write(renamed(dataset), acme)
    assert dataset == kp.read(acme)


def test_the_digest_of_any_name() -> None:
    """A file name that is not text still has its part in the digest."""
    digests = {
        folders.digest_of({f"rounds/{name}.json": b""}) for name in ("\udcff", "\udcfe", "a")
    }
    assert 3 == len(digests)
