"""Amounts: what their texts mean, what is refused, and how they add up."""

from __future__ import annotations

import copy
import decimal
import pickle
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from kpbargaining.errors import InvalidValue
from kpbargaining.values.quantity import Quantity, behind

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("low", "high", "unit", "text"),
    [
        ("10", "10", "", "10"),
        ("0", "0", "", "0"),
        ("-3", "-3", "", "-3"),
        ("-0.5", "-0.5", "percent", "-0.5%"),
        ("-0.000001", "-0.000001", "", "-0.000001"),
        ("21.5", "21.5", "percent", "21.5%"),
        ("98", "98", "percent", "98%"),
        ("3", "3", "days", "3 days"),
        ("2", "4", "", "2..4"),
        ("-4", "-2.5", "USD", "-4..-2.5 USD"),
        ("999999999999999.999999",) * 2 + ("", "999999999999999.999999"),
        ("210000", None, "", ">=210000"),
        (None, "7", "days", "<=7 days"),
    ],
)
def test_closed_amounts(low: str | None, high: str | None, unit: str, text: str) -> None:
    """An amount knows its bounds, both included, and its unit."""
    amount = Quantity(text)

    assert text == amount.text == str(amount)
    assert (low and Decimal(low), high and Decimal(high)) == (amount.low, amount.high)
    assert unit == amount.unit
    assert (False, False, False) == (amount.low_open, amount.high_open, amount.approximate)


@pytest.mark.parametrize(
    ("spelled", "text"),
    [
        ("%", "98 percent"),
        ("%", "98 pct"),
        ("days", "1 day"),
        ("days", "3 Days"),
        ("weeks", ">2 week"),
        ("months", "2..4 month"),
        ("years", "~3 year"),
        ("USD", "6 dollars"),
        ("USD", "6 usd"),
        ("points", "1 point"),
    ],
)
def test_a_unit_has_one_spelling(spelled: str, text: str) -> None:
    """A unit that is known is written in one way, and any other way is refused with that one."""
    with pytest.raises(InvalidValue, match=f"expected the unit to be written {spelled}, found"):
        Quantity(text)


@pytest.mark.parametrize("text", ["98%", "1 days", "4 bananas", "6 EUR", "0.5 points", "7"])
def test_a_unit_is_written_as_it_is_read(text: str) -> None:
    """A unit is written behind its number as it was read, in a sum and in its negative, too."""
    amount = Quantity(text)
    negative = -amount
    assert text == (-negative).text
    assert text.endswith(behind(amount.unit))
    assert amount.unit == (amount + amount).unit


def test_open_bounds() -> None:
    """More than and less than exclude their bound, and leave the other side open."""
    more, less = Quantity(">100"), Quantity("<5 days")

    assert (Decimal(100), None, True, False) == (more.low, more.high, more.low_open, more.high_open)
    assert (None, Decimal(5), False, True) == (less.low, less.high, less.low_open, less.high_open)


def test_approximate() -> None:
    """About 61,000 is not 61,000: it has a number, but no bound and no exact value."""
    about = Quantity("~61000")

    assert about.approximate
    assert Decimal(61000) == about.about
    assert (None, None, None) == (about.low, about.high, about.exact)
    assert Quantity("61000") != about


@pytest.mark.parametrize(
    ("exact", "text"),
    [("34", "34"), ("21.5", "21.5%"), (None, "2..4"), (None, ">=34"), (None, "<34")],
)
def test_exact(exact: str | None, text: str) -> None:
    """Only an amount without mark and range is exact; nothing but `~` is about a number."""
    amount = Quantity(text)

    assert exact == (amount.exact and str(amount.exact))
    assert amount.about is None


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "ten", "10 ", " 10", "10\n", "10\t%", "1\u00a0200", "1\u066000", "\uff11\uff10"),
        *("010", "00", "+10", "-0", "-0.0", "1e3", "1E3", "1_0", "1,000", "61.000,5", "0x10"),
        *("1.50", "1.0", "1.", ".5", "-.5", "0.0", "1.1234567", "1234567890123456", "NaN", "inf"),
        *("~~5", "><5", "=5", "=>5", "=<5", "~ 5", "> 5", "~>5", "\u2265210000", "\u223c5", "12+"),
        *("4..2", "2..2", "2...4", "2..", "..4", "2-4", "2 to 4", "~2..4", ">2..4", "2..>4"),
        *(
            "98 %",
            "98%%",
            "% 98",
            "$5",
            "5$",
            "3  days",
            "3days",
            "3 work days",
            "3 d\u00e4ys",
            "3 %",
        ),
        *("3 days ", "3 2", "3 d-1"),
    ],
)
def test_text_outside_the_profile(text: str) -> None:
    """Text outside the profile of amounts is refused, with what was expected and found."""
    with pytest.raises(InvalidValue, match=r"^expected (an amount|a range) ") as caught:
        Quantity(text)

    assert ascii(text) == caught.value.found


@pytest.mark.parametrize("value", [None, 10, 10.5, True, b"10", Decimal(10), ["10"]])
def test_only_text(value: str) -> None:
    """An amount is read from text alone."""
    with pytest.raises(InvalidValue, match=r"^expected an amount as 10"):
        Quantity(value)


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0), ("34", 34), ("-3", -3), ("9" * 15, 10**15 - 1)]
)
def test_count(text: str, number: int) -> None:
    """A whole number is taken as an exact count."""
    assert Quantity(text) == Quantity.of(number)


@pytest.mark.parametrize("number", [True, 3.0, "3", None, Decimal(3), 10**15, -(10**15), 10**30])
def test_no_count(number: int) -> None:
    """What is no whole number, or a number beyond 15 digits, is refused as a count."""
    with pytest.raises(InvalidValue, match=r"^expected a whole number"):
        Quantity.of(number)


@pytest.mark.parametrize(
    ("total", "one", "other"),
    [
        ("15", "10", "5"),
        ("0", "-3", "3"),
        ("0.3", "0.1", "0.2"),
        (">105", ">100", "5"),
        (">=15", ">=10", "5"),
        (">15", ">=10", ">5"),
        ("<=12", "<=7", "5"),
        ("<12", "<=7", "<5"),
        ("12..14", "2..4", "10"),
        ("5..9", "2..4", "3..5"),
        (">7", ">5", "2..4"),
        ("<9", "<5", "2..4"),
        ("~61010", "~61000", "10"),
        ("~70", "~61", "~9"),
        ("98.5%", "98%", "0.5%"),
        ("5..6 days", "2 days", "3..4 days"),
        ("999999999999999.999999", "999999999999999", "0.999999"),
    ],
)
def test_sum(total: str, one: str, other: str) -> None:
    """Amounts add up as intervals: a bound stays a bound, about stays about."""
    assert Quantity(total) == Quantity(one) + Quantity(other)
    assert Quantity(total) == Quantity(other) + Quantity(one)


@pytest.mark.parametrize(
    ("difference", "one", "other"),
    [
        ("5", "10", "5"),
        ("-5", "5", "10"),
        (">95", ">100", "5"),
        (">95", "100", "<5"),
        ("<=90", "100", ">=10"),
        ("-2..2", "2..4", "2..4"),
        ("~90", "100", "~10"),
    ],
)
def test_difference(difference: str, one: str, other: str) -> None:
    """Amounts subtract as intervals: less than 5 taken away leaves more than the rest."""
    assert Quantity(difference) == Quantity(one) - Quantity(other)


APART = [(">5", "<3"), (">=5", "<=3"), ("~5", ">3"), ("~5", "<3"), ("~5", "2..4")]


@pytest.mark.parametrize(
    ("expected", "one", "other"),
    [
        *(("amounts whose sum has a spelling", *both) for both in APART),
        *(("an amount in days", "3 days", other) for other in ("3", "3 weeks")),
        ("an amount without a unit", "3", "3%"),
        ("a sum of at most 15 digits", "999999999999999", "1"),
        ("a sum of at most 15 digits", "-999999999999999", "-1"),
    ],
)
def test_sum_without_a_spelling(expected: str, one: str, other: str) -> None:
    """A sum that has no spelling is refused: opposite bounds, unlike units, too many digits."""
    with pytest.raises(InvalidValue, match=f"^expected {expected}"):
        Quantity(one) + Quantity(other)


@pytest.mark.parametrize("other", [5, 5.0, "5", Decimal(5), None])
def test_sum_with_a_number(other: Quantity) -> None:
    """Only amounts are added to amounts."""
    with pytest.raises(TypeError):
        Quantity("5") + other
    with pytest.raises(TypeError):
        Quantity("5") - other


@pytest.mark.parametrize(
    ("bound", "text"),
    [
        (">=34", "34"),
        (">5", ">5"),
        (">=5", ">=5"),
        (">=2 days", "2..4 days"),
        (">=-3", "-3"),
        (">=98%", "98%"),
    ],
)
def test_at_least(bound: str, text: str) -> None:
    """The lower bound alone is kept, as for a total to which something unreported is missing."""
    assert Quantity(bound) == Quantity(text).at_least()


@pytest.mark.parametrize("text", ["~61000", "<5", "<=7"])
def test_no_lower_bound(text: str) -> None:
    """An amount without a lower bound has none to keep."""
    with pytest.raises(InvalidValue, match="expected an amount with a lower bound"):
        Quantity(text).at_least()


@pytest.mark.parametrize(
    ("possible", "one", "other"),
    [
        (True, "5", "5"),
        (False, "5", "6"),
        (True, "5", ">=5"),
        (False, "5", ">5"),
        (False, "5", "<5"),
        (True, "2..4", "4..6"),
        (False, "2..4", ">4"),
        (False, "<2", "2..4"),
        (True, ">5", "<6"),
        (True, ">5", ">100"),
        (True, "~61000", "5"),
        (True, "~61000", "~5"),
        (False, "5", "5%"),
    ],
)
def test_possibly_equals(possible: bool, one: str, other: str) -> None:  # noqa: FBT001 - an expected value
    """Two amounts are possibly equal if some number fits both, from either side."""
    assert possible is Quantity(one).possibly_equals(Quantity(other))
    assert possible is Quantity(other).possibly_equals(Quantity(one))


@pytest.mark.parametrize(
    ("exceeds", "one", "other"),
    [
        (True, "6", "5"),
        (False, "5", "5"),
        (True, ">5", "5"),
        (False, ">=5", "5"),
        (True, "5", "<5"),
        (False, "5", "<=5"),
        (True, "5..7", "2..4"),
        (False, "4..7", "2..4"),
        (False, "<100", "5"),
        (False, "100", ">5"),
        (False, "~100", "5"),
        (False, "100", "~5"),
        (False, "100%", "5"),
        (True, "-1", "-2"),
    ],
)
def test_certainly_exceeds(exceeds: bool, one: str, other: str) -> None:  # noqa: FBT001 - an expected value
    """An amount exceeds another if its least is more than the other's most; about never does."""
    assert exceeds is Quantity(one).certainly_exceeds(Quantity(other))


@pytest.mark.parametrize("other", [5, "5", None])
def test_only_amounts_are_compared(other: Any) -> None:
    """What is no amount is refused, not compared."""
    for compare in (Quantity("5").certainly_exceeds, Quantity("5").possibly_equals):
        with pytest.raises(InvalidValue, match="expected a Quantity to compare with"):
            compare(other)


@pytest.mark.parametrize(
    ("number", "lowest", "highest", "text"),
    [
        ("34", 34_000_000, 34_000_000, "34"),
        ("61000", 61_000_000_000, 61_000_000_000, "~61000"),
        ("21.5", 21_500_000, 21_500_000, "21.5%"),
        (None, 2_000_000, 4_000_000, "2..4 days"),
        (None, 34_000_000, 34_000_000, ">=34"),
        (None, -3_000_000, -3_000_000, "<-3"),
    ],
)
def test_numbers_in_its_text(number: str | None, lowest: int, highest: int, text: str) -> None:
    """The number is that of an exact or an approximate amount; any text names one or two."""
    amount = Quantity(text)

    assert number == (amount.number and str(amount.number))
    assert (lowest, highest) == amount.named


@pytest.mark.parametrize(
    "take", [lambda amount: amount.low, lambda amount: (amount + Quantity("0.000001")).high]
)
def test_no_context_rounds(take: Callable[[Quantity], Decimal]) -> None:
    """No decimal context rounds an amount, however coarse it is."""
    with decimal.localcontext() as context:
        context.prec = 2
        found = take(Quantity("123456789012345.123456"))

    assert "123456789012345.12345" == str(found)[:-1]


def test_values() -> None:
    """Amounts are values: equal and hashed by text, frozen, copied and pickled whole."""
    amount = Quantity("2..4 days")

    assert {amount} == {copy.deepcopy(amount), pickle.loads(pickle.dumps(amount))}  # noqa: S301 - our own bytes
    assert Decimal(2) == pickle.loads(pickle.dumps(amount)).low  # noqa: S301 - our own bytes
    assert "Quantity('2..4 days')" == repr(amount)
    assert Quantity("5") == attrs.evolve(amount, text="5")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        amount.text = "5"  # type: ignore[misc]


def test_not_sortable() -> None:
    """Amounts have no `<`: which of two bounds is larger is not known."""
    with pytest.raises(TypeError):
        sorted([Quantity("5"), Quantity(">4")])  # type: ignore[type-var]
