"""Strategies for whole datasets: records that belong together, and the evidence they rest on."""

from __future__ import annotations

from functools import cache, cached_property
from itertools import product
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from kpbargaining.checks.dates import SUCCESSION
from kpbargaining.dataset import Dataset
from kpbargaining.records.bargaining import Session
from kpbargaining.records.evidence import Source
from kpbargaining.records.figures import Figure, Scope, Term
from kpbargaining.records.kinds import BY_CLASS, KINDS, AnyRecord
from kpbargaining.records.roles import Field, Role
from kpbargaining.strategies.single import AGREES, SAYS, SILENT, several, testimony, typed
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Id
from kpbargaining.values.when import PartialDate, Span

if TYPE_CHECKING:
    from kpbargaining.records.evidence import Evidence

__all__ = ["datasets"]

ENOUGH = 10
"""How many records there are before only what must be is added to refer to."""

TURN = PartialDate("2000-01-01")
"""Of dates in succession, the first can come before this day and the second after it."""

EARLIER = {first for first, _ in SUCCESSION}
LATER = {second for _, second in SUCCESSION}


@st.composite
def datasets(draw: st.DrawFn, *kinds: type[AnyRecord]) -> Dataset:
    """Whole datasets in which no check finds an error: `datasets()`, `datasets(Session, Figure)`.

    With *kinds*, each holds a record of each of these at least. The simplest are one source and
    its evidence for itself: `Dataset([Source(id="source-1", ...)], [Evidence(...)])`. Every id
    resolves, and every fact rests on evidence, the publication of sources too. Evidence also
    differs, at times weakly, from what a record carries. What is there only because others need
    it has no evidence; a term may have none.
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
_PIECES_ABOUT_TERMS = st.integers(0, 2)
_ABOUT = st.integers(0, 50).map("~{}".format).map(Quantity)
_ADDED_UP = (Scope.PART, Scope.RUNNING_TOTAL)


@cache
def _kinds(refers: str) -> tuple[type[AnyRecord], ...]:
    """Return the classes whose ids a field may hold."""
    return tuple(k.cls for k in KINDS if refers == "any" or k.name in refers.split(" or "))


@cache
def _stances(pieces: int, *, filled: bool) -> st.SearchStrategy[tuple[str, ...]]:
    """How pieces of evidence can stand to one fact: one agrees at least if it is filled."""
    every = product((SILENT, AGREES, SAYS), repeat=pieces)
    return st.sampled_from([each for each in every if AGREES in each or not filled])


@cache
def _fillings(optional: int) -> st.SearchStrategy[int]:
    """Which of so many fields hold something, as the bits of a number."""
    return st.integers(0, 2**optional - 1)


def _in_succession(name: str, value: Any) -> Any:
    """Return a value, or the turn instead of a date on the wrong side of it."""
    if name in EARLIER and TURN.certainly_before(value):
        return TURN
    if name in LATER and value.certainly_before(TURN):
        return Span.between(TURN, TURN) if type(value) is Span else TURN
    return value


class _Growing:
    """A dataset under construction; each record refers only to records that are there before it."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.records: list[AnyRecord] = []
        self.begun = 0
        self.depth = 0
        """How many records wait for one that they refer to."""
        self.bare: set[str] = set()
        """The records that are there only because others need them."""

    def add(self, cls: type[AnyRecord], *, bare: bool = False) -> None:
        """Add one record, after what it refers to."""
        self.begun += 1
        self.depth += 1
        name = f"{cls.__name__.lower()}-{self.begun}"
        known: dict[str, Any] = {}
        for field in self.filled(cls, bare=bare):
            known[field.name] = self.value(cls, field, known.get("scope"))
        self.depth -= 1
        home = known.get("round")
        record = cls(id=Id(f"{home}/{name}" if home else name), **known)
        self.records.append(record)
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
        return [field for field in fields if field.name not in left_out]

    def value(self, cls: type[AnyRecord], field: Field, scope: Any) -> Any:
        """Draw what a field of a new record holds; None if that is the id of what is not there."""
        if not field.refers:
            return self.plain(cls, field, scope)
        wanted = not field.optional or (self.depth == 1 and self.begun < ENOUGH)
        if wanted and not self.fitting(field):
            bare = field.role is not Role.OURS and self.draw(_COINS)
            self.add(self.draw(st.sampled_from(_kinds(field.refers))), bare=bare)
            return self.reference(field, [self.records[-1].id])
        return self.reference(field, self.fitting(field))

    def plain(self, cls: type[AnyRecord], field: Field, scope: Any) -> Any:
        """Draw a value that is no id and that agrees with whatever stands beside it."""
        adds_up = cls is Figure and field.name == "value" and scope in _ADDED_UP
        if adds_up or (cls is Session and field.name == "days"):
            return self.draw(_ABOUT)
        return _in_succession(field.name, self.draw(typed(field)))

    def reference(self, field: Field, fitting: list[Id]) -> Any:
        """Draw one or several of the ids that fit; None if there are none."""
        return self.draw(several(field, st.sampled_from(fitting))) if fitting else None

    def fitting(self, field: Field, before: int | None = None) -> list[Id]:
        """The ids that a field can hold, those of the records before one place."""
        kinds = _kinds(field.refers)
        return [record.id for record in self.records[:before] if type(record) in kinds]

    def evidence(self, place: int) -> list[Evidence]:
        """Draw the evidence for the record at one place, none twice."""
        record = self.records[place]
        if record.id in self.bare:
            return []
        pieces = self.draw(_PIECES_ABOUT_TERMS if isinstance(record, Term) else _PIECES)
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
    def sources(self) -> st.SearchStrategy[Id]:
        """The sources that evidence can come from, once all are there."""
        return st.sampled_from([each.id for each in self.records if isinstance(each, Source)])

    def piece(self, place: int, stances: dict[Field, str]) -> Evidence:
        """Draw one piece of evidence that stands so to the facts of its record."""
        record = self.records[place]
        agrees = [field.name for field, stance in stances.items() if stance == AGREES]
        differing = [field for field, stance in stances.items() if stance == SAYS]
        readings = [(field.name, self.reading(place, field)) for field in differing]
        says = [pair for pair in readings if pair[1] is not None]
        return testimony(self.draw, record, agrees, says, self.sources)

    def reading(self, place: int, field: Field) -> Any:
        """Draw what a source can say of a fact of the record at one place."""
        record = self.records[place]
        if field.refers:
            return self.reference(field, self.fitting(field, place))
        return self.plain(type(record), field, getattr(record, "scope", None))
