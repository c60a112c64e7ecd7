"""What is frozen stays as it was: every edition by its digest, on every platform setting."""

import json
import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

import kpbargaining as kp
from kpbargaining.files.codec import encode
from kpbargaining.files.folders import digest_of
from kpbargaining.publishing.bundled import DATA

PROJECT = Path(__file__).parents[2]

PINNED: dict[str, str] = {
    "2026.1": "423db291323da07cf5f16d94a95a5db3e14c103b00df108887cfa1404c62f8da",
    "2026.2": "e2bb29df488334e45aa332543c1f4f86fadc7592b986f752bdd9081b2739fae7",
    "2026.3": "0742d24bebe4cc8f266b0e735a1e80536da2726f1db04d90ed1488ff7fbfd9d9",
}
"""The digest of every edition that was ever frozen. Rows are added, and never changed."""

LATER_FIELDS = {
    kp.Source: ["archived", "extent_note"],
    kp.Term: ["counts"],
    kp.Organization: ["also_known_as"],
    kp.Agreement: ["terms_until", "claimed_total", "claimed_basis"],
    kp.Program: ["also_known_as"],
    kp.BargainingRound: ["sought"],
    kp.Committee: ["also_known_as"],
    kp.Deliverable: ["final", "continues"],
    kp.Outcome: ["approved_by", "approved", "reach", "frequency", "audience", "condition"],
    kp.Figure: ["on", "markets", "level", "portion"],
    kp.Statement: ["session", "on"],
    kp.Vote: ["planned"],
    kp.JobAction: ["notices", "duration"],
    kp.Event: ["speakers", "about"],
    kp.Evidence: ["open", "doubt", "attests"],
}
"""What schema 1 has no field for."""

TRIAL = "9999.1"
"""The draft, frozen for these tests alone: so they have an edition before the first is frozen."""

ASK = """
import hashlib, json, sys
import kpbargaining as kp
from kpbargaining.files.codec import encode
from kpbargaining.files.folders import digest_of
datasets = {name: kp.load(name) for name in sys.argv[1:]}
print(kp.__file__)
print(json.dumps({
    name: [
        ds.digest,
        digest_of(encode(ds.records(), ds.evidence)),
        hashlib.sha256(f"{ds.timeline()}".encode()).hexdigest(),
    ]
    for name, ds in datasets.items()
}))
"""
"""Asks another process for its digest of each edition: as read, as written again, as told."""

Marks = dict[str, list[str]]

SETTINGS = {
    "locale C without UTF-8 mode": {
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONIOENCODING": "ascii",
    },
    "the zone of the first new day": {"TZ": "Pacific/Kiritimati"},
    "the zone of the last old day": {"TZ": "Etc/GMT+12"},
    "hash seed 0": {"PYTHONHASHSEED": "0"},
    "hash seed 1": {"PYTHONHASHSEED": "1"},
    "hash seed 2": {"PYTHONHASHSEED": "2"},
}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy of the package, in which the draft is frozen too."""
    folder = tmp_path_factory.mktemp("copy")
    package = folder / "kpbargaining"
    shutil.copytree(Path(kp.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    kp.freeze(package / "data", TRIAL, "2030-07-02")
    return folder


@pytest.fixture(scope="module")
def expected(package: Path) -> Marks:
    """What this process says of every edition."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "kpbargaining.publishing.bundled.DATA", str(package / "kpbargaining" / "data")
        )
        datasets = {name: kp.load(name) for name in [*PINNED, TRIAL]}
        return {
            name: [
                str(ds.digest),
                digest_of(encode(ds.records(), ds.evidence)),
                sha256(str(ds.timeline()).encode()).hexdigest(),
            ]
            for name, ds in datasets.items()
        }


def ask(where: Path, settings: dict[str, str], *flags: str) -> Marks:
    """Give what a process says of every edition, with the package from there, so set."""
    own = {n: v for n, v in os.environ.items() if not n.startswith(("COVERAGE", "PYTHON", "LC_"))}
    run = subprocess.run(
        [sys.executable, *flags, "-c", ASK, *PINNED, TRIAL],
        env=own | {"PYTHONPATH": str(where)} | settings,
        capture_output=True,
        check=True,
        text=True,
    )
    file, marks = run.stdout.splitlines()
    assert file.startswith(str(where))
    found: Marks = json.loads(marks)
    return found


def test_every_edition_is_pinned() -> None:
    """The editions that the package carries are those pinned here, each with its digest."""
    assert {each.name: each.digest for each in kp.editions()} == PINNED


@pytest.mark.parametrize("name", [*PINNED, TRIAL])
def test_a_digest_is_for_ever(expected: Marks, name: str) -> None:
    """An edition has the digest it was frozen with, whichever release reads it."""
    draft = kp.read(DATA).digest
    assert PINNED.get(name, draft) == expected[name][0]


def test_what_is_frozen_is_written_the_same(expected: Marks) -> None:
    """An edition of the present file format, written again, is the same files."""
    digest, written, _ = expected[TRIAL]
    assert digest == written


@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS.keys())
def test_on_every_platform_setting(
    package: Path, expected: Marks, settings: dict[str, str]
) -> None:
    """Locale, time zone and hash seed change neither what is read nor what is written or told."""
    assert expected == ask(package, settings)


def test_without_docstrings_and_assertions(package: Path, expected: Marks) -> None:
    """Optimised Python reads the same editions."""
    assert expected == ask(package, {}, "-OO")


def test_from_a_zip(package: Path, expected: Marks, tmp_path: Path) -> None:
    """A package that was never unpacked has the same editions."""
    archive = shutil.make_archive(str(tmp_path / "packed"), "zip", package)
    assert expected == ask(Path(archive), {})


def test_editions_side_by_side(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two editions live in one process, each with its own data, and can be compared."""
    data = package / "kpbargaining" / "data"
    monkeypatch.setattr("kpbargaining.publishing.bundled.DATA", str(data))
    editions = {name: kp.load(name) for name in [*PINNED, TRIAL]}
    assert {each.name: each.digest for each in kp.editions()} == {
        name: dataset.digest for name, dataset in editions.items()
    }
    newest, draft = editions[TRIAL], kp.load("9999.2-draft")
    assert (TRIAL, "9999.2-draft") == (newest.edition, draft.edition)
    assert [] == list(kp.diff(newest, draft))


@pytest.mark.parametrize("name", ["2026.1", "2026.2"])
def test_an_edition_of_the_first_schema(name: str, tmp_path: Path) -> None:
    """An edition of schema 1 is the same in schema 2; what it had no field for is unknown."""
    edition = kp.load(name)
    (listed,) = (each for each in kp.editions() if each.name == name)
    assert ("1", PINNED[name]) == (listed.schema, edition.digest)
    kp.write(edition, tmp_path)
    files = [json.loads(path.read_bytes()) for path in tmp_path.rglob("*.json")]
    assert {"2"} == {file["schema"] for file in files}
    assert edition == kp.read(tmp_path)
    assert () == (*edition.identifiers, *edition.inquiries)
    for cls, fields in LATER_FIELDS.items():
        held = edition.evidence if cls is kp.Evidence else edition.of(cls)
        assert {None} >= {getattr(each, field) for each in held for field in fields}


def test_no_tool_changes_the_bytes() -> None:
    """In a clone, on every system, data files and samples have the bytes that were committed."""
    git = shutil.which("git")
    if git is None or not (PROJECT / ".git").exists():
        pytest.skip("this is no clone")
    folders = [
        PROJECT / "src/kpbargaining/data",
        PROJECT / "tests/samples",
        PROJECT / "tests/overlays",
    ]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    names = "\n".join(path.relative_to(PROJECT).as_posix() for path in files)
    asked = [git, "-C", str(PROJECT), "check-attr", "--stdin", "text"]
    run = subprocess.run(asked, input=names, capture_output=True, check=True, text=True)
    told = run.stdout.splitlines()
    assert (len(files), {"text: unset"}) == (len(told), {line.partition(": ")[2] for line in told})
