"""Errors as data: what they carry, how they read, and that they travel."""

import copy
import pickle
import sys
from collections.abc import Callable
from typing import Any

import pytest

from kpbargaining import errors
from kpbargaining.errors import (
    LONGEST_FOUND,
    MOST_PROBLEMS,
    MOST_TOLD,
    DamagedEdition,
    InvalidDocument,
    InvalidValue,
    KPBargainingError,
    MissingExtra,
    Problem,
    UnknownName,
    UnreadableFile,
    nearest,
    printable,
    reason_of,
    shown,
)
from kpbargaining.tables.table import Column, Table

PROBLEM = Problem("value", "parties.json", "$.people['ann'].name", "text", "7")

AGAIN = "install the package again, or get your folder again"

INSTALL = 'pip install "kpbargaining[calendar]"'

ERRORS = [
    KPBargainingError("something of ours"),
    InvalidValue("a date", "soon", "held"),
    InvalidValue("a date", sys),  # a module cannot be pickled
    InvalidDocument([PROBLEM, PROBLEM._replace(code="type")]),
    InvalidDocument([PROBLEM], 7),
    UnknownName("round", "2024-acne", ["2024-acme"]),
    UnknownName("id", 7),
    UnknownName("side", "boss", ["management", "labor"]),
    UnknownName("id", "acme", [f"acme-{number}" for number in range(20)]),
    UnreadableFile("rounds/2024-acme.json", "permission denied"),
    DamagedEdition("terms.json", "110 bytes", "97 bytes"),
    MissingExtra("icalendar", "calendar"),
]


@pytest.mark.parametrize(
    ("expected", "value"),
    [
        ("None", None),
        ("True", True),
        ("'10'", "10"),
        ("10.7", 10.7),
        ("a list of 2", [1, "x" * 500]),
        ("a list of 1", ("a",)),
        ("an object", {"a": 1}),
        ("'\\u202e\\x1b[31m\\n'", "\u202e\x1b[31m\n"),
        ("'\\ud800'", "\ud800"),
        (str(2**256 - 1), 2**256 - 1),
        ("a number of 257 bits", 2**256),
        pytest.param("a number of 33220 bits", 10**10_000, id="ten thousand digits"),
        ("'" + 78 * "x" + "'", 78 * "x"),
        ("'" + 76 * "x" + "...", 79 * "x"),
        pytest.param("'" + 76 * "x" + "...", 1_000_000 * "x", id="a million characters"),
        (f"b'{75 * 'y'}...", 200 * b"y"),
        ("wards: 1", Table(Column, (Table(Column, (), "").columns[0],), "wards")),
    ],
)
def test_a_refused_value_is_shown_short_and_plain(expected: str, value: object) -> None:
    """A message repeats at most 80 printable ASCII characters of what it refuses."""
    text = shown(value)
    assert expected == text
    assert text.isascii()
    assert text.isprintable()
    assert len(text) <= LONGEST_FOUND


@pytest.mark.parametrize(
    ("expected", "error"),
    [
        ("expected text, found 7", InvalidValue("text", 7)),
        ("name: expected text, found 7", InvalidValue("text", 7, "name")),
        (
            "parties.json: $.people['ann'].name: expected text, found 7 [value]",
            PROBLEM,
        ),
        (f"1 problem\n  {PROBLEM}", InvalidDocument([PROBLEM])),
        (f"2 problems\n  {PROBLEM}\n  {PROBLEM}", InvalidDocument(iter([PROBLEM, PROBLEM]))),
        (
            "no round '2024-acne'; nearest: 2024-acme",
            UnknownName("round", "2024-acne", ["2024-acme"]),
        ),
        ("no id 'x\\n'", UnknownName("id", "x\n")),
        ("no id 'x'; known: nobody, me", UnknownName("id", "x", iter(["nobody", "me"]))),
        (
            "no side 'x'; known: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9",
            UnknownName("side", "x", "0123456789"),
        ),
        ("no side 'x'", UnknownName("side", "x", "0123456789a")),
        ("terms.json: no such file", UnreadableFile("terms.json", "no such file")),
        (
            f"terms.json: expected 9 bytes, found 8; {AGAIN}",
            DamagedEdition("terms.json", "9 bytes", "8"),
        ),
        (
            f"icalendar is not installed: {INSTALL}",
            MissingExtra("icalendar", "calendar"),
        ),
    ],
)
def test_an_error_is_a_sentence(expected: str, error: object) -> None:
    """The text of an error says where, what was expected and what was found."""
    assert expected == str(error)


@pytest.mark.parametrize(
    ("head", "tail", "listed", "number", "more"),
    [
        ("20 problems", f"  {PROBLEM}", 20, 20, 0),
        ("21 problems", "  and 1 more", 21, 21, 0),
        ("at least 8 problems", "  and at least 7 more", 1, 1, 7),
        ("1000 problems", "  and 980 more", MOST_PROBLEMS, MOST_PROBLEMS, 0),
        ("at least 1003 problems", "  and at least 983 more", MOST_PROBLEMS, MOST_PROBLEMS + 1, 2),
    ],
)
def test_of_many_problems_some_are_told(
    head: str, tail: str, listed: int, number: int, more: int
) -> None:
    """A refusal lists at most 1,000 problems and repeats 20, then says how many more."""
    error = InvalidDocument([PROBLEM] * number, more)
    lines = str(error).splitlines()
    assert (head, tail) == (lines[0], lines[-1])
    assert (listed, number + more - listed) == (len(error.problems), error.more)
    assert min(listed, MOST_TOLD) == lines.count(f"  {PROBLEM}")


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("rounds/2024-acme.json", "rounds/2024-acme.json"),
        ("Año \u2264 5\nand more", "Año \u2264 5\nand more"),
        ("\\x1b[31mred\\x1b[0m", "\x1b[31mred\x1b[0m"),
        ("\\u202egpj.exe", "\u202egpj.exe"),
        ("a\\r\\tb\\x00", "a\r\tb\0"),
        ("\\udcff", "\udcff"),
    ],
)
def test_what_a_terminal_would_obey_is_escaped(expected: str, text: str) -> None:
    """Control, format and direction characters of a text from outside are written as escapes."""
    assert expected == printable(text)


@pytest.mark.parametrize(
    "error",
    [
        InvalidDocument([PROBLEM._replace(file="\x1b[31m.json", path="$['\u202e']")]),
        UnreadableFile("\x1b[31m.json", "\u202eno"),
        UnknownName("id", "\x1b[31m"),
        InvalidValue("text", "\u202e"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_obeys_no_file(error: Exception) -> None:
    """No message brings what stands in a file or a name to the terminal as it is."""
    assert str(error).replace("\n", "").isprintable()


@pytest.mark.parametrize(
    ("builtin", "cls"),
    [
        (ValueError, InvalidValue),
        (ValueError, InvalidDocument),
        (LookupError, UnknownName),
        (OSError, UnreadableFile),
        (ValueError, DamagedEdition),
        (ImportError, MissingExtra),
    ],
)
def test_an_error_is_the_builtin_one_would_guess(builtin: type, cls: type) -> None:
    """Every error is a KPBargainingError and the built-in that a caller would catch."""
    assert issubclass(cls, KPBargainingError)
    assert issubclass(cls, builtin)


def test_an_unreadable_file_looks_like_any_other_os_error() -> None:
    """Who catches OSError finds the file and the reason where they always stand."""
    error = UnreadableFile("terms.json", "permission denied")
    assert ("terms.json", "permission denied") == (error.filename, error.strerror)
    assert ("terms.json", "permission denied") == (error.file, error.reason)
    assert error.errno is None


@pytest.mark.parametrize(
    ("expected", "error"),
    [
        (
            "no such file or directory; see how the path is spelled",
            FileNotFoundError(2, "No such file or directory", "x"),
        ),
        (
            "no space left on device; make room, or name another place",
            OSError(28, "No space left on device"),
        ),
        ("input/output error", OSError(5, "Input/output error")),
        ("isadirectoryerror", IsADirectoryError("x")),
    ],
)
def test_the_reason_of_the_system(expected: str, error: OSError) -> None:
    """Why the system refused is said in its words, or by the name of its error, with what to do."""
    assert expected == reason_of(error)


def test_errors_carry_their_data() -> None:
    """What a message says can be read from attributes, without parsing it."""
    value = InvalidValue("a date", ["soon"], "held")
    assert ("a date", "a list of 1", "held") == (value.expected, value.found, value.field)
    unknown = UnknownName("id", 7, ["seven"])
    assert ("id", "7", ()) == (unknown.what, unknown.name, unknown.nearest)
    assert ("seven",) == unknown.choices
    damaged = DamagedEdition("terms.json", "9 bytes", "8")
    assert ("terms.json", "9 bytes", "8") == (damaged.file, damaged.expected, damaged.found)
    assert (PROBLEM,) == InvalidDocument([PROBLEM]).problems


def test_the_samples_are_of_every_class() -> None:
    """Every error class that the module promises is among the samples of this file."""
    promised = {getattr(errors, name) for name in errors.__all__} - {Problem}
    assert promised == {type(error) for error in ERRORS}


@pytest.mark.parametrize("error", ERRORS, ids=repr)
@pytest.mark.parametrize(
    "carried",
    [copy.copy, copy.deepcopy, lambda error: pickle.loads(pickle.dumps(error))],  # noqa: S301 (our own bytes)
    ids=["copy", "deepcopy", "pickle"],
)
def test_errors_travel(error: KPBargainingError, carried: Callable[[Any], Any]) -> None:
    """An error says the same after a copy or on the other side of a process."""
    again = carried(error)
    assert type(error) is type(again)
    assert str(error) == str(again)
    assert vars(error) == vars(again)


@pytest.mark.parametrize(
    ("expected", "name", "known"),
    [
        ((), "x", []),
        ((), "zebra", ["2024-acme", "nurses-united"]),
        (("2024-acme",), "2024", ["2024-acme", "nurses-united"]),
        (("nurses-united",), "nurse-united", ["acme-hospitals", "nurses-united"]),
        (("2024-acme/pay",), "pay", ["2024-acme/2024-03-05", "2024-acme/pay"]),
        (("2024-acme/pay", "2021-acme/pay"), "2024-acme/pai", ["2021-acme/pay", "2024-acme/pay"]),
        (("held", "scheduled"), "hled", ["scheduled", "place", "held"]),
        (("2021-acme/pay", "2024-acme/pay"), "pay", ["2021-acme/pay", "2024-acme/pay"]),
        (("b/pay", "c/pay", "a/pay"), "b/pay", ["a/pay", "b/pay", "c/pay", "2024-alliance/pay"]),
        (("ta-14", "ta-13", "ta-12"), "ta-1", ["ta-13", "ta-12", "ta-11", "ta-14", "zzz"]),
    ],
)
def test_the_nearest_names(expected: tuple[str, ...], name: str, known: list[str]) -> None:
    """At most three known names are given, the likest first, in whatever order they come."""
    assert expected == nearest(name, known)
    assert expected == nearest(name, iter(known[::-1]))
