"""`export`: every format by its name, whole or not at all, and over nothing foreign."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import kpbargaining as kp
from kpbargaining.exports.exporting import FORMATS, export, usual_name
from kpbargaining.extras import EXTRAS

BYTES = """
import sys, kpbargaining as kp
kp.export(kp.load("2026.1"), sys.argv[1])
"""


@pytest.fixture(scope="module")
def early() -> kp.Dataset:
    """The smallest edition."""
    return kp.load("2026.1")


def contents(folder: Path) -> dict[str, bytes]:
    """Give what every file of a folder holds."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.mark.parametrize("name", FORMATS)
def test_each_format(name: str, early: kp.Dataset, tmp_path: Path) -> None:
    """Each format gives one file or folder, with nothing beside it."""
    path = tmp_path / usual_name(early, name)
    (row,) = export(early, path, name)
    assert (name, str(path), FORMATS[name].about) == (row.format, row.path, row.about)
    assert [path] == list(tmp_path.iterdir())


NEEDY = {"ical": "a dataset with a dated entry", "corrections": "a dataset of which editions"}
"""Formats that cannot be made of nothing."""


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_of_nothing(name: str, tmp_path: Path) -> None:
    """A dataset without records can be exported, too, unless there has to be a date or edition."""
    if name in NEEDY:
        with pytest.raises(kp.InvalidValue, match=f"expected {NEEDY[name]}"):
            export(kp.Dataset([], []), tmp_path / "out", name)
    else:
        export(kp.Dataset([], []), tmp_path / "out", name)
    expected = [] if name in NEEDY else ["out"]
    assert expected == [path.name for path in tmp_path.iterdir()]


def test_all_of_nothing(tmp_path: Path) -> None:
    """Of nothing, `all` makes what can be made, and says why the rest cannot."""
    rows = export(kp.Dataset([], []), tmp_path / "out")
    assert NEEDY.keys() == {row.format for row in rows.where(path=None)}
    assert all(NEEDY[row.format] in row.about for row in rows.where(path=None))


def test_all(early: kp.Dataset, tmp_path: Path) -> None:
    """`all` writes every format into one folder, each as it is by itself."""
    written = export(early, tmp_path / "all")
    assert [(name, str(tmp_path / "all" / form.name)) for name, form in FORMATS.items()] == [
        (row.format, row.path) for row in written
    ]
    export(early, tmp_path / "alone", "csv")
    assert contents(tmp_path / "alone") == contents(tmp_path / "all" / "csv")


def test_all_that_can_be(
    early: kp.Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`all` leaves out what lacks a library, and what was left out can be told."""
    for library in EXTRAS:
        monkeypatch.setitem(sys.modules, library, None)
    written = export(early, tmp_path / "all")
    assert ["parquet", "ical"] == [row.format for row in written.where(path=None)]
    assert all("is not installed: pip install" in row.about for row in written.where(path=None))
    assert len(FORMATS) - 2 == len(list((tmp_path / "all").iterdir()))


def test_the_same_bytes_everywhere(tmp_path: Path) -> None:
    """Whatever the hash seed, the locale and the time zone, the same bytes are written."""
    found = []
    for seed, locale, zone in (("0", "C", "UTC"), ("1", "C.UTF-8", "Pacific/Kiritimati")):
        path = tmp_path / seed
        more = {"PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone}
        command = [sys.executable, "-c", BYTES, str(path)]
        subprocess.run(command, env=os.environ | more, check=True)
        found.append(contents(path))
    assert found[0] == found[1]


@pytest.mark.parametrize("name", ["sqlit", "CSV", "", None, ["csv"]])
def test_another_format(name: str, early: kp.Dataset, tmp_path: Path) -> None:
    """What is no format is refused with the nearest, and nothing is written."""
    with pytest.raises(kp.UnknownName, match="no format"):
        export(early, tmp_path / "out", name)
    assert [] == list(tmp_path.iterdir())


def test_what_is_no_dataset(tmp_path: Path) -> None:
    """What is no dataset is refused, and told where one comes from."""
    with pytest.raises(kp.InvalidValue, match="a dataset first, then the path and the format"):
        export("2026.1", tmp_path / "out", "csv")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["csv", "sqlite", "all"])
def test_what_is_there_stays(name: str, early: kp.Dataset, tmp_path: Path) -> None:
    """What is there already is replaced only when told to, and then by the same bytes."""
    path = tmp_path / "out"
    export(early, path, name)
    with pytest.raises(kp.UnreadableFile, match="is there already; overwrite replaces it"):
        export(early, path, name)
    export(early, path, name, overwrite=True)
    assert ["out"] == [path.name for path in tmp_path.iterdir()]


def test_a_foreign_file_stays(early: kp.Dataset, tmp_path: Path) -> None:
    """A folder with a file that is not ours is never replaced."""
    export(early, tmp_path / "out", "csv")
    (tmp_path / "out" / "thesis.doc").touch()
    with pytest.raises(kp.UnreadableFile, match=r"thesis\.doc: is not ours to replace"):
        export(early, tmp_path / "out", "csv", overwrite=True)


def test_a_folder_where_a_file_should_be(early: kp.Dataset, tmp_path: Path) -> None:
    """A folder is no place for a database: a file in it is."""
    with pytest.raises(kp.UnreadableFile, match="is a directory; name a file in it"):
        export(early, tmp_path, "sqlite", overwrite=True)


def test_safe_is_for_csv(early: kp.Dataset, tmp_path: Path) -> None:
    """Only CSV can be guarded for spreadsheets, by itself or among all."""
    with pytest.raises(kp.InvalidValue, match="csv as the format, if it is to be safe"):
        export(early, tmp_path / "out", "sqlite", spreadsheet_safe=True)
    export(early, tmp_path / "out", spreadsheet_safe=True)
    assert (tmp_path / "out" / "csv" / "sessions.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_usual_names(early: kp.Dataset) -> None:
    """Without a name of one's own, files are named for data, edition and format."""
    assert "kpbargaining-2026.1-csv" == usual_name(early, "csv")
    assert "kpbargaining-2026.1" == usual_name(early, "all")
    assert "bargaining-tables.sqlite" == usual_name(kp.Dataset([], []), "sqlite")
    with pytest.raises(kp.UnknownName, match="no format 'cvs'; nearest: csv"):
        usual_name(early, "cvs")


def test_extras_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each format that needs a library names the extra that brings it, and no other does."""
    for library in EXTRAS:
        monkeypatch.setitem(sys.modules, library, None)
    for row in export(kp.load("2026.1"), tmp_path / "all"):
        assert FORMATS[row.format].extra == ("" if row.path else row.about.split("[")[1][:-2])
