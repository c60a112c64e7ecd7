"""The bundled data: well written, without errors, found in its documents, and good to ask."""

import json
import re
from pathlib import Path

import pytest

import kpbargaining as kp
from kpbargaining.documents.passages import Status
from kpbargaining.documents.shelf import CopyStatus, Shelf
from kpbargaining.files import folders
from kpbargaining.publishing.bundled import DATA

ROUND, LATE_AUGUST = "2025-alliance", "2025-alliance/2025-08-19"
FILES = sorted(path.relative_to(DATA).as_posix() for path in Path(DATA).rglob("*.json"))


@pytest.fixture(scope="module")
def draft() -> kp.Dataset:
    """The plain files, as they stand."""
    return kp.read(DATA)


def test_the_data_is_canonical() -> None:
    """Every data file stands as it would be written."""
    assert [] == folders.uncanonical(DATA)


@pytest.mark.parametrize("name", FILES)
def test_no_words_of_a_document_are_left(name: str) -> None:
    """No data file holds a quote: what was quoted is stamped."""
    text = Path(DATA, name).read_text("utf-8")
    assert name == "schema.json" or '"quote"' not in text


def test_nothing_is_wrong(draft: kp.Dataset) -> None:
    """No check finds an error in the data."""
    assert [] == list(kp.check(draft).where(severity="error"))


@pytest.mark.parametrize("day", ["2019-06-01", "2021-12-31", "2025-06-10", "2025-08-10"])
@pytest.mark.parametrize("certainty", ["certainly", "possibly"])
def test_nothing_was_wrong_on_earlier_days(draft: kp.Dataset, day: str, certainty: str) -> None:
    """What was known on an earlier day has no error either."""
    known = draft.as_of(day, certainty)  # type: ignore[arg-type]
    assert [] == list(kp.check(known).where(severity="error"))


def test_every_passage_is_found(draft: kp.Dataset, held_sources: Path) -> None:
    """Every passage of a held document stands in it, and the document is the one that was read."""
    shelf = Shelf(draft, held_sources)
    cited = [item.source for item in draft.evidence if item.passage is not None]
    held = {name for name in cited if shelf.digests(draft.sources[name])}
    assert 10 == len(held)
    assert {CopyStatus.SAME} == {shelf.copy(name).status for name in held}
    located = [found for name in held for _, found in shelf.located(name)]
    assert len(located) == sum(name in held for name in cited)
    assert {Status.FOUND} == {found.status for found in located}
    assert [] == list(kp.check(draft, held_sources).where(severity="error"))


@pytest.mark.parametrize("name", [None, *(edition.name for edition in kp.editions())])
def test_every_edition_loads(name: str | None) -> None:
    """The newest edition and each one before is as its manifest says, with no error in it."""
    edition = kp.load(name)
    assert edition.digest is not None
    assert re.fullmatch(r"20\d\d\.[1-9]\d*(-draft)?", edition.edition or "")
    assert [] == list(kp.check(edition).where(severity="error"))


def test_the_schema_beside_the_data() -> None:
    """The JSON Schema that lies beside the data is the one of this version."""
    assert kp.schema() == json.loads(Path(DATA, "schema.json").read_text("utf-8"))


def test_the_tally_of_2025(draft: kp.Dataset) -> None:
    """44 tentative agreements are reported of the 2025 round, each session with its own number."""
    tally = draft.tally(ROUND)
    assert kp.Quantity("44") == tally.total
    assert {"2025-06-03": "4", "2025-08-05": "30", "2025-08-19": "10"} == {
        row.session.partition("/")[2]: str(row.new) for row in tally.sessions if row.new is not None
    }


def test_the_tally_as_of_a_day(draft: kp.Dataset) -> None:
    """On 10 August 2025 at least 34 could be known: July is unreported, and 44 came later."""
    assert kp.Quantity(">=34") == draft.as_of("2025-08-10", "possibly").tally(ROUND).total
    assert kp.Quantity(">=4") == draft.as_of("2025-08-10").tally(ROUND).total


def test_the_timeline_of_2025(draft: kp.Dataset) -> None:
    """A session that was held longer than announced stands in the timeline both ways."""
    entries = draft.timeline(ROUND).where(record=LATE_AUGUST)
    assert [
        ("2025-08-19/2025-08-22", "session scheduled"),
        ("2025-08-19/2025-08-23", "session held"),
    ] == [(str(entry.when), entry.event) for entry in entries]


def test_the_evidence_for_a_session(draft: kp.Dataset) -> None:
    """The days on which a session was held rest on the words of a story after it."""
    (item,) = draft.evidence_for(LATE_AUGUST, "held")
    assert ("alliance-2025-late-august", kp.Basis.COMPLETED) == (item.source, item.basis)
    assert item.passage is not None


def test_the_disagreements_of_2025(draft: kp.Dataset) -> None:
    """Where sources differ, it is said which value the field carries and why."""
    rows = draft.disagreements(ROUND)
    assert [] == [row for row in rows if not row.note or row.reading == row.value]
    assert ("2025-alliance/2025-06-03", "ordinal") in [(row.record, row.field) for row in rows]


def test_how_to_cite_a_session() -> None:
    """A session is cited with its record, edition and digest."""
    edition = kp.load()
    citation = kp.cite(edition, LATE_AUGUST)
    for part in (LATE_AUGUST, str(edition.edition), str(edition.digest)):
        assert part in citation
