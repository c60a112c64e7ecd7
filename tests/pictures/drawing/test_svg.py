"""SVG: every mark as an element, every text as text."""

from xml.etree import ElementTree as ET

import pytest

from kpbargaining.pictures.drawing.layout import Layout
from kpbargaining.pictures.drawing.looks import Colour, Look, Shape, Texture
from kpbargaining.pictures.drawing.marks import Bar, Dot, Label, Line, Mark, Rule
from kpbargaining.pictures.drawing.scales import ScaleKind
from kpbargaining.pictures.drawing.svg import svg_of

TEN = (ScaleKind.LINEAR, 0.0, 10.0)
BLUE = Look(Colour.BLUE, Colour.INK)


def drawn(mark: Mark) -> tuple[ET.Element, str]:
    """Give the element of a mark that stands alone in a panel, and all of the SVG."""
    sheet = Layout(500, "Title", "")
    sheet.plot("panel", 100, TEN, TEN, left=100, right=100).add(mark)
    svg = svg_of(sheet.drawing(), "It shows a mark.")
    *_, group = ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}g")  # noqa: S314 (our own text)
    return group[0], svg


def test_a_narrow_bar_is_widened() -> None:
    """A bar that is narrower than its least is widened about its middle."""
    bar, _ = drawn(Bar(5, 5, 0, 5, BLUE, "a bar", least=4))
    assert ("248", "4", "50") == (bar.get("x"), bar.get("width"), bar.get("height"))
    assert "a bar" == "".join(bar.itertext())


@pytest.mark.parametrize("shape", list(Shape))
def test_shapes(shape: Shape) -> None:
    """Every shape stands about its point."""
    dot, _ = drawn(Dot(5, 5, BLUE, shape))
    assert ("circle" if shape is Shape.CIRCLE else "polygon") == dot.tag.rpartition("}")[2]


@pytest.mark.parametrize(("caps", "strokes"), [("", 0), ("start", 1), ("end", 1), ("both", 2)])
@pytest.mark.parametrize(("x2", "y2", "cap"), [(8, 5, "v8"), (2, 9, "h8")])
def test_whiskers(caps: str, strokes: int, x2: float, y2: float, cap: str) -> None:
    """A whisker has a cap across each end that is sure."""
    rule, _ = drawn(Rule(2, x2, 5, y2, BLUE, caps))
    assert strokes == (rule.get("d") or "").count(cap)


@pytest.mark.parametrize("texture", list(Texture)[1:])
def test_textures(texture: Texture) -> None:
    """A texture is a pattern of the picture's own."""
    bar, svg = drawn(Bar(2, 8, 0, 5, Look(Colour.BLUE, texture=texture)))
    name = (bar.get("fill") or "").removeprefix("url(#").removesuffix(")")
    assert f'<pattern id="{name}"' in svg


@pytest.mark.parametrize(("fade", "stops"), [("start", 2), ("end", 2), ("both", 3)])
def test_fades(fade: str, stops: int) -> None:
    """What fades does so towards the end that is not sure."""
    _, svg = drawn(Bar(2, 8, 0, 5, Look(Colour.BLUE, fade=fade)))
    assert stops == svg.count("<stop ")


def test_dashes_and_opacity() -> None:
    """A line may be dashed, and a surface let through what is behind."""
    line, _ = drawn(Line(((0, 0), (5, 5)), Look(line=Colour.BLUE, dash="4 3", opacity=0.5)))
    assert ("4 3", "0.5", "none") == tuple(
        line.get(name) for name in ("stroke-dasharray", "opacity", "fill")
    )


def test_texts_have_their_length() -> None:
    """A text whose letters are known is set to its width, whatever the font; others are free."""
    known, _ = drawn(Label(5, 5, "known", bold=True, anchor="end"))
    assert "bold" == known.get("font-weight")
    assert known.get("textLength")
    free, _ = drawn(Label(5, 5, "\u6f22\u5b57"))
    assert None is free.get("textLength")


def test_hostile_text() -> None:
    """No text ends its element, names an id of the picture, or steers whoever reads it."""
    label, svg = drawn(Label(5, 5, '</text><script>\x00 & "kp-id" \uffff'))
    assert '</text><script>\\x00 & "kp id" \\uffff' == label.text
    assert "<script" not in svg
