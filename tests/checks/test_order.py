"""The order of dates: each row finds what it is there for, and passes the rest."""

from collections.abc import Callable
from typing import Any

import pytest

from kpbargaining.checks.findings import Severity
from kpbargaining.checks.order import ORDER, apart, follows
from kpbargaining.records.actions import Case, CaseKind
from kpbargaining.records.agreements import Agreement, AgreementKind, Program
from kpbargaining.records.figures import Statement, StatementKind
from kpbargaining.records.kinds import KINDS
from kpbargaining.records.parties import Membership
from kpbargaining.values.when import PartialDate, Span

Found = Callable[..., list[str]]

MARCH, MAY = "march-bulletin", "may-story"
ROUND, PACT, PICKET = "2024-acme", "agreement-2021-acme", "2024-acme/picket"
OFFER, DEMAND, GROUP = f"{ROUND}/acme-pay", f"{ROUND}/nurses-pay", f"{ROUND}/pay"
ACME, NURSES = "acme-hospitals", "nurses-united"
LED = (ROUND, {"produced": "pact"})


def days(**texts: str) -> dict[str, Any]:
    """Dates and spans by field."""
    return {name: Span(t) if "/" in t else PartialDate(t) for name, t in texts.items()}


def pact(**texts: Any) -> Agreement:
    """The agreement that the round led to."""
    plain = {name: texts.pop(name) for name in ("predecessor",) if name in texts}
    kind = AgreementKind.NATIONAL
    return Agreement(id="pact", kind=kind, name="Pact", **plain, **days(**texts))


def offered(made: str) -> tuple[str, dict[str, Any]]:
    """The offer, made on a day."""
    return OFFER, days(made=made)


def said(name: str, on: str | None = None, **more: Any) -> Statement:
    """A claim of a day."""
    when = PartialDate(on) if on else None
    return Statement(id=name, kind=StatementKind.CLAIM, by=(NURSES,), on=when, **more)


def member(member: str = NURSES, body: str = ACME, **texts: str) -> Membership:
    """A membership on these days."""
    return Membership(id="member", member=member, body=body, **days(**texts))


def case(**texts: str) -> Case:
    """A case with its stages."""
    return Case(id="case", kind=CaseKind.LAWSUIT, **days(**texts))


def program(since: str) -> Program:
    """A program that rests on the agreement."""
    return Program(id="program", name="Teams", agreement=PACT, **days(since=since))


FAULTS: list[tuple[list[str], list[Any]]] = [
    (
        ["succession agreement-2021-acme expires", f"unlikely-succession {ROUND} opened"],
        [(PACT, days(effective="2024-10"))],
    ),
    ([f"succession {MAY} retrieved"], [(MAY, days(retrieved="2024-05-19"))]),
    (
        ["succession 2024-acme/picket held"],
        [(PICKET, days(held="2024-02-27/2024-02-28"))],
    ),
    (
        [
            f"succession {PACT} ratified",
            f"succession {PACT} expires",
            f"unlikely-succession {PACT} effective",
        ],
        [(PACT, days(reached="2025"))],
    ),
    (
        [f"unlikely-succession {PICKET} planned"],
        [(PICKET, days(noticed="2024-04-05"))],
    ),
    (
        [f"unlikely-succession {PICKET} averted"],
        [(PICKET, days(averted="2024-04-01", held="2024-04-02/2024-04-03"))],
    ),
    (
        ["unlikely-succession a due"],
        [said("a", "2024", **days(due="2023"))],
    ),
    (
        [
            "succession pact effective",
            "succession pact reached",
            "unlikely-succession pact effective",
        ],
        [
            pact(predecessor=PACT, effective="2020", reached="2019"),
            (PACT, days(reached="2021-09")),
        ],
    ),
    (
        [f"answered-first {OFFER} made", "answered-first b on"],
        [
            offered("2024-05-14"),
            (DEMAND, days(made="2024-05-15")),
            said("a", "2024-05-15"),
            said("b", "2024-05-14", answers="a"),
        ],
    ),
    (
        [f"unlikely-succession {ROUND}/pay-table delivered"],
        [(f"{ROUND}/pay-table", days(delivered="2024-05-14", not_agreed="2024-06-11"))],
    ),
    (
        [f"succession {ROUND} opened"],
        [LED, pact(reached="2024-03-04")],
    ),
    (
        [f"succession {ROUND} produced"],
        [
            LED,
            pact(reached="2024-03-10"),
            (PACT, {"ratified": None} | days(reached="2024-04", effective="2024")),
        ],
    ),
    (
        [f"after-deal {OFFER} made"],
        [LED, pact(reached="2024-06-01"), offered("2024-06-02")],
    ),
    (
        [f"outside-session {ROUND}/ta-10 approved"],
        [(f"{ROUND}/ta-10", days(approved="2024-05-13"))],
    ),
    (
        ["lifetime member since"],
        [member(since="2001"), (ACME, days(since="2005"))],
    ),
    (["lifetime member since"], [member(since="1999-05-31")]),
    (
        ["lifetime member since", "lifetime member until"],
        [member(since="2006", until="2007"), (ACME, days(until="2005"))],
    ),
    (
        [f"carrier {MAY} published"],
        [(MAY, {"part_of": MARCH}), (MARCH, days(retrieved="2024-05-19"))],
    ),
    (["succession pact terms_until"], [pact(effective="2024-10", terms_until="2024-09")]),
    (["unlikely-succession pact effective"], [pact(reached="2024-06", effective="2022-04")]),
    (
        ["unlikely-succession pact effective"],
        [pact(predecessor=PACT, effective="2022-09-01")],
    ),
    (["unlikely-succession case settled"], [case(complaint="2024-06", settled="2024-05")]),
    (
        [f"unlikely-succession {ROUND}/pay-table delivered"],
        [
            (GROUP, days(completed="2024-06-11")),
            (f"{ROUND}/pay-table", days(delivered="2024-06-12")),
        ],
    ),
    (["unlikely-succession program since"], [program("1900")]),
    (["unlikely-succession pact effective"], [pact(reached="2024-06-11", effective="2022-06-09")]),
    (
        ["unlikely-succession program since"],
        [program("2001-09-15"), (PACT, days(effective="2021-10-01"))],
    ),
]

HARMLESS: list[list[Any]] = [
    [],
    [(PACT, days(effective="2024"))],
    [(PICKET, days(averted="2024-04-02", held="2024-04-02/2024-04-03"))],
    [pact(predecessor=PACT, effective="2021"), pact(predecessor="gone")],
    [said("a", "2024-05-15"), said("b", "2024-05-15", answers="a")],
    [said("a"), said("b", "2024", answers="a"), said("c", answers="gone")],
    [offered("2024-05-14"), (DEMAND, days(made="2024-05"))],
    [LED, pact(reached="2024-06-01", expires="2027"), offered("2024-06-01")],
    [(f"{ROUND}/ta-10", days(approved="2024-05-14"))],
    [(f"{ROUND}/ta-10", {"session": None} | days(approved="2024-05-14"))],
    [member(since="1999", until="2030")],
    [member("gone", "gone", since="1900"), (ACME, days(since="2005"))],
    [member(until="2005"), (ACME, days(since="2005", until="2005"))],
    [(MAY, {"part_of": MARCH}), (MARCH, days(retrieved="2024-05-20"))],
    [(MAY, {"part_of": "gone", "published": None})],
    [pact(reached="2024-06", effective="2022-07")],
    [pact(predecessor=PACT, effective="2022-10-01")],
    [pact(predecessor=PACT, effective="2022-09-01"), (PACT, {"expires": None})],
    [pact(reached="2024-06-11", effective="2022-06-10")],
    [program("2002-01-01")],
    [program("2001-09-16"), (PACT, days(effective="2021-10-01"))],
    [said("a", "2020", answers=PICKET), said("b", "2020", answers="2024-acme/vote")],
]


@pytest.mark.parametrize(("expected", "changes"), FAULTS)
def test_a_date_before_what_it_follows(
    found: Found, expected: list[str], changes: list[Any]
) -> None:
    """A date that certainly lies before what it follows from is found, where one looks first."""
    assert expected == found(follows, *changes)


@pytest.mark.parametrize("changes", HARMLESS)
def test_dates_that_can_follow(found: Found, changes: list[Any]) -> None:
    """Nothing is found where the order can be right, is not known, or is off by what is usual."""
    assert [] == found(follows, *changes)


@pytest.mark.parametrize(
    ("severity", "sentence", "changes"),
    [
        (
            Severity.ERROR,
            "retrieved 2024-05-19 is certainly before published 2024-05-20",
            [(MAY, days(published="2024-05-20", retrieved="2024-05-19"))],
        ),
        (
            Severity.WARNING,
            "reached of pact 2024-06-01 is certainly before made 2024-06-02",
            [LED, pact(reached="2024-06-01"), offered("2024-06-02")],
        ),
        (
            Severity.WARNING,
            f"made 2024-05-14 is certainly before made of {DEMAND} 2024-05-15",
            [offered("2024-05-14"), (DEMAND, days(made="2024-05-15"))],
        ),
    ],
)
def test_what_a_finding_says(
    talks: Callable[..., Any], severity: Severity, sentence: str, changes: list[Any]
) -> None:
    """A finding says which dates are swapped, whose they are, and how bad it is."""
    assert [(severity, sentence)] == [
        (each.severity, each.sentence) for each in follows(talks(*changes))
    ]


def test_every_row_is_of_fields() -> None:
    """Each row of the table names a kind and dates of its own or of what it refers to, once."""
    fields = {kind.name: kind.fields for kind in KINDS}
    firsts = [(row.kind, path.partition(".")) for row in ORDER for path in (row.early, row.late)]
    strange = [
        (kind, name)
        for kind, (name, dot, _) in firsts
        if name not in fields[kind] or bool(dot) != bool(fields[kind][name].refers)
    ]
    assert [] == strange
    assert len(ORDER) == len({(row.kind, row.early, row.late) for row in ORDER})
    assert {Severity.ERROR, Severity.WARNING} == {row.severity for row in ORDER}


def test_how_far_apart() -> None:
    """Days lie apart, in either direction, as far as is certain; spans by their first days."""
    may, june = PartialDate("2024-05"), PartialDate("2024-06-10")
    assert (10, 10) == (apart(may, june), apart(june, may))
    assert 14 == apart(Span("2024-05-27/2024-06-30"), june)
    assert 0 == apart(PartialDate("[..2020]"), june)
    assert 0 == apart(Span("/2020"), june)
