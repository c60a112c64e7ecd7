"""Data files to records and back: strict, canonical, with an address for every problem.

What each type becomes in JSON:

- an id, text, address or digest: a string inside its profile (see `kpbargaining.values.texts`)
- a count: a whole number, never true, never 1.0, never "1"
- a `PartialDate`, `Span`, `Quantity` or `Passage`: a string in its profile
- a member of a vocabulary (a `StrEnum`): its value, in just that spelling
- several values: a list of one or more, none twice
- a fact that is not known: no key at all; null is refused

A file is UTF-8 (a byte-order mark is dropped) of at most 32 MiB.
It holds `"schema": "1"` and one object for each kind, which maps ids to records; in
`rounds/<round>.json` the ids are relative to the round, whose own record is `"round"`.
The evidence of a record stands in it as a list, in the words of a curator: `from` (source),
`words` (passage), `at` (locator), `for` (fields), `says`, `weak`, `basis`, `also`, `note`.
"""

from kpbargaining.files.codec.jsontext import parse, render
from kpbargaining.files.codec.reading import SCHEMA, Contents, collector_paused, decode

TYPE_CHECKING = False  # for type checkers: what writes is loaded when it is first used
if TYPE_CHECKING:
    from kpbargaining.files.codec.converter import evidence_plain, to_plain
    from kpbargaining.files.codec.writing import encode, file_of

__all__ = [
    "SCHEMA",
    "Contents",
    "collector_paused",
    "decode",
    "encode",
    "evidence_plain",
    "file_of",
    "parse",
    "render",
    "to_plain",
]

_WRITERS = {
    "encode": "writing",
    "evidence_plain": "converter",
    "file_of": "writing",
    "to_plain": "converter",
}


def __getattr__(name: str) -> object:
    """Load what writes, and cattrs with it, when it is first used: reading does not need it."""
    if name not in _WRITERS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 (reading needs none of it)

    return getattr(import_module(f"{__name__}.{_WRITERS[name]}"), name)
