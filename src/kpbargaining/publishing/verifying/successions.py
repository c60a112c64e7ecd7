"""What became of records from edition to edition: corrected, renamed, withdrawn."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from kpbargaining.publishing.bundled import load, manifest_in
from kpbargaining.publishing.citation import sources_of
from kpbargaining.publishing.verifying.verdicts import Correction
from kpbargaining.store.changes import ChangeKind, diff, origin
from kpbargaining.store.reasons import ChangeReason

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator, Sequence

    from kpbargaining.dataset import Dataset
    from kpbargaining.publishing.manifests import Manifest
    from kpbargaining.records.kinds import AnyRecord
    from kpbargaining.store.changes import Change

__all__ = ["Successions"]

Made = TypeVar("Made")


class Path(NamedTuple):
    """What became of one record."""

    steps: list[tuple[str, AnyRecord]]
    """The editions that carry it, and how each does."""
    gone: str | None
    """The edition that carries it no longer."""


class Successions:
    """The editions of a dataset, each loaded once, and what changed from one to the next."""

    def __init__(self, folder: str | os.PathLike[str] | None) -> None:
        self._folder = folder
        self.manifest: Manifest = manifest_in(folder)
        self.names: tuple[str, ...] = tuple(self.manifest.editions)
        self._datasets: dict[str, Dataset] = {}
        self._records: dict[tuple[str, type], dict[str, AnyRecord]] = {}
        self._changes: dict[tuple[str, str], dict[tuple[str, str | None], Change]] = {}
        self._made: dict[str, Any] = {}

    def dataset(self, edition: str) -> Dataset:
        """One edition."""
        if edition not in self._datasets:
            self._datasets[edition] = load(edition, self._folder)
        return self._datasets[edition]

    @property
    def newest(self) -> Dataset:
        """The newest edition."""
        return self.dataset(self.names[-1])

    def _by_id(self, edition: str, kind: type[AnyRecord]) -> dict[str, AnyRecord]:
        """The records of one kind in an edition by the ids that they have there."""
        if (edition, kind) not in self._records:
            records = self.dataset(edition).of(kind)
            self._records[edition, kind] = {record.id: record for record in records}
        return self._records[edition, kind]

    def changes(self, old: str, new: str) -> dict[tuple[str, str | None], Change]:
        """What changed from one edition to the next, by record and field; without a field, gone."""
        if (old, new) not in self._changes:
            kinds = (ChangeKind.REMOVED, ChangeKind.RENAMED, ChangeKind.CHANGED)
            rows = diff(self.dataset(old), self.dataset(new))
            known = {(row.record, row.field): row for row in rows if row.change in kinds}
            self._changes[old, new] = known
        return self._changes[old, new]

    def once(self, edition: str, make: Callable[[], Made]) -> Made:
        """What *make* works out of an edition, the first time only."""
        if edition not in self._made:
            self._made[edition] = make()
        made: Made = self._made[edition]
        return made

    def path(self, record: AnyRecord, edition: str) -> Path:
        """What became of a record since an edition."""
        steps = [(edition, record)]
        for old, new in pairwise(self.names[self.names.index(edition) :]):
            heir = self.dataset(new).get(record.id)
            if heir is None or origin(heir, self._by_id(old, type(heir))) is not record:
                return Path(steps, new)
            record = heir
            steps.append((new, record))
        return Path(steps, None)

    def corrections(self, path: Path, fields: Sequence[str]) -> Iterator[Correction]:
        """The steps by which some fields of a record that is still there came to their values."""
        for name in fields:
            values = [getattr(record, name) for _, record in path.steps]
            if values[0] != values[-1]:
                yield from self._steps(path, name)
            else:
                yield from self._pending(path, name)

    def _steps(self, path: Path, name: str) -> Iterator[Correction]:
        for (before, was), (after, now) in pairwise(path.steps):
            old, new = getattr(was, name), getattr(now, name)
            if old != new:
                change = self.changes(before, after).get((now.id, name))
                yield Correction(
                    field=name,
                    old=old,
                    new=new,
                    edition=after,
                    by=sources_of(self.dataset(after), now, name) or None,
                    why=change.why if change else ChangeReason.RETIRED,
                    reason=change.reason if change else "ids that it has given up",
                )

    def _pending(self, path: Path, name: str) -> Iterator[Correction]:
        """The errors that are known in the newest edition itself."""
        edition, record = path.steps[-1]
        for each in self.manifest.editions[edition].errata:
            if (each.record, each.field) == (record.id, name):
                yield Correction(
                    field=name,
                    old=getattr(record, name),
                    edition=None,
                    why=ChangeReason.CORRECTION,
                    reason=each.error,
                )
