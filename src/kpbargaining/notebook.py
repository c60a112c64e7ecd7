"""Pieces of HTML for notebooks: everything is escaped, nothing runs, colours are the reader's."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "cell",
    "escaped",
    "framed",
    "grid",
    "headed",
    "listed",
    "named_cells",
    "opening",
    "small",
]

NO_FORMULAS = "tex2jax_ignore mathjax_ignore"
"""Classes that keep MathJax, before and since its version 3, from what looks like a formula.

Not all that shows a notebook heeds them; so `$` and the backslash also stand in elements of their
own, since a formula is found only where its ends are in one text.
"""

STYLE = (
    "<style>"
    ".kpb{overflow-x:auto}"
    ".kpb table{margin:.3em 0!important;table-layout:auto!important}"
    ".kpb :is(td,th){max-width:none!important;text-align:left!important;"
    "vertical-align:top!important;white-space:nowrap!important}"
    ".kpb :is(.w,ul,p){white-space:normal!important}"
    ".kpb td.w{min-width:14em!important;max-width:36em!important;overflow-wrap:anywhere}"
    ".kpb .w span{white-space:nowrap}"
    ".kpb summary{cursor:pointer}"
    ".kpb :is(p,ul){margin:.3em 0}"
    ".kpb ul{padding-left:1.2em;min-width:18em;max-width:40em}"
    ".kpb small{opacity:.75}"
    "</style>"
)
"""How the pieces lie: from the left, unbroken where short. No colour, so that any theme goes."""

LONGEST_LINE, LONGEST_WORD = 40, 72
"""The most characters of a text that stands in one line: of several words, and of one.

So no date, amount or id is broken at a hyphen, but for the longest.
"""


def escaped(text: str) -> str:
    """A text that a notebook shows as it is: neither markup nor a formula."""
    from html import escape  # noqa: PLC0415 - every load would wait for it

    return escape(text).replace("\\", "<span>\\</span>").replace("$", "<span>$</span>")


def framed(*parts: str) -> str:
    """All of what shows itself: with the styles that its parts need, and no formulas."""
    return f'<div class="kpb {NO_FORMULAS}">{STYLE}{"".join(parts)}</div>'


def headed(kind: str, *names: str) -> str:
    """A head: what it is, and by which names it goes."""
    named = "".join(f" <code>{escaped(name)}</code>" for name in names)
    return f"<p><b>{escaped(kind)}</b>{named}</p>"


def small(text: str) -> str:
    """A remark; nothing where there is nothing to say."""
    return f"<p><small>{escaped(text)}</small></p>" if text else ""


def listed(texts: Iterable[str]) -> str:
    """Texts one under the other."""
    return f"<ul>{''.join(f'<li>{escaped(text)}</li>' for text in texts)}</ul>"


def opening(summary: str, inside: str) -> str:
    """A text that opens at a click, and then shows what is *inside*, which is HTML already."""
    return f"<details><summary>{escaped(summary)}</summary>{inside}</details>"


def cell(texts: Sequence[str], inside: str = "") -> str:
    """A cell of a table: texts with commas between; with *inside*, it opens at a click."""
    wide = _is_wide(", ".join(texts))
    parts = [
        f"<span>{escaped(text)}</span>" if wide and not _is_wide(text) else escaped(text)
        for text in texts
    ]
    told = ", ".join(parts)
    shown = f"<details><summary>{told}</summary>{inside}</details>" if inside else told
    return f'<td class="w">{shown}</td>' if wide else f"<td>{shown}</td>"


def _is_wide(text: str) -> bool:
    """Whether a text takes more than one line."""
    return len(text) > (LONGEST_LINE if " " in text else LONGEST_WORD)


def grid(heads: Iterable[tuple[str, str]], rows: Iterable[Iterable[str]], caption: str = "") -> str:
    """A table of cells under names, each with its meaning."""
    head = "".join(_name(name, meaning) for name, meaning in heads)
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    above = f"<caption>{escaped(caption)}</caption>" if caption else ""
    return f"<table>{above}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def named_cells(rows: Iterable[tuple[str, str, str]]) -> str:
    """A table of one cell for each name, with its meaning."""
    body = "".join(f"<tr>{_name(name, meaning)}{told}</tr>" for name, meaning, told in rows)
    return f"<table><tbody>{body}</tbody></table>"


def _name(name: str, meaning: str) -> str:
    from html import escape  # noqa: PLC0415 - every load would wait for it

    return f'<th title="{escape(meaning)}">{escaped(name)}</th>'
