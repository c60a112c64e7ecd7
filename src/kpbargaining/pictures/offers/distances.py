"""The gaps between two offers, as they are drawn: a line, or a surface where days are in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpbargaining.pictures.drawing.layout import Key
from kpbargaining.pictures.drawing.looks import Colour, Look, Texture
from kpbargaining.pictures.drawing.marks import Bar, Label, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.pictures.drawing.plot import Plot
    from kpbargaining.pictures.offers.made import Apart

    Place = tuple[float, float, str]

__all__ = ["draw_gap", "keys_of_gaps", "write_points"]

GAP = Look(line=Colour.QUIET, width=1.2, dash="2 3")
EARLIER = Look(Colour.GREY, fade="start")
UNSURE = Look(Colour.GREY, Colour.GREY, 0.8, texture=Texture.HATCHED, opacity=0.4)

FROM_MIDDLE = (0, 5, -5, 9, -9, 13, -13, 17, -17, 21, -21, 25, -25, 29, -29, 33, -33)
"""How far from the middle of a gap its points are written, if that is still between its ends."""


def keys_of_gaps(gaps: list[Apart]) -> Iterator[Key]:
    """The entries of the key for some gaps."""
    if any(gap.certain for gap in gaps):
        yield Key("gap", GAP, "line")
    if any(_is_early(gap) for gap in gaps):
        yield Key("it may have begun already", EARLIER)
    if not all(gap.certain for gap in gaps):
        yield Key("gap, if both offers stood at one time", UNSURE)


def _ends(gap: Apart) -> tuple[float, float]:
    """From which day to which it may have begun; twice the same where no surface is drawn."""
    first, last = gap.days.low, gap.days.high
    if gap.is_exact or first is None or last is None:
        return gap.made.at, gap.made.at
    return float(first), float(last)


def _is_early(gap: Apart) -> bool:
    first, last = _ends(gap)
    return gap.certain and first < last


def draw_gap(plot: Plot, gap: Apart) -> None:
    """A line from where it is certain; a surface over the days on which it only may be."""
    (low, high), (first, last) = gap.ends, _ends(gap)
    if first < last:
        plot.behind(Bar(first, last, low, high, EARLIER if gap.certain else UNSURE, gap.told))
    if gap.certain or first == last:
        plot.behind(Rule(last, last, low, high, GAP, told=gap.told))


def write_points(plot: Plot, gap: Apart, *, is_last: bool) -> None:
    """How many points it has, beside it."""
    (low, high), (first, last) = gap.ends, _ends(gap)
    text = gap.points if gap.certain else f"perhaps {gap.points}"
    label = Label(last, (low + high) / 2, text, size=11.5)
    back = plot.x(first) - plot.x(last) - 7
    half = abs(plot.y(low) - plot.y(high)) / 2 - 4
    plot.place(label, _beside(back, half, is_last=is_last), leader=True)


def _beside(back: float, half: float, *, is_last: bool) -> Iterator[Place]:
    """The places beside a gap and between its ends: the last one's to the right at first."""
    right, left = (7.0, "start"), (back, "end")
    for dx, anchor in (right, left) if is_last else (left, right):
        for away in FROM_MIDDLE:
            if abs(away) <= max(half, 0):
                yield dx, 4 + away, anchor
