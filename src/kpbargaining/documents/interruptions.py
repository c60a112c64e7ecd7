"""Words that something was put between: a page number, a running head, a note, a line-end hyphen.

The digest of a passage proves which words it has. So where a passage is lost, the words at its
place are asked again without one run of them, or with words joined that a hyphen at a line end
had parted; what then has the digest are its words for sure.
"""

from __future__ import annotations

import re
from hashlib import sha256
from itertools import combinations
from typing import TYPE_CHECKING

from kpbargaining.documents.search import DIGITS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.documents.search import Windows
    from kpbargaining.documents.words import Wording
    from kpbargaining.values.passages import Passage

__all__ = ["interrupted"]

LONGEST_RUN = 40
"""The most words that may stand between: a running head with a page number, a short note."""

MOST_HYPHENS = 4
"""The most hyphens at line ends that one passage is tried with."""

_is_parted = re.compile(r"[-\u00ad\u2010\u2011]\s*\n\s*").fullmatch


def interrupted(
    passage: Passage, wording: Wording, windows: Windows, first: int | None, stop: int | None
) -> tuple[int, int] | None:
    """Where the words of a passage stand with something between them: first word, how many.

    *first* is the word at which the passage before shows it to begin, *stop* the one before which
    the passage after shows it to end; None where there is no such passage. None where its digest
    is not reached.
    """
    for more in range(1, LONGEST_RUN + 1):
        begins = [first] if stop is None else [first, stop - passage.words - more]
        for start in dict.fromkeys(begins):
            if start is None or start < 0 or start + passage.words + more > len(windows):
                continue
            if _is_joined(passage, wording, start, more) or _has_run(passage, windows, start, more):
                return start, passage.words + more
    return None


def _has_run(passage: Passage, windows: Windows, start: int, run: int) -> bool:
    """Whether leaving one run of so many words out gives the passage."""
    cuts = range(1, passage.words)
    return any(windows.without(start, passage.words, cut, run) == passage.digest for cut in cuts)


def _is_joined(passage: Passage, wording: Wording, start: int, number: int) -> bool:
    """Whether joining words at so many line ends gives the passage."""
    if number > MOST_HYPHENS:
        return False
    stop = start + passage.words + number
    for chosen in combinations(_breaks(wording, start, stop), number):
        words = _join(wording.words[start:stop], start, chosen)
        if sha256(" ".join(words).encode()).hexdigest()[:DIGITS] == passage.digest:
            return True
    return False


def _breaks(wording: Wording, first: int, stop: int) -> Iterator[int]:
    """The words after which a hyphen parts the line."""
    for i in range(first, min(stop, len(wording.words)) - 1):
        end, start = wording.ends[i], wording.starts[i + 1]
        if _is_parted(wording.text[end:start]) or _is_parted(wording.text[end - 1 : start]):
            yield i


def _join(words: tuple[str, ...], start: int, chosen: tuple[int, ...]) -> list[str]:
    joined: list[str] = []
    for i, word in enumerate(words, start):
        if joined and i - 1 in chosen:
            joined[-1] += word
        else:
            joined.append(word)
    return joined
