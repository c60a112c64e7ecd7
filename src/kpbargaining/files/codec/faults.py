"""What can be wrong with a value, told in the keys of the files."""

from collections.abc import Iterable
from typing import NamedTuple

from kpbargaining.errors import nearest

__all__ = ["EVIDENCE_KEYS", "Fault", "Refused", "hint"]

EVIDENCE_KEYS = {
    "source": "from",
    "passage": "words",
    "quote": "quote",
    "locator": "at",
    "fields": "for",
    "says": "says",
    "open": "open",
    "weak": "weak",
    "basis": "basis",
    "doubt": "doubt",
    "attests": "attests",
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


def hint(name: object, known: Iterable[str]) -> str:
    """The nearest known names, as a parenthesis."""
    close = nearest(name, known) if isinstance(name, str) else ()
    return f" (nearest: {', '.join(close)})" if close else ""
