"""Passages, held to the words that they are of."""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256
from itertools import combinations
from typing import TYPE_CHECKING

from files import SAMPLES
from holding import kp, same, text_of

from kpbargaining.documents.markup import read_through
from kpbargaining.documents.passages import Status, find_extent, fingerprint, locate, uncovered
from kpbargaining.documents.texts import HeldText
from kpbargaining.documents.words import Wording, words
from kpbargaining.values.passages import Passage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.documents.passages import Found

COPY = SAMPLES / "copies" / "acme-page.txt"
LINE_END = re.compile("[\n\r\f\v\x85\u2028\u2029]")
MARK = "(?:[.,:/'\u2019\u2044\uff0e]| ?[-\u2013\u2014]{1,3} ?)"
ENDS_OPEN, GOES_ON = re.compile(rf"[0-9]{MARK}\Z"), re.compile(rf"{MARK}[0-9]")
PASSAGE = re.compile(r"(0|[1-9][0-9]{0,6})\+[1-9][0-9]{0,6}:[0-9a-f]{16}")


@cache
def stamped() -> tuple[Passage, ...]:
    """Give passages of one to eight words of the copy."""
    text = words(COPY.read_text("utf-8"))
    return tuple(
        fingerprint(text, at, count)
        for count in (1, 3, 8)
        for at in range(0, len(text) - count + 1, 6)
    )


def passages(content: bytes) -> None:
    """Read a passage on the first line, and look for it and others in a copy of the sample."""
    first, _, body = content.partition(b"\n")
    given = body.decode("utf-8", "replace")
    same((len(given), given.count("\n")), measure(read_through(given)[0]))
    text = HeldText(COPY.name, body).wording
    worded(text)
    own = read_passage(text_of(first), text)
    extent = own[0] if own else None
    found = locate((*own, *stamped()), text, extent)
    for each in found:
        judged(each, text, alone=extent is None or find_extent(text, extent) is None)
    covered(found, text)
    mine = tuple(fingerprint(text.words, at, 4) for at in range(0, len(text.words) - 4, 5))
    for each in locate(mine, text, same=True):
        same(True, each.status in (Status.FOUND, Status.AMBIGUOUS))  # noqa: FBT003
        if each.status is Status.FOUND:
            judged(each, text, alone=False)
    if not text.words:
        raise kp.InvalidValue("words", given)
    number = min(6, len(text.words))
    for at in (0, len(text.words) // 2, len(text.words) - number):
        if at + number <= len(text.words):
            (alone,) = locate([fingerprint(text.words, at, number)], text, same=True)
            same(True, alone.status in (Status.FOUND, Status.AMBIGUOUS))  # noqa: FBT003


def measure(text: str) -> tuple[int, int]:
    """Give how long a text is, and how many lines it has."""
    return len(text), text.count("\n")


def worded(text: Wording) -> None:
    """Hold words and their places to the text that they are of."""
    same(list(text.words), words(text.text))
    same(list(text.words), words(" ".join(text.words)))
    ends = [0, *text.ends]
    for at, (start, end) in enumerate(zip(text.starts, text.ends, strict=True)):
        same(True, 0 <= start < end <= len(text.text))  # noqa: FBT003
        same(True, text.words[at] in words(text.text[start:end]))  # noqa: FBT003
        same(True, end >= ends[at] and start >= (text.starts[at - 1] if at else 0))  # noqa: FBT003


def read_passage(line: str, text: Wording) -> tuple[Passage, ...]:
    """Give the passage of a line, if it is one."""
    try:
        own = Passage(line)
    except kp.InvalidValue:
        same(None, PASSAGE.fullmatch(line))
        return ()
    same(True, PASSAGE.fullmatch(line) is not None)  # noqa: FBT003
    same(own, Passage.of(own.at, own.words, own.digest))
    place = find_extent(text, own)
    if place is not None:
        same(own.digest, digest(text.words[place[0] : place[0] + place[1]]))
    return (own,)


def digest(those: tuple[str, ...] | list[str]) -> str:
    """Give the fingerprint of some words."""
    return sha256(" ".join(those).encode()).hexdigest()[:16]


def judged(each: Found, text: Wording, *, alone: bool) -> None:
    """Hold what became of a passage to the words that stand there; *alone*: of the whole text."""
    if each.at is None or each.words is None:
        same(True, each.status in (Status.MISSING, Status.AMBIGUOUS))  # noqa: FBT003
        return
    there = list(text.words[each.at : each.at + each.words])
    same((text.starts[each.at], text.ends[each.at + each.words - 1]), (each.start, each.end))
    same(there, words(text.original(each.at, each.words)) if cut_clean(each, text) else there)
    if each.status is Status.FOUND:
        same(each.passage.digest, digest(there))
    elif each.status is Status.INTERRUPTED:
        same(True, set_off(each, text, there))  # noqa: FBT003
    if alone and each.status in (Status.FOUND, Status.INTERRUPTED):
        before, after = text.text[: each.start][-9:], text.text[each.end :][:9]
        inside = ENDS_OPEN.search(before) and there[0][0].isdigit()
        beyond = GOES_ON.match(after) and there[-1][-1].isdigit()
        same(False, bool(inside or beyond))  # noqa: FBT003


def cut_clean(each: Found, text: Wording) -> bool:
    """Whether no character of the first and last word is part of words beside it."""
    first, last = each.at or 0, (each.at or 0) + (each.words or 0) - 1
    before = first == 0 or text.ends[first - 1] <= text.starts[first]
    return before and (last + 1 == len(text.words) or text.ends[last] <= text.starts[last + 1])


def set_off(each: Found, text: Wording, there: list[str]) -> bool:
    """Whether the words are the passage's but for a run set off, or hyphens at line ends."""
    number, base = each.passage.words, each.at or 0
    more = len(there) - number
    for cut in range(1, number):
        if digest(there[:cut] + there[cut + more :]) == each.passage.digest:
            before, after = text.between(base + cut), text.between(base + cut + more)
            if LINE_END.search(before) and LINE_END.search(after):
                return True
            if "[" in before and "]" in after:
                return True
    parted = [at for at in range(1, len(there)) if LINE_END.search(text.between(base + at))]
    ways = combinations(parted[:16], more)
    return any(digest(joined(there, chosen)) == each.passage.digest for chosen in ways)


def joined(there: list[str], chosen: tuple[int, ...]) -> list[str]:
    """Give words of which some are joined with the one before."""
    blanks = ("" if at in chosen else " " for at in range(len(there)))
    return "".join(blank + word for blank, word in zip(blanks, there, strict=True)).split()


def covered(found: tuple[Found, ...], text: Wording) -> None:
    """Hold what is covered to the words counted one by one."""
    told = uncovered(found, text)
    standing = [each for each in found if each.status in (Status.FOUND, Status.INTERRUPTED)]
    inside = {w for e in standing for w in range(e.at or 0, (e.at or 0) + (e.words or 0))}
    same((len(text.words), len(inside)), (told.total, told.covered))
    gaps = {word for gap in told.gaps for word in range(gap.at, gap.at + gap.words)}
    same(set(range(len(text.words))) - inside, gaps)


def fingerprinted() -> Iterator[bytes]:
    """Give a passage and the copy; then the copy as copies are, with what stands between."""
    for passage in stamped()[:3]:
        yield f"{passage}\n".encode() + COPY.read_bytes()
    text = COPY.read_text("utf-8")
    for made in (
        text.replace("agreements", "agree-\nments").replace(" on ", "\n12\non "),
        f"<html><p>{text.replace(chr(10) * 2, '</p><p>')}</p></html>".replace("é", "&eacute;"),
        text.replace("met May", "met [1] May").replace("10 tent", "1,010 tent") + text,
        text.replace("10 tent", "9-10 tent").replace("met May", "met 2/3 May"),
        text.upper().replace(" ", "\n") + " 1.4 \u00bd \ufb01n " + text[::-1],
    ):
        yield b"-\n" + made.encode()
