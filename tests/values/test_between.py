"""Dates made from two days."""

import pytest

import kpbargaining as kp
from kpbargaining.values.between import date_between


@pytest.mark.parametrize(
    "text",
    [
        "2030-05-06",
        "2030-05",
        "2030",
        "2030-21",
        "2030-24",
        "[2030-05-06..2030-05-07]",
        "[2030-05-01..2030-06-30]",
        "[2030-05-06..]",
        "[..2030-05-06]",
    ],
)
def test_a_date_between_two_days(text: str) -> None:
    """A date is made again from its first and its last day, in the simplest spelling."""
    date = kp.PartialDate(text)
    assert date == date_between(date.low, date.high)


def test_no_day_at_all() -> None:
    """Between two days that are not known there is no date."""
    assert date_between(None, None) is None


def test_backwards() -> None:
    """A first day after the last is refused."""
    with pytest.raises(kp.InvalidValue, match="not after its end"):
        date_between(2, 1)
