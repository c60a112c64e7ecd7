"""Checks of what there was when, and for how long: nobody acts before being founded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpbargaining.checks.dates import happened
from kpbargaining.checks.findings import Finding, warning
from kpbargaining.checks.order import YEAR, apart, dated
from kpbargaining.values.when import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.records.parties import Organization
    from kpbargaining.store.store import Store
    from kpbargaining.values.types import When

__all__ = ["attested_outside", "carriers", "doings", "ends_of_cases", "unlikely_lengths"]

ACTORS = ("by", "parties", "who", "bodies", "against", "forum")
"""The fields that name who did something, or whom it was done to."""

LIMITS: dict[str, tuple[tuple[str, str, int], ...]] = {
    "Agreement": (
        ("effective", "expires", 15 * YEAR),
        ("reached", "effective", 5 * YEAR),
        ("reached", "ratified", 2 * YEAR),
        ("predecessor.expires", "effective", 5 * YEAR),
    ),
    "Case": (("filed", "decided", 20 * YEAR),),
    "Deliverable": (("due", "delivered", 3 * YEAR),),
    "Figure": (("period", "period", 40 * YEAR),),
    "JobAction": (
        ("planned", "planned", YEAR),
        ("held", "held", 3 * YEAR),
        ("planned", "held", YEAR),
        ("noticed", "held", YEAR),
        ("noticed", "planned", YEAR),
    ),
    "Session": (
        ("scheduled", "scheduled", 60),
        ("held", "held", 60),
        ("scheduled", "held", YEAR),
    ),
    "Statement": (("on", "due", 40 * YEAR),),
    "Vote": (
        ("planned", "planned", YEAR),
        ("planned", "closed", YEAR),
        ("opened", "closed", YEAR),
    ),
}
"""How many days a span of a kind hardly lasts longer than, or two dates hardly lie apart."""


def _outside(body: Organization, when: When) -> str:
    """Why something cannot have been done by a body then; empty if it can."""
    if body.since and when.certainly_before(body.since):
        return f"{when} is before {body.id} was founded, {body.since}"
    if body.until and body.until.certainly_before(when):
        return f"{when} is after {body.id} ended, {body.until}"
    return ""


def doings(store: Store) -> Iterator[Finding]:
    """Nobody bargains, votes, strikes or speaks before being founded, or after the end."""
    for record in store.records():
        actors = [name for field in ACTORS for name in _names(getattr(record, field, None))]
        bodies = [body for name in actors if (body := store.organizations.get(name))]
        for name, when in happened(record) if bodies else ():
            for body in bodies:
                if sentence := _outside(body, when):
                    yield warning("lifetime", record.id, name, sentence)


def _names(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def attested_outside(store: Store) -> Iterator[Finding]:
    """No source shows something to exist on a day before it began or after it ended."""
    for item in store.evidence:
        record = store.get(item.record)
        since, until = getattr(record, "since", None), getattr(record, "until", None)
        if item.attests is None:
            continue
        if since is not None and item.attests.certainly_before(since):
            sentence = f"{item.source} shows it on {item.attests}, before {since}"
            yield warning("attests", item.record, "since", sentence)
        if until is not None and until.certainly_before(item.attests):
            sentence = f"{item.source} shows it on {item.attests}, after {until}"
            yield warning("attests", item.record, "until", sentence)


def ends_of_cases(store: Store) -> Iterator[Finding]:
    """A case that was decided, settled and withdrawn has one end too many."""
    for case in store.cases:
        if case.decided and case.settled and case.withdrawn:
            yield warning("ends", case.id, "withdrawn", "it was decided and settled as well")


def unlikely_lengths(store: Store) -> Iterator[Finding]:
    """Sessions, strikes, votes and contracts last no longer, and lie no farther, than is likely."""
    for record in store.records():
        for first, second, most in LIMITS.get(type(record).__name__, ()):
            early, late = dated(store, record, first)[0], dated(store, record, second)[0]
            if first == second and isinstance(early, Span) and (early.length.low or 0) > most:
                sentence = f"{early} is more than {most} days"
                yield warning("long", record.id, first, sentence)
            elif first != second and apart(early, late) > most:
                sentence = f"{early} and {late} are more than {most} days apart"
                yield warning("far", record.id, second, sentence)


def carriers(store: Store) -> Iterator[Finding]:
    """Only what is a part of another source has its words there."""
    for source in store.sources:
        if source.extent is not None and source.part_of is None:
            sentence = "it is no part of another source, whose words it could be"
            yield warning("carrier", source.id, "extent", sentence)
