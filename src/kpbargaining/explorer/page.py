"""`page`: a dataset as one HTML file that asks nobody anything, made of the dataset's own bytes."""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING, Any

from kpbargaining.explorer.beside import before, changes, pictures
from kpbargaining.explorer.contents import about, archive_of, base64
from kpbargaining.explorer.plain import plain_tables
from kpbargaining.explorer.script import policy, script, web
from kpbargaining.publishing.archives import packed
from kpbargaining.saving import file_name, path_of, refuse_existing, save
from kpbargaining.store.store import check_store

if TYPE_CHECKING:
    import os

    from kpbargaining.dataset import Dataset

__all__ = ["html_of", "page", "usual_page"]

FIRST = "document.documentElement.classList.add('scripted');"
"""What hides the plain table until it is known whether it is needed."""

PLACE = re.compile(r"\{\{([a-z]+)\}\}")
"""A place of the shell that is filled in."""


def page(dataset: Dataset, path: str | os.PathLike[str], *, overwrite: bool = False) -> None:
    """Write a dataset as one HTML file: to look at, search, filter and cite, without a network.

    The page is made of the data itself: the frozen bytes of an edition, the canonical files of any
    other dataset, whose digest it checks when it is opened. What was derived says of what.
    Raises `InvalidValue` for what is no dataset or cannot be written as files, and
    `UnreadableFile` if the file cannot be written, or is there and *overwrite* is not;
    `DamagedEdition` if a file of an edition is not what the manifest says, or was loaded, any more.
    """
    check_store(dataset, "a dataset first, then the path of the page")
    target = path_of(path, "a file")
    refuse_existing(target, overwrite=overwrite)
    save(target, html_of(dataset).encode(), overwrite=overwrite)


def usual_page(dataset: Dataset) -> str:
    """The name of the file where nobody gives another: `kpbargaining-2026.3.html`."""
    known = dataset.index.provenance.publication
    parts = [known.name, known.edition, "derived" if dataset.lineage else ""] if known else []
    return f"{file_name(*parts)}.html"


def html_of(dataset: Dataset) -> str:
    """The page as text."""
    archive, old = archive_of(dataset), before(dataset)
    told = about(dataset, archive, (old.edition or "") if old else "")
    beside = {"changes": changes(old, dataset), "pictures": list(pictures(dataset))}
    code, style = script(), web("page.css")
    places = {
        "policy": policy(style, FIRST, code),
        "title": escape(_title(told)),
        "first": FIRST,
        "style": style,
        "plain": plain_tables(dataset),
        "about": _json(told),
        "data": base64(archive.packed),
        "beside": base64(packed(_json(beside).encode())),
        "script": code,
    }
    return PLACE.sub(lambda place: places[place[1]], web("shell.html"))


def _title(told: dict[str, Any]) -> str:
    derived = "derived from " if told["edition"] and told["lineage"] else ""
    return " · ".join(filter(None, [told["title"], f"{derived}{told['edition']}"]))


def _json(value: Any) -> str:
    """JSON that can stand in a page: nothing in it ends the element that holds it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
