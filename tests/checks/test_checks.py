"""Checks: each finds what it is there to find, and passes what is right."""

import inspect
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import attrs
import pytest

import kpbargaining.checks
from kpbargaining.checks import CHECKS, Finding, Severity, check
from kpbargaining.checks.copies import passages
from kpbargaining.dataset import Dataset
from kpbargaining.files.folders import read
from kpbargaining.records.evidence import Basis, Evidence
from kpbargaining.records.figures import Scope
from kpbargaining.records.kinds import AnyRecord
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Id
from kpbargaining.values.when import PartialDate, Span

TALKS = read(Path(__file__).parents[1] / "samples" / "talks")
FUNCTIONS = {function.__name__: function for function in CHECKS}
MARCH, MAY = Id("march-bulletin"), Id("may-story")
APRIL, SESSION, JUNE, JULY = TALKS.sessions.ids[1:]
WHOLE, PART, SUM = (
    f"2024-acme/{n}" for n in ("new-2024-05-14", "pay-2024-05-14", "total-2024-06-11")
)
HELD = (("held", Span("2024-05-14/")),)


def changed(name: str, /, **fields: Any) -> AnyRecord:
    """A record of the talks with other values; with another id, one more record."""
    made: AnyRecord = attrs.evolve(TALKS[name], **fields)
    return made


def about(record: str, **fields: Any) -> Evidence:
    """What the story of May says about a record."""
    return Evidence(record=Id(record), **{"source": MAY} | fields)


def talks(*changes: AnyRecord | Evidence) -> Dataset:
    """The talks with records put in the place of others, and evidence added."""
    evidence = [each for each in changes if isinstance(each, Evidence)]
    records = {each.id: each for each in changes if not isinstance(each, Evidence)}
    kept = [record for record in TALKS.records() if record.id not in records]
    return Dataset([*kept, *records.values()], [*TALKS.evidence, *evidence])


def besides(record: AnyRecord) -> Dataset:
    """The talks and one record more, whatever its id."""
    return Dataset([*TALKS.records(), record], TALKS.evidence)


def without(*names: str) -> Dataset:
    """The talks without some records."""
    return Dataset((r for r in TALKS.records() if r.id not in names), TALKS.evidence)


def found(name: str, dataset: Dataset) -> list[str]:
    """What a check finds: code, record and field."""
    return [f"{each.code} {each.record} {each.field}".strip() for each in FUNCTIONS[name](dataset)]


TOO_FEW = talks(changed(SUM, value=Quantity("19")))
TOO_MANY = talks(changed(PART, value=Quantity("11..12")))
TOO_SHORT = talks(changed(SESSION, days=Quantity("3")))

FAULTS: list[tuple[str, list[str], Dataset]] = [
    (
        "repeated_ids",
        ["repeated-id nurses-united id"],
        besides(changed("nurses-united", name="Nurses Divided")),
    ),
    (
        "repeated_ids",
        ["repeated-id topic-pay id"],
        besides(changed("nurses-united", id="topic-pay")),
    ),
    (
        "dangling_references",
        ["dangling 2024-acme/ta-10 session"],
        talks(changed("2024-acme/ta-10", session="2024-acme/2024-05-15")),
    ),
    (
        "dangling_references",
        ["wrong-kind 2024-acme/ta-10 topics", "dangling 2024-acme/ta-10 topics"],
        talks(changed("2024-acme/ta-10", topics=("topic-pay", "nurses-united", "topic-gone"))),
    ),
    ("dangling_evidence", ["dangling nurses-divided"], talks(about("nurses-divided"))),
    (
        "dangling_evidence",
        [f"dangling {SESSION}"] * 2,
        talks(about(SESSION, source="april-story", also=("nurses-united", MARCH))),
    ),
    (
        "dangling_evidence",
        ["dangling 2024-acme parties", "dangling 2024-acme renegotiates"],
        talks(about("2024-acme", says=(("parties", 5), ("renegotiates", Id("agreement-2018"))))),
    ),
    (
        "misnamed_fields",
        [f"unknown-field {SESSION} hled", f"unknown-field {SESSION} round"],
        talks(about(SESSION, fields=("hled", "held"), says=(("round", "2021-acme"),))),
    ),
    (
        "cycles",
        ["cycle 2024-acme/pay parent"],
        talks(changed("2024-acme/pay", parent="2024-acme/pay")),
    ),
    (
        "cycles",
        ["cycle topic-pay parent", "cycle topic-safety parent"],
        talks(
            changed("topic-pay", parent="topic-safety"),
            changed("topic-safety", parent="topic-pay"),
            changed("metric-subgroups", parent="topic-pay"),
        ),
    ),
    ("cycles", [f"cycle {PART} about"], talks(changed(PART, about=PART))),
    (
        "unsupported_facts",
        ["no-support 2024-acme/picket reason"],
        talks(changed("2024-acme/picket", reason="Short staffing")),
    ),
    (
        "unsupported_facts",
        [f"no-support {JUNE} place"],
        talks(changed(JUNE, place="Ogden"), about(JUNE, says=(("place", "Brockway"),))),
    ),
    (
        "unsupported_records",
        ["no-evidence 2024-acme/strike"],
        talks(changed("2024-acme/picket", id="2024-acme/strike")),
    ),
    (
        "unsupported_records",
        ["no-evidence 2024-acme/shifts"],
        talks(
            changed("2024-acme/pay-table", id="2024-acme/shifts"),
            changed("2024-acme/ta-10", answers="2024-acme/shifts"),
        ),
    ),
    ("undated_sources", [f"undated {MAY} published"], talks(changed(MAY, published=None))),
    (
        "repeated_evidence",
        ["repeated-evidence nurses-united"],
        talks(about("nurses-united", locator="last paragraph", fields=("since",))),
    ),
    ("left_quotes", [f"quote {SESSION}"], talks(about(SESSION, quote="met for four days"))),
    (
        "unexplained_evidence",
        [f"no-note {SESSION}", f"no-note {SESSION}"],
        talks(about(SESSION, basis=Basis.COMPLETED), about(SESSION, basis=Basis.DERIVED)),
    ),
    ("unexplained_evidence", [f"no-note {SESSION}"], talks(about(SESSION, says=HELD))),
    (
        "succession",
        ["succession agreement-2021-acme expires"],
        talks(changed("agreement-2021-acme", effective=PartialDate("2024-10"))),
    ),
    (
        "succession",
        [f"succession {MAY} retrieved"],
        talks(changed(MAY, retrieved=PartialDate("2024-05-19"))),
    ),
    (
        "succession",
        ["succession 2024-acme/picket held"],
        talks(changed("2024-acme/picket", held=Span("2024-02-27/2024-02-28"))),
    ),
    ("lengths", [f"length {SESSION} days"], TOO_SHORT),
    (
        "lengths",
        [f"length {SESSION} days"],
        talks(
            changed(SESSION, held=Span("[2024-05-14..2024-05-15]/2024-05-17"), days=Quantity(">4"))
        ),
    ),
    ("running_totals", [f"total {JUNE}"], TOO_FEW),
    (
        "running_totals",
        [f"total {JULY}"],
        talks(changed(SUM, id="2024-acme/later", about=JULY, value=Quantity("<25"))),
    ),
    (
        "running_totals",
        [f"total {JUNE}"],
        talks(changed(SUM, id="2024-acme/groups", metric="metric-subgroups", value=Quantity("2"))),
    ),
    ("parts", [f"parts {WHOLE} value"], TOO_MANY),
    (
        "parts",
        [f"parts {WHOLE} value"],
        talks(changed(PART, id="2024-acme/more", value=Quantity(">=9"))),
    ),
    ("unreported_sessions", [f"unreported {APRIL} held", f"unreported {JULY} held"], TALKS),
    ("uncited_sources", ["uncited april-story"], talks(changed(MAY, id="april-story"))),
    (
        "redundant_readings",
        [f"same-reading {SESSION} place"],
        talks(about(SESSION, says=(*HELD, ("place", "Springfield")))),
    ),
]

HARMLESS: list[tuple[str, Dataset]] = [
    *((name, TALKS) for name in FUNCTIONS if name != "unreported_sessions"),
    ("unreported_sessions", without(APRIL, JULY)),
    ("dangling_references", talks(changed(SUM, about=MAY))),
    ("misnamed_fields", talks(about("nurses-divided", fields=("anything",)))),
    ("cycles", talks(changed("topic-pay", parent="topic-gone"))),
    ("unsupported_facts", talks(changed(SESSION, held=None))),
    (
        "unsupported_facts",
        talks(changed(JUNE, days=Quantity("3")), about(JUNE, says=(("days", Quantity("3")),))),
    ),
    (
        "unsupported_records",
        talks(
            changed(SESSION, id="2024-acme/august"),
            changed("2024-acme/ta-10", session="2024-acme/august"),
        ),
    ),
    ("unsupported_records", besides(changed("topic-pay", id="topic-shifts"))),
    (
        "unsupported_records",
        talks(
            changed("nurses-united", id="clerks-united"),
            about("2024-acme", says=(("parties", ("clerks-united",)),)),
            about("nurses-divided", says=(("parent", "nurses-united"),)),
        ),
    ),
    ("undated_sources", talks(changed(MAY, id="april-story", published=None))),
    ("unexplained_evidence", talks(about(SESSION, basis=Basis.DERIVED, note="A sum"))),
    ("succession", talks(changed("agreement-2021-acme", effective=PartialDate("2024")))),
    ("lengths", talks(changed(SESSION, held=Span("2024-05-14/"), days=Quantity("40")))),
    ("lengths", talks(changed(SESSION, days=Quantity("~3")))),
    ("lengths", talks(changed(SESSION, held=None))),
    ("running_totals", talks(changed(SUM, value=Quantity("~19")))),
    ("running_totals", talks(changed(WHOLE, value=Quantity("~10")))),
    ("running_totals", talks(changed(SUM, metric="beds"))),
    *(
        ("parts", talks(changed(PART, **fields)))
        for fields in (
            {"value": Quantity("10")},
            {"value": Quantity("<50")},
            {"value": Quantity("~50")},
            {"value": Quantity("98%")},
            {"value": Quantity("50"), "part_of": None},
            {"value": Quantity("50"), "part_of": "2024-acme/gone"},
            {"value": Quantity("50"), "metric": "metric-subgroups"},
            {"value": Quantity("50"), "scope": Scope.LEVEL},
            {"value": None},
        )
    ),
    ("parts", talks(changed(WHOLE, value=None))),
    ("parts", talks(changed(WHOLE, value=Quantity(">1")))),
    ("redundant_readings", talks(about("nurses-divided", says=(("since", PartialDate("1999")),)))),
]


@pytest.mark.parametrize(("name", "expected", "dataset"), FAULTS)
def test_a_check_finds(name: str, expected: list[str], dataset: Dataset) -> None:
    """A check finds what it is there to find, and where it is."""
    assert expected == found(name, dataset)


@pytest.mark.parametrize(("name", "dataset"), HARMLESS)
def test_a_check_passes(name: str, dataset: Dataset) -> None:
    """A check finds nothing where nothing is wrong, or where nothing can be told."""
    assert [] == found(name, dataset)


def test_every_check_is_tried() -> None:
    """Every check has a sample here that trips it, and one that passes."""
    assert FUNCTIONS.keys() == {name for name, _, _ in FAULTS} == {name for name, _ in HARMLESS}


def test_every_check_is_in_the_table() -> None:
    """Every function of the checks that answers with findings is asked, each once."""
    inside = iter_modules(kpbargaining.checks.__path__, f"{kpbargaining.checks.__name__}.")
    functions = [
        value
        for module in inside
        for name, value in inspect.getmembers(import_module(module.name), inspect.isfunction)
        if value.__module__ == module.name and not name.startswith("_")
    ]
    checks = [each for each in functions if each.__annotations__["return"] == "Iterator[Finding]"]
    assert {passages} == {*checks} - {*CHECKS}
    assert len(checks) == len(CHECKS) + 1


def test_errors_come_first() -> None:
    """Everything that is found stands in one table: errors first, then notes, each as found."""
    odd = talks(changed(SESSION, days=Quantity("3")), changed("2024-acme/ta-10", topics=("gone",)))
    findings = check(odd)
    assert ["dangling", "length", "unreported", "unreported"] == [each.code for each in findings]
    assert [Severity.ERROR] * 2 + [Severity.NOTE] * 2 == [each.severity for each in findings]
    assert "<4 findings>" == repr(findings)
    assert {
        "code": "length",
        "severity": "error",
        "record": SESSION,
        "field": "days",
        "sentence": "3 days are stated, 4 were held",
    } == findings.to_dicts()[1]


@pytest.mark.parametrize(
    ("expected", "name", "dataset"),
    [
        ("the total 19 cannot be >=20, reported one by one", "running_totals", TOO_FEW),
        ("the parts add up to 11 or more, the whole is 10", "parts", TOO_MANY),
    ],
)
def test_a_finding_is_a_sentence(expected: str, name: str, dataset: Dataset) -> None:
    """A finding says what contradicts what."""
    (finding,) = FUNCTIONS[name](dataset)
    assert expected == finding.sentence


def test_totals_are_checked_metric_by_metric() -> None:
    """Every metric has a running total of its own, and they are told in the order of their ids."""
    groups = changed(SUM, id="2024-acme/a", metric="metric-subgroups", value=Quantity("2"))
    both = [*TOO_FEW.records(), groups]
    assert ["the total 19 cannot be >=20", "the total 2 cannot be >2"] == [
        each.sentence.partition(",")[0] for each in FUNCTIONS["running_totals"](Dataset(both, []))
    ]


def test_findings_are_values() -> None:
    """Two findings of the same thing are one."""
    first, second = (list(FUNCTIONS["lengths"](TOO_SHORT)) for _ in range(2))
    assert first == second
    assert [Finding] == [type(each) for each in first]
    assert 1 == len({*first, *second})
