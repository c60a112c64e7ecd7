"""What every question refuses before it answers: what is no dataset, and arguments of no use."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

from kpbargaining.collector import collector_paused
from kpbargaining.errors import InvalidValue
from kpbargaining.store.store import check_store
from kpbargaining.values.days import is_certain

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["question"]

F = TypeVar("F", bound="Callable[..., Any]")


def question(function: F) -> F:
    """The function, refusing arguments that are not of the sort that its annotations name.

    It still has its own name, signature and docstring. Raises `InvalidValue` for what is no
    dataset and for what should be text, and `UnknownName` for another certainty.
    """
    order = function.__code__.co_varnames[: function.__code__.co_argcount]
    checks = {name: CHECKS.get(sort) for name, sort in function.__annotations__.items()}

    @wraps(function)
    def asked(*args: Any, **named: Any) -> Any:
        for name, value in (*zip(order, args, strict=False), *named.items()):
            check = checks.get(name)
            if check is not None:
                check(value, name)
        with collector_paused():
            return function(*args, **named)

    return cast("F", asked)


def _check_dataset(value: object, _: str) -> None:
    check_store(value)


def _check_text(value: object, name: str) -> None:
    if not isinstance(value, str):
        raise InvalidValue("text, such as an id", value, name)


def _check_text_if_any(value: object, name: str) -> None:
    if value is not None:
        _check_text(value, name)


def _check_certainty(value: Any, _: str) -> None:
    is_certain(value)


CHECKS: dict[str, Callable[[Any, str], None]] = {
    "Certainty": _check_certainty,
    "Store": _check_dataset,
    "str": _check_text,
    "str | None": _check_text_if_any,
}
"""What is checked of an argument, by the sort that its annotation names."""
