"""Checks of amounts: each finds what it is there for, and passes the rest."""

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from kpbargaining.checks import numbers
from kpbargaining.dataset import Dataset
from kpbargaining.records.agreements import TotalBasis
from kpbargaining.records.evidence import Evidence
from kpbargaining.records.figures import Counted, Figure, Portion, Scope
from kpbargaining.records.pay import WageStep
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.when import PartialDate, Span

Found = Callable[..., list[str]]
Talks = Callable[..., Dataset]

ROUND, PACT, PICKET = "2024-acme", "agreement-2021-acme", "2024-acme/picket"
MARCH, APRIL, SESSION, JUNE, JULY = (
    f"{ROUND}/2024-{day}" for day in ("03-05", "04-16", "05-14", "06-11", "07-09")
)
WHOLE, PART, SUM = (
    f"{ROUND}/{n}" for n in ("new-2024-05-14", "pay-2024-05-14", "total-2024-06-11")
)
COUNTING = ("metric-agreements", {"counts": Counted.AGREEMENTS})
NO_CHECKS = ("CLASSES",)


def amounts(**texts: str) -> dict[str, Any]:
    """Amounts by field."""
    return {name: Quantity(text) for name, text in texts.items()}


def paid(order: int, effective: str | None = None, **texts: str) -> WageStep:
    """A step of the agreement, with its amounts."""
    when = PartialDate(effective) if effective else None
    return WageStep(id=f"step-{order}", of=PACT, order=order, effective=when, **amounts(**texts))


def claimed(total: str | None, basis: TotalBasis | None) -> tuple[str, dict[str, Any]]:
    """The total that is claimed for the agreement."""
    amount = Quantity(total) if total else None
    return PACT, {"claimed_total": amount, "claimed_basis": basis}


def struck(held: str | None, duration: str | None = None) -> tuple[str, dict[str, Any]]:
    """The picket, held on days, and how long it is said to have lasted."""
    lasted = Quantity(duration) if duration else None
    return PICKET, {"held": Span(held) if held else None, "duration": lasted}


def days_of(held: str) -> dict[str, Any]:
    """The picket, held on days, and of which nothing else is told."""
    return {"held": Span(held)} | dict.fromkeys(("planned", "notice", "noticed", "duration"))


def noticed(notice: str, on: str | None, **days: str) -> tuple[str, dict[str, Any]]:
    """The picket, of which notice is given on a day."""
    when = PartialDate(on) if on else None
    spans = {name: Span(text) for name, text in days.items()}
    return PICKET, {"notice": Quantity(notice), "noticed": when, "planned": None} | spans


def crowd(name: str, about: str, value: str | None) -> Figure:
    """How many people are counted of something."""
    number = Quantity(value) if value else None
    return Figure(id=name, about=about, metric="metric-subgroups", scope=Scope.LEVEL, value=number)


def told(about: str, value: str, scope: Scope = Scope.NEW) -> Figure:
    """How many groups are told of a session."""
    name = f"{scope.name.lower()}-of-{about.rpartition('/')[2]}".replace("_", "-")
    return Figure(
        id=name, about=about, metric="metric-subgroups", scope=scope, value=Quantity(value)
    )


PEOPLE = ("metric-subgroups", {"counts": Counted.PEOPLE})
BEFORE = (PICKET, days_of(held="2024-03-30/2024-03-31"))
WALKOUT = {"id": f"{ROUND}/walkout"}
UNCLAIMED = (PACT, {"id": "agreement-2020-acme", "claimed_total": None, "claimed_basis": None})

TWO = ("4%", "3%")
STEPS = [paid(order, percent=percent) for order, percent in enumerate(TWO, 1)]

FAULTS: list[tuple[Any, list[str], list[Any]]] = [
    *(
        (numbers.metrics, [f"metric {WHOLE} value"], [COUNTING, (WHOLE, amounts(value=value))])
        for value in ("-1", "2.5", "10%", "4 bananas", "100001", "~200000")
    ),
    (
        numbers.metrics,
        [f"metric {WHOLE} value"],
        [COUNTING, Evidence(record=WHOLE, source="june-letter", says=(("value", Quantity("9%")),))],
    ),
    (numbers.lengths, [f"length {SESSION} days"], [(SESSION, amounts(days="3"))]),
    (numbers.lengths, [f"length {SESSION} days"], [(SESSION, amounts(days="3 days"))]),
    (numbers.lengths, [f"length {JULY} days"], [(JULY, amounts(days="0"))]),
    (numbers.lengths, [f"length {PICKET} duration"], [struck(None, "0 days")]),
    (
        numbers.lengths,
        [f"length {ROUND}/acme-pay term"],
        [(f"{ROUND}/acme-pay", amounts(term="0"))],
    ),
    (
        numbers.lengths,
        [f"length {SESSION} days"],
        [(SESSION, {"held": Span("[2024-05-14..2024-05-15]/2024-05-17")} | amounts(days=">4"))],
    ),
    (numbers.lengths, [f"length {PICKET} duration"], [struck("2024-04-02/2024-04-03", "3")]),
    (numbers.lengths, [f"length {PICKET} duration"], [struck("2024-04-02/2024-04-05", "2")]),
    (
        numbers.notices,
        [f"notice {PICKET} notice"],
        [noticed("10", "2024-03-25", held="2024-04-02/")],
    ),
    (
        numbers.notices,
        [f"notice {PICKET} notice"],
        [noticed("10 days", "2024-03-25", planned="2024-04-02/")],
    ),
    (
        numbers.ordinals,
        [f"ordinal {MARCH} ordinal"],
        [(MARCH, {"ordinal": 2}), (SESSION, {"ordinal": 1}), (JUNE, {"ordinal": 4})],
    ),
    (numbers.running_totals, [f"total {JUNE}"], [(SUM, amounts(value="19"))]),
    (
        numbers.running_totals,
        [f"total {JULY}"],
        [(SUM, {"id": f"{ROUND}/later", "about": JULY} | amounts(value="<25"))],
    ),
    (
        numbers.running_totals,
        [f"total {JUNE}"],
        [(SUM, {"id": f"{ROUND}/groups", "metric": "metric-subgroups"} | amounts(value="2"))],
    ),
    (
        numbers.running_totals,
        [f"total {MARCH}"],
        [(SUM, {"about": MARCH} | amounts(value="3"))],
    ),
    (numbers.parts, [f"parts {WHOLE} value"], [(PART, amounts(value="11..12"))]),
    (
        numbers.parts,
        [f"parts {WHOLE} value"],
        [(PART, {"id": f"{ROUND}/more"} | amounts(value=">=9"))],
    ),
    (numbers.parts, [f"part {PART} portion"], [(PART, {"portion": Portion.WHOLE})]),
    (
        numbers.parts,
        [f"part {PART} portion"],
        [(PART, {"portion": Portion.WHOLE, "scope": Scope.LEVEL})],
    ),
    *(
        (numbers.raises, [f"steep step-1 {name}"], [paid(1, **{name: amount})])
        for name, amount in (
            ("percent", "26%"),
            ("percent", "20..30%"),
            ("percent", "-1%"),
            ("lump_sum", "26%"),
            ("lump_sum", "50001 USD"),
        )
    ),
    (numbers.raises, [f"steep {PACT} claimed_total"], [claimed("61%", None)]),
    (numbers.raises, [f"no-total {PACT} claimed_basis"], [claimed(None, TotalBasis.SIMPLE)]),
    (
        numbers.claimed_totals,
        [f"claimed {PACT} claimed_total"],
        [*STEPS, claimed("8.1%", TotalBasis.SIMPLE)],
    ),
    (
        numbers.claimed_totals,
        [f"claimed {PACT} claimed_total"],
        [*STEPS, claimed("~5%", TotalBasis.COMPOUND)],
    ),
    (
        numbers.later_steps,
        ["step-order step-2 effective"],
        [paid(1, "2023-01"), paid(2, "2022"), paid(3, "2023-02")],
    ),
    (
        numbers.ordinals,
        [f"ordinal {JUNE} ordinal"],
        [(MARCH, {"ordinal": 2}), (JUNE, {"ordinal": 900})],
    ),
    (
        numbers.crowds,
        ["crowd strikers value"],
        [PEOPLE, crowd("members", "nurses-united", "~5000"), crowd("strikers", PICKET, "900000")],
    ),
    (
        numbers.ordinals,
        [f"ordinal {JUNE} ordinal"],
        [(MARCH, {"ordinal": 2}), (JUNE, {"ordinal": 28})],
    ),
    *(
        (
            numbers.crowds,
            ["crowd strikers value"],
            [PEOPLE, crowd("members", "nurses-united", "50"), crowd("strikers", PICKET, strikers)],
        )
        for strikers in ("1251", "~9000", ">=9000")
    ),
    (
        numbers.lengths,
        [f"length {ROUND}/walkout duration"],
        [BEFORE, (PICKET, struck("2024-04-02/2024-04-03", "3")[1] | WALKOUT)],
    ),
    (
        numbers.notices,
        [f"notice {ROUND}/walkout notice"],
        [BEFORE, (PICKET, noticed("10", "2024-03-25", held="2024-04-02/")[1] | WALKOUT)],
    ),
    (
        numbers.running_totals,
        [f"total {APRIL}"],
        [told(MARCH, "3"), told(APRIL, "2"), told(APRIL, "6", Scope.RUNNING_TOTAL)],
    ),
    (
        numbers.running_totals,
        [f"total {JUNE}"],
        [(SUM, {"id": f"{ROUND}/a-total", "value": None}), (SUM, amounts(value="19"))],
    ),
    (
        numbers.parts,
        [f"part {PART} portion"],
        [(PART, {"portion": Portion.WHOLE, "scope": Scope.PART, "part_of": None})],
    ),
    (
        numbers.claimed_totals,
        [f"claimed {PACT} claimed_total"],
        [UNCLAIMED, *STEPS, claimed("30%", TotalBasis.SIMPLE)],
    ),
    (
        numbers.claimed_totals,
        [f"claimed {PACT} claimed_total"],
        [paid(1, percent="0%"), claimed("30%", TotalBasis.SIMPLE)],
    ),
    (
        numbers.later_steps,
        ["step-order a-step effective"],
        [paid(1, "2023-01"), attrs.evolve(paid(2, "2022"), id="a-step")],
    ),
    (numbers.raises, ["steep step-1 percent"], [paid(1, percent=">25%")]),
    (numbers.raises, [f"steep {PACT} claimed_total"], [claimed(">60%", TotalBasis.SIMPLE)]),
]

HARMLESS: list[tuple[Any, list[Any]]] = [
    *((getattr(numbers, name), []) for name in numbers.__all__ if name not in NO_CHECKS),
    (numbers.metrics, [COUNTING]),
    (numbers.metrics, [(WHOLE, amounts(value="4 bananas"))]),
    (numbers.metrics, [(WHOLE, {"metric": "gone"} | amounts(value="4 bananas"))]),
    (numbers.metrics, [COUNTING, (WHOLE, {"value": None})]),
    (numbers.lengths, [(SESSION, {"held": Span("2024-05-14/")} | amounts(days="40"))]),
    (numbers.lengths, [(SESSION, amounts(days="~3"))]),
    (numbers.lengths, [(SESSION, amounts(days="4 days"))]),
    (numbers.lengths, [(SESSION, {"held": None})]),
    (numbers.lengths, [struck("2024-04-02/2024-04-03", "1")]),
    (numbers.lengths, [struck("2024-04-02/2024-04-05", "3 days")]),
    (numbers.lengths, [struck("2024-04-02/2024-04-05", ">=2")]),
    (numbers.lengths, [struck("2024-04-02/", "40")]),
    (numbers.lengths, [struck(None, "3")]),
    (numbers.notices, [noticed("10", "2024-03-24", held="2024-04-02/")]),
    (numbers.notices, [noticed("10", "2024-03", held="2024-04-02/")]),
    (numbers.notices, [noticed("<=90", "2024-03-25", held="2024-04-02/")]),
    (numbers.notices, [noticed("90", "2024-03-25", held="/2024-04-02")]),
    (numbers.notices, [noticed("90", "[2024-03-25..]", held="[2024-04-02..]/")]),
    (numbers.notices, [noticed("90", None, held="2024-04-02/"), noticed("90", "2024-03-25")]),
    (numbers.ordinals, [(MARCH, {"ordinal": 1}), (APRIL, {"ordinal": 2}), (JUNE, {"ordinal": 4})]),
    (numbers.running_totals, [(SUM, amounts(value="~19"))]),
    (numbers.running_totals, [(WHOLE, amounts(value="~10"))]),
    (numbers.running_totals, [(SUM, {"metric": "beds"})]),
    (numbers.running_totals, [(SUM, {"value": None})]),
    *(
        (numbers.parts, [(PART, fields)])
        for fields in (
            amounts(value="10"),
            amounts(value="<50"),
            amounts(value="~50"),
            amounts(value="98%"),
            {"part_of": None} | amounts(value="50"),
            {"part_of": f"{ROUND}/gone"} | amounts(value="50"),
            {"metric": "metric-subgroups"} | amounts(value="50"),
            {"value": None},
            {"portion": Portion.PART},
        )
    ),
    (numbers.parts, [(WHOLE, {"value": None})]),
    (numbers.parts, [(WHOLE, amounts(value=">1"))]),
    (numbers.parts, [(WHOLE, {"portion": Portion.WHOLE})]),
    (numbers.raises, [paid(1, percent="25%", lump_sum="50000 USD"), paid(2, lump_sum="2%")]),
    (numbers.raises, [claimed("60%", None)]),
    (numbers.claimed_totals, [*STEPS, claimed("8%", TotalBasis.SIMPLE)]),
    (numbers.claimed_totals, [*STEPS, claimed("7.12%", TotalBasis.COMPOUND)]),
    (numbers.claimed_totals, [*STEPS, claimed("30%", TotalBasis.WITH_STEPS)]),
    (numbers.claimed_totals, [*STEPS, claimed("30%", None)]),
    (numbers.claimed_totals, [*STEPS, claimed(">30%", TotalBasis.SIMPLE)]),
    (numbers.claimed_totals, [paid(1, percent="~4%"), claimed("30%", TotalBasis.SIMPLE)]),
    (
        numbers.claimed_totals,
        [*STEPS, attrs.evolve(STEPS[0], id="w", whom="cooks"), claimed("30%", TotalBasis.SIMPLE)],
    ),
    (numbers.claimed_totals, [claimed("30%", TotalBasis.SIMPLE)]),
    (numbers.claimed_totals, [*STEPS, claimed(None, TotalBasis.SIMPLE)]),
    (numbers.later_steps, [paid(1, "2022"), paid(2, "2022-05"), paid(3)]),
    (
        numbers.later_steps,
        [paid(1, "2023-01"), attrs.evolve(paid(2, "2022"), whom="cooks")],
    ),
    (numbers.ordinals, [(MARCH, {"ordinal": 2}), (JUNE, {"ordinal": 27})]),
    (
        numbers.crowds,
        [PEOPLE, crowd("members", "nurses-united", "~5000"), crowd("strikers", PICKET, "6000")],
    ),
    (numbers.crowds, [PEOPLE, crowd("strikers", PICKET, "900000"), crowd("empty", PICKET, None)]),
    (
        numbers.crowds,
        [PEOPLE, crowd("members", "nurses-united", "50"), crowd("most", PICKET, "<900000")],
    ),
    (
        numbers.crowds,
        [
            PEOPLE,
            crowd("members", "nurses-united", "50"),
            (PICKET, {"by": ("nurses-united", "gone")}),
            crowd("all", PICKET, "9000"),
        ],
    ),
    (numbers.crowds, [PEOPLE, (PICKET, {"by": None}), crowd("all", PICKET, "9000")]),
    (
        numbers.crowds,
        [PEOPLE, crowd("members", "nurses-united", "50"), crowd("strikers", PICKET, "1250")],
    ),
    (
        numbers.crowds,
        [
            PEOPLE,
            crowd("members", "nurses-united", "5000"),
            crowd("of-one-clinic", "nurses-united", "50"),
            crowd("strikers", PICKET, "9000"),
        ],
    ),
    (
        numbers.running_totals,
        [told(MARCH, "3"), told(SESSION, "2"), told(SESSION, "6", Scope.RUNNING_TOTAL)],
    ),
    (numbers.claimed_totals, [paid(1, percent="3..4%"), claimed("30%", TotalBasis.SIMPLE)]),
    (numbers.raises, [paid(1, percent="0%", lump_sum="25%")]),
    (numbers.raises, [paid(1, percent=">24%")]),
    (numbers.lengths, [struck("2024-04-02/2024-04-03")]),
    (numbers.lengths, [struck(None, "0..2 days")]),
    (numbers.lengths, [struck(None, ">0 days")]),
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
    named = {getattr(numbers, name) for name in numbers.__all__ if name not in NO_CHECKS}
    assert named == {check for check, _, _ in FAULTS} == {check for check, _ in HARMLESS}


@pytest.mark.parametrize(
    ("expected", "check", "change"),
    [
        (
            "the total 19 cannot be >=20, reported one by one",
            numbers.running_totals,
            (SUM, amounts(value="19")),
        ),
        (
            "the parts add up to 11 or more, the whole is 10",
            numbers.parts,
            (PART, amounts(value="11..12")),
        ),
        ("3 days are stated, 4 were held", numbers.lengths, (SESSION, amounts(days="3"))),
        (
            "10 days of notice, 8 before the action",
            numbers.notices,
            noticed("10", "2024-03-25", held="2024-04-02/"),
        ),
    ],
)
def test_a_finding_is_a_sentence(talks: Talks, expected: str, check: Any, change: Any) -> None:
    """A finding says what contradicts what."""
    (finding,) = check(talks(change))
    assert expected == finding.sentence


def test_totals_are_checked_metric_by_metric(talks: Talks) -> None:
    """Every metric has a running total of its own, and they are told in the order of their ids."""
    groups = (SUM, {"id": f"{ROUND}/a", "metric": "metric-subgroups"} | amounts(value="2"))
    findings = numbers.running_totals(talks((SUM, amounts(value="19")), groups))
    assert ["the total 19 cannot be >=20", "the total 2 cannot be >2"] == [
        each.sentence.partition(",")[0] for each in findings
    ]


LIMITS = [
    (Counted.PEOPLE, ("0", "20000000"), ("-1", "20000001", "2.5")),
    (Counted.BODIES, ("0", "10000"), ("-1", "10001", "2.5")),
    (Counted.AGREEMENTS, ("0", "100000"), ("-1", "100001", "2.5")),
    (Counted.VOTES, ("0", "20000000"), ("-1", "20000001", "2.5")),
    (Counted.EVENTS, ("0", "100000"), ("-1", "100001", "2.5")),
    (Counted.WORKER_DAYS, ("2.5", "1000000000"), ("-1", "1000000000.5")),
    (Counted.DAYS, ("2.5", "3660 days"), ("-1", "3660.5", "2 weeks")),
    (Counted.WEEKS, ("2.5", "520 weeks"), ("-1", "520.5", "2 days")),
    (Counted.MONTHS, ("2.5", "1200 months"), ("-1", "1200.5", "2 days")),
    (Counted.YEARS, ("2.5", "200 years"), ("-1", "200.5", "2 days")),
    (Counted.MONEY, ("-1000000000000 USD", "2.5 USD"), ("-1000000000000.5 USD", "2")),
    (Counted.PERCENT, ("-100%", "1000%"), ("-100.5%", "1000.5%", "2")),
    (
        Counted.MONEY_OR_PERCENT,
        ("-1000000000000 USD", "2.5 USD", "1000%"),
        ("-1000000000000.5 USD", "1000.5%", "2"),
    ),
    (Counted.THINGS, ("0", "1000000000"), ("-1", "1000000001", "2.5")),
]


@pytest.mark.parametrize(("counts", "possible", "impossible"), LIMITS)
def test_what_a_number_can_be(
    found: Found, counts: Counted, possible: tuple[str, ...], impossible: tuple[str, ...]
) -> None:
    """Each class of metric has bounds and units, which a number of it keeps to."""
    counting = ("metric-agreements", {"counts": counts})
    refused = {
        value
        for value in (*possible, *impossible)
        if f"metric {WHOLE} value"
        in found(numbers.metrics, counting, (WHOLE, amounts(value=value)))
    }
    assert set(impossible) == refused
    assert {each for each, _, _ in LIMITS} == set(Counted)
