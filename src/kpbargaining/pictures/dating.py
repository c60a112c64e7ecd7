"""Days, spans and amounts as a person says them, and as ends between which a mark lies."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kpbargaining.pictures.drawing.scales import MONTHS_IN_WORDS
from kpbargaining.values.days import Days, Precision
from kpbargaining.values.when import PartialDate, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpbargaining.values.quantity import Quantity
    from kpbargaining.values.types import When

__all__ = [
    "called",
    "day_in_words",
    "days_in_words",
    "forms_of",
    "how_many",
    "in_brief",
    "listing",
    "number_in_words",
    "numbers_of",
    "said",
    "side_by_side",
    "start_in_short",
]

LONGEST_ID = 14
SMALL_WORDS = ("and", "for", "of", "the")


def day_in_words(ordinal: int) -> str:
    """A day: `19 August 2025`."""
    day = date.fromordinal(ordinal)
    return f"{day.day} {MONTHS_IN_WORDS[day.month - 1]} {day.year}"


def said(when: When) -> str:
    """A date or a span: `19 to 23 August 2025`, `between 3 June and 15 October 2025`."""
    if isinstance(when, PartialDate):
        return _date(when)
    start = _date(when.start) if when.start else "a day not known"
    if when.start == when.end:
        return start
    if when.ongoing:
        return f"since {start}"
    return f"{_short(when, start)} to {_date(when.end) if when.end else 'a day not known'}"


def _short(when: Span, start: str) -> str:
    """The start of a span, without what its end says, too."""
    first, last = when.start, when.end
    if first and last and first.precision is last.precision is Precision.DAY:
        words, others = start.split(), _date(last).split()
        while len(words) > 1 and words[-1] == others[-1]:
            words.pop()
            others.pop()
        return " ".join(words)
    return start


def _date(when: PartialDate) -> str:
    if when.low is None or when.high is None:
        return f"{day_in_words(when.high)} or earlier" if when.high else _open(when)
    if when.precision is Precision.DAY:
        return day_in_words(when.low)
    if when.precision is Precision.YEAR:
        return when.text
    if when.precision is Precision.MONTH:
        return " ".join(day_in_words(when.low).split()[1:])
    return f"between {day_in_words(when.low)} and {day_in_words(when.high)}"


def _open(when: PartialDate) -> str:
    return f"{day_in_words(when.low or 1)} or later"


def how_many(number: float, noun: str) -> str:
    """So many of something: `1 day`, `2 days`, `5.5 points`."""
    return f"{number:g} {noun}{'' if number == 1 else 's'}"


def days_in_words(days: Days) -> str:
    """A number of days: `293 to 301 days`."""
    if days.low is None or days.high is None:
        if days.low is None and days.high is None:
            return "an unknown number of days"
        least = f"{how_many(days.low, 'day')} or more" if days.low is not None else ""
        return least or f"{how_many(days.high or 0, 'day')} or fewer"
    same = days.low == days.high
    return how_many(days.low, "day") if same else f"{days.low} to {days.high} days"


def start_in_short(when: Span) -> str:
    """The first day of a span, without its year: `19 Aug`, `9-12 Sep`, `by 3 Oct`; `?` if none."""
    start = when.start or when.end
    if start is None or start.high is None:
        return "?"
    last = date.fromordinal(start.high)
    words = f"{last.day} {MONTHS_IN_WORDS[last.month - 1][:3]}"
    if start.low is None or when.start is None:
        return f"by {words}"
    first = date.fromordinal(start.low)
    if first == last:
        return words
    month = "" if first.month == last.month else f" {MONTHS_IN_WORDS[first.month - 1][:3]}"
    return f"{first.day}{month}-{words}"


def number_in_words(amount: Quantity) -> str:
    """An amount without its unit: `about 31,000`, `more than 45,000`, `12.5 to 16`."""
    low, high = (_plain(end) for end in amount.named)
    if low != high:
        return f"{low} to {high}"
    marks = {"~": "about ", ">=": "at least ", "<=": "at most ", ">": "more than ", "<": "under "}
    mark = amount.text[: len(amount.text) - len(amount.text.lstrip("~<>="))]
    return f"{marks.get(mark, '')}{low}"


def _plain(millionths: int) -> str:
    whole, rest = divmod(abs(millionths), 10**6)
    fraction = f"{rest:06d}".rstrip("0")
    sign = "-" if millionths < 0 else ""
    return f"{sign}{whole:,}" + (f".{fraction}" if fraction else "")


def numbers_of(amount: Quantity) -> tuple[float, float]:
    """The lowest and the highest number that an amount names."""
    low, high = amount.named
    return low / 10**6, high / 10**6


def called(name: str) -> str:
    """What a mark says for an id: `NURSES-7`, `2030 Acme`, `Coalition of ...`."""
    tail = name.rpartition("/")[2]
    if len(tail) <= LONGEST_ID and not tail[:1].isdigit():
        return tail.upper()
    return " ".join(word if word in SMALL_WORDS else word.title() for word in tail.split("-"))


def in_brief(name: str) -> str:
    """A name that begins with a year in two words; any other as it is."""
    words = name.split()
    return " ".join(words[:2]) if words and words[0].isdigit() else name


def forms_of(name: str) -> list[str]:
    """A name, and shorter forms of one that begins with a year: two words, the year, and `'08`."""
    year = next(iter(name.split()), "")
    if not year.isdigit():
        return [name]
    return list(dict.fromkeys((name, in_brief(name), year, f"'{year[-2:]}")))


def side_by_side(values: Iterable[Quantity]) -> str:
    """Raises as a schedule: `6.5, 6.5, 3, 2.5, 3`."""
    return ", ".join(number_in_words(value) for value in values)


def listing(texts: Iterable[str]) -> str:
    """Texts as a sentence lists them: `a, b and c`; empty for none."""
    *most, last = [*texts] or [""]
    return f"{', '.join(most)} and {last}" if most else last
