"""The command that exports."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from kpbargaining.cli.answers import asked, tell
from kpbargaining.errors import printable
from kpbargaining.exports.exporting import export as export_to
from kpbargaining.exports.exporting import usual_name

if TYPE_CHECKING:
    import argparse

__all__ = ["export"]


def export(chosen: argparse.Namespace) -> int:
    """Write files, and print their paths."""
    dataset = asked(chosen)
    path = chosen.o or usual_name(dataset, chosen.format)
    safe = chosen.spreadsheet_safe
    rows = export_to(
        dataset, path, chosen.format, overwrite=chosen.overwrite, spreadsheet_safe=safe
    )
    for row in rows.where(path=None):
        print(printable(f"left out: {row.format}: {row.about}"), file=sys.stderr)
    paths = [row.path for row in rows if row.path is not None]
    tell(chosen, rows.to_dicts(), printable("\n".join(paths)))
    return 0
