"""Checks of what there was when, and for how long: each finds its own, and passes the rest."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import attrs
import pytest

from kpbargaining.checks import lasting
from kpbargaining.records.actions import Case, CaseKind, JobAction, JobActionKind, Vote, VoteKind
from kpbargaining.records.agreements import Agreement, AgreementKind
from kpbargaining.records.bargaining import Deliverable, Session
from kpbargaining.records.evidence import Evidence
from kpbargaining.records.figures import Figure, Scope, Statement, StatementKind
from kpbargaining.records.kinds import BY_CLASS, AnyRecord
from kpbargaining.records.parties import Appointment, Membership
from kpbargaining.values.passages import Passage
from kpbargaining.values.when import PartialDate, Span

Found = Callable[..., list[str]]

MARCH, MAY, SESSION, PICKET = (
    "march-bulletin",
    "may-story",
    "2024-acme/2024-05-14",
    "2024-acme/picket",
)
PACT, ACME, NURSES = "agreement-2021-acme", "acme-hospitals", "nurses-united"


def days(**texts: str) -> dict[str, Any]:
    """Dates and spans by field."""
    return {name: Span(t) if "/" in t else PartialDate(t) for name, t in texts.items()}


def member(member: str = NURSES, body: str = ACME, **texts: str) -> Membership:
    """A membership on these days."""
    return Membership(id="member", member=member, body=body, **days(**texts))


def chair(on: str, *bodies: str) -> Appointment:
    """A title held on a day."""
    return Appointment(id="chair", person="jane-doe", bodies=bodies, on=PartialDate(on))


def case(**texts: str) -> Case:
    """A case that was decided, and so on."""
    return Case(id="case", kind=CaseKind.LAWSUIT, **days(decided="2024-05", **texts))


def attested(on: str | None, record: str = "member") -> Evidence:
    """Evidence that a record was so on a day."""
    day = PartialDate(on) if on else None
    return Evidence(record=record, source=MAY, attests=day)


FAULTS: list[tuple[Any, list[str], list[Any]]] = [
    (
        lasting.doings,
        ["lifetime agreement-2021-acme ratified", "lifetime 2024-acme opened"],
        [(ACME, days(since="2024-06"))],
    ),
    (lasting.doings, ["lifetime chair on"], [chair("1998", "2024-acme/pay", NURSES)]),
    (
        lasting.doings,
        ["lifetime 2024-acme opened", f"lifetime {PICKET} noticed", f"lifetime {PICKET} held"],
        [(NURSES, days(until="2024-02")), (PICKET, days(held="2024-04-02/2024-04-03"))],
    ),
    (
        lasting.attested_outside,
        ["attests member since", "attests member until"],
        [member(since="2001", until="2005"), attested("2000"), attested("2006")],
    ),
    (
        lasting.carriers,
        [f"carrier {MAY} extent"],
        [(MAY, {"extent": Passage("0+9:0123456789abcdef")})],
    ),
    (
        lasting.unlikely_lengths,
        [f"long {SESSION} held"],
        [(SESSION, days(held="2024-05-14/2024-07-13"))],
    ),
    (lasting.unlikely_lengths, [f"far {SESSION} held"], [(SESSION, days(scheduled="2023-05-01/"))]),
    (lasting.unlikely_lengths, [f"far {SESSION} held"], [(SESSION, days(scheduled="2026-05-01/"))]),
    (lasting.unlikely_lengths, [f"far {PACT} expires"], [(PACT, days(expires="2037"))]),
    (
        lasting.unlikely_lengths,
        [f"far {PACT} effective", f"far {PACT} ratified"],
        [(PACT, days(reached="2016-01"))],
    ),
    (
        lasting.ends_of_cases,
        ["ends case withdrawn"],
        [case(settled="2024-06", withdrawn="2024-07")],
    ),
    (
        lasting.unlikely_lengths,
        ["far pact effective"],
        [
            Agreement(
                id="pact",
                kind=AgreementKind.NATIONAL,
                name="Pact",
                predecessor=PACT,
                effective=PartialDate("2064-10-01"),
            )
        ],
    ),
]

HARMLESS: list[tuple[Any, list[Any]]] = [
    *((getattr(lasting, name), []) for name in lasting.__all__),
    (lasting.doings, [chair("1998", "gone", "2024-acme/pay")]),
    (lasting.doings, [(PICKET, {"by": None}), (ACME, days(since="2021"))]),
    (lasting.attested_outside, [member(since="2001"), attested("2001"), attested(None)]),
    (lasting.attested_outside, [attested("2000", SESSION), attested("2000", "gone")]),
    (lasting.carriers, [(MAY, {"part_of": MARCH, "extent": Passage("0+9:0123456789abcdef")})]),
    (lasting.unlikely_lengths, [(SESSION, days(held="2024-05-14/2024-07-12"))]),
    (lasting.unlikely_lengths, [(SESSION, days(held="2024-05-14/.."))]),
    (lasting.unlikely_lengths, [(SESSION, days(scheduled="/2020-05-14"))]),
    (lasting.unlikely_lengths, [(PACT, days(expires="[2037..]"))]),
    (lasting.ends_of_cases, [case(settled="2024-06")]),
]


@pytest.mark.parametrize(("check", "expected", "changes"), FAULTS)
def test_a_check_finds(found: Found, check: Any, expected: list[str], changes: list[Any]) -> None:
    """A check finds what it is there to find, and where it is."""
    assert expected == found(check, *changes)


@pytest.mark.parametrize(("check", "changes"), HARMLESS)
def test_a_check_passes(found: Found, check: Any, changes: list[Any]) -> None:
    """A check finds nothing where nothing is wrong, or where nothing can be told."""
    assert [] == found(check, *changes)


ROUND = "2024-acme"
FIRST = Agreement(id="pact", kind=AgreementKind.NATIONAL, name="Pact")
WALK = JobAction(id="walk", kind=JobActionKind.STRIKE)
TALK = Session(id=f"{ROUND}/talk", round=ROUND)
VOTE = Vote(id="vote", kind=VoteKind.RATIFICATION, by=(NURSES,))
LENGTHS: list[tuple[AnyRecord, str, str, int]] = [
    (FIRST, "effective", "expires", 5_490),
    (FIRST, "reached", "effective", 1_830),
    (FIRST, "reached", "ratified", 732),
    (attrs.evolve(FIRST, predecessor=PACT), "predecessor.expires", "effective", 1_830),
    (Case(id="case", kind=CaseKind.LAWSUIT), "filed", "decided", 7_320),
    (
        Deliverable(id=f"{ROUND}/task", round=ROUND, committee=f"{ROUND}/pay"),
        "due",
        "delivered",
        1_098,
    ),
    (Figure(id="n", about=PICKET, metric="beds", scope=Scope.LEVEL), "period", "period", 14_640),
    (WALK, "planned", "planned", 366),
    (WALK, "held", "held", 1_098),
    (WALK, "planned", "held", 366),
    (WALK, "noticed", "held", 366),
    (WALK, "noticed", "planned", 366),
    (TALK, "scheduled", "scheduled", 60),
    (TALK, "held", "held", 60),
    (TALK, "scheduled", "held", 366),
    (Statement(id="said", kind=StatementKind.CLAIM, by=(NURSES,)), "on", "due", 14_640),
    (VOTE, "planned", "planned", 366),
    (VOTE, "planned", "closed", 366),
    (VOTE, "opened", "closed", 366),
]


def lasting_for(record: AnyRecord, first: str, second: str, most: int) -> list[Any]:
    """A record of which one span lasts for so many days, or two dates lie so far apart."""
    start = date(2000, 1, 1)
    spans = {field.name for field in BY_CLASS[type(record)].dates if field.type is Span}
    if first == second:
        lasts: dict[str, Any] = {first: Span(f"{start}/{start + timedelta(most - 1)}")}
        return [attrs.evolve(record, **lasts)]
    told = {first: start, second: start + timedelta(most)}
    texts = {name: f"{day}/" if name in spans else f"{day}" for name, day in told.items()}
    own = {name: text for name, text in texts.items() if "." not in name}
    other = {name.partition(".")[2]: text for name, text in texts.items() if "." in name}
    return [attrs.evolve(record, **days(**own)), *([(PACT, days(**other))] if other else [])]


@pytest.mark.parametrize(("record", "first", "second", "most"), LENGTHS)
def test_how_long_is_likely(
    found: Found, record: AnyRecord, first: str, second: str, most: int
) -> None:
    """Each span can last for some days, and two dates lie so far apart, and no day more."""
    code = "long" if first == second else "far"
    longer = f"{code} {record.id} {second}"
    assert longer not in found(lasting.unlikely_lengths, *lasting_for(record, first, second, most))
    assert longer in found(lasting.unlikely_lengths, *lasting_for(record, first, second, most + 1))
    assert len(LENGTHS) == sum(map(len, lasting.LIMITS.values()))


def test_every_check_is_tried() -> None:
    """Every check of the module has a sample here that trips it, and one that passes."""
    named = {getattr(lasting, name) for name in lasting.__all__}
    assert named == {check for check, _, _ in FAULTS} == {check for check, _ in HARMLESS}
