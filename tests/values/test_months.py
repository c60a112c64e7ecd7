"""Months: which one a date lies in, and all from one to another."""

from datetime import date, datetime
from typing import Any

import pytest

from kpbargaining.errors import InvalidValue
from kpbargaining.values.months import (
    asked_month,
    count_of,
    last_day,
    month_of,
    months_between,
    numbered,
)
from kpbargaining.values.when import PartialDate


@pytest.mark.parametrize(
    ("month", "text"),
    [
        ("2025-08", "2025-08-19"),
        ("2025-08", "2025-08"),
        ("2025-08", "[2025-08-01..2025-08-20]"),
        (None, "2025"),
        (None, "2025-21"),
        (None, "[2025-08-31..2025-09-01]"),
        (None, "[2025-08..]"),
        (None, "[..2025-08-01]"),
    ],
)
def test_the_month_of_a_date(month: str | None, text: str) -> None:
    """A date lies in a month if its first and its last day do."""
    assert (month and PartialDate(month)) == month_of(PartialDate(text))


def test_no_date_lies_in_no_month() -> None:
    """A date that is not known has no month."""
    assert None is month_of(None)


@pytest.mark.parametrize(
    "value", ["2025-08", "2025-08-19", date(2025, 8, 1), PartialDate("2025-08-31")]
)
def test_the_month_that_is_asked_about(value: Any) -> None:
    """A question takes its month as a month or any day of it, as text or as a date."""
    assert PartialDate("2025-08") == asked_month(value)


@pytest.mark.parametrize(
    "value",
    [
        *("2025", "2025-21", "[2025-08..]", "August", "", None, 202508),
        *(PartialDate("2025"), datetime(2025, 8, 19)),  # noqa: DTZ001 (the zone plays no part)
    ],
)
def test_less_or_more_than_a_month(value: Any) -> None:
    """What lies in no one month is refused."""
    with pytest.raises(InvalidValue, match=r"^expected a "):
        asked_month(value)


@pytest.mark.parametrize("month", ["0001-01", "1999-12", "2000-01", "9999-12"])
def test_months_are_numbered(month: str) -> None:
    """Months are numbered one after the other, and a number gives its month."""
    number = count_of(PartialDate(month))
    assert PartialDate(month) == numbered(number)
    assert 12 * int(month[:4]) + int(month[5:]) - 1 == number


@pytest.mark.parametrize(
    ("months", "first", "last"),
    [
        (["2025-11", "2025-12", "2026-01"], "2025-11", "2026-01"),
        (["2025-11"], "2025-11", "2025-11"),
        ([], "2025-11", "2025-10"),
        ([], None, "2025-10"),
        ([], "2025-11", None),
    ],
)
def test_all_months_from_one_to_another(
    months: list[str], first: str | None, last: str | None
) -> None:
    """Both ends are among the months between; backwards, or with an end not known, are none."""
    ends = [None if end is None else PartialDate(end) for end in (first, last)]
    assert months == [str(month) for month in months_between(*ends)]


@pytest.mark.parametrize(
    ("day", "month"),
    [
        ("2024-02-29", "2024-02"),
        ("2023-02-28", "2023-02"),
        ("2025-12-31", "2025-12"),
        ("9999-12-31", "9999-12"),
    ],
)
def test_the_last_day_of_a_month(day: str, month: str) -> None:
    """A month ends on its last day, in leap years too."""
    assert PartialDate(day) == last_day(PartialDate(month))
