"""Rounds against the clock: from the opening to the deal, by the days from the expiry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from kpbargaining.errors import InvalidValue
from kpbargaining.pictures.answers import sourced
from kpbargaining.pictures.dating import called, days_in_words, said
from kpbargaining.pictures.drawing.layout import Key, Layout
from kpbargaining.pictures.drawing.lettering import shortened, wrapped
from kpbargaining.pictures.drawing.looks import Colour, Look, Shape
from kpbargaining.pictures.drawing.marks import Axis, Bar, Dot, Label, Rule
from kpbargaining.pictures.drawing.scales import ScaleKind, round_ticks
from kpbargaining.questions.rounds import RoundRow
from kpbargaining.questions.strikes import ActionRow
from kpbargaining.records.actions import JobActionKind
from kpbargaining.values.days import Days

if TYPE_CHECKING:
    from kpbargaining.pictures.answers import Answers
    from kpbargaining.pictures.drawing.layout import Drawing
    from kpbargaining.pictures.drawing.plot import Plot
    from kpbargaining.values.when import PartialDate, Span

__all__ = ["draw_rounds"]

ROW, SMALL = 30, 11
TALK, RATIFYING = Colour.BLUE, Colour.GREY
RULE = Look(line=Colour.INK, width=1)
STRIKE = Look(Colour.INK)
DOUBT = "faded: the day is not known exactly"

Ends = tuple[float, float]


@frozen
class Course:
    """One round, in days from the expiry: the least and the most of each."""

    row: RoundRow
    opened: Ends | None
    deal: Ends | None
    ratified: Ends | None
    until: float | None
    """The last day the sources speak for, where it is not known to be over."""

    @property
    def is_drawn(self) -> bool:
        """Whether there is a bar to draw: from an opening to a deal, or to today."""
        return self.opened is not None and (self.deal is not None or self.until is not None)

    @property
    def days(self) -> list[float]:
        """The days that have to be on the axis."""
        spans = [each for each in (self.opened, self.deal, self.ratified) if each]
        more = [] if self.until is None else [self.until]
        return [end for span in spans for end in span] + more

    @property
    def lacking(self) -> str:
        """Why there is no bar, where there is none."""
        row = self.row
        if row.expiry is None:
            return "no day of expiry is known"
        if row.deal is None:
            return "no day of a deal is known"
        far = f", {_to_expiry(row.days_from_expiry)}" if row.days_from_expiry else ""
        return f"no day of opening is known; deal {said(row.deal)}{far}"

    @property
    def unended(self) -> str:
        """What is not known of its end, and by when; empty where it is over."""
        row = self.row
        lacks = "ratification" if row.deal else "deal"
        return f"no {lacks} known by {said(row.open_on)}" if row.open_on else ""


def draw_rounds(answers: Answers, width: int) -> tuple[Drawing, str]:
    """The drawing, and what it shows in words."""
    rows = answers.rows(RoundRow)
    if not rows:
        raise InvalidValue("rounds; ds.compare_rounds() has them all", "no rounds")
    courses = [_course(row) for row in rows]
    drawn = [course for course in courses if course.is_drawn]
    days = [0.0, *(day for course in drawn for day in course.days)]
    pad = max(10.0, (max(days) - min(days)) * 0.04)
    sheet = Layout(
        width,
        "Rounds against the clock",
        "From the opening to the deal and to ratification, by days from the end of the contract",
    )
    sheet.keys(
        [
            Key("opening to deal", Look(TALK)),
            Key("deal to ratification", Look(Colour.BAND, RATIFYING, 1)),
            Key(DOUBT, Look(TALK, fade="both")),
            Key("strike", STRIKE),
            *([Key("or later", Look(RATIFYING), Shape.RIGHT)] if _any_later(drawn) else []),
        ]
    )
    plot = sheet.plot(
        "rounds",
        ROW * len(courses),
        (ScaleKind.LINEAR, min(days) - pad, max(days) + pad),
        (ScaleKind.LINEAR, 0.0, float(len(courses))),
        left=112,
        right=150 if all(course.deal for course in drawn) else 180,
        above=22,
        below=44,
        down=True,
    )
    names = tuple((place + 0.5, called(each.row.round)) for place, each in enumerate(courses))
    ticks = round_ticks(plot.x.low, plot.x.high, width // 90)
    written = tuple((day, f"{day:+.0f}" if day else "0") for day in ticks)
    plot.axes(
        Axis(written, "days before (-) and after (+) the contract expires", grid=True), Axis(names)
    )
    plot.add(Rule(0, 0, 0, plot.y.high, RULE, told="the contract expires"))
    plot.say(Label(0, 0, "contract expires", dy=-6, anchor="middle", size=11))
    for place, course in enumerate(courses):
        _row(
            plot,
            course,
            place,
            [each for each in answers.rows(ActionRow) if each.round == course.row.round],
        )
    sheet.notes(sourced(answers.wide))
    return sheet.drawing(), _finding(courses)


def _any_later(courses: list[Course]) -> bool:
    """Whether a ratification that is drawn may have been later than all that is told of it."""
    return any(
        each.deal and each.row.ratified and each.row.ratified.high is None for each in courses
    )


def _course(row: RoundRow) -> Course:
    return Course(
        row=row,
        opened=_from(row.expiry, row.opened),
        deal=_from(row.expiry, row.deal),
        ratified=_from(row.expiry, row.ratified),
        until=_until(row),
    )


def _until(row: RoundRow) -> float | None:
    ends = _from(row.expiry, row.open_on)
    return None if ends is None else ends[1]


def _from(expiry: PartialDate | None, when: PartialDate | Span | None) -> Ends | None:
    """From the expiry to a date; an open end is where the other is; None if neither is known."""
    if expiry is None or when is None or expiry.low is None or expiry.high is None:
        return None
    low, high = when.low or when.high, when.high or when.low
    if low is None or high is None:
        return None
    return float(low - expiry.high), float(high - expiry.low)


def _row(plot: Plot, course: Course, place: int, actions: list[ActionRow]) -> None:
    middle = place + 0.5
    if not course.is_drawn or course.opened is None:
        _lacking(plot, course, middle)
        return
    row = course.row
    end = course.deal or (course.until or 0, course.until or 0)
    talks = f"{called(row.round)}: opened {said(row.opened) if row.opened else ''}"
    told = f"{talks}, deal {said(row.deal)}" if row.deal else f"{talks}, no deal known"
    if course.deal:
        _stretch(plot, course.opened, end, middle, told)
    else:
        plot.add(Bar(course.opened[0], end[1], *_tall(middle), Look(TALK, fade="end"), told))
    last = end[1]
    if course.deal and course.ratified:
        last = course.ratified[1]
        told = f"{called(row.round)}: ratified {said(row.ratified) if row.ratified else ''}"
        _ratifying(plot, course.deal, course.ratified, middle, told)
    for when, ends, look in (
        (row.opened, course.opened, TALK),
        (row.deal, course.deal, TALK),
        (row.ratified, course.ratified, RATIFYING),
    ):
        if when and ends:
            _beyond(plot, when, ends, middle, look)
    for action in actions:
        _strike(plot, row, action, middle)
    if course.until is not None:
        last = max(last, course.until)
        _arrow(plot, end[1], last, middle, course.unended)
    _length(plot, course, last, middle)


def _lacking(plot: Plot, course: Course, middle: float) -> None:
    """Why a round has no bar: on the roomier side of the rule, in two lines that fit there."""
    right, left = plot.edge - plot.x(0) - 8, plot.x(0) - plot.x.start - 8
    dx, anchor = (8, "start") if right >= left else (-8, "end")
    room = max(right, left)
    first, *more = wrapped(course.lacking, SMALL, room)
    lines = [first, *([shortened(" ".join(more), SMALL, room)] if more else [])]
    for line, text in enumerate(lines):
        dy = 4 + 13 * line - 6.5 * (len(lines) - 1)
        plot.say(Label(0, middle, text, dx, dy, anchor, SMALL, colour=Colour.QUIET))


def _tall(middle: float) -> Ends:
    return middle - 0.26, middle + 0.26


def _stretch(plot: Plot, first: Ends, last: Ends, middle: float, told: str) -> None:
    """The bar from one date to another: solid between what is sure, faded to what can be."""
    top, bottom = _tall(middle)
    sure, end = first[1], max(first[1], last[0])
    if first[0] < first[1]:
        plot.add(Bar(first[0], first[1], top, bottom, Look(TALK, fade="start"), told))
    plot.add(Bar(sure, end, top, bottom, Look(TALK), told))
    if end < last[1]:
        plot.add(Bar(end, last[1], top, bottom, Look(TALK, fade="end"), told))


def _ratifying(plot: Plot, deal: Ends, ratified: Ends, middle: float, told: str) -> None:
    top, bottom = middle - 0.16, middle + 0.16
    sure = max(deal[1], ratified[0])
    plot.add(Bar(deal[1], sure, top, bottom, Look(Colour.BAND, RATIFYING, 1), told))
    if sure < ratified[1]:
        plot.add(Bar(sure, ratified[1], top, bottom, Look(RATIFYING, fade="end"), told))


def _beyond(plot: Plot, when: PartialDate | Span, ends: Ends, middle: float, look: Colour) -> None:
    """An arrow where a day may lie before or after all that is told of it."""
    if when.low is None:
        plot.add(Dot(ends[0], middle, Look(look), Shape.LEFT, 5, said(when)))
    if when.high is None:
        plot.add(Dot(ends[1], middle, Look(look), Shape.RIGHT, 5, said(when)))


def _strike(plot: Plot, row: RoundRow, action: ActionRow, middle: float) -> None:
    ends = _from(row.expiry, action.held)
    if ends is None or action.held is None or action.kind is JobActionKind.PICKET:
        return
    told = f"{action.kind}, {said(action.held)}"
    start, end = plot.x.within(ends[0]), plot.x.within(ends[1] + 1)
    plot.add(Bar(start, end, middle - 0.4, middle - 0.12, STRIKE, told, least=2.5))


def _arrow(plot: Plot, start: float, end: float, middle: float, told: str) -> None:
    line = Look(line=TALK, width=2, dash="3 3")
    plot.add(Rule(start, end, middle, middle, line, told=told))
    plot.add(Dot(end, middle, Look(TALK), Shape.RIGHT, 5, told))


def _length(plot: Plot, course: Course, last: float, middle: float) -> None:
    row = course.row
    days = days_in_words(row.talks_days) if row.talks_days else ""
    still = course.unended
    two = bool(days and still)
    for line, text in enumerate(text for text in (days, still) if text):
        dy = 4 + (13 * line - 6 if two else 0)
        plot.say(
            Label(
                last,
                middle,
                text,
                dx=9,
                dy=dy,
                size=11.5 - line,
                colour=Colour.QUIET if line else Colour.INK,
            )
        )


def _finding(courses: list[Course]) -> str:
    told = []
    for course in courses:
        row = course.row
        days = f"{days_in_words(row.talks_days)} of talks" if row.talks_days else ""
        far = f"deal {_to_expiry(row.days_from_expiry)}" if row.days_from_expiry else ""
        known = ", ".join(filter(None, (days, far, course.unended)))
        deal = f"deal {said(row.deal)}" if row.deal and course.is_drawn else course.lacking
        told.append(f"{called(row.round)}: {known or deal}")
    return f"{'; '.join(told)}."


def _to_expiry(days: Days) -> str:
    if days.high is not None and days.high < 0:
        low = None if days.low is None else -days.low
        return f"{days_in_words(Days(-days.high, low))} before expiry"
    return f"{days_in_words(days)} after expiry"
