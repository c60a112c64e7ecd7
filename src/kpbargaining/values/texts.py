"""The plain values a record holds: ids, texts, addresses, digests and counts.

To Python each is a `str` or an `int`, and one function for each refuses everything outside its
profile. The records check themselves with these functions, and so does the codec.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Annotated

from kpbargaining.errors import InvalidValue

__all__ = [
    "Count",
    "Digest",
    "Id",
    "Text",
    "Url",
    "check_count",
    "check_digest",
    "check_id",
    "check_text",
    "check_url",
    "natural",
]

Id = Annotated[str, "Id"]
"""The name of one record, unique over all kinds: `nurses-united`, `2030-acme/2030-05-06`."""

Text = Annotated[str, "Text"]
"""One line of printable text in our own words: no control, format or direction characters."""

Url = Annotated[str, "Url"]
"""A public http or https address without blanks or credentials."""

Digest = Annotated[str, "Digest"]
"""The SHA-256 of some bytes as 64 lower-case hexadecimal digits."""

Count = Annotated[int, "Count"]
"""A whole number of things that can be counted, 0 to 1,000,000."""

LONGEST_ID = 120
LONGEST_TEXT = 2_000
LARGEST_COUNT = 1_000_000

ID_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*"
URL_PATTERN = r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:[/?#][!-;=?-~]*)?"
DIGEST_PATTERN = r"[0-9a-f]{64}"

RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)
"""Names that no file may have on some systems: ids become file names."""

AN_ID = "an id of lower-case ASCII letters, digits and single hyphens, parts joined by /"

_is_id = re.compile(ID_PATTERN).fullmatch
_is_url = re.compile(URL_PATTERN).fullmatch
_is_digest = re.compile(DIGEST_PATTERN).fullmatch
_numbers = re.compile(r"([0-9]+)").split


def check_id(value: object) -> Id:
    """Give *value* back as an id, or raise `InvalidValue`."""
    if type(value) is str:
        return _checked_id(value)
    raise InvalidValue(AN_ID, value)


@lru_cache(maxsize=1 << 16)  # an id stands in many places, and is refused in none of them
def _checked_id(value: str) -> Id:
    if len(value) > LONGEST_ID or not _is_id(value):
        raise InvalidValue(AN_ID, value)
    if not RESERVED.isdisjoint(value.split("/")):
        raise InvalidValue("an id without names that files cannot have", value)
    return value


def check_text(value: object) -> Text:
    """Give *value* back as one line of text, or raise `InvalidValue`."""
    if type(value) is not str:
        raise InvalidValue("text", value)
    if not value or value != value.strip() or len(value) > LONGEST_TEXT:
        raise InvalidValue(f"1 to {LONGEST_TEXT} characters without blanks at the ends", value)
    if not value.isprintable():
        raise InvalidValue("one line without control, format or direction characters", value)
    if not value.isascii() and not unicodedata.is_normalized("NFC", value):
        raise InvalidValue("text in Unicode normal form C", value)
    return value


def check_url(value: object) -> Url:
    """Give *value* back as a public address, or raise `InvalidValue`."""
    if type(value) is str and len(value) <= LONGEST_TEXT and _is_url(value):
        return value
    raise InvalidValue("an http or https address without blanks or credentials", value)


def check_digest(value: object) -> Digest:
    """Give *value* back as a SHA-256, or raise `InvalidValue`."""
    if type(value) is str and _is_digest(value):
        return value
    raise InvalidValue("a SHA-256 as 64 lower-case hexadecimal digits", value)


def check_count(value: object) -> Count:
    """Give *value* back as a count, or raise `InvalidValue`; true is not 1."""
    if type(value) is int and 0 <= value <= LARGEST_COUNT:
        return value
    raise InvalidValue(f"a whole number from 0 to {LARGEST_COUNT:,}", value)


def natural(text: str) -> tuple[tuple[str | int, ...], str]:
    """The key that sorts `ta-2` before `ta-10`; no two texts have the same."""
    parts: list[str | int] = list(_numbers(text))
    parts[1::2] = map(int, parts[1::2])
    return tuple(parts), text
