"""The dataset: frozen tables with the questions as methods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kpbargaining.knowledge import (
    Coverage,
    Disagreement,
    coverage,
    disagreements,
    known_on,
    known_to,
)
from kpbargaining.store import Certainty, Store
from kpbargaining.tallies import Tally, tally
from kpbargaining.timeline import Timeline, timeline

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kpbargaining.evidence import Evidence
    from kpbargaining.kinds import AnyRecord
    from kpbargaining.tables import Table
    from kpbargaining.when import PartialDate

__all__ = ["Dataset"]


class Dataset(Store):
    """Records, their evidence, and the questions one asks of them.

    Nothing in it changes; every question that narrows it gives a new dataset that remembers, in
    `lineage`, what it was derived from and how. Its digest stays that of the bytes it was read
    from.
    """

    def __init__(
        self,
        records: Iterable[AnyRecord],
        evidence: Iterable[Evidence],
        *,
        edition: str | None = None,
        digest: str | None = None,
        lineage: tuple[str, ...] = (),
    ) -> None:
        super().__init__(records, evidence)
        self._edition = edition
        self._digest = digest
        self._lineage = lineage

    @property
    def edition(self) -> str | None:
        """The name of the edition it was read from; None for a folder of one's own."""
        return self._edition

    @property
    def digest(self) -> str | None:
        """The SHA-256 of the data files it was read from, by name and content."""
        return self._digest

    @property
    def lineage(self) -> tuple[str, ...]:
        """How it was derived from what was read, step by step; empty if it is what was read."""
        return self._lineage

    def __repr__(self) -> str:
        edition = f"edition {self.edition}" if self.edition else "no edition"
        steps = "".join(f", {step}" for step in self.lineage)
        return f"<Dataset {edition}{steps}: {len(self)} records, {len(self.evidence)} evidence>"

    def _derived(self, parts: tuple[list[Any], list[Evidence]], step: str) -> Dataset:
        return Dataset(
            *parts, edition=self.edition, digest=self.digest, lineage=(*self.lineage, step)
        )

    def as_of(self, day: str | date | PartialDate, certainty: Certainty = "certainly") -> Dataset:
        """The dataset as it was known at the end of a day.

        Most sources have only a range of days for their publication: `certainly` counts those
        published by the day in any case, `possibly` those that can have been.
        Raises `InvalidValue` if *day* is not one whole day.
        """
        return self._derived(known_on(self, day, certainty), f"as of {day}, {certainty}")

    def through(self, source: str) -> Dataset:
        """The dataset known to a reader of *source* and of all that is certainly not later."""
        return self._derived(known_to(self, source), f"through {source}")

    def timeline(self, scope: str | None = None) -> Timeline:
        """The timeline of a round, an agreement, an organization or another record; or of all.

        Raises `UnknownName` with the nearest ids.
        """
        return timeline(self, scope)

    def tally(self, name: str, metric: str | None = None) -> Tally:
        """How many agreements each session of a round brought: new, in all, itemised.

        Raises `UnknownName` with the nearest rounds.
        """
        return tally(self, name, metric)

    def disagreements(self, name: str | None = None) -> Table[Disagreement]:
        """The readings that differ from what records carry: of a round or record, or of all."""
        return disagreements(self, self._scope(name))

    def coverage(self, name: str) -> Table[Coverage]:
        """Which facts of a round's records are held, and on which every source is silent."""
        return coverage(self, self.in_round(name))

    def _scope(self, name: str | None) -> Iterable[AnyRecord]:
        if name is None:
            return self.records()
        return self.in_round(name) if name in self.rounds else (self[name],)
