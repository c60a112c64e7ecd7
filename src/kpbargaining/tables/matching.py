"""What a value has to be so that `where` takes its row; a value that no row can have is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import partial
from itertools import compress
from operator import eq
from typing import TYPE_CHECKING, Any, TypeVar

from kpbargaining.errors import InvalidValue, UnknownName, shown
from kpbargaining.records.kinds import AnyRecord
from kpbargaining.tables.columnwise import rows_with, values_in
from kpbargaining.values.days import Days
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.types import When, plain
from kpbargaining.values.when import PartialDate, Span

if TYPE_CHECKING:
    from kpbargaining.records.roles import Field

__all__ = ["Ids", "Opens", "Told", "asked_id", "kinds_in_words", "matcher"]

Ids = Callable[[str], Mapping[str, AnyRecord]]
"""Gives the records by their ids, retired ones included, that a field can refer to."""

Told = Callable[[], dict[str, str]]
"""Gives which data records are from: title, edition, digest, and how they were derived."""

Opens = Callable[[str], list[str]]
"""Gives what there is to tell of the record of an id, such as its evidence, in a line each."""

Test = Callable[[Any], bool]

R = TypeVar("R")


DATES = (PartialDate, Span, When)
"""The types of which what lies within a date is taken."""


def matcher(field: Field, wanted: object, ids: Ids | None) -> Callable[[Sequence[R]], Iterable[R]]:
    """What takes from rows those whose field has what is wanted.

    A date or a period takes what lies within it, an amount or a date may be given as its text,
    and a field of several values is matched by any of them, or by all in a list.
    Raises `UnknownName` for what the field can never hold, with the nearest that it can.
    """
    if wanted is None:
        return partial(rows_with(field.name), None)
    if not (field.many or field.type in DATES or field.type is Any):
        return partial(rows_with(field.name), _expected(field, wanted, ids))
    test = _of_many(field, wanted, ids) if field.many else _of_one(field, wanted, ids)
    values = values_in(field.name)
    return lambda rows: compress(rows, map(test, values(rows)))


def _known(test: Test) -> Test:
    return lambda value: value is not None and test(value)


def _of_many(field: Field, wanted: object, ids: Ids | None) -> Test:
    if isinstance(wanted, (list, tuple)):
        tests = [_of_one(field, item, ids) for item in wanted]
        return _known(
            lambda values: (
                len(values) == len(tests)
                and all(test(value) for test, value in zip(tests, values, strict=True))
            )
        )
    test = _of_one(field, wanted, ids)
    return _known(lambda values: any(map(test, values)))


def _of_one(field: Field, wanted: object, ids: Ids | None) -> Test:
    if field.type in DATES:
        return _of_date(field, wanted)
    if field.type is Any:
        return lambda value: bool(value == wanted or plain(value) == plain(wanted))
    return partial(eq, _expected(field, wanted, ids))


def _expected(field: Field, wanted: object, ids: Ids | None) -> object:
    """The value that a field has to have; of a retired id, that of today."""
    expected = _as_held(field, wanted)
    if field.refers and ids is not None:
        return _known_id(field, str(expected), ids(field.refers))
    return expected


def _known_id(field: Field, wanted: str, known: Mapping[str, AnyRecord]) -> str:
    """The id of a record that the field can refer to, be it asked for by a retired one."""
    if wanted not in known:
        raise UnknownName(kinds_in_words(field.refers), wanted, sorted(known))
    return known[wanted].id


def asked_id(value: object) -> str:
    """An id that is looked up; raises `InvalidValue` for what is no text."""
    if isinstance(value, str):
        return value
    raise InvalidValue("the id of a record, which is text", value)


def kinds_in_words(refers: str) -> str:
    """What the kinds that a field refers to are called: `bargaining round`, `metric`."""
    return "id" if refers == "any" else re.sub("(?<=[a-z])(?=[A-Z])", " ", refers).lower()


def _as_held(field: Field, wanted: object) -> object:
    """What is wanted as the field would hold it; raises `UnknownName` if it never can."""
    kind: Any = field.type
    if field.vocabulary:
        if wanted not in field.vocabulary:
            raise UnknownName(field.name, wanted, field.vocabulary)
        return kind(wanted)
    if kind is Quantity and isinstance(wanted, (str, int, Decimal)):
        return _amount(field, wanted)
    if kind is Decimal and type(wanted) in (int, float, str):
        return _number(field, wanted)
    if kind is Days and type(wanted) in (int, str):
        return _days(field, wanted)
    try:
        field.value_type.check(wanted)
    except InvalidValue as error:
        raise UnknownName(f"{field.name}, which is {error.expected},", wanted) from None
    return wanted


def _text(wanted: object) -> str:
    """What is wanted as text; of a number that is too long to be written, words."""
    try:
        return str(wanted)
    except ValueError:
        return shown(wanted)


def _amount(field: Field, wanted: object) -> Quantity:
    try:
        return Quantity(_text(wanted))
    except InvalidValue:
        raise UnknownName(f"amount of {field.name} such as 44, ~61000 or 3%", wanted) from None


def _number(field: Field, wanted: object) -> Decimal:
    try:
        number = Decimal(_text(wanted))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise UnknownName(f"number of {field.name} such as 44 or 21.5", wanted)
    return number


def _days(field: Field, wanted: object) -> Days:
    try:
        return Days.of(_text(wanted))
    except InvalidValue as error:
        raise UnknownName(f"{field.name}, which is {error.expected},", wanted) from None


def _of_date(field: Field, wanted: object) -> Test:
    """The test of dates and periods: is this the one wanted, or does it lie within it."""
    given = _date(field, wanted)
    if given.low is None or given.high is None or (isinstance(given, Span) and not given.end):
        return partial(eq, given)
    first, last = date.fromordinal(given.low), date.fromordinal(given.high)
    whole = Span(f"{first}/{last}")
    return _known(lambda value: bool(value == given or value.certainly_within(whole)))


def _date(field: Field, wanted: object) -> PartialDate | Span:
    if isinstance(wanted, (PartialDate, Span)):
        return wanted
    try:
        if isinstance(wanted, date):
            return PartialDate.on(wanted)
        text: Any = wanted
        return Span(text) if isinstance(text, str) and "/" in text else PartialDate(text)
    except InvalidValue as error:
        raise UnknownName(f"date of {field.name}, being {error.expected},", wanted) from None
