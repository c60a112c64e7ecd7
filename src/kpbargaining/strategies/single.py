"""Strategies for one record, one source, one piece of evidence."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import attrs
from hypothesis import strategies as st

from kpbargaining.records.actions import Vote
from kpbargaining.records.amounts import Amount
from kpbargaining.records.evidence import Basis, Doubt, Evidence, Source
from kpbargaining.records.kinds import BY_CLASS, AnyRecord
from kpbargaining.records.record import FIRST_YEAR, LAST_YEAR
from kpbargaining.records.roles import Role
from kpbargaining.strategies.values import (
    amounts,
    counts,
    digests,
    ids,
    names,
    partial_dates,
    passages,
    quantities,
    spans,
    texts,
    urls,
)
from kpbargaining.values.passages import Passage
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import LARGEST_COUNT, Count, Digest, Id, Text, Url
from kpbargaining.values.when import PartialDate, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kpbargaining.records.roles import Field

__all__ = ["evidence", "fitting", "records", "resting", "several", "sources", "testimony", "typed"]

SILENT, AGREES, SAYS = "silent", "agrees", "says"
"""How a piece of evidence can stand to a fact."""

R = TypeVar("R", bound=AnyRecord)

TYPED: dict[Any, Callable[[], st.SearchStrategy[Any]]] = {
    Count: counts,
    Digest: digests,
    Id: ids,
    PartialDate: lambda: partial_dates(FIRST_YEAR, LAST_YEAR),
    Passage: passages,
    Quantity: quantities,
    Span: lambda: spans(FIRST_YEAR, LAST_YEAR),
    Text: texts,
    Url: urls,
    bool: st.booleans,
}
"""The strategy for each type of value; the members of a vocabulary are all drawn."""

HALF_OF_CAST, MOST_CAST, MOST_ELIGIBLE = 100, 10_000, 1_000_000
AMONG_VOTES = {
    "yes": Amount(unit="votes", high=HALF_OF_CAST, whole=True),
    "no": Amount(unit="votes", high=HALF_OF_CAST, whole=True),
    "cast": Amount(unit="votes", low=2 * HALF_OF_CAST, high=MOST_CAST, whole=True),
    "eligible": Amount(unit="members", low=MOST_CAST + 1, high=MOST_ELIGIBLE, whole=True),
}
"""The counts of a vote: whichever stand side by side, none is more than what it is a part of."""


@cache
def typed(field: Field, amount: Amount | None = None) -> st.SearchStrategy[Any]:
    """What the field can hold if it is filled; if it is an amount, of that class or its own."""
    bounds = amount or field.amount
    if isinstance(field.type, type) and issubclass(field.type, StrEnum):
        return several(field, st.sampled_from(field.type))
    if bounds is not None and field.type is Quantity:
        return amounts(bounds)
    if bounds is not None:
        return st.integers(bounds.low, bounds.high or LARGEST_COUNT)
    return several(field, TYPED[field.type]())


def fitting(cls: type, field: Field) -> st.SearchStrategy[Any]:
    """What the field can hold beside the other fields of its record."""
    return typed(field, AMONG_VOTES.get(field.name) if cls is Vote else None)


def several(field: Field, item: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """One such item, or a tuple of one or more different ones where the field holds many."""
    return _several(item) if field.many else item


def _several(item: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """A tuple of one or more different items."""
    return st.lists(item, min_size=1, max_size=3, unique=True).map(tuple)


def records(cls: type[R]) -> st.SearchStrategy[R]:
    """Records of one kind, every field of them reached: `records(Session)`, `records(Person)`.

    What they refer to need not exist: `Session(id="2030-acme/b", round="2030-acme", place="x")`
    comes without its round. For what belongs together see `datasets`.
    """
    fields = BY_CLASS[cls].fields
    filled = {
        name: st.none() | fitting(cls, field) if field.optional else fitting(cls, field)
        for name, field in fields.items()
        if name not in ("id", "round")
    }
    inside = st.builds(_inside, names(), ids())
    outside = st.fixed_dictionaries({"id": ids() if cls is Source else names()})
    places = [outside] * ("round" not in fields or fields["round"].optional)
    places += [inside] * ("round" in fields)
    return st.builds(_placed, st.just(cls), st.one_of(places), st.fixed_dictionaries(filled))


def sources() -> st.SearchStrategy[Source]:
    """Sources of every kind: `Source(id="may", kind=SourceKind.STORY, title="Talks open", ...)`."""
    return records(Source)


@st.composite
def evidence(
    draw: st.DrawFn, record: AnyRecord, sources: st.SearchStrategy[Id] | None = None
) -> Evidence:
    """Evidence about a record, agreeing with some of its facts and differing on others.

    `evidence(acme)` gives, say, `Evidence(record="acme", source="ab-1", fields=("since",))`.
    It rests on *sources*; without them, the ids of its sources are those of no records.
    """
    facts = [field for field in BY_CLASS[type(record)].fields.values() if field.role is Role.FACT]
    stances = [(field, draw(_STANCES)) for field in facts]
    agrees = [field.name for field, stance in stances if stance == AGREES]
    says = [(field.name, draw(typed(field))) for field, stance in stances if stance == SAYS]
    rests = resting(draw, ids() if sources is None else sources, lambda _: False)
    made = testimony(draw, record, agrees, says, rests)
    return attrs.evolve(made, quote=draw(_MAYBE_TEXTS))


def resting(
    draw: st.DrawFn, sources: st.SearchStrategy[Id], foretells: Callable[[Id], bool]
) -> dict[str, Any]:
    """Draw what a piece of evidence rests on: its source, its basis, further sources.

    *foretells* tells of a source whether it came too early to state what it agrees with.
    """
    source = draw(sources)
    basis = draw(_UNSTATED if foretells(source) else _BASES)
    others = draw(st.lists(sources, max_size=2, unique=True)) if basis is Basis.DERIVED else []
    also = tuple(other for other in others if other != source) or None
    return {"source": source, "basis": basis, "also": also}


def testimony(
    draw: st.DrawFn,
    record: AnyRecord,
    agrees: Iterable[str],
    says: Iterable[tuple[str, Any]],
    rests: dict[str, Any],
) -> Evidence:
    """Draw everything else about a piece of evidence; it explains itself where it has to."""
    agreed, readings, doubt = tuple(agrees), tuple(says), draw(_DOUBTS)
    spoken = [*agreed, *(name for name, _ in readings)]
    plain = rests["basis"] is Basis.STATED and not readings and doubt is None
    return Evidence(
        record=record.id,
        fields=agreed or None,
        says=readings or None,
        open=draw(st.none() | _several(st.sampled_from(spoken))) if spoken else None,
        weak=bool(readings) and draw(st.booleans()),
        doubt=doubt,
        attests=draw(_MAYBE_DATES),
        locator=draw(_MAYBE_TEXTS),
        passage=draw(_MAYBE_PASSAGES),
        note=draw(_MAYBE_TEXTS if plain else _TEXTS),
        **rests,
    )


_BASES = st.sampled_from(Basis)
_UNSTATED = st.sampled_from([Basis.COMPLETED, Basis.DERIVED])
_STANCES = st.sampled_from([SILENT, AGREES, SAYS])
_DOUBTS = st.none() | st.sampled_from(Doubt)
_TEXTS = texts()
_MAYBE_TEXTS = st.none() | _TEXTS
_MAYBE_PASSAGES = st.none() | passages()
_MAYBE_DATES = st.none() | partial_dates(FIRST_YEAR, LAST_YEAR)


def _inside(home: Id, rest: Id) -> dict[str, Id]:
    """Return the fields that say which record of which round it is."""
    return {"id": f"{home}/{rest}", "round": home}


def _placed(cls: type[R], place: dict[str, Any], filled: dict[str, Any]) -> R:
    """Return the record of these fields."""
    return cls(**place, **filled)
