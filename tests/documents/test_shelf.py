"""The reader's own copies of documents: which text is which source, and where passages stand."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import attrs
import pytest

import kpbargaining as kp
from kpbargaining.documents.passages import Status, fingerprint
from kpbargaining.documents.shelf import CopyStatus, Shelf
from kpbargaining.documents.words import words
from kpbargaining.values.passages import Passage

PAGE = "acme-page.txt"


def shelf_of(folder: Path, copies: Path) -> Shelf:
    """Give the copies, matched with the sources of a folder."""
    return Shelf(kp.read(folder), copies)


def with_sources(folder: Path, **changes: dict[str, Any]) -> kp.Dataset:
    """Give the folder's dataset with some fields of some sources changed."""
    dataset = kp.read(folder)
    records = [
        attrs.evolve(record, **changes.get(record.id.replace("-", "_"), {}))
        for record in dataset.records()
    ]
    return kp.Dataset(records, dataset.evidence)


def statuses(shelf: Shelf, source: str) -> set[Status]:
    """Give what became of the passages of a source."""
    return {found.status for _, found in shelf.located(source)}


def edit(copies: Path, old: str, new: str) -> None:
    """Put other words into the copy of the page."""
    text = (copies / PAGE).read_text("utf-8")
    assert 1 == text.count(old)
    (copies / PAGE).write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize("source", ["acme-page", "acme-may", "acme-june"])
def test_the_same_text(acme: Path, copies: Path, source: str) -> None:
    """A copy that is the same to the byte is known whatever it is called; so are its stories."""
    (copies / PAGE).rename(copies / "a copy.txt")
    (copies / "another.txt").write_text("Nothing of Acme.", "utf-8")
    copy = shelf_of(acme, copies).copy(source)
    assert (source, CopyStatus.SAME, "a copy.txt") == (copy.source, copy.status, copy.file)
    assert copy.wording is not None
    assert ("bargaining", "news", "talks") == copy.wording.words[:3]


@pytest.mark.parametrize(("source", "passages"), [("acme-page", 2), ("acme-may", 9)])
def test_every_passage_of_the_same_text(
    acme: Path, copies: Path, source: str, passages: int
) -> None:
    """In the same text every passage is found, with the evidence that it stands for."""
    located = shelf_of(acme, copies).located(source)
    assert passages == len(located)
    assert all(item.source == source and item.passage == found.passage for item, found in located)
    assert {Status.FOUND} == {found.status for _, found in located}


def test_a_copy_of_another_layout(acme: Path, copies: Path) -> None:
    """A copy with other bytes and the same words counts as edited; every passage is found."""
    text = (copies / PAGE).read_text("utf-8")
    (copies / PAGE).write_text(text.replace(" ", "\n").upper(), "utf-8")
    shelf = shelf_of(acme, copies)
    assert (CopyStatus.EDITED, PAGE) == (shelf.copy("acme-may").status, shelf.copy("acme-may").file)
    assert {Status.FOUND} == statuses(shelf, "acme-may")


def test_a_copy_with_other_words(acme: Path, copies: Path) -> None:
    """Where words were changed, the passage on them is edited and the others are found."""
    edit(copies, "June 3 in Springfield", "June 4 in Springfield")
    shelf = shelf_of(acme, copies)
    stands = {str(item.record): found.status for item, found in shelf.located("acme-june")}
    assert CopyStatus.EDITED == shelf.copy("acme-june").status
    assert Status.EDITED == stands["2030-acme/2030-06-03"]
    assert Status.FOUND == stands["2030-acme/total-2030-06-03"]
    assert {Status.FOUND} == statuses(shelf, "acme-may")


def test_a_story_alone(acme: Path, copies: Path) -> None:
    """A copy of one story without its page is edited for that story, and nothing of the other."""
    head, _, tail = (copies / PAGE).read_text("utf-8").partition("Talks move on")
    (copies / PAGE).unlink()
    (copies / "june.txt").write_text(f"Talks move on{tail}", "utf-8")
    shelf = shelf_of(acme, copies)
    assert CopyStatus.EDITED == shelf.copy("acme-june").status
    assert {Status.FOUND} == statuses(shelf, "acme-june")
    assert CopyStatus.MISSING == shelf.copy("acme-may").status
    assert {Status.MISSING} == statuses(shelf, "acme-may")
    (copies / "may.txt").write_text(head, "utf-8")
    assert "may.txt" == shelf_of(acme, copies).copy("acme-may").file


def test_the_nearest_text(acme: Path, copies: Path) -> None:
    """Of several edited texts the one with most passages of the source is its copy."""
    text = (copies / PAGE).read_text("utf-8")
    (copies / PAGE).write_text(f"{text} Printed.", "utf-8")
    (copies / "digest.txt").write_text("Acme Hospitals reached 4 tentative agreements.", "utf-8")
    (copies / "zebras.txt").write_text("Nothing of Acme.", "utf-8")
    assert PAGE == shelf_of(acme, copies).copy("acme-may").file


@pytest.mark.parametrize("text", [None, "", "Nothing of Acme.", "\ud800"])
def test_a_missing_text(acme: Path, tmp_path: Path, text: str | None) -> None:
    """Without a text that has any of its passages, a source and all its passages are missing."""
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "acme-page.html").write_text("Acme Hospitals", "utf-8")
    if text is not None:
        (empty / "other.txt").write_bytes(text.encode("utf-8", "surrogatepass"))
    shelf = shelf_of(acme, empty)
    copy = shelf.copy("acme-may")
    assert (CopyStatus.MISSING, None, None) == (copy.status, copy.file, copy.wording)
    assert {Status.MISSING} == statuses(shelf, "acme-may")


def test_a_source_without_passages(acme: Path, copies: Path) -> None:
    """A source that no passage rests on has its copy by its digest alone."""
    dataset = kp.read(acme)
    unread = kp.Dataset(dataset.records(), dataset.evidence.where(source="acme-may"))
    shelf = Shelf(unread, copies)
    assert [] == shelf.located("acme-page")
    assert CopyStatus.SAME == shelf.copy("acme-page").status
    edit(copies, "BARGAINING NEWS", "NEWS")
    (copies / PAGE).rename(copies / "other.txt")
    assert CopyStatus.MISSING == Shelf(unread, copies).copy("acme-page").status


def test_evidence_without_a_passage(acme: Path, copies: Path) -> None:
    """Evidence that cites no words has no place in a text."""
    dataset = kp.read(acme)
    words = [attrs.evolve(item, passage=None) for item in dataset.evidence]
    assert [] == Shelf(kp.Dataset(dataset.records(), words), copies).located("acme-may")


def test_a_story_with_a_text_of_its_own(acme: Path, copies: Path) -> None:
    """The text that was read for a story comes first, then that of the page that carries it."""
    mine = copies / "may.txt"
    mine.write_text("Talks open at Acme, and that is all there is to tell of May.", "utf-8")
    digest = sha256(mine.read_bytes()).hexdigest()
    dataset = with_sources(acme, acme_may={"sha256": digest})
    both = Shelf(dataset, copies)
    assert (CopyStatus.SAME, "may.txt") == (
        both.copy("acme-may").status,
        both.copy("acme-may").file,
    )
    mine.unlink()
    page = Shelf(dataset, copies)
    assert (CopyStatus.SAME, PAGE) == (page.copy("acme-may").status, page.copy("acme-may").file)


def test_pages_that_carry_each_other(acme: Path, copies: Path) -> None:
    """Sources that are part of each other in a circle still have their copies."""
    dataset = with_sources(
        acme, acme_page={"part_of": "acme-may"}, acme_may={"part_of": "acme-page"}
    )
    assert CopyStatus.SAME == Shelf(dataset, copies).copy("acme-may").status
    edit(copies, "BARGAINING NEWS", "NEWS")
    assert CopyStatus.EDITED == Shelf(dataset, copies).copy("acme-may").status


def test_a_page_that_is_not_there(acme: Path, copies: Path) -> None:
    """A story of a page that is no source is found by its passages."""
    dataset = with_sources(acme, acme_may={"part_of": "no-page"})
    assert CopyStatus.LIKELY == Shelf(dataset, copies).copy("acme-may").status


def test_an_unknown_source(acme: Path, copies: Path) -> None:
    """A misspelt source names the nearest."""
    shelf = shelf_of(acme, copies)
    with pytest.raises(kp.UnknownName, match=r"'acme-mai'; nearest: acme-may") as caught:
        shelf.copy("acme-mai")
    assert ("acme-may",) == caught.value.nearest[:1]
    with pytest.raises(kp.UnknownName, match="acme-may"):
        shelf.located("acme-mai")


def test_copies_that_cannot_be_read(acme: Path, copies: Path) -> None:
    """A folder that isn't there, or a text that cannot be read, is named with the reason."""
    with pytest.raises(kp.UnreadableFile, match="no such file or directory") as caught:
        shelf_of(acme, copies / "nowhere")
    assert str(copies / "nowhere") == caught.value.file


def test_what_is_not_read_is_named(acme: Path, copies: Path) -> None:
    """Files of other endings and folders are listed; texts are read whatever their case."""
    (copies / PAGE).rename(copies / "PAGE.TXT")
    (copies / "scan.pdf").write_bytes(b"%PDF")
    (copies / "folder.txt").mkdir()
    shelf = shelf_of(acme, copies)
    assert ("folder.txt", "scan.pdf") == shelf.left
    assert CopyStatus.SAME == shelf.copy("acme-may").status


def test_a_text_named_for_its_source(acme: Path, copies: Path) -> None:
    """A text that bears a source's id is its copy, even where no passage is found in it."""
    dataset = with_sources(acme, acme_page={"sha256": None})
    (copies / PAGE).rename(copies / "acme-page.html")
    (copies / "acme-june.txt").write_text("Nothing of Acme.", "utf-8")
    shelf = Shelf(dataset, copies)
    page, june = shelf.copy("acme-page"), shelf.copy("acme-june")
    assert (CopyStatus.NAMED, "acme-page.html") == (page.status, page.file)
    assert (CopyStatus.NAMED, "acme-june.txt") == (june.status, june.file)


def test_a_named_text_that_is_another(acme: Path, copies: Path) -> None:
    """Where the digest of a source is known, a text of its name with another one is edited."""
    edit(copies, "BARGAINING NEWS", "NEWS")
    assert CopyStatus.EDITED == shelf_of(acme, copies).copy("acme-page").status


def test_marks_are_read_through(acme: Path, copies: Path) -> None:
    """A page with its tags and entities left in has all its passages, and the copy says so."""
    text = (copies / PAGE).read_text("utf-8").replace("\n\n", "</p>\n<p class='x'>")
    (copies / PAGE).write_text(f"<p>{text}&amp;</p>", "utf-8")
    shelf = shelf_of(acme, copies)
    assert ("HTML tags", "HTML entities") == shelf.copy("acme-may").marks
    assert {Status.FOUND} == statuses(shelf, "acme-may")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_an_encoding_with_a_mark(acme: Path, copies: Path, encoding: str) -> None:
    """A text in UTF-16 is read by the mark it begins with."""
    text = (copies / PAGE).read_text("utf-8")
    (copies / PAGE).write_text(text, encoding)
    assert {Status.FOUND} == statuses(shelf_of(acme, copies), "acme-may")


def test_the_words_of_a_passage(acme: Path, copies: Path) -> None:
    """The words that a passage stands for are given on one line; a lost passage has none."""
    shelf = shelf_of(acme, copies)
    given = [shelf.words_of("acme-june", found) for _, found in shelf.located("acme-june")]
    assert all(given)
    assert not any("\n" in words for words in given)
    (copies / PAGE).unlink()
    empty = shelf_of(acme, copies)
    assert {""} == {empty.words_of("acme-june", f) for _, f in empty.located("acme-june")}


def story_of(dataset: kp.Dataset, number: int) -> kp.Dataset:
    """Give a dataset in which so many passages of the story of May stand at every tenth word."""
    (item, *_) = dataset.evidence.where(source="acme-may")
    story = [f"w{number}" for number in range(100)]
    passages = (fingerprint(story, 10 * i, 4) for i in range(number))
    return kp.Dataset(dataset.records(), [attrs.evolve(item, passage=each) for each in passages])


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (CopyStatus.EDITED, "so w20 w21 w22 w23 it goes"),
        (CopyStatus.MISSING, "so w20 w21 w22 w23 it goes w20 w21 w22 w23"),
    ],
)
def test_a_text_with_one_passage(acme: Path, copies: Path, status: CopyStatus, text: str) -> None:
    """Where it is known that there was a text, one passage that is found shows another of it."""
    (copies / PAGE).unlink()
    (copies / "other.txt").write_text(text, "utf-8")
    shelf = Shelf(story_of(kp.read(acme), 3), copies)
    assert status == shelf.copy("acme-may").status
    given = [shelf.words_of("acme-may", found) for _, found in shelf.located("acme-may")]
    assert ["", "", "w20 w21 w22 w23" if status is CopyStatus.EDITED else ""] == given


@pytest.mark.parametrize(("status", "there"), [(CopyStatus.MISSING, 4), (CopyStatus.LIKELY, 5)])
def test_most_of_its_passages(acme: Path, copies: Path, status: CopyStatus, there: int) -> None:
    """A text of no known digest is taken for a page by more than half of its passages."""
    (copies / PAGE).unlink()
    (copies / "other.txt").write_text(" ".join(f"w{n}" for n in range(there * 10)), "utf-8")
    dataset = story_of(with_sources(acme, acme_may={"part_of": "no-page"}), 8)
    assert status == Shelf(dataset, copies).copy("acme-may").status


def test_in_the_same_text_a_passage_stands_as_it_was_stamped(acme: Path, copies: Path) -> None:
    """A passage that begins inside a number is found in the text that was read, in no other."""
    text = "About 7,500 ballots were counted."
    (copies / PAGE).write_text(text, "utf-8")
    passage = fingerprint(words(text), 2, 2)
    for digest, expected in {
        sha256(text.encode()).hexdigest(): Status.FOUND,
        "0" * 64: Status.EDITED,
    }.items():
        dataset = with_sources(acme, acme_page={"sha256": digest})
        (item, *_) = dataset.evidence.where(source="acme-page")
        mine = kp.Dataset(dataset.records(), [attrs.evolve(item, passage=passage)])
        assert {expected} == statuses(Shelf(mine, copies), "acme-page")


def test_a_folder_is_a_path(acme: Path) -> None:
    """What is no path is refused for what it is."""
    with pytest.raises(kp.InvalidValue, match="the path of a folder of texts"):
        Shelf(kp.read(acme), 3)  # type: ignore[arg-type]


def test_a_page_is_not_known_by_a_passage_or_two(acme: Path, copies: Path) -> None:
    """A text is taken for a page of no known digest by most of its passages, and three or more."""
    dataset = with_sources(acme, acme_may={"part_of": "no-page"})
    evidence = [item for item in dataset.evidence if item.source == "acme-may" and item.passage]
    for number, status in {2: CopyStatus.MISSING, 3: CopyStatus.LIKELY}.items():
        fewer = kp.Dataset(dataset.records(), evidence[:number])
        assert status == Shelf(fewer, copies).copy("acme-may").status
    others = (Passage(f"{n}+4:{n:016x}") for n in range(len(evidence)))
    strange = [attrs.evolve(evidence[0], passage=each) for each in others]
    mixed = kp.Dataset(dataset.records(), [*evidence, *strange])
    assert CopyStatus.MISSING == Shelf(mixed, copies).copy("acme-may").status
