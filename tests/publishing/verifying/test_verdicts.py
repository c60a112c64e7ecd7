"""What a verdict says, as text and as plain values."""

from collections.abc import Callable
from pathlib import Path

import kpbargaining as kp

Cited = Callable[..., str]
COUNTED = "2030-acme/new-2030-05-06"


def test_a_verdict_as_text(mine: Path, cited: Cited) -> None:
    """A verdict is printed with what was cited, each step since, and what to cite instead."""
    assert [
        f"corrected: {COUNTED}, value, edition 2030.1",
        "  value: 4 is 4..5 since edition 2030.2 (correction, by acme-june: June says five)",
        "  value: 4..5 is 5 since edition 2030.3 (correction, by acme-june: read anew)",
        f"instead: {cited(COUNTED, 'value', edition='2030.3')}",
    ] == str(kp.verify(cited(COUNTED, "value"), mine)).splitlines()


def test_short_verdicts_as_text(mine: Path, cited: Cited) -> None:
    """A verdict says no more than there is to say."""
    assert "stands: 2030-acme/2030-05-06, edition 2030.3" == str(
        kp.verify(cited("2030-acme/2030-05-06", edition="2030.3"), mine)
    )
    verdict = kp.verify("Smith (2020). On bargaining.", mine)
    assert "not of this dataset\n  no source of it is cited so" == str(verdict) == repr(verdict)


def test_a_verdict_in_a_terminal(
    mine: Path, cited: Cited, terminal_of: Callable[[int], None]
) -> None:
    """In a terminal its lines are broken, and the citation to print instead is still one."""
    verdict = kp.verify(cited(COUNTED, "value"), mine)
    whole = str(verdict)
    terminal_of(80)
    assert max(map(len, str(verdict).splitlines())) <= 80
    assert whole.split() == str(verdict).split()
    assert kp.verify(str(verdict).partition("instead: ")[2], mine).stands


def test_an_error_and_a_value_not_known(mine: Path, cited: Cited) -> None:
    """It is said in words that no edition mends an error yet, and that nothing is known."""
    place = kp.verify(cited("2030-acme/2030-06-03", "place", edition="2030.3"), mine)
    (line,) = map(str, place.corrections)
    assert "place: Springfield is an error no edition mends yet: It is Shelbyville" == line
    (line,) = map(str, kp.verify(cited("nurses-united", "since"), mine).corrections)
    assert line.startswith("since: not known is 1999 since edition 2030.2 (new fact, by acme-june")
    (line,) = map(str, kp.verify(cited("2030-acme/ta-1", "topics"), mine).corrections)
    assert line.startswith("topics: topic-safety is topic-pay since edition 2030.2 (our own")


def test_a_verdict_as_plain_values(mine: Path, cited: Cited) -> None:
    """As plain values a verdict has every column, and its steps as rows of their own."""
    verdict = kp.verify(cited(COUNTED, "value", edition="2030.2"), mine)
    plain = verdict.to_dict()
    assert ("corrected", "4..5", "5", [], None) == (
        plain["standing"],
        plain["cited"],
        plain["now"],
        plain["notes"],
        plain["reason"],
    )
    assert [
        {
            "field": "value",
            "old": "4..5",
            "new": "5",
            "edition": "2030.3",
            "by": ["acme-june"],
            "why": "correction",
            "reason": "read anew",
        }
    ] == plain["corrections"]
