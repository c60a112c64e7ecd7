"""Days, and the words for order and certainty."""

from typing import Any

import attrs
import pytest

from kpbargaining.errors import InvalidValue, UnknownName
from kpbargaining.values.days import CERTAINTIES, Days, is_certain
from kpbargaining.values.when import PartialDate


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("5", 5, 5),
        ("0", 0, 0),
        ("-4", -4, -4),
        ("3..7", 3, 7),
        ("-30..30", -30, 30),
        (">=3", 3, None),
        ("<=7", None, 7),
        ("?", None, None),
        ("-999999999..999999999", -999_999_999, 999_999_999),
    ],
)
def test_days_are_written_as_amounts_are(text: str, low: int | None, high: int | None) -> None:
    """A number of days is written as a number, a bound or a range, and `?` if nothing is known."""
    days = Days(low, high)
    assert text == str(days)
    assert days == attrs.evolve(days)
    assert 1 == len({days, Days(low, high)})
    assert days == Days.of(text)


@pytest.mark.parametrize("text", ["", "few", "3 days", "7..3", "~3", ">3", "5.", "1" * 10, 3])
def test_no_days_of_another_text(text: Any) -> None:
    """A text that is not written as days are is refused."""
    with pytest.raises(InvalidValue, match="expected days"):
        Days.of(text)


@pytest.mark.parametrize("bound", ["a", "3", 3.0, True, (3,), 10**9, -(10**9)])
def test_days_are_whole_numbers(bound: Any) -> None:
    """What is no whole number of days is refused, at either end."""
    for low, high in [(bound, None), (None, bound), (bound, bound)]:
        with pytest.raises(
            InvalidValue, match="expected a whole number of days, of nine digits at"
        ):
            Days(low, high)


def test_days_run_from_the_fewest_to_the_most() -> None:
    """A range of days that runs backwards is refused, and shown."""
    with pytest.raises(InvalidValue, match=r"from the fewest to the most, found '7\.\.3'"):
        Days(7, 3)


@pytest.mark.parametrize(
    ("days", "one", "other"),
    [
        ("4", "2025-08-19", "2025-08-23"),
        ("-4", "2025-08-23", "2025-08-19"),
        ("0", "2025-08-19", "2025-08-19"),
        ("1..30", "2025-08-31", "2025-09"),
        ("-30..30", "2025-08", "2025-08"),
        (">=1", "[..2018-12-31]", "2019-01-01"),
        ("<=-1", "[2019-01-01..]", "2018-12-31"),
        ("?", "[2019-01-01..]", "[2019-01-01..]"),
    ],
)
def test_days_until(days: str, one: str, other: str) -> None:
    """Elapsed time is as uncertain as the dates it runs between."""
    assert days == str(PartialDate(one).days_until(PartialDate(other)))


@pytest.mark.parametrize("certainty", CERTAINTIES)
def test_two_words_for_certainty(certainty: Any) -> None:
    """What must be so counts certainly, what can be so possibly."""
    assert ("certainly" == certainty) is is_certain(certainty)


@pytest.mark.parametrize(
    ("expected", "word"),
    [
        ("no certainty 'certain'; nearest: certainly", "certain"),
        ("no certainty 'True'; known: certainly, possibly$", True),
        ("no certainty 'None'; known: ", None),
        ("no certainty 'a list of 1'; known: ", ["certainly"]),
    ],
)
def test_no_other_word_for_certainty(expected: str, word: Any) -> None:
    """A misspelt certainty is refused, not taken for the other one."""
    with pytest.raises(UnknownName, match=expected):
        is_certain(word)
