"""What a picture is given: the answer it shows, and answers that are drawn beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from attrs import evolve

from kpbargaining.errors import InvalidValue
from kpbargaining.questions.pay.real_wages import RealLevel
from kpbargaining.questions.tallies import Tally
from kpbargaining.tables.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Answers", "sort_of", "sourced"]

Row = TypeVar("Row")


def sort_of(answer: object) -> type | None:
    """What an answer is of: the class of its rows, or its own; None for what is no answer."""
    if isinstance(answer, Table):
        row: type = answer.row
        return row
    return type(answer) if isinstance(answer, (Tally, RealLevel)) else None


class Answers:
    """The answers of one picture: those of the first one's sort, and those beside them."""

    def __init__(self, first: object, beside: Iterable[object]) -> None:
        given = (first, *beside)
        self._sorts = [(sort_of(each), each) for each in given]
        self.sort: type | None = self._sorts[0][0]

    def refuse_others(self, known: Iterable[type]) -> None:
        """Raise `InvalidValue` for an answer of which this picture draws nothing."""
        names = [sort.__name__ for sort in known]
        for sort, each in self._sorts:
            if sort is not self.sort and (sort is None or sort.__name__ not in names):
                found = sort.__name__ if sort else each
                raise InvalidValue(f"beside it answers of {', '.join(names)}", found)

    def all(self, sort: type[Row]) -> list[Row]:
        """All answers that are of a class themselves, such as tallies."""
        return [each for found, each in self._sorts if found is sort and isinstance(each, sort)]

    def tables(self, row: type) -> list[Table[Any]]:
        """All tables of rows of a class."""
        return [each for found, each in self._sorts if found is row and isinstance(each, Table)]

    def rows(self, row: type[Row]) -> list[Row]:
        """All rows of a class, each once."""
        return list(dict.fromkeys(each for table in self.tables(row) for each in table))

    def measures(self, row: type[Row]) -> list[list[Row]]:
        """The rows of each table of numbers, which are of one metric each, in the order given.

        Raises `InvalidValue` for a table of several: what they count is not alike.
        """
        tables = self.tables(row)
        for table in tables:
            metrics = list(dict.fromkeys(each.metric for each in table))
            if len(metrics) > 1:
                expected = "numbers of one metric in each answer: .where(metric=...) keeps to it"
                raise InvalidValue(expected, ", ".join(metrics))
        return [list(table) for table in tables]

    @property
    def wide(self) -> Table[Any]:
        """The answer that the picture shows, as one table."""
        first = self._sorts[0][1]
        if isinstance(first, Tally):
            return first.sessions
        tables = self.tables(self.sort or type(None))
        rows = tuple(each for table in tables for each in table)
        return evolve(tables[0], rows=rows)


def sourced(table: Table[Any]) -> list[str]:
    """Which data a picture is from, as its last line says."""
    origin = table.origin
    told = [origin[name] for name in ("title", "edition", "derived") if name in origin]
    return [f"Data: {', '.join(told)}"] if told else []
