"""Dates and their order: what their texts mean, what is refused, and what they answer."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from datetime import date, datetime
from typing import TYPE_CHECKING

import attrs
import pendulum
import pytest

from kpbargaining.errors import InvalidValue
from kpbargaining.values.days import Order, Precision
from kpbargaining.values.when import PartialDate, Span, as_day, by_date

if TYPE_CHECKING:
    from collections.abc import Callable

BEFORE, AFTER, SAME, UNCERTAIN = Order


def placed(text: str) -> PartialDate | Span:
    """The date or the span of a text."""
    return Span(text) if "/" in text else PartialDate(text)


@pytest.mark.parametrize(
    ("earliest", "latest", "precision", "text"),
    [
        ("2025-01-01", "2025-12-31", Precision.YEAR, "2025"),
        ("2025-08-01", "2025-08-31", Precision.MONTH, "2025-08"),
        ("2025-12-01", "2025-12-31", Precision.MONTH, "2025-12"),
        ("2024-02-01", "2024-02-29", Precision.MONTH, "2024-02"),
        ("2025-08-19", "2025-08-19", Precision.DAY, "2025-08-19"),
        ("0001-01-01", "0001-12-31", Precision.YEAR, "0001"),
        ("9999-12-01", "9999-12-31", Precision.MONTH, "9999-12"),
        ("1997-03-01", "1997-05-31", Precision.SEASON, "1997-21"),
        ("1997-06-01", "1997-08-31", Precision.SEASON, "1997-22"),
        ("1997-09-01", "1997-11-30", Precision.SEASON, "1997-23"),
        ("1997-12-01", "1998-02-28", Precision.SEASON, "1997-24"),
        ("1999-12-01", "2000-02-29", Precision.SEASON, "1999-24"),
        ("2025-08-23", "2025-09-09", Precision.RANGE, "[2025-08-23..2025-09-09]"),
        ("2025-09-01", "2025-09-09", Precision.RANGE, "[2025-09-01..2025-09-09]"),
        ("2025-09-01", "2025-09-29", Precision.RANGE, "[2025-09-01..2025-09-29]"),
        ("2025-07-01", "2025-12-31", Precision.RANGE, "[2025-07..2025-12]"),
        ("1997-01-01", "1998-12-31", Precision.RANGE, "[1997..1998]"),
        ("9999-12-01", "9999-12-30", Precision.RANGE, "[9999-12-01..9999-12-30]"),
        (None, "2018-12-31", Precision.RANGE, "[..2018-12-31]"),
        ("1997-06-01", None, Precision.RANGE, "[1997-06..]"),
    ],
)
def test_text_means_days(
    earliest: str | None, latest: str | None, precision: Precision, text: str
) -> None:
    """A partial date knows its earliest day, its latest day and its precision."""
    day = PartialDate(text)

    assert text == day.text == str(day)
    assert (earliest, latest) == (
        day.earliest and str(day.earliest),
        day.latest and str(day.latest),
    )
    assert precision is day.precision


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2023-02-29",
            "2025-13",
            "2025-13-01",
            "2025-00",
            "2025-08-00",
            "2025-04-31",
            "1900-02-29",
        ),
        *("8/19/2025", "08-19-2025", "19 August 2025", "August 2025", "today", "now", "1755561600"),
        *("2025-08-19T10:00", "2025-08-19T10:00:00Z", "2025-08-19 10:00", "10:00", "P3D"),
        *("2025-W34", "2025-W34-2", "2025-231", "20250819", "202508", "2025-8-19", "25-08-19"),
        *("２０２５", "٢٠٢٥-08", "2025-08-19\n", "2025\n", " 2025", "2025 ", "[2025..]\n"),  # noqa: RUF001 - the look-alikes are the case
        *(
            "0000",
            "0000-01-01",
            "10000",
            "+2025",
            "-2025",
            "Y12025",
            "9999-24",
            "1997-20",
            "1997-25",
        ),
        *("2025?", "2025-08~", "2025-08-19%", "?2025", "2025-XX", "202X", "uuuu"),
        *("", "-", "2025-", "2025-08-", "None", "..", "/", "2018/..", "2025-08-19/2025-08-23"),
        *(
            "[]",
            "[..]",
            "[",
            "]",
            "[2025]",
            "[2025-08",
            "2025..2026",
            "[2025,2026]",
            "{2025..2026}",
        ),
        *("[2025-08-19...2025-08-23]", "[2025..2026..]", "[ 2025..2026]", "[2025..2023-02-29]"),
        *("[1997-21..]", "[..1997-24]", "[1997-21..1997-23]"),
        *("[1997..1998-03]", "[1997-06..1998-03-02]"),
        *("[2025-09-09..2025-08-23]", "[1998..1997]"),
    ],
)
def test_text_outside_the_profile(text: str) -> None:
    """Text outside the profile of dates is refused, with what was expected and what was found."""
    with pytest.raises(InvalidValue, match=r"^expected .*, found ") as caught:
        PartialDate(text)

    assert ascii(text) == caught.value.found


@pytest.mark.parametrize(
    "value", [None, 2025, 1755561600, 2025.5, True, b"2025", date(2025, 8, 19)]
)
@pytest.mark.parametrize("kind", [PartialDate, Span])
def test_only_text(kind: Callable[[object], object], value: object) -> None:
    """A date or span is read from text alone: no number stands for a day."""
    with pytest.raises(InvalidValue, match=r"^expected a "):
        kind(value)


@pytest.mark.parametrize(
    ("simpler", "text"),
    [
        ("2025-08-19", "[2025-08-19..2025-08-19]"),
        ("2025-08-01", "[2025-08-01..2025-08-01]"),
        ("2025-08", "[2025-08-01..2025-08-31]"),
        ("2025-08", "[2025-08..2025-08]"),
        ("2025-02", "[2025-02-01..2025-02-28]"),
        ("9999-12", "[9999-12-01..9999-12-31]"),
        ("2025", "[2025-01-01..2025-12-31]"),
        ("2025", "[2025-01..2025-12]"),
        ("2025", "[2025..2025]"),
        ("1997-21", "[1997-03..1997-05]"),
        ("1997-24", "[1997-12-01..1998-02-28]"),
    ],
)
def test_simpler_spelling(simpler: str, text: str) -> None:
    """A range that has a simpler spelling is refused, and the message names that spelling."""
    with pytest.raises(InvalidValue, match=f"expected the simpler spelling {simpler}, found"):
        PartialDate(text)


def test_whole_day_from_a_date() -> None:
    """A whole day is taken from a date of the standard library or of pendulum."""
    assert PartialDate("2025-08-19") == PartialDate.on(date(2025, 8, 19))
    assert PartialDate("0005-08-19") == PartialDate.on(pendulum.Date(5, 8, 19))


@pytest.mark.parametrize(
    "value",
    [
        datetime(2025, 8, 19),  # noqa: DTZ001 - the zone plays no part
        pendulum.DateTime(2025, 8, 19),
        "2025-08-19",
        None,
    ],
)
def test_moment_is_no_day(value: date) -> None:
    """A moment is not taken for a day, though it is a date to `isinstance`."""
    with pytest.raises(InvalidValue, match="expected a date without a time"):
        PartialDate.on(value)


def test_days_for_users() -> None:
    """The outermost days are exactly `pendulum.Date`."""
    assert pendulum.Date is type(PartialDate("2025-08").earliest)
    assert pendulum.Date(2025, 8, 31) == PartialDate("2025-08").latest
    assert pendulum.Date(2018, 12, 31) == Span("2018/..").start.latest  # type: ignore[union-attr]


@pytest.mark.parametrize("value", ["2025-08-19", date(2025, 8, 19), PartialDate("2025-08-19")])
def test_as_day(value: str | date | PartialDate) -> None:
    """A question takes its day as text, as a date, or as a partial date of one day."""
    assert PartialDate("2025-08-19") == as_day(value)


@pytest.mark.parametrize(
    "value",
    [
        *("2025", "2025-08", "1997-21", "[2025-08-23..2025-09-09]", "now", "2025-08-1x", ""),
        *(PartialDate("2025-08"), PartialDate("[2025..]"), 20250819, None),
        *(pendulum.DateTime(2025, 8, 19), pendulum.DateTime(2025, 8, 19, tzinfo=pendulum.UTC)),
    ],
)
def test_less_than_a_day(value: str | date | PartialDate) -> None:
    """A question about less or more than one whole day is refused."""
    with pytest.raises(InvalidValue):
        as_day(value)


@pytest.mark.parametrize(
    ("order", "one", "other"),
    [
        (BEFORE, "2025-08-19", "2025-08-20"),
        (BEFORE, "2025-08", "2025-09-01"),
        (BEFORE, "[..2018-12-31]", "[2019..]"),
        (BEFORE, "2018/2019", "2020"),
        (BEFORE, "/2018", "2019/.."),
        (SAME, "2025-08-19", "2025-08-19"),
        (SAME, "2025-08-19/2025-08-23", "2025-08-19/2025-08-23"),
        (SAME, "2025-08-19", "2025-08-19/2025-08-19"),
        *((SAME, day, day) for day in ("0001-01-01", "9999-12-30", "9999-12-31")),
        (UNCERTAIN, "2025-08/2025-09-30", "2025-08/2025-09-30"),
        (UNCERTAIN, "2025-08-01/2025-09", "2025-08-01/2025-09"),
        (UNCERTAIN, "2000-01", "2000-01"),
        (UNCERTAIN, "2025-08", "2025-08-19"),
        (UNCERTAIN, "[2018..]", "2030"),
        (UNCERTAIN, "2018/", "2030"),
        (UNCERTAIN, "2018-01-01/..", "2018-01-01/.."),
        (UNCERTAIN, "2025-08-19/2025-08-23", "2025-08-21"),
        (UNCERTAIN, "2025-08-19/2025-08-23", "2025-08-23/2025-08-24"),
    ],
)
def test_order(order: Order, one: str, other: str) -> None:
    """Order is told only where it is certain; the same holds from the other side."""
    reverse = {BEFORE: AFTER}.get(order, order)

    assert order is placed(one).order(placed(other))
    assert reverse is placed(other).order(placed(one))


@pytest.mark.parametrize(
    ("certainly", "possibly", "one", "other"),
    [
        (True, True, "2025-08-19", "2025-08-20"),
        (False, False, "2025-08-19", "2025-08-19"),
        (False, True, "2025-08", "2025-08"),
        (False, True, "2025-08", "2025-08-02"),
        (False, False, "2025-08", "2025-08-01"),
        (False, True, "[..2018]", "2001"),
        (False, True, "[2018..]", "2030"),
        (True, True, "2018/2019", "2020/.."),
        (False, True, "2018/", "2030"),
        (False, False, "2018/", "2018-01-01"),
        (False, False, "2018/..", "2030"),
        (False, True, "2017", "/2018"),
        (False, False, "2018-12-31", "/2018"),
    ],
)
def test_before(certainly: bool, possibly: bool, one: str, other: str) -> None:  # noqa: FBT001 - expected values
    """Before is told as certain and as possible; what still goes on is before nothing."""
    assert certainly is placed(one).certainly_before(placed(other))
    assert possibly is placed(one).possibly_before(placed(other))


@pytest.mark.parametrize(
    ("certainly", "possibly", "inner", "span"),
    [
        (True, True, "2025-08-19", "2025-08-19/2025-08-23"),
        (True, True, "2025-08", "2025-07-31/2025-09-01"),
        (False, True, "2025-08", "2025-08-19/2025-08-23"),
        (False, False, "2025-08-24", "2025-08-19/2025-08-23"),
        (False, True, "2025-08-20", "2025-08/2025-08"),
        (True, True, "2019", "2018/.."),
        (True, True, "[2019..]", "2018/.."),
        (True, True, "2019/..", "2018/.."),
        (False, True, "2019", "2018/"),
        (False, False, "2017", "2018/"),
        (False, True, "2017", "/2018"),
        (False, False, "2019/..", "2018/2020"),
        (True, True, "2019-02/2019-03", "2018/2020"),
        (False, True, "2019/2020", "2018/2020"),
        (False, True, "2019/", "2018/2020"),
    ],
)
def test_within(certainly: bool, possibly: bool, inner: str, span: str) -> None:  # noqa: FBT001 - expected values
    """Within is told as certain and as possible; what still goes on holds every later day."""
    assert certainly is placed(inner).certainly_within(Span(span))
    assert possibly is placed(inner).possibly_within(Span(span))


@pytest.mark.parametrize("other", ["2025", None, date(2025, 8, 19)])
def test_order_to_something_else(other: PartialDate) -> None:
    """An order to something that is neither date nor span is refused."""
    with pytest.raises(InvalidValue, match="expected a span, or a date"):
        PartialDate("2025").order(other)
    with pytest.raises(InvalidValue, match="expected a PartialDate"):
        PartialDate("2025").days_until(other)


def test_within_a_month() -> None:
    """Nothing is asked to lie within a month, which is one unknown day and no span."""
    with pytest.raises(InvalidValue, match="expected a span"):
        PartialDate("2025-08-19").certainly_within(PartialDate("2025-08"))  # type: ignore[arg-type]


def test_sorted_for_display() -> None:
    """Display sorts by the first possible day, and the exact before the vague."""
    exact_first = ["1997-06-01", "1997-06", "[1997-06..]"]
    by_last_day = ["/1998", "2018-12-31", "[..2018]", "/[2019..]"]
    mixed = by_last_day + exact_first

    assert exact_first + by_last_day == sorted(mixed, key=lambda text: placed(text).sort_key)


def test_by_date() -> None:
    """Things stand in order of their dates, those without a date last."""
    dates = [None, PartialDate("2019"), placed("2018/.."), None, PartialDate("2018-12-31")]
    texts = [str(when) for when in sorted(dates, key=by_date)]

    assert ["2018/..", "2018-12-31", "2019", "None", "None"] == texts


@pytest.mark.parametrize("text", ["2025-08", "[1997-06..]", "2018/..", "2025-08-19/2025-08-23"])
def test_values(text: str) -> None:
    """Dates and spans are values: equal and hashed by text, frozen, copied and pickled whole."""
    value = placed(text)

    assert {value} == {placed(text), copy.deepcopy(value), pickle.loads(pickle.dumps(value))}  # noqa: S301 - our own bytes
    assert value.sort_key == pickle.loads(pickle.dumps(value)).sort_key  # noqa: S301 - our own bytes
    assert f"{type(value).__name__}({text!r})" == repr(value)
    assert value == attrs.evolve(value, text=text)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        value.text = "2026"  # type: ignore[misc]


def test_not_sortable() -> None:
    """Dates have no `<`: an uncertain order is asked for by name."""
    with pytest.raises(TypeError):
        sorted([PartialDate("2025"), PartialDate("2026")])  # type: ignore[type-var]
    with pytest.raises(TypeError):
        sorted([Span("2025/2025"), Span("2026/2026")])  # type: ignore[type-var]


def test_no_pendulum_to_read() -> None:
    """Reading dates and spans imports neither pendulum nor a parser."""
    program = (
        "import sys; before = set(sys.modules); "
        "from kpbargaining.values.when import PartialDate, Span; Span('2025/..').length; "
        "print([*{'pendulum', 'dateutil', 'decimal'} & (set(sys.modules) - before)])"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert "[]\n" == run.stdout
