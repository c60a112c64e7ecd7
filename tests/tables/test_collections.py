"""Collections: records in their order, found by id and by value, also retired ones."""

import copy
import pickle
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from kpbargaining.errors import InvalidValue, UnknownName
from kpbargaining.records.actions import JobAction, JobActionKind
from kpbargaining.records.bargaining import Called, Outcome, Session
from kpbargaining.store.records import Records
from kpbargaining.tables.collection import Collection
from kpbargaining.values.when import Span


def session(name: str, **more: Any) -> Session:
    """A session of the round of 2024."""
    return Session(id=f"2024-acme/{name}", round="2024-acme", **more)


def outcome(name: str, **more: Any) -> Outcome:
    """A tentative agreement of the round of 2024."""
    called = Called.TENTATIVE_AGREEMENT
    return Outcome(id=f"2024-acme/{name}", round="2024-acme", called=(called,), **more)


MARCH = session("march", held=Span("2024-03-05/2024-03-07"))
APRIL = session("april", scheduled=Span("2024-04-16/"))
MOVED = session(
    "a-moved", scheduled=Span("2024-04-02/2024-04-03"), held=Span("2024-05-14/2024-05-17")
)
UNDATED = session("2024-01-01", place="Springfield")
OUTCOMES = [outcome(name) for name in ("ta-10", "ta-2", "ta-1", "rec")]
STORE = Records([UNDATED, MOVED, APRIL, MARCH, *OUTCOMES])


def test_sessions_stand_by_date() -> None:
    """Sessions stand in order of when they were held, or else scheduled; the undated are last."""
    assert [MARCH, APRIL, MOVED, UNDATED] == list(STORE.sessions)
    assert ("2024-acme/march", "2024-acme/april") == STORE.sessions.ids[:2]


def test_job_actions_stand_by_date() -> None:
    """Strikes and pickets stand in order of when they were held, or else planned."""

    def action(name: str, **more: Any) -> JobAction:
        return JobAction(id=name, kind=JobActionKind.PICKET, **more)

    rows = [
        action("a"),
        action("b", planned=Span("2024-04-02/2024-04-03")),
        action("c", planned=Span("2024-05-01/2024-05-01"), held=Span("2024-04-01/2024-04-01")),
    ]
    assert ("c", "b", "a") == Records(rows).job_actions.ids


def test_all_else_stands_in_natural_order() -> None:
    """Other records stand in the order of their ids, numbers by size."""
    assert ["rec", "ta-1", "ta-2", "ta-10"] == [
        name.partition("/")[2] for name in STORE.outcomes.ids
    ]


def test_a_record_is_found_by_its_id() -> None:
    """A collection gives the record of an id, says whether there is one, or gives None."""
    assert MARCH is STORE.sessions["2024-acme/march"]
    assert "2024-acme/march" in STORE.sessions
    assert "2024-acme/may" not in STORE.sessions
    assert MARCH in STORE.sessions
    assert attrs.evolve(MARCH, place="Ogden") not in STORE.sessions
    assert None not in STORE.sessions  # type: ignore[operator, unused-ignore]
    assert MARCH is STORE.sessions.get("2024-acme/march")
    assert None is STORE.sessions.get("2024-acme/may")
    assert None is STORE.sessions.get(None)
    assert None is STORE.sessions.get("")


@pytest.mark.parametrize("name", [5, ["2024-acme/march"], MARCH])
def test_an_id_is_text(name: Any) -> None:
    """What is no text is refused as an id that may be there, in one kind and in all."""
    for get in (STORE.sessions.get, STORE.get):
        with pytest.raises(InvalidValue, match="expected the id of a record, which is text"):
            get(name)


@pytest.mark.parametrize(
    ("expected", "name"),
    [
        ("no id '2024-acme/ta-3'; nearest: ", "2024-acme/ta-3"),
        ("no id 'ta-10'; nearest: 2024-acme/ta-10", "ta-10"),
        (
            "no id 'zzz'; known: 2024-acme/rec, 2024-acme/ta-1, 2024-acme/ta-2, 2024-acme/ta-10$",
            "zzz",
        ),
        ("no id 'a list of 1'; known: 2024-acme/rec", ["2024-acme/ta-1"]),
        ("no id 'None'", None),
        ("no id 'True'", True),
    ],
)
def test_an_unknown_id(expected: str, name: Any) -> None:
    """A misspelt id is named with the nearest ones, or with all where they are few."""
    with pytest.raises(UnknownName, match=expected) as caught:
        STORE.outcomes[name]
    assert "id" == caught.value.what
    assert set(caught.value.nearest) <= set(STORE.outcomes.ids)


def test_of_two_records_with_one_id_the_first_is_found() -> None:
    """Where an id stands twice, which a check finds, both are kept, and the first is given."""
    again = attrs.evolve(MARCH, place="Shelbyville")
    twice = Collection(Session, (MARCH, again), "sessions")
    assert 2 == len(twice)
    assert MARCH is twice["2024-acme/march"]


def test_places_and_slices() -> None:
    """A place gives a record, a slice a collection, in which ids are found too."""
    assert MARCH is STORE.sessions[0]
    assert UNDATED is STORE.sessions[-1]
    first = STORE.sessions[:2]
    assert isinstance(first, Collection)
    assert ("2024-acme/march", "2024-acme/april") == first.ids
    assert APRIL is first["2024-acme/april"]
    with pytest.raises(UnknownName, match="no id '2024-acme/a-moved'"):
        first["2024-acme/a-moved"]
    with pytest.raises(IndexError):
        STORE.sessions[4]


def test_records_having_a_value() -> None:
    """The records whose field is just a value are found; a value that none has finds none."""
    called = (Called.TENTATIVE_AGREEMENT,)
    assert list(STORE.outcomes) == STORE.outcomes.having("called", called)
    assert [MARCH] == STORE.sessions.having("held", MARCH.held)
    assert [APRIL, UNDATED] == STORE.sessions.having("held", None)
    assert [] == STORE.sessions.having("round", "2021-acme")
    assert [] == Records([]).sessions.having("round", "2024-acme")


def test_where_keeps_a_collection() -> None:
    """What is chosen from a collection is one, in the same order."""
    chosen = STORE.sessions.where(lambda each: each.held is not None)
    assert isinstance(chosen, Collection)
    assert (MARCH, MOVED) == tuple(chosen)
    assert MOVED is chosen["2024-acme/a-moved"]


def test_a_retired_id_finds_its_record() -> None:
    """An id that a record had before finds it, unless another record has it now."""
    renamed = attrs.evolve(MARCH, formerly=("2024-acme/spring", "2024-acme/april"))
    sessions = Records([renamed, APRIL]).sessions
    assert renamed is sessions["2024-acme/spring"] is sessions.get("2024-acme/spring")
    assert APRIL is sessions["2024-acme/april"]
    assert "2024-acme/spring" in sessions
    assert ("2024-acme/march", "2024-acme/april") == sessions.ids


@pytest.mark.parametrize("table", [STORE.sessions, STORE.outcomes], ids=lambda each: each.title)
@pytest.mark.parametrize(
    "carried",
    [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))],  # noqa: S301 (our own bytes)
    ids=["copy", "deepcopy", "pickle"],
)
def test_collections_travel(table: Any, carried: Callable[[Any], Any]) -> None:
    """A copy of a collection, also in another process, is equal, and finds the same."""
    again = carried(table)
    assert table == again
    assert repr(table) == repr(again)
    assert table[table.ids[0]] == again[table.ids[0]]
