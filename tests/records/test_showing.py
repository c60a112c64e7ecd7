"""How a record or a row shows itself: as text, clipped to a terminal, and in a notebook."""

from collections.abc import Callable
from typing import Any

import pytest
from attrs import field, frozen

from kpbargaining.records.roles import column
from kpbargaining.records.showing import Shown, cell_of, in_words, nothing_in, nothing_known
from kpbargaining.tables.table import Table
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Count, Id, Text
from kpbargaining.values.when import PartialDate


@frozen(kw_only=True, repr=False)
class Bed(Shown):
    """A row inside a row."""

    number: Count = field(metadata=column("Its <number>"))


@frozen(kw_only=True, repr=False)
class Ward(Shown):
    """A row with an id, with rows inside it, and with a table of its own."""

    id: Id = field(metadata=column("The ward"))
    about: Text | None = field(default=None, metadata=column("What it is for"))
    nurses: tuple[Text, ...] = field(default=(), metadata=column("Who works there"))
    beds: tuple[Bed, ...] = field(default=(), metadata=column("Its beds"))
    closed: bool | None = field(metadata=column("Whether it is closed"))
    stays: Table[Bed] = field(repr=False)


def ward(**more: Any) -> Ward:
    """Make a ward of two stays, closed."""
    stays = Table(Bed, (Bed(number=7), Bed(number=8)), "stays")
    fields: dict[str, Any] = {"id": "ward-1", "closed": True, "stays": stays}
    return Ward(**fields | more)


@pytest.mark.parametrize(
    ("expected", "value"),
    [
        ("", None),
        ("", ()),
        ("7", 7),
        ("0", 0),
        ("yes", True),
        ("no", False),
        ("2024-05", PartialDate("2024-05")),
        ("~61000", Quantity("~61000")),
        ("Ann, Bo", ("Ann", "Bo")),
        ("held, 2024", ("held", PartialDate("2024"))),
        ("held = 2024, place = A", (("held", PartialDate("2024")), ("place", "A"))),
        ("wings = a, b", (("wings", ("a", "b")),)),
        ("\\u202ered\\x1b[0m", "\u202ered\x1b[0m"),
        ("2", (Bed(number=1), Bed(number=2))),
    ],
)
def test_a_value_in_words(expected: str, value: Any) -> None:
    """A cell is words: nothing where nothing is known, commas between several, nothing obeyed."""
    assert expected == in_words(value)


@pytest.mark.parametrize(
    ("expected", "value"),
    [
        ("<td></td>", None),
        ("<td>7</td>", 7),
        ("<td>Ann, Bo</td>", ("Ann", "Bo")),
        ("<td>held = 2024</td>", (("held", PartialDate("2024")),)),
        (
            (
                '<td><details><summary>1</summary><table><thead><tr><th title="Its &lt;number&gt;">'
                "number</th></tr></thead><tbody><tr><td>3</td></tr></tbody></table></details></td>"
            ),
            (Bed(number=3),),
        ),
    ],
)
def test_a_value_as_a_cell(expected: str, value: Any) -> None:
    """In a notebook a cell has the same words, and rows inside it are a click away."""
    assert expected == cell_of(value)


def test_what_is_empty() -> None:
    """Nothing and no values at all are empty; zero and no are not."""
    assert [True, True, False, False] == [nothing_in(each) for each in (None, (), 0, False)]
    assert ("empty: a, b", "") == (nothing_known(["a", "b"]), nothing_known([]))


def test_as_text_into_a_pipe() -> None:
    """Into a pipe goes all that is known, a line for each field, then its tables."""
    long = "x" * 300
    assert f"Ward(id='ward-1', about='{long}', closed=True)" == repr(ward(about=long))
    assert (f"Ward ward-1\n  about: {long}\n  closed: yes\nstays: 2\nnumber\n7\n8") == str(
        ward(about=long)
    )
    assert "Bed\n  number: 3" == str(Bed(number=3))
    assert "Ward ward-1\n  stays: 0" == str(ward(closed=None, stays=Table(Bed, (), "  stays")))


def test_as_text_in_a_terminal(terminal_of: Callable[[int], None]) -> None:
    """In a terminal each line is cut to its width, and what would break it is left out."""
    terminal_of(24)
    shown = ward(about="for the old\nand for the young", nurses=("Ann", "Bo"))
    assert (
        "Ward(\n    id='ward-1',\n    about='for the ol...\n    nurses=('Ann', 'B...\n"
        "    closed=True,\n)"
    ) == repr(shown)
    assert (
        "Ward ward-1\n  about: for the old ...\n  nurses: Ann, Bo\n  closed: yes\n"
        "stays: 2\nnumber\n7\n8"
    ) == str(shown)
    assert "Bed(number=3)" == repr(Bed(number=3))


def test_in_a_notebook() -> None:
    """A notebook shows what is known with its meaning; the rest is named, tables open."""
    html = ward(beds=(Bed(number=3),))._repr_html_()
    assert "<p><b>Ward</b> <code>ward-1</code></p><table><tbody>" in html
    assert '<th title="Whether it is closed">closed</th><td>yes</td>' in html
    assert '<th title="Its beds">beds</th><td><details><summary>1</summary><table>' in html
    assert "<details><summary>stays: 2</summary>" in html
    assert html.endswith("<p><small>empty: about, nurses</small></p></div>")
    assert "<p><b>Bed</b></p>" in Bed(number=3)._repr_html_()
