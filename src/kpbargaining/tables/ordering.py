"""In which order values stand: of one column, which may be of unlike types."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from kpbargaining.values.days import Days
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import natural
from kpbargaining.values.when import PartialDate, Span

__all__ = ["rank_of"]


def rank_of(value: Any) -> tuple[str, Any]:
    """What puts the values of one column in order; values of unlike types stand apart."""
    key: Any = natural(str(value))
    if isinstance(value, (PartialDate, Span)):
        key = value.sort_key
    elif isinstance(value, Quantity):
        key = value.named
    elif isinstance(value, Days):
        key = (value.low is not None, value.low or 0, value.high is None, value.high or 0)
    elif isinstance(value, tuple):
        key = tuple(map(rank_of, value))
    elif isinstance(value, (int, Decimal)):
        key = value
    return ("" if isinstance(value, (PartialDate, Span)) else type(value).__name__), key
