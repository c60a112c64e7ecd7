"""The JSON Schema of the data files, generated from the records themselves.

It refuses every fault of structure, type and pattern, and never what the codec accepts. What only
the codec sees stands in `CODEC_ALONE`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from kpbargaining.files.codec import SCHEMA
from kpbargaining.records.evidence import PASSAGE_PATTERN, Basis, Passage
from kpbargaining.records.kinds import KINDS, Field, Kind
from kpbargaining.records.roles import Role
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import (
    DIGEST_PATTERN,
    ID_PATTERN,
    LARGEST_COUNT,
    LONGEST_ID,
    LONGEST_TEXT,
    URL_PATTERN,
    Count,
    Digest,
    Id,
    Text,
    Url,
)
from kpbargaining.values.when import PartialDate, Span

__all__ = ["CODEC_ALONE", "schema"]

CODEC_ALONE = (
    "bytes that are not UTF-8, texts that are not JSON, and files of more than 32 MiB",
    "a key that stands twice in one object",
    "whole numbers that are written with a point, such as 10.0",
    "days that no calendar has, such as 2023-02-29",
    "ranges and spans that run backwards, and ranges with a simpler spelling",
    "ranges of amounts that run backwards",
    "characters that cannot be printed, blanks at the ends, and texts not in form C",
    "ids that files cannot have, such as con",
    "ids that are too long together with their round",
    "an id with a slash outside its round",
)
"""What the codec refuses and a JSON Schema cannot see, or sees less exactly."""

_YEAR = "(?!0000)[0-9]{4}"
_MONTH = f"{_YEAR}-(?:0[1-9]|1[0-2])"
_DAY = f"{_MONTH}-(?:0[1-9]|[12][0-9]|3[01])"
_RANGES = (rf"{end}\.\.(?:{end})?|\.\.{end}" for end in (_DAY, _MONTH, _YEAR))
_DATE = rf"(?:{_DAY}|{_MONTH}|{_YEAR}-2[1-4]|{_YEAR}|\[(?:{'|'.join(_RANGES)})\])"
_SPAN = rf"{_DATE}/(?:\.\.|{_DATE})?|/{_DATE}"
_NUMBER = r"(?:-?(?:(?:0|[1-9][0-9]{0,14})\.[0-9]{0,5}[1-9]|[1-9][0-9]{0,14})|0)"
_QUANTITY = rf"(?:(?:~|[<>]=?)?{_NUMBER}|{_NUMBER}\.\.{_NUMBER})(?:%| [A-Za-z]+)?"


def _text(pattern: str, **more: Any) -> dict[str, Any]:
    """A string that is the pattern from end to end; a `$` alone may let a line end follow."""
    return {"type": "string", "pattern": rf"^(?:{pattern})$(?!\n)", **more}


TYPES: dict[Any, dict[str, Any]] = {
    Id: _text(ID_PATTERN, maxLength=LONGEST_ID),
    Text: {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT},
    Url: _text(URL_PATTERN, maxLength=LONGEST_TEXT),
    Digest: _text(DIGEST_PATTERN),
    Count: {"type": "integer", "minimum": 0, "maximum": LARGEST_COUNT},
    PartialDate: _text(_DATE),
    Span: _text(_SPAN),
    Quantity: _text(_QUANTITY),
    Passage: _text(PASSAGE_PATTERN),
}
"""The schema of each type of value; a vocabulary is the list of its members."""


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
            **{declared.__name__: value for declared, value in TYPES.items()},
        },
    }


def _object(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "object", "additionalProperties": False}
    return made | {"properties": properties, "required": required}


def _file(kinds: list[Kind]) -> dict[str, Any]:
    sections = {kind.plural: _section(kind.name) for kind in kinds}
    return _object({"schema": {"const": SCHEMA}, **sections}, ["schema"])


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
    value = _value(field.type)
    if field.many:
        value = {"type": "array", "items": value, "minItems": 1, "uniqueItems": True}
    return {"description": field.meaning, **value}


def _value(declared: Any) -> dict[str, Any]:
    if isinstance(declared, type) and issubclass(declared, StrEnum):
        return {"enum": [member.value for member in declared]}
    return _typed(declared)


def _typed(declared: Any) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{declared.__name__}"}


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
        "weak": {"type": "boolean"},
        "basis": {"enum": [basis.value for basis in Basis]},
        "also": several | {"items": _typed(Id)},
        "note": _typed(Text),
    }
    return _object(properties, ["from"])
