"""The documented examples, type-checked strictly, as a user would who installed the package."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser

pytest.importorskip("mypy")  # it is among what checks the project, not among what tests it

PROJECT = Path(__file__).parents[1]
PAGES = [PROJECT / "README.md", *sorted((PROJECT / "docs").rglob("*.md"))]
EXAMPLES = Sybil([PythonCodeBlockParser()])


RIGHT = """
from typing import assert_type
import kpbargaining as kp
ds = kp.load()
session = kp.Session(id="2030-acme/may", round="2030-acme", ordinal=3, place="Springfield")
item = kp.Evidence(record=session.id, source="may-story", fields=("place",), note="As printed")
own = kp.Dataset([session], [item])
assert_type(own.merge(ds), kp.Dataset)
assert_type(ds.as_of("2025-08-10", "possibly"), kp.Dataset)
assert_type(ds.sessions, kp.Collection[kp.Session])
assert_type(ds.sessions["2030-acme/may"], kp.Session)
assert_type(ds.sessions[:3].where(place="Springfield")[0], kp.Session)
assert_type(ds.timeline(), kp.Table[kp.questions.EntryRow])
assert_type(ds.timeline().sorted_by("when").head(3)[0].event, str)
assert_type(ds.tally("2030-acme").total, kp.Quantity | None)
assert_type(kp.questions.first_said(ds, "2030-acme", "opened"), kp.Table[kp.Evidence])
assert_type(kp.check(ds)[0].severity, kp.Severity)
"""
"""What a typed user writes: plain texts and numbers in, and a row or record of its class out."""

WRONG = """
import kpbargaining as kp
kp.load().tally(2025)
kp.load().timeline().where().gap()
kp.Session(id=7)
kp.load().as_of("2025-08-10", "surely")
kp.load().sessions["2030-acme/may"].place = "Springfield"
"""
"""What is wrong in every line after the second."""


def code_of(page: Path) -> str:
    """Give the examples of a page as one module, in order: each goes on where the last one ends."""
    return "\n\n".join(str(example.parsed) for example in EXAMPLES.parse(page).examples())


def strictly(folder: Path) -> list[str]:
    """Give what mypy finds in a folder of modules, with nothing but `--strict`."""
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file", os.devnull]
    run = subprocess.run(
        [*command, "--cache-dir", str(folder / ".cache"), str(folder)],
        cwd=folder,
        capture_output=True,
        check=False,
        text=True,
    )
    assert run.returncode in (0, 1), run.stderr  # 2 is a failure of mypy itself
    return [line for line in run.stdout.splitlines() if ": error: " in line]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What mypy finds in the examples of all pages, and in what is right and wrong."""
    folder = tmp_path_factory.mktemp("examples")
    for page in filter(Path.exists, PAGES):
        name = page.relative_to(PROJECT).with_suffix("").as_posix()
        module = "".join(char if char.isalnum() else "_" for char in name)
        (folder / f"{module}.py").write_text(code_of(page), "utf-8")
    (folder / "right.py").write_text(RIGHT, "utf-8")
    (folder / "wrong.py").write_text(WRONG, "utf-8")
    return strictly(folder)


def test_the_examples_are_typed(found: list[str]) -> None:
    """No example of README.md and docs/ has a type error, whatever it does with the library."""
    assert [] == [line for line in found if not line.startswith(("right.py", "wrong.py"))]


def test_what_a_typed_user_writes(found: list[str]) -> None:
    """Plain texts and numbers are taken for ids and counts, and every answer has its type."""
    assert [] == [line for line in found if line.startswith("right.py")]


def test_what_is_wrong_is_seen(found: list[str]) -> None:
    """Wrong arguments to questions and records, methods that are none, and changes are found."""
    lines = {int(line.split(":")[1]) for line in found if line.startswith("wrong.py")}
    assert {*range(3, 8)} == lines


def test_there_are_examples() -> None:
    """The README and pages of the documentation have examples that are checked."""
    assert len([page for page in PAGES if page.exists() and code_of(page)]) > 3
