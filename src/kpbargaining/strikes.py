"""Votes, strikes and other job actions: counts, states, days, and positions before and after."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

from attrs import frozen

from kpbargaining.errors import UnknownName
from kpbargaining.quantity import Quantity
from kpbargaining.records.actions import JobAction, Vote, VoteKind, VoteOutcome
from kpbargaining.records.figures import Figure
from kpbargaining.tables import Table
from kpbargaining.when import Days, PartialDate, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.kinds import AnyRecord
    from kpbargaining.store import Store

    Position = tuple[PartialDate | Span | None, tuple[str, ...], AnyRecord, str | None]

__all__ = [
    "ActionRow",
    "Headcount",
    "PositionRow",
    "VoteRow",
    "WorkerDays",
    "action_log",
    "positions_around",
    "vote_log",
    "worker_days",
]

WEEKDAYS = 5
RULES = ("calendar", "weekdays")


@frozen(kw_only=True)
class VoteRow:
    """One vote, with the counts that sources give."""

    vote: str
    kind: VoteKind
    by: tuple[str, ...]
    unit: str | None
    round: str | None
    on: str | None
    opened: PartialDate | None
    closed: PartialDate | None
    yes_share: Quantity | None
    yes: Quantity | None
    no: Quantity | None
    cast: Quantity | None
    eligible: Quantity | None
    turnout: Quantity | None
    turnout_basis: str
    """`stated`, `derived` from the votes cast and those entitled, or `not reported`."""
    outcome: VoteOutcome | None


def vote_log(store: Store, name: str | None = None) -> Table[VoteRow]:
    """Every vote, of a round or of all, by the day it closed; those that failed, too.

    Raises `UnknownName` with the nearest rounds.
    """
    votes = store.votes
    if name is not None:
        votes = votes.where(round=store.round(name).id)
    ordered = sorted(votes, key=lambda vote: _key(vote.closed or vote.opened))
    return Table(VoteRow, [_vote(vote) for vote in ordered], "votes")


def _key(when: PartialDate | Span | None) -> tuple[bool, tuple[int, int, str]]:
    return (when is None, (0, 0, "") if when is None else when.sort_key)


def _vote(vote: Vote) -> VoteRow:
    turnout, basis = _turnout(vote)
    return VoteRow(
        vote=vote.id,
        kind=vote.kind,
        by=vote.by,
        unit=vote.unit,
        round=vote.round,
        on=vote.on,
        opened=vote.opened,
        closed=vote.closed,
        yes_share=vote.yes_share,
        yes=vote.yes,
        no=vote.no,
        cast=vote.cast,
        eligible=vote.eligible,
        turnout=turnout,
        turnout_basis=basis,
        outcome=vote.outcome,
    )


def _turnout(vote: Vote) -> tuple[Quantity | None, str]:
    if vote.turnout is not None:
        return vote.turnout, "stated"
    cast = vote.cast.exact if vote.cast else None
    eligible = vote.eligible.exact if vote.eligible else None
    if cast is None or not eligible:
        return None, "not reported"
    tenths = round(cast * 1000 / eligible)
    text = f"{tenths // 10}.{tenths % 10}" if tenths % 10 else f"{tenths // 10}"
    return Quantity(f"{text}%"), "derived"


@frozen(kw_only=True)
class Headcount:
    """One number of workers that a source gives for an action, and what it counts."""

    value: Quantity
    metric: str
    among: str | None
    voices: tuple[str, ...]

    def __str__(self) -> str:
        limits = f", {self.among}" if self.among else ""
        return f"{self.value} {self.metric}{limits} ({', '.join(self.voices)})"


@frozen(kw_only=True)
class ActionRow:
    """One job action and the stages it reached."""

    action: str
    kind: str
    round: str | None
    by: tuple[str, ...] | None
    state: str
    """The last stage a source reports: `ended`, `held`, `averted`, `noticed`, `authorized`,
    `planned`, or empty."""
    noticed: PartialDate | None
    planned: Span | None
    averted: PartialDate | None
    held: Span | None
    days: Days | None
    """How long it was held, first and last day included."""
    places: tuple[str, ...] | None
    headcounts: tuple[Headcount, ...]


def action_log(store: Store, name: str | None = None) -> Table[ActionRow]:
    """Every job action, of a round or of all, by date, with every voice's headcount.

    Raises `UnknownName` with the nearest rounds.
    """
    actions = store.job_actions
    if name is not None:
        actions = actions.where(round=store.round(name).id)
    ordered = sorted(actions, key=lambda a: _key(a.held or a.averted or a.planned or a.noticed))
    return Table(ActionRow, [_action(store, each) for each in ordered], "job actions")


def _action(store: Store, action: JobAction) -> ActionRow:
    return ActionRow(
        action=action.id,
        kind=action.kind.value,
        round=action.round,
        by=action.by,
        state=_state(store, action),
        noticed=action.noticed,
        planned=action.planned,
        averted=action.averted,
        held=action.held,
        days=action.held.length if action.held else None,
        places=action.places,
        headcounts=tuple(_headcounts(store, action.id)),
    )


def _state(store: Store, action: JobAction) -> str:
    if action.held is not None:
        return "held" if action.held.end is None else "ended"
    authorized = any(
        vote.on == action.id and vote.outcome is VoteOutcome.AUTHORIZED for vote in store.votes
    )
    stages = {
        "averted": action.averted,
        "noticed": action.noticed,
        "authorized": authorized or None,
        "planned": action.planned,
    }
    return next((stage for stage, reached in stages.items() if reached is not None), "")


def _headcounts(store: Store, name: str) -> list[Headcount]:
    figures = [r for r in store.referrers(name) if isinstance(r, Figure) and r.about == name]
    return [
        Headcount(value=f.value, metric=f.metric, among=f.among, voices=_voices(store, f))
        for f in figures
        if f.value is not None
    ]


def _voices(store: Store, figure: Figure) -> tuple[str, ...]:
    sources = [store.sources.get(item.source) for item in store.evidence_for(figure.id, "value")]
    return tuple(dict.fromkeys(source.voice.value for source in sources if source is not None))


@frozen(kw_only=True)
class WorkerDays:
    """The worker-days of one action by one voice's headcount, under a named rule."""

    action: str
    year: int | None
    headcount: Headcount
    days: Days
    low: int | None
    """The fewest worker-days; None where nothing bounds them below."""
    high: int | None
    rule: str


def worker_days(
    store: Store,
    metric: str,
    rule: Literal["calendar", "weekdays"] = "calendar",
    holidays: frozenset[date] = frozenset(),
) -> Table[WorkerDays]:
    """Days held times workers, for each headcount of a *metric*, action by action.

    The rule `calendar` counts every day, `weekdays` Monday to Friday without the *holidays*
    given. An action that still goes on, or whose days are not known, has no upper bound. No
    headcount is preferred to another.
    Raises `UnknownName` for a metric or a rule that is not known.
    """
    if rule not in RULES:
        raise UnknownName("rule", rule, RULES)
    if metric not in store.terms:
        raise UnknownName("metric", metric, store.terms.ids)
    rows = [
        _days(action, count, rule, holidays)
        for action in store.job_actions
        if action.held is not None
        for count in _headcounts(store, action.id)
        if count.metric == metric
    ]
    return Table(WorkerDays, rows, "worker-days")


def _days(action: JobAction, count: Headcount, rule: str, holidays: frozenset[date]) -> WorkerDays:
    held = action.held or Span("/9999")
    days = held.length if rule == "calendar" else _weekdays(held, holidays)
    low, high = count.value.low, count.value.high
    if count.value.approximate:
        low = high = count.value.about
    return WorkerDays(
        action=action.id,
        year=held.earliest.year if held.earliest else None,
        headcount=count,
        days=days,
        low=None if low is None or days.low is None else int(low * days.low),
        high=None if high is None or days.high is None else int(high * days.high),
        rule=rule,
    )


def _weekdays(held: Span, holidays: frozenset[date]) -> Days:
    if held.low is None or held.high is None:
        return Days(0, None)
    days = [date.fromordinal(day) for day in range(held.low, held.high + 1)]
    worked = sum(day.weekday() < WEEKDAYS and day not in holidays for day in days)
    return Days(worked, worked) if held.length.low == held.length.high else Days(0, worked)


@frozen(kw_only=True)
class PositionRow:
    """One offer or statement of a side, and how it stands in time to a job action."""

    when: PartialDate | Span | None
    relation: str
    """`before`, `during` or `after` the action, or `unclear`."""
    by: tuple[str, ...]
    kind: str
    """`proposal`, `statement` or `agreement`."""
    record: str
    summary: str | None


def positions_around(store: Store, name: str) -> Table[PositionRow]:
    """Each side's offers and statements of a round before and after one of its job actions.

    The agreement that the round produced stands among them. Nothing says that one thing caused
    another. Raises `UnknownName` with the nearest ids.
    """
    action = store.job_actions[name]
    items = [] if action.round is None else list(_positions(store, action.round))
    rows = [
        PositionRow(
            when=when,
            relation=_relation(when, action.held or action.planned),
            by=by,
            kind=type(record).__name__.lower(),
            record=record.id,
            summary=summary,
        )
        for when, by, record, summary in items
    ]
    return Table(PositionRow, sorted(rows, key=lambda row: _key(row.when)), "positions")


def _positions(store: Store, name: str) -> Iterator[Position]:
    for proposal in store.proposals.where(round=name):
        session = store.sessions.get(proposal.session)
        held = None if session is None else session.held or session.scheduled
        yield proposal.made or held, proposal.by, proposal, proposal.summary
    for statement in store.statements.where(round=name):
        yield _first_published(store, statement.id), statement.by, statement, statement.summary
    agreement = store.agreements.get(store.round(name).produced)
    if agreement is not None:
        yield agreement.reached, agreement.parties or (), agreement, agreement.name


def _first_published(store: Store, name: str) -> PartialDate | None:
    sources = (store.sources.get(item.source) for item in store.evidence_for(name))
    dates = [s.published for s in sources if s is not None and s.published is not None]
    return min(dates, key=lambda when: when.sort_key, default=None)


def _relation(when: PartialDate | Span | None, action: Span | None) -> str:
    if when is None or action is None:
        return "unclear"
    if when.certainly_before(action):
        return "before"
    if action.certainly_before(when):
        return "after"
    return "during" if when.certainly_within(action) else "unclear"
