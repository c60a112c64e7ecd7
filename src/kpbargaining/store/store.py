"""Frozen tables of records and evidence, indexed once, and nothing but lookup."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self, TypeVar, get_args

from kpbargaining.errors import UnknownName
from kpbargaining.records.actions import Case, Event, JobAction, Vote
from kpbargaining.records.agreements import Agreement, Partnership, Program
from kpbargaining.records.bargaining import (
    BargainingRound,
    Called,
    Committee,
    Deliverable,
    Outcome,
    Proposal,
    Session,
    Step,
)
from kpbargaining.records.evidence import Evidence, Source
from kpbargaining.records.figures import Figure, Statement, Term
from kpbargaining.records.kinds import BY_CLASS, KINDS, AnyRecord, references
from kpbargaining.records.parties import Appointment, Membership, Organization, Person
from kpbargaining.records.pay import WageStep
from kpbargaining.store.tables import Collection, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["Certainty", "Store", "is_certain"]

Certainty = Literal["certainly", "possibly"]
"""What counts where a date is uncertain: what must be so, or what can be so."""

CERTAINTIES = get_args(Certainty)

Made = TypeVar("Made")
R = TypeVar("R", bound=AnyRecord)


def is_certain(certainty: Certainty) -> bool:
    """Whether only what must be so counts; raises `UnknownName` for any other word."""
    if certainty not in CERTAINTIES:
        raise UnknownName("certainty", certainty, CERTAINTIES)
    return certainty == "certainly"


class Store:
    """All records of all kinds, and the evidence for them; equal if both are."""

    def __init__(self, records: Iterable[AnyRecord], evidence: Iterable[Evidence]) -> None:
        self._given = tuple(records)
        self._evidence = tuple(evidence)
        self._made: dict[object, Any] = {}

    @cached_property
    def _by_class(self) -> dict[type, list[AnyRecord]]:
        grouped: dict[type, list[AnyRecord]] = defaultdict(list)
        for record in self._given:
            grouped[type(record)].append(record)
        return grouped

    @cached_property
    def _collections(self) -> dict[type, Collection[Any]]:
        return {}

    def of(self, cls: type[R]) -> Collection[R]:
        """The records of one kind, by its class; raises `UnknownName` for any other class."""
        if cls not in BY_CLASS:
            raise UnknownName("kind", cls.__name__, [kind.name for kind in KINDS])
        if cls not in self._collections:
            rows: Iterable[Any] = self._by_class.get(cls, ())
            self._collections[cls] = Collection(cls, rows, BY_CLASS[cls].plural)
        return self._collections[cls]

    @property
    def sources(self) -> Collection[Source]:
        """The documents everything rests on."""
        return self.of(Source)

    @property
    def terms(self) -> Collection[Term]:
        """The words of the small vocabularies: topics, markets, metrics."""
        return self.of(Term)

    @property
    def organizations(self) -> Collection[Organization]:
        """Employers, medical groups, coalitions, unions, locals."""
        return self.of(Organization)

    @property
    def people(self) -> Collection[Person]:
        """People in their public roles."""
        return self.of(Person)

    @property
    def memberships(self) -> Collection[Membership]:
        """Who belonged to what."""
        return self.of(Membership)

    @property
    def appointments(self) -> Collection[Appointment]:
        """People's titles as sources state them."""
        return self.of(Appointment)

    @property
    def partnerships(self) -> Collection[Partnership]:
        """The standing relations of labor and management."""
        return self.of(Partnership)

    @property
    def agreements(self) -> Collection[Agreement]:
        """The contracts."""
        return self.of(Agreement)

    @property
    def programs(self) -> Collection[Program]:
        """What labor and management run."""
        return self.of(Program)

    @property
    def rounds(self) -> Collection[BargainingRound]:
        """The rounds of bargaining."""
        return self.of(BargainingRound)

    @property
    def steps(self) -> Collection[Step]:
        """The steps from subgroup to ratified contract."""
        return self.of(Step)

    @property
    def committees(self) -> Collection[Committee]:
        """The bodies of the rounds."""
        return self.of(Committee)

    @property
    def sessions(self) -> Collection[Session]:
        """The meetings of the parties, by date."""
        return self.of(Session)

    @property
    def deliverables(self) -> Collection[Deliverable]:
        """What committees are asked to produce."""
        return self.of(Deliverable)

    @property
    def proposals(self) -> Collection[Proposal]:
        """What one side put to the other."""
        return self.of(Proposal)

    @property
    def outcomes(self) -> Collection[Outcome]:
        """What the parties reached together, item by item."""
        return self.of(Outcome)

    @property
    def tentative_agreements(self) -> Collection[Outcome]:
        """The outcomes that their sources call tentative agreements."""
        return self.outcomes.where(called=Called.TENTATIVE_AGREEMENT)

    @property
    def figures(self) -> Collection[Figure]:
        """The numbers that are reported."""
        return self.of(Figure)

    @property
    def statements(self) -> Collection[Statement]:
        """What each side says."""
        return self.of(Statement)

    @property
    def job_actions(self) -> Collection[JobAction]:
        """Strikes and pickets, by stage."""
        return self.of(JobAction)

    @property
    def votes(self) -> Collection[Vote]:
        """Strike authorizations and ratifications, also those that failed."""
        return self.of(Vote)

    @property
    def cases(self) -> Collection[Case]:
        """Charges, complaints and lawsuits, by stage."""
        return self.of(Case)

    @property
    def wage_steps(self) -> Collection[WageStep]:
        """The raises and lump sums of agreements and proposals."""
        return self.of(WageStep)

    @property
    def events(self) -> Collection[Event]:
        """What happened besides."""
        return self.of(Event)

    @property
    def evidence(self) -> Table[Evidence]:
        """Every piece of evidence."""
        return Table(Evidence, self._evidence, "pieces of evidence")

    def records(self) -> Iterator[AnyRecord]:
        """Every record of every kind, kind by kind, in order."""
        for kind in KINDS:
            yield from self.of(kind.cls)

    @cached_property
    def _by_id(self) -> dict[str, AnyRecord]:
        return {record.id: record for record in reversed(self._given)}

    def get(self, name: str | None) -> AnyRecord | None:
        """The record of that id, or None."""
        return self._by_id.get(name) if name is not None else None

    def __getitem__(self, name: str) -> AnyRecord:
        """The record of that id; raises `UnknownName` with the nearest ids."""
        try:
            return self._by_id[name]
        except (KeyError, TypeError):
            raise UnknownName("id", name, self._by_id) from None

    def __contains__(self, name: object) -> bool:
        return name in self._by_id

    def __len__(self) -> int:
        return len(self._given)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Store):
            return NotImplemented
        same = all(self.of(kind.cls) == other.of(kind.cls) for kind in KINDS)
        return same and self._evidence_by_record == other._evidence_by_record

    __hash__: ClassVar[None]  # type: ignore[assignment]

    @cached_property
    def _evidence_by_record(self) -> dict[str, tuple[Evidence, ...]]:
        grouped: dict[str, list[Evidence]] = defaultdict(list)
        for item in self._evidence:
            grouped[item.record].append(item)
        return {name: tuple(items) for name, items in grouped.items()}

    @cached_property
    def _referrers(self) -> dict[str, tuple[AnyRecord, ...]]:
        grouped: dict[str, dict[str, AnyRecord]] = defaultdict(dict)
        for record in self.records():
            for _, target in references(record):
                grouped[target][record.id] = record
        return {name: tuple(records.values()) for name, records in grouped.items()}

    def once(self, make: Callable[[Self], Made]) -> Made:
        """What *make* works out of the store, worked out the first time only."""
        if make not in self._made:
            self._made[make] = make(self)
        made: Made = self._made[make]
        return made

    def evidence_for(self, name: str, field: str | None = None) -> Table[Evidence]:
        """The evidence for a record, or for one fact field of it, readings included.

        Raises `UnknownName` for an id or a fact field that does not exist, naming the nearest.
        """
        facts = BY_CLASS[type(self[name])].facts
        if field is not None and field not in facts:
            raise UnknownName("fact field", field, facts)
        found = [
            item
            for item in self._evidence_by_record.get(name, ())
            if field is None or field in (item.fields or ()) or field in item.readings
        ]
        return Table(Evidence, found, "pieces of evidence")

    def referrers(self, name: str) -> tuple[AnyRecord, ...]:
        """The records that refer to the one of that id: its children, figures, statements ..."""
        return self._referrers.get(self[name].id, ())

    def round(self, name: str) -> BargainingRound:
        """The round of that id; raises `UnknownName` with the nearest rounds."""
        if name not in self.rounds:
            raise UnknownName("round", name, self.rounds.ids)
        return self.rounds[name]

    def in_round(self, name: str) -> tuple[AnyRecord, ...]:
        """The record of a round and every record inside it, kind by kind, in order."""
        whole = self.round(name)
        inside = (r for r in self.records() if getattr(r, "round", None) == whole.id)
        return (whole, *inside)
