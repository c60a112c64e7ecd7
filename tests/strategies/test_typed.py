"""The strategy for each class: of what it draws, and that it varies."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import strategies as st

from kpbargaining.records.evidence import Evidence
from kpbargaining.records.kinds import KINDS
from kpbargaining.records.parties import Person
from kpbargaining.strategies.typed import OTHERS, of_type
from kpbargaining.values.days import Days

Sample = Callable[[st.SearchStrategy[Any], int], list[Any]]
Unmet = Callable[..., set[str]]


@pytest.mark.parametrize("cls", [Person, *OTHERS], ids=lambda cls: str(cls.__name__))
def test_what_is_drawn(cls: type[Any], sample: Sample) -> None:
    """What is drawn of a class is of just that class, and varies."""
    drawn = sample(of_type(cls), 30)
    assert {cls} == {type(value) for value in drawn}
    assert any(value != drawn[0] for value in drawn)


def test_evidence_is_about_any_kind(unmet: Unmet) -> None:
    """Evidence of no record in particular is about records of every kind that has facts."""
    facts = {kind.facts: kind.name for kind in KINDS if kind.facts}
    about = (
        (name, lambda each, f=known: bool(each.fields) and set(each.fields) <= {*f})
        for known, name in facts.items()
    )
    assert set() == unmet(of_type(Evidence), about)


def test_forms_of_days(unmet: Unmet) -> None:
    """Numbers of days are drawn in every form: exact, within bounds, with one, not known."""
    forms: dict[str, Callable[[Days], bool]] = {
        "exact": lambda each: each.low is not None and each.low == each.high,
        "bounds": lambda each: None not in (each.low, each.high) and each.low != each.high,
        "at least": lambda each: each.low is not None and each.high is None,
        "at most": lambda each: each.low is None and each.high is not None,
        "not known": lambda each: each.low is each.high is None,
        "negative": lambda each: each.low is not None and each.low < 0,
    }
    assert set() == unmet(of_type(Days), forms.items())
