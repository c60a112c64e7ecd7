"""Strikes as their picture has them: each with its days and the numbers that sources give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from kpbargaining.pictures.dating import called, listing, number_in_words, numbers_of, said
from kpbargaining.questions.strikes import ActionRow, HeadcountRow
from kpbargaining.records.actions import JobActionKind
from kpbargaining.records.figures import Scope

if TYPE_CHECKING:
    from kpbargaining.pictures.answers import Answers

__all__ = ["Action", "actions_of"]


@frozen
class Action:
    """One action with its place and its number."""

    row: ActionRow
    counts: tuple[HeadcountRow, ...]
    """What sources give as its whole, on one measure."""
    measure: str
    """That measure in words, where it is not the one that is drawn first: `called out`."""

    @property
    def is_held(self) -> bool:
        """Whether it took place."""
        return self.row.held is not None

    @property
    def days(self) -> tuple[float | None, float | None]:
        """From its first possible day to the end of its last; None where open."""
        row = self.row
        when = row.held or row.planned or row.averted or row.noticed or row.authorized
        low, high = (when.low, when.high) if when else (None, None)
        return low, None if high is None else high + 1

    @property
    def value(self) -> HeadcountRow | None:
        """The number drawn: not weak if it can be, and what most sources give."""
        return max(self.counts, key=lambda row: (not row.weak, len(row.sources)), default=None)

    @property
    def height(self) -> float:
        """How high it stands; 0 where no number is known."""
        return max(0.0, *numbers_of(self.value.value)) if self.value else 0.0

    @property
    def reach(self) -> tuple[float, float]:
        """The lowest and the highest of its numbers."""
        numbers = [end for row in self.counts for end in numbers_of(row.value)]
        return max(0.0, min(numbers)), max(0.0, *numbers)

    @property
    def is_open(self) -> bool:
        """Whether the highest number is one that is exceeded."""
        high = self.reach[1]
        highest = [row.value for row in self.counts if numbers_of(row.value)[1] == high]
        return any(value.high is None and not value.approximate for value in highest)

    @property
    def name(self) -> str:
        """Who acts, and how many."""
        row = self.row
        who = [called(name) for name in (row.by or ())[:2]] or [called(row.action)]
        more = len(row.by or ()) - 2
        others = [f"{more} more"] if more > 0 else []
        measure = f" {self.measure}" if self.measure else ""
        number = f": {number_in_words(self.value.value)}{measure}" if self.value else ""
        return f"{listing([*who, *others])}{number}"

    @property
    def told(self) -> str:
        """It in words."""
        row = self.row
        when = row.held or row.planned or row.averted or row.noticed
        day = said(when) if when else "no day known"
        stage = row.stage or "no stage known"
        return f"{self.name} ({row.kind}, {stage}, {day})"

    @property
    def is_placed(self) -> bool:
        """Whether any day of it is known."""
        return any(end is not None for end in self.days)


def actions_of(answers: Answers) -> list[Action]:
    """The strikes of the answer, each with the numbers of the first measure that has any."""
    measures = answers.measures(HeadcountRow)
    rows = [row for row in answers.rows(ActionRow) if row.kind is not JobActionKind.PICKET]
    first = next((rows[0].metric for rows in measures if rows), "")
    found = [(row, _counts(row, measures)) for row in rows]
    return [Action(row, counts, _measure(counts, first)) for row, counts in found]


def _measure(counts: tuple[HeadcountRow, ...], first: str) -> str:
    """What is counted, in the words that tell it from the first measure; empty for that one."""
    if not counts or counts[0].metric == first:
        return ""
    mine, theirs = (metric.split("-")[1:] for metric in (counts[0].metric, first))
    while mine[1:] and mine[:1] == theirs[:1]:
        del mine[0], theirs[0]
    return " ".join(mine)


def _counts(row: ActionRow, measures: list[list[HeadcountRow]]) -> tuple[HeadcountRow, ...]:
    """The numbers of the whole action: no part, no total over several, no goal once it was held."""
    scopes = (Scope.LEVEL,) if row.held else (Scope.LEVEL, Scope.GOAL)
    found = (
        tuple(
            each
            for each in rows
            if each.action == row.action and not each.part and each.scope in scopes
        )
        for rows in measures
    )
    return next((counts for counts in found if counts), ())
