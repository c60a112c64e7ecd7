"""The staircase of agreements: what is told, what is listed, what no source reports."""

from collections.abc import Callable
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining import questions as q
from kpbargaining.pictures.answers import usual

Make = Callable[..., Any]
Words = Callable[[kp.Picture], list[str]]


def session(day: str, **more: Any) -> dict[str, Any]:
    """Give the columns of a session that was held on one day of May."""
    held = kp.Span(f"2030-05-{day}/2030-05-{day}")
    return {"session": f"2030-acme/2030-05-{day}", "held": held, "reported": True} | {
        name: kp.Quantity(value) if isinstance(value, str) else value
        for name, value in more.items()
    }


@pytest.fixture
def tally_of(table_of: Make) -> Make:
    """Make a tally of sessions."""

    def tally_of(*sessions: dict[str, Any], total: str | None = None) -> q.Tally:
        number = kp.Quantity(total) if total else None
        return q.Tally(metric="metric", total=number, sessions=table_of(q.TallyRow, *sessions))

    return tally_of


def blocks(drawn: kp.Picture, word: str) -> list[tuple[str, str | None]]:
    """Give from what to what the blocks go that stand for something."""
    found = [row for row in drawn.marks if row.mark == "bar" and word in (row.told or "")]
    return [(row.y, row.y_to) for row in found]


def test_reported_and_listed(tally_of: Make, texts_of: Words) -> None:
    """Of what is reported, the part that is listed is in blocks, and the rest is hatched."""
    drawn = kp.picture(
        tally_of(
            session("01", new="4", counted="4", itemised=1),
            session("08", new="3", counted="7", itemised=3),
            total="7",
        )
    )
    assert [("0", "1"), ("4", "7")] == blocks(drawn, " listed")[:1] + blocks(drawn, "3 listed")
    assert [("1", "4")] == blocks(drawn, "reported, not listed")
    assert {"+4: 4", "+3: 7"} <= set(texts_of(drawn))
    assert "7 agreements in all: 4 at the session of 1 May and 3 at the session of 8 May" in (
        drawn.alt
    )


def test_topics(newest: kp.Dataset, texts_of: Words) -> None:
    """Items whose outcomes are passed in have the look of their topic, named by its term."""
    drawn = kp.picture(newest.tally("2025-alliance"), newest.outcomes, newest.terms)
    assert {"AI and technology", "other topics"} <= set(texts_of(drawn))
    bars = [row for row in drawn.marks if row.mark == "bar" and row.told]
    assert 24 == sum(float(row.y_to or 0) - float(row.y) == 1 for row in bars)
    plain = kp.picture(newest.tally("2025-alliance"), newest.outcomes)
    assert "ai and technology" in texts_of(plain)


def test_a_session_that_nobody_reports(tally_of: Make, texts_of: Words) -> None:
    """A session that no source reports is an empty slot."""
    silent = session("08") | {"held": None, "scheduled": kp.Span("2030-05-08/2030-05-09")}
    drawn = kp.picture(tally_of(session("01", new="4", counted="4"), silent | {"reported": False}))
    assert [("4", "4.464")] == blocks(drawn, "no source reports it")
    assert "no source reports the session" in texts_of(drawn)
    assert "Reported by no source: 1 of 2 sessions." in drawn.alt


def test_lower_bounds_are_open(tally_of: Make, texts_of: Words) -> None:
    """After a session without a number the total is a lower bound, and says so."""
    drawn = kp.picture(
        tally_of(session("01", counted=">=0"), session("08", new="4", counted=">=4", itemised=2))
    )
    assert {"at least so many, or not exact", "+4: at least 4"} <= set(texts_of(drawn))
    assert "no total is known" in drawn.alt


def test_listed_without_a_number(tally_of: Make, texts_of: Words) -> None:
    """Where items are listed and no number is told, the step does not rise."""
    drawn = kp.picture(tally_of(session("01", counted=">=0", itemised=4)))
    assert "4 listed" in texts_of(drawn)
    assert "no source gives a number for any session" in drawn.alt


def test_a_contradiction_is_flagged(tally_of: Make, texts_of: Words) -> None:
    """A total that the numbers before it do not come to is flagged, with both."""
    drawn = kp.picture(
        tally_of(
            session("01", new="4", counted="4"), session("08", new="10", total="15", counted="15")
        )
    )
    assert "! 15 told, 14 added up" in texts_of(drawn)
    agreed = session("08", new="10", total="14", counted="14")
    assert "!" not in "".join(
        texts_of(kp.picture(tally_of(session("01", new="4", counted="4"), agreed)))
    )


def test_what_cannot_be_added_up(tally_of: Make, texts_of: Words) -> None:
    """A number that nothing can be added to is told as it is, without a total."""
    drawn = kp.picture(
        tally_of(session("01", new="~4"), session("08", new=">4", total="9", counted="9"))
    )
    assert "+about 4: an unknown number" in texts_of(drawn)


def test_notes(tally_of: Make, texts_of: Words) -> None:
    """The notes tell of ranges, of more listed than reported, and of sessions without a day."""
    lost = session("09") | {"held": None, "session": "2030-acme/lost"}
    drawn = kp.picture(
        tally_of(
            session("01", new="10", counted="10", itemised=7, difference="3..7"),
            session("08", new="1", counted="11", itemised=2, difference="-1"),
            lost,
        ),
        width=1400,
    )
    notes = " ".join(texts_of(drawn))
    assert "Session of 1 May: 3 to 7 of those reported are not listed" in notes
    assert "Session of 8 May: more is listed than reported as new." in notes
    assert "Without a day and a place here: 1 of 3." in notes
    assert "Without a day, and not drawn: 1." in drawn.alt


def test_a_round_that_nobody_counts(newest: kp.Dataset, texts_of: Words) -> None:
    """Where no source counts, there is no line of all so far; what has no session is told."""
    drawn = kp.picture(*usual(newest, "tally", ["2021-alliance"]))
    said = texts_of(drawn)
    assert "What documents list of each session; no source counts all so far" in said
    assert "Listed without a session, and not drawn: 2." in said
    assert drawn.alt.endswith("Listed without a session, and not drawn: 2.")
    assert "at least so many, or not exact" not in said
    assert not any("rule" == row.mark for row in drawn.marks)
    counted = kp.picture(*usual(newest, "tally", ["2025-alliance"]))
    assert "All so far, as reported at each session" in texts_of(counted)


def test_one_round_at_a_time(newest: kp.Dataset) -> None:
    """Two tallies have no common staircase."""
    tally = newest.tally("2025-alliance")
    with pytest.raises(kp.InvalidValue, match="one tally"):
        kp.picture(tally, newest.tally("2023-coalition"))


def test_a_round_without_sessions(newest: kp.Dataset) -> None:
    """A round without sessions, or of whose agreements nothing is told, is refused."""
    with pytest.raises(kp.InvalidValue, match="a round with sessions that have days"):
        kp.picture(newest.tally("2005-national"))
    with pytest.raises(kp.InvalidValue, match="a round whose agreements some source counts"):
        kp.picture(newest.tally("2023-coalition"))


@pytest.mark.parametrize("width", [600, 900, 1400])
def test_every_session_has_its_day(newest: kp.Dataset, texts_of: Words, width: int) -> None:
    """The first day of each session stands below it, on a second line where it is close."""
    drawn = kp.picture(*usual(newest, "tally", ["2025-alliance"]), width=width)
    days = {"6 May", "3 Jun", "15 Jul", "5 Aug", "19 Aug", "9-12 Sep", "29 Sep", "22 Oct"}
    assert days <= set(texts_of(drawn))
    axis = drawn.to_vegalite()["vconcat"][1]["layer"][0]["encoding"]["x"]["axis"]
    assert 9 == len(axis["values"])
    assert ('["", "19 Aug"]' in axis["labelExpr"]) == (width == 600)
