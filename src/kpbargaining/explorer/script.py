"""The script and the style of the page: files of their own, put together when a page is made.

The script is written as modules, each naming what it takes from which other. A page needs one text:
so they are put one after the other, each behind those that it imports from, without the lines that
import and the words that export. Nothing made is kept, so nothing can be stale.
"""

from __future__ import annotations

import os
import re
from base64 import b64encode
from functools import cache
from graphlib import TopologicalSorter
from hashlib import sha256
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from importlib.abc import ResourceLoader

__all__ = ["policy", "script", "web"]

WEB = os.path.join(os.path.dirname(__file__), "web")
"""Where these files lie, be it in a folder or in a zip."""

ENTRY = "app.mjs"
"""The module that the page runs."""

IMPORT = re.compile(r"^import\b[^;]*?\bfrom '\./([A-Za-z]+\.mjs)';\n", re.MULTILINE)
EXPORT = re.compile(r"^export ", re.MULTILINE)
CHECKED = "// @ts-check\n"


def web(name: str) -> str:
    """The text of one of the files that pages are made of."""
    loader = cast("ResourceLoader", __spec__.loader)
    return loader.get_data(os.path.join(WEB, name)).decode("utf-8")


@cache
def script() -> str:
    """The script of a page: every module that it needs, behind those that it needs itself."""
    needs: dict[str, list[str]] = {}
    waiting = [ENTRY]
    while waiting:
        name = waiting.pop()
        if name not in needs:
            needs[name] = IMPORT.findall(web(name))
            waiting += needs[name]
    return "\n".join(_bare(web(name)) for name in TopologicalSorter(needs).static_order())


def _bare(module: str) -> str:
    """A module without what only modules have."""
    return EXPORT.sub("", IMPORT.sub("", module.removeprefix(CHECKED)))


def policy(style: str, *scripts: str) -> str:
    """What the page may do: run just these scripts, show what is in it, and ask nobody anything."""
    hashes = " ".join(map(_hashed, scripts))
    return (
        f"default-src 'none'; script-src {hashes}; style-src {_hashed(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hashed(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}'"
