"""Errors as data: one root, and each error carries what was expected, what was found and where.

Every error this library raises on purpose is a `KPBargainingError`.
Each also inherits the built-in a caller would guess (`ValueError`, `LookupError`, `OSError`).
"""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "DamagedEdition",
    "InvalidDocument",
    "InvalidValue",
    "KPBargainingError",
    "MissingExtra",
    "Problem",
    "UnknownName",
    "UnreadableFile",
]

LONGEST_FOUND = 80
"""The most characters of a refused value that a message repeats."""

LONGEST_NUMBER = 256
"""The most bits of a refused number that a message repeats in digits."""

MOST_PROBLEMS = 1_000
"""The most problems that one refusal lists; of the others it says how many there are."""

MOST_TOLD = 20
"""The most problems that its message repeats."""

FEW = 10
"""How many names are so few that the refusal of another one lists them all."""


class KPBargainingError(Exception):
    """The root of every error this library raises on purpose."""


def shown(value: object) -> str:
    """A refused value as a message shows it: printable ASCII, at most 80 characters."""
    if isinstance(value, (list, tuple)):
        return f"a list of {len(value)}"
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, int) and value.bit_length() > LONGEST_NUMBER:
        return f"a number of {value.bit_length()} bits"
    text = ascii(value[:LONGEST_FOUND] if isinstance(value, str) else value).partition("\n")[0]
    return text if len(text) <= LONGEST_FOUND else text[: LONGEST_FOUND - 3] + "..."


def printable(text: str) -> str:
    """A text from outside, such as a file's name, without what a terminal would obey.

    Control, format and direction characters are written as escapes; line ends stay.
    """
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() or char == "\n" else ascii(char)[1:-1] for char in text
    )


class InvalidValue(KPBargainingError, ValueError):
    """One value lies outside its profile: a date, an amount, an id, a text, a passage.

    *expected* says in a few words what would have been accepted, *found* is the refused value as
    `shown`, *field* names the attribute of the record, where the value was meant for one.
    """

    expected: str
    found: str
    field: str | None

    def __init__(self, expected: str, found: object, field: str | None = None) -> None:
        self.expected = expected
        self.found = shown(found)
        self.field = field
        super().__init__(expected, self.found, field)

    def __str__(self) -> str:
        where = f"{self.field}: " if self.field else ""
        return f"{where}expected {self.expected}, found {self.found}"


class Problem(NamedTuple):
    """One thing wrong in a document: which rule, in which file, where, and what stood there.

    *path* is a JSONPath (`$.sessions['2025-08-19'].held`), *found* is at most 80 characters.
    """

    code: str
    file: str
    path: str
    expected: str
    found: str

    def __str__(self) -> str:
        place = printable(f"{self.file}: {self.path}")
        return f"{place}: expected {self.expected}, found {self.found} [{self.code}]"


class InvalidDocument(KPBargainingError, ValueError):
    """A document, or a folder of them, is refused.

    *problems* lists what is wrong, once each and at most 1,000 of it; *more* says how many further
    records and files are refused without a place on the list.
    """

    problems: tuple[Problem, ...]
    more: int

    def __init__(self, problems: Iterable[Problem], more: int = 0) -> None:
        listed = tuple(problems)
        self.problems = listed[:MOST_PROBLEMS]
        self.more = more + len(listed) - len(self.problems)
        super().__init__(self.problems, self.more)

    def __str__(self) -> str:
        number = len(self.problems) + self.more
        least = "at least " if self.more else ""
        head = "1 problem" if number == 1 else f"{least}{number} problems"
        told = [f"  {problem}" for problem in self.problems[:MOST_TOLD]]
        left = number - len(told)
        return "\n".join([head, *told, *([f"  and {least}{left} more"] if left else [])])


class UnknownName(KPBargainingError, LookupError):
    """No *what* (id, field, kind, round ...) is called *name*.

    *nearest* lists close spellings, *choices* all names that there are, where those are few.
    """

    what: str
    name: str
    nearest: tuple[str, ...]
    choices: tuple[str, ...]

    def __init__(self, what: str, name: object, known: Iterable[str] = ()) -> None:
        names = tuple(known)
        self.what = what
        self.name = name if isinstance(name, str) else shown(name)
        self.nearest = nearest(self.name, names)
        self.choices = names if len(names) <= FEW else ()
        super().__init__(what, self.name, self.nearest)

    def __str__(self) -> str:
        hints = {"nearest": self.nearest, "known": self.choices}
        told = [f"; {hint}: {', '.join(names)}" for hint, names in hints.items() if names]
        return f"no {self.what} {shown(self.name)}{''.join(told[:1])}"


class UnreadableFile(KPBargainingError, OSError):
    """A file or folder cannot be read or written; *file* names it, *reason* says why."""

    file: str
    reason: str

    def __init__(self, file: str, reason: str) -> None:
        self.file = file
        self.reason = reason
        super().__init__(None, reason, file)  # as `strerror` and `filename`, too

    def __reduce__(self) -> tuple[type[UnreadableFile], tuple[str, str]]:
        return type(self), (self.file, self.reason)

    def __str__(self) -> str:
        return printable(f"{self.file}: {self.reason}")


class MissingExtra(KPBargainingError, ImportError):
    """A library is not installed that the core does without; *extra* brings it."""

    library: str
    extra: str

    def __init__(self, library: str, extra: str) -> None:
        self.library = library
        self.extra = extra
        super().__init__(library, extra)

    def __str__(self) -> str:
        return f'{self.library} is not installed: pip install "kpbargaining[{self.extra}]"'


class DamagedEdition(KPBargainingError, ValueError):
    """A file of an edition is not what the manifest says: cut short, edited, or not there."""

    file: str
    expected: str
    found: str

    def __init__(self, file: str, expected: str, found: str) -> None:
        self.file = file
        self.expected = expected
        self.found = found
        super().__init__(file, expected, found)

    def __str__(self) -> str:
        what = printable(f"{self.file}: expected {self.expected}, found {self.found}")
        return f"{what}; install the package again, or get your folder again"


MAKE_ROOM = "make room, or name another place"

REMEDIES = {
    errno.ENOENT: "see how the path is spelled",
    errno.ENOTDIR: "see which part of the path is a file",
    errno.EACCES: "name another place, or get leave to use this one",
    errno.EPERM: "name another place, or get leave to use this one",
    errno.EROFS: "name another place to write to",
    errno.ENOSPC: MAKE_ROOM,
    errno.EDQUOT: MAKE_ROOM,
    errno.EFBIG: "name another place, where files may be larger",
    errno.ENAMETOOLONG: "give it a shorter name",
    errno.EMFILE: "close some files first",
}
"""What to do about what the system refuses."""


def reason_of(error: OSError) -> str:
    """Why the system refused, in its own words, and what to do: `no space left on device; ...`."""
    reason = (error.strerror or type(error).__name__).lower()
    remedy = REMEDIES.get(error.errno or 0)
    return f"{reason}; {remedy}" if remedy else reason


def nearest(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """At most three of the *known* names, the most like *name* first, then what begins so."""
    from difflib import get_close_matches  # noqa: PLC0415 (needed on the way to an error only)

    tails = {candidate: candidate.rpartition("/")[2] for candidate in sorted(known)}
    begun = [candidate for candidate in tails if name and candidate.startswith(name)]
    whole = [*get_close_matches(name, tails, n=3, cutoff=0.6), *begun]
    alike = get_close_matches(name.rpartition("/")[2], {*tails.values()}, n=3, cutoff=0.75)
    last = (candidate for each in alike for candidate in tails if tails[candidate] == each)
    return tuple(dict.fromkeys([*whole, *last]))[:3]
