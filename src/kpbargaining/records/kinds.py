"""The kinds of record and what their fields are for, read once from the records themselves."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from attrs import frozen

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
from kpbargaining.records.parties import Appointment, Identifier, Membership, Organization, Person
from kpbargaining.records.pay import WageStep
from kpbargaining.records.record import Record
from kpbargaining.records.roles import Field, Role, fields_of
from kpbargaining.values.when import PartialDate, Span

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["BY_CLASS", "BY_PLURAL", "KINDS", "AnyRecord", "Kind", "references"]

AnyRecord = Record | Source
"""A record of any kind; a source is one too."""


@frozen(kw_only=True, eq=False)
class Kind:
    """One kind of record: its class, the name of its collection, its home among the files."""

    cls: type[AnyRecord]
    plural: str
    home: str
    """The data file of those of its records that belong to no round; `rounds` if all do."""

    @cached_property
    def fields(self) -> dict[str, Field]:
        """Every field, by name and in order."""
        cls: type = self.cls
        return fields_of(cls)

    @property
    def name(self) -> str:
        """The name of the class."""
        return self.cls.__name__

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """The names of the fields that need evidence."""
        return tuple(f.name for f in self.fields.values() if f.role is Role.FACT)

    @cached_property
    def dates(self) -> tuple[Field, ...]:
        """The facts that are dates or spans."""
        fields = self.fields.values()
        return tuple(f for f in fields if f.role is Role.FACT and f.type in (PartialDate, Span))

    @property
    def in_rounds(self) -> bool:
        """Whether its records may belong to a round."""
        return "round" in self.fields

    @cached_property
    def refer(self) -> tuple[Field, ...]:
        """The fields that hold ids of other records."""
        return tuple(f for f in self.fields.values() if f.refers)


def _kind(cls: type[AnyRecord], plural: str, home: str) -> Kind:
    return Kind(cls=cls, plural=plural, home=home)


KINDS: tuple[Kind, ...] = (
    _kind(Source, "sources", "sources"),
    _kind(Term, "terms", "terms"),
    _kind(Organization, "organizations", "parties"),
    _kind(Person, "people", "parties"),
    _kind(Membership, "memberships", "parties"),
    _kind(Appointment, "appointments", "parties"),
    _kind(Identifier, "identifiers", "identifiers"),
    _kind(Partnership, "partnerships", "agreements"),
    _kind(Agreement, "agreements", "agreements"),
    _kind(Program, "programs", "programs"),
    _kind(BargainingRound, "rounds", "rounds"),
    _kind(Step, "steps", "rounds"),
    _kind(Committee, "committees", "rounds"),
    _kind(Session, "sessions", "rounds"),
    _kind(Deliverable, "deliverables", "rounds"),
    _kind(Proposal, "proposals", "rounds"),
    _kind(Outcome, "outcomes", "rounds"),
    _kind(WageStep, "wage_steps", "agreements"),
    _kind(Figure, "figures", "record"),
    _kind(Statement, "statements", "record"),
    _kind(Vote, "votes", "record"),
    _kind(JobAction, "job_actions", "record"),
    _kind(Case, "cases", "record"),
    _kind(Event, "events", "record"),
    _kind(Inquiry, "inquiries", "record"),
)
"""Every kind, in the order of files and tables."""

BY_CLASS: dict[type, Kind] = {kind.cls: kind for kind in KINDS}
BY_PLURAL: dict[str, Kind] = {kind.plural: kind for kind in KINDS}


def references(
    record: AnyRecord, readings: "Mapping[str, Any] | None" = None
) -> list[tuple[Field, str]]:
    """Every id a record refers to, with the field that holds it.

    With *readings*, every id that these values of its fields refer to instead.
    """
    found: list[tuple[Field, str]] = []
    for field in BY_CLASS[type(record)].refer:
        value = getattr(record, field.name) if readings is None else readings.get(field.name)
        if value is not None:
            targets = value if type(value) is tuple else (value,)
            found += [(field, target) for target in targets]
    return found
