"""The lookups behind the questions, each worked out once: evidence, rounds, referrers, tellers."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from kpbargaining.errors import UnknownName
from kpbargaining.records.kinds import BY_CLASS, KINDS, AnyRecord, references
from kpbargaining.store.records import is_one_of
from kpbargaining.store.telling import document, witness
from kpbargaining.tables.matching import kinds_in_words
from kpbargaining.tables.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import attrs

    from kpbargaining.records.bargaining import BargainingRound
    from kpbargaining.records.evidence import Evidence
    from kpbargaining.store.provenance import Provenance
    from kpbargaining.store.records import Records
    from kpbargaining.tables.matching import Ids

__all__ = ["Index"]

Made = TypeVar("Made")
R = TypeVar("R", bound=AnyRecord)
Row = TypeVar("Row", bound="attrs.AttrsInstance")


class Index:
    """What can be looked up in the records and evidence of one dataset."""

    def __init__(
        self,
        records: Records,
        evidence: Callable[[], tuple[Evidence, ...]],
        about: Callable[[str], Sequence[Evidence]],
        ids: Ids,
        provenance: Provenance,
    ) -> None:
        self._records = records
        self._evidence = evidence
        self.about = about
        """Gives the evidence about the record of an id, in order; none of what is not there."""
        self._ids = ids
        self.provenance = provenance
        """Where they come from."""
        self._made: dict[str, Any] = {}

    @cached_property
    def of_record(self) -> dict[str, list[Evidence]]:
        """The evidence about each record, by its id."""
        grouped: dict[str, list[Evidence]] = defaultdict(list)
        for item in self._evidence():
            grouped[item.record].append(item)
        return dict(grouped)

    @cached_property
    def last_day(self) -> int:
        """The last day that the sources speak for, as an ordinal; 0 where none has a date.

        It is the one on which the latest source was published at the earliest. A source that gives
        its own date and nothing else, or numbers of identification, speaks for no day.
        """
        about: dict[str, set[str]] = defaultdict(set)
        for item in self._evidence():
            about[item.source].add(item.record)
        numbers = {record.id for record in self._records.identifiers}
        dates = [
            source.published
            for source in self._records.sources
            if source.id not in about or about[source.id] - numbers != {source.id}
        ]
        return max((when.low for when in dates if when and when.low), default=0)

    @cached_property
    def of_source(self) -> dict[str, list[Evidence]]:
        """The evidence that each source gives, by its id."""
        grouped: dict[str, list[Evidence]] = defaultdict(list)
        for item in self._evidence():
            grouped[item.source].append(item)
        return dict(grouped)

    @cached_property
    def _referrers(self) -> dict[str, dict[str, AnyRecord]]:
        grouped: dict[str, dict[str, AnyRecord]] = defaultdict(dict)
        for record in self._records.records():
            for _, target in references(record):
                grouped[self.current(target)][record.id] = record
        return dict(grouped)

    def current(self, record_id: str) -> str:
        """The id that a record has now, where another one is retired; otherwise the one given."""
        found = self._records.get(record_id)
        return found.id if found else record_id

    def referrers(self, record_id: str) -> tuple[AnyRecord, ...]:
        """The records that refer to the one of that id: its children, figures, statements ..."""
        return tuple(self._referrers.get(self._records[record_id].id, {}).values())

    def tellers(self, record_id: str, field: str | None = None) -> tuple[str, ...]:
        """Who says so: the sources of a record, or those that agree with one of its fields."""
        record = self._records[record_id]
        evidence: Iterable[Evidence] = self.about(record.id)
        if field is not None:
            value = getattr(record, field)
            evidence = [item for item in evidence if item.supports(field, value)]
        return tuple(dict.fromkeys(item.source for item in evidence))

    def lines_about(self, record_id: str) -> list[str]:
        """What a source is, in a line; of any other record, what each piece of evidence says.

        The title of a source stands in the first line about it alone.
        """
        sources = self._records.sources
        source = sources.get(record_id)
        if source is not None:
            return [document(source)]
        lines: list[str] = []
        told: set[str] = set()
        for item in self.about(self.current(record_id)):
            lines.append(witness(item, None if item.source in told else sources.get(item.source)))
            told.add(item.source)
        return lines

    def round(self, round_id: str) -> BargainingRound:
        """The round of that id; raises `UnknownName` with the nearest rounds."""
        rounds = self._records.rounds
        if round_id not in rounds:
            raise UnknownName("round", round_id, rounds.ids)
        return rounds[round_id]

    def one_of(self, refers: str, record_id: str) -> AnyRecord:
        """The record of that id, which is of one of some kinds: `Organization or Partnership`.

        Raises `UnknownName` with the nearest of them.
        """
        found = self._records[record_id]
        if not is_one_of(found, refers.split(" or ")):
            raise UnknownName(kinds_in_words(refers), record_id, sorted(self._ids(refers)))
        return found

    def in_round(self, round_id: str) -> tuple[AnyRecord, ...]:
        """The record of a round and every record inside it, kind by kind, in order."""
        whole = self.round(round_id)
        kinds = [kind.cls for kind in KINDS if kind.in_rounds]
        inside = (each for cls in kinds for each in self.of_round(cls, whole.id))
        return (whole, *inside)

    def of_round(self, cls: type[R], round_id: str | None) -> Iterable[R]:
        """The records of one kind in a round, or all of them; raises `UnknownName`."""
        records = self._records.of(cls)
        return records if round_id is None else records.having("round", self.round(round_id).id)

    def facts_of(self, record_id: str) -> tuple[str, ...]:
        """The names of the facts of a record's kind; raises `UnknownName`."""
        return BY_CLASS[type(self._records[record_id])].facts

    @cached_property
    def editions(self) -> tuple[Any, ...]:
        """The datasets of every edition frozen of the data, the oldest first; none of one's own."""
        about, editions = self.provenance.publication, self.provenance.editions
        itself = about is not None and about.frozen is not None and not self.provenance.lineage
        held = {about.edition: self._records} if about and itself else {}
        return tuple(editions(held)) if editions else ()

    def table(
        self, row: type[Row], rows: Iterable[Row], title: str, notes: Iterable[str] = ()
    ) -> Table[Row]:
        """An answer about these records: a table that knows which ids there are."""
        return Table(
            row,
            tuple(rows),
            title,
            tuple(notes),
            ids=self._ids,
            origin=self.provenance.told,
            opens=self.lines_about,
        )

    def once(self, name: str, make: Callable[[], Made]) -> Made:
        """What *make* works out, kept under a name and worked out the first time only."""
        if name not in self._made:
            self._made[name] = make()
        made: Made = self._made[name]
        return made
