"""Marks that a copy was left with: tags and entities of HTML, addresses of links in Markdown.

They are blanked out, each by as many blanks, so that every word keeps its place in the text.
Where a mark ends a line, as that of a paragraph does, the first of its blanks does, too.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["JOINER", "read_through"]

JOINER = "\u200b"
"""What is dropped when words are read: it stands for a mark that parts no words."""

BREAK = "\v"
"""What ends a line where a mark did; other than a line feed, it adds no line to the text."""

_opening = re.compile(r"<(?:(script|style|head)\b|!--)", re.IGNORECASE)
_ends = {
    "script": re.compile(r"</script\s*>", re.IGNORECASE),
    "style": re.compile(r"</style\s*>", re.IGNORECASE),
    "head": re.compile(r"</head\s*>", re.IGNORECASE),
    "": re.compile(r"-->"),
}
"""What ends that of which nothing is read; a comment has no name."""

_tags = re.compile(r"</?[A-Za-z][^<>]*>")
_closing = re.compile(r"</[A-Za-z]+\s*>")
_inline = re.compile(
    r"</?(?:a|abbr|b|code|em|font|i|mark|small|span|strong|u|wbr)\b", re.IGNORECASE
)
_entities = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")
_links = re.compile(r"(?<=\])\((?:https?:|/|#)[^()\s]*\)|^\[[^\[\]]+\]:\s+\S+", re.MULTILINE)


def read_through(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without marks that are surely such, and what was read through.

    Tags are marks only in a text that closes one; a lone `<` is not.
    """
    found: list[str] = []
    if _closing.search(text):
        text = _tags.sub(lambda mark: _blank(mark[0]), "".join(_unhidden(text)))
        found.append("HTML tags")
    if _entities.search(text):
        text = _entities.sub(_unescaped, text)
        found.append("HTML entities")
    if _links.search(text):
        text = _links.sub(lambda mark: re.sub(r"[^\n]", " ", mark[0]), text)
        found.append("addresses of Markdown links")
    return text, tuple(found)


def _unhidden(text: str) -> Iterator[str]:
    """The parts of a text, with blanks for comments, and for scripts and the like, up to their end.

    One that nothing ends hides nothing; where nothing ends one, nothing ends those behind it.
    """
    done, endless = 0, set[str]()
    for opened in _opening.finditer(text):
        name = (opened[1] or "").lower()
        if opened.start() < done or name in endless:
            continue
        end = _ends[name].search(text, opened.end())
        if end is None:
            endless.add(name)
            continue
        yield text[done : opened.start()]
        done = end.end()
        yield _blank(text[opened.start() : done])
    yield text[done:]


def _blank(mark: str) -> str:
    """Blanks for a mark; for one inside a word, as bold letters, what joins its parts."""
    if _inline.match(mark):
        return re.sub(r"[^\n]", JOINER, mark)
    return BREAK + re.sub(r"[^\n]", " ", mark[1:])


def _unescaped(entity: re.Match[str]) -> str:
    """The character of an entity, as long as before; one that is none stays."""
    return unescape(entity[0]).ljust(len(entity[0]), JOINER)
