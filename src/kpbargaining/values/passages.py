"""Passages: fingerprints of consecutive words of a document, never the words themselves."""

from __future__ import annotations

import re

from attrs import field, frozen

from kpbargaining.errors import InvalidValue

__all__ = ["PASSAGE_PATTERN", "Passage"]

PASSAGE_PATTERN = r"(0|[1-9][0-9]{0,6})\+([1-9][0-9]{0,6}):([0-9a-f]{16})"
_is_passage = re.compile(PASSAGE_PATTERN).fullmatch


@frozen(slots=True, init=False, repr=False)
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
    at: int = field(eq=False)
    words: int = field(eq=False)
    digest: str = field(eq=False)

    def __init__(self, text: str) -> None:
        parts = _is_passage(text) if type(text) is str else None
        if parts is None:
            raise InvalidValue("a passage at+words:digest with 16 hexadecimal digits", text)
        at, words, digest = parts.groups()
        self.__attrs_init__(text, int(at), int(words), digest)

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
