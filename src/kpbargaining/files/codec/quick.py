"""JSON to records without a detour: it only says whether all is well, and loads no converter.

A record checks its plain values itself. So what is read here has passed the same checks as what
the converter reads; where anything is wrong, the converter is asked to find all of it.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import attrs

from kpbargaining.errors import InvalidValue
from kpbargaining.files.codec.faults import EVIDENCE_KEYS
from kpbargaining.records.evidence import Evidence
from kpbargaining.records.roles import Field, describe
from kpbargaining.values.types import check_of

__all__ = ["quick_record", "quick_value"]

Hook = Callable[[Any], Any]


def quick_record(plain: dict[str, Any], cls: type) -> Any:
    """The record that the keys and values of an object make.

    Raises `InvalidValue`, `KeyError` or `TypeError` for the first thing that is wrong, without an
    address.
    """
    hooks = _hooks(cls)
    given: dict[str, Any] = {}
    for key, value in plain.items():
        name, hook = hooks[key]
        if value is None:
            raise InvalidValue("no null", value)
        given[name] = value if hook is None else hook(value)
    return cls(**given)


def quick_value(value: Any, field: Field) -> Any:
    """The value of one field by itself, which no record checks; raises as `quick_record`."""
    hook = _hook(field)
    made = value if hook is None else hook(value)
    check_of(field.declared)(made)
    return made


@cache
def _hooks(cls: type) -> dict[str, tuple[str, Hook | None]]:
    """For each key of the object: the attribute, and what makes its value, if anything must."""
    keys = EVIDENCE_KEYS if cls is Evidence else {}
    fields = map(describe, attrs.fields(cls))
    return {keys.get(field.name, field.name): (field.name, _hook(field)) for field in fields}


def _hook(field: Field) -> Hook | None:
    if field.name == "says":
        return None
    one = field.value_type.read
    return _several(one) if field.many else one


def _several(one: Hook | None) -> Hook:
    def make(values: Any) -> tuple[Any, ...]:
        if type(values) is not list:
            raise InvalidValue("a list", values)
        return tuple(values) if one is None else tuple([one(value) for value in values])

    return make
