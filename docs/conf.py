"""How Sphinx builds the documentation: offline, every example executed, every warning an error."""

import inspect
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from docutils.nodes import Element, Node, inline, literal, system_message
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.domains.python import PyXRefRole
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.util.nodes import make_refnode

import kpbargaining as kp
from kpbargaining.checks import CHECKS
from kpbargaining.checks.order import ORDER, follows
from kpbargaining.cli.commands import COMMANDS, Command
from kpbargaining.exports.exporting import FORMATS
from kpbargaining.files.codebook import CodebookRow
from kpbargaining.files.schema import CODEC_ALONE
from kpbargaining.records.amounts import Amount
from kpbargaining.records.kinds import KINDS, Kind
from kpbargaining.records.record import FIRST_YEAR, LAST_YEAR
from kpbargaining.records.roles import fields_of
from kpbargaining.values.quantity import PERCENT, behind

_about = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))["project"]

project = _about["name"]
author = _about["authors"][0]["name"]
project_copyright = author
release = version = _about["version"]

sys.path.insert(0, str(Path(__file__).parent / "_extensions"))
extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx_copybutton", "beside", "told"]
exclude_patterns = ["_build", "_extensions"]
html_theme = "furo"
html_title = project
html_copy_source = False
html_static_path = ["_static"]
html_css_files = ["wide.css"]

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
nb_execution_mode = "force"
nb_execution_in_temp = True  # examples write files
nb_execution_raise_on_error = True
nb_execution_show_tb = True
nb_execution_timeout = 60
nb_merge_streams = True

copybutton_prompt_text = r"\$ |>>> |\.\.\. "  # not copied, nor what stands below as its output
copybutton_prompt_is_regexp = True

autodoc_member_order = "groupwise"
autodoc_typehints_format = "short"
default_role = "name-or-code"
python_display_short_literal_types = True

nitpicky = True
nitpick_ignore = [("py:class", "kpbargaining.store.provenance.Provenance")]  # made by load and read
nitpick_ignore_regex = [("py:.*", r"(?!kpbargaining\b).*")]  # offline: no one else's inventory


class _NameOrCode(PyXRefRole):
    """Make `Span` in a docstring a link where a Span is documented, and `~61000` just code."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Give the node of one such text."""
        parts = self.text.split(".")
        if parts[0] == kp.__name__ or not all(part.isidentifier() for part in parts):
            return [literal(self.rawtext, self.text)], []
        self.name = "py:obj"
        return super().run()


class _PublicName(PyXRefRole):
    """Make {kp}`Session` on a page a link to where the front door documents it."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Give the node of one such name; the build fails if there is no such name."""
        self.name = "py:obj"
        return super().run()

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: Element,
        has_explicit_title: bool,  # noqa: FBT001 (as Sphinx calls it)
        title: str,
        target: str,
    ) -> tuple[str, str]:
        """Give the title and the full name that is linked to."""
        full = f"{kp.__name__}.{target}"
        return super().process_link(env, refnode, has_explicit_title, title, full)


PROMISED = [
    *(f"{kp.__name__}.{name}" for name in dir(kp) if name in kp.__all__),
    *(f"{kp.questions.__name__}.{name}" for name in dir(kp.questions)),
]
"""Every public name in full: of the front door, and of the answers."""

PLACES = {
    **dict.fromkeys(("Count", "Digest", "Id", "Text", "Url"), ("data-dictionary", "plain")),
    "CodebookRow": ("api", "codebook-row"),
    "Drawing": ("api", "mark-row"),
    "MarkRow": ("api", "mark-row"),
    "Column": ("api", "column"),
    "Index": ("api", "index"),
    "Record": ("api", "records"),
}
"""Where the reference says what a type is that the front door doesn't name."""

ELSEWHERE = {"OfKind": "Collection", "Store": "Dataset"}
"""Such a type, and the one that a user has in its place."""

REASONS: dict[str, str] = tomllib.loads(
    (Path(__file__).parent / "reference" / "reasons.toml").read_text("utf-8")
)
"""Why each check is made, by the name of its function."""

VARIABLES = {"Entry", "R", "Row", "S"}
"""Types that stand for any kind of record or row."""


def _by_public_name(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: Element
) -> Element | None:
    """Lead a reference to a type, by its module, to where it is documented: the front door."""
    module, _, name = str(node.get("reftarget", "")).rpartition(".")
    public = ELSEWHERE.get(name, name)
    page: str = node["refdoc"]
    if not module.startswith("kpbargaining."):
        return None
    if name in PLACES:
        document, place = PLACES[name]
        return make_refnode(app.builder, page, f"reference/{document}", place, contnode)
    if name in VARIABLES:
        return contnode
    if public != name:
        contnode = inline("", public)
    full = next((each for each in PROMISED if each.endswith(f".{public}")), None)
    if full is None:
        return None
    return env.domains.python_domain.resolve_xref(
        env, page, app.builder, "obj", full, node, contnode
    )


def _every_public_name_is_documented(_app: Sphinx, env: BuildEnvironment) -> None:
    """Fail unless the page on the library documents all that is promised."""
    documented = env.domains.python_domain.objects
    missing = [name for name in PROMISED if name not in documented]
    if missing:
        raise ExtensionError(f"not in the reference: {', '.join(missing)}")


def _data_dictionary() -> str:
    """Give a section for each kind of record, with a table of its fields."""
    dataset = kp.load()
    rows = kp.codebook(dataset)
    return "\n\n".join(_section(kind, dataset, rows) for kind in KINDS)


def _section(kind: Kind, dataset: kp.Dataset, rows: kp.Table[CodebookRow]) -> str:
    number = len(dataset.of(kind.cls))
    homes = [f"`{kind.home}.json`"] * (kind.home != "rounds")
    homes += ["`rounds/<round>.json`"] * (kind.in_rounds or kind.home == "rounds")
    where = " or ".join(homes)
    about = _first_line(kind.cls)
    table = _table(("field", "role", "holds", "meaning", "filled"), _fields(kind.name, rows))
    lead = f"The dataset has {number} of them, `ds.{kind.plural}`; in files they stand in {where}."
    return f"## {kind.name}\n\n{{kp}}`{kind.name}`: {about}\n{lead}\n\n{table}"


def _fields(kind: str, rows: kp.Table[CodebookRow]) -> Iterator[tuple[str, ...]]:
    for row in rows.where(kind=kind):
        filled = "" if row.filled is None else str(row.filled)
        yield f"`{row.field}`", row.role.value, _holds(row), row.meaning, filled


def _holds(row: CodebookRow) -> str:
    unit = f", in {row.unit}".replace(", in as ", ", as ") if row.unit else ""
    refers = f" of {row.refers}" if row.refers else ""
    values = f": {', '.join(row.values)}" if row.values else ""
    return f"{row.type}{refers}{unit}{values}"


def _homes() -> str:
    """Give a table of the data files, with the kinds that stand in each."""
    homes = dict.fromkeys(kind.home for kind in KINDS if kind.home != "rounds")
    rows = [(f"`{home}.json`", _belonging(home)) for home in homes]
    whole = f"one round of bargaining, with its {_listed(_named(in_rounds=True))}"
    return _table(("file", "what stands in it"), [*rows, ("`rounds/<round>.json`", whole)])


def _belonging(home: str) -> str:
    outside = _named(home, in_rounds=True)
    apart = f"{_listed(outside)} that belong to no round" if outside else ""
    return "; ".join(filter(None, [_listed(_named(home, in_rounds=False)), apart]))


def _named(home: str | None = None, *, in_rounds: bool) -> list[str]:
    """Give the kinds of a file, or of all, that can or cannot belong to a round, in words."""
    kinds = [kind for kind in KINDS if kind.in_rounds == in_rounds and home in (None, kind.home)]
    return [kind.plural.replace("_", " ") for kind in kinds]


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _first_line(cls: type) -> str:
    return (cls.__doc__ or "").partition("\n")[0]


def _evidence_columns() -> str:
    """Give a table of the fields of evidence, which no share is worth telling of."""
    rows = _fields(kp.Evidence.__name__, kp.codebook())
    return _table(("attribute", "role", "holds", "meaning"), (row[:4] for row in rows))


def _answer_columns() -> str:
    """Give a section for each row that questions answer with, with a table of its columns."""
    rows = kp.codebook().where(role=kp.Role.ANSWER)
    names = dict.fromkeys(row.kind for row in rows)
    return "\n\n".join(_answer(name, rows) for name in names)


def _answer(name: str, rows: kp.Table[CodebookRow]) -> str:
    columns = ((field, holds, meaning) for field, _, holds, meaning, _ in _fields(name, rows))
    table = _table(("column", "holds", "meaning"), columns)
    about = _first_line(getattr(kp.questions, name))
    return f"### {name}\n\n{{kp}}`questions.{name}`: {about}\n\n{table}"


def _bounds() -> str:
    """Give a table of what the numbers of records can be, from the metadata of their fields."""
    fields: dict[Amount, list[str]] = {}
    for kind in KINDS:
        for field in fields_of(kind.cls).values():
            if field.amount is not None:
                fields.setdefault(field.amount, []).append(f"`{kind.name}.{field.name}`")
    rows = ((*_bound(amount), ", ".join(names)) for amount, names in fields.items())
    return _table(("counts", "written", "bounds", "fields"), rows)


def _bound(amount: Amount) -> tuple[str, str, str]:
    written = " or ".join(
        f"with `{behind(unit).strip()}`" if unit else "without a unit" for unit in amount.written
    )
    bounds = dict.fromkeys(
        _reach(amount.low, amount.highest(unit), unit) for unit in amount.written
    )
    whole = ", whole" if amount.whole else ""
    return amount.unit, written, f"{'; '.join(bounds)}{whole}"


def _reach(low: int, high: int | None, unit: str) -> str:
    named = behind(unit) if unit == PERCENT else ""
    if high is None:
        return f"{low:,}{named} or more"
    return f"{low:,}{named} to {high:,}{named}"


def _years() -> str:
    """Give the sentence on the years in which dates can lie."""
    return f"A date lies in the years {FIRST_YEAR} to {LAST_YEAR}."


def _checks() -> str:
    """Give a table of all checks of a dataset by itself: from docstrings, code and the reasons."""
    known = {check.__name__ for check in CHECKS}
    if known != REASONS.keys():
        raise ExtensionError(f"checks and their reasons differ: {known ^ REASONS.keys()}")
    return _table(("code", "severity", "the rule", "its reason"), map(_check, CHECKS))


def _check(check: Callable[..., object]) -> tuple[str, str, str, str]:
    found = re.findall(r'\b(error|warning|note)\(\s*"([a-z-]+)"', _code_of(check))
    found += [(row.severity, row.code) for row in ORDER if check is follows]
    if not found:
        raise ExtensionError(f"no code found in the check {check.__name__}")
    codes = dict.fromkeys(f"`{code}`" for _, code in found)
    severities = dict.fromkeys(severity for severity, _ in found)
    rule = " ".join(inspect.cleandoc(check.__doc__ or "").split())
    return ", ".join(codes), ", ".join(severities), rule, REASONS[check.__name__]


def _code_of(check: Callable[..., object]) -> str:
    """Give the text of a check and of the functions beside it that it calls."""
    beside = [vars(inspect.getmodule(check)).get(name) for name in check.__code__.co_names]
    mine = [each for each in beside if getattr(each, "__name__", "").startswith("_")]
    return "\n".join(map(inspect.getsource, [check, *mine]))


def _order() -> str:
    """Give a table of the dates that follow each other, with the days by which they may not."""
    rows = (
        (row.kind, f"`{row.late}`", f"`{row.early}`", f"{row.slack or ''}", row.severity, row.code)
        for row in ORDER
    )
    return _table(("kind", "date", "not before", "but for days", "severity", "code"), rows)


def _commands() -> str:
    """Give a table of all commands, with what each takes beside the options that many take."""
    rows = ((f"`{name}`", command.about, _taken(command)) for name, command in COMMANDS.items())
    return _table(("command", "what it is about", "what it takes"), rows)


def _taken(command: Command) -> str:
    usual = {"--edition", "--data", "--as-of", "--possibly", "--json", "--csv", "--sources"}
    taken = {name: option for name, option in command.takes.items() if name not in usual}
    return " ".join(f"`{_argument(name, option)}`" for name, option in taken.items())


def _argument(name: str, option: dict[str, Any]) -> str:
    told = option.get("metavar", name.upper())
    if name.startswith("-"):
        return name if option.get("action") else f"{name} {option.get('metavar', '...')}"
    return f"[{told}]" if option.get("nargs") == "?" else told


def _formats() -> str:
    """Give a table of the formats that a dataset is exported to, with the extra that each needs."""
    rows = (
        (f"`{name}`", f"`{form.name}`", form.about, f"`{form.extra}`" if form.extra else "")
        for name, form in FORMATS.items()
    )
    return _table(("format", "usual name", "what it is", "extra"), rows)


def _codec_alone() -> str:
    """Give the list of what a JSON Schema does not see."""
    return "\n".join(f"- {each}" for each in CODEC_ALONE)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(
        f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |" for line in lines
    )


GENERATED: dict[str, Callable[[], str]] = {
    "answer-columns": _answer_columns,
    "bounds": _bounds,
    "checks": _checks,
    "codec-alone": _codec_alone,
    "commands": _commands,
    "data-dictionary": _data_dictionary,
    "evidence-columns": _evidence_columns,
    "formats": _formats,
    "homes": _homes,
    "order": _order,
    "years": _years,
}
"""What a line `% generated: NAME` on a page is replaced by."""


def _generate(_app: Sphinx, _page: str, source: list[str]) -> None:
    """Put what is generated into a page."""
    source[0] = re.sub(
        r"^% generated: ([\w-]+)$",
        lambda found: GENERATED[found[1]](),
        source[0],
        flags=re.MULTILINE,
    )


def setup(app: Sphinx) -> None:
    """Register what this file adds to Sphinx."""
    app.add_role("name-or-code", _NameOrCode())
    app.add_role("kp", _PublicName())
    app.connect("missing-reference", _by_public_name)
    app.connect("source-read", _generate)
    app.connect("env-updated", _every_public_name_is_documented)
