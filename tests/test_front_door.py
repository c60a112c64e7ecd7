"""`import kpbargaining as kp`: what it promises, and what it costs."""

import ast
import subprocess
import sys
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest

import kpbargaining as kp
from kpbargaining import questions

PACKAGE = Path(kp.__file__).parent
PROMISED: list[str] = vars(kp)["__all__"]
LOCAL = {"__version__"}
"""What the front door defines itself."""

WITH_STAND_INS = ["__init__", "dataset", "files/codec/__init__", "questions/__init__"]
"""The modules that name others as imports to type checkers, and as stand-ins when they run."""


class Bound(NamedTuple):
    """A name that a module takes from a stand-in: `vote_log = votes.vote_log`."""

    name: str
    stand_in: str
    taken: str


def full_name(module: str) -> str:
    """Give the name by which a module is imported."""
    return f"{PACKAGE.name}.{module}".replace("/", ".").removesuffix(".__init__")


def tree_of(module: str) -> ast.Module:
    """Give the syntax tree of a module."""
    return ast.parse((PACKAGE / f"{module}.py").read_text("utf-8"))


def bound(module: str) -> list[Bound]:
    """Give the names that a module, or a class in it, takes from other modules."""
    nodes = [
        node
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and isinstance(node.value, ast.Attribute)
        and isinstance(node.value.value, ast.Name)
    ]
    return [
        Bound(ast.unparse(target), node.value.value.id, node.value.attr)  # type: ignore[union-attr]
        for node in nodes
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    ]


def guard(module: str) -> ast.If:
    """Give the branch of which type checkers see one side, and the interpreter the other."""
    nodes = (node for node in tree_of(module).body if isinstance(node, ast.If))
    return next(node for node in nodes if ast.unparse(node.test) == "TYPE_CHECKING")


def for_type_checkers(module: str) -> dict[str, str]:
    """Give the modules that are imported for type checkers, by the names they get."""
    imports = [node for node in guard(module).body if isinstance(node, ast.ImportFrom)]
    return {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in imports
        for alias in node.names
        if str(node.module).partition(".")[0] == PACKAGE.name
    }


def when_run(module: str) -> dict[str, str]:
    """Give the modules for which there are stand-ins when a module runs, by the same names."""
    calls = [node for each in guard(module).orelse for node in ast.walk(each)]
    package, paths = next(
        node.args
        for node in calls
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "modules"
    )
    start = full_name(module) if ast.unparse(package) == "__name__" else ast.literal_eval(package)
    return {name: f"{start}.{path}" for name, path in ast.literal_eval(paths).items()}


def homes(module: str) -> dict[str, str]:
    """Give the full name of what each bound name stands for."""
    modules = for_type_checkers(module)
    return {each.name: f"{modules[each.stand_in]}.{each.taken}" for each in bound(module)}


def test_the_list_of_public_names() -> None:
    """What is promised is a sorted list without repetition; `dir` shows it and the questions."""
    assert sorted(set(PROMISED)) == PROMISED
    assert sorted([*PROMISED, "questions"]) == dir(kp)
    assert 75 < len(PROMISED) < 110


@pytest.mark.parametrize("module", WITH_STAND_INS)
def test_type_checkers_are_told_the_same(module: str) -> None:
    """What stands for a module when the code runs is what is imported for type checkers."""
    assert when_run(module)
    assert for_type_checkers(module) == when_run(module)
    assert {each.stand_in for each in bound(module)} == for_type_checkers(module).keys()


@pytest.mark.parametrize("module", WITH_STAND_INS)
def test_every_name_is_written_once(module: str) -> None:
    """A name is bound once, to what has the same name in its home, and has no other."""
    names = bound(module)
    assert [1] == [*{*Counter(each.name for each in names).values()}]
    assert [1] == [*{*Counter(homes(module).values()).values()}]
    assert [] == [each for each in names if each.name != each.taken]


@pytest.mark.parametrize(
    ("module", "promised", "local"),
    [
        ("__init__", PROMISED, LOCAL),
        ("questions/__init__", dir(questions), set()),
    ],
)
def test_every_public_name_resolves(module: str, promised: list[str], local: set[str]) -> None:
    """Every public name is the very thing that its home module promises."""
    assert homes(module).keys() | local == set(promised)
    here = import_module(full_name(module))
    for name, place in homes(module).items():
        home = import_module(place.rpartition(".")[0])
        assert name in home.__all__
        assert getattr(here, name) is getattr(home, name)
        assert getattr(home, name).__module__.startswith(home.__name__)


def test_no_public_name_is_a_module() -> None:
    """No public name is also a submodule's, so that import order never decides what one gets."""
    modules = {path.stem for path in PACKAGE.iterdir()}
    assert {"dataset", "files"} <= modules
    assert set() == modules & set(PROMISED)


def test_rows_of_answers_live_with_the_questions() -> None:
    """What questions answer with is in `kp.questions`, and nothing of it at the front door."""
    assert kp.questions is questions
    assert set() == set(dir(questions)) & set(PROMISED)
    assert {"EntryRow", "OfferRow", "TallyRow", "first_said"} <= set(dir(questions))


def test_a_name_is_looked_up_once() -> None:
    """A public name is an ordinary attribute once it was used."""
    first = kp.Dataset
    assert first is vars(kp)["Dataset"]


def test_a_star_import() -> None:
    """`from kpbargaining import *` gives all that is promised."""
    given: dict[str, object] = {}
    exec("from kpbargaining import *", given)  # noqa: S102 (it can't stand in a function)
    assert set(PROMISED) <= set(given)


@pytest.mark.parametrize(
    "name", ["nothing_of_ours", "Session2", "__wrapped__", "", "datasets", "Later"]
)
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
                "kpbargaining.questions",
                "typing",
                "pendulum",
            },
        ),
        (
            "import kpbargaining as kp; kp.load()",
            {
                "cattrs",
                "html",
                "kpbargaining.exports",
                "kpbargaining.files.codec.converter",
                "kpbargaining.files.codec.writing",
                "kpbargaining.questions",
                "pendulum",
                "random",
                "shutil",
                "tempfile",
            },
        ),
        (
            "import kpbargaining as kp; ds = kp.load(); ds.tally('2025-alliance').total",
            {
                "cattrs",
                "asyncio",
                "hypothesis",
                "importlib.metadata",
                "importlib.resources",
                "kpbargaining.checks",
                "kpbargaining.publishing.citation",
                "kpbargaining.documents.passages",
                "kpbargaining.questions.timeline",
                "kpbargaining.questions.pay.wages",
                "pendulum",
            },
        ),
        (
            "import kpbargaining as kp; str(kp.load().as_of('2025-08-10').timeline())",
            {
                "hypothesis",
                "kpbargaining.checks",
                "kpbargaining.documents.passages",
                "kpbargaining.questions.evidence.coverage",
                "kpbargaining.questions.members",
                "pendulum",
            },
        ),
        (
            "import kpbargaining as kp; kp.questions.OfferRow",
            {"kpbargaining.questions.evidence.coverage", "kpbargaining.dataset", "pendulum"},
        ),
    ],
    ids=["import", "load", "ask", "as of", "rows"],
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
