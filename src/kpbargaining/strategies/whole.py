"""Strategies for whole datasets: records that belong together, and the evidence they rest on."""

from __future__ import annotations

from functools import cache, cached_property
from itertools import product
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from kpbargaining.checks.dates import happened
from kpbargaining.dataset import Dataset
from kpbargaining.records.evidence import Source
from kpbargaining.records.figures import Inquiry, Term, Vocabulary
from kpbargaining.records.kinds import BY_CLASS, KINDS, AnyRecord
from kpbargaining.records.parties import Membership, Organization
from kpbargaining.records.roles import Field, Role
from kpbargaining.strategies.agreeing import INSIDE, agreeing, may_refer, needed_kinds
from kpbargaining.strategies.single import AGREES, SAYS, SILENT, resting, several, testimony

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpbargaining.records.evidence import Evidence
    from kpbargaining.values.texts import Id

    Known = dict[str, Any]

__all__ = ["datasets"]

ENOUGH = 10
"""How many records there are before only what must be is added to refer to."""


@st.composite
def datasets(draw: st.DrawFn, *kinds: type[AnyRecord]) -> Dataset:
    """Whole datasets in which no check finds an error: `datasets()`, `datasets(Session, Figure)`.

    With *kinds*, each holds a record of each of these at least. The simplest are one source and
    its evidence for itself: `Dataset([Source(id="source-1", ...)], [Evidence(...)])`. Every id
    resolves, and every fact rests on evidence, the publication of sources too. Evidence also
    differs, at times weakly, from what a record carries. What is there only because others need
    it has no evidence; a term or an inquiry may have none.
    """
    made = _Growing(draw)
    for cls in [*[Source] * draw(_SOURCES), *kinds, *draw(_KINDS)]:
        made.add(cls)
    pieces = [piece for place in range(len(made.records)) for piece in made.evidence(place)]
    return Dataset(made.records, pieces)


_SOURCES = st.integers(1, 2)
_KINDS = st.lists(st.sampled_from([kind.cls for kind in KINDS]), max_size=3)
_COINS = st.booleans()
_PIECES = st.integers(1, 2)
_PIECES_ABOUT_OURS = st.integers(0, 2)


def _kinds(field: Field) -> list[type[AnyRecord]]:
    """Return the classes of what can be added for a field to refer to."""
    names = field.refers.split(" or ")
    found = [kind.cls for kind in KINDS if field.refers == "any" or kind.name in names]
    return found or [Term]


@cache
def _stances(pieces: int, *, filled: bool) -> st.SearchStrategy[tuple[str, ...]]:
    """How pieces of evidence can stand to one fact: one agrees at least if it is filled."""
    every = product((SILENT, AGREES, SAYS), repeat=pieces)
    return st.sampled_from([each for each in every if AGREES in each or not filled])


@cache
def _fillings(optional: int) -> st.SearchStrategy[int]:
    """Which of so many fields hold something, as the bits of a number."""
    return st.integers(0, 2**optional - 1)


def _turn(field: Field) -> tuple[bool, bool, bool]:
    """When a field is drawn: first the round, then what it refers to, a member after its body."""
    return field.name != "round", not field.refers, field.name == "member"


class _Growing:
    """A dataset under construction; each record refers only to records that are there before it."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.records: list[AnyRecord] = []
        self.by_id: dict[str, AnyRecord] = {}
        self.begun = 0
        self.depth = 0
        """How many records wait for one that they refer to."""
        self.bare: set[str] = set()
        """The records that are there only because others need them."""

    def add(self, cls: type[AnyRecord], *, bare: bool = False, **known: Any) -> None:
        """Add one record of which some fields are known, after what it refers to."""
        self.begun += 1
        self.depth += 1
        name = f"{cls.__name__.lower()}-{self.begun}"
        for field in self.filled(cls, bare=bare):
            if field.name not in known:
                known[field.name] = self.value(cls, field, known, name)
        self.depth -= 1
        home = known.get("round")
        record = cls(id=f"{home}/{name}" if home else name, **known)
        self.records.append(record)
        self.by_id[record.id] = record
        if bare:
            self.bare.add(record.id)

    def filled(self, cls: type[AnyRecord], *, bare: bool) -> list[Field]:
        """Draw which fields of a new record hold something; a source is always dated."""
        fields = [field for field in BY_CLASS[cls].fields.values() if field.name != "id"]
        optional = [field for field in fields if field.optional]
        bits = self.draw(_fillings(len(optional)))
        left_out = {field.name for place, field in enumerate(optional) if not bits >> place & 1}
        if cls is Source:
            left_out.discard("published")
        if bare:
            left_out.update(BY_CLASS[cls].facts)
        return sorted([f for f in fields if f.name not in left_out], key=_turn)

    def value(self, cls: type[AnyRecord], field: Field, known: Known, name: str) -> Any:
        """Draw what a field of a new record holds; None if that is the id of what is not there."""
        if not field.refers:
            return self.plain(cls, field, known, name)
        fitting = self.fitting(cls, field, known)
        wanted = not field.optional or (self.depth == 1 and self.begun < ENOUGH)
        if wanted and not fitting:
            self.add_for(cls, field, known)
            fitting = [self.records[-1].id]
        return self.reference(field, fitting)

    def add_for(self, cls: type[AnyRecord], field: Field, known: Known) -> None:
        """Add a record that a field of another can refer to."""
        wanted = self.draw(st.sampled_from(_kinds(field)))
        given: Known = {}
        if known.get("round") and wanted in INSIDE:
            given["round"] = known["round"]
        if wanted is Term and field.refers in [*Vocabulary]:
            given["kind"] = Vocabulary(field.refers)
        if wanted is Organization and (kinds := needed_kinds(cls, field)):
            given["kind"] = self.draw(st.sampled_from(kinds))
        self.add(wanted, bare=field.role is not Role.OURS and self.draw(_COINS), **given)

    def plain(self, cls: type[AnyRecord], field: Field, known: Mapping[str, Any], name: str) -> Any:
        """Draw a value that is no id and that agrees with whatever stands beside it."""
        metric = self.by_id.get(known.get("metric", ""))
        counts = metric.counts if isinstance(metric, Term) else None
        number = int(name.rpartition("-")[2])
        return self.draw(agreeing(cls, field, known, number, counts))

    def reference(self, field: Field, fitting: list[Id]) -> Any:
        """Draw one or several of the ids that fit; None if there are none."""
        return self.draw(several(field, st.sampled_from(fitting))) if fitting else None

    def fitting(
        self,
        cls: type[AnyRecord],
        field: Field,
        known: Mapping[str, Any],
        before: int | None = None,
    ) -> list[Id]:
        """The ids that a field can hold, those of the records before one place."""
        after = 0
        if cls is Membership and field.name == "member":  # nobody is in a body that is in it
            after = self.records.index(self.by_id[known["body"]]) + 1
        records = self.records[after:before]
        return [record.id for record in records if may_refer(cls, field, known, record)]

    def evidence(self, place: int) -> list[Evidence]:
        """Draw the evidence for the record at one place, none twice."""
        record = self.records[place]
        if record.id in self.bare:
            return []
        ours = isinstance(record, (Term, Inquiry))
        pieces = self.draw(_PIECES_ABOUT_OURS if ours else _PIECES)
        stances = {
            field: self.draw(_stances(pieces, filled=value is not None))
            for field in BY_CLASS[type(record)].fields.values()
            if field.role is Role.FACT
            for value in [getattr(record, field.name)]
        }
        drawn = [
            self.piece(place, {field: each[index] for field, each in stances.items()})
            for index in range(pieces)
        ]
        return list(dict.fromkeys(drawn))

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The sources that evidence can come from, once all are there."""
        return {each.id: each for each in self.records if isinstance(each, Source)}

    def piece(self, place: int, stances: dict[Field, str]) -> Evidence:
        """Draw one piece of evidence that stands so to the facts of its record."""
        record = self.records[place]
        agrees = [field.name for field, stance in stances.items() if stance == AGREES]
        differing = [field for field, stance in stances.items() if stance == SAYS]
        readings = [(field.name, self.reading(place, field)) for field in differing]
        says = [pair for pair in readings if pair[1] is not None]
        past = [when for name, when in happened(record) if name in agrees]

        def foretells(source: Id) -> bool:
            published = self.sources[source].published
            return published is not None and any(map(published.certainly_before, past))

        names = st.sampled_from(sorted(self.sources))
        rests = resting(self.draw, names, foretells)
        return testimony(self.draw, record, agrees, says, rests)

    def reading(self, place: int, field: Field) -> Any:
        """Draw what a source can say of a fact of the record at one place."""
        record = self.records[place]
        known = {name: getattr(record, name) for name in BY_CLASS[type(record)].fields}
        if field.refers:
            return self.reference(field, self.fitting(type(record), field, known, place))
        return self.plain(type(record), field, known, record.id)
