"""Checks of dates: what follows comes after, what belongs to something lies within it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kpbargaining.checks.findings import Finding, error, note, warning
from kpbargaining.errors import InvalidValue
from kpbargaining.records.evidence import Basis
from kpbargaining.values.types import When
from kpbargaining.values.when import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.records.bargaining import BargainingRound
    from kpbargaining.records.kinds import AnyRecord
    from kpbargaining.store.store import Store

__all__ = [
    "PAST",
    "SUCCESSION",
    "answered_first",
    "foretold",
    "happened",
    "misdated_ids",
    "outside_agreement",
    "outside_proposal",
    "outside_round",
    "outside_session",
    "succession",
    "successors",
    "unlikely_succession",
    "unreported_sessions",
]

SUCCESSION = (
    ("since", "until"),
    ("reached", "ratified"),
    ("reached", "signed"),
    ("reached", "expires"),
    ("ratified", "expires"),
    ("effective", "expires"),
    ("expires", "terms_until"),
    ("opened", "closed"),
    ("filed", "complaint"),
    ("filed", "decided"),
    ("filed", "settled"),
    ("filed", "withdrawn"),
    ("complaint", "decided"),
    ("noticed", "held"),
    ("noticed", "averted"),
    ("published", "retrieved"),
)
"""Fields of one record of which the second cannot certainly come before the first."""

UNLIKELY = (
    ("noticed", "planned"),
    ("on", "due"),
    ("averted", "held"),
    ("held", "averted"),
    ("not_agreed", "delivered"),
)
"""Fields of one record of which the second hardly comes before the first."""

PAST = {
    *("reached", "ratified", "signed", "opened", "closed", "held", "averted", "noticed", "made"),
    *("filed", "complaint", "decided", "settled", "withdrawn", "delivered", "completed"),
    *("approved", "on"),
}
"""Facts that a source can only state after they have happened."""

WITHIN_ROUND = ("held", "made")
"""Facts of a round's records that lie between its opening and the end of its agreement."""

IN_ITS_COURSE = ("completed", "delivered", "not_agreed", "approved", "closed", "due")
"""Facts of a round's records that hardly lie anywhere else."""

DAY = re.compile(r".*/(\d{4}-\d{2}-\d{2})").fullmatch
YEAR = re.compile(r"([12]\d{3})-.*").fullmatch
"""What an id tells of a day, or of a year."""

TWO_YEARS = 731
"""How many days before it is offered a raise hardly takes effect."""


def happened(record: AnyRecord) -> Iterator[tuple[str, When]]:
    """The facts of a record that lie in the past of whoever states them, with their dates."""
    for name in sorted(PAST):
        when = getattr(record, name, None)
        if isinstance(when, When):
            yield name, when


def succession(store: Store) -> Iterator[Finding]:
    """What follows from something does not certainly come before it."""
    for record, name, sentence in _swapped(store, SUCCESSION):
        yield error("succession", record, name, sentence)


def unlikely_succession(store: Store) -> Iterator[Finding]:
    """Notice precedes the days planned, what is due lies ahead, and what is called off is over."""
    for record, name, sentence in _swapped(store, UNLIKELY):
        yield warning("unlikely-succession", record, name, sentence)


def _swapped(store: Store, pairs: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, str, str]]:
    """Where the second of two fields is certainly before the first, and what to say of it."""
    for record in store.records():
        for first, second in pairs:
            early, late = getattr(record, first, None), getattr(record, second, None)
            if early is not None and late is not None and late.certainly_before(early):
                yield record.id, second, f"{second} {late} is certainly before {first} {early}"


def foretold(store: Store) -> Iterator[Finding]:
    """A source states nothing as happened that certainly lies after it came out or was seen."""
    for item in store.evidence:
        source, record = store.sources.get(item.source), store.get(item.record)
        if source is None or record is None or record is source or item.basis is not Basis.STATED:
            continue
        for name, when in happened(record) if item.fields else ():
            if name in (item.fields or ()) and _precedes(source.published, when):
                sentence = f"{source.id}, published {source.published}, cannot report {when}"
                yield error("foretold", record.id, name, sentence)
            elif name in (item.fields or ()) and _precedes(source.retrieved, when):
                sentence = f"{source.id}, seen {source.retrieved}, cannot report {when}"
                yield warning("foretold", record.id, name, sentence)
        read = [(name, when) for name, when in item.readings.items() if name in PAST]
        for name, when in (*read, ("attests", item.attests)):
            if isinstance(when, When) and _precedes(source.published, when):
                sentence = f"{source.id}, published {source.published}, cannot report {when}"
                yield warning("foretold", record.id, name, sentence)


def _precedes(known: PartialDate | None, when: When) -> bool:
    return known is not None and known.certainly_before(when)


def outside_round(store: Store) -> Iterator[Finding]:
    """What is done in a round lies between its opening and the expiry of what it led to."""
    for each in store.rounds:
        made = store.agreements.get(each.produced)
        end = made.expires if made else None
        for record in store.index.in_round(each.id):
            for name in (*WITHIN_ROUND, *IN_ITS_COURSE):
                when = getattr(record, name, None)
                if when is None:
                    continue
                if each.opened and when.certainly_before(each.opened):
                    sentence = f"{when} is before the round opened, {each.opened}"
                    yield warning("before-round", record.id, name, sentence)
                if end and end.certainly_before(when) and name in WITHIN_ROUND:
                    sentence = f"{when} is after its agreement expired, {end}"
                    yield error("after-round", record.id, name, sentence)
                elif end and end.certainly_before(when):
                    sentence = f"{when} is after its agreement expired, {end}"
                    yield warning("after-round", record.id, name, sentence)
        yield from _deal(store, each)


def _deal(store: Store, each: BargainingRound) -> Iterator[Finding]:
    """What a round led to comes after its opening and its offers, and is not what it began with."""
    made, old = store.agreements.get(each.produced), store.agreements.get(each.renegotiates)
    if made is not None and made is old:
        yield warning("same-agreement", each.id, "produced", "it is what is renegotiated")
    if made is None or made.reached is None:
        return
    for before, what in ((each.opened, "the round opened"), (old and old.reached, "the old one")):
        if before and made.reached.certainly_before(before):
            sentence = f"{made.id} was reached {made.reached}, before {what}, {before}"
            yield error("succession", each.id, "produced", sentence)
    for proposal in store.proposals.having("round", each.id):
        if proposal.made and made.reached.certainly_before(proposal.made):
            sentence = f"{proposal.made} is after the deal, {made.reached}"
            yield warning("after-deal", proposal.id, "made", sentence)


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
    for step in store.wage_steps:
        proposal = store.proposals.get(step.of)
        made = proposal.made if proposal else None
        if proposal is None or made is None or step.effective is None:
            continue
        ahead = made.days_until(step.effective)
        years = proposal.term.high if proposal.term and proposal.term.high is not None else None
        if ahead.high is not None and ahead.high < -TWO_YEARS:
            sentence = f"{step.effective} is long before it was offered, {made}"
            yield warning("outside-proposal", step.id, "effective", sentence)
        if ahead.low is not None and years is not None and ahead.low > years * 366 + TWO_YEARS:
            sentence = f"{step.effective} is after the {proposal.term} years offered {made}"
            yield warning("outside-proposal", step.id, "effective", sentence)


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
    for outcome in store.outcomes:
        session = store.sessions.get(outcome.session)
        held, approved = session.held if session else None, outcome.approved
        if held is not None and approved is not None and approved.certainly_before(held):
            sentence = f"{approved} is before it was reached, {held}"
            yield warning("outside-session", outcome.id, "approved", sentence)
    for figure in store.figures:
        if figure.on and figure.period and not figure.on.possibly_within(figure.period):
            yield warning(
                "outside-period", figure.id, "on", f"{figure.on} is not in {figure.period}"
            )


def successors(store: Store) -> Iterator[Finding]:
    """An agreement does not take effect, and is not reached, before the one it follows."""
    for agreement in store.agreements:
        before = store.agreements.get(agreement.predecessor)
        for name in ("effective", "reached") if before else ():
            early, late = getattr(before, name), getattr(agreement, name)
            if early and late and late.certainly_before(early):
                sentence = f"{late} is before that of {agreement.predecessor}, {early}"
                yield error("succession", agreement.id, name, sentence)


def answered_first(store: Store) -> Iterator[Finding]:
    """Nobody answers what is said or offered only later."""
    for proposal in store.proposals:
        answered = store.proposals.get(proposal.answers)
        if answered and proposal.made and answered.made and _precedes(proposal.made, answered.made):
            sentence = f"{proposal.made} is before what it answers, {answered.made}"
            yield warning("answered-first", proposal.id, "answers", sentence)
    for statement in store.statements:
        said = store.statements.get(statement.answers)
        if said and statement.on and said.on and _precedes(statement.on, said.on):
            sentence = f"{statement.on} is before what it answers, {said.on}"
            yield warning("answered-first", statement.id, "answers", sentence)


def misdated_ids(store: Store) -> Iterator[Finding]:
    """A session is named by the first day announced or held, a round by the year it began."""
    for session in store.sessions:
        day = DAY(session.id)
        known = [when.start for when in (session.scheduled, session.held) if when and when.start]
        if day and known and not any(_can_be(day[1], when) for when in known):
            told = ", ".join(map(str, known))
            yield warning("misdated-id", session.id, "id", f"it began {told}")
    for each in store.rounds:
        year = YEAR(each.id)
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
