"""Checks of dates: each finds what it is there for, and passes the rest."""

from collections.abc import Callable
from typing import Any

import pytest

from kpbargaining.checks import dates
from kpbargaining.checks.findings import Severity
from kpbargaining.records.actions import Case, CaseKind
from kpbargaining.records.agreements import Agreement, AgreementKind
from kpbargaining.records.evidence import Basis, Evidence
from kpbargaining.records.figures import Inquiry, Statement, StatementKind
from kpbargaining.records.pay import WageStep
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.when import PartialDate, Span

Found = Callable[..., list[str]]

MARCH, MAY, LETTER = "march-bulletin", "may-story", "june-letter"
ROUND, PACT, PICKET = "2024-acme", "agreement-2021-acme", "2024-acme/picket"
APRIL, SESSION, JUNE, JULY = (f"{ROUND}/2024-{day}" for day in ("04-16", "05-14", "06-11", "07-09"))
OFFER, DEMAND, GROUP = f"{ROUND}/acme-pay", f"{ROUND}/nurses-pay", f"{ROUND}/pay"
NO_CHECKS = ("happened",)


def days(**texts: str) -> dict[str, Any]:
    """Dates and spans by field."""
    return {name: Span(t) if "/" in t else PartialDate(t) for name, t in texts.items()}


def pact(**texts: Any) -> Agreement:
    """The agreement that the round led to."""
    plain = {name: texts.pop(name) for name in ("predecessor",) if name in texts}
    kind = AgreementKind.NATIONAL
    return Agreement(id="pact", kind=kind, name="Pact", **plain, **days(**texts))


LED = (ROUND, {"produced": "pact"})


def paid(
    effective: str | None,
    of: str = PACT,
    condition: str | None = None,
    name: str = "step",
    **more: Any,
) -> WageStep:
    """A step of pay."""
    when = PartialDate(effective) if effective else None
    return WageStep(id=name, of=of, order=1, effective=when, condition=condition, **more)


def asked(on: str, name: str = "asked") -> Inquiry:
    """A note that something was looked for on a day."""
    return Inquiry(id=name, about=SESSION, fields=("place",), where="news", on=PartialDate(on))


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


def case(filed: str) -> Case:
    """A case of the round, filed on a day."""
    return Case(id=f"{ROUND}/case", kind=CaseKind.LAWSUIT, round=ROUND, **days(filed=filed))


FAULTS: list[tuple[Any, list[str], list[Any]]] = [
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
            f"after-round {JULY} scheduled",
            f"after-round {ROUND}/pay-table due",
            f"after-round {ROUND}/mediation on",
        ],
        [LED, pact(expires="2024-06-10"), (GROUP, days(completed="2024-06-11"))],
    ),
    (
        dates.outside_round,
        [f"before-round {GROUP} completed"],
        [(GROUP, days(completed="2024-03-04"))],
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
        [f"outside-period {ROUND}/new-2024-05-14 on"],
        [(f"{ROUND}/new-2024-05-14", days(on="2023", period="2024-01/2024-12"))],
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
    (
        dates.foretold,
        [
            *(f"foretold {ROUND}{end}" for end in (" opened", "/2024-03-05 held")),
            f"foretold {PICKET} noticed",
            f"foretold {SESSION} held",
        ],
        [
            (MARCH, days(published="2023-05-12")),
            told(MARCH, "held", basis=Basis.DERIVED, note="A"),
        ],
    ),
    (
        dates.far_ahead,
        [f"far {PICKET} planned"] * 2,
        [(PICKET, days(planned="2150-04-02/")), told(MAY, "planned", record=PICKET)],
    ),
    (
        dates.unlikely_visits,
        [f"far {MARCH} retrieved", "far asked on", f"far {MARCH} published"],
        [
            (MAY, days(retrieved="2025")),
            (LETTER, days(retrieved="2025")),
            (MARCH, days(retrieved="2199", published="2199")),
            asked("1850"),
            asked("2026", "asked-2"),
        ],
    ),
    (
        dates.outside_round,
        [f"before-round {PICKET} planned", f"before-round {ROUND}/mediation on"],
        [(f"{ROUND}/mediation", days(on="1850")), (PICKET, days(planned="2024-02-02/2024-02-03"))],
    ),
    (
        dates.outside_round,
        [f"before-round {ROUND}/2024-03-05 held"],
        [(ROUND, {"opened": None}), (f"{ROUND}/2024-03-05", days(held="2020-03-05/2020-03-06"))],
    ),
    (
        dates.outside_proposal,
        [f"outside-proposal {OFFER} term"],
        [offered("0.1", None), paid("2024-10", OFFER), paid("2026-10", OFFER, name="step-2")],
    ),
    (
        dates.outside_proposal,
        [f"outside-proposal {OFFER} term"],
        [
            offered("1", None),
            paid("2024-10-01", OFFER),
            paid("2026-10-04", OFFER, name="step-2"),
        ],
    ),
    *(
        (
            dates.outside_proposal,
            ["outside-proposal step effective"],
            [offered("3", "2024-05-14"), paid(None, OFFER, name="a-step"), paid(effective, OFFER)],
        )
        for effective in ("2022-05-13", "2029-05-18")
    ),
    (
        dates.outside_agreement,
        ["outside-agreement step effective"],
        [paid(None, name="a-step"), paid("2021-09")],
    ),
    (
        dates.outside_round,
        [f"before-round {ROUND}/case filed"],
        [(ROUND, days(opened="2024-03-05")), case("2019-03-01")],
    ),
    (
        dates.far_ahead,
        [f"far {PICKET} planned"] * 2,
        [
            (MAY, days(published="2024-05-20")),
            (PICKET, days(planned="2064-06-20/")),
            told("gone", "held"),
            told(MAY, "planned", record=PICKET),
        ],
    ),
    (
        dates.far_ahead,
        [f"far {PICKET} planned"],
        [
            (MAY, days(published="2024-05-20")),
            (PICKET, days(planned="2064-06-19/")),
            told(MAY, "planned", record=PICKET),
        ],
    ),
    (
        dates.unlikely_visits,
        ["far asked on"],
        [(MAY, days(retrieved="2025-01-01")), asked("2065-02-01")],
    ),
    (
        dates.unlikely_visits,
        [f"far {MARCH} retrieved"],
        [(MAY, days(retrieved="2025")), (MARCH, days(published="1900", retrieved="1900"))],
    ),
    (
        dates.foretold,
        [f"foretold {SESSION} held"],
        [(MARCH, days(published="2024-05-13")), told(MARCH, "held")],
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
    (dates.foretold, [told(MARCH, "held", basis=Basis.DERIVED, note="A")]),
    (dates.foretold, [told("gone", "held"), told(MARCH, "held", record="gone")]),
    (
        dates.foretold,
        [told(MARCH, "scheduled"), told(MARCH, says=(("days", Quantity("9")),), note="A")],
    ),
    (dates.foretold, [(MARCH, {"published": None}), told(MARCH, "held")]),
    (dates.outside_round, [(ROUND, {"opened": None}), (SESSION, days(held="2001-03-03/"))]),
    (dates.outside_round, [LED, (SESSION, days(held="2034-03-03/"))]),
    (dates.outside_agreement, [paid("2021-10"), paid(None, name="step-2")]),
    (
        dates.outside_agreement,
        [paid("2030", condition="if all agree"), paid("1999", "gone", name="b")],
    ),
    (dates.outside_agreement, [paid("2030", "pact"), pact(), paid("2030", OFFER, name="b")]),
    (dates.outside_proposal, [offered("3", "2024-05-14"), paid("2028-10", OFFER)]),
    (dates.outside_proposal, [offered("3", "2024-05-14"), paid("2023-01", OFFER)]),
    (dates.outside_proposal, [offered(None, "2024-05-14"), paid("2090", OFFER)]),
    (dates.outside_proposal, [offered(">3", "2024-05-14"), paid("2090", OFFER)]),
    (dates.outside_proposal, [offered("3", "[..2024-05-14]"), paid("[2022..]", OFFER)]),
    (dates.outside_proposal, [offered("3", None), paid("2090", OFFER)]),
    (dates.outside_session, [offered(None, "2024-05"), said("a", "2024", session="gone")]),
    (dates.outside_session, [said("a", "2024", session=APRIL), said("b", session=SESSION)]),
    (
        dates.outside_session,
        [(f"{ROUND}/new-2024-05-14", days(on="2024", period="2024-01/2024-12"))],
    ),
    (dates.misdated_ids, [(SESSION, days(scheduled="2024-05-14/", held="2024-06-15/"))]),
    (dates.misdated_ids, [(SESSION, {"scheduled": None} | days(held="2024-05/"))]),
    (dates.misdated_ids, [(SESSION, {"scheduled": None} | days(held="/2020"))]),
    (dates.misdated_ids, [(SESSION, {"id": f"{ROUND}/opening"} | days(held="2020/"))]),
    (dates.misdated_ids, [(ROUND, {"opened": None})]),
    (dates.misdated_ids, [(ROUND, {"id": "acme-talks"} | days(opened="2020"))]),
    (dates.foretold, [told("gone", "held", basis=Basis.DERIVED, also=(MARCH,), note="A")]),
    (dates.far_ahead, [told("gone", "held"), told(MAY, "planned", record="gone")]),
    (dates.far_ahead, [(MAY, {"published": None}), told(MAY, "planned", record=PICKET)]),
    (dates.far_ahead, [(PICKET, days(planned="2060/")), told(MAY, "planned", record=PICKET)]),
    (
        dates.unlikely_visits,
        [(MAY, days(retrieved="2025")), asked("2060"), (MARCH, days(published="1900"))],
    ),
    (dates.unlikely_visits, [asked("1850")]),
    (dates.outside_round, [(f"{ROUND}/mediation", days(on="2023-04"))]),
    (
        dates.outside_round,
        [LED, pact(expires="2025"), paid("2030", OFFER, name=f"{ROUND}/step", round=ROUND)],
    ),
    (
        dates.outside_proposal,
        [offered("1", None), paid("2024-10", OFFER), paid("2026-10", OFFER, name="step-2")],
    ),
    (
        dates.outside_proposal,
        [
            offered("1", None),
            paid("2024-10-01", OFFER),
            paid("2026-10-03", OFFER, name="step-2"),
        ],
    ),
    (
        dates.outside_proposal,
        [offered(None, None), paid("2024-10", OFFER), paid("2028-10", OFFER, name="step-2")],
    ),
    (dates.outside_proposal, [offered("3", "2024-05-14"), paid("2022-05-14", OFFER)]),
    (dates.outside_proposal, [offered("3", "2024-05-14"), paid("2029-05-17", OFFER)]),
    (dates.outside_round, [(ROUND, days(opened="2024-03-05")), case("2019-03-02")]),
    (dates.outside_round, [(ROUND, {"opened": None, "renegotiates": None})]),
    (dates.unlikely_visits, [(MAY, days(retrieved="2025-01-01")), asked("2065-01-31")]),
    (
        dates.foretold,
        [told(MARCH, record=MARCH, says=(("published", PartialDate("2024-06")),), note="A")],
    ),
    (
        dates.outside_proposal,
        [offered(">1", None), paid("2024-10", OFFER), paid("2026-10", OFFER, name="step-2")],
    ),
]


@pytest.mark.parametrize(("check", "expected", "changes"), FAULTS)
def test_a_check_finds(found: Found, check: Any, expected: list[str], changes: list[Any]) -> None:
    """A check finds what it is there to find, and where it is."""
    assert expected == found(check, *changes)


@pytest.mark.parametrize(("check", "changes"), HARMLESS)
def test_a_check_passes(found: Found, check: Any, changes: list[Any]) -> None:
    """A check finds nothing where nothing is wrong, or where nothing can be told."""
    assert [] == found(check, *changes)


ALSO = {"basis": Basis.DERIVED, "also": (LETTER,), "note": "A"}


@pytest.mark.parametrize("seen", [{"published": "2022"}, {"retrieved": "2022"}])
def test_what_rests_on_several_sources(found: Found, seen: dict[str, str]) -> None:
    """What is derived from several sources is foretold only if all of them came out before it."""
    early = (MARCH, {"published": None} | days(**seen))
    alone, both = (
        found(dates.foretold, early, told(MARCH, "held", "days", **more))
        for more in (ALSO | {"also": None}, ALSO)
    )
    assert f"foretold {SESSION} held" in alone
    assert f"foretold {SESSION} held" not in both


def test_how_bad_it_is_after_the_end(talks: Callable[..., Any]) -> None:
    """That they met after the end of the agreement cannot be; that all else did is odd."""
    after = talks(LED, pact(expires="2024-06-10"), (GROUP, days(completed="2024-06-11")))
    severity = {each.record: each.severity for each in dates.outside_round(after)}
    assert (Severity.ERROR, Severity.WARNING) == (severity[JUNE], severity[GROUP])


def test_every_check_is_tried() -> None:
    """Every check of the module has a sample here that trips it, and one that passes."""
    named = {getattr(dates, name) for name in dates.__all__ if name not in NO_CHECKS}
    assert named == {check for check, _, _ in FAULTS} == {check for check, _ in HARMLESS}
