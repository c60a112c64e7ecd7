"""Why a record of a newer dataset differs: the sort of reason, and the sentence that tells it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from kpbargaining.records.evidence import Source
from kpbargaining.records.roles import Field, Role
from kpbargaining.values.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpbargaining.records.evidence import Evidence

__all__ = [
    "ChangeReason",
    "Why",
    "is_wording",
    "why_added",
    "why_another_value",
    "why_re_sourced",
    "why_removed",
    "why_renamed",
]

MOST_TOLD = 3
"""How many sources the reason of a change names."""

NAMES = frozenset({"format", "number", "place", "value"})
"""The texts that name a thing and do not describe it: another name is another thing."""


class ChangeReason(StrEnum):
    """Why something is not as it was."""

    NEW_FACT = "new fact"
    """It was not known before."""
    CORRECTION = "correction"
    """It was wrong, or more than its sources say."""
    NEW_SOURCE = "new source"
    """A source speaks of it that did not before."""
    CLOSER_READING = "closer reading"
    """The same sources, with their place or their words, or on more of the record."""
    CLEARER_WORDS = "clearer words"
    """The same, in other words of ours."""
    OUR_OWN = "our own classification"
    """We class it or link it in another way; no source has to say so."""
    RETIRED = "retired"
    """The record has another id, is part of another, or is no longer carried."""


class Why(NamedTuple):
    """The reason of a change: its sort, and what there is to say of it."""

    why: ChangeReason
    reason: str


def why_added(cls: type, record_id: str, told: Sequence[Evidence]) -> Why:
    """Why there is a record that was not there before."""
    others = _by([item.source for item in told if item.source != record_id])
    reason = others or ("a new source" if told else ChangeReason.OUR_OWN.value)
    if cls is Source:
        return Why(ChangeReason.NEW_SOURCE, reason)
    return Why(ChangeReason.NEW_FACT if told else ChangeReason.OUR_OWN, reason)


def why_removed(erratum: str | None, heir: str | None) -> Why:
    """Why a record is gone: an error, another has taken it in, or nobody says."""
    part = f"now part of {heir}" if heir else "no successor and no erratum are named"
    return Why(ChangeReason.RETIRED, erratum or part)


def why_renamed(erratum: str | None) -> Why:
    """Why a record has another id."""
    return Why(ChangeReason.RETIRED, erratum or "a better id")


def why_another_value(
    field: Field,
    values: tuple[object, object],
    erratum: str | None,
    old: Sequence[Evidence],
    new: Sequence[Evidence],
) -> Why:
    """Why a field has another value: the old and the new one, an erratum, the evidence for it.

    *old* is the evidence for the record before, *new* what came to it.
    """
    mine = [item for item in new if field.name in (item.fields or ())]
    notes = "; ".join(dict.fromkeys(item.note for item in mine if item.note))
    sort = _sort_of(field, *values)
    if erratum and values[0] is not None:
        sort = Why(ChangeReason.CORRECTION, erratum)
    elif sort.why is ChangeReason.CLEARER_WORDS and _newly(mine, old, field.name):
        sort = Why(ChangeReason.NEW_SOURCE, sort.reason)
    return Why(sort.why, erratum or notes or _by([item.source for item in mine]) or sort.reason)


def _newly(mine: Sequence[Evidence], old: Sequence[Evidence], name: str) -> bool:
    """Whether a source speaks for a field that did not before."""
    before = {item.source for item in old if name in (item.fields or ())}
    return bool({item.source for item in mine} - before)


def _sort_of(field: Field, old: object, new: object) -> Why:
    """The sort of a change of a field, and what to say of it where nobody says more."""
    if old is not None and new is not None and is_wording(field):
        return Why(ChangeReason.CLEARER_WORDS, "clearer words")
    if field.role is Role.OURS or (field.role is Role.KEY and field.vocabulary):
        return Why(ChangeReason.OUR_OWN, ChangeReason.OUR_OWN.value)
    if old is None:
        return Why(ChangeReason.NEW_FACT, "read anew")
    return Why(
        ChangeReason.CORRECTION, "no evidence says so any more" if new is None else "read anew"
    )


def is_wording(field: Field) -> bool:
    """Whether a field holds words of ours, or of a document, that describe something."""
    return field.declared in (Text, Text | None) and field.name not in NAMES


def why_re_sourced(old: Sequence[Evidence], new: Sequence[Evidence]) -> Why:
    """Why a record rests on other evidence, or on the same that tells more."""
    before = {claim for item in old for claim in _claims(item)}
    after = {claim for item in new for claim in _claims(item)}
    if before == after:
        return Why(ChangeReason.CLOSER_READING, "told with its place or words")
    were, are = ({item.source for item in items} for items in (old, new))
    if are - were:
        why = ChangeReason.NEW_SOURCE
    elif were - are or after < before:
        why = ChangeReason.CORRECTION
    else:
        why = ChangeReason.CLOSER_READING
    return Why(why, "rests on other evidence")


def _claims(item: Evidence) -> Iterator[tuple[object, ...]]:
    """What a piece of evidence says, without where it stands."""
    kept = item.source, item.basis, item.weak, item.doubt, item.attests
    for claim in (*(item.fields or ()), *(item.says or ())) or ("the record",):
        yield (*kept, claim)


def _by(sources: list[str]) -> str | None:
    """Which sources say so, the first few by name."""
    names = list(dict.fromkeys(sources))
    more = f" and {len(names) - MOST_TOLD} more" if len(names) > MOST_TOLD else ""
    return f"by {', '.join(names[:MOST_TOLD])}{more}" if names else None
