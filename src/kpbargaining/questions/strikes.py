"""Strikes and other job actions: the stages they reached, and every voice's headcounts."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import field, frozen

from kpbargaining.errors import UnknownName
from kpbargaining.questions.evidence.voices import narrower, numbers
from kpbargaining.questions.members import coalition_of
from kpbargaining.records.actions import JobAction, JobActionKind, VoteOutcome
from kpbargaining.records.evidence import Voice
from kpbargaining.records.figures import Counted, Portion, Scope, Vocabulary
from kpbargaining.records.roles import column
from kpbargaining.records.showing import Shown
from kpbargaining.store.asking import question
from kpbargaining.values.days import Days
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Id, Text
from kpbargaining.values.when import PartialDate, Span, by_date

if TYPE_CHECKING:
    from kpbargaining.questions.evidence.voices import NumberRow
    from kpbargaining.records.figures import Figure
    from kpbargaining.store.store import Store
    from kpbargaining.tables.table import Table

__all__ = [
    "ActionRow",
    "HeadcountRow",
    "Stage",
    "action_log",
    "counts_of",
    "headcounts",
    "headcounts_of",
    "holds_for_all",
    "lengths_of",
    "refuse_what_counts_no_people",
]

PEOPLE = (None, Counted.PEOPLE)
"""What a metric of headcounts counts; that of older data does not say."""


class Stage(StrEnum):
    """The last stage of a job action that a source reports."""

    PLANNED = "planned"
    AUTHORIZED = "authorized"
    NOTICED = "noticed"
    AVERTED = "averted"
    """Called off, or its notice withdrawn."""
    HELD = "held"
    """Begun; no source says when it ended."""
    ENDED = "ended"


@frozen(kw_only=True, repr=False)
class ActionRow(Shown):
    """One job action and the stages it reached."""

    action: Id = field(metadata=column("The job action", refers="JobAction"))
    kind: JobActionKind = field(metadata=column("What sort of action it is", of="JobAction.kind"))
    round: Id | None = field(
        metadata=column("The round", refers="BargainingRound", of="JobAction.round")
    )
    by: tuple[Id, ...] | None = field(
        metadata=column("Whose it is", refers="Organization", of="JobAction.by")
    )
    stage: Stage | None = field(
        metadata=column("The last stage that a source reports; empty where none reports any")
    )
    authorized: PartialDate | None = field(
        metadata=column("When the first vote that authorized it closed")
    )
    noticed: PartialDate | None = field(
        metadata=column("When notice was given", of="JobAction.noticed")
    )
    planned: Span | None = field(
        metadata=column("The days it was planned for", of="JobAction.planned")
    )
    averted: PartialDate | None = field(
        metadata=column("When it was called off", of="JobAction.averted")
    )
    held: Span | None = field(metadata=column("The days it was held on", of="JobAction.held"))
    days: Days | None = field(
        metadata=column("The days it touched, first and last included", unit="days")
    )
    duration: Quantity | None = field(
        metadata=column("How long it lasted as sources count, a day being 24 hours", unit="days")
    )
    places: tuple[Text, ...] | None = field(metadata=column("Where", of="JobAction.places"))
    coalition: Id | None = field(
        metadata=column(
            "The union coalition that acts or whose round it is, or in which all who act were then",
            refers="Organization",
        )
    )
    coalition_doubt: bool = field(
        metadata=column("Whether sources leave open in which coalition they were, if in any")
    )
    headcounts: tuple[Text, ...] = field(
        metadata=column("Every number of people, with what it counts and whose voice gives it")
    )


@question
def action_log(
    store: Store, round_id: str | None = None, metric: str | None = None
) -> Table[ActionRow]:
    """Every job action, of a round or of all, by date, with every voice's headcounts.

    *metric* keeps to the numbers of that term and of the narrower ones below it. The headcounts
    have columns of their own in `headcounts`; a metric that counts no people is refused.
    Raises `UnknownName` with the nearest rounds or metrics.
    """
    refuse_what_counts_no_people(store, metric)
    actions = sorted(
        store.index.of_round(JobAction, round_id), key=lambda each: by_date(_day(each))
    )
    rows = [_action(store, each, metric) for each in actions]
    return store.index.table(ActionRow, rows, "job actions")


def _day(action: JobAction) -> Span | PartialDate | None:
    return action.held or action.averted or action.planned or action.noticed


def _action(store: Store, action: JobAction, metric: str | None) -> ActionRow:
    votes = store.votes.having("on", action.id)
    authorizing = [vote for vote in votes if vote.outcome is VoteOutcome.AUTHORIZED]
    closed = [vote.closed for vote in authorizing if vote.closed is not None]
    counts = headcounts_of(store, action, metric)
    coalition, doubt = coalition_of(store, action.round, action.by or (), _day(action))
    return ActionRow(
        action=action.id,
        kind=action.kind,
        round=action.round,
        by=action.by,
        stage=_stage(action, authorized=bool(authorizing)),
        authorized=min(closed, key=lambda when: when.sort_key, default=None),
        noticed=action.noticed,
        planned=action.planned,
        averted=action.averted,
        held=action.held,
        days=action.held.length if action.held else None,
        duration=_stated_duration(store, action),
        places=action.places,
        coalition=coalition,
        coalition_doubt=doubt,
        headcounts=tuple(dict.fromkeys(map(_in_words, counts))),
    )


def _stage(action: JobAction, *, authorized: bool) -> Stage | None:
    stages = {
        Stage.ENDED: action.held is not None and action.held.end is not None,
        Stage.HELD: action.held is not None or action.duration is not None,
        Stage.AVERTED: action.averted is not None,
        Stage.NOTICED: action.noticed is not None or action.notices is not None,
        Stage.AUTHORIZED: authorized,
        Stage.PLANNED: action.planned is not None,
    }
    return next((stage for stage, reached in stages.items() if reached), None)


def _stated_duration(store: Store, action: JobAction) -> Quantity | None:
    """The length that sources state for the action as a whole; None where none or several do."""
    if action.duration is not None:
        return action.duration
    lengths = {figure.value for figure in lengths_of(store, action) if holds_for_all(figure)}
    return lengths.pop() if len(lengths) == 1 else None


def lengths_of(store: Store, action: JobAction) -> list[Figure]:
    """The numbers of days that sources state for an action or for a part of it."""
    return [
        figure
        for figure in store.figures.having("about", action.id)
        if counts_of(store, figure.metric) is Counted.DAYS
        and figure.scope is not Scope.GOAL
        and figure.value is not None
    ]


def holds_for_all(figure: Figure) -> bool:
    """Whether a number is limited to no market, to no group, and to no part of a whole."""
    return not (_is_part(figure) or figure.markets or figure.among)


def _is_part(figure: Figure) -> bool:
    part = figure.portion is Portion.PART or figure.scope is Scope.PART
    return part or figure.part_of is not None


def counts_of(store: Store, metric: str) -> Counted | None:
    """Which class of things a metric counts; None where its term does not say."""
    term = store.terms.get(metric)
    return term.counts if term else None


@frozen(kw_only=True, repr=False)
class HeadcountRow(Shown):
    """One number that sources give for an action, what it counts, and in whose voice."""

    action: Id = field(metadata=column("The job action", refers="JobAction", of="Figure.about"))
    metric: Id = field(metadata=column("What is counted", refers="metric", of="Figure.metric"))
    value: Quantity = field(
        metadata=column("The number", unit="as the metric says", of="Figure.value")
    )
    among: Text | None = field(metadata=column("Among whom or where, as sources limit it"))
    scope: Scope = field(metadata=column("Which number of its metric it is", of="Figure.scope"))
    part: bool = field(metadata=column("Whether it is a part of another number of the action"))
    voices: tuple[Voice, ...] = field(metadata=column("Whose voices give just this number"))
    weak: bool = field(metadata=column("Whether only weak evidence gives it"))
    sources: tuple[Id, ...] = field(metadata=column("Who gives it", refers="Source"))
    figure: Id = field(metadata=column("The record", refers="Figure"))


@question
def headcounts(
    store: Store, round_id: str | None = None, metric: str | None = None
) -> Table[HeadcountRow]:
    """Every number of people that sources give for job actions, of a round or of all.

    Where sources differ each number stands by itself. *metric* keeps to that term and to the
    narrower ones below it; a metric that counts no people is refused.
    Raises `UnknownName` with the nearest rounds or metrics.
    """
    actions = store.index.of_round(JobAction, round_id)
    refuse_what_counts_no_people(store, metric)
    rows = [row for action in actions for row in headcounts_of(store, action, metric)]
    return store.index.table(HeadcountRow, rows, "headcounts")


def refuse_what_counts_no_people(store: Store, metric: str | None) -> None:
    """Refuse what is no metric, and one whose term says that it counts something else."""
    if metric is None:
        return
    narrower(store, metric, Vocabulary.METRIC)
    if counts_of(store, metric) not in PEOPLE:
        people = [term.id for term in store.terms if term.counts is Counted.PEOPLE]
        raise UnknownName("metric that counts people", metric, people)


def headcounts_of(store: Store, action: JobAction, metric: str | None) -> list[HeadcountRow]:
    """Every number of people that sources give for one action; a rate, as 98%, is none."""
    grouped: dict[tuple[str, Quantity, str | None], list[NumberRow]] = {}
    for row in numbers(store, action.id, metric):
        if counts_of(store, row.metric) in PEOPLE and not row.value.unit:
            grouped.setdefault((row.figure, row.value, row.among), []).append(row)
    return [_headcount(store, rows) for rows in grouped.values()]


def _headcount(store: Store, rows: list[NumberRow]) -> HeadcountRow:
    first = rows[0]
    figure = store.figures[first.figure]
    return HeadcountRow(
        action=first.about,
        metric=first.metric,
        value=first.value,
        among=first.among,
        scope=first.scope,
        part=_is_part(figure),
        voices=tuple(dict.fromkeys(row.voice for row in rows)),
        weak=all(row.weak for row in rows),
        sources=tuple(dict.fromkeys(row.source for row in rows)),
        figure=first.figure,
    )


def _in_words(count: HeadcountRow) -> str:
    limits = f", {count.among}" if count.among else ""
    metric = count.metric.removeprefix("metric-").replace("-", " ")
    return f"{count.value} {metric}{limits} ({', '.join(count.voices)})"
