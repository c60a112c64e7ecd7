"""What sources say of a fact: where they differ, which spoke first, and what leaves doubt."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import attrs
from attrs import frozen

from kpbargaining.records.evidence import Doubt, Evidence, Voice
from kpbargaining.records.kinds import BY_CLASS, AnyRecord
from kpbargaining.records.roles import column
from kpbargaining.records.showing import Shown
from kpbargaining.store.asking import question
from kpbargaining.values.days import is_certain
from kpbargaining.values.percentages import percent
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Count, Id, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpbargaining.store.store import Store
    from kpbargaining.tables.table import Table
    from kpbargaining.values.days import Certainty
    from kpbargaining.values.when import PartialDate

__all__ = [
    "DisagreementKind",
    "DisagreementRow",
    "EvidenceShareRow",
    "FindRow",
    "disagreements",
    "evidence_shares",
    "find",
    "first_said",
]


class DisagreementKind(StrEnum):
    """Why a value is less sure than it looks."""

    READING = "another reading"
    """A source gives another value."""
    DOUBT = "doubt"
    """No source says otherwise, but the words leave it open."""
    OPEN_LIST = "open list"
    """The source says that there is more than it lists."""


@frozen(kw_only=True, repr=False)
class DisagreementRow(Shown):
    """A source that gives a field another value than the record carries, or leaves doubt."""

    record: Id = attrs.field(metadata=column("The record", refers="any"))
    field: Text | None = attrs.field(
        metadata=column("The field; empty where it is the record as a whole")
    )
    kind: DisagreementKind = attrs.field(metadata=column("A reading, a doubt, or a list left open"))
    value: Any = attrs.field(metadata=column("What the record carries"))
    supported_by: tuple[Id, ...] = attrs.field(
        metadata=column("The sources that agree with the record", refers="Source")
    )
    reading: Any = attrs.field(metadata=column("What the other source says"))
    doubt: Doubt | None = attrs.field(metadata=column("Why it is in doubt"))
    source: Id = attrs.field(metadata=column("The source", refers="Source"))
    weak: bool = attrs.field(metadata=column("Whether its evidence is too weak to be carried"))
    note: Text | None = attrs.field(metadata=column("Why the field carries what it does"))


@question
def disagreements(store: Store, record_id: str | None = None) -> Table[DisagreementRow]:
    """The readings that differ from what records carry, and what is in doubt or left open.

    Of a round, of one record, or of all. Raises `UnknownName` with the nearest ids.
    """
    rows = [row for record in _scope(store, record_id) for row in _of(store, record)]
    return store.index.table(DisagreementRow, rows, "disagreements")


def _scope(store: Store, record_id: str | None) -> Iterable[AnyRecord]:
    if record_id is None:
        return store.records()
    return store.index.in_round(record_id) if record_id in store.rounds else (store[record_id],)


def _of(store: Store, record: AnyRecord) -> Iterator[DisagreementRow]:
    for item in store.evidence_for(record.id):
        for name in BY_CLASS[type(record)].facts:
            value, reading = getattr(record, name), item.readings.get(name)
            if reading is not None and reading != value:
                yield _row(store, record, item, name, DisagreementKind.READING)
        for name in item.open or ():
            yield _row(store, record, item, name, DisagreementKind.OPEN_LIST)
        if item.doubt is not None:
            for each in item.fields or (None,):
                yield _row(store, record, item, each, DisagreementKind.DOUBT)


def _row(
    store: Store, record: AnyRecord, item: Evidence, name: str | None, kind: DisagreementKind
) -> DisagreementRow:
    return DisagreementRow(
        record=record.id,
        field=name,
        kind=kind,
        value=getattr(record, name) if name else None,
        supported_by=store.index.tellers(record.id, name),
        reading=item.readings.get(name) if name else None,
        doubt=item.doubt if kind is DisagreementKind.DOUBT else None,
        source=item.source,
        weak=item.weak,
        note=item.note,
    )


@question
def first_said(
    store: Store, record_id: str, field: str, certainty: Certainty = "certainly"
) -> Table[Evidence]:
    """The evidence that spoke of a field first, by the publication of its source.

    `certainly` gives the evidence of the one source that is earlier than all others for sure, and
    nothing where that cannot be told; `possibly` gives all that can have been first.
    Raises `UnknownName` with the nearest ids or fields.
    """
    certain = is_certain(certainty)
    evidence = store.evidence_for(record_id, field)
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


@frozen(kw_only=True, repr=False)
class EvidenceShareRow(Shown):
    """How much of the evidence of one voice can be found again in its documents."""

    voice: Voice | None = attrs.field(
        metadata=column("Whose; empty where the source is not in the dataset")
    )
    evidence: Count = attrs.field(metadata=column("How much evidence there is", unit="pieces"))
    passages: Count = attrs.field(metadata=column("Of it, with a passage", unit="pieces"))
    locators: Count = attrs.field(metadata=column("Of the rest, with a locator", unit="pieces"))
    unplaced: Count = attrs.field(metadata=column("Of it, with neither", unit="pieces"))
    passage_share: Quantity = attrs.field(
        metadata=column("The share with a passage", unit="percent")
    )
    placed_share: Quantity = attrs.field(
        metadata=column("The share with a passage or a locator", unit="percent")
    )


@question
def evidence_shares(store: Store) -> Table[EvidenceShareRow]:
    """How much of the evidence names the words or the place in its source, voice by voice.

    Most evidence first. Shares are to a hundredth of a percent, half up.
    """
    by_voice: dict[Voice | None, list[Evidence]] = defaultdict(list)
    for item in store.evidence:
        source = store.sources.get(item.source)
        by_voice[None if source is None else source.voice].append(item)
    rows = [_shares(voice, evidence) for voice, evidence in by_voice.items()]
    rows.sort(key=lambda row: (-row.evidence, row.voice or ""))
    return store.index.table(EvidenceShareRow, rows, "evidence by voice")


def _shares(voice: Voice | None, evidence: list[Evidence]) -> EvidenceShareRow:
    passages = sum(item.passage is not None for item in evidence)
    locators = sum(item.passage is None and item.locator is not None for item in evidence)
    return EvidenceShareRow(
        voice=voice,
        evidence=len(evidence),
        passages=passages,
        locators=locators,
        unplaced=len(evidence) - passages - locators,
        passage_share=_share_of(passages, evidence),
        placed_share=_share_of(passages + locators, evidence),
    )


def _share_of(number: int, evidence: list[Evidence]) -> Quantity:
    return percent(Decimal(100) * number / len(evidence))


@frozen(kw_only=True, repr=False)
class FindRow(Shown):
    """A record in whose id or words a text occurs."""

    record: Id = attrs.field(metadata=column("The record", refers="any"))
    kind: Text = attrs.field(metadata=column("Its kind"))
    field: Text = attrs.field(metadata=column("The field in which the text occurs first"))
    text: Text = attrs.field(metadata=column("What stands there"))


@question
def find(store: Store, text: str) -> Table[FindRow]:
    """The records in whose id, names, titles, summaries or other words a text occurs.

    Capitals do not matter, nor does the order of its words. Ids that begin with it stand first.
    """
    words = text.casefold().split()
    rows = [row for record in store.records() if words and (row := _found(record, words))]
    rows.sort(key=lambda row: not row.record.startswith(text.casefold()))
    return store.index.table(FindRow, rows, "records")


def _found(record: AnyRecord, words: list[str]) -> FindRow | None:
    for described in BY_CLASS[type(record)].fields.values():
        value = getattr(record, described.name)
        if described.name != "id" and (described.type is not Text or value is None):
            continue
        told = "; ".join(value) if isinstance(value, tuple) else str(value)
        if all(word in told.casefold() for word in words):
            return FindRow(
                record=record.id, kind=type(record).__name__, field=described.name, text=told
            )
    return None
