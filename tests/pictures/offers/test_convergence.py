"""The two offers: steps, gaps, and an honest word where there is no gap."""

from collections.abc import Callable
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining import questions as q
from kpbargaining.pictures.answers import usual

Make = Callable[..., Any]
Words = Callable[[kp.Picture], list[str]]

ROUND = {"round": "2030-acme"}
LABOR = ROUND | {"side": q.Side.LABOR, "years": kp.Quantity("4")}
MANAGEMENT = LABOR | {"side": q.Side.MANAGEMENT}


def total(text: str, proposal: str, days: str = "-10") -> dict[str, Any]:
    """Give the columns of an offer of so many percent."""
    return {
        "proposal": proposal,
        "total_simple": kp.Quantity(text),
        "days_from_expiry": kp.Days.of(days),
        "when": kp.PartialDate("2030-05-06"),
    }


def test_the_gap_is_written_at_each_change(table_of: Make, texts_of: Words, told_of: Words) -> None:
    """Where both sides stand on one basis the gap stands between them, in points."""
    offers = table_of(
        q.OfferRow,
        LABOR | total("27%", "a", "-30"),
        MANAGEMENT | total("20%", "b", "-20"),
        MANAGEMENT | total("21.5%", "c"),
    )
    drawn = kp.picture(offers)
    assert {"7 points", "5.5 points", "27%", "20%", "21.5%"} <= set(texts_of(drawn))
    assert {"gap: 7 points", "gap: 5.5 points"} <= set(told_of(drawn))
    assert "The last gap that can be told is 5.5 points." in drawn.alt


def test_groups_make_a_band(table_of: Make, told_of: Words, texts_of: Words) -> None:
    """Where groups are told apart both their totals are drawn, and the gap is a range."""
    west, east = {"markets": ("west",)}, {"markets": ("east",)}
    offers = table_of(
        q.OfferRow,
        LABOR | total("20%", "a", "-30"),
        MANAGEMENT | total("12%", "b") | west,
        MANAGEMENT | total("9%", "b") | east,
    )
    drawn = kp.picture(offers)
    assert "9 to 12%" in texts_of(drawn)
    assert "gap: 8 to 11 points" in told_of(drawn)
    assert {"9", "12"} <= {row.y for row in drawn.marks if row.mark == "dot"}


def test_no_gap_is_said_with_its_reason(newest: kp.Dataset) -> None:
    """Where no gap can be drawn the picture says after how many proposals, and why."""
    drawn = kp.picture(newest.offers("2025-alliance"), newest.compare_rounds())
    assert "No gap can be drawn after 4 of 6 proposals" in drawn.alt
    assert "the basis of the total of labor: not stated (1)" in drawn.svg
    assert "the 21.5 percent claimed for it cannot be compared" in drawn.svg


def test_a_total_on_no_basis_stands_apart(table_of: Make, texts_of: Words) -> None:
    """A total whose basis is not known is a diamond outside of the steps, and says so."""
    claimed = {"total_claimed": kp.Quantity("10..14%"), "basis": kp.TotalBasis.NOT_STATED}
    bare = total("1%", "a") | claimed | {"total_simple": None}
    drawn = kp.picture(table_of(q.OfferRow, MANAGEMENT | bare))
    assert "10 to 14%, basis not known" in texts_of(drawn)
    assert "no total of management is known" in drawn.alt
    assert not any(row.mark == "line" for row in drawn.marks)


def test_a_level_ends_at_a_later_offer_on_no_basis(newest: kp.Dataset) -> None:
    """The last level of a side goes no further than its next offer, which the words name, too."""
    drawn = kp.picture(*usual(newest, "offers", ["2023-coalition"]))
    apart = [row.x for row in drawn.marks if "on a basis that is not known" in (row.told or "")]
    last = max(float(x) for x in apart)
    shaded = [
        row
        for row in drawn.marks
        if row.mark == "bar" and (row.told or "").startswith("management")
    ]
    assert last == max(float(row.x_to or 0) for row in shaded)
    assert "On a basis not known: 10 to 14 percent by management and 12.5 to 16" in drawn.alt


def test_a_claim_added_up_is_comparable(table_of: Make, texts_of: Words) -> None:
    """A total claimed as raises added up stands among the steps."""
    claimed = {"total_claimed": kp.Quantity("20%"), "basis": kp.TotalBasis.SIMPLE}
    drawn = kp.picture(
        table_of(q.OfferRow, LABOR | total("1%", "a") | claimed | {"total_simple": None})
    )
    assert "20%" in texts_of(drawn)


@pytest.mark.parametrize(
    ("days", "marks"), [("-30..-10", 0), ("<=-10", 1), (">=-10", 1), ("-10", 0)]
)
def test_uncertain_days_are_whiskers(table_of: Make, days: str, marks: int) -> None:
    """An offer has a whisker over the days on which it can have been made; an arrow if open."""
    drawn = kp.picture(table_of(q.OfferRow, LABOR | total("20%", "a", days)))
    arrows = [row for row in drawn.marks if row.told in ("or earlier", "or later")]
    whiskers = [row for row in drawn.marks if row.mark == "rule" and row.y == row.y_to == "20"]
    assert marks == len(arrows)
    assert (days != "-10") == bool(whiskers)


def test_what_has_no_place_is_counted(table_of: Make, texts_of: Words) -> None:
    """Offers without a day, a side or a total are not drawn, and the picture says how many."""
    lost = [
        total("20%", "b") | {"days_from_expiry": None},
        total("20%", "c") | {"days_from_expiry": kp.Days(None, None)},
        total("20%", "d") | {"side": None},
        total("20%", "e") | {"total_simple": None},
    ]
    offers = table_of(q.OfferRow, LABOR | total("20%", "a"), *(LABOR | each for each in lost))
    drawn = kp.picture(offers)
    assert "4 more have no day or no total." in texts_of(drawn)


def settled(table_of: Make, **more: Any) -> list[Any]:
    """Give a round that was settled, its agreement of two groups, and its strikes."""
    deal = {
        "agreement": "deal",
        "expiry": kp.PartialDate("2030-05-16"),
        "deal": kp.PartialDate("2030-06-05"),
        "days_from_expiry": kp.Days(20, 20),
    }
    steps = tuple(map(kp.Quantity, ("3%", "2%")))
    group = {"agreement": "deal", "simple": kp.Quantity("5%"), "steps": steps}
    strike = ROUND | {"kind": "strike", "held": kp.Span("2030-05-20/2030-05-22")}
    picket = strike | {"kind": kp.JobActionKind.PICKET}
    return [
        table_of(q.RoundRow, ROUND | deal | more),
        table_of(q.AgreementRow, group, group | {"simple": kp.Quantity("7%")}),
        table_of(q.ActionRow, strike, strike | {"held": None}, picket),
    ]


def test_strikes_and_settlement(table_of: Make, texts_of: Words) -> None:
    """Strikes are bands, the expiry is a rule, the settlement is a bar with its schedule."""
    offers = table_of(q.OfferRow, LABOR | total("20%", "a"))
    drawn = kp.picture(offers, *settled(table_of))
    assert "settled at 5 to 7%: 3, 2" in texts_of(drawn)
    assert "They settled at 5 to 7 percent." in drawn.alt
    bands = [row for row in drawn.marks if row.told == "strike, 20 to 22 May 2030"]
    assert [("4", "7")] == [(row.x, row.x_to) for row in bands]
    assert "contract expires 16 May 2030" in texts_of(drawn)


def test_a_settlement_that_is_the_same_for_all(table_of: Make, texts_of: Words) -> None:
    """Without the agreements beside it, the settlement is the total that all have in common."""
    offers = table_of(q.OfferRow, LABOR | total("20%", "a"))
    rounds, _, _ = settled(table_of, total_raise=kp.Quantity("6%"))
    assert "settled at 6%" in texts_of(kp.picture(offers, rounds))


def test_a_settlement_without_a_total(table_of: Make, texts_of: Words) -> None:
    """A settlement of which no total is known is told in words."""
    offers = table_of(q.OfferRow, LABOR | total("20%", "a"))
    rounds, _, _ = settled(table_of)
    assert "Settled 5 June 2030; no total is known." in texts_of(kp.picture(offers, rounds))


def test_rounds_share_their_scale(newest: kp.Dataset) -> None:
    """Several rounds are panels one below the other, over the same days and percentages."""
    drawn = kp.picture(newest.offers("2021-alliance"), newest.offers("2025-alliance"))
    one, other = drawn.drawing.panels
    assert (one.x, one.y.low, one.y.high) == (other.x, other.y.low, other.y.high)
    assert ("2021 Alliance", "2025 Alliance") == (one.heading, other.heading)


def made(text: str, proposal: str, when: str, days: str) -> dict[str, Any]:
    """Give the columns of an offer that was made on an uncertain day."""
    return total(text, proposal, days) | {"when": kp.PartialDate(when)}


def test_a_gap_that_may_have_begun_earlier(table_of: Make, told_of: Words) -> None:
    """Where it is open which offer came first, the gap stands from the last day, faded before."""
    offers = table_of(
        q.OfferRow,
        LABOR | made("12%", "a", "[2030-04-01..2030-05-10]", "-50..-11"),
        MANAGEMENT | made("3%", "b", "2030-05-01", "-20"),
    )
    drawn = kp.picture(offers)
    told = "gap: 9 points, for sure from 10 May 2030, perhaps from 1 May 2030"
    marks = [(row.mark, row.x, row.x_to) for row in drawn.marks if row.told == told]
    assert [("bar", "-20", "-11"), ("rule", "-11", "-11")] == marks
    assert "9 points, for sure from 10 May 2030, perhaps from 1 May 2030." in drawn.alt
    assert told in told_of(drawn)


def test_a_gap_that_may_never_have_been(table_of: Make, texts_of: Words) -> None:
    """Where the two offers may not have stood at one time, the gap is hatched, and says perhaps."""
    offers = table_of(
        q.OfferRow,
        LABOR | made("12%", "a", "[2030-04-01..2030-05-10]", "-50..-11"),
        MANAGEMENT | made("3%", "b", "2030-05-01", "-20"),
        MANAGEMENT | made("4%", "c", "[2030-05-02..2030-05-20]", "-19..-1"),
    )
    drawn = kp.picture(offers)
    assert {"perhaps 9 points", "gap, if both offers stood at one time"} <= set(texts_of(drawn))
    assert "9 points, which is not certain" not in drawn.alt
    assert any(text.startswith("Not certain: the gap of 9 points, as") for text in texts_of(drawn))
    assert "-hatched" in drawn.svg


def test_a_gap_without_days(table_of: Make, texts_of: Words) -> None:
    """A gap between offers of which one has no day at which it ends stands at the later one."""
    offers = table_of(
        q.OfferRow,
        LABOR | made("12%", "a", "[2030-04-01..]", ">=-50"),
        MANAGEMENT | made("3%", "b", "2030-05-01", "-20"),
    )
    drawn = kp.picture(offers)
    assert "perhaps 9 points" in texts_of(drawn)
    rules = [(row.x, row.x_to) for row in drawn.marks if (row.told or "").startswith("gap: 9")]
    assert [("-20", "-20")] == rules


def test_the_gap_of_2021(newest: kp.Dataset, texts_of: Words) -> None:
    """The gap of 2021 is told as certain only from the last day of the union's offer on."""
    drawn = kp.picture(newest.offers("2021-alliance"), newest.compare_rounds())
    doubt = "for sure from 3 September 2021, perhaps from 25 August 2021."
    assert f"The gap of 9 points: {doubt}" in texts_of(drawn)
    assert f"The last gap that can be told is 9 points, {doubt}" in drawn.alt


def test_a_gap_of_which_no_day_is_told(table_of: Make, texts_of: Words) -> None:
    """Offers placed by the days from expiry alone have a gap there, which is not certain."""
    undated = {"when": None}
    offers = table_of(
        q.OfferRow, LABOR | total("12%", "a") | undated, MANAGEMENT | total("11%", "b") | undated
    )
    drawn = kp.picture(offers)
    assert "perhaps 1 point" in texts_of(drawn)
    assert [("-10", "-10")] == [
        (row.x, row.x_to) for row in drawn.marks if (row.told or "").startswith("gap: 1 point,")
    ]


def test_several_gaps_in_doubt(newest: kp.Dataset, texts_of: Words) -> None:
    """The gaps of 2023 are told in the plural as not certain; that of 7 points in 2025 is."""
    told = texts_of(kp.picture(newest.offers("2023-coalition"), width=1400))
    assert any(
        text.startswith("Not certain: the gaps of 12.5 to 16.5 points and 10.5 to") for text in told
    )
    told = texts_of(kp.picture(newest.offers("2025-alliance")))
    assert {"7 points", "perhaps 5.5 points"} <= set(told)


def test_offers_of_neither_side_have_no_gap(table_of: Make) -> None:
    """Where no offer is of one of the two sides, nothing is said of gaps."""
    both = LABOR | total("12%", "a") | {"side": q.Side.BOTH}
    drawn = kp.picture(table_of(q.OfferRow, both))
    assert "gap" not in drawn.alt
