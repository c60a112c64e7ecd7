"""What is reported and said: numbers, statements, and the small vocabularies they use."""

from enum import StrEnum

from attrs import field, frozen

from kpbargaining.records.record import Record
from kpbargaining.records.roles import fact, key, ours
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Id, Text
from kpbargaining.values.when import PartialDate, Span

__all__ = [
    "Counted",
    "Figure",
    "Inquiry",
    "Portion",
    "Scope",
    "Statement",
    "StatementKind",
    "Term",
    "Vocabulary",
]


class Vocabulary(StrEnum):
    """Which small vocabulary a term belongs to."""

    TOPIC = "topic"
    MARKET = "market"
    METRIC = "metric"
    LEVEL = "level"


class Counted(StrEnum):
    """A class of things that numbers count; numbers of two classes are never added or compared."""

    PEOPLE = "people"
    BODIES = "unions and other bodies"
    AGREEMENTS = "agreements"
    VOTES = "votes"
    EVENTS = "events"
    """Sessions, strikes, rounds and whatever else takes place."""
    WORKER_DAYS = "worker-days"
    """Workers times days."""
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    MONEY = "money"
    PERCENT = "percent"
    MONEY_OR_PERCENT = "money or percent"
    """What some sources give in dollars, and some in percent of pay."""
    THINGS = "things"
    """Teams, sites, positions, projects and whatever else can be counted."""


class Portion(StrEnum):
    """Whether a number counts all of what it is about."""

    WHOLE = "whole"
    PART = "part"


@frozen(kw_only=True, repr=False, eq=False, weakref_slot=False)
class Term(Record):
    """A word of a small vocabulary of ours: a topic, a market, a metric."""

    kind: Vocabulary = field(metadata=key("The vocabulary it belongs to"))
    name: Text = field(metadata=key("The word"))
    parent: Id | None = field(default=None, metadata=ours("The wider term", refers="Term"))
    meaning: Text | None = field(
        default=None, metadata=ours("What it means; for a metric, what is counted")
    )
    counts: Counted | None = field(
        default=None, metadata=ours("Of a metric, which class of things its numbers count")
    )


class Scope(StrEnum):
    """Which number of its metric a figure is."""

    NEW = "new"
    """Reached at the thing it is about, and not before."""
    RUNNING_TOTAL = "running total"
    """All there are up to and with the thing it is about."""
    PART = "part"
    """A part of another figure."""
    LEVEL = "level"
    """How many there are at the time."""
    GOAL = "goal"
    """How many there are to be."""


@frozen(kw_only=True, repr=False, eq=False, weakref_slot=False)
class Figure(Record):
    """A number that a source reports about a record."""

    about: Id = field(metadata=key("What the number is about", refers="any"))
    metric: Id = field(metadata=key("What is counted or measured", refers="metric"))
    scope: Scope = field(metadata=key("Which number of its metric it is"))
    round: Id | None = field(
        default=None, metadata=key("The round it belongs to", refers="BargainingRound")
    )
    value: Quantity | None = field(
        default=None, metadata=fact("The number with its qualifier; its metric says what it counts")
    )
    on: PartialDate | None = field(default=None, metadata=fact("The day on which it was so"))
    period: Span | None = field(default=None, metadata=fact("The days it covers", ahead=True))
    among: Text | None = field(
        default=None, metadata=fact("Among whom or what it holds, as the source limits it")
    )
    markets: tuple[Id, ...] | None = field(
        default=None, metadata=fact("The markets it holds for", refers="market")
    )
    level: Id | None = field(
        default=None, metadata=fact("On which level: national, regional, local", refers="level")
    )
    portion: Portion | None = field(
        default=None, metadata=ours("Whether it counts all of what it is about, or a part of it")
    )
    part_of: Id | None = field(
        default=None, metadata=ours("The figure it is a part of", refers="Figure")
    )


class StatementKind(StrEnum):
    """What sort of statement it is."""

    CLAIM = "claim"
    """Holds something to be so."""
    GOAL = "goal"
    """Says what is to be reached."""
    COMMITMENT = "commitment"
    """Binds whoever makes it."""
    DESCRIPTION = "description"
    """Says what something is or how it works."""


@frozen(kw_only=True, repr=False, eq=False, weakref_slot=False)
class Statement(Record):
    """What a party or a person says; the dataset takes no side."""

    kind: StatementKind = field(metadata=key("What sort of statement it is"))
    by: tuple[Id, ...] = field(
        metadata=key("Who says it", refers="Organization or Person or Partnership or Committee")
    )
    round: Id | None = field(
        default=None, metadata=key("The round it belongs to", refers="BargainingRound")
    )
    session: Id | None = field(
        default=None, metadata=fact("The session at which it was said", refers="Session")
    )
    on: PartialDate | None = field(default=None, metadata=fact("When it was said", event="said"))
    about: Id | None = field(default=None, metadata=ours("What it is about", refers="any"))
    topics: tuple[Id, ...] | None = field(
        default=None, metadata=ours("What it is about", refers="topic")
    )
    answers: Id | None = field(
        default=None, metadata=ours("The statement it answers", refers="Statement")
    )
    due: PartialDate | None = field(
        default=None, metadata=fact("By when it is to be so", event="due", ahead=True)
    )
    summary: Text | None = field(default=None, metadata=fact("What is said, in our words"))


@frozen(kw_only=True, repr=False, eq=False, weakref_slot=False)
class Inquiry(Record):
    """What was looked for and found in no source; our own note, so it rests on no evidence."""

    about: Id = field(metadata=key("The record of which something was to be found", refers="any"))
    fields: tuple[Text, ...] = field(metadata=key("The facts that were looked for"))
    where: Text = field(metadata=key("Where it was looked for"))
    on: PartialDate = field(metadata=key("When it was looked for"))
    round: Id | None = field(
        default=None, metadata=key("The round it belongs to", refers="BargainingRound")
    )
