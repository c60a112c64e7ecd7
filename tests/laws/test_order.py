"""Laws of the order of dates and spans, and of what lies within what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from kpbargaining.strategies import days, partial_dates, spans
from kpbargaining.values.days import Days, Order, Precision
from kpbargaining.values.when import PartialDate, Span

if TYPE_CHECKING:
    import pendulum

placed = st.one_of(partial_dates(), spans())

OPPOSITE = {Order.BEFORE: Order.AFTER, Order.AFTER: Order.BEFORE}


@given(placed, placed)
def test_antisymmetric(one: PartialDate | Span, other: PartialDate | Span) -> None:
    """What is before the one way is after the other way; same and uncertain hold both ways."""
    order = one.order(other)

    assert OPPOSITE.get(order, order) is other.order(one)


@given(placed, placed)
def test_order_is_certain(one: PartialDate | Span, other: PartialDate | Span) -> None:
    """The order is before exactly where that is certain, and what is certain is possible."""
    certain = one.certainly_before(other)

    assert certain is (one.order(other) is Order.BEFORE)
    assert not certain or one.possibly_before(other)
    assert not (certain and other.possibly_before(one))


@given(placed, placed, placed)
def test_transitive(
    one: PartialDate | Span, other: PartialDate | Span, third: PartialDate | Span
) -> None:
    """What is certainly before something is certainly before all that comes after that."""
    if one.certainly_before(other) and other.certainly_before(third):
        assert one.certainly_before(third)


@given(placed, placed)
def test_sort_key(one: PartialDate | Span, other: PartialDate | Span) -> None:
    """What is certainly before has the smaller key, and only equal values have equal keys."""
    if one.certainly_before(other):
        assert one.sort_key < other.sort_key
    assert (one == other) is (one.sort_key == other.sort_key)


@given(partial_dates(), partial_dates())
def test_same_date(one: PartialDate, other: PartialDate) -> None:
    """Two dates are the same exactly if both are whole days, and equal ones."""
    whole = one.precision is other.precision is Precision.DAY

    assert (one.order(other) is Order.SAME) is (whole and one == other)


@given(placed, placed)
def test_same(one: PartialDate | Span, other: PartialDate | Span) -> None:
    """Dates or spans are the same only if they cover equal days."""
    if one.order(other) is Order.SAME:
        assert (one.low, one.high) == (other.low, other.high)
        assert one.low is not None
        assert one.high is not None


@given(days(), days())
def test_whole_days(one: pendulum.Date, other: pendulum.Date) -> None:
    """Whole days are ordered as the calendar orders them, and never uncertain."""
    expected = Order.BEFORE if one < other else Order.AFTER if one > other else Order.SAME

    assert expected is PartialDate.on(one).order(PartialDate.on(other))


@given(placed, spans())
def test_within(inner: PartialDate | Span, span: Span) -> None:
    """What is certainly within a span is possibly within it, and certainly not beside it."""
    if inner.certainly_within(span):
        assert inner.possibly_within(span)
    if inner.certainly_before(span) or span.certainly_before(inner):
        assert not inner.possibly_within(span)


@given(spans(), spans(), placed)
def test_within_is_transitive(outer: Span, span: Span, inner: PartialDate | Span) -> None:
    """What is certainly within a span is certainly within all that certainly holds that span."""
    if span.certainly_within(outer) and inner.certainly_within(span):
        assert inner.certainly_within(outer)


@given(partial_dates(), partial_dates(), st.data())
def test_days_between(one: PartialDate, other: PartialDate, data: st.DataObject) -> None:
    """Whichever days two dates turn out to be, the days between lie in their bounds."""
    first, last = data.draw(ordinals(one)), data.draw(ordinals(other))
    between, reverse = one.days_until(other), other.days_until(one)

    assert between.low is None or between.low <= last - first
    assert between.high is None or last - first <= between.high
    assert Days(opposite(reverse.high), opposite(reverse.low)) == between


@given(partial_dates(), partial_dates(), st.data())
def test_certain_means_every_day(one: PartialDate, other: PartialDate, data: st.DataObject) -> None:
    """Certain holds for whichever days two dates turn out to be, possible for at least one."""
    before = data.draw(ordinals(one)) < data.draw(ordinals(other))

    assert before or not one.certainly_before(other)
    assert one.possibly_before(other) or not before


@given(spans(), st.data())
def test_length(span: Span, data: st.DataObject) -> None:
    """Whichever days a span turns out to have, their number lies in its length."""
    if span.start and span.end:
        first = data.draw(ordinals(span.start))
        last = data.draw(ordinals(span.end).filter(lambda day: day >= first))
        assert span.length.low is None or span.length.low <= last - first + 1
        assert span.length.high is None or last - first + 1 <= span.length.high


def ordinals(day: PartialDate) -> st.SearchStrategy[int]:
    """The ordinals of the days that a date can turn out to be, open ends cut at the calendar's."""
    return st.integers(day.low or 1, day.high or 3_652_059)


def opposite(days: int | None) -> int | None:
    """A number of days seen from the other end."""
    return None if days is None else -days
