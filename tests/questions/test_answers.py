"""All questions together: what their answers are made of, and what they are called."""

import inspect
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import attrs
import pytest

import kpbargaining as kp
import kpbargaining.questions
from kpbargaining.files.folders import read
from kpbargaining.records.roles import Role, fields_of
from kpbargaining.values.days import Days
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Count

SOUND = read(Path(__file__).parents[1] / "samples" / "sound")
MODULES = [
    import_module(each.name)
    for each in walk_packages(kpbargaining.questions.__path__, "kpbargaining.questions.")
]
PUBLIC: dict[str, Any] = {
    name: vars(m)[name] for m in MODULES for name in getattr(m, "__all__", ())
}
ANSWERS = {name: value for name, value in PUBLIC.items() if attrs.has(value)}
WORDS = {
    name: value
    for name, value in PUBLIC.items()
    if inspect.isclass(value) and issubclass(value, StrEnum)
}
COUNTING = (Quantity, Days, Count, int)


def test_every_answer_has_a_name() -> None:
    """The rows that questions answer with, and their vocabularies, are names of `kp.questions`."""
    named = set(dir(kp.questions))
    assert set() == {*ANSWERS, *WORDS} - named
    assert [] == [n for n in (*ANSWERS, *WORDS) if getattr(kp.questions, n) is not PUBLIC[n]]


def test_every_column_says_what_it_means() -> None:
    """Each column of an answer has a meaning of its own, and each number what it counts."""
    columns = [
        (f"{name}.{field.name}", field)
        for name, row in ANSWERS.items()
        for field in fields_of(row).values()
    ]
    assert {Role.ANSWER} == {field.role for _, field in columns}
    assert [] == [name for name, field in columns if not field.meaning]
    bare = [name for name, field in columns if field.type in COUNTING and not field.unit]
    assert [] == bare


ROUND = "2024-acme"
ASKED: dict[str, tuple[Any, ...]] = {
    "action_log": (),
    "agreement_in_force": ("2025-01-01",),
    "before_and_after": (),
    "compare_agreements": (),
    "compare_rounds": (),
    "coverage": (),
    "disagreements": (),
    "find": ("nurses",),
    "gap": (ROUND,),
    "headcounts": (),
    "members_of": ("carers", "2020-01-01"),
    "membership_changes": ("carers", "1990-01-01", "2025-01-01"),
    "numbers": (),
    "offers": (ROUND,),
    "schedules": ("agreement-2024",),
    "session_log": (ROUND,),
    "sides": (),
    "timeline": (),
    "vote_log": (),
    "work_log": (ROUND,),
    "worker_days": ("metric-strikers",),
}


@pytest.mark.parametrize(("name", "arguments"), ASKED.items(), ids=ASKED)
def test_every_answer_is_a_table(name: str, arguments: tuple[Any, ...]) -> None:
    """Every question answers with a table that is printed, and asked again answers the same."""
    answer = getattr(SOUND, name)(*arguments)
    assert isinstance(answer, kp.Table)
    assert str(answer).startswith(f"{answer.title}: {len(answer)}")
    assert answer == getattr(SOUND, name)(*arguments)
