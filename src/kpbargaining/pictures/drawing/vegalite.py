"""A drawing as a Vega-Lite chart: the same marks at the same values, for those who restyle it."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kpbargaining.pictures.drawing.labels import AXIS_SIZE
from kpbargaining.pictures.drawing.looks import COLOURS, Colour, Shape
from kpbargaining.pictures.drawing.marks import Bar, Dot, Label, Line, Rule
from kpbargaining.pictures.drawing.scales import ScaleKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.pictures.drawing.layout import Drawing
    from kpbargaining.pictures.drawing.looks import Look
    from kpbargaining.pictures.drawing.marks import Axis, Mark, Panel
    from kpbargaining.pictures.drawing.scales import Scale

__all__ = ["SCHEMA", "iso_of", "vegalite_of"]

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"

KINDS: dict[type[Mark], str] = {
    Bar: "rect",
    Dot: "point",
    Label: "text",
    Line: "line",
    Rule: "rule",
}

SHAPES = {Shape.RIGHT: "triangle-right", Shape.LEFT: "triangle-left"}

Plain = dict[str, Any]


def vegalite_of(drawing: Drawing, alternative: str) -> Plain:
    """The drawing as a chart of the panels one below the other, in the colours of light."""
    panels = [drawing.key, *drawing.panels] if drawing.key.marks else drawing.panels
    return {
        "$schema": SCHEMA,
        "title": {
            "text": drawing.title,
            "subtitle": [drawing.subtitle, *drawing.notes],
            "anchor": "start",
        },
        "description": alternative,
        "background": COLOURS[Colour.PAPER][0],
        "padding": 14,
        "spacing": 24,
        "bounds": "flush",
        "vconcat": [_view(panel) for panel in panels],
        "config": {"view": {"stroke": None}, "font": "Helvetica, Arial, sans-serif"},
    }


def _view(panel: Panel) -> Plain:
    """One panel, a layer for each run of marks that look alike."""
    channels = {
        name: _channel(name, scale, axis)
        for name, scale, axis in (("x", panel.x, panel.x_axis), ("y", panel.y, panel.y_axis))
    }
    runs = groupby(enumerate(panel.marks), key=_run)
    layers = [_layer([mark for _, mark in marks], channels, panel) for _, marks in runs]
    return {
        "name": panel.name,
        "title": panel.heading or None,
        "width": round(abs(panel.x.end - panel.x.start), 2),
        "height": round(abs(panel.y.end - panel.y.start), 2),
        "layer": layers or [{"data": {"values": []}, "mark": "point", "encoding": channels}],
    }


def _channel(name: str, scale: Scale, axis: Axis | None) -> Plain:
    is_days = scale.kind is ScaleKind.DAYS
    ends = [_milliseconds(end) if is_days else end for end in (scale.low, scale.high)]
    described: Plain = {
        "type": "utc" if is_days else scale.kind.value,
        "domain": ends,
        "nice": False,
        "zero": False,
    }
    if is_days:
        del described["zero"]
    if name == "y" and scale.start < scale.end:
        described["reverse"] = True
    channel = {"field": name, "type": "temporal" if is_days else "quantitative"}
    return channel | {"scale": described, "axis": _axis(axis, is_days=is_days)}


def _axis(axis: Axis | None, *, is_days: bool) -> Plain | None:
    if axis is None:
        return None
    ticks = (*axis.ticks, *((value, ["", text]) for value, text in axis.lower))
    values = [_milliseconds(value) if is_days else value for value, _ in ticks]
    texts = {_key(value): text for value, (_, text) in zip(values, ticks, strict=True)}
    return {
        "values": values,
        "labelExpr": f"{json.dumps(texts)}[datum.value * 1] || ''",
        "labelFontSize": AXIS_SIZE,
        "labelOverlap": False,
        "title": axis.title or None,
        "grid": axis.grid,
    }


def _key(value: float) -> str:
    """A number as JavaScript writes it where it is looked up."""
    return str(int(value)) if value == int(value) else repr(value)


def _milliseconds(day: float) -> int:
    """An ordinal as the milliseconds since 1970 by which charts count time."""
    return round((day - date(1970, 1, 1).toordinal()) * 86_400_000)


def _run(placed: tuple[int, Mark]) -> tuple[int | None, Plain]:
    """What the marks of a layer have in common; each line has a layer of its own."""
    place, mark = placed
    return place if isinstance(mark, Line) else None, _manner(mark)


def _manner(mark: Mark) -> Plain:
    """How a mark is drawn there."""
    kind = KINDS[type(mark)]
    manner: Plain = {"type": kind, "tooltip": {"content": "data"} if mark.told else None}
    if isinstance(mark, Label):
        return {"type": kind} | _written(mark)
    if isinstance(mark, Dot):
        manner |= {"shape": SHAPES.get(mark.shape, mark.shape.value)}
        manner |= {"size": round(4 * mark.size * mark.size, 2), "filled": False}
    painted = _painted(mark.look)
    if isinstance(mark, Bar) and mark.least and painted["stroke"] is None:
        painted |= {"stroke": painted["fill"], "strokeWidth": 1}  # so narrow ones are seen there
    return manner | painted


def _written(label: Label) -> Plain:
    return {
        "align": {"start": "left", "middle": "center", "end": "right"}[label.anchor],
        "baseline": "alphabetic",
        "dx": label.dx,
        "dy": label.dy,
        "fontSize": label.size,
        "fontWeight": "bold" if label.bold else "normal",
        "color": COLOURS[label.colour][0],
    }


def _painted(look: Look) -> Plain:
    """How a look is told there; a texture has no name in it, so that it is a lighter surface."""
    fill = COLOURS[look.fill][0] if look.fill else None
    faded = look.fade and fill
    painted: Plain = {"fill": _gradient(look) if faded else fill, "opacity": look.opacity}
    painted["stroke"] = COLOURS[look.line][0] if look.line else None
    painted["strokeWidth"] = look.width if look.line else 0
    if look.dash:
        painted["strokeDash"] = [float(part) for part in look.dash.split()]
    if look.texture and not faded:
        painted |= {"fillOpacity": 0.55, "stroke": fill, "strokeWidth": 1}
    return painted


def _gradient(look: Look) -> Plain:
    code = COLOURS[look.fill or Colour.PAPER][0]
    stops = {"start": ("0f", "bf"), "end": ("bf", "0f"), "both": ("0f", "bf", "0f")}[look.fade]
    last = len(stops) - 1
    return {
        "gradient": "linear",
        "x1": 0,
        "y1": 0,
        "x2": 1,
        "y2": 0,
        "stops": [
            {"offset": place / last, "color": f"{code}{shown}"} for place, shown in enumerate(stops)
        ],
    }


def _layer(marks: list[Mark], channels: Plain, panel: Panel) -> Plain:
    first = marks[0]
    values = [value for mark in marks for value in _values(mark, panel)]
    encoding = dict(channels)
    if isinstance(first, (Bar, Rule)):
        encoding |= {"x2": {"field": "x2"}, "y2": {"field": "y2"}}
    if isinstance(first, Line):
        encoding["order"] = {"field": "order", "type": "quantitative"}
    if isinstance(first, Label):
        encoding["text"] = {"field": "text", "type": "nominal"}
    return {"data": {"values": values}, "mark": _manner(first), "encoding": encoding}


def _values(mark: Mark, panel: Panel) -> Iterator[Plain]:
    """The rows of data of a mark; a line has one for each point."""
    if isinstance(mark, Line):
        for order, (x, y) in enumerate(mark.points):
            yield _placed(panel, x=x, y=y) | _told(mark) | {"order": order}
    elif isinstance(mark, (Bar, Rule)):
        yield _placed(panel, x=mark.x, x2=mark.x2, y=mark.y, y2=mark.y2) | _told(mark)
    elif isinstance(mark, Label):
        yield _placed(panel, x=mark.x, y=mark.y) | {"text": mark.text}
    else:
        yield _placed(panel, x=mark.x, y=mark.y) | _told(mark)


def _told(mark: Mark) -> Plain:
    return {"told": mark.told} if mark.told else {}


def _placed(panel: Panel, **values: float) -> Plain:
    return {
        name: iso_of(value)
        if {"x": panel.x, "y": panel.y}[name[0]].kind is ScaleKind.DAYS
        else value
        for name, value in values.items()
    }


def iso_of(day: float) -> str:
    """An ordinal as a day, or as a moment of it."""
    whole = date.fromordinal(min(max(int(day), 1), date.max.toordinal()))
    if day == int(day):
        return whole.isoformat()
    moment = datetime.combine(whole, time()) + timedelta(seconds=round((day - int(day)) * 86_400))
    return f"{moment.isoformat()}Z"
