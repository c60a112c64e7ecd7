"""Checks of who sits where: on which side of the table, and above or below whom."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kpbargaining.checks.doubles import same_days
from kpbargaining.checks.findings import Finding, error, warning
from kpbargaining.records.actions import JobActionKind
from kpbargaining.records.bargaining import CommitteeKind
from kpbargaining.records.parties import OrganizationKind
from kpbargaining.store.sides import Side, side_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.records.actions import JobAction, Vote
    from kpbargaining.records.agreements import Agreement, Partnership
    from kpbargaining.records.bargaining import BargainingRound, Proposal
    from kpbargaining.records.evidence import Source
    from kpbargaining.records.figures import Statement
    from kpbargaining.store.store import Store

__all__ = [
    "own_answers",
    "own_approvals",
    "own_cases",
    "own_sympathy",
    "strangers",
    "upside_down",
    "voices",
    "wrong_sides",
]

DAYS = ("held", "planned")
ONE_SIDE = (Side.MANAGEMENT, Side.LABOR)

RANKS = {
    OrganizationKind.BARGAINING_UNIT: 0,
    OrganizationKind.LOCAL_UNION: 1,
    OrganizationKind.INTERNATIONAL_UNION: 2,
    OrganizationKind.OFFICE: 0,
    OrganizationKind.FACILITY: 0,
    OrganizationKind.MEDICAL_GROUP: 1,
    OrganizationKind.EMPLOYER: 1,
}
"""How high a kind of body stands: none is a part of one that stands lower."""

LOCALS = (OrganizationKind.BARGAINING_UNIT, OrganizationKind.LOCAL_UNION)
APART = (OrganizationKind.COALITION, OrganizationKind.GOVERNMENT_BODY)
"""What no local is a part of, though it can join a coalition."""

WIDE = (
    OrganizationKind.COALITION,
    OrganizationKind.FEDERATION,
    OrganizationKind.INTERNATIONAL_UNION,
)
"""What does not join one local."""


def wrong_sides(store: Store) -> Iterator[Finding]:
    """Labor strikes and votes, what is agreed has both sides, and nobody belongs to the other."""
    actions: list[JobAction | Vote] = [*store.job_actions, *store.votes]
    for action in actions:
        if action.by and side_of(store, action.by) is Side.MANAGEMENT:
            yield error("wrong-side", action.id, "by", "it is by management alone")
    bound: list[Agreement | BargainingRound | Partnership] = [
        *store.agreements,
        *store.rounds,
        *store.partnerships,
    ]
    for each in bound:
        if each.parties and side_of(store, each.parties) in ONE_SIDE:
            yield warning("one-sided", each.id, "parties", "all parties are on one side")
    yield from _strange_acts(store)
    yield from _belonging(store)


def _strange_acts(store: Store) -> Iterator[Finding]:
    """What a government body does as if it were a party, and offers by both sides."""
    acts: list[JobAction | Vote | Proposal] = [
        *store.job_actions,
        *store.votes,
        *store.proposals,
    ]
    for each in acts:
        for name in each.by or ():
            body = store.organizations.get(name)
            if body and body.kind is OrganizationKind.GOVERNMENT_BODY:
                yield warning("wrong-side", each.id, "by", f"{name} is no party")
    for proposal in store.proposals:
        if {side_of(store, (name,)) for name in proposal.by} >= {*ONE_SIDE}:
            yield warning("both-sides", proposal.id, "by", "it is by both sides")


def _belonging(store: Store) -> Iterator[Finding]:
    """Who is a member or a part of what sits on the other side of the table."""
    pairs = [(each.id, "body", each.member, each.body) for each in store.memberships]
    pairs += [
        (each.id, "parent", each.id, each.parent) for each in store.organizations if each.parent
    ]
    for record, field, part, whole in pairs:
        sides = {side_of(store, (part,)), side_of(store, (whole,))}
        if sides == set(ONE_SIDE):
            yield warning("wrong-side", record, field, f"{whole} is on the other side than {part}")


def upside_down(store: Store) -> Iterator[Finding]:
    """No union is in one of its locals, no local part of a coalition, no table in its groups."""
    for body in store.organizations:
        above = store.organizations.get(body.parent)
        if above and above.kind in RANKS and RANKS.get(body.kind, 0) > RANKS[above.kind]:
            sentence = f"a {body.kind} is not a part of a {above.kind}"
            yield warning("upside-down", body.id, "parent", sentence)
        if above and above.kind in APART and body.kind in LOCALS:
            sentence = f"a {body.kind} is not a part of a {above.kind}"
            yield warning("upside-down", body.id, "parent", sentence)
    for each in store.memberships:
        member, joined = store.organizations.get(each.member), store.organizations.get(each.body)
        if member and joined and member.kind in WIDE and joined.kind in LOCALS:
            sentence = f"a {member.kind} is not a member of a {joined.kind}"
            yield warning("upside-down", each.id, "body", sentence)
    for group in store.committees:
        over = store.committees.get(group.parent)
        whole = group.kind is CommitteeKind.COMMON_ISSUES_COMMITTEE
        if whole and over and over.kind is not CommitteeKind.COMMON_ISSUES_COMMITTEE:
            sentence = f"a {group.kind} does not report to a {over.kind}"
            yield warning("upside-down", group.id, "parent", sentence)


def strangers(store: Store) -> Iterator[Finding]:
    """What follows an agreement, and what leads to one, has a party in common with it."""
    ties: list[tuple[Agreement | BargainingRound, str, str | None]] = [
        *((each, "predecessor", each.predecessor) for each in store.agreements),
        *((each, "renegotiates", each.renegotiates) for each in store.rounds),
        *((each, "produced", each.produced) for each in store.rounds),
    ]
    for record, name, other in ties:
        agreement = store.agreements.get(other)
        theirs = agreement.parties if agreement else None
        if record.parties and theirs and not set(record.parties).intersection(theirs):
            yield warning("strangers", record.id, name, f"no party of it is a party to {other}")


def voices(store: Store) -> Iterator[Finding]:
    """A publisher speaks in one voice; who is told in brackets only may be several."""
    heard: dict[str, Source] = {}
    for source in store.sources:
        first = heard.setdefault(source.publisher, source)
        if first.voice is not source.voice and not source.publisher.startswith("["):
            sentence = f"{first.id}, of the same publisher, is in the voice of {first.voice}"
            yield warning("voice", source.id, "voice", sentence)


def own_cases(store: Store) -> Iterator[Finding]:
    """Nobody brings a case against oneself, or before one of the sides."""
    for case in store.cases:
        both = set(case.by or ()).intersection(case.against or ())
        if both:
            yield warning("own-case", case.id, "against", f"{min(both)} brought it")
        if case.forum and side_of(store, (case.forum,)) in ONE_SIDE:
            yield warning("wrong-side", case.id, "forum", f"{case.forum} is a party, no forum")


def own_sympathy(store: Store) -> Iterator[Finding]:
    """Nobody strikes in sympathy with a strike of one's own."""
    strikes: dict[str, list[JobAction]] = defaultdict(list)
    for strike in store.job_actions.having("kind", JobActionKind.STRIKE):
        for name in strike.by or ():
            strikes[name].append(strike)
    for action in store.job_actions.having("kind", JobActionKind.SYMPATHY_STRIKE):
        for name in action.by or ():
            if own := [each.id for each in strikes[name] if same_days(action, each, DAYS)]:
                yield warning("own-sympathy", action.id, "by", f"{name} was on strike, {own[0]}")


def own_approvals(store: Store) -> Iterator[Finding]:
    """No group approves its own work."""
    for outcome in store.outcomes:
        if outcome.committee and outcome.committee == outcome.approved_by:
            sentence = f"{outcome.committee} approved its own work"
            yield warning("own-approval", outcome.id, "approved_by", sentence)


def own_answers(store: Store) -> Iterator[Finding]:
    """Nobody answers a proposal or a statement of one's own."""
    for proposal in store.proposals:
        yield from _own_answer(proposal, store.proposals.get(proposal.answers))
    for statement in store.statements:
        yield from _own_answer(statement, store.statements.get(statement.answers))


def _own_answer(
    record: Proposal | Statement, answered: Proposal | Statement | None
) -> Iterator[Finding]:
    if answered is not None and set(answered.by) == set(record.by):
        yield warning("own-answer", record.id, "answers", f"{answered.id} is of the same")
