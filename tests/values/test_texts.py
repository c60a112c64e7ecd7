"""Ids, texts, addresses, digests and counts: what is taken as it is, and what is refused."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from kpbargaining.errors import InvalidValue
from kpbargaining.values.texts import (
    check_count,
    check_digest,
    check_id,
    check_text,
    check_url,
    natural,
)


class Odd(str):
    """Text that is not just text."""

    __slots__ = ()


TAKEN = [
    (check_id, "a"),
    (check_id, "ufcw-770"),
    (check_id, "2024-acme/2024-03-05"),
    (check_id, "2024-acme/pay/shifts"),
    (check_id, "conference"),
    (check_id, "com10"),
    (check_id, "a" * 120),
    (check_text, "Nurses United"),
    (check_text, "<b>José</b> & \u201cfriends\u201d \u2013 5 \u20ac \u2264 \u00bd"),
    (check_text, "\u5f3e\U0001f600"),
    (check_text, "x" * 2_000),
    (check_url, "https://acme.example"),
    (check_url, "http://acme.example:8080/a_b/?q=1&r=%20#top"),
    (check_url, "https://acme.example/@nurses"),
    (check_url, "https://acme.example/" + "x" * 1_979),
    (check_digest, "0123456789abcdef" * 4),
    (check_count, 0),
    (check_count, 1_000_000),
]

NO_TEXT: list[object] = [None, 7, True, ["acme"]]
NO_COUNT: list[object] = [None, 7.0, True, "7"]

REFUSED = [
    *((check, odd) for check in (check_id, check_text, check_url, check_digest) for odd in NO_TEXT),
    *((check_count, odd) for odd in NO_COUNT),
    (check_id, Odd("a")),
    (check_text, Odd("a")),
    (check_url, Odd("https://acme.example")),
    (check_digest, Odd("a" * 64)),
    (check_id, ""),
    (check_id, " acme"),
    (check_id, "acme\n"),
    (check_id, "Acme"),
    (check_id, "acme_hospitals"),
    (check_id, "acme--hospitals"),
    (check_id, "-acme"),
    (check_id, "acme-"),
    (check_id, "/acme"),
    (check_id, "acme/"),
    (check_id, "2024//acme"),
    (check_id, "../acme"),
    (check_id, "\u0430cme"),  # a Cyrillic letter
    (check_id, "ac\u200dme"),
    (check_id, "jos\u00e9"),
    (check_id, "\uff11"),
    (check_id, "a" * 121),
    (check_id, "con"),
    (check_id, "2024-acme/lpt1"),
    (check_id, "com0"),
    (check_id, "lpt9"),
    (check_text, ""),
    (check_text, " "),
    (check_text, " Acme"),
    (check_text, "Acme "),
    (check_text, "Acme\u00a0Hospitals"),
    (check_text, "Acme\nHospitals"),
    (check_text, "Acme\tHospitals"),
    (check_text, "\x1b[31mAcme"),
    (check_text, "Acme\x00"),
    (check_text, "\u202eAcme"),
    (check_text, "Ac\u00adme"),
    (check_text, "Acme\ufeffHospitals"),
    (check_text, "\ud800"),
    (check_text, "Jose\u0301"),
    (check_text, "x" * 2_001),
    (check_url, ""),
    (check_url, "acme.example"),
    (check_url, "ftp://acme.example"),
    (check_url, "javascript:alert(1)"),
    (check_url, "file:///etc/passwd"),
    (check_url, "https://nurse:secret@acme.example"),
    (check_url, "https://acme.example/a b"),
    (check_url, "https://acme.example/<script>"),
    (check_url, "https://acme.example/\n"),
    (check_url, "https://jos\u00e9.example"),
    (check_url, "https://"),
    (check_url, "https://acme.example/" + "x" * 1_980),
    (check_digest, "abc"),
    (check_digest, "A" * 64),
    (check_digest, "a" * 65),
    (check_count, -1),
    (check_count, 1_000_001),
]


def told(value: object) -> str:
    """A name for a test, the same in every process."""
    return str(getattr(value, "__name__", ascii(value)))


@pytest.mark.parametrize(("check", "value"), TAKEN, ids=told)
def test_a_value_of_the_profile_comes_back_as_it_is(
    check: Callable[[object], object], value: object
) -> None:
    """What lies in the profile is given back unchanged."""
    found = check(value)
    assert value == found
    assert type(value) is type(found)


@pytest.mark.parametrize(("check", "value"), REFUSED, ids=told)
def test_anything_else_is_refused(check: Callable[[object], object], value: object) -> None:
    """What lies outside the profile raises an InvalidValue that says what is expected."""
    with pytest.raises(InvalidValue, match=r"^expected .+, found ") as caught:
        check(value)
    assert caught.value.field is None


@pytest.mark.parametrize(
    ("expected", "check", "value"),
    [
        ("lower-case ASCII letters, digits and single hyphens", check_id, "Acme"),
        ("without names that files cannot have", check_id, "2024-acme/nul"),
        ("^expected text, found 7$", check_text, 7),
        ("1 to 2000 characters without blanks at the ends", check_text, "Acme "),
        ("one line without control, format or direction characters", check_text, "a\nb"),
        ("Unicode normal form C", check_text, "Jose\u0301"),
        ("http or https address without blanks or credentials", check_url, "acme.example"),
        ("64 lower-case hexadecimal digits", check_digest, "abc"),
        ("a whole number from 0 to 1,000,000, found -1", check_count, -1),
    ],
)
def test_the_refusal_says_why(
    expected: str, check: Callable[[object], object], value: object
) -> None:
    """A refusal names the rule that was broken."""
    with pytest.raises(InvalidValue, match=expected):
        check(value)


def test_natural_order() -> None:
    """Numbers inside ids sort by size, and no two ids have the same place."""
    ordered = [
        "9",
        "10",
        "2024",
        "a1b9",
        "a1c2",
        "a2b1",
        "acme",
        "ta",
        "ta-1b",
        "ta-02",
        "ta-2",
        "ta-2-1",
        "ta-2-9",
        "ta-2-10",
        "ta-10",
    ]
    assert all(natural(one) < natural(other) for one, other in pairwise(ordered))
