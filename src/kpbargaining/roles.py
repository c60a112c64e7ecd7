"""What a field is for: its role, its meaning, its unit, what it refers to; declared once.

Records write `field(metadata=fact("..."))`.
The codebook, the schema, the checks, the exports and `as_of` all read this metadata.
"""

from enum import StrEnum
from types import NoneType
from typing import TYPE_CHECKING, Any, get_args, get_origin

from kpbargaining.errors import InvalidValue
from kpbargaining.values import (
    Count,
    Digest,
    Id,
    Text,
    Url,
    check_count,
    check_digest,
    check_id,
    check_text,
    check_url,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from attrs import Attribute

__all__ = ["CHECKS", "Role", "checked", "fact", "key", "ours", "present"]


class Role(StrEnum):
    """Why a field may hold what it holds."""

    KEY = "key"
    """Says which record this is; never cleared, needs no evidence of its own."""
    FACT = "fact"
    """Something a source says; None when no source does; every value needs evidence."""
    OURS = "ours"
    """Our own classification, bibliography or link; needs no evidence."""


def _metadata(role: Role, meaning: str, refers: str, event: str, unit: str) -> dict[str, Any]:
    named = {"refers": refers, "event": event, "unit": unit}
    return {"role": role, "meaning": meaning} | {k: v for k, v in named.items() if v}


def key(meaning: str, *, refers: str = "", unit: str = "") -> dict[str, Any]:
    """Metadata of a field that says which record this is.

    *refers* names the kinds (`Session`, `Organization or Person`, `any`) whose ids the field
    holds, *unit* what a number counts.
    """
    return _metadata(Role.KEY, meaning, refers, "", unit)


def fact(meaning: str, *, refers: str = "", event: str = "", unit: str = "") -> dict[str, Any]:
    """Metadata of a field that a source has to support.

    *event* makes the field's date an entry of timelines, under that name.
    """
    return _metadata(Role.FACT, meaning, refers, event, unit)


def ours(meaning: str, *, refers: str = "", unit: str = "") -> dict[str, Any]:
    """Metadata of a field that holds our own classification, bibliography or link."""
    return _metadata(Role.OURS, meaning, refers, "", unit)


CHECKS: dict[Any, "Callable[[object], Any]"] = {
    Id: check_id,
    Text: check_text,
    Url: check_url,
    Digest: check_digest,
    Count: check_count,
}
"""The function that refuses what is not of a plain type."""


def checked(_: type, fields: "list[Attribute[Any]]") -> "list[Attribute[Any]]":
    """Give every field the check that its type asks for (an attrs `field_transformer`)."""
    return [a if a.validator else a.evolve(validator=_validator(a.type)) for a in fields]


def present(declared: Any) -> Any:
    """The type of a value that is there: `X` for `X | None`, otherwise the type itself."""
    members = get_args(declared)
    return members[0] if NoneType in members else declared


def _validator(declared: Any) -> "Callable[[Any, Attribute[Any], Any], None]":
    inner = present(declared)
    optional = inner is not declared
    check = _many(get_args(inner)[0]) if get_origin(inner) is tuple else _one(inner)

    def validate(_: Any, attribute: "Attribute[Any]", value: Any) -> None:
        if value is None and optional:
            return
        try:
            check(value)
        except InvalidValue as error:
            error.field = attribute.name
            raise

    return validate


def _one(declared: Any) -> "Callable[[object], Any]":
    if declared in CHECKS:
        return CHECKS[declared]

    def check(value: object) -> None:
        if type(value) is not declared:
            raise InvalidValue(f"a {declared.__name__}", value)

    return check


def _many(declared: Any) -> "Callable[[object], Any]":
    check_item = _one(declared)

    def check(value: object) -> None:
        if type(value) is not tuple or not value:
            raise InvalidValue("a tuple of one or more values", value)
        for item in value:
            check_item(item)
        if len(set(value)) < len(value):
            raise InvalidValue("a tuple without repeated values", value)

    return check
