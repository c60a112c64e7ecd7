"""The command that exports."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from kpbargaining.cli.answers import asked, tell
from kpbargaining.exports.exporting import export as export_to
from kpbargaining.exports.exporting import left_out, usual_name

if TYPE_CHECKING:
    import argparse

__all__ = ["export"]


def export(chosen: argparse.Namespace) -> int:
    """Write files, and print their paths."""
    dataset = asked(chosen)
    path = chosen.o or usual_name(dataset, chosen.format)
    safe = chosen.spreadsheet_safe
    written = export_to(
        dataset, path, chosen.format, overwrite=chosen.overwrite, spreadsheet_safe=safe
    )
    for error in left_out(chosen.format):
        print(f"left out: {error}", file=sys.stderr)
    tell(chosen, list(written), "\n".join(written))
    return 0
