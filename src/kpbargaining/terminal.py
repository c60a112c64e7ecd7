"""How wide a terminal is, and texts cut or broken to fit into it; never for a pipe."""

from __future__ import annotations

import sys

__all__ = ["clipped", "folded", "width_of_terminal"]

INDENT = "  "
"""What the further lines of a broken text begin with."""

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
    from textwrap import wrap  # noqa: PLC0415 - seldom needed

    most = max(width, NARROWEST)
    broken = (wrap(line, most, subsequent_indent=_indent_of(line)) for line in text.split("\n"))
    return "\n".join(part for parts in broken for part in parts or [""])


def _indent_of(line: str) -> str:
    """One step further in than the line itself, as far as that leaves room for words."""
    own = line[: len(line) - len(line.lstrip(" "))]
    return f"{own[: len(INDENT)]}{INDENT}"
