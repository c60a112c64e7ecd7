"""Dates as a calendar can show them: whole days, and in words what is not known of them."""

from datetime import date

import pytest
from hypothesis import given

from kpbargaining.exports.dates import drawn
from kpbargaining.strategies import partial_dates, spans
from kpbargaining.values.types import When
from kpbargaining.values.when import PartialDate, Span


def when_of(text: str) -> When:
    """Give the date, or the span, of a text."""
    return Span(text) if "/" in text else PartialDate(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2030-05-06", "2030-05-06", "2030-05-06"),
        ("2030-05-06/2030-05-06", "2030-05-06", "2030-05-06"),
        ("2030-05-06/2030-06-08", "2030-05-06", "2030-06-08"),
    ],
)
def test_an_exact_date(text: str, first: str, last: str) -> None:
    """What is known to the day is drawn on its days, and its words are its text."""
    found = drawn(when_of(text))
    assert (first, last) == (str(found.first), str(found.last))
    assert (True, text) == (found.exact, found.words)


@pytest.mark.parametrize(
    ("text", "first", "last", "words"),
    [
        (
            "2028-02",
            "2028-02-01",
            "2028-02-29",
            "one day from 2028-02-01 to 2028-02-29, not known which",
        ),
        ("2030", "2030-01-01", "2030-12-31", "one day from 2030-01-01 to 2030-12-31, not known"),
        ("1997-24", "1997-12-01", "1998-02-28", "one day from 1997-12-01 to 1998-02-28, not"),
        ("[2030-05-06..2030-05-09]", "2030-05-06", "2030-05-09", "one day from 2030-05-06 to"),
        ("[..2030-05-09]", "2030-05-09", "2030-05-09", "2030-05-09 or earlier"),
        ("[2030-05-06..]", "2030-05-06", "2030-05-06", "2030-05-06 or later"),
        (
            "2030-05-06/",
            "2030-05-06",
            "2030-05-06",
            "first day: 2030-05-06; last day: not known",
        ),
        ("/2030-05", "2030-05-01", "2030-05-31", "first day: not known; last day: one day from"),
        (
            "2030-05-06/..",
            "2030-05-06",
            "2030-05-06",
            "first day: 2030-05-06; last day: still going on",
        ),
        (
            "[..2030-05-06]/2030-05-08",
            "2030-05-06",
            "2030-05-08",
            "first day: 2030-05-06 or earlier; last day: 2030-05-08",
        ),
        (
            "2030-05/2030-05-08",
            "2030-05-01",
            "2030-05-31",
            "first day: one day from 2030-05-01 to 2030-05-31, not known which; last day: 2030",
        ),
    ],
)
def test_an_uncertain_date(text: str, first: str, last: str, words: str) -> None:
    """What is not known to the day is drawn over the days that it names, and told in words."""
    found = drawn(when_of(text))
    assert (first, last) == (str(found.first), str(found.last))
    assert not found.exact
    assert f"{text} ({words}" == found.words[: len(text) + len(words) + 2]


@given(partial_dates(1, 9998) | spans(1, 9998))
def test_no_date_is_drawn_where_it_cannot_lie(when: When) -> None:
    """The days lie in order, an end that is known is drawn, and exact is what has no other days."""
    found = drawn(when)
    assert found.first <= found.last
    assert when.low in (None, found.first.toordinal())
    assert when.high is None or found.last.toordinal() >= when.high
    assert date(9999, 12, 31) > found.last
    assert found.exact is (found.words == when.text)
