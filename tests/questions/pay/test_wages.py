"""Wage schedules: totals with their basis, levels over time, lump sums apart."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest

import kpbargaining as kp
from kpbargaining.questions import Schedule, StepRow
from kpbargaining.values.percentages import percent, points, rounded

Make = Callable[[dict[str, Any]], kp.Dataset]

TERM = {"effective": "2030-10-01", "expires": "2033-09-30"}
YEARLY = [
    {"effective": "2030-10-01", "percent": "10%"},
    {"effective": "2031-10-01", "percent": "10%"},
    {"effective": "2032-10-01", "percent": "5%"},
]


def steps_of(name: str, steps: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Give the plain form of steps, in their order unless they have one of their own."""
    return {f"{name}-{i}": {"of": name, "order": i} | step for i, step in enumerate(steps, 1)}


@pytest.fixture
def agreed(dataset_of: Make) -> Callable[..., kp.Table[Schedule]]:
    """Give the schedules of an agreement with these steps."""

    def agreed(*steps: dict[str, Any], **term: str) -> kp.Table[Schedule]:
        pact = {"kind": "national", "name": "Pact"} | term
        held = {"agreements": {"pact": pact}, "wage_steps": steps_of("pact", list(steps))}
        return dataset_of({"agreements": held}).schedules("pact")

    return agreed


@pytest.fixture
def proposed(dataset_of: Make) -> Callable[..., Schedule]:
    """Give the one schedule of a proposal with these steps."""

    def proposed(*steps: dict[str, Any], **more: str) -> Schedule:
        made = {"by": ["acme"]} | more
        named = steps_of("2030-acme/offer", list(steps))
        inside = {
            "round": {"name": "2030 Acme bargaining"},
            "proposals": {"offer": made},
            "wage_steps": {name.partition("/")[2]: step for name, step in named.items()},
        }
        (plan,) = dataset_of({"rounds/2030-acme": inside}).schedules("2030-acme/offer")
        return plan

    return proposed


Agreed = Callable[..., kp.Table[Schedule]]
Proposed = Callable[..., Schedule]


def test_totals_and_what_they_rest_on(agreed: Agreed) -> None:
    """The raises have a total added up, one compounded, one by year and an average of the term."""
    (plan,) = agreed(*YEARLY, **TERM)
    assert kp.Quantity("25%") == plan.simple
    assert kp.Quantity("27.05%") == plan.compound
    assert kp.Quantity("8.33%") == plan.per_year
    assert kp.Quantity("19.35%") == plan.average_level()
    assert kp.Quantity("19.35%") == plan.average
    assert ["110.00", "121.00", "127.05"] == plan.steps.to_columns()["level_after"]
    assert ("pact", None, None) == (plan.of, plan.markets, plan.whom)
    assert ("2030-10", "2033-09") == (str(plan.start), str(plan.end))


def test_a_schedule_shows_itself_without_its_steps(agreed: Agreed) -> None:
    """Shown as text, a schedule has its totals, and its steps only where one asks for them."""
    (schedule,) = agreed(*YEARLY, **TERM)
    assert "simple=" in repr(schedule)
    assert "steps=" not in repr(schedule)


def test_a_lump_sum_never_enters_a_level(agreed: Agreed) -> None:
    """What is paid once stands apart: every total is the same with it and without it."""
    bonus = {"effective": "2031-01", "lump_sum": "900 USD"}
    (plan,) = agreed(YEARLY[0], bonus, YEARLY[1] | {"lump_sum": "2%"}, YEARLY[2], **TERM)
    (without,) = agreed(*YEARLY, **TERM)
    assert (kp.Quantity("900 USD"), kp.Quantity("2%")) == plan.lump_sums
    assert ["110.00", "110.00", "121.00", "127.05"] == plan.steps.to_columns()["level_after"]
    assert without.raises == plan.raises
    assert (without.simple, without.compound) == (plan.simple, plan.compound)
    assert without.average_level() == plan.average_level()
    assert without.level_on("2031-01-15") == plan.level_on("2031-01-15")


def test_lump_sums_alone_have_no_total(agreed: Agreed) -> None:
    """Where there is no raise at all, there is no total and no level."""
    (plan,) = agreed({"effective": "2030-10-01", "lump_sum": "2%"}, **TERM)
    assert (None, None, None) == (plan.simple, plan.compound, plan.per_year)
    assert (None, None) == (plan.level_on("2031-01-01"), plan.average_level())
    assert [None] == plan.steps.to_columns()["level_after"]


@pytest.mark.parametrize("raised", ["<=1%", "~2%", "1..2%"])
def test_a_raise_not_known_exactly(agreed: Agreed, raised: str) -> None:
    """From a raise that is not exact on there is no level; before it there is."""
    (plan,) = agreed(YEARLY[0], YEARLY[1] | {"percent": raised}, **TERM)
    assert (None, None, None) == (plan.simple, plan.compound, plan.per_year)
    assert (Decimal(110), None) == (plan.level_on("2031-09-30"), plan.level_on("2031-10-01"))
    assert plan.average_level() is None
    assert kp.Quantity("10%") == plan.average_level("2030-10", "2031-09")
    assert ["110.00", None] == plan.steps.to_columns()["level_after"]


def test_a_missing_step(agreed: Agreed) -> None:
    """A total never leaves out in silence a step that no source known so far gives."""
    (plan,) = agreed(YEARLY[0], YEARLY[2] | {"order": 3}, **TERM)
    assert (None, None, None) == (plan.simple, plan.compound, plan.level_on("2033-01-01"))
    assert ["110.00", None] == plan.steps.to_columns()["level_after"]


def test_groups_of_workers(agreed: Agreed) -> None:
    """Each group of workers that sources tell apart has a schedule of its own."""
    north, nurses = {"markets": ["market-north"]}, {"whom": "nurses"}
    plans = agreed(
        YEARLY[0] | north | {"order": 1},
        YEARLY[0] | nurses | {"order": 1, "percent": "7%"},
        YEARLY[1] | north | {"order": 2},
    )
    assert [("market-north",), None] == [plan.markets for plan in plans]
    assert [None, "nurses"] == [plan.whom for plan in plans]
    assert ["20%", "7%"] == [str(plan.simple) for plan in plans]


def test_without_steps(agreed: Agreed) -> None:
    """Where no source tells of wages there is no schedule."""
    assert 0 == len(agreed())


def test_of_what_does_not_exist(dataset_of: Make) -> None:
    """For an id that does not exist there is an error."""
    with pytest.raises(kp.UnknownName, match="pact"):
        dataset_of({}).schedules("pact")


@pytest.mark.parametrize(
    ("day", "level", "total"),
    [
        ("2030-09-30", "100", "0%"),
        ("2030-10-01", "110", "10%"),
        (date(2031, 9, 30), "110", "10%"),
        ("2031-10-10", None, None),
        (kp.PartialDate("2031-10-31"), "121", "20%"),
        ("2032-12-31", "121", "20%"),
        ("2033-01-01", None, None),
    ],
)
def test_on_a_day(agreed: Agreed, day: Any, level: str | None, total: str | None) -> None:
    """On a day there is the level and the sum of what is due, unless a date leaves it open."""
    (plan,) = agreed(
        YEARLY[0], YEARLY[1] | {"effective": "2031-10"}, YEARLY[2] | {"effective": "2033"}
    )
    assert (level and Decimal(level)) == plan.level_on(day)
    assert total == (str(found) if (found := plan.total_by(day)) else None)


def test_a_step_without_a_date(agreed: Agreed) -> None:
    """Before a step that is dated the level is known; once one without a date can be due, not."""
    (plan,) = agreed(YEARLY[0], {"percent": "2%"}, **TERM)
    assert Decimal(100) == plan.level_on("2030-09-30")
    assert plan.level_on("2030-10-01") is None
    assert kp.Quantity("12%") == plan.simple


def test_only_whole_days(agreed: Agreed) -> None:
    """A level is asked for on a whole day."""
    (plan,) = agreed(*YEARLY)
    with pytest.raises(kp.InvalidValue, match="one whole day"):
        plan.level_on("2030-10")


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2030-10", "2031-09"),
        ("2030-10-15", date(2031, 9, 1)),
        ("[2030-10-02..2030-10-09]", "2031-09"),
    ],
)
def test_the_average_of_a_term_of_ones_own(agreed: Agreed, start: Any, end: Any) -> None:
    """The average can be asked for any months, named as such or by days that lie in them."""
    (plan,) = agreed(*YEARLY)
    assert kp.Quantity("10%") == plan.average_level(start, end)


def test_the_average_counts_what_is_late(agreed: Agreed) -> None:
    """The same raises bring less on average where the first is paid five months late."""
    (plan,) = agreed({"effective": "2031-03", "percent": "10%"}, YEARLY[1], YEARLY[2], **TERM)
    assert kp.Quantity("25%") == plan.simple
    assert kp.Quantity("17.96%") == plan.average_level()


@pytest.mark.parametrize(
    "term", [{}, {"effective": "2030-10-01"}, {"effective": "2030", "expires": "2033"}]
)
def test_no_average_without_a_term(agreed: Agreed, term: dict[str, str]) -> None:
    """Where the term is not known to the month, there is neither an average nor a yearly raise."""
    (plan,) = agreed(*YEARLY, **term)
    assert (None, None) == (plan.average_level(), plan.per_year)


def test_no_average_of_no_months(agreed: Agreed) -> None:
    """An agreement that ends before it starts has no average."""
    (plan,) = agreed(*YEARLY, effective="2033-10-01", expires="2030-09-30")
    assert (None, None) == (plan.average, plan.average_level())


@pytest.mark.parametrize("months", [("2033-01", "2030-01"), ("2034-01",), (None, "2029-12-31")])
def test_months_asked_for_are_in_order(agreed: Agreed, months: tuple[str | None, ...]) -> None:
    """A last month before the first is refused, rather than answered with nothing."""
    (plan,) = agreed(*YEARLY, **TERM)
    with pytest.raises(kp.InvalidValue, match="a last month that is not before the first"):
        plan.average_level(*months)


@pytest.mark.parametrize(
    ("number", "each", "simple"), [(49, "100%", "4900%"), (5000, "1%", "5000%")]
)
def test_a_total_beyond_all_amounts(dataset_of: Make, number: int, each: str, simple: str) -> None:
    """What has more digits than an amount can have is not told; the rest of a table is."""
    steps = steps_of("pact", [{"effective": "2030-10-01", "percent": each}] * number)
    pact = {"kind": "national", "name": "Pact", **TERM}
    held = {"agreements": {"agreements": {"pact": pact}, "wage_steps": steps}}
    (plan,) = dataset_of(held).schedules("pact")
    assert (simple, None, None) == (str(plan.simple), plan.compound, plan.average)
    assert (None, None) == (plan.level_on("2031-01-01"), plan.steps[-1].level_after)
    assert kp.Quantity(simple) == plan.total_by("2031-01-01")
    (row,) = dataset_of(held).compare_agreements()
    assert (plan.simple, None) == (row.simple, row.compound)


def test_levels_of_many_days_in_one_walk(agreed: Agreed) -> None:
    """The levels on days in order are those that each day has by itself."""
    steps = [*YEARLY, {"effective": "2033-03", "percent": "5%"}, {"percent": "1%"}]
    (plan,) = agreed(*steps, **TERM)
    days = [kp.PartialDate(f"203{year}-{month:02}-15") for year in range(4) for month in (3, 11)]
    levels = plan.levels_on(days)
    assert [plan.level_on(day) for day in days] == levels
    assert ["100.00", "110.00", "110.00", "121.00", "121.00", "127.05", "None", "None"] == [
        str(level) for level in levels
    ]


class Counting:
    """Steps that count how often they are walked."""

    def __init__(self, steps: kp.Table[StepRow]) -> None:
        self.steps, self.walks = steps, 0

    def __iter__(self) -> Iterator[StepRow]:
        self.walks += 1
        return iter(self.steps)


def test_an_average_walks_the_steps_once(agreed: Agreed) -> None:
    """However many months a term has, its steps are walked over once."""
    (plan,) = agreed(*YEARLY, **TERM)
    steps: Any = Counting(plan.steps)
    counted = attrs.evolve(plan, steps=steps)
    assert plan.average == counted.average_level("2030-10", "2033-09")
    assert 1 == steps.walks


@pytest.mark.parametrize("asked", ["2030", "[..2030-10-01]", "[2030-10-01..]"])
def test_the_term_is_asked_for_in_months(agreed: Agreed, asked: str) -> None:
    """What does not lie in one month is no start of a term."""
    (plan,) = agreed(*YEARLY)
    with pytest.raises(kp.InvalidValue, match="a day or a month"):
        plan.average_level(asked, "2033-09")


def test_the_term_of_a_proposal(proposed: Proposed) -> None:
    """A proposal runs for the years it is to last from its first raise, lump sums apart."""
    bonus = {"effective": "2030-09", "lump_sum": "1%"}
    plan = proposed(bonus, *YEARLY, term="3")
    assert ("2030-10", "2033-09") == (str(plan.start), str(plan.end))
    assert kp.Quantity("19.35%") == plan.average_level()
    assert kp.Quantity("8.33%") == plan.per_year


@pytest.mark.parametrize(
    ("first", "term", "start"),
    [("2030", "3", None), ("2030-10", None, "2030-10"), ("2030-10", "~3", "2030-10")],
)
def test_the_open_term_of_a_proposal(
    proposed: Proposed, first: str, term: str | None, start: str | None
) -> None:
    """Without the month of the first raise, or without the years, a proposal's end is open."""
    more = {} if term is None else {"term": term}
    plan = proposed(YEARLY[0] | {"effective": first}, **more)
    assert (start, None) == (start and str(plan.start), plan.end)
    assert plan.average_level() is None


def test_the_steps_of_a_schedule(agreed: Agreed) -> None:
    """A schedule has its steps as a table of their own, with dates, rules, conditions, records."""
    (plan,) = agreed(
        YEARLY[0] | {"rule": "on ratification", "condition": "if all ratify"},
        {"lump_sum": "2%"},
    )
    assert [
        (1, "2030-10-01", "10%", None, "on ratification", "if all ratify", "pact-1"),
        (2, None, None, "2%", None, None, "pact-2"),
    ] == [
        (
            row["order"],
            row["effective"],
            row["percent"],
            row["lump_sum"],
            row["rule"],
            row["condition"],
            row["record"],
        )
        for row in plan.steps.to_dicts()
    ]


def test_what_is_paid_after_the_term(agreed: Agreed) -> None:
    """A raise due only after the term, as if no agreement follows, is a step and in no total."""
    late = {"effective": "2033-10-01", "percent": "4%", "condition": "if there is no new pact"}
    (plan,) = agreed(*YEARLY, late, **TERM)
    (without,) = agreed(*YEARLY, **TERM)
    assert (4, 3) == (len(plan.steps), len(plan.raises))
    totals = (plan.simple, plan.compound, plan.per_year, plan.average)
    assert (without.simple, without.compound, without.per_year, without.average) == totals


def test_schedules_are_a_table(agreed: Agreed) -> None:
    """Schedules are rows that one can filter, with a unit for every number; like ones are equal."""
    north = {"markets": ["market-north"]}
    plans = agreed(YEARLY[0], YEARLY[0] | north | {"order": 1, "percent": "7%"}, **TERM)
    assert ["7%"] == [str(plan.simple) for plan in plans.where(lambda plan: bool(plan.markets))]
    units = {column.name: column.unit for column in plans.columns}
    assert ("percent", "percent", "percent or USD") == (
        units["simple"],
        units["average"],
        units["lump_sums"],
    )
    assert plans[0] != plans[1]
    assert plans[0] == agreed(YEARLY[0], **TERM)[0]


@pytest.mark.parametrize(
    ("given", "expected"),
    [("0", "0%"), ("-0.001", "0%"), ("20", "20%"), ("1.005", "1.01%"), ("-2.5", "-2.5%")],
)
def test_percentages_are_rounded_half_up(given: str, expected: str) -> None:
    """A percentage has at most two digits after the point, rounded half up, and no idle zero."""
    assert expected == str(percent(Decimal(given)))
    assert Decimal(expected[:-1]) == rounded(Decimal(given))
    assert f"{expected[:-1]} points" == str(points(Decimal(given)))


OFFERED = "2025-alliance/proposal-kp-wages-2025-"


@pytest.fixture(scope="module")
def draft() -> kp.Dataset:
    """The data folder that comes with the package, as it stands now."""
    return kp.read(Path(kp.__file__).parent / "data")


@pytest.mark.parametrize(
    ("offer", "simple", "compound", "average"),
    [("09-12", "20%", "21.5%", None), ("10-02", "21.5%", "23.34%", "15.89%")],
)
def test_the_same_offer_by_each_basis(
    draft: kp.Dataset, offer: str, simple: str, compound: str, average: str | None
) -> None:
    """20 and 21.5 percent, 21.5 and 23.3 percent are two offers on two bases each."""
    (plan,) = draft.schedules(f"{OFFERED}{offer}")
    assert (simple, compound) == (str(plan.simple), str(plan.compound))
    assert average == (str(found) if (found := plan.average_level()) else None)


def test_the_first_two_years(draft: kp.Dataset) -> None:
    """16 percent in the first 24 months and 13 percent from October to October are one offer."""
    (plan,) = draft.schedules(f"{OFFERED}10-02")
    assert kp.Quantity("16%") == plan.total_by("2027-09-30")
    assert kp.Quantity("13%") == plan.total_by("2026-10-31")


def test_two_tiers_of_regions(draft: kp.Dataset) -> None:
    """The agreement of 2019 has no one number for all regions."""
    plans = draft.schedules("agreement-2019-coalition")
    assert {"9%", "12%"} == {str(plan.simple) for plan in plans}


def test_raises_and_lump_sums_of_2021(draft: kp.Dataset) -> None:
    """In 2021 it was 3, 3, 2 and 2 percent; the lump sums of 2 percent are no raises."""
    (plan,) = draft.schedules("agreement-2021-alliance")
    assert (kp.Quantity("10%"), kp.Quantity("10.38%")) == (plan.simple, plan.compound)
    assert (kp.Quantity("2%"), kp.Quantity("2%")) == plan.lump_sums


def test_the_schedules_of_all_national_agreements(dataset_of: Make) -> None:
    """Without an id the schedules of all national agreements stand there, in order of date."""
    pacts = {
        "late": {
            "kind": "national",
            "name": "Late",
            "effective": "2031-10-01",
            "predecessor": "old",
        },
        "old": {"kind": "national", "name": "Old", "effective": "2030-10-01"},
        "local": {"kind": "local", "name": "Local", "effective": "2029-10-01"},
    }
    steps = {name: one for pact in pacts for name, one in steps_of(pact, YEARLY[:1]).items()}
    plans = dataset_of({"agreements": {"agreements": pacts, "wage_steps": steps}}).schedules()
    assert [("old", None, "in force"), ("late", "old", "in force")] == [
        (plan.of, plan.after, plan.stage) for plan in plans
    ]


def test_what_a_proposal_is_to_follow(dataset_of: Make) -> None:
    """The schedule of a proposal follows what its round renegotiates, and has reached no stage."""
    steps = steps_of("2030-acme/offer", YEARLY[:1])
    inside = {
        "round": {"name": "2030 Acme bargaining", "renegotiates": "old"},
        "proposals": {"offer": {"by": ["acme"]}},
        "wage_steps": {name.partition("/")[2]: step for name, step in steps.items()},
    }
    pact = {"agreements": {"old": {"kind": "national", "name": "Old"}}}
    ds = dataset_of({"agreements": pact, "rounds/2030-acme": inside})
    (plan,) = ds.schedules("2030-acme/offer")
    assert ("old", None) == (plan.after, plan.stage)
