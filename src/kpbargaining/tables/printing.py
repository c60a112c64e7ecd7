"""Tables as text and as HTML: answers before ids, and what is empty by name only."""

from __future__ import annotations

from functools import cache
from itertools import accumulate, zip_longest
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from kpbargaining.notebook import framed, grid, headed, listed, small
from kpbargaining.records.figures import Vocabulary
from kpbargaining.records.kinds import KINDS
from kpbargaining.records.roles import fields_of
from kpbargaining.records.showing import cell_of, in_words, nothing_in, nothing_known
from kpbargaining.terminal import folded, pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kpbargaining.records.roles import Field
    from kpbargaining.tables.matching import Opens

__all__ = ["as_html", "as_text", "in_order", "parted"]

MOST_HTML_ROWS = 100
"""The most rows that a notebook is shown."""

MOST_LINES = 6
"""The most lines that open under an id."""

NARROWEST, WIDEST = 4, 40
"""The fewest characters of a column in a terminal, and the most where not all columns fit."""

GAP = 2

BENEATH = "    "
"""How far in a line begins that belongs to the row above it."""

OWN = ("id", "formerly")
"""The fields that name a record itself."""


@cache
def in_order(row: type) -> tuple[str, ...]:
    """The columns as people read them: answers first, then the ids of what has no name."""
    fields = fields_of(row).values()
    ids = [field.name for field in fields if _is_id(field)]
    return (*(field.name for field in fields if field.name not in ids), *ids)


@cache
def _named() -> set[str]:
    """What has a name, so that its ids tell what it is: bodies, rounds, agreements, topics."""
    return {kind.name for kind in KINDS if "name" in kind.fields}.union(Vocabulary)


def _is_id(field: Field) -> bool:
    """Whether a column holds ids of records that have no name but these."""
    refers = set(field.refers.split(" or ")) if field.refers else set[str]()
    return field.name in OWN or not refers <= _named()


def parted(row: type, rows: Sequence[Any]) -> tuple[list[str], list[str]]:
    """The columns in order, and those of them that are empty in every row."""
    names = in_order(row)
    empty = [name for name in names if all(map(nothing_in, map(attrgetter(name), rows)))]
    filled = [name for name in names if name not in empty]
    return filled or list(names), empty if filled else []


def as_text(
    names: Sequence[str], rows: Iterable[Iterable[Any]], width: int | None, *, whole: bool = True
) -> list[str]:
    """A head and what is in each row; with *width*, cells are broken to fit into it.

    The columns for which there is no room stand beneath each row, or unless *whole* are only named.
    """
    head, *cells = [list(names), *([in_words(value) for value in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(head, *cells, strict=True)]
    if width is not None:
        widths = _narrowed(widths, width)
    hidden = names[len(widths) :]
    lines = [*_side_by_side(head, widths)]
    for row in cells:
        lines += _side_by_side(row, widths)
        lines += _beneath(hidden, row[len(widths) :], width) if whole else []
    named = f"more columns: {', '.join(hidden)}"
    return lines if whole or not hidden else [*lines, folded(named, width)]


def _side_by_side(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """The first cells of a row, each broken to the width of its column."""
    columns = [pieces(cell, wide) for cell, wide in zip(row, widths, strict=False)]
    for line in zip_longest(*columns, fillvalue=""):
        parts = (part.ljust(wide) for part, wide in zip(line, widths, strict=True))
        yield (" " * GAP).join(parts).rstrip()


def _beneath(names: Sequence[str], row: Sequence[str], width: int | None) -> list[str]:
    """What else is known in a row, each cell with its name."""
    told = [f"{name}: {cell}" for name, cell in zip(names, row, strict=True) if cell]
    return [folded(f"{BENEATH}{'; '.join(told)}", width)] if told else []


def _narrowed(widths: Sequence[int], width: int) -> list[int]:
    """How wide the columns are, from the first on, that stand side by side in a width.

    All do if the widest are narrowed, but not below what a cell is broken to; then the last has
    what is left. At least one does.
    """
    narrow = next((each for each in range(width, WIDEST, -1) if _fits(widths, each, width)), WIDEST)
    tried = [min(wide, narrow) for wide in widths]
    ends = accumulate(wide + GAP for wide in tried)
    shown = tried[: max(1, sum(end - GAP <= width for end in ends))]
    left = width - sum(wide + GAP for wide in shown[:-1])
    return [*shown[:-1], max(NARROWEST, min(widths[len(shown) - 1], left))]


def _fits(widths: Sequence[int], most: int, width: int) -> bool:
    """Whether columns that are so wide at most stand side by side in a width."""
    return sum(min(wide, most) + GAP for wide in widths) - GAP <= width


def as_html(
    row: type, rows: Sequence[Any], title: str, notes: Sequence[str], opens: Opens | None
) -> str:
    """A table for notebooks; names come with their meanings, and what is known of ids opens."""
    fields = fields_of(row)
    filled, empty = parted(row, rows)
    heads = [(name, fields[name].meaning) for name in filled]
    opening = [name for name in _to_open(row) if name in filled] if opens else []
    shown = (_cells(each, filled, opening, opens) for each in rows[:MOST_HTML_ROWS])
    left = len(rows) - MOST_HTML_ROWS
    more = f"and {left} more: a slice such as [{MOST_HTML_ROWS}:] shows them, to_csv() has all"
    return framed(
        headed(f"{title}: {len(rows)}"),
        *map(small, notes),
        grid(heads, shown, more if left > 0 else "") if rows else "",
        small(nothing_known(empty) if rows else ""),
    )


def _cells(
    each: Any, names: Sequence[str], opening: Sequence[str], opens: Opens | None
) -> list[str]:
    """The cells of a row; what is told of an id opens where it first stands in the row."""
    values = {name: getattr(each, name) for name in names}
    first = {value: name for name in reversed(opening) if (value := values[name])}
    return [
        cell_of(value, _opened(value, opens if name == first.get(value) else None))
        for name, value in values.items()
    ]


def _to_open(row: type) -> list[str]:
    """The columns whose ids open: of what has no name, and of what the row is about."""
    fields = fields_of(row).values()
    return [
        field.name for at, field in enumerate(fields) if _is_id(field) or (field.refers and not at)
    ]


def _opened(value: Any, opens: Opens | None) -> str:
    """What opens under one or more ids; nothing where there is nothing to tell."""
    if opens is None or nothing_in(value):
        return ""
    lines = [line for each in (value if type(value) is tuple else (value,)) for line in opens(each)]
    left = len(lines) - MOST_LINES
    more = [f"and {left} more"] if left > 0 else []
    return listed([*lines[:MOST_LINES], *more]) if lines else ""
