"""What a picture is made of: bars, lines, dots, rules and labels, at values and not at pixels."""

from __future__ import annotations

from attrs import frozen

from kpbargaining.pictures.drawing.looks import NONE, Colour, Look, Shape
from kpbargaining.pictures.drawing.scales import Scale, Tick

__all__ = ["Axis", "Bar", "Dot", "Label", "Line", "Mark", "Panel", "Rule"]


@frozen
class Bar:
    """A rectangle between two values on each axis; at least as many pixels wide as *least*."""

    x: float
    x2: float
    y: float
    y2: float
    look: Look
    told: str = ""
    """What it stands for, in words."""
    least: float = 0


@frozen
class Line:
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    look: Look
    told: str = ""


@frozen
class Dot:
    """A small shape at a point; hollow where its look fills it with paper."""

    x: float
    y: float
    look: Look
    shape: Shape = Shape.CIRCLE
    size: float = 4
    told: str = ""


@frozen
class Rule:
    """A straight line between two points; a whisker has *caps* across the ends it is sure of."""

    x: float
    x2: float
    y: float
    y2: float
    look: Look
    caps: str = ""
    """At which ends: `start`, `end` or `both`."""
    told: str = ""


@frozen
class Label:
    """A text that starts, ends or has its middle so many pixels from a point."""

    x: float
    y: float
    text: str
    dx: float = 0
    dy: float = 0
    anchor: str = "start"
    size: float = 12
    bold: bool = False
    colour: Colour = Colour.INK

    look: Look = NONE
    told: str = ""


Mark = Bar | Line | Dot | Rule | Label


@frozen
class Axis:
    """What is written along a scale, and whether lines go from there across the panel."""

    ticks: tuple[Tick, ...]
    title: str = ""
    grid: bool = False
    bold: tuple[str, ...] = ()
    """The ticks whose text is bold."""
    two_lines: bool = False
    """Whether what finds no room below the scale may stand one line lower."""
    lower: tuple[Tick, ...] = ()
    """What stands there."""


@frozen
class Panel:
    """A part of a picture with scales of its own, and its marks from the back to the front."""

    name: str
    x: Scale
    y: Scale
    marks: tuple[Mark, ...]
    x_axis: Axis | None = None
    y_axis: Axis | None = None
    heading: str = ""
    """What is written above it, where there are several."""
