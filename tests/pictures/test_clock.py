"""Rounds against the clock: bars that are closed only where the end is known."""

from collections.abc import Callable
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining import questions as q
from kpbargaining.pictures.drawing.marks import Label

Make = Callable[..., Any]
Words = Callable[[kp.Picture], list[str]]

EXPIRY = kp.PartialDate("2030-09-30")
OPENED = {"round": "2030-acme", "expiry": EXPIRY, "opened": kp.PartialDate("2030-05-06")}
EARLY = "30 days or more before expiry"
DEAL = OPENED | {
    "deal": kp.PartialDate("2030-10-10"),
    "talks_days": kp.Days(157, 157),
    "days_from_expiry": kp.Days(10, 10),
}


def bars(drawn: kp.Picture) -> list[tuple[str, str | None]]:
    """Give from when to when the bars of a picture go."""
    return [(row.x, row.x_to) for row in drawn.marks if row.mark == "bar"]


def test_from_opening_to_deal(table_of: Make, texts_of: Words) -> None:
    """A round is a bar from its opening to its deal, with the days that it took."""
    drawn = kp.picture(table_of(q.RoundRow, DEAL))
    assert [("-147", "10")] == bars(drawn)
    assert "157 days" in texts_of(drawn)
    assert "2030 Acme: 157 days of talks, deal 10 days after expiry." == drawn.alt


def test_uncertain_ends_fade(table_of: Make) -> None:
    """Between the first and the last day that an end can be, the bar fades."""
    vague = {"opened": kp.PartialDate("2030-05"), "deal": kp.PartialDate("2030-10")}
    drawn = kp.picture(table_of(q.RoundRow, DEAL | vague))
    assert [("-152", "-122"), ("-122", "1"), ("1", "31")] == bars(drawn)


@pytest.mark.parametrize(
    ("ratified", "expected"),
    [("2030-10-20", [("10", "20")]), ("2030-11", [("10", "32"), ("32", "61")])],
)
def test_ratification(table_of: Make, ratified: str, expected: list[tuple[str, str]]) -> None:
    """A lighter bar goes on to the ratification, faded where its day is not known."""
    ended = DEAL | {"ratified": kp.PartialDate(ratified)}
    assert expected == bars(kp.picture(table_of(q.RoundRow, ended)))[1:]


def test_an_open_round_is_an_arrow(table_of: Make, texts_of: Words) -> None:
    """A round that is not known to be over goes on to the last day told of, as an arrow."""
    still = OPENED | {"open_on": kp.PartialDate("2030-10-15")}
    drawn = kp.picture(table_of(q.RoundRow, still))
    assert "no deal known by 15 October 2030" in texts_of(drawn)
    assert [("15", "0.5")] == [(row.x, row.y) for row in drawn.marks if row.mark == "dot"]
    assert "2030 Acme: no deal known by 15 October 2030." == drawn.alt
    made = kp.picture(table_of(q.RoundRow, still | {"deal": kp.PartialDate("2030-10-10")}))
    assert "2030 Acme: no ratification known by 15 October 2030." == made.alt


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ({"expiry": None}, "no day of expiry is known"),
        ({"expiry": kp.PartialDate("[..2030-09-30]")}, "no day of a deal is known"),
        (
            {"opened": None, "deal": kp.PartialDate("2030-08-31"), "days_from_expiry": None},
            "no day of opening is known; deal 31 August 2030",
        ),
        (
            {
                "opened": None,
                "deal": kp.PartialDate("[..2030-08-31]"),
                "days_from_expiry": kp.Days(None, -30),
            },
            "no day of opening is known; deal 31 August 2030 or earlier, " + EARLY,
        ),
    ],
)
def test_a_round_without_a_bar(
    table_of: Make, texts_of: Words, row: dict[str, Any], text: str
) -> None:
    """A round that has no bar keeps its line, which says what is not known."""
    drawn = kp.picture(table_of(q.RoundRow, DEAL, OPENED | row))
    assert text in " ".join(texts_of(drawn))
    assert text.partition(";")[0] in drawn.alt or "before expiry" in drawn.alt


def test_strikes_are_ticks(table_of: Make) -> None:
    """The strikes of a round are dark on its bar; pickets and strikes of others are not."""
    strike = {"round": "2030-acme", "kind": "strike", "held": kp.Span("2030-10-01/2030-10-03")}
    actions = table_of(
        q.ActionRow,
        strike,
        strike | {"kind": kp.JobActionKind.PICKET},
        strike | {"held": None},
        strike | {"round": "2031-acme"},
    )
    drawn = kp.picture(table_of(q.RoundRow, DEAL), actions)
    told = [row for row in drawn.marks if row.told == "strike, 1 to 3 October 2030"]
    assert [("1", "4")] == [(row.x, row.x_to) for row in told]


def test_a_day_that_is_open_is_where_it_ends(table_of: Make) -> None:
    """A date with one end alone stands at that end, with an arrow."""
    early = DEAL | {"opened": kp.PartialDate("[..2030-05-06]")}
    drawn = kp.picture(table_of(q.RoundRow, early))
    assert ("-147", "10") == bars(drawn)[0]
    assert ["6 May 2030 or earlier"] == [row.told for row in drawn.marks if row.mark == "dot"]


def test_a_round_of_unknown_length(table_of: Make) -> None:
    """Of a round whose length nobody worked out, the words have the day of its deal."""
    days = {"talks_days": None, "days_from_expiry": None}
    assert "2030 Acme: deal 10 October 2030." == kp.picture(table_of(q.RoundRow, DEAL | days)).alt


@pytest.mark.parametrize("field", ["opened", "deal", "ratified"])
def test_an_end_that_is_not_known_is_not_drawn(table_of: Make, field: str) -> None:
    """A stretch that neither begins nor ends on a known day is nowhere on the axis."""
    drawn = kp.picture(table_of(q.RoundRow, DEAL | {field: kp.Span("[..2030-06]/..")}))
    assert bars(drawn) == ([("-147", "10")] if field == "ratified" else [])


def test_a_ratification_that_may_be_later(table_of: Make, texts_of: Words) -> None:
    """A ratification without a last day ends in an arrow, with a key; any other has neither."""
    later = DEAL | {"ratified": kp.PartialDate("[2030-10-20..]")}
    drawn = kp.picture(table_of(q.RoundRow, later))
    assert [("20", "20 October 2030 or later")] == [
        (row.x, row.told) for row in drawn.marks if row.mark == "dot"
    ]
    assert "or later" in texts_of(drawn)
    sure = kp.picture(table_of(q.RoundRow, DEAL | {"ratified": kp.PartialDate("2030-10-20")}))
    assert "or later" not in texts_of(sure)


def test_a_long_reason_stands_in_lines(newest: kp.Dataset, texts_of: Words) -> None:
    """Why a round has no bar is never cut short, and leaves the rule of the expiry clear."""
    drawn = kp.picture(newest.compare_rounds(), width=600)
    assert "no day of opening is known; deal 13 October 2008 or earlier" in " ".join(
        texts_of(drawn)
    )
    rounds = drawn.drawing.panels[0]
    told = [mark for mark in rounds.marks if isinstance(mark, Label) and "known" in mark.text]
    assert all(mark.x >= 0 and mark.dx > 0 for mark in told)
