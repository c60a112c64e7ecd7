"""What the tests of strategies share: to draw a few values, and to draw until all is met."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any

import attrs
import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

Condition = tuple[str, Callable[[Any], bool]]
"""What a value drawn may meet, and a name for it."""


@pytest.fixture(scope="session")
def sample() -> Callable[[st.SearchStrategy[Any], int], list[Any]]:
    """Give some of what a strategy draws, always the same."""

    def sample(strategy: st.SearchStrategy[Any], size: int) -> list[Any]:
        drawn: list[Any] = []

        @settings(max_examples=size)
        @given(strategy)
        def draw(value: object) -> None:
            drawn.append(value)

        draw()
        return drawn

    return sample


@pytest.fixture(scope="session")
def unmet() -> Callable[[st.SearchStrategy[Any], Iterable[Condition]], set[str]]:
    """Give the names of the conditions that no value meets, having drawn as many as it takes."""

    def unmet(strategy: st.SearchStrategy[Any], conditions: Iterable[Condition]) -> set[str]:
        left = dict(conditions)

        def is_last(value: object) -> bool:
            for name in [name for name, meets in left.items() if meets(value)]:
                del left[name]
            return not left

        with suppress(NoSuchExample):
            find(strategy, is_last, settings=settings(max_examples=1000, phases=[Phase.generate]))
        return set(left)

    return unmet


@pytest.fixture(scope="session")
def filling() -> Callable[[type], list[Condition]]:
    """Give the conditions that each field that has a default holds it, and that it does not."""
    return lambda cls: list(fillings(cls))


def fillings(cls: type[attrs.AttrsInstance]) -> Iterator[Condition]:
    """Both conditions of each field of a class that has a default."""
    for field in attrs.fields(cls):
        if field.default is not attrs.NOTHING:
            yield f"{field.name} filled", partial(is_filled, field)
            yield f"{field.name} left out", partial(is_left_out, field)


def is_filled(field: "attrs.Attribute[Any]", each: object) -> bool:
    """Whether a record or evidence holds something else than the default of a field."""
    return bool(getattr(each, field.name) != field.default)


def is_left_out(field: "attrs.Attribute[Any]", each: object) -> bool:
    """Whether a record or evidence holds the default of a field."""
    return not is_filled(field, each)
