"""The words of a text and where they stand, by example and by law."""

from __future__ import annotations

import sys
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kpbargaining.documents.passages import Status, find_quote, locate
from kpbargaining.documents.words import Wording, _fold, _is_plain, words

if TYPE_CHECKING:
    from kpbargaining.values.passages import Passage

ODD = (
    "aB1-'_ \n\u00a0\u00ad\u200b\ufeff\u2019\u2013\u2026\u2022\ufb01\u00df\u0130\u00bd\u00b4\u2122"
    "e\u03b1\u0301\u0323\u0345\u0338\u1100\u1161\u11a8\uac00\u3131\u314f\uff76\uff9e\ufe0f\u034f\u20e3"
    "\u0915\u094d\U0001f600\U00016d63\U00016d67\ud800"
)


def stamp(quote: str) -> Passage:
    """The passage of a quote by itself."""
    return find_quote(words(quote), quote)


texts = st.text(st.sampled_from(ODD) | st.characters())


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ([], ""),
        ([], " \u2022 \u2013 \u201c\u2026\u201d \ud800"),
        (["kp", "s", "44"], "KP\u2019s \u201844\u2019"),
        (["across", "the", "board"], "across-the\u2011board"),
        (["cooperate"], "co\u00adoper\u200bate\ufeff"),
        (["first", "second"], "first\u00a0\r\nsecond"),
        (["snake", "case"], "snake_case"),
        (["strasse", "office"], "STRA\u00dfE o\ufb03ce"),
        (["\u00e9t\u00e9"], "e\u0301TE\u0301"),
        (["1", "2"], "\u00bd"),
        (["x2", "v"], "x\u00b2 \u2164"),
        (["done"], "\u25aa\ufe0f done \u2714\ufe0f"),
        (["kp", "s"], "KP\u00b4s"),
        (["1", "one"], "1\ufe0f one\U000e0100"),
        (["\uac01"], "\u1100\u1161\u11a8"),
        (["\u30ac"], "\uff76\uff9e"),
        (["\u0915\u094d\u0937"], "\u0915\u094d\u0937"),
    ],
)
def test_typography_makes_no_difference(expected: list[str], text: str) -> None:
    """Only letters, digits and the marks on them make words."""
    assert expected == words(text)
    assert expected == list(Wording.of(text).words)


def test_ascii_takes_the_same_way() -> None:
    """ASCII characters give the same words alone as beside others."""
    for code in range(128):
        text = f"Ab{chr(code)}Cd"
        assert ["\u00e9", *words(text)] == words(f"\u00e9 {text}")


@given(texts)
@example("\u00b4a")
@example("a_\u0301")
def test_words_of_words_are_the_words(text: str) -> None:
    """Normalising what is normalised changes nothing."""
    assert words(text) == words(" ".join(words(text)))


@given(texts)
@example("a\u0338\u0301")
@example("e\u00ad\u0301")
@example("\u03b1\u0345\u0301")
@example("\u1100\u00ad\u1161\u11a8\u11a8")
@example("\U00016d63\U00016d67\U00016d67")
@example("\u2026\u0301x")
@example("e\u0344")
def test_pieces_give_the_words_of_the_whole(text: str) -> None:
    """Normalising piece by piece gives the words of the whole text."""
    assert words(text) == list(Wording.of(text).words)


@given(texts)
def test_each_word_stands_where_it_is_said_to(text: str) -> None:
    """The original text of a word has the word in it, and places ascend."""
    wording = Wording.of(text)
    for i, word in enumerate(wording.words):
        assert word in words(wording.original(i, 1))
    assert sorted(wording.starts) == list(wording.starts)
    assert sorted(wording.ends) == list(wording.ends)
    assert all(start < end for start, end in zip(wording.starts, wording.ends, strict=True))


PRINTED = ["caf\u00e9", "e\u0301t", "co\u00adop", "\u1100\u1161", "KP", "\ufb01t"]


@given(st.lists(st.sampled_from(PRINTED)))
def test_a_word_between_blanks_is_shown_as_printed(printed: list[str]) -> None:
    """What stood between blanks is what `original` gives back."""
    wording = Wording.of(" \u2026 ".join(printed))
    assert printed == [wording.original(i, 1) for i in range(len(printed))]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("cost $6,000 a year", "$6,000"),
        ("cost (\u20ac6,000) a year", "\u20ac6,000"),
        ("fell by -3 or -4", "-3 or -4"),
        ("-3 it fell", "-3"),
        ("$6,000 a year", "$6,000"),
        ("about 98% of it", "98%"),
        ("in 12+ places", "12+"),
        ("a co-lead, in full", "lead, in"),
        ("talks of 24-26 agreed", "24-26"),
        ("talks of 24-26 agreed", "26 agreed"),
        ("talks of Local-30 there", "30 there"),
        ("talks of A#7 there", "7 there"),
    ],
)
def test_the_signs_of_a_number_are_shown(text: str, printed: str) -> None:
    """What is given back begins with the sign of a number and ends with its percent sign."""
    wording = Wording.of(text)
    inside = words(printed)
    at = next(
        i for i in range(len(wording.words)) if wording.words[i:][: len(inside)] == tuple(inside)
    )
    assert printed == wording.original(at, len(inside))


def test_figures_of_one_number() -> None:
    """A comma, a dash or the like between digits parts the figures of one number, and no other."""
    wording = Wording.of("6,000 of 24-26, or 3 2b,4 co,5 7 8,x 9,y1 5-6pm")
    pairs = [wording.words[at - 1 : at + 1] for at in range(-1, 20) if wording.parts_number(at)]
    assert [("6", "000"), ("24", "26"), ("5", "6pm")] == pairs


MARKS = (
    ".,:/\\'`~\u00b7\u2018\u2019\u201a\u2032\u066b\u066c\u2044\u2215\u2219\u2236\u223c\u22c5\u301c"
    "\uff0c\uff0e\uff0f\uff1a\uff5e\u2024\ufe50\ufe52\ufe63\u207b"
)
"""What can stand between two figures of one number."""


@pytest.mark.parametrize(
    "more",
    [
        *(f"{mark}5" for mark in MARKS),
        *("-5", "--5", " \u2013 5", "\u00a0- 5", "\uff0d5", "-\n5", " -- \n 5"),
        *(".\u200b5", "\u2060\u2013\u20605", " \u2013\u00a05", "\u207b5"),
        *("\u00a0000", "\u2007000", "\u2009000", "\u202f000", " 000", " 000km"),
        *(" 1/2", "\n1\u20442", " \u00bd", "\u00a0\u00bd", " 11\u22152"),
    ],
)
def test_a_number_that_goes_on(more: str) -> None:
    """A passage that ends where a number of the copy goes on, or begins inside one, is edited."""
    text = f"raises of 3{more} percent"
    parts = stamp("raises of 3"), stamp(f"{' '.join(words(more))} percent")
    assert [Status.EDITED] * 2 == [locate([each], text)[0].status for each in parts]


@pytest.mark.parametrize(
    "text",
    [
        *("raises of 3, 5 percent", "raises of 3\n- 5 percent", "raises of 3; 5 percent"),
        *("raises of 3  000", "raises of 3\n000", "raises of 2030 000", "raises of 3 0000"),
        *("raises of 2030\u00a0000", "raises of 3\u00a05 percent"),
        *("raises of 3 1 / 2", "raises of 3 or .5 percent", "raises of 3. .5 percent"),
        *("raises of 3\u00a01000", "raises of q3\u00a0000", "raises of 3; .5", "raises of 3 1-2"),
        *("raises of 3\u20265", "raises of 3 . 5", "raises of 3\n\u2013 5"),
    ],
)
def test_a_number_that_ends(text: str) -> None:
    """Where another number follows, or what need not part thousands, a passage is found."""
    quote = " ".join(words(text)[:3])
    assert [Status.FOUND] == [each.status for each in locate([stamp(quote)], text)]


def test_a_word_behind_a_point() -> None:
    """What begins with a figure goes on with the number of a point, whatever it ends with."""
    text = "a .5th part, .b5 of it"
    found = locate([stamp("5th part")], text) + locate([stamp("b5 of")], text)
    assert [Status.EDITED, Status.FOUND] == [each.status for each in found]


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (Status.EDITED, "a raise of .5 percent"),
        (Status.EDITED, ".5 percent"),
        (Status.EDITED, "a raise (.5 percent)"),
        (Status.EDITED, "a raise of $.5 percent"),
        (Status.EDITED, "a raise of -\u066b5 percent"),
        (Status.FOUND, "a raise of no.5 percent"),
        (Status.FOUND, "a raise... 5 percent"),
        (Status.FOUND, "a raise...5 percent"),
        (Status.FOUND, "a raise .\n5 percent"),
        (Status.FOUND, "5 percent"),
    ],
)
def test_a_point_before_the_first_figure(status: Status, text: str) -> None:
    """A passage that begins behind the point of a number without a whole part is edited."""
    assert [status] == [each.status for each in locate([stamp("5 percent")], text)]


def test_a_fraction_of_one_character() -> None:
    """The figures of a fraction that is one character are of one number."""
    text = "raises of \u00bd percent"
    parts = stamp("raises of 1"), stamp("2 percent")
    assert [Status.EDITED] * 2 == [locate([each], text)[0].status for each in parts]
    assert Status.FOUND is locate([stamp("raises of \u00bd percent")], text)[0].status


def test_a_word_in_a_rough_piece_is_shown_as_printed() -> None:
    """Also where a piece is read with care, a word begins at its own first character."""
    wording = Wording.of("co\u00adop-\u00e9t\u00e9/x\u0301\u0301y")
    assert ["co\u00adop", "\u00e9t\u00e9", "x\u0301\u0301y"] == [
        wording.original(i, 1) for i in range(3)
    ]


def test_a_mark_that_is_a_letter_is_shown_with_what_it_stands_on() -> None:
    """The small iota, which folds to a letter, is shown on the character that carries it."""
    wording = Wording.of("so \u2022\u0345 on")
    assert ("so", "\u03b9", "on") == wording.words
    assert "\u2022\u0345" == wording.original(1, 1)


def test_an_ellipsis_is_read_at_one_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """What folds to several characters but to no word is no reason to look at a text with care."""

    def rough(text: str, offset: int) -> None:
        raise AssertionError(text, offset)

    monkeypatch.setattr("kpbargaining.documents.words._rough", rough)
    assert ("caf\u00e9", "so", "on") == Wording.of("caf\u00e9\u2026so\u2025on\u203c").words


def test_a_wording_shows_its_words_alone() -> None:
    """Shown as text, a wording has its words; the text that they are of can be a book."""
    assert "Wording(words=('one', 'two'))" == repr(Wording.of("One, two"))


@pytest.mark.parametrize("char", ["\u1100", "\u1161", "\u11a8", "\u11ff", "\u0301", "\U00016d63"])
def test_what_may_join_is_not_plain(char: str) -> None:
    """Marks, all of the jamo and letters outside the first plane are looked at with care."""
    assert not _is_plain(char)
    assert _is_plain("\u10ff")
    assert _is_plain("\u1200")


def test_original_is_cut_to_the_words_there_are() -> None:
    """Asking for more words than the text has gives those it has."""
    wording = Wording.of("\u201cOne, two\u201d \u2013 three.")
    assert "two\u201d \u2013 three" == wording.original(1, 9)
    assert "One" == wording.original(-2, 3)
    assert "" == wording.original(3, 1)


def _is_assigned(char: str) -> bool:
    return unicodedata.category(char) not in {"Cn", "Co", "Cs"}


def test_unicode_keeps_what_the_normalisation_rests_on() -> None:
    """No character breaks what the cutting into pieces takes for granted."""
    joining: set[str] = set()
    for char in filter(_is_assigned, map(chr, range(sys.maxunicode + 1))):
        folded = _fold(char)
        assert folded == char or folded == _fold(folded)
        assert char.isalnum() == (unicodedata.category(char)[0] in "LN")
        if unicodedata.is_normalized("NFC", char):
            joining.update(unicodedata.normalize("NFD", char)[1:])
    assert not [char for char in joining if _is_plain(char)]
    assert not [char for char in joining if ord(char) < 0x300]


@pytest.mark.parametrize("char", ["a", "\u00ad", "\u0301", "\u1161", "\u2019"])
def test_long_texts_take_a_short_time(char: str) -> None:
    """A text of one character repeated is read without backtracking or copying."""
    assert len(Wording.of("\u00e9" + char * 20_000).words) in {1, 20_001}
