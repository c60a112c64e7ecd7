"""The day on which many left: which it is, and what sources count of it."""

from collections.abc import Callable
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining import questions as q
from kpbargaining.pictures.answers import Answers
from kpbargaining.pictures.leaving import either, leaving_of

Make = Callable[..., Any]

DAY = kp.PartialDate("2030-07-01")
LEFT = {"body": "old", "until": DAY}


@pytest.mark.parametrize(
    ("values", "told"),
    [
        (["22", "21", "22"], "21 or 22"),
        ([">45000", "45000"], "45,000 or more"),
        (["45000", ">=45000", "46000"], "45,000 or more or 46,000"),
        ([">45000", ">45000"], "more than 45,000"),
        (["~45000", "45000"], "45,000 or about 45,000"),
        ([], ""),
    ],
)
def test_either(values: list[str], told: str) -> None:
    """All numbers that sources give stand side by side, the lowest first, each once."""
    assert told == either(map(kp.Quantity, values))


def test_numbers_of_the_event(table_of: Make) -> None:
    """Counted are the numbers about an event of that day, and those of that day, but no part."""
    events = [
        kp.Event(id="round/split", round="round", about="old", on=DAY),
        kp.Event(id="round/other", round="round", about="old", on=kp.PartialDate("2030-07")),
        kp.Event(id="round/undated", round="round", about="old"),
    ]
    locals_ = {"metric": "metric-local-unions", "scope": kp.Scope.LEVEL}
    members = {"metric": "metric-members", "scope": kp.Scope.LEVEL, "value": kp.Quantity("900")}
    numbers = [
        members | {"about": "old", "on": DAY},
        locals_ | {"about": "round/split", "value": kp.Quantity("3")},
        locals_ | {"about": "round/split", "value": kp.Quantity("4")},
        locals_ | {"about": "round/other", "value": kp.Quantity("5")},
        locals_ | {"about": "round/split", "value": kp.Quantity("1"), "scope": kp.Scope.PART},
    ]
    rows = [LEFT | {"member": name} for name in "abc"]
    rows += [{"member": "a", "body": "new", "since": kp.PartialDate("[2030-07-01..2030-07-09]")}]
    answers = Answers(
        table_of(q.MemberRow, *rows),
        [table_of(q.NumberRow, *numbers), kp.Table(kp.Event, tuple(events), "events")],
    )
    leaving = leaving_of(answers)
    assert leaving is not None
    assert ("3 or 4 local unions", "900 members") == leaving.counted
    assert "3 left, 1 joined another, then or later" == leaving.moved
    assert "by the sources: 3 or 4 local unions and 900 members" == leaving.told
    assert "1 July 2030" == leaving.on


def test_no_day_on_which_many_left(table_of: Make) -> None:
    """Two are not many, and neither are three who left some time in a month."""
    month = LEFT | {"until": kp.PartialDate("2030-07")}
    for rows in ([LEFT | {"member": name} for name in "ab"], [month] * 3, [{"body": "old"}]):
        assert leaving_of(Answers(table_of(q.MemberRow, *rows), [])) is None
