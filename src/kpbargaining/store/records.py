"""Records by kind, by id and by round: frozen collections, indexed once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, overload

from kpbargaining.errors import InvalidValue, UnknownName
from kpbargaining.records.actions import Case, Event, JobAction, Vote
from kpbargaining.records.agreements import Agreement, Partnership, Program
from kpbargaining.records.bargaining import (
    BargainingRound,
    Committee,
    Deliverable,
    Outcome,
    Proposal,
    Session,
    Step,
)
from kpbargaining.records.evidence import Source
from kpbargaining.records.figures import Figure, Inquiry, Statement, Term
from kpbargaining.records.kinds import BY_CLASS, KINDS, AnyRecord
from kpbargaining.records.parties import (
    Appointment,
    Identifier,
    Membership,
    Organization,
    Person,
)
from kpbargaining.records.pay import WageStep
from kpbargaining.tables.collection import Collection
from kpbargaining.tables.matching import asked_id
from kpbargaining.values.texts import natural
from kpbargaining.values.when import by_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpbargaining.store.provenance import Unread

__all__ = ["Records", "is_one_of"]

R = TypeVar("R", bound=AnyRecord)

CLASSES = tuple(BY_CLASS)
"""The classes of all kinds, among which one can also look for what has no hash."""


class OfKind(Generic[R]):
    """The collection of one kind, as an attribute of all records."""

    def __init__(self, cls: type[R]) -> None:
        self._cls = cls

    @overload
    def __get__(self, records: None, owner: type) -> Self: ...
    @overload
    def __get__(self, records: Records, owner: type) -> Collection[R]: ...
    def __get__(self, records: Records | None, owner: type) -> Self | Collection[R]:
        return self if records is None else records.of(self._cls)


class Records:
    """Records of all kinds. Raises `InvalidValue` for what is not exactly a record."""

    def __init__(self, records: Iterable[AnyRecord]) -> None:
        if not isinstance(records, Iterable):  # pyright: ignore[reportUnnecessaryIsInstance] - None is tried
            raise InvalidValue("a list of records, or another iterable of them", records)
        self._given = tuple(records)
        for record in self._given:
            if type(record) not in BY_CLASS:  # it would be counted, and be in no collection
                raise InvalidValue("a record of one of the kinds, and no subclass of one", record)

    _unread: Unread

    @cached_property
    def _given(self) -> tuple[AnyRecord, ...]:
        return tuple(self._unread.records())

    def __setattr__(self, name: str, value: object) -> None:
        if not name.startswith("_"):  # a citation must not say what was set by hand
            raise AttributeError(f"a dataset does not change: {name!r} cannot be set")
        super().__setattr__(name, value)

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
        if cls not in CLASSES:
            name = getattr(cls, "__name__", cls)
            raise UnknownName("kind", name, [kind.name for kind in KINDS])
        if cls not in self._collections:
            rows: Iterable[Any] = sorted(self._by_class.get(cls, ()), key=_in_order)
            made = Collection(
                cls,
                tuple(rows),
                BY_CLASS[cls].plural,
                ids=self._ids,
                origin=self._origin,
                opens=self._opens,
            )
            self._collections[cls] = made
        return self._collections[cls]

    sources: OfKind[Source] = OfKind(Source)
    """The documents everything rests on."""
    terms: OfKind[Term] = OfKind(Term)
    """The words of the small vocabularies: topics, markets, metrics, levels."""
    organizations: OfKind[Organization] = OfKind(Organization)
    """Employers, medical groups, coalitions, unions, locals."""
    people: OfKind[Person] = OfKind(Person)
    """People in their public roles."""
    memberships: OfKind[Membership] = OfKind(Membership)
    """Who belonged to what."""
    appointments: OfKind[Appointment] = OfKind(Appointment)
    """People's titles as sources state them."""
    identifiers: OfKind[Identifier] = OfKind(Identifier)
    """The names of bodies, agreements and cases in public registers."""
    partnerships: OfKind[Partnership] = OfKind(Partnership)
    """The standing relations of labor and management."""
    agreements: OfKind[Agreement] = OfKind(Agreement)
    """The contracts."""
    programs: OfKind[Program] = OfKind(Program)
    """What labor and management run."""
    rounds: OfKind[BargainingRound] = OfKind(BargainingRound)
    """The rounds of bargaining."""
    steps: OfKind[Step] = OfKind(Step)
    """The steps from subgroup to ratified contract."""
    committees: OfKind[Committee] = OfKind(Committee)
    """The bodies of the rounds."""
    sessions: OfKind[Session] = OfKind(Session)
    """The meetings of the parties, by date."""
    deliverables: OfKind[Deliverable] = OfKind(Deliverable)
    """What committees are asked to produce."""
    proposals: OfKind[Proposal] = OfKind(Proposal)
    """What one side put to the other."""
    outcomes: OfKind[Outcome] = OfKind(Outcome)
    """What the parties reached together, item by item."""
    wage_steps: OfKind[WageStep] = OfKind(WageStep)
    """The raises and lump sums of agreements and proposals."""
    figures: OfKind[Figure] = OfKind(Figure)
    """The numbers that are reported."""
    statements: OfKind[Statement] = OfKind(Statement)
    """What each side says."""
    votes: OfKind[Vote] = OfKind(Vote)
    """Strike authorizations and ratifications, also those that failed."""
    job_actions: OfKind[JobAction] = OfKind(JobAction)
    """Strikes and pickets, by date."""
    cases: OfKind[Case] = OfKind(Case)
    """Charges, complaints and lawsuits."""
    events: OfKind[Event] = OfKind(Event)
    """What happened besides."""
    inquiries: OfKind[Inquiry] = OfKind(Inquiry)
    """What was looked for and found in no source."""

    def records(self) -> Iterator[AnyRecord]:
        """Every record of every kind, kind by kind, in order."""
        for kind in KINDS:
            yield from self.of(kind.cls)

    @cached_property
    def _by_id(self) -> dict[str, AnyRecord]:
        retired = {name: each for each in self._given for name in each.formerly or ()}
        return retired | {record.id: record for record in reversed(self._given)}

    def _origin(self) -> dict[str, str]:
        """Which data they are from; of records by themselves nobody knows."""
        return {}

    def _opens(self, _record_id: str) -> list[str]:
        """What there is to tell of a record; of records by themselves there is no evidence."""
        return []

    def _ids(self, refers: str) -> Mapping[str, AnyRecord]:
        """The records that a field can refer to, from the words that say to which it does."""
        if refers == "any":
            return self._by_id
        names = set(refers.split(" or "))
        return {name: record for name, record in self._by_id.items() if is_one_of(record, names)}

    def get(self, record_id: str | None) -> AnyRecord | None:
        """The record of that id, or None; raises `InvalidValue` for what is no text."""
        return None if record_id is None else self._by_id.get(asked_id(record_id))

    def __getitem__(self, record_id: str) -> AnyRecord:
        """The record of that id; raises `UnknownName` with the nearest ids."""
        asked: object = record_id  # whatever somebody passes
        found = self._by_id.get(asked) if isinstance(asked, str) else None
        if found is None:
            raise UnknownName("id", record_id, [record.id for record in self.records()])
        return found

    def _ipython_key_completions_(self) -> list[str]:
        return sorted(self._by_id)

    def __iter__(self) -> Iterator[AnyRecord]:
        return self.records()

    def __contains__(self, record: object) -> bool:
        """Whether there is such a record, or one of that id."""
        return record in (self._by_id if isinstance(record, str) else self._given)

    def __len__(self) -> int:
        return len(self._given)


def is_one_of(record: AnyRecord, names: Iterable[str]) -> bool:
    """Whether a record is of one of these kinds, or a term of one of these vocabularies."""
    vocabulary = record.kind.value if isinstance(record, Term) else ""
    return type(record).__name__ in names or vocabulary in names


def _in_order(record: AnyRecord) -> tuple[Any, ...]:
    """The key that puts sessions and job actions by date, steps by number, and all else by id."""
    if isinstance(record, (Session, JobAction)):
        return by_date(record.when), natural(record.id)
    if isinstance(record, Step):
        return natural(record.round), record.order, natural(record.id)
    return natural(record.id)
