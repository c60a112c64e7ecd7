"""Packages that extras bring: not needed until they are used, and then missed by name."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from kpbargaining.errors import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["extra"]


@contextmanager
def extra(name: str, package: str) -> Iterator[None]:
    """Around the import of a *package* that the extra *name* brings, and around nothing else.

        with extra("calendar", "icalendar"):
            import icalendar

    Raises `MissingExtra` where it is not installed.
    """
    try:
        yield
    except ImportError as error:
        raise MissingExtra(name, package) from error
