"""What printing changes in a text, and what it leaves."""

import json
from typing import Any

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


@pytest.mark.parametrize(
    ("expected", "author"),
    [
        ("", None),
        ("", []),
        ("", [{}]),
        ("Acme", [{"literal": "Acme"}]),
        ("AcmeUnited", [{"literal": "Acme"}, {"literal": "United"}]),
        ("its readers", [{"given": "its", "family": "readers"}]),
        ("Nobody", {"literal": "Nobody"}),
        ("Nobody", "Nobody"),
        ("Nobody", ["Nobody"]),
        ("5", [{"family": 5}]),
    ],
)
def test_whom_an_item_names(expected: str, author: Any) -> None:
    """In whatever form CSL-JSON names an author, it is read: none is taken for no author."""
    text = json.dumps([{"title": "Talks", "author": author}])
    assert expected == read_printed(text).fields["author"]
