"""What printing changes in a text, and what it leaves."""

import pytest
from hypothesis import given

from kpbargaining.publishing.verifying.printed import read_printed, squeezed
from kpbargaining.strategies import texts


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("ab", " a\n\tb\u00a0\u200b\u00ad"),
        ('"a"', "\u201ca\u201d"),
        ('"a"', "``a''"),
        ("it's", "it\u2019s"),
        ("a-b-c-d", "a--b\u2013c\u2014-d"),
        ("...", "\u2026"),
        ("\u00e9", "e\u0301"),
        ("\u00e9", "e\u200b\u0301"),
        ("Ab", "Ab"),
    ],
)
def test_what_printing_changes(expected: str, text: str) -> None:
    """Blanks, line ends, kinds of quotes, dashes and characters are not looked at; letters are."""
    assert expected == squeezed(text)


@given(texts())
def test_what_is_squeezed_stays(text: str) -> None:
    """What is left of a text is the same when it is squeezed again."""
    assert squeezed(text) == squeezed(squeezed(text))


@given(texts())
def test_any_line_is_read(text: str) -> None:
    """Of whatever begins as no form with parts, the line is read as it stands."""
    printed = read_printed(f"Text {text}")
    assert {} == printed.fields
    assert squeezed(f"Text {text}") == printed.squeezed
