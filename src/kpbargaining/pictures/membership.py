"""Who bargained with whom: a row for each member, with the days on which it belonged to a body."""

from __future__ import annotations

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
)
from kpbargaining.pictures.drawing.layout import Key, Layout
from kpbargaining.pictures.drawing.looks import Colour, Look, Shape, Texture
from kpbargaining.pictures.drawing.marks import Axis, Bar, Dot, Label, Rule
from kpbargaining.pictures.drawing.scales import ScaleKind, day_ticks
from kpbargaining.pictures.leaving import Leaving, leaving_of
from kpbargaining.questions.evidence.sources import DisagreementKind, DisagreementRow
from kpbargaining.questions.evidence.voices import NumberRow
from kpbargaining.questions.members import MemberRow
from kpbargaining.records.figures import Scope
from kpbargaining.values.when import PartialDate

if TYPE_CHECKING:
    from kpbargaining.pictures.answers import Answers
    from kpbargaining.pictures.drawing.layout import Drawing
    from kpbargaining.pictures.drawing.plot import Plot

__all__ = ["draw_members"]

COLOURS_OF_BODIES = (Colour.GREEN, Colour.PURPLE, Colour.BLUE, Colour.BROWN)
HALVES = (0.18, 0.30, 0.26, 0.12)
"""Half the height of the bars of each body, so that they differ without colour, too."""

SEEN = Look(Colour.PAPER, Colour.INK, 1)
RULE = Look(line=Colour.INK, width=1)
ROW = 17
FADED = (
    "Where no source tells when a member joined, its bar is faded up to the first day on which"
    " one shows it as a member."
)
YEARS = 365


@frozen
class Place:
    """A row of the picture: a member with its memberships, or the name of a parent."""

    name: str
    rows: tuple[MemberRow, ...]
    size: NumberRow | None


def draw_members(answers: Answers, width: int) -> tuple[Drawing, str]:
    """The drawing, and what it shows in words."""
    rows = answers.rows(MemberRow)
    days = [day for row in rows for day in _days(row)]
    if not days:
        raise InvalidValue("members with days; ds.members_of(body) without a day", "none")
    bodies = sorted({row.body for row in rows})
    measures = answers.measures(NumberRow)
    places = _places(rows, measures)
    low, high = float(min(days) - YEARS), float(max(days) + 30)
    sheet = Layout(
        width,
        "Who bargained with whom",
        f"Members of {listing(map(called, bodies))}, by the union they are a part of",
    )
    readings = answers.rows(DisagreementRow)
    doubted = {row.record for row in readings if _is_drawn_otherwise(row)}
    sheet.keys(_keys(rows, bodies, doubted))
    sizes = any(place.size for place in places)
    plot = sheet.plot(
        "members",
        ROW * len(places),
        (ScaleKind.DAYS, low, high),
        (ScaleKind.LINEAR, 0.0, float(len(places))),
        left=142,
        right=150 if sizes else 24,
        above=58,
        below=30,
        down=True,
    )
    names = tuple((number + 0.5, place.name) for number, place in enumerate(places))
    parents = tuple(place.name for place in places if not place.rows)
    ticks = tuple(day_ticks(plot.x.low, plot.x.high, width // 70))
    plot.axes(Axis(ticks, grid=True), Axis(names, bold=parents))
    split = leaving_of(answers)
    if split is not None:
        _split(plot, split)
    for number, place in enumerate(places):
        for row in place.rows:
            _member(plot, row, number + 0.5, bodies.index(row.body), row.membership in doubted)
        if place.size is not None:
            plot.say(Label(high, number + 0.5, _size(place.size), dx=8, dy=4, size=11))
    if sizes:
        plot.say(Label(high, 0, "latest number known", dx=8, dy=-8, size=11, colour=Colour.QUIET))
    undated = sum(not _days(row) for row in rows)
    has, bars = ("has", "its bar is") if undated == 1 else ("have", "their bars are")
    left = [f"{how_many(undated, 'membership')} {has} no day at all; {bars} faded throughout."]
    sheet.notes([*_later(rows, split), FADED, *(left if undated else []), *sourced(answers.wide)])
    return sheet.drawing(), _finding(rows, bodies, split)


def _is_drawn_otherwise(row: DisagreementRow) -> bool:
    """Whether a source has the bar begin or end on another day, and not just tells it less well."""
    if row.kind is not DisagreementKind.READING or row.field not in ("since", "until"):
        return False
    days = [each for each in (row.value, row.reading) if isinstance(each, PartialDate)]
    if len(days) < 2:  # noqa: PLR2004 (the record's and the source's)
        return bool(days)
    carried, other = days
    return carried.certainly_before(other) or other.certainly_before(carried)


def _days(row: MemberRow) -> list[int]:
    dates = [each for each in (row.since, row.until, *row.attested) if each]
    return [end for each in dates for end in (each.low, each.high) if end]


def _places(rows: list[MemberRow], measures: list[list[NumberRow]]) -> list[Place]:
    """The members, those of one parent together; the largest first, as far as sizes are known."""
    sizes = {row.member: _size_of(row.member, measures) for row in rows}
    groups: dict[str, dict[str, list[MemberRow]]] = {}
    for row in rows:
        groups.setdefault(row.parent or "", {}).setdefault(row.member, []).append(row)

    def weight(names: list[str]) -> tuple[float, int]:
        known = [numbers_of(size.value)[1] for name in names if (size := sizes[name])]
        return -sum(known), -len(names)

    places = []
    for parent in sorted(groups, key=lambda name: (not name, weight(list(groups[name])), name)):
        members = groups[parent]
        places.append(Place(called(parent) if parent else "of no other union", (), None))
        places += [
            Place(called(name), tuple(members[name]), sizes[name])
            for name in sorted(members, key=lambda each: weight([each]))
        ]
    return places


def _size_of(member: str, measures: list[list[NumberRow]]) -> NumberRow | None:
    """The latest number of the first measure that has any of the member as a whole."""
    found = (_latest(member, numbers) for numbers in measures)
    return next((row for row in found if row is not None), None)


def _latest(member: str, numbers: list[NumberRow]) -> NumberRow | None:
    mine = [row for row in numbers if row.about == member and row.scope is Scope.LEVEL]
    dated = [(when.sort_key, row) for row in mine if (when := row.on or row.published)]
    return max(dated, key=lambda each: each[0])[1] if dated else None


def _size(row: NumberRow) -> str:
    when = row.on or row.published
    year = said(when).split()[-1] if when and when.high and when.low else ""
    told = f" ({year})" if year.isdigit() else ""
    return f"{number_in_words(row.value)}{told}"


def _keys(rows: list[MemberRow], bodies: list[str], doubted: set[str]) -> list[Key]:
    keys = [
        Key(called(body), Look(COLOURS_OF_BODIES[place % len(COLOURS_OF_BODIES)]))
        for place, body in enumerate(bodies)
    ]
    keys.append(Key("faded: not known exactly", Look(Colour.GREY, fade="both")))
    if any(row.membership in doubted for row in rows):
        keys.append(Key("sources disagree", Look(Colour.GREY, texture=Texture.HATCHED)))
    if any(row.attested for row in rows):
        keys.append(Key("a source shows it as a member", SEEN, Shape.CIRCLE))
    return keys


def _split(plot: Plot, split: Leaving) -> None:
    """A rule where many left on one day: who came and went then, and what sources count of it."""
    moved = f"{split.on}: {split.moved}"
    told = "; ".join(filter(None, (moved, split.told)))
    plot.behind(Rule(split.day, split.day, 0, plot.y.high, RULE, told=told))
    above = -38 if split.told else -24
    plot.say(Label(split.day, 0, moved, dy=above, anchor="middle", size=11.5, bold=True))
    if split.told:
        plot.say(Label(split.day, 0, split.told, dy=above + 14, anchor="middle", size=11))


def _member(plot: Plot, row: MemberRow, middle: float, body: int, doubted: bool) -> None:  # noqa: FBT001 (its one meaning is in its name)
    colour = COLOURS_OF_BODIES[body % len(COLOURS_OF_BODIES)]
    half = HALVES[body % len(HALVES)]
    texture = Texture.HATCHED if doubted else Texture.PLAIN
    first, last = _sure(row, plot.x.high)
    low = float(row.since.low or plot.x.low) if row.since else plot.x.low
    high = float(row.until.high or plot.x.high) if row.until else plot.x.high
    top, bottom, told = middle - half, middle + half, _told(row)
    if first is None or last is None:
        plot.add(Bar(low, high, top, bottom, Look(colour, fade="both"), told))
    else:
        if low < first:
            plot.add(Bar(low, first, top, bottom, Look(colour, fade="start"), told))
        plot.add(Bar(first, last, top, bottom, Look(colour, texture=texture), told, least=2))
        if last < high:
            plot.add(Bar(last, high, top, bottom, Look(colour, fade="end"), told))
    for seen in row.attested:
        if seen.low and seen.high:
            at = (seen.low + seen.high) / 2
            plot.add(Dot(at, middle, SEEN, Shape.CIRCLE, 2.2, f"shown as a member {said(seen)}"))


def _sure(row: MemberRow, end: float) -> tuple[float | None, float | None]:
    """From when to when it belonged for sure; no end known is none, to the last day there is."""
    seen = [day for day in row.attested if day.low and day.high]
    starts = [row.since.high] if row.since and row.since.high else [day.high for day in seen]
    ends = [row.until.low] if row.until and row.until.low else []
    first = min((day for day in starts if day), default=None)
    last = max((day for day in ends if day), default=None)
    if first is None:
        return None, None
    return float(first), max(float(first), end if row.until is None else float(last or first))


def _told(row: MemberRow) -> str:
    since = said(row.since) if row.since else "a day not known"
    until = f" to {said(row.until)}" if row.until else ""
    return f"{called(row.member)} in {called(row.body)}, since {since}{until}"


def _finding(rows: list[MemberRow], bodies: list[str], split: Leaving | None) -> str:
    told = []
    for body in bodies:
        mine = [row for row in rows if row.body == body]
        left = sum(row.until is not None for row in mine)
        members = len({row.member for row in mine})
        told.append(f"{called(body)} has had {how_many(members, 'member')}, {left} of which left")
    most = []
    if split is not None:
        counted = f" ({split.told})" if split.told else ""
        most = [f"{split.left} left on {split.on}{counted}."]
    return " ".join([f"{'; '.join(told)}.", *most, *_later(rows, split)])


def _later(rows: list[MemberRow], split: Leaving | None) -> list[str]:
    """Who certainly joined after the day on which many left, in a sentence if anybody did."""
    joined = [
        f"{called(row.member)} ({called(row.body)})"
        for row in rows
        if split and row.since and row.since.low and row.since.low > split.day
    ]
    return [f"Later joined: {listing(dict.fromkeys(joined))}."] if joined else []
