"""A round of national bargaining: its committees, sessions, proposals and outcomes."""

from enum import StrEnum

from attrs import field, frozen

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
    "Session",
    "SessionFormat",
    "Step",
    "TotalBasis",
]


@frozen(kw_only=True, repr=False)
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
    produced: Id | None = field(
        default=None, metadata=fact("The agreement it led to", refers="Agreement")
    )


@frozen(kw_only=True, repr=False)
class Step(Record):
    """One step of the way from a subgroup to a ratified contract."""

    round: Id = field(metadata=key("The round it belongs to", refers="BargainingRound"))
    order: Count = field(metadata=key("Its place on the way, from 1", unit="steps"))
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


@frozen(kw_only=True, repr=False)
class Committee(Record):
    """A body of a round: the Common Issues Committee and the groups under it."""

    round: Id = field(metadata=key("The round it belongs to", refers="BargainingRound"))
    kind: CommitteeKind = field(metadata=key("What sort of body it is"))
    name: Text = field(metadata=key("Its name"))
    parent: Id | None = field(
        default=None, metadata=fact("The body it reports to or is a part of", refers="Committee")
    )
    topics: tuple[Id, ...] | None = field(
        default=None, metadata=fact("The topics it was given", refers="Term")
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


@frozen(kw_only=True, repr=False)
class Session(Record):
    """One meeting of the parties over one or several days; scheduled is not held."""

    round: Id = field(metadata=key("The round it belongs to", refers="BargainingRound"))
    ordinal: Count | None = field(
        default=None, metadata=fact("Its number in the round as a source counts", unit="sessions")
    )
    scheduled: Span | None = field(
        default=None, metadata=fact("The days announced beforehand", event="session scheduled")
    )
    held: Span | None = field(
        default=None, metadata=fact("The days it was held on", event="session held")
    )
    days: Quantity | None = field(default=None, metadata=fact("Its stated length", unit="days"))
    place: Text | None = field(default=None, metadata=fact("Where it was held or is to be held"))
    format: SessionFormat | None = field(default=None, metadata=fact("How the parties met"))


@frozen(kw_only=True, repr=False)
class Deliverable(Record):
    """Something a committee is asked to produce; each stage it reached is a date."""

    round: Id = field(metadata=key("The round it belongs to", refers="BargainingRound"))
    committee: Id = field(metadata=key("Who is asked", refers="Committee"))
    topics: tuple[Id, ...] | None = field(
        default=None, metadata=ours("What it is about", refers="Term")
    )
    summary: Text | None = field(default=None, metadata=fact("What is asked for, in our words"))
    due: PartialDate | None = field(
        default=None, metadata=fact("By when it is to be delivered", event="deliverable due")
    )
    delivered: PartialDate | None = field(
        default=None, metadata=fact("When it was delivered", event="deliverable delivered")
    )
    not_agreed: PartialDate | None = field(
        default=None,
        metadata=fact("When a session ended without consensus on it", event="no consensus"),
    )


class TotalBasis(StrEnum):
    """How a total raise over several years is worked out."""

    SIMPLE = "simple"
    """The percentages added up."""
    COMPOUND = "compound"
    """Each percentage on the level before it."""
    WITH_STEPS = "with steps"
    """With the steps of wage scales in it."""
    NOT_STATED = "not stated"


@frozen(kw_only=True, repr=False)
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
        default=None, metadata=fact("How long the agreement it proposes is to last", unit="years")
    )
    claimed_total: Quantity | None = field(
        default=None,
        metadata=fact("The total raise that its maker or a source claims for it", unit="percent"),
    )
    claimed_basis: TotalBasis | None = field(
        default=None, metadata=fact("How the claimed total is worked out")
    )
    topics: tuple[Id, ...] | None = field(
        default=None, metadata=ours("What it is about", refers="Term")
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


@frozen(kw_only=True, repr=False)
class Outcome(Record):
    """One item that the parties reached together, one for each item a document lists."""

    round: Id = field(metadata=key("The round it belongs to", refers="BargainingRound"))
    called: Called = field(metadata=key("What the source calls it"))
    session: Id | None = field(
        default=None, metadata=fact("The session at which it was reached", refers="Session")
    )
    committee: Id | None = field(
        default=None, metadata=fact("The group whose work it is", refers="Committee")
    )
    topics: tuple[Id, ...] | None = field(
        default=None, metadata=ours("What it is about", refers="Term")
    )
    summary: Text | None = field(default=None, metadata=fact("What was agreed, in our words"))
    markets: tuple[Id, ...] | None = field(
        default=None, metadata=fact("The markets it names", refers="Term")
    )
    whom: tuple[Id, ...] | None = field(
        default=None, metadata=fact("The organizations it names", refers="Organization")
    )
    answers: Id | None = field(
        default=None, metadata=ours("The deliverable it answers", refers="Deliverable")
    )
