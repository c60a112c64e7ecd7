"""Laws of tables: whatever is asked, each value is of its column, found again, sorted and told."""

from __future__ import annotations

import pkgutil
from collections import Counter
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from importlib import import_module
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, settings

import kpbargaining as kp
from kpbargaining import questions
from kpbargaining.dataset import Dataset
from kpbargaining.exports.exporting import ExportRow
from kpbargaining.records.figures import Counted
from kpbargaining.records.kinds import KINDS
from kpbargaining.records.roles import Field, fields_of
from kpbargaining.records.showing import in_words
from kpbargaining.strategies import datasets
from kpbargaining.tables.flat import unfold
from kpbargaining.tables.printing import MOST_HTML_ROWS
from kpbargaining.values.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

FEW = settings(max_examples=30)

CELLS: dict[str, tuple[type, ...]] = {
    "text": (str,),
    "date": (date,),
    "number": (Decimal, int),
    "integer": (int,),
    "boolean": (bool,),
}
"""What a flat column of each sort holds besides None."""


def answers(dataset: Dataset) -> Iterator[kp.Table[Any]]:
    """Every table that a dataset is, and that it answers with."""
    yield from (dataset.of(kind.cls) for kind in KINDS)
    yield from (dataset.evidence, dataset.claims(), kp.check(dataset), kp.codebook(dataset))
    yield from (kp.diff(dataset, Dataset([], [])), kp.diff(Dataset([], []), dataset))
    yield from (dataset.timeline(), dataset.coverage(), dataset.disagreements())
    yield from (dataset.before_and_after(), dataset.find("talks"), dataset.sides())
    yield from (dataset.compare_rounds(), dataset.compare_agreements(), dataset.numbers())
    yield from (dataset.action_log(), dataset.headcounts(), dataset.vote_log())
    yield questions.average_days(dataset)
    for name in dataset.rounds.ids:
        yield from (dataset.offers(name), dataset.gap(name), dataset.tally(name).sessions)
        yield from (dataset.session_log(name), dataset.work_log(name))
    yield questions.evidence_shares(dataset)
    yield from about_each(dataset)


def about_each(dataset: Dataset) -> Iterator[kp.Table[Any]]:
    """The answers about single agreements, bodies, actions and metrics."""
    for record in (*dataset.agreements, *dataset.proposals):
        schedules = dataset.schedules(record.id)
        yield schedules
        yield from (schedule.steps for schedule in schedules)
    for body in some(dataset.organizations):
        yield dataset.members_of(body.id)
        yield dataset.membership_changes(body.id, "1999-12-31", "2020-01-01")
    for action in some(dataset.job_actions):
        yield questions.positions_around(dataset, action.id)
    metrics = dataset.terms.where(kind="metric")
    for metric in metrics.where(lambda each: each.counts in (None, Counted.PEOPLE)):
        yield dataset.worker_days(metric.id)
        yield questions.worker_days_by_year(dataset, metric.id)


def columns(table: kp.Table[Any]) -> dict[str, Field]:
    """What is declared of the columns of a table."""
    row: Any = table.row
    return fields_of(row)


def some(table: kp.Table[Any]) -> list[Any]:
    """Some rows of a table, from all over it."""
    return list(table[:: 1 + len(table) // 12])


def misdeclared(table: kp.Table[Any]) -> list[tuple[str, str, object]]:
    """The values of some rows that are not what their column declares."""
    found = []
    for name, field in columns(table).items():
        for value in (getattr(row, name) for row in some(table)):
            values = value if field.many and value is not None else (value,)
            try:
                for each in values if value is not None or not field.nullable else ():
                    field.value_type.check(each)
            except kp.InvalidValue:
                found.append((table.title, name, value))
    return found


def lost(table: kp.Table[Any]) -> list[tuple[str, str, object]]:
    """The values of some rows by which `where` does not find all rows that have them."""
    return [
        (table.title, name, value)
        for name in columns(table)
        for value in {
            repr(each): each for row in some(table) for each in [getattr(row, name)]
        }.values()
        if not {id(row) for row in table if getattr(row, name) == value}
        <= {id(row) for row in table.where(**{name: value})}
    ]


def unfolds(table: kp.Table[Any]) -> bool:
    """Whether dictionaries and flat columns have a value of its sort for every row."""
    names = [column.name for column in table.columns]
    flat = list(unfold(table))
    return (
        [names] * len(table) == [list(row) for row in table.to_dicts()]
        and {len(table)} >= {len(cells) for _, cells in flat}
        and [1] * len(flat) == list(Counter(column.name for column, _ in flat).values())
        and all(
            value is None or isinstance(value, tuple if column.many else CELLS[column.cell])
            for column, cells in flat
            for value in cells
        )
    )


def is_sorted_by_each(table: kp.Table[Any]) -> bool:
    """Whether sorting by any column keeps all rows, and puts those without a value last."""
    for name in columns(table):
        for backwards in (False, True):
            rows = list(table.sorted_by(name, reverse=backwards))
            empty = [getattr(row, name) is None for row in rows]
            if sorted(map(id, rows)) != sorted(map(id, table)) or sorted(empty) != empty:
                return False
    return True


def is_told(table: kp.Table[Any]) -> bool:
    """Whether a table is told as text and as HTML, a line for each row at least."""
    lines = str(table).splitlines()
    return (
        len(lines) > len(table)
        and table._repr_html_().count("<tr>") > min(len(table), MOST_HTML_ROWS) - 1
    )


@pytest.fixture(scope="module")
def edition() -> list[kp.Table[Any]]:
    """The tables of the newest data."""
    return list(answers(kp.load()))


@FEW
@given(datasets())
def test_values_are_of_their_columns(dataset: Dataset) -> None:
    """Every value of every table is of the type that its column declares."""
    assert [] == [each for table in answers(dataset) for each in misdeclared(table)]


@FEW
@given(datasets())
def test_values_find_their_rows(dataset: Dataset) -> None:
    """By any value found in a column, `where` finds the rows that have it."""
    assert [] == [each for table in answers(dataset) for each in lost(table)]


@FEW
@given(datasets())
def test_tables_are_plain_flat_sorted_and_told(dataset: Dataset) -> None:
    """Every table has a plain and a flat value for every row, can be sorted, and is told."""
    for table in answers(dataset):
        assert (table.title, True) == (table.title, unfolds(table))
        assert (table.title, True) == (table.title, is_sorted_by_each(table))
        assert (table.title, True) == (table.title, is_told(table))


def test_the_laws_hold_of_the_newest_data(edition: list[kp.Table[Any]]) -> None:
    """What holds of drawn datasets holds of the bundled one, too."""
    assert [] == [each for table in edition for each in misdeclared(table)]
    assert [] == [each for table in edition for each in lost(table)]
    assert [] == [table.title for table in edition if not unfolds(table)]
    assert [] == [table.title for table in edition if not is_sorted_by_each(table)]
    assert [] == [table.title for table in edition if not is_told(table)]


def test_every_row_of_the_library_is_tried(edition: list[kp.Table[Any]]) -> None:
    """Of every class of rows that the library promises there is a table among those tried."""
    promised = {getattr(questions, name) for name in dir(questions) if name.endswith("Row")}
    promised -= {questions.RealRow}  # which takes an index that the data does not have
    assert set() == promised - {table.row for table in edition if len(table)}


ATTACK = '<script>alert(1)</script><b onclick="x"> & "$x$" \\(y\\)</td></table></details><!--'
"""What would run, close a cell, hide the rest or become a formula, were it not escaped."""

HARMLESS = {"b", "code", "details", "div", "li", "p", "pre", "small", "span", "style", "summary"}
HARMLESS |= {"caption", "table", "tbody", "td", "th", "thead", "tr", "ul"}
HARMLESS_ATTRIBUTES = {"class", "style", "title"}


class Page(HTMLParser):
    """What a browser makes of HTML: the text of it, and whether all is closed that is opened."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.open: list[str] = []
        self.faults: list[str] = []
        self.feed(html)
        self.close()
        self.faults += self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element that is harmless, as its attributes are."""
        self.open.append(tag)
        self.faults += {tag} - HARMLESS
        self.faults += {name for name, _ in attrs} - HARMLESS_ATTRIBUTES

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last."""
        self.faults += [] if self.open.pop() == tag else [tag]

    def handle_data(self, data: str) -> None:
        """Keep the text of all but styles."""
        self.text += "" if self.open[-1:] == ["style"] else data

    def handle_comment(self, data: str) -> None:
        """Take no comment."""
        self.faults.append(data)


def hostile(dataset: Dataset) -> Dataset:
    """Give each free text of a dataset an attack at its end."""
    return Dataset(map(attacking, dataset.records()), map(attacking, dataset.evidence))


def attacking(record: Any) -> Any:
    """Give each free text of a record or a piece of evidence an attack at its end."""
    cls: Any = type(record)
    free = [field.name for field in fields_of(cls).values() if field.type is Text]
    texts = {name: getattr(record, name) for name in free if name not in OF_OTHER_RECORDS}
    attacks = {name: f"{text} {ATTACK}" for name, text in texts.items() if type(text) is str}
    return attrs.evolve(record, **attacks)


OF_OTHER_RECORDS = {"fields", "open"}
"""What is text, but names fields."""


def shown(dataset: Dataset) -> Iterator[Any]:
    """What shows itself: a dataset, its records with their evidence, tables and their rows."""
    yield dataset
    yield from (kp.card(dataset, record.id) for record in some(dataset.sources))
    for kind in KINDS:
        yield from (kp.card(dataset, record.id) for record in dataset.of(kind.cls)[:2])
    yield from map(dataset.tally, dataset.rounds.ids)
    for table in answers(dataset):
        yield table
        yield from table[:3]


def missing(thing: Any) -> list[str]:
    """What stands in a row and is not in the text of its page; rows inside it are counted."""
    text = Page(thing._repr_html_()).text
    cls: Any = type(thing)
    names = fields_of(cls) if attrs.has(cls) else ()
    return [name for name in names if in_words(getattr(thing, name)) not in text]


def showing() -> set[type]:
    """Every class of the library that shows itself in a notebook."""
    names = [module.name for module in pkgutil.walk_packages(kp.__path__, "kpbargaining.")]
    modules = [import_module(name) for name in names if not name.endswith("__main__")]
    named = [each for module in modules for each in vars(module).values()]
    return {each for each in named if isinstance(each, type) and hasattr(each, "_repr_html_")}


@settings(max_examples=15)
@given(datasets())
def test_any_text_stays_text(dataset: Dataset) -> None:
    """Whatever a text holds, a notebook shows it as text: nothing of it runs, opens or closes."""
    for thing in shown(hostile(dataset)):
        assert (type(thing), []) == (type(thing), Page(thing._repr_html_()).faults)
        assert thing._repr_html_() == thing._repr_html_()
        assert (type(thing), []) == (type(thing), missing(thing))


def test_all_that_shows_itself_is_tried(edition: list[kp.Table[Any]]) -> None:
    """Each class of the library that shows itself is well-formed in a notebook, and tried."""
    ds = kp.load()
    index = {f"{year}-{month:02}": 100 for year in range(2000, 2031) for month in range(1, 13)}
    level = next(each for row in ds.agreements for each in ds.schedules(row.id) if each.start)
    real = kp.real_level(level, index, "an index")
    citation = kp.cite(kp.load("2026.1"), "2025-alliance", "opened")
    tried = [
        *(row for table in edition for row in (table, *table[:1], *table.columns[:1])),
        *(ds, kp.card(ds, "2025-alliance"), ds.tally("2025-alliance")),
        *(citation, kp.verify(citation), *kp.editions()[:1]),
        kp.Erratum(record="acme", field="name", error="It is Acme Hospitals"),
        ExportRow(format="csv", path="acme", about="a folder of CSV files"),
        kp.Difference(rule="lowest", kind=kp.DifferenceKind.MORE),
        kp.Correction(
            field="held", old=4, edition=None, why=kp.ChangeReason.CORRECTION, reason="misread"
        ),
        *(real, *real.months[:1]),
    ]
    assert [] == [type(each) for each in tried if Page(each._repr_html_()).faults]
    assert set() == showing() - {cls for each in tried for cls in type(each).__mro__}
