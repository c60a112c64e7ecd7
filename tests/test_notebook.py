"""Pieces of HTML: everything is escaped, short texts are not broken, some open at a click."""

import pytest

from kpbargaining.notebook import (
    cell,
    escaped,
    framed,
    grid,
    headed,
    listed,
    named_cells,
    opening,
    small,
)

ATTACK = "<script>alert('&\"')</script>"
SHOWN = "&lt;script&gt;alert(&#x27;&amp;&quot;&#x27;)&lt;/script&gt;"


def test_everything_is_escaped() -> None:
    """Markup in any text is shown, not run: in heads, names, meanings, cells, lists, captions."""
    html = "".join(
        [
            escaped(ATTACK),
            headed(ATTACK, ATTACK),
            small(ATTACK),
            listed([ATTACK]),
            opening(ATTACK, ""),
            cell([ATTACK]),
            grid([(ATTACK, ATTACK)], [], ATTACK),
            named_cells([(ATTACK, ATTACK, "")]),
        ]
    )
    assert "<script" not in html
    assert 12 == html.count(SHOWN)


def test_what_would_be_a_formula() -> None:
    """A dollar sign or a backslash stands in an element of its own, so MathJax finds no formula."""
    assert r"from <span>$</span>5 <span>\</span>x" == escaped(r"from $5 \x")
    assert 'class="kpb tex2jax_ignore mathjax_ignore"' in framed("wards")


def test_nothing_is_loaded_or_run() -> None:
    """What shows itself brings a few styles without colours, and neither script nor address."""
    html = framed(small("wards"))
    assert html.endswith("<p><small>wards</small></p></div>")
    assert 1 == html.count("<style>")
    assert [] == [word for word in ("script", "http", "url(", "color", "#") if word in html]
    assert "" == small("")


@pytest.mark.parametrize(
    ("expected", "texts"),
    [
        ("<td></td>", [""]),
        ("<td></td>", []),
        ("<td>East, West</td>", ["East", "West"]),
        (
            "<td>[2030-05-01..2030-05-06]/[2030-06-03..2030-06-05]</td>",
            ["[2030-05-01..2030-05-06]/[2030-06-03..2030-06-05]"],
        ),
        (f'<td class="w">{"the ward " * 5}</td>', ["the ward " * 5]),
        (f'<td class="w">{"w" * 73}</td>', ["w" * 73]),
        (
            f'<td class="w"><span>{"e" * 30}</span>, <span>{"w" * 30}</span></td>',
            ["e" * 30, "w" * 30],
        ),
        (f'<td class="w"><span>a</span>, {"w" * 80}</td>', ["a", "w" * 80]),
    ],
)
def test_what_is_short_is_not_broken(expected: str, texts: list[str]) -> None:
    """Dates, amounts and ids stand in one line; prose and several values take more."""
    assert expected == cell(texts)


def test_a_cell_that_opens() -> None:
    """A cell with something inside opens at a click."""
    assert (
        "<td><details><summary>ward-1</summary><ul><li>by acme</li></ul></details></td>"
    ) == cell(["ward-1"], listed(["by acme"]))
    assert "<details><summary>wards</summary><p>x</p></details>" == opening("wards", "<p>x</p>")


def test_tables() -> None:
    """A table has a head, a row for each thing, and what stands above it; pairs have no head."""
    cells = [[cell(["ward-1"])]]
    assert (
        '<table><thead><tr><th title="Its name">name</th></tr></thead>'
        "<tbody><tr><td>ward-1</td></tr></tbody></table>"
    ) == grid([("name", "Its name")], cells)
    assert "<table><caption>and 1 more</caption>" in grid([], [], "and 1 more")
    assert (
        '<table><tbody><tr><th title="Its name">name</th><td>ward-1</td></tr></tbody></table>'
    ) == named_cells([("name", "Its name", cell(["ward-1"]))])


def test_a_head() -> None:
    """A head says what it is, and by which names it goes."""
    assert "<p><b>Ward</b> <code>ward-1</code></p>" == headed("Ward", "ward-1")
    assert "<p><b>wards: 2</b></p>" == headed("wards: 2")
