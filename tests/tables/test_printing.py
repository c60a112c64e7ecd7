"""Tables as text and as HTML: broken to a terminal, whole into a pipe, nothing obeyed."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from attrs import field, frozen

import kpbargaining as kp
from kpbargaining.notebook import STYLE
from kpbargaining.questions.sessions import SessionRow
from kpbargaining.questions.timeline import EntryRow
from kpbargaining.records.figures import Term
from kpbargaining.records.roles import column
from kpbargaining.tables.printing import as_html, as_text, in_order, parted
from kpbargaining.tables.table import MOST_SHOWN, Table
from kpbargaining.values.texts import Count, Text


@frozen(kw_only=True)
class WardRow:
    """One row of a table."""

    name: Text = field(metadata=column("Its <name>"))
    beds: Count | None = field(default=None, metadata=column("How many"))
    nurses: tuple[Text, ...] | None = field(default=None, metadata=column("Who works there"))


@frozen
class NoteRow:
    """A row of one column."""

    note: Text = field(metadata=column("What it says"))


ROWS = (WardRow(name="south", beds=10), WardRow(name="north", nurses=("Ann", "Bo")))
WARDS = Table(WardRow, ROWS, "wards", ("beds as licensed",))


def test_a_table_is_printed_whole() -> None:
    """Printed into a pipe or a file, a table has a line for each row, and nothing is cut."""
    assert (
        "wards: 2\nname   beds  nurses\nsouth  10\nnorth        Ann, Bo\nbeds as licensed"
    ) == str(WARDS)
    long = Table(NoteRow, (NoteRow("x" * 500),) * 30, "notes")
    assert [*["x" * 500] * 30] == str(long).splitlines()[2:]


def test_an_interpreter_shows_the_first_rows() -> None:
    """An interpreter shows twenty rows, and says how many more there are."""
    many = Table(NoteRow, tuple(NoteRow(str(n)) for n in range(MOST_SHOWN + 3)), "notes")
    assert ["notes: 23", "note", "0"] == repr(many).splitlines()[:3]
    assert ["19", "and 3 more"] == repr(many).splitlines()[-2:]
    assert str(WARDS) == repr(WARDS)


def test_an_empty_table_has_no_head() -> None:
    """Of no rows it is said that there are none, and what one should know."""
    assert "wards: 0\nbeds as licensed" == str(Table(WardRow, (), "wards", WARDS.notes))


def test_a_terminal_has_it_whole(terminal_of: Callable[[int], None]) -> None:
    """In a terminal long cells are broken, and what has no room beside a row stands beneath it."""
    terminal_of(24)
    rows = (WardRow(name="long-" * 7, beds=3), *ROWS)
    assert [
        "wards: 3",
        "name",
        "long-long-long-long-long",
        "-long-long-",
        "    beds: 3",
        "south",
        "    beds: 10",
        "north",
        "    nurses: Ann, Bo",
    ] == str(Table(WardRow, rows, "wards")).splitlines()
    assert [
        "wards: 2",
        "name   beds  nurses",
        "south  10",
        "north        Ann, Bo",
        "beds as licensed",
    ] == str(WARDS).splitlines()


def test_an_interpreter_in_a_terminal_is_not_flooded(terminal_of: Callable[[int], None]) -> None:
    """What an interpreter shows only names the columns for which there is no room."""
    terminal_of(18)
    assert [
        "wards: 2",
        "name   beds",
        "south  10",
        "north",
        "more columns:",
        "  nurses",
        "beds as licensed",
    ] == repr(WARDS).splitlines()


def test_columns_are_narrowed_before_they_are_left_out() -> None:
    """Wide columns are broken before one is left out, and the last has the room that is left."""
    words = "one two three four five six seven eight nine ten"
    beside = as_text(["a", "b"], [("x" * 10, words)], 56)
    assert [f"{'x' * 10}  {words[:44]}", " " * 12 + words[45:]] == beside[1:]
    below = as_text(["a", "b", "c"], [("x" * 10, words, "y" * 30)], 58)
    assert [f"{'x' * 10}  {words[:44]}", " " * 12 + words[45:], f"    c: {'y' * 30}"] == below[1:]


@pytest.mark.parametrize(
    ("columns", "width"),
    [(["a"], 0), (["a"], 13), (["a", "b"], 14), (["a", "b"], 18), (["a", "b", "c"], 19)],
)
def test_as_many_columns_as_fit(columns: list[str], width: int) -> None:
    """As many columns stand side by side as the width takes, but always one."""
    head = as_text(["a", "b", "c"], [("x" * 10, "yy", "zzz")], width)[0]
    assert columns == head.split()


@pytest.mark.parametrize(
    ("expected", "row"),
    [
        ("ordinal scheduled held moved_by place format reported session", SessionRow),
        ("kind name parent meaning counts id formerly", Term),
        ("when event kind field label story record dated_by", EntryRow),
        ("name beds nurses", WardRow),
    ],
)
def test_answers_stand_before_ids(expected: str, row: type) -> None:
    """The ids of what has no name stand last; bodies, rounds and topics are answers."""
    assert expected == " ".join(in_order(row))


def test_empty_columns_are_named() -> None:
    """What is empty in every row is no column, but named beneath; unless nothing is left."""
    south = Table(WardRow, ROWS[:1], "wards")
    assert "wards: 1\nname   beds\nsouth  10\nempty: nurses" == str(south)
    assert "<p><small>empty: nurses</small></p></div>" in south._repr_html_()
    assert (["note"], []) == parted(NoteRow, [SimpleNamespace(note=None)])


def test_a_notebook_shows_a_table() -> None:
    """A notebook is shown what it is and every row; names carry meanings, the unknown is blank."""
    head = '<th title="Its &lt;name&gt;">name</th><th title="How many">beds</th>'
    south = "<td>south</td><td>10</td><td></td>"
    north = "<td>north</td><td></td><td>Ann, Bo</td>"
    assert WARDS._repr_html_().endswith(
        "<p><b>wards: 2</b></p><p><small>beds as licensed</small></p><table><thead><tr>"
        f'{head}<th title="Who works there">nurses</th></tr></thead>'
        f"<tbody><tr>{south}</tr><tr>{north}</tr></tbody></table></div>"
    )
    assert Table(WardRow, (), "wards")._repr_html_().endswith("<p><b>wards: 0</b></p></div>")


FORMULAS = ["from $5 to $7", "$$x$$", r"\(x\)", r"\[x\]", r"\begin{a}b\end{a}", r"\$5 \ref{a}"]
"""What MathJax makes formulas of where all of it is one text."""


class Texts(HTMLParser):
    """The texts of a page, each between two tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html.replace(STYLE, ""))

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.found.append(data)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_notebook_shows_no_formula(text: str) -> None:
    """A notebook shows what looks like a formula as it is: neither MathJax nor others find one."""
    table = Table(NoteRow, (NoteRow(text),), text, (text,))
    texts = Texts(table._repr_html_())
    assert 3 == "".join(texts.found).count(text)
    assert not any(re.search(r"\$.|.\$|\\.", each) for each in texts.found)


@pytest.mark.parametrize(
    ("caption", "number"),
    [
        ("", 1),
        ("", 100),
        ("<caption>and 1 more: a slice such as [100:] shows them, to_csv() has all</caption>", 101),
        ("<caption>and 9 more: a slice such as [100:] shows them, to_csv() has all</caption>", 109),
    ],
)
def test_a_notebook_is_not_flooded(caption: str, number: int) -> None:
    """A notebook is shown at most a hundred rows, how many more there are, and how to see them."""
    html = Table(NoteRow, (NoteRow("bed"),) * number, "beds")._repr_html_()
    assert f"<p><b>beds: {number}</b></p><table>{caption}<thead>" in html
    assert min(number, 100) == html.count("<td>")


@frozen(kw_only=True)
class StayRow:
    """A row about a round, with the sources that tell of it."""

    round: Text = field(metadata=column("The round", refers="BargainingRound"))
    by: Text = field(metadata=column("Who", refers="Organization"))
    sources: tuple[Text, ...] | None = field(metadata=column("Who says so", refers="Source"))


def test_ids_open_at_a_click() -> None:
    """What the row is about and the ids of what has no name open what is told of them."""
    told = {"2030-acme": ["talks"], "may": ["acme, may"], "june": [f"line {n}" for n in range(9)]}
    rows = [
        StayRow(round="2030-acme", by="acme", sources=("may", "june")),
        StayRow(round="2030-else", by="may", sources=None),
    ]
    html = as_html(StayRow, rows, "stays", (), lambda record: told.get(record, []))
    first, second = html.partition("<tbody>")[2].split("</tr>")[:2]
    lines = "".join(f"<li>line {n}</li>" for n in range(5))
    assert (
        "<tr><td><details><summary>2030-acme</summary><ul><li>talks</li></ul></details></td>"
        "<td>acme</td><td><details><summary>may, june</summary>"
        f"<ul><li>acme, may</li>{lines}<li>and 4 more</li></ul></details></td>"
    ) == first
    assert "<tr><td>2030-else</td><td>may</td><td></td>" == second
    assert "<details>" not in as_html(StayRow, rows, "stays", (), None)


@frozen(kw_only=True)
class TwiceRow:
    """A row that names a stay twice."""

    stay: Text = field(metadata=column("The stay", refers="Session"))
    within: Text = field(metadata=column("The stay it is a part of", refers="Session"))


def test_an_id_opens_once_in_a_row() -> None:
    """An id that stands in two cells of a row opens in the first; in another row it opens again."""
    rows = [TwiceRow(stay="may", within="may"), TwiceRow(stay="june", within="may")]
    html = as_html(TwiceRow, rows, "stays", (), lambda record: [record])
    opened = [row.count("<details>") for row in html.partition("<tbody>")[2].split("</tr>")[:2]]
    assert [1, 2] == opened
    assert "</details></td><td>may</td>" in html


def test_a_long_answer_is_a_small_text() -> None:
    """The longest timeline of a round, evidence and all, takes less than 170 kB in a notebook."""
    timeline = kp.load().timeline("2025-alliance")
    assert 200 < len(timeline)
    assert 170_000 > len(timeline._repr_html_())
