"""Spans: what their texts mean, how long they are, and what is refused."""

import pytest

from kpbargaining.errors import InvalidValue
from kpbargaining.values.when import PartialDate, Span


@pytest.mark.parametrize(
    ("earliest", "latest", "length", "ongoing", "text"),
    [
        ("2025-08-19", "2025-08-23", "5", False, "2025-08-19/2025-08-23"),
        ("2025-08-19", "2025-08-19", "1", False, "2025-08-19/2025-08-19"),
        ("2025-01-01", "2025-12-31", "1..365", False, "2025/2025"),
        ("2018-01-01", "2019-12-31", "2..730", False, "2018/2019"),
        ("2025-08-01", "2025-08-10", "1..10", False, "2025-08/2025-08-10"),
        ("2018-01-01", None, ">=1", True, "2018/.."),
        ("2018-01-01", None, ">=1", False, "2018/"),
        ("2018-01-01", None, ">=152", False, "2018-01-01/[2018-06-01..]"),
        (None, "2018-12-31", ">=1", False, "/2018"),
        (None, "2018-12-31", ">=2", False, "[..2017]/2018"),
    ],
)
def test_span(
    earliest: str | None,
    latest: str | None,
    length: str,
    ongoing: bool,  # noqa: FBT001 - an expected value
    text: str,
) -> None:
    """A span knows its outermost days, how many days it holds, and whether it still goes on."""
    span = Span(text)

    assert text == span.text == str(span)
    assert (earliest, latest) == (
        span.earliest and str(span.earliest),
        span.latest and str(span.latest),
    )
    assert (length, ongoing) == (str(span.length), span.ongoing)
    assert span == Span.between(span.start, span.end, ongoing=span.ongoing)


@pytest.mark.parametrize(
    "text",
    [
        *("", "/", "..", "../..", "/..", "../2018", "2018", "2018/...", "2018/../..", "2018//2019"),
        *("2018/2019/2020", "2018 / 2019", "2018/2019\n", "2018/ ", "2018--2019", "2018/now"),
        *("2019/2018", "2025-08-23/2025-08-19", "[2019..]/2018", "2023-02-29/2023-03-01"),
        *("2018/P1Y", "2018-01-01T00:00/2018-01-02"),
    ],
)
def test_text_that_is_no_span(text: str) -> None:
    """Text that is no span is refused, one that runs backwards or is open at both ends included."""
    with pytest.raises(InvalidValue, match=r"^expected .*, found "):
        Span(text)


@pytest.mark.parametrize(
    ("start", "end", "ongoing"), [(None, None, False), (None, None, True), ("2018", "2019", True)]
)
def test_span_between_nothing(start: str | None, end: str | None, ongoing: bool) -> None:  # noqa: FBT001 - as above
    """A span of two unknown ends is refused, and so is one that has ended and still goes on."""
    first, last = start and PartialDate(start), end and PartialDate(end)

    with pytest.raises(InvalidValue):
        Span.between(first or None, last or None, ongoing=ongoing)


def test_a_span_without_an_end_is_over() -> None:
    """Unless it is said to go on, a span of which no end is known has one."""
    assert Span("2018/") == Span.between(PartialDate("2018"), None)
    assert Span("2018/..") == Span.between(PartialDate("2018"), None, ongoing=True)
