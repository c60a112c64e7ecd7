"""Rows that can be walked, filtered, looked up and turned into columns: `Table`, `Collection`."""

from __future__ import annotations

from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar

import attrs

from kpbargaining.errors import UnknownName
from kpbargaining.values.texts import natural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kpbargaining.records.kinds import AnyRecord
    from kpbargaining.values.when import Span

__all__ = ["Collection", "Table", "html_table", "in_order", "plain"]

Row = TypeVar("Row", bound="attrs.AttrsInstance")
Entry = TypeVar("Entry", bound="AnyRecord")

MOST_HTML_ROWS = 200
"""The most rows a notebook is shown."""


def plain(value: Any) -> Any:
    """A cell as plain Python: numbers stay, words, dates and amounts become text, tuples lists."""
    if value is None or type(value) in (int, bool, str, float):
        return value
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    return str(value)


def html_table(columns: dict[str, list[Any]], title: str) -> str:
    """A table for notebooks; every cell is escaped."""
    head = "".join(f"<th>{escape(name)}</th>" for name in columns)
    rows = list(zip(*columns.values(), strict=True))
    body = "".join(_html_row(row) for row in rows[:MOST_HTML_ROWS])
    left = len(rows) - MOST_HTML_ROWS
    more = f"<caption>and {left} more</caption>" if left > 0 else ""
    return (
        f"<p>{escape(title)}</p><table>{more}<thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )


def _html_row(row: Iterable[Any]) -> str:
    return "<tr>" + "".join(f"<td>{escape(_cell(value))}</td>" for value in row) + "</tr>"


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_cell, value))
    return "" if value is None else str(value)


class Table(Generic[Row]):
    """Rows of one class, in order; neither a sequence nor a mapping."""

    def __init__(self, cls: type[Row], rows: Iterable[Row], title: str) -> None:
        self._cls = cls
        self._given = tuple(rows)
        self._title = title

    def _with(self, rows: Iterable[Row]) -> Self:
        """A table of the same sort with other rows."""
        return type(self)(self._cls, rows, self._title)

    @property
    def title(self) -> str:
        """What the rows are, in the plural: `sessions`."""
        return self._title

    @property
    def _rows(self) -> tuple[Row, ...]:
        return self._given

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(a.name for a in attrs.fields(self._cls))

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._given)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table):
            return NotImplemented
        return self._cls is other._cls and self._rows == other._rows

    __hash__: ClassVar[None]  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<{len(self)} {self.title}>"

    def where(self, test: Callable[[Row], bool] | None = None, /, **fields: object) -> Self:
        """The rows whose fields have these values, and that pass *test* if one is given.

        Dates and amounts may be given as their text. A field that holds several values matches
        any of them. Raises `UnknownName` for a field that does not exist, naming the nearest.
        """
        for name in fields:
            if name not in self.fields:
                raise UnknownName("field", name, self.fields)
        wanted = [(name, plain(value)) for name, value in fields.items()]
        rows = (
            row
            for row in self
            if all(_matches(getattr(row, name), value) for name, value in wanted)
            and (test is None or test(row))
        )
        return self._with(rows)

    def to_columns(self) -> dict[str, list[Any]]:
        """The rows as one list of plain values per field."""
        rows = self._rows
        return {name: [plain(getattr(row, name)) for row in rows] for name in self.fields}

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as plain dictionaries, every field in each."""
        columns = self.to_columns()
        return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]

    def _repr_html_(self) -> str:
        return html_table(self.to_columns(), repr(self)[1:-1])


def _matches(value: object, wanted: Any) -> bool:
    found = plain(value)
    if isinstance(found, list):
        return bool(wanted == found or wanted in found)
    return bool(type(found) is type(wanted) and found == wanted)


class Collection(Table[Entry]):
    """The records of one kind, in order, by id.

    Sessions and job actions stand in order of the days they were held on, or else meant for; all
    others, and those without such days last, in natural order of their ids: `ta-2` before `ta-10`.
    """

    @cached_property
    def _rows(self) -> tuple[Entry, ...]:
        return tuple(sorted(self._given, key=in_order))

    @cached_property
    def _by_id(self) -> dict[str, Entry]:
        return {record.id: record for record in reversed(self._given)}

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in order."""
        return tuple(record.id for record in self)

    def __contains__(self, name: object) -> bool:
        return name in self._by_id

    def get(self, name: str | None) -> Entry | None:
        """The record of that id, or None."""
        return self._by_id.get(name) if name is not None else None

    def __getitem__(self, name: str) -> Entry:
        """The record of that id; raises `UnknownName` with the nearest ids."""
        try:
            return self._by_id[name]
        except (KeyError, TypeError):
            raise UnknownName("id", name, self._by_id) from None


def in_order(record: AnyRecord) -> tuple[Any, ...]:
    """The key that puts sessions and job actions by date, and all else by id."""
    for name in ("held", "scheduled", "planned"):
        when: Span | None = getattr(record, name, None)
        if when is not None:
            return (0, when.sort_key, natural(record.id))
    return (1, natural(record.id))
