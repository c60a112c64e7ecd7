"""What a reader would expect to know of a round, and how much of it the record has."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from attrs import field, frozen

from kpbargaining.questions.members import members_of
from kpbargaining.questions.strikes import headcounts_of
from kpbargaining.records.actions import VoteKind
from kpbargaining.records.bargaining import BargainingRound, Committee, Proposal, Session, Step
from kpbargaining.records.roles import column
from kpbargaining.records.showing import Shown
from kpbargaining.store.asking import question
from kpbargaining.values.texts import Count, Id, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.records.actions import JobAction, Vote
    from kpbargaining.records.agreements import Agreement
    from kpbargaining.records.kinds import AnyRecord
    from kpbargaining.store.store import Store
    from kpbargaining.tables.table import Table
    from kpbargaining.values.when import PartialDate

__all__ = ["EXPECTED", "ExpectedRow", "Held", "coverage"]

EXPECTED = (
    "opening",
    "sessions",
    "committees",
    "steps to a contract",
    "offers",
    "deal",
    "ratification",
    "first day in force",
    "expiry",
    "steps of pay",
    "steps by region",
    "votes",
    "votes by member",
    "results of votes",
    "how job actions ended",
    "headcounts of strikes",
)
"""What a reader expects; an Inquiry names what was looked for by these words, or by a fact."""


class Held(StrEnum):
    """How much is held of what a reader expects."""

    HAS = "has"
    PARTLY = "partly"
    NOT_FOUND = "looked for and not found"
    """Somebody looked for it, and no source says; an Inquiry tells where and when."""
    NOT_LOOKED_FOR = "not looked for"
    """Nothing is held, and nobody noted to have looked."""


@frozen(kw_only=True, repr=False)
class ExpectedRow(Shown):
    """One thing that a reader expects to know of a round."""

    round: Id = field(metadata=column("The round", refers="BargainingRound"))
    expected: Text = field(metadata=column("What is expected: opening, sessions, deal, votes"))
    held: Held = field(metadata=column("How much of it the record has"))
    number: Count = field(metadata=column("How many of them it has", unit="records or values"))
    of: Count | None = field(
        metadata=column(
            "How many there are by what sources say; empty where none says",
            unit="records or values",
        )
    )
    note: Text | None = field(metadata=column("What is missing, or where it was looked for"))


class _Found(NamedTuple):
    """How many of the things expected there are, and of how many."""

    expected: str
    number: int
    of: int | None
    about: str
    """The record of which it would be a fact."""
    fields: tuple[str, ...]
    """The facts that it would be; empty for whole records."""
    note: str | None = None
    vague: int = 0
    """How many more are known in part."""


@question
def coverage(store: Store, round_id: str | None = None) -> Table[ExpectedRow]:
    """What a reader would expect of each round, and whether the record has it.

    The opening, the sessions by number, the offers, the deal, the day of ratification, the votes
    member by member, the steps of pay region by region, the strikes and their headcounts: each has
    a row, so that the emptiest round does not look best. Of one round or of all. Members are those
    that certainly belonged to a party on the day of the deal, or else of the opening; regions are
    theirs.
    Raises `UnknownName` with the nearest rounds.
    """
    rounds = store.rounds if round_id is None else (store.index.round(round_id),)
    rows = [_row(store, each.id, found) for each in rounds for found in _expected(store, each)]
    return store.index.table(ExpectedRow, rows, "expectations")


def _row(store: Store, round_id: str, found: _Found) -> ExpectedRow:
    searched = _searched(store, found)
    complete = found.number > 0 and (found.of is None or found.number >= found.of)
    partly = Held.PARTLY if found.number or found.vague else None
    missing = Held.NOT_FOUND if searched else Held.NOT_LOOKED_FOR
    return ExpectedRow(
        round=round_id,
        expected=found.expected,
        held=Held.HAS if complete else partly or missing,
        number=found.number,
        of=found.of,
        note=None if complete else searched or found.note,
    )


def _searched(store: Store, found: _Found) -> str | None:
    """Where it was looked for without being found, if somebody noted so."""
    for inquiry in store.inquiries.having("about", found.about):
        wanted = set(found.fields or (found.expected,))
        if wanted & set(inquiry.fields):
            return f"looked for in {inquiry.where}, {inquiry.on}"
    return None


def _expected(store: Store, each: BargainingRound) -> Iterator[_Found]:
    agreement = store.agreements.get(each.produced or each.sought)
    yield _fact("opening", each, "opened")
    yield _sessions(store, each)
    yield _records("committees", store, Committee, each)
    yield _records("steps to a contract", store, Step, each)
    yield _records("offers", store, Proposal, each)
    yield _fact("deal", agreement or each, "reached")
    yield _fact("ratification", agreement or each, "ratified")
    yield _fact("first day in force", agreement or each, "effective")
    yield _fact("expiry", agreement or each, "expires")
    members = _members(store, each, agreement)
    yield _pay(store, each, agreement)
    yield _regions(store, each, agreement, members)
    yield from _votes(store, each, agreement, members)
    yield from _strikes(store, each)


def _fact(expected: str, record: AnyRecord, name: str) -> _Found:
    known = getattr(record, name, None) is not None
    return _Found(expected, int(known), None, record.id, (name,))


def _records(expected: str, store: Store, cls: type[AnyRecord], each: BargainingRound) -> _Found:
    return _Found(expected, len(store.of(cls).having("round", each.id)), None, each.id, ())


def _sessions(store: Store, each: BargainingRound) -> _Found:
    """The sessions reported as held, of as many as were announced or are counted."""
    sessions: list[Session] = store.sessions.having("round", each.id)
    reported = sum(session.reported for session in sessions)
    highest = max((session.ordinal or 0 for session in sessions), default=0)
    of = max(highest, len(sessions)) or None
    note = f"{(of or 0) - reported} of them no source reports" if sessions else None
    return _Found("sessions", reported, of, each.id, (), note)


def _pay(store: Store, each: BargainingRound, agreement: Agreement | None) -> _Found:
    """The steps of pay whose day and amount are known, of all steps."""
    steps = store.wage_steps.having("of", agreement.id) if agreement else []
    paid = [step for step in steps if step.percent or step.lump_sum]
    known = sum(step.effective is not None and _is_day(step.effective) for step in paid)
    about = agreement.id if agreement else each.id
    note = f"{len(steps) - known} of them without an exact day or without an amount"
    of = len(steps) or None
    return _Found("steps of pay", known, of, about, (), note if of else None, len(paid) - known)


def _is_day(when: PartialDate) -> bool:
    return when.low is not None and when.low == when.high


def _members(store: Store, each: BargainingRound, agreement: Agreement | None) -> set[str]:
    """Who certainly belonged to a party of the round when the deal was made."""
    dates = (agreement.reached if agreement else None, each.opened)
    day = next((when for when in dates if when and _is_day(when)), None)
    bodies = [name for name in each.parties or () if store.memberships.having("body", name)]
    return {row.member for body in bodies if day for row in members_of(store, body, day)}


def _regions(
    store: Store, each: BargainingRound, agreement: Agreement | None, members: set[str]
) -> _Found:
    """The markets that have steps of pay, of those in which the members are."""
    steps = store.wage_steps.having("of", agreement.id) if agreement else []
    named = {market for step in steps for market in step.markets or ()}
    homes = [store.organizations[name].markets or () for name in members]
    every = named.union(*homes)
    about = agreement.id if agreement else each.id
    number = (len(every) or 1) if steps and not named else len(named)  # none is for all
    return _Found("steps by region", number, len(every) or None, about, ())


def _votes(
    store: Store, each: BargainingRound, agreement: Agreement | None, members: set[str]
) -> Iterator[_Found]:
    votes: list[Vote] = store.votes.having("round", each.id)
    counted = [vote for vote in votes if vote.yes_share or vote.yes or vote.no]
    on = store.votes.having("on", agreement.id) if agreement else []
    ballots = [vote for vote in (*votes, *on) if vote.kind is VoteKind.RATIFICATION]
    voted = {name for vote in ballots for name in vote.by or ()}
    known = len(voted & members) if members else len(voted)
    yield _Found("votes", len(votes), None, each.id, ())
    yield _Found("votes by member", known, len(members) or None, each.id, ())
    yield _Found("results of votes", len(counted), len(votes) or None, each.id, ())


def _strikes(store: Store, each: BargainingRound) -> Iterator[_Found]:
    actions: list[JobAction] = store.job_actions.having("round", each.id)
    ended = [action for action in actions if action.held or action.averted]
    held = [action for action in actions if action.held]
    counted = [action for action in held if headcounts_of(store, action, None)]
    yield _Found("how job actions ended", len(ended), len(actions) or None, each.id, ())
    yield _Found("headcounts of strikes", len(counted), len(held) or None, each.id, ())
