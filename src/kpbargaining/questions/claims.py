"""Numbers side by side: every source's number about one thing, over time, with its voice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from attrs import frozen

from kpbargaining.errors import UnknownName
from kpbargaining.questions.offers import SIDES
from kpbargaining.records.figures import Scope, StatementKind
from kpbargaining.records.parties import Organization
from kpbargaining.store.tables import Table
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.when import PartialDate, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpbargaining.records.figures import Figure, Statement
    from kpbargaining.store.store import Store

__all__ = ["NumberRow", "SideRow", "numbers", "side_of", "sides"]


TOLD = ("value", "among", "period")
"""What a source that reports a number may each tell in its own way."""


@frozen(kw_only=True)
class NumberRow:
    """One number, as one source gives it."""

    when: PartialDate | Span | None
    """The days it covers, otherwise when the source was published."""
    about: str
    kind: str
    """The kind of record it is about: `Agreement`, `Proposal`, `Organization`, ..."""
    metric: str
    scope: Scope
    value: Quantity
    among: str | None
    """Among whom or where it holds, as this source limits it."""
    source: str
    voice: str
    carried: bool
    """Whether it is the value that the record carries, or another reading."""
    weak: bool
    """Whether the source is too weak for the record to carry what it says."""
    figure: str


def numbers(store: Store, about: str | None = None, metric: str | None = None) -> Table[NumberRow]:
    """Every source's number about a record, of a metric, or both; by date.

    Sources that disagree stand side by side, each with its voice. A metric stands for the
    narrower ones below it, too. Raises `UnknownName` with the nearest ids.
    """
    figures = store.figures
    if about is not None:
        figures = figures.where(about=store[about].id)
    if metric is not None:
        wanted = _narrower(store, metric, "metric")
        figures = figures.where(lambda figure: figure.metric in wanted)
    rows = [row for figure in figures for row in _rows(store, figure)]
    return Table(NumberRow, sorted(rows, key=_key), "numbers")


def _key(row: NumberRow | SideRow) -> tuple[bool, tuple[int, int, str]]:
    return (True, (0, 0, "")) if row.when is None else (False, row.when.sort_key)


def _narrower(store: Store, name: str, vocabulary: Literal["metric", "topic"]) -> set[str]:
    """A term and all below it; raises `UnknownName` with the nearest of its vocabulary."""
    known = store.terms.where(kind=vocabulary)
    if name not in known:
        raise UnknownName(vocabulary, name, known.ids)
    found = {name}
    while more := {t.id for t in store.terms if t.parent in found} - found:
        found |= more
    return found


def _rows(store: Store, figure: Figure) -> Iterator[NumberRow]:
    for item in store.evidence_for(figure.id, "value"):
        told: dict[str, Any] = {
            name: getattr(figure, name) for name in ("value", "among", "period")
        }
        told |= item.readings
        source = store.sources[item.source]
        if told["value"] is not None:
            yield NumberRow(
                when=told["period"] or source.published,
                about=figure.about,
                kind=type(store[figure.about]).__name__,
                metric=figure.metric,
                scope=figure.scope,
                value=told["value"],
                among=told["among"],
                source=source.id,
                voice=source.voice.value,
                carried=told["value"] == figure.value,
                weak=item.weak,
                figure=figure.id,
            )


@frozen(kw_only=True)
class SideRow:
    """One statement of one side on a subject."""

    when: PartialDate | None
    """When the first source that has it was published."""
    side: str
    """`management`, `labor`, `both`, or empty where who says it is of neither."""
    by: tuple[str, ...]
    kind: StatementKind
    claim: str | None
    numbers: tuple[Quantity, ...]
    """The figures about the statement, where they are recorded apart from its words."""
    about: str | None
    answers: str | None
    statement: str
    sources: tuple[str, ...]


def sides(store: Store, topic: str, name: str | None = None) -> Table[SideRow]:
    """What each side says on a topic or on what lies below it, by date; of a round or of all.

    Raises `UnknownName` with the nearest ids.
    """
    wanted = _narrower(store, topic, "topic")
    statements = store.statements
    if name is not None:
        statements = statements.where(round=store.round(name).id)
    rows = [_side(store, each) for each in statements if wanted.intersection(each.topics or ())]
    return Table(SideRow, sorted(rows, key=_key), "statements")


def _side(store: Store, statement: Statement) -> SideRow:
    sources = tuple(dict.fromkeys(item.source for item in store.evidence_for(statement.id)))
    dates = [when for name in sources if (when := store.sources[name].published) is not None]
    figures = store.figures.where(about=statement.id)
    return SideRow(
        when=min(dates, key=lambda when: when.sort_key, default=None),
        side=side_of(store, statement.by),
        by=statement.by,
        kind=statement.kind,
        claim=statement.summary,
        numbers=tuple(figure.value for figure in figures if figure.value is not None),
        about=statement.about,
        answers=statement.answers,
        statement=statement.id,
        sources=sources,
    )


def side_of(store: Store, names: Iterable[str]) -> str:
    """Which side these are on: `management`, `labor`, `both`; empty where they are of neither.

    A person is on the side of the bodies that sources show the person to have a title in.
    """
    bodies = [store.get(body) for name in names for body in _bodies(store, name)]
    kinds = [body.kind for body in bodies if isinstance(body, Organization)]
    sides = {SIDES[kind] for kind in kinds if kind in SIDES}
    return "both" if len(sides) > 1 else next(iter(sides), "")


def _bodies(store: Store, name: str) -> tuple[str, ...]:
    titles = store.appointments.where(person=name)
    return tuple(body for title in titles for body in title.bodies) or (name,)
