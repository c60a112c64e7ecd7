"""The two offers: how far apart both sides stand after each proposal, by the days from expiry."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from kpbargaining.errors import InvalidValue
from kpbargaining.pictures.answers import sourced
from kpbargaining.pictures.dating import called, listing, said
from kpbargaining.pictures.drawing.layout import Key, Layout
from kpbargaining.pictures.drawing.looks import Colour, Look, Shape
from kpbargaining.pictures.drawing.marks import Axis, Bar, Dot, Label, Line, Rule
from kpbargaining.pictures.drawing.scales import ScaleKind, round_ticks
from kpbargaining.pictures.offers.distances import draw_gap, keys_of_gaps, write_points
from kpbargaining.pictures.offers.made import middle_of
from kpbargaining.pictures.offers.talks import Talks
from kpbargaining.questions.pay.offers import OfferRow
from kpbargaining.store.sides import Side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.pictures.answers import Answers
    from kpbargaining.pictures.drawing.layout import Drawing
    from kpbargaining.pictures.drawing.plot import Plot
    from kpbargaining.pictures.offers.made import Made

    Place = tuple[float, float, str]

__all__ = ["draw_offers"]

COLOUR = {Side.LABOR: Colour.BLUE, Side.MANAGEMENT: Colour.RED}
SHAPE = {Side.LABOR: Shape.CIRCLE, Side.MANAGEMENT: Shape.SQUARE}
DASH = {Side.LABOR: "", Side.MANAGEMENT: "8 3"}
AWAY = {
    Side.LABOR: ((0, -10, "middle"), (9, -8, "start"), (-9, -8, "end"), (10, 4, "start")),
    Side.MANAGEMENT: ((0, 20, "middle"), (9, 18, "start"), (-9, 18, "end"), (10, 4, "start")),
}
OUTWARD = {Side.LABOR: -1, Side.MANAGEMENT: 1}
"""On which side of its line a total stands: away from the other side's."""

BAND = Look(Colour.BAND)
SETTLED = Look(Colour.INK)
RULE = Look(line=Colour.INK, width=1)
HOLLOW = Look(Colour.PAPER, Colour.QUIET)
LEAST_DAYS = 8
SEVERAL, ALONE = 230.0, 300.0
"""How high a panel is, beside others and alone."""
OPEN = 16
"""The part of the panel that a whisker takes whose end is open."""


def draw_offers(answers: Answers, width: int) -> tuple[Drawing, str]:
    """The drawing, and what it shows in words."""
    offers = sorted((each for each in answers.rows(OfferRow) if each.round), key=_round)
    panels = [Talks(name, list(rows), answers) for name, rows in groupby(offers, _round)]
    if not panels:
        raise InvalidValue("wage offers of a round; ds.offers() has those of all", "no offers")
    sheet = Layout(
        width,
        f"The two offers: {listing(called(talks.name) for talks in panels)}",
        "Raises over the whole term, added up, in percent. Days from the end of the old contract",
    )
    sheet.keys(_keys(panels))
    ends = _ends(panels)
    for talks in panels:
        height = SEVERAL if len(panels) > 1 else ALONE
        _panel(sheet, talks, ends, height, titled=talks is panels[-1])
    about = (
        "Percentages are raises added up; in brackets, each raise on the level before it."
        " A whisker spans the days on which an offer can have been made."
    )
    sheet.notes([about, *sourced(answers.wide)])
    return sheet.drawing(), " ".join(talks.finding for talks in panels)


def _round(offer: OfferRow) -> str:
    return offer.round or ""


def _keys(panels: list[Talks]) -> Iterator[Key]:
    for side in (Side.LABOR, Side.MANAGEMENT):
        yield Key(str(side), Look(COLOUR[side]), SHAPE[side])
    everything = [made for talks in panels for made in (*talks.made, *talks.apart)]
    if any(made.weak for made in everything):
        yield Key("hollow: one source alone, or weak ones", HOLLOW, Shape.CIRCLE)
    if any(talks.apart for talks in panels):
        yield Key("basis not known: not comparable", HOLLOW, Shape.DIAMOND)
    yield from keys_of_gaps([gap for talks in panels for gap in talks.distances])
    if any(talks.strikes for talks in panels):
        yield Key("strike", BAND)
    if any(talks.settlement for talks in panels):
        yield Key("settlement", SETTLED)


def _ends(panels: list[Talks]) -> tuple[float, float, float]:
    """The first day, the last day and the highest total of all panels."""
    days = [0.0, *(day for talks in panels for day in talks.days)]
    pad = max(LEAST_DAYS, (max(days) - min(days)) * 0.08)
    top = max([1.0, *(total for talks in panels for total in talks.totals)])
    after = pad if len(panels) > 1 else 2 * pad  # names stand to the right of what they name
    return min(days) - pad, max(days) + after, top * 1.25


def _panel(
    sheet: Layout, talks: Talks, ends: tuple[float, float, float], height: float, *, titled: bool
) -> None:
    low, high, top = ends
    if height == SEVERAL:
        sheet.heading(called(talks.name))
    across, up = (ScaleKind.LINEAR, low, high), (ScaleKind.LINEAR, 0.0, top)
    plot = sheet.plot(talks.name, height, across, up, left=48, above=8, below=42 if titled else 26)
    days = [(day, f"{day:+.0f}" if day else "0") for day in round_ticks(low, high, 9)]
    percents = [(total, f"{total:g}%") for total in round_ticks(0, top, 5)]
    title = "days before (-) and after (+) the contract expires" if titled else ""
    plot.axes(Axis(tuple(days), title), Axis(tuple(percents), grid=True))
    _strikes(plot, talks)
    _expiry(plot, talks)
    for gap in talks.distances:
        draw_gap(plot, gap)
    for each in (*talks.made, *talks.apart):
        plot.keep_clear(each.at, each.low)
        plot.keep_clear(each.at, each.high)
    for side in COLOUR:
        _steps(plot, talks, side)
    for each in (*talks.made, *talks.apart):
        _dots(plot, each)
    _settlement(plot, talks)
    for gap in talks.distances:
        write_points(plot, gap, is_last=gap is talks.distances[-1])
    _totals(plot, talks)
    verb = "has" if talks.left_out == 1 else "have"
    left_out = f"{talks.left_out} more {verb} no day or no total." if talks.left_out else ""
    texts = (*talks.doubts, talks.honest, talks.unsettled, left_out)
    sheet.notes([text for text in texts if text], above=0)


def _strikes(plot: Plot, talks: Talks) -> None:
    for days, words in talks.strikes:
        start, end = plot.x.within(days.low or 0), plot.x.within((days.high or 0) + 1)
        plot.add(Bar(start, end, 0, plot.y.high, BAND, f"strike, {words}", least=2))


def _expiry(plot: Plot, talks: Talks) -> None:
    when = talks.round.expiry if talks.round else None
    told = f"contract expires {said(when)}" if when else "contract expires"
    plot.behind(Rule(0, 0, 0, plot.y.high, RULE, told=told))
    plot.place(
        Label(0, plot.y.high, told, size=11, colour=Colour.QUIET), ((5, 9, "start"), (-5, 9, "end"))
    )


def _steps(plot: Plot, talks: Talks, side: Side) -> None:
    """The level of a side from offer to offer; between two levels where groups differ.

    The last one goes on to the deal, or to a later offer that cannot be compared with it.
    """
    made = talks.side(side)
    if not made:
        return
    last = talks.settlement.days if talks.settlement else None
    end = plot.x.within(max([*talks.days, 0.0]) if last is None else middle_of(last))
    later = [each.at for each in talks.apart if each.side is side and each.at > made[-1].at]
    stops = [each.at for each in made[1:]] + [max(min([end, *later]), made[-1].at)]
    for each, stop in zip(made, stops, strict=True):
        if each.low < each.high:
            faint = Look(COLOUR[side], opacity=0.18)
            plot.add(Bar(each.at, stop, each.low, each.high, faint, each.told))
    for name in ("low", "high"):
        levels = [getattr(each, name) for each in made]
        points = [
            point
            for x, level, stop in zip([m.at for m in made], levels, stops, strict=True)
            for point in ((x, level), (stop, level))
        ]
        plot.add(Line(tuple(points), Look(line=COLOUR[side], width=2, dash=DASH[side])))


def _dots(plot: Plot, made: Made) -> None:
    colour = COLOUR[made.side]
    line = Look(line=colour, width=1.3)
    for level in dict.fromkeys((made.low, made.high)):
        _whisker(plot, made, level, line)
    if not made.comparable and made.low < made.high:
        plot.add(Rule(made.at, made.at, made.low, made.high, line, "both"))
    shape = SHAPE[made.side] if made.comparable else Shape.DIAMOND
    look = (
        Look(Colour.PAPER, colour, 2) if made.weak or not made.comparable else Look(colour, colour)
    )
    for level in dict.fromkeys((made.low, made.high)):
        plot.add(Dot(made.at, level, look, shape, 4.5, made.told))


def _whisker(plot: Plot, made: Made, level: float, line: Look) -> None:
    """The days on which an offer can have been made; an arrow where they have no end."""
    start, end = made.days.low, made.days.high
    if start == end:
        return
    reach = (plot.x.high - plot.x.low) / OPEN
    left = plot.x.within(made.at - reach) if start is None else start
    right = plot.x.within(made.at + reach) if end is None else end
    caps = "end" if start is None else "start" if end is None else "both"
    plot.add(Rule(left, right, level, level, line, caps))
    if start is None or end is None:
        shape, at = (Shape.LEFT, left) if start is None else (Shape.RIGHT, right)
        plot.add(
            Dot(
                at,
                level,
                Look(line.line),
                shape,
                3.5,
                "or earlier" if start is None else "or later",
            )
        )


def _totals(plot: Plot, talks: Talks) -> None:
    for made in (*talks.made, *talks.apart):
        high = made.side is Side.LABOR or not made.comparable
        text = f"{made.written}%" if "(" not in made.written else made.written.replace(" (", "% (")
        unknown = "" if made.comparable else ", basis not known"
        label = Label(
            made.at,
            made.high if high else made.low,
            f"{text}{unknown}",
            bold=made.comparable,
            colour=COLOUR[made.side],
        )
        around = AWAY[Side.LABOR if high else Side.MANAGEMENT]
        outward = OUTWARD[made.side] if made.comparable else 0
        plot.place(label, around, leader=True, outward=outward)


def _settlement(plot: Plot, talks: Talks) -> None:
    settled = talks.settlement
    if settled is None:
        return
    at = middle_of(settled.days)
    half = (plot.x.high - plot.x.low) / 45
    total = (
        f"{settled.low:g}"
        if settled.low == settled.high
        else f"{settled.low:g} to {settled.high:g}"
    )
    steps = f": {settled.schedule}" if settled.schedule else ""
    told = f"settled at {total}%{steps}"
    for level in dict.fromkeys((settled.low, settled.high)):
        thick = plot.y.high / 55
        plot.add(Bar(at - half, at + half, level - thick, level + thick, SETTLED, told))
        plot.keep_clear(at, level)
    beside = plot.x(at + half) - plot.x(at) + 6
    plot.place(
        Label(at, settled.high, told),
        ((beside, 4, "start"), (0, -10, "middle"), (0, 20, "middle"), (14, -8, "end")),
        leader=True,
    )
