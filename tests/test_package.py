"""The project: its version, its licences, its pinned environment, and what stays out of it."""

import ast
import re
import subprocess
import tomllib
from importlib.metadata import metadata
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import kpbargaining

TESTS = Path(__file__).parent
PROJECT = TESTS.parent


def text_of(name: str) -> str:
    """Give the text of one project file, or skip where only the package is at hand."""
    path = PROJECT / name
    if not path.exists():
        pytest.skip(f"{name} is not here")
    return path.read_text("utf-8")


def first(pattern: str, text: str) -> str:
    """Give what the pattern's group finds first, at the start of a line."""
    found = re.search(pattern, text, re.MULTILINE)
    assert found
    return found[1]


def test_one_version() -> None:
    """The version is the same in the metadata, the changelog and the package."""
    version = tomllib.loads(text_of("pyproject.toml"))["project"]["version"]
    assert version == kpbargaining.__version__
    assert version == metadata("kpbargaining")["Version"]
    assert version == first(r"^## (\S+)", text_of("CHANGELOG.md"))


def test_the_licence() -> None:
    """The package carries both licences, by name and by text."""
    about = metadata("kpbargaining")
    assert about["License-Expression"] == "MIT AND CC-BY-4.0"
    assert sorted(about.get_all("License-File") or ()) == [
        "LICENSES/CC-BY-4.0.txt",
        "LICENSES/MIT.txt",
    ]


def test_the_pinned_environment() -> None:
    """Every requirement that the project declares is pinned, at versions that it allows."""
    about = tomllib.loads(text_of("pyproject.toml"))
    listed = chain(
        about["project"]["dependencies"],
        *about["project"]["optional-dependencies"].values(),
        *about["dependency-groups"].values(),
    )
    declared = [Requirement(line) for line in listed if isinstance(line, str)]
    pins = re.findall(r"^([\w.-]+)==([\w.]+)", text_of("requirements/dev.txt"), re.MULTILINE)
    assert {required.name for required in declared} <= {name for name, _ in pins}
    assert [
        (required.name, version)
        for required in declared
        for name, version in pins
        if name == required.name and version not in required.specifier
    ] == []


def test_the_supported_pythons() -> None:
    """Each Python that the metadata claims, from the oldest that is taken, has passed."""
    about = tomllib.loads(text_of("pyproject.toml"))["project"]
    lines = "\n".join(about["classifiers"])
    claimed = re.findall(r"^Programming Language :: Python :: (3\.\d+)$", lines, re.MULTILINE)
    page = text_of("docs/explanation/promises.md")
    assert f">={claimed[0]}" == about["requires-python"]
    assert claimed == re.findall(r"^\| (3\.\d+)\.\d+ \|.*\| passed", page, re.MULTILINE)


def test_the_gates_run_the_readme() -> None:
    """The commands that the README gives are the ones that the gates run, all of them."""
    command = r"^python3 -m pip install uv && python3 -m uv run (.+)$"
    given = re.findall(command, text_of("README.md"), re.MULTILINE)
    assert given == re.findall(r"readme_command '(.+)'", text_of(".ci/run"))
    assert given == ["kpbargaining timeline 2025-alliance", "pytest"]


def test_every_test_says_what_it_promises() -> None:
    """No test function lacks a docstring."""
    functions = [
        (path.relative_to(TESTS).as_posix(), node)
        for path in sorted(TESTS.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]
    assert functions
    assert [] == [(file, node.name) for file, node in functions if not ast.get_docstring(node)]


def project_files() -> list[Path]:
    """Give the files that the project keeps: tracked by git, or new and not ignored."""
    if not (PROJECT / ".git").exists():
        pytest.skip("not in a git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 (whichever git is there)
        cwd=PROJECT,
        capture_output=True,
        check=True,
        text=True,
    )
    return [
        path for name in listed.stdout.split("\0") if name and (path := PROJECT / name).exists()
    ]


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(rb"(?:pypi|pythonhosted|npmjs)\.(?:org|com|io)", id="a registry"),
        pytest.param(rb"--(?:extra-)?index[-]url|--find[-]links", id="an index setting"),
        pytest.param(
            rb"(?<![\w.*])/(?:home|opt|root|tmp|work|Users)/", id="a folder of one machine"
        ),
    ],
)
def test_project_files_name_no_place(pattern: bytes) -> None:
    """No file that the project keeps names a package registry or a folder of one machine."""
    mine = Path(__file__)
    assert [] == [
        (path.relative_to(PROJECT).as_posix(), found[0])
        for path in project_files()
        if path != mine and (found := re.search(pattern, path.read_bytes()))
    ]
