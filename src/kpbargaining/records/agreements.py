"""What the parties stand in: the partnership, its programs, and the agreements."""

from enum import StrEnum

from attrs import field, frozen

from kpbargaining.records.record import Record
from kpbargaining.records.roles import fact, key
from kpbargaining.values.texts import Id, Text
from kpbargaining.values.when import PartialDate

__all__ = ["Agreement", "AgreementKind", "Partnership", "Program"]


@frozen(kw_only=True, repr=False)
class Partnership(Record):
    """A standing relation of labor and management; what it commits to are Statements."""

    name: Text = field(metadata=key("Its name"))
    parties: tuple[Id, ...] | None = field(
        default=None, metadata=fact("Who stands in it", refers="Organization")
    )
    since: PartialDate | None = field(
        default=None, metadata=fact("When it was founded", event="founded")
    )
    until: PartialDate | None = field(
        default=None, metadata=fact("When it ended", event="dissolved")
    )


class AgreementKind(StrEnum):
    """What sort of agreement it is."""

    PARTNERSHIP = "partnership"
    NATIONAL = "national"
    LOCAL = "local"
    EXTENSION = "extension"
    REOPENER = "reopener"


@frozen(kw_only=True, repr=False)
class Agreement(Record):
    """A contract between labor and management; each state it reaches is a date of its own."""

    kind: AgreementKind = field(metadata=key("What sort of agreement it is"))
    name: Text = field(metadata=key("Its name"))
    parties: tuple[Id, ...] | None = field(
        default=None, metadata=fact("Who is bound by it", refers="Organization")
    )
    scope: tuple[Text, ...] | None = field(
        default=None, metadata=fact("Whom it concerns besides the represented employees")
    )
    reached: PartialDate | None = field(
        default=None,
        metadata=fact("When the negotiators agreed", event="tentative agreement reached"),
    )
    ratified: PartialDate | None = field(
        default=None, metadata=fact("When the members ratified it", event="ratified")
    )
    signed: PartialDate | None = field(
        default=None, metadata=fact("When it was signed", event="signed")
    )
    effective: PartialDate | None = field(
        default=None, metadata=fact("From when it is in force", event="in force")
    )
    expires: PartialDate | None = field(
        default=None, metadata=fact("The last day it is in force", event="expires")
    )
    predecessor: Id | None = field(
        default=None, metadata=fact("The agreement it follows", refers="Agreement")
    )


@frozen(kw_only=True, repr=False)
class Program(Record):
    """Something labor and management run: teams, training, tools, ways of working."""

    name: Text = field(metadata=key("Its name"))
    run_by: tuple[Id, ...] | None = field(
        default=None, metadata=fact("Who runs it", refers="Organization or Partnership")
    )
    part_of: Id | None = field(
        default=None, metadata=fact("The program it is a part of", refers="Program")
    )
    agreement: Id | None = field(
        default=None, metadata=fact("The agreement it rests on", refers="Agreement")
    )
    since: PartialDate | None = field(
        default=None, metadata=fact("Since when it exists", event="begun")
    )
    places: tuple[Text, ...] | None = field(default=None, metadata=fact("Where it is run"))
    summary: Text | None = field(
        default=None, metadata=fact("What it is said to be or do, in our words")
    )
