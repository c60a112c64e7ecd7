"""Checks of what there was when, and for how long: each finds its own, and passes the rest."""

from collections.abc import Callable
from typing import Any

import pytest

from kpbargaining.checks import lasting
from kpbargaining.records.actions import Case, CaseKind
from kpbargaining.records.agreements import Agreement, AgreementKind
from kpbargaining.records.evidence import Evidence
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


def test_every_check_is_tried() -> None:
    """Every check of the module has a sample here that trips it, and one that passes."""
    named = {getattr(lasting, name) for name in lasting.__all__}
    assert named == {check for check, _, _ in FAULTS} == {check for check, _ in HARMLESS}
