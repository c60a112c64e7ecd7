"""Checks of amounts: what is counted adds up, and a number can be what its metric counts."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from kpbargaining.checks.findings import Finding, error, warning
from kpbargaining.errors import InvalidValue
from kpbargaining.questions.tallies import NONE, added, tally
from kpbargaining.records.amounts import Amount
from kpbargaining.records.figures import Counted, Scope
from kpbargaining.values.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from kpbargaining.store.store import Store

__all__ = ["lengths", "metrics", "ordinals", "parts", "running_totals", "votes"]

PEOPLE, THINGS = 10_000_000, 1_000_000_000
CLASSES = {
    Counted.PEOPLE: Amount(unit="people", high=PEOPLE, whole=True),
    Counted.BODIES: Amount(unit="bodies", high=10_000, whole=True),
    Counted.AGREEMENTS: Amount(unit="agreements", high=100_000, whole=True),
    Counted.VOTES: Amount(unit="votes", high=PEOPLE, whole=True),
    Counted.EVENTS: Amount(unit="events", high=100_000, whole=True),
    Counted.WORKER_DAYS: Amount(unit="worker-days", high=THINGS),
    Counted.DAYS: Amount(unit="days", written=("", "days"), high=3_660),
    Counted.WEEKS: Amount(unit="weeks", written=("", "weeks"), high=520),
    Counted.MONTHS: Amount(unit="months", written=("", "months"), high=1_200),
    Counted.YEARS: Amount(unit="years", written=("", "years"), high=200),
    Counted.MONEY: Amount(unit="dollars", written=("USD",), low=-THINGS * 1_000),
    Counted.PERCENT: Amount(unit="percent", written=("%",), low=-100, most_percent=1_000),
    Counted.MONEY_OR_PERCENT: Amount(
        unit="dollars or percent", written=("USD", "%"), low=-THINGS * 1_000, most_percent=1_000
    ),
    Counted.THINGS: Amount(unit="things", high=THINGS, whole=True),
}
"""What a number of each class of metric can be."""


def metrics(store: Store) -> Iterator[Finding]:
    """A number can be what its metric counts: so many people, percent, dollars or days."""
    for figure in store.figures:
        term = store.terms.get(figure.metric)
        counts = term.counts if term else None
        readings = [item.readings.get("value") for item in store.evidence_for(figure.id)]
        for value in (figure.value, *readings):
            try:
                if counts and value is not None:
                    CLASSES[counts].check(value)
            except InvalidValue as wrong:
                sentence = f"{value} is no number of {figure.metric}: {wrong.expected} expected"
                yield error("metric", figure.id, "value", sentence)


def lengths(store: Store) -> Iterator[Finding]:
    """The stated length of a session can be that of the days it was held on."""
    for session in store.sessions:
        if session.held is None or session.days is None:
            continue
        held = Quantity(f"{session.held.length}")
        if not session.days.possibly_equals(held):
            sentence = f"{session.days} days are stated, {held} were held"
            yield error("length", session.id, "days", sentence)


def ordinals(store: Store) -> Iterator[Finding]:
    """A later session of a round was not held before an earlier one."""
    for each in store.rounds:
        sessions = store.sessions.having("round", each.id)
        numbered = [(s.ordinal, s.held, s.id) for s in sessions if s.ordinal and s.held]
        numbered.sort(key=lambda entry: entry[0])
        for (_, early, _), (number, late, name) in pairwise(numbered):
            if late.certainly_before(early):
                sentence = f"session {number} was held {late}, before the one that precedes it"
                yield error("ordinal", name, "ordinal", sentence)


def votes(store: Store) -> Iterator[Finding]:
    """Votes for and against are no more than those cast, and make about the stated share."""
    for vote in store.votes:
        if vote.yes is None or vote.no is None:
            continue
        yes, no = vote.yes.number, vote.no.number
        cast = vote.cast.high if vote.cast else None
        if yes is None or no is None or not yes + no:
            continue
        if cast is not None and yes + no > cast:
            yield error("votes", vote.id, "cast", f"{yes + no} voted, {vote.cast} votes were cast")
        share = vote.yes_share.number if vote.yes_share else None
        if share is not None and abs(share - 100 * yes / (yes + no)) > 1:
            sentence = f"{yes} of {yes + no} votes are not {vote.yes_share}"
            yield warning("share", vote.id, "yes_share", sentence)


def running_totals(store: Store) -> Iterator[Finding]:
    """No reported running total contradicts the numbers reported before."""
    for each in store.rounds:
        for metric in sorted(_totalled(store, each.id)):
            before: Quantity | None = NONE
            for row in tally(store, each.id, metric).sessions:
                told, reached = row.total, added(before, row.new)
                if told is not None and reached is not None and not told.possibly_equals(reached):
                    sentence = f"the total {told} cannot be {reached}, reported one by one"
                    yield error("total", row.session, None, sentence)
                before = row.counted


def _totalled(store: Store, round_id: str) -> set[str]:
    """The metrics of which the sessions of a round have running totals."""
    sessions = store.sessions.having("round", round_id)
    figures = (figure for each in sessions for figure in store.figures.having("about", each.id))
    return {figure.metric for figure in figures if figure.scope is Scope.RUNNING_TOTAL}


def parts(store: Store) -> Iterator[Finding]:
    """The parts of a figure do not add up to more than the figure."""
    grouped: dict[str, list[Quantity]] = defaultdict(list)
    for part in store.figures:
        figure = store.figures.get(part.part_of)
        if figure is not None and figure.metric == part.metric and part.value is not None:
            grouped[figure.id].append(part.value)
    for name, values in grouped.items():
        whole = store.figures[name].value
        if whole is not None and whole.high is not None:
            least = _least(values, whole.unit)
            if least > whole.high:
                sentence = f"the parts add up to {least} or more, the whole is {whole}"
                yield error("parts", name, "value", sentence)


def _least(values: Iterable[Quantity], unit: str) -> Decimal | int:
    """What amounts of one unit add up to at the least; the others count as nothing."""
    lows = (value.low for value in values if value.unit == unit)
    return sum(low for low in lows if low is not None)
