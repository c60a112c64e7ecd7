"""Checks of what ties records together: ids, references, evidence, rounds, bodies."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from kpbargaining.checks.findings import Finding, error, warning
from kpbargaining.questions.evidence.coverage import EXPECTED
from kpbargaining.records.actions import Case
from kpbargaining.records.agreements import Agreement, AgreementKind
from kpbargaining.records.bargaining import (
    BargainingRound,
    Called,
    Committee,
    Deliverable,
    Proposal,
    Reach,
    Session,
)
from kpbargaining.records.figures import Term, Vocabulary
from kpbargaining.records.kinds import BY_CLASS, KINDS, AnyRecord, references
from kpbargaining.records.parties import Organization, Scheme
from kpbargaining.records.roles import Field, Role
from kpbargaining.store.records import is_one_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from re import Pattern

    from kpbargaining.store.store import Store

__all__ = [
    "called_in_order",
    "cycles",
    "dangling_evidence",
    "dangling_references",
    "led_to",
    "misnamed_fields",
    "mutual_members",
    "named_markets",
    "other_rounds",
    "registered_names",
    "repeated_ids",
    "retired_ids",
    "vocabularies",
]

REGISTERS: dict[Scheme, tuple[Pattern[str], tuple[type, ...]]] = {
    Scheme.OLMS: (re.compile(r"(?!000-?000)[0-9]{3}-?[0-9]{3}"), (Organization,)),
    Scheme.NLRB: (re.compile(r"[0-9]{2}-[A-Z]{2}-[0-9]{4,6}"), (Case,)),
    Scheme.EIN: (re.compile(r"(?!00)[0-9]{2}-?(?!0{7})[0-9]{7}"), (Organization,)),
    Scheme.FMCS: (re.compile(r"[0-9A-Z-]{4,20}"), (Agreement, Case)),
    Scheme.WIKIDATA: (re.compile(r"Q[1-9][0-9]*"), ()),
    Scheme.ROR: (re.compile(r"0[0-9a-z]{6}[0-9]{2}"), (Organization,)),
}
"""How the names of each register are written, and the kinds that it has; () is any."""

INSIDE = (Committee, Deliverable, Proposal, Session)
"""What the records of a round name of their own round only."""

FOLLOWING = (AgreementKind.EXTENSION, AgreementKind.REOPENER)
"""The kinds of agreement that are of another."""


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
            sentence = f"there is no record {target}{_meant(store, record, target)}"
            yield error("dangling", record.id, field.name, sentence)
        elif field.refers != "any" and not is_one_of(other, field.refers.split(" or ")):
            told = (
                f"a {other.kind}" if isinstance(other, Term) else f"of kind {type(other).__name__}"
            )
            sentence = f"{target} is {told}, not {field.refers}"
            yield error("wrong-kind", record.id, field.name, sentence)


def _meant(store: Store, record: AnyRecord, target: str) -> str:
    """The record meant, where a reference lacks the round, or the id in its file has it twice."""
    inside = f"{getattr(record, 'round', None)}/{target}"
    told = f"; there is {inside}: a reference names the round, an id in its file does not"
    return told if store.get(inside) else ""


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
    """An inquiry names facts of its record, or what is expected of rounds and agreements."""
    for inquiry in store.inquiries:
        about = store.get(inquiry.about)
        known = {*BY_CLASS[type(about)].facts} if about is not None else set(inquiry.fields)
        known |= set(EXPECTED) if isinstance(about, (Agreement, BargainingRound)) else set()
        for name in inquiry.fields:
            if name not in known:
                sentence = f"{name} is no fact of {inquiry.about}"
                yield warning("unknown-field", inquiry.id, "fields", sentence)


def retired_ids(store: Store) -> Iterator[Finding]:
    """No record has an id that another one had before, or refers to one by an id it had before."""
    retired: dict[str, str] = {}
    for record in store.records():
        for name in record.formerly or ():
            if (other := retired.setdefault(name, record.id)) != record.id:
                sentence = f"{other} had the id {name} before, too"
                yield error("retired-id", record.id, "formerly", sentence)
    for record in store.records() if retired else ():
        if record.id in retired and retired[record.id] != record.id:
            sentence = f"{retired[record.id]} had this id before"
            yield error("retired-id", record.id, "id", sentence)
        for field, target in references(record):
            if target in retired and store[target].id != target:
                sentence = f"{target} is called {retired[target]} now"
                yield error("retired-id", record.id, field.name, sentence)


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
    left = _in_circles(above)
    for membership in store.memberships:
        if membership.member in left and membership.body in left:
            sentence = f"{membership.body} belongs to {membership.member} as well"
            yield error("mutual", membership.id, "body", sentence)


def _in_circles(above: dict[str, set[str]]) -> set[str]:
    """What belongs to itself by a detour, or lies between such circles.

    It is what is left once all that has nothing above it is taken away, again and again, and then
    all that has nothing below it.
    """
    below: dict[str, set[str]] = defaultdict(set)
    for name, wider in above.items():
        for each in wider:
            below[each].add(name)
    left = above.keys() & below.keys()
    for over, under in ((above, below), (below, above)):
        number = {name: len(over[name] & left) for name in left}
        waiting = [name for name in left if not number[name]]
        while waiting:
            name = waiting.pop()
            left.discard(name)
            for each in under[name] & left:
                number[each] -= 1
                if not number[each]:
                    waiting.append(each)
    return left


def vocabularies(store: Store) -> Iterator[Finding]:
    """A wider term is of the same vocabulary and counts the same; only metrics count."""
    for term in store.terms:
        wider = store.terms.get(term.parent)
        if wider is not None and wider.kind is not term.kind:
            sentence = f"{wider.id} is a {wider.kind}, and this a {term.kind}"
            yield warning("vocabulary", term.id, "parent", sentence)
        if term.counts is not None and term.kind is not Vocabulary.METRIC:
            yield warning("vocabulary", term.id, "counts", f"a {term.kind} counts nothing")
        counts = {each.counts for each in (term, wider) if each is not None and each.counts}
        if wider is not None and len(counts) > 1:
            sentence = f"it counts {term.counts}, and {wider.id} counts {wider.counts}"
            yield warning("vocabulary", term.id, "counts", sentence)


def other_rounds(store: Store) -> Iterator[Finding]:
    """The session, the group, the task and the offer that a record names are of its own round."""
    for record in store.records():
        home = getattr(record, "round", None)
        for field, target in references(record) if home else ():
            other = store.get(target)
            if not isinstance(other, INSIDE) or other.round == home or field.name == "about":
                continue
            if field.role is Role.OURS or isinstance(other, Proposal):
                yield warning("other-round", record.id, field.name, f"{target} is of another round")
            else:
                yield error("other-round", record.id, field.name, f"{target} is of another round")


def led_to(store: Store) -> Iterator[Finding]:
    """A round leads to what it sought, which is not what it began with; what extends follows."""
    for each in store.rounds:
        for name in ("sought", "produced"):
            if each.renegotiates and getattr(each, name) == each.renegotiates:
                yield warning("same-agreement", each.id, name, "it is what is renegotiated")
        if each.sought and each.produced and each.sought != each.produced:
            sentence = f"{each.sought} was sought, {each.produced} is what it led to"
            yield warning("other-agreement", each.id, "sought", sentence)
    for agreement in store.agreements:
        if agreement.kind in FOLLOWING and agreement.predecessor is None:
            sentence = f"the {agreement.kind} of no agreement"
            yield warning("no-predecessor", agreement.id, "predecessor", sentence)


def called_in_order(store: Store) -> Iterator[Finding]:
    """What became a tentative agreement is called one at the last."""
    last = Called.TENTATIVE_AGREEMENT
    for outcome in store.outcomes:
        if last in outcome.called[:-1]:
            yield warning("called", outcome.id, "called", f"it was a {last} before it was less")


def named_markets(store: Store) -> Iterator[Finding]:
    """What was agreed names markets, or whom, if it holds for those named, and none if for all."""
    for outcome in store.outcomes:
        if outcome.reach is Reach.ALL and outcome.markets:
            sentence = f"it holds in all markets, and names {len(outcome.markets)}"
            yield warning("reach", outcome.id, "markets", sentence)
        if outcome.reach is Reach.NAMED and not (outcome.markets or outcome.whom):
            yield warning("reach", outcome.id, "reach", "it holds where named, and names none")


def registered_names(store: Store) -> Iterator[Finding]:
    """A name in a register has the form of that register, and is of what it has in it."""
    for each in store.identifiers:
        form, kinds = REGISTERS[each.scheme]
        named = store.get(each.of)
        if each.value is not None and not form.fullmatch(each.value):
            yield warning("register", each.id, "value", f"no name of {each.scheme} is written so")
        if kinds and named is not None and not isinstance(named, kinds):
            sentence = f"{each.scheme} has no names of {type(named).__name__} records"
            yield warning("register", each.id, "of", sentence)
