"""What `verify` answers: the standing of a citation, and what was corrected since."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import attrs
from attrs import frozen

from kpbargaining.publishing.citation import told
from kpbargaining.records.roles import column
from kpbargaining.records.showing import Shown
from kpbargaining.store.reasons import ChangeReason
from kpbargaining.tables.table import Table
from kpbargaining.terminal import folded, width_of_terminal
from kpbargaining.values.texts import Id, Text
from kpbargaining.values.types import plain

__all__ = ["CitationStanding", "Correction", "Verdict"]


class CitationStanding(StrEnum):
    """How it is with a citation today."""

    STANDS = "stands"
    """It is as it was printed, and the newest edition says the same."""
    CORRECTED = "corrected"
    """It is as it was printed; what it cites has changed since, or is known to be wrong."""
    WITHDRAWN = "withdrawn"
    """It is as it was printed; what it cites is no longer carried."""
    ALTERED = "altered"
    """It is not as it was printed."""
    NOT_OURS = "not of this dataset"
    """The dataset has no such edition, record, field or source."""
    DIGEST_WRONG = "digest wrong"
    """Its digest is not that of the edition it names."""
    OPEN = "cannot be checked"
    """It cites a draft, or what was derived from an edition."""


@frozen(kw_only=True, repr=False)
class Correction(Shown):
    """One step by which a field came from the value that was cited to the one of today."""

    field: Text = attrs.field(metadata=column("The field"))
    old: Any = attrs.field(metadata=column("The value before"))
    new: Any = attrs.field(
        default=None, metadata=column("The value after; None also where only the error is known")
    )
    edition: Text | None = attrs.field(
        metadata=column("The edition that corrects it; None where none does yet")
    )
    by: tuple[Id, ...] | None = attrs.field(
        default=None, metadata=column("The sources of the new value", refers="Source")
    )
    why: ChangeReason = attrs.field(metadata=column("The sort of reason"))
    reason: Text = attrs.field(metadata=column("What there is to say of it"))

    def __str__(self) -> str:
        by = f", by {', '.join(self.by)}" if self.by else ""
        if self.edition is None:
            return f"{self.field}: {told(self.old)} is an error no edition mends yet: {self.reason}"
        values = f"{self.field}: {told(self.old)} is {told(self.new)} since edition {self.edition}"
        return f"{values} ({self.why}{by}: {self.reason})"


@frozen(kw_only=True, repr=False)
class Verdict(Shown):
    """The standing of one citation."""

    standing: CitationStanding = attrs.field(metadata=column("How it is with the citation today"))
    edition: Text | None = attrs.field(
        default=None,
        metadata=column(
            "The edition it cites; of a source, the last that has it as it was printed"
        ),
    )
    record: Id | None = attrs.field(default=None, metadata=column("The record or source it cites"))
    field: Text | None = attrs.field(default=None, metadata=column("The field it cites"))
    cited: Any = attrs.field(
        default=None, metadata=column("The value of the field as it was cited; as text if altered")
    )
    now: Any = attrs.field(
        default=None, metadata=column("The value of the field in the newest edition")
    )
    corrections: tuple[Correction, ...] = attrs.field(
        default=(), metadata=column("What has changed since, step by step")
    )
    reason: Text | None = attrs.field(
        default=None, metadata=column("Why it does not stand, if not for corrections")
    )
    notes: tuple[Text, ...] = attrs.field(
        default=(), metadata=column("What else a reader should know")
    )
    instead: Text | None = attrs.field(
        default=None, metadata=column("The citation to print instead; None where there is none")
    )

    @property
    def stands(self) -> bool:
        """Whether the citation stands."""
        return self.standing is CitationStanding.STANDS

    def to_dict(self) -> dict[str, Any]:
        """The verdict as plain values."""
        found = {name: plain(getattr(self, name)) for name in attrs.fields_dict(Verdict)}
        return found | {"corrections": Table(Correction, self.corrections, "steps").to_dicts()}

    def __str__(self) -> str:
        """The standing and what is cited, then a line for each thing there is to say of it."""
        where = f"edition {self.edition}" if self.edition else None
        what = ", ".join(filter(None, (self.record, self.field, where)))
        head = f"{self.standing}: {what}" if what else self.standing.value
        told_of = (self.reason, *map(str, self.corrections), *self.notes)
        lines = [f"  {line}" for line in told_of if line]
        instead = [f"instead: {self.instead}"] if self.instead else []
        return folded("\n".join([head, *lines, *instead]), width_of_terminal())

    def __repr__(self) -> str:
        return str(self)
