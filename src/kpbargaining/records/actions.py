"""What happened besides bargaining: job actions and other dated events."""

from enum import StrEnum

from attrs import field, frozen

from kpbargaining.errors import InvalidValue
from kpbargaining.records.amounts import DAYS, MEMBERS, NOTICES, SHARE, VOTES
from kpbargaining.records.record import Record
from kpbargaining.records.roles import fact, key, ours
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Id, Text
from kpbargaining.values.when import PartialDate, Span

__all__ = [
    "Case",
    "CaseKind",
    "Event",
    "JobAction",
    "JobActionKind",
    "Vote",
    "VoteKind",
    "VoteOutcome",
]


class JobActionKind(StrEnum):
    """What sort of job action it is."""

    STRIKE = "strike"
    SYMPATHY_STRIKE = "sympathy strike"
    PICKET = "picket"


@frozen(kw_only=True, repr=False, eq=False, weakref_slot=False)
class JobAction(Record):
    """A strike or picket and the stages it reached; a notice is not a strike."""

    kind: JobActionKind = field(metadata=key("What sort of action it is"))
    round: Id | None = field(
        default=None, metadata=key("The round it belongs to", refers="BargainingRound")
    )
    by: tuple[Id, ...] | None = field(
        default=None, metadata=fact("Whose action it is", refers="Organization")
    )
    noticed: PartialDate | None = field(
        default=None, metadata=fact("When notice was given", event="notice given")
    )
    notice: Quantity | None = field(
        default=None, metadata=fact("How long before the action notice is given", amount=DAYS)
    )
    notices: Quantity | None = field(
        default=None, metadata=fact("How many notices were given of it", amount=NOTICES)
    )
    planned: Span | None = field(
        default=None, metadata=fact("The days it was planned for", event="planned", ahead=True)
    )
    averted: PartialDate | None = field(
        default=None, metadata=fact("When it was averted", event="averted")
    )
    held: Span | None = field(default=None, metadata=fact("The days it was held on", event="held"))
    duration: Quantity | None = field(
        default=None,
        metadata=fact("How long it lasted, a day being 24 hours from its first", amount=DAYS),
    )
    places: tuple[Text, ...] | None = field(default=None, metadata=fact("Where"))
    reason: Text | None = field(
        default=None, metadata=fact("What it was about, as the source puts it")
    )

    @property
    def when(self) -> Span | None:
        """The days it was held on, or else planned for."""
        return self.held or self.planned


class VoteKind(StrEnum):
    """What members vote on."""

    STRIKE_AUTHORIZATION = "strike authorization"
    RATIFICATION = "ratification"


class VoteOutcome(StrEnum):
    """How a vote ended."""

    AUTHORIZED = "authorized"
    RATIFIED = "ratified"
    REJECTED = "rejected"


PARTS_OF_WHOLES = (
    ("yes", "cast"),
    ("no", "cast"),
    ("yes", "eligible"),
    ("no", "eligible"),
    ("cast", "eligible"),
)
"""Counts of a vote of which the first cannot be more than the second."""


@frozen(kw_only=True, repr=False, eq=False, weakref_slot=False)
class Vote(Record):
    """A vote of union members; every count is given only if a source gives it."""

    kind: VoteKind = field(metadata=key("What sort of vote it is"))
    by: tuple[Id, ...] = field(metadata=key("Whose members vote", refers="Organization"))
    round: Id | None = field(
        default=None, metadata=key("The round it belongs to", refers="BargainingRound")
    )
    on: Id | None = field(
        default=None, metadata=fact("What is voted on", refers="Agreement or JobAction")
    )
    unit: Text | None = field(default=None, metadata=fact("The unit that votes, if not all"))
    planned: Span | None = field(
        default=None,
        metadata=fact(
            "The days it was announced for; not that it was held", event="vote planned", ahead=True
        ),
    )
    opened: PartialDate | None = field(
        default=None, metadata=fact("The first day of voting", event="vote opened")
    )
    closed: PartialDate | None = field(
        default=None, metadata=fact("The last day of voting, or of the count", event="vote closed")
    )
    yes: Quantity | None = field(default=None, metadata=fact("Votes in favor", amount=VOTES))
    no: Quantity | None = field(default=None, metadata=fact("Votes against", amount=VOTES))
    cast: Quantity | None = field(default=None, metadata=fact("Votes cast", amount=VOTES))
    eligible: Quantity | None = field(
        default=None, metadata=fact("Members entitled to vote", amount=MEMBERS)
    )
    yes_share: Quantity | None = field(
        default=None, metadata=fact("The share of the votes cast in favor", amount=SHARE)
    )
    turnout: Quantity | None = field(
        default=None, metadata=fact("The share of those entitled who voted", amount=SHARE)
    )
    outcome: VoteOutcome | None = field(default=None, metadata=fact("How it ended"))

    def _check_whole(self) -> None:
        """Refuse more votes for or against than cast, and more of any than members entitled."""
        super()._check_whole()
        for less, more in PARTS_OF_WHOLES:
            fewest, most = getattr(self, less), getattr(self, more)
            if fewest and most and fewest.certainly_exceeds(most):
                raise InvalidValue(f"at most as many as {more}, {most}", str(fewest), less)


class CaseKind(StrEnum):
    """What sort of proceeding a case is."""

    UNFAIR_LABOR_PRACTICE = "unfair labor practice"
    REPRESENTATION = "representation"
    LAWSUIT = "lawsuit"
    ARBITRATION = "arbitration"
    MEDIATION = "mediation"


@frozen(kw_only=True, repr=False, eq=False, weakref_slot=False)
class Case(Record):
    """A charge, complaint, lawsuit or mediated dispute, and the stages it reached."""

    kind: CaseKind = field(metadata=key("What sort of proceeding it is"))
    round: Id | None = field(
        default=None, metadata=key("The round it belongs to", refers="BargainingRound")
    )
    forum: Id | None = field(
        default=None, metadata=fact("The board or court", refers="Organization")
    )
    number: Text | None = field(default=None, metadata=fact("The number the forum gave it"))
    by: tuple[Id, ...] | None = field(
        default=None, metadata=fact("Who brought it", refers="Organization or Person")
    )
    against: tuple[Id, ...] | None = field(
        default=None, metadata=fact("Against whom", refers="Organization")
    )
    filed: PartialDate | None = field(
        default=None, metadata=fact("When it was filed", event="case filed")
    )
    complaint: PartialDate | None = field(
        default=None, metadata=fact("When the forum issued a complaint", event="complaint issued")
    )
    decided: PartialDate | None = field(
        default=None, metadata=fact("When it was decided", event="case decided")
    )
    settled: PartialDate | None = field(
        default=None, metadata=fact("When it was settled", event="case settled")
    )
    withdrawn: PartialDate | None = field(
        default=None, metadata=fact("When it was withdrawn", event="case withdrawn")
    )
    summary: Text | None = field(default=None, metadata=fact("What it is about, in our words"))


@frozen(kw_only=True, repr=False, eq=False, weakref_slot=False)
class Event(Record):
    """Something that happened and that no other kind of record holds."""

    round: Id | None = field(
        default=None, metadata=key("The round it belongs to", refers="BargainingRound")
    )
    who: tuple[Id, ...] | None = field(
        default=None,
        metadata=fact("Who did it or took part", refers="Organization or Person or Committee"),
    )
    speakers: tuple[Text, ...] | None = field(
        default=None, metadata=fact("Who spoke or took part and is no organization or person here")
    )
    session: Id | None = field(
        default=None, metadata=fact("The session at which it happened", refers="Session")
    )
    about: Id | None = field(default=None, metadata=ours("What it is about", refers="any"))
    on: PartialDate | None = field(default=None, metadata=fact("When", event="event"))
    topics: tuple[Id, ...] | None = field(
        default=None, metadata=ours("What it is about", refers="topic")
    )
    summary: Text | None = field(default=None, metadata=fact("What happened, in our words"))
