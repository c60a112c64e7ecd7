"""How many agreements each session brought: reported, in all, listed one by one; and the gaps."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Self

from attrs import frozen

from kpbargaining.errors import InvalidValue, UnknownName
from kpbargaining.records.bargaining import Called
from kpbargaining.records.figures import Figure, Scope, Vocabulary
from kpbargaining.store.tables import Table
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.when import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpbargaining.records.bargaining import Outcome, Session
    from kpbargaining.store.store import Store

__all__ = ["Tally", "TallyRow", "added", "is_reported", "tally"]

NONE = Quantity("0")


@frozen(kw_only=True)
class TallyRow:
    """One session: what sources report, and what they list."""

    session: str
    scheduled: Span | None
    held: Span | None
    reported: bool
    """Whether a source reports that it was held, be it only how or for how long."""
    new: Quantity | None
    """How many it is reported to have brought; None if no source says."""
    total: Quantity | None
    """The running total reported with it."""
    counted: Quantity | None
    """The running total that the numbers reported so far add up to; `>=` after a gap."""
    itemised: int
    """How many items the documents list, whatever they are called."""
    tentative_agreements: int
    recommendations: int
    consensus: int
    difference: Quantity | None
    """Reported as new, less itemised: a range where it is open whether recommendations count."""


class Tally(Table[TallyRow]):
    """The sessions of a round, in order, with their numbers."""

    def __init__(self, rows: Iterable[TallyRow], metric: str | None) -> None:
        super().__init__(TallyRow, rows, "sessions")
        self._metric = metric

    def _with(self, rows: Iterable[TallyRow]) -> Self:
        return type(self)(rows, self._metric)

    @property
    def metric(self) -> str | None:
        """The term that says what is counted; None if no numbers are reported."""
        return self._metric

    @property
    def total(self) -> Quantity | None:
        """The number in all, after the last session with a number; a lower bound after a gap."""
        return next((row.counted for row in reversed(self._rows) if row.new or row.total), None)

    def __str__(self) -> str:
        """A line for each session, then the total."""
        rows = [HEAD, *(_cells(row) for row in self)]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = [
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in rows
        ]
        return "\n".join([*lines, f"total: {self.total or 'not known'}"])


HEAD = ("session", "held", "new", "total", "counted", "itemised", "difference")


def _cells(row: TallyRow) -> tuple[str, ...]:
    numbers = (row.new, row.total, row.counted, row.itemised, row.difference)
    return (row.session, _days(row), *("" if n is None else str(n) for n in numbers))


def _days(row: TallyRow) -> str:
    if row.held is not None:
        return str(row.held)
    return f"({row.scheduled or 'no date'}{'' if row.reported else ', not reported'})"


def tally(store: Store, name: str, metric: str | None = None) -> Tally:
    """The tally of a round.

    *metric* is the term that says what is counted; without one, it is the term that the numbers
    reported of the round's sessions use most. Raises `UnknownName` for a round or a metric that
    does not exist.
    """
    sessions = store.sessions.where(round=store.round(name).id)
    figures = _figures(store, set(sessions.ids))
    chosen = _commonest(figures) if metric is None else _known(store, metric)
    mine = [figure for figure in figures if figure.metric == chosen]
    outcomes = store.outcomes.where(round=name)
    return Tally(_rows(sessions, mine, outcomes), chosen)


def is_reported(session: Session) -> bool:
    """Whether a source reports that a session was held, be it only how or for how long."""
    return any(told is not None for told in (session.held, session.days, session.format))


def _known(store: Store, metric: str) -> str:
    known = {*store.terms.where(kind=Vocabulary.METRIC).ids, *(f.metric for f in store.figures)}
    if metric not in known:
        raise UnknownName("metric", metric, known)
    return metric


def _figures(store: Store, sessions: set[str]) -> list[Figure]:
    scopes = (Scope.NEW, Scope.RUNNING_TOTAL)
    return [f for f in store.figures if f.about in sessions and f.scope in scopes]


def _commonest(figures: Iterable[Figure]) -> str | None:
    counts = Counter(figure.metric for figure in figures)
    return min(counts, key=lambda metric: (-counts[metric], metric), default=None)


def _rows(
    sessions: Iterable[Session], figures: list[Figure], outcomes: Iterable[Outcome]
) -> Iterator[TallyRow]:
    listed = Counter((outcome.session, outcome.called) for outcome in outcomes)
    counted: Quantity | None = NONE
    for session in sessions:
        new = _number(figures, session.id, Scope.NEW)
        total = _number(figures, session.id, Scope.RUNNING_TOTAL)
        counted = total or added(counted, new)
        called = {each: listed[session.id, each] for each in Called}
        itemised = sum(called.values())
        yield TallyRow(
            session=session.id,
            scheduled=session.scheduled,
            held=session.held,
            reported=is_reported(session),
            new=new,
            total=total,
            counted=counted,
            itemised=itemised,
            tentative_agreements=called[Called.TENTATIVE_AGREEMENT],
            recommendations=called[Called.RECOMMENDATION],
            consensus=called[Called.CONSENSUS],
            difference=_difference(new, called[Called.TENTATIVE_AGREEMENT], itemised),
        )


def _number(figures: list[Figure], session: str, scope: Scope) -> Quantity | None:
    found = [f.value for f in figures if f.about == session and f.scope is scope and f.value]
    return found[0] if found else None


def added(counted: Quantity | None, new: Quantity | None) -> Quantity | None:
    """The running total after one more session: at least as many where its number is not known.

    None if it cannot be spelled, as about ten and at least ten.
    """
    if counted is None:
        return None
    try:
        return counted.at_least() if new is None else counted + new
    except InvalidValue:
        return None


def _difference(new: Quantity | None, agreed: int, itemised: int) -> Quantity | None:
    """What is reported as new, less what is listed: less all of it, to less only the agreements.

    No source says whether the recommendations and the consensus are among what it reports.
    """
    if new is None:
        return None
    listed = Quantity.of(agreed) if agreed == itemised else Quantity(f"{agreed}..{itemised}")
    try:
        return new - listed
    except InvalidValue:
        return None
