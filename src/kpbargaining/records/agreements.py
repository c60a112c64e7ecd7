"""What the parties stand in: the partnership, its programs, and the agreements."""

from enum import StrEnum

from attrs import field, frozen

from kpbargaining.records.amounts import RAISE
from kpbargaining.records.record import Record
from kpbargaining.records.roles import fact, key
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Id, Text
from kpbargaining.values.when import PartialDate

__all__ = [
    "Agreement",
    "AgreementKind",
    "AgreementStage",
    "Partnership",
    "Program",
    "TotalBasis",
]


@frozen(kw_only=True, repr=False, eq=False, weakref_slot=False)
class Partnership(Record):
    """A standing relation of labor and management; what it commits to are Statements."""

    name: Text = field(metadata=key("Its name"))
    parties: tuple[Id, ...] | None = field(
        default=None, metadata=fact("Who stands in it", refers="Organization")
    )
    since: PartialDate | None = field(
        default=None, metadata=fact("When it was founded", event="founded", ahead=True)
    )
    until: PartialDate | None = field(
        default=None, metadata=fact("When it ended", event="dissolved", ahead=True)
    )


class AgreementKind(StrEnum):
    """What sort of agreement it is."""

    PARTNERSHIP = "partnership"
    NATIONAL = "national"
    LOCAL = "local"
    EXTENSION = "extension"
    REOPENER = "reopener"


class AgreementStage(StrEnum):
    """The stages of an agreement; each is a date of its own."""

    TENTATIVE = "tentatively agreed"
    RATIFIED = "ratified"
    SIGNED = "signed"
    IN_FORCE = "in force"


class TotalBasis(StrEnum):
    """How a total raise over several years is worked out."""

    SIMPLE = "simple"
    """The percentages added up."""
    COMPOUND = "compound"
    """Each percentage on the level before it."""
    WITH_STEPS = "with steps"
    """With the steps of wage scales in it."""
    NOT_STATED = "not stated"


@frozen(kw_only=True, repr=False, eq=False, weakref_slot=False)
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
        default=None, metadata=fact("From when it is in force", event="in force", ahead=True)
    )
    expires: PartialDate | None = field(
        default=None, metadata=fact("The last day it is in force", event="expires", ahead=True)
    )
    terms_until: PartialDate | None = field(
        default=None,
        metadata=fact(
            "To when its terms go on after it expires, as under local agreements", ahead=True
        ),
    )
    predecessor: Id | None = field(
        default=None, metadata=fact("The agreement it follows", refers="Agreement")
    )
    claimed_total: Quantity | None = field(
        default=None,
        metadata=fact("The total raise that a party or a source claims for it", amount=RAISE),
    )
    claimed_basis: TotalBasis | None = field(
        default=None, metadata=fact("How the claimed total is worked out")
    )

    @property
    def stage(self) -> "AgreementStage | None":
        """The last stage that sources report; None where they report none."""
        dates = {
            AgreementStage.IN_FORCE: self.effective,
            AgreementStage.SIGNED: self.signed,
            AgreementStage.RATIFIED: self.ratified,
            AgreementStage.TENTATIVE: self.reached,
        }
        return next((stage for stage, when in dates.items() if when is not None), None)


@frozen(kw_only=True, repr=False, eq=False, weakref_slot=False)
class Program(Record):
    """Something labor and management run: teams, training, tools, ways of working."""

    name: Text = field(metadata=key("Its name"))
    also_known_as: tuple[Text, ...] | None = field(
        default=None, metadata=fact("Other names and abbreviations that sources use")
    )
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
        default=None, metadata=fact("Since when it exists", event="begun", ahead=True)
    )
    places: tuple[Text, ...] | None = field(default=None, metadata=fact("Where it is run"))
    summary: Text | None = field(
        default=None, metadata=fact("What it is said to be or do, in our words")
    )
