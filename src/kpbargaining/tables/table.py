"""Rows that can be walked, filtered, sorted, printed and taken elsewhere: `Table`."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Generic, Self, TypeVar, overload

import attrs
from attrs import field, frozen

from kpbargaining.errors import InvalidValue, UnknownName
from kpbargaining.records.roles import column, fields_of
from kpbargaining.records.showing import Shown, nothing_known
from kpbargaining.tables.matching import Ids, Opens, Told, matcher
from kpbargaining.tables.ordering import rank_of
from kpbargaining.tables.printing import as_html, as_text, parted
from kpbargaining.tables.ways import Ways
from kpbargaining.terminal import folded, width_of_terminal
from kpbargaining.values.texts import Text, check_count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kpbargaining.records.roles import Field

__all__ = ["Column", "Table"]

Row = TypeVar("Row", bound="attrs.AttrsInstance")

MOST_SHOWN = 20
"""How many rows an interpreter shows of a table."""


@frozen(kw_only=True, repr=False)
class Column(Shown):
    """One column of a table."""

    name: Text = field(metadata=column("Its name"))
    holds: Text = field(metadata=column("The type of its values"))
    unit: Text | None = field(metadata=column("What its numbers count"))
    refers: Text | None = field(metadata=column("The kinds of record whose ids it holds"))
    values: tuple[Text, ...] | None = field(metadata=column("The only values that it can hold"))
    meaning: Text = field(metadata=column("What it says"))

    @classmethod
    def of(cls, described: Field) -> Column:
        """The column of a field."""
        return cls(
            name=described.name,
            holds=described.holds,
            unit=described.unit or None,
            refers=described.refers or None,
            values=described.vocabulary or None,
            meaning=described.meaning,
        )


@frozen(repr=False, order=False, slots=False)
class Table(Ways, Generic[Row]):
    """Rows of one class, in order; neither changes.

    `table[0]` is a row and `table[:5]` a table, `row in table` tells whether it is there, and
    `print(table)` shows all of it: answers before ids, and
    empty columns by name. *notes* say what one should know before using the numbers.
    """

    row: type[Row]
    """The class of the rows; `columns` says what each of its fields means."""
    rows: tuple[Row, ...]
    title: str
    """What the rows are, in the plural: `sessions`."""
    notes: tuple[str, ...] = ()
    _ids: Ids | None = field(default=None, eq=False)
    _origin: Told | None = field(default=None, eq=False)
    _opens: Opens | None = field(default=None, eq=False)

    def _with(self, rows: Iterable[Row]) -> Self:
        """The same sort of table with other rows; what the notes said may no longer hold."""
        return attrs.evolve(self, rows=tuple(rows), notes=())

    @property
    def _fields(self) -> Mapping[str, Field]:
        return fields_of(self.row)

    def _field(self, name: str) -> Field:
        if name not in tuple(self._fields):  # in which one can look for a list, too
            raise UnknownName("field", name, self._fields)
        return self._fields[name]

    @property
    def columns(self) -> Table[Column]:
        """The columns: name, type, unit, vocabulary and meaning of each."""
        return Table(Column, tuple(map(Column.of, self._fields.values())), "columns")

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __contains__(self, row: object) -> bool:
        return row in self.rows

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Self: ...
    def __getitem__(self, place: int | slice) -> Row | Self:
        if isinstance(place, slice):
            return self._with(self.rows[_slice(place)])
        if type(place) is not int:
            raise InvalidValue("the number of a row, or a slice of rows", place)
        return self.rows[place]

    def head(self, number: int = 5) -> Self:
        """The first rows; raises `InvalidValue` for what is no number of rows."""
        return self[: check_count(number)]

    def sorted_by(self, *names: str, reverse: bool = False) -> Self:
        """The rows in order of these columns, the first counting most; what is empty stands last.

        Raises `UnknownName` with the nearest columns.
        """
        rows = list(self.rows)
        for name in reversed(names):
            value = attrgetter(self._field(name).name)
            known = [row for row in rows if value(row) is not None]
            known.sort(key=lambda row: rank_of(value(row)), reverse=reverse)
            rows = known + [row for row in rows if value(row) is None]
        return self._with(rows)

    def where(self, test: Callable[[Row], bool] | None = None, /, **wanted: object) -> Self:
        """The rows whose fields have these values, and that pass *test* if one is given.

        Amounts and dates may be given as their text. A date takes what certainly lies within it:
        `opened="2025"` all of that year. A field of several values is matched by any of them.
        Raises `UnknownName` with the nearest for a field that does not exist, and for a value
        that the field can never have: a misspelt id, a word that is not of its vocabulary; and
        `InvalidValue` for a test that is no function.
        """
        if test is not None and not callable(test):
            raise InvalidValue("a function of a row, or a value for a field: kind='strike'", test)
        matchers = [matcher(self._field(name), each, self._ids) for name, each in wanted.items()]
        rows = self.rows if test is None else tuple(filter(test, self.rows))
        for matching in matchers:
            rows = tuple(matching(rows))
        return self._with(rows)

    @property
    def origin(self) -> dict[str, str]:
        """Which data it is from: title, edition, digest, how it was derived; as far as is known."""
        return self._origin() if self._origin else {}

    def _lines(self, most: int | None) -> list[str]:
        width = width_of_terminal()
        lines = self._shown(most, width) if self.rows else []
        return [folded(each, width) for each in (f"{self.title}: {len(self)}", *lines, *self.notes)]

    def _shown(self, most: int | None, width: int | None) -> Iterator[str]:
        """The first rows, how many more there are, and the columns that are empty in all."""
        names, empty = parted(self.row, self.rows)
        rows = self.rows[:most]
        cells = ([getattr(row, name) for name in names] for row in rows)
        yield from as_text(names, cells, width, whole=most is None)
        left = len(self) - len(rows)
        yield from [f"and {left} more"] if left else []
        yield from filter(None, [nothing_known(empty)])

    def __str__(self) -> str:
        """All of it, a line for each row; in a terminal as many lines as fit into its width."""
        return "\n".join(self._lines(None))

    def __repr__(self) -> str:
        return "\n".join(self._lines(MOST_SHOWN))

    def _repr_html_(self) -> str:
        return as_html(self.row, self.rows, self.title, self.notes, self._opens)


def _slice(rows: slice) -> slice:
    """A slice of rows; raises `InvalidValue` for one that is not from number to number."""
    for end in (rows.start, rows.stop, rows.step):
        if end is not None and type(end) is not int:
            raise InvalidValue("whole numbers as the ends of a slice of rows", end)
    return rows
