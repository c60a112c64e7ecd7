"""Strikes and averted strikes: when, how long, and how many workers, as far as sources tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from attrs import evolve

from kpbargaining.errors import InvalidValue
from kpbargaining.pictures.answers import sourced
from kpbargaining.pictures.dating import (
    called,
    day_in_words,
    forms_of,
    how_many,
    listing,
)
from kpbargaining.pictures.drawing.layout import Key, Layout
from kpbargaining.pictures.drawing.lettering import width_of
from kpbargaining.pictures.drawing.looks import Colour, Look, Shape, Texture
from kpbargaining.pictures.drawing.marks import Axis, Bar, Dot, Label, Rule
from kpbargaining.pictures.drawing.scales import ScaleKind, day_ticks
from kpbargaining.pictures.leaving import Leaving, leaving_of
from kpbargaining.pictures.walkouts import actions_of
from kpbargaining.questions.agreements import AgreementRow
from kpbargaining.questions.strikes import HeadcountRow
from kpbargaining.records.agreements import Agreement

if TYPE_CHECKING:
    from kpbargaining.pictures.answers import Answers
    from kpbargaining.pictures.drawing.layout import Drawing
    from kpbargaining.pictures.drawing.plot import Plot
    from kpbargaining.pictures.walkouts import Action

__all__ = ["draw_strikes"]

FILLS = (
    Look(Colour.GREEN, Colour.GREEN, 1),
    Look(Colour.PURPLE, Colour.PURPLE, 1, texture=Texture.STRIPED),
    Look(Colour.BLUE, Colour.BLUE, 1, texture=Texture.DOTTED),
)
SHAPES = {Colour.GREEN: Shape.CIRCLE, Colour.PURPLE: Shape.SQUARE, Colour.BLUE: Shape.DIAMOND}
"""What stands on top of the bars of each, which are too narrow for a texture."""
OUTSIDE = Look(Colour.GREY, Colour.GREY, 1)
UNSURE = Look(Colour.BROWN, Colour.BROWN, 1, texture=Texture.HATCHED)
WHISKER = Look(line=Colour.INK, width=1)
EXPIRY = Look(line=Colour.GRID, width=1, dash="4 3")
SPLIT = Look(line=Colour.INK, width=1)
STRIP = Look(Colour.BAND, Colour.GREY, 0.8)

PALE = 0.4
"""How a bar is filled that is as high as another measure than that of the others."""
NAMED, PANEL, LANE, SMALL = 5, 340, 15, 9.5
LINES = tuple(range(9, 120, 14))
"""How far below the top the day on which many left can be named."""
ABOVE = 1.75
"""How much higher the scale goes than the largest number, so that names have room."""
STEPS = (1, 2, 5)
APART = 0.07
"""The least part of the panel between two numbers of its axis."""
DAY_AFTER = 30
"""How many days wide a strike is drawn, fading, whose end is not known."""


class _Term(NamedTuple):
    """The term of an agreement: from its first day to the one after its last."""

    start: int
    end: int
    name: str


def draw_strikes(answers: Answers, width: int) -> tuple[Drawing, str]:
    """The drawing, and what it shows in words."""
    actions = actions_of(answers)
    placed = [each for each in actions if each.is_placed]
    if not placed:
        raise InvalidValue("strikes with a day; ds.action_log() has all", "none")
    bodies = list(dict.fromkeys(each.row.coalition for each in placed if each.row.coalition))
    looks = dict(zip(sorted(bodies), FILLS, strict=False))
    metrics = list(dict.fromkeys(row.metric for row in answers.rows(HeadcountRow)))
    measure = (
        listing(each.partition("-")[2].replace("-", " ") for each in metrics) if metrics else ""
    )
    sheet = Layout(
        width,
        "Strikes and averted strikes",
        f"{measure[:1].upper()}{measure[1:]}; square-root scale"
        if measure
        else "When they were; without numbers of workers",
    )
    sheet.keys(_keys(placed, looks))
    terms = answers.rows(AgreementRow)
    low = min(day for each in placed if (day := each.days[0] or each.days[1]))
    high = max(day for each in placed if (day := each.days[1] or each.days[0]))
    pad = max(20.0, (high - low) * 0.015)
    top = max([1.0, *(each.reach[1] for each in placed if each.counts)]) * 1.25
    plot = sheet.plot(
        "strikes",
        PANEL,
        (ScaleKind.DAYS, float(int(low - pad)), float(int(high + pad))),
        (ScaleKind.SQRT, 0.0, top),
        left=64,
        above=28,
        below=30,
    )
    days = tuple(day_ticks(plot.x.low, plot.x.high, width // 60))
    plot.axes(Axis(days), Axis(_numbers(top), "workers", grid=True))
    _expiries(plot, terms)
    for each in sorted(placed, key=lambda each: -each.height):
        _action(plot, each, _look(each, looks))
    _names(plot, placed)
    _split(plot, leaving_of(answers))
    _terms(sheet, plot, terms, {each.id: each.name for each in answers.rows(Agreement)})
    sheet.notes(_notes(actions, placed, answers) + sourced(answers.wide))
    return sheet.drawing(), _finding(placed)


def _look(action: Action, looks: dict[str, Look]) -> Look:
    row = action.row
    if row.coalition:
        return looks.get(row.coalition, OUTSIDE)
    return UNSURE if row.coalition_doubt else OUTSIDE


def _keys(placed: list[Action], looks: dict[str, Look]) -> list[Key]:
    keys = [
        Key(called(body), Look(look.fill, look.line), SHAPES[look.line])
        for body, look in looks.items()
        if look.line
    ]
    free = [each.row for each in placed if not each.row.coalition]
    if any(not row.coalition_doubt for row in free):
        keys.append(Key("outside of these" if keys else "outside of any coalition", OUTSIDE))
    if any(row.coalition_doubt for row in free):
        keys.append(Key("not known whether inside", UNSURE))
    if any(not each.is_held for each in placed):
        keys.append(Key("averted", Look(Colour.PAPER, Colour.INK, 1.2)))
        keys.append(Key("announced, no more told", Look(Colour.PAPER, Colour.INK, 1.2, "2 2")))
    others = listing(
        dict.fromkeys(each.measure for each in placed if each.is_held and each.measure)
    )
    if others:
        keys.append(Key(f"pale: {others}", Look(OUTSIDE.fill, opacity=PALE)))
    if any(len(each.counts) > 1 for each in placed):
        keys.append(Key("lowest to highest source", WHISKER, "whisker"))
    if any(not each.counts for each in placed):
        keys.append(Key("no number known", Look(Colour.PAPER, Colour.INK, 1.2), Shape.DOWN))
    return keys


def _numbers(top: float) -> tuple[tuple[float, str], ...]:
    """Round numbers up to the top, closer together where they are small."""
    steps = (factor * 10**power for power in range(7) for factor in STEPS)
    kept: list[float] = [0]
    for step in steps:
        if step <= top and (step / top) ** 0.5 - (kept[-1] / top) ** 0.5 >= APART:
            kept.append(step)
    return tuple((number, f"{number:,.0f}") for number in kept)


def _expiries(plot: Plot, terms: list[AgreementRow]) -> None:
    expiries = {row.expires.low for row in terms if row.expires and row.expires.low}
    for day in sorted(expiries):
        if plot.x.low < day < plot.x.high:
            told = f"an agreement expires, {day_in_words(day)}"
            plot.behind(Rule(day, day, 0, plot.y.high, EXPIRY, told=told))


def _split(plot: Plot, split: Leaving | None) -> None:
    if split is not None and plot.x.low < split.day < plot.x.high:
        unions = split.counted[0] if split.counted else f"{split.left} unions"
        told = f"{split.on}: {unions} left"
        plot.behind(Rule(split.day, split.day, 0, plot.y.high, SPLIT, told=told))
        around = [(dx, dy, anchor) for dy in LINES for dx, anchor in ((-5, "end"), (5, "start"))]
        plot.place(Label(split.day, plot.y.high, told, size=11), around)


def _action(plot: Plot, action: Action, look: Look) -> None:
    look = evolve(look, opacity=PALE) if action.measure and action.is_held else look
    start, end = action.days
    first = float(start or end or 0)
    last = float(end) if end else first + DAY_AFTER
    if not action.counts:
        filled = Look(look.fill if action.is_held else Colour.PAPER, look.line, 1.2)
        plot.add(Dot((first + last) / 2, 0, filled, Shape.DOWN, 4, action.told))
        return
    if not action.is_held:
        dash = "" if action.row.averted else "2 2"
        hollow = Look(None, look.line, 1.4, dash)
        plot.add(Bar(first, last, 0, action.height, hollow, action.told, least=5))
    elif end is None or action.row.held is None or action.row.held.end is None:
        plot.add(
            Bar(first, last, 0, action.height, Look(look.fill, fade="end"), action.told, least=3)
        )
    else:
        plot.add(Bar(first, last, 0, action.height, look, action.told, least=2))
    middle = (first + last) / 2
    if look.line in SHAPES:
        dot = Look(look.line if action.is_held else Colour.PAPER, look.line)
        plot.add(Dot(middle, action.height, dot, SHAPES[look.line], 3.5))
    low, high = action.reach
    if low < high:
        told = f"from {low:,.0f} to {high:,.0f}, as sources differ"
        plot.add(Rule(middle, middle, low, high, WHISKER, "both", told))
    if action.is_open:
        plot.add(Dot(middle, high, Look(Colour.INK), Shape.UP, 3, "or more"))


def _names(plot: Plot, placed: list[Action]) -> None:
    largest = sorted((each for each in placed if each.counts), key=lambda each: -each.height)
    for each in largest:
        plot.keep_clear((each.days[0] or each.days[1] or 0), each.reach[1], 5)
    for each in largest[:NAMED]:
        start = float(each.days[0] or each.days[1] or 0)
        averted = "" if each.is_held else f" ({each.row.stage})"
        label = Label(start, each.reach[1], f"{each.name}{averted}", size=11)
        plot.place(
            label,
            ((-4, -6, "end"), (6, -6, "start"), (0, -9, "middle"), (-8, 4, "end")),
            leader=True,
        )


def _terms(sheet: Layout, plot: Plot, rows: list[AgreementRow], names: dict[str, str]) -> None:
    """A thin strip for each agreement, below the strikes; those that overlap side by side."""
    lanes: list[list[_Term]] = []
    terms = {row.agreement: row for row in rows}.values()
    for row in terms:
        if row.effective and row.effective.low and row.expires and row.expires.high:
            name = names.get(row.agreement) or called(row.agreement.removeprefix("agreement-"))
            term = _Term(row.effective.low, row.expires.high + 1, name)
            lane = next((lane for lane in lanes if lane[-1].end <= term.start), None)
            if lane is None:
                lanes.append([term])
            else:
                lane.append(term)
    if not lanes:
        return
    x = (ScaleKind.DAYS, plot.x.low, plot.x.high)
    y = (ScaleKind.LINEAR, 0.0, float(len(lanes)))
    strip = sheet.plot(
        "agreements", LANE * len(lanes), x, y, left=64, above=18, below=12, down=True
    )
    strip.say(Label(plot.x.low, 0, "terms of the agreements", dy=-5, size=11, colour=Colour.QUIET))
    for place, lane in enumerate(lanes):
        for term in lane:
            start, end = strip.x.within(term.start), strip.x.within(term.end)
            told = f"{term.name}: {day_in_words(term.start)} to {day_in_words(term.end - 1)}"
            if start < end:
                strip.add(Bar(start, end, place + 0.1, place + 0.9, STRIP, told))
                _inside(strip, term.name, start, end, place + 0.5)


def _inside(strip: Plot, name: str, start: float, end: float, middle: float) -> None:
    """The name of an agreement on its strip, in the longest form for which there is room."""
    room = strip.x(end) - strip.x(start) - 2
    fitting = (text for text in forms_of(name) if width_of(text, SMALL) <= room)
    text = next(fitting, "")
    if text:
        strip.say(Label((start + end) / 2, middle, text, dy=3.5, anchor="middle", size=SMALL))


def _notes(actions: list[Action], placed: list[Action], answers: Answers) -> list[str]:
    notes = [
        "Height: one number for the whole, never for a part; a triangle on it: or more.",
    ]
    if answers.rows(AgreementRow):
        notes.append("Dashed lines: an agreement expires.")
    left = len(actions) - len(placed)
    if left:
        notes.append(
            f"{left} of {len(actions)} {'has' if left == 1 else 'have'} no day and no place here."
        )
    return notes


def _finding(placed: list[Action]) -> str:
    held = [each for each in placed if each.is_held]
    averted = sum(each.row.averted is not None and not each.is_held for each in placed)
    known = sum(bool(each.counts) for each in placed)
    others = [each for each in placed if not each.is_held]
    most = _largest("held", held) + _largest("not held", others)
    return (
        f"{how_many(len(placed), 'strike')}: {len(held)} held, {averted} averted,"
        f" {len(placed) - len(held) - averted} announced of which no more is told."
        f" Sources give a number for {known} of them.{most}"
    )


def _largest(which: str, actions: list[Action]) -> str:
    """The largest of some actions in words; empty where no number is known."""
    largest = max(actions, key=lambda each: each.height, default=None)
    counted = largest is not None and largest.counts
    return f" The largest that was {which} is of {largest.told}." if largest and counted else ""
