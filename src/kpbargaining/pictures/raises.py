"""What the raises add up to: the wage level, step by step, over one agreement after the other."""

from __future__ import annotations

from datetime import date
from itertools import cycle, pairwise
from typing import TYPE_CHECKING

from kpbargaining.errors import InvalidValue
from kpbargaining.pictures.answers import sourced
from kpbargaining.pictures.dating import called, day_in_words, in_brief, listing, said
from kpbargaining.pictures.drawing.layout import Key, Layout
from kpbargaining.pictures.drawing.looks import Colour, Look, Shape
from kpbargaining.pictures.drawing.marks import Axis, Bar, Dot, Label, Line
from kpbargaining.pictures.drawing.scales import ScaleKind, day_ticks, round_ticks
from kpbargaining.pictures.paths import EVERYWHERE, Broken, LevelPath, Raise, is_final, paths_of
from kpbargaining.questions.pay.real_wages import RealLevel
from kpbargaining.questions.pay.wages import Schedule
from kpbargaining.records.agreements import Agreement
from kpbargaining.records.figures import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.pictures.answers import Answers
    from kpbargaining.pictures.drawing.layout import Drawing
    from kpbargaining.pictures.drawing.plot import Plot

__all__ = ["draw_raises"]

LINES = (
    (Colour.BLUE, ""),
    (Colour.RED, "9 3"),
    (Colour.GREEN, "2 2"),
    (Colour.PURPLE, "9 3 2 3"),
    (Colour.BROWN, "5 2"),
)
"""How the lines look; a sixth and further ones are grey, and dashed in turn."""

GREY = ("4 2", "1 3", "12 3 1 3")
BAND = Look(Colour.GREY, opacity=0.3)
LUMP = Look(Colour.PAPER, Colour.INK, 1.4)
PRICE = Look(line=Colour.GREY, width=1.2)
PRICE_ALONE = Look(Colour.GREY)
NOT_YET = "4 4"
LONGEST_MONTH = 31
PANEL = 380


def draw_raises(answers: Answers, width: int) -> tuple[Drawing, str]:
    """The drawing, and what it shows in words."""
    paths, broken = paths_of(answers.rows(Schedule), answers.rows(Term))
    if not paths:
        raise InvalidValue("schedules with raises whose days are known", "none")
    paths.sort(key=lambda path: (-path.raises[-1].high, path.markets))
    names = {term.id: term.name for term in answers.rows(Term)}
    names |= {deal.id: deal.name for deal in answers.rows(Agreement)}
    start = min(path.start for path in paths)
    prices, prices_in_words = _prices(answers, start)
    sheet = Layout(
        width,
        "What the raises add up to",
        f"Wage level, {day_in_words(int(start))} = 100, by the scheduled raises; "
        + prices_in_words,
    )
    looks = dict(zip(paths, _lines(), strict=False))
    sheet.keys(_keys(paths, looks, names))
    end = max(path.end for path in paths)
    top = max([path.raises[-1].high for path in paths] + [level for _, level in prices])
    plot = sheet.plot(
        "levels",
        PANEL,
        (ScaleKind.DAYS, start - 60, end + 60),
        (ScaleKind.LOG, min([99.0, *(level * 0.99 for _, level in prices)]), top * 1.06),
        left=50,
        right=52,
        below=30,
    )
    days = tuple(day_ticks(plot.x.low, plot.x.high, width // 60))
    title = "level, logarithmic scale" if prices else "nominal level, logarithmic scale"
    levels = tuple((level, f"{level:g}") for level in round_ticks(plot.y.low, plot.y.high, 10))
    plot.axes(Axis(days), Axis(levels, title, grid=True))
    if prices:
        _price_line(plot, answers, prices)
    for path in reversed(paths):
        _path(plot, path, looks[path], names)
    for path in paths:
        _end(plot, path, looks[path][0])
    _words(plot, paths, looks)
    sheet.notes([*_notes(paths, broken, names), *sourced(answers.wide)])
    return sheet.drawing(), _finding(paths, broken, names, start)


def _lines() -> Iterator[tuple[Colour, str]]:
    yield from LINES
    yield from ((Colour.GREY, dash) for dash in cycle(GREY))


def _name(path: LevelPath, names: dict[str, str]) -> str:
    if path.markets == (EVERYWHERE,):
        where = "all markets"
    else:
        where = listing(_market(each, names) for each in path.markets)
    return f"{where} ({in_brief(_agreement(path.plans[-1].of, names))})"


def _market(market: str, names: dict[str, str]) -> str:
    return names.get(market) or called(market.partition("-")[2])


def _agreement(agreement: str, names: dict[str, str]) -> str:
    return names.get(agreement) or called(agreement.removeprefix("agreement-"))


def _keys(
    paths: list[LevelPath], looks: dict[LevelPath, tuple[Colour, str]], names: dict[str, str]
) -> list[Key]:
    keys = [
        Key(_name(path, names), Look(line=looks[path][0], width=2.2, dash=looks[path][1]), "line")
        for path in paths
    ]
    if any(each.step.lump_sum for path in paths for each in path.raises):
        keys.append(Key("lump sum, in no level", LUMP, Shape.DIAMOND))
    if any(each.low < each.high for path in paths for each in path.raises):
        keys.append(Key("known between two levels only", BAND))
    if any(not is_final(plan) for path in paths for plan in path.plans):
        keys.append(
            Key("proposed, or not yet ratified", Look(line=Colour.INK, dash=NOT_YET), "line")
        )
    return keys


def _prices(answers: Answers, start: float) -> tuple[list[tuple[float, float]], str]:
    """The price level by month, 100 in that of the start, and how to say so; empty without any.

    Where the index lacks that month, the level is 100 in the last base before it.
    """
    found = answers.all(RealLevel)
    rows = [row for each in found for row in each.months]
    known = {row.month.low: float(row.index) for row in rows if row.index and row.month.low}
    if not known:
        return [], "nominal: no price index was passed in"
    if len({each.index_name for each in found}) > 1:
        raise InvalidValue("real levels by one index", listing(each.index_name for each in found))
    first = date.fromordinal(int(start)).replace(day=1).toordinal()
    words, hundred = "beside it the price level", known.get(first)
    shown = [day for day in sorted(known) if day >= first]
    if hundred is None:
        base = _base_before(found if shown else [], first)
        hundred, words = float(base.base_price), f"{words}, {said(base.base_month)} = 100"
    return [(float(day), 100 * known[day] / hundred) for day in shown], words


def _base_before(found: list[RealLevel], first: int) -> RealLevel:
    """The real level whose base is the last one before a month, which the index lacks."""
    before = [each for each in found if (each.base_month.low or first) < first]
    if not before:
        expected = f"an index that has the month of the first raise, {day_in_words(first)}"
        raise InvalidValue(f"{expected}, or later ones and a base before it", "neither")
    return max(before, key=lambda each: each.base_month.sort_key)


def _price_line(plot: Plot, answers: Answers, prices: list[tuple[float, float]]) -> None:
    name = answers.all(RealLevel)[0].index_name
    for run in _runs(prices):
        plot.add(
            Line(run, PRICE, name) if run[1:] else Dot(*run[0], PRICE_ALONE, size=1.5, told=name)
        )
    day, level = prices[-1]
    label = Label(day, level, name, colour=Colour.QUIET, size=11)
    plot.place(label, ((-4, 16, "end"), (-4, -8, "end"), (6, 4, "start")), leader=True)


def _runs(prices: list[tuple[float, float]]) -> Iterator[tuple[tuple[float, float], ...]]:
    """The prices of months that follow one another: over a month without one goes no line."""
    gaps = [
        place
        for place, (before, here) in enumerate(pairwise(prices), 1)
        if here[0] - before[0] > LONGEST_MONTH
    ]
    for first, last in pairwise([0, *gaps, len(prices)]):
        yield tuple(prices[first:last])


def _path(plot: Plot, path: LevelPath, look: tuple[Colour, str], names: dict[str, str]) -> None:
    """The steps of a path: a line, and a band where a raise is known between bounds only."""
    colour, dash = look
    level, places = (100.0, 100.0), [*path.raises]
    stops = [each.day for each in places[1:]] + [path.end if path.is_whole else places[-1].day]
    for each, stop in zip(places, stops, strict=True):
        dashes = dash if is_final(each.plan) else NOT_YET
        line = Look(line=colour, width=2.2, dash=dashes)
        points = ((each.day, level[1]), (each.day, each.high), (stop, each.high))
        plot.add(Line(points, line, _told(each, names)))
        if each.low < each.high:
            plot.add(
                Bar(
                    each.day,
                    stop,
                    each.low,
                    each.high,
                    Look(colour, opacity=0.3),
                    _told(each, names),
                )
            )
        level = each.low, each.high
    for each in places:
        if each.step.lump_sum is not None:
            told = f"{_told(each, names)}; once: {each.step.lump_sum}"
            plot.add(Dot(each.day, each.high, LUMP, Shape.DIAMOND, 4, told))


def _told(each: Raise, names: dict[str, str]) -> str:
    when = said(each.step.effective) if each.step.effective else ""
    raised = each.step.percent or "no raise"
    return f"{_agreement(each.plan.of, names)}, {when}: {raised}, level {_level(each)}"


def _level(each: Raise) -> str:
    low, high = f"{each.low:.1f}", f"{each.high:.1f}"
    return low if low == high else f"{low} to {high}"


def _end(plot: Plot, path: LevelPath, colour: Colour) -> None:
    last = path.raises[-1]
    label = Label(path.end, last.high, _level(last), colour=colour, bold=True)
    plot.place(label, ((6, 4, "start"), (0, -7, "end"), (0, 16, "end")), leader=True)


def _words(plot: Plot, paths: list[LevelPath], looks: dict[LevelPath, tuple[Colour, str]]) -> None:
    """The percent of each step, where there is room; of what several paths share, once."""
    told: set[str] = set()
    for path in paths:
        for each in path.raises:
            if each.step.percent is not None and each.step.record not in told:
                told.add(each.step.record)
                text, colour = str(each.step.percent), looks[path][0]
                label = Label(each.day, each.high, text, size=10.5, colour=colour)
                around = ((-3, -3, "end"), (4, -4, "start"), (3, 15, "start"))
                plot.place(label, around, crossing=False)


def _notes(paths: list[LevelPath], broken: list[Broken], names: dict[str, str]) -> list[str]:
    notes = ["Percentages on the steps stand where there is room; all are in the table."]
    notes += _breaks(broken, names)
    short = [path for path in paths if not path.is_whole]
    if short:
        notes.append(
            f"Ends early, at a raise without a day or an upper bound: "
            f"{listing(_name(path, names) for path in short)}."
        )
    if any(plan.markets is None and plan.whom for path in paths for plan in path.plans):
        notes.append(
            "A schedule that is limited in words alone is taken for every market without its own."
        )
    return notes


def _breaks(broken: list[Broken], names: dict[str, str]) -> Iterator[str]:
    """A sentence for each agreement to which some markets have no path: which, and why."""
    for last in dict.fromkeys(each.last for each in broken):
        markets: dict[tuple[str, ...], list[str]] = {}
        for each in broken:
            if each.last == last:
                markets.setdefault(each.lacks, []).append(_market(each.market, names))
        told = listing(
            f"{listing(found)} (by that name no raises are told of the"
            f" {listing(in_brief(_agreement(each, names)) for each in lacks)})"
            for lacks, found in markets.items()
        )
        yield f"No line up to the {in_brief(_agreement(last, names))}: {told}."
    alone = dict.fromkeys(_market(each.market, names) for each in broken if not each.is_part)
    if alone:
        yield (
            "A market has the raises of a wider one only where the data makes it a part of that;"
            f" not so {listing(alone)}."
        )


def _finding(
    paths: list[LevelPath], broken: list[Broken], names: dict[str, str], start: float
) -> str:
    told = [
        f"{_level(path.raises[-1])} in {_name(path, names)} by {day_in_words(int(path.end))}"
        for path in paths
    ]
    rise = f"From 100 on {day_in_words(int(start))} the scheduled wage level rises to"
    return " ".join([f"{rise} {listing(told)}.", *_breaks(broken, names)])
