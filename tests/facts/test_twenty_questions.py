"""The twenty questions of the documentation, against values retyped from the sources."""

from __future__ import annotations

import json
import re
import tomllib
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import kpbargaining as kp
from kpbargaining.questions import average_days, positions_around
from kpbargaining.values.types import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kpbargaining.tables.table import Table

EDITION = "2026.3"

ROWS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("twenty_questions.toml").read_text(encoding="utf-8")
)["row"]

MADE_UP_INDEX: dict[str, int | str] = {
    "2021-10": 100,
    "2022-04": 104,
    "2022-10": "107.5",
    "2023-10": 120,
}

COALITION = "coalition-of-kaiser-permanente-unions"
ALLIANCE = "alliance-of-health-care-unions"
OCTOBER_OFFER = "2025-alliance/proposal-kp-wages-2025-10-02"


MADE_UP = [{"from": "acme-news", "note": "Made up"}]

OVERLAY: dict[str, dict[str, Any]] = {
    "sources": {
        "sources": {
            "acme-news": {
                "kind": "bulletin",
                "title": "News from Acme",
                "publisher": "Acme Hospitals",
                "voice": "management",
                "published": "2025-10-05",
                "retrieved": "2025-10-06",
            }
        }
    },
    "agreements": {
        "agreements": {
            "acme-2025": {
                "kind": "national",
                "name": "Acme agreement",
                "effective": "2025-10-01",
                "expires": "2028-09-30",
                "evidence": MADE_UP,
            }
        },
        "wage_steps": {
            f"acme-2025-{order}": {
                "of": "acme-2025",
                "order": order,
                "effective": f"{2024 + order}-10-01",
                "percent": raised,
                "evidence": MADE_UP,
            }
            for order, raised in enumerate(("5%", "4%", "3.5%"), start=1)
        },
    },
}


@attrs.frozen
class Totals:
    """What stands under a schedule."""

    simple: kp.Quantity | None
    compound: kp.Quantity | None
    average: kp.Quantity | None


def totals(ds: kp.Dataset, name: str) -> list[Totals]:
    """The totals of all schedules of an agreement."""
    return [Totals(s.simple, s.compound, s.average_level()) for s in ds.schedules(name)]


def up_to_a_date(ds: kp.Dataset) -> list[dict[str, Any]]:
    """The levels of the offer of October 2025 after its second step and within two years."""
    (offer,) = ds.schedules(OCTOBER_OFFER)
    days = {"october_2026": "2026-10-31", "september_2027": "2027-09-30"}
    levels = {name: cell(offer.level_on(day)) for name, day in days.items()}
    return [{**levels, "average": cell(offer.average_level("2025-10-01", "2029-09-30"))}]


def month_by_month(ds: kp.Dataset) -> Table[Any]:
    """The real level of the agreement of 2021 by a made-up index."""
    (schedule,) = ds.schedules("agreement-2021-alliance")
    return kp.real_level(schedule, MADE_UP_INDEX, "made up").months


def with_overlay(ds: kp.Dataset) -> Table[Any]:
    """The agreements next to one that is brought along, made up."""
    with TemporaryDirectory() as folder:
        for name, content in OVERLAY.items():
            text = json.dumps({"schema": "1", **content})
            Path(folder, f"{name}.json").write_text(text, encoding="utf-8")
        return ds.merge(kp.read(folder)).compare_agreements()


def cited(ds: kp.Dataset) -> list[dict[str, Any]]:
    """The titles that the citation of an offer names, a row for each."""
    return [{"title": each} for each in re.findall(r'"([^"]+)" \(', kp.cite(ds, OCTOBER_OFFER))]


def count(answer: Table[Any]) -> list[dict[str, Any]]:
    """How many rows an answer has."""
    return [{"rows": len(answer)}]


QUERIES: dict[str, Callable[[kp.Dataset], Any]] = {
    "1": lambda ds: ds.offers("2025-alliance"),
    "1 gap of 2021": lambda ds: ds.gap("2021-alliance"),
    "1 gap of 2023": lambda ds: ds.gap("2023-coalition"),
    "1 gap of 2025": lambda ds: ds.gap("2025-alliance"),
    "2": lambda ds: ds.schedules("agreement-2021-alliance")[0].steps,
    "2 totals": lambda ds: totals(ds, "agreement-2021-alliance"),
    "2 up to a date": up_to_a_date,
    "3": lambda ds: ds.compare_agreements(),
    "3 readings of 2012": lambda ds: ds.numbers("agreement-2012-national", "metric-raise-total"),
    "4": month_by_month,
    "5": with_overlay,
    "6": lambda ds: ds.compare_rounds(),
    "6 days": average_days,
    "7": lambda ds: ds.session_log("2025-alliance"),
    "7 of 2012": lambda ds: ds.session_log("2012-national"),
    "8": lambda ds: ds.tally("2025-alliance").sessions,
    "9": lambda ds: ds.work_log("2025-alliance"),
    "10": lambda ds: ds.vote_log(),
    "11": lambda ds: ds.action_log(),
    "12": lambda ds: ds.worker_days("metric-workers-on-strike", rule="weekdays"),
    "12 calendar": lambda ds: ds.worker_days("metric-workers-on-strike"),
    "13": lambda ds: ds.before_and_after("2025-alliance"),
    "13 of labor before": lambda ds: count(
        ds.before_and_after("2025-alliance").where(
            action="2025-alliance/strike-2025-10-14", relation="before", side="labor"
        )
    ),
    "13 one by one": lambda ds: positions_around(ds, "2025-alliance/strike-2025-10-14"),
    "14": lambda ds: ds.membership_changes(COALITION, "2018-03-01", "2018-12-31"),
    "14 who left": lambda ds: count(ds.members_of(COALITION).where(until="2018-03-26")),
    "14 later": lambda ds: ds.membership_changes(ALLIANCE, "2018-12-31", "2025-12-31"),
    "15": lambda ds: ds.numbers(ALLIANCE, "metric-represented-workers"),
    "15 coalition": lambda ds: ds.numbers(COALITION, "metric-represented-workers"),
    "16": lambda ds: ds.numbers(metric="metric-minimum-wage"),
    "17": lambda ds: ds.numbers(metric="metric-local-tables-settled"),
    "17 own expiry": lambda ds: ds.agreements.where(kind="local"),
    "17 total": lambda ds: ds.numbers(metric="metric-local-tables"),
    "18": lambda ds: ds.as_of("2025-10-15").offers("2025-alliance"),
    "18 gone": lambda ds: count(
        ds.as_of("2025-10-15").job_actions.where(lambda each: "2026" in each.id)
    ),
    "18 before": lambda ds: count(ds.as_of("2025-10-01").proposals.where(id=OCTOBER_OFFER)),
    "19": lambda ds: ds.sides("topic-market-pay"),
    "19 numbers": lambda ds: ds.numbers(metric="metric-pay-above-market"),
    "20": lambda ds: ds.evidence_for(OCTOBER_OFFER, "claimed_total"),
    "20 readings": lambda ds: ds.disagreements("2018-coalition/coalition-members-2018-03"),
    "20 citation": cited,
}
"""The lines that stand in `docs/how-to/twenty-questions.md`, by question."""


@pytest.fixture(scope="module")
def dataset() -> kp.Dataset:
    """The edition that the documentation answers from."""
    return kp.load(EDITION)


def said(row: Any) -> dict[str, Any]:
    """One row of an answer in plain values; what is unknown is empty, a level has two decimals."""
    if isinstance(row, dict):
        return row
    return {a.name: cell(getattr(row, a.name)) for a in attrs.fields(type(row))}


def cell(value: object) -> Any:
    """One value as a fact sheet writes it."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return "" if value is None else plain(value)


def has(value: object, wanted: object) -> bool:
    """Whether a value is the wanted one, or a list that holds it."""
    return value == wanted or (isinstance(value, list) and wanted in value)


def found(answer: Any, row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What the rows at one place of an answer say in the columns that a source speaks of."""
    return [
        {name: each[name] for name in row["says"]}
        for each in map(said, answer)
        if all(has(each[name], wanted) for name, wanted in row["where"].items())
    ]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['query']}: {row['of']}")
def test_the_answer_says_what_the_source_says(dataset: kp.Dataset, row: dict[str, Any]) -> None:
    """An answer has one row, or several alike, at the place, with the values of the source."""
    answers = found(QUERIES[row["query"]](dataset), row)
    assert [row["says"]] == [each for n, each in enumerate(answers) if each not in answers[:n]]


def test_every_question_is_held_against_three_values() -> None:
    """Each of the twenty questions has at least three values from sources."""
    held = dict.fromkeys(range(1, 21), 0)
    for row in ROWS:
        held[int(row["query"].split()[0])] += len(row["says"])
    assert {} == {question: n for question, n in held.items() if n < 3}


def test_every_query_is_held_against_a_source() -> None:
    """No query stands here without a value to hold it against."""
    assert set(QUERIES) == {row["query"] for row in ROWS}
