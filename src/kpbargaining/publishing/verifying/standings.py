"""How it is today with what an edition said: an edition, a record, a field, a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpbargaining.publishing.citation import cite, sources_of
from kpbargaining.publishing.verifying.verdicts import CitationStanding, Verdict
from kpbargaining.records.evidence import Source
from kpbargaining.records.kinds import BY_CLASS
from kpbargaining.records.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.publishing.verifying.successions import Path, Successions
    from kpbargaining.records.kinds import AnyRecord

__all__ = ["standing_of"]

PRINTED = ("publisher", "published", "title", "kind", "url", "retrieved")
"""What a citation says of a source."""

IDS = ("id", "formerly")
"""The fields that a record may change and still be the same."""


def standing_of(
    editions: Successions, edition: str, record_id: str | None = None, field: str | None = None
) -> Verdict:
    """The verdict on an intact citation of an edition, or of a record or field of it."""
    if record_id is None:
        return _of_edition(editions, edition)
    record = editions.dataset(edition)[record_id]
    path = editions.path(record, edition)
    if path.gone:
        return _withdrawn(editions, path, path.gone, field)
    _, now = path.steps[-1]
    corrections = tuple(editions.corrections(path, _cited(record, field)))
    known = _errata(editions, edition, record, field)
    wrong = any(step.edition is None for step in corrections)  # in the newest edition, too
    newest = edition == editions.names[-1]
    return Verdict(
        standing=CitationStanding.CORRECTED if corrections else CitationStanding.STANDS,
        edition=edition,
        record=record.id,
        field=field,
        cited=getattr(record, field) if field else None,
        now=getattr(now, field) if field else None,
        corrections=corrections,
        notes=(
            *_notes(path, field),
            *(() if corrections else (*_sources(editions, path, field), *known)),
        ),
        instead=None if newest or wrong else cite(editions.newest, now.id, field),
    )


def _cited(record: AnyRecord, field: str | None) -> tuple[str, ...]:
    """The fields that a citation rests on: one, what is printed of a source, or all but ours."""
    if field is not None:
        return (field,)
    if isinstance(record, Source):
        return PRINTED
    fields = BY_CLASS[type(record)].fields.values()
    return tuple(f.name for f in fields if f.role is not Role.OURS and f.name not in IDS)


def _of_edition(editions: Successions, edition: str) -> Verdict:
    """An edition stands for ever; it can have a successor, and errors that are known."""
    errata = len(editions.manifest.editions[edition].errata)
    last = edition == editions.names[-1]
    told = ["" if last else f"there is a newer edition: {editions.names[-1]}"]
    told += [f"known errors in it: {errata}" if errata else ""]
    return Verdict(
        standing=CitationStanding.STANDS,
        edition=edition,
        notes=tuple(filter(None, told)),
        instead=None if last else cite(editions.newest),
    )


def _withdrawn(editions: Successions, path: Path, gone: str, field: str | None) -> Verdict:
    """What is no longer carried: since when, why, and which record has it now."""
    (edition, record), (before, last) = path.steps[0], path.steps[-1]
    change = editions.changes(before, gone)[last.id, None]
    heir = editions.newest.get(last.id)
    same = type(heir) is type(record)
    return Verdict(
        standing=CitationStanding.WITHDRAWN,
        edition=edition,
        record=record.id,
        field=field,
        cited=getattr(record, field) if field else None,
        now=getattr(heir, field) if field and same else None,
        reason=f"not carried since edition {gone}: {change.reason}",
        instead=cite(editions.newest, heir.id, field if same else None) if heir else None,
    )


def _notes(path: Path, field: str | None) -> Iterator[str]:
    """What is another than it was, and does not change what was cited."""
    (_, record), (_, now) = path.steps[0], path.steps[-1]
    if now.id != record.id:
        yield f"its id is now {now.id}"
    fields = BY_CLASS[type(record)].fields.values()
    ours = [f.name for f in fields if f.role is Role.OURS and f.name not in IDS]
    other = [name for name in ours if getattr(record, name) != getattr(now, name)]
    if other and field is None and type(record) is not Source:
        yield f"we class it otherwise now: {', '.join(other)}"


def _sources(editions: Successions, path: Path, field: str | None) -> Iterator[str]:
    """Which sources say so now and did not, and the other way round."""
    (edition, record), (last, now) = path.steps[0], path.steps[-1]
    old = sources_of(editions.dataset(edition), record, field)
    new = sources_of(editions.dataset(last), now, field)
    for head, names in (
        ("sources since", [name for name in new if name not in old]),
        ("sources no more", [name for name in old if name not in new]),
    ):
        if names:
            yield f"{head}: {', '.join(names)}"


def _errata(
    editions: Successions, edition: str, record: AnyRecord, field: str | None
) -> tuple[str, ...]:
    """The errors known in an edition of what is cited."""
    errata = editions.manifest.editions[edition].errata
    mine = [each for each in errata if each.record == record.id]
    return tuple(
        f"an error known in edition {edition}, {each.field}: {each.error}"
        for each in mine
        if field is None or each.field in (field, "evidence")
    )
