"""The words of a text as bytes, of which any run is hashed: at one place, or at every one."""

from __future__ import annotations

from hashlib import sha256
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["DIGITS", "Windows"]

DIGITS = 16
"""How many hexadecimal digits of the SHA-256 a passage carries."""

MOST_HASHED = 4 * 1024 * 1024 * 1024
"""The most bytes that are hashed to look for passages all over one text: some ten seconds."""

EACH = 64
"""How many bytes a window counts for beside its own."""


class Windows:
    """The words of a text as bytes, ready to be hashed window by window."""

    def __init__(self, words: Sequence[str]) -> None:
        self._bytes = " ".join(words).encode()
        sizes = [len(word.encode()) for word in words]
        self._ends = list(accumulate(sizes, lambda end, size: end + 1 + size))
        self._starts = [end - size for end, size in zip(self._ends, sizes, strict=True)]
        self._left = MOST_HASHED

    def __len__(self) -> int:
        return len(self._ends)

    def digest(self, at: int, count: int) -> str:
        """The digest of *count* words from word *at* on; none where the text has no such words."""
        if at < 0 or count < 1 or at + count > len(self):
            return ""
        window = self._bytes[self._starts[at] : self._ends[at + count - 1]]
        return sha256(window).hexdigest()[:DIGITS]

    def without(self, at: int, count: int, cut: int, run: int) -> str:
        """The digest of *count* words from *at* on that leaves out a *run* of words after *cut*."""
        words = self._bytes[self._starts[at] : self._ends[at + cut - 1]]
        rest = self._bytes[self._starts[at + cut + run] : self._ends[at + run + count - 1]]
        return sha256(words + b" " + rest).hexdigest()[:DIGITS]

    def scan(
        self, count: int, wanted: Iterable[str], low: int = 0, high: int | None = None
    ) -> dict[str, list[int]]:
        """Every place where *count* words have a *wanted* digest, ascending, by digest.

        With *low* and *high*, only where all these words lie from word *low* up to word *high*.
        What would take more than is left of `MOST_HASHED` is not looked for.
        """
        found: dict[bytes, list[int]] = {bytes.fromhex(digest): [] for digest in wanted}
        text, kept, first = self._bytes, DIGITS // 2, max(low, 0)
        ends = self._ends[first + count - 1 : high]
        takes = len(ends) * (EACH + count * len(text) // max(len(self), 1))
        if takes > self._left:
            return {digest.hex(): [] for digest in found}
        self._left -= takes
        for at, (start, end) in enumerate(zip(self._starts[first:], ends, strict=False), first):
            digest = sha256(text[start:end]).digest()[:kept]
            if digest in found:
                found[digest].append(at)
        return {digest.hex(): places for digest, places in found.items()}
