"""Checks of dates: what follows comes after, what belongs to something lies within it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpbargaining.checks.findings import Finding, error, note, warning
from kpbargaining.records.evidence import Basis
from kpbargaining.values.types import When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.store.store import Store

__all__ = [
    "SUCCESSION",
    "foretold",
    "lifetimes",
    "outside_agreement",
    "outside_round",
    "succession",
    "successors",
    "unreported_sessions",
]

SUCCESSION = (
    ("since", "until"),
    ("reached", "ratified"),
    ("reached", "signed"),
    ("effective", "expires"),
    ("expires", "terms_until"),
    ("opened", "closed"),
    ("filed", "complaint"),
    ("filed", "decided"),
    ("filed", "settled"),
    ("filed", "withdrawn"),
    ("noticed", "held"),
    ("noticed", "averted"),
    ("published", "retrieved"),
)
"""Fields of one record of which the second cannot certainly come before the first."""

PAST = {
    *("reached", "ratified", "signed", "opened", "closed", "held", "averted", "noticed", "made"),
    *("filed", "complaint", "decided", "settled", "withdrawn", "delivered", "completed"),
    *("approved", "on"),
}
"""Facts that a source can only state after they have happened."""

WITHIN_ROUND = ("held", "made")
"""Facts of a round's records that lie between its opening and the end of its agreement."""


def succession(store: Store) -> Iterator[Finding]:
    """What follows from something does not certainly come before it."""
    for record in store.records():
        for first, second in SUCCESSION:
            early, late = getattr(record, first, None), getattr(record, second, None)
            if early is not None and late is not None and late.certainly_before(early):
                sentence = f"{second} {late} is certainly before {first} {early}"
                yield error("succession", record.id, second, sentence)


def foretold(store: Store) -> Iterator[Finding]:
    """A source does not state as happened what certainly lies after its publication."""
    for item in store.evidence:
        source, record = store.sources.get(item.source), store.get(item.record)
        published = source.published if source else None
        stated = item.basis is Basis.STATED and published is not None and record is not None
        if not (stated and published and record) or record is source:
            continue
        for name in PAST.intersection(item.fields or ()):
            when = getattr(record, name, None)
            if isinstance(when, When) and published.certainly_before(when):
                sentence = f"{item.source}, published {published}, cannot report {when}"
                yield error("foretold", record.id, name, sentence)


def outside_round(store: Store) -> Iterator[Finding]:
    """Sessions and offers of a round lie between its opening and the expiry of what it led to."""
    for each in store.rounds:
        made = store.agreements.get(each.produced)
        end = made.expires if made else None
        for record in store.index.in_round(each.id):
            for name in WITHIN_ROUND:
                when = getattr(record, name, None)
                if when is None:
                    continue
                if each.opened and when.certainly_before(each.opened):
                    sentence = f"{when} is before the round opened, {each.opened}"
                    yield warning("before-round", record.id, name, sentence)
                if end and end.certainly_before(when):
                    sentence = f"{when} is after its agreement expired, {end}"
                    yield error("after-round", record.id, name, sentence)
        if made and made.reached and each.opened and made.reached.certainly_before(each.opened):
            sentence = f"{made.id} was reached {made.reached}, before the round opened"
            yield error("succession", each.id, "produced", sentence)


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


def lifetimes(store: Store) -> Iterator[Finding]:
    """Nobody joins a body before it was founded, or after it ended."""
    for membership in store.memberships:
        body = store.organizations.get(membership.body)
        joined = membership.since
        if body is None or joined is None:
            continue
        if body.since and joined.certainly_before(body.since):
            sentence = f"{joined} is before {body.id} was founded, {body.since}"
            yield error("lifetime", membership.id, "since", sentence)
        if body.until and body.until.certainly_before(joined):
            sentence = f"{joined} is after {body.id} ended, {body.until}"
            yield error("lifetime", membership.id, "since", sentence)


def successors(store: Store) -> Iterator[Finding]:
    """An agreement does not take effect, and is not reached, before the one it follows."""
    for agreement in store.agreements:
        before = store.agreements.get(agreement.predecessor)
        for name in ("effective", "reached") if before else ():
            early, late = getattr(before, name), getattr(agreement, name)
            if early and late and late.certainly_before(early):
                sentence = f"{late} is before that of {agreement.predecessor}, {early}"
                yield error("succession", agreement.id, name, sentence)


def unreported_sessions(store: Store) -> Iterator[Finding]:
    """A session that was announced and of which no source says that it was held."""
    for session in store.sessions:
        if not session.reported:
            yield note("unreported", session.id, "held", "no source reports that it was held")
