"""Who says what: a row for each record, field, value and source, with where it stands there."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import attrs
from attrs import frozen

from kpbargaining.errors import InvalidValue
from kpbargaining.records.evidence import Basis, Doubt, Voice
from kpbargaining.records.roles import column
from kpbargaining.records.showing import Shown
from kpbargaining.store.asking import question
from kpbargaining.store.telling import address_of
from kpbargaining.values.passages import Passage
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Id, Text, Url
from kpbargaining.values.types import When, plain, worded
from kpbargaining.values.when import PartialDate, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpbargaining.records.evidence import Evidence
    from kpbargaining.store.store import Store
    from kpbargaining.tables.table import Table

    Said = tuple[str, Evidence, str | None, Any]

__all__ = ["ClaimRow", "claims"]

_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

DIGITS = 20
"""How many hexadecimal digits of a SHA-256 name a claim."""


@frozen(kw_only=True, repr=False)
class ClaimRow(Shown):
    """What one source says of one field of one record, and where."""

    claim: Text = attrs.field(
        metadata=column("Its name: a digest of record, field, value and source, for ever the same")
    )
    record: Id = attrs.field(metadata=column("The record", refers="any"))
    kind: Text = attrs.field(metadata=column("The kind of record: Session, Proposal"))
    field: Text | None = attrs.field(
        metadata=column("The field; none where the source just tells of the record")
    )
    value: Text | None = attrs.field(
        metadata=column("The value that the source gives; none where it says that there is none")
    )
    when: When | None = attrs.field(metadata=column("The value, where it is a date or a span"))
    amount: Quantity | None = attrs.field(
        metadata=column("The value, where it is a number", unit="as the field says")
    )
    carried: bool = attrs.field(
        metadata=column("Whether the record carries it, or it is another reading")
    )
    weak: bool = attrs.field(
        metadata=column("Whether the source is too weak for the record to carry what it says")
    )
    basis: Basis = attrs.field(metadata=column("How the source supports the value"))
    doubt: Doubt | None = attrs.field(metadata=column("Why it is less sure than it sounds"))
    source: Id = attrs.field(metadata=column("The source", refers="Source"))
    also: tuple[Id, ...] | None = attrs.field(
        metadata=column("The other sources a derived value rests on", refers="Source")
    )
    voice: Voice = attrs.field(metadata=column("Whose voice the source is published in"))
    publisher: Text = attrs.field(metadata=column("Who published it"))
    title: Text = attrs.field(metadata=column("Its title"))
    address: Url | None = attrs.field(
        metadata=column("Its public address, or else that of what carries it")
    )
    published: PartialDate | None = attrs.field(metadata=column("When it was published"))
    locator: Text | None = attrs.field(metadata=column("Where in it a person finds it"))
    passage: Passage | None = attrs.field(
        metadata=column("The fingerprint of the words that say so")
    )
    attests: PartialDate | None = attrs.field(
        metadata=column("A day on which, by this source, the record was so")
    )
    open: bool = attrs.field(metadata=column("Whether the source leaves the list of values open"))
    note: Text | None = attrs.field(metadata=column("What a reader should know"))
    first_edition: Text | None = attrs.field(
        metadata=column("The first frozen edition that has it; none where no edition does")
    )
    last_edition: Text | None = attrs.field(metadata=column("The last frozen edition that has it"))


@question
def claims(store: Store) -> Table[ClaimRow]:
    """Who says what: a row for each record, field, value and source, record by record.

    A source that says the same in two places has a row for each. `evidence_for` gives what is
    behind one value; this is all of it at once, to be joined to any table by record and field.
    Raises `InvalidValue` where evidence names a source that is not there, or two records have one
    id.
    """
    return store.index.once("claims", lambda: _claims(store))


def _claims(store: Store) -> Table[ClaimRow]:
    lives = _lives(store.index.editions)
    rows = [_row(store, said, lives.get(said[0], (None, None))) for said in _said(store)]
    return store.index.table(ClaimRow, rows, "claims")


def _lives(editions: Iterable[Store]) -> dict[str, tuple[str | None, str | None]]:
    """The first and the last edition that has each claim; the editions come in their order."""
    found: dict[str, tuple[str | None, str | None]] = {}
    for store in editions:
        for claim, *_ in _said(store):
            first, _ = found.get(claim, (store.edition, None))
            found[claim] = (first, store.edition)
    return found


def _said(store: Store) -> Iterator[Said]:
    """What is said: the name of the claim, the evidence, field and value."""
    times = Counter[str]()
    for record in store.records():
        if store[record.id] is not record:
            raise InvalidValue("one record to an id, as kp.check asks for", record.id)
        for item in store.index.about(record.id):
            agreed = ((name, getattr(record, name)) for name in item.fields or ())
            pairs: list[tuple[str | None, Any]] = [*agreed, *(item.says or ())]
            for name, value in pairs or [(None, None)]:
                said = _digest(record.id, name, plain(value), item.source)
                times[said] += 1
                again = times[said]
                yield said if again == 1 else _digest(said, again), item, name, value


def _digest(*parts: Any) -> str:
    return sha256(_compact(parts).encode()).hexdigest()[:DIGITS]


def _row(store: Store, said: Said, editions: tuple[str | None, str | None]) -> ClaimRow:
    name, item, about, value = said
    record, source = store[item.record], store.sources.get(item.source)
    if source is None:
        told = f"{item.source}, of which evidence for {item.record} is"
        raise InvalidValue("a source that is in the dataset, as kp.check asks for", told)
    return ClaimRow(
        claim=name,
        record=record.id,
        kind=type(record).__name__,
        field=about,
        value=None if value is None else worded(value),
        when=value if isinstance(value, (PartialDate, Span)) else None,
        amount=_amount(value),
        carried=about is None or about in (item.fields or ()),
        weak=item.weak,
        basis=item.basis,
        doubt=item.doubt,
        source=source.id,
        also=item.also,
        voice=source.voice,
        publisher=source.publisher,
        title=source.title,
        address=address_of(source, store.sources),
        published=source.published,
        locator=item.locator,
        passage=item.passage,
        attests=item.attests,
        open=about in (item.open or ()),
        note=item.note,
        first_edition=editions[0],
        last_edition=editions[1],
    )


def _amount(value: Any) -> Quantity | None:
    """A number as an amount; None for what is none."""
    if isinstance(value, Quantity):
        return value
    is_number = isinstance(value, (int, Decimal)) and not isinstance(value, bool)
    return Quantity(str(value)) if is_number else None
