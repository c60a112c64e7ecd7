"""What a page shows beside the data, worked out by the library: what changed, and the pictures."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from kpbargaining.errors import InvalidValue
from kpbargaining.pictures.picture import picture
from kpbargaining.records.parties import OrganizationKind
from kpbargaining.store.changes import diff
from kpbargaining.values.types import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpbargaining.dataset import Dataset
    from kpbargaining.questions.strikes import HeadcountRow
    from kpbargaining.store.changes import Change
    from kpbargaining.tables.table import Table

__all__ = ["Illustration", "before", "changes", "pictures"]


Asked = tuple[Any, ...]
"""Answers that are drawn into one picture."""

CHANGED = ("change", "kind", "record", "field", "old", "new", "why", "reason")
"""What is told of a change."""


class Illustration(NamedTuple):
    """A picture as the page shows it."""

    title: str
    svg: str
    alt: str
    """What it shows, in words."""


def pictures(dataset: Dataset) -> Iterator[Illustration]:
    """The pictures of a dataset: of the whole, and of each round; of nothing there is none."""
    rounds, actions, deals = (
        dataset.compare_rounds(),
        dataset.action_log(),
        dataset.compare_agreements(),
    )
    coalitions = dataset.organizations.where(kind=OrganizationKind.COALITION)
    asked: list[Asked] = [
        (rounds, actions),
        (actions, _counted_most(dataset), deals),
        (dataset.schedules(), dataset.terms),
    ]
    bodies = tuple(dataset.members_of(each.id) for each in coalitions)
    asked += [bodies] if bodies else []
    for name in dataset.rounds.ids:
        asked.append((dataset.offers(name), rounds, actions, deals))
        tally = dataset.tally(name)
        if tally.total is not None:
            asked.append((tally, dataset.outcomes, dataset.terms))
    yield from filter(None, map(_drawn, asked))


def _counted_most(dataset: Dataset) -> Table[HeadcountRow]:
    """The headcounts of strikes of one metric, so that heights can be compared: the usual one."""
    counts = dataset.headcounts()
    usual = Counter(row.metric for row in counts).most_common(1)
    return counts.where(lambda row: row.metric in dict(usual))


def _drawn(answers: Asked) -> Illustration | None:
    """The picture of some answers; None where there is nothing to draw."""
    try:
        drawn = picture(*answers)
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
