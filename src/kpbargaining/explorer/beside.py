"""What a page shows beside the data, worked out by the library: what changed, and the pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from kpbargaining.errors import InvalidValue
from kpbargaining.pictures.answers import usual
from kpbargaining.pictures.picture import picture
from kpbargaining.store.changes import diff
from kpbargaining.values.types import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpbargaining.dataset import Dataset
    from kpbargaining.store.changes import Change

__all__ = ["MOST_ROUNDS", "Illustration", "before", "changes", "pictures"]


OF_ALL = ("rounds", "strikes", "schedule", "members")
OF_A_ROUND = ("offers", "tally", "timeline")
"""The pictures that a page has."""

MOST_ROUNDS = 100
"""The most rounds of which a page has pictures: nobody looks through thousands of them."""

CHANGED = ("change", "kind", "record", "field", "old", "new", "why", "reason")
"""What is told of a change."""


class Illustration(NamedTuple):
    """A picture as the page shows it."""

    title: str
    svg: str
    alt: str
    """What it shows, in words."""


def pictures(dataset: Dataset) -> Iterator[Illustration]:
    """The pictures of a dataset: of the whole, and of each round, the last one first.

    Of nothing there is none, nor is there any of more than `MOST_ROUNDS`.
    """
    if len(dataset.rounds) > MOST_ROUNDS:
        return
    asked: list[tuple[str, list[str]]] = [(name, []) for name in OF_ALL]
    asked += [(name, [each]) for each in reversed(dataset.rounds.ids) for name in OF_A_ROUND]
    yield from filter(None, (_drawn(dataset, name, ids) for name, ids in asked))


def _drawn(dataset: Dataset, name: str, ids: list[str]) -> Illustration | None:
    """One picture; None where there is nothing to draw."""
    try:
        drawn = picture(*usual(dataset, name, ids))
    except InvalidValue:
        return None
    return Illustration(drawn.title, drawn.svg, drawn.alt)


def before(dataset: Dataset) -> Dataset | None:
    """The edition that a dataset is compared with; None where there is none.

    Of an edition it is the one before; of a draft the newest; of what was derived, its edition.
    """
    editions = dataset.index.editions
    names = [each.edition for each in editions]
    if dataset.edition not in names:
        return editions[-1] if editions else None
    place = names.index(dataset.edition) - (not dataset.lineage)
    found: Dataset | None = editions[place] if place >= 0 else None
    return found


def changes(old: Dataset | None, new: Dataset) -> list[list[Any]]:
    """The differences, each as a list: how, kind, record, field, old and new value, why, reason."""
    rows: Iterable[Change] = () if old is None else diff(old, new)
    return [[plain(getattr(row, name)) for name in CHANGED] for row in rows]
