"""One record with its evidence: each field, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from kpbargaining.notebook import framed, headed, listed, named_cells, opening, small
from kpbargaining.records.evidence import Evidence
from kpbargaining.records.kinds import BY_CLASS, AnyRecord
from kpbargaining.records.showing import cell_of, in_words, nothing_in, nothing_known
from kpbargaining.store.asking import question
from kpbargaining.store.telling import witness
from kpbargaining.tables.table import Table
from kpbargaining.terminal import folded, width_of_terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.store.store import Store

__all__ = ["Card", "card"]

ITSELF = "the record itself"
"""What evidence speaks of that names no field."""


@frozen(kw_only=True, repr=False)
class Card:
    """A record, the evidence for it, and what each piece says in a line."""

    record: AnyRecord
    evidence: Table[Evidence]
    lines: tuple[str, ...]
    """What each piece of evidence says."""

    def _about(self, name: str) -> list[str]:
        """The lines on one field; those on no field are about the record itself."""
        told = zip(self.evidence, self.lines, strict=True)
        return [line for item, line in told if name in (_fields(item) or (ITSELF,))]

    def _shown(self) -> Iterator[tuple[str, Any]]:
        """The fields that are known, or of which a source says something, with their values."""
        named = {name for item in self.evidence for name in _fields(item)}
        for name in list(BY_CLASS[type(self.record)].fields)[1:]:
            value = getattr(self.record, name)
            if name in named or not nothing_in(value):
                yield name, value

    def __str__(self) -> str:
        """The kind and the id, then each field with what is said of it; broken to a terminal."""
        told = [f"{type(self.record).__name__} {self.record.id}"]
        for name, value in self._shown():
            told.append(f"  {name}: {in_words(value) or 'none'}")
            told += [f"    - {line}" for line in self._about(name)]
        told += [f"  - {line}" for line in self._about(ITSELF)]
        return folded("\n".join(told), width_of_terminal())

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        fields = BY_CLASS[type(self.record)].fields
        shown = dict(self._shown())
        rows = [
            (name, fields[name].meaning, cell_of(value or "none", _inside(self._about(name))))
            for name, value in shown.items()
        ]
        whole = self._about(ITSELF)
        return framed(
            headed(type(self.record).__name__, self.record.id),
            named_cells(rows),
            opening(f"{ITSELF}: {len(whole)}", listed(whole)) if whole else "",
            small(nothing_known([name for name in list(fields)[1:] if name not in shown])),
        )


def _inside(lines: list[str]) -> str:
    return listed(lines) if lines else ""


def _fields(item: Evidence) -> tuple[str, ...]:
    """The fields that a piece of evidence speaks of."""
    return (*(item.fields or ()), *item.readings)


@question
def card(dataset: Store, record_id: str) -> Card:
    """A record with its evidence: shown, each field opens who says so, how, and where.

    Raises `UnknownName` for an id that does not exist, naming the nearest.
    """
    evidence = dataset.evidence_for(record_id)
    lines = (witness(item, dataset.sources.get(item.source)) for item in evidence)
    return Card(record=dataset[record_id], evidence=evidence, lines=tuple(lines))
