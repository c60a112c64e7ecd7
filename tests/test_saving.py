"""What leaves the library as a file or a folder: whole, or not at all, and over nobody else's."""

import os
from pathlib import Path

import pytest

from kpbargaining import saving
from kpbargaining.errors import InvalidValue, UnreadableFile
from kpbargaining.saving import OLD, STAGED, file_name, path_of, save, staged


@pytest.mark.parametrize(
    ("expected", "parts"),
    [
        ("acme-2030.1-csv", ["acme", "2030.1", "csv"]),
        ("etc-passwd-2030.1", ["../../etc/passwd", "", "2030.1"]),
        ("a-b-c-d-e", ["..\\a:b\0c", "d \N{HOSPITAL} e"]),
        ("bargaining", ["./.-"]),
    ],
)
def test_a_name_leads_nowhere(expected: str, parts: list[str]) -> None:
    """Whatever a name is made of, it names a file of the folder one is in, and no hidden one."""
    assert expected == file_name(*parts)


def left(folder: Path) -> list[str]:
    """Give what lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("path", [b"x", 7, None, "", "a\0b", "\ud800"])
def test_what_is_no_path(path: object) -> None:
    """What can be no path is refused, and the refusal says what was meant."""
    with pytest.raises(InvalidValue, match="expected the path of a file, found"):
        path_of(path, "a file")


def test_a_path_is_text(tmp_path: Path) -> None:
    """A path comes back as text, however it was given."""
    assert str(tmp_path) == path_of(tmp_path) == path_of(str(tmp_path))


def test_save(tmp_path: Path) -> None:
    """A file is written whole, with nothing beside it, and readable for whom new files are."""
    save(str(tmp_path / "a.txt"), b"all of it")
    (tmp_path / "plain").touch()
    assert b"all of it" == (tmp_path / "a.txt").read_bytes()
    assert (tmp_path / "plain").stat().st_mode == (tmp_path / "a.txt").stat().st_mode
    assert ["a.txt", "plain"] == left(tmp_path)


def test_save_in_the_folder_one_is_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bare name is a file of the current folder."""
    monkeypatch.chdir(tmp_path)
    save("a.txt", b"1")
    assert ["a.txt"] == left(tmp_path)


def test_save_replaces_only_if_told_to(tmp_path: Path) -> None:
    """What is there already stays, unless one says that it may be replaced."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    with pytest.raises(UnreadableFile, match="is there already; overwrite replaces it"):
        save(str(path), b"new")
    assert b"old" == path.read_bytes()
    save(str(path), b"new", overwrite=True)
    assert b"new" == path.read_bytes()


def test_save_takes_no_folder(tmp_path: Path) -> None:
    """A folder is never replaced by a file."""
    with pytest.raises(UnreadableFile, match="is a directory; name a file in it"):
        save(str(tmp_path), b"new", overwrite=True)


def test_save_takes_no_device(tmp_path: Path) -> None:
    """What is no regular file, such as a pipe or a device, is never replaced."""
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableFile, match="is no regular file"):
        save(str(tmp_path / "pipe"), b"new", overwrite=True)
    assert (tmp_path / "pipe").is_fifo()


def test_save_into_no_folder(tmp_path: Path) -> None:
    """Where the folder is missing, that is what the refusal says."""
    with pytest.raises(UnreadableFile, match="no such file or directory"):
        save(str(tmp_path / "none" / "a.txt"), b"new")


def test_a_link_stays(tmp_path: Path) -> None:
    """Where a link is named, what it leads to is written, and the link stays."""
    (tmp_path / "real.txt").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real.txt")
    save(str(tmp_path / "link"), b"new", overwrite=True)
    assert (tmp_path / "link").is_symlink()
    assert b"new" == (tmp_path / "real.txt").read_bytes()


def write_half(path: Path, error: BaseException) -> None:
    """Stop in the middle of writing."""
    with staged(str(path), overwrite=True) as beside:
        Path(beside).write_bytes(b"half")
        raise error


def test_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    """Where the system refuses in the middle, what was there stays, and nothing else is left."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    with pytest.raises(UnreadableFile, match="no space left on device"):
        write_half(path, OSError(28, "No space left on device"))
    assert b"old" == path.read_bytes()
    assert ["a.txt"] == left(tmp_path)


def test_what_is_refused_inside_is_told_of_the_target(tmp_path: Path) -> None:
    """What could not be written beside it is told of the path that one named."""
    with (
        pytest.raises(UnreadableFile, match=rf"^{tmp_path}/a: is odd$"),
        staged(str(tmp_path / "a")) as beside,
    ):
        raise UnreadableFile(beside, "is odd")


@pytest.mark.parametrize("error", [KeyboardInterrupt(), UnreadableFile("b", "is odd")], ids=repr)
def test_an_interruption_leaves_nothing(tmp_path: Path, error: BaseException) -> None:
    """What stops the writing goes on as it is, and nothing is left."""
    with pytest.raises(type(error)) as caught:
        write_half(tmp_path / "a", error)
    assert error is caught.value
    assert [] == left(tmp_path)


def fill(folder: str, *names: str) -> None:
    """Make a folder with some files in it."""
    os.makedirs(folder)
    for name in names:
        path = Path(folder, name)
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"new {name}", "utf-8")


def test_a_folder(tmp_path: Path) -> None:
    """A folder gets to its place whole, also where an empty one lies."""
    (tmp_path / "empty").mkdir()
    for name in ("new", "empty"):
        with staged(str(tmp_path / name), folder=True) as beside:
            fill(beside, "a", "in/b")
    assert ["empty", "new"] == left(tmp_path)
    assert "new in/b" == (tmp_path / "new" / "in" / "b").read_text("utf-8")


def test_a_folder_is_replaced_only_if_told_to(tmp_path: Path) -> None:
    """A folder with something in it stays, unless it may be replaced."""
    fill(str(tmp_path / "out"), "a")
    with (
        pytest.raises(UnreadableFile, match="is there already"),
        staged(str(tmp_path / "out"), folder=True),
    ):
        pass  # pragma: no cover - it is refused before
    with staged(str(tmp_path / "out"), folder=True, overwrite=True) as beside:
        fill(beside, "a", "b")
    assert ["a", "b"] == left(tmp_path / "out")
    assert ["out"] == left(tmp_path)


def test_a_foreign_file_keeps_its_folder(tmp_path: Path) -> None:
    """A folder that holds anything but what is written anew is never replaced."""
    fill(str(tmp_path / "out"), "a", "mine.doc")
    with (
        pytest.raises(UnreadableFile, match=r"mine\.doc: is not ours to replace; remove it"),
        staged(str(tmp_path / "out"), folder=True, overwrite=True) as beside,
    ):
        fill(beside, "a")
    assert ["a", "mine.doc"] == left(tmp_path / "out")
    assert ["out"] == left(tmp_path)


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    """A file is never replaced by a folder."""
    (tmp_path / "out").touch()
    with (
        pytest.raises(UnreadableFile, match="is a file; name a folder"),
        staged(str(tmp_path / "out"), folder=True, overwrite=True),
    ):
        pass  # pragma: no cover - it is refused before


def test_a_folder_that_cannot_be_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the new folder cannot take its place, the old one comes back."""
    fill(str(tmp_path / "out"), "a")
    rename, moves = os.rename, list[str]()

    def refuse_the_second(source: str, target: str) -> None:
        moves.append(target)
        if len(moves) == 2:
            raise OSError(5, "Input/output error")
        rename(source, target)

    monkeypatch.setattr(saving, "_exchanged", lambda *_: False)
    monkeypatch.setattr(os, "rename", refuse_the_second)
    with (
        pytest.raises(UnreadableFile, match="input/output error"),
        staged(str(tmp_path / "out"), folder=True, overwrite=True) as beside,
    ):
        fill(beside, "a", "b")
    assert ["a"] == left(tmp_path / "out")
    assert not [name for name in left(tmp_path) if name.startswith(STAGED)]


@pytest.mark.parametrize("at_once", [True, False])
def test_a_folder_takes_the_place_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, at_once: bool
) -> None:
    """A folder is replaced whole, be it that the system exchanges two at once or that it cannot."""
    if not at_once:
        monkeypatch.setattr(saving, "_exchanged", lambda *_: False)
    fill(str(tmp_path / "out"), "a")
    with staged(str(tmp_path / "out"), folder=True, overwrite=True) as beside:
        fill(beside, "a", "b")
    assert (["a", "b"], ["out"]) == (left(tmp_path / "out"), left(tmp_path))


def test_what_the_killed_left_is_cleared(tmp_path: Path) -> None:
    """The next write removes what one that was killed left, and puts back what had made room."""
    fill(str(tmp_path / f"{STAGED}1"), "a.txt")
    fill(str(tmp_path / f"{STAGED}2" / f"out{OLD}"), "b")
    fill(str(tmp_path / f"{STAGED}3" / f"mine{OLD}"), "c")
    (tmp_path / "mine").mkdir()
    save(str(tmp_path / "a.txt"), b"new")
    assert ["a.txt", "mine", "out"] == left(tmp_path)
    assert (["b"], []) == (left(tmp_path / "out"), left(tmp_path / "mine"))


def test_who_is_at_it_is_left_alone(tmp_path: Path) -> None:
    """What another write has beside it stays there until it is done."""
    with staged(str(tmp_path / "a.txt")) as beside:
        Path(beside).write_bytes(b"a")
        save(str(tmp_path / "b.txt"), b"b")
    assert ["a.txt", "b.txt"] == left(tmp_path)


def test_a_planted_link_is_left_alone(tmp_path: Path) -> None:
    """A link under the name of a temporary folder is not followed."""
    fill(str(tmp_path / "mine"), "a")
    (tmp_path / f"{STAGED}x").symlink_to(tmp_path / "mine")
    save(str(tmp_path / "b.txt"), b"b")
    assert ["a"] == left(tmp_path / "mine")


@pytest.mark.parametrize("error", [BlockingIOError(), FileNotFoundError(), OSError(37, "No locks")])
def test_where_a_lock_is_not_had(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    """Where another clears a new folder, one takes the next; without locks, one goes without."""
    lock, refused = saving._lock, list[int]()  # noqa: SLF001 - what the system is asked

    def refuse_once(handle: int) -> None:
        refused.append(handle)
        if len(refused) == 1:
            raise error
        lock(handle)

    monkeypatch.setattr(saving, "_lock", refuse_once)
    save(str(tmp_path / "a.txt"), b"a")
    assert (1 if type(error) is OSError else 2) == len(refused)
    assert b"a" == (tmp_path / "a.txt").read_bytes()
    save(str(tmp_path / "b.txt"), b"b")
    assert ["a.txt", "b.txt"] == left(tmp_path)


def test_a_folder_that_is_another_by_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is another by the time it is locked is not taken for one's own."""
    same, asked = os.path.samestat, list[object]()

    def differ_once(one: os.stat_result, other: os.stat_result) -> bool:
        asked.append(one)
        return len(asked) > 1 and same(one, other)

    monkeypatch.setattr(os.path, "samestat", differ_once)
    save(str(tmp_path / "a.txt"), b"a")
    assert 1 < len(asked)
    assert b"a" == (tmp_path / "a.txt").read_bytes()
