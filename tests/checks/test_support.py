"""Checks of what records rest on: each finds what it is there for, and passes the rest."""

from collections.abc import Callable
from typing import Any

import pytest

from kpbargaining.checks import support
from kpbargaining.dataset import Dataset
from kpbargaining.records.actions import JobAction, JobActionKind, Vote, VoteKind
from kpbargaining.records.bargaining import Proposal
from kpbargaining.records.evidence import Basis, Doubt, Evidence
from kpbargaining.records.figures import Inquiry, Statement, StatementKind
from kpbargaining.records.pay import WageStep
from kpbargaining.values.passages import Passage
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.when import PartialDate, Span

Found = Callable[..., list[str]]
Talks = Callable[..., Dataset]

MARCH, MAY, JUNE_LETTER = "march-bulletin", "may-story", "june-letter"
SESSION, JUNE = "2024-acme/2024-05-14", "2024-acme/2024-06-11"
PICKET = "2024-acme/picket"
STORY = (MAY, {"part_of": MARCH, "extent": Passage("40+90:0123456789abcdef")})
HELD = (("held", Span("2024-05-14/")),)


def about(record: str, **more: Any) -> Evidence:
    """What the story of May says about a record."""
    return Evidence(**{"record": record, "source": MAY} | more)


def sought(*fields: str, about: str = SESSION) -> Inquiry:
    """A note that these facts were looked for."""
    return Inquiry(id="sought", about=about, fields=fields, where="news", on=PartialDate("2025"))


VOTE = Vote(id="vote", kind=VoteKind.RATIFICATION, by=("nurses-united",))

FAULTS: list[tuple[Any, list[str], list[Any]]] = [
    (
        support.unsupported_facts,
        [f"no-support {PICKET} reason"],
        [(PICKET, {"reason": "Short staffing"})],
    ),
    (
        support.unsupported_facts,
        [f"no-support {JUNE} place"],
        [(JUNE, {"place": "Ogden"}), about(JUNE, says=(("place", "Brockway"),))],
    ),
    (
        support.unsupported_records,
        ["no-evidence 2024-acme/strike"],
        [(PICKET, {"id": "2024-acme/strike"})],
    ),
    (
        support.unsupported_records,
        ["no-evidence 2024-acme/shifts"],
        [
            ("2024-acme/pay-table", {"id": "2024-acme/shifts"}),
            ("2024-acme/ta-10", {"answers": "2024-acme/shifts"}),
        ],
    ),
    (support.undated_sources, [f"undated {MAY} published"], [(MAY, {"published": None})]),
    (support.uncited_sources, ["uncited april-story"], [(MAY, {"id": "april-story"})]),
    (
        support.repeated_evidence,
        ["repeated-evidence nurses-united"],
        [about("nurses-united", locator="last paragraph", fields=("since",))],
    ),
    (support.left_quotes, [f"quote {SESSION}"], [about(SESSION, quote="met for four days")]),
    (
        support.unexplained_evidence,
        [f"no-note {SESSION}", f"no-note {SESSION}"],
        [about(SESSION, basis=Basis.COMPLETED), about(SESSION, basis=Basis.DERIVED)],
    ),
    (support.unexplained_evidence, [f"no-note {SESSION}"], [about(SESSION, says=HELD)]),
    (support.bare_doubts, [f"no-note {SESSION}"], [about(SESSION, doubt=Doubt.REACH)]),
    (
        support.empty_records,
        ["empty 2024-acme/ta-2 summary", "empty 2024-acme/pay-table summary", "empty step percent"],
        [
            ("2024-acme/ta-2", {"summary": None}),
            ("2024-acme/pay-table", {"summary": None}),
            WageStep(id="step", of="agreement-2021-acme", order=1),
        ],
    ),
    (
        support.stray_passages,
        [f"stray-passage {SESSION}"],
        [STORY, about(SESSION, passage=Passage("84+7:0123456789abcdef"))],
    ),
    (
        support.odd_testimony,
        [f"also {SESSION}"],
        [about(SESSION, also=(MARCH, MAY), basis=Basis.DERIVED, note="A sum")],
    ),
    (support.odd_testimony, [f"also {SESSION}"], [about(SESSION, also=(MARCH,))]),
    (support.needless_inquiries, ["found sought fields"], [sought("ordinal", "held")]),
    (
        support.redundant_readings,
        [f"same-reading {SESSION} place"],
        [about(SESSION, says=(*HELD, ("place", "Springfield")))],
    ),
    (
        support.empty_records,
        [
            "empty said summary",
            "empty 2024-acme/demand session",
            "empty vote on",
            "empty picket by",
        ],
        [
            Proposal(id="2024-acme/demand", round="2024-acme", by=("nurses-united",)),
            Statement(id="said", kind=StatementKind.CLAIM, by=("nurses-united",)),
            VOTE,
            JobAction(id="picket", kind=JobActionKind.PICKET),
        ],
    ),
    (
        support.mutual_dates,
        ["mutual-dates new published", "mutual-dates old published"],
        [
            (MARCH, {"id": "old"}),
            (MARCH, {"id": "new"}),
            Evidence(record="new", source="old", fields=("published",)),
            Evidence(record="old", source="new", fields=("published",)),
        ],
    ),
    (
        support.odd_readings,
        ["odd-reading vote yes", "odd-reading nurses-united"],
        [
            VOTE,
            about("vote", says=(("yes", Quantity("60")), ("cast", Quantity("50")))),
            about("nurses-united", says=(("until", PartialDate("1990")),)),
        ],
    ),
]

HARMLESS: list[tuple[Any, list[Any]]] = [
    *((getattr(support, name), []) for name in support.__all__),
    (support.unsupported_facts, [(SESSION, {"held": None})]),
    (
        support.unsupported_facts,
        [(JUNE, {"days": Quantity("3")}), about(JUNE, says=(("days", Quantity("3")),))],
    ),
    (
        support.unsupported_records,
        [
            (SESSION, {"id": "2024-acme/august"}),
            ("2024-acme/ta-10", {"session": "2024-acme/august"}),
        ],
    ),
    (support.unsupported_records, [("topic-pay", {"id": "topic-shifts"})]),
    (support.unsupported_records, [sought("ordinal")]),
    (
        support.unsupported_records,
        [
            ("nurses-united", {"id": "clerks-united"}),
            about("2024-acme", says=(("parties", ("clerks-united",)),)),
            about("nurses-divided", says=(("parent", "nurses-united"),)),
        ],
    ),
    (support.undated_sources, [(MAY, {"id": "april-story", "published": None})]),
    (support.unexplained_evidence, [about(SESSION, basis=Basis.DERIVED, note="A sum")]),
    (support.bare_doubts, [about(SESSION, doubt=Doubt.REACH, note="Or so")]),
    (
        support.empty_records,
        [
            WageStep(id="a", of="gone", order=1, percent=Quantity("1%")),
            WageStep(id="b", of="gone", order=2, lump_sum=Quantity("900 USD")),
        ],
    ),
    (
        support.stray_passages,
        [STORY, about(SESSION, passage=Passage("83+7:0123456789abcdef")), about(SESSION)],
    ),
    (support.stray_passages, [about(SESSION, passage=Passage("830+7:0123456789abcdef"))]),
    (
        support.odd_testimony,
        [
            about(SESSION, also=(MARCH,), basis=Basis.DERIVED, note="A sum"),
            about(SESSION, also=(JUNE_LETTER,), basis=Basis.COMPLETED, note="The year"),
        ],
    ),
    (support.needless_inquiries, [sought("ordinal", "sessions")]),
    (support.needless_inquiries, [sought("held", about="gone")]),
    (support.redundant_readings, [about("gone", says=(("since", PartialDate("1999")),))]),
    (
        support.empty_records,
        [
            Proposal(id="2024-acme/demand", round="2024-acme", by=("nurses-united",)),
            WageStep(id="a", of="2024-acme/demand", order=1, percent=Quantity("1%")),
            VOTE,
            about("vote", says=(("closed", PartialDate("2024")),)),
        ],
    ),
    (support.mutual_dates, [Evidence(record=MARCH, source=MARCH)]),
    (support.mutual_dates, [Evidence(record="gone", source=MARCH, fields=("published",))]),
    (support.odd_readings, [about("gone", says=HELD), about(SESSION, says=(("place", "Ogden"),))]),
    (
        support.odd_readings,
        [
            ("nurses-united", {"until": PartialDate("1990")}),
            about("nurses-united", says=(("represents", ("nurses",)),)),
        ],
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


def test_every_check_is_tried() -> None:
    """Every check of the module has a sample here that trips it, and one that passes."""
    named = {getattr(support, name) for name in support.__all__}
    assert named == {check for check, _, _ in FAULTS} == {check for check, _ in HARMLESS}
