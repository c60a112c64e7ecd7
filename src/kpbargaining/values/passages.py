"""Passages: fingerprints of consecutive words of a document, never the words themselves."""

from __future__ import annotations

import re

from attrs import frozen

from kpbargaining.errors import InvalidValue

__all__ = ["PASSAGE_PATTERN", "Passage"]

PASSAGE_PATTERN = r"(0|[1-9][0-9]{0,6})\+([1-9][0-9]{0,6}):([0-9a-f]{16})"
DIGITS = 16
"""How many digits of the digest it holds."""

_is_passage = re.compile(PASSAGE_PATTERN).fullmatch


@frozen(init=False, repr=False, weakref_slot=False)
class Passage:
    """A fingerprint of consecutive words of a document, never the words themselves.

    Written `at+words:digest`: the index of the first word, counted from the start of the
    source's own extent (a hint only); how many words; the first 16 hexadecimal digits of the
    SHA-256 of the normalised words joined by single spaces. The format is a published promise.
    What is no word (blanks, quotes, dashes, currency and percent signs, the minus, the decimal
    point) is not in it: `$6,000` and `6.000` give the same. Raises `InvalidValue` for any other
    text.
    """

    text: str

    def __init__(self, text: str) -> None:
        if type(text) is not str or not _is_passage(text):
            raise InvalidValue("a passage at+words:digest with 16 hexadecimal digits", text)
        object.__setattr__(self, "text", text)

    @property
    def at(self) -> int:
        """The index of its first word."""
        return int(self.text.partition("+")[0])

    @property
    def words(self) -> int:
        """How many words it has."""
        return int(self.text[self.text.index("+") + 1 : -DIGITS - 1])

    @property
    def digest(self) -> str:
        """The first digits of the SHA-256 of its words."""
        return self.text[-DIGITS:]

    @classmethod
    def of(cls, at: int, words: int, digest: str) -> Passage:
        """The passage of *words* words from word *at* on, with that *digest*."""
        return cls(f"{at}+{words}:{digest}")

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Passage({self.text!r})"

    def __reduce__(self) -> tuple[type, tuple[str]]:  # a pickle holds the text, and no more
        return type(self), (self.text,)
