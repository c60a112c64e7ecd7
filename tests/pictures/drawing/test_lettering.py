"""How wide a text is, where it breaks, and what it may not hold."""

import pytest

from kpbargaining.pictures.drawing.lettering import clean, length_of, shortened, width_of, wrapped


def test_widths_are_those_of_helvetica() -> None:
    """The width of a text is the sum of its letters, with room to spare."""
    assert pytest.approx(14.17, abs=0.01) == length_of("Kaiser", 5)
    assert width_of("Kaiser", 5) > (length_of("Kaiser", 5) or 0)
    assert width_of("Kaiser", 5, bold=True) > width_of("Kaiser", 5)


def test_what_is_not_known_is_wide() -> None:
    """A letter that is not known takes more room than most, and its width is not claimed."""
    assert width_of("\u6f22", 10) > width_of("\u00e9", 10) > width_of("e", 10)
    assert None is length_of("caf\u00e9", 10)


@pytest.mark.parametrize(
    ("room", "text"), [(999, "session held"), (50, "session..."), (16, "s..."), (3, "")]
)
def test_clipped(room: float, text: str) -> None:
    """What is too long ends in dots; where not even a letter fits there is nothing."""
    assert text == shortened("session held", 11, room)
    assert width_of(text, 11) <= room


def test_wrapped() -> None:
    """A line ends between words; a word that fits in no line is clipped."""
    assert ["one two", "three"] == wrapped("one two three", 10, 40)
    assert ["one", "incomp...", "two"] == wrapped("one incomprehensibilities two", 10, 45)
    assert [] == wrapped("", 10, 40)


def test_clean() -> None:
    """Characters that steer are written out, and a text is one line."""
    assert "a b \\x1b[0m \\u202ec" == clean("a\n b \x1b[0m \u202ec")
