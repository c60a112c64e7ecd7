"""One JSON value to one typed value and back, with every fault listed: cattrs, configured once."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from functools import cache
from typing import Any, NewType, get_args, get_origin

from cattrs import Converter
from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ForbiddenExtraKeysError,
)
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from kpbargaining.errors import InvalidValue, shown
from kpbargaining.files.codec.faults import EVIDENCE_KEYS, Fault, Refused, hint
from kpbargaining.files.codec.jsontext import at
from kpbargaining.records.evidence import Basis, Evidence, Passage
from kpbargaining.records.kinds import BY_CLASS, KINDS, AnyRecord
from kpbargaining.records.roles import CHECKS, present
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.when import PartialDate, Span

__all__ = ["evidence_plain", "structure", "to_plain"]

VOCABULARIES = {Basis} | {
    field.type
    for kind in KINDS
    for field in kind.fields.values()
    if isinstance(field.type, type) and issubclass(field.type, StrEnum)
}
"""The types whose values are the members of a small vocabulary."""


TEXTS = (PartialDate, Span, Quantity, Passage)
"""The types that are texts in JSON."""


def structure(value: Any, declared: Any) -> Any:
    """Give the typed value, or raise `Refused` with all its faults."""
    try:
        return _reader().structure(value, declared)
    except (BaseValidationError, InvalidValue) as error:
        known = BY_CLASS[declared].fields if declared in BY_CLASS else EVIDENCE_KEYS.values()
        raise Refused(_faults(error, "", tuple(known))) from None


def _faults(error: BaseException, path: str, known: tuple[str, ...]) -> Iterator[Fault]:
    """Every fault that cattrs or a value found, *path* being where the value stands."""
    if isinstance(error, BaseValidationError):
        for inner in error.exceptions:
            yield from _faults(inner, path + _attribute(inner), known)
    elif isinstance(error, ForbiddenExtraKeysError):
        for name in sorted(error.extra_fields):
            expected = f"known keys only{hint(name, known)}"
            yield Fault("unknown-key", at(path, name), expected, shown(name))
    elif isinstance(error, _Several):
        for index, item in error.items:
            yield from _faults(item, f"{path}[{index}]", known)
    elif isinstance(error, InvalidValue):
        yield Fault("value", path, error.expected, error.found)
    else:
        yield Fault("missing-key", path, "the key", "no such key")


def _attribute(error: BaseException) -> str:
    notes = getattr(error, "__notes__", ())
    name = next((note.name for note in notes if isinstance(note, AttributeValidationNote)), None)
    return at("", EVIDENCE_KEYS.get(name, name)) if name and name != "id" else ""


class _Several(InvalidValue):
    """Some items of a list are refused; *items* pairs each with its index."""

    items: list[tuple[int, InvalidValue]]


def to_plain(record: AnyRecord) -> dict[str, Any]:
    """A JSON-ready mapping of one record, its evidence not included, unknown facts left out."""
    plain: dict[str, Any] = _writer().unstructure(record)
    return plain


def evidence_plain(evidence: Evidence) -> dict[str, Any]:
    """A JSON-ready mapping of one piece of evidence, in the keys of the files."""
    plain: dict[str, Any] = _writer().unstructure(evidence)
    return {key: plain[key] for key in EVIDENCE_KEYS.values() if key in plain}


def _says_plain(says: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    return {name: _value_plain(value) for name, value in says}


def _value_plain(value: Any) -> Any:
    if type(value) is tuple:
        return [_value_plain(item) for item in value]
    return value if type(value) in (int, str) else str(value)


def _value_hook(declared: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    return lambda value, _: declared(value)


def _enum_hook(declared: type[StrEnum]) -> Callable[[Any, Any], Any]:
    members: dict[Any, StrEnum] = {member.value: member for member in declared}

    def structure(value: Any, _: Any) -> StrEnum:
        if type(value) is str and value in members:
            return members[value]
        raise InvalidValue("one of " + ", ".join(map(repr, members)), value)

    return structure


def _flag(value: Any, _: Any) -> bool:
    if type(value) is bool:
        return value
    raise InvalidValue("true or false", value)


def _many_hook(declared: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    item_type = get_args(declared)[0]
    item = converter.get_structure_hook(item_type)

    def structure(value: Any, _: Any) -> tuple[Any, ...]:
        if type(value) is not list or not value:
            raise InvalidValue("a list of one or more values", value)
        try:
            items = tuple([item(inner, item_type) for inner in value])
        except InvalidValue:
            raise _each(value, lambda inner: item(inner, item_type)) from None
        if len(set(items)) < len(items):
            raise InvalidValue("a list without repeated values", value)
        return items

    return structure


def _each(values: list[Any], item: Callable[[Any], Any]) -> InvalidValue:
    several = _Several("a list whose every value is accepted", values)
    several.items = []
    for index, value in enumerate(values):
        try:
            item(value)
        except InvalidValue as error:
            several.items.append((index, error))
    return several


def _is_optional(declared: Any) -> bool:
    return present(declared) is not declared


@cache
def _reader() -> Converter:
    """What turns JSON into values and finds every fault of a record, not just one."""
    converter = Converter(forbid_extra_keys=True)
    for plain, check in CHECKS.items():
        converter.register_structure_hook(plain, _value_hook(check))
    for value in TEXTS:
        converter.register_structure_hook(value, _value_hook(value))
    converter.register_structure_hook(bool, _flag)
    for vocabulary in VOCABULARIES:
        converter.register_structure_hook(vocabulary, _enum_hook(vocabulary))
    converter.register_structure_hook_factory(_is_many, _many_hook)
    converter.register_structure_hook_factory(_is_optional, _present_hook)
    for cls, overrides in _classes():
        converter.register_structure_hook(cls, make_dict_structure_fn(cls, converter, **overrides))
    return converter


@cache
def _writer() -> Converter:
    """What turns values into JSON: fields at their default are left out."""
    converter = Converter()
    for value in (*TEXTS, *VOCABULARIES):
        converter.register_unstructure_hook(value, str)
    converter.register_unstructure_hook_factory(_is_many, _tuple_unhook)
    converter.register_unstructure_hook_factory(_is_optional, _present_unhook)
    for cls, overrides in _classes():
        converter.register_unstructure_hook(
            cls, make_dict_unstructure_fn(cls, converter, _cattrs_omit_if_default=True, **overrides)
        )
    return converter


def _classes() -> Iterator[tuple[type, dict[str, Any]]]:
    """Every class with what its keys in the file are called and how they are read."""
    for kind in KINDS:
        yield kind.cls, {}
    renamed = {name: override(rename=key) for name, key in EVIDENCE_KEYS.items()}
    says = override(rename="says", struct_hook=_as_it_is, unstruct_hook=_says_plain)
    yield Evidence, renamed | {"says": says}


def _as_it_is(says: Any, _: Any) -> Any:
    """What a source says is typed by its reader, who knows the kind of the record."""
    return says


def _is_many(declared: Any) -> bool:
    return get_origin(declared) is tuple


def _present_hook(declared: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    inner = present(declared)
    hook = converter.get_structure_hook(inner)
    return lambda value, _: hook(value, inner)


def _present_unhook(declared: Any, converter: Converter) -> Callable[[Any], Any]:
    return converter.get_unstructure_hook(_plain(present(declared)))


def _tuple_unhook(declared: Any, converter: Converter) -> Callable[[Any], Any]:
    item = converter.get_unstructure_hook(_plain(get_args(declared)[0]))
    return lambda values: [item(value) for value in values]


def _plain(declared: Any) -> Any:
    return declared.__supertype__ if isinstance(declared, NewType) else declared
