"""`import kpbargaining as kp`: what it promises, and what it costs."""

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

import kpbargaining as kp

PACKAGE = Path(kp.__file__).parent
LOCAL = {"__version__"}
"""What the front door defines itself."""


def declared() -> dict[str, str]:
    """Give where each public name comes from, as type checkers are told."""
    tree = ast.parse((PACKAGE / "__init__.py").read_text("utf-8"))
    guards = (node for node in tree.body if isinstance(node, ast.If))
    nodes = (node for guard in guards for node in ast.walk(guard))
    return {
        alias.name: str(node.module)
        for node in nodes
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def test_the_list_of_public_names() -> None:
    """What is promised is a sorted list without repetition, and `dir` shows just that."""
    assert sorted(set(kp.__all__)) == kp.__all__
    assert kp.__all__ == dir(kp)


def test_every_public_name_resolves() -> None:
    """Every public name is the very thing that its home module promises."""
    assert declared().keys() | LOCAL == set(kp.__all__)
    for name, module in declared().items():
        home = importlib.import_module(module)
        assert name in home.__all__
        assert getattr(kp, name) is getattr(home, name)
        assert getattr(kp, name).__module__.startswith(module)


def test_no_public_name_is_a_module() -> None:
    """No public name is also a submodule's, so that import order never decides what one gets."""
    modules = {path.stem for path in PACKAGE.iterdir()}
    assert {"dataset", "files"} <= modules
    assert set() == modules & set(kp.__all__)


def test_a_name_is_looked_up_once() -> None:
    """A public name is an ordinary attribute once it was used."""
    first = kp.Dataset
    assert first is vars(kp)["Dataset"]


def test_a_star_import() -> None:
    """`from kpbargaining import *` gives all that is promised."""
    given: dict[str, object] = {}
    exec("from kpbargaining import *", given)  # noqa: S102 (it can't stand in a function)
    assert set(kp.__all__) <= set(given)


@pytest.mark.parametrize("name", ["nothing_of_ours", "Session2", "__wrapped__", ""])
def test_an_unknown_public_name(name: str) -> None:
    """A name that the package doesn't have is an AttributeError that says so."""
    with pytest.raises(AttributeError, match=f"module 'kpbargaining' has no attribute '{name}'"):
        getattr(kp, name)


def fresh(code: str) -> list[str]:
    """Give the lines that a fresh interpreter prints."""
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, check=True, text=True
    )
    return run.stdout.splitlines()


@pytest.mark.parametrize(
    ("code", "left_alone"),
    [
        (
            "import kpbargaining",
            {
                "asyncio",
                "attr",
                "attrs",
                "cattrs",
                "hypothesis",
                "importlib.metadata",
                "importlib.resources",
                "json",
                "kpbargaining.errors",
                "pendulum",
            },
        ),
        (
            "import kpbargaining as kp; ds = kp.load(); ds.tally('2025-alliance').total",
            {
                "asyncio",
                "hypothesis",
                "importlib.metadata",
                "importlib.resources",
                "kpbargaining.checks",
                "kpbargaining.publishing.citation",
                "kpbargaining.documents.passages",
                "pendulum",
            },
        ),
        (
            "import kpbargaining as kp; str(kp.load().as_of('2025-08-10').timeline())",
            {"hypothesis", "kpbargaining.documents.passages", "pendulum"},
        ),
    ],
    ids=["import", "load", "ask"],
)
def test_nothing_is_loaded_before_it_is_needed(code: str, left_alone: set[str]) -> None:
    """Importing loads no dependency, and loading and asking neither the date library nor checks."""
    script = f"import sys; before = set(sys.modules)\n{code}\nprint(*set(sys.modules) - before)"
    loaded = set(fresh(script)[-1].split())
    assert "kpbargaining" in loaded
    assert set() == left_alone & loaded


def test_eight_threads_at_the_front_door() -> None:
    """Threads that load and ask at once in a fresh interpreter all get the same answer."""
    code = """
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
import kpbargaining as kp
together = Barrier(8)
def ask(number):
    together.wait()
    return str(kp.load().tally("2025-alliance"))
with ThreadPoolExecutor(8) as pool:
    print(*{hash(answer) for answer in pool.map(ask, range(8))})
"""
    assert 1 == len(fresh(code)[0].split())
