"""Marks that a copy was left with are read through where they are surely such."""

import pytest

from kpbargaining.documents.markup import read_through
from kpbargaining.documents.words import words


@pytest.mark.parametrize(
    ("text", "read", "found"),
    [
        ("<p>One</p><p>two</p>", "one two", ("HTML tags",)),
        ("<STYLE>no\n.no {}\n</Style> <!-- no\nno --> <P>yes</P>", "yes", ("HTML tags",)),
        ("agree<b>ment</b>s", "agreements", ("HTML tags",)),
        ("<style>yes<script>no</SCRIPT ><head>yes</p> <!--yes", "yes yes yes", ("HTML tags",)),
        ("<script>no<style>no</script>yes</style>", "yes", ("HTML tags",)),
        ("raise<sup>1</sup> of", "raise 1 of", ("HTML tags",)),
        ("<head><title>No</title></head><body>Yes</body>", "yes", ("HTML tags",)),
        ("<script>var no = 1;</script><p>yes</p><!-- no -->", "yes", ("HTML tags",)),
        ("Acme &amp; Co &#8220;so&#x201D; &nosuch;", "acme co so nosuch", ("HTML entities",)),
        ("Jos&eacute; N&uacute;&#241;ez", "jos\u00e9 n\u00fa\u00f1ez", ("HTML entities",)),
        (
            "see [the page](https://example.org/no/word)",
            "see the page",
            ("addresses of Markdown links",),
        ),
        ("[1]: https://example.org/no", "", ("addresses of Markdown links",)),
        ("3 < 4 and 5 > 4", "3 4 and 5 4", ()),
        ("a <br> b", "a br b", ()),
        ("plain (https://example.org)", "plain https example org", ()),
    ],
)
def test_marks(text: str, read: str, found: tuple[str, ...]) -> None:
    """What is a mark is no word, what is not stays one, and both are told."""
    clean, marks = read_through(text)
    assert read.split() == words(clean)
    assert found == marks


@pytest.mark.parametrize(
    "text", ["<p>One\n</p>", "a&lt;b&gt;&nGt;&x;&#0;", "x [y](/z)\n", "\u00e9 </i>"]
)
def test_every_word_keeps_its_place(text: str) -> None:
    """The text without its marks has as many characters, and the same lines."""
    clean, _ = read_through(text)
    assert len(text) == len(clean)
    assert text.count("\n") == clean.count("\n")


@pytest.mark.parametrize("opened", ["<script>", "<style ", "<!--", "<head>", "\n[x", "](/", "&a"])
def test_what_nothing_ends(opened: str) -> None:
    """Marks that nothing ends hide no word, and are not looked through once for each of them."""
    clean, _ = read_through(f"<p>{opened * 50_000} yes</p>")
    assert "yes" == words(clean)[-1]
