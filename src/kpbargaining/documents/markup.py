"""Marks that a copy was left with: tags and entities of HTML, addresses of links in Markdown.

They are blanked out, each by as many blanks, so that every word keeps its place in the text.
Where a mark ends a line, as that of a paragraph does, the first of its blanks does, too.
"""

from __future__ import annotations

import re
from html import unescape

__all__ = ["JOINER", "read_through"]

JOINER = "\u200b"
"""What is dropped when words are read: it stands for a mark that parts no words."""

BREAK = "\v"
"""What ends a line where a mark did; other than a line feed, it adds no line to the text."""

_hidden = re.compile(r"<(script|style|head)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_tags = re.compile(r"</?[A-Za-z][^<>]*>")
_closing = re.compile(r"</[A-Za-z]+\s*>")
_inline = re.compile(
    r"</?(?:a|abbr|b|code|em|font|i|mark|small|span|strong|u|wbr)\b", re.IGNORECASE
)
_entities = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")
_links = re.compile(r"(?<=\])\((?:https?:|/|#)[^()\s]*\)|^\[[^\]]+\]:\s+\S+", re.MULTILINE)


def read_through(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without marks that are surely such, and what was read through.

    Tags are marks only in a text that closes one; a lone `<` is not.
    """
    found: list[str] = []
    if _closing.search(text):
        text = _tags.sub(_blank, _hidden.sub(_blank, text))
        found.append("HTML tags")
    if _entities.search(text):
        text = _entities.sub(_unescaped, text)
        found.append("HTML entities")
    if _links.search(text):
        text = _links.sub(lambda mark: re.sub(r"[^\n]", " ", mark[0]), text)
        found.append("addresses of Markdown links")
    return text, tuple(found)


def _blank(mark: re.Match[str]) -> str:
    """Blanks for a mark; for one inside a word, as bold letters, what joins its parts."""
    if _inline.match(mark[0]):
        return re.sub(r"[^\n]", JOINER, mark[0])
    return BREAK + re.sub(r"[^\n]", " ", mark[0][1:])


def _unescaped(entity: re.Match[str]) -> str:
    """The character of an entity, as long as before; one that is none stays."""
    return unescape(entity[0]).ljust(len(entity[0]), JOINER)
