"""Checks of dates and amounts: what follows comes after, what is counted adds up."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING

from kpbargaining.checks.findings import Finding, error, note
from kpbargaining.questions.tallies import NONE, added, is_reported, tally
from kpbargaining.records.figures import Scope
from kpbargaining.values.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpbargaining.store.store import Store

__all__ = ["lengths", "parts", "running_totals", "succession", "unreported_sessions"]

SUCCESSION = (
    ("since", "until"),
    ("reached", "ratified"),
    ("reached", "signed"),
    ("effective", "expires"),
    ("noticed", "held"),
    ("noticed", "averted"),
    ("published", "retrieved"),
)
"""Fields of one record of which the second cannot certainly come before the first."""


def succession(store: Store) -> Iterator[Finding]:
    """What follows from something does not certainly come before it."""
    for record in store.records():
        for first, second in SUCCESSION:
            early, late = getattr(record, first, None), getattr(record, second, None)
            if early is not None and late is not None and late.certainly_before(early):
                sentence = f"{second} {late} is certainly before {first} {early}"
                yield error("succession", record.id, second, sentence)


def lengths(store: Store) -> Iterator[Finding]:
    """The stated length of a session can be that of the days it was held on."""
    for session in store.sessions:
        if session.held is None or session.days is None:
            continue
        held = Quantity(f"{session.held.length}")
        if not session.days.possibly_equals(held):
            sentence = f"{session.days} days are stated, {held} were held"
            yield error("length", session.id, "days", sentence)


def running_totals(store: Store) -> Iterator[Finding]:
    """No reported running total contradicts the numbers reported before."""
    metrics = sorted({f.metric for f in store.figures.where(scope=Scope.RUNNING_TOTAL)})
    for name, metric in product(store.rounds.ids, metrics):
        before: Quantity | None = NONE
        for row in tally(store, name, metric):
            told, reached = row.total, added(before, row.new)
            if told is not None and reached is not None and not told.possibly_equals(reached):
                sentence = f"the total {told} cannot be {reached}, reported one by one"
                yield error("total", row.session, "", sentence)
            before = row.counted


def parts(store: Store) -> Iterator[Finding]:
    """The parts of a figure do not add up to more than the figure."""
    grouped: dict[str, list[Quantity]] = defaultdict(list)
    for part in store.figures.where(scope=Scope.PART):
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


def _least(values: Iterable[Quantity], unit: str) -> Decimal:
    """What amounts of one unit add up to at the least; the others count as nothing."""
    lows = (value.low for value in values if value.unit == unit)
    return sum((low for low in lows if low is not None), start=Decimal(0))


def unreported_sessions(store: Store) -> Iterator[Finding]:
    """A session that was announced and of which no source says that it was held."""
    for session in store.sessions:
        if not is_reported(session):
            sentence = "no source reports that it was held"
            yield note("unreported", session.id, "held", sentence)
