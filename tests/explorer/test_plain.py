"""The plain tables, for browsers that cannot run the page."""

import kpbargaining as kp
from kpbargaining.explorer.plain import MOST, plain_tables


def test_what_it_holds(newest: kp.Dataset) -> None:
    """The kinds with their numbers, the rounds, and the short timeline stand in tables."""
    html = plain_tables(newest)
    assert f"<td>sources</td><td>{len(newest.sources)}</td>" in html
    assert "<td>2023-coalition</td>" in html
    assert "<td>2023-10-04/2023-10-07</td><td>held</td>" in html
    assert 3 == html.count("<table")


def test_nothing_is_told_of_nothing() -> None:
    """Tables of an empty dataset say that there is none."""
    assert 3 == plain_tables(kp.Dataset([], [])).count("<td>none</td>")


def test_text_is_escaped() -> None:
    """What a text says stays text."""
    round_ = kp.BargainingRound(id="a", name="<script>alert('&')</script>")
    html = plain_tables(kp.Dataset([round_], []))
    assert "&lt;script&gt;alert(&#x27;&amp;&#x27;)&lt;/script&gt;" in html
    assert "<script" not in html


def test_many_rounds_are_cut() -> None:
    """Of very many rounds the first stand there, and it is said of how many."""
    rounds = [kp.BargainingRound(id=f"a-{n}", name="A") for n in range(MOST + 1)]
    html = plain_tables(kp.Dataset(rounds, []))
    assert "The rounds (the first 1,000 of 1,001)" in html
    assert MOST == html.count("<td>A</td>")


def test_a_long_timeline_is_cut() -> None:
    """Of a long timeline the first entries stand there, and how many they are."""
    days = kp.Span("2020-01-01/2020-01-02")
    sessions = [kp.Session(id=f"a/{n}", round="a", held=days) for n in range(MOST + 5)]
    html = plain_tables(kp.Dataset([kp.BargainingRound(id="a", name="A"), *sessions], []))
    assert MOST == html.count("<td>session held</td>")
    assert "the first 1,000 entries" in html
