"""What becomes of passages in altered copies: a corpus of them, made of made-up texts.

    python scripts/altered_copies.py [--stories 60] [--seed 0]

Each story is altered in each of the ways in which copies differ from what was read, and all of its
passages are looked for. Since the script knows where each word of a copy comes from, it knows
what is true. Prints a table, which stands in `docs/explanation/hardness.md`:

- *wrong* is a passage that is found, or interrupted, where other words than its own stand;
- *altered, found* is one of which a word or a number was altered, and that is found all the same.

Ends with status 1 if there is any of the one, or any of the other among changed numbers.
Then, of stories of which one to three passages are looked for, the kinds in which there was any:
what stands beside a passage vouches for it, and here is less of it.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from kpbargaining.documents.markup import read_through
from kpbargaining.documents.passages import Status, fingerprint, locate
from kpbargaining.documents.words import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpbargaining.documents.passages import Found
    from kpbargaining.values.passages import Passage

    Chance = random.Random
    Copy = list["Piece"]


SELDOM, SOMETIMES, HALF = 0.1, 0.3, 0.5
"""How often something is altered."""

FEW, MORE = 3, 20
"""How many passages a story has at most that is cited seldom, and how many more such stories."""

SHORT, LONG = 5, 8
"""How many letters a word has that is not replaced, and one that is parted."""


class Piece(NamedTuple):
    """A piece of a copy: its text, and which piece of the story it is, if it is one."""

    text: str
    origin: int | None = None
    altered: bool = False
    """Whether it says something else than in the story."""


SENTENCES = (
    "On {month} {day}, {year}, {union} and {employer} met in {town} for the {ordinal} session.",
    "They reached {count} tentative agreements, {few} of them on {topic}.",
    "The union wants raises of {percent} percent over {few} years, and {dollars} dollars at once.",
    "{employer} offered {percent} percent, which {name} of {union} called far too little.",
    "About {thousands} members voted, and {share} percent of them said yes.",
    "The strike began on {month} {day} at {few} hospitals in {town} and lasted {few} days.",
    "{name}, who leads the talks for {employer}, said that {topic} comes first.",
    "Since {year} the partnership has trained {thousands} people in {topic}.",
    "A notice of {few} days was given on {month} {day}, so that patients could be moved.",
    "The agreement runs from {month} {day}, {year}, to {month} {day}, {year}.",
    "Staffing, {topic} and pensions are still open, and the next session is on {month} {day}.",
    "For the {ordinal} time {union} asked for {dollars} dollars an hour as the least.",
)
HEADS = ("BARGAINING NEWS", "Talks in brief", "What was reached", "From the table")
FILL: dict[str, tuple[str, ...]] = {
    "month": ("January", "March", "April", "May", "June", "August", "September", "October"),
    "union": ("Nurses United", "the Carers' Alliance", "Local 77", "Laboratory Workers' Union"),
    "employer": ("Acme Hospitals", "the Acme Medical Group", "Acme North", "St. Elsewhere"),
    "town": ("Springfield", "San Aurelio", "Port Weller", "Güntersberg", "Oak Valley"),
    "ordinal": ("first", "second", "third", "fourth", "fifth", "sixth"),
    "topic": ("staffing", "safety at work", "training", "travel between clinics", "patient lifts"),
    "name": ("José Núñez", "Ann O'Neill", "R. Fitzgerald", "Dr. Mary Ng", "Zoë van den Berg"),
    "few": ("two", "3", "four", "5", "seven", "12"),
}


def number(kind: str, chance: Chance) -> str:
    """Make up a number."""
    return {
        "day": lambda: str(chance.randint(1, 28)),
        "year": lambda: str(chance.randint(2027, 2036)),
        "count": lambda: str(chance.randint(2, 60)),
        "percent": lambda: chance.choice(["3", "3.5", "4", "21", "24.5"]),
        "dollars": lambda: f"{chance.randint(1, 9)},{chance.randint(0, 9)}00",
        "thousands": lambda: f"{chance.randint(2, 90)},{chance.randint(100, 999)}",
        "share": lambda: str(chance.randint(51, 99)),
    }[kind]()


def story(chance: Chance, size: int = 30) -> Copy:
    """Make up a story, in pieces between blanks; each line of it ends a paragraph."""
    lines = [chance.choice(HEADS)]
    for _ in range(size):
        form = chance.choice(SENTENCES)
        lines.append(
            re.sub(
                r"\{(\w+)\}",
                lambda found: (
                    chance.choice(FILL[found[1]]) if found[1] in FILL else number(found[1], chance)
                ),
                form,
            )
        )
    texts = [f"{each} " for line in lines for each in (*line.split()[:-1], f"{line.split()[-1]}\n")]
    return [Piece(text.replace("\n ", "\n"), place) for place, text in enumerate(texts)]


def passages_of(copy: Copy, chance: Chance) -> list[tuple[Passage, range]]:
    """Stamp some pieces of a story, as a curator would: a few words of most sentences."""
    counts = [len(words(piece.text)) for piece in copy]
    firsts = [sum(counts[:place]) for place in range(len(copy) + 1)]
    text = words("".join(piece.text for piece in copy))
    stamped: list[tuple[Passage, range]] = []
    place = 0
    while place < len(copy) - 24:
        place += chance.randint(0, 9)
        inside = range(place, place + chance.randint(3, 12))
        at, count = firsts[inside.start], firsts[inside.stop] - firsts[inside.start]
        if count and " ".join(text).count(" ".join(text[at : at + count])) == 1:
            stamped.append((fingerprint(text, at, count), inside))
        place = inside.stop
    return stamped


def each(change: Callable[[str, Chance], str], share: float = 1.0) -> Callable[..., Copy]:
    """Alter the text of some pieces, without another meaning."""

    def alter(copy: Copy, chance: Chance, _: list[range]) -> Copy:
        return [
            p._replace(text=change(p.text, chance)) if chance.random() < share else p for p in copy
        ]

    return alter


def parted(hyphen: str) -> Callable[[str, Chance], str]:
    """Part a long word at the end of a line."""

    def part(text: str, chance: Chance) -> str:
        if not text.strip().isalpha() or len(text) < LONG:
            return text
        cut = chance.randint(3, len(text.strip()) - 3)
        return f"{text[:cut]}{hyphen}\n{text[cut:]}"

    return part


def between(make: Callable[[Chance, int], str], every: int) -> Callable[..., Copy]:
    """Put something between pieces, again and again, wherever a page may end."""

    def alter(copy: Copy, chance: Chance, _: list[range]) -> Copy:
        made: Copy = []
        page, left = 1, chance.randint(every // 2, every)
        for piece in copy:
            made.append(piece)
            left -= 1
            if left == 0:
                made.append(Piece(make(chance, page)))
                page, left = page + 1, chance.randint(every // 2, every)
        return made

    return alter


def set_off(text: str) -> str:
    """Give a text lines of its own."""
    return f"\n\n{text}\n\n"


def misread(rate: float) -> Callable[..., Copy]:
    """Read some characters as others, as machines do."""
    alike = {"l": "1", "1": "l", "O": "0", "0": "O", "e": "c", "m": "rn", "5": "S", "6": "b"}
    alike |= {"i": "í", "t": "f", "n": "u", "h": "b", "8": "B", "a": "o", "r": "", "4": "A"}

    def alter(copy: Copy, chance: Chance, _: list[range]) -> Copy:
        made: Copy = []
        for piece in copy:
            text = "".join(alike.get(c, c) if chance.random() < rate else c for c in piece.text)
            made.append(Piece(text, piece.origin, altered=words(text) != words(piece.text)))
        return made

    return alter


def inside_passages(
    change: Callable[[str, Chance], str | None], share: float = SOMETIMES
) -> Callable[..., Copy]:
    """Alter one piece in some of the passages, if there is one that can be."""

    def alter(copy: Copy, chance: Chance, ranges: list[range]) -> Copy:
        made = list(copy)
        for inside in ranges:
            texts = {place: change(made[place].text, chance) for place in inside}
            known = [place for place, text in texts.items() if text not in (None, made[place].text)]
            if known and chance.random() < share:
                place = chance.choice(known)
                made[place] = Piece(texts[place] or "", place, altered=True)
        return made

    return alter


def on_number(change: Callable[[int, Chance], str]) -> Callable[[str, Chance], str | None]:
    """Alter the first number of a piece."""

    def alter(text: str, chance: Chance) -> str | None:
        found = re.search(r"\d+", text)
        return found and text[: found.start()] + change(int(found[0]), chance) + text[found.end() :]

    return alter


def with_words(copy: Copy, chance: Chance, ranges: list[range]) -> Copy:
    """Put words into sentences, some of them at the end of a line."""
    places = {chance.choice(inside) for inside in ranges if chance.random() < SOMETIMES}
    made: Copy = []
    for place, piece in enumerate(copy):
        if place in places:
            word = chance.choice(["not", "almost", "never", "88", "or 99"])
            starts = not made or made[-1].text.endswith("\n")  # a line of its own is set off
            made.append(Piece(word + (" " if starts else chance.choice(" \n")), altered=True))
        made.append(piece)
    return made


def other_word(text: str, chance: Chance) -> str | None:
    """Put another word in the place of one."""
    return None if len(text) < SHORT else f"{chance.choice(['other', 'fewer', 'former'])}{text[-1]}"


def doubled(copy: Copy, chance: Chance, _: list[range]) -> Copy:
    """The whole story twice, as for print."""
    return [*copy, Piece(set_off(chance.choice(HEADS))), *copy]


def shortened(copy: Copy, chance: Chance, _: list[range]) -> Copy:
    """Only the beginning, and words that lead on."""
    return [*copy[: chance.randint(len(copy) // 4, len(copy) // 2)], Piece("... Read more\n")]


def surrounded(copy: Copy, chance: Chance, _: list[range]) -> Copy:
    """Menus and other stories around it."""
    menu = Piece("Home About News Contact\nSearch\n")
    return [menu, *others(story(chance, 8)), *copy, *others(story(chance, 8)), menu]


def others(copy: Copy) -> Copy:
    """The pieces of another story."""
    return [piece._replace(origin=None) for piece in copy]


def alike(copy: Copy, chance: Chance, _: list[range]) -> Copy:
    """Beside it the story of another year: the same sentences, with other numbers."""
    shift = on_number(lambda found, chance: str(found + chance.randint(1, 9)))
    other = [Piece(shift(piece.text, chance) or piece.text) for piece in copy]
    return [*other, *copy] if chance.random() < HALF else [*copy, *other]


def alike_alone(copy: Copy, chance: Chance, _: list[range]) -> Copy:
    """Instead of it the story of another year."""
    shift = on_number(lambda found, chance: str(found + chance.randint(1, 9)))
    texts = [shift(piece.text, chance) for piece in copy]
    return [
        Piece(t or p.text, p.origin, altered=t is not None)
        for t, p in zip(texts, copy, strict=True)
    ]


def moved(copy: Copy, chance: Chance, _: list[range]) -> Copy:
    """Its paragraphs in another order."""
    ends = [0, *(i + 1 for i, piece in enumerate(copy) if piece.text.endswith("\n"))]
    parts = [copy[a:b] for a, b in pairwise(ends)]
    cut = chance.randint(1, len(parts) - 1)
    return [piece for part in (*parts[cut:], *parts[:cut]) for piece in part]


def tagged(copy: Copy, chance: Chance, _: list[range]) -> Copy:
    """As the source of a page: paragraphs, bold letters, line breaks, a script."""
    made = [Piece("<html><head><title>News</title><script>var a = 1;</script></head><body><p>")]
    for piece in copy:
        text = piece.text
        if chance.random() < SELDOM and len(text) > SHORT:
            text = f"{text[:1]}<b>{text[1:3]}</b>{text[3:]}"
        if chance.random() < SELDOM:
            text = f'<a href="/{chance.randint(1, 99)}">{text.strip()}</a> '
        made.append(piece._replace(text=text.replace("\n", "</p>\n<p>")))
    return [*made, Piece("</p></body></html>")]


def pages_of_html(copy: Copy, chance: Chance, _: list[range]) -> Copy:
    """As the source of a page in one line, with numbers of pages in elements of their own."""
    numbers = between(lambda _, page: f"<div>{page}</div>", 60)
    flat = [piece._replace(text=piece.text.replace("\n", " ")) for piece in copy]
    return [Piece("<p>"), *numbers(flat, chance, []), Piece("</p>")]


def entities(text: str, chance: Chance) -> str:
    """Spell some characters as entities."""
    named = {"'": "&rsquo;", "\N{LATIN SMALL LETTER E WITH ACUTE}": "&eacute;", " ": "&nbsp;"}
    told = (named.get(c, f"&#{ord(c)};") if c in named or c.isalpha() else c for c in text)
    return "".join(
        new if chance.random() < SELDOM else c for new, c in zip(told, text, strict=True)
    )


def typography(text: str, chance: Chance) -> str:
    """Other quotes, ligatures, capitals, blanks, bullets."""
    text = text.replace("fi", "\N{LATIN SMALL LIGATURE FI}").replace("'", "\u2019")
    text = text.upper() if chance.random() < SELDOM else text
    more = chance.choice(["", "", "", "\u00a0", "\n", " \u2013 ", "\u25aa\ufe0f ", "\u200b"])
    return text + more if text[-1] in " \n" else text


def signs(text: str, _: Chance) -> str | None:
    """Put another sign to a number, which is no word."""
    return f"-{text}" if text[0].isdigit() else None


def swapped(copy: Copy, chance: Chance, _: list[range]) -> Copy:
    """Exchange the numbers of pieces, two at a time; what stands behind each stays there."""
    made = list(copy)
    places = [place for place, piece in enumerate(copy) if piece.text.strip(" ,.\n").isdigit()]
    chance.shuffle(places)
    for one, other in zip(places[::2], places[1::2], strict=False):
        here, there = (copy[place].text.strip(" ,.\n") for place in (one, other))
        if chance.random() < SOMETIMES and here != there:
            for place, old, new in ((one, here, there), (other, there, here)):
                made[place] = Piece(copy[place].text.replace(old, new), place, altered=True)
    return made


def other_mark(text: str, chance: Chance) -> str | None:
    """Put another mark in the place of one between two figures: `3-5` for `3.5`."""
    found = re.search(r"(?<=\d)[.,](?=\d)", text)
    return found and text[: found.start()] + chance.choice("-/:") + text[found.end() :]


KINDS: dict[str, Callable[..., Copy]] = {
    "nothing altered": each(lambda text, _: text),
    "quotes, ligatures, capitals, blanks, bullets": each(typography, 0.3),
    "hyphens at line ends (-)": each(parted("-"), 0.15),
    "hyphens at line ends (U+2010)": each(parted("\u2010"), 0.15),
    "hyphens at line ends (U+00AD)": each(parted("\u00ad"), 0.15),
    "page numbers": between(lambda _, page: set_off(str(page)), 60),
    "running heads": between(lambda _, page: set_off(f"Acme News, May 2030 {page}"), 60),
    "footnotes": between(lambda chance, page: set_off(f"{page} {note(chance)}"), 60),
    "marks of notes ([3])": between(lambda _, page: f"[{page}] ", 40),
    "lines broken anew": each(lambda text, _: text.replace(" ", "\n"), 0.12),
    "misread, 1 % of characters": misread(0.01),
    "misread, 4 % of characters": misread(0.04),
    "misread, 12 % of characters": misread(0.12),
    "entities": each(entities),
    "tags": tagged,
    "tags on one line, with page numbers": pages_of_html,
    "menus and stories around": surrounded,
    "the story twice": doubled,
    "the story shortened": shortened,
    "paragraphs moved": moved,
    "a story like it beside": alike,
    "a story like it instead": alike_alone,
    "words put in": with_words,
    "words replaced": inside_passages(other_word),
    "numbers: another": inside_passages(on_number(lambda n, chance: str(n + chance.randint(1, 9)))),
    "numbers: exchanged": swapped,
    "numbers: a group more": inside_passages(on_number(lambda n, _: f"{n},{n % 900 + 100}")),
    "numbers: a decimal more": inside_passages(on_number(lambda n, _: f"{n}.5")),
    "numbers: a range": inside_passages(on_number(lambda n, _: f"{n}-{n + 2}")),
    "numbers: a range, at a line end": inside_passages(on_number(lambda n, _: f"{n}-\n{n + 2}")),
    "numbers: a digit more in front": inside_passages(on_number(lambda n, _: f"1{n}")),
    "numbers: a note's mark behind": inside_passages(on_number(lambda n, _: f"{n}\u00b2")),
    "numbers: a range, with blanks": inside_passages(on_number(lambda n, _: f"{n} \u2013 {n + 2}")),
    "numbers: a group more, after a narrow blank": inside_passages(
        on_number(lambda n, _: f"{n % 900}\u202f{n % 900 + 100}")
    ),
    "numbers: a group more, after a blank": inside_passages(
        on_number(lambda n, _: f"{n % 900} {n % 900 + 100}")
    ),
    "numbers: a half more": inside_passages(on_number(lambda n, _: f"{n} 1/2")),
    "numbers: over another": inside_passages(on_number(lambda n, _: f"{n}\u2044{n + 2}")),
    "numbers: or another, in words": inside_passages(on_number(lambda n, _: f"{n} or {n + 2}")),
    "numbers: the sign": inside_passages(signs),
    "numbers: a point in front": inside_passages(on_number(lambda n, _: f".{n}")),
    "numbers: another mark between figures": inside_passages(other_mark),
}
"""Every way in which copies are altered."""

UNSEEN = {
    "numbers: or another, in words",
    "numbers: the sign",
    "numbers: a point in front",
    "numbers: another mark between figures",
}
"""What no passage can show: signs and points are no words, and words behind it are not its own."""


def note(chance: Chance) -> str:
    """Make up a note."""
    return f"See the report of {number('year', chance)}, page {number('day', chance)}."


class Tally(NamedTuple):
    """What became of the passages in copies of one kind."""

    statuses: Counter[Status]
    wrong: int
    altered: int


def tally(kind: str, stories: int, seed: int, few: int = 0) -> Tally:
    """Alter stories in one way, and look for their passages, or for at most a *few* of each."""
    chance = random.Random(f"{seed} {kind}")  # noqa: S311 (a seed, so the same each time)
    statuses: Counter[Status] = Counter()
    wrong = altered = 0
    for _ in range(stories):
        whole = story(chance)
        stamped = passages_of(whole, chance)
        if few:
            stamped = chance.sample(stamped, min(len(stamped), chance.randint(1, few)))
        copy = KINDS[kind](whole, chance, [inside for _, inside in stamped])
        clean, _marks = read_through("".join(piece.text for piece in copy))
        for (_, inside), found in zip(stamped, locate([p for p, _ in stamped], clean), strict=True):
            statuses[found.status] += 1
            if found.status in (Status.FOUND, Status.INTERRUPTED):
                pieces = pieces_in(copy, clean, found)
                wrong += not is_right(pieces, [whole[place] for place in inside], found.status)
                altered += any(piece.altered for piece in pieces)
    return Tally(statuses, wrong, altered)


def is_right(pieces: Copy, own: Copy, status: Status) -> bool:
    """Whether these are the pieces of a passage, in their order; all but what is put between.

    What was put in can happen to be a word of the passage, beside the word itself: `12 [12]`.
    """
    if status is Status.INTERRUPTED:
        return [p.origin for p in pieces if p.origin is not None] == [p.origin for p in own]
    same = sum(one.origin == other.origin for one, other in zip(pieces, own, strict=False))
    return len(pieces) == len(own) and 2 * same >= len(own)


def pieces_in(copy: Copy, clean: str, found: Found) -> list[Piece]:
    """Give the pieces of a copy that have words where a passage stands."""
    start, inside = 0, list[Piece]()
    for piece in copy:
        stop = start + len(piece.text)
        first, last = max(start, found.start or 0), min(stop, found.end or 0)
        if first < last and words(clean[first:last]):
            inside.append(piece)
        start = stop
    return inside


def main() -> int:
    """Print what came of each kind of copy; give 1 where something was wrong."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--stories", type=int, default=60)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    print("| copies | passages |", " | ".join(Status), "| wrong | altered, found |")
    print("| --- " + "| --: " * (len(Status) + 3) + "|")
    failed = False
    for kind in KINDS:
        found = tally(kind, options.stories, options.seed)
        counts = [found.statuses[status] for status in Status]
        print(
            "|", " | ".join(map(str, [kind, sum(counts), *counts, found.wrong, found.altered])), "|"
        )
        failed |= bool(found.wrong or (found.altered and kind not in UNSEEN))
    print("\n| at most three of a story | passages | wrong | altered, found |")
    print("| --- | --: | --: | --: |")
    for kind in KINDS:
        found = tally(kind, options.stories * MORE, options.seed, FEW)
        if found.wrong or found.altered:
            print(f"| {kind} | {found.statuses.total()} | {found.wrong} | {found.altered} |")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
