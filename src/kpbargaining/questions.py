"""Questions about who belonged to what, what was in force, which sessions, who answered whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from kpbargaining.errors import UnknownName
from kpbargaining.tables import Collection, Table
from kpbargaining.when import PartialDate, Span, as_day

if TYPE_CHECKING:
    from datetime import date

    from kpbargaining.evidence import Evidence
    from kpbargaining.records.agreements import Agreement
    from kpbargaining.records.bargaining import Session
    from kpbargaining.records.parties import Membership
    from kpbargaining.store import Certainty, Store

    Day = str | date | PartialDate

__all__ = ["Exchange", "agreement_in_force", "exchanges", "first_said", "members_of", "sessions_of"]


def _begun(start: PartialDate | Span | None, day: PartialDate, certainty: Certainty) -> bool:
    """Whether something had begun by the end of a day; an unknown start is possible."""
    if start is None:
        return certainty == "possibly"
    if certainty == "certainly":
        return not day.possibly_before(start)
    return not day.certainly_before(start)


def _lasts(end: PartialDate | None, day: PartialDate, certainty: Certainty) -> bool:
    """Whether something had not ended before a day, its last day included."""
    if end is None:
        return True
    if certainty == "certainly":
        return not end.possibly_before(day)
    return not end.certainly_before(day)


def members_of(
    store: Store, body: str, on: Day | None = None, certainty: Certainty = "certainly"
) -> Collection[Membership]:
    """The memberships in a body; with *on*, those that lasted on that day.

    A member counts from the day it joined to the day it left. If no source says that it left, it
    goes on; if no source says when it joined, it counts as `possibly` only.
    """
    found = store.memberships.where(body=store[body].id)
    if on is None:
        return found
    day = as_day(on)
    return found.where(
        lambda each: _begun(each.since, day, certainty) and _lasts(each.until, day, certainty)
    )


def agreement_in_force(
    store: Store, on: Day, party: str | None = None, certainty: Certainty = "certainly"
) -> Collection[Agreement]:
    """The agreements in force on a day, of one *party* or of all.

    In force is what took effect by that day and had not expired before it. An agreement of which
    no source says when it took effect or when it expires counts as `possibly` only.
    """
    day = as_day(on)
    bound = None if party is None else store[party].id

    def holds(each: Agreement) -> bool:
        ends = each.expires is not None or certainty == "possibly"
        lasts = ends and _lasts(each.expires, day, certainty)
        mine = bound is None or bound in (each.parties or ())
        return mine and lasts and _begun(each.effective, day, certainty)

    return store.agreements.where(holds)


def sessions_of(
    store: Store, name: str, held_by: Day | None = None, certainty: Certainty = "certainly"
) -> Collection[Session]:
    """The sessions of a round, by date; with *held_by*, those that were over by that day.

    `certainly` counts sessions that a source reports as held, `possibly` also those that were
    only announced.
    """
    sessions = store.sessions.where(round=store.round(name).id)
    if held_by is None:
        return sessions
    day = as_day(held_by)

    def over(session: Session) -> bool:
        if certainty == "certainly":
            return session.held is not None and not day.possibly_before(_end(session.held))
        days = session.held or session.scheduled
        return days is None or not day.certainly_before(_end(days))

    return sessions.where(over)


def _end(span: Span) -> PartialDate | Span:
    return span.end or span


@frozen(kw_only=True)
class Exchange:
    """A statement, and the statement it answers."""

    statement: str
    by: tuple[str, ...]
    summary: str | None
    answers: str
    answered: tuple[str, ...]
    """Who said what is answered."""
    answered_summary: str | None


def exchanges(store: Store, name: str | None = None) -> Table[Exchange]:
    """Every statement that answers another, of a round or of all, side by side with it."""
    found = store.statements
    if name is not None:
        found = found.where(round=store.round(name).id)
    rows = [
        Exchange(
            statement=statement.id,
            by=statement.by,
            summary=statement.summary,
            answers=answered.id,
            answered=answered.by,
            answered_summary=answered.summary,
        )
        for statement in found
        if (answered := store.statements.get(statement.answers)) is not None
    ]
    return Table(Exchange, rows, "exchanges")


def first_said(
    store: Store, name: str, field: str, certainty: Certainty = "certainly"
) -> Table[Evidence]:
    """The evidence that spoke of a field first, by the publication of its source.

    `certainly` gives the evidence of the one source that is earlier than all others for sure, and
    nothing where that cannot be told; `possibly` gives all that can have been first.
    """
    evidence = store.evidence_for(name, field)
    dates = {item.source: _published(store, item.source) for item in evidence}
    first = {
        source
        for source, when in dates.items()
        if not any(other.certainly_before(when) for other in dates.values())
    }
    if certainty == "certainly" and len(first) > 1:
        first = set()
    return evidence.where(lambda item: item.source in first)


def _published(store: Store, source: str) -> PartialDate:
    when = store.sources[source].published
    if when is None:
        raise UnknownName("date of publication of the source", source)
    return when
