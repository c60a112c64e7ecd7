"""JSON to records without a detour: it only says whether all is well, and loads no converter.

Each value that is given is held to the checks of its field once, and a value that stands in many
places is checked at the first and shared by all. Where anything is wrong, the converter is asked
to find all of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from kpbargaining.errors import InvalidValue
from kpbargaining.files.codec.faults import EVIDENCE_KEYS
from kpbargaining.records.evidence import Evidence
from kpbargaining.records.record import assembler, checks_of
from kpbargaining.records.roles import Field, fields_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Quick"]


class _Accepted(dict[Any, Any]):
    """The values of one sort that were accepted, by their plain forms; others are held to it.

    Only text, and tuples of it, are kept: among numbers, 1 would find what stands for True.
    """

    def __init__(self, take: Callable[[Any], Any]) -> None:
        self._take = take

    def __missing__(self, plain: Any) -> Any:
        made = self._take(plain)
        if type(plain) is str or (type(plain) is tuple and all(type(p) is str for p in plain)):
            self[plain] = made
        return made


class _Way(NamedTuple):
    """How one class is read: what takes the value of each key, and what makes a record of all."""

    keys: dict[str, tuple[str, Callable[[Any], Any]]]
    blank: dict[str, Any]
    """What stands for each field that is not given."""
    required: tuple[str, ...]
    assembled: Callable[[Iterable[Any]], Any]


class Quick:
    """Reads the values of one set of files, and remembers which it has accepted."""

    def __init__(self) -> None:
        self._accepted: dict[Any, _Accepted] = {}
        self._ways: dict[Any, _Way] = {}

    def record(self, plain: dict[str, Any], cls: Any) -> Any:
        """The record that the keys and values of an object make.

        Raises `InvalidValue`, `KeyError` or `TypeError` for the first thing that is wrong, without
        an address.
        """
        keys, blank, required, assembled = self._ways.get(cls) or self._way(cls)
        given = blank.copy()
        for key, value in plain.items():
            name, take = keys[key]
            given[name] = take(value)
        for name in required:
            if given[name] is attrs.NOTHING:
                raise KeyError(name)
        return assembled(given.values())

    def value(self, plain: Any, field: Field) -> Any:
        """The value of one field by itself; raises as `record`."""
        return self._taker(field)(plain)

    def _way(self, cls: Any) -> _Way:
        names = EVIDENCE_KEYS if cls is Evidence else {}
        attributes: tuple[attrs.Attribute[Any], ...] = attrs.fields(cls)
        keys = {
            names.get(each.name, each.name): (each.name, self._taker_of(each, cls))
            for each in attributes
        }
        blank = {each.name: each.default for each in attributes}
        required = tuple(name for name in blank if blank[name] is attrs.NOTHING)
        self._ways[cls] = _Way(keys, blank, required, assembler(cls))
        return self._ways[cls]

    def _taker_of(self, attribute: attrs.Attribute[Any], cls: type) -> Callable[[Any], Any]:
        check = attribute.validator
        if check is None:
            return self._taker(fields_of(cls)[attribute.name])

        def take(value: Any) -> Any:
            check(None, attribute, value)
            return value

        return take

    def _taker(self, field: Field) -> Callable[[Any], Any]:
        """What gives the value of a field for its plain form, accepted before or checked now."""
        sort = (field.type, field.many, field.amount)
        if sort not in self._accepted:
            self._accepted[sort] = _Accepted(_taking(field))
        accepted = self._accepted[sort].__getitem__
        return _listed(accepted) if field.many else accepted


def _taking(field: Field) -> Callable[[Any], Any]:
    """What makes the value of a field of its plain form, several values being in a tuple.

    What is made of its plain form is of its type, and a check of a type gives back what it takes.
    """
    own, *others = checks_of(field)
    read = field.value_type.read
    made_of = _each(read, own) if read and field.many else read or own

    def take(plain: Any) -> Any:
        made = made_of(plain)
        for check in others:
            check(made)
        return made

    return take if others else made_of


def _each(read: Callable[[Any], Any], check: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda plain: check(tuple(map(read, plain)))


def _listed(accepted: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def take(values: Any) -> Any:
        if type(values) is not list:
            raise InvalidValue("a list", values)
        return accepted(tuple(values))

    return take
