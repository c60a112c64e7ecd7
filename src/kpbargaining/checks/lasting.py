"""Checks of what there was when, and for how long: nobody acts before being founded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpbargaining.checks.dates import happened
from kpbargaining.checks.findings import Finding, error, warning
from kpbargaining.values.when import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.records.parties import Organization
    from kpbargaining.store.store import Store
    from kpbargaining.values.types import When

__all__ = ["attested_outside", "carriers", "doings", "lifetimes", "unlikely_lengths"]

ACTORS = ("by", "parties", "who", "bodies", "against", "forum")
"""The fields that name who did something, or whom it was done to."""

YEAR = 366
LIMITS: dict[str, tuple[tuple[str, str, int], ...]] = {
    "Agreement": (
        ("effective", "expires", 15 * YEAR),
        ("reached", "effective", 5 * YEAR),
        ("reached", "ratified", 2 * YEAR),
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


def lifetimes(store: Store) -> Iterator[Finding]:
    """Nobody joins or leaves a body before it was founded or after it ended."""
    for each in store.memberships:
        for body in map(store.organizations.get, (each.body, each.member)):
            if body and each.since and (sentence := _outside(body, each.since)):
                yield error("lifetime", each.id, "since", sentence)
            if body and each.until and (sentence := _outside(body, each.until)):
                yield warning("lifetime", each.id, "until", sentence)


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


def unlikely_lengths(store: Store) -> Iterator[Finding]:
    """Sessions, strikes, votes and contracts last no longer, and lie no farther, than is likely."""
    for record in store.records():
        for first, second, most in LIMITS.get(type(record).__name__, ()):
            early, late = getattr(record, first), getattr(record, second)
            if early is None or late is None:
                continue
            if first == second and early.length.low > most:
                sentence = f"{early} is more than {most} days"
                yield warning("long", record.id, first, sentence)
            elif first != second and _apart(early, late) > most:
                sentence = f"{early} and {late} are more than {most} days apart"
                yield warning("far", record.id, second, sentence)


def _apart(one: When, other: When) -> int:
    """How many days certainly lie between two dates, or the first days of two spans."""
    first, second = (when.start if isinstance(when, Span) else when for when in (one, other))
    days = first.days_until(second) if first and second else None
    if days is None or days.low is None or days.high is None:
        return 0
    return max(days.low, -days.high)


def carriers(store: Store) -> Iterator[Finding]:
    """A page carries what came out before it was seen, and only what it carries has an extent."""
    for source in store.sources:
        carrier = store.sources.get(source.part_of)
        if source.extent is not None and source.part_of is None:
            sentence = "it is no part of another source, whose words it could be"
            yield warning("carrier", source.id, "extent", sentence)
        seen, published = carrier.retrieved if carrier else None, source.published
        if seen is not None and published is not None and seen.certainly_before(published):
            sentence = f"{source.part_of}, seen {seen}, cannot carry it"
            yield warning("carrier", source.id, "published", sentence)
