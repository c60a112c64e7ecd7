"""What happened and is to happen, in order; uncertain dates are shown as such."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import attrs
from attrs import frozen

from kpbargaining.records.actions import Event, JobAction, Vote
from kpbargaining.records.agreements import Agreement
from kpbargaining.records.bargaining import BargainingRound, Outcome, Proposal, Session
from kpbargaining.records.figures import Figure, Scope, Statement, Term
from kpbargaining.records.kinds import BY_CLASS, KINDS, AnyRecord
from kpbargaining.records.parties import Membership
from kpbargaining.records.pay import WageStep
from kpbargaining.records.roles import column
from kpbargaining.records.showing import Shown
from kpbargaining.store.asking import question
from kpbargaining.values.days import is_certain
from kpbargaining.values.texts import Id, Text, natural
from kpbargaining.values.types import When
from kpbargaining.values.when import Span, as_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from kpbargaining.store.store import Store
    from kpbargaining.tables.table import Table
    from kpbargaining.values.days import Certainty
    from kpbargaining.values.when import PartialDate

    Day = str | date | PartialDate

__all__ = ["EntryRow", "timeline"]

ORDER = {kind.name: place for place, kind in enumerate(KINDS)}

STORY = (Agreement, BargainingRound, JobAction, Proposal, Session, Vote, WageStep)
"""The kinds that a short telling has: sessions, offers, deals and their raises, votes, strikes."""

MINOR = ("session scheduled", "vote opened", "vote planned", "notice given", "planned")
"""What a short telling leaves out where the same thing is told at a later stage."""

FEW = 4
"""The most places or groups that a label names."""


@frozen(kw_only=True, repr=False)
class EntryRow(Shown):
    """One dated thing: what it is, when, and which record says so."""

    when: When = attrs.field(metadata=column("The day or the days"))
    event: Text = attrs.field(
        metadata=column("What the date means: session held, proposal made, ratified, expires")
    )
    record: Id = attrs.field(metadata=column("The record it is about", refers="any"))
    kind: Text = attrs.field(metadata=column("The kind of that record"))
    dated_by: Id = attrs.field(
        metadata=column("What holds the date: the record, or its session", refers="any")
    )
    field: Text = attrs.field(metadata=column("The field of it that the date is"))
    label: Text = attrs.field(metadata=column("What a person calls it"))
    story: bool = attrs.field(
        metadata=column("Whether a short telling has it: sessions, offers, deals, votes, strikes")
    )


@question
def timeline(
    store: Store,
    scope: str | None = None,
    first: Day | None = None,
    last: Day | None = None,
    certainty: Certainty = "certainly",
) -> Table[EntryRow]:
    """The timeline of a round, an agreement, an organization or another record; or of all.

    Every record has its own entries, each of its dates one, also where several records tell the
    same of the same days. They stand in order of their first possible day, the exact before the
    vague. With *first*
    or *last*, those that lie certainly, or possibly, within these days, both included.
    Raises `UnknownName` with the nearest ids, and `InvalidValue` if the last day is before the
    first.
    """
    records = list(store.records() if scope is None else _within(store, scope))
    reached = {record.id for record in records if _is_past(record)}
    entries = [entry for record in records for entry in _entries(store, record, reached)]
    if first is not None or last is not None:
        entries = list(filter(_between(first, last, certainty), entries))
    return store.index.table(EntryRow, sorted(entries, key=_place), "entries")


def _between(
    first: Day | None, last: Day | None, certainty: Certainty
) -> Callable[[EntryRow], bool]:
    ends = [None if day is None else as_day(day) for day in (first, last)]
    span = Span.between(ends[0], ends[1], ongoing=ends[1] is None)
    if is_certain(certainty):
        return lambda entry: _lies_within(entry.when, span)
    return lambda entry: entry.when.possibly_within(span)


def _lies_within(when: When, span: Span) -> bool:
    """Whether something certainly lies in a span, of which an end that is not known is open."""
    begun = span.low is None or (when.low is not None and span.low <= when.low)
    ended = span.high is None or (when.high is not None and when.high <= span.high)
    return begun and ended


def _place(entry: EntryRow) -> tuple[Any, ...]:
    """By date; on the same days the session first, then kind by kind."""
    dates = entry.when.sort_key[:2]
    return (*dates, entry.kind != Session.__name__, ORDER[entry.kind], natural(entry.record))


def _within(store: Store, scope: str) -> Iterable[AnyRecord]:
    """The records a timeline of *scope* is made of, each once."""
    record = store[scope]
    if not isinstance(record, BargainingRound):
        return (record, *store.index.referrers(scope))
    tied = dict.fromkeys((record.renegotiates, record.produced))
    agreements = [tie for name in tied if (tie := store.get(name)) is not None]
    steps = [step for each in agreements for step in store.wage_steps.having("of", each.id)]
    own = [step for step in steps if step.of == record.produced and step.round is None]
    return (*store.index.in_round(scope), *agreements, *own)


def _is_past(record: AnyRecord) -> bool:
    """Whether something was held or averted, or voted on, and not only planned."""
    stages = ("held", "averted", "closed")
    return any(getattr(record, stage, None) is not None for stage in stages)


def _entries(store: Store, record: AnyRecord, reached: set[str]) -> Iterator[EntryRow]:
    entry = partial(
        EntryRow, record=record.id, kind=type(record).__name__, label=_label(store, record)
    )
    told = isinstance(record, STORY)
    for described in BY_CLASS[type(record)].fields.values():
        when = getattr(record, described.name)
        if described.event and when is not None:
            proposed = isinstance(record, WageStep) and record.of in store.proposals
            event = f"proposed {described.event}" if proposed else described.event
            minor = proposed or (event in MINOR and record.id in reached)
            yield entry(
                when=when,
                event=event,
                dated_by=record.id,
                field=described.name,
                story=told and not minor,
            )
    session = _session_of(store, record)
    if session is not None and session.when is not None:
        yield entry(
            when=session.when,
            event=_event(record),
            dated_by=session.id,
            field="scheduled" if session.held is None else "held",
            story=told,
        )


def _session_of(store: Store, record: AnyRecord) -> Session | None:
    """The session that dates a record without a date of its own."""
    name: str | None = None
    if isinstance(record, (Outcome, Proposal)):
        name = record.session if getattr(record, "made", None) is None else None
    elif isinstance(record, (Event, Statement)):
        name = record.session if record.on is None else None
    elif isinstance(record, Figure) and record.scope in (Scope.NEW, Scope.RUNNING_TOTAL):
        name = record.about
    session = store.get(name)
    return session if isinstance(session, Session) else None


def _event(record: AnyRecord) -> str:
    """What a record is called that its session dates."""
    if isinstance(record, Outcome):
        return record.called[-1].value
    return record.scope.value if isinstance(record, Figure) else type(record).__name__.lower()


def _label(store: Store, record: AnyRecord) -> str:
    """What a person calls the record: names and words, never an id."""
    of_kind: dict[type, Callable[[Store, Any], str]] = {
        Figure: _figure,
        JobAction: _action,
        Membership: _membership,
        Proposal: _proposal,
        Session: _session,
        Vote: _vote,
        WageStep: _step,
    }
    return of_kind.get(type(record), _own_words)(store, record)


def _figure(store: Store, figure: Figure) -> str:
    metric = store.get(figure.metric)
    counted = metric.name if isinstance(metric, Term) else "things"
    among = f", {figure.among}" if figure.among else ""
    return f"{figure.value or 'unknown number of'} {counted}{among}"


def _action(store: Store, action: JobAction) -> str:
    whose = f" of {_named(store, action.by)}" if action.by else ""
    reason = f": {action.reason}" if action.reason else ""
    return f"{action.kind}{whose}{_few(action.places)}{reason}"


def _membership(store: Store, membership: Membership) -> str:
    market = _few(_names(store, [membership.market])) if membership.market else ""
    return f"{_named(store, [membership.member])} in {_named(store, [membership.body])}{market}"


def _proposal(store: Store, proposal: Proposal) -> str:
    return f"{_named(store, proposal.by)}: {proposal.summary or 'a proposal'}"


def _session(_: Store, session: Session) -> str:
    number = f"session {session.ordinal}" if session.ordinal else "session"
    where = session.place or session.format
    return f"{number}, {where}" if where else number


def _vote(store: Store, vote: Vote) -> str:
    unit = f", {vote.unit}" if vote.unit else ""
    ended = f": {vote.outcome}" if vote.outcome else ""
    return f"{vote.kind} by {_named(store, vote.by)}{unit}{ended}"


def _step(store: Store, step: WageStep) -> str:
    paid = f"{step.lump_sum} once" if step.lump_sum else "unknown amount"
    group = [*_names(store, step.markets or ()), *([step.whom] if step.whom else [])]
    of = store.get(step.of)
    whose = f": {_label(store, of)}" if isinstance(of, (Agreement, Proposal)) else ""
    return f"{step.percent or paid}{_few(group)}{whose}"


def _own_words(store: Store, record: AnyRecord) -> str:
    """The first of its names and texts; else its kind, and whose it is."""
    for name in ("name", "title", "summary"):
        text = getattr(record, name, None)
        if isinstance(text, str):
            return text
    kind = getattr(record, "kind", None) or type(record).__name__.lower()
    by = getattr(record, "by", None)
    return f"{kind} of {_named(store, by)}" if by else str(kind)


def _few(names: Sequence[str] | None) -> str:
    """In parentheses, the first of some places or groups, and how many more there are."""
    if not names:
        return ""
    left = len(names) - FEW
    told = [*names[:FEW], f"{left} more"] if left > 1 else names
    return f" ({', '.join(told)})"


def _names(store: Store, ids: Iterable[str]) -> list[str]:
    """What a person calls the records of these ids."""
    return [getattr(store.get(each), "name", None) or each for each in ids]


def _named(store: Store, ids: Iterable[str]) -> str:
    return ", ".join(_names(store, ids))
