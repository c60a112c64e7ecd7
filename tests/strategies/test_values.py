"""The public strategies for single values: inside their profiles, and of every form."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pendulum
import pytest
from hypothesis import strategies as st

from kpbargaining import strategies
from kpbargaining.records import amounts as classes
from kpbargaining.records.amounts import Amount
from kpbargaining.strategies.values import amounts
from kpbargaining.values.texts import check_count, check_digest, check_id, check_text, check_url

if TYPE_CHECKING:
    from kpbargaining.values.quantity import Quantity

Sample = Callable[[st.SearchStrategy[Any], int], list[Any]]
Unmet = Callable[..., set[str]]

AMOUNTS = {name: it for name, it in vars(classes).items() if isinstance(it, Amount)}


@pytest.mark.parametrize(
    ("strategy", "profile"),
    [
        (strategies.counts, check_count),
        (strategies.digests, check_digest),
        (strategies.ids, check_id),
        (strategies.names, check_id),
        (strategies.texts, check_text),
        (strategies.urls, check_url),
    ],
)
def test_plain_values(
    strategy: Callable[[], st.SearchStrategy[Any]],
    profile: Callable[[object], Any],
    sample: Sample,
) -> None:
    """What is drawn for a plain type is inside its profile, and varies."""
    values = sample(strategy(), 60)
    assert values == [profile(value) for value in values]
    assert len(set(values)) > 20


@pytest.mark.parametrize(
    ("strategy", "parts"),
    [
        (strategies.ids, ["/", "-", "0"]),
        (strategies.names, ["-", "0"]),
        (strategies.texts, [" ", "ñ", "<", '"', "="]),
        (strategies.urls, ["https:", ":65535", "?", "#"]),
        (strategies.partial_dates, ["[..", "..]", "-21"]),
        (strategies.spans, ["/..", "]/["]),
        (strategies.quantities, ["~", "..", "%", " days", " USD", ">=", "-", "."]),
        (strategies.passages, ["0+", "+1:"]),
    ],
)
def test_forms(
    strategy: Callable[[], st.SearchStrategy[Any]], parts: list[str], unmet: Unmet
) -> None:
    """Every form of a value is drawn: what marks it is there at times, and at times is not."""
    with_it = ((f"with {part}", lambda value, p=part: p in str(value)) for part in parts)
    without = ((f"without {part}", lambda value, p=part: p not in str(value)) for part in parts)
    assert set() == unmet(strategy(), [*with_it, *without])


def test_days(sample: Sample) -> None:
    """Whole days are dates as users get them, of all ages, and some of them twice."""
    drawn = sample(strategies.days(), 100)
    assert {pendulum.Date} == {type(day) for day in drawn}
    assert 1 < len(set(drawn)) < len(drawn)


def test_names_have_no_slash(sample: Sample) -> None:
    """A name is an id without a slash, as a round has one."""
    assert not any("/" in name for name in sample(strategies.names(), 60))


@pytest.mark.parametrize("strategy", [strategies.partial_dates, strategies.spans])
@pytest.mark.parametrize(("first", "last"), [(1, 9999), (1800, 2199), (2010, 2020), (1800, 1850)])
def test_dates_between_years(
    strategy: Callable[[int, int], st.SearchStrategy[Any]], first: int, last: int, sample: Sample
) -> None:
    """Dates and spans lie in the years that they are asked for, and vary."""
    drawn = sample(strategy(first, last), 100)
    reach = (date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal())
    ends = [end for value in drawn for end in (value.low, value.high) if end is not None]
    assert reach[0] <= min(ends) < max(ends) <= reach[1]
    assert len(set(drawn)) > 50


@pytest.mark.parametrize("name", AMOUNTS)
def test_amounts_of_a_class(name: str, sample: Sample, unmet: Unmet) -> None:
    """Amounts of a class are what the class accepts, in each of its units and every form."""
    for value in sample(amounts(AMOUNTS[name]), 100):
        AMOUNTS[name].check(value)
    units = ((unit, lambda value, u=unit: u == value.unit) for unit in AMOUNTS[name].written)
    forms: dict[str, Callable[[Quantity], bool]] = {
        "exact": lambda value: value.exact is not None,
        "about": lambda value: value.approximate,
        "at least": lambda value: value.high is None and value.low is not None,
        "at most": lambda value: value.low is None and value.high is not None,
        "from to": lambda value: None not in (value.low, value.high) and value.exact is None,
        "whole": lambda value: not any(end % 10**6 for end in value.named),
    }
    assert set() == unmet(amounts(AMOUNTS[name]), [*units, *forms.items()])
