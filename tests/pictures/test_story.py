"""The timeline of a round: a line for each event."""

from collections.abc import Callable
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining import questions as q
from kpbargaining.pictures.drawing.marks import Bar, Label

Make = Callable[..., Any]
Words = Callable[[kp.Picture], list[str]]


def entry(when: str, label: str = "it", **more: Any) -> dict[str, Any]:
    """Give the columns of an entry."""
    day = kp.Span(when) if "/" in when else kp.PartialDate(when)
    return {"when": day, "label": label, "event": "held", "kind": "JobAction"} | more


def test_one_line_each(table_of: Make, texts_of: Words) -> None:
    """Each entry is a mark with its words beside it, in order."""
    drawn = kp.picture(table_of(q.EntryRow, entry("2030-05-06", "one"), entry("2030-06-06", "two")))
    assert [("2030-05-06", "0.5"), ("2030-06-06", "1.5")] == [
        (row.x, row.y) for row in drawn.marks if row.mark == "dot"
    ]
    assert {"held: one", "held: two", "strike or picket"} <= set(texts_of(drawn))
    assert "2 events, by kind: strike or picket: 2. It begins with held, one (6 May" in drawn.alt


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("session, Oakland", "session held: Oakland"),
        ("session 4, Oakland", "session held: session 4, Oakland"),
        ("session", "session held"),
    ],
)
def test_the_kind_is_told_once(table_of: Make, texts_of: Words, label: str, text: str) -> None:
    """What the event says already, its label does not say again."""
    row = entry("2030-05-06", label, event="session held", kind="Session")
    assert text in texts_of(kp.picture(table_of(q.EntryRow, row)))


def test_the_short_telling(newest: kp.Dataset) -> None:
    """Of a timeline that has a short telling, that is drawn, and the rest is counted."""
    timeline = newest.timeline("2025-alliance")
    drawn = kp.picture(timeline)
    assert "What happened: 2025 Alliance" == drawn.title
    short = len(timeline.where(story=True))
    assert f"{len(timeline) - short} entries beside these are in the table." in drawn.svg
    rest = next(entry.record for entry in timeline if not entry.story)
    one = kp.picture(timeline.where(lambda entry: entry.story or entry.record == rest))
    assert "1 entry beside these is in the table." in one.svg
    assert short == sum(row.mark == "dot" for row in drawn.marks)


@pytest.mark.parametrize(
    ("when", "mark", "ends"),
    [
        ("2030-05-06/2030-05-10", "bar", ("2030-05-06", "2030-05-11")),
        ("[2030-05-06..2030-05-10]", "rule", ("2030-05-06", "2030-05-10")),
        ("[..2030-05-06]", "bar", (None, "2030-05-06")),
        ("[2030-05-06..]", "bar", ("2030-05-06", None)),
        ("2030-05-06/", "bar", ("2030-05-06", None)),
        ("/2030-05-06", "bar", (None, "2030-05-07")),
    ],
)
def test_what_is_not_known(
    table_of: Make, when: str, mark: str, ends: tuple[str | None, str | None]
) -> None:
    """A span is a bar, one of several days a whisker; what has no end fades out."""
    drawn = kp.picture(table_of(q.EntryRow, entry("2030-01-01"), entry(when), entry("2030-12-31")))
    (row,) = [row for row in drawn.marks if row.mark == mark]
    assert (ends[0] or row.x, ends[1] or row.x_to) == (row.x, row.x_to)
    assert row.x < (row.x_to or "")
    bars = [mark for mark in drawn.drawing.panels[0].marks if isinstance(mark, Bar)]
    assert bool(bars and bars[0].look.fade) is (None in ends)


def test_words_stand_where_there_is_room(table_of: Make) -> None:
    """Words that do not fit behind their mark stand before it, and are cut where they must."""
    long = "many words " * 30
    drawn = kp.picture(table_of(q.EntryRow, entry("2030-01-01", long), entry("2030-12-31", long)))
    labels = [mark for mark in drawn.drawing.panels[0].marks if isinstance(mark, Label)]
    assert ["start", "end"] == [label.anchor for label in labels]
    assert all(label.text.endswith("...") for label in labels)


def test_kinds_have_shapes(table_of: Make, texts_of: Words) -> None:
    """Five kinds have a look of their own; the others share one."""
    rows = [entry("2030-01-01", kind=f"Kind{letter}") for letter in "ABCDEFG"]
    drawn = kp.picture(table_of(q.EntryRow, *rows))
    assert {"kind a", "kind e", "other kinds"} <= set(texts_of(drawn))
    assert "kind f" not in texts_of(drawn)


def test_a_timeline_that_is_too_long(newest: kp.Dataset) -> None:
    """More events than a page can hold are refused, with what to ask instead."""
    with pytest.raises(kp.InvalidValue, match="a timeline of 1 to 200 entries"):
        kp.picture(newest.timeline())


def test_what_is_of_no_round_has_its_years(table_of: Make) -> None:
    """What is of no round, or of many, is titled by its years."""
    of_none = table_of(q.EntryRow, entry("2000-03-03"), entry("2010-09-30"))
    assert "What happened: 2000 to 2010" == kp.picture(of_none).title
