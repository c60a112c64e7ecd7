"""What the site has beside its pages: some of them as notebooks, and the newest edition to look at.

Both are made by the build and linked by roles: {notebook}`words` leads from a page to itself as a
notebook, with the outputs that the build got, and {edition}`words` to the page of the edition.
"""

import re
from html import escape
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import quote

import nbformat
from docutils.nodes import Node, raw, reference, system_message
from nbformat import NotebookNode
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxRole

import kpbargaining as kp

EDITION = "edition.html"

ROLE = re.compile(r"\{(kp|doc)\}`([^`<]+?)(?: <([^`>]+)>)?`")
"""A role in Markdown: its name, its words or target, and its target where it has words."""

OF_PAGES_ALONE = re.compile(r"\{\w+\}`|^(?:```\{|:::|%|\(\S+\)=)|\]\((?!https?:)", re.MULTILINE)
"""What Jupyter would show as code or lead nowhere: roles, directives, comments, targets, links."""


class _Notebook(SphinxRole):
    """A link to the page itself as a notebook."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Give the link, and note that the page is wanted as a notebook."""
        page = self.env.docname
        self.env.metadata[page]["notebook"] = True
        address = quote(f"{page.rpartition('/')[2]}.ipynb")
        link = f'<a class="reference download" download href="{address}">{escape(self.text)}</a>'
        return [raw("", link, format="html")], []


class _Edition(SphinxRole):
    """A link to the page of the newest edition."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Give the link."""
        up = "../" * self.env.docname.count("/")
        return [reference("", self.text, refuri=up + EDITION, internal=True)], []


def _make(app: Sphinx, failed: Exception | None) -> None:
    """Write what the roles lead to beside the pages."""
    if failed or app.builder.format != "html":
        return
    executed = Path(app.env.mystnb_config.output_folder)
    for page in (name for name, about in app.env.metadata.items() if "notebook" in about):
        notebook = nbformat.read(executed / f"{page}.ipynb", as_version=4)
        nbformat.write(_for_readers(notebook, page, app.env), app.outdir / f"{page}.ipynb")
    kp.page(kp.load(), app.outdir / EDITION, overwrite=True)


def _for_readers(notebook: NotebookNode, page: str, env: BuildEnvironment) -> NotebookNode:
    """Make an executed page one that Jupyter shows as it is; the same page gives the same bytes."""
    notebook.metadata = {
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
        "language_info": {"name": "python"},
    }
    notebook.cells.append(nbformat.v4.new_markdown_cell(_origin(page, env)))
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number}"
        if cell.cell_type == "markdown":
            cell.source = _plain(cell.source, page, env)
    nbformat.validate(notebook)
    return notebook


def _origin(page: str, env: BuildEnvironment) -> str:
    edition = kp.load().edition
    made = f"the page *{env.titles[page].astext()}* of the documentation of kpbargaining"
    return f"This notebook is {made} {kp.__version__}; its outputs are those of edition {edition}."


def _plain(text: str, page: str, env: BuildEnvironment) -> str:
    """Give the Markdown of a cell without what only the site understands."""
    lines = (line for line in text.split("\n") if "{notebook}" not in line)
    plain = ROLE.sub(lambda role: _words(*role.groups(), page, env), "\n".join(lines))
    if left := OF_PAGES_ALONE.search(plain):
        raise ExtensionError(f"{page} cannot be a notebook: there is no plain form of {left[0]!r}")
    return plain


def _words(role: str, words: str, target: str | None, page: str, env: BuildEnvironment) -> str:
    """Give what a role says where nothing can be linked."""
    if role == "kp":
        return f"`kp.{words}`"
    if role == "doc" and target is None:
        words = env.titles[normpath(join(dirname(page), words))].astext()
    return f"*{words}*"


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the roles, and what is made after the pages."""
    app.add_role("notebook", _Notebook())
    app.add_role("edition", _Edition())
    app.connect("build-finished", _make)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
