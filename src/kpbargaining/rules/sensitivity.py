"""Which answers depend on whose number is taken: one question, asked under several rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from attrs import field, frozen

from kpbargaining.errors import InvalidValue, printable
from kpbargaining.records import roles
from kpbargaining.records.kinds import BY_CLASS
from kpbargaining.records.showing import Shown
from kpbargaining.rules.answers import AnswerRow, pairs, rows_of
from kpbargaining.rules.candidates import OTHERS, Rule, name_of
from kpbargaining.rules.reading import under, with_values
from kpbargaining.store.store import Store, check_store, derived
from kpbargaining.values.texts import Id, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.rules.reading import Place
    from kpbargaining.tables.table import Table

__all__ = ["Difference", "DifferenceKind", "sensitivity"]

S = TypeVar("S", bound=Store)

COMPARABLE = "an answer that can be compared: a table, a number, a text"


class DifferenceKind(StrEnum):
    """How an answer differs."""

    VALUE = "another value"
    """Something else stands there."""
    MORE = "row more"
    """Only the answer under the rule has the row."""
    LESS = "row less"
    """Only the answer as carried has the row."""
    NONE = "no answer"
    """The question fails under the rule."""


@frozen(kw_only=True, repr=False)
class Difference(Shown):
    """One place in which the answer under a rule differs from the answer as carried."""

    rule: Text = field(metadata=roles.column("The rule"))
    kind: DifferenceKind = field(metadata=roles.column("How the answer differs"))
    row: Text | None = field(
        default=None,
        metadata=roles.column("The row, by what it is about; empty where the answer is one value"),
    )
    column: Text | None = field(
        default=None,
        metadata=roles.column("The column; empty where it is the row or answer as a whole"),
    )
    carried: Any = field(default=None, metadata=roles.column("What stands there as carried"))
    under: Any = field(
        default=None, metadata=roles.column("What stands there under the rule, or why nothing does")
    )
    records: tuple[Id, ...] = field(
        default=(),
        metadata=roles.column(
            "The records behind it: what the rule takes for each of them makes a difference there",
            refers="any",
        ),
    )
    sources: tuple[Id, ...] = field(
        default=(),
        metadata=roles.column("The sources that give these values", refers="Source"),
    )


def sensitivity(
    dataset: S, question: Callable[[S], Any], rules: Iterable[Rule] = OTHERS
) -> Table[Difference]:
    """Where the answer to a question depends on whose number is taken, rule by rule.

    *question* is a function of a dataset: `lambda ds: ds.compare_agreements()`, or one that gives a
    number. Tables are compared row by row, whatever their order: rows about the same record belong
    together. To find out what is behind a difference, the question is also asked with single
    values of the rule; where only several of them together make the difference, none is named.
    A rule under which the question fails is a row; what it raises as carried is raised.
    Raises `UnknownName` for a rule that there is not, and `InvalidValue` for what is no dataset, no
    question or no list of rules, and for an answer that cannot be compared, such as a data frame.
    """
    check_store(dataset)
    if not callable(question):
        raise InvalidValue("a function of a dataset, such as lambda ds: ds.offers(round)", question)
    if isinstance(rules, str) or not isinstance(rules, Iterable):
        raise InvalidValue("a list of rules, such as ['union', 'press']", rules)
    asked = _Asked(dataset, question)
    found = [(name_of(rule), asked.under(rule)) for rule in rules]
    same = ", ".join(name for name, rows in found if not rows)
    notes = [f"the answer is the same under {same}"] if same else []
    rows = [row for _, rows in found for row in rows]
    return dataset.index.table(Difference, rows, "differences", notes)


class _Spot(NamedTuple):
    """A place in an answer: the row, and the column unless it is the whole row."""

    row: str | None
    column: str | None


class _Found(NamedTuple):
    """What differs at one place."""

    kind: DifferenceKind
    carried: Any = None
    under: Any = None


class _Asked(Generic[S]):
    """A question with its answer as carried."""

    def __init__(self, dataset: S, question: Callable[[S], Any]) -> None:
        self._dataset = dataset
        self._question = question
        self._answer = rows_of(question(dataset))
        for row in self._answer:
            for cell in row.cells.values():
                _alike(cell, cell)  # what cannot be compared is refused before any rule

    def under(self, rule: Rule) -> list[Difference]:
        """How the answer under a rule differs."""
        name, other = name_of(rule), under(self._dataset, rule)
        try:
            found = self._compared(other)
        except Exception as error:  # noqa: BLE001 (a question can raise anything; the others count)
            why = printable(f"{type(error).__name__}: {error}")
            return [Difference(rule=name, kind=DifferenceKind.NONE, under=why)]
        behind = self._behind(other) if found else {}
        return [
            Difference(
                rule=name,
                kind=each.kind,
                row=spot.row,
                column=spot.column,
                carried=each.carried,
                under=each.under,
                **_told(other, [place for place, spots in behind.items() if spot in spots]),
            )
            for spot, each in found.items()
        ]

    def _compared(self, other: S) -> dict[_Spot, _Found]:
        """Where the answer of another dataset differs, and how."""
        return dict(
            difference
            for mine, theirs in pairs(self._answer, rows_of(self._question(other)))
            for difference in _differences(mine, theirs)
        )

    def _behind(self, other: S) -> dict[Place, set[_Spot]]:
        """The values of another dataset that make a difference by themselves, and where."""
        changed = [
            (record.id, name)
            for record in other.records()
            if record is not self._dataset[record.id]
            for name in BY_CLASS[type(record)].facts
            if getattr(record, name) != getattr(self._dataset[record.id], name)
        ]
        return dict(self._single(other, changed))

    def _single(self, other: S, places: list[Place]) -> Iterator[tuple[Place, set[_Spot]]]:
        """Those of some values that make a difference; halves that make none are not looked at."""
        spots = self._spots(other, places) if places else set()
        if len(places) == 1 and spots:
            yield places[0], spots
        elif spots:
            middle = len(places) // 2
            yield from self._single(other, places[:middle])
            yield from self._single(other, places[middle:])

    def _spots(self, other: S, places: list[Place]) -> set[_Spot]:
        """Where the answer differs if only these values are those of the other dataset."""
        taken: dict[str, dict[str, Any]] = {}
        for record, name in places:
            taken.setdefault(record, {})[name] = getattr(other[record], name)
        try:
            some = derived(self._dataset, *with_values(self._dataset, taken), "some values")
            return set(self._compared(some))
        except Exception:  # noqa: BLE001 (some values need not stand where all of them do)
            return set()


def _differences(
    mine: AnswerRow | None, theirs: AnswerRow | None
) -> Iterator[tuple[_Spot, _Found]]:
    """How a row differs from the one beside it, cell by cell."""
    if mine is None or theirs is None:
        row = mine or theirs
        kind = DifferenceKind.MORE if mine is None else DifferenceKind.LESS
        yield _Spot(row and row.told, None), _Found(kind)
        return
    for name in dict.fromkeys((*mine.cells, *theirs.cells)):
        one, other = mine.cells.get(name), theirs.cells.get(name)
        if not _alike(one, other):
            spot = _Spot(mine.told or None, name or None)
            yield spot, _Found(DifferenceKind.VALUE, one, other)


def _alike(one: object, other: object) -> bool:
    """Whether two cells are the same, or both no number.

    Raises `InvalidValue` for what cannot be compared, such as a data frame.
    """
    try:
        return bool(one == other) or bool(one != one and other != other)  # noqa: PLR0124 (NaN)
    except (TypeError, ValueError):
        raise InvalidValue(COMPARABLE, type(one).__name__) from None


def _told(other: Store, places: list[Place]) -> dict[str, tuple[str, ...]]:
    """The records of some values, and the sources that give them."""
    sources = (source for place in places for source in other.index.tellers(*place))
    return {
        "records": tuple(dict.fromkeys(record for record, _ in places)),
        "sources": tuple(dict.fromkeys(sources)),
    }
