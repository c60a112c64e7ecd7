"""Tables as text and as HTML: clipped to a terminal, whole into a pipe, nothing obeyed."""

import io
import os
import re
import shutil
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any

import pytest
from attrs import field, frozen

from kpbargaining.records.roles import column
from kpbargaining.tables import printing
from kpbargaining.tables.printing import as_html, as_text, in_words, width_of_terminal
from kpbargaining.tables.table import MOST_SHOWN, Table
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Count, Text
from kpbargaining.values.when import PartialDate


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


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of 24 columns in place of standard output."""

    class Terminal(io.StringIO):
        """What says that it is one."""

        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(printing, "sys", SimpleNamespace(stdout=Terminal()))
    monkeypatch.setattr(shutil, "get_terminal_size", lambda: os.terminal_size((24, 80)))


@pytest.mark.parametrize(
    ("expected", "value"),
    [
        ("", None),
        ("7", 7),
        ("0", 0),
        ("yes", True),
        ("no", False),
        ("2024-05", PartialDate("2024-05")),
        ("~61000", Quantity("~61000")),
        ("Ann, Bo", ("Ann", "Bo")),
        ("held, 2024", ("held", PartialDate("2024"))),
        ("a, b, c", (("a", "b"), "c")),
        ("2", ROWS[:2]),
        ("\\u202ered\\x1b[0m", "\u202ered\x1b[0m"),
    ],
)
def test_a_cell_in_words(expected: str, value: Any) -> None:
    """A cell is words: nothing where nothing is known, commas between several, nothing obeyed."""
    assert expected == in_words(value)


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


@pytest.mark.usefixtures("terminal")
def test_a_terminal_is_not_flooded() -> None:
    """In a terminal long cells are cut, and columns that do not fit are named instead."""
    rows = (WardRow(name="x" * 50, beds=3), *ROWS)
    assert [
        "wards: 3",
        "name",
        "x" * 21 + "...",
        "south",
        "north",
        "more columns: beds,",
        "nurses",
    ] == str(Table(WardRow, rows, "wards")).splitlines()
    assert [
        "wards: 2",
        "name   beds  nurses",
        "south  10",
        "north        Ann, Bo",
        "beds as licensed",
    ] == str(WARDS).splitlines()


@pytest.mark.usefixtures("terminal")
def test_the_width_of_a_terminal() -> None:
    """A terminal has its width."""
    assert 24 == width_of_terminal()


@pytest.mark.parametrize("output", [io.StringIO(), None])
def test_a_pipe_has_no_width(output: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe, or a program without standard output, has none."""
    monkeypatch.setattr(printing, "sys", SimpleNamespace(stdout=output))
    assert None is width_of_terminal()


@pytest.mark.parametrize(
    ("columns", "width"),
    [(["a"], 0), (["a"], 13), (["a", "b"], 14), (["a", "b"], 18), (["a", "b", "c"], 19)],
)
def test_as_many_columns_as_fit(columns: list[str], width: int) -> None:
    """As many columns stand side by side as the width takes, but always one."""
    head = as_text(["a", "b", "c"], [("x" * 10, "yy", "zzz")], width)[0]
    assert columns == head.split()


def test_a_notebook_shows_a_table() -> None:
    """A notebook is shown what it is and every row; names carry meanings, the unknown is blank."""
    head = '<th title="Its &lt;name&gt;">name</th><th title="How many">beds</th>'
    south = "<td>south</td><td>10</td><td></td>"
    north = "<td>north</td><td></td><td>Ann, Bo</td>"
    assert (
        '<div class="tex2jax_ignore mathjax_ignore"><p>wards: 2 - beds as licensed</p>'
        "<table><thead><tr>"
        f'{head}<th title="Who works there">nurses</th></tr></thead>'
        f"<tbody><tr>{south}</tr><tr>{north}</tr></tbody></table></div>"
    ) == WARDS._repr_html_()


def test_a_notebook_is_not_taken_over() -> None:
    """Markup in cells, in names, in meanings and in the title is shown, not run."""
    attack = "<script>alert('&\"')</script>"
    html = as_html([(attack, attack)], [(attack,), ([[attack]],), (None,)], attack)
    assert "<script" not in html
    assert 5 == html.count("&lt;script&gt;alert(&#x27;&amp;&quot;&#x27;)&lt;/script&gt;")
    ward = WardRow(name=attack, nurses=(attack,))
    assert "<script" not in Table(WardRow, (ward,), attack, (attack,))._repr_html_()


FORMULAS = ["from $5 to $7", "$$x$$", r"\(x\)", r"\[x\]", r"\begin{a}b\end{a}", r"\$5 \ref{a}"]
"""What MathJax makes formulas of where all of it is one text."""


class Texts(HTMLParser):
    """The texts of a page, each between two tags, and the classes around them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.classes: list[str] = []
        self.feed(html)

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the class of an element."""
        self.classes += [value or "" for name, value in attrs if name == "class"]

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.found.append(data)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_notebook_shows_no_formula(text: str) -> None:
    """A notebook shows what looks like a formula as it is: neither MathJax nor others find one."""
    texts = Texts(as_html([(text, text)], [(text,)], text))
    assert 3 == "".join(texts.found).count(text)
    assert not any(re.search(r"\$.|.\$|\\.", each) for each in texts.found)
    assert ["tex2jax_ignore mathjax_ignore"] == texts.classes


@pytest.mark.parametrize(
    ("caption", "number"),
    [
        ("", 0),
        ("", 200),
        ("<caption>and 1 more</caption>", 201),
        ("<caption>and 300 more</caption>", 500),
    ],
)
def test_a_notebook_is_not_flooded(caption: str, number: int) -> None:
    """A notebook is shown at most two hundred rows, and how many more there are."""
    html = as_html([("bed", "A bed")], [(bed,) for bed in range(number)], "beds")
    assert f"<p>beds</p><table>{caption}<thead>" in html
    assert min(number, 200) == html.count("<td>")
