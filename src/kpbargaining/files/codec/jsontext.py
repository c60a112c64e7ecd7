"""JSON as this project reads and writes it: strict on the way in, canonical on the way out."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from kpbargaining.errors import LONGEST_FOUND, InvalidDocument, Problem, shown

__all__ = ["LARGEST_FILE", "at", "parse", "render"]

LARGEST_FILE = 64 * 1024 * 1024
"""The most bytes one file may have."""


class _Repeated(dict[str, Any]):
    """An object in which keys stand more than once; *again* names them."""

    again: tuple[str, ...]


class _Objects:
    """Makes an object of its pairs, and remembers whether a key was ever repeated in one."""

    repeated = False

    def __call__(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) < len(pairs):
            self.repeated = True
            made = _Repeated(made)
            names = Counter(name for name, _ in pairs)
            made.again = tuple(name for name, number in names.items() if number > 1)
        return made


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def parse(content: bytes, file: str) -> Any:
    """Read bytes as strict JSON, or raise `InvalidDocument`.

    A byte-order mark is dropped. Refused are: more than `LARGEST_FILE` bytes (`size`), what is
    not UTF-8 (`encoding`), what is not JSON, which has no NaN or Infinity, or nests too deep for
    the interpreter (`json`), and every key that stands more than once in an object
    (`duplicate-key`).
    """
    if len(content) > LARGEST_FILE:
        raise _refusal("size", file, f"at most {LARGEST_FILE} bytes", len(content))
    try:
        text = content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise _refusal("encoding", file, "UTF-8", content[error.start : error.end]) from None
    objects = _Objects()
    try:
        value = json.loads(text, object_pairs_hook=objects, parse_constant=_no_constant)
    except RecursionError:
        raise _refusal("json", file, "JSON that is not nested so deep", text) from None
    except ValueError as error:
        raise _refusal("json", file, f"JSON ({_reason(error)})", text) from None
    if objects.repeated:
        raise InvalidDocument(
            Problem("duplicate-key", file, path, "every key once", shown(name))
            for path, name in _repeated(value)
        )
    return value


def _reason(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg}, line {error.lineno}"
    return str(error).partition(";")[0]


def _refusal(code: str, file: str, expected: str, found: object) -> InvalidDocument:
    return InvalidDocument([Problem(code, file, "$", expected, shown(found))])


def _repeated(value: Any) -> Iterator[tuple[str, str]]:
    """The path and the name of every repeated key, in order; however deep the objects nest."""
    waiting = [("$", value)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, _Repeated):
            yield from ((at(path, name), name) for name in value.again)
        if isinstance(value, dict):
            waiting += reversed([(at(path, name), inner) for name, inner in value.items()])
        elif isinstance(value, list):
            waiting += reversed([(f"{path}[{i}]", inner) for i, inner in enumerate(value)])


def at(path: str, name: str) -> str:
    """The JSONPath of a key below *path*."""
    plain = name.isascii() and name.isidentifier() and len(name) <= LONGEST_FOUND
    return f"{path}.{name}" if plain else f"{path}[{shown(name)}]"


_encoder = json.JSONEncoder(ensure_ascii=False)
"""Made once: `json.dumps` would make one for each line."""


def render(value: object) -> str:
    """One line of canonical JSON, characters as they are."""
    return _encoder.encode(value)
