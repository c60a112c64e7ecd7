"""Quotes become passages: what a curator typed is replaced by its fingerprint, or all is listed."""

from pathlib import Path

import attrs
import pytest

import kpbargaining as kp
from kpbargaining.documents.passages import fingerprint
from kpbargaining.documents.shelf import Shelf
from kpbargaining.documents.stamping import stamped, story_words
from kpbargaining.documents.words import words
from kpbargaining.records.evidence import Evidence

MAY, JUNE = "2030-acme/2030-05-06", "2030-acme/2030-06-03"


def quoting(record: str, source: str, quote: str) -> Evidence:
    """Give evidence as a curator types it."""
    return Evidence(record=record, source=source, quote=quote)


def quoted(folder: Path, *quotes: Evidence) -> kp.Dataset:
    """Give the folder's dataset with these quotes for all its evidence."""
    return kp.Dataset(kp.read(folder).records(), quotes)


def stamp(dataset: kp.Dataset, copies: Path) -> list[Evidence]:
    """Give the dataset's evidence with every quote stamped."""
    return stamped(dataset, Shelf(dataset, copies), dataset)


def test_a_quote_becomes_its_passage(acme: Path, copies: Path) -> None:
    """A quote gives way to the passage of its words, counted from the start of the story."""
    quote = quoting(JUNE, "acme-june", "in  SPRINGFIELD. \u201cAbout 5\u201d agreements")
    (item,) = stamp(quoted(acme, quote), copies)
    story = words((copies / "acme-page.txt").read_text("utf-8").partition("June 3.\n\n")[2])
    assert fingerprint(story, 11, 5) == item.passage
    assert attrs.evolve(quote, quote=None, passage=item.passage) == item


def test_a_quote_from_the_page_itself(acme: Path, copies: Path) -> None:
    """The words of a source without an extent are those of its whole text."""
    (item,) = stamp(quoted(acme, quoting(MAY, "acme-page", "bargaining news")), copies)
    assert fingerprint(["bargaining", "news"], 0, 2) == item.passage


def test_what_is_stamped_stays(acme: Path, copies: Path) -> None:
    """Evidence without a quote stays as it is, in its order."""
    dataset = kp.read(acme)
    assert list(dataset.evidence) == stamp(dataset, copies)


def test_only_the_records_that_are_asked_for(acme: Path, copies: Path) -> None:
    """Quotes in the evidence of other records are left, even those that no text has."""
    mine, other = quoting(MAY, "acme-may", "May 6"), quoting(JUNE, "acme-june", "never said")
    dataset = quoted(acme, mine, other)
    done = stamped(dataset, Shelf(dataset, copies), {MAY})
    assert [None, other.quote] == [item.quote for item in done]


def test_all_that_cannot_be_stamped_is_listed(acme: Path, copies: Path) -> None:
    """Every quote that is refused is listed, in the order of the evidence, each once."""
    dataset = quoted(
        acme,
        quoting(JUNE, "acme-june", "never said"),
        quoting(MAY, "acme-may", "May 6"),
        quoting(MAY, "acme-may", "agreements of peace"),
    )
    with pytest.raises(kp.InvalidDocument, match=r"^2 problems\n") as caught:
        stamp(dataset, copies)
    assert ["'never said'", "'agreements of peace'"] == [p.found for p in caught.value.problems]


def test_the_words_of_a_story(acme: Path, copies: Path) -> None:
    """A story's words are those of its extent, on the page or alone."""
    dataset = kp.read(acme)
    june = (copies / "acme-page.txt").read_text("utf-8").partition("June 3.\n\n")[2]
    expected = tuple(words(june))
    may = story_words(dataset, "acme-may", Shelf(dataset, copies))
    assert (("talks", "open"), ("june", "3")) == (may[:2], may[-2:])
    assert expected == story_words(dataset, "acme-june", Shelf(dataset, copies))
    (copies / "acme-page.txt").write_text(june, "utf-8")
    assert expected == story_words(dataset, "acme-june", Shelf(dataset, copies))


def test_a_story_that_was_edited(acme: Path, copies: Path) -> None:
    """A quote is not looked for in a copy that has not all words of the story."""
    page = copies / "acme-page.txt"
    page.write_text(page.read_text("utf-8").replace("About 5", "Almost 5"), "utf-8")
    dataset = kp.read(acme)
    with pytest.raises(kp.InvalidValue, match="the words of acme-june in its text"):
        story_words(dataset, "acme-june", Shelf(dataset, copies))


def test_the_words_of_a_missing_story(acme: Path, copies: Path) -> None:
    """A source of which no text is at hand has no words."""
    (copies / "acme-page.txt").unlink()
    dataset = kp.read(acme)
    with pytest.raises(kp.InvalidValue, match="a text of acme-june among those at hand"):
        story_words(dataset, "acme-june", Shelf(dataset, copies))


def test_a_text_that_only_resembles(acme: Path, copies: Path) -> None:
    """Words of another text than the one that was read are refused, unless that is meant."""
    page = copies / "acme-page.txt"
    page.write_text(f"{page.read_text('utf-8')} July.", "utf-8")
    dataset = quoted(acme, *kp.read(acme).evidence, quoting(MAY, "acme-page", "bargaining news"))
    with pytest.raises(kp.InvalidDocument, match="--anyway takes another") as caught:
        stamp(dataset, copies)
    assert [("stranger", "acme-page")] == [(p.code, p.file) for p in caught.value.problems]
    assert None is stamped(dataset, Shelf(dataset, copies), dataset, anyway=True)[-1].quote


def test_a_qualifier_that_is_lost(acme: Path, copies: Path) -> None:
    """A quote that says about is refused for an exact number, unless that is meant."""
    total = "2030-acme/total-2030-06-03"
    item = attrs.evolve(quoting(total, "acme-june", "about 5 agreements"), fields=("value",))
    dataset = quoted(acme, item)
    with pytest.raises(kp.InvalidDocument, match="qualifies a number") as caught:
        stamp(dataset, copies)
    assert ["qualifier"] == [problem.code for problem in caught.value.problems]
