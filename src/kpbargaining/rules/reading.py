"""The dataset as a rule reads it: another value where sources differ, the evidence told anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from kpbargaining.checks import CHECKS, Severity
from kpbargaining.errors import InvalidValue
from kpbargaining.records.bargaining import Session
from kpbargaining.records.evidence import Evidence, Source
from kpbargaining.records.kinds import BY_CLASS, AnyRecord
from kpbargaining.rules.candidates import CARRIED, Rule, candidates, chooser, name_of
from kpbargaining.store.store import Store, derived

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpbargaining.rules.candidates import Choose

    Place = tuple[str, str]
    Wanted = dict[str, dict[str, Any]]
    Errors = set[tuple[str, str | None, str | None]]

__all__ = ["under", "with_values"]

LEFT: dict[type[AnyRecord], str] = {Source: "published", Session: "ordinal"}
"""What no rule touches: by the one all sources stand in order, and each source counts the others
in a way of its own, so that the numbers of two make no count."""

NOTE = "What the record carries without the rule"
"""The note of evidence that agreed with a value until a rule took another."""

S = TypeVar("S", bound=Store)


def under(store: S, rule: Rule) -> S:
    """The dataset as a rule reads it: where sources differ, a fact takes the value of the rule.

    - `"carried"` is the dataset itself.
    - `"management"`, `"union"`, `"joint"`, `"press"`, `"academic"`, `"government"`: what sources
      of that voice say. A value that is derived has the voice of the source that its evidence
      comes from.
    - `"latest"`: what the source published last says, as far as the days are known.
    - `"highest"`, `"lowest"`: an amount that none in its unit is certainly above, or below; about
      so much counts as so much. Only amounts are high or low.
    - A function of your own gets the record, the name of the fact and the candidates, the one
      carried first, and returns one of these. It is asked where there are two or more.

    Of several values that a rule can take, it takes the one carried, otherwise the latest.
    A field keeps what it carries where the rule takes none: no source of that voice speaks of it;
    where a source says that there is none; and where what the rule takes cannot stand, since the
    record refuses it or a check finds an error. `lineage` says how many values differ, and names
    those that could not stand. The publication of sources and the numbers of sessions stay, too.

    The evidence is told anew: what agreed with the value before is a reading, and what says the new
    one agrees. Readings that are weak stay so, and are never taken.
    Raises `UnknownName` for a rule that there is not, and `InvalidValue` for what is none, and for
    a function that returns no candidate.
    """
    choose = chooser(store, rule)
    if rule == CARRIED:
        return store
    if not isinstance(rule, str):
        return _read(store, rule, choose)
    return store.index.once(f"under {rule}", lambda: _read(store, rule, choose))


def _read(store: S, rule: Rule, choose: Choose) -> S:
    """The dataset with what the rule takes, as far as it can stand."""
    taken: Wanted = {}
    kept: list[str] = []
    for record in store.records():
        if record is not store[record.id]:  # another one has its id, which a check finds
            continue
        wanted = _wanted(store, record, choose)
        stands = _standing(record, wanted)
        kept += [f"{record.id} {name}" for name in wanted if name not in stands]
        taken |= {record.id: stands} if stands else {}
    while True:
        made = derived(store, *with_values(store, taken), _step(rule, taken, kept))
        wrong = _contradicted(store, made, taken) if taken else []
        if not wrong:
            return made
        kept += [f"{record} {name}" for record, name in wrong]
        left = {
            record: {name: value for name, value in values.items() if (record, name) not in wrong}
            for record, values in taken.items()
        }
        taken = {record: values for record, values in left.items() if values}


def _wanted(store: Store, record: AnyRecord, choose: Choose) -> dict[str, Any]:
    """The values that a rule takes for the facts of a record, where they are other ones."""
    items = store.index.about(record.id)
    read = {name for item in items if not item.weak for name in item.readings}
    wanted = {}
    for name in BY_CLASS[type(record)].facts:
        if name not in read or name == LEFT.get(type(record)):
            continue
        known = candidates(store, record, name, items)
        chosen = choose(record, name, known) if len(known) > 1 else known[0]
        if not chosen.carried:
            wanted[name] = chosen.value
    return wanted


def _standing(record: AnyRecord, wanted: dict[str, Any]) -> dict[str, Any]:
    """Those of the values that can stand in the record side by side, the first ones first."""
    stands: dict[str, Any] = {}
    for name, value in wanted.items():
        try:
            attrs.evolve(record, **stands, **{name: value})
        except InvalidValue:
            continue
        stands[name] = value
    return stands


def _contradicted(before: Store, made: Store, taken: Wanted) -> list[Place]:
    """The values taken of which a check finds an error that the dataset did not have before.

    Where an error names another field of the record, all that was taken for the record.
    """
    known = before.index.once("errors", lambda: _errors(before))
    places = {(record, field) for _, record, field in _errors(made) - known}
    return [
        (record, name)
        for record, values in taken.items()
        for name in values
        if any(at == record and (field == name or field not in values) for at, field in places)
    ]


def _errors(store: Store) -> Errors:
    findings = (finding for check in CHECKS for finding in check(store))
    return {
        (each.code, each.record, each.field) for each in findings if each.severity is Severity.ERROR
    }


def _step(rule: Rule, taken: Wanted, kept: list[str]) -> str:
    """What the lineage says: the rule, how many values differ, and which could not stand."""
    number = sum(map(len, taken.values()))
    told = "1 value differs" if number == 1 else f"{number} values differ"
    beside = f"; kept as carried: {', '.join(kept)}" if kept else ""
    return f"under the rule {name_of(rule)} ({told}{beside})"


def with_values(store: Store, taken: Wanted) -> tuple[list[AnyRecord], list[Evidence]]:
    """The records and evidence of a dataset, some facts with other values."""
    records = [
        attrs.evolve(record, **taken[record.id])
        if record.id in taken and record is store[record.id]
        else record
        for record in store.records()
    ]
    evidence = [
        piece
        for item in store.evidence
        for piece in (
            _retold(item, store[item.record], taken[item.record])
            if item.record in taken
            else (item,)
        )
    ]
    return records, evidence


def _retold(item: Evidence, before: AnyRecord, taken: dict[str, Any]) -> Iterable[Evidence]:
    """A piece of evidence for a record of which some facts now have other values."""
    agreed, read = item.fields or (), item.says or ()
    gone = tuple((name, getattr(before, name)) for name in agreed if name in taken)
    come = tuple(
        name for name, value in read if not item.weak and name in taken and value == taken[name]
    )
    if not gone and not come:
        return (item,)
    agrees = (*(name for name in agreed if name not in taken), *come)
    says = tuple(pair for pair in read if pair[0] not in come)
    if item.weak and says:  # only what it says is weak, not what it agrees with
        return _part(item, agrees, says, weak=True), _part(item, (), gone, weak=False)
    return (_part(item, agrees, says + gone, weak=False),)


def _part(
    item: Evidence, agrees: tuple[str, ...], says: tuple[tuple[str, Any], ...], *, weak: bool
) -> Evidence:
    """What a piece of evidence tells of some fields."""
    spoken = {*agrees, *(name for name, _ in says)}
    return attrs.evolve(
        item,
        fields=agrees or None,
        says=says or None,
        open=tuple(name for name in item.open or () if name in spoken) or None,
        note=item.note or (NOTE if says else None),
        weak=weak,
    )
