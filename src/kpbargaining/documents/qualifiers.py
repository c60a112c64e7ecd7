"""Whether the words of a quote qualify a number as the value does that they are to support."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kpbargaining.documents.words import words
from kpbargaining.values.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["unlike"]

QUALIFIERS: dict[str, tuple[str, ...]] = {
    "~": ("about", "some", "roughly", "approximately", "around", "close to", "estimated"),
    "<": ("nearly", "almost", "less than", "fewer than", "under", "just under", "below"),
    "<=": ("up to", "at most", "as many as", "no more than", "maximum"),
    ">": ("over", "more than", "above", "exceeding", "upwards of"),
    ">=": ("at least", "or more", "no fewer than", "no less than", "minimum"),
}
"""What says about, less, more: the words for each mark of an amount."""

_mark = re.compile(r"~|[<>]=?").match


def unlike(quote: str, values: Iterable[object]) -> str:
    """What is amiss between the qualifiers of a quote and of the amounts it is to support.

    Empty where they agree, and where neither has one. A number of words such as `12+` counts as
    at least so many. It is a hint for a person: words near a number may belong to another.
    """
    said = _marks_of(quote)
    marks = [(str(value), _marks_in(value)) for value in values if isinstance(value, Quantity)]
    for text, mark in marks:
        if mark and mark not in said:
            return f"{text}: no word of the quote says {' or '.join(QUALIFIERS[mark][:3])}"
        if not mark and said and ".." not in text:
            return f"{text}: the quote qualifies a number ({', '.join(sorted(said))})"
    return ""


def _marks_in(value: Quantity) -> str:
    found = _mark(value.text)
    return found[0] if found else ""


def _marks_of(quote: str) -> set[str]:
    told = f" {' '.join(words(quote))} "
    found = {mark for mark, said in QUALIFIERS.items() if any(f" {each} " in told for each in said)}
    return found | ({">="} if re.search(r"[0-9]\s*\+", quote) else set())
