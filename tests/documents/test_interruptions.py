"""Words that something was put between are found, where the digest proves them."""

import pytest

from kpbargaining.documents.passages import (
    Found,
    Status,
    find_quote,
    fingerprint,
    locate,
    uncovered,
)
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


@pytest.mark.parametrize(("status", "long"), [(Status.INTERRUPTED, 40), (Status.MISSING, 41)])
def test_a_note_that_is_too_long(status: Status, long: int) -> None:
    """Forty words between are an interruption, more are not."""
    text = STORY.replace("tentative agreements", f"tentative\n{'note ' * long}\nagreements")
    assert status == located(text)[1].status


@pytest.mark.parametrize(
    ("status", "copy"),
    [
        (Status.INTERRUPTED, "fo-\nur tenta-\ntive agree-\nments on safe-\nty"),
        (Status.EDITED, "fo-\nur tenta-\ntive ag-\nree-\nments on safe-\nty"),
    ],
)
def test_many_hyphens_at_line_ends(status: Status, copy: str) -> None:
    """Up to four hyphens at line ends are taken out of one passage, more are not."""
    assert status == located(STORY.replace(QUOTES[1], copy))[1].status


@pytest.mark.parametrize(("status", "lines"), [(Status.INTERRUPTED, 15), (Status.EDITED, 16)])
def test_hyphens_that_are_left(status: Status, lines: int) -> None:
    """Among up to sixteen hyphens at line ends the one is found that parts a word."""
    inside = "-\n".join(["by"] * (lines + 1))
    story = STORY.replace("on safety", f"{inside} safety")
    passages = [find_quote(words(story), each) for each in (QUOTES[0], f"{inside} safety")]
    passages.append(find_quote(words(story), QUOTES[2]))
    found = locate(passages, story.replace("safety. ", "\n").replace("safety", "safe-\nty"))
    assert [Status.FOUND, status, Status.FOUND] == [each.status for each in found]


@pytest.mark.parametrize("parted", ["A-\n3b", "33-\nb", "3a-\n4b", "a3-\nb4", "safe-\nty"])
def test_only_between_two_figures_a_hyphen_is_a_dash(parted: str) -> None:
    """A word is joined also where a figure stands beside the hyphen, as long as it is one only."""
    quote = f"agreements on {parted}".replace("-\n", "")
    story = STORY.replace("agreements on safety", quote)
    passages = [find_quote(words(story), each) for each in (QUOTES[0], quote, QUOTES[2])]
    copy = story.replace(quote, f"agreements on {parted}")
    assert Status.INTERRUPTED == locate(passages, copy)[1].status


def test_the_first_and_the_last_words_of_a_text() -> None:
    """Words at the very start and at the very end of a text are interrupted like any other."""
    story = "Talks opened on May 6. About sixty delegates came. More is to come in June."
    quotes = ("Talks opened on", "sixty delegates came", "come in June")
    passages = [find_quote(words(story), quote) for quote in quotes]
    copy = story.replace("Talks opened", "Talks\n17\nopened").replace("in June", "in\n18\nJune")
    found = locate(passages, copy)
    assert [Status.INTERRUPTED, Status.FOUND, Status.INTERRUPTED] == [f.status for f in found]
    assert (0, len(words(copy))) == (found[0].at, (found[2].at or 0) + (found[2].words or 0))


def test_the_nearest_neighbour_shows_where() -> None:
    """Of several found passages the nearest shows where a lost one begins, and where it ends."""
    quotes = (
        *("Talks opened in", "Springfield on May", "sixty delegates of Nurses"),
        *("four tentative agreements", "come in June"),
    )
    text = STORY.replace("Talks opened", "Talks\n17\nopened").replace("in June", "in\n18\nJune")
    text = text.replace("About", "Then about").replace("four", "all four")
    found = locate([find_quote(words(STORY), quote) for quote in quotes], text)
    expected = [Status.INTERRUPTED, *[Status.FOUND] * 3, Status.INTERRUPTED]
    assert expected == [each.status for each in found]


def test_an_edited_neighbour_shows_nothing() -> None:
    """Where a passage was edited, those beyond it show where another ends."""
    passages = [find_quote(words(STORY), each) for each in (*QUOTES, "days. More is to")]
    text = STORY.replace("tentative agreements", "tentative\n17\nagreements")
    found = locate(passages, text.replace("More is", "Much is"))
    expected = [Status.FOUND, Status.INTERRUPTED, Status.FOUND, Status.EDITED]
    assert expected == [each.status for each in found]


def test_passages_that_share_words() -> None:
    """A passage that goes over into the next is interrupted like any other."""
    passages = [find_quote(words(STORY), each) for each in (*QUOTES, "on safety in two days")]
    found = locate(passages, STORY.replace("tentative agreements", "tentative\n17\nagreements"))
    expected = [Status.FOUND, Status.INTERRUPTED, Status.FOUND, Status.FOUND]
    assert expected == [each.status for each in found]


def test_the_next_passage_is_no_interruption() -> None:
    """No more words are left out than the passages before and after have moved apart."""
    text = STORY.replace("on safety in", "on\nIn").replace("in June.", "in June.\nsafety")
    assert [Status.FOUND, Status.EDITED, Status.FOUND] == [f.status for f in located(text)]


@pytest.mark.parametrize(
    ("status", "copy"),
    [
        (Status.EDITED, "four tentative\nfour tentativo\nagreements on safety"),
        (Status.EDITED, "four tentative\nsome tentativo\nagreements on safety"),
        (Status.EDITED, "four tentative\nsome tentatixoxo\nagreements on safety"),
        (Status.INTERRUPTED, "four tentative\nsome tentatxoxox\nagreements on safety"),
        (Status.INTERRUPTED, "four tentative agreements\nsee all agreements\non safety"),
        (Status.EDITED, "four tentative agreements\non safoty\non safety"),
        (Status.EDITED, "four tentative agreements\nin safoty\non safety"),
        (Status.INTERRUPTED, "four tentative\nagreements or shoes\nagreements on safety"),
        (Status.INTERRUPTED, "four tentative agreements\nhigh shoes\non safety"),
    ],
)
def test_two_sentences_alike_are_no_interruption(status: Status, copy: str) -> None:
    """Where half of the words are there twice, perhaps misread, one was not put into the other."""
    text = STORY.replace("four tentative agreements on safety", copy)
    assert [Status.FOUND, status, Status.FOUND] == [each.status for each in located(text)]


@pytest.mark.parametrize(
    ("status", "there", "copy"),
    [
        (Status.EDITED, "tentative agreements", "tentative 17 agreements"),
        (Status.EDITED, "tentative agreements", "tentative\nnot agreements"),
        (Status.EDITED, "tentative agreements", "tentative (not quite) agreements"),
        (Status.INTERRUPTED, "tentative agreements", "tentative [12] agreements"),
        (Status.EDITED, "tentative agreements", "tentative [12 agreements"),
        (Status.EDITED, "tentative agreements", "tentative 12] agreements"),
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
        (Status.INTERRUPTED, "wanted 24-26 of them", "24-26", "24\n17\n26"),
        (Status.EDITED, "wanted 24-26 of them", "24-26", "24\n17-\n26"),
        (Status.EDITED, "wanted 24-26 of them", "24-26", "24-\n17\n26"),
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


@pytest.mark.parametrize(("status", "long"), [(Status.INTERRUPTED, 199), (Status.EDITED, 200)])
def test_what_would_take_too_long(status: Status, long: int) -> None:
    """Of a passage of more than two hundred words no interruption is looked for."""
    inside = " ".join(f"word{number}" for number in range(long))
    story = f"It begins so. {inside} ends it. So it goes on."
    quotes = ("It begins so", f"{inside} ends", "So it goes on")
    passages = [find_quote(words(story), quote) for quote in quotes]
    found = locate(passages, story.replace(" ends", "\n17\nends"))
    assert [Status.FOUND, status, Status.FOUND] == [each.status for each in found]


def test_an_interrupted_passage_covers_its_words() -> None:
    """What an interrupted passage spans counts as cited."""
    text = STORY.replace("tentative agreements", "tentative\n17\nagreements")
    assert uncovered(located(STORY), STORY).covered + 1 == uncovered(located(text), text).covered


def test_nothing_shows_where() -> None:
    """Without any passage found there is no place to ask again."""
    (lost,) = locate([find_quote(words(STORY), QUOTES[1])], STORY.replace("four", "four 17"))
    assert Status.MISSING == lost.status


def test_where_nothing_stands_between() -> None:
    """A passage that stands whole, but where a few words prove nothing, is not interrupted."""
    story = [f"w{number}" for number in range(60)]
    passages = [fingerprint(story, *span) for span in ((2, 4), (3, 5), (40, 6), (50, 6))]
    text = ["other"] * 60
    text[20:26], text[40:46], text[50:56] = story[2:8], story[40:46], story[50:56]
    found = locate(passages, " ".join(text))
    assert [Status.MISSING, *[Status.FOUND] * 3] == [each.status for each in found]
