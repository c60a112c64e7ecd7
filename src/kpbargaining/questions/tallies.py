"""How many agreements each session brought: reported, in all, listed one by one; and the gaps."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from attrs import field, frozen

from kpbargaining.errors import InvalidValue, UnknownName
from kpbargaining.notebook import escaped
from kpbargaining.records.bargaining import Called, Outcome, Session
from kpbargaining.records.figures import Figure, Scope, Vocabulary
from kpbargaining.records.roles import column
from kpbargaining.records.showing import Shown
from kpbargaining.store.asking import question
from kpbargaining.tables.table import Table
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Count, Id
from kpbargaining.values.when import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpbargaining.store.store import Store

    Numbers = dict[tuple[str, Scope], Quantity]

__all__ = ["TALLIED", "Tally", "TallyRow", "added", "tally"]

NONE = Quantity("0")

TALLIED = (Scope.NEW, Scope.RUNNING_TOTAL)
"""The numbers of a session that make the tally of a round."""


@frozen(kw_only=True, repr=False)
class TallyRow(Shown):
    """One session: what sources report, and what they list."""

    session: Id = field(metadata=column("The session", refers="Session"))
    scheduled: Span | None = field(
        metadata=column("The days announced beforehand", of="Session.scheduled")
    )
    held: Span | None = field(metadata=column("The days it was held on", of="Session.held"))
    reported: bool = field(metadata=column("Whether a source reports that it was held"))
    new: Quantity | None = field(
        metadata=column("How many it is reported to have brought", unit="as the tally counts")
    )
    total: Quantity | None = field(
        metadata=column("The running total reported with it", unit="as the tally counts")
    )
    counted: Quantity | None = field(
        metadata=column(
            "What the numbers reported so far add up to; at least so many after a gap",
            unit="as the tally counts",
        )
    )
    itemised: Count = field(
        metadata=column("How many items documents list, whatever they call them", unit="items")
    )
    tentative_agreements: Count = field(metadata=column("Of these, so called", unit="items"))
    recommendations: Count = field(metadata=column("Of these, so called", unit="items"))
    consensus: Count = field(metadata=column("Of these, so called", unit="items"))
    difference: Quantity | None = field(
        metadata=column(
            "Reported as new, less itemised; a range where recommendations may or may not count",
            unit="items",
        )
    )


@frozen(kw_only=True)
class Tally:
    """The sessions of a round with their numbers, and what they come to."""

    metric: str | None
    """The term that says what is counted; None if no numbers are reported."""
    total: Quantity | None
    """The number in all, after the last session with a number; a lower bound after a gap."""
    sessions: Table[TallyRow]

    def __str__(self) -> str:
        return f"{self.sessions}\n{self._told}"

    @property
    def _told(self) -> str:
        return f"total: {self.total or 'not known'}"

    def _repr_html_(self) -> str:
        return f"{self.sessions._repr_html_()}<p>{escaped(self._told)}</p>"


@question
def tally(store: Store, round_id: str, metric: str | None = None) -> Tally:
    """How many agreements each session of a round brought: new, in all, itemised.

    *metric* is the term that says what is counted; without one, it is what the numbers reported
    of the sessions count most. Raises `UnknownName` with the nearest rounds or metrics.
    """
    sessions = list(store.index.of_round(Session, round_id))
    figures = _figures(store, sessions)
    chosen = _commonest(figures) if metric is None else _known(store, metric)
    mine = _numbers(figure for figure in figures if figure.metric == chosen)
    rows = list(_rows(sessions, mine, store.index.of_round(Outcome, round_id)))
    return Tally(
        metric=chosen,
        total=next((row.counted for row in reversed(rows) if row.new or row.total), None),
        sessions=store.index.table(TallyRow, rows, "sessions"),
    )


def _known(store: Store, metric: str) -> str:
    known = {*store.terms.where(kind=Vocabulary.METRIC).ids, *(f.metric for f in store.figures)}
    if metric not in known:
        raise UnknownName("metric", metric, known)
    return metric


def _figures(store: Store, sessions: Iterable[Session]) -> list[Figure]:
    found = (figure for each in sessions for figure in store.figures.having("about", each.id))
    return [figure for figure in found if figure.scope in TALLIED]


def _commonest(figures: Iterable[Figure]) -> str | None:
    counts = Counter(figure.metric for figure in figures)
    return min(counts, key=lambda metric: (-counts[metric], metric), default=None)


def _rows(
    sessions: Iterable[Session], numbers: Numbers, outcomes: Iterable[Outcome]
) -> Iterator[TallyRow]:
    listed = Counter((outcome.session, outcome.called[-1]) for outcome in outcomes)
    counted: Quantity | None = NONE
    for session in sessions:
        new, total = (numbers.get((session.id, scope)) for scope in TALLIED)
        counted = total or added(counted, new)
        called = {each: listed[session.id, each] for each in Called}
        itemised = sum(called.values())
        yield TallyRow(
            session=session.id,
            scheduled=session.scheduled,
            held=session.held,
            reported=session.reported,
            new=new,
            total=total,
            counted=counted,
            itemised=itemised,
            tentative_agreements=called[Called.TENTATIVE_AGREEMENT],
            recommendations=called[Called.RECOMMENDATION],
            consensus=called[Called.CONSENSUS],
            difference=_difference(new, called[Called.TENTATIVE_AGREEMENT], itemised),
        )


def _numbers(figures: Iterable[Figure]) -> Numbers:
    """The number of each session and scope; the first, should there be several."""
    found: Numbers = {}
    for figure in figures:
        if figure.value is not None:
            found.setdefault((figure.about, figure.scope), figure.value)
    return found


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
