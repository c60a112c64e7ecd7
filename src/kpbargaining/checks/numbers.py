"""Checks of amounts: what is counted adds up, and a number can be what its metric counts."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from kpbargaining.checks.findings import Finding, error, warning
from kpbargaining.errors import InvalidValue
from kpbargaining.questions.pay.wages import schedules
from kpbargaining.questions.tallies import NONE, TALLIED, added
from kpbargaining.records.actions import JobAction, Vote
from kpbargaining.records.agreements import TotalBasis
from kpbargaining.records.amounts import Amount, beyond
from kpbargaining.records.figures import Counted, Portion, Scope
from kpbargaining.values.quantity import PERCENT, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from kpbargaining.records.agreements import Agreement
    from kpbargaining.records.bargaining import Proposal, Session
    from kpbargaining.records.pay import WageStep
    from kpbargaining.store.store import Store

__all__ = [
    "CLASSES",
    "claimed_totals",
    "crowds",
    "later_steps",
    "lengths",
    "metrics",
    "notices",
    "ordinals",
    "parts",
    "raises",
    "running_totals",
]

TOTAL = Scope.RUNNING_TOTAL
STEEP, IN_ALL = {PERCENT: 25}, {PERCENT: 60}
LARGE = {PERCENT: 25, "USD": 50_000}
"""The most that contracts pay: with a raise, with all raises of one, once."""

MANY = 25
"""How many sessions in a row, or times the members of a union, are more than likely."""

PEOPLE, THINGS = 20_000_000, 1_000_000_000
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
    Counted.MONEY: Amount(unit="USD", written=("USD",), low=-THINGS * 1_000),
    Counted.PERCENT: Amount(unit=PERCENT, written=(PERCENT,), low=-100, most_percent=1_000),
    Counted.MONEY_OR_PERCENT: Amount(
        unit="percent or USD", written=(PERCENT, "USD"), low=-THINGS * 1_000, most_percent=1_000
    ),
    Counted.THINGS: Amount(unit="things", high=THINGS, whole=True),
}
"""What a number of each class of metric can be."""


def metrics(store: Store) -> Iterator[Finding]:
    """A number can be what its metric counts: so many people, percent, dollars or days."""
    for figure in store.figures:
        term = store.terms.get(figure.metric)
        counts = term.counts if term else None
        evidence = store.index.about(figure.id)
        for value in (figure.value, *(item.readings.get("value") for item in evidence)):
            try:
                if counts and value is not None:
                    CLASSES[counts].check(value)
            except InvalidValue as wrong:
                sentence = f"{value} is no number of {figure.metric}: {wrong.expected} expected"
                yield error("metric", figure.id, "value", sentence)


def lengths(store: Store) -> Iterator[Finding]:
    """A stated length is more than nothing, and can be that of the days that were held."""
    for session in store.sessions:
        if session.held is None or session.days is None:
            continue
        held = Quantity(f"{session.held.length}")
        if not _plain(session.days).possibly_equals(held):
            sentence = f"{session.days} days are stated, {held} were held"
            yield error("length", session.id, "days", sentence)
    for name, records in (
        ("days", store.sessions),
        ("duration", store.job_actions),
        ("term", store.proposals),
    ):
        for record in records:
            lasting: Quantity | None = getattr(record, name)
            if lasting is not None and not lasting.named[1] and not lasting.low_open:
                yield warning("length", record.id, name, "what lasts for nothing is none")
    for action in store.job_actions:
        if action.held is None or action.duration is None:
            continue
        lasted, touched = _plain(action.duration), action.held.length
        most = Quantity(f"<={touched.high}") if touched.high else None
        if (most and lasted.certainly_exceeds(most)) or _is_short(lasted, touched.low):
            sentence = f"{action.duration} days are stated, {touched} were touched"
            yield warning("length", action.id, "duration", sentence)


def notices(store: Store) -> Iterator[Finding]:
    """Between the notice of a strike and the strike lie as many days as the notice says, about."""
    for action in store.job_actions:
        days = action.when
        if not (action.notice and action.noticed and days and days.start):
            continue
        ahead = action.noticed.days_until(days.start)
        least = _plain(action.notice).low
        if least is not None and ahead.high is not None and ahead.high < least - 1:
            sentence = f"{action.notice} days of notice, {ahead} before the action"
            yield warning("notice", action.id, "notice", sentence)


def _plain(days: Quantity) -> Quantity:
    """A number of days without its unit."""
    return Quantity(days.text.removesuffix(" days"))


def _is_short(lasted: Quantity, touched: int | None) -> bool:
    """Whether something ended certainly more than a day before the last day that it touched."""
    return lasted.high is not None and touched is not None and lasted.high < touched - 1


def ordinals(store: Store) -> Iterator[Finding]:
    """A later session of a round was not held before an earlier one, nor is it numbered far on."""
    for each in store.rounds:
        sessions = store.sessions.having("round", each.id)
        told = sorted((s.ordinal, s.id) for s in sessions if s.ordinal)
        for (before, _), (number, name) in pairwise(told):
            if number > before + MANY:
                sentence = f"it is number {number}, after number {before}"
                yield warning("ordinal", name, "ordinal", sentence)
        numbered = [(s.ordinal, s.held, s.id) for s in sessions if s.ordinal and s.held]
        numbered.sort(key=lambda entry: entry[0])
        for (_, early, _), (number, late, name) in pairwise(numbered):
            if late.certainly_before(early):
                sentence = f"session {number} was held {late}, before the one that precedes it"
                yield error("ordinal", name, "ordinal", sentence)


def running_totals(store: Store) -> Iterator[Finding]:
    """No reported running total contradicts the numbers reported before."""
    for each in store.rounds:
        sessions: list[Session] = store.sessions.having("round", each.id)
        told = _told(store, sessions)
        for metric in sorted(told):
            before: Quantity | None = NONE
            last = -1
            for place, numbers in told[metric].items():
                before = before if place == last + 1 else added(before, None)
                total, reached = numbers.get(TOTAL), added(before, numbers.get(Scope.NEW))
                if total is not None and reached is not None and not total.possibly_equals(reached):
                    sentence = f"the total {total} cannot be {reached}, reported one by one"
                    yield error("total", sessions[place].id, None, sentence)
                before, last = total or reached, place


def _told(store: Store, sessions: list[Session]) -> dict[str, dict[int, dict[Scope, Quantity]]]:
    """What is reported of sessions, by metric, by their places in order and by scope."""
    found: dict[str, dict[int, dict[Scope, Quantity]]] = {}
    for place, session in enumerate(sessions):
        for figure in store.figures.having("about", session.id):
            if figure.scope in TALLIED and figure.value is not None:
                numbers = found.setdefault(figure.metric, {}).setdefault(place, {})
                numbers.setdefault(figure.scope, figure.value)
    return found


def crowds(store: Store) -> Iterator[Finding]:
    """Those who strike or vote are not many times the people of whoever strikes or votes."""
    people = {t.id for t in store.terms if t.counts is Counted.PEOPLE}
    largest: dict[str, Decimal] = {}
    for figure in store.figures:
        size = figure.value and (figure.value.high or figure.value.number)
        if figure.metric in people and size:
            largest[figure.about] = max(size, largest.get(figure.about, size))
    for figure in store.figures:
        act = store.get(figure.about)
        bodies = act.by or () if isinstance(act, (JobAction, Vote)) else ()
        sizes = [largest[name] for name in bodies if name in largest]
        least = figure.value and (figure.value.low or figure.value.number)
        known = figure.metric in people and sizes and len(sizes) == len(bodies)
        if known and least and least > MANY * sum(sizes):
            sentence = f"{figure.value} are many times the {sum(sizes)} of {', '.join(bodies)}"
            yield warning("crowd", figure.id, "value", sentence)


def parts(store: Store) -> Iterator[Finding]:
    """The parts of a figure do not add up to more than the figure, and none is called a whole."""
    grouped: dict[str, list[Quantity]] = defaultdict(list)
    for part in store.figures:
        if part.portion is Portion.WHOLE and (part.part_of or part.scope is Scope.PART):
            yield warning("part", part.id, "portion", "what is a part is called a whole")
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


def raises(store: Store) -> Iterator[Finding]:
    """A raise is no cut, and no step, bonus or total is beyond what contracts pay."""
    for step in store.wage_steps:
        for name, most in (("percent", STEEP), ("lump_sum", LARGE)):
            paid: Quantity | None = getattr(step, name)
            if paid is not None and not _is_likely(paid, most):
                yield warning("steep", step.id, name, f"{paid} is beyond what contracts pay")
    claims: list[Agreement | Proposal] = [*store.agreements, *store.proposals]
    for each in claims:
        total = each.claimed_total
        if total is not None and not _is_likely(total, IN_ALL):
            yield warning(
                "steep", each.id, "claimed_total", f"{total} is beyond what contracts pay"
            )
        if total is None and each.claimed_basis is not None:
            sentence = f"a basis, {each.claimed_basis}, of no total"
            yield warning("no-total", each.id, "claimed_basis", sentence)


def _is_likely(paid: Quantity, most: dict[str, int]) -> bool:
    """Whether an amount lies between nothing and the most that is paid."""
    return not beyond(paid, 0, most[paid.unit])


def claimed_totals(store: Store) -> Iterator[Finding]:
    """What a party claims for an agreement or an offer is about what its steps come to."""
    claims: list[Agreement | Proposal] = [*store.agreements, *store.proposals]
    for each in claims:
        told = each.claimed_total.number if each.claimed_total else None
        plans = list(schedules(store, each.id)) if told is not None else []
        if told is None or len(plans) != 1:
            continue
        (plan,) = plans
        totals: dict[TotalBasis | None, Quantity | None] = {
            TotalBasis.SIMPLE: plan.simple,
            TotalBasis.COMPOUND: plan.compound,
        }
        ours = totals.get(each.claimed_basis)
        number = ours.number if ours else None
        if number is not None and abs(told - number) > 1:
            sentence = f"{told}% is claimed, its steps come to {ours}"
            yield warning("claimed", each.id, "claimed_total", sentence)


def later_steps(store: Store) -> Iterator[Finding]:
    """A later step of a schedule does not take effect before an earlier one."""
    groups: dict[object, list[WageStep]] = defaultdict(list)
    for step in store.wage_steps:
        if step.effective is not None:
            groups[step.of, step.markets, step.whom].append(step)
    for steps in groups.values():
        steps.sort(key=lambda step: step.order)
        for before, after in pairwise(steps):
            if (
                before.effective
                and after.effective
                and after.effective.certainly_before(before.effective)
            ):
                sentence = f"{after.effective} is before that of {before.id}, {before.effective}"
                yield error("step-order", after.id, "effective", sentence)
