"""Strategies for one record, one source, one piece of evidence."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import attrs
from hypothesis import strategies as st

from kpbargaining.records.evidence import Basis, Evidence, Source
from kpbargaining.records.kinds import BY_CLASS, AnyRecord
from kpbargaining.records.roles import Role
from kpbargaining.strategies.values import (
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
from kpbargaining.values.texts import Count, Digest, Id, Text, Url
from kpbargaining.values.when import PartialDate, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kpbargaining.records.roles import Field

__all__ = ["evidence", "records", "several", "sources", "testimony", "typed"]

SILENT, AGREES, SAYS = "silent", "agrees", "says"
"""How a piece of evidence can stand to a fact."""

R = TypeVar("R", bound=AnyRecord)

TYPED: dict[Any, Callable[[], st.SearchStrategy[Any]]] = {
    Count: counts,
    Digest: digests,
    Id: ids,
    PartialDate: partial_dates,
    Passage: passages,
    Quantity: quantities,
    Span: spans,
    Text: texts,
    Url: urls,
}
"""The strategy for each type of value; the members of a vocabulary are all drawn."""


@cache
def typed(field: Field) -> st.SearchStrategy[Any]:
    """What the field can hold if it is filled."""
    if isinstance(field.type, type) and issubclass(field.type, StrEnum):
        return several(field, st.sampled_from(field.type))
    return several(field, TYPED[field.type]())


def several(field: Field, item: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """One such item, or a tuple of one or more different ones where the field holds many."""
    return st.lists(item, min_size=1, max_size=3, unique=True).map(tuple) if field.many else item


def records(cls: type[R]) -> st.SearchStrategy[R]:
    """Records of one kind, every field of them reached: `records(Session)`, `records(Person)`.

    What they refer to need not exist: `Session(id="2030-acme/b", round="2030-acme", place="x")`
    comes without its round. For what belongs together see `datasets`.
    """
    fields = BY_CLASS[cls].fields
    filled = {
        name: st.none() | typed(field) if field.optional else typed(field)
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
    made = testimony(draw, record, agrees, says, ids() if sources is None else sources)
    return attrs.evolve(made, quote=draw(_MAYBE_TEXTS))


def testimony(
    draw: st.DrawFn,
    record: AnyRecord,
    agrees: Iterable[str],
    says: Iterable[tuple[str, Any]],
    sources: st.SearchStrategy[Id],
) -> Evidence:
    """Draw everything else about a piece of evidence; it explains itself where it has to."""
    readings = tuple(says)
    source, basis = draw(sources), draw(_BASES)
    others = draw(st.lists(sources, max_size=2, unique=True)) if basis is Basis.DERIVED else []
    plain = basis is Basis.STATED and not readings
    return Evidence(
        record=record.id,
        source=source,
        fields=tuple(map(Text, agrees)) or None,
        says=readings or None,
        weak=bool(readings) and draw(st.booleans()),
        basis=basis,
        also=tuple(other for other in others if other != source) or None,
        locator=draw(_MAYBE_TEXTS),
        passage=draw(_MAYBE_PASSAGES),
        note=draw(_MAYBE_TEXTS if plain else _TEXTS),
    )


_BASES = st.sampled_from(Basis)
_STANCES = st.sampled_from([SILENT, AGREES, SAYS])
_TEXTS = texts()
_MAYBE_TEXTS = st.none() | _TEXTS
_MAYBE_PASSAGES = st.none() | passages()


def _inside(home: Id, rest: Id) -> dict[str, Id]:
    """Return the fields that say which record of which round it is."""
    return {"id": Id(f"{home}/{rest}"), "round": home}


def _placed(cls: type[R], place: dict[str, Any], filled: dict[str, Any]) -> R:
    """Return the record of these fields."""
    return cls(**place, **filled)
