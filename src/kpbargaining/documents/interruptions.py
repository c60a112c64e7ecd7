"""Words that something was put between: a page number, a running head, a note, a line-end hyphen.

The digest of a passage proves which words it has. So where a passage is lost, the words at its
place are asked again without one run of them, or with words joined that a hyphen at a line end
had parted; what then has the digest are its words for sure.

A run is left out only where it is set off, by line ends or by square brackets: a word put into a
sentence, or a figure into a number, changes what it says.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from difflib import SequenceMatcher
from hashlib import sha256
from itertools import combinations
from typing import TYPE_CHECKING

from kpbargaining.documents.search import Status
from kpbargaining.documents.windows import DIGITS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpbargaining.documents.search import Stand
    from kpbargaining.documents.windows import Windows
    from kpbargaining.documents.words import Wording
    from kpbargaining.values.passages import Passage

__all__ = ["Lost", "whole"]

LONGEST_RUN = 40
"""The most words that may stand between: a running head with a page number, a short note."""

MOST_HYPHENS = 4
"""The most hyphens at line ends that one passage is tried with."""

MOST_BREAKS = 16
"""The most hyphens at line ends that may stand in one passage, of which some part a word."""

ALIKE = 0.7
"""From which share of its characters on a word is taken for another one, misread."""

MOST_WORDS = 200
"""The most words of a passage that is asked again."""

LINE_END = r"[\n\r\f\v\x85\u2028\u2029]"

_is_parted = re.compile(rf"[-\u00ad\u2010\u2011]\s*{LINE_END}\s*").fullmatch
_ends_line = re.compile(LINE_END).search


class Lost:
    """Passages that were not found, asked once more for words that something stands between."""

    def __init__(self, stands: Mapping[Passage, Stand], windows: Windows, wording: Wording) -> None:
        self._stands = stands
        self._windows = windows
        self._wording = wording
        self._found = sorted(
            (passage.at, at - passage.at)
            for passage, (status, at, _) in stands.items()
            if at is not None and status is Status.FOUND
        )

    def again(self, passage: Passage) -> Stand:
        """What became of a passage in the end."""
        status, at, words = self._stands[passage]
        if status not in (Status.EDITED, Status.MISSING):
            return status, at, words
        cut = bisect_left(self._found, (passage.at,))
        before = self._found[cut - 1][1] if cut else None
        after = self._found[cut][1] if cut < len(self._found) else None
        if before == after:  # with words put in, what follows would have moved
            return status, at, words
        first = None if before is None else passage.at + before
        stop = None if after is None else passage.at + passage.words + after
        found = _interrupted(passage, self._wording, self._windows, first, stop)
        return (Status.INTERRUPTED, *found) if found else (status, at, words)


def whole(stand: Stand, wording: Wording) -> Stand:
    """What became of a passage, which is edited where it begins or ends inside a number."""
    _, at, count = stand
    if at is None or not (wording.begins_in_number(at) or wording.parts_number(at + count)):
        return stand
    return Status.EDITED, at, count


def _interrupted(
    passage: Passage, wording: Wording, windows: Windows, first: int | None, stop: int | None
) -> tuple[int, int] | None:
    """Where the words of a passage stand with something between them: first word, how many.

    *first* is the word at which the passage before shows it to begin, *stop* the one before which
    the passage after shows it to end; None where there is no such passage. Between two, no more
    is left out than they have moved apart. None where its digest is not reached.
    """
    if passage.words > MOST_WORDS:
        return None
    room = LONGEST_RUN if first is None or stop is None else stop - first - passage.words
    for more in range(1, min(room, LONGEST_RUN) + 1):
        begins = [first] if stop is None else [first, stop - passage.words - more]
        for start in dict.fromkeys(begins):
            if start is None or start < 0 or start + passage.words + more > len(windows):
                continue
            hyphens = more <= MOST_HYPHENS and _is_joined(passage, wording, start, more)
            if hyphens or any(
                windows.without(start, passage.words, cut, more) == passage.digest
                and not _is_told_again(
                    wording.words[start : start + passage.words + more], cut, passage.words
                )
                for cut in _cuts(passage, wording, start, more)
            ):
                return start, passage.words + more
    return None


def _cuts(passage: Passage, wording: Wording, start: int, run: int) -> Iterator[int]:
    """After how many of the words a run of so many is set off, and parts no number."""
    gaps = [wording.between(i) for i in range(start + 1, start + passage.words + run)]
    for cut, (before, after) in enumerate(zip(gaps, gaps[run:], strict=False), 1):
        lines = _ends_line(before) and _ends_line(after)
        ends = start + cut, start + cut + run
        if (lines or ("[" in before and "]" in after)) and not any(map(wording.parts_number, ends)):
            yield cut


def _is_told_again(words: tuple[str, ...], cut: int, passage: int) -> bool:
    """Whether a run ends as what is before it, or begins as what is after it, for the most part.

    Then it is the document's own: of two sentences alike, one begins and the other ends.
    """
    before, run, after = words[:cut], words[cut : cut - passage], words[cut - passage :]
    ends = map(_are_alike, reversed(before), reversed(run))
    begins = map(_are_alike, after, run)
    return 2 * sum(ends) >= len(before) or 2 * sum(begins) >= len(after)


def _are_alike(one: str, other: str) -> bool:
    """Whether two words are one, or one of them can be the other misread."""
    return SequenceMatcher(None, one, other).ratio() >= ALIKE


def _is_joined(passage: Passage, wording: Wording, start: int, number: int) -> bool:
    """Whether joining words at so many line ends gives the passage."""
    stop = start + passage.words + number
    breaks = list(_breaks(wording, start, stop))
    joined = (
        " ".join(_join(wording.words[start:stop], start, chosen))
        for chosen in combinations(breaks, number)
    )
    return len(breaks) <= MOST_BREAKS and any(
        sha256(each.encode()).hexdigest()[:DIGITS] == passage.digest for each in joined
    )


def _breaks(wording: Wording, first: int, stop: int) -> Iterator[int]:
    """The words after which a hyphen parts the line; between two figures it is a dash."""
    for i in range(first, stop - 1):
        end, start = wording.ends[i], wording.starts[i + 1]
        figures = wording.words[i][-1].isdigit() and wording.words[i + 1][0].isdigit()
        parted = _is_parted(wording.text[end:start]) or _is_parted(wording.text[end - 1 : start])
        if parted and not figures:
            yield i


def _join(words: tuple[str, ...], start: int, chosen: tuple[int, ...]) -> list[str]:
    joined: list[str] = []
    for i, word in enumerate(words, start):
        if joined and i - 1 in chosen:
            joined[-1] += word
        else:
            joined.append(word)
    return joined
