"""Change the code by one small thing at a time, and see whether a test fails.

    python scripts/mutants.py [MODULE ...] [--tests PATH ...] [--seconds 2] [--at-once 2]

A mutant is a module with one change: a comparison, a sum, an `and`, a condition, a number, a
slice turned into another, a statement taken out. Texts are left as they are. The tests that reach
its line are run first, and the quickest before the others, until one fails or does not end: all
of its own module, and of the others no more than take so many seconds.
Prints those that no test noticed, and a table, which stands in `docs/explanation/hardness.md`.

Each mutant is tried in a process that is forked for it, and no file is written. Most change one
function that a test calls, and are tried where all tests are loaded already; the others, and
those that nothing noticed there, where nothing of the package is loaded yet: what was worked out
once and kept is worked out anew. It needs a system that can fork.
"""

from __future__ import annotations

import argparse
import ast
import gc
import os
import sys
import time
from collections import defaultdict
from functools import cache, partial
from importlib import import_module
from importlib.machinery import SourceFileLoader
from itertools import groupby
from pathlib import Path
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, NamedTuple

import cattrs.preconf.json
import coverage
import pendulum
from forks import KILLED, SURVIVED, UNLIKE, collect, each_apart, failing, limited, told
from mutations import functions_in, mutations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import pytest

LOADED = (cattrs.preconf.json, pendulum)
"""What the package loads, so that each process need not."""

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "kpbargaining"
MODULES = (
    *("values", "records/evidence.py", "files/codec", "documents", "checks", "store"),
    *("questions/pay/wages.py", "questions/pay/levels.py", "questions/strikes.py"),
)
TESTS = {
    "values": "values tables files/test_schema.py laws/test_partial_date_text.py",
    "records": "records",
    "files": "files/codec laws/test_codec_refuses.py laws/test_codec_round_trip.py",
    "documents": "documents laws/test_passages_found_again.py",
    "checks": "checks",
    "store": "store laws/test_knowledge.py laws/test_parts_of_a_whole.py",
    "questions": "questions/pay questions/test_strikes.py laws/test_wage_levels.py",
}
"""The tests that concern the modules of each room."""


class Mutant(NamedTuple):
    """One change of one module."""

    path: str
    number: int
    """Its place among all changes of the module; -1 for none at all."""
    lines: frozenset[int]
    """The lines that a test has to reach to notice it; empty if any of the module will do."""
    function: str | None
    """The function that it changes; None if it changes what is done on import."""
    text: str


class Reach(NamedTuple):
    """Which tests reach which lines."""

    seconds: dict[str, float]
    """How long each test takes."""
    lines: dict[str, dict[int, list[str]]]

    def is_reached(self, mutant: Mutant) -> bool:
        """Whether a test reaches it, and not only what is done on import."""
        of_lines = self.lines.get(mutant.path, {})
        return any(any(of_lines.get(line, ())) for line in mutant.lines)

    def tests_of(self, mutant: Mutant, most: float) -> list[str]:
        """Give the tests that can notice a mutant, those that reach it and the quickest first."""
        of_lines = self.lines.get(mutant.path, {})
        near = {test for line in mutant.lines for test in of_lines.get(line, ())}
        module = Path(mutant.path)
        own = f"{module.parent.name}/test_{module.stem}.py"
        found = {test for tests in of_lines.values() for test in tests if test}
        found |= {test for test in self.seconds if own in test}
        chosen, spent = list[str](), 0.0
        for test in sorted(
            found or self.seconds, key=lambda t: (t not in near, self.seconds[t], t)
        ):
            spent += self.seconds[test]
            if not chosen or spent <= most or own in test:
                chosen.append(test)
        return chosen


def reach(tests: Iterable[str], modules: Iterable[str]) -> Reach:
    """Run all tests once, and note what they reach."""

    def work(tell: Callable[[object], None]) -> int:
        cover = coverage.Coverage(data_file=None, config_file=False, include=[f"{PACKAGE}/*"])

        def act(items: list[pytest.Item]) -> None:
            for item in items:
                cover.switch_context(item.nodeid)
                start = time.process_time()
                if failing([item]):
                    tell([item.nodeid])
                    os._exit(KILLED)
                tell([item.nodeid, time.process_time() - start])
            cover.stop()

        cover.start()
        status = collect(tests, act)
        for module in modules:
            tell([module, cover.get_data().contexts_by_lineno(str(PACKAGE / module))])
        return status

    status, found = told(work)
    if status:
        raise SystemExit(f"the tests fail without any change: {status}, {found[-1:]}")
    seconds = {name: value for name, value in found if isinstance(value, float)}
    lines = {name: value for name, value in found if isinstance(value, dict)}
    numbered = {name: {int(n): tests for n, tests in of.items()} for name, of in lines.items()}
    return Reach(seconds, numbered)


def named(path: str) -> str:
    """Give the name by which a module is loaded."""
    return f"{PACKAGE.name}.{path.removesuffix('.py').replace('/', '.')}".removesuffix(".__init__")


@cache
def tree_of(path: str) -> ast.Module:
    """Read a module."""
    return ast.parse((PACKAGE / path).read_text("utf-8"))


def mutants_of(path: str) -> list[Mutant]:
    """Give every mutant of a module, after one that changes nothing."""
    unchanged = Mutant(path, -1, frozenset(), None, "nothing changed")
    return [unchanged, *(Mutant(path, n, *each) for n, each in enumerate(mutations(tree_of(path))))]


def code_of(mutant: Mutant) -> CodeType:
    """Compile a mutant."""
    tree, name = tree_of(mutant.path), str(PACKAGE / mutant.path)
    for number, _ in enumerate(mutations(tree)):
        if number == mutant.number:
            return compile(tree, name, "exec", dont_inherit=True)
    return compile(tree, name, "exec", dont_inherit=True)


def replaced(mutant: Mutant, living: list[FunctionType]) -> bool:
    """Put a changed function in the place of the living one, if it can be."""
    code = dict(functions_in(code_of(mutant))).get(mutant.function or "")
    if not code or not living or any(code.co_freevars != f.__code__.co_freevars for f in living):
        return False
    for function in living:
        function.__code__ = code
    return True


def loading(mutant: Mutant) -> None:
    """Let a mutant be loaded in place of its module."""
    path, usual = str(PACKAGE / mutant.path), SourceFileLoader.get_code

    def get_code(loader: SourceFileLoader, name: str) -> CodeType | None:
        return code_of(mutant) if loader.path == path else usual(loader, name)

    SourceFileLoader.get_code = get_code  # type: ignore[assignment,method-assign]


def try_replaced(mutants: list[Mutant], reached: Reach, options: argparse.Namespace) -> list[int]:
    """Try what changes one function, with all tests loaded; give how each ended."""
    of_tests = {mutant: reached.tests_of(mutant, options.seconds) for mutant in mutants}

    def work(tell: Callable[[object], None]) -> int:
        def act(items: list[pytest.Item]) -> None:
            item_of = {item.nodeid: item for item in items}
            import_module(named(mutants[0].path))  # which may be loaded when it is asked only
            living = defaultdict[tuple[str, str], list[FunctionType]](list)
            for each in gc.get_objects():
                if isinstance(each, FunctionType):
                    code = each.__code__
                    name = f"{code.co_qualname}:{code.co_firstlineno}"
                    living[code.co_filename, name].append(each)
            gc.freeze()

            def one(mutant: Mutant) -> int:
                tests = of_tests[mutant]
                found = living[str(PACKAGE / mutant.path), mutant.function or ""]
                if mutant.number >= 0 and not replaced(mutant, found):
                    return UNLIKE
                limited(sum(reached.seconds[test] for test in tests))
                return KILLED if failing([item_of[test] for test in tests]) else SURVIVED

            for place, status in each_apart((partial(one, m) for m in mutants), options.at_once):
                tell([place, status])

        files = {test.partition("::")[0] for tests in of_tests.values() for test in tests}
        return collect(sorted(files), act)

    ended = dict(told(work)[1])
    return [ended[place] for place in range(len(mutants))]


def try_loaded(mutants: list[Mutant], reached: Reach, options: argparse.Namespace) -> list[int]:
    """Try mutants each in a process that loads it; give how each ended."""

    def one(mutant: Mutant) -> int:
        tests = reached.tests_of(mutant, options.seconds)
        status = KILLED
        limited(sum(reached.seconds[test] for test in tests) + 2)
        loading(mutant)

        def act(items: list[pytest.Item]) -> None:
            nonlocal status
            item_of = {item.nodeid: item for item in items}
            status = KILLED if failing([item_of[test] for test in tests]) else SURVIVED

        collect(dict.fromkeys(test.partition("[")[0] for test in tests), act)
        return status

    ended = dict(each_apart((partial(one, mutant) for mutant in mutants), options.at_once))
    return [ended[place] for place in range(len(mutants))]


def tried(mutants: list[Mutant], reached: Reach, options: argparse.Namespace) -> list[int]:
    """Try all mutants; give how each ended."""
    in_calls = [each for each in mutants if each.number < 0 or reached.is_reached(each)]
    ended = dict(zip(in_calls, try_replaced(in_calls, reached, options), strict=True))
    others = [each for each in mutants if ended.get(each, UNLIKE) in (SURVIVED, UNLIKE)]
    ended |= zip(others, try_loaded(others, reached, options), strict=True)
    return [ended[mutant] for mutant in mutants]


def modules_in(names: Iterable[str]) -> Iterator[str]:
    """Give the modules that were named, and those in the folders that were."""
    for name in names:
        path = PACKAGE / name
        found = sorted(path.rglob("*.py")) if path.is_dir() else [path]
        yield from (str(each.relative_to(PACKAGE)) for each in found)


def tests_for(room: str) -> list[str]:
    """Give the files and folders of the tests that concern a room."""
    return [f"tests/{name}" for name in TESTS[room].split()]


def main() -> int:
    """Print the mutants that no test noticed, and how many there were of each module."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("modules", nargs="*", default=MODULES, help="modules or folders of them")
    parser.add_argument("--tests", nargs="+", help="other files or folders of tests than usual")
    parser.add_argument("--seconds", type=float, default=2, help="of tests for each mutant")
    parser.add_argument("--at-once", type=int, default=2, help="how many processes")
    options = parser.parse_args()
    modules = dict.fromkeys(name for name in modules_in(options.modules) if mutants_of(name)[1:])
    print("| module | mutants | killed | without an end | % | left |")
    print("| --- | --: | --: | --: | --: | --: |", flush=True)
    for room, inside in groupby(modules, lambda name: name.partition("/")[0]):
        of_room = list(inside)
        reached = reach(options.tests or tests_for(room), of_room)
        for module in of_room:
            tell(module, mutants_of(module), reached, options)
    return 0


def tell(module: str, mutants: list[Mutant], reached: Reach, options: argparse.Namespace) -> None:
    """Try the mutants of a module; print how many no test noticed, and which, beside the table."""
    (unchanged, *ended) = tried(mutants, reached, options)
    if unchanged:
        raise SystemExit(f"{module}: the tests fail without any change")
    survivors = [m for m, status in zip(mutants[1:], ended, strict=True) if status == SURVIVED]
    endless = sum(status < 0 for status in ended)
    killed = len(ended) - len(survivors)
    row = (module, len(ended), killed, endless, f"{100 * killed / len(ended):.1f}", len(survivors))
    print("|", " | ".join(map(str, row)), "|", flush=True)
    for mutant in survivors:
        print(f"{mutant.path}:{mutant.text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    os.environ |= {"KPBARGAINING_LAWS": "brief"}
    os.chdir(ROOT)
    sys.exit(main())
