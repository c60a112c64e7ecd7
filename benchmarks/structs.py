"""Our data files as msgspec structs, made of the same metadata: the limit of what decoding costs.

Plain ones know the types of JSON; constrained ones also patterns, lengths and vocabularies. They
check no calendar, no amount and nothing that two fields or two records say together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec

from kpbargaining.files.codec.faults import EVIDENCE_KEYS
from kpbargaining.records.evidence import Evidence
from kpbargaining.records.kinds import KINDS, Kind
from kpbargaining.records.roles import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpbargaining.records.roles import Field

PLACED = ("id", "round", "record")
"""What the place in the file says."""


def decoders(*, constrained: bool) -> dict[str, Any]:
    """A decoder for each data file by its name; of the files of rounds by `rounds`."""
    beside = _struct(
        "Evidence", fields_of(Evidence).values(), EVIDENCE_KEYS, constrained=constrained
    )
    kinds = {kind.name: _kind(kind, beside, constrained=constrained) for kind in KINDS}
    homes = dict.fromkeys(kind.home for kind in KINDS)
    files = {home: [kind for kind in KINDS if kind.home == home] for home in homes}
    files["rounds"] = [kind for kind in KINDS if kind.in_rounds]
    return {home: _decoder(home, held, kinds) for home, held in files.items()}


def _decoder(home: str, held: list[Kind], kinds: dict[str, Any]) -> Any:
    sections: list[tuple[str, Any, Any]] = []
    for kind in held:
        record: Any = kinds[kind.name]
        sections.append((kind.plural, dict[str, record], {}))
    if home == "rounds":
        sections.append(("round", kinds["BargainingRound"] | None, None))
    made = msgspec.defstruct(f"File_{home}", [("schema", str), *sections])
    return msgspec.json.Decoder(made)


def _kind(kind: Kind, beside: Any, *, constrained: bool) -> Any:
    more: list[tuple[str, Any, Any]] = [("evidence", list[beside], [])]
    return _struct(kind.name, kind.fields.values(), {}, more, constrained=constrained)


def _struct(
    name: str,
    fields: Iterable[Field],
    keys: dict[str, str],
    more: Iterable[tuple[str, Any, Any]] = (),
    *,
    constrained: bool,
) -> Any:
    listed = [each for each in fields if each.name not in PLACED]
    needed = [
        (each.name, _type(each, constrained=constrained)) for each in listed if not each.optional
    ]
    rest = [
        (each.name, _type(each, constrained=constrained) | None, None)
        for each in listed
        if each.optional
    ]
    return msgspec.defstruct(
        name, [*needed, *rest, *more], frozen=True, forbid_unknown_fields=True, rename=keys
    )


def _type(field: Field, *, constrained: bool) -> Any:
    if field.name == "says":
        return dict[str, Any]
    one: Any = _one(dict(field.value_type.schema), constrained=constrained)
    return tuple[one, ...] if field.many else one


def _one(schema: dict[str, Any], *, constrained: bool) -> Any:
    if "enum" in schema:
        return Literal[tuple(schema["enum"])] if constrained else str
    plain: Any = {"integer": int, "boolean": bool, "string": str}[schema["type"]]
    limits = {
        "pattern": schema.get("pattern"),
        "min_length": schema.get("minLength"),
        "max_length": schema.get("maxLength"),
        "ge": schema.get("minimum"),
        "le": schema.get("maximum"),
    }
    known = {name: limit for name, limit in limits.items() if limit is not None}
    return Annotated[plain, msgspec.Meta(**known)] if constrained and known else plain
