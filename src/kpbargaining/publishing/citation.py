"""How to cite an edition, one record of it, or a source: text, BibTeX, CSL-JSON, CFF."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Literal

from attrs import frozen

from kpbargaining.errors import InvalidValue
from kpbargaining.records.evidence import Source
from kpbargaining.store.store import Store, check_store
from kpbargaining.values.days import Precision
from kpbargaining.values.when import PartialDate

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpbargaining.records.kinds import AnyRecord
    from kpbargaining.store.provenance import Publication

__all__ = ["Style", "cite"]

_is_licence = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .+()-]*").fullmatch
"""An expression of licences as CFF and YAML take it without quotes."""

Style = Literal["text", "bibtex", "csl-json", "cff"]
"""The forms of a citation; CFF is for frozen editions only."""


@frozen(kw_only=True)
class _Reference:
    """What every form of a citation is made from."""

    key: str
    author: str
    title: str
    version: str | None
    date: PartialDate | None
    note: str
    kind: str
    """The CSL type."""
    url: str | None = None
    accessed: PartialDate | None = None


def cite(dataset: Store, record_id: str | None = None, style: Style = "text") -> str:
    """How to cite a dataset; with *record_id*, one of its records or sources.

    A dataset that was derived from an edition is cited as derived, with every step, never as the
    edition itself; a draft as a draft.
    Raises `InvalidValue` for what is no dataset, for a dataset that no edition or draft stands
    behind and for a style that is not known, and `UnknownName` with the nearest ids.
    """
    check_store(dataset, "a dataset first, then the id of a record")
    about = dataset.index.provenance.publication
    if about is None:
        raise InvalidValue("a dataset that was loaded as an edition, or derived from one", dataset)
    if style == "cff" and record_id is None and about.frozen and not dataset.lineage:
        return _cff(about, dataset.digest or "")
    form = STYLES.get(str(style))
    if form is None:
        raise InvalidValue(f"one of {', '.join(STYLES)}, or cff for a frozen edition", style)
    record = None if record_id is None else dataset[record_id]
    reference = _source(record) if isinstance(record, Source) else _dataset(dataset, about, record)
    return form(reference)


def _dataset(dataset: Store, about: Publication, record: AnyRecord | None) -> _Reference:
    steps = "".join(f"; {step}" for step in dataset.lineage)
    version = f"derived from edition {about.edition}{steps}" if steps else about.edition
    notes = [f"Data set, {about.licence}"]
    if about.frozen is None:
        notes.append("a draft, not frozen")
    notes.append(f"SHA-256 {dataset.digest}")
    title = about.title
    if record is not None:
        title = f"{type(record).__name__} {record.id}, in: {title}"
        notes += [f"formerly {', '.join(record.formerly)}"] if record.formerly else []
        notes.append(f"resting on {_sources(dataset, record.id)}")
    return _Reference(
        key=_key(f"{about.name}-{record.id if record else about.edition}"),
        author=about.author,
        title=title,
        version=version,
        date=None if about.frozen is None else PartialDate(about.frozen),
        note="; ".join(notes),
        kind="dataset",
    )


def _key(text: str) -> str:
    """A key that BibTeX takes: ASCII letters, digits and points, all else as a hyphen."""
    return "".join(c if c.isascii() and (c.isalnum() or c == ".") else "-" for c in text)


def _sources(dataset: Store, record_id: str) -> str:
    """The titles of the sources a record rests on, each once."""
    evidence = dataset.evidence_for(record_id)
    names = dict.fromkeys(source for item in evidence for source in item.sources)
    return ", ".join(f'"{dataset.sources[each].title}" ({each})' for each in names) or "no source"


def _source(source: Source) -> _Reference:
    date, accessed = _spelled(source.published), _spelled(source.retrieved)
    notes = [source.kind.value]
    if source.published != date:
        notes.append(f"published {source.published}")
    if source.retrieved != accessed:
        notes.append(f"seen {source.retrieved}")
    return _Reference(
        key=source.id,
        author=source.publisher,
        title=source.title,
        version=None,
        date=date,
        note=", ".join(notes),
        kind="webpage" if source.url else "document",
        url=source.url,
        accessed=accessed,
    )


def _spelled(when: PartialDate | None) -> PartialDate | None:
    """The date, if other formats can spell it: open ranges and seasons they cannot."""
    if when is None or when.low is None or when.high is None:
        return None
    return None if when.precision == Precision.SEASON else when


def _text(it: _Reference) -> str:
    head = f"{it.author} ({it.date or 'n.d.'}). {it.title}"
    edition = "" if it.version is None else f", {_named(it.version)}"
    tail = "" if it.url is None else f" {it.url}."
    seen = "" if it.accessed is None else f" Seen {it.accessed}."
    return f"{head}{edition}. {it.note}.{tail}{seen}"


def _named(version: str) -> str:
    return version if version.startswith("derived") else f"edition {version}"


def _bibtex(it: _Reference) -> str:
    fields = {
        "author": f"{{{_escaped(it.author)}}}",
        "title": f"{{{_escaped(it.title)}}}",
        "version": _escaped(it.version or ""),
        "date": "/".join(_ends(it.date)),
        "note": _escaped(it.note),
        "url": (it.url or "").translate(URL_ESCAPES),
        "urldate": "/".join(_ends(it.accessed)),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@misc{{{it.key},\n{''.join(lines)}}}"


ESCAPES = str.maketrans(
    {c: f"\\{c}" for c in "&%$#_{}"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)
"""What TeX would read as its own."""

ALONE = {"{": r"$\lbrace$", "}": r"$\rbrace$"}
"""Braces without another: BibTeX counts them, whatever stands before them."""

URL_ESCAPES = str.maketrans({c: f"%{ord(c):X}" for c in "{}\\"})
"""What BibTeX would read as its own in an address, where TeX reads nothing so."""


def _escaped(text: str) -> str:
    alone = _unpaired(text)
    told = (ALONE[c] if place in alone else c.translate(ESCAPES) for place, c in enumerate(text))
    return "".join(told).replace("--", "{-}{-}")


def _unpaired(text: str) -> set[int]:
    """The places of the braces that no other one opens or closes."""
    opened: list[int] = []
    alone: set[int] = set()
    for place, char in enumerate(text):
        if char == "{":
            opened.append(place)
        elif char == "}" and opened:
            opened.pop()
        elif char == "}":
            alone.add(place)
    return alone | set(opened)


def _ends(when: PartialDate | None) -> list[str]:
    """The text of a date; of a range, those of its first and its last."""
    return [] if when is None else when.text.strip("[]").split("..")


def _csl(it: _Reference) -> str:
    item: dict[str, Any] = {
        "id": it.key,
        "type": it.kind,
        "author": [{"literal": it.author}],
        "title": it.title,
        "version": it.version,
        "issued": _csl_date(it.date),
        "note": it.note,
        "URL": it.url,
        "accessed": _csl_date(it.accessed),
    }
    known = {name: value for name, value in item.items() if value is not None}
    return json.dumps([known], ensure_ascii=False, indent=2)


def _csl_date(when: PartialDate | None) -> dict[str, Any] | None:
    """A date as CSL takes it: year, month, day as far as they are known; a range as two."""
    parts = [[int(part) for part in end.split("-")] for end in _ends(when)]
    return {"date-parts": parts} if parts else None


def _cff(about: Publication, digest: str) -> str:
    """The file CITATION.cff of an edition."""
    lines = [
        "cff-version: 1.2.0",
        "message: If you use this data, cite the edition you used.",
        "type: dataset",
        f"title: {json.dumps(about.title, ensure_ascii=False)}",
        "authors:",
        f"  - name: {json.dumps(about.author, ensure_ascii=False)}",
        f"version: {json.dumps(about.edition)}",
        f"date-released: {about.frozen}",
        f"license: {about.licence if _is_licence(about.licence) else json.dumps(about.licence)}",
        "identifiers:",
        "  - type: other",
        f"    value: sha256:{digest}",
        "    description: The digest of the data files of this edition.",
    ]
    return "\n".join(lines) + "\n"


STYLES: dict[str, Callable[[_Reference], str]] = {
    "text": _text,
    "bibtex": _bibtex,
    "csl-json": _csl,
}
"""The form of a citation, by style."""
