"""Who bargains: organizations, people in their public roles, and who belonged to what."""

from enum import StrEnum

from attrs import field, frozen

from kpbargaining.records.record import Record
from kpbargaining.records.roles import fact, key
from kpbargaining.values.texts import Id, Text
from kpbargaining.values.when import PartialDate

__all__ = [
    "Appointment",
    "Identifier",
    "Membership",
    "Organization",
    "OrganizationKind",
    "Person",
    "Scheme",
]


class OrganizationKind(StrEnum):
    """What sort of body an organization is."""

    EMPLOYER = "employer"
    MEDICAL_GROUP = "medical group"
    COALITION = "coalition"
    INTERNATIONAL_UNION = "international union"
    LOCAL_UNION = "local union"
    BARGAINING_UNIT = "bargaining unit"
    FEDERATION = "federation"
    JOINT_BODY = "joint body"
    OFFICE = "office"
    FACILITY = "facility"
    GOVERNMENT_BODY = "government body"


@frozen(kw_only=True, repr=False, eq=False, weakref_slot=False)
class Organization(Record):
    """An employer, a medical group, a coalition of unions, a union or one of its locals."""

    kind: OrganizationKind = field(metadata=key("What sort of body it is"))
    name: Text = field(metadata=key("Its name as sources give it"))
    also_known_as: tuple[Text, ...] | None = field(
        default=None, metadata=fact("Other names and abbreviations that sources use")
    )
    parent: Id | None = field(
        default=None, metadata=fact("The body it is a part of", refers="Organization")
    )
    represents: tuple[Text, ...] | None = field(
        default=None, metadata=fact("The occupations of the workers it represents")
    )
    markets: tuple[Id, ...] | None = field(
        default=None, metadata=fact("The markets it is said to be in", refers="market")
    )
    since: PartialDate | None = field(
        default=None, metadata=fact("When it came into being", event="founded", ahead=True)
    )
    until: PartialDate | None = field(
        default=None, metadata=fact("When it ended", event="dissolved", ahead=True)
    )


@frozen(kw_only=True, repr=False, eq=False, weakref_slot=False)
class Person(Record):
    """A person in a public role; nothing but the name."""

    name: Text = field(metadata=key("The name as sources give it"))


@frozen(kw_only=True, repr=False, eq=False, weakref_slot=False)
class Membership(Record):
    """One body's belonging to another: a local in an alliance."""

    member: Id = field(metadata=key("Who belongs", refers="Organization"))
    body: Id = field(metadata=key("To what", refers="Organization or Partnership"))
    since: PartialDate | None = field(
        default=None, metadata=fact("When it joined", event="joined", ahead=True)
    )
    until: PartialDate | None = field(
        default=None, metadata=fact("When it left", event="left", ahead=True)
    )
    market: Id | None = field(
        default=None, metadata=fact("The market it belongs in", refers="market")
    )


@frozen(kw_only=True, repr=False, eq=False, weakref_slot=False)
class Appointment(Record):
    """A person's title in one or several organizations, as a source states it at a date."""

    person: Id = field(metadata=key("Who", refers="Person"))
    bodies: tuple[Id, ...] = field(
        metadata=key("Where the title is held", refers="Organization or Partnership or Committee")
    )
    title: Text | None = field(default=None, metadata=fact("The title as the source gives it"))
    on: PartialDate | None = field(
        default=None, metadata=fact("A date at which the source shows the title held")
    )


class Scheme(StrEnum):
    """A public register that gives its own names to bodies, agreements and cases."""

    OLMS = "olms"
    """File numbers of labor organizations at the U.S. Office of Labor-Management Standards."""
    NLRB = "nlrb"
    """Case numbers of the U.S. National Labor Relations Board."""
    EIN = "ein"
    """Employer identification numbers of the U.S. Internal Revenue Service."""
    FMCS = "fmcs"
    """Case numbers of the U.S. Federal Mediation and Conciliation Service."""
    WIKIDATA = "wikidata"
    ROR = "ror"
    """The Research Organization Registry."""


@frozen(kw_only=True, repr=False, eq=False, weakref_slot=False)
class Identifier(Record):
    """The name of something in a public register."""

    of: Id = field(
        metadata=key("What it names", refers="Organization or Agreement or Case or Partnership")
    )
    scheme: Scheme = field(metadata=key("The register"))
    value: Text | None = field(default=None, metadata=fact("The name in it, as it writes it"))
    since: PartialDate | None = field(
        default=None, metadata=fact("From when it is valid", ahead=True)
    )
    until: PartialDate | None = field(
        default=None, metadata=fact("To when it is valid", ahead=True)
    )
