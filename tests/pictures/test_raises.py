"""What the raises add up to: one path for each market, and what is known of its level."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining import questions as q
from kpbargaining.pictures.answers import usual
from kpbargaining.pictures.drawing.marks import Label, Line
from kpbargaining.records.agreements import AgreementStage

Make = Callable[..., Any]
Words = Callable[[kp.Picture], list[str]]


@pytest.fixture
def plan(row_of: Make, table_of: Make) -> Make:
    """Make the schedule of an agreement: raises of so many percent, from June on, year by year."""

    def plan(of: str, year: int, *percents: str, **more: Any) -> Any:
        steps = [
            {
                "order": place,
                "effective": kp.PartialDate(f"{year + place - 1}-06-01"),
                "percent": kp.Quantity(percent) if percent else None,
                "lump_sum": None if percent else kp.Quantity("1%"),
                "record": f"{of}-{place}",
            }
            for place, percent in enumerate(percents, 1)
        ]
        known = {
            "of": of,
            "stage": AgreementStage.IN_FORCE,
            "end": kp.PartialDate(f"{year + len(percents)}-05"),
            "steps": table_of(q.StepRow, *steps),
        }
        return row_of(q.Schedule, **(known | more))

    return plan


def table(*plans: Any) -> kp.Table[Any]:
    """Give a table of schedules."""
    return kp.Table(q.Schedule, plans, "schedules")


def test_levels_go_on(plan: Make, texts_of: Words, told_of: Words) -> None:
    """One agreement goes on at the level at which the one before it ended."""
    drawn = kp.picture(table(plan("a", 2030, "10%", ""), plan("b", 2032, "10%", after="a")))
    assert "121.0" in texts_of(drawn)
    assert "B, 1 June 2032: 10%, level 121.0" in told_of(drawn)
    assert "A, 1 June 2031: no raise, level 110.0; once: 1%" in told_of(drawn)
    assert "lump sum, in no level" in texts_of(drawn)
    assert "rises to 121.0 in all markets (B) by 31 May 2033." in drawn.alt


def test_markets_of_one_path_share_a_line(plan: Make, texts_of: Words) -> None:
    """Markets with the same raises share a line; words alone hold for the markets not named."""
    drawn = kp.picture(
        table(
            plan("a", 2030, "3%", markets=("market-west",)),
            plan("a", 2030, "2%", whom="all others"),
            plan("b", 2031, "1%", after="a", markets=("market-west",)),
            plan("b", 2031, "1%", after="a", markets=("market-east", "market-south")),
        )
    )
    assert {"WEST (B)", "EAST and SOUTH (B)"} <= set(texts_of(drawn))
    assert (
        "A schedule that is limited in words alone is taken for every market without its own."
        in (texts_of(drawn))
    )


def test_a_part_follows_its_whole(plan: Make, texts_of: Words) -> None:
    """With the terms beside it, a market has the raises of what it is a part of."""
    north = kp.Term(
        id="market-north", kind=kp.Vocabulary.MARKET, name="The North", parent="market-all"
    )
    whole = kp.Term(id="market-all", kind=kp.Vocabulary.MARKET, name="All")
    drawn = kp.picture(
        table(
            plan("a", 2030, "3%", markets=("market-all",)),
            plan("b", 2031, "3%", after="a", markets=("market-north",)),
        ),
        kp.Table(kp.Term, (north, whole), "terms"),
    )
    assert "The North (B)" in texts_of(drawn)


def test_a_broken_path_is_told(plan: Make, texts_of: Words) -> None:
    """A market that an agreement in between does not name has no line, and is named."""
    drawn = kp.picture(
        table(
            plan("a", 2030, "3%", markets=("market-west", "market-east")),
            plan("b", 2031, "3%", after="a", markets=("market-west",)),
            plan("c", 2032, "3%", after="b", markets=("market-west", "market-east")),
        )
    )
    told = "No line up to the C: EAST (by that name no raises are told of the B)."
    assert told in texts_of(drawn)
    assert told in drawn.alt
    alone = "A market has the raises of a wider one only where the data makes it a part of that;"
    assert f"{alone} not so EAST." in texts_of(drawn)


def test_a_broken_part(plan: Make, texts_of: Words) -> None:
    """A market that is a part of a wider one is not said to be none, and shares its sentence."""
    terms = [
        kp.Term(id=f"market-{name.lower()}", kind=kp.Vocabulary.MARKET, name=name, parent=parent)
        for name, parent in (("East", "market-all"), ("South", "market-all"), ("all", None))
    ]
    broken = ("market-east", "market-south")
    drawn = kp.picture(
        table(
            plan("a", 2030, "3%", markets=("market-west", *broken)),
            plan("b", 2031, "3%", after="a", markets=("market-west",)),
            plan("c", 2032, "3%", after="b"),
        ),
        kp.Table(kp.Term, tuple(terms), "terms"),
    )
    told = "No line up to the C: East and South (by that name no raises are told of the B)."
    assert told in texts_of(drawn)
    assert not any("not so" in text for text in texts_of(drawn))


def test_a_path_that_ends_is_not_broken(plan: Make) -> None:
    """A market that the last agreement does not name is not said to lack a line up to that."""
    drawn = kp.picture(
        table(
            plan("a", 2030, "3%", markets=("market-west", "market-east")),
            plan("b", 2031, "3%", after="a", markets=("market-west",)),
        )
    )
    assert "No line" not in drawn.alt


def test_no_market_is_drawn_and_broken(newest: kp.Dataset) -> None:
    """No market has both a line to an agreement and a sentence that it has none up to that."""
    drawn = kp.picture(*usual(newest, "schedule"))
    georgia = (
        "Georgia and Southern California (by that name no raises are told of the 2019 KP-Coalition)"
    )
    assert f"No line up to the 2023 KP-Coalition: {georgia}" in drawn.alt
    assert "Georgia, Hawaii and Mid-Atlantic (2021 KP-Alliance)" in drawn.alt
    assert (
        "Southern California (by that name no raises are told of the 2018 KP-Alliance)" in drawn.alt
    )
    assert "not so Southern California, Washington and Georgia." in drawn.alt
    told = [row.told or "" for row in drawn.marks]
    assert any(text.startswith("2018 KP-Alliance National Agreement, 1 October") for text in told)
    assert not any("Expiring" in text for text in told)


@pytest.mark.parametrize("width", [600, 900, 1400])
def test_the_last_levels_stand_beside_their_lines(newest: kp.Dataset, width: int) -> None:
    """The levels at the end of the scale stand at the end of their lines, none led elsewhere."""
    drawn = kp.picture(*usual(newest, "schedule"), width=width)
    labels = {
        mark.text: (mark.dx, mark.dy)
        for mark in drawn.drawing.panels[0].marks
        if isinstance(mark, Label)
    }
    assert {(6, 4)} == {labels[level] for level in ("176.7", "166.7", "161.8")}


def test_a_raise_between_bounds_is_a_band(plan: Make, texts_of: Words) -> None:
    """Where a raise is known between bounds alone, so is the level after it."""
    drawn = kp.picture(table(plan("a", 2030, "<=10%", "1..2%")))
    assert "101.0 to 112.2" in texts_of(drawn)
    assert "rises to 101.0 to 112.2 in " in drawn.alt
    assert [("100", "110"), ("101", "112.2")] == [
        (row.y, row.y_to) for row in drawn.marks if row.mark == "bar"
    ]


@pytest.mark.parametrize("percent", [">=4%", "~4%", "-100%", "1000%"])
def test_a_path_ends_where_its_level_is_lost(plan: Make, texts_of: Words, percent: str) -> None:
    """A raise without an upper bound ends the line, and a note says so."""
    drawn = kp.picture(table(plan("a", 2030, "3%", percent)))
    note = "Ends early, at a raise without a day or an upper bound: all markets (A)."
    assert note in texts_of(drawn)
    assert "103.0" in texts_of(drawn)


def test_steps_after_the_term(plan: Make, texts_of: Words) -> None:
    """What would be paid only after the term is in no level."""
    drawn = kp.picture(table(plan("a", 2030, "3%", "3%", end=kp.PartialDate("2031-05"))))
    assert "103.0" in texts_of(drawn)


def test_what_is_not_ratified_is_dashed(plan: Make, texts_of: Words) -> None:
    """The part that is proposed only, or not yet ratified, is dashed."""
    rounds = table(plan("a", 2030, "3%"), plan("offer", 2031, "3%", after="a", stage=None))
    drawn = kp.picture(rounds)
    assert "proposed, or not yet ratified" in texts_of(drawn)
    dashed = [mark for mark in drawn.drawing.panels[0].marks if mark.look.dash == "4 4"]
    assert 1 == len(dashed)


def real(months: dict[str, str], name: str = "An index") -> q.RealLevel:
    """Give a real level by an index of these months."""
    rows = tuple(
        q.RealRow(
            month=kp.PartialDate(month),
            nominal=None,
            index=Decimal(value) if value else None,
            real=None,
        )
        for month, value in months.items()
    )
    base, price = next(iter(months.items()))
    return q.RealLevel(
        index_name=name,
        base_month=kp.PartialDate(base),
        base_price=Decimal(price or 1),
        months=kp.Table(q.RealRow, rows, "months"),
    )


def test_prices_beside(plan: Make, texts_of: Words) -> None:
    """An index that is passed in is a line with its name, from 100 in the first month."""
    months = {"2030-05": "90", "2030-06": "200", "2030-07": "", "2030-08": "210"}
    drawn = kp.picture(table(plan("a", 2030, "3%")), real(months))
    assert {"An index", "level, logarithmic scale"} <= set(texts_of(drawn))
    line = [row for row in drawn.marks.where(told="An index") if row.mark != "label"]
    assert [("2030-06-01", "100"), ("2030-08-01", "105")] == [(row.x, row.y) for row in line]


def test_prices_from_a_base_before(plan: Make, texts_of: Words) -> None:
    """An index that lacks the month of the first raise starts from the last base before it."""
    later = real({"2030-05": "200", "2030-07": "210"})
    drawn = kp.picture(table(plan("a", 2030, "3%")), real({"2030-04": "100"}), later)
    line = [row for row in drawn.marks.where(told="An index") if row.mark != "label"]
    assert [("2030-07-01", "105")] == [(row.x, row.y) for row in line]
    assert "beside it the price level, May 2030 = 100" in " ".join(texts_of(drawn))


def test_no_line_over_a_month_without_a_price(plan: Make) -> None:
    """The line of prices is broken where the index has no month; a month alone is a point."""
    months = ("2030-06", "2030-07", "2030-09", "2030-11", "2030-12")
    drawn = kp.picture(table(plan("a", 2030, "3%")), real(dict.fromkeys(months, "100")))
    marks = [(row.mark, row.x[5:7]) for row in drawn.marks.where(told="An index")]
    lines = [("line", month) for month in ("06", "07", "11", "12")]
    assert {*lines, ("dot", "09"), ("label", "12")} == set(marks)
    assert 2 == sum(isinstance(mark, Line) for mark in drawn.drawing.panels[0].marks) - 1


def test_without_prices_it_says_nominal(plan: Make, texts_of: Words) -> None:
    """Without an index the axis says that the level is nominal."""
    assert "nominal level, logarithmic scale" in texts_of(kp.picture(table(plan("a", 2030, "3%"))))
    empty = kp.picture(table(plan("a", 2030, "3%")), real({"2030-06": ""}))
    assert "nominal level, logarithmic scale" in texts_of(empty)


def test_prices_that_do_not_fit(plan: Make) -> None:
    """Two indexes, and one that lacks the first month or all since, are refused."""
    plans = table(plan("a", 2030, "3%"))
    for month in ("2030-07", "2030-05"):
        with pytest.raises(kp.InvalidValue, match="month of the first raise, 1 June 2030"):
            kp.picture(plans, real({month: "100"}))
    with pytest.raises(kp.InvalidValue, match="real levels by one index"):
        kp.picture(plans, real({"2030-06": "1"}), real({"2030-06": "1"}, "Another"))


def test_what_is_shared_is_told_once(plan: Make, texts_of: Words) -> None:
    """The percent of a step that several paths share stands once."""
    drawn = kp.picture(
        table(
            plan("a", 2030, "7%"),
            plan("b", 2031, "1%", after="a"),
            plan("c", 2031, "2%", after="a"),
        ),
        width=1400,
    )
    assert 1 == texts_of(drawn).count("7%")


def test_many_paths(plan: Make) -> None:
    """More lines than there are looks are grey, and in the key all the same."""
    plans = [plan("a", 2030, f"{n}%", markets=(f"market-{n}",)) for n in range(1, 9)]
    drawn = kp.picture(table(*plans))
    assert 8 == sum(
        "(A)" in text
        for text in [mark.text for mark in drawn.drawing.key.marks if hasattr(mark, "text")]
    )


def test_agreements_in_a_circle(plan: Make) -> None:
    """Agreements that follow each other in a circle lead to no end, and to a refusal."""
    with pytest.raises(kp.InvalidValue, match="raises whose days are known"):
        kp.picture(table(plan("a", 2030, "3%", after="b"), plan("b", 2031, "3%", after="a")))
