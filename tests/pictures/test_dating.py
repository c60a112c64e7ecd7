"""Days, spans and amounts as a picture says them."""

import pytest

import kpbargaining as kp
from kpbargaining.pictures.dating import (
    called,
    days_in_words,
    forms_of,
    in_brief,
    listing,
    number_in_words,
    numbers_of,
    said,
    start_in_short,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025", "2025"),
        ("2025-08", "August 2025"),
        ("2025-08-09", "9 August 2025"),
        ("2025-22", "between 1 June 2025 and 31 August 2025"),
        ("[2025-06-03..2025-10-15]", "between 3 June 2025 and 15 October 2025"),
        ("[..2025-10-15]", "15 October 2025 or earlier"),
        ("[2025-10-15..]", "15 October 2025 or later"),
    ],
)
def test_dates(text: str, words: str) -> None:
    """A date is said as vaguely as it is known."""
    assert words == said(kp.PartialDate(text))


@pytest.mark.parametrize(
    ("text", "words", "short"),
    [
        ("2025-08-19/2025-08-23", "19 to 23 August 2025", "19 Aug"),
        ("2025-08-30/2025-09-01", "30 August to 1 September 2025", "30 Aug"),
        ("2025-08-19/2025-08-19", "19 August 2025", "19 Aug"),
        ("2025-08/2025-09", "August 2025 to September 2025", "1-31 Aug"),
        ("2025-08-19/", "19 August 2025 to a day not known", "19 Aug"),
        ("/2025-08-19", "a day not known to 19 August 2025", "by 19 Aug"),
        ("2025-08-19/..", "since 19 August 2025", "19 Aug"),
        (
            "[2025-08-30..2025-09-02]/",
            "between 30 August 2025 and 2 September 2025 to a day not known",
            "30 Aug-2 Sep",
        ),
        ("[..2025-08-19]/2025-08", "19 August 2025 or earlier to August 2025", "by 19 Aug"),
        ("[2025-08-19..]/", "19 August 2025 or later to a day not known", "?"),
    ],
)
def test_spans(text: str, words: str, short: str) -> None:
    """A span is said without repeating itself; in short by its first day."""
    assert words == said(kp.Span(text))
    assert short == start_in_short(kp.Span(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("5", "5 days"),
        ("3..7", "3 to 7 days"),
        (">=3", "3 days or more"),
        ("<=7", "7 days or fewer"),
        ("?", "an unknown number of days"),
    ],
)
def test_days(text: str, words: str) -> None:
    """Numbers of days say their bounds."""
    assert words == days_in_words(kp.Days.of(text))


@pytest.mark.parametrize(
    ("text", "words", "ends"),
    [
        ("~31000", "about 31,000", (31000, 31000)),
        (">45000", "more than 45,000", (45000, 45000)),
        (">=4%", "at least 4", (4, 4)),
        ("<=46000", "at most 46,000", (46000, 46000)),
        ("<22000", "under 22,000", (22000, 22000)),
        ("12.5..16%", "12.5 to 16", (12.5, 16)),
        ("-3.25", "-3.25", (-3.25, -3.25)),
    ],
)
def test_amounts(text: str, words: str, ends: tuple[float, float]) -> None:
    """Amounts keep what their source says of them: about, more than, at most."""
    assert words == number_in_words(kp.Quantity(text))
    assert ends == numbers_of(kp.Quantity(text))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ufcw-770", "UFCW-770"),
        ("2025-alliance", "2025 Alliance"),
        ("2025-alliance/strike-2025-10-14", "Strike 2025 10 14"),
        ("coalition-of-many-unions", "Coalition of Many Unions"),
        ("", ""),
    ],
)
def test_ids(name: str, words: str) -> None:
    """A short id is an abbreviation, a long one is words."""
    assert words == called(name)


def test_listing() -> None:
    """Texts are listed as a sentence does."""
    assert ["", "a", "a and b", "a, b and c"] == [listing("abc"[:n]) for n in range(4)]


@pytest.mark.parametrize(
    ("name", "forms", "brief"),
    [
        (
            "2018 Acme National Agreement",
            ["2018 Acme National Agreement", "2018 Acme", "2018", "'18"],
            "2018 Acme",
        ),
        ("2018 Pact", ["2018 Pact", "2018", "'18"], "2018 Pact"),
        ("2018", ["2018", "'18"], "2018"),
        ("The Pact", ["The Pact"], "The Pact"),
        ("", [""], ""),
    ],
)
def test_shorter_forms(name: str, forms: list[str], brief: str) -> None:
    """A name that begins with a year has shorter forms, which keep the year."""
    assert forms == forms_of(name)
    assert brief == in_brief(name)
