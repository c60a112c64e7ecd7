"""The data on each round, and on the partnership, against a second curator's fact sheets."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kpbargaining import Called, CommitteeKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpbargaining import Committee, Dataset
    from tests.facts.conftest import FactSheet

    SheetOf = Callable[[str, dict[str, Any]], FactSheet]

SHEETS = ("alliance_2021", "alliance_2025", "coalition_2019", "coalition_2023", "partnership_2018")
TABLES: dict[str, dict[str, Any]] = {
    name: tomllib.loads(Path(__file__).with_name(f"{name}.settled.toml").read_text("utf-8"))
    for name in SHEETS
}
"""The tables that map the rows of each sheet to records, and say why others are not compared."""

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


COUNTED: dict[str, dict[str, Callable[[Dataset], int]]] = {
    "alliance_2021": {
        "count / recommendations listed / this week's session": lambda ds: len(
            ds.outcomes.where(round="2021-alliance", called=Called.RECOMMENDATION)
        ),
        "count / LMP tri-chairs / 2021 round": lambda ds: len(
            ds.appointments.where(title="LMP tri-chair")
        ),
    },
    "alliance_2025": {
        (
            "count / subgroups that completed their work / session of "
            "2025-08-19 / late August story"
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
            "count / areas of the Staffing and patient care task / early August "
            "/ early August story"
        ): _staffing_areas,
    },
}
"""What the second curator counted, and how it is counted here."""

each_sheet = pytest.mark.parametrize("sheet", SHEETS, indirect=True)
each_row = pytest.mark.parametrize(
    ("sheet", "row", "ids"),
    [(name, row, ids) for name in SHEETS for row, ids in TABLES[name]["ids"].items()],
    indirect=["sheet"],
)


@pytest.fixture
def sheet(request: pytest.FixtureRequest, sheet_of: SheetOf) -> FactSheet:
    """The sheet of that name."""
    return sheet_of(request.param, TABLES[request.param])


@each_row
def test_the_data_hold_what_the_sheet_says(sheet: FactSheet, row: str, ids: str) -> None:
    """Every compared value of a row is what the records carry."""
    assert sheet.said(row, ids) == sheet.held(row, ids)


@each_row
def test_a_compared_fact_rests_on_the_story_of_its_row(
    sheet: FactSheet, row: str, ids: str
) -> None:
    """Every compared fact has evidence from the very document or story of its row."""
    assert [] == sheet.unsupported(row, ids)


@each_row
def test_a_date_without_a_year_is_not_called_stated(sheet: FactSheet, row: str, ids: str) -> None:
    """A date whose passage gives no year is completed or derived."""
    assert [] == sheet.stated_without_year(row, ids)


@pytest.mark.parametrize(
    ("sheet", "row", "counted"),
    [(name, *counted) for name, rows in COUNTED.items() for counted in rows.items()],
    indirect=["sheet"],
)
def test_what_the_sheet_counts_is_counted_in_the_data(
    sheet: FactSheet, row: str, counted: Callable[[Dataset], int]
) -> None:
    """A number that the second curator counted is the number of records of that sort."""
    assert sheet.value(row) == counted(sheet.dataset)


@each_sheet
def test_every_deck_is_cited_to_the_word(sheet: FactSheet) -> None:
    """Both curators fingerprinted the same words of every deck."""
    assert [] == sheet.uncited_decks()


@each_sheet
def test_no_row_is_left_out(sheet: FactSheet) -> None:
    """Every row is compared or counted, or it is said why it is not."""
    assert sorted(sheet.keys) == sheet.accounted(COUNTED.get(sheet.name, ()))


@each_sheet
def test_no_value_of_a_row_is_left_out(sheet: FactSheet) -> None:
    """Every key of a compared row is compared, or it is said why not; and nothing else is said."""
    assert (set(), set()) == (sheet.unread(), sheet.unneeded())
