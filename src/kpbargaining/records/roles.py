"""What a field is for: its role, its meaning, its unit, what it refers to; declared once.

Records write `field(metadata=fact("..."))`.
The codebook, the schema, the checks, the exports and `as_of` all read this metadata.
"""

from enum import StrEnum
from functools import cache
from types import NoneType
from typing import TYPE_CHECKING, Any, get_args, get_origin

import attrs

from kpbargaining.errors import InvalidValue
from kpbargaining.values.texts import (
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

__all__ = ["CHECKS", "Checked", "Role", "check_of", "fact", "key", "ours", "present"]


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


def present(declared: Any) -> Any:
    """The type of a value that is there: `X` for `X | None`, otherwise the type itself."""
    members = get_args(declared)
    return members[0] if NoneType in members else declared


class Checked:
    """The base of records: each field is held to what its type asks for.

    One check for all classes, rather than a validator written into each, halves the time it
    takes to make them; and their text names only what is known.
    """

    __slots__ = ()

    def __attrs_post_init__(self) -> None:
        """Refuse what is outside its profile: raises `InvalidValue` with the field's name."""
        cls: Any = type(self)
        name = ""
        try:
            for name, optional, check in _checks(cls):
                value = getattr(self, name)
                if value is not None or not optional:
                    check(value)
        except InvalidValue as error:
            error.field = name
            raise

    def __repr__(self) -> str:
        cls: Any = type(self)
        known = [
            f"{a.name}={value!r}"
            for a in attrs.fields(cls)
            if (value := getattr(self, a.name)) != a.default
        ]
        return f"{type(self).__name__}({', '.join(known)})"


@cache
def _checks(cls: Any) -> "tuple[tuple[str, bool, Callable[[object], Any]], ...]":
    """Every field that has no validator of its own: may it be None, and the check of the rest."""
    return tuple(
        (a.name, present(a.type) is not a.type, check_of(a.type))
        for a in attrs.fields(cls)
        if a.validator is None
    )


def check_of(declared: Any) -> "Callable[[object], Any]":
    """The function that refuses what is not of a type, None being left to whoever asks."""
    inner = present(declared)
    return _many(get_args(inner)[0]) if get_origin(inner) is tuple else _one(inner)


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
