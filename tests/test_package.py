"""The package as a whole: what imports what, what the project files promise, what stays out."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from importlib.metadata import metadata
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pytest
from packaging.requirements import Requirement

import kpbargaining

TESTS = Path(__file__).parent
PROJECT = TESTS.parent
PACKAGE = Path(kpbargaining.__file__).parent

ROOMS = (
    ("__init__", "__main__"),
    ("cli",),
    ("publishing",),
    ("files", "strategies"),
    ("dataset",),
    ("analyses",),
    ("checks",),
    ("documents", "questions"),
    ("store",),
    ("records",),
    ("values",),
    ("errors",),
)
"""Every room, from the front door down; a module imports only from rooms in rows below its own."""

ONLY_IMPORTERS = {
    "attrs": None,  # every record is an attrs class
    "cattrs": {"files"},
    "hypothesis": {"strategies"},
    "pendulum": {"values"},
}
"""What is imported from outside the standard library, and by which modules or packages alone."""

OPENERS_OF_PACKAGE_DATA = {"__file__", "__loader__", "__spec__", "get_data"}
"""The names by which a module could reach the files beside it."""

LONGEST_MODULE = 300


class Import(NamedTuple):
    """One import: which module names which other, and in which line."""

    importer: str
    imported: str
    line: int


def module_name(path: Path) -> str:
    """Give the module's name inside the package: `when`, `records`, `records.parties`."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


@cache
def trees() -> dict[str, ast.Module]:
    """Give the syntax tree of every module of the package, by the module's name."""
    paths = sorted(PACKAGE.rglob("*.py"))
    return {module_name(path): ast.parse(path.read_text("utf-8")) for path in paths}


def imported_names(node: ast.AST, package: str) -> Iterator[str]:
    """Give the full names of what one node imports; *package* is where relative names start."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        start = ".".join(package.split(".")[: package.count(".") + 2 - node.level])
        module = ".".join(filter(None, [start if node.level else "", node.module]))
        yield from (f"{module}.{alias.name}" for alias in node.names)


def package_of(name: str) -> str:
    """Give the package that relative imports in a module start from."""
    is_package = (PACKAGE / name.replace(".", "/") / "__init__.py").exists()
    inside = name if is_package else name.rpartition(".")[0]
    return ".".join(filter(None, [PACKAGE.name, inside]))


@cache
def imports() -> tuple[Import, ...]:
    """Give every import of the package: in functions and for type checkers, too."""
    return tuple(
        Import(name, imported, getattr(node, "lineno", 0))
        for name, tree in trees().items()
        for node in ast.walk(tree)
        for imported in imported_names(node, package_of(name))
    )


def own_module(imported: str) -> str | None:
    """Give the module of ours that holds what was imported, or None if it isn't ours."""
    first, _, inside = imported.partition(".")
    if first != PACKAGE.name:
        return None
    while inside and inside not in trees():
        inside = inside.rpartition(".")[0]
    return inside or "__init__"


def room_of(module: str) -> str:
    """Give the room that a module is in: `values` for `values.when`."""
    return module.partition(".")[0]


def between_ours() -> set[tuple[str, str]]:
    """Give who imports whom among the modules of the package."""
    return {
        (each.importer, target)
        for each in imports()
        if (target := own_module(each.imported)) is not None and target != each.importer
    }


def test_the_table_names_every_room_once() -> None:
    """Every room of the package stands in the table, and nothing else does."""
    assert sorted({room_of(module) for module in trees()}) == sorted(chain.from_iterable(ROOMS))


def test_imports_go_down() -> None:
    """A module imports only from its own room and from rooms in rows below it."""
    row = {room: place for place, rooms in enumerate(ROOMS) for room in rooms}
    apart = {pair for pair in between_ours() if room_of(pair[0]) != room_of(pair[1])}
    assert apart
    assert [] == [
        (importer, target)
        for importer, target in sorted(apart)
        if row[room_of(importer)] >= row[room_of(target)]
    ]


def test_no_circle_inside_a_room() -> None:
    """Inside a room imports form no circle: its modules can be put in a row, too."""
    pairs = between_ours()
    graph = {
        module: {target for importer, target in pairs if importer == module} for module in trees()
    }
    assert sorted(TopologicalSorter(graph).static_order()) == sorted(graph)


def test_imports_from_outside() -> None:
    """Outside the standard library only the declared packages are imported, each by its owners."""
    outside = {
        (first, i.importer)
        for i in imports()
        if (first := i.imported.partition(".")[0]) not in {*sys.stdlib_module_names, PACKAGE.name}
    }
    assert {name for name, _ in outside} <= set(ONLY_IMPORTERS)
    assert [] == [
        (name, importer)
        for name, importer in sorted(outside)
        if (owners := ONLY_IMPORTERS[name]) is not None and importer.partition(".")[0] not in owners
    ]


def test_one_opener_of_package_data() -> None:
    """Only `publishing.bundled` reaches for the files that lie beside the code."""
    by_name = {
        name
        for name, tree in trees().items()
        for node in ast.walk(tree)
        if {getattr(node, "id", None), getattr(node, "attr", None)} & OPENERS_OF_PACKAGE_DATA
    }
    by_import = {
        i.importer
        for i in imports()
        if i.imported.startswith(("importlib.resources", "importlib.util", "pkgutil"))
    }
    assert by_name | by_import <= {"publishing.bundled"}


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=module_name)
def test_modules_stay_small(path: Path) -> None:
    """A module has at most 300 lines, and a name that says what it is about."""
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_MODULE
    assert path.stem not in {"base", "common", "helpers", "misc", "utils"}


IMPURE_MODULES = {"locale", "random", "secrets", "socket", "time", "urllib", "uuid", "http"}
IMPURE_NAMES = {"now", "today", "utcnow", "getdefaultencoding", "getlocale"}


def test_nothing_is_left_to_the_machine() -> None:
    """No module reads the clock, the network, the locale or chance."""
    imported = {(i.importer, i.imported.partition(".")[0]) for i in imports()}
    asked = {
        (name, node.attr)
        for name, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
    }
    assert [] == [pair for pair in sorted(imported) if pair[1] in IMPURE_MODULES]
    assert [] == [pair for pair in sorted(asked) if pair[1] in IMPURE_NAMES]


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
        pytest.param(rb"--(?:extra-)?index-url|--find-links", id="an index setting"),
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
