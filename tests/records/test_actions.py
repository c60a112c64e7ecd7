"""Job actions and votes: when they were, and which counts of a vote can stand side by side."""

from typing import Any

import pytest

from kpbargaining.errors import InvalidValue
from kpbargaining.records.actions import JobAction, JobActionKind, Vote, VoteKind
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.when import Span

PLANNED, HELD = Span("2024-05-14/2024-05-16"), Span("2024-05-15/2024-05-16")


@pytest.mark.parametrize(
    ("when", "known"),
    [
        (None, {}),
        (PLANNED, {"planned": PLANNED}),
        (HELD, {"held": HELD}),
        (HELD, {"planned": PLANNED, "held": HELD}),
    ],
)
def test_when_an_action_was(when: Span | None, known: dict[str, Any]) -> None:
    """A job action is when it was held, or else planned for."""
    assert when == JobAction(id="strike", kind=JobActionKind.STRIKE, **known).when


def vote(**counts: str) -> Vote:
    """A vote with these counts."""
    known: dict[str, Any] = {name: Quantity(text) for name, text in counts.items()}
    return Vote(id="vote", kind=VoteKind.RATIFICATION, by=("nurses-united",), **known)


@pytest.mark.parametrize(
    "counts",
    [
        {"yes": "100", "cast": "100", "eligible": "100"},
        {"yes": "60", "no": "40", "cast": "100", "eligible": "31000"},
        {"yes": ">60", "cast": "~50"},
        {"yes": "~60", "cast": "50"},
        {"yes": ">=60", "cast": ">50", "eligible": ">10"},
        {"no": "<60", "cast": "50"},
        {"yes_share": "98.2%", "turnout": "100%"},
    ],
)
def test_counts_that_can_stand_side_by_side(counts: dict[str, str]) -> None:
    """Counts are taken if some numbers fit them: what is about so many is no bound."""
    taken = vote(**counts)
    assert counts == {name: str(getattr(taken, name)) for name in counts}


@pytest.mark.parametrize(
    ("name", "expected", "counts"),
    [
        ("yes", "at most as many as cast, 50, found '60'", {"yes": "60", "cast": "50"}),
        ("yes", "at most as many as cast, 50, found '>50'", {"yes": ">50", "cast": "50"}),
        ("no", "at most as many as cast, <60, found '60'", {"no": "60", "cast": "<60"}),
        ("cast", "at most as many as eligible, 50", {"cast": "51..60", "eligible": "50"}),
        ("yes", "at most as many as eligible, 50, found '60'", {"yes": "60", "eligible": "50"}),
        ("no", "at most as many as eligible, 50, found '60'", {"no": "60", "eligible": "50"}),
    ],
)
def test_a_part_is_never_more_than_the_whole(
    name: str, expected: str, counts: dict[str, str]
) -> None:
    """More votes than were cast, and more than there are members, are refused by their field."""
    with pytest.raises(InvalidValue, match=f"^{name}: expected {expected}") as caught:
        vote(**counts)
    assert name == caught.value.field
