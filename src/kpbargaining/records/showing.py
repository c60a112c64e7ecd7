"""How one thing shows itself: a record, or a row of an answer, as text and in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from kpbargaining.errors import printable
from kpbargaining.notebook import cell, framed, grid, headed, named_cells, opening, small
from kpbargaining.records.roles import fields_of
from kpbargaining.terminal import clipped, folded, width_of_terminal
from kpbargaining.values.types import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.records.roles import Field

__all__ = ["Shown", "cell_of", "in_words", "nothing_in"]


class Shown:
    """What is made of described fields: it shows them with their meanings.

    In a terminal each line is cut to its width; into a pipe or a file all of it goes.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        name = type(self).__name__
        parts = [f"{field}={value!r}" for field, value in _known(self)]
        line, width = f"{name}({', '.join(parts)})", width_of_terminal()
        if width is None or len(line) <= width:
            return line
        return "\n".join([f"{name}(", *(_in_a_line(f"    {each},", width) for each in parts), ")"])

    def __str__(self) -> str:
        """The kind and the id, then a line for each field that is known."""
        width = width_of_terminal()
        known = {name: value for name, value in _known(self) if not nothing_in(value)}
        head = f"{type(self).__name__} {known.pop('id', '')}".rstrip()
        fields = [f"  {name}: {in_words(known[name])}" for name in known]
        lines = [*(_in_a_line(line, width) for line in fields), *map(str, _tables(self).values())]
        return "\n".join([folded(head, width), *lines])

    def _repr_html_(self) -> str:
        fields, values = _fields(self), _values(self)
        head = headed(type(self).__name__, *filter(None, [values.pop("id", "")]))
        filled = {name: value for name, value in values.items() if not nothing_in(value)}
        rows = [(name, fields[name].meaning, cell_of(value)) for name, value in filled.items()]
        empty = nothing_known([name for name in values if name not in filled])
        beside = [
            opening(f"{name}: {len(table)}", table._repr_html_())
            for name, table in _tables(self).items()
        ]
        return framed(head, named_cells(rows), *beside, small(empty))


def in_words(value: Any) -> str:
    """A cell for people: nothing where nothing is known, several values with commas between.

    Of rows inside a row, such as errata, it says how many there are.
    """
    return str(len(value)) if _are_rows(value) else _told(plain(value))


def _told(found: Any) -> str:
    """A plain value in words; the two of a pair, such as a reading, with a sign between."""
    if isinstance(found, list):
        return ", ".join(
            " = ".join(map(_told, each)) if isinstance(each, list) else _told(each)
            for each in found
        )
    if isinstance(found, bool):
        return "yes" if found else "no"
    return "" if found is None else printable(str(found))


def cell_of(value: Any, inside: str = "") -> str:
    """A value as a cell of HTML; rows inside it are a click away, as is what else is *inside*."""
    if _are_rows(value):
        return cell([in_words(value)], _rows_in(value))
    several = value if type(value) is tuple else (value,)
    words = [in_words((each,)) if type(each) is tuple else in_words(each) for each in several]
    return cell(words, inside)


def nothing_in(value: Any) -> bool:
    """Whether a cell is empty."""
    return value is None or value == ()


def nothing_known(names: list[str]) -> str:
    """Which fields or columns are empty; nothing where none is."""
    return f"empty: {', '.join(names)}" if names else ""


def _rows_in(rows: tuple[Any, ...]) -> str:
    fields = _fields(rows[0])
    heads = [(name, field.meaning) for name, field in fields.items()]
    return grid(heads, ([cell_of(getattr(row, name)) for name in fields] for row in rows))


def _are_rows(value: Any) -> bool:
    """Whether it is several rows, with described columns."""
    if type(value) is not tuple or not value:
        return False
    return attrs.has(type(value[0])) and bool(_fields(value[0]))


def _known(shown: Any) -> Iterator[tuple[str, Any]]:
    """The fields that are not at their default, with their values."""
    for attribute in attrs.fields(type(shown)):
        value = getattr(shown, attribute.name)
        if attribute.repr and value != attribute.default:
            yield attribute.name, value


def _fields(shown: Any) -> dict[str, Field]:
    cls: Any = type(shown)
    return fields_of(cls)


def _values(shown: Any) -> dict[str, Any]:
    return {name: getattr(shown, name) for name in _fields(shown)}


def _tables(shown: Any) -> dict[str, Any]:
    """What stands in it without being a field: tables of its own, such as the steps of a raise."""
    names = [each.name for each in attrs.fields(type(shown)) if each.name not in _fields(shown)]
    return {name: getattr(shown, name) for name in names}


def _in_a_line(text: str, width: int | None) -> str:
    """A line of its own: in a terminal what would break it is left out, and it is cut."""
    return text if width is None else clipped(" ".join(text.split("\n")), width)
