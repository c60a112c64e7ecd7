"""Checks of who sits where: each finds what it is there for, and passes the rest."""

from collections.abc import Callable
from typing import Any

import pytest

from kpbargaining.checks import sides
from kpbargaining.records.actions import Case, CaseKind, JobAction, JobActionKind, Vote, VoteKind
from kpbargaining.records.agreements import Agreement, AgreementKind, Partnership
from kpbargaining.records.bargaining import BargainingRound, Committee, CommitteeKind
from kpbargaining.records.figures import Statement, StatementKind
from kpbargaining.records.parties import Membership, Organization, OrganizationKind
from kpbargaining.values.when import Span

Found = Callable[..., list[str]]

ROUND, OFFER, DEMAND = "2024-acme", "2024-acme/acme-pay", "2024-acme/nurses-pay"
ACME, NURSES = "acme-hospitals", "nurses-united"
CIC, GROUP = CommitteeKind.COMMON_ISSUES_COMMITTEE, CommitteeKind.SUBGROUP


def body(name: str, kind: OrganizationKind, parent: str | None = None) -> Organization:
    """A body of a kind, in another."""
    return Organization(id=name, kind=kind, name=name, parent=parent)


COOKS = body("cooks-united", OrganizationKind.LOCAL_UNION)
UNIT = body("unit", OrganizationKind.BARGAINING_UNIT)
BOARD = body("board", OrganizationKind.GOVERNMENT_BODY)
UNION = OrganizationKind.INTERNATIONAL_UNION
STRIKE, SYMPATHY = JobActionKind.STRIKE, JobActionKind.SYMPATHY_STRIKE


def group(name: str, kind: CommitteeKind, parent: str | None = None) -> Committee:
    """A committee of the round, under another."""
    return Committee(id=f"{ROUND}/{name}", round=ROUND, kind=kind, name=name, parent=parent)


def case(**more: Any) -> Case:
    """A charge of the nurses."""
    values = {"by": (NURSES,), "against": (ACME,), "forum": "board"} | more
    return Case(id="case", kind=CaseKind.UNFAIR_LABOR_PRACTICE, **values)


def said(name: str, by: str, answers: str | None = None) -> Statement:
    """A claim that answers another."""
    return Statement(id=name, kind=StatementKind.CLAIM, by=(by,), answers=answers)


def struck(name: str, kind: JobActionKind, held: str) -> JobAction:
    """A strike of the nurses."""
    return JobAction(id=name, kind=kind, by=(NURSES,), held=Span(held))


def vote(*by: str) -> Vote:
    """A vote of these."""
    return Vote(id="vote", kind=VoteKind.RATIFICATION, by=by)


def pact(name: str, *parties: str, predecessor: str | None = None) -> Agreement:
    """An agreement of these parties, after another."""
    kind, bound = AgreementKind.NATIONAL, parties or None
    return Agreement(id=name, kind=kind, name=name, parties=bound, predecessor=predecessor)


def member(name: str, body: str) -> Membership:
    """A membership of one body in another."""
    return Membership(id="member", member=name, body=body)


FAULTS: list[tuple[Any, list[str], list[Any]]] = [
    (
        sides.wrong_sides,
        ["wrong-side 2024-acme/picket by", "wrong-side vote by"],
        [("2024-acme/picket", {"by": (ACME,)}), vote(ACME)],
    ),
    (
        sides.wrong_sides,
        [
            "one-sided agreement-2021-acme parties",
            "one-sided 2024-acme parties",
            "one-sided partners parties",
        ],
        [
            COOKS,
            ("agreement-2021-acme", {"parties": (NURSES, COOKS.id)}),
            (ROUND, {"parties": (NURSES, COOKS.id)}),
            Partnership(id="partners", name="Partners", parties=(NURSES, COOKS.id)),
        ],
    ),
    (sides.wrong_sides, ["wrong-side member body"], [member(ACME, NURSES)]),
    (sides.wrong_sides, ["wrong-side nurses-united parent"], [(NURSES, {"parent": ACME})]),
    (
        sides.upside_down,
        ["upside-down nurses-united parent"],
        [UNIT, (NURSES, {"parent": "unit"})],
    ),
    (
        sides.upside_down,
        ["upside-down union parent"],
        [body("union", UNION, NURSES)],
    ),
    (
        sides.upside_down,
        ["upside-down 2024-acme/cic parent"],
        [group("cic", CIC, "2024-acme/pay")],
    ),
    (
        sides.wrong_sides,
        ["one-sided agreement-2021-acme parties"],
        [("agreement-2021-acme", {"parties": (NURSES,)})],
    ),
    (
        sides.strangers,
        ["strangers pact predecessor", "strangers 2024-acme renegotiates", "strangers b produced"],
        [
            pact("pact", COOKS.id, predecessor="agreement-2021-acme"),
            (ROUND, {"parties": (COOKS.id,)}),
            BargainingRound(id="b", name="b", parties=(ACME,), produced="pact"),
        ],
    ),
    (
        sides.voices,
        ["voice march-bulletin voice"],
        [("march-bulletin", {"publisher": "Nurses United"})],
    ),
    (sides.own_cases, ["own-case case against"], [BOARD, case(against=(ACME, NURSES))]),
    (sides.own_cases, ["wrong-side case forum"], [case(forum=ACME)]),
    (sides.own_answers, [f"own-answer {OFFER} answers"], [(OFFER, {"by": (NURSES,)})]),
    (
        sides.own_answers,
        ["own-answer b answers"],
        [said("a", NURSES), said("b", NURSES, "a"), said("c", ACME, "b")],
    ),
    (
        sides.wrong_sides,
        ["wrong-side vote by", f"wrong-side {OFFER} by", f"both-sides {DEMAND} by"],
        [BOARD, vote("board"), (OFFER, {"by": ("board",)}), (DEMAND, {"by": (ACME, NURSES)})],
    ),
    (
        sides.upside_down,
        ["upside-down cooks-7 parent", "upside-down member body"],
        [
            BOARD,
            COOKS,
            body("cooks-7", OrganizationKind.LOCAL_UNION, "board"),
            body("carers", OrganizationKind.COALITION),
            member("carers", "cooks-united"),
        ],
    ),
    (
        sides.own_sympathy,
        ["own-sympathy sympathy by"],
        [
            struck("strike", STRIKE, "2024-05-13/2024-05-14"),
            struck("sympathy", SYMPATHY, "2024-05-14/"),
        ],
    ),
    (
        sides.own_approvals,
        ["own-approval 2024-acme/rec-lifts approved_by"],
        [("2024-acme/rec-lifts", {"approved_by": "2024-acme/pay"})],
    ),
]

HARMLESS: list[tuple[Any, list[Any]]] = [
    *((getattr(sides, name), []) for name in sides.__all__),
    (sides.wrong_sides, [vote(NURSES), vote(ACME, NURSES)]),
    (sides.wrong_sides, [vote("gone"), ("2024-acme/picket", {"by": None})]),
    (sides.wrong_sides, [("agreement-2021-acme", {"parties": ("board", "gone")}), BOARD]),
    (sides.strangers, [pact("pact", COOKS.id, NURSES, predecessor="agreement-2021-acme")]),
    (sides.strangers, [pact("pact", COOKS.id, predecessor="gone")]),
    (
        sides.strangers,
        [pact("pact", predecessor="agreement-2021-acme"), (ROUND, {"parties": None})],
    ),
    (sides.wrong_sides, [COOKS, member(COOKS.id, NURSES), (NURSES, {"parent": "gone"})]),
    (sides.wrong_sides, [BOARD, member(ACME, "board")]),
    (sides.upside_down, [body("union", UNION), (NURSES, {"parent": "union"})]),
    (sides.upside_down, [body("union", UNION, "board"), BOARD]),
    (sides.upside_down, [group("cic", CIC), group("pay", GROUP, "2024-acme/cic")]),
    (sides.upside_down, [group("cic", CIC, "2024-acme/old"), group("old", CIC)]),
    (
        sides.voices,
        [(name, {"publisher": "[not stated]"}) for name in ("march-bulletin", "june-letter")],
    ),
    (sides.own_cases, [BOARD, case(), case(by=None, against=None, forum=None)]),
    (sides.own_answers, [said("a", NURSES), said("b", ACME, "a"), said("c", NURSES, "gone")]),
    (sides.wrong_sides, [(DEMAND, {"by": (NURSES, "2024-acme/pay")})]),
    (sides.upside_down, [body("carers", OrganizationKind.COALITION), member(NURSES, "carers")]),
    (sides.upside_down, [member("gone", NURSES), member(NURSES, "gone")]),
    (
        sides.own_sympathy,
        [struck("strike", STRIKE, "1997-05/"), struck("sympathy", SYMPATHY, "2024-05-14/")],
    ),
    (
        sides.own_sympathy,
        [JobAction(id="strike", kind=STRIKE), JobAction(id="sympathy", kind=SYMPATHY)],
    ),
    (sides.own_approvals, [("2024-acme/rec-lifts", {"committee": None})]),
]


@pytest.mark.parametrize(("check", "expected", "changes"), FAULTS)
def test_a_check_finds(found: Found, check: Any, expected: list[str], changes: list[Any]) -> None:
    """A check finds what it is there to find, and where it is."""
    assert expected == found(check, *changes)


@pytest.mark.parametrize(("check", "changes"), HARMLESS)
def test_a_check_passes(found: Found, check: Any, changes: list[Any]) -> None:
    """A check finds nothing where nothing is wrong, or where nothing can be told."""
    assert [] == found(check, *changes)


Kind = OrganizationKind
TIERS = (
    (Kind.BARGAINING_UNIT, Kind.OFFICE, Kind.FACILITY),
    (Kind.LOCAL_UNION, Kind.MEDICAL_GROUP, Kind.EMPLOYER),
    (Kind.INTERNATIONAL_UNION,),
)
TIER = {kind: tier for tier, kinds in enumerate(TIERS) for kind in kinds}


@pytest.mark.parametrize("above", TIER)
def test_what_stands_above_what(found: Found, above: Kind) -> None:
    """A body is a part of one that stands as high or higher; of the rest nothing is known."""
    kinds = [kind for kind in Kind if kind not in (Kind.COALITION, Kind.GOVERNMENT_BODY)]
    parts = [body(kind.name.lower().replace("_", "-"), kind, "whole") for kind in kinds]
    told = found(sides.upside_down, body("whole", above), *parts)
    higher = [part for part in parts if TIER.get(part.kind, 0) > TIER[above]]
    assert {f"upside-down {part.id} parent" for part in higher} == set(told)


def test_every_check_is_tried() -> None:
    """Every check of the module has a sample here that trips it, and one that passes."""
    named = {getattr(sides, name) for name in sides.__all__}
    assert named == {check for check, _, _ in FAULTS} == {check for check, _ in HARMLESS}
