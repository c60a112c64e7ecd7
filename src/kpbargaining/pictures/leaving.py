"""The day on which most members left a body, and what sources count of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from attrs import frozen

from kpbargaining.pictures.dating import day_in_words, listing, number_in_words
from kpbargaining.questions.evidence.voices import NumberRow
from kpbargaining.questions.members import MemberRow
from kpbargaining.records.actions import Event
from kpbargaining.records.figures import Scope

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpbargaining.pictures.answers import Answers
    from kpbargaining.values.quantity import Quantity
    from kpbargaining.values.types import When

__all__ = ["Leaving", "either", "leaving_of"]

MANY = 3
"""How many have to leave on one day for it to be a split."""


@frozen
class Leaving:
    """One day on which many left."""

    day: int
    left: int
    """How many memberships end on it."""
    joined: int
    """How many of another body begin on it, or can at the earliest."""
    at_once: bool
    """Whether all of these begin on that very day for sure."""
    counted: tuple[str, ...]
    """What sources count, each measure with all their numbers: `21 or 22 local unions`."""

    @property
    def on(self) -> str:
        """The day in words."""
        return day_in_words(self.day)

    @property
    def moved(self) -> str:
        """How many came and went: `21 left, 20 joined another`."""
        when = "" if self.at_once else ", then or later"
        return f"{self.left} left" + (
            f", {self.joined} joined another{when}" if self.joined else ""
        )

    @property
    def told(self) -> str:
        """What sources count, in words; empty where they count nothing."""
        return f"by the sources: {listing(self.counted)}" if self.counted else ""


def leaving_of(answers: Answers) -> Leaving | None:
    """The day on which most members left; None where no three did on one day."""
    rows = answers.rows(MemberRow)
    days = Counter(day for row in rows if (day := _day(row.until)))
    day, left = max(days.items(), key=lambda each: (each[1], each[0]), default=(0, 0))
    if left < MANY:
        return None
    joined = [row.since for row in rows if row.since and row.since.low == day]
    at_once = all(_day(since) for since in joined)
    return Leaving(day, left, len(joined), at_once, tuple(_counted(answers, day)))


def _day(when: When | None) -> int | None:
    return when.low if when and when.low == when.high else None


def _counted(answers: Answers, day: int) -> Iterable[str]:
    """The numbers of that day, and those about an event of that day, which have no day themselves.

    What most sources count comes first.
    """
    events = {event.id for event in answers.rows(Event) if _day(event.on) == day}
    numbers: dict[str, list[Quantity]] = {}
    for row in answers.rows(NumberRow):
        if row.scope is not Scope.PART and (row.about in events or _day(row.on) == day):
            numbers.setdefault(row.metric, []).append(row.value)
    for metric, values in sorted(numbers.items(), key=lambda each: (-len(each[1]), each[0])):
        yield f"{either(values)} {metric.partition('-')[2].replace('-', ' ') or metric}"


def either(values: Iterable[Quantity]) -> str:
    """All numbers that sources give, the lowest first: `21 or 22`, `45,000 or more`."""
    texts: dict[tuple[int, int], list[str]] = {}
    for value in sorted(values, key=lambda each: each.named):
        texts.setdefault(value.named, []).append(number_in_words(value))
    return " or ".join(_one(dict.fromkeys(same)) for same in texts.values())


def _one(texts: dict[str, None]) -> str:
    """What sources say of one number: alike, or some of them that it is exceeded."""
    plain, *marked = sorted(texts, key=len)
    exceeded = any(text.startswith(("more than", "at least")) for text in texts)
    return f"{plain} or more" if exceeded and marked else " or ".join([plain, *marked])
