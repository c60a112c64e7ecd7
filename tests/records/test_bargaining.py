"""Sessions: when they were, and whether they were held."""

from typing import Any

import pytest

from kpbargaining.records.bargaining import Session, SessionFormat
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.when import Span

SCHEDULED, HELD = Span("2024-05-14/2024-05-16"), Span("2024-05-14/2024-05-17")


@pytest.mark.parametrize(
    ("when", "reported", "known"),
    [
        (None, False, {}),
        (None, False, {"place": "Springfield", "ordinal": 3}),
        (SCHEDULED, False, {"scheduled": SCHEDULED}),
        (HELD, True, {"held": HELD}),
        (HELD, True, {"scheduled": SCHEDULED, "held": HELD}),
        (SCHEDULED, True, {"scheduled": SCHEDULED, "days": Quantity("3")}),
        (None, True, {"format": SessionFormat.VIRTUAL}),
    ],
)
def test_scheduled_is_not_held(when: Span | None, reported: bool, known: dict[str, Any]) -> None:  # noqa: FBT001 (an expected value)
    """A session is when it was held, or else meant for; only what is told of it says it was."""
    session = Session(id="2024-acme/may", round="2024-acme", **known)
    assert (when, reported) == (session.when, session.reported)
