"""The words of a text, normalised so that typography does not matter, and where each one stands.

**The normalisation is a published promise**, since every fingerprint of a passage rests on it:

1. drop what is invisible: Unicode category Cf (soft hyphens, zero-width and direction marks, byte
   order marks), the combining grapheme joiner U+034F, and the variation selectors U+180B to
   U+180D, U+180F, U+FE00 to U+FE0F, U+E0100 to U+E01EF;
2. apply NFKC, then full case folding, then NFKC again;
3. a word is a letter or digit (Unicode categories L* and N*: Nd, Nl and No) together with the
   letters, digits and marks (M*) that follow it without a break. Everything else separates words
   and is dropped, also a mark that follows no letter or digit.

So line breaks, kinds of blanks, quotes, dashes, bullets and capitals make no difference; a hyphen
or an apostrophe separates words (`Ann's` is `ann`, `s`); accents and digits count. Characters that
a version of Unicode does not know yet separate words there.
"""

from __future__ import annotations

import re
import unicodedata
from operator import add
from typing import TYPE_CHECKING

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Part = tuple[list[str], list[int], list[int]]
    """Some words, their starts and their ends."""

__all__ = ["Wording", "words"]

BLANKS = r" \t\n\r\f\v"
"""Blanks before which any text can be cut in two: none joins with what stands before it."""

SELECTORS = re.compile("[\u034f\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""What is invisible though its category says mark, as after a bullet."""

INLINE = " \u00a0\u2007\u2009\u202f"
"""Blanks within a line: one may part the thousands of a number."""

LONGEST_FRACTION = 8
"""How many characters of a text are looked at for a fraction."""

SIGNS = r"\-+~<>#$\u00a3\u00a5\u20ac\u2212\u2248"
OPENERS = r"\s(\[\u201c\"'"
"""What stands before a number, as part of it or not."""

_leading = re.compile(rf"(?<![^{OPENERS}])[{SIGNS}]+$").search
_point = re.compile(rf"(?<![^{OPENERS}{SIGNS}])[.,\u066b\uff0e]\Z").search
_in_number = re.compile(
    r"|[.,:/\\'`~\u00b7\u2018-\u201a\u2032\u066b\u066c\u2044\u2215\u2219\u2236\u223c\u22c5\u301c]"
    r"|[ \t]*[-\u2010-\u2015\u2212]+\s*"
).fullmatch
"""What stands, folded, between two figures of one number; nothing does within `\u00bd`."""

_fraction = re.compile(r"[0-9]+[/\u2044\u2215][0-9]").match
_hundreds = re.compile(r"\d{1,3}").fullmatch
_thousand = re.compile(r"\d{3}(?!\d)").match
_trailing = re.compile(r"[%\u2030+]*").match
_ascii_words = re.compile(r"[a-z0-9]+")


def _is_hidden(char: str) -> bool:
    return unicodedata.category(char) == "Cf" or SELECTORS.match(char) is not None


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "M"


def _compose(text: str) -> str:
    """Step 2 of the normalisation. Underscores become blanks: to `re` they are letters."""
    composed = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return composed.replace("_", " ")


def _fold(text: str) -> str:
    """Steps 1 and 2 of the normalisation."""
    hidden = [ord(char) for char in set(text) if _is_hidden(char)]
    return _compose(text.translate(dict.fromkeys(hidden)) if hidden else text)


def _runs(folded: str) -> re.Pattern[str]:
    """Step 3, for this folded text: `re` has no class for marks, so they are named one by one."""
    if folded.isascii():
        return _ascii_words
    marks = "".join(sorted(filter(_is_mark, set(folded))))
    return re.compile(rf"\w[\w{marks}]*")


def words(text: str) -> list[str]:
    """The normalised words of *text*, in order, as the module describes them.

    Any text is fine, also none at all. `words(" ".join(words(text)))` gives the same words.
    """
    folded = text.lower() if text.isascii() else _fold(text)
    return _runs(folded).findall(folded)


@frozen
class Wording:
    """A text with its normalised words and where each stands in it.

    Word `i` was read from `text[starts[i]:ends[i]]`, offsets counted in characters. Words that
    one character gives rise to (`\u00bd` is `1`, `2`) share its place.
    """

    text: str = field(repr=False)
    words: tuple[str, ...]
    starts: tuple[int, ...] = field(repr=False)
    ends: tuple[int, ...] = field(repr=False)

    @classmethod
    def of(cls, text: str) -> Wording:
        """The wording of any text; its words are those of the function `words`."""
        found: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for part in _parts(text):
            found += part[0]
            starts += part[1]
            ends += part[2]
        return cls(text, tuple(found), tuple(starts), tuple(ends))

    def cut(self, at: int, count: int) -> Wording:
        """The wording of *count* words from word *at* on, with their places in the same text."""
        inside = slice(at, at + count)
        return Wording(self.text, self.words[inside], self.starts[inside], self.ends[inside])

    def between(self, at: int) -> str:
        """What stands between word *at* and the one before it."""
        return self.text[self.ends[at - 1] : self.starts[at]]

    def parts_number(self, at: int) -> bool:
        """Whether word *at* and the one before it are of one number: `6,000`, `3 - 4`, `3 1/2`."""
        if not 0 < at < len(self.words):
            return False
        one, other, gap = self.words[at - 1], self.words[at], self.between(at)
        if not (one[-1].isdigit() and other[0].isdigit()):
            return False
        start = self.starts[at]
        grouped = gap in INLINE and _hundreds(one) and _thousand(other)
        halved = gap.isspace() and _fraction(_fold(self.text[start : start + LONGEST_FRACTION]))
        return bool(_in_number(_fold(gap)) or grouped or halved)

    def begins_in_number(self, at: int) -> bool:
        """Whether word *at* goes on with a number: of the word before, or of a point as in `.5`."""
        if self.parts_number(at):
            return True
        before = self.ends[at - 1] if at else 0
        return self.words[at][0].isdigit() and bool(_point(self.text, before, self.starts[at]))

    def original(self, at: int, count: int) -> str:
        """The original text of *count* words from word *at* on, cut to the words there are.

        With the signs of a number, which are no words themselves: `$6,000`, `-3`, `98%`.
        """
        inside = range(max(at, 0), min(at + count, len(self.words)))
        if not inside:
            return ""
        first, last = self.starts[inside[0]], self.ends[inside[-1]]
        before = self.ends[inside[0] - 1] if inside[0] else 0
        sign = _leading(self.text, before, first) if self.text[first].isdigit() else None
        tail = _trailing(self.text, last)
        return self.text[sign.start() if sign else first : tail.end() if tail else last]


def _parts(text: str) -> Iterator[Part]:
    """The words part by part: plain stretches at one go, rough pieces with care."""
    text = _without_odd_separators(text)
    cursor = 0
    for piece in _rough_pieces(text):
        yield _plain(text[cursor : piece.start()], cursor)
        yield _rough(piece.group(), piece.start())
        cursor = piece.end()
    yield _plain(text[cursor:], cursor)


def _without_odd_separators(text: str) -> str:
    """The text with blanks for what folds to several characters but to no word, as an ellipsis."""
    chars = () if text.isascii() else set(text)
    odd = [ord(char) for char in chars if len(folded := _fold(char)) > 1 and _separates(folded)]
    return text.translate(dict.fromkeys(odd, " ")) if odd else text


def _separates(folded: str) -> bool:
    return not any(char.isalnum() or _is_mark(char) for char in folded)


def _is_plain(char: str) -> bool:
    """Whether *char* folds to one character and never joins with one before it.

    What may join are marks, Hangul vowels and finals, and letters outside the first plane.
    """
    folded = _fold(char)
    joins = _is_mark(char) or len(folded) != 1 or _is_mark(folded) or "\u1100" <= folded <= "\u11ff"
    return not joins and char <= "\uffff"


def _rough_pieces(text: str) -> Iterable[re.Match[str]]:
    """The pieces between blanks in which a character is not plain."""
    rough = "" if text.isascii() else "".join(c for c in set(text) if not _is_plain(c))
    if not rough:
        return ()
    piece = rf"(?<![^{BLANKS}])[^{BLANKS}{rough}]*+[{rough}][^{BLANKS}]*+"
    return re.finditer(piece, text)


def _plain(text: str, offset: int) -> Part:
    """The words of a text that folds character by character."""
    folded = text.lower() if text.isascii() else _compose(text)
    runs = _runs(folded)
    found = runs.findall(folded)
    starts = [run.start() + offset for run in runs.finditer(folded)]
    return found, starts, list(map(add, starts, map(len, found)))


def _rough(text: str, offset: int) -> Part:
    """The words of a text whose characters join, vanish or become several."""
    folded = ""
    owners: list[tuple[int, int]] = []
    for start, end in _clusters(text):
        piece = _fold(text[start:end])
        folded += piece
        owners += [(offset + start, offset + end)] * len(piece)
    spans = [run.span() for run in _runs(folded).finditer(folded)]
    starts = [owners[start][0] for start, _ in spans]
    return (
        [folded[slice(*span)] for span in spans],
        starts,
        [owners[end - 1][1] for _, end in spans],
    )


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Where *text* can be cut so that its pieces fold as the whole does."""
    start = 0
    for here in range(1, len(text)):
        if not _joins(text, start, here):
            yield start, here
            start = here
    yield start, len(text)


def _joins(text: str, start: int, here: int) -> bool:
    """Whether the character at *here* joins with those from *start* on: invisible, mark or jamo."""
    char = text[here]
    if _is_hidden(char) or _is_mark(unicodedata.normalize("NFKD", char)[0]):
        return True
    return _fold(text[start : here + 1]) != _fold(text[start:here]) + _fold(char)
