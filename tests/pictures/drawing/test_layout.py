"""A layout gives every text a place of its own."""

from itertools import combinations

import pytest

from kpbargaining.pictures.drawing.labels import Box, boxes_of, is_free
from kpbargaining.pictures.drawing.layout import Key, Layout
from kpbargaining.pictures.drawing.looks import Colour, Look
from kpbargaining.pictures.drawing.marks import Axis, Bar, Label, Line, Rule
from kpbargaining.pictures.drawing.plot import Plot
from kpbargaining.pictures.drawing.scales import ScaleKind

TEN = (ScaleKind.LINEAR, 0.0, 10.0)
INK = Look(line=Colour.INK)


@pytest.fixture
def sheet() -> Layout:
    """Give a sheet with a title."""
    return Layout(600, "A title", "what it shows")


@pytest.fixture
def plot(sheet: Layout) -> Plot:
    """Give a panel of ten by ten."""
    return sheet.plot("panel", 200, TEN, TEN, left=50)


def test_boxes() -> None:
    """Boxes that share an edge do not meet; one lies inside of another up to its edges."""
    box = Box(0, 0, 10, 10)
    assert not box.meets(Box(10, 0, 20, 10))
    assert box.meets(Box(9, 9, 20, 20))
    assert Box(0, 0, 10, 5).inside(box)
    assert not Box(0, 0, 10, 11).inside(box)
    assert is_free(box, [Box(20, 20, 30, 30)])


def test_labels_keep_apart(plot: Plot) -> None:
    """Labels of one point stand around it, each with room, until there is none."""
    label = Label(5, 5, "a label of some length")
    placed = [plot.place(label) for _ in range(30)]
    assert placed[0]
    assert not placed[-1]
    boxes = [box for _, box in boxes_of([plot.panel])]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))


def test_a_label_led_away(plot: Plot) -> None:
    """With a leader a label may stand further off, tied to its point by a thin line."""
    label = Label(5, 5, "a label")
    while plot.place(label):
        pass
    assert plot.place(label, leader=True)
    line = plot.panel.marks[-2]
    assert isinstance(line, Rule)
    assert (5, 5) == (line.x, line.y)


def test_labels_avoid_lines(plot: Plot) -> None:
    """A label stands beside a line if it can, across it where it must, and else not at all."""
    level = [Line(((0, y), (10, y)), INK) for y in (5.4, 5.8, 6.2)]
    plot.add(*level)
    assert plot.place(Label(5, 5, "below"))
    label = plot.panel.marks[-1]
    assert isinstance(label, Label)
    assert label.dy > 0
    wall = [Line(((0, y / 4), (10, y / 4)), INK) for y in range(41)]
    plot.add(*wall)
    assert not plot.place(Label(2, 8, "nowhere"), crossing=False)
    assert plot.place(Label(2, 8, "across"))


def test_what_is_behind_is_no_obstacle(plot: Plot) -> None:
    """A label may stand on what was put behind, and on a band."""
    plot.behind(Line(((0, 5), (10, 5)), INK))
    plot.add(Bar(0, 10, 0, 10, Look(Colour.BAND)))
    assert plot.place(Label(5, 5, "on it"), [(0, 4, "middle")], crossing=False)
    plot.add(Bar(0, 10, 0, 10, Look(Colour.INK)))
    assert not plot.place(Label(5, 3, "on a bar"), [(0, 4, "middle")], crossing=False)


def test_what_has_no_room_is_told(sheet: Layout, plot: Plot) -> None:
    """A label for which there is no place stands in the last note; one that may be missed not."""
    while plot.place(Label(5, 5, "a label of some length")):
        pass
    plot.place(Label(5, 5, "a label of some length"), crossing=False)
    assert ("Without room beside their marks: a label of some length.",) == sheet.drawing().notes


def test_points_kept_clear(plot: Plot) -> None:
    """No label stands where a point is kept clear."""
    plot.keep_clear(5, 5)
    assert not plot.place(Label(5, 5, "on it"), [(0, 4, "middle")])


@pytest.mark.parametrize(("anchor", "x"), [("start", 10), ("end", 0), ("middle", 0)])
def test_a_text_that_is_too_long(plot: Plot, anchor: str, x: float) -> None:
    """What is said just somewhere ends at the edge of the page."""
    plot.say(Label(x, 5, "many words " * 40, anchor=anchor))
    ((text, box),) = boxes_of([plot.panel])
    assert "..." in text or not text
    assert box.inside(Box(0, 0, 600, 400))


def test_ticks_keep_apart(plot: Plot) -> None:
    """Ticks that would touch the one before are left out, names that are too long are clipped."""
    across = tuple((n / 10, f"tick {n}") for n in range(101))
    up = tuple((n / 10, "a name that is longer than the margin") for n in range(101))
    plot.axes(Axis(across, "across"), Axis(up, "up"))
    boxes = [box for _, box in boxes_of([plot.panel])]
    assert 15 < len(boxes) < 40
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    assert all(box.inside(Box(0, 0, 600, 400)) for box in boxes)


def test_a_panel_without_axes(plot: Plot) -> None:
    """A panel may have no axis, or one alone."""
    plot.axes(None, None)
    assert [] == boxes_of([plot.panel])
    plot.axes(None, Axis(((5, "five"),)))
    assert ["five"] == [text for text, _ in boxes_of([plot.panel])]


def test_time_ends_with_the_calendar(sheet: Layout) -> None:
    """No scale of days goes beyond the days that there are."""
    plot = sheet.plot("panel", 200, (ScaleKind.DAYS, -400, 9_999_999), TEN, left=50)
    assert (1, 3_652_059) == (plot.x.low, plot.x.high)


def test_the_key_fits(sheet: Layout) -> None:
    """Entries of the key that are too many for a line begin another, and too long ones are cut."""
    sheet.keys([Key(f"entry {n}", Look(Colour.INK)) for n in range(20)])
    sheet.keys([Key("entry " * 200, INK, "line"), Key("reach", INK, "whisker")])
    drawing = sheet.drawing()
    boxes = [box for _, box in boxes_of(drawing.all_panels)]
    assert all(box.inside(Box(0, 0, 600, drawing.height)) for box in boxes)


def test_from_the_top_down(sheet: Layout) -> None:
    """Headings, panels and notes stand one below the other; a heading is that of one panel."""
    sheet.heading("first")
    sheet.plot("one", 50, TEN, TEN, left=50)
    sheet.plot("two", 50, TEN, TEN, left=50, down=True)
    sheet.notes(["a note"])
    drawing = sheet.drawing()
    one, two = drawing.panels
    assert ("first", "") == (one.heading, two.heading)
    assert one.y.start > one.y.end
    assert one.y.start < two.y.start < two.y.end
    assert ("a note",) == drawing.notes


def test_ticks_in_two_lines(plot: Plot) -> None:
    """What has no room below the scale stands one line lower if it may, and else nowhere."""
    ticks = tuple((float(at), f"day {at} of talks") for at in range(1, 10))
    plot.axes(Axis(ticks, "days", two_lines=True), None)
    axis = plot.panel.x_axis
    assert axis is not None
    assert len(ticks) == len(axis.ticks) + len(axis.lower)
    boxes = dict(boxes_of([plot.panel]))
    assert not any(one.meets(other) for one, other in combinations(boxes.values(), 2))
    assert boxes["days"].top > boxes[axis.lower[0][1]].bottom
    plot.axes(Axis(ticks), None)
    assert plot.panel.x_axis is not None
    assert () == plot.panel.x_axis.lower
