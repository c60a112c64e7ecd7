"""How a round went: its sessions as planned and as held, and the work of its groups."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import field, frozen

from kpbargaining.records.bargaining import Committee, Deliverable, Session, SessionFormat
from kpbargaining.records.roles import column
from kpbargaining.records.showing import Shown
from kpbargaining.store.asking import question
from kpbargaining.values.days import Days, is_certain
from kpbargaining.values.texts import Count, Id, Text
from kpbargaining.values.when import PartialDate, Span, as_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kpbargaining.store.store import Store
    from kpbargaining.tables.table import Table
    from kpbargaining.values.days import Certainty

    Day = str | date | PartialDate

__all__ = ["SessionRow", "WorkRow", "WorkState", "session_log", "work_log"]


@frozen(kw_only=True, repr=False)
class SessionRow(Shown):
    """One session: planned against held."""

    session: Id = field(metadata=column("The session", refers="Session"))
    ordinal: Count | None = field(
        metadata=column(
            "Its number in the round as a source counts", unit="sessions", of="Session.ordinal"
        )
    )
    scheduled: Span | None = field(
        metadata=column("The days announced beforehand", of="Session.scheduled")
    )
    held: Span | None = field(metadata=column("The days it was held on", of="Session.held"))
    moved_by: Days | None = field(
        metadata=column(
            "From the first day scheduled to the first day held; below 0 if brought forward",
            unit="days",
        )
    )
    place: Text | None = field(
        metadata=column("Where it was held or was to be held", of="Session.place")
    )
    format: SessionFormat | None = field(
        metadata=column("How the parties met", of="Session.format")
    )
    reported: bool = field(metadata=column("Whether a source reports it as held"))


@question
def session_log(
    store: Store, round_id: str, over_by: Day | None = None, certainty: Certainty = "certainly"
) -> Table[SessionRow]:
    """The sessions of a round, planned against held; what no source reports is empty.

    With *over_by*, those that were over by that day: `certainly` those that a source reports as
    held, `possibly` also those that were only announced.
    Raises `UnknownName` with the nearest rounds.
    """
    certain, day = is_certain(certainty), None if over_by is None else as_day(over_by)
    rows = [
        SessionRow(
            session=session.id,
            ordinal=session.ordinal,
            scheduled=session.scheduled,
            held=session.held,
            moved_by=_moved(session.scheduled, session.held),
            place=session.place,
            format=session.format,
            reported=session.reported,
        )
        for session in store.index.of_round(Session, round_id)
        if day is None or _is_over(session, day, certain=certain)
    ]
    return store.index.table(SessionRow, rows, "sessions")


def _is_over(session: Session, day: PartialDate, *, certain: bool) -> bool:
    """Whether a session was over by a day; one without any days possibly was."""
    days = session.held if certain else session.when
    return not certain if days is None else _over(days, day, certain=certain)


def _over(span: Span, day: PartialDate, *, certain: bool) -> bool:
    """Whether all of a span had passed by the end of a day; an unknown end is possible."""
    if certain:
        return span.end is not None and not day.possibly_before(span.end)
    ends = [end for end in (span.start, span.end) if end is not None]
    return not span.ongoing and not any(day.certainly_before(end) for end in ends)


def _moved(scheduled: Span | None, held: Span | None) -> Days | None:
    if scheduled is None or held is None or scheduled.start is None or held.start is None:
        return None
    return scheduled.start.days_until(held.start)


class WorkState(StrEnum):
    """How far a group came with what it was asked for."""

    DELIVERED = "delivered"
    GROUP_COMPLETED = "group completed its work"
    """No source speaks of this task by itself, but one says that the whole group finished."""
    NOT_AGREED = "not agreed"
    """A session ended without consensus on it."""


@frozen(kw_only=True, repr=False)
class WorkRow(Shown):
    """One thing a group was asked for; a row without it for a group that nothing is asked of."""

    committee: Id = field(metadata=column("The group", refers="Committee"))
    name: Text = field(metadata=column("Its name", of="Committee.name"))
    topics: tuple[Id, ...] | None = field(
        metadata=column("Its topics", refers="topic", of="Committee.topics")
    )
    leads: Text | None = field(metadata=column("Who leads it", of="Committee.leads"))
    asked_for: Text | None = field(metadata=column("What it is asked to produce, in our words"))
    due: PartialDate | None = field(metadata=column("By when"))
    state: WorkState | None = field(
        metadata=column("The last stage that a source reports; empty where none reports any")
    )
    when: PartialDate | None = field(metadata=column("The date of that stage"))
    answers: Count = field(
        metadata=column("How many outcomes answer it, as documents list them", unit="outcomes")
    )
    outcomes: Count = field(
        metadata=column(
            "How many outcomes are the whole group's work, the same in all its rows",
            unit="outcomes",
        )
    )
    approved: Count = field(
        metadata=column("How many outcomes of other groups it approved", unit="outcomes")
    )


@question
def work_log(store: Store, round_id: str) -> Table[WorkRow]:
    """Who worked on what in a round: groups, topics, what was asked for, and what came of it.

    Raises `UnknownName` with the nearest rounds.
    """
    committees = store.index.of_round(Committee, round_id)
    rows = [row for committee in committees for row in _work(store, committee)]
    return store.index.table(WorkRow, rows, "tasks")


def _work(store: Store, committee: Committee) -> Iterator[WorkRow]:
    asked: list[Deliverable | None] = [*store.deliverables.having("committee", committee.id)]
    outcomes = len(store.outcomes.having("committee", committee.id))
    approved = len(store.outcomes.having("approved_by", committee.id))
    for deliverable in asked or [None]:
        state, when = _state(deliverable, committee.completed)
        answers = store.outcomes.having("answers", deliverable.id) if deliverable else []
        yield WorkRow(
            committee=committee.id,
            name=committee.name,
            topics=committee.topics,
            leads=committee.leads,
            asked_for=deliverable.summary if deliverable else None,
            due=deliverable.due if deliverable else None,
            state=state,
            when=when,
            answers=len(answers),
            outcomes=outcomes,
            approved=approved,
        )


def _state(
    deliverable: Deliverable | None, completed: PartialDate | None
) -> tuple[WorkState | None, PartialDate | None]:
    stages = {WorkState.GROUP_COMPLETED: completed}
    if deliverable is not None:
        own = {
            WorkState.DELIVERED: deliverable.delivered,
            WorkState.NOT_AGREED: deliverable.not_agreed,
        }
        stages = own | stages
    return next(((s, when) for s, when in stages.items() if when is not None), (None, None))
