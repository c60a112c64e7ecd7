"""Levels by themselves: steps without a raise, and what is due on a day."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from kpbargaining.questions.pay.levels import StepRow, due, levels, raises_of, steps_of
from kpbargaining.records.pay import WageStep
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.when import PartialDate

DAYS = [PartialDate("2030-12-31"), PartialDate("2032-01-01")]
Steps = Callable[..., list[StepRow]]


@pytest.fixture
def steps() -> Steps:
    """Give the rows of steps of these orders, each a raise of 10 % or a lump sum."""

    def steps(*orders: int, lump_sum: str | None = None) -> list[StepRow]:
        made = [
            WageStep(
                id=f"pact-{order}",
                of="pact",
                order=order,
                effective=PartialDate(f"{2030 + order}-10-01"),
                percent=None if lump_sum else Quantity("10%"),
                lump_sum=Quantity(lump_sum) if lump_sum else None,
            )
            for order in orders
        ]
        return list(steps_of(made))

    return steps


def test_what_is_due(steps: Steps) -> None:
    """Due on a day are the raises up to it: none before the first, and all after the last."""
    rows = steps(1, 2)
    assert [[], rows[:1]] == [due(rows, day) for day in DAYS]
    assert rows == due(rows, PartialDate("2032-10-01"))
    assert [Decimal(100), Decimal(110)] == list(levels(rows, DAYS))


@pytest.mark.parametrize("orders", [(), (2,), (1, 3)])
def test_nothing_is_due_of_what_is_not_known(orders: tuple[int, ...], steps: Steps) -> None:
    """Without a raise, or with a step missing, nobody can tell what is due, or at what level."""
    rows = steps(*orders)
    assert raises_of(rows) is None
    assert [None, None] == [due(rows, day) for day in DAYS]
    assert [None, None] == list(levels(rows, DAYS))


def test_a_lump_sum_is_no_raise(steps: Steps) -> None:
    """Where all that is paid is paid once, there is no level."""
    rows = steps(1, lump_sum="500 USD")
    assert [None] == [row.level_after for row in rows]
    assert (None, None) == (raises_of(rows), due(rows, DAYS[1]))
