"""Arithmetic of raises: exact decimals, added up or one on the other, to a hundredth."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from math import prod
from typing import TYPE_CHECKING

from kpbargaining.values.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["START", "added_up", "compounded", "percent", "points", "rounded"]

START = Decimal(100)
"""The level before the first raise."""

CENT = Decimal("0.01")


def added_up(raises: Iterable[Decimal]) -> Decimal:
    """The raises as a sum, in percent."""
    return sum(raises, Decimal(0))


def compounded(raises: Iterable[Decimal]) -> Decimal:
    """The level after raises, each on the one before it, from 100 on."""
    return prod((1 + each / 100 for each in raises), start=START)


def rounded(value: Decimal) -> Decimal:
    """A number to a hundredth."""
    return value.quantize(CENT, ROUND_HALF_UP) + 0  # which turns -0.00 into 0.00


def _written(value: Decimal) -> str:
    text = f"{rounded(value):f}"
    return text.rstrip("0").rstrip(".")


def percent(value: Decimal) -> Quantity:
    """A number as a percentage, to a hundredth."""
    return Quantity(f"{_written(value)}%")


def points(value: Decimal) -> Quantity:
    """A difference of two percentages: so many points, to a hundredth."""
    return Quantity(f"{_written(value)} points")
