"""Texts on a page: how wide they are, where a line ends, what may not be in them."""

from __future__ import annotations

import unicodedata

from kpbargaining.errors import printable

__all__ = ["clean", "length_of", "shortened", "width_of", "wrapped"]

MARGIN = 1.06
"""How much more room is kept than a text takes."""

BOLD = 1.07
"""How much wider the bold is."""

BY_WIDTH = {
    191: "'",
    222: "ijl",
    260: "|",
    278: " !,./:;I[\\]ft",
    333: "()-`r",
    334: "{}",
    355: '"',
    389: "*",
    469: "^",
    500: "Jcksvxyz",
    556: "#$0123456789?L_abdeghnopqu",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1015: "@",
}
"""The characters of Helvetica and of what is made to its measure, in thousandths of the size."""

WIDTHS = {char: width for width, chars in BY_WIDTH.items() for char in chars}

OTHER, WIDE = 680, 1000
"""What any other character may take, and one of those that fill a square."""


def clean(text: str) -> str:
    """A text as one line that shows what is in it: characters that steer are written out."""
    return " ".join(printable(text).split())


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """The most pixels that a line of text takes."""
    units = sum(WIDTHS.get(char) or _other(char) for char in text)
    return units * size * MARGIN * (BOLD if bold else 1) / 1000


def length_of(text: str, size: float, *, bold: bool = False) -> float | None:
    """The width to which a text is set whatever the font; None where it is not known closely."""
    if not all(char in WIDTHS for char in text):
        return None
    return width_of(text, size, bold=bold) / MARGIN


def _other(char: str) -> int:
    return WIDE if unicodedata.east_asian_width(char) in "WF" else OTHER


def shortened(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """A text that fits: what is too long ends in three dots."""
    if width_of(text, size, bold=bold) <= room:
        return text
    kept = text
    while kept and width_of(f"{kept}...", size, bold=bold) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}..." if kept else ""


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """A text in lines that fit; a word too long for any is clipped."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else ""
        if longer and width_of(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(shortened(word, size, room, bold=bold))
    return lines
