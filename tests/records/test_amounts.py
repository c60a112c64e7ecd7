"""The classes of amounts: what each takes, and what it refuses."""

import pytest

from kpbargaining.errors import InvalidValue
from kpbargaining.records import amounts
from kpbargaining.records.amounts import (
    DAYS,
    ORDER,
    PAID_ONCE,
    RAISE,
    SESSIONS,
    SHARE,
    VOTES,
    YEARS,
    Amount,
)
from kpbargaining.records.kinds import KINDS
from kpbargaining.values.quantity import Quantity

CLASSES = {name: it for name, it in vars(amounts).items() if isinstance(it, Amount)}


def refusal(amount: Amount, value: object) -> str | None:
    """Give the reason why a class refuses a value, None if it takes it."""
    try:
        amount.check(value)
    except InvalidValue as refused:
        return str(refused).removeprefix("expected ")
    return None


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (SHARE, "0%"),
        (SHARE, "98.2%"),
        (SHARE, "~100%"),
        (SHARE, ">98%"),
        (SHARE, ">=100%"),
        (SHARE, "<=0%"),
        (RAISE, "<-99%"),
        (RAISE, "-100%"),
        (RAISE, "21.5%"),
        (PAID_ONCE, "6000 USD"),
        (PAID_ONCE, "2..4%"),
        (DAYS, "3"),
        (DAYS, "1.5 days"),
        (DAYS, "3660 days"),
        (YEARS, "3"),
        (VOTES, "~31000"),
        (VOTES, "0"),
        (VOTES, "<=10000000"),
    ],
)
def test_what_a_class_takes(amount: Amount, text: str) -> None:
    """An amount of the class is taken, its bounds included, exact or not."""
    assert None is refusal(amount, Quantity(text))


@pytest.mark.parametrize(
    ("expected", "amount", "text"),
    [
        ("an amount with %, found '98'", SHARE, "98"),
        ("an amount with % or USD, found '6000'", PAID_ONCE, "6000"),
        ("an amount with no unit or days, found '3 weeks'", DAYS, "3 weeks"),
        ("an amount with no unit, found '4 bananas'", VOTES, "4 bananas"),
        ("percent from 0 to 100, found '100.1%'", SHARE, "100.1%"),
        ("percent from 0 to 100, found '99..101%'", SHARE, "99..101%"),
        ("percent from 0 to 100, found '-1%'", SHARE, "-1%"),
        ("percent from 0 to 100, found '>200%'", SHARE, ">200%"),
        ("percent from 0 to 100, found '>100%'", SHARE, ">100%"),
        ("percent from 0 to 100, found '<0%'", SHARE, "<0%"),
        ("percent from -100 to 100, found '<-100%'", RAISE, "<-100%"),
        ("percent or USD from 0 to 1000000, found '<0 USD'", PAID_ONCE, "<0 USD"),
        ("votes from 0 to 10000000, found '>10000000'", VOTES, ">10000000"),
        ("percent from -100 to 100, found '300%'", RAISE, "300%"),
        ("percent from -100 to 100, found '-101%'", RAISE, "-101%"),
        ("percent or USD from 0 to 100, found '101%'", PAID_ONCE, "101%"),
        ("percent or USD from 0 to 1000000, found '1000001 USD'", PAID_ONCE, "1000001 USD"),
        ("days from 0 to 3660, found '3661'", DAYS, "3661"),
        ("votes from 0 to 10000000, found '-1'", VOTES, "-1"),
        ("a whole number of votes, found '10.5'", VOTES, "10.5"),
        ("a whole number of votes, found '1..2.5'", VOTES, "1..2.5"),
    ],
)
def test_what_a_class_refuses(expected: str, amount: Amount, text: str) -> None:
    """An amount in another unit, beyond the bounds or in pieces is refused, with the reason."""
    assert expected == refusal(amount, Quantity(text))


@pytest.mark.parametrize(("amount", "count"), [(ORDER, 1), (ORDER, 1_000_000), (SESSIONS, 1_000)])
def test_what_counts_are_taken(amount: Amount, count: int) -> None:
    """A count is held to the bounds too; where there is no upper one it can be any."""
    assert None is refusal(amount, count)


@pytest.mark.parametrize(
    ("expected", "amount", "count"),
    [
        ("steps from 1, found '0'", ORDER, 0),
        ("sessions from 1 to 1000, found '1001'", SESSIONS, 1_001),
    ],
)
def test_what_counts_are_refused(expected: str, amount: Amount, count: int) -> None:
    """There is no step and no session number 0."""
    assert expected == refusal(amount, count)


def test_every_class_is_used() -> None:
    """Each class is that of a field, and each amount in a field of its own has a class."""
    used = [field.amount for kind in KINDS for field in kind.fields.values() if field.amount]
    assert set(used) == set(CLASSES.values())
    bare = [
        f"{kind.name}.{field.name}"
        for kind in KINDS
        for field in kind.fields.values()
        if field.type is Quantity and field.amount is None
    ]
    assert ["Figure.value"] == bare
