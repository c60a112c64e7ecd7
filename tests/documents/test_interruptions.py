"""Words that something was put between are found, where the digest proves them."""

import pytest

from kpbargaining.documents.interruptions import MOST_WORDS
from kpbargaining.documents.passages import Found, Status, find_quote, locate, uncovered
from kpbargaining.documents.words import words

STORY = (
    "Talks opened in Springfield on May 6. About sixty delegates of Nurses United met with Acme "
    "Hospitals. They reached four tentative agreements on safety in two days. "
    "More is to come in June."
)
QUOTES = ("opened in Springfield on May 6", "four tentative agreements on safety", "come in June")


def located(text: str) -> list[Found]:
    """What became of the passages of the story in a text."""
    return list(locate([find_quote(words(STORY), quote) for quote in QUOTES], text))


@pytest.mark.parametrize(
    "between",
    [
        "17",
        "Acme News, page 17",
        "Bargaining update of Acme Hospitals and Nurses United, May 2030 17",
    ],
)
def test_a_page_number_or_a_running_head(between: str) -> None:
    """A run of words in the middle of a passage interrupts it, and it is found for sure."""
    text = STORY.replace("tentative agreements", f"tentative\n\n{between}\n\nagreements")
    first, second, last = located(text)
    assert (Status.FOUND, Status.INTERRUPTED, Status.FOUND) == (
        first.status,
        second.status,
        last.status,
    )
    assert text[second.start : second.end].startswith("four tentative")
    assert text[second.start : second.end].endswith("on safety")


@pytest.mark.parametrize("hyphen", ["-", "\u2010", "\u00ad", "\u2011"])
def test_a_hyphen_at_a_line_end(hyphen: str) -> None:
    """A word that a hyphen parts at the end of a line is joined again."""
    text = STORY.replace("tentative agreements", f"tentative agree{hyphen}\nments")
    assert Status.INTERRUPTED == located(text)[1].status


def test_two_hyphens_at_line_ends() -> None:
    """Several words that are parted within one passage are joined together."""
    text = STORY.replace("tentative agreements", "tenta-\ntive agree-\nments")
    assert Status.INTERRUPTED == located(text)[1].status


def test_a_real_hyphen_stays() -> None:
    """A hyphen inside a line parts words, as it does everywhere."""
    assert Status.EDITED == located(STORY.replace("agreements", "agree-ments"))[1].status


@pytest.mark.parametrize("which", [0, 2])
def test_at_an_edge(which: int) -> None:
    """The first and the last passage are found by the one neighbour that they have."""
    parts = QUOTES[which].split(" ", 2)
    text = STORY.replace(QUOTES[which], f"{parts[0]}\n17\n{' '.join(parts[1:])}")
    assert Status.INTERRUPTED == located(text)[which].status


def test_other_words_are_edited() -> None:
    """Where no run left out gives the digest the passage is edited, not interrupted."""
    text = STORY.replace("four tentative agreements", "five tentative agreements")
    assert Status.EDITED == located(text)[1].status


def test_a_note_that_is_too_long() -> None:
    """More than forty words between are no interruption."""
    text = STORY.replace("tentative agreements", f"tentative\n{'note ' * 41}\nagreements")
    assert Status.MISSING == located(text)[1].status


@pytest.mark.parametrize(
    ("status", "there", "copy"),
    [
        (Status.EDITED, "tentative agreements", "tentative 17 agreements"),
        (Status.EDITED, "tentative agreements", "tentative\nnot agreements"),
        (Status.EDITED, "tentative agreements", "tentative (not quite) agreements"),
        (Status.INTERRUPTED, "tentative agreements", "tentative [12] agreements"),
        (Status.INTERRUPTED, "tentative agreements", "tentative\v Acme 17 \f agreements"),
    ],
)
def test_only_what_is_set_off_interrupts(status: Status, there: str, copy: str) -> None:
    """A word put into a sentence edits it; what stands on lines of its own interrupts it."""
    found = located(STORY.replace(there, copy))
    assert [Status.FOUND, status, Status.FOUND] == [each.status for each in found]


NUMBERS = (
    "Acme Hospitals offered raises of 3 percent for 2030 and 6,000 dollars at once, the union "
    "wanted 24-26 of them. Nurses United voted on 7,500 ballots in 2026. The rest is to come."
)


@pytest.mark.parametrize(
    ("status", "quote", "there", "copy"),
    [
        (Status.FOUND, "raises of 3", "", ""),
        (Status.EDITED, "raises of 3", "of 3 percent", "of 3.5 percent"),
        (Status.EDITED, "raises of 3", "of 3 percent", "of 3,000 percent"),
        (Status.EDITED, "raises of 3", "of 3 percent", "of 3-4 percent"),
        (Status.EDITED, "500 ballots", "7,500", "8.7,500"),
        (Status.EDITED, "500 ballots in 2026", "", ""),
        (Status.EDITED, "raises of 3 percent for 2030", "of 3 percent", "of 3.5 percent"),
        (Status.EDITED, "2030 and 6,000 dollars at once", "6,000", "6,100,000"),
        (Status.EDITED, "on 7,500 ballots in 2026", "in 2026", "in 20-\n26"),
        (Status.FOUND, "wanted 24-26 of them", "24-26", "24-\n26"),
    ],
)
def test_a_changed_number_is_never_found(status: Status, quote: str, there: str, copy: str) -> None:
    """A figure put into a number, before or behind it, is a change, wherever a passage ends."""
    sides = [find_quote(words(NUMBERS), each) for each in ("Acme Hospitals offered", "to come")]
    passage = find_quote(words(NUMBERS), quote)
    found = locate([*sides, passage], NUMBERS.replace(there, copy) if there else NUMBERS)
    assert [Status.FOUND, Status.FOUND, status] == [each.status for each in found]
    if not there:
        (same,) = locate([passage], NUMBERS, same=True)
        assert Status.FOUND == same.status


def test_what_would_take_too_long() -> None:
    """Of a passage of many words, or with very many hyphens, no interruption is looked for."""
    long = " ".join(f"word{number}" for number in range(MOST_WORDS + 1))
    parted = "-\n".join(["w"] * 40)
    for inside in (long, parted):
        story = f"It begins so. {inside} ends it. So it goes on."
        passages = [find_quote(words(story), each) for each in ("It begins so", "So it goes on")]
        passage = find_quote(words(story), f"{inside} ends")
        copy = story.replace(" ends", "\n17\nends").replace("w-\nw", "ww-\nw", 1)
        assert Status.EDITED == locate([*passages, passage], copy)[2].status


def test_an_interrupted_passage_covers_its_words() -> None:
    """What an interrupted passage spans counts as cited."""
    text = STORY.replace("tentative agreements", "tentative\n17\nagreements")
    assert uncovered(located(STORY), STORY).covered + 1 == uncovered(located(text), text).covered


def test_nothing_shows_where() -> None:
    """Without any passage found there is no place to ask again."""
    (lost,) = locate([find_quote(words(STORY), QUOTES[1])], STORY.replace("four", "four 17"))
    assert Status.MISSING == lost.status
