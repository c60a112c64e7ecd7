"""The search behind `locate`: where fingerprints occur, and which place is meant.

Hashing every run of 9 words of a text finds all passages of 9 words; that is one scan, and scans
of the whole text are what costs. So the passages of the commonest width are looked for in all of
it, then those of the next, until some that occur once are confirmed by others standing in step.
These are the *frame*. Every other passage is tried where the frame puts it, and what is not there
is looked for between its neighbours only.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kpbargaining.documents.windows import Windows
    from kpbargaining.values.passages import Passage

    Side = tuple[int, int] | None
    """The shift and the place of a neighbour, if there is one."""
    Neighbours = tuple[Side, Side]
    Stand = tuple["Status", int | None, int]
    """The status of a passage, the index of its first word in the text, how many words."""

__all__ = ["Search", "Status"]

WITNESSES = 2
"""How many passages must agree where one alone, or one on one side only, proves nothing."""

TELLING = 5
"""How many words of a passage tell where it is, though no other stands in step."""

MOST_PLACES = 20
"""In how many places words may stand of which one can still be meant, far from the others."""

MANY = 3
"""How many passages in step show that a text has its document several times."""

MOST_CHANGE = 2
"""An edited passage has at most this many times as many words as before, or as few."""


class Status(StrEnum):
    """What became of a passage in a copy."""

    FOUND = "found"
    """Its words stand there, and it is clear where."""
    INTERRUPTED = "interrupted"
    """Its words stand there, with a page number, a running head, a note or a hyphen among them."""
    EDITED = "edited"
    """Its words do not stand where its neighbours show, but others do in their place."""
    MISSING = "missing"
    """Its words do not stand there, and nothing shows what stands in their place."""
    AMBIGUOUS = "ambiguous"
    """Its words occur several times, and nothing shows which occurrence is meant."""


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
        self._scanned: dict[int, dict[str, list[int]]] = {}
        self._known: dict[tuple[int, int], bool] = {}

    def stands(self) -> dict[Passage, Stand]:
        """What became of each passage, by the rules of `locate`."""
        frame = self._frame()
        places = self._meant(frame) if frame else self._in_step()
        found = {i: place for i, at in enumerate(places) if len(at) == 1 for place in at}
        return {each: self._stand(i, places[i], found) for i, each in enumerate(self._order)}

    def base(self, extent: Passage) -> int | None:
        """Where the source's own extent stands word by word.

        That is at its hint, at the start of the text, or at the first place that a passage shows.
        None where it does not stand there.
        """
        shifts = (shift for i in self._rarest() for shift in self._shifts(i))
        for base in chain((extent.at, 0), shifts):
            if self._windows.digest(base, extent.words) == extent.digest:
                return base
        return None

    def _rarest(self) -> Iterator[int]:
        """One of the passages that occur least often, of the first width of which any occurs."""
        for width in self._widths():
            same = [i for i, each in enumerate(self._order) if each.words == width]
            known = [(len(at), i) for i in same if (at := self._occurrences(i))]
            if known:
                yield min(known)[1]
                return

    def _shifts(self, i: int) -> list[int]:
        return [at - self._order[i].at for at in self._occurrences(i)]

    def _widths(self) -> list[int]:
        """How many words the passages have, the commonest first, of these the widest."""
        counts = Counter(passage.words for passage in self._order)
        return sorted(counts, key=lambda width: (-counts[width], -width))

    def _occurrences(self, i: int) -> list[int]:
        """Every place of a passage, after a scan of the text for all of its width."""
        width = self._order[i].words
        if width not in self._scanned:
            wanted = {passage.digest for passage in self._order if passage.words == width}
            self._scanned[width] = self._windows.scan(width, wanted)
        return self._scanned[width][self._order[i].digest]

    def _is_at(self, i: int, shift: int) -> bool:
        """Whether the words of passage *i* stand at this shift from its hint."""
        if (i, shift) not in self._known:
            passage = self._order[i]
            digest = self._windows.digest(passage.at + shift, passage.words)
            self._known[i, shift] = digest == passage.digest
        return self._known[i, shift]

    def _frame(self) -> dict[int, int]:
        """The shifts of the passages that show where the others are, by their index."""
        if self._intact:
            at_hint = {i: 0 for i in range(len(self._order)) if self._is_at(i, 0)}
            if at_hint:
                return at_hint
        single: dict[int, int] = {}
        for width in self._widths():
            for i, passage in enumerate(self._order):
                if passage.words == width and len(shifts := self._shifts(i)) == 1:
                    (single[i],) = shifts
            confirmed = [i for i in sorted(single) if self._is_confirmed(i, single[i])]
            if confirmed:
                return {i: single[i] for i in confirmed}
        return dict(sorted(single.items()))

    def _is_confirmed(self, i: int, shift: int) -> bool:
        """Whether another passage stands in step with this one."""
        return any(k != i and self._is_at(k, shift) for k in range(len(self._order)))

    def _meant(self, frame: dict[int, int]) -> list[list[int]]:
        """By passage, the places that may be meant: one, several, or none where it is lost."""
        near = {i: self._neighbours(i, frame) for i in range(len(self._order)) if i not in frame}
        meant = {i: [self._order[i].at + shift] for i, shift in frame.items()}
        meant |= {i: at for i, sides in near.items() if (at := self._at_shifts(i, sides))}
        single = ((i, *at) for i, at in sorted(meant.items()) if len(at) == 1)
        placed = {i: place - self._order[i].at for i, place in single}
        for i in near:
            if i not in meant:
                meant[i] = self._between(i, *self._neighbours(i, placed))
        return [meant[i] for i in range(len(self._order))]

    def _neighbours(self, i: int, those: dict[int, int]) -> Neighbours:
        """The nearest before and after a passage, of those whose shifts are known."""
        names = list(those)
        cut = bisect_left(names, i)
        before = names[cut - 1] if cut else None
        after = names[cut] if cut < len(names) else None
        return self._side(before, those), self._side(after, those)

    def _side(self, i: int | None, those: dict[int, int]) -> tuple[int, int] | None:
        """The shift and the place of one neighbour."""
        return None if i is None else (those[i], self._order[i].at + those[i])

    def _at_shifts(self, i: int, sides: Neighbours) -> list[int]:
        """Where a passage stands in step with a neighbour: one place, two, or none."""
        shifts = dict.fromkeys(side[0] for side in sides if side)
        return [self._order[i].at + shift for shift in shifts if self._is_at(i, shift)]

    def _between(self, i: int, before: Side, after: Side) -> list[int]:
        """Where the words stand between two neighbours, and between two of one shift nowhere.

        With one neighbour, on its own side of it; there, and where two have changed sides,
        wherever another passage stands in step.
        """
        passage = self._order[i]
        if before is None or after is None or before[1] > after[1]:
            places, one = self._occurrences(i), before is None or after is None
            if len(places) > MOST_PLACES:
                return places
            return [
                at
                for at in places
                if (one and self._is_beside(i, at, before, after)) or self._is_in_step(i, at)
            ]
        if before[0] == after[0]:
            return []
        found = self._windows.scan(passage.words, [passage.digest], before[1], after[1])
        low, high = sorted((before[0], after[0]))
        return [
            at
            for at in found[passage.digest]
            if low <= at - passage.at <= high or self._is_in_step(i, at)
        ]

    def _is_beside(self, i: int, at: int, before: Side, after: Side) -> bool:
        """Whether a place lies on the side of its neighbour where the passage is to be.

        Of a few words only if something was put between, for such stand in many a place.
        """
        shift, enough = at - self._order[i].at, self._order[i].words >= TELLING
        if before:
            return at > before[1] if enough else shift > before[0]
        return after is not None and (at < after[1] if enough else shift < after[0])

    def _is_in_step(self, i: int, at: int) -> bool:
        """Whether another passage, of other words, stands at the same shift."""
        mine, shift = self._order[i], at - self._order[i].at
        return any(
            self._is_at(k, shift)
            for k, each in enumerate(self._order)
            if each.at >= mine.at + mine.words or each.at + each.words <= mine.at
        )

    def _in_step(self) -> list[list[int]]:
        """Where nothing occurs once: the places of the shift at which all stand together.

        One passage alone proves nothing. Where many stand so at several shifts, the text has the
        document twice, and the first of them will do; few may be a sentence that stories share.
        """
        places = [self._occurrences(i) for i in range(len(self._order))]
        occurring = [i for i, at in enumerate(places) if at]
        if not occurring:
            return places
        shifts = set.intersection(*(set(self._shifts(i)) for i in occurring))
        enough = WITNESSES if len(shifts) == 1 else MANY
        if not shifts or self._apart(occurring) < enough:
            return places
        return [[self._order[i].at + min(shifts)] if at else [] for i, at in enumerate(places)]

    def _apart(self, those: Iterable[int]) -> int:
        """How many of these passages follow one another without sharing a word."""
        number = end = 0
        for passage in (self._order[i] for i in those):
            if passage.at >= end:
                number, end = number + 1, passage.at + passage.words
        return number

    def _stand(self, i: int, places: Sequence[int], found: dict[int, int]) -> Stand:
        words = self._order[i].words
        if i in found:
            return Status.FOUND, found[i], words
        return (Status.AMBIGUOUS, None, words) if places else self._lost(i, found)

    def _lost(self, i: int, found: dict[int, int]) -> Stand:
        """Edited where the neighbours show which words stand in its place, else missing."""
        hint, words = self._order[i].at, self._order[i].words
        sides = self._sides(i, found)
        if sides:
            start, count = hint + sides[0], words + sides[1] - sides[0]
            alike = words <= MOST_CHANGE * count and count <= MOST_CHANGE * words
            if alike and start >= 0 and start + count <= len(self._windows):
                return Status.EDITED, start, count
        return Status.MISSING, None, words

    def _sides(self, i: int, found: dict[int, int]) -> tuple[int, int] | None:
        """The shifts before and after passage *i*; at an edge, that of two agreeing neighbours."""
        indexes = list(found)
        cut = bisect_left(indexes, i)
        shifts = [found[near] - self._order[near].at for near in indexes]
        before, after = shifts[max(cut - WITNESSES, 0) : cut], shifts[cut : cut + WITNESSES]
        if before and after:
            return before[-1], after[0]
        match before or after:
            case [one, other] if one == other:
                return one, other
        return None
