"""The timeline of a round: a line for each entry, in order, with its day or the days it can be."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kpbargaining.errors import InvalidValue
from kpbargaining.pictures.answers import sourced
from kpbargaining.pictures.dating import called, how_many, listing, said
from kpbargaining.pictures.drawing.layout import Key, Layout
from kpbargaining.pictures.drawing.lettering import clean, shortened, width_of
from kpbargaining.pictures.drawing.looks import Colour, Look, Shape
from kpbargaining.pictures.drawing.marks import Axis, Bar, Dot, Label, Rule
from kpbargaining.pictures.drawing.scales import ScaleKind, day_ticks
from kpbargaining.questions.timeline import EntryRow
from kpbargaining.records.bargaining import BargainingRound
from kpbargaining.values.when import Span

if TYPE_CHECKING:
    from kpbargaining.pictures.answers import Answers
    from kpbargaining.pictures.drawing.layout import Drawing
    from kpbargaining.pictures.drawing.plot import Plot

__all__ = ["draw_story"]

LOOKS = (
    (Colour.BLUE, Shape.CIRCLE),
    (Colour.RED, Shape.SQUARE),
    (Colour.GREEN, Shape.DIAMOND),
    (Colour.PURPLE, Shape.UP),
    (Colour.BROWN, Shape.DOWN),
)
OTHERS = (Colour.GREY, Shape.RIGHT)
MOST, NAMED = 200, 2
ROW, SIZE = 19, 11.5
NOT_TO_SCALE = 0.06
WORDS = {"JobAction": "strike or picket", "WageStep": "raise", "BargainingRound": "round"}
"""The part of the width that a stretch without an end takes."""


def draw_story(answers: Answers, width: int) -> tuple[Drawing, str]:
    """The drawing, and what it shows in words."""
    entries = answers.rows(EntryRow)
    told = [entry for entry in entries if entry.story] or entries
    days = [day for entry in told for day in (entry.when.low, entry.when.high) if day]
    if not days or len(told) > MOST:
        expected = f"a timeline of 1 to {MOST} entries: of a round, or between two days"
        raise InvalidValue(expected, f"{len(told)} entries with {len(days)} days")
    kinds = list(dict.fromkeys(entry.kind for entry in told))
    looks = {kind: LOOKS[n] if n < len(LOOKS) else OTHERS for n, kind in enumerate(kinds)}
    low, high = min(days), max(days)
    pad = max(7, round((high - low) * 0.03))
    left_out = len(entries) - len(told)
    sheet = Layout(
        width,
        f"What happened: {_scope(told, low, high)}",
        "One line for each event, in order; a stretch where the day is not known, only its bounds",
    )
    sheet.keys(_keys(told, looks))
    plot = sheet.plot(
        "events",
        float(ROW * len(told)),
        (ScaleKind.DAYS, float(low - pad), float(high + pad)),
        (ScaleKind.LINEAR, 0.0, float(len(told))),
        left=20,
        right=20,
        above=12,
        below=30,
        down=True,
    )
    plot.axes(Axis(tuple(day_ticks(plot.x.low, plot.x.high, width // 80)), grid=True), None)
    for place, entry in enumerate(told):
        _entry(plot, entry, place + 0.5, *looks[entry.kind])
    beside = "1 entry beside these is" if left_out == 1 else f"{left_out} entries beside these are"
    notes = [f"{beside} in the table."] if left_out else []
    sheet.notes([*notes, *sourced(answers.wide)])
    return sheet.drawing(), _finding(told, kinds)


def _scope(told: list[EntryRow], low: int, high: int) -> str:
    """One or two rounds by name; of more, or of what is of none, the years."""
    rounds = dict.fromkeys(
        entry.record.partition("/")[0]
        for entry in told
        if "/" in entry.record or entry.kind == BargainingRound.__name__
    )
    names = [called(name) for name in rounds]
    if 0 < len(names) <= NAMED:
        return listing(names)
    years = dict.fromkeys(date.fromordinal(day).year for day in (low, high))
    return " to ".join(map(str, years))


def _plain(kind: str) -> str:
    """The name of a kind as people say it: `strike or picket`, `session`."""
    words = "".join(f" {char.lower()}" if char.isupper() else char for char in kind).strip()
    return WORDS.get(kind, words)


def _keys(told: list[EntryRow], looks: dict[str, tuple[Colour, Shape]]) -> list[Key]:
    known = [kind for kind in looks if looks[kind] != OTHERS]
    keys = [
        Key(_plain(kind), Look(looks[kind][0], looks[kind][0]), looks[kind][1]) for kind in known
    ]
    if len(known) < len(looks):
        keys.append(Key("other kinds", Look(OTHERS[0], OTHERS[0]), OTHERS[1]))
    dates = [entry.when for entry in told if not isinstance(entry.when, Span)]
    if any(when.low and when.high and when.low != when.high for when in dates):
        keys.append(Key("one of these days", Look(line=Colour.GREY, width=1.4), "whisker"))
    if not all(when.low and when.high for when in dates):
        keys.append(Key("that day, or before or after", Look(Colour.GREY, fade="end")))
    return keys


def _entry(plot: Plot, entry: EntryRow, middle: float, colour: Colour, shape: Shape) -> None:
    reach = (plot.x.high - plot.x.low) * NOT_TO_SCALE
    low, high = entry.when.low, entry.when.high
    start = plot.x.within((high or 0) - reach) if low is None else float(low)
    end = plot.x.within((low or 0) + reach) if high is None else float(high)
    told = f"{said(entry.when)}: {entry.event}, {entry.label}"
    if isinstance(entry.when, Span):
        fade = "end" if high is None else "start" if low is None else ""
        plot.add(Bar(start, end + 1, middle - 0.2, middle + 0.2, Look(colour, fade=fade), told))
    elif not (low and high):
        faint = Look(colour, fade="end" if low else "start")
        plot.add(Bar(start, end, middle - 0.07, middle + 0.07, faint, told))
    elif start < end:
        plot.add(Rule(start, end, middle, middle, Look(line=colour, width=1.4), "both", told))
    at = end if low is None else start if high is None else (start + end) / 2
    plot.add(Dot(at, middle, Look(colour, colour), shape, 3.8, told))
    _text(plot, entry, start, end, middle)


def _text(plot: Plot, entry: EntryRow, start: float, end: float, middle: float) -> None:
    """What happened, on the side of the mark where there is more room."""
    text = clean(_words(entry))
    right = plot.x.end + 10 - plot.x(end)
    left = plot.x(start) - plot.x.start + 10
    fits = width_of(text, SIZE) <= right - 12
    if fits or right >= left:
        label = Label(end, middle, shortened(text, SIZE, right - 12), 10, 4, size=SIZE)
    else:
        label = Label(start, middle, shortened(text, SIZE, left - 12), -10, 4, "end", SIZE)
    plot.say(label)


def _words(entry: EntryRow) -> str:
    """What happened, and to what; the kind is not told twice: `session held: Los Angeles`."""
    kind = _plain(entry.kind)
    label = entry.label
    if entry.event.startswith(kind) and f"{label},".startswith(f"{kind},"):
        label = label[len(kind) + 2 :]
    return f"{entry.event}: {label}" if label else entry.event


def _finding(told: list[EntryRow], kinds: list[str]) -> str:
    counts = [(sum(entry.kind == kind for entry in told), _plain(kind)) for kind in kinds]
    first, last = told[0], told[-1]
    by_kind = listing(f"{kind}: {number}" for number, kind in counts)
    return (
        f"{how_many(len(told), 'event')}, by kind: {by_kind}."
        f" It begins with {first.event}, {first.label} ({said(first.when)}) and ends with"
        f" {last.event}, {last.label} ({said(last.when)})."
    )
