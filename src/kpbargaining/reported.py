"""Numbers side by side: every source's number about one thing, over time, with its voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from kpbargaining.errors import UnknownName
from kpbargaining.quantity import Quantity
from kpbargaining.records.figures import Scope
from kpbargaining.tables import Table
from kpbargaining.when import PartialDate, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.evidence import Evidence
    from kpbargaining.records.figures import Figure, Statement
    from kpbargaining.store import Store

__all__ = ["NumberRow", "SideRow", "numbers", "sides"]


@frozen(kw_only=True)
class NumberRow:
    """One number, as one source gives it."""

    when: PartialDate | Span | None
    """The days it covers, otherwise when the source was published."""
    about: str
    metric: str
    scope: Scope
    value: Quantity
    among: str | None
    source: str
    voice: str
    carried: bool
    """Whether it is the value that the record carries, or another reading."""
    weak: bool
    figure: str


def numbers(store: Store, about: str | None = None, metric: str | None = None) -> Table[NumberRow]:
    """Every source's number about a record, of a metric, or both; by date.

    Sources that disagree stand side by side, each with its voice. A metric stands for the
    narrower ones below it, too. Raises `UnknownName` with the nearest ids.
    """
    figures = [f for f in store.figures if about is None or f.about == store[about].id]
    if metric is not None:
        wanted = _narrower(store, metric)
        figures = [f for f in figures if f.metric in wanted]
    rows = [row for figure in figures for row in _rows(store, figure)]
    rows.sort(key=lambda row: (row.when is None, row.when.sort_key if row.when else (0, 0, "")))
    return Table(NumberRow, rows, "numbers")


def _narrower(store: Store, metric: str) -> set[str]:
    if metric not in store.terms:
        raise UnknownName("metric", metric, store.terms.ids)
    found = {metric}
    while more := {t.id for t in store.terms if t.parent in found} - found:
        found |= more
    return found


def _rows(store: Store, figure: Figure) -> Iterator[NumberRow]:
    for item in store.evidence_for(figure.id, "value"):
        reading = item.readings.get("value")
        value = figure.value if reading is None else reading
        if isinstance(value, Quantity):
            yield _row(store, figure, item, value)


def _row(store: Store, figure: Figure, item: Evidence, value: Quantity) -> NumberRow:
    source = store.sources[item.source]
    return NumberRow(
        when=figure.period or source.published,
        about=figure.about,
        metric=figure.metric,
        scope=figure.scope,
        value=value,
        among=figure.among,
        source=source.id,
        voice=source.voice.value,
        carried=value == figure.value,
        weak=item.weak,
        figure=figure.id,
    )


@frozen(kw_only=True)
class SideRow:
    """One statement of one side on a subject."""

    when: PartialDate | None
    """When the first source that has it was published."""
    by: tuple[str, ...]
    kind: str
    claim: str | None
    answers: str | None
    statement: str
    sources: tuple[str, ...]


def sides(store: Store, topic: str, name: str | None = None) -> Table[SideRow]:
    """What each side says on a topic or on what lies below it, by date; of a round or of all.

    Raises `UnknownName` with the nearest ids.
    """
    wanted = _narrower(store, topic)
    statements = store.statements
    if name is not None:
        statements = statements.where(round=store.round(name).id)
    rows = [_side(store, s) for s in statements if wanted.intersection(s.topics or ())]
    rows.sort(key=lambda row: (row.when is None, row.when.sort_key if row.when else (0, 0, "")))
    return Table(SideRow, rows, "statements")


def _side(store: Store, statement: Statement) -> SideRow:
    sources = tuple(dict.fromkeys(e.source for e in store.evidence_for(statement.id)))
    dates = [when for name in sources if (when := store.sources[name].published) is not None]
    return SideRow(
        when=min(dates, key=lambda when: when.sort_key) if dates else None,
        by=statement.by,
        kind=statement.kind.value,
        claim=statement.summary,
        answers=statement.answers,
        statement=statement.id,
        sources=sources,
    )
