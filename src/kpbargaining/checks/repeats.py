"""Checks for what there is one of only: places in an order, names, numbers, results."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from kpbargaining.checks.findings import Finding, error, warning
from kpbargaining.questions.tallies import TALLIED
from kpbargaining.records.agreements import Agreement, Partnership, Program
from kpbargaining.records.bargaining import BargainingRound, Committee, CommitteeKind
from kpbargaining.records.figures import Term
from kpbargaining.records.kinds import BY_CLASS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kpbargaining.records.kinds import AnyRecord
    from kpbargaining.records.parties import Membership
    from kpbargaining.store.store import Store

__all__ = [
    "missing_steps",
    "overlapping_memberships",
    "raises_of_a_day",
    "repeated_heads",
    "repeated_names",
    "repeated_numbers",
    "repeated_ordinals",
    "repeated_records",
    "repeated_results",
    "repeated_sources",
    "repeated_steps",
]

NAMES_OF_A_RECORD = ("id", "formerly")
NAMED = (Term, Partnership, Agreement, Program, BargainingRound, Committee)
"""The kinds of which one name is meant for one record; those of bodies and people may be shared."""


def _again(
    records: Iterable[Any], place: Callable[[Any], object | None]
) -> Iterator[tuple[Any, str]]:
    """The records whose place another has already, with the id of that one; None is no place."""
    taken: dict[object, str] = {}
    for record in records:
        found = place(record)
        first = taken.setdefault(found, record.id)
        if found is not None and first != record.id:
            yield record, first


def repeated_ordinals(store: Store) -> Iterator[Finding]:
    """No two sessions of a round have the same number."""
    numbered = (session for session in store.sessions if session.ordinal is not None)
    for session, first in _again(numbered, lambda each: (each.round, each.ordinal)):
        sentence = f"{first} is session {session.ordinal} too"
        yield error("repeated-ordinal", session.id, "ordinal", sentence)


def repeated_steps(store: Store) -> Iterator[Finding]:
    """No two steps have the same place in a schedule for the same workers, or on the same way."""
    paid = _again(store.wage_steps, lambda each: (each.of, each.order, each.markets, each.whom))
    for step, first in paid:
        yield error("repeated-step", step.id, "order", f"{first} has that place too")
    for step, first in _again(store.steps, lambda each: (each.round, each.order)):
        yield warning("repeated-step", step.id, "order", f"{first} has that place too")


def raises_of_a_day(store: Store) -> Iterator[Finding]:
    """No two raises of a schedule for the same workers take effect on one day."""
    raised = (each for each in store.wage_steps if each.percent and each.effective)
    found = _again(raised, lambda each: (each.of, each.effective, each.markets, each.whom))
    for step, first in found:
        if step.effective.low == step.effective.high:
            sentence = f"{first} is a raise of {step.effective} too"
            yield warning("same-day", step.id, "effective", sentence)


def missing_steps(store: Store) -> Iterator[Finding]:
    """The steps of a schedule for the same workers, and those of one way, are numbered from 1."""
    placed: dict[object, list[tuple[int, str]]] = defaultdict(list)
    for paid in store.wage_steps:
        placed[paid.of, paid.markets, paid.whom].append((paid.order, paid.id))
    for step in store.steps:
        placed[step.round].append((step.order, step.id))
    for steps in placed.values():
        for (before, _), (order, name) in pairwise([(0, ""), *sorted(steps)]):
            if order > before + 1:
                sentence = f"it is number {order}, and there is no number {order - 1}"
                yield warning("missing-step", name, "order", sentence)


def repeated_names(store: Store) -> Iterator[Finding]:
    """No two terms, agreements, programs or groups of a round have one name; no person a body's."""
    for cls in NAMED:
        for record, first in _again(store.of(cls), _name):
            yield warning("repeated-name", record.id, "name", f"{first} has that name too")
    bodies = {body.name.casefold(): body.id for body in store.organizations}
    for person in store.people:
        if body := bodies.get(person.name.casefold()):
            yield warning("repeated-name", person.id, "name", f"{body} has that name too")


def repeated_sources(store: Store) -> Iterator[Finding]:
    """No two sources are one text, or came out at one address at one time."""
    texts = (source for source in store.sources if source.sha256 is not None)
    for source, first in _again(texts, lambda each: each.sha256):
        yield warning("repeated-source", source.id, "sha256", f"{first} is that text too")
    pages = (source for source in store.sources if source.url is not None)
    for source, first in _again(pages, lambda each: (each.url, each.published)):
        yield warning("repeated-source", source.id, "url", f"{first} came out there, then, too")


def _name(record: Any) -> object:
    home = getattr(record, "round", None)
    return home, getattr(record, "kind", None), record.name.casefold()


def repeated_records(store: Store) -> Iterator[Finding]:
    """No two records of a kind hold the same from the same sources."""

    def content(record: AnyRecord) -> object:
        names = [name for name in BY_CLASS[type(record)].fields if name not in NAMES_OF_A_RECORD]
        values = tuple(getattr(record, name) for name in names)
        return type(record), values, store.index.tellers(record.id)

    for record, first in _again(store.records(), content):
        sentence = f"{first} holds the same from the same sources"
        yield warning("repeated-record", record.id, None, sentence)


def repeated_numbers(store: Store) -> Iterator[Finding]:
    """A session has one number of what is new, and one running total, of each metric."""
    counted = (each for each in store.figures if each.scope in TALLIED and each.value)
    number = _again(
        counted, lambda each: (each.about, each.metric, each.scope, each.among, each.markets)
    )
    for figure, first in number:
        sentence = f"{first} is its {figure.scope} number of {figure.metric} too"
        yield warning("repeated-number", figure.id, None, sentence)


def repeated_results(store: Store) -> Iterator[Finding]:
    """One round leads to an agreement, one follows it, and what a register names is one thing."""
    for each, first in _again(store.rounds, lambda each: each.produced):
        yield warning("repeated-result", each.id, "produced", f"{first} led to it too")
    concluded = (each for each in store.agreements if each.effective or each.ratified)
    followed = (each for each in concluded if each.predecessor and each.parties)
    bound = _again(followed, lambda each: (each.predecessor, each.kind, frozenset(each.parties)))
    for each, first in bound:
        sentence = f"{first} of the same parties follows it too"
        yield warning("repeated-result", each.id, "predecessor", sentence)
    registered = (each for each in store.identifiers if each.value)
    for each, first in _again(registered, lambda each: (each.scheme, each.value)):
        yield warning("repeated-identifier", each.id, "value", f"{first} names the same")
    numbered = (each for each in store.cases if each.number)
    for each, first in _again(numbered, lambda each: (each.forum, each.number)):
        yield warning("repeated-identifier", each.id, "number", f"{first} has that number too")


def repeated_heads(store: Store) -> Iterator[Finding]:
    """A round has one common issues committee."""
    heads = store.committees.having("kind", CommitteeKind.COMMON_ISSUES_COMMITTEE)
    for group, first in _again(heads, lambda each: each.round):
        yield warning("repeated-head", group.id, "kind", f"{first} is one too")


def overlapping_memberships(store: Store) -> Iterator[Finding]:
    """Nobody joins a body again before having left it."""
    held: dict[object, list[Membership]] = defaultdict(list)
    for each in store.memberships:
        if each.since is not None:
            held[each.member, each.body, each.market].append(each)
    for same in held.values():
        same.sort(key=lambda each: each.since.sort_key if each.since else ())
        for before, after in pairwise(same):
            if before.until and after.since and after.since.certainly_before(before.until):
                sentence = f"{before.id} lasts until {before.until}"
                yield warning("overlap", after.id, "since", sentence)
