"""Checks of what ties records together: ids, references, evidence, rounds, bodies."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from kpbargaining.checks.findings import Finding, error, warning
from kpbargaining.records.bargaining import Committee, Deliverable, Session
from kpbargaining.records.kinds import BY_CLASS, KINDS, AnyRecord, references
from kpbargaining.records.roles import Field, Role
from kpbargaining.store.records import is_one_of
from kpbargaining.store.sides import Side, side_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpbargaining.records.actions import JobAction, Vote
    from kpbargaining.store.store import Store

__all__ = [
    "cycles",
    "dangling_evidence",
    "dangling_references",
    "misnamed_fields",
    "mutual_members",
    "other_rounds",
    "repeated_ids",
    "repeated_ordinals",
    "repeated_steps",
    "wrong_sides",
]


def repeated_ids(store: Store) -> Iterator[Finding]:
    """An id names one record over all kinds and files."""
    counts = Counter(record.id for record in store.records())
    for name, number in counts.items():
        if number > 1:
            yield error("repeated-id", name, "id", f"{number} records have this id")


def dangling_references(store: Store) -> Iterator[Finding]:
    """Every id that a record refers to is there, and is of a kind and vocabulary that fits."""
    for record in store.records():
        yield from _dangling(store, record, references(record))


def _dangling(
    store: Store, record: AnyRecord, found: Iterable[tuple[Field, str]]
) -> Iterator[Finding]:
    for field, target in found:
        other = store.get(target)
        if other is None:
            yield error("dangling", record.id, field.name, f"there is no record {target}")
        elif field.refers != "any" and not is_one_of(other, field.refers.split(" or ")):
            kind = getattr(other, "kind", None) if type(other).__name__ == "Term" else None
            told = f"a {kind}" if kind else f"of kind {type(other).__name__}"
            sentence = f"{target} is {told}, not {field.refers}"
            yield error("wrong-kind", record.id, field.name, sentence)


def dangling_evidence(store: Store) -> Iterator[Finding]:
    """Every piece of evidence is about a record, and rests on sources and refers to records."""
    for item in store.evidence:
        record = store.get(item.record)
        if record is None:
            sentence = f"evidence from {item.source} is about no record"
            yield error("dangling", item.record, None, sentence)
        elif item.says:
            yield from _dangling(store, record, references(record, item.readings))
        for name in item.sources:
            if name not in store.sources:
                sentence = f"evidence rests on {name}, which is no source"
                yield error("dangling", item.record, None, sentence)


def misnamed_fields(store: Store) -> Iterator[Finding]:
    """Evidence names fact fields of its record, and inquiries those of theirs."""
    for item in store.evidence:
        record = store.get(item.record)
        facts = BY_CLASS[type(record)].facts if record is not None else ()
        for name in (*(item.fields or ()), *item.readings):
            if record is not None and name not in facts:
                sentence = f"evidence from {item.source} is about no fact of the record"
                yield error("unknown-field", item.record, name, sentence)


def cycles(store: Store) -> Iterator[Finding]:
    """No record is its own predecessor, parent, part or subject, not even by a detour."""
    for kind in KINDS:
        for field in kind.refer:
            if not field.many:
                yield from _cycles(store, store.of(kind.cls), field.name)


def _cycles(store: Store, records: Iterable[AnyRecord], name: str) -> Iterator[Finding]:
    """The records that a field leads back to; each is walked over once, however long the chain."""
    walked: set[str] = set()
    for record in records:
        path: dict[str, None] = {}
        step: AnyRecord | None = record
        while step is not None and step.id not in walked:
            walked.add(step.id)
            path[step.id] = None
            step = store.get(getattr(step, name, None))
        if step is not None and step.id in path:
            names = list(path)
            for each in names[names.index(step.id) :]:
                yield error("cycle", each, name, "leads back to the record itself")


def mutual_members(store: Store) -> Iterator[Finding]:
    """No body is a member of itself, or of a body that is a member or a part of it."""
    above: dict[str, set[str]] = defaultdict(set)
    for membership in store.memberships:
        above[membership.member].add(membership.body)
    for body in store.organizations:
        if body.parent:
            above[body.id].add(body.parent)
    for membership in store.memberships:
        if _reaches(above, membership.body, membership.member):
            sentence = f"{membership.body} belongs to {membership.member} as well"
            yield error("mutual", membership.id, "body", sentence)


def _reaches(above: dict[str, set[str]], start: str, goal: str) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        name = waiting.pop()
        if name == goal:
            return True
        more = above.get(name, set()) - seen
        seen |= more
        waiting += more
    return False


def other_rounds(store: Store) -> Iterator[Finding]:
    """The session, the committee and the task of a record are of its own round."""
    for record in store.records():
        home = getattr(record, "round", None)
        for field, target in references(record) if home else ():
            other = store.get(target)
            inside = isinstance(other, (Committee, Deliverable, Session))
            elsewhere = inside and getattr(other, "round", home) != home
            if elsewhere and field.role is not Role.OURS:
                sentence = f"{target} is of another round"
                yield error("other-round", record.id, field.name, sentence)


def repeated_ordinals(store: Store) -> Iterator[Finding]:
    """No two sessions of a round have the same number."""
    numbered: dict[tuple[str, int], list[str]] = defaultdict(list)
    for session in store.sessions:
        if session.ordinal is not None:
            numbered[session.round, session.ordinal].append(session.id)
    for (_, ordinal), names in numbered.items():
        for name in names[1:]:
            yield error("repeated-ordinal", name, "ordinal", f"{names[0]} is session {ordinal} too")


def repeated_steps(store: Store) -> Iterator[Finding]:
    """No two wage steps have the same place in the schedule for the same workers."""
    placed: dict[object, str] = {}
    for step in store.wage_steps:
        place = (step.of, step.order, step.markets, step.whom)
        first = placed.setdefault(place, step.id)
        if first != step.id:
            yield error("repeated-step", step.id, "order", f"{first} has that place too")


def wrong_sides(store: Store) -> Iterator[Finding]:
    """Strikes are called and votes taken by labor, and an agreement has more than one party."""
    records: list[JobAction | Vote] = [*store.job_actions, *store.votes]
    for record in records:
        if record.by and side_of(store, record.by) is Side.MANAGEMENT:
            yield error("wrong-side", record.id, "by", "it is by management alone")
    for agreement in store.agreements:
        parties = agreement.parties or ()
        if len(parties) > 1 and side_of(store, parties) in (Side.MANAGEMENT, Side.LABOR):
            yield warning("one-sided", agreement.id, "parties", "all parties are on one side")
