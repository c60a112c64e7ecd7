"""How wide a terminal is, and texts cut or broken to fit into it; never for a pipe."""

from __future__ import annotations

import sys

__all__ = ["clipped", "folded", "hung", "pieces", "width_of_terminal"]

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


def hung(text: str, width: int, start: int) -> str:
    """A line broken to fit, what follows beginning at the column *start*, where its words do."""
    return "\n".join(_wrapped(text, max(width, start + NARROWEST), " " * start))


def pieces(text: str, width: int) -> list[str]:
    """A text in lines of at most a width: broken at blanks, or within what is longer."""
    return [text] if len(text) <= width else _wrapped(text, width)


def _broken(line: str, width: int) -> str:
    """One line as several."""
    own = len(line) - len(line.lstrip(" "))
    return "\n".join(_wrapped(line, width, " " * min(own, DEEPEST) + INDENT))


def _wrapped(text: str, width: int, further: str = "") -> list[str]:
    """The lines of a text, broken at blanks and strokes, not at the hyphens of dates and ids."""
    import re  # noqa: PLC0415 - seldom needed
    from textwrap import TextWrapper  # noqa: PLC0415 - seldom needed

    wrapper = TextWrapper(width, subsequent_indent=further, break_on_hyphens=False)
    wrapper.wordsep_simple_re = re.compile(r"( +|(?<=[^/]/)(?=[\w\[]))")
    return wrapper.wrap(text)
