"""Days and periods known only as well as a source says: `PartialDate`, `Span`.

A value is its text and the ordinals of its outermost days (1 = 0001-01-01); a `pendulum.Date` is
made only when one asks for it. Nothing reads the clock, and what can be uncertain has no `<`.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

import attrs

from kpbargaining.errors import InvalidValue
from kpbargaining.values.days import Days, Order, Precision

if TYPE_CHECKING:
    import pendulum

__all__ = [
    "DATE_PATTERN",
    "SPAN_PATTERN",
    "PartialDate",
    "Span",
    "as_day",
    "by_date",
]

SEASON_MONTHS = {"21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 14)}
"""First and last month of a season, 13 and 14 being January and February of the next year."""

DECEMBER = 12
PARTIAL_DATE = (
    "a date as YYYY, YYYY-MM or YYYY-MM-DD, a season YYYY-21 to YYYY-24, "
    "or a range [A..B], [A..] or [..B] whose ends are days, or months, or years"
)
SPAN = "a span as A/B, A/.. (still going on), A/ (end not known) or /B (start not known)"

_PLAIN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_MONTHS = {f"{month:02d}": (month, month) for month in range(1, DECEMBER + 1)} | SEASON_MONTHS
_NAMES = {months: f"-{name}" for name, months in _MONTHS.items()}
_ALWAYS = 0  # stands for an open start: below the ordinal of every day
_NEVER = date.max.toordinal() + 1  # stands for an open end: above the ordinal of every day
_set = object.__setattr__

_YEAR = "(?!0000)[0-9]{4}"
_MONTH = f"{_YEAR}-(?:0[1-9]|1[0-2])"
_DAY = f"{_MONTH}-(?:0[1-9]|[12][0-9]|3[01])"
_RANGES = (rf"{end}\.\.(?:{end})?|\.\.{end}" for end in (_DAY, _MONTH, _YEAR))
DATE_PATTERN = rf"(?:{_DAY}|{_MONTH}|{_YEAR}-2[1-4]|{_YEAR}|\[(?:{'|'.join(_RANGES)})\])"
"""What a JSON Schema can see of the text of a date: not that the calendar has the day."""

SPAN_PATTERN = rf"{DATE_PATTERN}/(?:\.\.|{DATE_PATTERN})?|/{DATE_PATTERN}"
"""What it can see of the text of a span: not that it runs forwards."""


@attrs.frozen(init=False, repr=False, order=False, weakref_slot=False)
class _Placed:
    """What dates and spans have in common: a text, outermost days, and questions about order."""

    text: str
    low: int | None = attrs.field(init=False, eq=False)
    high: int | None = attrs.field(init=False, eq=False)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.text!r})"

    def __reduce__(self) -> tuple[type, tuple[str]]:  # a pickle holds the text, and no more
        return type(self), (self.text,)

    @property
    def earliest(self) -> pendulum.Date | None:
        """The first day it can touch; None where the start is open or not known."""
        return _pendulum_date(self.low)

    @property
    def latest(self) -> pendulum.Date | None:
        """The last day it can touch; None where the end is open, not known or still to come."""
        return _pendulum_date(self.high)

    @property
    def sort_key(self) -> tuple[int, int, str]:
        """A total order for display: the certainly earlier is smaller, the exact precedes."""
        first_low, first_high, _, last_high = _reach(self)  # an open start sorts by its last day
        return first_low or first_high, last_high, self.text

    def order(self, other: PartialDate | Span) -> Order:
        """How this stands to *other*; `2000-01` to `2000-01` is uncertain: two unknown days."""
        mine, theirs = _reach(self), _reach(other)
        if mine[3] < theirs[0] or theirs[3] < mine[0]:
            return Order.BEFORE if mine < theirs else Order.AFTER
        known = mine[0] == mine[1] and mine[2] == mine[3] != _NEVER
        return Order.SAME if known and mine == theirs else Order.UNCERTAIN

    def certainly_before(self, other: PartialDate | Span) -> bool:
        """Whether all of this lies before all of *other*, whatever the unknown days are."""
        return _reach(self)[3] < _reach(other)[0]

    def possibly_before(self, other: PartialDate | Span) -> bool:
        """Whether all of this can lie before all of *other*; what still goes on never can."""
        return _reach(self)[2] < _reach(other)[1]

    def certainly_within(self, span: Span) -> bool:
        """Whether all of this lies inside *span*, whatever the unknown days are."""
        first_low, _, _, last_high = _reach(self)
        _, span_first, span_last, _ = _span_reach(span)
        return span_first <= first_low and last_high <= span_last

    def possibly_within(self, span: Span) -> bool:
        """Whether all of this can lie inside *span*."""
        _, first_high, last_low, _ = _reach(self)
        span_first, _, _, span_last = _span_reach(span)
        return span_first <= first_high and last_low <= span_last


@attrs.frozen(init=False, repr=False, order=False, weakref_slot=False)
class PartialDate(_Placed):
    """One day, known only as well as its source says: `PartialDate("2025-08")`.

    The text is a profile of EDTF (ISO 8601-2), for the years 0001 to 9999: `2025`, `2025-08`,
    `2025-08-19`; a season `1997-21` (spring: March to May), `-22` (summer: June to August), `-23`
    (autumn: September to November), `-24` (winter: December of that year to February of the
    next); one day out of a range `[2025-08-23..2025-09-09]`, `[..2018-12-31]`, `[1997-06..]`,
    whose ends are written alike and which has no simpler spelling. Equal if the texts are.
    *low* and *high* are the ordinals of the earliest and the latest day, None where open.
    Raises `InvalidValue` for anything else.
    """

    def __init__(self, text: str) -> None:
        if type(text) is not str:
            raise InvalidValue(PARTIAL_DATE, text)
        low, high = _range(text) if text[:1] == "[" else _plain(text, text)
        _set(self, "text", text)
        _set(self, "low", low)
        _set(self, "high", high)

    @classmethod
    def on(cls, day: date) -> PartialDate:
        """Take one whole day; refuse a datetime, which is a moment."""
        if isinstance(day, datetime) or not hasattr(day, "isoformat"):
            raise InvalidValue("a date without a time", day)
        return cls(day.isoformat())

    @property
    def precision(self) -> Precision:
        """How much of the date its text gives."""
        season = self.text[5:] in SEASON_MONTHS
        lengths = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}
        return Precision.SEASON if season else lengths.get(len(self.text), Precision.RANGE)

    def days_until(self, other: PartialDate) -> Days:
        """Count the days to *other*: 0 on the same day, negative where *other* is before.

        Raises `InvalidValue` for what is no `PartialDate`.
        """
        if not isinstance(other, PartialDate):  # pyright: ignore[reportUnnecessaryIsInstance] - text is tried
            raise InvalidValue("a PartialDate", other)
        low = other.low - self.high if other.low and self.high else None
        return Days(low, other.high - self.low if other.high and self.low else None)


@attrs.frozen(init=False, repr=False, order=False, weakref_slot=False)
class Span(_Placed):
    """A stretch of whole days, from one partial date to another, both included.

    `Span("2025-08-19/2025-08-23")`; `2018/..` is still going on (for every question it has no
    end), `2018/` has an end that is not known, `/2018` a start that is not known. Equal if the
    texts are. Raises `InvalidValue` for anything else, and if it certainly ends before it starts.
    """

    start: PartialDate | None = attrs.field(init=False, eq=False)
    end: PartialDate | None = attrs.field(init=False, eq=False)
    ongoing: bool = attrs.field(init=False, eq=False)

    def __init__(self, text: str) -> None:
        first, slash, last = text.partition("/") if type(text) is str else ("", "", "")
        ongoing = last == ".."
        if not slash or not (first or last) or (ongoing and not first):
            raise InvalidValue(SPAN, text)
        start = PartialDate(first) if first else None
        end = PartialDate(last) if last and not ongoing else None
        if start and end and _reach(end)[1] < _reach(start)[0]:
            raise InvalidValue("a span whose start is not after its end", text)
        _set(self, "text", text)
        _set(self, "low", start.low if start else None)
        _set(self, "high", end.high if end else None)
        _set(self, "start", start)
        _set(self, "end", end)
        _set(self, "ongoing", ongoing)

    @classmethod
    def between(
        cls, start: PartialDate | None, end: PartialDate | None, *, ongoing: bool = False
    ) -> Span:
        """Join two dates, None being not known; *ongoing* only without an *end*."""
        return cls(f"{start or ''}/{'..' if ongoing else ''}{end or ''}")

    @property
    def length(self) -> Days:
        """How many days, first and last included: at least 1, unbounded where an end is."""
        _, first_high, last_low, _ = _reach(self)
        low = 1 if self.ongoing else max(1, last_low - first_high + 1)
        return Days(low, self.high - self.low + 1 if self.low and self.high else None)


def as_day(value: str | date | PartialDate) -> PartialDate:
    """Take the whole day that a question is asked about; raises `InvalidValue` for less or more."""
    if isinstance(value, date):
        return PartialDate.on(value)
    text = value.text if isinstance(value, PartialDate) else value
    if type(text) is not str or len(text) != len("YYYY-MM-DD"):
        raise InvalidValue("one whole day as YYYY-MM-DD", text)
    return PartialDate(text)


def by_date(when: PartialDate | Span | None) -> tuple[bool, tuple[int, int, str]]:
    """The key that puts things in order of their dates, those without a date last."""
    return (True, (0, 0, "")) if when is None else (False, when.sort_key)


def _plain(text: str, whole: str) -> tuple[int, int]:
    """Earliest and latest day of *text*, a date without brackets, found in *whole*."""
    form = _PLAIN.fullmatch(text)
    if form is None:
        raise InvalidValue(PARTIAL_DATE, whole)
    try:
        if form[3]:
            ordinal = date.fromisoformat(text).toordinal()
            return ordinal, ordinal
        return _months(int(form[1]), *(_MONTHS[form[2]] if form[2] else (1, DECEMBER)))
    except (KeyError, ValueError):
        raise InvalidValue("a date of the calendar, years 0001 to 9999", whole) from None


def _months(year: int, first: int, last: int) -> tuple[int, int]:
    """The first day of one month and the last day of another, 14 being the next February."""
    low = date(year, first, 1).toordinal()
    if last == DECEMBER:
        return low, date(year, DECEMBER, 31).toordinal()
    return low, date(year + last // DECEMBER, last % DECEMBER + 1, 1).toordinal() - 1


def _range(text: str) -> tuple[int | None, int | None]:
    """Earliest and latest day of a range in brackets, refused if there is a simpler spelling."""
    first, dots, last = text[1:-1].partition("..")
    alike = len(first) == len(last) if first and last else first or last
    seasons = first[5:] in SEASON_MONTHS or last[5:] in SEASON_MONTHS
    if text[-1] != "]" or not dots or not alike or seasons:
        raise InvalidValue(PARTIAL_DATE, text)
    low = _plain(first, text)[0] if first else None
    high = _plain(last, text)[1] if last else None
    if low is not None and high is not None:
        _refuse_simpler(low, high, text)
    return low, high


def _refuse_simpler(low: int, high: int, text: str) -> None:
    """Refuse a range that runs backwards, or is just a day, a month, a season or a year."""
    if low > high:
        raise InvalidValue("a range whose start is not after its end", text)
    first, last = date.fromordinal(low), date.fromordinal(high)
    if low < high and (first.day > 1 or last.day < 28):  # noqa: PLR2004 - the shortest month
        return
    iso, months = first.isoformat(), (first.month, last.month + DECEMBER * (last.year - first.year))
    simpler = iso if low == high else iso[:4] + _NAMES.get(months, "")
    if (low, high) == _plain(simpler, text):
        raise InvalidValue(f"the simpler spelling {simpler}", text)


def _reach(value: object) -> tuple[int, int, int, int]:
    """Earliest first day, latest first day, earliest last day, latest last day of *value*."""
    if isinstance(value, PartialDate):
        low, high = value.low or _ALWAYS, value.high or _NEVER
        return low, high, low, high
    return _span_reach(value)


def _span_reach(span: object) -> tuple[int, int, int, int]:
    """Return the reach of a span, in which each end also bounds the other."""
    if not isinstance(span, Span):
        raise InvalidValue("a span, or a date where one can stand", span)
    first_low, first_high = _reach(span.start)[:2] if span.start else (_ALWAYS, _NEVER)
    open_end = (_NEVER if span.ongoing else _ALWAYS, _NEVER)
    last_low, last_high = _reach(span.end)[:2] if span.end else open_end
    return first_low, min(first_high, last_high), max(first_low, last_low), last_high


def _pendulum_date(ordinal: int | None) -> pendulum.Date | None:
    """Return the day as users get it."""
    from pendulum import Date  # noqa: PLC0415 - loading data must not pay for pendulum

    return None if ordinal is None else Date.fromordinal(ordinal)
