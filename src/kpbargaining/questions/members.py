"""Questions about who belonged to what, what was in force, which sessions, who answered whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from kpbargaining.store.store import is_certain
from kpbargaining.store.tables import Collection, Table
from kpbargaining.values.texts import natural
from kpbargaining.values.when import PartialDate, as_day

if TYPE_CHECKING:
    from datetime import date

    from kpbargaining.records.agreements import Agreement
    from kpbargaining.records.bargaining import Session
    from kpbargaining.records.evidence import Evidence
    from kpbargaining.records.parties import Membership
    from kpbargaining.store.store import Certainty, Store
    from kpbargaining.values.when import Span

    Day = str | date | PartialDate

__all__ = [
    "Exchange",
    "MembershipChange",
    "agreement_in_force",
    "exchanges",
    "first_said",
    "members_of",
    "membership_changes",
    "sessions_of",
]


def _begun(start: PartialDate | None, day: PartialDate, *, certain: bool) -> bool:
    """Whether something had begun by the end of a day; an unknown start is possible."""
    if start is None:
        return not certain
    return not (day.possibly_before(start) if certain else day.certainly_before(start))


def _lasts(end: PartialDate | None, day: PartialDate, *, certain: bool) -> bool:
    """Whether something had not ended before a day, its last day included."""
    if end is None:
        return True
    return not (end.possibly_before(day) if certain else end.certainly_before(day))


def _over(span: Span, day: PartialDate, *, certain: bool) -> bool:
    """Whether all of a span had passed by the end of a day; an unknown end is possible."""
    if certain:
        return span.end is not None and not day.possibly_before(span.end)
    ends = [end for end in (span.start, span.end) if end is not None]
    return not span.ongoing and not any(day.certainly_before(end) for end in ends)


def members_of(
    store: Store, body: str, on: Day | None = None, certainty: Certainty = "certainly"
) -> Collection[Membership]:
    """The memberships in a body; with *on*, those that lasted on that day.

    A member counts from the day it joined to the day it left. If no source says that it left, it
    goes on; if no source says when it joined, it counts as `possibly` only.
    """
    certain = is_certain(certainty)
    found = store.memberships.where(body=store[body].id)
    if on is None:
        return found
    day = as_day(on)
    return found.where(
        lambda each: (
            _begun(each.since, day, certain=certain) and _lasts(each.until, day, certain=certain)
        )
    )


@frozen(kw_only=True)
class MembershipChange:
    """A member that joined or left a body in the days one asks about."""

    member: str
    change: str
    """`joined` or `left`."""
    certain: bool
    """Whether its day certainly lies in these days; otherwise it can, but need not."""
    when: PartialDate
    membership: str
    sources: tuple[str, ...]
    """Who gives that day."""


def membership_changes(store: Store, body: str, first: Day, last: Day) -> Table[MembershipChange]:
    """Who joined and who left a body after a first and by a last day, by name of the member.

    Who has no date of joining or leaving is not among them.
    """
    days = (as_day(first), as_day(last))
    rows = [
        MembershipChange(
            member=each.member,
            change=change,
            certain=certain,
            when=when,
            membership=each.id,
            sources=_tellers(store, each, field, when),
        )
        for each in members_of(store, body)
        for change, field, when in (("joined", "since", each.since), ("left", "until", each.until))
        if when is not None and (certain := _falls(when, days)) is not None
    ]
    rows.sort(key=lambda row: (natural(row.member), row.when.sort_key))
    return Table(MembershipChange, rows, "changes")


def _tellers(
    store: Store, membership: Membership, field: str, when: PartialDate
) -> tuple[str, ...]:
    evidence = store.evidence_for(membership.id, field)
    return tuple(dict.fromkeys(item.source for item in evidence if item.supports(field, when)))


def _falls(when: PartialDate, days: tuple[PartialDate, PartialDate]) -> bool | None:
    """Whether a date certainly falls after the first and by the last day; None if it cannot."""
    first, last = days
    if not first.possibly_before(when) or last.certainly_before(when):
        return None
    return first.certainly_before(when) and not last.possibly_before(when)


def agreement_in_force(
    store: Store, on: Day, party: str | None = None, certainty: Certainty = "certainly"
) -> Collection[Agreement]:
    """The agreements in force on a day, of one *party* or of all.

    In force is what took effect by that day and had not expired before it. An agreement of which
    no source says when it took effect or when it expires counts as `possibly` only.
    """
    day, certain = as_day(on), is_certain(certainty)

    def holds(each: Agreement) -> bool:
        if certain and each.expires is None:
            return False
        begun = _begun(each.effective, day, certain=certain)
        return begun and _lasts(each.expires, day, certain=certain)

    found = store.agreements if party is None else store.agreements.where(parties=store[party].id)
    return found.where(holds)


def sessions_of(
    store: Store, name: str, held_by: Day | None = None, certainty: Certainty = "certainly"
) -> Collection[Session]:
    """The sessions of a round, by date; with *held_by*, those that were over by that day.

    `certainly` counts sessions that a source reports as held, `possibly` also those that were
    only announced.
    """
    certain = is_certain(certainty)
    sessions = store.sessions.where(round=store.round(name).id)
    if held_by is None:
        return sessions
    day = as_day(held_by)

    def over(session: Session) -> bool:
        days = session.held if certain else session.held or session.scheduled
        return not certain if days is None else _over(days, day, certain=certain)

    return sessions.where(over)


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
    certain = is_certain(certainty)
    evidence = store.evidence_for(name, field)
    dates = {item.source: store.sources[item.source].published for item in evidence}
    first = {
        source
        for source, when in dates.items()
        if not any(_precedes(other, when) for other in dates.values())
    }
    if certain and len(first) > 1:
        first = set()
    return evidence.where(lambda item: item.source in first)


def _precedes(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Whether one publication is certainly before another; one without a date may be any time."""
    return one is not None and other is not None and one.certainly_before(other)
