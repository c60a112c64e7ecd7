"""Documents of earlier schemas, brought to the newest one step at a time.

A step takes the parsed document of one schema and makes it one of the next, in place. It never
refuses anything: what is wrong stays wrong, and is told by whoever reads the result.
"""

from collections.abc import Callable
from typing import Any

__all__ = ["FIRST", "SCHEMA", "migrated", "unreadable"]

FIRST, SCHEMA = 1, 2
"""The versions of the file format: the oldest that is read, and the one that is written."""


def unreadable(schema: object) -> str:
    """What is expected in place of a schema that cannot be read; empty for one that can."""
    known = [str(number) for number in range(FIRST, SCHEMA + 1)]
    if type(schema) is str and schema in known:
        return ""
    newer = type(schema) is str and schema.isdecimal() and int(schema[:9]) > SCHEMA
    hint = "; upgrade kpbargaining to read it" if newer else ""
    return f"{' or '.join(map(repr, known))}{hint}"


def _to_2(document: dict[str, Any]) -> None:
    """Schema 2: an outcome has a list of what it was called, at the last what it became."""
    outcomes = document.get("outcomes")
    for outcome in outcomes.values() if isinstance(outcomes, dict) else ():
        if isinstance(outcome, dict) and "called" in outcome:
            outcome["called"] = [outcome["called"]]


STEPS: dict[int, Callable[[dict[str, Any]], None]] = {2: _to_2}
"""What brings a document to each schema from the one before it."""


def migrated(document: dict[str, Any], schema: int) -> dict[str, Any]:
    """The document, which is of that schema, as one of the newest."""
    for step in range(schema + 1, SCHEMA + 1):
        STEPS[step](document)
    return document
