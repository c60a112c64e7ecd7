"""What an agreement or a proposal pays: one step of a wage schedule after the other."""

from enum import StrEnum

from attrs import field, frozen

from kpbargaining.records.amounts import ORDER, PAID_ONCE, RAISE
from kpbargaining.records.record import Record
from kpbargaining.records.roles import fact, key
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Count, Id, Text
from kpbargaining.values.when import PartialDate

__all__ = ["EffectiveRule", "WageStep"]


class EffectiveRule(StrEnum):
    """When a step takes effect."""

    ON_DATE = "on its date"
    ON_RATIFICATION = "on ratification"
    LATER_OF_BOTH = "the later of its date and ratification"


@frozen(kw_only=True, repr=False, eq=False, weakref_slot=False)
class WageStep(Record):
    """One raise or lump sum of an agreement or a proposal, for those it names."""

    of: Id = field(metadata=key("Whose step it is", refers="Agreement or Proposal"))
    order: Count = field(
        metadata=key("Its place in the schedule for the same workers, from 1", amount=ORDER)
    )
    round: Id | None = field(
        default=None, metadata=key("The round it belongs to", refers="BargainingRound")
    )
    effective: PartialDate | None = field(
        default=None, metadata=fact("From when it is paid", event="raise", ahead=True)
    )
    rule: EffectiveRule | None = field(default=None, metadata=fact("What its date depends on"))
    percent: Quantity | None = field(
        default=None, metadata=fact("The raise of the wage level, across the board", amount=RAISE)
    )
    lump_sum: Quantity | None = field(
        default=None,
        metadata=fact("What is paid once and never enters the level", amount=PAID_ONCE),
    )
    markets: tuple[Id, ...] | None = field(
        default=None,
        metadata=fact("The markets it holds for", refers="market"),
    )
    whom: Text | None = field(default=None, metadata=fact("The workers it holds for"))
    condition: Text | None = field(default=None, metadata=fact("What it depends on"))
