"""Tables and collections: walked, filtered, looked up, turned into columns, shown."""

import copy
import pickle
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from kpbargaining.errors import UnknownName
from kpbargaining.records.actions import JobAction, JobActionKind
from kpbargaining.records.bargaining import Called, Outcome, Session
from kpbargaining.store.tables import MOST_HTML_ROWS, Collection, Table, html_table, plain
from kpbargaining.values.texts import Id, Text
from kpbargaining.values.when import PartialDate, Span


@attrs.frozen(kw_only=True)
class Ward:
    """One row of a table that is no record."""

    name: str
    beds: int | None = None
    nurses: tuple[str, ...] | None = None
    opened: PartialDate | None = None


NORTH = Ward(name="north", beds=2, nurses=("Ann", "Bo"), opened=PartialDate("2024-05"))
SOUTH = Ward(name="south", beds=10)
WARDS = Table(Ward, [SOUTH, NORTH], "wards")


def session(name: str, **more: Any) -> Session:
    """A session of the round of 2024."""
    return Session(id=Id(f"2024-acme/{name}"), round=Id("2024-acme"), **more)


def outcome(name: str, **more: Any) -> Outcome:
    """A tentative agreement of the round of 2024."""
    called = Called.TENTATIVE_AGREEMENT
    return Outcome(id=Id(f"2024-acme/{name}"), round=Id("2024-acme"), called=called, **more)


MARCH = session("march", held=Span("2024-03-05/2024-03-07"))
APRIL = session("april", scheduled=Span("2024-04-16/"))
MOVED = session(
    "a-moved", scheduled=Span("2024-04-02/2024-04-03"), held=Span("2024-05-14/2024-05-17")
)
UNDATED = session("2024-01-01", place=Text("Springfield"))
SESSIONS = Collection(Session, [UNDATED, MOVED, APRIL, MARCH], "sessions")
OUTCOMES = Collection(Outcome, map(outcome, ["ta-10", "ta-2", "ta-1", "rec"]), "outcomes")


@pytest.mark.parametrize(
    ("expected", "value"),
    [
        (None, None),
        (7, 7),
        (True, True),
        ("north", "north"),
        ("2024-05", PartialDate("2024-05")),
        ("2024-03-05/2024-03-07", Span("2024-03-05/2024-03-07")),
        ("tentative agreement", Called.TENTATIVE_AGREEMENT),
        (["a", "2024"], ("a", PartialDate("2024"))),
        ([["held", "2024-04-16/"]], (("held", Span("2024-04-16/")),)),
    ],
)
def test_plain_cells(expected: object, value: object) -> None:
    """A cell is a number, a text, None or a list of such: dates and amounts are their text."""
    found = plain(value)
    assert expected == found
    assert type(expected) is type(found)


def test_a_table_keeps_its_order() -> None:
    """A table is walked in the order in which it was made, as often as one likes."""
    assert [SOUTH, NORTH] == list(WARDS) == list(WARDS)
    assert 2 == len(WARDS)
    assert not Table(Ward, [], "wards")
    assert ("name", "beds", "nurses", "opened") == WARDS.fields
    assert "<2 wards>" == repr(WARDS)
    assert "wards" == WARDS.title


def test_a_table_becomes_columns_and_dictionaries() -> None:
    """Columns and dictionaries hold every field of every row, plain, with None for what is not."""
    assert {
        "name": ["south", "north"],
        "beds": [10, 2],
        "nurses": [None, ["Ann", "Bo"]],
        "opened": [None, "2024-05"],
    } == WARDS.to_columns()
    south, north = WARDS.to_dicts()
    assert {"name": "north", "beds": 2, "nurses": ["Ann", "Bo"], "opened": "2024-05"} == north
    assert {"name": "south", "beds": 10, "nurses": None, "opened": None} == south
    empty = Table(Ward, [], "wards")
    assert [] == empty.to_dicts()
    assert {"name": [], "beds": [], "nurses": [], "opened": []} == empty.to_columns()


def test_what_one_is_given_is_ones_own() -> None:
    """What one does to the columns, or to the list a table was made of, does not reach it."""
    rows = [NORTH]
    table = Table(Ward, rows, "wards")
    rows.append(SOUTH)
    table.to_columns()["nurses"][0].clear()
    assert [["Ann", "Bo"]] == table.to_columns()["nurses"]
    for name in ("title", "fields"):
        with pytest.raises(AttributeError):
            setattr(table, name, None)


@pytest.mark.parametrize(
    ("expected", "fields"),
    [
        ([SOUTH, NORTH], {}),
        ([NORTH], {"name": "north"}),
        ([SOUTH], {"beds": 10}),
        ([], {"beds": "10"}),
        ([], {"beds": 10.0}),
        ([SOUTH], {"nurses": None}),
        ([NORTH], {"nurses": "Bo"}),
        ([NORTH], {"nurses": ("Ann", "Bo")}),
        ([NORTH], {"nurses": ["Ann", "Bo"]}),
        ([], {"nurses": ("Bo", "Ann")}),
        ([NORTH], {"opened": PartialDate("2024-05")}),
        ([NORTH], {"opened": "2024-05"}),
        ([], {"opened": "2024"}),
        ([], {"name": "north", "beds": 10}),
    ],
)
def test_where_fields_have_values(expected: list[Ward], fields: dict[str, object]) -> None:
    """Rows are chosen by the values of fields, dates also by their text, lists by any item."""
    assert expected == list(WARDS.where(**fields))


def test_where_a_test_passes() -> None:
    """Rows are chosen by a function, too, alone or together with fields; the sort stays."""
    assert [NORTH] == list(WARDS.where(lambda ward: ward.beds != 10))
    assert [] == list(WARDS.where(lambda ward: ward.beds != 10, name="south"))
    chosen = SESSIONS.where(lambda each: each.held is not None)
    assert isinstance(chosen, Collection)
    assert (MARCH, MOVED) == tuple(chosen)
    assert "<2 sessions>" == repr(chosen)


def test_where_a_vocabulary_is_meant() -> None:
    """A word of a vocabulary can be given as it is written."""
    assert OUTCOMES == OUTCOMES.where(called="tentative agreement")
    assert OUTCOMES == OUTCOMES.where(called=Called.TENTATIVE_AGREEMENT)
    assert 0 == len(OUTCOMES.where(called=Called.CONSENSUS))


def test_where_there_is_no_such_field() -> None:
    """A misspelt field is named with the nearest ones, before any row is looked at."""
    with pytest.raises(UnknownName, match="no field 'formt'; nearest: format") as caught:
        SESSIONS.where(lambda _: 1 / 0 > 0, formt="virtual")
    assert ("field", ("format",)) == (caught.value.what, caught.value.nearest)


def test_sessions_stand_by_date() -> None:
    """Sessions stand in order of when they were held, or else scheduled; the undated are last."""
    assert [MARCH, APRIL, MOVED, UNDATED] == list(SESSIONS)
    assert ("2024-acme/march", "2024-acme/april") == SESSIONS.ids[:2]


def test_job_actions_stand_by_date() -> None:
    """Strikes and pickets stand in order of when they were held, or else planned."""

    def action(name: str, **more: Any) -> JobAction:
        return JobAction(id=Id(name), kind=JobActionKind.PICKET, **more)

    rows = [
        action("a"),
        action("b", planned=Span("2024-04-02/2024-04-03")),
        action("c", planned=Span("2024-05-01/2024-05-01"), held=Span("2024-04-01/2024-04-01")),
    ]
    assert ("c", "b", "a") == Collection(JobAction, rows, "job actions").ids


def test_all_else_stands_in_natural_order() -> None:
    """Other records stand in the order of their ids, numbers by size."""
    assert ["rec", "ta-1", "ta-2", "ta-10"] == [name.partition("/")[2] for name in OUTCOMES.ids]


def test_a_record_is_found_by_its_id() -> None:
    """A collection gives the record of an id, says whether there is one, or gives None."""
    assert MARCH is SESSIONS["2024-acme/march"]
    assert "2024-acme/march" in SESSIONS
    assert "2024-acme/may" not in SESSIONS
    assert MARCH not in SESSIONS
    assert MARCH is SESSIONS.get("2024-acme/march")
    assert None is SESSIONS.get("2024-acme/may")
    assert None is SESSIONS.get(None)


@pytest.mark.parametrize(
    ("expected", "name"),
    [
        ("no id '2024-acme/ta-3'; nearest: ", "2024-acme/ta-3"),
        ("no id 'ta-10'; nearest: 2024-acme/ta-10", "ta-10"),
        ("no id 'zzz'$", "zzz"),
        ("no id '0'$", 0),
        ("no id 'a list of 1'$", ["2024-acme/ta-1"]),
        (r"no id 'slice\(0, 2, None\)'$", slice(0, 2)),
    ],
)
def test_an_unknown_id(expected: str, name: Any) -> None:
    """A misspelt id is named with the nearest ones; a place in the order is no id."""
    with pytest.raises(UnknownName, match=expected) as caught:
        OUTCOMES[name]
    assert "id" == caught.value.what
    assert set(caught.value.nearest) <= set(OUTCOMES.ids)


def test_of_two_records_with_one_id_the_first_is_found() -> None:
    """Where an id stands twice, which a check finds, both are kept, and the first is given."""
    again = attrs.evolve(MARCH, place=Text("Shelbyville"))
    twice = Collection(Session, [MARCH, again], "sessions")
    assert 2 == len(twice)
    assert MARCH is twice["2024-acme/march"]


def test_equality() -> None:
    """Tables are equal if their rows are, in order; collections order their records themselves."""
    assert WARDS == Table(Ward, [SOUTH, NORTH], "rooms")
    assert WARDS != Table(Ward, [NORTH, SOUTH], "wards")
    assert SESSIONS == Collection(Session, reversed(list(SESSIONS)), "sessions")
    assert SESSIONS != SESSIONS.where(round="2021-acme")
    assert Table(Ward, [], "wards") != Table(Session, [], "wards")
    assert WARDS != [SOUTH, NORTH]
    with pytest.raises(TypeError, match="unhashable"):
        hash(WARDS)


@pytest.mark.parametrize("table", [SESSIONS, OUTCOMES], ids=repr)
@pytest.mark.parametrize(
    "carried",
    [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))],  # noqa: S301 (our own bytes)
    ids=["copy", "deepcopy", "pickle"],
)
def test_tables_travel(table: Any, carried: Callable[[Any], Any]) -> None:
    """A copy of a collection, also in another process, is equal, and finds the same."""
    again = carried(table)
    assert table == again
    assert repr(table) == repr(again)
    assert table[table.ids[0]] == again[table.ids[0]]


def test_a_notebook_shows_a_table() -> None:
    """A notebook is shown what it is and every row; what is not known is left blank."""
    head = "<th>name</th><th>beds</th><th>nurses</th><th>opened</th>"
    south = "<td>south</td><td>10</td><td></td><td></td>"
    north = "<td>north</td><td>2</td><td>Ann, Bo</td><td>2024-05</td>"
    assert (
        f"<p>2 wards</p><table><thead><tr>{head}</tr></thead>"
        f"<tbody><tr>{south}</tr><tr>{north}</tr></tbody></table>"
    ) == WARDS._repr_html_()


def test_a_notebook_is_not_taken_over() -> None:
    """Markup in cells, in column names and in the title is shown, not run."""
    attack = "<script>alert('&\"')</script>"
    html = html_table({attack: [attack, [[attack]], None, 7]}, attack)
    assert "<script" not in html
    assert 4 == html.count("&lt;script&gt;alert(&#x27;&amp;&quot;&#x27;)&lt;/script&gt;")
    ward = Ward(name=attack, nurses=(attack,))
    assert "<script" not in Table(Ward, [ward], attack)._repr_html_()


@pytest.mark.parametrize(
    ("caption", "number"),
    [
        ("", 0),
        ("", MOST_HTML_ROWS),
        ("<caption>and 1 more</caption>", MOST_HTML_ROWS + 1),
        ("<caption>and 300 more</caption>", MOST_HTML_ROWS + 300),
    ],
)
def test_a_notebook_is_not_flooded(caption: str, number: int) -> None:
    """A notebook is shown at most two hundred rows, and how many more there are."""
    html = html_table({"bed": list(range(number))}, "beds")
    assert html.startswith(f"<p>beds</p><table>{caption}<thead>")
    assert min(number, 200) == html.count("<td>")
