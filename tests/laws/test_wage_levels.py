"""Laws of wage levels: how totals, levels and averages hang together."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kpbargaining.dataset import Dataset
from kpbargaining.questions.pay.wages import Schedule
from kpbargaining.records.agreements import Agreement, AgreementKind
from kpbargaining.records.pay import WageStep
from kpbargaining.values.percentages import percent
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.when import PartialDate

PACT = Agreement(
    id="pact",
    kind=AgreementKind.NATIONAL,
    name="Pact",
    effective=PartialDate("2030-01-01"),
    expires=PartialDate("2034-12-31"),
)
RAISES = st.lists(st.integers(1, 1500), min_size=1, max_size=5)
"""Raises of a hundredth of a percent to 15 percent, one a year."""


def schedule(raises: list[int], lump_sum: str | None = None) -> Schedule:
    """Give the schedule of raises in hundredths of a percent, each on the first of a year."""
    steps = [
        WageStep(
            id=f"step-{place}",
            of=PACT.id,
            order=place,
            effective=PartialDate(f"{2029 + place}-01-01"),
            percent=percent(Decimal(value) / 100),
            lump_sum=None if lump_sum is None else Quantity(lump_sum),
        )
        for place, value in enumerate(raises, 1)
    ]
    (plan,) = Dataset([PACT, *steps], []).schedules("pact")
    return plan


def number(amount: Quantity | None) -> Decimal:
    """Give the number of an amount that is known exactly."""
    exact = None if amount is None else amount.exact
    assert exact is not None
    return exact


@given(RAISES)
def test_compound_is_never_less_than_simple(raises: list[int]) -> None:
    """Raises on raises never come to less than raises added up, and the average to no more."""
    plan = schedule(raises)
    assert Decimal(sum(raises)) / 100 == number(plan.simple) <= number(plan.compound)
    assert 0 <= number(plan.average_level()) <= number(plan.compound)


@given(RAISES)
def test_the_last_level_is_the_compound_total(raises: list[int]) -> None:
    """At the end all raises are due: the level is the compound total, what is due the simple."""
    plan = schedule(raises)
    assert plan.level_on("2034-12-31") == 100 + number(plan.compound)
    assert plan.total_by("2034-12-31") == plan.simple
    assert [row.level_after for row in plan.steps][-1] == plan.level_on("2034-12-31")


@given(RAISES)
def test_the_order_of_raises_decides_the_average_alone(raises: list[int]) -> None:
    """The larger raises first bring more on average, while both totals stay as they are."""
    early, late = schedule(sorted(raises, reverse=True)), schedule(sorted(raises))
    assert (early.simple, early.compound) == (late.simple, late.compound)
    assert number(early.average_level()) >= number(late.average_level())


@given(RAISES, st.integers(1, 99))
def test_lump_sums_change_nothing(raises: list[int], lump_sum: int) -> None:
    """Whatever is paid once, no total and no level is another."""
    plain, paid = schedule(raises), schedule(raises, f"{lump_sum}%")
    assert (plain.simple, plain.compound) == (paid.simple, paid.compound)
    assert plain.average_level() == paid.average_level()
    assert [row.level_after for row in plain.steps] == [row.level_after for row in paid.steps]
