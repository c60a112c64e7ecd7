"""Colours can be told from the paper, in light and in dark."""

import pytest

from kpbargaining.pictures.drawing.looks import COLOURS, Colour, style_sheet

FAINT = (Colour.PAPER, Colour.GRID, Colour.BAND)
"""What is not to be read: the paper, the lines of the grid, what lies behind."""


def luminance(code: str) -> float:
    """Give the relative luminance of a colour, as the guidelines for accessible contents do."""
    parts = [int(code[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    even = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(part * weight for part, weight in zip(even, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize("colour", [each for each in Colour if each not in FAINT])
def test_contrast(colour: Colour, place: int) -> None:
    """Every colour of a mark stands out from the paper by three to one, text by four and a half."""
    found = contrast(COLOURS[colour][place], COLOURS[Colour.PAPER][place])
    assert found >= (4.5 if colour is not Colour.GREY else 3)


def test_light_dark_and_print() -> None:
    """Dark colours are for screens that ask for them alone, so that print is light."""
    light, _, dark = style_sheet().partition("@media screen and (prefers-color-scheme:dark)")
    assert ".kf-ink{fill:#1a1a1a}" in light
    assert ".kf-ink{fill:#ececec}" in dark
