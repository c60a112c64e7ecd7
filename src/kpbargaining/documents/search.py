"""The search behind `locate`: where fingerprints occur, and which place is meant.

The answer is that of the rules applied to *every* occurrence of *every* passage; `Search` reaches
it without looking for them all. Hashing every run of 9 words of a text finds all passages of 9
words; that is one scan, and scans are what costs. One fact saves most of them. Take the passages
between two neighbouring anchors (passages known to occur once), and of these all that agree with
the shift of either: if first come those that agree with the left only, then those that agree with
both, then those that agree with the right only, they are settled. For any further anchor among
them agrees as its neighbours do, so it would not change which shifts count for the others.

The widths of what is not settled are scanned, the most frequent first, until everything is.
So each width is scanned at most once, and mostly one or two widths are.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from enum import StrEnum
from hashlib import sha256
from itertools import accumulate, islice, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kpbargaining.values.passages import Passage

    Stand = tuple["Status", int | None, int]
    """The status of a passage, the index of its first word in the text, how many words."""

__all__ = ["DIGITS", "Search", "Status", "Windows"]

DIGITS = 16
"""How many hexadecimal digits of the SHA-256 a passage carries."""

WITNESSES = 2
"""How many passages must agree on a shift before the first found one and after the last."""

MOST_CHANGE = 2
"""An edited passage has at most this many times as many words as before, or as few."""


class Status(StrEnum):
    """What became of a passage in a copy."""

    FOUND = "found"
    """Its words stand there, and it is clear where."""
    EDITED = "edited"
    """Its words occur nowhere, but it is clear which words stand in their place."""
    MISSING = "missing"
    """Its words occur nowhere, and nothing shows what stands in their place."""
    AMBIGUOUS = "ambiguous"
    """Its words occur several times, and nothing shows which occurrence is meant."""


class Windows:
    """The words of a text as bytes, ready to be hashed window by window."""

    def __init__(self, words: Sequence[str]) -> None:
        self._bytes = " ".join(words).encode()
        sizes = [len(word.encode()) for word in words]
        self._ends = list(accumulate(sizes, lambda end, size: end + 1 + size))
        self._starts = [end - size for end, size in zip(self._ends, sizes, strict=True)]

    def __len__(self) -> int:
        return len(self._ends)

    def digest(self, at: int, count: int) -> str:
        """The digest of *count* words from word *at* on; none where the text has no such words."""
        if at < 0 or count < 1 or at + count > len(self):
            return ""
        window = self._bytes[self._starts[at] : self._ends[at + count - 1]]
        return sha256(window).hexdigest()[:DIGITS]

    def scan(self, count: int, wanted: Iterable[str]) -> dict[str, list[int]]:
        """Every place where *count* words have a *wanted* digest, ascending, by digest."""
        found: dict[bytes, list[int]] = {bytes.fromhex(digest): [] for digest in wanted}
        text, kept = self._bytes, DIGITS // 2
        for at, (start, end) in enumerate(zip(self._starts, self._ends[count - 1 :], strict=False)):
            digest = sha256(text[start:end]).digest()[:kept]
            if digest in found:
                found[digest].append(at)
        return {digest.hex(): places for digest, places in found.items()}


class Search:
    """All passages of one source looked for together in the words of one text.

    With *intact*, the text is the source's own extent word by word, so a passage whose words stand
    at its hint is there, wherever else they occur.
    """

    def __init__(
        self, passages: Iterable[Passage], windows: Windows, *, intact: bool = False
    ) -> None:
        self._windows = windows
        self._intact = intact
        self._order = sorted(set(passages), key=lambda each: (each.at, each.words, each.digest))
        self._at = [passage.at for passage in self._order]
        self._scanned: dict[int, dict[str, list[int]]] = {}
        self._known: dict[tuple[int, int], bool] = {}

    def stands(self) -> dict[Passage, Stand]:
        """What became of each passage, by the rules of `locate`."""
        while pending := self._unsettled():
            self._scan(self._next_width(pending))
        places = self._places_meant()
        found = {i: at[0] - self._at[i] for i, at in enumerate(places) if at and len(at) == 1}
        answers = [self._stand(i, at, found) for i, at in enumerate(places)]
        return dict(zip(self._order, answers, strict=True))

    def base(self, extent: Passage) -> int | None:
        """Where the source's own extent stands word by word.

        That is at its hint, at the start of the text, or where a passage shows it. None where it
        does not stand there, or in several places that a passage shows.
        """
        for hint in (extent.at, 0):
            if self._windows.digest(hint, extent.words) == extent.digest:
                return hint
        bases = (
            base
            for base in self._possible_bases()
            if self._windows.digest(base, extent.words) == extent.digest
        )
        return _only(bases)

    def _possible_bases(self) -> list[int]:
        """The shifts of a rare passage, of the first width of which any occurs."""
        pending = list(range(len(self._order)))
        while pending:
            width = self._next_width(pending)
            self._scan(width)
            same = [i for i in pending if self._order[i].words == width]
            known = [(len(at), i) for i in same if (at := self._places(i))]
            if known:
                fewest = min(known)[1]
                return [at - self._at[fewest] for at in self._places(fewest) or ()]
            pending = [i for i in pending if self._order[i].words != width]
        return []

    def _is_at(self, i: int, shift: int) -> bool:
        """Whether the words of passage *i* stand at this shift from its hint."""
        if (i, shift) not in self._known:
            passage = self._order[i]
            digest = self._windows.digest(passage.at + shift, passage.words)
            self._known[i, shift] = digest == passage.digest
        return self._known[i, shift]

    def _next_width(self, pending: Iterable[int]) -> int:
        counts = Counter(self._order[i].words for i in pending)
        return max(counts, key=lambda width: (counts[width], width))

    def _scan(self, width: int) -> None:
        wanted = {passage.digest for passage in self._order if passage.words == width}
        self._scanned[width] = self._windows.scan(width, wanted)

    def _places(self, i: int) -> Sequence[int] | None:
        """Every place of passage *i*, or None as long as that is not known."""
        if self._intact and self._is_at(i, 0):
            return (self._at[i],)
        scanned = self._scanned.get(self._order[i].words)
        return None if scanned is None else scanned[self._order[i].digest]

    def _stretches(self) -> Iterator[tuple[range, list[int]]]:
        """The passages between neighbouring anchors, with the distinct shifts of those two."""
        known = [self._places(i) or () for i in range(len(self._order))]
        shifts = {i: at[0] - self._at[i] for i, at in enumerate(known) if len(at) == 1}
        for left, right in pairwise([-1, *shifts, len(self._order)]):
            near = [shifts[i] for i in (left, right) if i in shifts]
            yield range(left + 1, right), list(dict.fromkeys(near))

    def _unsettled(self) -> list[int]:
        """The passages that a scan must decide about."""
        return [i for stretch, shifts in self._stretches() for i in self._open(stretch, shifts)]

    def _open(self, stretch: range, shifts: list[int]) -> list[int]:
        """Of the passages between two anchors, those not settled by the shifts of the two."""
        agreeing = [[k for k, shift in enumerate(shifts) if self._is_at(i, shift)] for i in stretch]
        sides = [side for side in agreeing if side]
        clear = sides == sorted(sides)  # the left only, [0]; both, [0, 1]; the right only, [1]
        unread = [self._places(i) is None for i in stretch]
        pairs = zip(stretch, agreeing, unread, strict=True)
        return [i for i, side, is_unread in pairs if is_unread and not (side and clear)]

    def _places_meant(self) -> list[Sequence[int]]:
        """By passage, the places that may be meant: one, several, or none where it is lost."""
        known = [self._places(i) or () for i in range(len(self._order))]
        meant = list(known)
        for stretch, near in self._stretches():
            shifts = sorted(near or self._common_shift(known))
            for i in stretch:
                agreeing = [self._at[i] + shift for shift in shifts if self._is_at(i, shift)]
                meant[i] = agreeing or known[i]
        found = [i for i, places in enumerate(meant) if len(places) == 1]
        return [self._between(i, meant, found) for i in range(len(meant))]

    def _between(self, i: int, meant: list[Sequence[int]], found: list[int]) -> Sequence[int]:
        """The place between the nearest passages found, if only one is; else all that are meant."""
        cut = bisect_left(found, i)
        low = meant[found[cut - 1]][0] if cut else 0
        high = meant[found[cut]][0] if cut < len(found) else len(self._windows)
        between = [at for at in meant[i] if low <= at <= high]
        return between if len(between) == 1 else meant[i]

    def _common_shift(self, places: list[Sequence[int]]) -> list[int]:
        """Where nothing occurs once: the only shift at which all that occurs stands together."""
        occurring = sorted((i for i, at in enumerate(places) if at), key=lambda i: len(places[i]))
        shifts = (at - self._at[i] for i in occurring[:1] for at in places[i])
        common = (shift for shift in shifts if all(self._is_at(i, shift) for i in occurring))
        only = _only(common)
        return [] if only is None else [only]

    def _stand(self, i: int, places: Sequence[int], found: dict[int, int]) -> Stand:
        words = self._order[i].words
        if len(places) == 1:
            return Status.FOUND, places[0], words
        return (Status.AMBIGUOUS, None, words) if places else self._lost(i, found)

    def _lost(self, i: int, found: dict[int, int]) -> Stand:
        """Edited where the neighbours show which words stand in its place, else missing."""
        words = self._order[i].words
        sides = self._sides(i, found)
        if sides:
            start, count = self._at[i] + sides[0], words + sides[1] - sides[0]
            alike = words <= MOST_CHANGE * count and count <= MOST_CHANGE * words
            if alike and start >= 0 and start + count <= len(self._windows):
                return Status.EDITED, start, count
        return Status.MISSING, None, words

    def _sides(self, i: int, found: dict[int, int]) -> tuple[int, int] | None:
        """The shifts before and after passage *i*; at an edge, that of two agreeing neighbours."""
        indexes = list(found)
        cut = bisect_left(indexes, i)
        before = [found[near] for near in indexes[max(cut - WITNESSES, 0) : cut]]
        after = [found[near] for near in indexes[cut : cut + WITNESSES]]
        if before and after:
            return before[-1], after[0]
        side = before or after
        return (side[0], side[0]) if len(side) == WITNESSES and len(set(side)) == 1 else None


def _only(values: Iterable[int]) -> int | None:
    """The value, if there is exactly one; looks no further than the second."""
    first = list(islice(values, 2))
    return first[0] if len(first) == 1 else None
