"""Tables as text and as HTML: for people, so clipped to a terminal, and never for a pipe."""

from __future__ import annotations

import sys
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import attrs

from kpbargaining.errors import printable
from kpbargaining.records.roles import fields_of
from kpbargaining.values.types import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["as_html", "as_text", "clipped", "escaped", "in_words", "width_of_terminal"]

MOST_HTML_ROWS = 200
"""The most rows that a notebook is shown."""

NO_FORMULAS = "tex2jax_ignore mathjax_ignore"
"""Classes that keep MathJax, before and since its version 3, from what looks like a formula.

Not all that shows a notebook heeds them; so `$` and the backslash also stand in elements of their
own, since a formula is found only where its ends are in one text.
"""

NARROWEST, WIDEST = 4, 40
"""To how many characters a cell is cut in a terminal, as far as that takes them."""

GAP = 2


def in_words(value: Any) -> str:
    """A cell for people: nothing where nothing is known, several values with commas between.

    Of rows inside a row, such as errata, it says how many there are.
    """
    if isinstance(value, tuple) and value and _is_row(type(value[0])):
        return str(len(value))
    found = plain(value)
    if isinstance(found, list):
        return ", ".join(map(in_words, found))
    if isinstance(found, bool):
        return "yes" if found else "no"
    return "" if found is None else printable(str(found))


def _is_row(cls: Any) -> bool:
    """Whether values of a class are rows, with described columns."""
    known: bool = attrs.has(cls)
    return known and bool(fields_of(cls))


def width_of_terminal() -> int | None:
    """How many characters a line of the terminal takes; None where a pipe or file is written."""
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    from shutil import get_terminal_size  # noqa: PLC0415 - every load would wait for it

    return get_terminal_size().columns


def as_text(names: Sequence[str], rows: Iterable[Iterable[Any]], width: int | None) -> list[str]:
    """A head and a line for each row; with *width*, cells and columns are cut to fit into it."""
    cells = [list(names), *([in_words(value) for value in row] for row in rows)]
    if width is not None:
        most = max(NARROWEST, min(WIDEST, width))
        cells = [[clipped(cell, most) for cell in row] for row in cells]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    fitting = len(widths) if width is None else _fitting(widths, width)
    kept = widths[:fitting]
    lines = [
        (" " * GAP).join(cell.ljust(wide) for cell, wide in zip(row, kept, strict=False))
        for row in cells
    ]
    return [*(line.rstrip() for line in lines), *_hidden(names[fitting:], width)]


def clipped(text: str, width: int | None) -> str:
    """A text cut to a width, with dots where something is left out; whole without one."""
    return text if width is None or len(text) <= width else f"{text[: max(width - 3, 0)]}..."


def _hidden(names: Sequence[str], width: int | None) -> list[str]:
    """The columns for which a terminal is too narrow, by name."""
    if not names or width is None:
        return []
    from textwrap import wrap  # noqa: PLC0415 (seldom needed)

    return wrap(f"more columns: {', '.join(names)}", max(width, 1))


def _fitting(widths: Sequence[int], width: int) -> int:
    """How many columns, from the first on, stand side by side in the width; one at least."""
    ends = accumulate(wide + GAP for wide in widths)
    return max(1, sum(end - GAP <= width for end in ends))


def as_html(heads: Iterable[tuple[str, str]], rows: Sequence[Iterable[Any]], title: str) -> str:
    """A table for notebooks; each name comes with its meaning, and everything is escaped."""
    from html import escape  # noqa: PLC0415 - every load would wait for it

    head = "".join(f'<th title="{escape(meaning)}">{escaped(name)}</th>' for name, meaning in heads)
    cells = ((escaped(in_words(value)) for value in row) for row in rows[:MOST_HTML_ROWS])
    body = "".join(f"<tr><td>{'</td><td>'.join(row)}</td></tr>" for row in cells)
    left = len(rows) - MOST_HTML_ROWS
    more = f"<caption>and {left} more</caption>" if left > 0 else ""
    return (
        f'<div class="{NO_FORMULAS}"><p>{escaped(title)}</p>'
        f"<table>{more}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def escaped(text: str) -> str:
    """A text that a notebook shows as it is: neither markup nor a formula."""
    from html import escape  # noqa: PLC0415 - every load would wait for it

    return escape(text).replace("\\", "<span>\\</span>").replace("$", "<span>$</span>")
