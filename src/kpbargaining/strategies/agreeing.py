"""What can stand side by side: no check objects to it, whichever values and readings are left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from kpbargaining.checks.findings import Severity
from kpbargaining.checks.numbers import CLASSES
from kpbargaining.checks.order import ORDER
from kpbargaining.records.actions import JobAction, Vote
from kpbargaining.records.amounts import Amount
from kpbargaining.records.bargaining import Committee, Deliverable, Session
from kpbargaining.records.figures import Figure, Scope
from kpbargaining.records.parties import Organization, OrganizationKind
from kpbargaining.records.pay import WageStep
from kpbargaining.records.roles import Role
from kpbargaining.store.records import is_one_of
from kpbargaining.store.sides import SIDES, Side
from kpbargaining.strategies.single import fitting, several
from kpbargaining.strategies.values import amounts, names
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.when import PartialDate, Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpbargaining.records.figures import Counted
    from kpbargaining.records.kinds import AnyRecord
    from kpbargaining.records.roles import Field

__all__ = ["INSIDE", "agreeing", "may_refer", "needed_kinds"]

INSIDE = (Committee, Deliverable, Session)
"""What the keys and facts of a round's records refer to in their own round only."""

NOT_MANAGEMENT = [kind for kind in OrganizationKind if SIDES.get(kind) is not Side.MANAGEMENT]

TURN = PartialDate("2000-01-01")
"""The day before which all that comes first can lie, and after which all that follows can."""

AMID = {"held", "made"}
"""Dates that lie between two dates of other records; they can be the turn."""

STRICT = [row for row in ORDER if row.severity is Severity.ERROR]
EARLIER = AMID | {row.early.rpartition(".")[2] for row in STRICT}
LATER = AMID | {row.late.rpartition(".")[2] for row in STRICT}

ABOUT = st.integers(0, 50).map("~{}".format).map(Quantity)
"""Amounts of which no sum is too large, and no total too small."""

ANYTHING = Amount(unit="anything", written=("", "days"))
"""What a metric counts that does not say."""


def agreeing(
    cls: type[AnyRecord],
    field: Field,
    known: Mapping[str, Any],
    number: int,
    counts: Counted | None,
) -> st.SearchStrategy[Any]:
    """What a field that holds no id can hold.

    *known* are the ids that the record holds and what was drawn of it before, *number* is its own
    number, *counts* the class of its metric.
    """
    if cls is Figure:
        return _of_figure(field, known, CLASSES[counts] if counts else ANYTHING)
    if field.name == "formerly":  # nobody else has, or had, an id of this number
        return several(field, names().map(lambda name: f"{name}-{number}"))
    if cls is Session and field.name == "days":
        return ABOUT
    if cls is Session and field.name == "ordinal":
        return st.sampled_from([2 * number, 2 * number + 1])
    if cls is WageStep and field.name == "order":
        return st.just(number)
    return fitting(cls, field).map(lambda value: _in_succession(field.name, value))


def _of_figure(field: Field, known: Mapping[str, Any], amount: Amount) -> st.SearchStrategy[Any]:
    """What a field of a figure can hold; running totals and parts are plain numbers, or about."""
    plain = "" in amount.written
    if field.name == "scope" and not plain:
        return st.sampled_from([scope for scope in Scope if scope is not Scope.RUNNING_TOTAL])
    if field.name != "value":
        return fitting(Figure, field)
    if known.get("part_of") or known["scope"] is Scope.RUNNING_TOTAL:
        return ABOUT if plain else amounts(amount).filter(lambda value: value.approximate)
    return amounts(amount)


def _in_succession(name: str, value: Any) -> Any:
    """Return a value, or one that reaches to the turn instead of a date on its wrong side."""
    if name in EARLIER and TURN.certainly_before(value):
        return TURN if type(value) is PartialDate else Span(f"{TURN}/{value.end or ''}")
    if name in LATER and value.certainly_before(TURN):
        return TURN if type(value) is PartialDate else Span(f"{value.start or ''}/{TURN}")
    return value


def may_refer(
    cls: type[AnyRecord], field: Field, known: Mapping[str, Any], other: AnyRecord
) -> bool:
    """Whether a field can hold the id of another record."""
    if not (field.refers == "any" or is_one_of(other, field.refers.split(" or "))):
        return False
    if isinstance(other, INSIDE) and field.role is not Role.OURS:
        return known.get("round") in (None, other.round)
    kinds = needed_kinds(cls, field)
    return not (isinstance(other, Organization) and kinds and other.kind not in kinds)


def needed_kinds(cls: type[AnyRecord], field: Field) -> list[OrganizationKind]:
    """The kinds of organization that a field can refer to; empty where it can be any."""
    return NOT_MANAGEMENT if cls in (JobAction, Vote) and field.name == "by" else []
