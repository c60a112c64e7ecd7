"""Pictures that cells draw are told in words: each carries a description, its alternative text."""

import re
from html import unescape
from pathlib import Path

from docutils.nodes import document, image
from sphinx.application import Sphinx


def _tell(app: Sphinx, page: document) -> None:
    """Give the pictures that the cells of a page drew the words that they carry."""
    for each in page.findall(image):
        path = Path(app.srcdir, each["uri"].lstrip("/"))
        if "alt" not in each and path.suffix == ".svg":
            words = re.search(r"<desc[^>]*>([^<]+)", path.read_text("utf-8"))
            each["alt"] = unescape(words[1]) if words else ""


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the telling."""
    app.connect("doctree-read", _tell)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
