"""What is said, by whom: numbers of every source, what each side claims, and who answers whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from kpbargaining.errors import UnknownName
from kpbargaining.records.evidence import Voice
from kpbargaining.records.figures import Scope, Statement, StatementKind, Vocabulary
from kpbargaining.records.roles import column
from kpbargaining.records.showing import Shown
from kpbargaining.store.asking import question
from kpbargaining.store.sides import Side, side_of
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Id, Text
from kpbargaining.values.types import When
from kpbargaining.values.when import PartialDate, by_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpbargaining.records.figures import Figure
    from kpbargaining.store.store import Store
    from kpbargaining.tables.table import Table

__all__ = ["NumberRow", "SideRow", "first_told", "narrower", "numbers", "sides"]

TOLD = ("value", "among", "on", "period")
"""What each source that reports a number may tell in its own way."""


@frozen(kw_only=True, repr=False)
class NumberRow(Shown):
    """One number, as one source gives it."""

    on: When | None = field(
        metadata=column("The day or the days for which it holds, where the source says so")
    )
    published: PartialDate | None = field(metadata=column("When the source was published"))
    about: Id = field(metadata=column("What the number is about", refers="any", of="Figure.about"))
    kind: Text = field(metadata=column("The kind of record it is about: Agreement, Organization"))
    metric: Id = field(
        metadata=column("What is counted or measured", refers="metric", of="Figure.metric")
    )
    scope: Scope = field(metadata=column("Which number of its metric it is", of="Figure.scope"))
    value: Quantity = field(
        metadata=column(
            "The number with its qualifier", unit="as the metric says", of="Figure.value"
        )
    )
    among: Text | None = field(
        metadata=column("Among whom or where it holds, as this source limits it")
    )
    voice: Voice = field(metadata=column("Whose voice the source is published in"))
    carried: bool = field(
        metadata=column("Whether the record carries it, or it is another reading")
    )
    weak: bool = field(
        metadata=column("Whether the source is too weak for the record to carry what it says")
    )
    source: Id = field(metadata=column("The source", refers="Source"))
    figure: Id = field(metadata=column("The record", refers="Figure"))


@question
def numbers(store: Store, about: str | None = None, metric: str | None = None) -> Table[NumberRow]:
    """Every source's number about a record, of a metric, or both; by date.

    Sources that disagree stand side by side, each with its voice, and each once. A metric stands
    for the narrower ones below it, too. Raises `UnknownName` with the nearest ids.
    """
    figures: Iterable[Figure] = store.figures
    if about is not None:
        figures = store.figures.having("about", store[about].id)
    if metric is not None:
        wanted = narrower(store, metric, Vocabulary.METRIC)
        figures = [figure for figure in figures if figure.metric in wanted]
    rows = dict.fromkeys(row for figure in figures for row in _rows(store, figure))
    ordered = sorted(rows, key=lambda row: by_date(row.on or row.published))
    return store.index.table(NumberRow, ordered, "numbers")


def narrower(store: Store, name: str, vocabulary: Vocabulary) -> set[str]:
    """A term and all below it; raises `UnknownName` with the nearest of its vocabulary."""
    term = store.terms.get(name)
    if term is None or term.kind != vocabulary:
        raise UnknownName(vocabulary, name, [t.id for t in store.terms.having("kind", vocabulary)])
    return store.index.once(f"narrower than {name}", lambda: _below(store, name))


def _below(store: Store, name: str) -> set[str]:
    found, waiting = {name}, [name]
    while waiting:
        below = {term.id for term in store.terms.having("parent", waiting.pop())} - found
        found |= below
        waiting += below
    return found


def _rows(store: Store, figure: Figure) -> Iterator[NumberRow]:
    for item in store.evidence_for(figure.id, "value"):
        told: dict[str, Any] = {name: getattr(figure, name) for name in TOLD} | item.readings
        source = store.sources[item.source]
        if told["value"] is not None:
            yield NumberRow(
                on=told["on"] or told["period"],
                published=source.published,
                about=figure.about,
                kind=type(store[figure.about]).__name__,
                metric=figure.metric,
                scope=figure.scope,
                value=told["value"],
                among=told["among"],
                voice=source.voice,
                carried=told["value"] == figure.value,
                weak=item.weak,
                source=source.id,
                figure=figure.id,
            )


@frozen(kw_only=True, repr=False)
class SideRow(Shown):
    """One statement of one side on a subject."""

    when: PartialDate | None = field(
        metadata=column("When it was said, or else when the first source that has it came out")
    )
    side: Side | None = field(metadata=column("The side of those who say it"))
    by: tuple[Id, ...] = field(
        metadata=column(
            "Who says it",
            refers="Organization or Person or Partnership or Committee",
            of="Statement.by",
        )
    )
    kind: StatementKind = field(
        metadata=column("What sort of statement it is", of="Statement.kind")
    )
    claim: Text | None = field(
        metadata=column("What is said, in our words", of="Statement.summary")
    )
    numbers: tuple[Quantity, ...] = field(
        metadata=column("The figures about the statement", unit="as the metric says")
    )
    about: Id | None = field(
        metadata=column("What it is about", refers="any", of="Statement.about")
    )
    answers: Id | None = field(
        metadata=column("The statement it answers", refers="Statement", of="Statement.answers")
    )
    answered: Text | None = field(metadata=column("What that statement says, in our words"))
    answered_by: tuple[Id, ...] | None = field(
        metadata=column("Who made it", refers="Organization or Person or Partnership or Committee")
    )
    statement: Id = field(metadata=column("The statement", refers="Statement"))
    sources: tuple[Id, ...] = field(metadata=column("Who has it", refers="Source"))


@question
def sides(store: Store, topic: str | None = None, round_id: str | None = None) -> Table[SideRow]:
    """What each side says, by date: on a topic and what lies below it, of a round, or at all.

    Where a statement answers another, that stands beside it.
    Raises `UnknownName` with the nearest ids.
    """
    statements = store.index.of_round(Statement, round_id)
    if topic is not None:
        wanted = narrower(store, topic, Vocabulary.TOPIC)
        statements = [each for each in statements if wanted.intersection(each.topics or ())]
    rows = [_side(store, each) for each in statements]
    return store.index.table(SideRow, sorted(rows, key=lambda row: by_date(row.when)), "statements")


def _side(store: Store, statement: Statement) -> SideRow:
    figures = store.figures.having("about", statement.id)
    answered = store.statements.get(statement.answers)
    return SideRow(
        when=statement.on or first_told(store, statement.id),
        side=side_of(store, statement.by),
        by=statement.by,
        kind=statement.kind,
        claim=statement.summary,
        numbers=tuple(figure.value for figure in figures if figure.value is not None),
        about=statement.about,
        answers=statement.answers,
        answered=answered.summary if answered else None,
        answered_by=answered.by if answered else None,
        statement=statement.id,
        sources=store.index.tellers(statement.id),
    )


def first_told(store: Store, record_id: str) -> PartialDate | None:
    """When the first source of a record was published, as far as their dates tell."""
    published = (store.sources[source].published for source in store.index.tellers(record_id))
    dates = [when for when in published if when is not None]
    return min(dates, key=lambda when: when.sort_key, default=None)
