"""One JSON value to one typed value and back, with every fault listed: cattrs, configured once."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from functools import cache
from typing import Any

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
from kpbargaining.records.evidence import Evidence
from kpbargaining.records.kinds import BY_CLASS, KINDS, AnyRecord
from kpbargaining.records.roles import fields_of
from kpbargaining.values.types import VALUE_TYPES, is_many, one_of, plain, present, value_type

__all__ = ["evidence_plain", "structure", "to_plain"]


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
        place = path + _place(error.field)
        yield Fault("value", place, error.expected, error.found)
    else:
        yield Fault("missing-key", path, "the key", "no such key")


def _attribute(error: BaseException) -> str:
    notes = getattr(error, "__notes__", ())
    return _place(next((n.name for n in notes if isinstance(n, AttributeValidationNote)), None))


def _place(name: str | None) -> str:
    """Where the value of an attribute stands in the file; the id is the place itself."""
    return at("", EVIDENCE_KEYS.get(name, name)) if name and name != "id" else ""


class _Several(InvalidValue):
    """Some items of a list are refused; *items* pairs each with its index."""

    items: list[tuple[int, InvalidValue]]


def to_plain(record: AnyRecord) -> dict[str, Any]:
    """A JSON-ready mapping of one record, its evidence not included, unknown facts left out.

    Raises `InvalidValue` for what is no record.
    """
    if type(record) not in BY_CLASS:
        raise InvalidValue("a record, such as ds[id]", record)
    plain_record: dict[str, Any] = _writer().unstructure(record)
    return plain_record


def evidence_plain(evidence: Evidence) -> dict[str, Any]:
    """A JSON-ready mapping of one piece of evidence, in the keys of the files."""
    found: dict[str, Any] = _writer().unstructure(evidence)
    return {key: found[key] for key in EVIDENCE_KEYS.values() if key in found}


def _says_plain(says: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    return {name: plain(value) for name, value in says}


def _is_value(declared: Any) -> bool:
    """Whether a type is that of one value: one of the table, or a vocabulary."""
    return declared in VALUE_TYPES or _is_builtin(declared)


def _is_builtin(declared: Any) -> bool:
    """Whether cattrs would take a type for a text or a number, whatever is asked of it."""
    return isinstance(declared, type) and issubclass(declared, (StrEnum, bool))


def _value_hook(declared: Any) -> Callable[[Any, Any], Any]:
    known = value_type(declared)
    members = known.schema.get("enum")

    def structure(value: Any, _: Any) -> Any:
        if members is not None and not (type(value) is str and value in members):
            raise InvalidValue("one of " + ", ".join(map(repr, members)), value)
        if declared is bool and type(value) is not bool:
            raise InvalidValue("true or false", value)  # as JSON spells it
        return known.check(value if known.read is None else known.read(value))

    return structure


def _many_hook(declared: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    item_type = one_of(declared)
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
            several.items.append((index, error.with_traceback(None)))  # it would keep every frame
    return several


@cache
def _reader() -> Converter:
    """What turns JSON into values and finds every fault of a record, not just one."""
    converter = Converter(forbid_extra_keys=True)
    for declared in filter(_is_builtin, _types()):
        converter.register_structure_hook(declared, _value_hook(declared))
    converter.register_structure_hook_factory(_is_value, _value_hook)
    converter.register_structure_hook_factory(is_many, _many_hook)
    converter.register_structure_hook_factory(_is_optional, _present_hook)
    for cls, overrides in _classes():
        converter.register_structure_hook(cls, make_dict_structure_fn(cls, converter, **overrides))
    return converter


@cache
def _writer() -> Converter:
    """What turns values into JSON: fields at their default are left out."""
    converter = Converter()
    for wanted in (_is_value, is_many, _is_optional):
        converter.register_unstructure_hook_func(wanted, plain)
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


def _types() -> set[Any]:
    """The types of the values of all fields."""
    classes: list[type] = [*(kind.cls for kind in KINDS), Evidence]
    return {field.type for cls in classes for field in fields_of(cls).values()}


def _as_it_is(says: Any, _: Any) -> Any:
    """What a source says is typed by its reader, who knows the kind of the record."""
    return says


def _is_optional(declared: Any) -> bool:
    return present(declared) is not declared


def _present_hook(declared: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    inner = present(declared)
    hook = converter.get_structure_hook(inner)
    return lambda value, _: hook(value, inner)
