"""What sources say of a fact: where they differ or leave doubt, who spoke first, what is found."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

import kpbargaining as kp
from kpbargaining.dataset import Dataset
from kpbargaining.files.folders import read
from kpbargaining.questions import DisagreementKind, evidence_shares, first_said
from kpbargaining.records.evidence import Doubt, Evidence
from kpbargaining.values.passages import Passage
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.when import Span

Make = Callable[[dict[str, Any]], kp.Dataset]

TALKS = read(Path(__file__).parents[2] / "samples" / "talks")
MARCH, MAY, JUNE = "march-bulletin", "may-story", "june-letter"
ROUND, SESSION = "2024-acme", "2024-acme/2024-05-14"
CERTAIN: Any = "certain"
EMPTY: Any = ""


def says(record: str, of: str, **more: Any) -> Evidence:
    """What a source says about a record."""
    return Evidence(record=record, source=of, **more)


def talks(*more: Evidence) -> Dataset:
    """The talks with some evidence more."""
    return Dataset(TALKS.records(), [*TALKS.evidence, *more])


def test_disagreements() -> None:
    """A reading that differs is shown beside what the record carries, and why it does."""
    (place, held, count) = TALKS.disagreements()
    assert {
        "record": SESSION,
        "field": "held",
        "kind": DisagreementKind.READING,
        "value": Span("2024-05-14/2024-05-17"),
        "supported_by": (MAY,),
        "reading": Span("2024-05-14/2024-05-16"),
        "doubt": None,
        "source": JUNE,
        "weak": False,
        "note": "Gives the days that were announced",
    } == attrs.asdict(held, recurse=False)
    assert ("place", True) == (place.field, place.weak)
    assert ("value", (JUNE,), Quantity("4"), Quantity("~5")) == (
        count.field,
        count.supported_by,
        count.value,
        count.reading,
    )


@pytest.mark.parametrize(
    ("scope", "number"),
    [(None, 3), (ROUND, 3), (SESSION, 1), ("2024-acme/2024-06-11", 0), ("nurses-united", 0)],
)
def test_disagreements_of_a_round_or_a_record(scope: str | None, number: int) -> None:
    """Disagreements are those of a round with all inside it, of one record, or of all."""
    assert number == len(TALKS.disagreements(scope))


def test_who_reads_what_is_carried_agrees() -> None:
    """A reading of the very value is no disagreement, and supports it; a source is named once."""
    held = Span("2024-05-14/2024-05-17")
    more = [says(SESSION, MARCH, says=(("held", held),)), says(SESSION, MAY, fields=("held",))]
    (row,) = talks(*more).disagreements(SESSION)
    assert (MAY, MARCH) == row.supported_by


def test_a_promoted_reading_disagrees_no_more() -> None:
    """While a reading is all that is known, nothing differs; a weak one differs from nothing."""
    rows = TALKS.as_of("2024-03-31").disagreements()
    assert [("place", None)] == [(row.field, row.value) for row in rows]


def test_what_is_in_doubt() -> None:
    """A doubt stands there once for each fact that its evidence supports, with its reason."""
    doubt: dict[str, Any] = {"doubt": Doubt.REACH, "note": "Perhaps only the first day"}
    rows = talks(says(SESSION, JUNE, fields=("place", "days"), **doubt)).disagreements(SESSION)
    assert [
        ("held", DisagreementKind.READING, None),
        ("place", DisagreementKind.DOUBT, Doubt.REACH),
        ("days", DisagreementKind.DOUBT, Doubt.REACH),
    ] == [(row.field, row.kind, row.doubt) for row in rows]
    (row,) = rows.where(field="days")
    assert (Quantity("4"), None, (MAY, JUNE)) == (row.value, row.reading, row.supported_by)
    assert ("Perhaps only the first day", JUNE) == (row.note, row.source)


def test_a_record_in_doubt() -> None:
    """A doubt about a record as a whole has no field, and names who tells of the record."""
    whole = says("nurses-united", JUNE, doubt=Doubt.NUMBER, note="Perhaps two unions")
    (row,) = talks(whole).disagreements("nurses-united")
    assert (None, None, None, (MAY, JUNE)) == (
        row.field,
        row.value,
        row.reading,
        row.supported_by,
    )
    assert (DisagreementKind.DOUBT, Doubt.NUMBER) == (row.kind, row.doubt)


def test_a_list_left_open() -> None:
    """A list that its source leaves open stands there, be it what the record carries or not."""
    left: dict[str, Any] = {"says": (("subjects", ("pay",)),), "open": ("subjects", "session")}
    odd = says("2024-acme/nurses-pay", MAY, fields=("session",), note="As told", **left)
    rows = talks(odd).disagreements("2024-acme/nurses-pay")
    assert [
        ("subjects", DisagreementKind.READING, ("pay",)),
        ("subjects", DisagreementKind.OPEN_LIST, ("pay",)),
        ("session", DisagreementKind.OPEN_LIST, None),
    ] == [(row.field, row.kind, row.reading) for row in rows]
    assert {None} == {row.doubt for row in rows}


def story(published: str | None) -> dict[str, str]:
    """Give the plain form of a source, published then."""
    plain = {"kind": "story", "title": "News", "publisher": "Acme Hospitals", "voice": "joint"}
    return plain | ({"published": published} if published else {})


@pytest.mark.parametrize(
    ("published", "certainly", "possibly"),
    [
        ({"one": "2024-05-06", "two": "2024-05-07"}, ["one"], ["one"]),
        ({"one": "2024-05", "two": "2024-05-07"}, [], ["one", "two"]),
        ({"one": "2024-05-06", "two": "2024-05-06"}, [], ["one", "two"]),
        ({"one": "2024-06", "two": "[2024-05-01..2024-05-09]"}, ["two"], ["two"]),
        ({"one": "2024-06", "two": "2024-05", "three": "2024"}, [], ["three", "two"]),
        ({"one": "2024-06", "two": None}, [], ["one", "two"]),
        ({"one": None}, ["one"], ["one"]),
        ({}, [], []),
    ],
)
def test_who_said_it_first(
    dataset_of: Make, published: dict[str, str | None], certainly: list[str], possibly: list[str]
) -> None:
    """The first to speak of a field is told for sure only where no other can have been earlier."""
    evidence = [{"from": name, "for": ["place"]} for name in published]
    session = {"place": "Springfield", "evidence": [*evidence, {"from": "earliest"}]}
    files = {"round": {"name": "2024 Acme bargaining"}, "sessions": {"may": session}}
    sources = {n: story(when) for n, when in published.items()}
    dataset = dataset_of({"sources": {"sources": sources}, "rounds/2024-acme": files})
    sure = first_said(dataset, "2024-acme/may", "place")
    possible = first_said(dataset, "2024-acme/may", "place", "possibly")
    assert certainly == sorted(item.source for item in sure)
    assert possible.row is Evidence
    assert possibly == sorted(item.source for item in possible)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("lifting", [("2024-acme/ta-2", "Outcome", "summary")]),
        ("CARRYING safe", [("2024-acme/ta-2", "Outcome", "summary")]),
        ("nurses united", [("june-letter", "Source", "publisher")]),
        ("metric-sub", [("metric-subgroups", "Term", "id")]),
        ("shifts", [("2024-acme/nurses-pay", "Proposal", "subjects")]),
        ("2024-05-14", [("2024-acme/2024-05-14", "Session", "id")]),
        ("lifting of masks", []),
        ("", []),
        ("  ", []),
    ],
)
def test_where_a_text_occurs(text: str, found: list[tuple[str, str, str]]) -> None:
    """A record is found by all words of a text in its id or in one of its texts, in any order."""
    rows = [(row.record, row.kind, row.field) for row in TALKS.find(text)]
    assert found == [row for row in rows if row in found]
    assert bool(found) is bool(rows)


def test_ids_that_begin_with_it_come_first() -> None:
    """What is found by the beginning of its id stands first; else it stands kind by kind."""
    rows = TALKS.find("Nurses")
    assert [
        ("nurses-united", "nurses-united"),
        ("june-letter", "Nurses United"),
        ("may-story", "Acme Hospitals and Nurses United"),
        ("2024-acme/nurses-pay", "2024-acme/nurses-pay"),
    ] == [(row.record, row.text) for row in rows]
    several = {row.record: row.text for row in TALKS.find("shifts")}
    assert {"2024-acme/nurses-pay": "pay; shifts"} == several


@pytest.mark.parametrize(
    ("ask", "what", "nearest"),
    [
        (lambda ds: ds.disagreements("2024-acne"), "id", "2024-acme"),
        (lambda ds: first_said(ds, "2024-acme/pai", "work"), "id", "2024-acme/pay"),
        (lambda ds: first_said(ds, SESSION, "hold"), "fact field", "held"),
        (lambda ds: first_said(ds, SESSION, "held", CERTAIN), "certainty", "certainly"),
        (lambda ds: first_said(ds, SESSION, "held", EMPTY), "certainty", None),
    ],
)
def test_misspelt_names(
    ask: Callable[[kp.Dataset], object], what: str, nearest: str | None
) -> None:
    """A misspelt id, field or certainty is refused with the nearest that there are."""
    with pytest.raises(kp.UnknownName, match=f"^no {what} ") as caught:
        ask(TALKS)
    assert nearest is None or nearest in caught.value.nearest


def test_how_much_evidence_can_be_found_again() -> None:
    """Of each voice, how much evidence has a passage, how much a locator, and how much neither."""
    placed = says(SESSION, MARCH, locator="page 2"), says(SESSION, "no-source")
    bare = [attrs.evolve(item, passage=None, locator=None) for item in TALKS.evidence]
    whole = [attrs.evolve(item, passage=Passage(f"0+3:{'0' * 16}")) for item in bare[:1]]
    shares = evidence_shares(Dataset(TALKS.records(), [*whole, *bare[1:], *placed]))
    voices = Counter(TALKS.sources[item.source].voice for item in TALKS.evidence)
    first, march = TALKS.sources[bare[0].source].voice, TALKS.sources[MARCH].voice
    assert {voice: number + (voice == march) for voice, number in voices.items()} | {None: 1} == {
        row.voice: row.evidence for row in shares
    }
    assert {first: 1} == {row.voice: row.passages for row in shares if row.passages}
    assert {march: 1} == {row.voice: row.locators for row in shares if row.locators}
    for row in shares:
        assert row.evidence == row.passages + row.locators + row.unplaced
    numbers = [row.evidence for row in shares]
    assert sorted(numbers, reverse=True) == numbers


def test_shares_of_evidence() -> None:
    """A share is that of all evidence of the voice, to a hundredth of a percent."""
    found = Passage(f"0+3:{'0' * 16}")
    evidence = [says(SESSION, MARCH, passage=found), *2 * [says(SESSION, MARCH, locator="page 2")]]
    evidence += [says(SESSION, MARCH)] * 3
    (row,) = evidence_shares(Dataset(TALKS.records(), evidence))
    assert (Quantity("16.67%"), Quantity("50%")) == (row.passage_share, row.placed_share)
    assert [] == list(evidence_shares(Dataset(TALKS.records(), [])))


@pytest.mark.parametrize("given", [5, None, ["pay"]])
def test_only_a_text_is_looked_for(given: Any) -> None:
    """What is no text cannot be found, and the refusal says so."""
    with pytest.raises(kp.InvalidValue, match="text: expected text"):
        TALKS.find(given)
