"""BibTeX entries: what is written is read again, whatever a text holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kpbargaining as kp
from kpbargaining.publishing import bibtex
from kpbargaining.strategies import texts

ODD = ["{", "}", "}{", "\\}", "{\\", "a--b", "50 % of #1 & $5_a ~ ^ \\", "\\lbrace", "{a} {b}", '"']


def read_again(text: str) -> str:
    """Give a text as it comes back from an entry."""
    (fields,) = bibtex.entries(bibtex.misc_entry("k", {"title": f"{{{bibtex.in_tex(text)}}}"}))
    return fields["title"]


@pytest.mark.parametrize("text", ODD)
def test_odd_texts(text: str) -> None:
    """Braces without another, backslashes and all that TeX has a use for come back as they are."""
    assert text == read_again(text)


@given(texts() | st.text("{}\\-$~^lrbace ", min_size=1, max_size=12))
def test_any_text(text: str) -> None:
    """Every text comes back as it is, and its entry has as many braces each way."""
    assert text == read_again(text)
    entry = bibtex.in_tex(text)
    assert entry.count("{") == entry.count("}")


def test_what_is_empty_is_left_out() -> None:
    """A field without a value has no line."""
    assert "@misc{k,\n  month = may,\n}" == bibtex.misc_entry(
        "k", {"title": "{}", "month": "may", "year": ""}
    )


def test_entries_as_others_write_them() -> None:
    """Fields may be in quotes, in words or numbers, in any case, and in one line."""
    text = (
        '@Article{k,Title="{A} {\\"o}",YEAR=2030,month = may, url = {https://a.example/a\\_b~c} }'
    )
    (found,) = bibtex.entries(text)
    assert {"key", "title", "year", "month", "url"} == found.keys()
    assert ("2030", "may", "https://a.example/a_b~c") == (
        found["year"],
        found["month"],
        found["url"],
    )


def test_a_tie_is_a_blank() -> None:
    """What TeX keeps together with a tie is read with a blank."""
    (found,) = bibtex.entries("@misc{k, title = {A~B}}")
    assert "A B" == found["title"]


@pytest.mark.parametrize(
    "text",
    ["x", "@", "@misc", "@misc{a", "@misc{a,", "@misc{a, b = {c", '@misc{a, b = "c', "@{a,}"],
)
def test_what_is_no_entry(text: str) -> None:
    """What is no whole entry is refused."""
    with pytest.raises(kp.InvalidValue, match="one entry of BibTeX, whole"):
        list(bibtex.entries(text))


@pytest.mark.parametrize(
    "text", ["@misc{" * 20_000, "@a{b,c={" + "{" * 90_000, "@a{b," + "c=d," * 40_000]
)
def test_hostile_entries_end(text: str) -> None:
    """However an entry is nested or repeated, reading it ends."""
    with pytest.raises(kp.InvalidValue):
        list(bibtex.entries(text))
