"""What happened and is to happen, in order; uncertain dates are shown as such."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, Any

from attrs import frozen

from kpbargaining.records.actions import Event
from kpbargaining.records.bargaining import BargainingRound, Outcome, Proposal, Session
from kpbargaining.records.figures import Figure, Scope, Term
from kpbargaining.records.kinds import BY_CLASS, KINDS, AnyRecord
from kpbargaining.records.pay import WageStep
from kpbargaining.store.store import is_certain
from kpbargaining.store.tables import Table
from kpbargaining.values.texts import natural
from kpbargaining.values.when import PartialDate, Span, as_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from kpbargaining.store.store import Certainty, Store

__all__ = ["Entry", "Timeline", "timeline"]

ORDER = {kind.name: place for place, kind in enumerate(KINDS)}
WIDTH = 100
"""The most characters of an entry's label that the text shows."""


@frozen(kw_only=True)
class Entry:
    """One dated thing: what it is, when, and which record says so."""

    when: PartialDate | Span
    event: str
    """What its date means: `session scheduled`, `session held`, `expires`, `proposal` ..."""
    record: str
    kind: str
    dated_by: str
    """The record that holds the date: the record itself, or the session it belongs to."""
    label: str


class Timeline(Table[Entry]):
    """Entries in order of their first possible day, the exact before the vague."""

    def next_after(
        self, day: str | date | PartialDate, certainty: Certainty = "certainly"
    ) -> Entry | None:
        """The first entry that lies certainly, or possibly, after a day; None if there is none."""
        start = as_day(day)
        before = start.certainly_before if is_certain(certainty) else start.possibly_before
        return next((entry for entry in self if before(entry.when)), None)

    def between(
        self,
        first: str | date | PartialDate,
        last: str | date | PartialDate,
        certainty: Certainty = "certainly",
    ) -> Timeline:
        """The entries that lie certainly, or possibly, within two days, both included.

        Raises `InvalidValue` if the last day is before the first.
        """
        span, certain = Span.between(as_day(first), as_day(last)), is_certain(certainty)
        return self.where(
            lambda entry: (
                entry.when.certainly_within(span) if certain else entry.when.possibly_within(span)
            )
        )

    def __str__(self) -> str:
        """One line for each entry: date, what it is, label."""
        dates = [str(entry.when) for entry in self]
        wide = max(map(len, dates), default=0)
        long = max((len(entry.event) for entry in self), default=0)
        labels = [shorten(entry.label, WIDTH, placeholder=" ...") for entry in self]
        return "\n".join(
            f"{date:<{wide}}  {entry.event:<{long}}  {label}"
            for date, entry, label in zip(dates, self, labels, strict=True)
        )


def timeline(store: Store, scope: str | None = None) -> Timeline:
    """The timeline of a round, of a record and what refers to it, or of everything."""
    records = store.records() if scope is None else _within(store, scope)
    entries = sorted((entry for record in records for entry in _entries(store, record)), key=_place)
    return Timeline(Entry, entries, "entries")


def _place(entry: Entry) -> tuple[Any, ...]:
    """By date; on the same days the session first, then kind by kind."""
    dates = entry.when.sort_key[:2]
    return (*dates, entry.kind != Session.__name__, ORDER[entry.kind], natural(entry.record))


def _within(store: Store, scope: str) -> Iterable[AnyRecord]:
    """The records a timeline of *scope* is made of, each once."""
    record = store[scope]
    if not isinstance(record, BargainingRound):
        return (record, *store.referrers(scope))
    tied = dict.fromkeys((record.renegotiates, record.produced))
    agreements = [tie for name in tied if (tie := store.get(name)) is not None]
    return (*store.in_round(scope), *agreements)


def _entries(store: Store, record: AnyRecord) -> Iterator[Entry]:
    for field in BY_CLASS[type(record)].fields.values():
        when = getattr(record, field.name)
        if field.event and when is not None:
            proposed = isinstance(record, WageStep) and record.of in store.proposals
            event = f"proposed {field.event}" if proposed else field.event
            yield _entry(store, record, when, event, record.id)
    session = _session_of(store, record)
    if session is not None and (when := session.held or session.scheduled) is not None:
        yield _entry(store, record, when, _event(record), session.id)


def _session_of(store: Store, record: AnyRecord) -> Session | None:
    """The session that dates a record without a date of its own."""
    name: str | None = None
    if isinstance(record, Outcome | Proposal) or (isinstance(record, Event) and record.on is None):
        name = record.session
    elif isinstance(record, Figure) and record.scope in (Scope.NEW, Scope.RUNNING_TOTAL):
        name = record.about
    session = store.get(name)
    return session if isinstance(session, Session) else None


def _event(record: AnyRecord) -> str:
    """What a record is called that its session dates."""
    if isinstance(record, Outcome):
        return record.called.value
    return record.scope.value if isinstance(record, Figure) else type(record).__name__.lower()


def _entry(
    store: Store, record: AnyRecord, when: PartialDate | Span, event: str, dated_by: str
) -> Entry:
    return Entry(
        when=when,
        event=event,
        record=record.id,
        kind=type(record).__name__,
        dated_by=dated_by,
        label=_label(store, record),
    )


def _label(store: Store, record: AnyRecord) -> str:
    """What a person calls the record: its name, title, summary, reason, place, or id."""
    if isinstance(record, Figure):
        metric = store.get(record.metric)
        counted = metric.name if isinstance(metric, Term) else record.metric
        return f"{record.value or 'unknown number of'} {counted}"
    if isinstance(record, WageStep):
        return f"{record.percent or record.lump_sum or 'unknown amount'}: {record.of}"
    if isinstance(record, Proposal):
        names = (getattr(store.get(name), "name", name) for name in record.by)
        return f"{', '.join(names)}: {record.summary or 'a proposal'}"
    for name in ("name", "title", "summary", "reason", "place"):
        text = getattr(record, name, None)
        if isinstance(text, str):
            return text
    return record.id
