"""How wide a terminal is, and texts cut or broken to fit into it; never for a pipe."""

from __future__ import annotations

import sys

__all__ = ["clipped", "folded", "width_of_terminal"]

INDENT = "  "
"""How much further in the next lines of a broken one begin."""

DEEPEST = 4
"""The most blanks of a line that the next ones begin with, too."""

NARROWEST = 8
"""The least width that a text is broken to."""


def width_of_terminal() -> int | None:
    """How many characters a line of the terminal takes; None where a pipe or file is written."""
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    from shutil import get_terminal_size  # noqa: PLC0415 - every load would wait for it

    return get_terminal_size().columns


def clipped(text: str, width: int | None) -> str:
    """A text cut to a width, with dots where something is left out; whole without one."""
    return text if width is None or len(text) <= width else f"{text[: max(width - 3, 0)]}..."


def folded(text: str, width: int | None) -> str:
    """A text whose lines are broken at blanks to fit into a width; as it is without one."""
    if width is None or all(len(line) <= width for line in text.split("\n")):
        return text
    return "\n".join(_broken(line, max(width, NARROWEST)) for line in text.split("\n"))


def _broken(line: str, width: int) -> str:
    """One line as several, not broken at the hyphens of dates and ids."""
    from textwrap import fill  # noqa: PLC0415 - seldom needed

    own = len(line) - len(line.lstrip(" "))
    further = " " * min(own, DEEPEST) + INDENT
    return fill(line, width, subsequent_indent=further, break_on_hyphens=False)
