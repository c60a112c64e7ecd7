"""A finding by itself: its text, and what makes it one."""

from collections.abc import Callable
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining.checks import Finding, Severity, check
from kpbargaining.values.quantity import Quantity

Talks = Callable[..., kp.Dataset]

SESSION = "2024-acme/2024-05-14"


def test_a_finding_as_text() -> None:
    """A finding is printed with its severity, its place, its sentence and its code."""
    whole = Finding(
        code="total", severity=Severity.ERROR, record="acme/may", field=None, sentence="no sum"
    )
    assert "error: acme/may: no sum [total]" == str(whole)
    field = Finding(
        code="length", severity=Severity.NOTE, record="acme/may", field="days", sentence="long"
    )
    assert "note: acme/may days: long [length]" == str(field)


def test_a_finding_in_a_terminal(terminal_of: Callable[[int], None]) -> None:
    """In a terminal a finding is broken into lines, and nothing is obeyed."""
    terminal_of(20)
    assert "error: acme/may: red\n  \\x1b[0m and long\n  [total]" == str(
        Finding(
            code="total",
            severity=Severity.ERROR,
            record="acme/may",
            field=None,
            sentence="red \x1b[0m and long",
        )
    )


def test_findings_are_values(talks: Talks) -> None:
    """Two findings of the same thing are one."""
    first, second = (list(check(talks((SESSION, {"days": Quantity("3")})))) for _ in range(2))
    assert first == second
    assert len(first) == len({*first, *second})


def test_a_finding_is_made_by_names() -> None:
    """What a finding is made of is told by name, so that more can be told later."""
    made: Any = Finding
    with pytest.raises(TypeError, match="positional"):
        made("voice", Severity.NOTE, None, None, "It is so")
