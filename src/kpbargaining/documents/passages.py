"""Passages: stamp the fingerprint of a quote, find it again in a reader's copy of the document.

A passage says where its words stood and carries a digest of them. The place is a hint only: a copy
may have other text around the document, words put in or taken out between passages, or edited
words inside one. So all passages of a source are located together, and `locate` says by which
rules. Typography never matters, as `kpbargaining.documents.words` describes.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from attrs import frozen

from kpbargaining.documents.interruptions import Lost, whole
from kpbargaining.documents.search import Search, Status
from kpbargaining.documents.windows import DIGITS, Windows
from kpbargaining.documents.words import Wording, words
from kpbargaining.errors import InvalidValue
from kpbargaining.values.passages import Passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kpbargaining.documents.search import Stand

__all__ = [
    "Coverage",
    "Found",
    "Gap",
    "QuoteNotFound",
    "QuoteNotUnique",
    "Status",
    "find_extent",
    "find_quote",
    "fingerprint",
    "locate",
    "uncovered",
]

LISTED = 8
"""The most places of a quote that a message lists."""


class QuoteNotFound(InvalidValue):
    """The words of a quote stand nowhere in its story one after the other."""


class QuoteNotUnique(InvalidValue):
    """The words of a quote stand several times in its story: *at* are the word indexes."""

    at: tuple[int, ...]
    args: tuple[Any, ...]

    def __init__(self, expected: str, found: object, at: tuple[int, ...]) -> None:
        super().__init__(expected, found)
        self.at = at


@frozen(slots=True)
class Found:
    """What became of one passage in a copy, and where.

    *at* and *words* are the index of the first word in the copy and how many words stand there;
    *start* and *end* are the offsets of these words in the copy, in characters. All of them are
    None where the passage is missing or ambiguous.
    """

    passage: Passage
    status: Status
    at: int | None = None
    words: int | None = None
    start: int | None = None
    end: int | None = None

    @property
    def shift(self) -> int | None:
        """How many words later (or, below 0, earlier) than its hint it stands in the copy."""
        return None if self.at is None else self.at - self.passage.at


@frozen(slots=True)
class Gap:
    """A longest run of words that no passage covers, as `Found` gives places."""

    at: int
    words: int
    start: int
    end: int


@frozen(slots=True)
class Coverage:
    """How much of a text the found passages cover, in words, and the gaps they leave."""

    gaps: tuple[Gap, ...]
    covered: int
    total: int

    @property
    def share(self) -> float:
        """The share of the words that is covered, 0 to 1; 1 where there are no words."""
        return self.covered / self.total if self.total else 1.0


def fingerprint(text_words: Sequence[str], at: int, count: int) -> Passage:
    """The passage of *count* words from word *at* on, of a story's normalised words.

    The digest is the first 16 hexadecimal digits of the SHA-256 of these words joined by single
    spaces, in UTF-8. Raises `InvalidValue` where the story has no such words.
    """
    if at < 0 or count < 1 or at + count > len(text_words):
        raise InvalidValue(f"words among the {len(text_words)} of the story", f"{at}+{count}")
    window = " ".join(text_words[at : at + count]).encode()
    return Passage.of(at, count, sha256(window).hexdigest()[:DIGITS])


def find_quote(text_words: Sequence[str], quote: str) -> Passage:
    """The passage of a *quote*, whose words stand exactly once in a story's normalised words.

    Raises `QuoteNotFound` (also for a quote without words) or `QuoteNotUnique`.
    """
    quoted = words(quote)
    if not quoted:
        raise QuoteNotFound("a quote with at least one word", quote)
    places = _places(" ".join(["", *text_words, ""]), " ".join(["", *quoted, ""]))
    if not places:
        raise QuoteNotFound("words that stand in the story one after the other", quote)
    if len(places) > 1:
        often = f"words that stand in the story once, not {len(places)} times"
        listed = ", ".join([*map(str, places[:LISTED]), *["..."][: max(0, len(places) - LISTED)]])
        raise QuoteNotUnique(f"{often} (at words {listed})", quote, tuple(places))
    return fingerprint(text_words, places[0], len(quoted))


def _places(text: str, quoted: str) -> list[int]:
    """The word indexes of *quoted* in *text*, both with one blank around each word."""
    places: list[int] = []
    words_before, here = 0, 0
    while (place := text.find(quoted, here)) >= 0:
        words_before += text.count(" ", here, place)
        places.append(words_before)
        words_before, here = words_before + 1, place + 1
    return places


def find_extent(text: str | Wording, extent: Passage) -> tuple[int, int] | None:
    """Where a story's extent stands word by word in a text: its first word and how many words.

    It is looked for at its hint, at the start of the text, then everywhere; of several places the
    first will do, as they hold the same words. None where it does not stand there.
    """
    windows = Windows(_wording(text).words)
    for hint in (extent.at, 0):
        if windows.digest(hint, extent.words) == extent.digest:
            return hint, extent.words
    places = windows.scan(extent.words, [extent.digest])[extent.digest]
    return (places[0], extent.words) if places else None


def locate(
    passages: Iterable[Passage],
    text: str | Wording,
    extent: Passage | None = None,
    *,
    same: bool = False,
) -> tuple[Found, ...]:
    """What became of all *passages* of one source in the *text* of a copy, in the order given.

    The copy may be the story alone or a page around it. Any text is fine; the answer about a
    passage depends on which passages are given, never on their order or repetition.

    How far the place of a passage lies from its hint is its *shift*. In order of their hints,

    1. of the passages of the commonest number of words, those whose words occur once in the text
       and at whose shift another passage stands are the *frame*. Where there are none, those of
       the next commonest number of words are looked at as well, and so on; where there are none
       at all, those that occur once are the frame;
    2. any other passage is found at the shift of its nearest neighbour in the frame before or
       after it, if it stands there; ambiguous if it stands so at the two shifts of both;
    3. what is not found so far has as neighbours the nearest passages found by 1 and 2. Between
       two of one shift it can stand nowhere. Between two of different shifts it is found where
       its words stand between them if they do so once, and ambiguous if they do so several times;
       at a shift between theirs, or at which another passage of other words stands. Before the
       first and after the last the same holds for the text on that side; if it has fewer than
       five words, only where it lies further off than its neighbour shows. There, and between two
       that have changed sides, it may stand all over the text where another stands in step;
    4. without any frame, the passages are found at the only shift at which all that occur stand
       together, if they are two or more; at the first of several such shifts, if they are three or
       more, for then the text has the document twice, as for print. Else those that occur are
       ambiguous, also one that stands at its hint: on a page of several stories, which share
       sentences, that proves nothing;
    5. what is not found is interrupted, if its words stand where its neighbours show its start,
       once a run of up to 40 words among them is left out that line ends or square brackets set
       off (a page number, a running head), or words are joined that a hyphen at a line end parts;
       of more than 200 words none is;
    6. edited, if the nearest found passages before and after it leave words in its place: with
       equal shifts as many words as it had; with different ones all from its start by the shift
       before to its end by the shift after, if these are at least half and at most double as
       many. Before the first and after the last found passage the nearest two must agree on the
       shift. The words in its place must lie within the text;
    7. missing otherwise.

    What would be found or interrupted so, but begins or ends inside a number of the copy, is
    edited: "raises of 3" does not stand in "raises of 3.5"; unless the text is the *same* that the
    passages were stamped from. All that is looked for everywhere in the text takes hashing;
    beyond 4 GiB of it, passages of further widths are not looked for.

    With the *extent* of the source in the page that carries it, and if the words of the extent
    stand unchanged in the text, all is looked for there only, and what stands at its hint is
    found, wherever else its words occur. An extent that doesn't stand there makes no difference.
    """
    wording = _wording(text)
    given = tuple(passages)
    windows = Windows(wording.words)
    search = Search(given, windows)
    base = None if extent is None else search.base(extent)
    inside = wording
    if extent is not None and base is not None:
        inside = wording.cut(base, extent.words)
        windows = Windows(inside.words)
        search = Search(given, windows, intact=True)
    lost = Lost(search.stands(), windows, inside)
    stands = [lost.again(each) for each in given]
    if base is None and not same:
        stands = [whole(stand, wording) for stand in stands]
    return tuple(
        _found(each, stand, base or 0, wording) for each, stand in zip(given, stands, strict=True)
    )


def _wording(text: str | Wording) -> Wording:
    return Wording.of(text) if isinstance(text, str) else text


def _found(passage: Passage, stand: Stand, base: int, wording: Wording) -> Found:
    status, at, count = stand
    if at is None:
        return Found(passage, status)
    gap = _gap(at + base, count, wording)
    return Found(passage, status, gap.at, gap.words, gap.start, gap.end)


def _gap(at: int, count: int, wording: Wording) -> Gap:
    return Gap(at, count, wording.starts[at], wording.ends[at + count - 1])


def uncovered(
    found: Iterable[Found], text: str | Wording, extent: Passage | None = None
) -> Coverage:
    """The words of a text, or of the extent in it, that no found passage covers.

    *found* is what `locate` gave for the same text; edited passages cover nothing. Raises
    `InvalidValue` for an *extent* that doesn't stand in the text.
    """
    wording = _wording(text)
    whole = (0, len(wording.words)) if extent is None else find_extent(wording, extent)
    if whole is None:
        raise InvalidValue("an extent that stands in the text", str(extent))
    gaps = list(_gaps(found, whole[0], sum(whole)))
    left = sum(count for _, count in gaps)
    return Coverage(tuple(_gap(*gap, wording) for gap in gaps), whole[1] - left, whole[1])


def _gaps(found: Iterable[Found], first: int, stop: int) -> Iterable[tuple[int, int]]:
    """The runs of words from *first* up to *stop* that nothing found covers."""
    standing = (Status.FOUND, Status.INTERRUPTED)
    places = ((each.at, each.words) for each in found if each.status in standing)
    spans = sorted((at, count) for at, count in places if at is not None and count is not None)
    for at, count in [*spans, (stop, 0)]:
        if min(at, stop) > first:
            yield first, min(at, stop) - first
        first = max(first, at + count)
