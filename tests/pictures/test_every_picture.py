"""Promises that every picture keeps, over every edition, every round and at three widths."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import combinations
from math import log, sqrt
from typing import Any
from xml.etree import ElementTree as ET

import pytest

import kpbargaining as kp
from kpbargaining.pictures.drawing.labels import Box, boxes_of
from kpbargaining.pictures.drawing.marks import Bar, Dot, Label, Line, Panel, Rule

Gallery = Callable[[kp.Dataset, int], Iterator[tuple[str, kp.Picture]]]
Points = list[tuple[float, float]]

WIDTHS = (600, 900, 1400)
EDITIONS = ("2026.1", "2026.2", "2026.3")
SVG = "{http://www.w3.org/2000/svg}"
EPOCH = date(1970, 1, 1).toordinal()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_no_text_meets_another(gallery: Gallery, edition: str, width: int) -> None:
    """No label covers another one or leaves the page, in any picture of any edition."""
    pictures = list(gallery(kp.load(edition), width))
    assert len(pictures) >= 7
    for name, drawn in pictures:
        page = Box(0, 0, width, drawn.drawing.height)
        boxes = boxes_of(drawn.drawing.all_panels)
        assert [] == [(name, text) for text, box in boxes if not box.inside(page)]
        meeting = [(a, b) for (a, one), (b, other) in combinations(boxes, 2) if one.meets(other)]
        assert (name, []) == (name, meeting)


def test_every_sort_is_drawn(gallery: Gallery, newest: kp.Dataset) -> None:
    """The newest data has something to draw for each of the seven pictures."""
    drawn = {name.split()[0] for name, _ in gallery(newest, 900)}
    assert {"offers", "rounds", "tally", "strikes", "raises", "members", "story"} == drawn


def test_it_is_svg_that_stands_alone(gallery: Gallery, newest: kp.Dataset) -> None:
    """Every picture is well-formed, runs no script and takes nothing from elsewhere."""
    for _, drawn in gallery(newest, 900):
        root = ET.fromstring(drawn.svg)  # noqa: S314 (our own text)
        names = {element.tag.removeprefix(SVG) for element in root.iter()}
        assert not names & {"script", "image", "foreignObject", "a", "use"}
        assert ["http://www.w3.org/2000/svg"] == re.findall(r"https?://[^\s\"<]+", drawn.svg)
        title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert title is not None
        assert desc is not None
        assert (drawn.title, drawn.alt) == (title.text, desc.text)
        assert f"{title.get('id')} {desc.get('id')}" == root.get("aria-labelledby")
        assert "img" == root.get("role")


def test_ids_are_of_one_picture(gallery: Gallery, newest: kp.Dataset) -> None:
    """Pictures that differ share no id, so that many can stand on one page."""
    seen: dict[str, str] = {}
    for _, drawn in gallery(newest, 900):
        ids = re.findall(r' id="([^"]+)"', drawn.svg)
        assert len(set(ids)) == len(ids)
        used = set(re.findall(r"url\(#([^)]+)\)", drawn.svg))
        assert used <= set(ids)
        assert all(seen.setdefault(each, drawn.svg) == drawn.svg for each in ids)


def test_the_same_answer_gives_the_same_bytes(gallery: Gallery, newest: kp.Dataset) -> None:
    """Drawn twice, every picture is the same text."""
    first = {name: drawn.svg for name, drawn in gallery(newest, 900)}
    assert first == {name: drawn.svg for name, drawn in gallery(kp.load(), 900)}


def test_every_picture_has_its_table_and_its_finding(gallery: Gallery, newest: kp.Dataset) -> None:
    """Beside each picture stand the answer as CSV, its marks, and a finding in words."""
    for name, drawn in gallery(newest, 900):
        assert len(drawn.table) > 0
        assert drawn.table.to_csv()
        assert drawn.marks.to_csv()
        assert len(drawn.alt) > 40, name
        assert drawn.alt.endswith((".", ")")), name


def _value(text: Any) -> float:
    """The ordinal of a day or a moment, as a chart reads it; a number as it is."""
    if not isinstance(text, str):
        return float(text)
    moment = datetime.fromisoformat(text.removesuffix("Z"))
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    return moment.toordinal() + seconds / 86_400


def _pixel(channel: dict[str, Any], value: Any, length: float, *, is_down: bool) -> float:
    """Where a chart puts a value: worked out anew, from domain, sort of scale and length."""
    scale = channel["scale"]
    even = {"sqrt": sqrt, "log": log}.get(scale["type"], float)
    low, high = scale["domain"]
    if scale["type"] == "utc":
        low, high = (end / 86_400_000 + EPOCH for end in (low, high))
    share = (even(_value(value)) - even(low)) / (even(high) - even(low))
    is_turned = is_down != scale.get("reverse", False)
    return length * (1 - share if is_turned else share)


def _of_chart(view: dict[str, Any]) -> Iterator[tuple[str, Points]]:
    """Every mark of a view of a chart, with the pixels of its points inside the view."""
    for layer in view["layer"]:
        x, y = layer["encoding"]["x"], layer["encoding"]["y"]
        kind = layer["mark"]["type"]
        offset = layer["mark"].get("dx", 0), layer["mark"].get("dy", 0)
        points = []
        for row in layer["data"]["values"]:
            ends = [("x", "y")] + [("x2", "y2")] * ("x2" in row)
            points.append(
                [
                    (
                        _pixel(x, row[a], view["width"], is_down=False) + offset[0],
                        _pixel(y, row[b], view["height"], is_down=True) + offset[1],
                    )
                    for a, b in ends
                ]
            )
        if kind == "line":
            yield kind, [point for each in points for point in each]
        else:
            yield from ((kind, each) for each in points)


def _of_svg(panel: Panel, svg: ET.Element) -> Iterator[tuple[str, Points]]:
    """Every mark of a panel as the SVG has it, with its pixels inside the panel."""
    left = min(panel.x.start, panel.x.end)
    top = min(panel.y.start, panel.y.end)
    elements = [each for each in svg if each.get("class") != "kp-grid ks-grid"]
    for mark, element in zip(panel.marks, elements, strict=False):
        yield _kind(mark), [(a - left, b - top) for a, b in _points(mark, element)]


def _kind(mark: object) -> str:
    names = {Bar: "rect", Dot: "point", Label: "text", Line: "line", Rule: "rule"}
    return names[type(mark)]


def _points(mark: object, element: ET.Element) -> Points:
    numbers = [float(each) for each in re.findall(r"-?[0-9.]+", element.get("points") or "")]
    pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
    if isinstance(mark, Line):
        return pairs
    if isinstance(mark, Label):
        return [(float(element.get("x") or 0), float(element.get("y") or 0))]
    if isinstance(mark, Dot):
        if not pairs:
            return [(float(element.get("cx") or 0), float(element.get("cy") or 0))]
        return [(_middle(pairs, 0), _middle(pairs, 1))]
    if isinstance(mark, Rule):
        start = re.match(r"M([-0-9.]+) ([-0-9.]+)L([-0-9.]+) ([-0-9.]+)", element.get("d") or "")
        assert start is not None
        a, b, c, d = map(float, start.groups())
        return [(a, b), (c, d)]
    x, y, wide, high = (float(element.get(n) or 0) for n in ("x", "y", "width", "height"))
    return [(x, y), (x + wide, y + high)]


def _middle(pairs: Points, place: int) -> float:
    """The middle of the box of a shape."""
    ends = [pair[place] for pair in pairs]
    return (min(ends) + max(ends)) / 2


@pytest.mark.parametrize("width", WIDTHS)
def test_the_chart_has_the_marks_of_the_svg(
    gallery: Gallery, newest: kp.Dataset, width: int
) -> None:
    """The Vega-Lite chart has each mark of the SVG, of the same sort, at the same place."""
    for name, drawn in gallery(newest, width):
        chart = json.loads(json.dumps(drawn.to_vegalite(), allow_nan=False))
        groups = list(ET.fromstring(drawn.svg).iter(f"{SVG}g"))[1:]  # noqa: S314 (our own text)
        panels = [drawn.drawing.key, *drawn.drawing.panels]
        assert [panel.name for panel in panels] == [view["name"] for view in chart["vconcat"]]
        for panel, group, view in zip(panels, groups, chart["vconcat"], strict=True):
            in_svg, in_chart = list(_of_svg(panel, group)), list(_of_chart(view))
            assert len(panel.marks) == len(in_svg) == len(in_chart), name
            for mark, (kind, points), (same, others) in zip(
                panel.marks, in_svg, in_chart, strict=True
            ):
                assert kind == same
                _assert_alike(mark, points, others)


def _assert_alike(mark: object, points: Points, others: Points) -> None:
    """Alike within two pixels for shapes whose middle is not that of their box; else within 0.1."""
    if isinstance(mark, Bar):
        points, others = _corners(points), _corners(others)
        wide = others[1][0] - others[0][0]
        lacking = max(0.0, mark.least - wide) / 2
        points = [(points[0][0] + lacking, points[0][1]), (points[1][0] - lacking, points[1][1])]
    far = 2 if isinstance(mark, Dot) else 0.1
    assert len(points) == len(others)
    for (a, b), (c, d) in zip(points, others, strict=True):
        assert abs(a - c) <= far
        assert abs(b - d) <= far


def _corners(points: Points) -> Points:
    xs, ys = sorted(point[0] for point in points), sorted(point[1] for point in points)
    return [(xs[0], ys[0]), (xs[-1], ys[-1])]
