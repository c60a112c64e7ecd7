"""Arithmetic of raises: exact decimals, added up or one on the other, to a hundredth."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from math import prod
from typing import TYPE_CHECKING

from kpbargaining.values.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "START",
    "added_up",
    "compounded",
    "percent",
    "points",
    "rounded",
    "total",
    "within",
    "written",
]

START = Decimal(100)
"""The level before the first raise."""

CENT = Decimal("0.01")

BEYOND = Decimal(10) ** 15
"""What no amount reaches: more digits than it is written with."""


def added_up(raises: Iterable[Decimal]) -> Decimal:
    """The raises as a sum, in percent."""
    return sum(raises, Decimal(0))


def compounded(raises: Iterable[Decimal]) -> Decimal:
    """The level after raises, each on the one before it, from 100 on."""
    return prod((1 + each / 100 for each in raises), start=START)


def rounded(value: Decimal) -> Decimal:
    """A number to a hundredth."""
    return value.quantize(CENT, ROUND_HALF_UP) + 0  # which turns -0.00 into 0.00


def within(value: Decimal | None) -> Decimal | None:
    """A level to a hundredth; None where it is not known, or too large for any amount."""
    return None if value is None or abs(value) + CENT / 2 >= BEYOND else rounded(value)


def written(value: Decimal) -> str:
    """A number in the one way that an amount is written, to a hundredth."""
    text = f"{rounded(value):f}"
    return text.rstrip("0").rstrip(".")


def percent(value: Decimal) -> Quantity:
    """A number as a percentage, to a hundredth."""
    return Quantity(f"{written(value)}%")


def total(value: Decimal | None) -> Quantity | None:
    """A total as a percentage; None where it is not known, or too large for any amount."""
    known = within(value)
    return None if known is None else percent(known)


def points(value: Decimal) -> Quantity:
    """A difference of two percentages: so many points, to a hundredth."""
    return Quantity(f"{written(value)} points")
