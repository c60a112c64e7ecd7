"""The order of dates, in one table: what follows from something does not come before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from kpbargaining.checks.findings import Finding, Severity, error, warning
from kpbargaining.values.types import When
from kpbargaining.values.when import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.records.kinds import AnyRecord
    from kpbargaining.store.store import Store

__all__ = ["ORDER", "YEAR", "Succession", "apart", "dated", "followed", "follows"]

YEAR = 366
ERROR, WARNING = Severity.ERROR, Severity.WARNING


@frozen
class Succession:
    """Two dates of which the second does not certainly come before the first.

    A date is a field of the record, or one of a record that it names: `on.held`.
    """

    kind: str
    early: str
    late: str
    severity: Severity
    code: str
    slack: int
    """By how many days it may all the same."""

    @property
    def field(self) -> str:
        """The field of the record in which a curator looks first."""
        own = [name for name in (self.late, self.early) if "." not in name]
        return own[0] if own else self.late.partition(".")[0]


def _rows(severity: Severity, code: str, *texts: str, slack: int = 0) -> Iterator[Succession]:
    """The rows that are written `Kind: early < late, early < late`."""
    for text in texts:
        kind, _, pairs = text.partition(": ")
        for pair in pairs.split(", "):
            early, _, late = pair.partition(" < ")
            yield Succession(kind, early, late, severity, code, slack)


ORDER: tuple[Succession, ...] = (
    *_rows(
        ERROR,
        "succession",
        "Source: published < retrieved",
        "Organization: since < until",
        "Partnership: since < until",
        "Membership: since < until",
        "Identifier: since < until",
        "Agreement: reached < ratified, reached < signed, reached < expires, ratified < expires",
        "Agreement: effective < expires, effective < terms_until, expires < terms_until",
        "Agreement: predecessor.effective < effective, predecessor.reached < reached",
        "BargainingRound: opened < produced.reached, renegotiates.reached < produced.reached",
        "Vote: opened < closed",
        "JobAction: noticed < held, noticed < averted",
        "Case: filed < complaint, filed < decided, filed < settled, filed < withdrawn",
        "Case: complaint < decided",
    ),
    *_rows(ERROR, "lifetime", "Membership: body.since < since, member.since < since"),
    *_rows(ERROR, "lifetime", "Membership: since < body.until, since < member.until"),
    *_rows(WARNING, "lifetime", "Membership: body.since < until, member.since < until"),
    *_rows(WARNING, "lifetime", "Membership: until < body.until, until < member.until"),
    *_rows(
        WARNING,
        "unlikely-succession",
        "BargainingRound: renegotiates.effective < opened",
        "JobAction: noticed < planned, averted < held, held < averted",
        "Case: complaint < settled, complaint < withdrawn",
        "Deliverable: not_agreed < delivered, delivered < committee.completed",
        "Statement: on < due",
    ),
    *_rows(
        WARNING,
        "unlikely-succession",
        "Agreement: reached < effective, predecessor.expires < effective",
        slack=2 * YEAR,
    ),
    *_rows(WARNING, "unlikely-succession", "Program: agreement.effective < since", slack=20 * YEAR),
    *_rows(WARNING, "answered-first", "Proposal: answers.made < made"),
    *_rows(WARNING, "answered-first", "Statement: answers.on < on"),
    *_rows(WARNING, "after-deal", "Proposal: made < round.produced.reached"),
    *_rows(WARNING, "outside-session", "Outcome: session.held < approved"),
    *_rows(WARNING, "carrier", "Source: published < part_of.retrieved"),
)
"""Every such pair; an error where it can never be, a warning where history can be odd."""

BY_KIND = {name: [row for row in ORDER if row.kind == name] for name in {row.kind for row in ORDER}}


def dated(store: Store, record: AnyRecord | None, path: str) -> tuple[When | None, str]:
    """The date at a path, `on.held` being that of what a record names in `on`, and its name."""
    name, dot, rest = path.partition(".")
    value: Any = getattr(record, name, None)
    if dot:
        when, told = dated(store, store.get(value), rest)
        return when, told if "." in rest else f"{told} of {value}"
    return (value if isinstance(value, When) else None), name


def follows(store: Store) -> Iterator[Finding]:
    """What follows from something does not certainly come before it."""
    for record in store.records():
        for row, sentence in _swapped(store, record):
            tell = error if row.severity is ERROR else warning
            yield tell(row.code, record.id, row.field, sentence)


def _swapped(store: Store, record: AnyRecord) -> Iterator[tuple[Succession, str]]:
    """The rows that a record breaks, and what to say of it."""
    for row in BY_KIND.get(type(record).__name__, ()):
        early, first = dated(store, record, row.early)
        late, second = dated(store, record, row.late)
        if early is None or late is None or not late.certainly_before(early):
            continue
        if not row.slack or apart(late, early) > row.slack:
            yield row, f"{second} {late} is certainly before {first} {early}"


def followed(store: Store, record: AnyRecord, names: set[str]) -> Iterator[str]:
    """What a record breaks of the order of its own dates, some of which are among *names*."""
    for row, sentence in _swapped(store, record):
        if names & {row.early, row.late}:
            yield sentence


def apart(one: When | None, other: When | None) -> int:
    """How many days certainly lie between two dates, or the first days of two spans; 0 if none."""
    first, second = (when.start if isinstance(when, Span) else when for when in (one, other))
    days = first.days_until(second) if first and second else None
    if days is None or days.low is None or days.high is None:
        return 0
    return max(days.low, -days.high)
