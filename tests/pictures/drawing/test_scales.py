"""Scales lead from values to pixels and back; ticks are round."""

from datetime import date

import pytest

from kpbargaining.pictures.drawing.scales import Scale, ScaleKind, day_ticks, round_ticks


@pytest.mark.parametrize(
    ("kind", "low", "high", "value", "pixel"),
    [
        (ScaleKind.LINEAR, -100, 100, 0, 150),
        (ScaleKind.SQRT, 0, 100, 25, 150),
        (ScaleKind.LOG, 1, 100, 10, 150),
        (ScaleKind.DAYS, 10, 20, 15, 150),
    ],
)
def test_there_and_back(
    kind: ScaleKind, low: float, high: float, value: float, pixel: float
) -> None:
    """The middle of a scale is where its sort says, and every pixel leads back to its value."""
    scale = Scale(kind, low, high, 100, 200)
    assert pytest.approx(pixel) == scale(value)
    assert pytest.approx(value) == scale.invert(pixel)
    assert [pytest.approx(100), pytest.approx(200)] == [scale(low), scale(high)]


def test_a_root_has_no_value_below_zero() -> None:
    """A pixel below the foot of a square-root scale stands for nothing, not for a mirror image."""
    assert 0 == Scale(ScaleKind.SQRT, 0, 100, 200, 100).invert(250)


def test_within() -> None:
    """What lies outside of a scale is taken to its end."""
    scale = Scale(ScaleKind.LINEAR, 0, 10, 0, 1)
    assert [0, 5, 10] == [scale.within(value) for value in (-3, 5, 12)]


@pytest.mark.parametrize(
    ("low", "high", "most", "ticks"),
    [
        (0, 30, 5, [0, 10, 20, 30]),
        (-120, 360, 9, [-100, 0, 100, 200, 300]),
        (0, 44, 6, [0, 10, 20, 30, 40]),
        (0, 0.5, 5, [0, 0.1, 0.2, 0.3, 0.4, 0.5]),
        (99, 190, 10, [100, 110, 120, 130, 140, 150, 160, 170, 180, 190]),
        (0, 999_999, 5, [0, 200_000, 400_000, 600_000, 800_000]),
    ],
)
def test_round_ticks(low: float, high: float, most: int, ticks: list[float]) -> None:
    """Ticks are ones, twos or fives of some power of ten."""
    assert ticks == round_ticks(low, high, most)


@pytest.mark.parametrize(
    ("first", "last", "most", "texts"),
    [
        ("2025-08-19", "2025-08-23", 9, ["19 Aug", "20 Aug", "21 Aug", "22 Aug", "23 Aug"]),
        ("2025-08-01", "2025-08-20", 4, ["6 Aug", "13 Aug", "20 Aug"]),
        ("2025-05-06", "2025-12-14", 9, ["Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]),
        ("2024-12-15", "2026-02-01", 5, ["Jan 2025", "Apr", "Jul", "Oct", "Jan 2026"]),
        ("1997-01-01", "2026-01-01", 8, ["2000", "2005", "2010", "2015", "2020", "2025"]),
    ],
)
def test_day_ticks(first: str, last: str, most: int, texts: list[str]) -> None:
    """Ticks of time are days, weeks, first days of months, or of years."""
    low, high = (date.fromisoformat(end).toordinal() for end in (first, last))
    assert texts == [text for _, text in day_ticks(low, high, most)]


def test_all_of_the_calendar() -> None:
    """From the first day that there is to the last, ticks stand every hundred years."""
    ticks = day_ticks(1, date.max.toordinal(), 5)
    assert ["100", "200"] == [text for _, text in ticks[:2]]
    assert "9900" == ticks[-1][1]
