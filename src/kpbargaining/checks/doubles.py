"""Checks for one thing in the world that stands as two records."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Any

from kpbargaining.checks.findings import Finding, warning
from kpbargaining.values.when import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kpbargaining.records.kinds import AnyRecord
    from kpbargaining.store.store import Store

__all__ = ["likely_doubles", "same_days"]

MOST_ALIKE = 50
"""Of how many records with the same features each pair is looked at."""


def likely_doubles(store: Store) -> Iterator[Finding]:
    """No strike stands once for each site, no session, vote, body or person under two ids."""
    yield from _alike(store.sessions, lambda each: (each.round,), ("held", "scheduled"))
    yield from _alike(store.job_actions, lambda each: (each.kind, each.by), ("held", "planned"))
    yield from _alike(
        store.votes, lambda each: (each.kind, each.by, each.unit, each.on), ("closed",)
    )
    yield from _alike(store.memberships, lambda each: (each.member, each.body), ("since",))
    yield from _alike(store.organizations, lambda each: (each.kind, each.name.casefold()))
    yield from _alike(store.people, lambda each: (each.name.casefold(),))


def _alike(
    records: Iterable[Any], features: Callable[[Any], tuple[Any, ...]], days: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """The pairs of records that have all features in common, and days where both have some."""
    grouped: dict[tuple[Any, ...], list[AnyRecord]] = defaultdict(list)
    for record in records:
        found = features(record)
        if None not in found[1:2]:  # without whose it is, nothing is known to be the same
            grouped[found].append(record)
    for group in grouped.values():
        for one, other in combinations(group[:MOST_ALIKE], 2):
            if same_days(one, other, days):
                yield warning("double", other.id, None, f"it may be the same as {one.id}")


def same_days(one: AnyRecord, other: AnyRecord, names: tuple[str, ...]) -> bool:
    """Whether two records certainly have days in common, or no dates that tell them apart."""
    if not names:
        return True
    mine, theirs = _days(one, names), _days(other, names)
    return bool(mine and theirs and mine[0] <= theirs[1] and theirs[0] <= mine[1])


def _days(record: AnyRecord, names: tuple[str, ...]) -> tuple[int, int] | None:
    """The first and the last day that a record certainly touches, as ordinals."""
    when = next((when for name in names if (when := getattr(record, name)) is not None), None)
    first = when.start if isinstance(when, Span) else when
    last = when.end or first if isinstance(when, Span) else when
    if first is None or last is None or first.high is None or last.low is None:
        return None
    return (first.high, last.low) if first.high <= last.low else None
