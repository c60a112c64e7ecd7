"""Checks of what records rest on: every fact on evidence, every evidence on a dated source."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

import attrs

from kpbargaining.checks.findings import Finding, error, note, warning
from kpbargaining.checks.order import followed
from kpbargaining.errors import InvalidValue
from kpbargaining.records.actions import Case, Event, JobAction, Vote
from kpbargaining.records.bargaining import Deliverable, Outcome, Proposal, Step
from kpbargaining.records.evidence import Basis
from kpbargaining.records.figures import Figure, Inquiry, Statement, Term
from kpbargaining.records.kinds import BY_CLASS, AnyRecord, references
from kpbargaining.records.parties import Appointment, Identifier
from kpbargaining.records.pay import WageStep
from kpbargaining.records.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.store.store import Store

__all__ = [
    "bare_doubts",
    "empty_records",
    "left_quotes",
    "mutual_dates",
    "needless_inquiries",
    "odd_readings",
    "odd_testimony",
    "redundant_readings",
    "repeated_evidence",
    "stray_passages",
    "uncited_sources",
    "undated_sources",
    "unexplained_evidence",
    "unsupported_facts",
    "unsupported_records",
]

TELLING: dict[type[AnyRecord], tuple[str, ...]] = {
    **dict.fromkeys((Statement, Outcome, Deliverable), ("summary",)),
    **{cls: BY_CLASS[cls].facts for cls in (Proposal, Vote, JobAction, Case, Event)},
    WageStep: ("percent", "lump_sum"),
    Figure: ("value",),
    Identifier: ("value",),
    Appointment: ("title", "on"),
    Step: ("what",),
}
"""The facts of which a record of a kind has one at least, if it says anything."""


def unsupported_facts(store: Store) -> Iterator[Finding]:
    """Every fact that has a value has evidence that agrees with it."""
    for record in store.records():
        evidence = store.index.about(record.id)
        for name in BY_CLASS[type(record)].facts:
            value = getattr(record, name)
            if value is not None and not any(e.supports(name, value) for e in evidence):
                yield error("no-support", record.id, name, "no evidence supports the value")


def unsupported_records(store: Store) -> Iterator[Finding]:
    """Every record has evidence, or one that needs it as a parent; terms and inquiries are ours."""
    needed = _needed(store)
    for record in store.records():
        alone = record.id not in store.index.of_record and record.id not in needed
        if alone and not isinstance(record, (Term, Inquiry)):
            yield error("no-evidence", record.id, None, "no evidence is about this record")


def _needed(store: Store) -> set[str]:
    """What keys and facts refer to, and what sources say that facts refer to."""
    carried = (pair for record in store.records() for pair in references(record))
    said = (
        pair
        for item in store.evidence
        if (record := store.get(item.record)) is not None
        for pair in references(record, item.readings)
    )
    return {target for field, target in chain(carried, said) if field.role is not Role.OURS}


def undated_sources(store: Store) -> Iterator[Finding]:
    """Every source that evidence rests on has at least a range for its publication."""
    cited = _cited(store)
    for source in store.sources:
        if source.published is None and source.id in cited:
            yield error("undated", source.id, "published", "a cited source has no date")


def uncited_sources(store: Store) -> Iterator[Finding]:
    """A source on which no evidence rests."""
    cited = _cited(store)
    for name in store.sources.ids:
        if name not in cited:
            yield note("uncited", name, None, "no evidence rests on this source")


def _cited(store: Store) -> set[str]:
    return {name for item in store.evidence for name in item.sources}


def repeated_evidence(store: Store) -> Iterator[Finding]:
    """No piece of evidence stands twice."""
    for item, number in Counter(store.evidence).items():
        if number > 1:
            sentence = f"the same evidence from {item.source} stands {number} times"
            yield error("repeated-evidence", item.record, None, sentence)


def left_quotes(store: Store) -> Iterator[Finding]:
    """No words of a document are left in the data: quotes are stamped into passages."""
    for item in store.evidence:
        if item.quote is not None:
            sentence = f"a quote from {item.source} is not stamped"
            yield error("quote", item.record, None, sentence)


def unexplained_evidence(store: Store) -> Iterator[Finding]:
    """What is completed, derived or read differently says how or why in its note."""
    for item in store.evidence:
        if item.note is None and (item.basis is not Basis.STATED or item.says):
            sentence = f"evidence from {item.source} that is not simply stated has no note"
            yield error("no-note", item.record, None, sentence)


def bare_doubts(store: Store) -> Iterator[Finding]:
    """What is in doubt says in its note why."""
    for item in store.evidence:
        if item.doubt is not None and item.note is None:
            sentence = f"the doubt about what {item.source} says has no note"
            yield error("no-note", item.record, None, sentence)


def empty_records(store: Store) -> Iterator[Finding]:
    """What is said, done, counted, paid or offered says what, how many, when or how much."""
    for cls, names in TELLING.items():
        for record in store.of(cls):
            told = any(getattr(record, name) is not None for name in names)
            items = store.index.about(record.id)
            read = any(name in item.readings for item in items for name in names)
            steps = cls is Proposal and store.wage_steps.having("of", record.id)
            if not (told or read or steps):
                yield warning("empty", record.id, names[0], "it does not say what it is")


def mutual_dates(store: Store) -> Iterator[Finding]:
    """No two sources have their dates from each other alone."""
    rests = {
        source.id: {
            name
            for item in store.index.about(source.id)
            if "published" in (item.fields or ())
            for name in item.sources
        }
        for source in store.sources
    }
    for name, others in rests.items():
        for other in others - {name} if len(others) == 1 else ():
            if rests.get(other) == {name}:
                yield warning("mutual-dates", name, "published", f"{other} is dated by it in turn")


def odd_readings(store: Store) -> Iterator[Finding]:
    """What a source says of several facts can stand together, and with the rest of the record."""
    for item in store.evidence:
        record = store.get(item.record) if item.says else None
        if record is None:
            continue
        try:
            read = attrs.evolve(record, **item.readings)
        except InvalidValue as wrong:
            sentence = f"by {item.source}, {wrong}"
            yield warning("odd-reading", item.record, wrong.field, sentence)
        else:
            for sentence in followed(store, read, set(item.readings)):
                yield warning("odd-reading", item.record, None, f"by {item.source}, {sentence}")


def stray_passages(store: Store) -> Iterator[Finding]:
    """The words of a passage are among those of the story that it is from."""
    for source in store.sources:
        if source.extent is None:
            continue
        for item in store.index.of_source.get(source.id, ()):
            if item.passage and item.passage.at + item.passage.words > source.extent.words:
                sentence = (
                    f"{item.passage} lies beyond the {source.extent.words} words of {source.id}"
                )
                yield warning("stray-passage", item.record, None, sentence)


def odd_testimony(store: Store) -> Iterator[Finding]:
    """Evidence rests on its own source once; further ones are what it was worked out from."""
    for item in store.evidence:
        if item.source in (item.also or ()):
            sentence = f"{item.source} is named again among the other sources"
            yield warning("also", item.record, None, sentence)
        if item.also and item.basis is Basis.STATED:
            sentence = f"what {item.source} states needs no other source"
            yield warning("also", item.record, None, sentence)


def needless_inquiries(store: Store) -> Iterator[Finding]:
    """What was looked for and not found is not held all the same."""
    for inquiry in store.inquiries:
        record = store.get(inquiry.about)
        for name in inquiry.fields:
            if getattr(record, name, None) is not None:
                yield warning("found", inquiry.id, "fields", f"{inquiry.about} has {name}")


def redundant_readings(store: Store) -> Iterator[Finding]:
    """A reading that is the value the record carries, and so agrees with it."""
    for item in store.evidence:
        carrier = store.get(item.record)
        for name, value in item.says or ():
            if getattr(carrier, name, None) == value:
                sentence = f"{item.source} says what the record carries"
                yield note("same-reading", item.record, name, sentence)
