"""What public names lead to: rows of answers that stand in no list, and codes of problems."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import attrs

import kpbargaining as kp

_given = re.compile(r"(\w+): class|.*\(\): gives (.*)|.*: gives (.*)").fullmatch
_refused = re.compile(r'\b(?:Problem|Fault|refuse|_refusal)\(\s*"([a-z-]+)"')


def rows_of(names: Iterable[str]) -> Iterator[type]:
    """Every class of described fields to which the lines of public names lead, in order.

    A line leads to what it names, and to what a function or a property gives; a class leads to
    what its fields hold.
    """
    known = _described()
    waiting = [word for line in names for word in _words(line)]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in known and name not in found:
            found.add(name)
            waiting += [word for each in attrs.fields(known[name]) for word in _named(each.type)]
    yield from (known[name] for name in sorted(found))


def _words(line: str) -> list[str]:
    leads = _given(line.removeprefix("questions."))
    return _named(" ".join(filter(None, leads.groups()))) if leads else []


def _named(declared: object) -> list[str]:
    """The words of an annotation."""
    return re.findall(r"\w+", str(declared))


@cache
def _described() -> dict[str, type]:
    """Every class of the package whose fields are described, by name."""
    found = (each.name for each in walk_packages(kp.__path__, "kpbargaining."))
    modules = [import_module(name) for name in found if not name.endswith("__main__")]
    values = [value for module in modules for value in vars(module).values()]
    classes = [each for each in values if isinstance(each, type) and attrs.has(each)]
    return {each.__name__: each for each in classes if _has_columns(each)}


def _has_columns(cls: type[attrs.AttrsInstance]) -> bool:
    return any("role" in each.metadata for each in attrs.fields(cls))


def codes_of_problems() -> list[str]:
    """The codes under which values, files and folders are refused, as the source has them."""
    paths = Path(kp.__file__).parent.rglob("*.py")
    return sorted({code for path in paths for code in _refused.findall(path.read_text("utf-8"))})
