"""Arithmetic of raises: added up, one on the other, and to a hundredth."""

from decimal import Decimal

import pytest

from kpbargaining.values.percentages import (
    START,
    added_up,
    compounded,
    percent,
    points,
    rounded,
    total,
    within,
    written,
)
from kpbargaining.values.quantity import Quantity

RAISES = [Decimal(4), Decimal(3), Decimal("2.5")]


def test_raises_added_up() -> None:
    """Raises add up as plain percentages; none add up to nothing."""
    assert Decimal("9.5") == added_up(RAISES)
    assert 0 == added_up([])


def test_raises_on_raises() -> None:
    """A raise is on the level before it: 4 %, then 3 %, then 2.5 % lead from 100 to 109.798."""
    assert Decimal("109.798") == compounded(RAISES)
    assert compounded(RAISES) == compounded(reversed(RAISES))
    assert START == compounded([]) == 100


@pytest.mark.parametrize(
    ("expected", "value"),
    [
        ("9.80", "9.798"),
        ("0.01", "0.005"),
        ("-0.01", "-0.005"),
        ("0.00", "-0.004"),
        ("3.00", "3"),
    ],
)
def test_rounded_to_a_hundredth(expected: str, value: str) -> None:
    """A half is rounded away from nothing, and nothing has no sign."""
    assert expected == str(rounded(Decimal(value)))


@pytest.mark.parametrize(
    ("expected", "value"),
    [("9.8", "9.798"), ("10", "10"), ("0", "-0.001"), ("-1.25", "-1.25"), ("100", "1E+2")],
)
def test_as_amounts(expected: str, value: str) -> None:
    """A number becomes an amount in percent, a difference one in points, without idle zeros."""
    assert Quantity(f"{expected}%") == percent(Decimal(value))
    assert Quantity(f"{expected} points") == points(Decimal(value))
    assert expected == written(Decimal(value))


@pytest.mark.parametrize(
    ("expected", "value"),
    [
        ("999999999999999.99", "999999999999999.9949"),
        (None, "999999999999999.995"),
        (None, "-1E+15"),
        (None, "1E+5000"),
        (None, None),
    ],
)
def test_beyond_all_amounts(expected: str | None, value: str | None) -> None:
    """A total that is not known, or has more digits than an amount can have, is not told."""
    given = None if value is None else Decimal(value)
    assert (None if expected is None else Decimal(expected)) == within(given)
    assert (None if expected is None else Quantity(f"{expected}%")) == total(given)
