"""What a field is for: its role, its meaning, its amount, what it refers to; declared once.

Records write `field(metadata=fact("..."))`, rows of answers `field(metadata=column("..."))`.
The codebook, the schema, the checks, the tables, the exports and `as_of` all read this metadata.
"""

from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs
from attrs import frozen

from kpbargaining.values.types import is_many, one_of, present, value_type

if TYPE_CHECKING:
    from kpbargaining.records.amounts import Amount
    from kpbargaining.values.types import ValueType

__all__ = ["Field", "Role", "column", "describe", "fact", "fields_of", "key", "ours"]


class Role(StrEnum):
    """Why a field may hold what it holds."""

    KEY = "key"
    """Says which record this is; never cleared, needs no evidence of its own."""
    FACT = "fact"
    """Something a source says; None when no source does; every value needs evidence."""
    OURS = "ours"
    """Our own classification, bibliography or link; needs no evidence."""
    ANSWER = "answer"
    """A column of an answer: taken from records, or worked out from them."""


def key(meaning: str, *, refers: str = "", amount: "Amount | None" = None) -> dict[str, Any]:
    """Metadata of a field that says which record this is.

    *refers* names the kinds (`Session`, `Organization or Person`, `any`) or the vocabulary
    (`metric`) whose ids the field holds, *amount* what a number counts and its bounds.
    """
    return {"role": Role.KEY, "meaning": meaning, "refers": refers, "amount": amount}


def fact(
    meaning: str,
    *,
    refers: str = "",
    event: str = "",
    amount: "Amount | None" = None,
    ahead: bool = False,
) -> dict[str, Any]:
    """Metadata of a field that a source has to support.

    *event* makes the field's date an entry of timelines, under that name; *ahead* says that a
    source can state the date before it has come, as it can of what is planned or due.
    """
    found = {"role": Role.FACT, "meaning": meaning, "refers": refers, "amount": amount}
    return found | {"event": event, "ahead": ahead}


def ours(meaning: str, *, refers: str = "", amount: "Amount | None" = None) -> dict[str, Any]:
    """Metadata of a field that holds our own classification, bibliography or link."""
    return {"role": Role.OURS, "meaning": meaning, "refers": refers, "amount": amount}


def column(meaning: str, *, refers: str = "", unit: str = "", of: str = "") -> dict[str, Any]:
    """Metadata of a column of an answer; *unit* is what a number counts.

    *of* names the field that it is taken from as it stands there (`Proposal.claimed_total`), of
    the record that the row names; where there are several, it is the first that has a value.
    """
    return {"role": Role.ANSWER, "meaning": meaning, "refers": refers, "unit": unit, "of": of}


@frozen(kw_only=True, eq=False)
class Field:
    """One field of a kind of record, or one column of an answer."""

    name: str
    role: Role
    meaning: str
    declared: Any
    """The annotation of the attribute."""
    type: Any
    """The type of its value, or of each of its values where it is *many*."""
    value_type: "ValueType"
    many: bool
    optional: bool
    """Whether it may be left out when a record is made."""
    nullable: bool
    """Whether it may be None."""
    refers: str
    """The kinds whose ids it holds, in words; empty where it holds none."""
    event: str
    """What its date is called in a timeline; empty where it has no place there."""
    ahead: bool
    """Whether its date can lie ahead of the source that states it."""
    amount: "Amount | None"
    unit: str
    """What a number counts; empty where there is nothing to count."""
    of: str
    """The field of a record that a column is taken from; empty where it is worked out."""

    @property
    def vocabulary(self) -> tuple[str, ...]:
        """The members of its vocabulary; empty where it has none."""
        return tuple(self.value_type.schema.get("enum", ()))

    @property
    def holds(self) -> str:
        """The type of its value in words: `PartialDate`, `one or more Id`."""
        return f"one or more {self.value_type.name}" if self.many else self.value_type.name


def describe(attribute: "attrs.Attribute[Any]") -> Field:
    """What the metadata and the type of an attribute say about the field."""
    declared: Any = attribute.type
    metadata = attribute.metadata
    amount = metadata.get("amount")
    single = one_of(declared)
    return Field(
        name=attribute.name,
        role=metadata["role"],
        meaning=metadata["meaning"],
        declared=declared,
        type=single,
        value_type=value_type(single),
        many=is_many(declared),
        optional=attribute.default is not attrs.NOTHING,
        nullable=present(declared) is not declared,
        refers=metadata.get("refers", ""),
        event=metadata.get("event", ""),
        ahead=metadata.get("ahead", False),
        amount=amount,
        unit=amount.unit if amount else metadata.get("unit", ""),
        of=metadata.get("of", ""),
    )


@cache
def fields_of(cls: type) -> dict[str, Field]:
    """Every field of a kind of record, or column of an answer, by name and in order."""
    attrs.resolve_types(cls)  # those of answers are written as text
    attributes: Any = attrs.fields(cls)
    return {each.name: describe(each) for each in attributes if "role" in each.metadata}
