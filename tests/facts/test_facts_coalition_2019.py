"""The data on the 2019 Coalition round against the second curator's fact sheet."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.facts.conftest import FactSheet

SETTLED = Path(__file__).with_name("coalition_2019.settled.toml").read_text(encoding="utf-8")
TABLES: dict[str, dict[str, Any]] = tomllib.loads(SETTLED)
"""The tables that map the rows of the sheet to records, and say why others are not compared."""


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


def test_every_deck_is_cited_to_the_word(sheet: FactSheet) -> None:
    """Both curators fingerprinted the same words of every deck."""
    assert [] == sheet.uncited_decks()


def test_no_row_is_left_out(sheet: FactSheet) -> None:
    """Every row is compared, or it is said why it is not."""
    assert sorted(sheet.keys) == sheet.accounted()


def test_no_value_of_a_row_is_left_out(sheet: FactSheet) -> None:
    """Every key of a compared row is compared, or it is said why not; and nothing else is said."""
    assert (set(), set()) == (sheet.unread(), sheet.unneeded())
