"""Boxes of texts, and a place for each where it covers no other."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from kpbargaining.pictures.drawing.lettering import width_of
from kpbargaining.pictures.drawing.looks import Colour
from kpbargaining.pictures.drawing.marks import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpbargaining.pictures.drawing.marks import Axis, Panel
    from kpbargaining.pictures.drawing.scales import Scale

__all__ = [
    "AROUND",
    "AXIS_SIZE",
    "BESIDE_AXIS",
    "Box",
    "axis_labels",
    "box_of",
    "boxes_of",
    "is_free",
]

ASCENT, DESCENT = 0.78, 0.24
"""How far letters reach above and below their line, by their size."""

AXIS_SIZE = 11.5
BESIDE_AXIS = 8
BELOW, LOWER = 16, 14
"""How far below the scale its ticks stand, and how much lower those of a second line."""

AROUND = (
    (0, -9, "middle"),
    (9, -5, "start"),
    (-9, -5, "end"),
    (0, 18, "middle"),
    (9, 14, "start"),
    (-9, 14, "end"),
    (11, 4, "start"),
    (-11, 4, "end"),
    (0, -23, "middle"),
    (0, 32, "middle"),
)
"""Where a label can stand to its point: offsets in pixels and what of it stands there."""


class Box(NamedTuple):
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether both have a pixel in common."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def inside(self, other: Box) -> bool:
        """Whether no pixel of it is outside of the other."""
        across = other.left <= self.left and self.right <= other.right
        return across and other.top <= self.top and self.bottom <= other.bottom


def box_of(label: Label, x: Scale, y: Scale) -> Box:
    """The box of a label."""
    width = width_of(label.text, label.size, bold=label.bold)
    at, line = x(label.x) + label.dx, y(label.y) + label.dy
    left = at - width * {"start": 0, "middle": 0.5, "end": 1}[label.anchor]
    return Box(left, line - label.size * ASCENT, left + width, line + label.size * DESCENT)


def is_free(box: Box, taken: Iterable[Box]) -> bool:
    """Whether a box meets none of those taken."""
    return not any(box.meets(other) for other in taken)


def axis_labels(panel: Panel) -> Iterator[Label]:
    """The texts of both axes of a panel."""
    if panel.x_axis is not None:
        yield from _below(panel, panel.x_axis)
    if panel.y_axis is not None:
        yield from _beside(panel, panel.y_axis)


def _below(panel: Panel, axis: Axis) -> Iterator[Label]:
    bottom = panel.y.invert(max(panel.y.start, panel.y.end))
    for dy, ticks in ((BELOW, axis.ticks), (BELOW + LOWER, axis.lower)):
        for value, text in ticks:
            yield Label(value, bottom, text, 0, dy, "middle", AXIS_SIZE, colour=Colour.QUIET)
    if axis.title:
        dy = 2 * BELOW + 1 + (LOWER if axis.lower else 0)
        yield Label(panel.x.high, bottom, axis.title, 0, dy, "end", AXIS_SIZE, colour=Colour.QUIET)


def _beside(panel: Panel, axis: Axis) -> Iterator[Label]:
    for value, text in axis.ticks:
        bold = text in axis.bold
        colour = Colour.INK if bold or not axis.grid else Colour.QUIET
        x, size = panel.x.low, AXIS_SIZE
        yield Label(x, value, text, -BESIDE_AXIS, 4, "end", size, bold=bold, colour=colour)
    if axis.title:
        top = panel.y.invert(min(panel.y.start, panel.y.end))
        yield Label(panel.x.low, top, axis.title, 0, -10, "start", AXIS_SIZE, colour=Colour.QUIET)


def boxes_of(panels: Iterable[Panel]) -> list[tuple[str, Box]]:
    """The boxes of all texts of some panels, with the texts."""
    return [
        (label.text, box_of(label, panel.x, panel.y))
        for panel in panels
        for label in chain(axis_labels(panel), panel.marks)
        if isinstance(label, Label)
    ]
