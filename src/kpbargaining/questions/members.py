"""Who belonged to what: members of a body on a day, and who came and went."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import field, frozen

from kpbargaining.errors import InvalidValue
from kpbargaining.records.parties import Organization, OrganizationKind
from kpbargaining.records.roles import column
from kpbargaining.records.showing import Shown
from kpbargaining.store.asking import question
from kpbargaining.values.days import is_certain
from kpbargaining.values.texts import Id, natural
from kpbargaining.values.when import PartialDate, as_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpbargaining.records.parties import Membership
    from kpbargaining.store.store import Store
    from kpbargaining.tables.table import Table
    from kpbargaining.values.days import Certainty
    from kpbargaining.values.types import When

    Day = str | date | PartialDate

__all__ = [
    "MemberRow",
    "MembershipChangeRow",
    "MembershipMove",
    "Standing",
    "begun",
    "coalition_of",
    "lasts",
    "members_of",
    "membership_changes",
]


class Standing(StrEnum):
    """Why a membership counts on a day, or does not for sure."""

    BETWEEN_DATES = "between its dates"
    """It certainly began by the day, and certainly did not end before it."""
    ATTESTED = "attested on the day"
    """A source reports it as existing on just that day."""
    ATTESTED_AROUND = "attested before and after"
    """Sources report it on a day before and on a day after, and none says that it broke off."""
    SINCE_ATTESTED = "attested before, no end known"
    """A source reports it on an earlier day, and none published since says that it ended."""
    POSSIBLE = "possible"
    """Nothing excludes it, but no source shows it on the day."""


@frozen(kw_only=True, repr=False)
class MemberRow(Shown):
    """One member of a body on a day, or at any time."""

    member: Id = field(
        metadata=column("Who belongs", refers="Organization", of="Membership.member")
    )
    body: Id = field(
        metadata=column("To what", refers="Organization or Partnership", of="Membership.body")
    )
    parent: Id | None = field(
        metadata=column("The body that the member is a part of", refers="Organization")
    )
    standing: Standing | None = field(
        metadata=column("Why it counts on the day; empty where no day is asked for")
    )
    since: PartialDate | None = field(metadata=column("When it joined", of="Membership.since"))
    until: PartialDate | None = field(metadata=column("When it left", of="Membership.until"))
    attested: tuple[PartialDate, ...] = field(
        metadata=column("Days for which sources report it as existing")
    )
    market: Id | None = field(
        metadata=column("The market it belongs in", refers="market", of="Membership.market")
    )
    membership: Id = field(metadata=column("The membership", refers="Membership"))
    sources: tuple[Id, ...] = field(metadata=column("Who says so", refers="Source"))


@question
def members_of(
    store: Store, body: str, on: Day | None = None, certainty: Certainty = "certainly"
) -> Table[MemberRow]:
    """The members of a body; with *on*, those that belonged to it on that day.

    `certainly` counts a membership between its dates, and one that a source reports on the day,
    on both sides of it, or on an earlier one as long as no source says that it ended since.
    Where no end is known that holds up to the last day that the sources speak for. `possibly`
    counts also what no source excludes. Neither counts a day on which the member or the body was
    not there. The note says how many of either there are.
    Raises `UnknownName` with the nearest ids.
    """
    certain = is_certain(certainty)
    found = _of_body(store, body)
    if on is None:
        rows = [_member(store, each, None) for each in found]
        return store.index.table(MemberRow, sorted(rows, key=_by_name), "members")
    day = as_day(on)
    standings = [(each, standing_on(store, each, day)) for each in found]
    known = [(each, standing) for each, standing in standings if standing]
    sure = [pair for pair in known if pair[1] is not Standing.POSSIBLE]
    rows = [_member(store, each, standing) for each, standing in (sure if certain else known)]
    notes = _notes(len(sure), len(known))
    return store.index.table(MemberRow, sorted(rows, key=_by_name), "members", notes)


def _of_body(store: Store, body: str) -> list[Membership]:
    record = store.index.one_of("Organization or Partnership", body)
    return store.memberships.having("body", record.id)


def _by_name(row: MemberRow) -> tuple[tuple[str | int, ...], str]:
    return natural(row.member)


def _notes(sure: int, known: int) -> list[str]:
    """A warning where the sources leave most open."""
    open_ = known - sure
    if not open_:
        return []
    most = "Most are undecided: " if open_ > sure else ""
    return [f"{most}{sure} certainly belonged on that day, {open_} more possibly"]


def _member(store: Store, each: Membership, standing: Standing | None) -> MemberRow:
    return MemberRow(
        member=each.member,
        body=each.body,
        parent=getattr(store.get(each.member), "parent", None),
        standing=standing,
        since=each.since,
        until=each.until,
        attested=_attested(store, each),
        market=each.market,
        membership=each.id,
        sources=store.index.tellers(each.id),
    )


def _attested(store: Store, each: Membership) -> tuple[PartialDate, ...]:
    """The days for which sources report a membership, in order; weak reports attest none."""
    days = (item.attests for item in store.evidence_for(each.id) if not item.weak)
    return tuple(sorted({day for day in days if day}, key=lambda day: day.sort_key))


def standing_on(store: Store, each: Membership, day: PartialDate) -> Standing | None:
    """Why a membership counts on a day; None where it certainly does not."""
    lives = [each, *(store.get(name) for name in (each.member, each.body))]
    starts = [getattr(life, "since", None) for life in lives]
    ends = [getattr(life, "until", None) for life in lives]
    if not all(begun(start, day, certain=False) for start in starts):
        return None
    if not all(lasts(end, day, certain=False) for end in ends):
        return None
    lasting = all(lasts(end, day, certain=True) for end in ends)
    lasting = lasting and (each.until is not None or _is_spoken_for(store, day))
    if begun(each.since, day, certain=True) and lasting:
        return Standing.BETWEEN_DATES
    attested = _attested(store, each)
    if day in attested:
        return Standing.ATTESTED
    before = any(seen.certainly_before(day) for seen in attested)
    after = any(day.certainly_before(seen) for seen in attested)
    if (before and after) or (after and begun(each.since, day, certain=True)):
        return Standing.ATTESTED_AROUND
    return Standing.SINCE_ATTESTED if before and lasting else Standing.POSSIBLE


def _is_spoken_for(store: Store, day: PartialDate) -> bool:
    """Whether a source was certainly published on a day or later."""
    return day.low is not None and day.low <= store.index.last_day


def begun(start: PartialDate | None, day: PartialDate, *, certain: bool) -> bool:
    """Whether something had begun by the end of a day; an unknown start is possible."""
    if start is None:
        return not certain
    return not (day.possibly_before(start) if certain else day.certainly_before(start))


def lasts(end: PartialDate | None, day: PartialDate, *, certain: bool) -> bool:
    """Whether something had not ended before a day, its last day included."""
    if end is None:
        return True
    return not (end.possibly_before(day) if certain else end.certainly_before(day))


class MembershipMove(StrEnum):
    """A member coming or going."""

    JOINED = "joined"
    LEFT = "left"


@frozen(kw_only=True, repr=False)
class MembershipChangeRow(Shown):
    """A member that joined or left a body in the days one asks about."""

    member: Id = field(metadata=column("Who", refers="Organization", of="Membership.member"))
    change: MembershipMove = field(metadata=column("Whether it joined or left"))
    certain: bool = field(
        metadata=column("Whether its day certainly lies in these days; otherwise it only can")
    )
    when: PartialDate = field(metadata=column("The day"))
    membership: Id = field(metadata=column("The membership", refers="Membership"))
    sources: tuple[Id, ...] = field(metadata=column("Who gives that day", refers="Source"))


@question
def membership_changes(
    store: Store, body: str, first: Day, last: Day
) -> Table[MembershipChangeRow]:
    """Who joined and who left a body after a first and by a last day, by name of the member.

    Who has no date of joining or leaving is not among them; the note says how many those are.
    Raises `UnknownName` with the nearest ids, and `InvalidValue` if the last day is before the
    first.
    """
    days = (as_day(first), as_day(last))
    if days[1].certainly_before(days[0]):
        raise InvalidValue("a last day that is not before the first", f"{first} to {last}")
    found = _of_body(store, body)
    rows = [
        MembershipChangeRow(
            member=each.member,
            change=change,
            certain=certain,
            when=when,
            membership=each.id,
            sources=store.index.tellers(each.id, name),
        )
        for each in found
        for change, name in ((MembershipMove.JOINED, "since"), (MembershipMove.LEFT, "until"))
        if (when := getattr(each, name)) and (certain := _falls(when, days)) is not None
    ]
    rows.sort(key=lambda row: (natural(row.member), row.when.sort_key))
    undated = sum(each.since is None for each in found)
    notes = [f"{undated} memberships have no date of joining"] if undated else []
    return store.index.table(MembershipChangeRow, rows, "changes", notes)


def _falls(when: PartialDate, days: tuple[PartialDate, PartialDate]) -> bool | None:
    """Whether a date certainly falls after the first and by the last day; None if it cannot."""
    first, last = days
    if not first.possibly_before(when) or last.certainly_before(when):
        return None
    return first.certainly_before(when) and not last.possibly_before(when)


def coalition_of(
    store: Store, round_id: str | None, names: Iterable[str], when: When | None
) -> tuple[str | None, bool]:
    """The coalition of unions in which these acted, and whether sources leave it open.

    It is theirs by its own name, by the round, or if on the first of the days all of them
    certainly belonged to it.
    """
    bargained = store.rounds.get(round_id)
    parties = (bargained.parties or ()) if bargained else ()
    own = next((name for name in (*names, *parties) if _is_coalition(store, name)), None)
    if own is not None:
        return own, False
    found = [each for name in names for each in store.memberships.having("member", name)]
    joined = [each for each in found if _is_coalition(store, each.body)]
    if when is None or when.low is None:
        return None, bool(joined)
    day = PartialDate.on(date.fromordinal(when.low))
    known = {each: standing_on(store, each, day) for each in joined}
    sure = {each.member: each.body for each, standing in known.items() if standing}
    bodies = {sure.get(name) for name in names}
    doubt = Standing.POSSIBLE in known.values() or len(bodies) > 1
    return (None, True) if doubt else (next(iter(bodies), None), False)


def _is_coalition(store: Store, name: str) -> bool:
    body = store.get(name)
    return isinstance(body, Organization) and body.kind is OrganizationKind.COALITION
