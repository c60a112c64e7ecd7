"""Real wage levels: what a schedule is worth by an index that the reader brings along."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining.questions import Schedule

Agreed = Callable[..., kp.Table[Schedule]]

TERM = {"effective": "2030-10-01", "expires": "2033-09-30"}
YEARLY = [
    {"effective": "2030-10-01", "percent": "10%"},
    {"effective": "2031-10-01", "percent": "10%"},
    {"effective": "2032-10-01", "percent": "5%"},
]


@pytest.fixture
def agreed(dataset_of: Callable[[dict[str, Any]], kp.Dataset]) -> Agreed:
    """Give the schedules of an agreement with these steps."""

    def agreed(*steps: dict[str, Any], **term: str) -> kp.Table[Schedule]:
        pact = {"kind": "national", "name": "Pact"} | term
        wages = {f"w-{i}": {"of": "pact", "order": i} | step for i, step in enumerate(steps, 1)}
        held = {"agreements": {"pact": pact}, "wage_steps": wages}
        return dataset_of({"agreements": held}).schedules("pact")

    return agreed


INDEX: dict[str, Decimal | float | str] = {
    "2030-10": Decimal(200),
    "2030-11": 220.0,
    "2031-10": "242",
}


def test_the_real_level(agreed: Agreed) -> None:
    """Each month has its level, the index, and the level in the money of the first month."""
    (plan,) = agreed(*YEARLY, **TERM)
    real = kp.real_level(plan, INDEX, "Prices of Springfield")
    assert (36, "Prices of Springfield", "2030-10") == (
        len(real.months),
        real.index_name,
        str(real.base_month),
    )
    months = {str(row.month): row for row in real.months}
    assert (Decimal(110), Decimal(110)) == (months["2030-10"].nominal, months["2030-10"].real)
    assert (Decimal(110), Decimal(100)) == (months["2030-11"].nominal, months["2030-11"].real)
    assert (Decimal(121), Decimal(100)) == (months["2031-10"].nominal, months["2031-10"].real)
    assert (None, None) == (months["2033-09"].index, months["2033-09"].real)
    assert ["2031-10"] == [str(row.month) for row in real.months.where(month="2031-10")]


@pytest.mark.parametrize("base", ["2030-09", "2030-09-30", date(2030, 9, 1)])
def test_another_base(agreed: Agreed, base: str | date) -> None:
    """In the money of a month before the term, prices count from that month."""
    (plan,) = agreed(*YEARLY, **TERM)
    real = kp.real_level(plan, {"2030-09": 100, "2030-11": 110}, "Prices", base)
    assert ("2030-09", Decimal(100)) == (str(real.base_month), real.base_price)
    assert [None, Decimal(100)] == [row.real for row in real.months[:2]]


def test_the_index_has_the_base(agreed: Agreed) -> None:
    """A base that the index lacks is refused with the nearest month, and a year is none."""
    (plan,) = agreed(*YEARLY, **TERM)
    with pytest.raises(kp.UnknownName, match="for base '2030-09'; nearest: 2030-10"):
        kp.real_level(plan, INDEX, "Prices", "2030-09")
    with pytest.raises(kp.InvalidValue, match="a day or a month"):
        kp.real_level(plan, INDEX, "Prices", "2030")


def test_the_real_level_of_what_is_not_known(agreed: Agreed) -> None:
    """A month whose level is not known has no real level either."""
    (plan,) = agreed({"percent": "2%"}, **TERM)
    row = kp.real_level(plan, INDEX, "Prices").months[0]
    assert (None, Decimal(200), None) == (row.nominal, row.index, row.real)


def test_the_real_level_needs_a_term(agreed: Agreed) -> None:
    """A schedule whose term is not known has no months to tell of."""
    (plan,) = agreed(*YEARLY)
    with pytest.raises(kp.InvalidValue, match="term is known"):
        kp.real_level(plan, INDEX, "Prices")


def test_the_index_has_the_first_month(agreed: Agreed) -> None:
    """An index that lacks the first month of the term has no base."""
    (plan,) = agreed(*YEARLY, **TERM)
    with pytest.raises(kp.UnknownName, match="2030-10"):
        kp.real_level(plan, {"2030-11": 220.0}, "Prices")


@pytest.mark.parametrize(
    "price", ["many", "0", "-1", float("nan"), float("inf"), "1e9999", "1e-9999", None, True]
)
def test_a_price_is_a_number_above_0(agreed: Agreed, price: Any) -> None:
    """A price level is a number above 0, and none that no index comes near to."""
    (plan,) = agreed(*YEARLY, **TERM)
    with pytest.raises(kp.InvalidValue, match="price level above 0"):
        kp.real_level(plan, {"2030-10": price}, "Prices")


@pytest.mark.parametrize(
    "key", [date(2030, 10, 1), kp.PartialDate("2030-10"), 203010, "2030", "2030-10-01", "October"]
)
def test_the_months_of_an_index_are_text(agreed: Agreed, key: Any) -> None:
    """An index whose months are dates, years or days is refused, and what to pass is said."""
    (plan,) = agreed(*YEARLY, **TERM)
    with pytest.raises(kp.InvalidValue):
        kp.real_level(plan, INDEX | {key: 220.0}, "Prices")


@pytest.mark.parametrize(
    ("expected", "change"),
    [
        ("one schedule, such as", {"schedule": "all"}),
        ("one schedule, such as", {"schedule": "pact"}),
        ("an index as a price level for each month", {"index": [1, 2]}),
        ("expected text, found None", {"name": None}),
        ("expected text, found a list", {"name": ["x"]}),
    ],
)
def test_what_is_asked_for_is_of_the_right_sort(
    agreed: Agreed, expected: str, change: dict[str, Any]
) -> None:
    """A table of schedules, an index without months and a name that is none are refused."""
    plans = agreed(*YEARLY, **TERM)
    given: dict[str, Any] = {"schedule": plans[0], "index": INDEX, "name": "Prices"} | change
    if given["schedule"] == "all":
        given["schedule"] = plans
    with pytest.raises(kp.InvalidValue, match=expected):
        kp.real_level(**given)


def test_as_text(agreed: Agreed) -> None:
    """Shown is the table of the months, and below it in whose money by which index."""
    (plan,) = agreed(*YEARLY, **TERM)
    real = kp.real_level(plan, INDEX, "Prices of <Springfield>")
    assert f"{real.months}\nin the money of 2030-10, by Prices of <Springfield>" == str(real)
    told = "<p>in the money of 2030-10, by Prices of &lt;Springfield&gt;</p>"
    assert f"{real.months._repr_html_()}{told}" == real._repr_html_()


def test_in_a_terminal(agreed: Agreed, terminal_of: Callable[[int], None]) -> None:
    """In a terminal no line is longer than it is wide."""
    (plan,) = agreed(*YEARLY, **TERM)
    terminal_of(40)
    assert (
        max(map(len, str(kp.real_level(plan, INDEX, "Prices of " * 20 + "it")).splitlines())) <= 40
    )
    assert max(map(len, str(plan).splitlines())) <= 40
