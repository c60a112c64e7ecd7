"""JSON as this project reads and writes it: strict on the way in, canonical on the way out."""

import json
from collections.abc import Iterator
from typing import Any

from kpbargaining.errors import InvalidDocument, Problem, shown

__all__ = ["LARGEST_FILE", "at", "parse", "render"]

LARGEST_FILE = 32 * 1024 * 1024
"""The most bytes one file may have."""


class _Repeated(dict[str, Any]):
    """An object in which a key stands more than once."""

    again: str


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        made = _Repeated(made)
        names = [name for name, _ in pairs]
        made.again = next(name for name in names if names.count(name) > 1)
    return made


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def parse(content: bytes, file: str) -> Any:
    """Read bytes as strict JSON, or raise `InvalidDocument`."""
    if len(content) > LARGEST_FILE:
        raise _refusal("size", file, f"at most {LARGEST_FILE} bytes", len(content))
    try:
        text = content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise _refusal("encoding", file, "UTF-8", content[error.start : error.end]) from None
    try:
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_no_constant)
    except RecursionError:
        raise _refusal("json", file, "JSON that is not nested so deep", text) from None
    except ValueError as error:
        raise _refusal("json", file, f"JSON ({_reason(error)})", text) from None
    problems = [
        Problem("duplicate-key", file, path, "every key once", shown(name))
        for path, name in _repeated(value, "$")
    ]
    if problems:
        raise InvalidDocument(problems)
    return value


def _reason(error: ValueError) -> str:
    where = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
    what = error.msg if isinstance(error, json.JSONDecodeError) else str(error).partition(";")[0]
    return f"{what}{where}"


def _refusal(code: str, file: str, expected: str, found: object) -> InvalidDocument:
    return InvalidDocument([Problem(code, file, "$", expected, shown(found))])


def _repeated(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, _Repeated):
        yield path, value.again
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _repeated(inner, at(path, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _repeated(inner, f"{path}[{index}]")


def at(path: str, name: str) -> str:
    """The JSONPath of a key below *path*."""
    return f"{path}.{name}" if name.isidentifier() else f"{path}[{shown(name)}]"


def render(value: object) -> str:
    """One line of canonical JSON, characters as they are."""
    return json.dumps(value, ensure_ascii=False)
