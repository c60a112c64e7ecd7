"""The words of a text as bytes: where a run of them stands, and how long one looks for it."""

import pytest

from kpbargaining.documents import windows
from kpbargaining.documents.passages import fingerprint
from kpbargaining.documents.windows import Windows

WORDS = ["ab", "cd"] * 5
PAIR = fingerprint(WORDS, 0, 2).digest


def test_a_digest_is_of_words_that_are_there() -> None:
    """Only words that stand in the text have a digest."""
    text = Windows(WORDS)
    assert PAIR == text.digest(0, 2) == text.digest(8, 2)
    assert [""] * 4 == [text.digest(*at) for at in ((-1, 1), (0, 0), (9, 2), (10, 1))]


def test_every_place() -> None:
    """A run of words is found wherever it stands, or between two words only."""
    text = Windows(WORDS)
    assert {PAIR: [0, 2, 4, 6, 8]} == text.scan(2, [PAIR])
    assert {PAIR: [2, 4]} == text.scan(2, [PAIR], 1, 6)
    assert {PAIR: [0]} == text.scan(2, [PAIR], -1, 2)


@pytest.mark.parametrize(("found", "most"), [([0, 2, 4, 6, 8], 621), ([], 620)])
def test_looking_everywhere_has_a_limit(
    monkeypatch: pytest.MonkeyPatch, found: list[int], most: int
) -> None:
    """Each of nine windows counts for its five bytes and 64 more; what is too much is not found."""
    monkeypatch.setattr(windows, "MOST_HASHED", most)
    text = Windows(WORDS)
    assert {PAIR: found} == text.scan(2, [PAIR])
    if found:
        assert {PAIR: []} == text.scan(2, [PAIR])


def test_the_limit_is_the_one_that_is_promised() -> None:
    """At most 4 GiB are hashed."""
    assert 4 * 2**30 == windows.MOST_HASHED
