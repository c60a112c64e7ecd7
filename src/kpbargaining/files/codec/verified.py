"""Files that are known to the byte, read when something in them is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from kpbargaining.collector import collector_paused
from kpbargaining.errors import DamagedEdition, InvalidDocument
from kpbargaining.files.codec.reading import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kpbargaining.files.codec.reading import Waiting
    from kpbargaining.records.evidence import Evidence
    from kpbargaining.records.kinds import AnyRecord

__all__ = ["Verified"]

Read = TypeVar("Read")


class Verified:
    """The records and the evidence of an edition, whose bytes are what its manifest says.

    They pass the same checks as any others, later. What is wrong in them was wrong when they were
    frozen, and the manifest made to fit: that is a `DamagedEdition`.
    Threads may ask at once: what is read is put in place whole, and only then is it let go of
    what it was read from.
    """

    def __init__(self, files: Mapping[str, bytes], archive: str) -> None:
        self._files = files
        self._archive = archive
        self._records: list[AnyRecord] | None = None
        self._evidence: list[Evidence] | None = None
        self._waiting: Waiting = {}
        self._found: dict[str, tuple[Evidence, ...]] = {}

    def records(self) -> list[AnyRecord]:
        """Every record; the files are parsed now."""
        files = self._files
        if self._records is None:
            waiting: Waiting = {}
            records, _ = self._refused(lambda: decode(files, waiting))
            self._waiting = waiting
            self._records = records
            self._files = {}
        return self._records

    def evidence(self) -> Iterable[Evidence]:
        """Every piece of evidence, in the order of the records, which were asked for before."""
        waiting = self._waiting
        if self._evidence is None:
            with collector_paused():
                self._evidence = [item for record_id in waiting for item in self.about(record_id)]
            self._waiting = {}
        return self._evidence

    def about(self, record_id: str) -> tuple[Evidence, ...]:
        """The evidence about one of the records; the very same, whoever asks."""
        if record_id not in self._found:
            waiting = self._waiting.get(record_id, ())
            found = self._refused(lambda: tuple(item for read in waiting for item in read()))
            self._found.setdefault(record_id, found)
        return self._found[record_id]

    def _refused(self, read: Callable[[], Read]) -> Read:
        try:
            return read()
        except InvalidDocument as error:
            first = error.problems[0]
            raise DamagedEdition(self._archive, "data files that can be read", str(first)) from None
