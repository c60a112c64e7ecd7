"""The layout of a picture under construction: title, key, panels one below the other, notes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from kpbargaining.pictures.drawing.labels import Box
from kpbargaining.pictures.drawing.lettering import clean, shortened, width_of, wrapped
from kpbargaining.pictures.drawing.looks import Colour, Look, Shape
from kpbargaining.pictures.drawing.marks import Bar, Dot, Label, Line, Panel, Rule
from kpbargaining.pictures.drawing.plot import Plot
from kpbargaining.pictures.drawing.scales import Scale, ScaleKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpbargaining.pictures.drawing.marks import Mark

__all__ = ["Drawing", "Key", "Layout"]

EDGE = 14
TITLE, TEXT, SMALL = 18, 13, 11
LEADING = 1.35
SWATCH = 22


@frozen
class Key:
    """One entry of the key: a mark in small, and what it stands for."""

    text: str
    look: Look
    shape: Shape | str = "bar"
    """A shape for a dot, or `bar`, `line`, `whisker`."""


@frozen
class Drawing:
    """A picture as panels of marks, at one width."""

    width: float
    height: float
    title: str
    subtitle: str
    page: Panel
    """What is written around the panels."""
    key: Panel
    panels: tuple[Panel, ...]
    notes: tuple[str, ...]

    @property
    def all_panels(self) -> tuple[Panel, ...]:
        """The panels, with the page and the key."""
        return self.page, self.key, *self.panels


class Layout:
    """A picture under construction, from the top down."""

    def __init__(self, width: float, title: str, subtitle: str) -> None:
        self.width = width
        self.title: str = clean(title)
        self.subtitle: str = clean(subtitle)
        self.cursor: float = EDGE
        self._plots: list[Plot] = []
        self._texts: list[Mark] = []
        self._notes: list[str] = []
        self._heading = ""
        self._write([self.title], TITLE, bold=True)
        self._write([self.subtitle], TEXT, colour=Colour.QUIET)
        self._key = self._key_of([])

    @property
    def room(self) -> float:
        """How wide a line of text can be."""
        return self.width - 2 * EDGE

    def _write(
        self, texts: Iterable[str], size: float, *, bold: bool = False, colour: Colour = Colour.INK
    ) -> None:
        for text in texts:
            for line in wrapped(text, size, self.room, bold=bold):
                self.cursor += size * LEADING
                at = self.cursor - size * (LEADING - 1)
                self._texts.append(Label(EDGE, at, line, size=size, bold=bold, colour=colour))

    def heading(self, text: str) -> None:
        """Write a line above the next panel."""
        self.cursor += 8
        self._heading = clean(text)
        self._write([self._heading], TEXT, bold=True)

    def notes(self, texts: Iterable[str], above: float = 6) -> None:
        """Write small lines of text."""
        self.cursor += above
        notes = list(map(clean, texts))
        self._notes += notes
        self._write(notes, SMALL, colour=Colour.QUIET)

    def keys(self, keys: Iterable[Key]) -> None:
        """Write the key, in as many lines as it takes."""
        self.cursor += 8
        x, line = float(EDGE), self.cursor + 12
        marks: list[Mark] = []
        for key in keys:
            wanted = SWATCH + 6 + width_of(clean(key.text), SMALL + 1)
            if x > EDGE and x + wanted > self.width - EDGE:
                x, line = EDGE, line + 18
            marks += _swatch(key, x, line - 4)
            text = shortened(clean(key.text), SMALL + 1, self.room - SWATCH - 6)
            marks.append(Label(x + SWATCH + 6, line, text, size=SMALL + 1))
            x += wanted + 18
        self._key = self._key_of(marks, line + 4)
        self.cursor = line + 4

    def _key_of(self, marks: list[Mark], end: float | None = None) -> Panel:
        """The key as a panel of its own, whose values are pixels."""
        top, bottom = self.cursor, end or self.cursor + 1
        across = Scale(ScaleKind.LINEAR, 0, self.width, 0, self.width)
        down = Scale(ScaleKind.LINEAR, top, bottom, top, bottom)
        return Panel("key", across, down, tuple(marks))

    def plot(  # noqa: PLR0913 (a rectangle has four sides, and two scales)
        self,
        name: str,
        height: float,
        x: tuple[ScaleKind, float, float],
        y: tuple[ScaleKind, float, float],
        *,
        left: float,
        right: float = 20,
        above: float = 26,
        below: float = 26,
        down: bool = False,
    ) -> Plot:
        """Add a panel over the whole width; *down*: its values grow downwards, as rows do."""
        if x[0] is ScaleKind.DAYS:
            x = (x[0], max(x[1], 1.0), min(x[2], float(date.max.toordinal())))
        top = self.cursor + above
        bottom = top + height
        ends = (top, bottom) if down else (bottom, top)
        page = Box(4, 0, self.width - 4, bottom + below)
        across = Scale(*x, left, self.width - right)
        plot = Plot(name, across, Scale(*y, *ends), page, self._heading)
        self._heading = ""
        self._plots.append(plot)
        self.cursor = bottom + below
        return plot

    def drawing(self) -> Drawing:
        """The whole of it; what found no room beside its mark stands in a last note."""
        left = [text for plot in self._plots for text in plot.without_room]
        if left:
            self.notes([f"Without room beside their marks: {'; '.join(left)}."], above=0)
        height = float(round(self.cursor + EDGE))
        across = Scale(ScaleKind.LINEAR, 0, self.width, 0, self.width)
        down = Scale(ScaleKind.LINEAR, 0, height, 0, height)
        return Drawing(
            width=self.width,
            height=height,
            title=self.title,
            subtitle=self.subtitle,
            page=Panel("page", across, down, tuple(self._texts)),
            key=self._key,
            panels=tuple(plot.panel for plot in self._plots),
            notes=tuple(self._notes),
        )


def _swatch(key: Key, x: float, y: float) -> list[Mark]:
    """The mark of an entry of the key."""
    middle, end = x + SWATCH / 2, x + SWATCH
    if key.shape == "bar":
        return [Bar(x, end, y - 5, y + 5, key.look)]
    if key.shape == "line":
        return [Line(((x, y), (end, y)), key.look)]
    if key.shape == "whisker":
        return [Rule(x, end, y, y, key.look, "both")]
    return [Dot(middle, y, key.look, Shape(key.shape), 4.5)]
