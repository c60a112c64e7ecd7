"""A drawing as SVG: text that stands alone, with no script and nothing from elsewhere."""

from __future__ import annotations

from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING

from kpbargaining.pictures.drawing.labels import axis_labels
from kpbargaining.pictures.drawing.lettering import clean, length_of
from kpbargaining.pictures.drawing.looks import Colour, Look, Shape, Texture, style_sheet
from kpbargaining.pictures.drawing.marks import Bar, Dot, Label, Line, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.pictures.drawing.layout import Drawing
    from kpbargaining.pictures.drawing.marks import Mark, Panel
    from kpbargaining.pictures.drawing.scales import Scale

__all__ = ["FONTS", "svg_of"]

FONTS = (
    "Helvetica, Arial, 'Liberation Sans', Arimo, 'Nimbus Sans', 'Noto Sans', 'DejaVu Sans',"
    " system-ui, sans-serif"
)
"""Those made to one measure first, by which the widths of texts are reckoned and set."""

ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})

POINTS: dict[Shape, tuple[tuple[float, float], ...]] = {
    Shape.SQUARE: ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    Shape.DIAMOND: ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    Shape.UP: ((0, -1.2), (1.15, 0.9), (-1.15, 0.9)),
    Shape.DOWN: ((0, 1.2), (1.15, -0.9), (-1.15, -0.9)),
    Shape.RIGHT: ((1.2, 0), (-0.9, 1.15), (-0.9, -1.15)),
    Shape.LEFT: ((-1.2, 0), (0.9, 1.15), (0.9, -1.15)),
}

CAP = 4
ID = "kp-id"
"""Stands in the ids until it is known what all of the picture is."""

TEXTURES = {
    Texture.HATCHED: '<path d="M-1 7L7 -1M-1 1L1 -1M5 7L7 5" fill="none" stroke-width="1.6"',
    Texture.STRIPED: '<path d="M0 3H6" fill="none" stroke-width="2"',
    Texture.DOTTED: '<path d="M1.5 3H4.5" fill="none" stroke-width="3"',
}


def svg_of(drawing: Drawing, alternative: str) -> str:
    """The drawing as SVG; the alternative text tells what it shows."""
    looks = {_name(mark.look): mark.look for panel in drawing.all_panels for mark in panel.marks}
    body = "\n".join(
        [
            f'<title id="{ID}-t">{_escaped(drawing.title)}</title>',
            f'<desc id="{ID}-d">{_escaped(alternative)}</desc>',
            f"<style>{style_sheet()}</style>",
            f"<defs>{''.join(chain.from_iterable(map(_definitions, looks.values())))}</defs>",
            '<rect class="kf-paper" width="100%" height="100%"/>',
            *(line for panel in drawing.all_panels for line in _panel(panel)),
        ]
    )
    width, height = _number(drawing.width), _number(drawing.height)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" role="img" aria-labelledby="{ID}-t {ID}-d"'
        f' font-family="{FONTS}" style="max-width:100%;height:auto">'
    )
    whole = f"{head}\n{body}\n</svg>\n"
    own = sha256(whole.encode("utf-8")).hexdigest()[:10]
    return whole.replace(ID, f"kp-{own}")


def _escaped(text: str) -> str:
    return clean(text).replace(ID, "kp id").translate(ESCAPES)


def _number(value: float) -> str:
    """A number of pixels, to a hundredth."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _panel(panel: Panel) -> Iterator[str]:
    yield "<g>"
    yield from _grid(panel)
    for mark in chain(panel.marks, axis_labels(panel)):
        yield _mark(mark, panel.x, panel.y)
    yield "</g>"


def _grid(panel: Panel) -> Iterator[str]:
    """The lines that go from the ticks across the panel."""
    sides = {
        name: tuple(map(_number, sorted((scale.start, scale.end))))
        for name, scale in (("x", panel.x), ("y", panel.y))
    }
    across = panel.y_axis.ticks if panel.y_axis and panel.y_axis.grid else ()
    axis = panel.x_axis
    down = (*axis.ticks, *axis.lower) if axis and axis.grid else ()
    paths = [f"M{sides['x'][0]} {_number(panel.y(value))}H{sides['x'][1]}" for value, _ in across]
    paths += [f"M{_number(panel.x(value))} {sides['y'][0]}V{sides['y'][1]}" for value, _ in down]
    if paths:
        yield f'<path class="kp-grid ks-grid" fill="none" d="{"".join(paths)}"/>'


def _mark(mark: Mark, x: Scale, y: Scale) -> str:
    if isinstance(mark, Label):
        return _label(mark, x, y)
    if isinstance(mark, Bar):
        return _bar(mark, x, y)
    if isinstance(mark, Line):
        points = " ".join(f"{_number(x(a))},{_number(y(b))}" for a, b in mark.points)
        return _element("polyline", f'points="{points}"', mark.look, mark.told)
    if isinstance(mark, Rule):
        return _element("path", f'd="{_rule(mark, x, y)}"', mark.look, mark.told)
    return _dot(mark, x(mark.x), y(mark.y))


def _bar(bar: Bar, x: Scale, y: Scale) -> str:
    left, right = sorted((x(bar.x), x(bar.x2)))
    lacking = max(0.0, bar.least - (right - left)) / 2
    top, bottom = sorted((y(bar.y), y(bar.y2)))
    place = f'x="{_number(left - lacking)}" y="{_number(top)}"'
    size = f'width="{_number(right - left + 2 * lacking)}" height="{_number(bottom - top)}"'
    crisp = 'shape-rendering="crispEdges"'  # neighbours touch without a seam
    return _element("rect", f"{place} {size} {crisp}", bar.look, bar.told)


def _rule(rule: Rule, x: Scale, y: Scale) -> str:
    start, end = (x(rule.x), y(rule.y)), (x(rule.x2), y(rule.y2))
    path = f"M{_number(start[0])} {_number(start[1])}L{_number(end[0])} {_number(end[1])}"
    ends = [
        point for name, point in (("start", start), ("end", end)) if rule.caps in (name, "both")
    ]
    level = abs(start[1] - end[1]) < abs(start[0] - end[0])
    for at, line in ends:
        path += (
            f"M{_number(at)} {_number(line - CAP)}v{2 * CAP}"
            if level
            else f"M{_number(at - CAP)} {_number(line)}h{2 * CAP}"
        )
    return path


def _dot(dot: Dot, at: float, line: float) -> str:
    if dot.shape is Shape.CIRCLE:
        place = f'cx="{_number(at)}" cy="{_number(line)}" r="{_number(dot.size)}"'
        return _element("circle", place, dot.look, dot.told)
    points = " ".join(
        f"{_number(at + a * dot.size)},{_number(line + b * dot.size)}" for a, b in POINTS[dot.shape]
    )
    return _element("polygon", f'points="{points}"', dot.look, dot.told)


def _label(label: Label, x: Scale, y: Scale) -> str:
    place = f'x="{_number(x(label.x) + label.dx)}" y="{_number(y(label.y) + label.dy)}"'
    anchor = "" if label.anchor == "start" else f' text-anchor="{label.anchor}"'
    bold = ' font-weight="bold"' if label.bold else ""
    halo = ' stroke-width="3" stroke-linejoin="round" paint-order="stroke"'
    length = length_of(label.text, label.size, bold=label.bold)
    if length:
        halo += f' textLength="{_number(length)}" lengthAdjust="spacingAndGlyphs"'
    classes = f"kf-{label.colour} ks-paper"
    text = f'<text class="{classes}" {place} font-size="{_number(label.size)}"{anchor}{bold}{halo}>'
    return f"{text}{_escaped(label.text)}</text>"


def _element(name: str, place: str, look: Look, told: str) -> str:
    inside = f"<title>{_escaped(told)}</title>" if told else ""
    end = f">{inside}</{name}>" if told else "/>"
    return f"<{name} {place}{_painted(look)}{end}"


def _painted(look: Look) -> str:
    """The attributes of a look."""
    classes = [f"ks-{look.line}"] if look.line else []
    fill = ' fill="none"'
    if look.fill and (look.fade or look.texture):
        fill = f' fill="url(#{_name(look)})"'
    elif look.fill:
        classes, fill = [f"kf-{look.fill}", *classes], ""
    line = f' stroke-width="{_number(look.width)}"' if look.line else ""
    dash = f' stroke-dasharray="{look.dash}"' if look.line and look.dash else ""
    opacity = f' opacity="{_number(look.opacity)}"' if look.opacity < 1 else ""
    named = f' class="{" ".join(classes)}"' if classes else ""
    return f"{named}{fill}{line}{dash}{opacity}"


def _name(look: Look) -> str:
    return f"{ID}-{look.fill}-{look.fade or look.texture}"


def _definitions(look: Look) -> Iterator[str]:
    """The gradient or the pattern of a look."""
    if look.fill and look.fade:
        stops = {"start": (0, 1), "end": (1, 0), "both": (0, 1, 0)}[look.fade]
        yield f'<linearGradient id="{_name(look)}">'
        for place, full in enumerate(stops):
            offset = _number(place / (len(stops) - 1))
            shown = "0.75" if full else "0.06"
            yield f'<stop class="kc-{look.fill}" offset="{offset}" stop-opacity="{shown}"/>'
        yield "</linearGradient>"
    elif look.fill and look.texture:
        yield f'<pattern id="{_name(look)}" width="6" height="6" patternUnits="userSpaceOnUse">'
        yield f'<rect class="kf-{look.fill}" width="6" height="6"/>'
        yield f'{TEXTURES[look.texture]} class="ks-{Colour.PAPER}"/></pattern>'
