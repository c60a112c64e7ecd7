"""Checks for what there is one of only: each finds what it is there for, and passes the rest."""

from collections.abc import Callable
from typing import Any

import pytest

from kpbargaining.checks import repeats
from kpbargaining.records.actions import Case, CaseKind
from kpbargaining.records.agreements import Agreement, AgreementKind
from kpbargaining.records.bargaining import BargainingRound, Committee, CommitteeKind, Step
from kpbargaining.records.evidence import Evidence
from kpbargaining.records.figures import Scope
from kpbargaining.records.parties import Identifier, Membership, Person, Scheme
from kpbargaining.records.pay import WageStep
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.when import PartialDate

Found = Callable[..., list[str]]

ROUND, PACT = "2024-acme", "agreement-2021-acme"
MARCH, APRIL, MAY, JUNE, JULY = (
    f"{ROUND}/2024-{day}" for day in ("03-05", "04-16", "05-14", "06-11", "07-09")
)
MAY_20 = PartialDate("2024-05-20")
NEW = f"{ROUND}/new-2024-05-14"


def paid(name: str, order: int, **limits: Any) -> WageStep:
    """A step of the agreement."""
    return WageStep(id=name, of=PACT, order=order, **limits)


def raised(name: str, order: int, day: str | None, percent: str | None = "2%") -> WageStep:
    """A raise of a day."""
    amount = Quantity(percent) if percent else None
    return paid(name, order, percent=amount, effective=PartialDate(day) if day else None)


def head(name: str) -> Committee:
    """A common issues committee of the round."""
    kind = CommitteeKind.COMMON_ISSUES_COMMITTEE
    return Committee(id=f"{ROUND}/{name}", round=ROUND, kind=kind, name=name)


def followed(name: str, effective: str | None, **more: Any) -> Agreement:
    """An agreement of the nurses after that of the talks."""
    values: dict[str, Any] = {
        "parties": ("nurses-united", "acme-hospitals"),
        "predecessor": PACT,
        "effective": PartialDate(effective) if effective else None,
    }
    return Agreement(
        id=name,
        kind=AgreementKind.NATIONAL,
        name=name,
        **values | more,
    )


def way(name: str, order: int) -> Step:
    """A step of the way of the round."""
    return Step(id=f"{ROUND}/{name}", round=ROUND, order=order)


def named(name: str, value: str | None, scheme: Scheme = Scheme.OLMS) -> Identifier:
    """A name in a register."""
    return Identifier(id=name, of="nurses-united", scheme=scheme, value=value)


def case(name: str, number: str | None, forum: str | None = "board") -> Case:
    """A case of a number."""
    return Case(id=name, kind=CaseKind.LAWSUIT, number=number, forum=forum)


def joined(name: str, since: str | None = None, until: str | None = None) -> Membership:
    """A membership of the nurses."""
    ends = (None if day is None else PartialDate(day) for day in (since, until))
    days: dict[str, Any] = dict(zip(("since", "until"), ends, strict=True))
    return Membership(id=name, member="nurses-united", body="carers", **days)


def led(name: str, produced: str | None) -> BargainingRound:
    """A round that led to an agreement."""
    return BargainingRound(id=name, name=name, produced=produced)


FAULTS: list[tuple[Any, list[str], list[Any]]] = [
    (
        repeats.repeated_ordinals,
        [f"repeated-ordinal {MAY} ordinal", f"repeated-ordinal {JUNE} ordinal"],
        [(name, {"ordinal": 2}) for name in (JUNE, MARCH, MAY)],
    ),
    (
        repeats.repeated_steps,
        ["repeated-step b order", "repeated-step 2024-acme/b order"],
        [paid("a", 1), paid("b", 1), way("a", 1), way("b", 1)],
    ),
    (
        repeats.missing_steps,
        ["missing-step c order", "missing-step 2024-acme/b order"],
        [paid("a", 1), paid("c", 3), way("a", 1), way("b", 9)],
    ),
    (repeats.missing_steps, ["missing-step b order"], [paid("b", 2)]),
    (
        repeats.repeated_names,
        ["repeated-name topic-safety name"],
        [("topic-safety", {"name": "PAY"})],
    ),
    (
        repeats.repeated_names,
        ["repeated-name 2025-acme name"],
        [BargainingRound(id="2025-acme", name="2024 ACME bargaining")],
    ),
    (
        repeats.repeated_names,
        ["repeated-name 2024-acme/zz name"],
        [(f"{ROUND}/pay", {"id": f"{ROUND}/zz"})],
    ),
    (
        repeats.repeated_names,
        ["repeated-name acme name"],
        [Person(id="acme", name="Acme hospitals"), Person(id="jane", name="Jane Doe")],
    ),
    (
        repeats.repeated_sources,
        ["repeated-source may-story sha256", "repeated-source may-story url"],
        [
            ("march-bulletin", {"sha256": "0" * 64}),
            ("may-story", {"sha256": "0" * 64, "url": "https://acme.example/news"}),
            ("june-letter", {"url": "https://acme.example/news", "published": MAY_20}),
        ],
    ),
    (
        repeats.repeated_records,
        ["repeated-record 2024-acme/zz"],
        [
            (f"{ROUND}/picket", {"id": f"{ROUND}/zz"}),
            Evidence(record=f"{ROUND}/zz", source="march-bulletin"),
        ],
    ),
    (
        repeats.repeated_numbers,
        ["repeated-number 2024-acme/zz"],
        [(NEW, {"id": f"{ROUND}/zz", "value": Quantity("11")})],
    ),
    (
        repeats.repeated_results,
        [
            "repeated-result b produced",
            "repeated-identifier d value",
            "repeated-identifier f number",
        ],
        [
            *(led(name, PACT) for name in "ab"),
            *(named(name, "012345") for name in "cd"),
            *(case(name, "24-17") for name in "ef"),
        ],
    ),
    (
        repeats.overlapping_memberships,
        ["overlap a since"],
        [joined("b", "2001", "2010"), joined("a", "2005", "2012"), joined("c", "2012", "2014")],
    ),
    (
        repeats.raises_of_a_day,
        ["same-day b effective"],
        [raised("a", 1, "2024-10-01"), raised("b", 2, "2024-10-01")],
    ),
    (repeats.repeated_heads, ["repeated-head 2024-acme/cic-2 kind"], [head("cic"), head("cic-2")]),
    (
        repeats.repeated_results,
        ["repeated-result b predecessor"],
        [followed("a", "2024"), followed("b", "2025")],
    ),
    (
        repeats.repeated_results,
        ["repeated-result b predecessor"],
        [followed("a", "2024"), followed("b", None, ratified=PartialDate("2025"))],
    ),
]

HARMLESS: list[tuple[Any, list[Any]]] = [
    *((getattr(repeats, name), []) for name in repeats.__all__),
    (repeats.repeated_ordinals, [(MAY, {"ordinal": 2}), (JUNE, {"ordinal": 3})]),
    (
        repeats.repeated_steps,
        [
            paid("a", 1),
            paid("b", 1, whom="nurses"),
            paid("c", 1, markets=("market-north",)),
            Step(id="2025-acme/a", round="2025-acme", order=1),
            way("a", 1),
        ],
    ),
    (
        repeats.missing_steps,
        [paid("b", 2), paid("a", 1), paid("c", 1, whom="nurses"), paid("d", 1), way("a", 1)],
    ),
    (repeats.repeated_names, [("metric-subgroups", {"name": "Pay"})]),
    (
        repeats.repeated_sources,
        [
            ("march-bulletin", {"sha256": "0" * 64, "url": "https://acme.example/news"}),
            ("may-story", {"sha256": "1" * 64, "url": "https://acme.example/news"}),
        ],
    ),
    (
        repeats.repeated_names,
        [(f"{ROUND}/pay", {"id": "2025-acme/pay", "round": "2025-acme"})],
    ),
    (
        repeats.repeated_records,
        [
            (f"{ROUND}/picket", {"id": f"{ROUND}/zz"}),
            Evidence(record=f"{ROUND}/zz", source="may-story"),
        ],
    ),
    (repeats.repeated_records, [(f"{ROUND}/picket", {"formerly": (f"{ROUND}/zz",)})]),
    *(
        (repeats.repeated_numbers, [(NEW, {"id": f"{ROUND}/zz"} | other)])
        for other in (
            {"about": JULY},
            {"metric": "metric-subgroups", "scope": Scope.RUNNING_TOTAL},
            {"scope": Scope.PART},
            {"among": "nurses"},
            {"markets": ("market-north",)},
            {"value": None},
        )
    ),
    (
        repeats.repeated_results,
        [
            *(led(name, None) for name in "ab"),
            *(named(name, None) for name in "cd"),
            *(case(name, None) for name in "ef"),
            named("g", "94-1"),
            named("h", "94-1", Scheme.EIN),
            case("i", "24-17"),
            case("j", "24-17", None),
        ],
    ),
    (
        repeats.overlapping_memberships,
        [
            joined("a", "2001", "2005"),
            joined("b", "2005", "2007"),
            joined("c", "2008"),
            joined("d", "2010"),
            joined("e"),
            joined("f", None, "2011"),
        ],
    ),
    (repeats.raises_of_a_day, [raised("a", 1, "2024"), raised("b", 2, "2024")]),
    (repeats.raises_of_a_day, [raised("a", 1, "2024-10-01"), paid("b", 2)]),
    (repeats.repeated_heads, [head("cic")]),
    (repeats.repeated_results, [followed("a", "2024"), followed("b", None)]),
    (repeats.repeated_results, [followed(name, "2024", parties=None) for name in "ab"]),
    (repeats.repeated_results, [followed(name, "2024", predecessor=None) for name in "ab"]),
    (repeats.raises_of_a_day, [raised("a", 1, None), raised("b", 2, None)]),
    (repeats.raises_of_a_day, [raised("a", 1, "2024-10-01"), raised("b", 2, "2024-10-01", None)]),
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
    named = {getattr(repeats, name) for name in repeats.__all__}
    assert named == {check for check, _, _ in FAULTS} == {check for check, _ in HARMLESS}
