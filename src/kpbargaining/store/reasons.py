"""Why a record of a newer dataset differs: the sort of reason, and the sentence that tells it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from kpbargaining.records.evidence import Source
from kpbargaining.records.roles import Field, Role
from kpbargaining.values.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpbargaining.records.evidence import Evidence
    from kpbargaining.records.kinds import AnyRecord

    Said = tuple[tuple[str, ...], str, Any, bool]

__all__ = [
    "ChangeReason",
    "Told",
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
    ANOTHER_READING = "another reading"
    """The sources say what they said; of their values the record carries another."""
    OUR_OWN = "our own classification"
    """We class it or link it in another way; no source has to say so."""
    RETIRED = "retired"
    """The record has another id, is part of another, or is no longer carried."""


class Why(NamedTuple):
    """The reason of a change: its sort, and what there is to say of it."""

    why: ChangeReason
    reason: str


class Told(NamedTuple):
    """A record, and the evidence for it."""

    record: AnyRecord
    evidence: Sequence[Evidence]

    def said(self, name: str | None = None) -> set[Said]:
        """Which sources say what of a field, or of each, and whether it is a weak reading."""
        read = {
            (item.sources, *reading, item.weak)
            for item in self.evidence
            for reading in item.says or ()
        }
        return {each for each in read | self.agreed() if name in (None, each[1])}

    def agreed(self) -> set[Said]:
        """Which sources agree with what the record carries."""
        return {
            (item.sources, name, getattr(self.record, name), False)
            for item in self.evidence
            for name in item.fields or ()
        }


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


def why_another_value(field: Field, before: Told, after: Told, erratum: str | None) -> Why:
    """Why a field has another value, by the evidence before and after, and what an erratum says."""
    known = set(before.evidence)
    come = [item for item in after.evidence if item not in known]
    mine = [item for item in come if field.name in (item.fields or ())]
    notes = "; ".join(dict.fromkeys(item.note for item in mine if item.note))
    old, new = (getattr(each.record, field.name) for each in (before, after))
    sort = _sort_of(field, old, new)
    if erratum and old is not None:
        sort = Why(ChangeReason.CORRECTION, erratum)
    elif _is_another_reading(before, after, field.name):
        sort = Why(ChangeReason.ANOTHER_READING, ChangeReason.ANOTHER_READING.value)
    elif sort.why is ChangeReason.CLEARER_WORDS and _newly(mine, before.evidence, field.name):
        sort = Why(ChangeReason.NEW_SOURCE, sort.reason)
    return Why(sort.why, erratum or notes or _by([item.source for item in mine]) or sort.reason)


def _is_another_reading(before: Told, after: Told, name: str) -> bool:
    """Whether the same is said of a field as before, and some of it is what the record carries."""
    said, new = after.said(name), getattr(after.record, name)
    return any(value == new for _, _, value, _ in said) and said == before.said(name)


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


def why_re_sourced(before: Told, after: Told) -> Why:
    """Why a record rests on other evidence, or on the same that tells more."""
    were, are = ({item.source for item in each.evidence} for each in (before, after))
    old, new = (
        {claim for item in each.evidence for claim in _claims(item)} for each in (before, after)
    )
    if old == new:
        return Why(ChangeReason.CLOSER_READING, "told with its place or words")
    if before.said() == after.said() and before.agreed() != after.agreed():
        return Why(ChangeReason.ANOTHER_READING, ChangeReason.ANOTHER_READING.value)
    if are - were:
        why = ChangeReason.NEW_SOURCE
    elif were - are or not new - old:
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
