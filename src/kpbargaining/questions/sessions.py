"""How a round went: its sessions as planned and as held, and the work of its groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from kpbargaining.questions.tallies import is_reported
from kpbargaining.records.bargaining import SessionFormat
from kpbargaining.store.tables import Table
from kpbargaining.values.when import Days, PartialDate, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.records.bargaining import Committee, Deliverable
    from kpbargaining.store.store import Store

__all__ = ["SessionRow", "WorkRow", "session_log", "work_log"]


@frozen(kw_only=True)
class SessionRow:
    """One session: planned against held."""

    session: str
    ordinal: int | None
    scheduled: Span | None
    held: Span | None
    moved_by: Days | None
    """From the first day scheduled to the first day held; below 0 if it was brought forward."""
    place: str | None
    format: SessionFormat | None
    reported: bool
    """Whether a source reports it as held."""


def session_log(store: Store, name: str) -> Table[SessionRow]:
    """The sessions of a round, by date; what no source reports stands there empty.

    Raises `UnknownName` with the nearest rounds.
    """
    rows = [
        SessionRow(
            session=session.id,
            ordinal=session.ordinal,
            scheduled=session.scheduled,
            held=session.held,
            moved_by=_moved(session.scheduled, session.held),
            place=session.place,
            format=session.format,
            reported=is_reported(session),
        )
        for session in store.sessions.where(round=store.round(name).id)
    ]
    return Table(SessionRow, rows, "sessions")


def _moved(scheduled: Span | None, held: Span | None) -> Days | None:
    if scheduled is None or held is None or scheduled.start is None or held.start is None:
        return None
    return scheduled.start.days_until(held.start)


@frozen(kw_only=True)
class WorkRow:
    """One thing a group was asked for; a row without it for a group that nothing is asked of."""

    committee: str
    name: str
    topics: tuple[str, ...] | None
    leads: str | None
    asked_for: str | None
    state: str
    """`delivered`, `not agreed`, `due`, or `open`; empty where nothing is asked for."""
    when: PartialDate | None
    """The date of that state."""
    answers: int
    """How many outcomes the documents list as an answer to it."""
    outcomes: int
    """How many outcomes they list as the work of the whole group, the same in all its rows."""


def work_log(store: Store, name: str) -> Table[WorkRow]:
    """Who worked on what in a round: groups, topics, what was asked for, and what came of it.

    Raises `UnknownName` with the nearest rounds.
    """
    committees = store.committees.where(round=store.round(name).id)
    rows = [row for committee in committees for row in _work(store, committee)]
    return Table(WorkRow, rows, "tasks")


def _work(store: Store, committee: Committee) -> Iterator[WorkRow]:
    asked: list[Deliverable | None] = list(store.deliverables.where(committee=committee.id))
    for deliverable in asked or [None]:
        state, when = _state(deliverable)
        yield WorkRow(
            committee=committee.id,
            name=committee.name,
            topics=committee.topics,
            leads=committee.leads,
            asked_for=None if deliverable is None else deliverable.summary,
            state=state,
            when=when,
            answers=len(store.outcomes.where(answers=deliverable.id)) if deliverable else 0,
            outcomes=len(store.outcomes.where(committee=committee.id)),
        )


def _state(deliverable: Deliverable | None) -> tuple[str, PartialDate | None]:
    if deliverable is None:
        return "", None
    stages = {
        "delivered": deliverable.delivered,
        "not agreed": deliverable.not_agreed,
        "due": deliverable.due,
    }
    return next(((s, when) for s, when in stages.items() if when is not None), ("open", None))
