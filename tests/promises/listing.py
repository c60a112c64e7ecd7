"""What is promised, as lines of text that can be frozen: `KEY: WHAT`.

A line that goes or changes breaks a promise, a line that is new breaks none. So what is to be kept
apart stands on lines of its own: each parameter, each type it takes, each column, each option.
`python scripts/renew_promises.py` writes the lines of today beside this file.
"""

import ast
import base64
import inspect
import json
import pickle
import re
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from runpy import run_path
from typing import Any

import attrs

import kpbargaining as kp
from kpbargaining import checks, strategies
from kpbargaining.checks.order import ORDER
from kpbargaining.cli.commands import COMMANDS
from kpbargaining.documents.passages import fingerprint
from kpbargaining.documents.words import words
from kpbargaining.exports.exporting import FORMATS
from kpbargaining.exports.ical import calendar_of
from kpbargaining.exports.sheets import sheets_of
from kpbargaining.pictures.picture import PICTURES
from kpbargaining.publishing.references import STYLES
from kpbargaining.records.kinds import KINDS
from kpbargaining.records.roles import fields_of

HERE = Path(__file__).parent
REACHED: dict[str, Any] = run_path(str(HERE / "reached.py"))

PUBLIC: list[str] = vars(kp)["__all__"]

MADE = {kp.Dataset, kp.Days, kp.PartialDate, kp.Passage, kp.Quantity, kp.Span}
"""The classes whose constructors are promised by their parameters; records by their columns."""

PROTOCOLS = ("__arrow_c_stream__", "__contains__", "__getitem__", "__iter__", "__len__")
"""The special methods that are promised where a class has them."""

TEXTS = {
    "quotes": "\u201cHello\u201d \u2013\nWORLD",
    "letters": "Stra\u00dfe \ufb01nal e\u0301te\u0301 \u0130zmir",
    "numbers": "$6,000 or 21.5% of 1\u00bd days",
    "hidden": "co\u00adalition zero\u200bwidth b\u200fidi",
    "scripts": "\u8a0e\u8ad6 \u0627\u0644\u0639\u0645\u0644 \u0915\u093e\u092e\u0917\u093e\u0930",
}
"""Made-up texts, each hard in its own way."""

CITED: dict[str, tuple[str, ...]] = {
    "the edition": (),
    "a record": ("2025-alliance/2025-08-19",),
    "a date": ("2025-alliance/2025-08-19", "held"),
    "a list": ("labor-management-partnership", "parties"),
    "a source": ("alliance-2025-late-august",),
}
"""What of edition 2026.3 is cited, in every style."""

PICKLED: dict[str, Any] = {
    "PartialDate": kp.PartialDate("[2025-08-23..2025-09-09]"),
    "Span": kp.Span("2025-08-19/.."),
    "Quantity": kp.Quantity("~61000"),
    "Days": kp.Days(3, None),
    "Passage": kp.Passage("412+9:0123456789abcdef"),
    "Basis": kp.Basis.DERIVED,
    "Session": kp.Session(
        id="2030-acme/may", round="2030-acme", held=kp.Span("2030-05-06/2030-05-08"), place="Oslo"
    ),
    "Evidence": kp.Evidence(
        record="2030-acme/may",
        source="acme-may",
        fields=("held",),
        says=(("place", "Bergen"),),
        passage=kp.Passage("0+3:0123456789abcdef"),
    ),
}
"""One of each class whose pickles later versions read."""


def names() -> Iterator[str]:
    """Every public name, with its methods, parameters, types, members and bases."""
    rooms = {"": (kp, PUBLIC), "questions.": (kp.questions, dir(kp.questions))}
    rooms["strategies."] = (strategies, strategies.__all__)
    for room, (module, listed) in rooms.items():
        for name in listed:
            value = getattr(module, name)
            if isinstance(value, type):
                yield from _class(f"{room}{name}", value)
            elif callable(value):
                yield from _function(f"{room}{name}", value)


def _class(name: str, cls: type) -> Iterator[str]:
    yield f"{name}: class"
    for base in cls.__mro__[1:-1]:
        if base.__module__ == "builtins" or base.__name__ in PUBLIC:
            yield f"{name}: is a {base.__name__}"
    if issubclass(cls, Enum):
        yield from (f"{name}.{each.name}: {each.value!r}" for each in cls)
    if cls in MADE:
        yield from _function(name, cls)
    for each in dir(cls):
        ours = any(each in vars(c) for c in cls.__mro__ if c.__module__.startswith("kpbargaining"))
        if ours and (each in PROTOCOLS or not each.startswith("_")):
            yield from _member(f"{name}.{each}", cls, each)
    if attrs.has(cls):
        plain = {f.name for f in attrs.fields(cls)} - {*dir(cls), *fields_of(cls)}
        yield from (f"{name}.{each}: attribute" for each in sorted(plain) if each[0] != "_")
    if issubclass(cls, kp.KPBargainingError):
        yield from (f"{name}.{each}: attribute" for each in inspect.get_annotations(cls))


def _member(name: str, cls: type, member: str) -> Iterator[str]:
    static, value = inspect.getattr_static(cls, member), getattr(cls, member)
    if isinstance(static, property | cached_property):
        getter = static.fget if isinstance(static, property) else static.func
        yield f"{name}: gives {_spelled(inspect.signature(getter).return_annotation)}"  # type: ignore[arg-type]
    elif inspect.isfunction(value) or inspect.ismethod(value):
        unbound = inspect.isfunction(value) and not isinstance(static, staticmethod)
        yield from _function(name, value, method=unbound)
    elif not isinstance(value, cls) and not (attrs.has(cls) and member in fields_of(cls)):
        yield f"{name}: attribute"


def _function(name: str, function: Callable[..., Any], *, method: bool = False) -> Iterator[str]:
    signature = inspect.signature(function)
    taken = list(signature.parameters.values())[method:]
    may_be_left = (inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL)
    needed = [
        each.name for each in taken if each.default is each.empty and each.kind not in may_be_left
    ]
    yield f"{name}(): needs {', '.join(needed) or 'nothing'}"
    yield f"{name}(): gives {_spelled(signature.return_annotation)}"
    for place, each in enumerate(taken, 1):
        key = f"{name}({each.name})"
        by_place = each.kind in (each.POSITIONAL_OR_KEYWORD, each.POSITIONAL_ONLY)
        yield f"{key}: {f'place {place}' if by_place else each.kind.description}"
        if each.default is not each.empty:
            plain = isinstance(each.default, str | int | None)
            yield f"{key}: default {each.default!r}" if plain else f"{key}: has a default"
        yield from (f"{key}: takes {one}" for one in _union(_spelled(each.annotation)))


def _spelled(annotation: object) -> str:
    """A type as it is written, without the modules of its names; the same for text and type."""
    told = annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)
    return re.sub(r"\b(?:\w+\.)+(?=\w)", "", told)


def _union(text: str) -> Iterator[str]:
    """The types that stand between `|`."""
    node = ast.parse(text, mode="eval").body
    while isinstance(node, ast.BinOp):
        yield ast.unparse(node.right)
        node = node.left
    yield ast.unparse(node)


def columns() -> Iterator[str]:
    """Every field and column, whole and laid flat, with its type; and the sheets of exports."""
    classes = {**vars(kp.questions), **{kind.name: kind.cls for kind in KINDS}}
    classes["Evidence"] = kp.Evidence
    known = set()
    for row in kp.codebook():
        known.add((row.kind, row.field))
        needed = kp.Role.ANSWER is not row.role and row.field in _needed(classes[row.kind])
        refers = f"ids of {row.refers}" if row.refers else None
        told = [row.type, row.unit, refers, "needed" if needed else None]
        yield f"{row.kind}.{row.field}: {', '.join(filter(None, told))}"
    for row in kp.codebook(flat=True):
        if (row.kind, row.field) not in known:
            yield f"{row.kind}.{row.field}: flat, {row.type}"
    for cls in REACHED["rows_of"](names()):
        if cls.__name__ not in classes:
            yield from (f"{cls.__name__}.{n}: {each.holds}" for n, each in fields_of(cls).items())
    fields = {*(kind.plural for kind in KINDS), "claims"}
    for sheet in sheets_of(kp.Dataset([], [])):
        yield f"sheet {sheet.name}: {', '.join(sheet.key) or 'one row'}"
        if sheet.name not in fields and "place" not in sheet.key:
            yield from (f"sheet {sheet.name}.{each.name}: {each.cell}" for each in sheet.columns)


def _needed(cls: Any) -> set[str]:
    return {each.name for each in attrs.fields(cls) if each.default is attrs.NOTHING}


def commands() -> Iterator[str]:
    """Every command with what it takes."""
    for name, command in COMMANDS.items():
        yield f"{name}: command"
        places = [option for option in command.takes if not option.startswith("-")]
        for option, settings in command.takes.items():
            place = f"place {places.index(option) + 1}" if option in places else "option"
            what = settings.get("nargs") or settings.get("action") or "value"
            needed = ", needed" if settings.get("required") else ""
            yield f"{name} {option}: {place}, {what}{needed}"
            yield from (f"{name} {option}: takes {each}" for each in settings.get("choices", ()))


def formats() -> Iterator[str]:
    """The names of formats, styles, pictures and data files; the codes of findings and problems."""
    yield from (f"export {name}: {each.name}" for name, each in FORMATS.items())
    yield from (f"style {name}: of citations" for name in (*STYLES, "cff"))
    yield from (f"picture of {row.__name__}: {sort.asked}" for row, sort in PICTURES.items())
    yield from (f"kind {kind.name}: ds.{kind.plural}, {kind.home}.json" for kind in KINDS)
    text = "".join(
        path.read_text("utf-8") for path in sorted(Path(checks.__file__).parent.glob("*.py"))
    )
    codes = set(re.findall(r'\b(?:error|warning|note)\(\s*"([a-z-]+)"', text))
    yield from (f"finding {code}: of a check" for code in sorted(codes | {r.code for r in ORDER}))
    yield from (f"problem {code}: of a refusal" for code in REACHED["codes_of_problems"]())


def schemas() -> Iterator[str]:
    """The JSON Schema of each number by digests, without descriptions: it has just one, for ever.

    What earlier numbers meant is kept as it is; the editions show that they are still read.
    """
    parts = kp.schema()["$defs"]
    number = parts["sources.json"]["properties"]["schema"]["const"]
    this = f"schema {number}"
    yield from (line for line in promised("schemas") if not re.match(rf"{this}\b", line))
    yield f"{this}: {_digest(_undescribed(parts))}"
    yield from (f"{this} {name}: {_digest(_undescribed(part))}" for name, part in parts.items())


def _digest(value: object) -> str:
    return sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]


def _undescribed(part: Any) -> Any:
    """A part of a schema without the words for people; a property can be called so, too."""
    if isinstance(part, list):
        return [_undescribed(each) for each in part]
    if not isinstance(part, dict):
        return part
    words_alone = isinstance(part.get("description"), str)
    kept = {key for key in part if not (words_alone and key == "description")}
    return {key: _undescribed(part[key]) for key in kept}


def texts() -> Iterator[str]:
    """Passages of made-up texts, names of claims and events, and citations in every style."""
    for name, text in TEXTS.items():
        found = words(text)
        yield f"passage of {name}: {fingerprint(found, 0, len(found))} {json.dumps(found)}"
    for edition in kp.editions():
        yield from _claims(edition.name)
    calendar = calendar_of(kp.load("2026.3"), everything=True).decode().replace("\r\n ", "")
    uids = sorted(line for line in calendar.splitlines() if line.startswith("UID:"))
    yield f"UIDs of 2026.3: {len(uids)}, {_digest(uids)}"
    cited = _homeless(kp.load("2026.3"))
    for what, asked in CITED.items():
        for style in (*STYLES, *(() if asked else ("cff",))):
            text = json.dumps(kp.cite(cited, *asked, style=style))
            yield f"citation of {what} as {style}: {text}"


def _claims(edition: str) -> Iterator[str]:
    """The names of all claims of an edition by a digest, and some of them."""
    dataset = kp.load(edition)
    alone = kp.Dataset(dataset.records(), dataset.evidence)  # no editions to look through
    names = sorted(row.claim for row in alone.claims())
    yield f"claims of {edition}: {len(names)}, {_digest(names)}"
    for row in alone.claims()[:: len(names) // 3]:
        yield f"claim of {edition} {row.record} {row.field} {row.source}: {row.claim}"


def _homeless(dataset: kp.Dataset) -> kp.Dataset:
    """An edition without an address, which it may get later."""
    about = dataset.index.provenance
    publication: Any = about.publication
    anywhere = attrs.evolve(publication, address=None, pages=None)
    homeless = attrs.evolve(about, publication=anywhere)
    return kp.Dataset(dataset.records(), dataset.evidence, homeless)


def pickles() -> Iterator[str]:
    """A pickle of each: the promised one as long as it is read as what it was made of."""
    kept = dict(line.split(": ") for line in promised("pickles"))
    for name, value in PICKLED.items():
        if name in kept and value == pickle.loads(base64.b64decode(kept[name])):  # noqa: S301 (our own bytes)
            yield f"{name}: {kept[name]}"
        else:
            yield f"{name}: {base64.b64encode(pickle.dumps(value, protocol=4)).decode('ascii')}"


LISTINGS: dict[str, Callable[[], Iterator[str]]] = {
    each.__name__: each for each in (names, columns, commands, formats, schemas, texts, pickles)
}
"""Every listing, by the name of the file in which the promised lines stand."""


def promised(name: str) -> list[str]:
    """The lines that are promised; none before they were first written."""
    path = HERE / f"{name}.txt"
    return path.read_text("utf-8").splitlines() if path.exists() else []


def missing(lines: Iterable[str], others: Iterable[str]) -> list[str]:
    """The lines that are not among the others."""
    known = set(others)
    return [line for line in lines if line not in known]


def unreleased(changelog: str) -> str | None:
    """What the changelog says of the next version; None where the last entry is of a release."""
    head, _, text = changelog.partition("\n## ")[2].partition("\n")
    return text.partition("\n## ")[0] if head.endswith("(unreleased)") else None


def unnamed(broken: Iterable[str], changelog: str) -> list[str]:
    """The broken lines whose keys the changelog does not name, in code, under *Breaking*."""
    sections = re.findall(
        r"^#+ Breaking\n(.*?)(?=^#|\Z)", unreleased(changelog) or "", re.MULTILINE | re.DOTALL
    )
    told = "".join(sections)
    return [line for line in broken if f"`{line.partition(': ')[0]}`" not in told]
