"""What editions took back of what earlier ones said, as a feed (RFC 4287)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import astuple

from kpbargaining.errors import InvalidValue
from kpbargaining.exports.atom import FeedEntry, feed_with
from kpbargaining.exports.leads import (
    Witness,
    addressed,
    evidence_of,
    imprint_of,
    witnesses,
)
from kpbargaining.store.changes import Change, ChangeKind, diff
from kpbargaining.store.store import check_store
from kpbargaining.values.texts import natural
from kpbargaining.values.types import worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.store.provenance import Erratum
    from kpbargaining.store.store import Store

__all__ = ["corrections_beside", "corrections_of"]

TAKEN_BACK = (ChangeKind.REMOVED, ChangeKind.RENAMED, ChangeKind.CHANGED)
"""What corrects; what was added, or rests on other evidence, was not wrong before."""


def corrections_beside(dataset: Store) -> bytes:
    """The feed of the corrections between all editions of the data that a dataset is from.

    Raises `InvalidValue` for a dataset of which no edition was frozen.
    """
    editions = dataset.index.editions
    if not editions:
        raise InvalidValue("a dataset of which editions were frozen: kp.freeze makes them", dataset)
    return corrections_of(editions)


def corrections_of(editions: Iterable[Store]) -> bytes:
    """A feed of the corrections between editions, in the format of RFC 4287, the latest first.

    *editions* are loaded ones, the oldest first. A correction is a record that was removed or
    renamed, and a value that became another or none; an erratum that no change tells of has an
    entry of its own. Each edition has an entry that counts what was added and re-sourced, too.
    An entry was updated on the day its edition was frozen; of an erratum that is the edition that
    has it, since on which day it was noted is not recorded.
    Raises `InvalidValue` for what are no frozen editions in order, or none.
    """
    found = _checked(editions)
    first = (f"It has {len(found[0])} records.", "No edition was before it.")
    entries = [_edition(found[0], first)]
    for old, new in pairwise(found):
        entries += _between(old, new)
    entries += _errata(found[-1], (), None)
    imprint = imprint_of(found[-1])
    about = ("corrections", imprint.name)
    return feed_with(imprint, about, f"Corrections: {imprint.title}", reversed(entries))


def _checked(editions: Iterable[Store]) -> list[Store]:
    """The editions, if each is one, frozen, and after the one before it."""
    if not isinstance(editions, Iterable):  # pyright: ignore[reportUnnecessaryIsInstance] - None is tried
        raise InvalidValue("a list of loaded editions, the oldest first", editions)
    found = list(editions)
    for each in found:
        check_store(each, "a loaded edition")
        about = each.index.provenance.publication
        if about is None or about.frozen is None or each.lineage:
            raise InvalidValue("frozen editions, as kp.load gives them", each)
    names = [natural(str(each.edition)) for each in found]
    if not names or any(first >= second for first, second in pairwise(names)):
        told = ", ".join(str(each.edition) for each in found) or "none"
        raise InvalidValue("editions from the oldest to the newest, each once", told)
    return found


def _known(edition: Store) -> tuple[Erratum, ...]:
    """The errors known in an edition."""
    about = edition.index.provenance.publication
    return about.errata if about else ()


def _edition(edition: Store, lines: tuple[str, ...]) -> FeedEntry:
    imprint = imprint_of(edition)
    return FeedEntry(
        about=("edition", imprint.name, str(edition.edition)),
        title=f"Edition {edition.edition}",
        imprint=imprint,
        categories=("edition",),
        lines=lines,
        witnesses=(),
        cite=imprint.edition,
    )


def _between(old: Store, new: Store) -> Iterator[FeedEntry]:
    """What a new edition corrects of an old one; last, as the feed is turned round, the count."""
    rows = diff(old, new)
    yield from _errata(old, rows, new)
    known = {erratum.error for erratum in _known(old)}
    corrections = [row for row in rows if _corrects(row)]
    for row in reversed(corrections):
        yield _correction(old, new, row, mended=row.reason in known)
    counts = Counter(row.change.value for row in rows)
    told = ", ".join(f"{counts[kind]} {kind}" for kind in ChangeKind if counts[kind])
    yield _edition(
        new,
        (
            f"It has {len(new)} records. Since edition {old.edition}: {told or 'nothing changed'}.",
            f"Corrections of what edition {old.edition} said: {len(corrections)}.",
        ),
    )


def _corrects(row: Change) -> bool:
    filled = row.change is ChangeKind.CHANGED and row.old is None
    return row.change in TAKEN_BACK and not filled


def _correction(old: Store, new: Store, row: Change, *, mended: bool) -> FeedEntry:
    imprint = imprint_of(new)
    gone = row.change is ChangeKind.REMOVED
    last = old if gone else new
    before = "it was there" if gone else worded(row.old)
    after = "it is gone" if gone else "none" if row.new is None else worded(row.new)
    return FeedEntry(
        about=("correction", imprint.name, str(new.edition), row.record, row.field or "", row.kind),
        title=f"{row.record}: {row.field} {row.change}" if row.field else f"{row.record} is gone",
        imprint=imprint,
        categories=(row.kind, row.change.value, *(["erratum"] if mended else [])),
        lines=(
            f"In edition {old.edition}: {before}",
            f"In edition {new.edition}: {after}",
            f"Why: {row.reason}",
        ),
        witnesses=_behind(last, row.record, row.field),
        cite=f"{row.record}, {imprint_of(last).edition}",
    )


def _behind(store: Store, record_id: str, field: str | None) -> list[Witness]:
    """What stands behind a value of a record; behind what is said of a source, it is itself."""
    found = witnesses(store, evidence_of(store, record_id, field))
    source = store.sources.get(record_id)
    if source is None:
        return found
    itself = ("the source itself", f"voice: {source.voice}")
    return [Witness(source.id, source.title, addressed(store, source)[0], itself), *found]


def _errata(edition: Store, rows: Iterable[Change], after: Store | None) -> Iterator[FeedEntry]:
    """The errors known in an edition that no change to the one after it tells of."""
    imprint, now = imprint_of(edition), (after or edition).index.current
    tells = {(now(row.record), row.field or "id", row.reason) for row in rows}
    left = [
        erratum
        for erratum in dict.fromkeys(_known(edition))
        if (now(erratum.record), erratum.field or "id", erratum.error) not in tells
    ]
    later = "The next edition mends it."
    if after is not None:
        later = f"Edition {after.edition} has no other value for it."
    for erratum in reversed(left):
        yield FeedEntry(
            about=("erratum", imprint.name, str(edition.edition), *astuple(erratum)),
            title=f"{erratum.record}: {erratum.field} is wrong in edition {edition.edition}",
            imprint=imprint,
            categories=("erratum",),
            lines=(f"Known error: {erratum.error}", later),
            witnesses=_behind(edition, edition.index.current(erratum.record), erratum.field),
            cite=f"{erratum.record}, {imprint.edition}",
        )
