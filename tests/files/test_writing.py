"""Files written all or none: whatever stops a write, and whoever else reads or writes."""

import errno
import fcntl
import io
import os
import shutil
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import kpbargaining as kp
from kpbargaining.files import writing
from kpbargaining.files.folders import read_files
from kpbargaining.files.writing import STAGED, WRITTEN, locked, replace_all
from kpbargaining.saving import new_folder

OLD = {"parties.json": b"old", "terms.json": b"old", "rounds/2030.json": b"old"}
NEW = {"parties.json": b"new", "sources.json": b"new", "rounds/2030.json": b"new"}
BOTH = OLD | NEW


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that holds the old files."""
    replace_all(str(tmp_path / "folder"), OLD)
    return tmp_path / "folder"


def contents(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder, temporary ones included."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def seen(folder: Path) -> dict[str, bytes]:
    """Give what one reads of a folder, whatever stands where."""
    names = ["parties.json", "sources.json", "terms.json", "rounds/2030.json"]
    places = {name: Path(writing.place_of(str(folder), name)) for name in names}
    listed = writing.names_in(str(folder)) | writing.names_in(str(folder), "rounds")
    assert {"rounds", *(path.name for path in places.values() if path.exists())} == listed
    return {name: path.read_bytes() for name, path in places.items() if path.exists()}


class Stop(NamedTuple):
    """What can stop a write, as what it reaches the caller, and what that says."""

    error: BaseException
    raised: type[BaseException]
    message: str


STOPS = [
    Stop(KeyboardInterrupt("Ctrl-C"), KeyboardInterrupt, "Ctrl-C"),
    Stop(OSError(errno.ENOSPC, "Disk full"), kp.UnreadableFile, "disk full"),
    Stop(PermissionError(errno.EROFS, "Read-only"), kp.UnreadableFile, "read-only"),
    Stop(TimeoutError(), kp.UnreadableFile, "timeouterror"),
]


def test_what_is_written(folder: Path) -> None:
    """Files are put in place of those of the same names, and all others stay."""
    replace_all(str(folder), NEW)
    assert BOTH == contents(folder)


def test_a_folder_that_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder is made if need be, wherever one stands."""
    monkeypatch.chdir(tmp_path)
    for name in ("deep/down", ".", "up/", "up/../beside"):
        replace_all(name, NEW)
        assert NEW.items() <= contents(tmp_path / name).items()


@pytest.mark.parametrize("after", range(len(NEW)))
@pytest.mark.parametrize("stop", STOPS, ids=lambda stop: type(stop.error).__name__)
def test_a_file_that_is_cut_short(
    folder: Path, monkeypatch: pytest.MonkeyPatch, stop: Stop, after: int
) -> None:
    """A write that stops in the middle of a file leaves every old one whole, and nothing else."""
    written: list[bytes] = []

    class Stopping(io.FileIO):
        """A file in which, after some others, only the first half of what is written arrives."""

        def write(self, content: Any) -> int:
            if len(written) == after:
                super().write(content[: len(content) // 2])
                raise stop.error
            written.append(content)
            return super().write(content)

    monkeypatch.setattr(writing, "open", Stopping, raising=False)
    with pytest.raises(stop.raised, match=stop.message):
        replace_all(str(folder), NEW)
    assert after == len(written)
    assert OLD == contents(folder)


def test_no_room_for_a_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A write for which not even a folder can be made leaves everything as it was."""

    def full(*_: str) -> str:
        raise OSError(errno.ENOSPC, "Disk full")

    monkeypatch.setattr(writing, "new_folder", full)
    with pytest.raises(kp.UnreadableFile, match="disk full") as caught:
        replace_all(str(folder), NEW)
    assert str(folder) == caught.value.file
    assert OLD == contents(folder)


def stop_at(monkeypatch: pytest.MonkeyPatch, name: str, step: int, error: BaseException) -> None:
    """Let the moves of files end in an error, after so many of them."""
    move: Any = getattr(os, name)
    moved: list[str] = []

    def stopping(source: str, target: str) -> None:
        moved.append(target)
        if len(moved) == step + 1:
            raise error
        move(source, target)

    monkeypatch.setattr(os, name, stopping)


MOVES = 6
"""How often something is moved: the files as a whole, two that are replaced, the three new."""


@pytest.mark.parametrize("step", range(MOVES))
@pytest.mark.parametrize("stop", STOPS[1:], ids=lambda stop: type(stop.error).__name__)
def test_a_move_that_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch, stop: Stop, step: int
) -> None:
    """A write whose files the system does not move, be it the last, leaves all as it was."""
    with monkeypatch.context() as patch:
        stop_at(patch, "rename", step, stop.error)
        with pytest.raises(stop.raised, match=stop.message) as caught:
            replace_all(str(folder), NEW)
    assert str(getattr(caught.value, "file", "")).startswith(str(folder))
    assert OLD == contents(folder) == seen(folder)
    assert [] == [path for path in folder.iterdir() if path.name.startswith((STAGED, WRITTEN))]


class Killed(BaseException):
    """Stands for the end of a process: nothing can be tidied up after it."""


def kill_at(monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """Let a write be killed after so many moves."""
    stop_at(monkeypatch, "rename", step, Killed())
    monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)


@pytest.mark.parametrize("step", range(MOVES))
def test_a_write_that_is_killed(folder: Path, monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """A write that is killed between two moves is read as if it never began, or as finished."""
    with monkeypatch.context() as patch:
        kill_at(patch, step)
        with pytest.raises(Killed):
            replace_all(str(folder), NEW)
    expected = BOTH if step else OLD
    assert expected == seen(folder)
    assert expected != contents(folder)
    with locked(str(folder), alone=True):
        assert expected == contents(folder)
    assert expected == seen(folder)


@pytest.mark.parametrize("step", range(MOVES))
def test_after_one_that_was_killed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """The next write finishes or clears away what a killed one left, and comes after it."""
    with monkeypatch.context() as patch:
        kill_at(patch, step)
        with pytest.raises(Killed):
            replace_all(str(folder), NEW)
    replace_all(str(folder), {"terms.json": b"newer"})
    assert (BOTH if step else OLD) | {"terms.json": b"newer"} == contents(folder)


@pytest.mark.parametrize("step", range(len(NEW)))
@pytest.mark.parametrize("error", [Killed(), OSError(errno.EIO, "Broken")])
def test_a_finish_that_is_cut_short(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, step: int
) -> None:
    """Finishing what a killed write left can itself be stopped, and be taken up again."""
    with monkeypatch.context() as patch:
        kill_at(patch, 1)
        with pytest.raises(Killed):
            replace_all(str(folder), NEW)
    with monkeypatch.context() as patch:
        stop_at(patch, "replace", step, error)
        with pytest.raises((Killed, kp.UnreadableFile)):
            replace_all(str(folder), {"terms.json": b"newer"})
    assert BOTH == seen(folder)
    replace_all(str(folder), {})
    assert BOTH == contents(folder)


@pytest.mark.parametrize("step", range(2, MOVES))
def test_what_cannot_be_undone(folder: Path, monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """A write that the system neither lets end nor undo counts, and the next finishes it."""
    move, moved = os.rename, list[str]()

    def broken(source: str, target: str) -> None:
        moved.append(target)
        if len(moved) > step:
            raise OSError(errno.EIO, "Broken")
        move(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", broken)
        with pytest.raises(kp.UnreadableFile, match="broken"):
            replace_all(str(folder), NEW)
    assert BOTH == seen(folder)
    replace_all(str(folder), {})
    assert BOTH == contents(folder)


@pytest.mark.parametrize(
    ("name", "place", "reason"),
    [
        ("terms.json/x.json", "terms.json", "is a file; name another folder, or remove it"),
        ("rounds", "rounds", "is a directory"),
    ],
)
def test_what_stands_in_the_way(folder: Path, name: str, place: str, reason: str) -> None:
    """A folder where a file is to be, or a file where a folder is to be, stops all before it."""
    with pytest.raises(kp.UnreadableFile, match=reason) as caught:
        replace_all(str(folder), NEW | {name: b"new"})
    assert str(folder / place) == caught.value.file
    assert OLD == contents(folder)


def test_a_link_is_replaced(folder: Path, tmp_path: Path) -> None:
    """A link in the place of a file gives way to it; what it led to stays as it was."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a.json").write_bytes(b"mine")
    for name, target in (("parties.json", elsewhere / "a.json"), ("terms.json", elsewhere)):
        (folder / name).unlink()
        (folder / name).symlink_to(target)
    replace_all(str(folder), NEW | {"terms.json": b"new"})
    assert NEW | {"terms.json": b"new"} == contents(folder)
    assert [] == [path for path in folder.iterdir() if path.is_symlink()]
    assert {"a.json": b"mine"} == contents(elsewhere)


def test_temporary_names(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A temporary folder has a name that nobody can guess, and nobody else may enter it."""
    staged: list[tuple[str, int]] = []

    def noting(above: str, begins: str) -> str:
        made = new_folder(above, begins)
        staged.append((made, os.stat(made).st_mode & 0o777))
        return made

    monkeypatch.setattr(writing, "new_folder", noting)
    replace_all(str(folder), NEW)
    replace_all(str(folder), NEW)
    assert 4 == len({name for name, _ in staged})
    assert {0o700} == {mode for _, mode in staged}


@pytest.mark.parametrize("name", [WRITTEN, f"{STAGED}x"])
def test_a_planted_link(folder: Path, tmp_path: Path, name: str) -> None:
    """A link under the name of a temporary folder is never followed."""
    planted = tmp_path / "planted"
    replace_all(str(planted), {"terms.json": b"planted", "programs.json": b"planted"})
    (folder / name).symlink_to(planted)
    assert OLD == seen(folder)
    if name == WRITTEN:
        with pytest.raises(kp.UnreadableFile, match="not a directory") as caught:
            replace_all(str(folder), NEW)
        assert str(folder / WRITTEN) == caught.value.file
        (folder / name).unlink()
    else:
        replace_all(str(folder), NEW)
    assert not (folder / name).is_symlink()
    assert (OLD if name == WRITTEN else BOTH) == contents(folder)
    assert {"terms.json": b"planted", "programs.json": b"planted"} == contents(planted)


@pytest.mark.parametrize("deep", ["out/keys", "out/deep/keys", "rounds/out/keys"])
def test_a_planted_write(folder: Path, tmp_path: Path, deep: str) -> None:
    """A write that was planted does not lead out of the folder, however deep its link stands."""
    outside = tmp_path / "outside"
    (outside / "deep").mkdir(parents=True)
    link = folder / deep.partition("out")[0] / "out"
    link.symlink_to(outside)
    planted = folder / WRITTEN / deep
    planted.parent.mkdir(parents=True)
    planted.write_bytes(b"planted")
    (folder / WRITTEN / "a.json").write_bytes(b"first")
    with pytest.raises(kp.UnreadableFile, match="is a link; name the folder") as caught:
        replace_all(str(folder), NEW)
    assert str(link) == caught.value.file
    assert {} == contents(outside)
    assert not (folder / "a.json").exists()


def test_a_link_in_a_planted_write(folder: Path, tmp_path: Path) -> None:
    """A link among the files of a planted write is not put in their place."""
    (tmp_path / "outside").write_bytes(b"mine")
    (folder / WRITTEN).mkdir()
    (folder / WRITTEN / "terms.json").symlink_to(tmp_path / "outside")
    with pytest.raises(kp.UnreadableFile, match="is a link, which no write leaves") as caught:
        replace_all(str(folder), NEW)
    assert str(folder / WRITTEN / "terms.json") == caught.value.file
    assert not (folder / "terms.json").is_symlink()


def is_free(folder: Path, *, alone: bool) -> bool:
    """Tell whether somebody else could hold a folder now."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(handle)
    return True


def test_a_folder_is_held(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who writes a folder holds it alone; who reads it, with others who read; then it is free."""
    monkeypatch.chdir(folder.parent)
    with locked(str(folder), alone=True):
        assert not is_free(folder, alone=False)
        with locked("folder", alone=True), locked(f"{folder}/", alone=False):
            replace_all("folder", NEW)
        assert not is_free(folder, alone=False)
    with locked("folder", alone=False), locked("folder", alone=False):
        assert (True, False) == (is_free(folder, alone=False), is_free(folder, alone=True))
    assert is_free(folder, alone=True)


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(errno.ENOLCK, "No locks")])
def test_a_folder_that_cannot_be_held(
    acme: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    """Without locks a folder can still be read, but not written; waiting can be interrupted."""
    before = contents(acme)

    def refusing(*_: int) -> None:
        raise error

    monkeypatch.setattr(fcntl, "flock", refusing)
    if isinstance(error, OSError):
        assert before == read_files(acme)
    with pytest.raises((KeyboardInterrupt, kp.UnreadableFile), match=r"no locks|^$"):
        replace_all(str(acme), NEW)
    assert before == contents(acme)
