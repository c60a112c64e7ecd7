"""Which side of the table somebody sits on."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from kpbargaining.records.agreements import Partnership
from kpbargaining.records.bargaining import Committee
from kpbargaining.records.parties import Organization, OrganizationKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpbargaining.records.kinds import AnyRecord
    from kpbargaining.store.store import Store

__all__ = ["Side", "side_of"]


class Side(StrEnum):
    """A side of the bargaining table."""

    MANAGEMENT = "management"
    LABOR = "labor"
    BOTH = "both"
    """Both together, as in a committee of both or in the partnership."""


SIDES = {
    OrganizationKind.EMPLOYER: Side.MANAGEMENT,
    OrganizationKind.MEDICAL_GROUP: Side.MANAGEMENT,
    OrganizationKind.COALITION: Side.LABOR,
    OrganizationKind.INTERNATIONAL_UNION: Side.LABOR,
    OrganizationKind.LOCAL_UNION: Side.LABOR,
    OrganizationKind.BARGAINING_UNIT: Side.LABOR,
    OrganizationKind.JOINT_BODY: Side.BOTH,
}
"""The side on which a kind of organization sits; the others, as federations, sit on neither."""


def side_of(store: Store, names: Iterable[str]) -> Side | None:
    """The side that these are on; None where they are of neither.

    A person is on the side of the bodies that sources show the person to have a title in; who
    chairs something joint for one side is still on that side.
    """
    sides = {side for name in names for side in _of_one(store, name)}
    return Side.BOTH if len(sides) > 1 else next(iter(sides), None)


def _of_one(store: Store, name: str) -> set[Side]:
    """The sides of a body, or those of a person's titles; one in a joint body adds none to them."""
    titles = store.appointments.having("person", name)
    bodies = [body for title in titles for body in title.bodies] or [name]
    sides = {side for body in bodies for side in _sides(store.get(body))}
    return sides - {Side.BOTH} or sides


def _sides(body: AnyRecord | None) -> Iterator[Side]:
    if isinstance(body, (Committee, Partnership)):
        yield Side.BOTH
    elif isinstance(body, Organization) and body.kind in SIDES:
        yield SIDES[body.kind]
