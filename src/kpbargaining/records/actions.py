"""What happened besides bargaining: job actions and other dated events."""

from enum import StrEnum

from attrs import field, frozen

from kpbargaining.quantity import Quantity
from kpbargaining.records.record import Record
from kpbargaining.roles import fact, key, ours
from kpbargaining.values import Id, Text
from kpbargaining.when import PartialDate, Span

__all__ = ["Event", "JobAction", "JobActionKind"]


class JobActionKind(StrEnum):
    """What sort of job action it is."""

    STRIKE = "strike"
    SYMPATHY_STRIKE = "sympathy strike"
    PICKET = "picket"


@frozen(kw_only=True, repr=False)
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
        default=None, metadata=fact("How long before the action notice is given", unit="days")
    )
    planned: Span | None = field(
        default=None, metadata=fact("The days it was planned for", event="planned")
    )
    averted: PartialDate | None = field(
        default=None, metadata=fact("When it was averted", event="averted")
    )
    held: Span | None = field(default=None, metadata=fact("The days it was held on", event="held"))
    places: tuple[Text, ...] | None = field(default=None, metadata=fact("Where"))
    reason: Text | None = field(
        default=None, metadata=fact("What it was about, as the source puts it")
    )


@frozen(kw_only=True, repr=False)
class Event(Record):
    """Something that happened and that no other kind of record holds."""

    round: Id | None = field(
        default=None, metadata=key("The round it belongs to", refers="BargainingRound")
    )
    who: tuple[Id, ...] | None = field(
        default=None,
        metadata=fact("Who did it or took part", refers="Organization or Person or Committee"),
    )
    session: Id | None = field(
        default=None, metadata=fact("The session at which it happened", refers="Session")
    )
    on: PartialDate | None = field(default=None, metadata=fact("When", event="event"))
    topics: tuple[Id, ...] | None = field(
        default=None, metadata=ours("What it is about", refers="Term")
    )
    summary: Text | None = field(default=None, metadata=fact("What happened, in our words"))
