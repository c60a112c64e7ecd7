"""Passages by example: stamping, locating, extents, coverage, and how much work that is."""

from __future__ import annotations

import copy
import hashlib
import pickle
from typing import TYPE_CHECKING

import pytest

from kpbargaining.documents import windows
from kpbargaining.documents.passages import (
    Coverage,
    Found,
    Gap,
    QuoteNotFound,
    QuoteNotUnique,
    Status,
    find_extent,
    find_quote,
    fingerprint,
    locate,
    uncovered,
)
from kpbargaining.documents.windows import Windows
from kpbargaining.documents.words import Wording, words
from kpbargaining.errors import InvalidValue
from kpbargaining.values.passages import Passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Answer = tuple[Status, int | None, int | None]

FOUND, INTERRUPTED, EDITED, MISSING, AMBIGUOUS = Status

SAME = "All updates appear on this page. Ask your steward."
STORIES = [
    f"Apples were counted on Monday. {SAME} Thirteen baskets remain.",
    f"Pears were sorted by nine people on Tuesday. {SAME} Twenty baskets remain.",
    f"Plums were dried on Friday in the old hall. {SAME} Seven baskets remain.",
]
PAGE = " ".join(["Home | News | Contact", *STORIES, "Imprint"])
LONG = [f"w{i}" for i in range(100)]


def stamp(story: str, *quotes: str) -> list[Passage]:
    """The passages of some quotes from a story."""
    return [find_quote(words(story), quote) for quote in quotes]


def tens(*starts: int) -> list[Passage]:
    """Passages of ten words each of the long text."""
    return [fingerprint(LONG, start, 10) for start in starts]


def statuses(passages: Iterable[Passage], text: Sequence[str]) -> list[Answer]:
    """What became of the passages in a text of these words: status, place, number of words."""
    return [(each.status, each.at, each.words) for each in locate(passages, " ".join(text))]


def test_the_format_of_a_fingerprint_is_kept() -> None:
    """A passage carries the first 16 digits of the SHA-256 of its words in UTF-8."""
    expected = hashlib.sha256("\u00e9t\u00e9 44".encode()).hexdigest()[:16]
    assert f"1+2:{expected}" == fingerprint(["un", "\u00e9t\u00e9", "44", "ans"], 1, 2).text
    assert (
        "0+2:b94d27b9934d3e08" == fingerprint(words("\u201cHello\u201d \u2013\nWORLD"), 0, 2).text
    )


@pytest.mark.parametrize(("at", "count"), [(-1, 1), (0, 0), (2, 2), (3, 1)])
def test_words_that_are_not_there_have_no_fingerprint(at: int, count: int) -> None:
    """A fingerprint outside the story is refused with the words asked for."""
    with pytest.raises(InvalidValue) as caught:
        fingerprint(["a", "b", "c"], at, count)
    assert "words among the 3 of the story" == caught.value.expected
    assert f"'{at}+{count}'" == caught.value.found


@pytest.mark.parametrize("quote", ["", " \u2013 \u2026", "pears", "counted Monday", "unday"])
def test_a_quote_that_is_not_there_is_refused(quote: str) -> None:
    """Without words, or with words that don't stand there in a row, a quote is not stamped."""
    with pytest.raises(QuoteNotFound):
        find_quote(words(STORIES[0]), quote)


def test_a_quote_that_is_not_unique_is_refused() -> None:
    """The refusal says how often the words stand there, and where, also when they overlap."""
    with pytest.raises(QuoteNotUnique) as caught:
        find_quote(words("Ha ha ha! Ho."), "HA ha")
    assert (0, 1) == caught.value.at
    expected = "words that stand in the story once, not 2 times (at words 0, 1)"
    assert f"expected {expected}, found 'HA ha'" == str(caught.value)
    for twin in (pickle.loads(pickle.dumps(caught.value)), copy.copy(caught.value)):  # noqa: S301 (ours)
        assert (0, 1) == twin.at
        assert str(caught.value) == str(twin)


def test_a_refusal_lists_a_few_places() -> None:
    """A quote that stands there very often does not make a long message."""
    with pytest.raises(QuoteNotUnique, match=r"not 50 times .*0, 1, 2, 3, 4, 5, 6, 7, \.\.\.\)"):
        find_quote(["so"] * 50, "so")


def test_a_found_passage_gives_its_original_words() -> None:
    """The offsets cut the words as they are printed out of the copy."""
    text = "Menu \u2022 The \u201cco\u00adop\u201d met\u2026 August\u00a019\u201323."
    passages = [fingerprint(words("The co-op met August 19 to 23".replace("-", "")), 1, 3)]
    (found,) = locate(passages, text)
    assert (FOUND, 2, 3, 1) == (found.status, found.at, found.words, found.shift)
    assert "co\u00adop\u201d met\u2026 August" == text[found.start : found.end]


def test_nothing_is_located_of_nothing() -> None:
    """Without passages there are no answers, and in an empty text all are missing."""
    assert () == locate([], PAGE)
    (lost,) = locate(tens(0), "")
    assert Found(tens(0)[0], MISSING) == lost
    assert (None, None, None, None) == (lost.at, lost.words, lost.start, lost.end)
    assert lost.shift is None


@pytest.mark.parametrize("story", STORIES)
def test_shared_sentences_are_found_in_their_own_story(story: str) -> None:
    """On a page of several stories one passage that is unique shows which occurrence is meant."""
    quotes = [SAME, "this page", story.partition(".")[0]]
    found = locate(stamp(story, *quotes), PAGE)
    assert [FOUND] * 3 == [each.status for each in found]
    for each, quote in zip(found, quotes, strict=True):
        start = PAGE.index(quote, PAGE.index(story))
        assert quote.removesuffix(".") == PAGE[start : each.end]
        assert start == each.start


def test_a_shared_sentence_alone_is_ambiguous() -> None:
    """Without a neighbour that is unique nothing shows which of three occurrences is meant."""
    found = locate(stamp(STORIES[1], SAME), PAGE)
    assert [Found(stamp(STORIES[1], SAME)[0], AMBIGUOUS)] == list(found)
    found = locate(stamp(STORIES[1], SAME, "updates appear"), PAGE)
    assert [AMBIGUOUS, AMBIGUOUS] == [each.status for each in found]


@pytest.mark.parametrize("story", STORIES)
@pytest.mark.parametrize("before", ["", "A new banner. "])
def test_an_extent_makes_a_shared_sentence_certain(story: str, before: str) -> None:
    """Where the story stands unchanged only its own words are searched, also at another place."""
    extent = find_quote(words(PAGE), story)
    text = before + PAGE
    for quotes in ([SAME], [SAME, "updates appear", "this page"]):
        for each in locate(stamp(story, *quotes), text, extent):
            assert FOUND == each.status
            assert text.index(story) <= (each.start or 0) < text.index(story) + len(story)


def test_an_extent_fits_the_story_alone() -> None:
    """The same extent and passages locate in a copy of the single story."""
    extent = find_quote(words(PAGE), STORIES[2])
    (found,) = locate(stamp(STORIES[2], SAME), STORIES[2], extent)
    assert (FOUND, 0) == (found.status, found.shift)


def test_in_its_extent_a_passage_stands_at_its_hint() -> None:
    """In an unchanged extent the hint decides, even among words that repeat there."""
    story = ["a", "b", "a", "b"]
    extent = fingerprint(["x", *story], 1, 4)
    for at in (0, 2):
        (found,) = locate([fingerprint(story, at, 2)], "x a b a b y a b", extent)
        assert (FOUND, at + 1) == (found.status, found.at)


def test_an_extent_that_changed_makes_no_difference() -> None:
    """Where the story was edited all of the text is searched, as without an extent."""
    extent = find_quote(words(PAGE), STORIES[0])
    passages = stamp(STORIES[0], "Apples were counted", SAME, "Thirteen baskets")
    edited = PAGE.replace("Monday", "Sunday")
    assert locate(passages, edited) == locate(passages, edited, extent)
    assert [MISSING] * 3 == [each.status for each in locate(passages, "other words", extent)]


def test_words_at_their_place_in_an_intact_story() -> None:
    """In a story that stands word by word, words stand where they stood, however often they do."""
    story = words("Ho ho ho hum")
    found = locate([fingerprint(story, 0, 1)], "Print: Ho ho ho hum", fingerprint(story, 0, 4))
    assert [(FOUND, 1, 1)] == [(each.status, each.at, each.words) for each in found]


def test_an_extent_is_found_in_a_page() -> None:
    """An extent stands at its hint, at the start, or else where its words stand first."""
    extent = find_quote(words(PAGE), STORIES[1])
    assert (extent.at, extent.words) == find_extent(PAGE, extent)
    assert (0, extent.words) == find_extent(STORIES[1], extent)
    assert (extent.at + 1, extent.words) == find_extent(f"New {PAGE}", extent)
    assert find_extent(PAGE.replace("nine", "ten"), extent) is None
    assert (1, extent.words) == find_extent(f"x {STORIES[1]} {STORIES[1]}", extent)
    assert (0, extent.words) == find_extent(f"{STORIES[1]} x {STORIES[1]}", extent)
    assert (extent.at, extent.words) == find_extent(f"{PAGE} {PAGE}", extent)


def test_two_shared_sentences_may_be_clear_together() -> None:
    """Where nothing is unique, the one shift at which all stand together is the one meant."""
    passages = [fingerprint(LONG, 10, 2), fingerprint(LONG, 14, 2), fingerprint(LONG, 80, 3)]
    text = [*LONG[10:12], "y", "y", *LONG[14:16], *LONG[10:12], "y", *LONG[14:16]]
    assert [(FOUND, 0, 2), (FOUND, 4, 2), (MISSING, None, None)] == statuses(passages, text)


def test_a_story_printed_twice() -> None:
    """Of two equal copies the first will do, if enough stands in step to show that they are."""
    passages, twice = tens(10, 30), " ".join(["Print", *LONG, "mobile", *LONG])
    assert [AMBIGUOUS] * 2 == [each.status for each in locate(passages, twice)]
    assert [1, 1, 1] == [each.shift for each in locate(tens(10, 30, 70), twice)]


def test_a_story_printed_twice_and_its_extent() -> None:
    """With the extent, the copy at its hint or at the start counts."""
    passages, twice = tens(10, 30), " ".join(LONG + LONG)
    for hint, first in ((0, 0), (100, 100), (300, 0)):
        extent = Passage.of(hint, 100, fingerprint(LONG, 0, 100).digest)
        assert [first, first] == [each.shift for each in locate(passages, twice, extent)]


def test_an_occurrence_at_its_hint_proves_nothing() -> None:
    """Shared words of another story that stand at the hint by chance are not taken for found."""
    passages = tens(10, 12)
    copy_ = [*LONG[50:60], *LONG[10:30], "own", "story", *LONG[10:30]]
    assert [AMBIGUOUS] * 2 == [each.status for each in locate(passages, " ".join(copy_))]


def test_order_decides_where_no_shift_agrees() -> None:
    """Of several occurrences the only one between the neighbours' places is the one meant."""
    left, here, right = tens(0, 40, 80)
    text = [*LONG[40:50], *LONG[:10], "x", *LONG[40:50], "y", *LONG[80:90], *LONG[40:50]]
    assert (FOUND, 21, 10) == statuses([left, here, right], text)[1]
    doubled = [*LONG[:10], *LONG[40:50], *LONG[40:50], *LONG[80:90]]
    assert (AMBIGUOUS, None, None) == statuses([left, here, right], doubled)[1]


def test_two_shifts_that_both_fit_are_ambiguous() -> None:
    """Where the neighbours disagree and the words stand at either shift, nothing is claimed."""
    left, here, right = tens(0, 40, 80)
    text = [*LONG[:50], *LONG[30:50], *LONG[50:]]
    assert (AMBIGUOUS, None, None) == statuses([left, here, right], text)[1]


@pytest.mark.parametrize(
    ("expected", "new"),
    [
        ((EDITED, 40, 10), 10),
        ((EDITED, 40, 5), 5),
        ((EDITED, 40, 20), 20),
        ((MISSING, None, None), 4),
        ((MISSING, None, None), 21),
        ((MISSING, None, None), 0),
    ],
)
def test_an_edited_passage_has_the_place_its_neighbours_leave(expected: Answer, new: int) -> None:
    """Half to double as many words in its place are its edited words; else it is missing."""
    text = [*LONG[:40], *["new"] * new, *LONG[50:]]
    assert expected == statuses(tens(20, 40, 60), text)[1]


def test_the_nearest_neighbours_leave_the_place() -> None:
    """Words put in or taken out beyond the nearest neighbours don't matter."""
    text = ["x", *LONG[:15], "x", *LONG[15:42], "new", *LONG[43:75], "x", *LONG[75:]]
    assert (EDITED, 42, 10) == statuses(tens(0, 20, 40, 60, 80), text)[2]


def test_at_an_edge_two_neighbours_must_agree() -> None:
    """A passage before or after all found ones is edited only where the nearest two agree."""
    text = ["new", *LONG[1:99], "new"]
    first, second, third, last = tens(0, 20, 40, 90)
    assert (EDITED, 0, 10) == statuses([first, second, third], text)[0]
    assert (EDITED, 90, 10) == statuses([second, third, last], text)[2]
    assert (MISSING, None, None) == statuses([second, last], text)[1]
    moved = [*LONG[:35], "new", *LONG[35:99], "new"]
    assert (MISSING, None, None) == statuses([second, third, last], moved)[2]


def test_what_would_stand_outside_the_text_is_missing() -> None:
    """Where the copy begins later or ends earlier, what it lacks is missing."""
    found = statuses(tens(0, 20, 40, 60, 90), LONG[5:95])
    assert [MISSING, FOUND, FOUND, FOUND, MISSING] == [status for status, *_ in found]


def test_the_shift_of_a_neighbour_decides() -> None:
    """Of several occurrences the one in step with a neighbour is the one meant."""
    left, right = tens(0, 80)
    twice, once = fingerprint(LONG, 40, 3), fingerprint(LONG, 60, 4)
    text = [f"x{i}" for i in range(100)]
    for passage, place in ((left, 0), (twice, 20), (twice, 45), (once, 60), (right, 85)):
        text[place : place + passage.words] = LONG[passage.at : passage.at + passage.words]
    expected = [(FOUND, 0), (FOUND, 45), (FOUND, 60), (FOUND, 85)]
    found = locate([left, twice, once, right], " ".join(text))
    assert expected == [(each.status, each.at) for each in found]


def test_passages_moved_together_are_found() -> None:
    """A paragraph that moved takes its passages along, repeated words included."""
    text = [*LONG[60:90], *LONG[:30], *LONG[64:66]]
    passages = [*tens(0, 12, 60, 70), fingerprint(LONG, 64, 2)]
    assert [30, 42, 0, 10, 4] == [each.at for each in locate(passages, " ".join(text))]


def test_what_no_passage_covers_is_listed() -> None:
    """The gaps are the longest runs of uncovered words, with places and the share covered."""
    text = "One, two \u2013 three. \u201cFour\u201d five six!"
    found = locate(stamp(text, "two three", "three", "five"), text)
    expected = (Gap(0, 1, 0, 3), Gap(3, 1, 19, 23), Gap(5, 1, 30, 33))
    assert Coverage(expected, 3, 6) == uncovered(found, Wording.of(text))
    assert 0.5 == uncovered(found, text).share


def test_coverage_keeps_to_the_extent() -> None:
    """Within an extent only its own words count; one that isn't there is refused."""
    extent = find_quote(words(PAGE), STORIES[1])
    whole = stamp(STORIES[1], STORIES[1])
    assert Coverage((), extent.words, extent.words) == uncovered(locate(whole, PAGE), PAGE, extent)
    first = locate(stamp(STORIES[0], "Monday"), PAGE)
    (gap,) = uncovered(first, PAGE, extent).gaps
    assert (extent.at, extent.words) == (gap.at, gap.words)
    with pytest.raises(InvalidValue):
        uncovered(first, STORIES[0], extent)


def test_nothing_is_left_unread_of_nothing() -> None:
    """A text without words is covered entirely."""
    assert 1.0 == uncovered([], " \u2013 ").share


@pytest.fixture
def scans(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The widths for which all of a text was scanned so far."""
    widths: list[int] = []
    scan = Windows.scan

    def counting(
        self: Windows, count: int, wanted: Iterable[str], low: int = 0, high: int | None = None
    ) -> dict[str, list[int]]:
        if low == 0 and high is None:
            widths.append(count)
        return scan(self, count, wanted, low, high)

    monkeypatch.setattr(Windows, "scan", counting)
    return widths


MANY = [fingerprint(LONG, at, 1 + at % 9) for at in range(0, 90, 2)]


def test_an_unchanged_copy_needs_one_scan(scans: list[int]) -> None:
    """One width of nine shows that everything stands at its hint; with an extent not even that."""
    assert {0} == {each.shift for each in locate(MANY, " ".join(LONG))}
    assert 1 == len(scans)
    assert {0} == {each.shift for each in locate(MANY, " ".join(LONG), fingerprint(LONG, 0, 100))}
    assert 1 == len(scans)


def test_a_shifted_copy_needs_one_scan(scans: list[int]) -> None:
    """One width of nine shows the shift of a page around the document."""
    assert {7} == {each.shift for each in locate(MANY, "x " * 7 + " ".join(LONG))}
    assert 1 == len(scans)


def test_an_edited_copy_needs_one_scan(scans: list[int]) -> None:
    """One width of nine shows all shifts; what is lost is looked for between its neighbours."""
    found = locate(MANY, " ".join([*LONG[:46], *"xxxxx", *LONG[46:70], "new", *LONG[71:]]))
    assert {0, 5} == {each.shift for each in found if each.status is FOUND}
    assert 1 == len(scans)


def test_a_story_alone_needs_no_scan(scans: list[int]) -> None:
    """With its extent, a story is looked for at the start of the text before it is anywhere."""
    extent = Passage.of(50, 100, fingerprint(LONG, 0, 100).digest)
    assert {0} == {each.shift for each in locate(MANY, " ".join(LONG), extent)}
    assert [] == scans


def test_the_widest_come_first(scans: list[int]) -> None:
    """Of numbers of words that are as common, the greatest is looked for first."""
    passages = [fingerprint(LONG, *each) for each in ((0, 3), (10, 3), (20, 7), (40, 7))]
    assert {0} == {each.shift for each in locate(passages, " ".join(LONG))}
    assert [7] == scans


def test_a_correction_elsewhere_is_not_believed() -> None:
    """What stands once, but elsewhere than both neighbours show, is edited in its place."""
    story = "Talks went on for two days in May. They reached 4 tentative agreements on safety then."
    story += " The next session is planned for June."
    quotes = ("went on for two days", "reached 4 tentative agreements", "session is planned for")
    passages = stamp(story, *quotes)
    copied = story.replace("reached 4", "reached 5")
    copied += " Correction: an earlier version said that they reached 4 tentative agreements."
    found = locate(passages, copied)
    assert [FOUND, EDITED, FOUND] == [each.status for each in found]
    assert "reached 5 tentative agreements" == copied[found[1].start : found[1].end]


def test_no_copy_needs_more_than_a_scan_a_width(scans: list[int]) -> None:
    """Where nothing is as it was each width is scanned once and no more."""
    assert {MISSING} == {each.status for each in locate(MANY, "other words " * 50)}
    assert list(range(1, 10)) == sorted(scans)


def test_a_passage_that_moved_alone_is_missing() -> None:
    """The words of one passage elsewhere prove nothing: another sentence may have them, too."""
    text = [*LONG[60:90], *LONG[:30]]
    assert [None, 0, 10] == [each.at for each in locate(tens(0, 60, 70), " ".join(text))]


def test_words_that_stand_everywhere_are_ambiguous() -> None:
    """Words that stand in very many places may be anywhere, if no neighbour shows where."""
    text = [*["so"] * 30, *LONG[:20], *["so"] * 30]
    passages = [fingerprint([*LONG[:20], "so"], *each) for each in ((0, 5), (5, 5), (20, 1))]
    found = [each.status for each in locate(passages, " ".join(text))]
    assert [Status.FOUND, Status.FOUND, Status.FOUND] == found
    text = [*LONG[:20], "other", *["so"] * 30]
    found = [each.status for each in locate(passages, " ".join(text))]
    assert [Status.FOUND, Status.FOUND, Status.AMBIGUOUS] == found


def test_hashing_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would take more hashing than is allowed for one text is not looked for in all of it."""
    story = words("They met in May. They reached four tentative agreements. They met again.")
    passages = [fingerprint(story, 0, 4), fingerprint(story, 4, 5), fingerprint(story, 9, 3)]
    text = " ".join(story)
    assert [Status.FOUND] * 3 == [each.status for each in locate(passages, text)]
    monkeypatch.setattr(windows, "MOST_HASHED", 10)
    assert [Status.MISSING] * 3 == [each.status for each in locate(passages, text)]
