"""The Vega-Lite chart: what has no name there is said otherwise."""

from typing import Any

import pytest

from kpbargaining.pictures.drawing.layout import Key, Layout
from kpbargaining.pictures.drawing.looks import Colour, Look, Shape, Texture
from kpbargaining.pictures.drawing.marks import Axis, Bar, Dot, Label, Line, Mark, Rule
from kpbargaining.pictures.drawing.scales import ScaleKind
from kpbargaining.pictures.drawing.vegalite import iso_of, vegalite_of

TEN = (ScaleKind.LINEAR, 0.0, 10.0)
DAYS = (ScaleKind.DAYS, 739_000.0, 739_400.0)


def view(*marks: Mark, x: Any = TEN) -> dict[str, Any]:
    """Give the view of a panel with these marks."""
    sheet = Layout(500, "Title", "subtitle")
    plot = sheet.plot("panel", 100, x, TEN, left=100, right=100, down=True)
    plot.axes(Axis(((plot.x.low, "low <b>"), (plot.x.high, "high")), "across"), None)
    plot.add(*marks)
    chart = vegalite_of(sheet.drawing(), "It shows marks.")
    (found,) = chart["vconcat"]
    return found  # type: ignore[no-any-return]


def test_marks_that_look_alike_are_one_layer() -> None:
    """Marks of one sort and look, one after the other, are one layer; each line is its own."""
    dot = Look(Colour.BLUE, Colour.BLUE)
    line = Line(((0, 0), (5, 5)), dot)
    layers = view(Dot(1, 1, dot), Dot(2, 2, dot), line, line, Dot(3, 3, dot))["layer"]
    assert [2, 2, 2, 1] == [len(layer["data"]["values"]) for layer in layers]
    assert [0, 1] == [row["order"] for row in layers[1]["data"]["values"]]


def test_time_is_told_as_days_and_moments() -> None:
    """A day is a date; what lies within one is a moment of it; the axis counts milliseconds."""
    found = view(Rule(739_100, 739_100.5, 1, 2, Look(line=Colour.INK), told="when"), x=DAYS)
    row = found["layer"][0]["data"]["values"][0]
    assert ("2024-08-02", "2024-08-02T12:00:00Z") == (row["x"], row["x2"])
    channel = found["layer"][0]["encoding"]["x"]
    assert ("temporal", "utc") == (channel["type"], channel["scale"]["type"])
    assert channel["scale"]["domain"] == channel["axis"]["values"]
    assert '"low <b>"' in channel["axis"]["labelExpr"]
    assert True is found["layer"][0]["encoding"]["y"]["scale"]["reverse"]


@pytest.mark.parametrize(
    ("look", "expected"),
    [
        (Look(Colour.BLUE, texture=Texture.HATCHED), {"fillOpacity": 0.55, "stroke": "#0067a5"}),
        (Look(Colour.BLUE, Colour.INK, 2, "4 3"), {"strokeDash": [4, 3], "strokeWidth": 2}),
        (Look(line=Colour.INK, opacity=0.4), {"fill": None, "opacity": 0.4}),
    ],
)
def test_looks(look: Look, expected: dict[str, Any]) -> None:
    """Textures are lighter surfaces, dashes are dashes."""
    mark = view(Bar(1, 2, 0, 1, look))["layer"][0]["mark"]
    assert expected.items() <= mark.items()


@pytest.mark.parametrize(
    ("fade", "ends"), [("start", ["0f", "bf"]), ("end", ["bf", "0f"]), ("both", ["0f", "bf", "0f"])]
)
def test_fades(fade: str, ends: list[str]) -> None:
    """What fades does so there, too."""
    mark = view(Bar(1, 2, 0, 1, Look(Colour.BLUE, fade=fade)))["layer"][0]["mark"]
    assert ends == [stop["color"][-2:] for stop in mark["fill"]["stops"]]


def test_narrow_bars_are_seen() -> None:
    """A bar that may be narrower than a pixel has an outline there."""
    mark = view(Bar(1, 1, 0, 1, Look(Colour.BLUE), least=2))["layer"][0]["mark"]
    assert ("#0067a5", 1) == (mark["stroke"], mark["strokeWidth"])


def test_labels_and_shapes() -> None:
    """A label keeps its offset, a dot its shape."""
    label, dot = view(
        Label(1, 1, "=1+1", 3, -4, "end", bold=True), Dot(1, 1, Look(Colour.INK), Shape.LEFT)
    )["layer"]
    assert {"dx": 3, "dy": -4, "align": "right", "fontWeight": "bold"}.items() <= label[
        "mark"
    ].items()
    assert [{"x": 1, "y": 1, "text": "=1+1"}] == label["data"]["values"]
    assert "triangle-left" == dot["mark"]["shape"]


def test_an_empty_panel_and_a_key() -> None:
    """A panel without marks is still there, below the key."""
    sheet = Layout(500, "Title", "subtitle")
    sheet.keys([Key("blue", Look(Colour.BLUE))])
    sheet.plot("panel", 100, TEN, TEN, left=50)
    key, panel = vegalite_of(sheet.drawing(), "Nothing.")["vconcat"]
    assert ("key", "panel") == (key["name"], panel["name"])
    assert [] == panel["layer"][0]["data"]["values"]


def test_days_stay_inside_the_calendar() -> None:
    """What lies a day beyond the calendar is its last day."""
    assert ("0001-01-01", "9999-12-31") == (iso_of(0), iso_of(3_652_060))
