"""What every record has: an id, and one place in which its values are checked."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any

import attrs
from attrs import field, frozen

from kpbargaining.errors import InvalidValue
from kpbargaining.records.roles import Field, fields_of, key, ours
from kpbargaining.records.showing import Shown
from kpbargaining.values.texts import Id
from kpbargaining.values.types import check_of
from kpbargaining.values.when import PartialDate, Span

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "Checked",
    "Record",
    "assembler",
    "checks_of",
    "made_again",
]

FIRST_YEAR, LAST_YEAR = 1800, 2199
"""The years in which what a record tells can lie."""

ASSEMBLE = """
def assembled(values):
    made = new(twin)
    ({}) = values
    made.__class__ = cls
    made._check_whole()
    return made
"""
"""What makes a record in one step, `made.<field>` of each field standing between the brackets."""

REACH = date(FIRST_YEAR, 1, 1).toordinal(), date(LAST_YEAR, 12, 31).toordinal()


class Checked(Shown):
    """The base of records: each field is held to what its type and its metadata ask for.

    One check for all classes, and one comparison, rather than code written into each, halve the
    time it takes to make them; and their text names only what is known.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        cls: Any = type(self)
        values = _values(cls)
        return bool(values(self) == values(other))

    def __hash__(self) -> int:
        cls: Any = type(self)
        return hash(_values(cls)(self))

    def __attrs_post_init__(self) -> None:
        """Refuse what is outside its profile: raises `InvalidValue` with the field's name."""
        self._check_fields()
        self._check_whole()

    def _check_whole(self) -> None:
        """Refuse values that cannot stand side by side."""

    def _check_fields(self) -> None:
        """Refuse values that their field cannot hold."""
        name = ""
        try:
            cls: Any = type(self)
            for name, nullable, checks in _checks(cls):
                value = getattr(self, name)
                if value is not None or not nullable:
                    for check in checks:
                        check(value)
        except InvalidValue as error:
            error.field = name
            raise

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[type, dict[str, Any]]]:
        """A pickle holds what it was made of: a later version makes it whole, or refuses it."""
        cls: Any = type(self)
        names = (attribute.name for attribute in attrs.fields(cls))
        held = {name: value for name in names if (value := getattr(self, name)) is not None}
        return made_again, (cls, held)


def made_again(cls: type, held: dict[str, Any]) -> Any:
    """What a pickle holds, made as anything else of its class; pickles know this by its name.

    Raises `InvalidValue` where a version that knew other fields has written it.
    """
    try:
        return cls(**held)
    except TypeError:
        told = f"a {cls.__name__} pickled by this version or an earlier one; load the data again"
        raise InvalidValue(told, ", ".join(held)) from None


@cache
def assembler(cls: Any) -> Callable[[Iterable[Any]], Any]:
    """What makes a record of the values of all its fields in order, accepted by the checks of each.

    A frozen class has to be got round for every value. A twin beside it, with the same slots,
    takes them in one step and a fifth of the time; then it becomes one of the class.
    The function raises `InvalidValue` where the values cannot stand side by side; `TypeError` is
    raised at once for a class that can have no twin, such as one with a slot for weak references.
    """
    thawed = {name: getattr(object, name) for name in ("__setattr__", "__delattr__")}
    twin = type(f"Unfrozen{cls.__name__}", cls.__bases__, {"__slots__": cls.__slots__, **thawed})
    object.__new__(twin).__class__ = cls  # can it be?
    places = "".join(f"made.{attribute.name}, " for attribute in attrs.fields(cls))
    scope: dict[str, Any] = {"new": object.__new__, "twin": twin, "cls": cls}
    exec(ASSEMBLE.format(places), scope)  # noqa: S102 - the names are those of our own fields
    assembled: Callable[[Iterable[Any]], Any] = scope["assembled"]
    return assembled


@cache
def _values(cls: Any) -> Callable[[object], Any]:
    """What takes the values of all fields of a record at once."""
    return attrgetter(*(attribute.name for attribute in attrs.fields(cls)))


@cache
def _checks(cls: Any) -> tuple[tuple[str, bool, tuple[Callable[[Any], object], ...]], ...]:
    """Every field that has no validator of its own: may it be None, and the checks of the rest."""
    named = fields_of(cls)
    fields = (named[each.name] for each in attrs.fields(cls) if not each.validator)
    return tuple((each.name, each.nullable, tuple(checks_of(each))) for each in fields)


def checks_of(described: Field) -> Iterator[Callable[[Any], object]]:
    """The checks that a value of a field has to pass."""
    yield check_of(described.declared)
    if described.type in (PartialDate, Span):
        yield _check_dates if described.many else _check_date
    if described.amount is not None:
        yield described.amount.check


def _check_dates(values: tuple[PartialDate | Span, ...]) -> None:
    for value in values:
        _check_date(value)


def _check_date(value: PartialDate | Span) -> None:
    """Refuse a date outside the years that a record can tell of."""
    first, last = REACH
    if not (first <= (value.low or first) <= last and first <= (value.high or last) <= last):
        raise InvalidValue(f"a date in the years {FIRST_YEAR} to {LAST_YEAR}", value.text)


@frozen(kw_only=True, repr=False, eq=False, weakref_slot=False)
class Record(Checked):
    """One thing in the world, known by its id; it refers to others by their ids only."""

    id: Id = field(metadata=key("The record's own name, unique over all kinds"))
    formerly: tuple[Id, ...] | None = field(
        default=None, metadata=ours("The ids it had in earlier editions; they still find it")
    )

    def _check_whole(self) -> None:
        """Hold the id to the round: only what lives inside one is named `<round>/<name>`."""
        prefix, slash, _ = self.id.partition("/")
        home = getattr(self, "round", None)
        if (prefix if slash else None) != home:
            form = "an id without /" if home is None else "an id of the form <round>/<name>"
            raise InvalidValue(form, self.id, "id")
