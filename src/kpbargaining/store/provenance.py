"""Where a dataset comes from: the edition it was read as, its digest, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import attrs
from attrs import evolve, frozen

from kpbargaining.records.roles import column
from kpbargaining.records.showing import Shown
from kpbargaining.values.texts import Id, Text

if TYPE_CHECKING:
    from kpbargaining.records.evidence import Evidence
    from kpbargaining.records.kinds import AnyRecord

__all__ = ["Archive", "Erratum", "Provenance", "Publication", "Unread"]


class Unread(Protocol):
    """Records and evidence that are read when they are asked for, the records first."""

    def records(self) -> Iterable[AnyRecord]:
        """Every record."""

    def evidence(self) -> Iterable[Evidence]:
        """Every piece of evidence."""

    def about(self, record_id: str) -> Sequence[Evidence]:
        """The evidence about one record, the very same as among all."""


class Archive(NamedTuple):
    """The data files of a dataset as one gzip, one after the other."""

    packed: bytes
    files: tuple[tuple[str, int], ...]
    """Their names and lengths, in their order."""
    digest: str
    """That of all of them, by name and content."""


@frozen(kw_only=True, repr=False)
class Erratum(Shown):
    """An error known in a frozen edition; the next edition mends it."""

    record: Id = attrs.field(metadata=column("The record"))
    field: Text = attrs.field(metadata=column("The field"))
    error: Text = attrs.field(metadata=column("What is wrong, and what is right"))

    def __str__(self) -> str:
        return f"{self.record} {self.field}: {self.error}"


@frozen(kw_only=True)
class Publication:
    """What a citation says of an edition or of a draft."""

    name: str
    """The short name of the dataset, over all editions."""
    title: str
    author: str
    licence: str
    edition: str
    frozen: str | None
    """The day it was frozen; None for the draft."""
    errata: tuple[Erratum, ...] = ()
    """The errors known in it."""
    address: str | None = None
    """Where the dataset is published; None until it is."""
    pages: str | None = None
    """Where each record has its page, `{id}` standing for its id; None where there is no such."""


@frozen(kw_only=True, eq=False)
class Provenance:
    """Where the records of one dataset come from."""

    publication: Publication | None = None
    """What a citation says of it; None where no edition or draft stands behind it."""
    digest: Callable[[], str] | None = None
    """Gives the digest of the data files; it may take writing them."""
    editions: Callable[[Mapping[str, Any]], list[Any]] | None = None
    """Gives every edition that was frozen of the data, the oldest first.

    It takes reading them, but for those that it is given by their names.
    """
    archive: Callable[[], Archive] | None = None
    """Gives the frozen bytes of an edition, verified; None for what is no edition."""
    lineage: tuple[str, ...] = ()
    """How it was derived from what was read, step by step."""
    added: frozenset[str] = frozenset()
    """The ids of the records that came with an overlay."""

    def told(self) -> dict[str, str]:
        """Where they come from, for files and frames that leave the library: as far as is known."""
        about = self.publication
        known = {
            "title": about.title if about else "",
            "edition": about.edition if about else "",
            "sha256": self.digest() if self.digest else "",
            "derived": "; ".join(self.lineage),
        }
        return {name: text for name, text in known.items() if text}

    def then(self, step: str, added: frozenset[str]) -> Provenance:
        """That of what was derived by one more step, which brought some records in."""
        return evolve(self, lineage=(*self.lineage, step), added=self.added | added)
