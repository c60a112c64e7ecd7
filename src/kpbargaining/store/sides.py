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

    A person is on the side of the bodies that sources show the person to have a title in.
    """
    bodies = (store.get(body) for name in names for body in _bodies(store, name))
    sides = {side for body in bodies for side in _sides(body)}
    return Side.BOTH if len(sides) > 1 else next(iter(sides), None)


def _bodies(store: Store, name: str) -> tuple[str, ...]:
    """The bodies in which a person has a title; anything else stands for itself."""
    titles = store.appointments.having("person", name)
    return tuple(body for title in titles for body in title.bodies) or (name,)


def _sides(body: AnyRecord | None) -> Iterator[Side]:
    if isinstance(body, (Committee, Partnership)):
        yield Side.BOTH
    elif isinstance(body, Organization) and body.kind in SIDES:
        yield SIDES[body.kind]
