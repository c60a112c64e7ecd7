"""What looks wrong in a dataset: a list of small functions that answer with findings."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from enum import StrEnum
from itertools import product
from typing import TYPE_CHECKING, Any

from attrs import frozen

from kpbargaining.evidence import Basis, Source
from kpbargaining.held import CopyStatus, Shelf
from kpbargaining.kinds import BY_CLASS, AnyRecord, references
from kpbargaining.passages import Status
from kpbargaining.quantity import Quantity
from kpbargaining.records.figures import Scope, Term
from kpbargaining.roles import Role
from kpbargaining.tables import Table
from kpbargaining.tallies import NONE, added, is_reported, tally

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator

    from kpbargaining.store import Store

__all__ = ["CHECKS", "Finding", "Severity", "check"]


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    """The dataset breaks a promise; no edition is frozen with it."""
    WARNING = "warning"
    """A curator should look at it."""
    NOTE = "note"
    """Worth knowing; nothing is wrong."""


@frozen(kw_only=True)
class Finding:
    """One thing that looks wrong, and where."""

    code: str
    severity: Severity
    record: str
    field: str
    """The field it is about; empty where it is the record as a whole."""
    sentence: str


def _error(code: str, record: str, field: str, sentence: str) -> Finding:
    return Finding(
        code=code, severity=Severity.ERROR, record=record, field=field, sentence=sentence
    )


def _note(code: str, record: str, field: str, sentence: str) -> Finding:
    return Finding(code=code, severity=Severity.NOTE, record=record, field=field, sentence=sentence)


def repeated_ids(store: Store) -> Iterator[Finding]:
    """An id names one record over all kinds and files."""
    counts = Counter(record.id for record in store.records())
    for name, number in counts.items():
        if number > 1:
            yield _error("repeated-id", name, "id", f"{number} records have this id")


def dangling_references(store: Store) -> Iterator[Finding]:
    """Every id that a record refers to is there, and is of a kind that belongs there."""
    for record in store.records():
        for field, target in references(record):
            if target not in store:
                yield _error("dangling", record.id, field.name, f"there is no record {target}")
            elif not _fits(store[target], field.refers):
                found = type(store[target]).__name__
                sentence = f"{target} is of kind {found}, not {field.refers}"
                yield _error("wrong-kind", record.id, field.name, sentence)


def _fits(target: AnyRecord, refers: str) -> bool:
    return refers == "any" or type(target).__name__ in refers.split(" or ")


def dangling_evidence(store: Store) -> Iterator[Finding]:
    """Every piece of evidence is about a record that is there, from sources that are there."""
    for item in store.evidence:
        if item.record not in store:
            sentence = f"evidence from {item.source} is about no record"
            yield _error("dangling", item.record, "", sentence)
        for name in item.sources:
            if name not in store.sources:
                sentence = f"evidence rests on {name}, which is no source"
                yield _error("dangling", item.record, "", sentence)


def cycles(store: Store) -> Iterator[Finding]:
    """No record is its own predecessor, parent or part, not even by a detour."""
    for record in store.records():
        for field in BY_CLASS[type(record)].refer:
            if field.refers == type(record).__name__ and _returns(store, record, field.name):
                yield _error("cycle", record.id, field.name, "leads back to the record itself")


def _returns(store: Store, record: AnyRecord, name: str) -> bool:
    seen: set[str] = set()
    step: Any = record
    while step is not None and step.id not in seen:
        seen.add(step.id)
        target = getattr(step, name, None)
        if target == record.id:
            return True
        step = store.get(target)
    return False


def unsupported_facts(store: Store) -> Iterator[Finding]:
    """Every fact that has a value has evidence that agrees with it."""
    for record in store.records():
        evidence = list(store.evidence_for(record.id))
        for name in BY_CLASS[type(record)].facts:
            value = getattr(record, name)
            if value is not None and not any(e.supports(name, value) for e in evidence):
                yield _error("no-support", record.id, name, "no evidence supports the value")


def unsupported_records(store: Store) -> Iterator[Finding]:
    """Every record has evidence, or a record that needs it as a parent; terms are ours."""
    for record in store.records():
        alone = not store.evidence_for(record.id) and not _is_needed(store, record.id)
        if alone and not isinstance(record, Term):
            yield _error("no-evidence", record.id, "", "no evidence is about this record")


def _is_needed(store: Store, name: str) -> bool:
    return any(
        target == name and field.role is not Role.OURS
        for record in store.referrers(name)
        for field, target in references(record)
    )


def undated_sources(store: Store) -> Iterator[Finding]:
    """Every source that evidence rests on has at least a range for its publication."""
    cited = {name for item in store.evidence for name in item.sources}
    for source in store.sources:
        if source.published is None and source.id in cited:
            yield _error("undated", source.id, "published", "a cited source has no date")


def misnamed_fields(store: Store) -> Iterator[Finding]:
    """Evidence names fact fields of its record, and does not both agree with one and differ."""
    for item in store.evidence:
        record = store.get(item.record)
        facts = BY_CLASS[type(record)].facts if record is not None else ()
        named = (*(item.fields or ()), *item.readings)
        for name, number in Counter(named).items():
            if record is not None and name not in facts:
                sentence = f"evidence from {item.source} names no fact of the record"
                yield _error("unknown-field", item.record, name, sentence)
            elif number > 1:
                sentence = f"evidence from {item.source} both agrees with the value and differs"
                yield _error("contradiction", item.record, name, sentence)


def repeated_evidence(store: Store) -> Iterator[Finding]:
    """No piece of evidence stands twice."""
    for item, number in Counter(store.evidence).items():
        if number > 1:
            sentence = f"the same evidence from {item.source} stands {number} times"
            yield _error("repeated-evidence", item.record, "", sentence)


def left_quotes(store: Store) -> Iterator[Finding]:
    """No words of a document are left in the data: quotes are stamped into passages."""
    for item in store.evidence:
        if item.quote is not None:
            sentence = f"a quote from {item.source} is not stamped"
            yield _error("quote", item.record, "", sentence)


def unexplained_evidence(store: Store) -> Iterator[Finding]:
    """What is completed, derived or read differently says how or why in its note."""
    for item in store.evidence:
        if item.note is None and (item.basis is not Basis.STATED or item.says):
            sentence = f"evidence from {item.source} that is not simply stated has no note"
            yield _error("no-note", item.record, "", sentence)


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
                yield _error("succession", record.id, second, sentence)


def lengths(store: Store) -> Iterator[Finding]:
    """The stated length of a session can be that of the days it was held on."""
    for session in store.sessions:
        if session.held is None or session.days is None:
            continue
        held = Quantity(f"{session.held.length}")
        if not session.days.possibly_equals(held):
            sentence = f"{session.days} days are stated, {held} were held"
            yield _error("length", session.id, "days", sentence)


def running_totals(store: Store) -> Iterator[Finding]:
    """No reported running total contradicts the numbers reported before."""
    metrics = sorted({f.metric for f in store.figures.where(scope=Scope.RUNNING_TOTAL)})
    for name, metric in product(store.rounds.ids, metrics):
        before: Quantity | None = NONE
        for row in tally(store, name, metric):
            sum_ = added(before, row.new)
            if row.total is not None and sum_ is not None and not row.total.possibly_equals(sum_):
                sentence = f"the total {row.total} cannot be {sum_}, reported one by one"
                yield _error("total", row.session, "", sentence)
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
                yield _error("parts", name, "value", sentence)


def _least(values: Iterable[Quantity], unit: str) -> Decimal:
    """What amounts of one unit add up to at the least; the others count as nothing."""
    lows = (value.low for value in values if value.unit == unit)
    return sum((low for low in lows if low is not None), start=Decimal(0))


def unreported_sessions(store: Store) -> Iterator[Finding]:
    """A session that was announced and of which no source says that it was held."""
    for session in store.sessions:
        if not is_reported(session):
            sentence = "no source reports that it was held"
            yield _note("unreported", session.id, "held", sentence)


def uncited_sources(store: Store) -> Iterator[Finding]:
    """A source on which no evidence rests."""
    cited = {name for item in store.evidence for name in item.sources}
    for name in store.sources.ids:
        if name not in cited:
            yield _note("uncited", name, "", "no evidence rests on this source")


def redundant_readings(store: Store) -> Iterator[Finding]:
    """A reading that is the value the record carries, and so agrees with it."""
    for item in store.evidence:
        for name, value in item.says or ():
            if item.record in store and getattr(store[item.record], name, None) == value:
                sentence = f"{item.source} says what the record carries"
                yield _note("same-reading", item.record, name, sentence)


CHECKS: tuple[Callable[[Store], Iterator[Finding]], ...] = (
    repeated_ids,
    dangling_references,
    dangling_evidence,
    cycles,
    unsupported_facts,
    unsupported_records,
    undated_sources,
    misnamed_fields,
    repeated_evidence,
    left_quotes,
    unexplained_evidence,
    succession,
    lengths,
    running_totals,
    parts,
    unreported_sessions,
    uncited_sources,
    redundant_readings,
)
"""Every check of a dataset by itself; those of passages need the documents."""


def passages(store: Store, shelf: Shelf) -> Iterator[Finding]:
    """Every passage is found in the reader's copy of its document."""
    for source in store.sources:
        if any(item.passage for item in store.evidence.where(source=source.id)):
            yield from _copy_findings(source, shelf)
            yield from _passage_findings(source, shelf)


def _copy_findings(source: Source, shelf: Shelf) -> Iterator[Finding]:
    copy = shelf.copy(source.id)
    if copy.status is CopyStatus.MISSING:
        sentence = "no text at hand is this document"
        yield _error("text-missing", source.id, "", sentence)
    elif copy.status is CopyStatus.EDITED:
        yield Finding(
            code="text-edited",
            severity=Severity.WARNING,
            record=source.id,
            field="",
            sentence=f"{copy.file} is not the text that was read",
        )


def _passage_findings(source: Source, shelf: Shelf) -> Iterator[Finding]:
    if shelf.copy(source.id).status is CopyStatus.MISSING:
        return
    for item, found in shelf.located(source.id):
        if found.status is not Status.FOUND:
            sentence = f"passage {found.passage} of {source.id} is {found.status}"
            yield _error(f"passage-{found.status}", item.record, "", sentence)


def check(store: Store, sources: str | os.PathLike[str] | None = None) -> Table[Finding]:
    """Everything that looks wrong in a dataset, errors first.

    With *sources*, a folder of texts (`*.txt`), every passage is looked up in them too.
    Raises `UnreadableFile` if that folder cannot be read.
    """
    findings = [finding for each in CHECKS for finding in each(store)]
    if sources is not None:
        findings += passages(store, Shelf(store, sources))
    order = list(Severity)
    return Table(Finding, sorted(findings, key=lambda f: order.index(f.severity)), "findings")
