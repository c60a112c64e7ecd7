"""Colours that hold in light, in dark, in print and to colour-blind eyes; and what goes with them.

No colour stands alone: a series has a texture, a shape or a dash of its own, too.
"""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

__all__ = ["COLOURS", "NONE", "Colour", "Look", "Shape", "Texture", "style_sheet"]


class Colour(StrEnum):
    """A colour by what it stands for."""

    PAPER = "paper"
    INK = "ink"
    QUIET = "quiet"
    GRID = "grid"
    BAND = "band"
    GREY = "grey"
    BLUE = "blue"
    RED = "red"
    GREEN = "green"
    PURPLE = "purple"
    BROWN = "brown"


COLOURS = {
    Colour.PAPER: ("#ffffff", "#15181c"),
    Colour.INK: ("#1a1a1a", "#ececec"),
    Colour.QUIET: ("#595959", "#b3b7bc"),
    Colour.GRID: ("#dedede", "#343a41"),
    Colour.BAND: ("#e4e4e4", "#31373e"),
    Colour.GREY: ("#767676", "#9aa0a6"),
    Colour.BLUE: ("#0067a5", "#5ab4ea"),
    Colour.RED: ("#c24a00", "#f59a5a"),
    Colour.GREEN: ("#00785a", "#35c49b"),
    Colour.PURPLE: ("#9a4581", "#e295c8"),
    Colour.BROWN: ("#6e5a00", "#d8c14a"),
}
"""Each in light and in dark."""


class Texture(StrEnum):
    """What a surface shows beside its colour."""

    PLAIN = ""
    HATCHED = "hatched"
    STRIPED = "striped"
    DOTTED = "dotted"


class Shape(StrEnum):
    """The shape of a dot."""

    CIRCLE = "circle"
    SQUARE = "square"
    DIAMOND = "diamond"
    UP = "triangle-up"
    DOWN = "triangle-down"
    RIGHT = "triangle-right"
    LEFT = "triangle-left"


@frozen
class Look:
    """How a mark looks: what fills it, what draws its line."""

    fill: Colour | None = None
    line: Colour | None = None
    width: float = 1.5
    dash: str = ""
    """The lengths of its strokes and gaps, as `4 3`; without them the line is whole."""
    texture: Texture = Texture.PLAIN
    fade: str = ""
    """The end towards which it fades: `start` or `end`, or both of them where it is `both`."""
    opacity: float = 1.0


NONE = Look()
"""Neither filled nor drawn."""


def style_sheet() -> str:
    """The classes of the colours, in light and in dark; print is light."""
    light, dark = (_classes(place) for place in (0, 1))
    return f"{light}@media screen and (prefers-color-scheme:dark){{{dark}}}"


def _classes(place: int) -> str:
    rules = []
    for name, codes in COLOURS.items():
        code = codes[place]
        rules.append(f".kf-{name}{{fill:{code}}}.ks-{name}{{stroke:{code}}}")
        rules.append(f".kc-{name}{{stop-color:{code}}}")
    return "".join(rules)
