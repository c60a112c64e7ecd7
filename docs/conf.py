"""How Sphinx builds the documentation: offline, every example executed, every warning an error."""

import tomllib
from pathlib import Path

from docutils.nodes import Element, Node, literal, system_message
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.domains.python import PyXRefRole
from sphinx.environment import BuildEnvironment

import kpbargaining

_about = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))["project"]

project = _about["name"]
author = _about["authors"][0]["name"]
project_copyright = author
release = version = _about["version"]

extensions = ["myst_nb", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = project
html_copy_source = False

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_show_tb = True
nb_execution_timeout = 60
nb_merge_streams = True

autodoc_member_order = "groupwise"
autodoc_typehints_format = "short"
default_role = "name-or-code"
python_display_short_literal_types = True

nitpicky = True
nitpick_ignore_regex = [("py:.*", r"(?!kpbargaining\b).*")]  # offline: no one else's inventory


class _NameOrCode(PyXRefRole):
    """Make `Span` in a docstring a link where a Span is documented, and `~61000` just code."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Give the node of one such text."""
        if not all(part.isidentifier() for part in self.text.split(".")):
            return [literal(self.rawtext, self.text)], []
        self.name = "py:obj"
        return super().run()


def _by_public_name(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: Element
) -> Element | None:
    """Lead a reference to `kpbargaining.when.Span` to where it is documented: the front door."""
    module, _, name = str(node.get("reftarget", "")).rpartition(".")
    if not module.startswith("kpbargaining.") or name not in kpbargaining.__all__:
        return None
    return env.domains.python_domain.resolve_xref(
        env, node["refdoc"], app.builder, "obj", f"kpbargaining.{name}", node, contnode
    )


def setup(app: Sphinx) -> None:
    """Register what this file adds to Sphinx."""
    app.add_role("name-or-code", _NameOrCode())
    app.connect("missing-reference", _by_public_name)
