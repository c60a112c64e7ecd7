"""Who bargained with whom: sure where sources are, faded where they are not."""

from collections.abc import Callable
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining import questions as q
from kpbargaining.pictures.answers import usual

Make = Callable[..., Any]
Words = Callable[[kp.Picture], list[str]]

MEMBER = {"member": "local-1", "body": "alliance", "parent": "union", "membership": "m"}


def bars(drawn: kp.Picture) -> list[tuple[str, str | None]]:
    """Give from when to when the bars of a picture go."""
    return [(row.x, row.x_to) for row in drawn.marks if row.mark == "bar"]


def days(**dates: str) -> dict[str, Any]:
    """Give columns of dates."""
    return {name: kp.PartialDate(text) for name, text in dates.items()}


def test_between_its_dates(table_of: Make) -> None:
    """A membership with both days is one bar; another row goes to the last day there is."""
    rows = (
        MEMBER | days(since="2020-01-01", until="2025-01-01"),
        MEMBER | {"membership": "n"} | days(since="2026-01-01"),
    )
    drawn = kp.picture(table_of(q.MemberRow, *rows))
    assert [("2020-01-01", "2025-01-01"), ("2026-01-01", "2026-01-31")] == bars(drawn)


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (
            days(since="[2020-01-01..2020-03-01]", until="[2024-01-01..2024-03-01]"),
            [
                ("2020-01-01", "2020-03-01"),
                ("2020-03-01", "2024-01-01"),
                ("2024-01-01", "2024-03-01"),
            ],
        ),
        (
            {"attested": (kp.PartialDate("2020-01-01"), kp.PartialDate("[2021-01-01..]"))},
            [("2019-01-01", "2020-01-01"), ("2020-01-01", "2021-01-31")],
        ),
        (days(since="[2020-01-01..]"), [("2020-01-01", "2020-01-31")]),
        (days(until="[..2020-01-01]"), [("2019-01-01", "2020-01-01")]),
    ],
)
def test_uncertain_days_fade(
    table_of: Make, dates: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    """A bar is whole where the membership is sure, and faded where it can be."""
    drawn = kp.picture(table_of(q.MemberRow, MEMBER | dates))
    assert expected == bars(drawn)


def test_no_day_at_all(table_of: Make, texts_of: Words) -> None:
    """A membership without a day is faded throughout, and counted in a note."""
    rows = MEMBER | days(since="2020-01-01"), MEMBER | {"member": "local-2", "membership": "n"}
    drawn = kp.picture(table_of(q.MemberRow, *rows))
    assert ("2019-01-01", "2020-01-31") in bars(drawn)
    note = "1 membership has no day at all; its bar is faded throughout."
    assert note in texts_of(drawn)


def test_largest_first(table_of: Make, texts_of: Words) -> None:
    """Members stand by their union, the largest first, with their latest number and its year."""
    rows = [
        MEMBER | days(since="2020-01-01") | {"member": name, "parent": parent, "membership": name}
        for name, parent in (
            ("local-1", "union"),
            ("local-2", "union"),
            ("local-3", "big"),
            ("local-4", None),
        )
    ]
    first = {"metric": "m", "scope": kp.Scope.LEVEL, "value": kp.Quantity("100")}
    sizes = table_of(
        q.NumberRow,
        first | {"about": "local-2", "on": kp.PartialDate("2020")},
        first | {"about": "local-2", "on": kp.PartialDate("2021"), "value": kp.Quantity("~150")},
        first
        | {
            "about": "local-3",
            "published": kp.PartialDate("[2022..]"),
            "value": kp.Quantity("900"),
        },
        first | {"about": "local-1", "scope": kp.Scope.PART, "on": kp.PartialDate("2022")},
        first | {"about": "local-1"},
    )
    later = table_of(
        q.NumberRow, first | {"about": "local-3", "metric": "other", "on": kp.PartialDate("2030")}
    )
    drawn = kp.picture(table_of(q.MemberRow, *rows), sizes, later)
    axis = drawn.drawing.panels[0].y_axis
    assert axis is not None
    assert ["BIG", "LOCAL-3", "UNION", "LOCAL-2", "LOCAL-1", "of no other union", "LOCAL-4"] == [
        text for _, text in axis.ticks
    ]
    assert ("BIG", "UNION", "of no other union") == axis.bold
    assert {"about 150 (2021)", "900", "latest number known"} <= set(texts_of(drawn))


def test_the_split(table_of: Make, texts_of: Words) -> None:
    """Where many left on a day a rule says how many left, joined, and were counted that day."""
    left = [
        MEMBER | days(until="2018-03-26", since="2010-01-01") | {"member": name, "membership": name}
        for name in "abc"
    ]
    joined = [
        MEMBER
        | days(since="2018-03-26")
        | {"member": name, "membership": f"{name}2", "body": "new"}
        for name in "ab"
    ]
    later = MEMBER | days(since="2020-01-01") | {"member": "late", "body": "new", "membership": "x"}
    count = {"metric": "metric-workers", "scope": kp.Scope.LEVEL, "value": kp.Quantity(">45000")}
    numbers = table_of(q.NumberRow, count | days(on="2018-03-26"), count | days(on="2018-03"))
    drawn = kp.picture(table_of(q.MemberRow, *left, *joined, later), numbers, width=1400)
    told = {"26 March 2018: 3 left, 2 joined another", "by the sources: more than 45,000 workers"}
    assert told <= set(texts_of(drawn))
    assert "3 left on 26 March 2018 (by the sources: more than 45,000 workers)." in drawn.alt
    assert drawn.alt.endswith("Later joined: LATE (NEW).")
    assert "Later joined: LATE (NEW)." in texts_of(drawn)
    alone = kp.picture(table_of(q.MemberRow, *left))
    assert "26 March 2018: 3 left" in texts_of(alone)


def test_sources_that_disagree(table_of: Make, texts_of: Words) -> None:
    """A membership of which sources give other readings is hatched."""
    row = MEMBER | days(since="2020-01-01") | {"attested": (kp.PartialDate("2020-02"),)}
    dates = {"value": kp.PartialDate("2020-01-01"), "reading": kp.PartialDate("2020-02")}
    reading = {"record": "m", "kind": q.DisagreementKind.READING, "field": "since"} | dates
    drawn = kp.picture(table_of(q.MemberRow, row), table_of(q.DisagreementRow, reading))
    assert {"sources disagree", "a source shows it as a member"} <= set(texts_of(drawn))
    assert "-hatched" in drawn.svg
    for otherwise in (
        {"kind": q.DisagreementKind.DOUBT},
        {"field": "market", "value": None, "reading": "west"},
        {"reading": kp.PartialDate("2020-01")},
        {"value": None, "reading": None},
    ):
        told = table_of(q.DisagreementRow, reading | otherwise)
        agreed = kp.picture(table_of(q.MemberRow, row), told)
        assert "sources disagree" not in texts_of(agreed)
    alone = table_of(q.DisagreementRow, reading | {"value": None})
    assert "sources disagree" in texts_of(kp.picture(table_of(q.MemberRow, row), alone))


def test_the_split_of_2018(newest: kp.Dataset, texts_of: Words) -> None:
    """The rule of 26 March 2018 has both counts of the locals, and the members, from the event."""
    drawn = kp.picture(*usual(newest, "members"), width=600)
    counted = "21 or 22 local unions, 45,000 or more union members and 9 international unions"
    told = {
        "26 March 2018: 21 left, 21 joined another, then or later",
        f"by the sources: {counted}",
    }
    assert told <= set(texts_of(drawn))
    assert f"21 left on 26 March 2018 (by the sources: {counted})." in drawn.alt
