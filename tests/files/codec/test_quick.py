"""The quick reader: every value is held to its field, once, and shared."""

from typing import Any

import pytest

from kpbargaining.errors import InvalidValue
from kpbargaining.files.codec.quick import Quick
from kpbargaining.records.bargaining import Outcome, Session
from kpbargaining.records.evidence import Evidence
from kpbargaining.records.parties import Organization
from kpbargaining.values.when import Span

SESSION = {"id": "a/may", "round": "a", "ordinal": 1, "held": "2030-05-06/"}
OUTCOME = {"id": "a/ta-1", "round": "a", "called": ["consensus"]}
UNION = {"id": "ufw", "kind": "international union", "name": "Farm Workers", "also_known_as": ["U"]}


def test_values_are_shared() -> None:
    """A value that stands in many records is one value."""
    quick = Quick()
    first, second = (quick.record(SESSION | {"id": name}, Session) for name in ("a/may", "a/june"))
    assert Session(id="a/may", round="a", ordinal=1, held=Span("2030-05-06/")) == first
    assert first.held is second.held
    unions = [quick.record(UNION | {"id": name}, Organization) for name in ("ufw", "uaw")]
    assert unions[0].also_known_as is unions[1].also_known_as


@pytest.mark.parametrize(
    ("cls", "good", "bad"),
    [
        (Session, SESSION, {"ordinal": True}),
        (Session, SESSION, {"ordinal": 1.0}),
        (Session, SESSION, {"ordinal": "1"}),
        (Session, SESSION, {"held": ["2030-05-06/"]}),
        (Session, SESSION, {"held": None}),
        (Session, SESSION, {"id": "b/may"}),
        (Session, SESSION, {"plac": "Springfield"}),
        (Organization, UNION, {"also_known_as": "U"}),
        (Organization, UNION, {"also_known_as": ["U", "U"]}),
        (Organization, UNION, {"also_known_as": [["U"]]}),
        (Outcome, OUTCOME, {"called": ["consensus", "consensus"]}),
        (Evidence, {"record": "ufw", "from": "news"}, {"weak": 1}),
        (Evidence, {"record": "ufw", "from": "news"}, {"says": ()}),
    ],
)
def test_what_was_accepted_lets_nothing_else_in(
    cls: type, good: dict[str, Any], bad: dict[str, Any]
) -> None:
    """What equals an accepted value, as true equals 1, is still refused if it is no such value."""
    quick = Quick()
    quick.record(good, cls)
    with pytest.raises((InvalidValue, KeyError, TypeError)):
        quick.record(good | bad, cls)


def test_what_is_missing() -> None:
    """A record that lacks a key it needs is refused."""
    with pytest.raises(KeyError, match="round"):
        Quick().record({"id": "may"}, Session)
