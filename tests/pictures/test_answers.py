"""What a picture is given: answers of its own sort, and those beside them."""

from collections.abc import Callable
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining import questions as q
from kpbargaining.pictures.answers import USUAL, Answers, sort_of, sourced, usual
from kpbargaining.pictures.picture import PICTURES

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


ABOUT = {"tally": ["2025-alliance"], "timeline": ["2025-alliance"]}
"""What has to be named for a picture."""


def test_every_picture_has_its_usual_answers(newest: kp.Dataset) -> None:
    """Each picture is drawn from its usual answers, and each has a name."""
    drawn = [kp.picture(*usual(newest, name, ABOUT.get(name, ()))) for name in USUAL]
    assert len(PICTURES) == len({each.title for each in drawn}) == len(USUAL)


@pytest.mark.parametrize(
    ("name", "one"),
    [
        ("offers", "2023-coalition"),
        ("rounds", "2023-coalition"),
        ("strikes", "2023-coalition"),
        ("schedule", "agreement-2023-coalition"),
        ("members", "alliance-of-health-care-unions"),
    ],
)
def test_of_one(newest: kp.Dataset, name: str, one: str) -> None:
    """With an id, the first answer is of that alone."""
    assert 0 < len(usual(newest, name, [one])[0]) < sum(map(len, _first(newest, name)))


def _first(dataset: kp.Dataset, name: str) -> list[kp.Table[Any]]:
    answers = usual(dataset, name)
    return [each for each in answers if getattr(each, "row", None) is answers[0].row]


def test_nothing_to_ask() -> None:
    """Of a dataset without coalitions no members are asked for, and of no round no tally."""
    empty = kp.Dataset([], [])
    for name in ("members", "tally"):
        with pytest.raises(kp.InvalidValue, match="'none'"):
            usual(empty, name)
    assert 0 == len(usual(empty, "timeline")[0])


def test_another_name(newest: kp.Dataset) -> None:
    """A name that no picture has is refused with the nearest."""
    with pytest.raises(kp.UnknownName, match="no picture 'ofers'; nearest: offers"):
        usual(newest, "ofers")
