"""How to cite an edition, one record of it, one field of a record, or a source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from kpbargaining.errors import InvalidValue, UnknownName
from kpbargaining.notebook import escaped, framed
from kpbargaining.publishing.references import STYLES, Reference, cff, spelled, stable_name
from kpbargaining.records.evidence import Source
from kpbargaining.records.kinds import BY_CLASS
from kpbargaining.records.roles import Role
from kpbargaining.records.showing import in_words
from kpbargaining.store.store import Store, check_store
from kpbargaining.store.telling import address_of
from kpbargaining.values.when import PartialDate

if TYPE_CHECKING:
    from kpbargaining.records.kinds import AnyRecord
    from kpbargaining.store.provenance import Publication

__all__ = ["Citation", "Style", "cite", "home_of", "reference_to", "sources_of", "told"]


class Citation(str):
    """A citation: text like any other, which a notebook shows as it is to be copied."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return framed(f'<pre style="white-space:pre-wrap">{escaped(self)}</pre>')


Style = Literal["text", "bibtex", "csl-json", "cff"]
"""The forms of a citation; CFF is for frozen editions only."""

_in_no_key = re.compile(r"[^A-Za-z0-9.]")

OUR_OWN = "our own classification"
"""What a field rests on that no source has to support."""


def cite(
    dataset: Store,
    record_id: str | None = None,
    field: str | None = None,
    *,
    style: Style = "text",
) -> str:
    """How to cite a dataset; with *record_id*, one of its records or sources; or one *field*.

    The citation of a field says its value and who says so; `verify` reads it again.
    A dataset that was derived from an edition is cited as derived, with every step, never as the
    edition itself; a draft as a draft.
    Raises `InvalidValue` for what is no dataset, for a dataset that no edition or draft stands
    behind, for a field of no record and for a style that is not known, and `UnknownName` with the
    nearest ids or fields.
    """
    check_store(dataset, "a dataset first, then the id of a record")
    about = dataset.index.provenance.publication
    if about is None:
        raise InvalidValue(
            "a dataset that was loaded as an edition (kp.freeze makes one), or derived from one",
            dataset,
        )
    if style == "cff" and record_id is field is None and about.frozen and not dataset.lineage:
        return Citation(cff(about, dataset.digest or ""))
    form = STYLES.get(str(style))
    if form is None:
        raise InvalidValue(f"one of {', '.join(STYLES)}, or cff for a frozen edition", style)
    return Citation(form(reference_to(dataset, about, record_id, field)))


def reference_to(
    dataset: Store, about: Publication, record_id: str | None, field: str | None
) -> Reference:
    """What a citation of a dataset, a record, a field or a source is made from."""
    if record_id is None:
        if field is not None:
            raise InvalidValue("the id of a record, then one of its fields", field)
        return _dataset(dataset, about, "", [])
    record = dataset[record_id]
    if field is not None:
        return _field(dataset, about, record, field)
    if isinstance(record, Source):
        return _source(record, address_of(record, dataset.sources))
    return _record(dataset, about, record)


def home_of(dataset: Store) -> str | None:
    """The address of a dataset, or else its stable name; None where nothing was read."""
    about = dataset.index.provenance.publication
    address = about.address if about else None
    return address or (stable_name(dataset.digest) if dataset.digest else None)


def _record(dataset: Store, about: Publication, record: AnyRecord) -> Reference:
    notes = [*_formerly(record), _resting_on(dataset, sources_of(dataset, record))]
    return _dataset(dataset, about, f"{type(record).__name__} {record.id}", notes, record.id)


def _field(dataset: Store, about: Publication, record: AnyRecord, name: str) -> Reference:
    """The reference to one field: its value, and the sources that agree with it."""
    fields = BY_CLASS[type(record)].fields
    if name not in tuple(fields):  # in which one can look for a list, too
        raise UnknownName("field", name, fields)
    role = fields[name].role
    names = sources_of(dataset, record, name)
    said = told(getattr(record, name), none=role is Role.FACT and bool(names))
    rests = OUR_OWN if role is Role.OURS else _resting_on(dataset, names)
    what = f"{type(record).__name__} {record.id}, {name} = {said}"
    return _dataset(dataset, about, what, [*_formerly(record), rests], record.id, name)


def sources_of(dataset: Store, record: AnyRecord, name: str | None = None) -> tuple[str, ...]:
    """The sources that a record rests on, or that agree with one of its facts, each once."""
    evidence = dataset.index.about(record.id)
    if name in BY_CLASS[type(record)].facts:
        value = getattr(record, name)
        evidence = [item for item in evidence if item.supports(name, value)]
    return tuple(dict.fromkeys(source for item in evidence for source in item.sources))


def told(value: object, *, none: bool = False) -> str:
    """The value of a field as a citation says it; *none* if sources say that there is none."""
    return ("none" if none else "not known") if value is None else in_words(value)


def _formerly(record: AnyRecord) -> list[str]:
    return [f"formerly {', '.join(record.formerly)}"] if record.formerly else []


def _resting_on(dataset: Store, names: tuple[str, ...]) -> str:
    """The sources that something rests on, each with its title and, if it has one, its address."""
    sources = [dataset.sources[each] for each in names]
    named = [
        f'"{it.title}" ({", ".join(filter(None, (it.id, address_of(it, dataset.sources))))})'
        for it in sources
    ]
    return f"resting on {', '.join(named) or 'no source'}"


def _dataset(
    dataset: Store, about: Publication, inside: str, notes: list[str], *names: str
) -> Reference:
    """The reference to a dataset, or to what is *inside* it."""
    steps = "".join(f"; {step}" for step in dataset.lineage)
    draft = [] if about.frozen else ["a draft, not frozen"]
    head = [f"Data set, {about.licence}", *draft, f"SHA-256 {dataset.digest}"]
    return Reference(
        key=_key("-".join([about.name, *(names or [about.edition])])),
        author=about.author,
        title=f"{inside}, in: {about.title}" if inside else about.title,
        version=f"derived from edition {about.edition}{steps}" if steps else about.edition,
        date=None if about.frozen is None else PartialDate(about.frozen),
        note="; ".join([*head, *notes]),
        kind="dataset",
        home=home_of(dataset),
        url=about.pages.replace("{id}", names[0]) if names and about.pages else None,
    )


def _key(text: str) -> str:
    """A key that BibTeX takes: ASCII letters, digits and points, all else as a hyphen."""
    return _in_no_key.sub("-", text)


def _source(source: Source, address: str | None) -> Reference:
    date, accessed = spelled(source.published), spelled(source.retrieved)
    notes = [source.kind.value]
    if source.published != date:
        notes.append(f"published {source.published}")
    if source.retrieved != accessed:
        notes.append(f"seen {source.retrieved}")
    return Reference(
        key=source.id,
        author=source.publisher,
        title=source.title,
        date=date,
        note=", ".join(notes),
        kind="webpage" if address else "document",
        url=address,
        accessed=accessed,
    )
