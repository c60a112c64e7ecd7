"""Checks of dates: what follows comes after, what belongs to something lies within it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kpbargaining.checks.findings import Finding, error, note, warning
from kpbargaining.checks.order import YEAR, apart
from kpbargaining.errors import InvalidValue
from kpbargaining.records.evidence import Basis
from kpbargaining.records.kinds import BY_CLASS
from kpbargaining.values.when import PartialDate, by_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.records.evidence import Evidence
    from kpbargaining.records.kinds import AnyRecord
    from kpbargaining.store.store import Store
    from kpbargaining.values.types import When

__all__ = [
    "far_ahead",
    "foretold",
    "happened",
    "misdated_ids",
    "outside_agreement",
    "outside_proposal",
    "outside_round",
    "outside_session",
    "unlikely_visits",
    "unreported_sessions",
]

OUTSIDE: dict[str, tuple[str, ...]] = {
    "Case": ("complaint", "decided", "settled", "withdrawn"),
    "Figure": ("on", "period"),
    "WageStep": ("effective",),
}
"""The dates of records of a round that need not lie in it."""

BARGAINING = ("held", "made")
"""Facts of a round's records that never lie after the end of its agreement."""

PREPARED = {"Case": 5 * YEAR, "Event": YEAR, "Statement": YEAR}
"""By how many days what belongs to a round can precede its opening."""

DAY_OF = re.compile(r".*/(\d{4}-\d{2}-\d{2})").fullmatch
YEAR_OF = re.compile(r"([12]\d{3})-.*").fullmatch
"""What an id tells of a day, or of a year."""

TWO_YEARS = 731
"""How many days before it is offered a raise hardly takes effect."""

FAR = 40 * YEAR
"""How many days a source hardly looks ahead, and documents are hardly seen apart."""


def happened(record: AnyRecord) -> Iterator[tuple[str, When]]:
    """The facts of a record that lie in the past of whoever states them, with their dates."""
    for field in BY_CLASS[type(record)].dates:
        when = getattr(record, field.name)
        if when is not None and not field.ahead:
            yield field.name, when


def foretold(store: Store) -> Iterator[Finding]:
    """A source states nothing as happened that certainly lies after it came out or was seen."""
    for item in store.evidence:
        source, record = store.sources.get(item.source), store.get(item.record)
        if source is None or record is None or record is source:
            continue
        stated = item.basis is Basis.STATED
        known = [each for name in item.sources if (each := store.sources.get(name))]
        slack = 0 if stated else YEAR
        for name, when in _told(item, record):
            agreed = name in (item.fields or ())
            out = f"{source.id}, published {source.published}, cannot report {when}"
            early = all(_precedes(each.published, when, slack) for each in known)
            if early and agreed and stated:
                yield error("foretold", record.id, name, out)
            elif early:
                yield warning("foretold", record.id, name, out)
            elif agreed and all(_precedes(each.retrieved, when, slack) for each in known):
                sentence = f"{source.id}, seen {source.retrieved}, cannot report {when}"
                yield warning("foretold", record.id, name, sentence)


def _told(item: Evidence, record: AnyRecord) -> Iterator[tuple[str, When]]:
    """What has happened by a piece of evidence, with the days."""
    for field in BY_CLASS[type(record)].dates:
        agreed = getattr(record, field.name) if field.name in (item.fields or ()) else None
        when = item.readings.get(field.name, agreed)
        if when is not None and not field.ahead:
            yield field.name, when
    if item.attests is not None:
        yield "attests", item.attests


def _precedes(known: When | None, when: When, days: int) -> bool:
    """Whether a date is certainly before another, and by more than some days if there are any."""
    before = known is not None and known.certainly_before(when)
    return before and (not days or apart(known, when) > days)


def far_ahead(store: Store) -> Iterator[Finding]:
    """What is planned, due or to expire lies no decades after the source that says so."""
    for item in store.evidence:
        source, record = store.sources.get(item.source), store.get(item.record)
        if source is None or source.published is None or record is None:
            continue
        for field in BY_CLASS[type(record)].dates:
            when = getattr(record, field.name) if field.name in (item.fields or ()) else None
            if when and _precedes(source.published, when, FAR):
                sentence = f"{source.id}, published {source.published}, tells of {when}"
                yield warning("far", record.id, field.name, sentence)


def unlikely_visits(store: Store) -> Iterator[Finding]:
    """What was seen or looked for lies in the years of the other visits, and nothing far after."""
    seen = sorted((each.retrieved for each in store.sources if each.retrieved), key=by_date)
    if not seen:
        return
    middle = seen[len(seen) // 2]
    days = [
        *((each.id, "retrieved", each.retrieved) for each in store.sources),
        *((each.id, "on", each.on) for each in store.inquiries),
    ]
    for record, name, when in days:
        if when is not None and apart(middle, when) > FAR:
            yield warning("far", record, name, f"{when} is decades from most visits, {middle}")
    for source in store.sources:
        published = source.published
        if published and _precedes(middle, published, FAR):
            sentence = f"{published} is decades after most visits, {middle}"
            yield warning("far", source.id, "published", sentence)


def outside_round(store: Store) -> Iterator[Finding]:
    """What belongs to a round lies between its opening and the expiry of what it led to."""
    for each in store.rounds:
        made, old = store.agreements.get(each.produced), store.agreements.get(each.renegotiates)
        begun = each.opened or (old.effective if old else None)
        end = made.expires if made else None
        for record in store.index.in_round(each.id):
            for name, when in _inside(record):
                if begun and _precedes(when, begun, PREPARED.get(type(record).__name__, 0)):
                    sentence = f"{when} is before the round opened, {begun}"
                    yield warning("before-round", record.id, name, sentence)
                late = f"{when} is after its agreement expired, {end}"
                if end and end.certainly_before(when) and name in BARGAINING:
                    yield error("after-round", record.id, name, late)
                elif end and end.certainly_before(when):
                    yield warning("after-round", record.id, name, late)


def _inside(record: AnyRecord) -> Iterator[tuple[str, When]]:
    """The dates of a record that lie in the course of its round."""
    outside = OUTSIDE.get(type(record).__name__, ())
    for field in BY_CLASS[type(record)].dates:
        when = getattr(record, field.name)
        if when is not None and field.name not in outside:
            yield field.name, when


def outside_agreement(store: Store) -> Iterator[Finding]:
    """Steps of pay lie in the term of their agreement, unless a condition says when else."""
    for step in store.wage_steps:
        agreement = store.agreements.get(step.of)
        if agreement is None or step.effective is None or step.condition is not None:
            continue
        if agreement.effective and step.effective.certainly_before(agreement.effective):
            sentence = f"{step.effective} is before the agreement takes effect"
            yield error("outside-agreement", step.id, "effective", sentence)
        if agreement.expires and agreement.expires.certainly_before(step.effective):
            sentence = f"{step.effective} is after the agreement expires"
            yield error("outside-agreement", step.id, "effective", sentence)


def outside_proposal(store: Store) -> Iterator[Finding]:
    """Steps of pay that are offered lie in the years for which they are offered, about."""
    yield from _spread(store)
    for step in store.wage_steps:
        proposal = store.proposals.get(step.of)
        if proposal is None or proposal.made is None or step.effective is None:
            continue
        made = proposal.made
        ahead = made.days_until(step.effective)
        years = proposal.term.high if proposal.term and proposal.term.high is not None else None
        if ahead.high is not None and ahead.high < -TWO_YEARS:
            sentence = f"{step.effective} is long before it was offered, {made}"
            yield warning("outside-proposal", step.id, "effective", sentence)
        if ahead.low is not None and years is not None and ahead.low > years * 366 + TWO_YEARS:
            sentence = f"{step.effective} is after the {proposal.term} years offered {made}"
            yield warning("outside-proposal", step.id, "effective", sentence)


def _spread(store: Store) -> Iterator[Finding]:
    """Offers whose raises lie by more than a year farther apart than the years offered."""
    for proposal in store.proposals:
        steps = store.wage_steps.having("of", proposal.id)
        days = sorted((step.effective for step in steps if step.effective), key=by_date)
        years = proposal.term.high if proposal.term else None
        if days and years is not None and apart(days[0], days[-1]) > (years + 1) * YEAR:
            sentence = f"raises from {days[0]} to {days[-1]} in {proposal.term} years"
            yield warning("outside-proposal", proposal.id, "term", sentence)


def outside_session(store: Store) -> Iterator[Finding]:
    """What happened at a session happened on its days; a figure holds within what it covers."""
    records: list[tuple[str, str, When | None, str | None]] = [
        *((each.id, "made", each.made, each.session) for each in store.proposals),
        *((each.id, "on", each.on, each.session) for each in store.statements),
        *((each.id, "on", each.on, each.session) for each in store.events),
    ]
    for record, name, when, place in records:
        session = store.sessions.get(place)
        held = session.held if session else None
        if when is not None and held is not None and not when.possibly_within(held):
            yield warning("outside-session", record, name, f"{when} is not in {held}, {place}")
    for figure in store.figures:
        if figure.on and figure.period and not figure.on.possibly_within(figure.period):
            yield warning(
                "outside-period", figure.id, "on", f"{figure.on} is not in {figure.period}"
            )


def misdated_ids(store: Store) -> Iterator[Finding]:
    """A session is named by the first day announced or held, a round by the year it began."""
    for session in store.sessions:
        day = DAY_OF(session.id)
        known = [when.start for when in (session.scheduled, session.held) if when and when.start]
        if day and known and not any(_can_be(day[1], when) for when in known):
            told = ", ".join(map(str, known))
            yield warning("misdated-id", session.id, "id", f"it began {told}")
    for each in store.rounds:
        year = YEAR_OF(each.id)
        if year and each.opened and not _can_be(year[1], each.opened):
            yield warning("misdated-id", each.id, "id", f"it opened {each.opened}")


def _can_be(text: str, when: PartialDate) -> bool:
    """Whether a date can be the day or the year of a text, which need not be one."""
    try:
        named = PartialDate(text)
    except InvalidValue:
        return False
    return not (named.certainly_before(when) or when.certainly_before(named))


def unreported_sessions(store: Store) -> Iterator[Finding]:
    """A session that was announced and of which no source says that it was held."""
    for session in store.sessions:
        if not session.reported:
            yield note("unreported", session.id, "held", "no source reports that it was held")
