"""Records by kind and by id: every kind has its collection, and nothing else gets in."""

from pathlib import Path
from typing import Any

import attrs
import pytest

from kpbargaining.errors import InvalidValue, UnknownName
from kpbargaining.files.folders import read
from kpbargaining.records.actions import JobAction, JobActionKind
from kpbargaining.records.bargaining import Session, Step
from kpbargaining.records.figures import Term, Vocabulary
from kpbargaining.records.kinds import KINDS
from kpbargaining.records.parties import Person
from kpbargaining.store.records import Records, is_one_of
from kpbargaining.store.store import Store
from kpbargaining.tables.collection import Collection
from kpbargaining.values.when import Span

TALKS = read(Path(__file__).parents[1] / "samples" / "talks")
RECORDS = list(TALKS.records())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.plural)
def test_every_kind_has_its_collection(kind: Any) -> None:
    """The records of a kind are an attribute named for them in the plural."""
    found = getattr(TALKS, kind.plural)
    assert isinstance(found, Collection)
    assert found is TALKS.of(kind.cls)
    assert kind.plural == found.title
    assert [r for r in RECORDS if type(r) is kind.cls] == list(found)


def test_no_collection_of_what_is_no_kind() -> None:
    """A class that is no kind of record has no collection, and the nearest kind is named."""

    class Sessions:
        """What looks like a kind."""

    cls: Any = Sessions
    with pytest.raises(UnknownName, match="no kind 'Sessions'; nearest: Session") as caught:
        TALKS.of(cls)
    assert "kind" == caught.value.what


def test_records_come_kind_by_kind() -> None:
    """All records come in the order of the kinds, each kind in its own order, each record once."""
    plurals = [kind.cls for kind in KINDS]
    places = [plurals.index(type(record)) for record in RECORDS]
    assert sorted(places) == places
    assert 33 == len(RECORDS) == len(TALKS) == len({record.id for record in RECORDS})
    assert ["2024-acme/ta-2", "2024-acme/ta-10"] == [r.id for r in RECORDS if "/ta-" in r.id]


def test_a_record_is_found_among_all_kinds() -> None:
    """An id gives its record whatever its kind, says whether there is one, or gives None."""
    assert "Nurses United" == getattr(TALKS["nurses-united"], "name", None)
    assert isinstance(TALKS["2024-acme/2024-05-14"], Session)
    assert "2024-acme/ta-2" in TALKS
    assert "2024-acme/ta-3" not in TALKS
    assert TALKS["nurses-united"] is TALKS.get("nurses-united")
    assert None is TALKS.get("nurses-divided")
    assert None is TALKS.get(None)


@pytest.mark.parametrize(
    ("expected", "name"),
    [
        ("no id 'nurse-united'; nearest: nurses-united", "nurse-united"),
        ("no id 'ta-2'; nearest: 2024-acme/ta-2", "ta-2"),
        ("no id 'quux'$", "quux"),
        ("no id '0'$", 0),
        ("no id 'an object'$", {}),
        ("no id 'None'$", None),
        pytest.param("no id 'a number of 16610 bits'$", 10**5000, id="long"),
    ],
)
def test_an_unknown_id(expected: str, name: Any) -> None:
    """A misspelt id is named with the nearest ids of all kinds."""
    with pytest.raises(UnknownName, match=expected) as caught:
        TALKS[name]
    assert "id" == caught.value.what
    assert set(caught.value.nearest) <= {record.id for record in RECORDS}


def test_an_id_that_stands_twice() -> None:
    """Where an id stands twice, which a check finds, both records are kept, and the first given."""
    person = attrs.evolve(TALKS.organizations["nurses-united"], name="Nurses Divided")
    store = Records([*RECORDS, person])
    assert 34 == len(store) == len(list(store.records()))
    assert TALKS["nurses-united"] == store["nurses-united"]


@attrs.frozen(kw_only=True, repr=False)
class Trainee(Person):
    """What looks like a record, and would be in no collection."""


@pytest.mark.parametrize(
    "record",
    [Trainee(id="ann", name="Ann"), "nurses-united", None, Person, TALKS.evidence[0], [RECORDS]],
    ids=lambda record: type(record).__name__,
)
def test_only_records_of_the_kinds_are_held(record: Any) -> None:
    """A subclass of a record, text, or evidence in the place of records is refused, not counted."""
    with pytest.raises(InvalidValue, match="expected a record of one of the kinds, and no sub"):
        Records([*RECORDS, record])


def test_swapped_arguments() -> None:
    """Evidence in the place of records, and records in that of evidence, are refused."""
    with pytest.raises(InvalidValue, match="a record of one of the kinds"):
        Store(TALKS.evidence, RECORDS)  # type: ignore[arg-type] # that is the point
    with pytest.raises(InvalidValue, match="a piece of evidence; records come first"):
        Store(RECORDS, RECORDS)  # type: ignore[arg-type] # that is the point


@pytest.mark.parametrize(
    ("expected", "given"),
    [
        ("a list of records", (5, 5)),
        ("a list of records", (None, None)),
        ("a list of evidence", ([], 5)),
        ("a Provenance as the third argument", ([], [], "2026.1")),
    ],
)
def test_what_a_store_is_made_of(expected: str, given: Any) -> None:
    """A store is made of records, evidence and where they come from, and of nothing else."""
    with pytest.raises(InvalidValue, match=f"expected {expected}"):
        Store(*given)


def test_records_are_walked() -> None:
    """All records are walked kind by kind, and each is in the store, as its id is."""
    assert list(TALKS.records()) == list(TALKS)
    assert all(record in TALKS and record.id in TALKS for record in TALKS)
    assert attrs.evolve(TALKS.rounds["2024-acme"], name="Other") not in TALKS
    assert [] not in TALKS


def test_steps_stand_in_order_of_their_way() -> None:
    """Steps stand round by round, in the order of their numbers."""
    steps = [
        Step(id=f"{home}/{name}", round=home, order=order)
        for home, name, order in [("b", "a", 2), ("b", "z", 1), ("a-2", "b", 1), ("a-10", "a", 1)]
    ]
    assert ("a-2/b", "a-10/a", "b/z", "b/a") == Records(steps).steps.ids


def test_what_has_a_date_stands_by_date() -> None:
    """Sessions and job actions stand by date, then by id; those without a date stand last."""
    dates = {"z": "2030-05/", "s-10": None, "s-2": None, "b": "2030-06/", "a": "2030-06/"}
    spans = {name: Span(date) if date else None for name, date in dates.items()}
    records = Records(
        [
            *(Session(id=f"r/{name}", round="r", held=held) for name, held in spans.items()),
            *(
                JobAction(id=name, kind=JobActionKind.PICKET, planned=planned)
                for name, planned in spans.items()
            ),
        ]
    )
    assert ("z", "a", "b", "s-2", "s-10") == records.job_actions.ids
    assert ("r/z", "r/a", "r/b", "r/s-2", "r/s-10") == records.sessions.ids


def test_completion_offers_the_ids() -> None:
    """After `ds["`, an interpreter offers the ids of all records, in order."""
    offered = TALKS._ipython_key_completions_()
    assert sorted({record.id for record in RECORDS}) == offered
    assert list(TALKS.sessions.ids) == TALKS.sessions._ipython_key_completions_()


@pytest.mark.parametrize(
    ("expected", "names"),
    [
        (True, ["Term"]),
        (True, ["metric"]),
        (True, ["Session", "metric"]),
        (False, ["topic"]),
        (False, ["Session", "Organization"]),
    ],
)
def test_what_a_record_is(expected: bool, names: list[str]) -> None:  # noqa: FBT001 (an expected value)
    """A term is of its kind and of its vocabulary, every other record of its kind."""
    term = Term(id="metric-beds", kind=Vocabulary.METRIC, name="Beds")
    assert expected is is_one_of(term, names)
    session = Session(id="2024-acme/may", round="2024-acme")
    assert ("Session" in names) is is_one_of(session, names)


RENAMED = [
    attrs.evolve(record, formerly=("nurses-1", "nurses-2"))
    if record.id == "nurses-united"
    else record
    for record in RECORDS
]


def test_a_retired_id_finds_its_record() -> None:
    """An id that a record had before still finds it, among all kinds and in its collection."""
    store = Records(RENAMED)
    nurses = store["nurses-united"]
    assert nurses is store["nurses-1"] is store["nurses-2"] is store.organizations["nurses-1"]
    assert nurses is store.get("nurses-2") is store.organizations.get("nurses-2")
    assert "nurses-1" in store
    assert "nurses-1" not in store.organizations.ids
    assert len(RECORDS) == len(store)


def test_an_id_in_use_goes_before_a_retired_one() -> None:
    """An id that one record has and another had, which a check finds, is that of the first."""
    taken = Person(id="nurses-1", name="Ann")
    assert taken is Records([*RENAMED, taken])["nurses-1"]
    assert taken is Records([taken, *RENAMED])["nurses-1"]


def test_of_no_origin() -> None:
    """Records by themselves do not know which data they are from."""
    assert {} == Records([]).sessions.origin


def test_records_by_themselves_have_nothing_to_tell() -> None:
    """Of records without evidence nothing opens in a notebook, and nobody knows their origin."""
    people = Records([Person(id="ann", name="Ann")]).people
    assert {} == people.origin
    assert people._repr_html_().endswith(
        "<td>Ann</td><td>ann</td></tr></tbody></table><p><small>empty: formerly</small></p></div>"
    )
