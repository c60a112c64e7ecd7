"""The dataset: frozen tables with the questions as methods; each is loaded when it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kpbargaining.analyses import Analyses

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kpbargaining.questions.members import Exchange
    from kpbargaining.questions.sources import Coverage, Disagreement
    from kpbargaining.questions.tallies import Tally
    from kpbargaining.questions.timeline import Timeline
    from kpbargaining.records.agreements import Agreement
    from kpbargaining.records.bargaining import Session
    from kpbargaining.records.evidence import Evidence
    from kpbargaining.records.kinds import AnyRecord
    from kpbargaining.records.parties import Membership
    from kpbargaining.store.merging import Winner
    from kpbargaining.store.store import Certainty
    from kpbargaining.store.tables import Collection, Table
    from kpbargaining.values.when import PartialDate

__all__ = ["Dataset"]


class Dataset(Analyses):
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

    def _derived(
        self,
        parts: tuple[list[Any], list[Evidence]],
        step: str,
        added: frozenset[str] = frozenset(),
    ) -> Dataset:
        lineage = (*self.lineage, step)
        made = Dataset(*parts, edition=self.edition, digest=self.digest, lineage=lineage)
        made.added = self.added | added
        return made

    def as_of(self, day: str | date | PartialDate, certainty: Certainty = "certainly") -> Dataset:
        """The dataset as it was known at the end of a day.

        Most sources have only a range of days for their publication: `certainly` counts those
        published by the day in any case, `possibly` those that can have been.
        Raises `InvalidValue` if *day* is not one whole day, `UnknownName` for another certainty.
        """
        from kpbargaining.store.knowledge import known_on

        return self._derived(known_on(self, day, certainty), f"as of {day}, {certainty}")

    def through(self, source: str) -> Dataset:
        """The dataset known to a reader of *source* and of all that is certainly not later.

        Raises `UnknownName` with the nearest sources.
        """
        from kpbargaining.store.knowledge import known_to

        return self._derived(known_to(self, source), f"through {source}")

    def timeline(self, scope: str | None = None) -> Timeline:
        """The timeline of a round, an agreement, an organization or another record; or of all.

        Raises `UnknownName` with the nearest ids.
        """
        from kpbargaining.questions.timeline import timeline

        return timeline(self, scope)

    def tally(self, name: str, metric: str | None = None) -> Tally:
        """How many agreements each session of a round brought: new, in all, itemised.

        *metric* is the term that says what is counted; without one, it is what the numbers
        reported of the sessions count most. Raises `UnknownName` with the nearest rounds or
        metrics.
        """
        from kpbargaining.questions.tallies import tally

        return tally(self, name, metric)

    def disagreements(self, name: str | None = None) -> Table[Disagreement]:
        """The readings that differ from what records carry: of a round or record, or of all.

        Raises `UnknownName` with the nearest ids.
        """
        from kpbargaining.questions.sources import disagreements

        return disagreements(self, self._scope(name))

    def coverage(self, name: str) -> Table[Coverage]:
        """Which facts of a round's records are held, and on which every source is silent.

        Raises `UnknownName` with the nearest rounds.
        """
        from kpbargaining.questions.sources import coverage

        return coverage(self, self.in_round(name))

    def members_of(
        self,
        body: str,
        on: str | date | PartialDate | None = None,
        certainty: Certainty = "certainly",
    ) -> Collection[Membership]:
        """The memberships in a body; with *on*, those that lasted on that day.

        If no source says that a member left, its membership goes on; if no source says when it
        joined, it counts as `possibly` only. Raises `UnknownName` with the nearest ids.
        """
        from kpbargaining.questions.members import members_of

        return members_of(self, body, on, certainty)

    def agreement_in_force(
        self,
        on: str | date | PartialDate,
        party: str | None = None,
        certainty: Certainty = "certainly",
    ) -> Collection[Agreement]:
        """The agreements in force on a day, of one *party* or of all.

        Of which no source says when it took effect or when it expires counts as `possibly` only.
        """
        from kpbargaining.questions.members import agreement_in_force

        return agreement_in_force(self, on, party, certainty)

    def sessions_of(
        self,
        name: str,
        held_by: str | date | PartialDate | None = None,
        certainty: Certainty = "certainly",
    ) -> Collection[Session]:
        """The sessions of a round, by date; with *held_by*, those that were over by that day.

        `certainly` counts sessions that a source reports as held, `possibly` also those that were
        only announced. Raises `UnknownName` with the nearest rounds.
        """
        from kpbargaining.questions.members import sessions_of

        return sessions_of(self, name, held_by, certainty)

    def exchanges(self, name: str | None = None) -> Table[Exchange]:
        """Every statement that answers another, of a round or of all, side by side with it."""
        from kpbargaining.questions.members import exchanges

        return exchanges(self, name)

    def first_said(
        self, name: str, field: str, certainty: Certainty = "certainly"
    ) -> Table[Evidence]:
        """The evidence that spoke of a field first, by the publication of its source.

        `certainly` gives nothing where it cannot be told which source was first; `possibly` gives
        all that can have been.
        """
        from kpbargaining.questions.members import first_said

        return first_said(self, name, field, certainty)

    def merge(self, overlay: Dataset, wins: Winner | None = None) -> Dataset:
        """The dataset with the records and evidence of another added.

        A record of both keeps every field that either knows. Where they differ, *wins* says whose
        value is carried, and the evidence of the other becomes a reading; without it, raises
        `MergeClash` with every difference.
        """
        from kpbargaining.store.merging import merged

        origin = f"SHA-256 {overlay.digest}" if overlay.digest else f"{len(overlay)} records"
        steps = "".join(f" ({step})" for step in overlay.lineage)
        step = f"merged with {origin}{steps}" + (f", {wins} wins" if wins else "")
        added = frozenset(record.id for record in overlay.records() if record.id not in self)
        return self._derived(merged(self, overlay, wins), step, added)

    def subset(self, name: str) -> Dataset:
        """A round with everything in it, whatever that refers to, and all evidence for it.

        Raises `UnknownName` with the nearest rounds.
        """
        from kpbargaining.store.merging import within

        return self._derived(within(self, name), f"subset {name}")

    def _scope(self, name: str | None) -> Iterable[AnyRecord]:
        if name is None:
            return self.records()
        return self.in_round(name) if name in self.rounds else (self[name],)
