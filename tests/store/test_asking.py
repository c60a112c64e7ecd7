"""What every question refuses before it answers."""

from __future__ import annotations

import inspect
from pathlib import Path
from types import FunctionType
from typing import TYPE_CHECKING, Any

import pytest

import kpbargaining as kp
from kpbargaining.questions import agreements, members, timeline
from kpbargaining.store.asking import question

if TYPE_CHECKING:
    from kpbargaining.store.store import Store

TALKS = kp.read(Path(__file__).parents[1] / "samples" / "talks")
QUESTIONS = [
    *(value for value in vars(kp.Dataset).values() if isinstance(value, FunctionType)),
    kp.questions.average_days,
    kp.questions.evidence_shares,
    kp.questions.first_said,
    kp.questions.positions_around,
    kp.questions.worker_days_by_year,
]


def plain(store: Store, name: str, other: str | None = None, number: int = 0) -> str:
    """Tell what is asked."""
    return f"{len(store) > 0} {name} {other} {number}"


def named(store: Store, *, name: str) -> str:
    """Tell what is asked by name alone."""
    return f"{len(store) > 0} {name}"


def test_a_question_stays_the_function_that_it_is() -> None:
    """A question has the name, the docstring and the signature of its function, and its answer."""
    asked = question(plain)
    assert ("plain", "Tell what is asked.") == (asked.__name__, asked.__doc__)
    assert inspect.signature(plain) == inspect.signature(asked)
    assert "True a None 5" == asked(TALKS, "a", number=5)
    assert "True a b 0" == asked(store=TALKS, name="a", other="b")


@pytest.mark.parametrize(
    ("expected", "given"),
    [
        ("name: expected text, such as an id, found 5", (TALKS, 5)),
        ("name: expected text, such as an id, found None", (TALKS, None)),
        ("other: expected text, such as an id, found a list of 1", (TALKS, "a", ["x"])),
        (r"expected a dataset; .* found '2026\.1'", ("2026.1", "a")),
        ("expected a dataset; .* found None", (None, "a")),
    ],
)
def test_what_a_question_refuses(expected: str, given: Any) -> None:
    """What is no dataset, and what is no text where a text is asked for, is refused by name."""
    with pytest.raises(kp.InvalidValue, match=f"^{expected}"):
        question(plain)(*given)


def test_what_a_question_leaves_to_its_function() -> None:
    """Too few arguments and unknown ones are refused as Python refuses them."""
    asked: Any = question(plain)
    by_name: Any = question(named)
    assert "True a" == by_name(TALKS, name="a")
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'name'"):
        asked(TALKS)
    with pytest.raises(TypeError, match="unexpected keyword argument 'x'"):
        asked(TALKS, "a", x=5)
    with pytest.raises(TypeError, match="positional arguments"):
        asked(TALKS, "a", "b", 0, "c")
    with pytest.raises(TypeError, match="takes 1 positional argument"):
        by_name(TALKS, 5)


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked.__name__)
def test_no_question_is_asked_of_what_is_no_dataset(asked: Any) -> None:
    """Every question refuses what is no dataset."""
    if asked.__module__.startswith("kpbargaining.questions"):
        needed = [
            "x"
            for each in list(inspect.signature(asked).parameters.values())[1:]
            if each.default is each.empty
        ]
        with pytest.raises(kp.InvalidValue, match="expected a dataset"):
            asked("2026.1", *needed)


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        (timeline.timeline, (None, None, None)),
        (members.members_of, ("nurses-united", None)),
        (agreements.agreement_in_force, ("2020-01-01", None)),
    ],
)
def test_two_words_for_certainty(asked: Any, given: Any) -> None:
    """Any other word for certainty is refused, whether or not the answer turns on it."""
    with pytest.raises(kp.UnknownName, match="no certainty 'maybe'"):
        asked(TALKS, *given, "maybe")
