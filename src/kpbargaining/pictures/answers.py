"""What a picture is given: the answer it shows, and answers that are drawn beside it.

Which those usually are, is asked for here by the name of the question.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import evolve

from kpbargaining.errors import InvalidValue, UnknownName
from kpbargaining.questions.pay.real_wages import RealLevel
from kpbargaining.questions.tallies import Tally
from kpbargaining.records.parties import OrganizationKind
from kpbargaining.tables.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from kpbargaining.dataset import Dataset

    Asked = tuple[Any, ...]

__all__ = ["USUAL", "Answers", "sort_of", "sourced", "usual"]

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


def usual(dataset: Dataset, name: str, ids: Collection[str] = ()) -> Asked:
    """The answers of a picture, named as its question is: the first, and those beside it.

    With *ids* only those rounds, agreements, bodies: whatever the question is about.
    Raises `UnknownName` with the nearest names, and what the question raises.
    """
    if name not in USUAL:
        raise UnknownName("picture", name, USUAL)
    return USUAL[name](dataset, ids)


def _offers(dataset: Dataset, ids: Collection[str]) -> Asked:
    asked = [dataset.offers(each) for each in ids] or [dataset.offers()]
    beside = dataset.index.once(
        "beside offers",  # the same for every round
        lambda: (dataset.compare_rounds(), dataset.action_log(), dataset.compare_agreements()),
    )
    return (*asked, *beside)


def _rounds(dataset: Dataset, ids: Collection[str]) -> Asked:
    rounds = dataset.compare_rounds()
    return _of(rounds, ids), dataset.action_log()


def _tally(dataset: Dataset, ids: Collection[str]) -> Asked:
    if not ids:
        raise InvalidValue("the round whose agreements are counted", "none")
    return (*map(dataset.tally, ids), dataset.outcomes, dataset.terms)


def _strikes(dataset: Dataset, ids: Collection[str]) -> Asked:
    members = [dataset.members_of(body) for body in _coalitions(dataset)]
    counts = _by_metric(dataset.headcounts())[:2]
    log, deals = dataset.action_log(), dataset.compare_agreements()
    return _of(log, ids), *counts, deals, dataset.agreements, *members, *_leaving(dataset)


def _schedule(dataset: Dataset, ids: Collection[str]) -> Asked:
    asked = [dataset.schedules(each) for each in ids] or [dataset.schedules()]
    return (*asked, dataset.terms, dataset.agreements)


def _members(dataset: Dataset, ids: Collection[str]) -> Asked:
    asked = [dataset.members_of(body) for body in ids or _coalitions(dataset)]
    if not asked:
        raise InvalidValue("a body; there is no coalition of unions", "none")
    names = {row.member for table in asked for row in table}
    sizes = _by_metric(dataset.numbers().where(lambda row: row.about in names))[:1]
    return (*asked, *sizes, dataset.disagreements(), *_leaving(dataset))


def _leaving(dataset: Dataset) -> Asked:
    """What happened to the coalitions, and the numbers told of it: a table for each metric."""
    bodies = _coalitions(dataset)
    events = dataset.events.where(lambda event: event.about in bodies)
    numbers = dataset.numbers().where(lambda row: row.about in events)
    return events, *_by_metric(numbers)


def _timeline(dataset: Dataset, ids: Collection[str]) -> Asked:
    return tuple(dataset.timeline(each) for each in ids) or (dataset.timeline(),)


USUAL: dict[str, Callable[[Dataset, Collection[str]], Asked]] = {
    "offers": _offers,
    "rounds": _rounds,
    "tally": _tally,
    "strikes": _strikes,
    "schedule": _schedule,
    "members": _members,
    "timeline": _timeline,
}
"""Every picture by the name of its question, as the command line has it."""


def _coalitions(dataset: Dataset) -> list[str]:
    found = dataset.organizations.where(kind=OrganizationKind.COALITION)
    return [each.id for each in found]


def _of(table: Table[Any], ids: Collection[str]) -> Table[Any]:
    """The rows of some rounds; without any, all rows."""
    return table.where(lambda row: row.round in ids) if ids else table


def _by_metric(numbers: Table[Any]) -> list[Table[Any]]:
    """The numbers of each metric, which alone can be compared; first those that are the most."""
    metrics = Counter(row.metric for row in numbers).most_common()
    return [numbers.where(metric=metric) for metric, _ in metrics]
