"""Laws: what was stamped is found again, whatever happens around it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from kpbargaining.documents.passages import (
    Found,
    Status,
    find_quote,
    fingerprint,
    locate,
    uncovered,
)
from kpbargaining.documents.words import words
from kpbargaining.values.passages import Passage

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

FOUND, INTERRUPTED, EDITED, MISSING, AMBIGUOUS = Status
BETWEEN = ["\n", "\u00a0", " \u2013 ", "\u201d, \u201c", "\r\n\u25aa\ufe0f ", "\u2019", " \u2026 "]


@st.composite
def stories(draw: st.DrawFn, least: int = 2) -> list[list[str]]:
    """A story as a list of sentences of words; no word occurs twice in it."""
    sizes = draw(st.lists(st.integers(1, 7), min_size=least, max_size=9))
    names = iter(range(sum(sizes)))
    return [[f"w{next(names)}" for _ in range(size)] for size in sizes]


@st.composite
def repetitive(draw: st.DrawFn) -> tuple[list[Passage], list[str]]:
    """Passages stamped from a text of few different words, and some copy of it."""
    few = st.sampled_from("abcd" if draw(st.booleans()) else "ab")
    text = draw(st.lists(few, min_size=1, max_size=30))
    spans = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 5))
    cut = draw(st.lists(spans, max_size=8))
    passages = [fingerprint(text, at, min(count, len(text) - at)) for at, count in cut]
    third = len(text) // 3
    parts = [text[:third], text[third : 2 * third], text[2 * third :]]
    fillers = draw(st.lists(st.lists(few, max_size=4), min_size=4, max_size=4))
    copy = list(fillers[0])
    for part, filler in zip(parts, fillers[1:], strict=True):
        kept = draw(st.sampled_from([part, part, part, part[1:], [], [*part, *part]]))
        copy += [*kept, *filler]
    return passages, copy


def flat(story: list[list[str]]) -> list[str]:
    """The words of a story."""
    return [word for sentence in story for word in sentence]


def stamped(story: list[list[str]]) -> list[Passage]:
    """One passage for each sentence."""
    ends = [sum(map(len, story[: i + 1])) for i in range(len(story))]
    pairs = zip(story, ends, strict=True)
    return [fingerprint(flat(story), end - len(sentence), len(sentence)) for sentence, end in pairs]


def places(found: Sequence[Found]) -> list[tuple[Status, int | None]]:
    """What became of each passage, and where."""
    return [(each.status, each.at) for each in found]


def plainly(passages: list[Passage], copy: list[str]) -> dict[Passage, tuple[Status, int | None]]:
    """The first four rules of `locate` word for word: every occurrence of every passage first."""
    order = sorted(set(passages), key=lambda each: (each.at, each.words, each.digest))
    occur = [[at for at in range(len(copy)) if stands(each, copy, at)] for each in order]
    frame = frame_of(order, occur)
    meant = by_frame(order, occur, frame) if frame else step(order, occur)
    return {each: answer(at) for each, at in zip(order, meant, strict=True)}


def frame_of(order: list[Passage], occur: list[list[int]]) -> dict[int, int]:
    """The first rule: the shifts of those that occur once and are confirmed, width by width."""
    counts = Counter(each.words for each in order)
    known = {i: at[0] - order[i].at for i, at in enumerate(occur) if len(at) == 1}
    widths: set[int] = set()
    for width in sorted(counts, key=lambda width: (-counts[width], -width)):
        widths.add(width)
        frame = {
            i: shift
            for i, shift in known.items()
            if order[i].words in widths and confirmed(i, shift, order, occur)
        }
        if frame:
            return frame
    return known


def confirmed(i: int, shift: int, order: list[Passage], occur: list[list[int]]) -> bool:
    """Whether another passage stands at the same shift."""
    return any(k != i and order[k].at + shift in occur[k] for k in range(len(order)))


def by_frame(
    order: list[Passage], occur: list[list[int]], frame: dict[int, int]
) -> list[list[int]]:
    """The second and third rule: the places that may be meant of each passage."""
    meant = {i: [order[i].at + shift] for i, shift in frame.items()}
    for i in set(range(len(order))) - frame.keys():
        shifts = dict.fromkeys(frame[k] for k in around(i, list(frame)) if k is not None)
        at_shift = [order[i].at + shift for shift in shifts if order[i].at + shift in occur[i]]
        if at_shift:
            meant[i] = at_shift
    placed = {i: at[0] for i, at in sorted(meant.items()) if len(at) == 1}
    for i in set(range(len(order))) - meant.keys():
        left, right = around(i, list(placed))
        if left is not None and right is not None and placed[left] <= placed[right]:
            apart = placed[left] - order[left].at != placed[right] - order[right].at
            inside = range(placed[left], placed[right] - order[i].words + 1)
            between = sorted(placed[near] - order[near].at for near in (left, right))
            meant[i] = [
                at
                for at in occur[i]
                if apart
                and at in inside
                and (between[0] <= at - order[i].at <= between[1] or in_step(i, at, order, occur))
            ]
        else:
            lone = [at for at in occur[i] if left is None or right is None]
            beside = [at for at in lone if is_beside(order, placed, (left, i, right), at)]
            meant[i] = [at for at in occur[i] if at in beside or in_step(i, at, order, occur)]
    return [meant[i] for i in range(len(order))]


def is_beside(
    order: list[Passage], placed: dict[int, int], near: tuple[int | None, int, int | None], at: int
) -> bool:
    """Whether a place lies on the right side of the only neighbour, and tells enough."""
    left, i, right = near
    shift = at - order[i].at
    if left is not None:
        further = shift > placed[left] - order[left].at
        return at > placed[left] and (further or order[i].words >= 5)
    if right is not None:
        further = shift < placed[right] - order[right].at
        return at < placed[right] and (further or order[i].words >= 5)
    return False


def in_step(i: int, at: int, order: list[Passage], occur: list[list[int]]) -> bool:
    """Whether a passage that shares no word with this one stands at the same shift."""
    mine = {*range(order[i].at, order[i].at + order[i].words)}
    return any(
        each.at + at - order[i].at in places
        and mine.isdisjoint(range(each.at, each.at + each.words))
        for each, places in zip(order, occur, strict=True)
    )


def step(order: list[Passage], occur: list[list[int]]) -> list[list[int]]:
    """The fourth rule: the shift at which all that occurs stands together."""
    there = [i for i, at in enumerate(occur) if at]
    sets = [{at - order[i].at for at in occur[i]} for i in there]
    shifts = sorted(set.intersection(*sets)) if sets else []
    number = end = 0
    for i in there:
        if order[i].at >= end:
            number, end = number + 1, order[i].at + order[i].words
    if not shifts or number < (2 if len(shifts) == 1 else 3):
        return occur
    return [[order[i].at + shifts[0]] if at else [] for i, at in enumerate(occur)]


def around(i: int, those: list[int]) -> tuple[int | None, int | None]:
    """The nearest of those before *i*, and after it."""
    cut = bisect_left(those, i)
    return those[cut - 1] if cut else None, those[cut] if cut < len(those) else None


def answer(places: list[int]) -> tuple[Status, int | None]:
    """What becomes of a passage, given the places that may be meant."""
    if len(places) == 1:
        return FOUND, places[0]
    return AMBIGUOUS if places else MISSING, None


def stands(passage: Passage, copy: list[str], at: int) -> bool:
    """Whether the words of a passage stand there."""
    fits = at + passage.words <= len(copy)
    return fits and fingerprint(copy, at, passage.words).digest == passage.digest


@settings(max_examples=500)
@given(repetitive())
def test_shortcuts_give_the_answer_of_the_rules(drawn: tuple[list[Passage], list[str]]) -> None:
    """What is found, and what is ambiguous, is as if every occurrence had been looked up."""
    passages, copy = drawn
    expected = plainly(passages, copy)
    for each in locate(passages, " ".join(copy)):
        status = MISSING if each.status in (EDITED, INTERRUPTED) else each.status
        assert expected[each.passage] == (status, each.at if status is FOUND else None)


@given(repetitive(), st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(
    drawn: tuple[list[Passage], list[str]], chance: random.Random
) -> None:
    """The answer about a passage is the same in whatever order passages are given, or twice."""
    passages, copy = drawn
    mixed = [*passages, *passages]
    chance.shuffle(mixed)
    answers = dict(zip(passages, locate(passages, " ".join(copy)), strict=True))
    assert [answers[each] for each in mixed] == list(locate(mixed, " ".join(copy)))


@given(stories(), st.data())
def test_a_quote_is_found_at_its_place(story: list[list[str]], data: st.DataObject) -> None:
    """What is stamped from a text is found again there, without a shift."""
    text = flat(story)
    at = data.draw(st.integers(0, len(text) - 1))
    count = data.draw(st.integers(1, len(text) - at))
    passage = find_quote(text, " ".join(text[at : at + count]))
    (found,) = locate([passage], " ".join(text))
    assert (at, count) == (passage.at, passage.words)
    assert (FOUND, at, 0) == (found.status, found.at, found.shift)


@given(stories(), st.data())
def test_typography_does_not_matter(story: list[list[str]], data: st.DataObject) -> None:
    """Other quotes, dashes, bullets, blanks, capitals and soft hyphens change nothing."""
    text = "\u201c"
    for word in flat(story):
        text += data.draw(st.sampled_from([word, word.upper(), f"{word[0]}\u00ad{word[1:]}"]))
        text += data.draw(st.sampled_from(BETWEEN))
    passages = stamped(story)
    assert [(FOUND, each.at) for each in passages] == places(locate(passages, text))
    for each, sentence in zip(locate(passages, text), story, strict=True):
        assert sentence == words(text[each.start : each.end])


@given(stories(), st.integers(0, 20), st.integers(0, 20))
def test_text_around_it_does_not_matter(story: list[list[str]], before: int, after: int) -> None:
    """With other text around the document all passages have one shift."""
    text = " ".join([*["before"] * before, *flat(story), *["after"] * after])
    passages = stamped(story)
    expected = [(FOUND, each.at + before) for each in passages]
    assert expected == places(locate(passages, text))
    assert expected == places(locate(passages, text, fingerprint(flat(story), 0, len(flat(story)))))


@given(stories(), st.integers(0, 8), st.integers(1, 30))
def test_an_insertion_gives_two_shifts(story: list[list[str]], cut: int, size: int) -> None:
    """After words put in between passages all are found, the later ones shifted."""
    cut = min(cut, len(story) - 1)
    passages = stamped(story)
    text = flat([*story[:cut], ["new"] * size, *story[cut:]])
    expected = [0] * cut + [size] * (len(story) - cut)
    assert expected == [each.shift for each in locate(passages, " ".join(text))]


@given(stories(least=5), st.data())
def test_one_edited_word_edits_one_passage(story: list[list[str]], data: st.DataObject) -> None:
    """With a word changed in one passage that one is edited, in its place, and the others found."""
    passages = stamped(story)
    which = data.draw(st.integers(0, len(story) - 1))
    text = flat([[*each[:-1], "new"] if i == which else each for i, each in enumerate(story)])
    expected = [(EDITED if i == which else FOUND, each.at) for i, each in enumerate(passages)]
    assert expected == places(locate(passages, " ".join(text)))


@given(stories(least=5), st.data())
def test_a_deleted_passage_is_missing(story: list[list[str]], data: st.DataObject) -> None:
    """Where the neighbours have moved together and leave no room, the passage is missing."""
    which = data.draw(st.integers(2, len(story) - 3))  # two on each side, which stand in step
    text = flat([*story[:which], *story[which + 1 :]])
    expected = [MISSING if i == which else FOUND for i in range(len(story))]
    assert expected == [each.status for each in locate(stamped(story), " ".join(text))]


@given(
    st.lists(
        st.builds(
            Passage.of,
            st.integers(0, 9) | st.integers(0, 9_999_999),
            st.integers(1, 9) | st.integers(1, 9_999_999),
            st.text("0123456789abcdef", min_size=16, max_size=16),
        )
    ),
    st.text(),
    st.booleans(),
)
def test_any_text_is_fine(passages: list[Passage], text: str, carried: bool) -> None:  # noqa: FBT001 (drawn)
    """No text and no passage makes the search fail; each passage given is answered for."""
    own = words(text)
    assume(own or not carried)
    extent = fingerprint(own, 0, len(own)) if carried else None
    found = locate(passages, text, extent)
    assert passages == [each.passage for each in found]
    assert len(own) == uncovered(found, text, extent).total


@given(repetitive())
@example(([fingerprint(["a"], 0, 1)], ["a"]))
def test_covered_and_uncovered_are_the_whole(drawn: tuple[list[Passage], list[str]]) -> None:
    """Every word is either in a found passage or in exactly one gap."""
    passages, copy = drawn
    found = locate(passages, " ".join(copy))
    covered = {
        at
        for each in found
        if each.status is FOUND and each.at is not None and each.words is not None
        for at in range(each.at, each.at + each.words)
    }
    coverage = uncovered(found, " ".join(copy))
    gaps = [at for gap in coverage.gaps for at in range(gap.at, gap.at + gap.words)]
    assert sorted({*range(len(copy))} - covered) == gaps
    assert len(covered) == coverage.covered
