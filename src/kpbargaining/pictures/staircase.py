"""The staircase of agreements: what each session brought, what of it is listed, what is not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from attrs import frozen

from kpbargaining.errors import InvalidValue
from kpbargaining.pictures.answers import sourced
from kpbargaining.pictures.dating import (
    called,
    how_many,
    listing,
    number_in_words,
    numbers_of,
    said,
    start_in_short,
)
from kpbargaining.pictures.drawing.layout import Key, Layout
from kpbargaining.pictures.drawing.looks import Colour, Look, Texture
from kpbargaining.pictures.drawing.marks import Axis, Bar, Label, Rule
from kpbargaining.pictures.drawing.scales import ScaleKind, round_ticks
from kpbargaining.questions.tallies import NONE, Tally, TallyRow, added
from kpbargaining.records.bargaining import Called, Outcome
from kpbargaining.records.figures import Term
from kpbargaining.values.quantity import Quantity

if TYPE_CHECKING:
    from kpbargaining.pictures.answers import Answers
    from kpbargaining.pictures.drawing.layout import Drawing
    from kpbargaining.pictures.drawing.plot import Plot

__all__ = ["draw_tally"]

TOPICS = (
    Look(Colour.BLUE),
    Look(Colour.RED, texture=Texture.STRIPED),
    Look(Colour.GREEN),
    Look(Colour.PURPLE, texture=Texture.DOTTED),
    Look(Colour.BROWN),
)
"""How the items of the commonest topics look; the others are grey."""

OTHER = Look(Colour.GREY)
NOT_LISTED = Look(Colour.GREY, texture=Texture.HATCHED)
TREAD = Look(Colour.BAND)
EMPTY = Look(line=Colour.QUIET, width=1, dash="2 3")
EDGE = Look(line=Colour.INK, width=1.6)
OPEN = Look(line=Colour.INK, width=1.6, dash="3 3")
BLOCK, NOTHING = Colour.PAPER, NONE.at_least()
PANEL, LEAST, LAST = 300, 4.0, 14
"""How high the panel is, how many it shows at least, how many days wide the last step is."""


@frozen
class Stair:
    """One session with its place: from its first day to that of the next."""

    row: TallyRow
    start: float
    end: float
    base: float
    """What had been counted before it, at least."""
    topics: tuple[str, ...]
    """The first topic of each item that is passed in, those agreed on before the others."""
    before: Quantity | None
    """What had been counted before it, as the tally says."""

    @property
    def listed(self) -> int:
        """How many items documents list."""
        return max(self.row.itemised, len(self.topics))

    @property
    def high(self) -> float:
        """How high its blocks reach."""
        return max(self.top, self.base + self.listed)

    @property
    def new(self) -> float | None:
        """How many it brought, at least; None where no source says."""
        return numbers_of(self.row.new)[0] if self.row.new else None

    @property
    def top(self) -> float:
        """What had been counted after it, at least."""
        return max(numbers_of(self.row.counted)[0] if self.row.counted else 0.0, self.base)

    @property
    def told(self) -> str:
        """It in words."""
        row = self.row
        when = row.held or row.scheduled
        day = said(when) if when else "no day known"
        if not row.reported:
            return f"session of {day}: no source reports it"
        new = f"{number_in_words(row.new)} new" if row.new else "no number told"
        return f"session of {day}: {new}, {row.itemised} listed"


def draw_tally(answers: Answers, width: int) -> tuple[Drawing, str]:
    """The drawing, and what it shows in words."""
    tally = answers.all(Tally)[0]
    if len(answers.all(Tally)) > 1:
        raise InvalidValue("one tally, ds.tally(round)", f"{len(answers.all(Tally))} tallies")
    stairs = _stairs(tally, answers.rows(Outcome))
    if not stairs:
        raise InvalidValue("a round with sessions that have days", "no such sessions")
    if not any(stair.high > stair.base or stair.row.new for stair in stairs):
        raise InvalidValue("a round whose agreements some source counts or lists", "none that does")
    names = {term.id: term.name for term in answers.rows(Term)}
    looks = _looks(stairs)
    around = stairs[0].row.session.partition("/")[0]
    name = called(around)
    so_far = "All so far, as reported at each session"
    if all(stair.row.counted == NOTHING for stair in stairs):
        so_far = "What documents list of each session; no source counts all so far"
    sheet = Layout(width, f"Agreements session by session: {name}", so_far)
    sheet.keys(_keys(stairs, looks, names))
    top = max([LEAST, *(each.high for each in stairs)])
    plot = sheet.plot(
        "sessions",
        PANEL,
        (ScaleKind.DAYS, stairs[0].start - 1, stairs[-1].end + 1),
        (ScaleKind.LINEAR, 0.0, top * 1.16),
        left=46,
        below=58,
    )
    ticks = [tick for tick in round_ticks(0, top * 1.16, 6) if tick == int(tick)]
    days = tuple((each.start, _day(each)) for each in stairs)
    plot.axes(
        Axis(days, "first day of each session", two_lines=True),
        Axis(tuple((tick, f"{tick:g}") for tick in ticks), "agreements", grid=True),
    )
    for stair in stairs:
        if stair.top > stair.base:
            plot.add(Bar(stair.end, stairs[-1].end, stair.base, stair.top, TREAD))
    for stair in stairs:
        _stair(plot, stair, looks)
    for stair in stairs:
        _words(plot, stair)
    apart = sum(each.session is None and each.round == around for each in answers.rows(Outcome))
    notes = [f"Listed without a session, and not drawn: {apart}."] if apart else []
    undated = len(tally.sessions) - len(stairs)
    sheet.notes([*_notes(stairs, undated), *notes, *sourced(answers.wide)])
    return sheet.drawing(), " ".join([_finding(tally, stairs, name, undated), *notes])


def _day(stair: Stair) -> str:
    when = stair.row.held or stair.row.scheduled
    return start_in_short(when) if when else "?"


def _stairs(tally: Tally, outcomes: list[Outcome]) -> list[Stair]:
    """The sessions that have a day, in order, each up to the next."""
    placed = []
    for row in tally.sessions:
        when = row.held or row.scheduled
        low = when.low or when.high if when else None
        if low is not None:
            placed.append((float(low), row))
    placed.sort(key=lambda each: each[0])
    stairs: list[Stair] = []
    ends = [start for start, _ in placed[1:]] + [start + LAST for start, _ in placed[-1:]]
    for (start, row), end in zip(placed, ends, strict=True):
        base, before = (stairs[-1].top, stairs[-1].row.counted) if stairs else (0.0, NONE)
        stairs.append(Stair(row, start, max(end, start + 1), base, _topics(row, outcomes), before))
    return stairs


def _topics(row: TallyRow, outcomes: list[Outcome]) -> tuple[str, ...]:
    """A topic for each item listed of a session, in the order in which they are stacked."""
    mine = [each for each in outcomes if each.session == row.session]
    called_so = (each.called[-1] is not Called.TENTATIVE_AGREEMENT for each in mine)
    named = ((each.topics or ("",))[0] for each in mine)
    return tuple(topic for _, topic in sorted(zip(called_so, named, strict=True)))


def _looks(stairs: list[Stair]) -> dict[str, Look]:
    counts = Counter(topic for stair in stairs for topic in stair.topics if topic)
    order = sorted(counts, key=lambda topic: (-counts[topic], topic))
    return dict(zip(order, TOPICS, strict=False))


def _keys(stairs: list[Stair], looks: dict[str, Look], names: dict[str, str]) -> list[Key]:
    keys = [Key(names.get(topic) or _plain(topic), look) for topic, look in looks.items()]
    others = any(topic not in looks for stair in stairs for topic in stair.topics)
    if others or any(stair.listed > len(stair.topics) for stair in stairs):
        keys.append(Key("other topics" if looks else "listed", OTHER))
    if any(_unlisted(stair) > 0 for stair in stairs):
        keys.append(Key("reported, not listed", NOT_LISTED))
    if any(_is_open(stair) for stair in stairs):
        keys.append(Key("at least so many, or not exact", OPEN, "line"))
    if any(not stair.row.reported for stair in stairs):
        keys.append(Key("no source reports the session", EMPTY))
    return keys


def _plain(topic: str) -> str:
    return topic.partition("-")[2].replace("-", " ") or topic


def _unlisted(stair: Stair) -> float:
    return 0 if stair.new is None else max(0.0, stair.new - stair.listed)


def _is_open(stair: Stair) -> bool:
    counted = stair.row.counted
    return counted is None or (counted.exact is None and counted != NOTHING)


def _stair(plot: Plot, stair: Stair, looks: dict[str, Look]) -> None:
    if not stair.row.reported:
        slot = plot.y.high * 0.1
        plot.add(Bar(stair.start, stair.end, stair.top, stair.top + slot, EMPTY, stair.told))
        return
    at = stair.base
    for topic in stair.topics:
        look = looks.get(topic, OTHER)
        edged = Look(look.fill, BLOCK, 1, texture=look.texture)
        plot.add(Bar(stair.start, stair.end, at, at + 1, edged, _plain(topic) or "listed"))
        at += 1
    if stair.listed > len(stair.topics):
        others = Look(OTHER.fill, BLOCK, 1)
        top = stair.base + stair.listed
        plot.add(Bar(stair.start, stair.end, at, top, others, f"{top - at:g} listed"))
    at, left = stair.base + stair.listed, _unlisted(stair)
    if left:
        look = Look(NOT_LISTED.fill, BLOCK, 1, texture=Texture.HATCHED)
        plot.add(Bar(stair.start, stair.end, at, at + left, look, f"{left:g} reported, not listed"))
    edge = OPEN if _is_open(stair) else EDGE
    if stair.row.counted != NOTHING:
        plot.add(Rule(stair.start, stair.end, stair.top, stair.top, edge, told=stair.told))
    if stair.top > stair.base:
        plot.add(Rule(stair.start, stair.start, stair.base, stair.top, EDGE))


def _words(plot: Plot, stair: Stair) -> None:
    """What a step says: how many are new, the total, that a document contradicts itself."""
    row = stair.row
    middle = (stair.start + stair.end) / 2
    high = stair.high
    if row.new is not None:
        new = number_in_words(row.new)
        total = number_in_words(row.counted) if row.counted else "an unknown number"
        label = Label(middle, high, f"+{new}: {total}", bold=True)
        plot.place(label, ((0, -8, "middle"), (18, -8, "end"), (-18, -8, "start")), leader=True)
    elif row.itemised:
        plot.place(Label(middle, high, f"{row.itemised} listed", size=11), leader=True)
    if flag := _contradiction(stair):
        plot.place(Label(middle, high, f"! {flag}", size=11, colour=Colour.RED), leader=True)


def _contradiction(stair: Stair) -> str:
    """What a document says of the total that its own numbers do not come to; empty if nothing."""
    row = stair.row
    if row.total is None or row.new is None:
        return ""
    sum_ = added(stair.before, row.new)
    if sum_ is None or sum_.possibly_equals(row.total):
        return ""
    return f"{number_in_words(row.total)} told, {number_in_words(sum_)} added up"


def _notes(stairs: list[Stair], undated: int) -> list[str]:
    notes = [
        f"Session of {_day(each)}: {number_in_words(each.row.difference)} of those reported are"
        " not listed, as recommendations may or may not be counted among them."
        for each in stairs
        if each.row.difference is not None and each.row.difference.exact is None
    ]
    notes += [
        f"Session of {_day(each)}: more is listed than reported as new."
        for each in stairs
        if each.new is not None and each.listed > each.new
    ]
    if undated:
        notes.append(f"Without a day and a place here: {undated} of {len(stairs) + undated}.")
    return notes


def _finding(tally: Tally, stairs: list[Stair], name: str, undated: int) -> str:
    rises = [
        f"{number_in_words(each.row.new)} at the session of {_day(each)}"
        for each in stairs
        if each.row.new is not None
    ]
    silent = sum(not each.row.reported for each in stairs)
    total = (
        f"{number_in_words(tally.total)} agreements in all" if tally.total else "no total is known"
    )
    told = f": {listing(rises)}" if rises else "; no source gives a number for any session"
    listed = sum(each.row.itemised for each in stairs)
    left = f" Without a day, and not drawn: {undated}." if undated else ""
    return (
        f"{name}: {total}{told}. Listed one by one: {listed}."
        f" Reported by no source: {silent} of {how_many(len(stairs), 'session')}.{left}"
    )
