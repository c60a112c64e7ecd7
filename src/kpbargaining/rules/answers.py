"""Answers as rows that can be laid beside those of another answer, whatever their order."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from kpbargaining.records.roles import fields_of
from kpbargaining.tables.table import Table
from kpbargaining.values.types import VALUE_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["AnswerRow", "pairs", "rows_of"]


class AnswerRow(NamedTuple):
    """One row of an answer."""

    about: str
    """The id of the record it is about; empty where it names none."""
    told: str
    """Which row it is, in words; empty for a value that stands alone."""
    cells: dict[str, Any]
    """What stands in it, by column; a value that stands alone has a column without a name."""


def rows_of(answer: Any) -> list[AnswerRow]:
    """The rows of an answer: of a table, of what holds tables, or of several of these.

    A row, or anything else with named fields, is one row; any other value is a row of one cell.
    """
    found = list(_cells(answer))
    abouts = [_about(each) for each, _ in found]
    places: dict[str, list[int]] = defaultdict(list)
    for place, about in enumerate(abouts):
        places[about].append(place)
    alone = len(found) == 1
    return [
        AnswerRow(about, _told(about, places[about].index(place), len(places[about]), alone), cells)
        for place, (about, (_, cells)) in enumerate(zip(abouts, found, strict=True))
    ]


def _told(about: str, place: int, number: int, alone: bool) -> str:  # noqa: FBT001 (of one answer)
    """Which row it is: the record it is about, and which of its rows where it has several."""
    if not about:
        return "" if alone else f"row {place + 1}"
    return about if number == 1 else f"{about} ({place + 1} of {number})"


def _cells(answer: Any) -> Iterator[tuple[Any, dict[str, Any]]]:
    """The rows of an answer, each with its cells."""
    several = isinstance(answer, (tuple, list)) and answer and all(map(_has_fields, answer))
    if several or isinstance(answer, Table):
        for each in answer:
            yield from _cells(each)
    elif _has_fields(answer):
        fields = _fields(answer)
        tables = {name: value for name, value in fields.items() if isinstance(value, Table)}
        yield answer, {name: value for name, value in fields.items() if name not in tables}
        for table in tables.values():
            yield from _cells(table)
    else:
        yield answer, {"": answer}


def _has_fields(value: Any) -> bool:
    """Whether a value is a row, a record or the like, and no date or amount."""
    cls = type(value)
    return isinstance(value, Table) or (attrs.has(cls) and cls not in VALUE_TYPES)


def _fields(value: Any) -> dict[str, Any]:
    names = (each.name for each in attrs.fields(type(value)))
    return {name: getattr(value, name) for name in names if not name.startswith("_")}


def _about(row: Any) -> str:
    """The id of what a row is about: its own, otherwise the first that it names by itself."""
    if not _has_fields(row):
        return ""
    cls: Any = type(row)
    described = fields_of(cls).values()
    names = [each.name for each in described if each.name == "id"]
    names += [each.name for each in described if each.refers and not each.many]
    return next((str(value) for name in names if (value := getattr(row, name)) is not None), "")


def pairs(
    mine: Iterable[AnswerRow], theirs: Iterable[AnswerRow]
) -> Iterator[tuple[AnswerRow | None, AnswerRow | None]]:
    """The rows of two answers that differ, side by side; None where one has no such row.

    Equal rows pair off first, then those about the same record, the most alike first.
    """
    left: dict[str, list[AnswerRow]] = defaultdict(list)
    for row in theirs:
        left[row.about].append(row)
    odd = [row for row in mine if not _taken(left[row.about], row)]
    for row in odd:
        among = left[row.about]
        other = max(among, key=lambda each: _alike(row, each), default=None)
        if other is not None:
            among.remove(other)
        yield row, other
    yield from ((None, row) for rows in left.values() for row in rows)


def _taken(among: list[AnswerRow], row: AnswerRow) -> bool:
    """Whether a row with the same cells was there; it is no longer."""
    place = next((n for n, each in enumerate(among) if each.cells == row.cells), None)
    if place is not None:
        del among[place]
    return place is not None


def _alike(one: AnswerRow, other: AnswerRow) -> int:
    """In how many cells two rows agree."""
    return sum(name in other.cells and other.cells[name] == one.cells[name] for name in one.cells)
