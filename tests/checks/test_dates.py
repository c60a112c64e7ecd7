"""Checks of dates: each finds what it is there for, and passes the rest."""

from collections.abc import Callable
from typing import Any

import pytest

from kpbargaining.checks import dates
from kpbargaining.records.agreements import Agreement, AgreementKind
from kpbargaining.records.evidence import Basis, Evidence
from kpbargaining.records.figures import Statement, StatementKind
from kpbargaining.records.pay import WageStep
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.when import PartialDate, Span

Found = Callable[..., list[str]]

MARCH, MAY, LETTER = "march-bulletin", "may-story", "june-letter"
ROUND, PACT, PICKET = "2024-acme", "agreement-2021-acme", "2024-acme/picket"
APRIL, SESSION, JUNE, JULY = (f"{ROUND}/2024-{day}" for day in ("04-16", "05-14", "06-11", "07-09"))
OFFER, DEMAND, GROUP = f"{ROUND}/acme-pay", f"{ROUND}/nurses-pay", f"{ROUND}/pay"
NO_CHECKS = ("PAST", "SUCCESSION", "happened")


def days(**texts: str) -> dict[str, Any]:
    """Dates and spans by field."""
    return {name: Span(t) if "/" in t else PartialDate(t) for name, t in texts.items()}


def pact(**texts: Any) -> Agreement:
    """The agreement that the round led to."""
    plain = {name: texts.pop(name) for name in ("predecessor",) if name in texts}
    kind = AgreementKind.NATIONAL
    return Agreement(id="pact", kind=kind, name="Pact", **plain, **days(**texts))


LED = (ROUND, {"produced": "pact"})


def paid(effective: str | None, of: str = PACT, condition: str | None = None) -> WageStep:
    """A step of pay."""
    when = PartialDate(effective) if effective else None
    return WageStep(id="step", of=of, order=1, effective=when, condition=condition)


def offered(term: str | None, made: str | None) -> tuple[str, dict[str, Any]]:
    """The offer, for so many years, made on a day."""
    when = PartialDate(made) if made else None
    return OFFER, {"term": Quantity(term) if term else None, "made": when}


def said(name: str, on: str | None = None, **more: Any) -> Statement:
    """A claim of a day."""
    when = PartialDate(on) if on else None
    return Statement(id=name, kind=StatementKind.CLAIM, by=("nurses-united",), on=when, **more)


def told(of: str, *fields: str, record: str = SESSION, **more: Any) -> Evidence:
    """What a source states of a record."""
    return Evidence(record=record, source=of, fields=fields or None, **more)


FAULTS: list[tuple[Any, list[str], list[Any]]] = [
    (
        dates.succession,
        ["succession agreement-2021-acme expires"],
        [(PACT, days(effective="2024-10"))],
    ),
    (dates.succession, [f"succession {MAY} retrieved"], [(MAY, days(retrieved="2024-05-19"))]),
    (
        dates.succession,
        ["succession 2024-acme/picket held"],
        [(PICKET, days(held="2024-02-27/2024-02-28"))],
    ),
    (
        dates.succession,
        [f"succession {PACT} {name}" for name in ("ratified", "expires")],
        [(PACT, days(reached="2025"))],
    ),
    (
        dates.unlikely_succession,
        [f"unlikely-succession {PICKET} planned"],
        [(PICKET, days(noticed="2024-04-05"))],
    ),
    (
        dates.unlikely_succession,
        [f"unlikely-succession {PICKET} averted"],
        [(PICKET, days(averted="2024-04-01", held="2024-04-02/2024-04-03"))],
    ),
    (
        dates.unlikely_succession,
        ["unlikely-succession a due"],
        [said("a", "2024", **days(due="2023"))],
    ),
    (
        dates.foretold,
        [f"foretold {SESSION} held"],
        [told(MARCH, "held", "days", "place")],
    ),
    (
        dates.foretold,
        [f"foretold {SESSION} held"],
        [(MARCH, {"published": None} | days(retrieved="2024-05-01")), told(MARCH, "held")],
    ),
    (
        dates.foretold,
        [f"foretold {SESSION} held", f"foretold {SESSION} attests"],
        [
            told(
                MARCH,
                says=(("held", Span("2024-05-14/")),),
                attests=PartialDate("2024-05"),
                note="A",
            )
        ],
    ),
    (
        dates.outside_round,
        [f"before-round {SESSION} held"],
        [(SESSION, days(held="2024-03-03/2024-03-04"))],
    ),
    (
        dates.outside_round,
        [
            f"after-round {GROUP} completed",
            f"after-round {JUNE} held",
            f"after-round {ROUND}/pay-table due",
        ],
        [LED, pact(expires="2024-06-10"), (GROUP, days(completed="2024-06-11"))],
    ),
    (
        dates.outside_round,
        [f"before-round {GROUP} completed"],
        [(GROUP, days(completed="2024-03-04"))],
    ),
    (
        dates.outside_round,
        [f"same-agreement {ROUND} produced"],
        [(ROUND, {"produced": PACT})],
    ),
    (
        dates.outside_round,
        [f"succession {ROUND} produced"],
        [LED, pact(reached="2024-03-04")],
    ),
    (
        dates.outside_round,
        [f"succession {ROUND} produced"],
        [LED, pact(reached="2024-06"), (PACT, days(reached="2024-07"))],
    ),
    (
        dates.outside_round,
        [f"after-deal {OFFER} made"],
        [LED, pact(reached="2024-06-01"), offered(None, "2024-06-02")],
    ),
    (dates.outside_agreement, ["outside-agreement step effective"], [paid("2021-09")]),
    (dates.outside_agreement, ["outside-agreement step effective"], [paid("2024-10")]),
    (
        dates.outside_proposal,
        ["outside-proposal step effective"],
        [offered("3", "2024-05-14"), paid("2029-06", OFFER)],
    ),
    (
        dates.outside_proposal,
        ["outside-proposal step effective"],
        [offered(None, "2024-05-14"), paid("2022-04", OFFER)],
    ),
    (dates.outside_session, [f"outside-session {OFFER} made"], [offered(None, "2024-05-18")]),
    (
        dates.outside_session,
        ["outside-session a on"],
        [said("a", "2024-05-13", session=SESSION)],
    ),
    (
        dates.outside_session,
        [f"outside-session {ROUND}/mediation on"],
        [(f"{ROUND}/mediation", days(on="2024-06-14"))],
    ),
    (
        dates.outside_session,
        [f"outside-session {ROUND}/ta-10 approved"],
        [(f"{ROUND}/ta-10", days(approved="2024-05-13"))],
    ),
    (
        dates.outside_session,
        [f"outside-period {ROUND}/new-2024-05-14 on"],
        [(f"{ROUND}/new-2024-05-14", days(on="2023", period="2024-01/2024-12"))],
    ),
    (
        dates.successors,
        ["succession pact effective", "succession pact reached"],
        [
            pact(predecessor=PACT, effective="2020", reached="2019"),
            (PACT, days(reached="2021-09")),
        ],
    ),
    (
        dates.answered_first,
        [f"answered-first {OFFER} answers", "answered-first b answers"],
        [
            offered(None, "2024-05-14"),
            (DEMAND, days(made="2024-05-15")),
            said("a", "2024-05-15"),
            said("b", "2024-05-14", answers="a"),
        ],
    ),
    (
        dates.unlikely_succession,
        [f"unlikely-succession {ROUND}/pay-table delivered"],
        [(f"{ROUND}/pay-table", days(delivered="2024-05-14", not_agreed="2024-06-11"))],
    ),
    (
        dates.misdated_ids,
        [f"misdated-id {SESSION} id"],
        [(SESSION, days(scheduled="2024-05-13/", held="2024-05-15/"))],
    ),
    (
        dates.misdated_ids,
        [f"misdated-id {ROUND}/2024-02-30 id"],
        [(SESSION, {"id": f"{ROUND}/2024-02-30"})],
    ),
    (dates.misdated_ids, [f"misdated-id {ROUND} id"], [(ROUND, days(opened="2023"))]),
    (
        dates.unreported_sessions,
        [f"unreported {APRIL} held", f"unreported {JULY} held"],
        [],
    ),
]

HARMLESS: list[tuple[Any, list[Any]]] = [
    *(
        (getattr(dates, n), [])
        for n in dates.__all__
        if n not in NO_CHECKS and n != "unreported_sessions"
    ),
    (
        dates.unreported_sessions,
        [(APRIL, days(held="2024-04-16/")), (JULY, {"days": Quantity("2")})],
    ),
    (dates.succession, [(PACT, days(effective="2024"))]),
    (
        dates.unlikely_succession,
        [(PICKET, days(averted="2024-04-02", held="2024-04-02/2024-04-03"))],
    ),
    (dates.foretold, [told(MARCH, "held", basis=Basis.DERIVED, note="A")]),
    (dates.foretold, [told("gone", "held"), told(MARCH, "held", record="gone")]),
    (
        dates.foretold,
        [told(MARCH, "scheduled"), told(MARCH, says=(("days", Quantity("9")),), note="A")],
    ),
    (dates.foretold, [(MARCH, {"published": None}), told(MARCH, "held")]),
    (dates.outside_round, [(ROUND, {"opened": None}), (SESSION, days(held="2001-03-03/"))]),
    (dates.outside_round, [LED, (SESSION, days(held="2034-03-03/"))]),
    (
        dates.outside_round,
        [LED, pact(reached="2024-06-01", expires="2027"), offered(None, "2024-06-01")],
    ),
    (dates.outside_agreement, [paid("2021-10"), paid(None)]),
    (dates.outside_agreement, [paid("2030", condition="if none follows"), paid("1999", "gone")]),
    (dates.outside_agreement, [paid("2030", "pact"), pact(), paid("2030", OFFER)]),
    (dates.outside_proposal, [offered("3", "2024-05-14"), paid("2028-10", OFFER)]),
    (dates.outside_proposal, [offered("3", "2024-05-14"), paid("2023-01", OFFER)]),
    (dates.outside_proposal, [offered(None, "2024-05-14"), paid("2090", OFFER)]),
    (dates.outside_proposal, [offered(">3", "2024-05-14"), paid("2090", OFFER)]),
    (dates.outside_proposal, [offered("3", "[..2024-05-14]"), paid("[2022..]", OFFER)]),
    (dates.outside_proposal, [offered("3", None), paid("2090", OFFER), paid(None, OFFER)]),
    (dates.outside_session, [offered(None, "2024-05"), said("a", "2024", session="gone")]),
    (dates.outside_session, [said("a", "2024", session=APRIL), said("b", session=SESSION)]),
    (dates.outside_session, [(f"{ROUND}/ta-10", days(approved="2024-05-14"))]),
    (dates.outside_session, [(f"{ROUND}/ta-10", {"session": None} | days(approved="2024-05-14"))]),
    (
        dates.outside_session,
        [(f"{ROUND}/new-2024-05-14", days(on="2024", period="2024-01/2024-12"))],
    ),
    (dates.successors, [pact(predecessor=PACT, effective="2021"), pact(predecessor="gone")]),
    (dates.misdated_ids, [(SESSION, days(scheduled="2024-05-14/", held="2024-06-15/"))]),
    (dates.misdated_ids, [(SESSION, {"scheduled": None} | days(held="2024-05/"))]),
    (dates.misdated_ids, [(SESSION, {"scheduled": None} | days(held="/2020"))]),
    (dates.misdated_ids, [(SESSION, {"id": f"{ROUND}/opening"} | days(held="2020/"))]),
    (dates.misdated_ids, [(ROUND, {"opened": None})]),
    (dates.misdated_ids, [(ROUND, {"id": "acme-talks"} | days(opened="2020"))]),
    (dates.answered_first, [said("a", "2024-05-15"), said("b", "2024-05-15", answers="a")]),
    (dates.answered_first, [said("a"), said("b", "2024", answers="a"), said("c", answers="gone")]),
    (dates.answered_first, [offered(None, "2024-05-14"), (DEMAND, days(made="2024-05"))]),
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
    named = {getattr(dates, name) for name in dates.__all__ if name not in NO_CHECKS}
    assert named == {check for check, _, _ in FAULTS} == {check for check, _ in HARMLESS}
