"""The plain table: what a page shows where its script cannot run."""

from __future__ import annotations

from html import escape
from itertools import islice
from typing import TYPE_CHECKING

from kpbargaining.records.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpbargaining.dataset import Dataset

__all__ = ["plain_tables"]

MOST = 1_000
"""The most rows of the timeline, and the most rounds, that the plain tables have."""


def plain_tables(dataset: Dataset) -> str:
    """The rounds of a dataset, its short timeline, and what it holds, as tables of HTML."""
    counts = [(kind.plural, str(len(dataset.of(kind.cls)))) for kind in KINDS]
    number = len(dataset.rounds)
    first = f" (the first {MOST:,} of {number:,})" if number > MOST else ""
    rounds = ((each.id, each.name, str(each.opened or "")) for each in dataset.rounds[:MOST])
    entries = (row for row in dataset.timeline() if row.story)
    story = [(str(e.when), e.event, e.label, e.record) for e in islice(entries, MOST)]
    told = f"The timeline in short (the first {MOST:,} entries)"
    return "\n".join(
        [
            _table(f"The rounds{first}", ("id", "name", "opened"), rounds),
            _table(told, ("when", "what", "which", "id"), story),
            _table("What it holds", ("kind", "records"), (row for row in counts if row[1] != "0")),
        ]
    )


def _table(caption: str, head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    top = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    lines = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows]
    body = "\n".join(f"<tr>{line}</tr>" for line in lines) or "<tr><td>none</td></tr>"
    return (
        f'<table class="rows"><caption>{escape(caption)}</caption>\n'
        f"<thead><tr>{top}</tr></thead>\n<tbody>\n{body}\n</tbody></table>"
    )
