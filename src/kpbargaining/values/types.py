"""The one table of value types: what refuses a value, how it is read, written and laid flat.

Records, data files, the JSON Schema, tables and exports all ask it what a type of value is.
A new type of value is one more entry.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cache, reduce
from operator import attrgetter, or_
from types import NoneType, UnionType
from typing import Any, get_args, get_origin

from attrs import field, frozen

from kpbargaining.errors import InvalidValue
from kpbargaining.values.cells import BOUNDS, DAYS, LENGTH, Cell, FlatColumn, itself, text_of
from kpbargaining.values.days import Days
from kpbargaining.values.passages import PASSAGE_PATTERN, Passage
from kpbargaining.values.quantity import QUANTITY_PATTERN, Quantity
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
    check_count,
    check_digest,
    check_id,
    check_text,
    check_url,
)
from kpbargaining.values.when import DATE_PATTERN, SPAN_PATTERN, PartialDate, Span

__all__ = [
    "VALUE_TYPES",
    "Reading",
    "ValueType",
    "When",
    "check_of",
    "is_many",
    "one_of",
    "plain",
    "present",
    "value_type",
    "worded",
]

When = PartialDate | Span
"""A day or a stretch of days; what tables of both hold."""

Reading = tuple[str, Any]
"""The value that a source gives to a field, with the name of the field."""


@frozen(kw_only=True, eq=False)
class ValueType:
    """Everything the library knows of one type of value."""

    name: str
    check: Callable[[object], object]
    """Gives back what is of the type; raises `InvalidValue` for anything else."""
    flat: tuple[FlatColumn, ...]
    read: Callable[[Any], Any] | None = None
    """Makes the value of its plain form; None where that is the value itself."""
    schema: Mapping[str, Any] = field(factory=dict)
    """The JSON Schema of its plain form; empty where no file holds it."""


def plain(value: Any) -> Any:
    """A value as plain Python: numbers stay, words, dates and amounts become text, tuples lists."""
    if value is None or type(value) in (int, bool, str, float):
        return value
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    return str(value)


def worded(value: Any) -> str:
    """A plain value in one cell of text; truths as columns of truths have them."""
    if isinstance(value, bool):
        return str(value).lower()
    found = plain(value)
    return "; ".join(map(worded, found)) if isinstance(found, list) else str(found)


def _only(*types: type) -> Callable[[object], object]:
    """A check that takes what is exactly of these types, and says how text becomes one."""

    def check(value: object) -> object:
        if type(value) not in types:
            hints = [_made(each, value) for each in types if type(value) is str]
            raise InvalidValue(" or ".join(map(_named, types)) + "".join(hints), value)
        return value

    return check


def _named(cls: type) -> str:
    return f"{'an' if cls.__name__[0] in 'AEIOi' else 'a'} {cls.__name__}"


def _made(cls: Any, text: object) -> str:
    """How one of the type is made of the text, or of which texts it is; empty for all others."""
    try:
        made = cls is not bool and str(cls(text)) == text
    except (ValueError, ArithmeticError, TypeError):
        made = False
    if made:
        return f", as {cls.__name__}({text!r})"
    return ", one of " + ", ".join(map(repr, map(str, cls))) if issubclass(cls, StrEnum) else ""


def _pattern(pattern: str, **more: Any) -> dict[str, Any]:
    """A string that is the pattern from end to end; a `$` alone may let a line end follow."""
    return {"type": "string", "pattern": rf"^(?:{pattern})$(?!\n)", **more}


def _text(name: str, check: Callable[[object], object], schema: dict[str, Any]) -> ValueType:
    return ValueType(name=name, check=check, schema=schema, flat=(itself(),))


def _spelled(cls: Any, pattern: str, flat: tuple[FlatColumn, ...]) -> ValueType:
    """A type whose plain form is its text."""
    name = cls.__name__
    return ValueType(name=name, check=_only(cls), read=cls, schema=_pattern(pattern), flat=flat)


def _number(name: str, cls: type, cell: Cell, kind: str) -> ValueType:
    flat = (itself(cell),)
    return ValueType(name=name, check=_only(cls), schema={"type": kind}, flat=flat)


VALUE_TYPES: dict[Any, ValueType] = {
    Id: _text("Id", check_id, _pattern(ID_PATTERN, maxLength=LONGEST_ID)),
    Text: _text("Text", check_text, {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT}),
    Url: _text("Url", check_url, _pattern(URL_PATTERN, maxLength=LONGEST_TEXT)),
    Digest: _text("Digest", check_digest, _pattern(DIGEST_PATTERN)),
    Count: ValueType(
        name="Count",
        check=check_count,
        schema={"type": "integer", "minimum": 0, "maximum": LARGEST_COUNT},
        flat=(itself("integer"),),
    ),
    PartialDate: _spelled(PartialDate, DATE_PATTERN, DAYS),
    Span: _spelled(Span, SPAN_PATTERN, DAYS),
    Quantity: _spelled(Quantity, QUANTITY_PATTERN, BOUNDS),
    Passage: _spelled(Passage, PASSAGE_PATTERN, (text_of(),)),
    bool: _number("Flag", bool, "boolean", "boolean"),
    int: _number("Integer", int, "integer", "integer"),
    Decimal: ValueType(
        name="Decimal",
        check=_only(Decimal),
        read=Decimal,
        schema={"type": "string"},
        flat=(itself("number"),),
    ),
    Days: ValueType(name="Days", check=_only(Days), flat=LENGTH),
    When: ValueType(name="PartialDate or Span", check=_only(PartialDate, Span), flat=DAYS),
    Reading: ValueType(
        name="field and value",
        check=lambda value: value,
        flat=(text_of(lambda pair: f"{pair[0]} = {worded(pair[1])}"),),
    ),
    Any: ValueType(
        name="Any",
        check=lambda value: value,
        flat=(text_of(worded),),
    ),
}
"""Every type of value but the vocabularies, which `value_type` knows by their members."""


@cache
def value_type(declared: Any) -> ValueType:
    """What there is to know of a type: of the table, a vocabulary of ours, or a row of ours."""
    if declared in VALUE_TYPES:
        return VALUE_TYPES[declared]
    return _vocabulary(declared) if issubclass(declared, StrEnum) else _worded(declared)


def _worded(cls: type) -> ValueType:
    """A row inside a row, which stands there as its text."""
    return ValueType(name=cls.__name__, check=_only(cls), flat=(text_of(str),))


def _vocabulary(cls: type[StrEnum]) -> ValueType:
    members = {member.value: member for member in cls}
    schema = {"enum": list(members)}
    return ValueType(
        name=cls.__name__,
        check=_only(cls),
        read=members.__getitem__,
        schema=schema,
        flat=(text_of(attrgetter("_value_")),),  # `value` is slower
    )


def present(declared: Any) -> Any:
    """The type of a value that is there: `X` for `X | None`, otherwise the type itself."""
    members = [member for member in get_args(declared) if member is not NoneType]
    optional = isinstance(declared, UnionType) or NoneType in get_args(declared)
    return reduce(or_, members) if optional else declared


def is_many(declared: Any) -> bool:
    """Whether a type is that of several values: `tuple[X, ...]`, maybe None."""
    return get_origin(present(declared)) is tuple


def one_of(declared: Any) -> Any:
    """The type of the value, or of each of the values where there are many."""
    inner = present(declared)
    return get_args(inner)[0] if is_many(declared) else inner


@cache
def check_of(declared: Any) -> Callable[[object], object]:
    """The function that refuses what is not of a type, None being left to whoever asks."""
    check = value_type(one_of(declared)).check
    return _each(check) if is_many(declared) else check


def _each(check_item: Callable[[object], object]) -> Callable[[object], object]:
    def check(value: object) -> object:
        if type(value) is not tuple or not value:
            raise InvalidValue("a tuple of one or more values", value)
        for item in value:
            check_item(item)
        if len(set(value)) < len(value):
            raise InvalidValue("a tuple without repeated values", value)
        return value

    return check
