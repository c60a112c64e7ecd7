"""BibTeX entries: written so that BibTeX and TeX read just what is meant, and read again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kpbargaining.errors import InvalidValue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["MONTHS", "address", "entries", "in_tex", "misc_entry"]

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The macros of months, which every style spells in its own way."""

ESCAPES = str.maketrans(
    {c: f"\\{c}" for c in "&%$#_{}"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)
"""What TeX would read as its own."""

ALONE = {"{": r"$\lbrace$", "}": r"$\rbrace$"}
"""Braces without another: BibTeX counts them, whatever stands before them."""

URL_ESCAPES = str.maketrans({c: f"%{ord(c):X}" for c in "{}\\"})
"""What BibTeX would read as its own in an address, where TeX reads nothing so."""

_of_tex = re.compile(
    r"\$?\\(?P<side>[lr])brace\b\$?|\\text(?P<name>backslash|asciitilde|asciicircum)\b(?:\{\})?"
    r"|\\(?P<char>[&%$#_{}])|[{}]|(?P<tie>~)"
)
NAMED = {"l": "{", "r": "}", "backslash": "\\", "asciitilde": "~", "asciicircum": "^"}

_head = re.compile(r"\s*@\s*[A-Za-z]+\s*\{\s*(?P<key>[^\s,{}\"]*)\s*,").match
_name = re.compile(r"[\s,]*(?P<name>[A-Za-z][\w-]*)\s*=\s*").match
_bare = re.compile(r"[\w.+-]+").match
_end = re.compile(r"[\s,]*\}").match
_brace = re.compile(r"[{}]")
_closing = re.compile(r'[{}"]')

AN_ENTRY = "one entry of BibTeX, whole"


def misc_entry(key: str, fields: Mapping[str, str]) -> str:
    """An entry of the sort misc, of values that are BibTeX already; what is empty is left out."""
    lines = [f"  {name} = {value},\n" for name, value in fields.items() if value not in ("", "{}")]
    return f"@misc{{{key},\n{''.join(lines)}}}"


def in_tex(text: str) -> str:
    """A text as TeX prints it as it is, and in which BibTeX counts as many braces each way."""
    alone = _unpaired(text)
    told = (ALONE[c] if place in alone else c.translate(ESCAPES) for place, c in enumerate(text))
    return "".join(told).replace("--", "{-}{-}")


def address(url: str) -> str:
    """An address as it stands in an entry."""
    return url.translate(URL_ESCAPES)


def _unpaired(text: str) -> set[int]:
    """The places of the braces that no other one opens or closes."""
    opened: list[int] = []
    alone: set[int] = set()
    for place, char in enumerate(text):
        if char == "{":
            opened.append(place)
        elif char == "}" and opened:
            opened.pop()
        elif char == "}":
            alone.add(place)
    return alone | set(opened)


def entries(text: str) -> Iterator[dict[str, str]]:
    """The fields of each entry by name in lower case, as plain text, and its `key`.

    Raises `InvalidValue` for what is no whole entry.
    """
    place = 0
    while head := _head(text, place):
        fields = {"key": head["key"]}
        place = head.end()
        while name := _name(text, place):
            value, place = _value(text, name.end())
            known = name["name"].lower()
            fields[known] = _verbatim(value) if known in ("doi", "url") else _plain(value)
        end = _end(text, place)
        if end is None:
            raise InvalidValue(AN_ENTRY, text[place:])
        place = end.end()
        yield fields
    if text[place:].strip():
        raise InvalidValue(AN_ENTRY, text[place:])


def _value(text: str, start: int) -> tuple[str, int]:
    """The value that begins at a place, and where it ends."""
    if text.startswith("{", start):
        return _until(text, start + 1, _brace)
    if text.startswith('"', start):
        return _until(text, start + 1, _closing)
    bare = _bare(text, start)
    if bare is None:
        raise InvalidValue(AN_ENTRY, text[start:])
    return bare[0], bare.end()


def _until(text: str, start: int, marks: re.Pattern[str]) -> tuple[str, int]:
    """What stands before the mark that ends it, outside all braces, and the place behind that."""
    depth = 0
    for mark in marks.finditer(text, start):
        if mark[0] == "{":
            depth += 1
        elif depth == 0:
            return text[start : mark.start()], mark.end()
        elif mark[0] == "}":
            depth -= 1
    raise InvalidValue(AN_ENTRY, text[start:])


def _verbatim(value: str) -> str:
    """An address, in which some tools escape what TeX would read as its own."""
    return re.sub(r"\\([&%#_~])", r"\1", value)


def _plain(value: str) -> str:
    """A value as it is printed: escapes undone, braces of grouping gone."""
    return _of_tex.sub(_printed, value)


def _printed(found: re.Match[str]) -> str:
    if found["tie"]:
        return " "
    return NAMED.get(found["side"] or found["name"] or "", found["char"] or "")
