"""How to cite an edition, one record of it, or a source: text, BibTeX, CSL-JSON, CFF."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal

from attrs import frozen

from kpbargaining.edition import Publication, publication
from kpbargaining.errors import InvalidValue
from kpbargaining.evidence import Source
from kpbargaining.when import PartialDate, Precision

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpbargaining.dataset import Dataset
    from kpbargaining.kinds import AnyRecord

__all__ = ["Style", "cite"]

Style = Literal["text", "bibtex", "csl-json", "cff"]
"""The forms of a citation; CFF is for editions only."""


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


def cite(dataset: Dataset, name: str | None = None, style: Style = "text") -> str:
    """How to cite a dataset; with *name*, one of its records or sources.

    A dataset that was derived from an edition is cited as derived, with every step, never as the
    edition itself; a draft as a draft.
    Raises `InvalidValue` for a dataset that no edition or draft stands behind and for a style
    that is not known, and `UnknownName` with the nearest ids.
    """
    if dataset.edition is None:
        raise InvalidValue("a dataset that was loaded as an edition, or derived from one", dataset)
    about = publication(dataset.edition)
    if style == "cff" and name is None and not dataset.lineage:
        return _cff(about)
    if style not in STYLES:
        raise InvalidValue(f"one of {', '.join(STYLES)}, or cff for an edition", style)
    record = None if name is None else dataset[name]
    reference = _source(record) if isinstance(record, Source) else _dataset(dataset, about, record)
    return STYLES[style](reference)


def _dataset(dataset: Dataset, about: Publication, record: AnyRecord | None) -> _Reference:
    steps = "".join(f"; {step}" for step in dataset.lineage)
    version = f"derived from edition {about.edition}{steps}" if steps else about.edition
    notes = [f"Data set, {about.licence}"]
    if about.frozen is None:
        notes.append("a draft, not frozen")
    notes.append(f"SHA-256 {dataset.digest}")
    title = about.title
    if record is not None:
        title = f"{type(record).__name__} {record.id}, in: {title}"
        notes.append(f"resting on {_sources(dataset, record.id)}")
    return _Reference(
        key=f"{about.name}-{record.id if record else about.edition}".replace("/", "-"),
        author=about.author,
        title=title,
        version=version,
        date=None if about.frozen is None else PartialDate(about.frozen),
        note="; ".join(notes),
        kind="dataset",
    )


def _sources(dataset: Dataset, name: str) -> str:
    """The titles of the sources a record rests on, each once."""
    names = dict.fromkeys(source for e in dataset.evidence_for(name) for source in e.sources)
    return ", ".join(f'"{dataset.sources[each].title}" ({each})' for each in names) or "no source"


def _source(source: Source) -> _Reference:
    spelled = source.published is None or _is_closed(source.published)
    note = source.kind.value if spelled else f"{source.kind}, published {source.published}"
    return _Reference(
        key=source.id,
        author=source.publisher,
        title=source.title,
        version=None,
        date=source.published if spelled else None,
        note=note,
        kind="webpage" if source.url else "document",
        url=source.url,
        accessed=source.retrieved,
    )


def _is_closed(when: PartialDate) -> bool:
    """Whether other formats can spell the date: open ranges and seasons they cannot."""
    return when.low is not None and when.high is not None and when.precision != Precision.SEASON


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
        "date": "/".join("-".join(f"{n:02}" for n in part) for part in _date_parts(it.date)),
        "note": _escaped(it.note),
        "url": it.url or "",
        "urldate": str(it.accessed or ""),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@misc{{{it.key},\n{''.join(lines)}}}"


ESCAPES = str.maketrans(
    {c: f"\\{c}" for c in "&%$#_{}"} | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)
"""What BibTeX would read as its own."""


def _escaped(text: str) -> str:
    return text.translate(ESCAPES)


def _date_parts(when: PartialDate | None) -> list[list[int]]:
    """A date as CSL takes it: year, month, day as far as they are known; a range as two."""
    if when is None:
        return []
    if when.precision == Precision.RANGE:
        return [_parts(end) for end in when.text[1:-1].split("..")]
    return [_parts(when.text)]


def _parts(text: str) -> list[int]:
    return [int(part) for part in text.split("-")]


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
    return None if when is None else {"date-parts": _date_parts(when)}


def _cff(about: Publication) -> str:
    """The file CITATION.cff of an edition."""
    lines = [
        "cff-version: 1.2.0",
        "message: If you use this data, cite the edition you used.",
        "type: dataset",
        f"title: {json.dumps(about.title, ensure_ascii=False)}",
        "authors:",
        f"  - name: {json.dumps(about.author)}",
        f"version: {json.dumps(about.edition)}",
        f"date-released: {about.frozen}",
        f"license: {about.licence}",
        "identifiers:",
        "  - type: other",
        f"    value: sha256:{about.digest}",
        "    description: The digest of the data files of this edition.",
    ]
    return "\n".join(lines) + "\n"


STYLES: dict[str, Callable[[_Reference], str]] = {
    "text": _text,
    "bibtex": _bibtex,
    "csl-json": _csl,
}
"""The form of a citation, by style."""
