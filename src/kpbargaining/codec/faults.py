"""What is wrong with a value: every fault with its address, in the keys of the files."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ForbiddenExtraKeysError,
)

from kpbargaining.codec.jsontext import at
from kpbargaining.errors import InvalidValue, nearest, shown

__all__ = ["EVIDENCE_KEYS", "Fault", "Refused", "Several", "faults", "hint"]

EVIDENCE_KEYS = {
    "source": "from",
    "passage": "words",
    "quote": "quote",
    "locator": "at",
    "fields": "for",
    "says": "says",
    "weak": "weak",
    "basis": "basis",
    "also": "also",
    "note": "note",
}
"""The key in the file for each attribute of `Evidence`, in the order of the file."""


class Fault(NamedTuple):
    """One thing wrong in one value; *path* is relative to it."""

    code: str
    path: str
    expected: str
    found: str


class Refused(Exception):
    """A value is refused; *faults* lists everything wrong with it."""

    faults: tuple[Fault, ...]

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)


class Several(InvalidValue):
    """Some items of a list are refused; *items* pairs each with its index."""

    items: list[tuple[int, InvalidValue]]


def hint(name: object, known: Iterable[str]) -> str:
    """The nearest known names, as a parenthesis."""
    close = nearest(name, known) if isinstance(name, str) else ()
    return f" (nearest: {', '.join(close)})" if close else ""


def faults(error: BaseException, path: str, known: tuple[str, ...]) -> Iterator[Fault]:
    """Every fault that cattrs or a value found, *path* being where the value stands."""
    if isinstance(error, BaseValidationError):
        for inner in error.exceptions:
            yield from faults(inner, path + _attribute(inner), known)
    elif isinstance(error, ForbiddenExtraKeysError):
        for name in sorted(error.extra_fields):
            expected = f"known keys only{hint(name, known)}"
            yield Fault("unknown-key", at(path, name), expected, shown(name))
    elif isinstance(error, Several):
        for index, item in error.items:
            yield from faults(item, f"{path}[{index}]", known)
    elif isinstance(error, InvalidValue):
        yield Fault("value", path, error.expected, error.found)
    else:
        yield Fault("missing-key", path, "the key", "no such key")


def _attribute(error: BaseException) -> str:
    notes = getattr(error, "__notes__", ())
    name = next((note.name for note in notes if isinstance(note, AttributeValidationNote)), None)
    return at("", EVIDENCE_KEYS.get(name, name)) if name and name != "id" else ""
