"""Laws of the texts of dates and spans, with the `edtf` package as the oracle for their days."""

from __future__ import annotations

from datetime import date

import edtf
import pendulum
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from kpbargaining.errors import InvalidValue
from kpbargaining.strategies import days, partial_dates, spans
from kpbargaining.values.days import Precision
from kpbargaining.values.when import PartialDate, Span, as_day

WINTER = "-24"
"""Fault of edtf: its winter is December alone, without the January and February that follow."""


def oracle_day(found: object) -> date | None:
    """A day as the oracle gives it: infinite where open, else a tuple of its first numbers."""
    return date(*found[:3]) if isinstance(found, tuple) else None


@given(partial_dates())
@example(PartialDate("0001"))
@example(PartialDate("9999-12"))
@example(PartialDate("2000-02"))
@example(PartialDate("1900-02"))
@example(PartialDate("[2025-07..2025-12]"))
def test_oracle(day: PartialDate) -> None:
    """Every text is EDTF, and its outermost days are those that the oracle finds."""
    assume(not day.text.endswith(WINTER))
    oracle = edtf.parse_edtf(day.text)

    assert oracle_day(oracle.lower_strict()) == day.earliest
    assert oracle_day(oracle.upper_strict()) == day.latest


def test_oracle_winter() -> None:
    """The oracle starts winter on the day we do; that it ends it in December is its fault."""
    oracle, ours = edtf.parse_edtf("1997-24"), PartialDate("1997-24")

    assert oracle_day(oracle.lower_strict()) == ours.earliest
    assert (1997, 12, 31) == oracle.upper_strict()[:3]
    assert pendulum.Date(1998, 2, 28) == ours.latest


@given(st.from_regex(r"\A[0-9]{4}-(0[0-9]|1[0-3])-([0-2][0-9]|3[0-2])\Z"))
@example("2023-02-29")
@example("0000-01-01")
def test_oracle_refuses(text: str) -> None:
    """What the oracle refuses as a day is refused; it takes 29 February of any year, and year 0."""
    try:
        PartialDate(text)
    except InvalidValue:
        assume(not text.endswith("-02-29") and not text.startswith("0000"))
        with pytest.raises(edtf.EDTFParseException):
            edtf.parse_edtf(text)
    else:
        assert text == str(edtf.parse_edtf(text))


@given(partial_dates())
def test_date_round_trip(day: PartialDate) -> None:
    """A date is read back from its own text, with the same days."""
    again = PartialDate(str(day))

    assert day == again
    assert hash(day) == hash(again)
    assert (day.low, day.high, day.precision) == (again.low, again.high, again.precision)


@given(spans())
def test_span_round_trip(span: Span) -> None:
    """A span is read back from its own text, and joined again from its ends."""
    again = Span(str(span))

    assert span == again == Span.between(span.start, span.end, ongoing=span.ongoing)
    assert (span.low, span.high, span.sort_key) == (again.low, again.high, again.sort_key)


@given(st.one_of(partial_dates(), spans()))
def test_earliest_not_after_latest(value: PartialDate | Span) -> None:
    """The earliest day is never after the latest, and both are exactly `pendulum.Date`."""
    known = [day for day in (value.earliest, value.latest) if day is not None]

    assert sorted(known) == known
    assert {type(day) for day in known} <= {pendulum.Date}


@given(days())
def test_whole_days(day: pendulum.Date) -> None:
    """A whole day becomes a date of that day alone, and is given back."""
    partial = PartialDate.on(day)

    assert Precision.DAY is partial.precision
    assert day == partial.earliest == partial.latest
    assert partial == as_day(day) == as_day(str(partial))


@given(partial_dates())
def test_one_text_for_whole_days_and_months(day: PartialDate) -> None:
    """A closed date written as a range of its outermost days is refused, unless it is a range."""
    assume(day.earliest is not None and day.latest is not None)
    text = f"[{day.earliest}..{day.latest}]"

    if day.precision is Precision.RANGE:
        assert (day.low, day.high) == (PartialDate(text).low, PartialDate(text).high)
    else:
        with pytest.raises(InvalidValue, match=f"the simpler spelling {day}, found"):
            PartialDate(text)


@given(st.text(st.sampled_from("0129-./[]\n ~?T"), max_size=24))
def test_any_text(text: str) -> None:
    """Any text is either refused as an invalid value, or kept as it is."""
    for kind in (PartialDate, Span):
        try:
            value = kind(text)
        except InvalidValue:
            continue
        assert text == value.text
