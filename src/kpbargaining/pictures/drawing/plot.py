"""A panel under construction: where labels stand already, and where there is room for one."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import evolve

from kpbargaining.pictures.drawing.labels import (
    AROUND,
    AXIS_SIZE,
    BESIDE_AXIS,
    Box,
    axis_labels,
    box_of,
    is_free,
)
from kpbargaining.pictures.drawing.lettering import clean, shortened, width_of
from kpbargaining.pictures.drawing.looks import Colour, Look
from kpbargaining.pictures.drawing.marks import Axis, Bar, Label, Line, Panel, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpbargaining.pictures.drawing.marks import Mark
    from kpbargaining.pictures.drawing.scales import Scale, Tick

__all__ = ["Plot"]

LINE = 14
"""How far apart two texts beside an axis are at least."""
LEADERS = tuple(range(24, 220, 7))
"""How far above or below its point a label may be moved, at the end of a thin line."""

PALE = (None, Colour.BAND, Colour.PAPER)
"""What is behind the rest, so that a label may stand on it."""

CLOSE = 150
"""How far it is moved to get out of the way of lines; further only where another text stands."""

THIN = Look(line=Colour.GREY, width=0.8)


class Plot:
    """A panel under construction, which knows where labels stand already."""

    def __init__(self, name: str, x: Scale, y: Scale, page: Box, heading: str = "") -> None:
        self.name = name
        self.x = x
        self.y = y
        self.x_axis: Axis | None = None
        self.y_axis: Axis | None = None
        self._page = page
        self._heading = heading
        self._marks: list[Mark] = []
        self._taken: list[Box] = []
        self._crossed: list[Box] = []
        self.without_room: list[str] = []
        """The labels for which there was no place."""

    @property
    def panel(self) -> Panel:
        """The panel as it is now."""
        marks, axes = tuple(self._marks), (self.x_axis, self.y_axis)
        return Panel(self.name, self.x, self.y, marks, *axes, self._heading)

    @property
    def edge(self) -> float:
        """The pixel up to which a text can go to the right."""
        return self._page.right

    def axes(self, x_axis: Axis | None, y_axis: Axis | None) -> None:
        """Give it axes; a tick that would touch the one before it is left out, or clipped."""
        if x_axis is not None:
            ticks = self._apart(x_axis.ticks)
            rest = tuple(tick for tick in x_axis.ticks if tick not in ticks)
            lower = self._apart(rest) if x_axis.two_lines else ()
            self.x_axis = evolve(x_axis, ticks=ticks, lower=lower)
        if y_axis is not None:
            self.y_axis = evolve(y_axis, ticks=self._stacked(y_axis))
        self._taken += [box_of(label, self.x, self.y) for label in axis_labels(self.panel)]

    def _apart(self, ticks: Iterable[Tick]) -> tuple[Tick, ...]:
        kept: list[Tick] = []
        end = self._page.left
        for value, text in ticks:
            half = width_of(text, AXIS_SIZE) / 2
            if self.x(value) - half >= end and self.x(value) + half <= self._page.right:
                kept.append((value, text))
                end = self.x(value) + half + 6
        return tuple(kept)

    def _stacked(self, axis: Axis) -> tuple[Tick, ...]:
        kept: list[Tick] = []
        room = self.x.start - BESIDE_AXIS - self._page.left
        for value, text in axis.ticks:
            if not kept or abs(self.y(value) - self.y(kept[-1][0])) >= LINE:
                shown = shortened(clean(text), AXIS_SIZE, room, bold=text in axis.bold)
                kept.append((value, shown))
        return tuple(kept)

    def add(self, *marks: Mark) -> None:
        """Put marks on it, over those before."""
        self._marks += marks
        self._crossed += [box for mark in marks for box in _strokes(mark, self.x, self.y)]

    def behind(self, *marks: Mark) -> None:
        """Put marks on it that a label may stand on."""
        self._marks += marks

    def keep_clear(self, x: float, y: float, reach: float = 6) -> None:
        """Let no label that is placed from now on stand at a point."""
        at, line = self.x(x), self.y(y)
        self._taken.append(Box(at - reach, line - reach, at + reach, line + reach))

    def say(self, label: Label) -> None:
        """Write a text just where it is told; one about its middle may give way to the edge."""
        at, page = self.x(label.x) + label.dx, self._page
        whole = page.right - page.left
        room = {"start": page.right - at, "end": at - page.left, "middle": whole}[label.anchor]
        told = evolve(label, text=shortened(clean(label.text), label.size, room, bold=label.bold))
        if label.anchor == "middle":
            half = width_of(told.text, label.size, bold=label.bold) / 2
            kept = min(max(at, page.left + half), page.right - half)
            told = evolve(told, dx=label.dx + kept - at)
        self._marks.append(told)
        self._taken.append(box_of(told, self.x, self.y))

    def place(
        self,
        label: Label,
        around: Iterable[tuple[float, float, str]] = AROUND,
        *,
        leader: bool = False,
        outward: int = 0,
        crossing: bool = True,
    ) -> bool:
        """Write a text near its point where there is room; tells whether there is.

        With a *leader* it may stand further away, tied to its point by a thin line: *outward* at
        first, which is 1 below its point and -1 above it. Unless *crossing*, it stands only where
        it covers no line, and is not missed where it does not.
        """
        text = clean(label.text)
        near = [(dx, dy, anchor, False) for dx, dy, anchor in around]
        steps = [(sign, away) for away in (LEADERS if leader else ()) for sign in (-1, 1)]
        steps.sort(key=lambda step: step[0] == -outward)
        far = [
            (side * 8, sign * away, anchor, True)
            for sign, away in steps
            for side, anchor in ((1, "start"), (-1, "end"), (0, "middle"))
        ]
        close = [*near, *(each for each in far if abs(each[1]) <= CLOSE)]
        tries = [(close, [*self._taken, *self._crossed]), ([*near, *far], self._taken)]
        for places, avoided in tries if crossing else tries[:1]:
            for dx, dy, anchor, led in places:
                told = evolve(label, text=text, dx=dx, dy=dy, anchor=anchor)
                if self._fits(box_of(told, self.x, self.y), avoided):
                    self._put(told, led=led)
                    return True
        if crossing:
            self.without_room.append(text)
        return False

    def _fits(self, box: Box, avoided: list[Box]) -> bool:
        top, bottom = sorted((self.y.start, self.y.end))
        mine = Box(self.x.start - 4, top - 2, self._page.right, bottom)
        return box.inside(mine) and is_free(box, avoided)

    def _put(self, label: Label, *, led: bool) -> None:
        box = box_of(label, self.x, self.y)
        if led:
            self._marks.append(self._leader(label, box))
        self._marks.append(label)
        self._taken.append(box)

    def _leader(self, label: Label, box: Box) -> Rule:
        edge = box.bottom + 1 if label.dy < 0 else box.top - 1
        at = self.x.invert(self.x(label.x) + label.dx / 2)
        return Rule(label.x, at, label.y, self.y.invert(edge), THIN)


def _strokes(mark: Mark, x: Scale, y: Scale) -> Iterator[Box]:
    """The pixels of the upright and level strokes of a mark, which a label had better not cross."""
    ends: list[tuple[tuple[float, float], tuple[float, float]]] = []
    if isinstance(mark, Line):
        ends += pairwise(mark.points)
    elif isinstance(mark, Rule) or (isinstance(mark, Bar) and mark.look.fill not in PALE):
        ends.append(((mark.x, mark.y), (mark.x2, mark.y2)))
    for (a, b), (c, d) in ends:
        left, right = sorted((x(a), x(c)))
        top, bottom = sorted((y(b), y(d)))
        yield Box(left - 1, top - 1, right + 1, bottom + 1)
