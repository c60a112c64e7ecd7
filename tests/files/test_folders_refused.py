"""What is no data folder, or no data file, is refused with a word on what is the matter."""

import errno
import os
import shutil
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining.files import folders

FILES = ["parties.json", "sources.json", "terms.json", "rounds/2030-acme.json"]


def contents(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder, temporary ones included."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("round/2030-acme.json", "(nearest: rounds)"),
        ("Rounds/2030-acme.json", "(rounds stand in rounds/<round>.json)"),
        ("partys.json", "(nearest: parties.json"),
        ("Terms.json", "(terms stand in terms.json)"),
        ("terms.JSON", "(terms stand in terms.json)"),
        ("organizations.json", "(organizations stand in parties.json)"),
        ("rounds.json", "(rounds stand in rounds/<round>.json)"),
        ("extra/terms.json", "the name of a data file"),
        ("rounds/2030-acme.JSON", "a name that ends in .json"),
        ("rounds/2030-acme.jsn", "a name that ends in .json"),
        ("rounds/2030-acme.json.txt", "a name that ends in .json"),
        ("rounds/2031-acme", "a name that ends in .json"),
        ("rounds/more/2031-acme.json", "a name that ends in .json"),
        ("parties.jsn", "(nearest: parties.json"),
        ("parties.json.txt", "(nearest: parties.json"),
        ("terms", "(terms stand in terms.json)"),
        ("extra/more/terms.json", "the name of a data file"),
        ("extra/rounds/2031-acme.json", "the name of a data file"),
        ("editions/terms.json", "no data files inside"),
    ],
)
def test_a_data_file_in_the_wrong_place(acme: Path, name: str, expected: str) -> None:
    """A data file that is misspelt or stands elsewhere is a problem, and is never ignored."""
    path = acme / name
    path.parent.mkdir(exist_ok=True, parents=True)
    if name == "terms":
        (acme / "terms.json").unlink()
    path.write_text('{"schema": "2"}', "utf-8")
    for ask in (kp.read, folders.uncanonical, lambda top: kp.write(kp.Dataset([], []), top)):
        with pytest.raises(kp.InvalidDocument, match="1 problem") as caught:
            ask(acme)
        (problem,) = caught.value.problems
        assert "file" == problem.code
        assert name.startswith(problem.file)
        assert expected in problem.expected


def test_a_link_to_nowhere(acme: Path) -> None:
    """Rounds that are a link to nothing are not taken for none."""
    shutil.rmtree(acme / "rounds")
    (acme / "rounds").symlink_to(acme / "nowhere")
    with pytest.raises(kp.UnreadableFile, match="rounds: is a link to nothing"):
        kp.read(acme)


@pytest.mark.parametrize("name", ["notes.txt", "notes/read.md", ".git/config.json", ".x.json"])
def test_what_stands_beside_the_data(acme: Path, name: str) -> None:
    """Notes, and whatever is hidden, may stand beside the data files."""
    path = acme / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("{}", "utf-8")
    assert FILES == list(folders.read_files(acme))


def test_a_folder_beside_that_cannot_be_listed(acme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder beside the data files that the system does not open is none of ours."""
    (acme / "private").mkdir()
    listed = os.listdir

    def refusing(path: str) -> list[str]:
        if path == str(acme / "private"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return listed(path)

    monkeypatch.setattr(os, "listdir", refusing)
    assert FILES == list(folders.read_files(acme))


@pytest.mark.parametrize(
    "given", [None, 5, ["acme"], b"acme", kp.Dataset([], []), "a\0b", "\ud800", {}], ids=ascii
)
def test_what_is_no_path(given: Any) -> None:
    """What is no path is refused with a word on what would be one, whatever one asks for."""
    empty = kp.Dataset([], [])
    for ask in (kp.read, folders.uncanonical, lambda top: kp.write(empty, top)):
        with pytest.raises(kp.InvalidValue, match="expected the path of a folder"):
            ask(given)


@pytest.mark.parametrize("given", ["folder", None, [], kp.Dataset])
def test_what_is_no_dataset(acme: Path, given: Any) -> None:
    """What is no dataset is refused: the dataset comes first, then the folder."""
    before = contents(acme)
    with pytest.raises(kp.InvalidValue, match="expected a dataset first, then the folder"):
        kp.write(given, acme)
    assert before == contents(acme)


def replaced_by(acme: Path, make: Callable[[Path], object]) -> kp.UnreadableFile:
    """Give the error of reading a folder in which a file is replaced by something else."""
    (acme / "terms.json").unlink()
    make(acme / "terms.json")
    with pytest.raises(kp.UnreadableFile) as caught:
        kp.read(acme)
    assert str(acme / "terms.json") == caught.value.file
    return caught.value


def test_a_pipe(acme: Path) -> None:
    """A pipe in place of a data file is refused, and not waited for."""
    assert "is no regular file; put one there" == replaced_by(acme, os.mkfifo).reason


def test_a_pipe_in_place_of_the_folder(tmp_path: Path) -> None:
    """A pipe in place of the folder is refused, and not waited for."""
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(kp.UnreadableFile, match="not a directory"):
        kp.read(tmp_path / "pipe")


def test_a_device(acme: Path) -> None:
    """A device in place of a data file is refused, though it would give bytes for ever."""
    error = replaced_by(acme, lambda path: path.symlink_to("/dev/zero"))
    assert "is no regular file; put one there" == error.reason


def giant(path: Path) -> None:
    """Make a file that says it has a tebibyte, and takes no room."""
    with path.open("wb") as file:
        file.truncate(2**40)


def test_a_giant(acme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is too large is refused by its size, before any of it is read."""
    monkeypatch.setattr(folders, "open", lambda *_, **__: pytest.fail("it is read"), raising=False)
    (acme / "parties.json").unlink()
    giant(acme / "parties.json")
    with pytest.raises(kp.UnreadableFile, match=f"is too large: {2**40} bytes, {2**26} at most"):
        kp.read(acme)


def test_a_file_that_grows(acme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a file that grows while it is read, no more is read than a file may have."""
    monkeypatch.setattr(folders, "LARGEST_FILE", 10)
    monkeypatch.setattr(folders, "_refuse", lambda *_: None)
    assert {10} == set(map(len, folders.read_files(acme).values()))


def test_no_more_memory_than_the_files_need(acme: Path) -> None:
    """To read small files takes no memory for large ones."""
    tracemalloc.start()
    folders.read_files(acme)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 1024 * 1024


def test_a_folder_that_is_too_large(acme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files of a folder may not be too large together."""
    sizes = [len(content) for content in contents(acme).values()]
    monkeypatch.setattr(folders, "LARGEST_FOLDER", sum(sizes))
    assert FILES == list(folders.read_files(acme))
    monkeypatch.setattr(folders, "LARGEST_FOLDER", sum(sizes) - 1)
    with pytest.raises(kp.UnreadableFile, match="is too large") as caught:
        kp.read(acme)
    assert str(acme / "rounds" / "2030-acme.json") == caught.value.file


@pytest.mark.parametrize("bound", ["LARGEST_FILE", "LARGEST_FOLDER"])
def test_what_could_not_be_read_is_not_written(
    bound: str, acme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dataset that is too large to be read is not written, and the error says what to do."""
    dataset, new = kp.read(acme), acme / "new"
    monkeypatch.setattr(folders, bound, 400)
    with pytest.raises(kp.UnreadableFile, match="400 at most; divide the data") as caught:
        kp.write(dataset, new)
    file = {"LARGEST_FILE": new / "parties.json", "LARGEST_FOLDER": new}[bound]
    assert str(file) == caught.value.file
    assert not new.exists()
