"""The commands that write a dataset as files for others: an export, a page."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from kpbargaining.cli.answers import asked, place, tell
from kpbargaining.errors import printable
from kpbargaining.explorer.page import page as page_to
from kpbargaining.explorer.page import usual_page
from kpbargaining.exports.exporting import export as export_to
from kpbargaining.exports.exporting import usual_name

if TYPE_CHECKING:
    import argparse

__all__ = ["export", "page"]


def export(chosen: argparse.Namespace) -> int:
    """Write files, and print their paths."""
    dataset = asked(chosen)
    path = place(chosen, usual_name(dataset, chosen.format))
    safe = chosen.spreadsheet_safe
    rows = export_to(
        dataset, path, chosen.format, overwrite=chosen.overwrite, spreadsheet_safe=safe
    )
    for row in rows.where(path=None):
        print(printable(f"left out: {row.format}: {row.about}"), file=sys.stderr)
    paths = [row.path for row in rows if row.path is not None]
    tell(chosen, rows.to_dicts(), printable("\n".join(paths)))
    return 0


def page(chosen: argparse.Namespace) -> int:
    """Write a page, and print its path."""
    dataset = asked(chosen)
    path = place(chosen, usual_page(dataset))
    page_to(dataset, path, overwrite=chosen.overwrite)
    tell(chosen, [path], printable(path))
    return 0
