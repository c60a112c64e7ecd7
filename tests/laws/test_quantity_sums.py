"""Laws of amounts: their texts, and their sums as sums of intervals."""

from __future__ import annotations

from decimal import Decimal, localcontext

from hypothesis import given
from hypothesis import strategies as st

from kpbargaining.errors import InvalidValue
from kpbargaining.strategies import quantities
from kpbargaining.values.quantity import Quantity


def total(*amounts: Quantity | None) -> Quantity | None:
    """The sum from left to right; None where it cannot be spelled."""
    first, *rest = amounts
    try:
        for amount in rest:
            first = first and amount and first + amount
    except InvalidValue:
        return None
    return first


def member(amount: Quantity, distance: int) -> Decimal:
    """A number that *amount* can be: its bound, or *distance* steps of a thousandth inside it."""
    step = Decimal(distance) / 1000
    if amount.about is not None:
        return amount.about
    if amount.low is None:
        return (amount.high or Decimal(0)) - step
    inside = amount.low + step
    return inside if amount.high is None else min(inside, amount.high)


def contains(amount: Quantity, number: Decimal) -> bool:
    """Whether *amount* can be *number*."""
    if amount.about is not None:
        return amount.about == number
    above = amount.low is None or amount.low < number
    below = amount.high is None or number < amount.high
    return (above or (amount.low == number and not amount.low_open)) and (
        below or (amount.high == number and not amount.high_open)
    )


@given(quantities())
def test_round_trip(amount: Quantity) -> None:
    """An amount is read back from its own text, with the same bounds."""
    again = Quantity(str(amount))

    assert amount == again
    assert hash(amount) == hash(again)
    assert (amount.low, amount.high, amount.unit) == (again.low, again.high, again.unit)


@given(quantities(), quantities(), st.integers(1, 5000), st.integers(1, 5000))
def test_sum_contains_members(one: Quantity, other: Quantity, near: int, far: int) -> None:
    """A sum contains the sum of any two numbers that its members can be."""
    both = total(one, other)

    with localcontext() as context:
        context.prec = 60
        assert both is None or contains(both, member(one, near) + member(other, far))


@given(quantities(), quantities())
def test_commutative(one: Quantity, other: Quantity) -> None:
    """A sum is the same in either order."""
    assert total(one, other) == total(other, one)


@given(quantities(), quantities(), quantities())
def test_associative(one: Quantity, other: Quantity, third: Quantity) -> None:
    """Wherever both are spelled, a sum of three is the same however it is grouped."""
    left, right = total(one, other, third), total(one, total(other, third))

    assert left is None or right is None or left == right


@given(quantities())
def test_twice_negative(amount: Quantity) -> None:
    """An amount is its own opposite's opposite, and the opposite swaps the bounds."""
    opposite = -amount

    assert amount == -opposite
    assert (amount.low_open, amount.high_open) == (opposite.high_open, opposite.low_open)


@given(quantities(), quantities())
def test_difference_is_a_sum(one: Quantity, other: Quantity) -> None:
    """Subtracting is adding the opposite, and is spelled wherever that is."""
    try:
        difference = one - other
    except InvalidValue:
        assert total(one, -other) is None
    else:
        assert total(one, -other) == difference


@given(quantities(), quantities())
def test_possibly_equals(one: Quantity, other: Quantity) -> None:
    """Every amount is possibly itself, and being possibly equal holds both ways."""
    assert one.possibly_equals(one)
    assert one.possibly_equals(other) is other.possibly_equals(one)


@given(quantities())
def test_at_least(amount: Quantity) -> None:
    """At least an amount includes whatever the amount can be, and to repeat it changes nothing."""
    try:
        bound = amount.at_least()
    except InvalidValue:
        assert amount.low is None
    else:
        assert (amount.low, None) == (bound.low, bound.high)
        assert bound == bound.at_least()


@given(st.text(st.sampled_from("0129-.~<>=% dU\n+e,"), max_size=12))
def test_any_text(text: str) -> None:
    """Any text is either refused as an invalid value, or kept as it is."""
    try:
        amount = Quantity(text)
    except InvalidValue:
        return
    assert text == amount.text
