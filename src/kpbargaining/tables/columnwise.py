"""One field of many rows at once: code made for it takes half the time of asking by its name."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["rows_with", "values_in"]


@cache
def values_in(name: str) -> Callable[[Sequence[Any]], list[Any]]:
    """What gives the value of a field of each of some rows."""
    made: Callable[[Sequence[Any]], list[Any]]
    made = eval(f"lambda rows: [row.{name} for row in rows]")  # noqa: S307 - an attribute's name
    return made


@cache
def rows_with(name: str) -> Callable[[object, Sequence[Any]], list[Any]]:
    """What gives the rows in which a field has a value; it takes the value, then the rows."""
    made: Callable[[object, Sequence[Any]], list[Any]]
    made = eval(f"lambda value, rows: [row for row in rows if row.{name} == value]")  # noqa: S307 - as there
    return made
