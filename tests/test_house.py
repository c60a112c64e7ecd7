"""The house: which room imports from which, how large rooms and modules may be, what is pure."""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pytest

import kpbargaining

PACKAGE = Path(kpbargaining.__file__).parent

ROOMS = (
    ("__init__", "__main__"),
    ("cli",),
    ("explorer",),
    ("exports", "pictures"),
    ("hook", "publishing"),
    ("files", "strategies"),
    ("dataset",),
    ("rules",),
    ("checks",),
    ("documents", "questions"),
    ("store",),
    ("tables",),
    ("records",),
    ("values",),
    ("extras", "notebook", "saving", "terminal"),
    ("collector", "errors", "later"),
)
"""Every room, from the front door down; a module imports only from rooms in rows below its own."""

UPWARDS = {("cli.parser", "__init__")}
"""The one import that goes up: the version stands at the front door, which is open by then."""

ONLY_IMPORTERS = {
    "attrs": None,  # every record is an attrs class
    "cattrs": {"files"},
    "hypothesis": {"hook", "strategies"},
    "pendulum": {"values"},
}
"""What is imported from outside the standard library, and by which modules or packages alone."""

OPENERS_OF_PACKAGE_DATA = {"__file__", "__loader__", "__spec__", "get_data"}
"""The names by which a module could reach the files beside it."""

LONGEST_MODULE, MOST_MODULES, MOST_METHODS, MOST_NAMES = 300, 13, 30, 62
"""The tripwires: lines a module, modules a folder, methods a class, public names of `Dataset`.

Of the names, two more than the 60 that were enough for records and questions: whose number one
takes (`under`), and what each source claims.
"""

FOLDERS = sorted({path.parent for path in PACKAGE.rglob("*.py")})

NAMED_FOR_OTHERS = {"cli", "strategies"}
"""Rooms whose functions are named for what they run, or for what they draw."""


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
    apart = {pair for pair in between_ours() if room_of(pair[0]) != room_of(pair[1])} - UPWARDS
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
    """Only two modules reach for the files beside the code: the data's, and the page's own."""
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
    assert by_name | by_import <= {"explorer.script", "publishing.bundled"}


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=module_name)
def test_modules_stay_small(path: Path) -> None:
    """A module has at most 300 lines, and a name that says what it is about."""
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_MODULE
    assert path.stem not in {"base", "common", "helpers", "misc", "utils"}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_folders_stay_small(folder: Path) -> None:
    """A folder has at most 13 modules beside the one that introduces it."""
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__", "__main__"}
    assert len(modules) <= MOST_MODULES


def test_classes_stay_small() -> None:
    """A class has at most 30 methods."""
    methods = {
        f"{module}.{node.name}": sum(isinstance(each, ast.FunctionDef) for each in node.body)
        for module, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    assert methods
    assert {} == {name: number for name, number in methods.items() if number > MOST_METHODS}


def test_a_dataset_stays_small() -> None:
    """A dataset has at most 62 public names, records and questions together."""
    names = [name for name in dir(kpbargaining.Dataset) if not name.startswith("_")]
    assert len(names) <= MOST_NAMES


def test_no_name_has_two_homes() -> None:
    """A class or a public function is defined in one module only."""
    homes: dict[str, list[str]] = defaultdict(list)
    for module, tree in trees().items():
        for node in tree.body:
            if isinstance(node, (ast.ClassDef, ast.FunctionDef)) and not node.name.startswith("_"):
                homes[node.name].append(module)
    ours = {
        name: [module for module in modules if room_of(module) not in NAMED_FOR_OTHERS]
        for name, modules in homes.items()
    }
    assert {} == {name: modules for name, modules in ours.items() if len(modules) > 1}


def test_what_is_promised_is_there() -> None:
    """Every name that a module promises is one it has, each once."""
    for name in trees().keys() - {"__main__"}:  # which runs when it is imported
        module = import_module(f"{PACKAGE.name}.{name}".removesuffix(".__init__"))
        promised = getattr(module, "__all__", [])
        assert len(set(promised)) == len(promised)
        assert [] == [each for each in promised if not hasattr(module, each)]


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
