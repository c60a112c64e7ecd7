"""What takes one field of many rows."""

from types import SimpleNamespace

from kpbargaining.tables.columnwise import rows_with, values_in

ROWS = tuple(SimpleNamespace(ward=ward, beds=beds) for ward, beds in (("a", 3), ("b", 4), ("c", 3)))


def test_the_values_of_a_field() -> None:
    """The values stand in the order of the rows, one for each."""
    assert values_in("beds")(ROWS) == [3, 4, 3]
    assert values_in("ward")(()) == []


def test_the_rows_that_have_a_value() -> None:
    """The rows with the value stay in order; no other is among them."""
    assert rows_with("beds")(3, ROWS) == [ROWS[0], ROWS[2]]
    assert rows_with("beds")(None, ROWS) == []
