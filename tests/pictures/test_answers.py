"""What a picture is given: answers of its own sort, and those beside them."""

from collections.abc import Callable
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining import questions as q
from kpbargaining.pictures.answers import Answers, sort_of, sourced

Make = Callable[..., Any]


def test_the_sort_of_an_answer(newest: kp.Dataset) -> None:
    """A table is of its rows, a tally of itself; what is no answer is of nothing."""
    assert q.RoundRow is sort_of(newest.compare_rounds())
    assert q.Tally is sort_of(newest.tally("2025-alliance"))
    assert None is sort_of("2025-alliance")
    assert None is sort_of(newest)


def test_rows_stand_once(table_of: Make) -> None:
    """A row that several answers have is drawn once, and the wide table holds them all."""
    table = table_of(q.RoundRow, {"round": "a"}, {"round": "b"})
    answers = Answers(table, [table[:1]])
    assert ["a", "b"] == [row.round for row in answers.rows(q.RoundRow)]
    assert 3 == len(answers.wide)


def test_numbers_of_one_metric(table_of: Make) -> None:
    """Numbers that count different things are refused in one answer, and told apart in two."""
    one, two = ({"metric": name, "value": kp.Quantity("1")} for name in ("metric-a", "metric-b"))
    rounds = table_of(q.RoundRow)
    tables = table_of(q.NumberRow, one), table_of(q.NumberRow, two)
    found = Answers(rounds, tables).measures(q.NumberRow)
    assert ["metric-a", "metric-b"] == [rows[0].metric for rows in found]
    with pytest.raises(kp.InvalidValue, match=r"one metric.*found 'metric-a, metric-b'"):
        Answers(rounds, [table_of(q.NumberRow, one, two)]).measures(q.NumberRow)


def test_a_tally_is_wide_by_its_sessions(newest: kp.Dataset) -> None:
    """The wide table of a tally are its sessions."""
    tally = newest.tally("2025-alliance")
    assert tally.sessions == Answers(tally, []).wide


def test_the_source_of_a_picture(newest: kp.Dataset, table_of: Make) -> None:
    """A picture of bundled data says which edition it is of; one of other rows says nothing."""
    assert "2026.3" in sourced(newest.compare_rounds())[0]
    assert [] == sourced(table_of(q.RoundRow))
