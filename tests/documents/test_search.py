"""Which place of a passage is meant: at the very bounds of the rules of `locate`."""

from __future__ import annotations

import pytest

from kpbargaining.documents.passages import Status, fingerprint, locate
from kpbargaining.documents.search import Search
from kpbargaining.documents.windows import Windows
from kpbargaining.values.passages import Passage

FOUND, INTERRUPTED, EDITED, MISSING, AMBIGUOUS = Status

LONG = [f"w{i}" for i in range(100)]


def of(at: int, count: int) -> Passage:
    """Give a passage of the long text."""
    return fingerprint(LONG, at, count)


def placed(size: int, *standing: tuple[Passage, int]) -> str:
    """Give a text of so many words in which these passages stand at these places."""
    text = ["other"] * size
    for passage, at in standing:
        text[at : at + passage.words] = LONG[passage.at : passage.at + passage.words]
    return " ".join(text)


def one(passage: Passage, others: list[Passage], text: str) -> tuple[Status, int | None]:
    """Give what became of one passage beside others that are found."""
    (mine, *rest) = locate([passage, *others], text)
    assert {FOUND} == {each.status for each in rest}
    return mine.status, mine.at


@pytest.mark.parametrize(
    ("expected", "count", "at"),
    [
        ((FOUND, 30), 5, 30),
        ((MISSING, None), 4, 30),
        ((FOUND, 55), 4, 55),
        ((MISSING, None), 10, 0),
    ],
)
def test_after_the_last(expected: tuple[Status, int | None], count: int, at: int) -> None:
    """Five words are found wherever after the last passage, fewer only further off than it."""
    others = [of(10, 6), of(20, 6)]
    standing = [(each, each.at) for each in others]
    size = 53 if at < 50 else 60  # so that nothing stands in its own place
    assert expected == one(of(50, count), others, placed(size, *standing, (of(50, count), at)))


@pytest.mark.parametrize(
    ("expected", "count", "at"),
    [
        ((FOUND, 40), 5, 40),
        ((EDITED, 5), 4, 40),
        ((FOUND, 2), 4, 2),
        ((EDITED, 5), 10, 80),
    ],
)
def test_before_the_first(expected: tuple[Status, int | None], count: int, at: int) -> None:
    """Five words are found wherever before the first passage, fewer only further off than it."""
    others = [of(60, 6), of(70, 6)]
    standing = [(each, each.at) for each in others]
    assert expected == one(of(5, count), others, placed(99, *standing, (of(5, count), at)))


def test_between_two_that_show_where_the_others_are() -> None:
    """What stands before the passage that it has to follow is not found, many words or not."""
    others = [of(0, 6), of(30, 6)]
    text = placed(50, *[(each, each.at) for each in others], (of(50, 10), 10))
    assert (MISSING, None) == one(of(50, 10), others, text)


@pytest.mark.parametrize(("lost", "kept", "third", "start"), [(0, 30, 40, 30), (50, 10, 0, 0)])
def test_the_words_of_a_neighbour_are_its_own(lost: int, kept: int, third: int, start: int) -> None:
    """Of words that a story has twice and a copy once, those beside another passage are found."""
    story = list(LONG)
    story[lost : lost + 5] = story[kept : kept + 5]
    passages = [fingerprint(story, at, 5) for at in (lost, kept, third)]
    found = locate(passages, " ".join(story[start : start + 20]))
    assert [MISSING, FOUND, FOUND] == [each.status for each in found]


@pytest.mark.parametrize(("expected", "before"), [(FOUND, 19), (AMBIGUOUS, 20)])
def test_words_in_many_places(expected: Status, before: int) -> None:
    """Of up to twenty places of a word one can still be the one that is meant."""
    story = [*LONG[:20], "so"]
    passages = [fingerprint(story, *each) for each in ((0, 5), (5, 5), (20, 1))]
    text = [*["so"] * before, *LONG[:20], "other", "so"]
    assert [FOUND, FOUND, expected] == [each.status for each in locate(passages, " ".join(text))]


def test_two_that_have_changed_sides() -> None:
    """Between paragraphs that changed sides, words are found where others stand in step."""
    story = [of(30, 10), of(40, 10), of(60, 10), of(70, 10)]
    standing = [(each, at) for each, at in zip(story, (30, 40, 2, 12), strict=True)]
    pair = [of(52, 3), of(55, 4)]
    text = placed(70, *standing, (pair[0], 53), (pair[1], 56))
    assert (FOUND, 53) == one(pair[0], [*story, pair[1]], text)
    assert (MISSING, None) == one(pair[0], story, text)


def test_between_two_of_one_shift() -> None:
    """Between two passages that have not moved, words stand nowhere but in their place."""
    others = [of(5, 10), of(40, 10), of(70, 4)]
    text = placed(80, (others[0], 5), (others[1], 40), (others[2], 72), (of(20, 3), 22))
    assert (EDITED, 20) == one(of(20, 3), others, text)


def test_outside_its_neighbours() -> None:
    """Between two that have moved differently, words are found where they stand between them."""
    others = [of(0, 4), of(10, 4), of(60, 4), of(70, 4)]
    standing = [(each, at) for each, at in zip(others, (20, 30, 60, 70), strict=True)]
    assert (FOUND, 36) == one(of(18, 3), others, placed(80, *standing, (of(18, 3), 36)))
    assert (MISSING, None) == one(of(18, 3), others, placed(80, *standing, (of(18, 3), 26)))


def test_moved_further_than_both_neighbours() -> None:
    """Between two, words that moved further than both are found with others in step only."""
    others = [of(0, 4), of(10, 4), of(60, 4), of(70, 4)]
    standing = [(each, at) for each, at in zip(others, (0, 10, 70, 80), strict=True)]
    text = placed(90, *standing, (of(30, 3), 45), (of(40, 5), 55))
    assert (FOUND, 45) == one(of(30, 3), [*others, of(40, 5)], text)
    assert (MISSING, None) == one(of(30, 3), others, text)


@pytest.mark.parametrize(("expected", "second"), [(FOUND, 15), (AMBIGUOUS, 14)])
def test_what_shares_words_is_one_witness(expected: Status, second: int) -> None:
    """Three passages that follow one another show that a story is there twice; two do not."""
    passages = [of(10, 5), of(second, 5), of(20, 5)]
    twice = " ".join([*LONG, *LONG])
    assert [expected] * 3 == [each.status for each in locate(passages, twice)]


def test_a_copy_that_begins_a_word_later() -> None:
    """A passage of which the copy lacks the first word is missing, not edited before the text."""
    found = locate([of(0, 10), of(20, 10), of(40, 10)], " ".join(LONG[1:]))
    assert [MISSING, FOUND, FOUND] == [each.status for each in found]


def test_after_many_that_agree() -> None:
    """The last of many passages is edited where the two before it show that it stood."""
    others = [of(0, 10), of(20, 10), of(40, 10)]
    assert (EDITED, 60) == one(
        of(60, 10), others, placed(80, *[(each, each.at) for each in others])
    )


def test_between_two_at_one_word() -> None:
    """Between two passages that begin at one word of the copy, no words are found."""
    story = list(LONG)
    story[12:16] = story[17:21]
    spans = ((16, 1), (12, 4), (17, 4), (60, 4), (80, 4), (40, 3))
    passages = [fingerprint(story, *span) for span in spans]
    standing = zip(passages, (30, 17, 17, 60, 85, 54), strict=True)
    text = placed(99, *((each, at) for each, at in standing if each.at != 12))
    lost, first, second, *_ = locate(passages, text)
    assert [(MISSING, None), (FOUND, 17), (FOUND, 17)] == [
        (each.status, each.at) for each in (lost, first, second)
    ]


def test_the_rarest_passage_shows_the_extent() -> None:
    """A story is found by the passage that occurs least often, though another is not of it."""
    often = ["so", "it", "goes", "on"]
    page = [*often, *often, *LONG[:20]]
    extent = Passage.of(50, 20, fingerprint(LONG, 0, 20).digest)
    passages = [of(2, 4), Passage.of(30, 4, fingerprint(often, 0, 4).digest)]
    assert 8 == Search(passages, Windows(page)).base(extent)
