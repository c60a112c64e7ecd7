"""The words of a quote qualify a number as the value does, or a person is asked."""

import pytest

from kpbargaining.documents.qualifiers import unlike
from kpbargaining.values.quantity import Quantity


@pytest.mark.parametrize(
    ("quote", "value"),
    [
        ("about 61,000 workers", "~61000"),
        ("Nearly 5,000 nurses", "<5000"),
        ("more than 100 people", ">100"),
        ("at least 30 sites", ">=30"),
        ("12+ tables", ">=12"),
        ("up to 50 sites", "<=50"),
        ("44 agreements", "44"),
        ("two to four days", "2..4"),
        ("about two to four days", "2..4"),
    ],
)
def test_qualified_alike(quote: str, value: str) -> None:
    """A number that is about, more or less in both is no matter for a person."""
    assert "" == unlike(quote, [Quantity(value)])


@pytest.mark.parametrize(
    ("quote", "value", "told"),
    [
        ("61,000 workers", "~61000", "no word of the quote says about"),
        ("about 61,000 workers", "61000", "the quote qualifies a number"),
        ("more than 100 people", "<100", "no word of the quote says nearly"),
        ("overtime of 100 people", ">100", "no word of the quote says over"),
    ],
)
def test_qualified_unlike(quote: str, value: str, told: str) -> None:
    """A qualifier that is in one of the two only is told."""
    assert told in unlike(quote, [Quantity(value)])


def test_values_that_are_no_amounts() -> None:
    """Dates and texts have no qualifier."""
    assert "" == unlike("about May 6", ["2030-05-06", None, ("a",)])
