"""A round of national bargaining: its committees, sessions, proposals and outcomes."""

from enum import StrEnum

from attrs import field, frozen

from kpbargaining.records.agreements import TotalBasis
from kpbargaining.records.amounts import DAYS, ORDER, RAISE, SESSIONS, YEARS
from kpbargaining.records.record import Record
from kpbargaining.records.roles import fact, key, ours
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Count, Id, Text
from kpbargaining.values.when import PartialDate, Span

__all__ = [
    "BargainingRound",
    "Called",
    "Committee",
    "CommitteeKind",
    "Deliverable",
    "Outcome",
    "Proposal",
    "Reach",
    "Session",
    "SessionFormat",
    "Step",
]


@frozen(kw_only=True, repr=False, eq=False, weakref_slot=False)
class BargainingRound(Record):
    """One round of bargaining towards one agreement."""

    name: Text = field(metadata=key("Its name"))
    parties: tuple[Id, ...] | None = field(
        default=None, metadata=fact("Who bargains", refers="Organization")
    )
    approach: Text | None = field(default=None, metadata=fact("How the parties bargain"))
    opened: PartialDate | None = field(
        default=None, metadata=fact("The day bargaining began", event="bargaining opened")
    )
    renegotiates: Id | None = field(
        default=None, metadata=fact("The agreement under renegotiation", refers="Agreement")
    )
    sought: Id | None = field(
        default=None,
        metadata=fact("The agreement it is to lead to, whether or not it did", refers="Agreement"),
    )
    produced: Id | None = field(
        default=None, metadata=fact("The agreement it led to", refers="Agreement")
    )


@frozen(kw_only=True, repr=False, eq=False, weakref_slot=False)
class Step(Record):
    """One step of the way from a subgroup to a ratified contract."""

    round: Id = field(metadata=key("The round it belongs to", refers="BargainingRound"))
    order: Count = field(metadata=key("Its place on the way, from 1", amount=ORDER))
    who: tuple[Id, ...] | None = field(
        default=None, metadata=fact("Who acts", refers="Organization or Committee")
    )
    what: Text | None = field(default=None, metadata=fact("What is done, in our words"))


class CommitteeKind(StrEnum):
    """What sort of body of a round it is, in the word of the sources."""

    COMMON_ISSUES_COMMITTEE = "common issues committee"
    SUBGROUP = "subgroup"
    SUBCOMMITTEE = "subcommittee"
    TEAM = "team"


@frozen(kw_only=True, repr=False, eq=False, weakref_slot=False)
class Committee(Record):
    """A body of a round: the Common Issues Committee and the groups under it."""

    round: Id = field(metadata=key("The round it belongs to", refers="BargainingRound"))
    kind: CommitteeKind = field(metadata=key("What sort of body it is"))
    name: Text = field(metadata=key("Its name"))
    also_known_as: tuple[Text, ...] | None = field(
        default=None, metadata=fact("Other names and abbreviations that sources use")
    )
    parent: Id | None = field(
        default=None, metadata=fact("The body it reports to or is a part of", refers="Committee")
    )
    topics: tuple[Id, ...] | None = field(
        default=None, metadata=fact("The topics it was given", refers="topic")
    )
    members: Text | None = field(default=None, metadata=fact("Who sits on it"))
    chosen: Text | None = field(default=None, metadata=fact("How its members are chosen"))
    leads: Text | None = field(default=None, metadata=fact("Who leads it"))
    work: Text | None = field(default=None, metadata=fact("What it does or was asked to do"))
    completed: PartialDate | None = field(
        default=None, metadata=fact("When it completed its work", event="work completed")
    )


class SessionFormat(StrEnum):
    """How the parties met."""

    IN_PERSON = "in person"
    VIRTUAL = "virtual"
    MIXED = "virtual with a small group in person"


@frozen(kw_only=True, repr=False, eq=False, weakref_slot=False)
class Session(Record):
    """One meeting of the parties over one or several days; scheduled is not held."""

    round: Id = field(metadata=key("The round it belongs to", refers="BargainingRound"))
    ordinal: Count | None = field(
        default=None, metadata=fact("Its number in the round as a source counts", amount=SESSIONS)
    )
    scheduled: Span | None = field(
        default=None,
        metadata=fact("The days announced beforehand", event="session scheduled", ahead=True),
    )
    held: Span | None = field(
        default=None, metadata=fact("The days it was held on", event="session held")
    )
    days: Quantity | None = field(default=None, metadata=fact("Its stated length", amount=DAYS))
    place: Text | None = field(default=None, metadata=fact("Where it was held or is to be held"))
    format: SessionFormat | None = field(default=None, metadata=fact("How the parties met"))

    @property
    def when(self) -> Span | None:
        """The days it was held on, or else announced for."""
        return self.held or self.scheduled

    @property
    def reported(self) -> bool:
        """Whether a source reports that it was held, be it only how or for how long."""
        return any(told is not None for told in (self.held, self.days, self.format))


@frozen(kw_only=True, repr=False, eq=False, weakref_slot=False)
class Deliverable(Record):
    """Something a committee is asked to produce; each stage it reached is a date."""

    round: Id = field(metadata=key("The round it belongs to", refers="BargainingRound"))
    committee: Id = field(metadata=key("Who is asked", refers="Committee"))
    topics: tuple[Id, ...] | None = field(
        default=None, metadata=ours("What it is about", refers="topic")
    )
    summary: Text | None = field(default=None, metadata=fact("What is asked for, in our words"))
    due: PartialDate | None = field(
        default=None,
        metadata=fact("By when it is to be delivered", event="deliverable due", ahead=True),
    )
    delivered: PartialDate | None = field(
        default=None, metadata=fact("When it was delivered", event="deliverable delivered")
    )
    final: bool | None = field(
        default=None, metadata=fact("Whether it is called the final one of its committee")
    )
    continues: bool | None = field(
        default=None, metadata=fact("Whether the work on it is said to go on after that")
    )
    not_agreed: PartialDate | None = field(
        default=None,
        metadata=fact("When a session ended without consensus on it", event="no consensus"),
    )


@frozen(kw_only=True, repr=False, eq=False, weakref_slot=False)
class Proposal(Record):
    """An offer or demand put to the other side."""

    round: Id = field(metadata=key("The round it belongs to", refers="BargainingRound"))
    by: tuple[Id, ...] = field(metadata=key("Whose it is", refers="Organization or Committee"))
    session: Id | None = field(
        default=None, metadata=fact("The session at which it was made", refers="Session")
    )
    made: PartialDate | None = field(
        default=None, metadata=fact("The day it was made", event="proposal made")
    )
    term: Quantity | None = field(
        default=None, metadata=fact("How long the agreement it proposes is to last", amount=YEARS)
    )
    claimed_total: Quantity | None = field(
        default=None,
        metadata=fact("The total raise that its maker or a source claims for it", amount=RAISE),
    )
    claimed_basis: TotalBasis | None = field(
        default=None, metadata=fact("How the claimed total is worked out")
    )
    topics: tuple[Id, ...] | None = field(
        default=None, metadata=ours("What it is about", refers="topic")
    )
    subjects: tuple[Text, ...] | None = field(
        default=None, metadata=fact("The subjects the source lists")
    )
    summary: Text | None = field(default=None, metadata=fact("What it says, in our words"))
    answers: Id | None = field(
        default=None, metadata=ours("The proposal it answers", refers="Proposal")
    )


class Called(StrEnum):
    """What the source calls an outcome."""

    TENTATIVE_AGREEMENT = "tentative agreement"
    RECOMMENDATION = "recommendation"
    CONSENSUS = "consensus"


class Reach(StrEnum):
    """In which markets something agreed holds."""

    ALL = "all markets"
    NAMED = "named"
    """In those that are named, and only there."""
    WHERE_NOT_YET = "where not yet"
    """In those that do not have it already."""


@frozen(kw_only=True, repr=False, eq=False, weakref_slot=False)
class Outcome(Record):
    """One item that the parties reached together, one for each item a document lists."""

    round: Id = field(metadata=key("The round it belongs to", refers="BargainingRound"))
    called: tuple[Called, ...] = field(
        metadata=key("What it is called, at the last what it became: a recommendation, approved")
    )
    session: Id | None = field(
        default=None, metadata=fact("The session at which it was reached", refers="Session")
    )
    committee: Id | None = field(
        default=None, metadata=fact("The group whose work it is", refers="Committee")
    )
    approved_by: Id | None = field(
        default=None, metadata=fact("The committee that approved it", refers="Committee")
    )
    approved: PartialDate | None = field(
        default=None, metadata=fact("When it was approved", event="approved")
    )
    topics: tuple[Id, ...] | None = field(
        default=None, metadata=ours("What it is about", refers="topic")
    )
    summary: Text | None = field(default=None, metadata=fact("What was agreed, in our words"))
    reach: Reach | None = field(default=None, metadata=fact("In which markets it holds"))
    markets: tuple[Id, ...] | None = field(
        default=None, metadata=fact("The markets it names", refers="market")
    )
    whom: tuple[Id, ...] | None = field(
        default=None, metadata=fact("The organizations it names", refers="Organization")
    )
    frequency: Text | None = field(default=None, metadata=fact("How often it is done or paid"))
    audience: tuple[Text, ...] | None = field(default=None, metadata=fact("Whom it is made for"))
    condition: Text | None = field(default=None, metadata=fact("What it depends on"))
    manner: Text | None = field(default=None, metadata=fact("How it is done: in person, online"))
    answers: Id | None = field(
        default=None, metadata=ours("The deliverable it answers", refers="Deliverable")
    )
