"""The JSON Schema of the data files, generated from the records themselves.

It refuses every fault of structure, type and pattern, and never what the codec accepts. What only
the codec sees stands in `CODEC_ALONE`.
"""

from __future__ import annotations

from typing import Any

from kpbargaining.files.codec import SCHEMA
from kpbargaining.records.evidence import Basis, Doubt
from kpbargaining.records.kinds import KINDS, Kind
from kpbargaining.records.roles import Field, Role
from kpbargaining.values.passages import Passage
from kpbargaining.values.texts import Id, Text
from kpbargaining.values.types import VALUE_TYPES, ValueType, value_type
from kpbargaining.values.when import PartialDate

__all__ = ["CODEC_ALONE", "schema"]

CODEC_ALONE = (
    "bytes that are not UTF-8, texts that are not JSON, and files of more than 64 MiB",
    "a key that stands twice in one object",
    "whole numbers that are written with a point, such as 10.0",
    "days that no calendar has, such as 2023-02-29",
    "ranges and spans that run backwards, and ranges with a simpler spelling",
    "ranges of amounts that run backwards",
    "characters that cannot be printed, blanks at the ends, and texts not in form C",
    "ids that files cannot have, such as con",
    "ids that are too long together with their round",
    "an id with a slash outside its round",
    "dates outside the years 1800 to 2199",
    "amounts outside the bounds of their field, or with a unit that it does not take",
    "more votes in favor than cast, and more cast than members entitled",
    "a field marked open that the evidence does not speak of",
)
"""What the codec refuses and a JSON Schema cannot see, or sees less exactly."""


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a data file: any of the files by kind, or a round's file."""
    homes = dict.fromkeys(kind.home for kind in KINDS if kind.home != "rounds")
    files = {home: _file([kind for kind in KINDS if kind.home == home]) for home in homes}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A data file of kpbargaining",
        "anyOf": [{"$ref": f"#/$defs/{name}.json"} for name in (*homes, "round")],
        "$defs": {
            **{f"{home}.json": file for home, file in files.items()},
            "round.json": _round_file(),
            **{kind.name: _record(kind) for kind in KINDS},
            **{each.name: dict(each.schema) for each in _used()},
        },
    }


def _used() -> list[ValueType]:
    """The types of value that data files hold, but for vocabularies."""
    held = {field.type for kind in KINDS for field in kind.fields.values()} | {Id, Passage, Text}
    return [known for declared, known in VALUE_TYPES.items() if declared in held]


def _object(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "object", "additionalProperties": False}
    return made | {"properties": properties, "required": required}


def _file(kinds: list[Kind]) -> dict[str, Any]:
    sections = {kind.plural: _section(kind.name) for kind in kinds}
    return _object({"schema": {"const": str(SCHEMA)}, **sections}, ["schema"])


def _round_file() -> dict[str, Any]:
    file = _file([kind for kind in KINDS if kind.in_rounds])
    file["properties"]["round"] = {"$ref": "#/$defs/BargainingRound"}
    return file


def _section(name: str) -> dict[str, Any]:
    return {
        "type": "object",
        "propertyNames": _typed(Id),
        "additionalProperties": {"$ref": f"#/$defs/{name}"},
    }


def _record(kind: Kind) -> dict[str, Any]:
    """A record without its id and its round, which come from its place."""
    fields = [field for field in kind.fields.values() if field.name not in ("id", "round")]
    properties = {field.name: _field(field) for field in fields}
    required = [field.name for field in fields if not field.optional]
    evidence = {"type": "array", "items": _evidence(kind)}
    return _object({**properties, "evidence": evidence}, required)


def _field(field: Field) -> dict[str, Any]:
    value = {"enum": list(field.vocabulary)} if field.vocabulary else _typed(field.type)
    if field.many:
        value = {"type": "array", "items": value, "minItems": 1, "uniqueItems": True}
    return {"description": field.meaning, **value}


def _typed(declared: Any) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{value_type(declared).name}"}


def _evidence(kind: Kind) -> dict[str, Any]:
    facts = [field for field in kind.fields.values() if field.role is Role.FACT]
    several = {"type": "array", "minItems": 1, "uniqueItems": True}
    says = _object({field.name: _field(field) for field in facts}, [])
    properties = {
        "from": _typed(Id),
        "words": _typed(Passage),
        "quote": _typed(Text),
        "at": _typed(Text),
        "for": several | {"items": {"enum": [field.name for field in facts]}},
        "says": says | {"minProperties": 1},
        "open": several | {"items": {"enum": [field.name for field in facts]}},
        "weak": {"type": "boolean"},
        "basis": {"enum": [basis.value for basis in Basis]},
        "doubt": {"enum": [doubt.value for doubt in Doubt]},
        "attests": _typed(PartialDate),
        "also": several | {"items": _typed(Id)},
        "note": _typed(Text),
    }
    return _object(properties, ["from"])
