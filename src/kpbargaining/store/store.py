"""The store: all records, the evidence for them, and where they come from."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, TypeVar

from kpbargaining.collector import collector_paused
from kpbargaining.errors import InvalidValue, UnknownName
from kpbargaining.records.evidence import Evidence
from kpbargaining.records.kinds import BY_CLASS, KINDS, AnyRecord, Kind
from kpbargaining.records.record import checks_of
from kpbargaining.store.index import Index
from kpbargaining.store.provenance import Provenance
from kpbargaining.store.records import Records

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpbargaining.store.provenance import Unread
    from kpbargaining.tables.table import Table

__all__ = ["Store", "derived", "opened"]

UNKNOWN = Provenance()


class Store(Records):
    """All records of all kinds, and the evidence for them; equal if both are.

    Raises `InvalidValue` for what is not exactly a record, or not evidence, and for evidence on
    what is no fact field of its record or with a reading that the field could never hold.
    """

    def __init__(
        self,
        records: Iterable[AnyRecord],
        evidence: Iterable[Evidence],
        provenance: Provenance = UNKNOWN,
    ) -> None:
        super().__init__(records)
        if not isinstance(evidence, Iterable):  # pyright: ignore[reportUnnecessaryIsInstance] - None is tried
            raise InvalidValue("a list of evidence, or another iterable of it", evidence)
        if not isinstance(provenance, Provenance):  # pyright: ignore[reportUnnecessaryIsInstance] - text is tried
            raise InvalidValue("a Provenance as the third argument", provenance)
        self._evidence = tuple(evidence)
        self._provenance = provenance
        kinds = self._kinds()
        for item in self._evidence:
            if type(item) is not Evidence:
                raise InvalidValue("a piece of evidence; records come first, evidence second", item)
            record = self.get(item.record)
            kind = kinds[record.id] if record else None
            if kind is not None:
                _refuse_impossible(item, kind)

    @cached_property
    def _evidence(self) -> tuple[Evidence, ...]:
        return tuple(self._unread.evidence()) if self._given else ()  # the records come first

    def _all_evidence(self) -> tuple[Evidence, ...]:
        return self._evidence

    def _about(self, record_id: str) -> Sequence[Evidence]:
        """The evidence about one record; as long as the rest is unread, it stays so."""
        if "_evidence" in vars(self):
            return self.index.of_record.get(record_id, ())
        return self._unread.about(record_id) if self._given else ()

    def _kinds(self) -> dict[str, Kind | None]:
        """The kind of the record of each id; None where two kinds have it, which a check finds."""
        kinds: dict[str, Kind | None] = {}
        for record in self._given:
            kind = BY_CLASS[type(record)]
            kinds[record.id] = kind if kinds.get(record.id, kind) is kind else None
        return kinds

    @property
    def edition(self) -> str | None:
        """The name of the edition it was read from; None for a folder of one's own."""
        publication = self._provenance.publication
        return publication.edition if publication else None

    @cached_property
    def digest(self) -> str | None:
        """The SHA-256 of the data files it was read from, by name and content.

        None for a dataset that was made of records, and not read.
        """
        return self._provenance.digest() if self._provenance.digest else None

    def _origin(self) -> dict[str, str]:
        return self._provenance.told()

    def _opens(self, record_id: str) -> list[str]:
        return self.index.lines_about(record_id)

    @property
    def lineage(self) -> tuple[str, ...]:
        """How it was derived from what was read, step by step; empty if it is what was read."""
        return self._provenance.lineage

    @cached_property
    def index(self) -> Index:
        """The lookups that the questions rest on; for tools of your own."""
        return Index(self, self._all_evidence, self._about, self._ids, self._provenance)

    @property
    def evidence(self) -> Table[Evidence]:
        """Every piece of evidence."""
        return self.index.table(Evidence, self._evidence, "pieces of evidence")

    def evidence_for(self, record_id: str, field: str | None = None) -> Table[Evidence]:
        """The evidence for a record, or for one fact field of it, readings included.

        Raises `UnknownName` for an id or a fact field that does not exist, naming the nearest.
        """
        facts = self.index.facts_of(record_id)
        if field is not None and field not in facts:
            raise UnknownName("fact field", field, facts)
        found = [
            item
            for item in self.index.about(self[record_id].id)
            if field is None or field in (item.fields or ()) or field in item.readings
        ]
        return self.index.table(Evidence, found, "pieces of evidence")

    @collector_paused()
    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Store):
            return NotImplemented
        same = all(self.of(kind.cls) == other.of(kind.cls) for kind in KINDS)
        return same and self.index.of_record == other.index.of_record

    __hash__: ClassVar[None]  # type: ignore[assignment]

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:  # a pickle holds no lookups
        return type(self), (self._given, self._evidence, self._provenance)


def _refuse_impossible(item: Evidence, kind: Kind) -> None:
    """Refuse evidence on no fact of a kind, and readings that the field could never hold."""
    place = f"of {item.record}, by {item.source}"
    read = item.readings
    for name in (*(item.fields or ()), *read):
        if name not in kind.facts:
            facts = ", ".join(kind.facts) or "none"
            where = "says" if name in read else "fields"
            raise InvalidValue(f"a fact field {place} (there are: {facts})", name, where)
    for name, value in read.items():
        try:
            for check in checks_of(kind.fields[name]):
                check(value)
        except InvalidValue as error:
            raise InvalidValue(f"{error.expected} for {name} {place}", value, "says") from None


S = TypeVar("S", bound=Store)


def check_store(value: object, wanted: str = "a dataset") -> None:
    """Refuse what is no dataset, such as a folder or an edition's name: raises `InvalidValue`."""
    if not isinstance(value, Store):
        raise InvalidValue(f"{wanted}; kp.load(edition) or kp.read(folder) gives one", value)


def opened(cls: type[S], unread: Unread, provenance: Provenance) -> S:
    """A dataset of records and evidence that are sound, and read when they are asked for."""
    store = cls.__new__(cls)
    vars(store).update(_unread=unread, _provenance=provenance)
    return store


def derived(
    store: S,
    records: Iterable[AnyRecord],
    evidence: Iterable[Evidence],
    step: str,
    added: frozenset[str] = frozenset(),
) -> S:
    """A dataset of other records and evidence that remembers where it comes from.

    *step* says how it was made, for `lineage`; *added* are the ids that were brought in.
    """
    return type(store)(records, evidence, store.index.provenance.then(step, added))
