"""The data on the 2025 Alliance round against the second curator's fact sheet."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kpbargaining import CommitteeKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpbargaining import Committee, Dataset
    from tests.facts.conftest import FactSheet

SETTLED = Path(__file__).with_name("alliance_2025.settled.toml").read_text(encoding="utf-8")
TABLES: dict[str, dict[str, Any]] = tomllib.loads(SETTLED)
"""The tables that map the rows of the sheet to records, and say why others are not compared."""

ROUND = "2025-alliance"


def _items(ds: Dataset, session: str, committee: str) -> int:
    """The items listed of one session and group."""
    where = {"session": f"{ROUND}/{session}", "committee": f"{ROUND}/{committee}"}
    return len(ds.outcomes.where(round=ROUND, **where))


def _subgroups(ds: Dataset, *, completed: bool) -> list[Committee]:
    """The subgroups that completed their work, or those that did not."""
    subgroups = ds.committees.where(round=ROUND, kind=CommitteeKind.SUBGROUP)
    return [each for each in subgroups if (each.completed is not None) is completed]


def _staffing_areas(ds: Dataset) -> int:
    """The deliverables of the Staffing and Patient Care subgroup."""
    return len(ds.deliverables.where(committee=f"{ROUND}/staffing-and-patient-care"))


def _before_august(ds: Dataset) -> int:
    """What the running total leaves for the sessions before August."""
    total, *new = (
        ds.figures[f"{ROUND}/{name}"].value
        for name in (
            "total-agreements-2025-08-19",
            "new-agreements-2025-08-19",
            "new-agreements-2025-08-05",
        )
    )
    return int(str(total)) - sum(int(str(each)) for each in new)


COUNTED: dict[str, Callable[[Dataset], int]] = {
    (
        "count / subgroups that completed their work / session of 2025-08-19 / late August story"
    ): lambda ds: len(_subgroups(ds, completed=True)),
    "count / subgroups continuing / session of 2025-08-19 / late August story": lambda ds: len(
        _subgroups(ds, completed=False)
    ),
    "count / LMP chairs who opened / session of 2025-05-06 / May story": lambda ds: len(
        ds.appointments.where(title="Labor Management Partnership chair")
    ),
    (
        "count / tentative agreements, difference / before session of "
        "2025-08-05 (44 - 10 - 30) / late August story"
    ): _before_august,
    (
        "count / items listed / session of 2025-08-19, under new "
        "tentative agreements / late August story"
    ): lambda ds: _items(ds, "2025-08-19", "common-issues-committee"),
    (
        "count / items listed / session of 2025-08-19, Partnership "
        "Effectiveness recommendations / late August story"
    ): lambda ds: _items(ds, "2025-08-19", "partnership-effectiveness"),
    (
        "count / items listed / session of 2025-08-05, AI and technology / early August story"
    ): lambda ds: _items(ds, "2025-08-05", "ai-and-technology"),
    (
        "count / items listed / session of 2025-08-05, Partnership "
        "effectiveness / early August story"
    ): lambda ds: _items(ds, "2025-08-05", "partnership-effectiveness"),
    (
        "count / items listed / session of 2025-08-05, Staffing and "
        "patient care / early August story"
    ): lambda ds: _items(ds, "2025-08-05", "staffing-and-patient-care"),
    (
        "count / areas of the Staffing and patient care task / early August / early August story"
    ): _staffing_areas,
}
"""What the second curator counted, and how it is counted here."""


@pytest.mark.parametrize(("row", "ids"), TABLES["ids"].items())
def test_the_data_hold_what_the_sheet_says(sheet: FactSheet, row: str, ids: str) -> None:
    """Every compared value of a row is what the records carry."""
    assert sheet.said(row, ids) == sheet.held(row, ids)


@pytest.mark.parametrize(("row", "ids"), TABLES["ids"].items())
def test_a_compared_fact_rests_on_the_story_of_its_row(
    sheet: FactSheet, row: str, ids: str
) -> None:
    """Every compared fact has evidence from the very document or story of its row."""
    assert [] == sheet.unsupported(row, ids)


@pytest.mark.parametrize(("row", "ids"), TABLES["ids"].items())
def test_a_date_without_a_year_is_not_called_stated(sheet: FactSheet, row: str, ids: str) -> None:
    """A date whose passage gives no year is completed or derived."""
    assert [] == sheet.stated_without_year(row, ids)


@pytest.mark.parametrize(("row", "counted"), COUNTED.items())
def test_what_the_sheet_counts_is_counted_in_the_data(
    sheet: FactSheet, row: str, counted: Callable[[Dataset], int]
) -> None:
    """A number that the second curator counted is the number of records of that sort."""
    assert sheet.value(row) == counted(sheet.dataset)


def test_every_deck_is_cited_to_the_word(sheet: FactSheet) -> None:
    """Both curators fingerprinted the same words of every deck."""
    assert [] == sheet.uncited_decks()


def test_no_row_is_left_out(sheet: FactSheet) -> None:
    """Every row is compared or counted, or it is said why it is not."""
    assert sorted(sheet.keys) == sheet.accounted(COUNTED)


def test_no_value_of_a_row_is_left_out(sheet: FactSheet) -> None:
    """Every key of a compared row is compared, or it is said why not; and nothing else is said."""
    assert (set(), set()) == (sheet.unread(), sheet.unneeded())
