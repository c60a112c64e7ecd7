"""Where sources differ, and where they are silent."""

from pathlib import Path
from typing import Any

import attrs

from kpbargaining.dataset import Dataset
from kpbargaining.files.folders import read
from kpbargaining.records.evidence import Evidence
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Id
from kpbargaining.values.when import Span

TALKS = read(Path(__file__).parents[1] / "samples" / "talks")
MARCH, MAY, JUNE = "march-bulletin", "may-story", "june-letter"
ROUND = "2024-acme"


def says(record: str, of: str, **more: Any) -> Evidence:
    """What a source says about a record."""
    return Evidence(record=Id(record), source=Id(of), **more)


def talks(*more: Evidence) -> Dataset:
    """The talks with some evidence more."""
    return Dataset(TALKS.records(), [*TALKS.evidence, *more])


def test_disagreements() -> None:
    """A reading that differs is shown beside what the record carries, and why it does."""
    (place, held, count) = TALKS.disagreements()
    assert {
        "record": "2024-acme/2024-05-14",
        "field": "held",
        "value": Span("2024-05-14/2024-05-17"),
        "supported_by": (MAY,),
        "reading": Span("2024-05-14/2024-05-16"),
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


def test_who_reads_what_is_carried_agrees() -> None:
    """A reading of the very value is no disagreement, and supports it; a source is named once."""
    session = "2024-acme/2024-05-14"
    held = Span("2024-05-14/2024-05-17")
    more = [says(session, MARCH, says=(("held", held),)), says(session, MAY, fields=("held",))]
    (row,) = talks(*more).disagreements(session)
    assert (MAY, MARCH) == row.supported_by


def test_a_promoted_reading_disagrees_no_more() -> None:
    """While a reading is all that is known, nothing differs; a weak one differs from nothing."""
    assert ["place"] == [row.field for row in TALKS.as_of("2024-03-31").disagreements()]
    assert [None] == [row.value for row in TALKS.as_of("2024-03-31").disagreements()]


def test_readings_of_no_field_are_passed_over() -> None:
    """A reading of what is no fact of the record, which a check finds, is no disagreement."""
    odd = says("2024-acme/ta-2", MAY, says=(("helld", "2024"), ("round", "2021-acme")))
    assert 0 == len(talks(odd).disagreements("2024-acme/ta-2"))


def test_coverage() -> None:
    """Each fact of a record is known or not, and told by so many sources."""
    rows = {
        (row.record, row.field): (row.kind, row.known, row.sources) for row in TALKS.coverage(ROUND)
    }
    assert ("Session", True, 2) == rows["2024-acme/2024-05-14", "held"]
    assert ("Session", False, 0) == rows["2024-acme/2024-04-16", "held"]
    assert ("BargainingRound", True, 1) == rows[ROUND, "parties"]
    assert ("Outcome", False, 0) == rows["2024-acme/rec-lifts", "session"]
    assert ("2024-acme/ta-2", "topics") not in rows
    assert ("nurses-united", "since") not in rows


def test_coverage_of_what_a_source_says_there_is_none_of() -> None:
    """A fact without a value of which a source speaks is not known, and not silent either."""
    none = [says("2024-acme/2024-04-16", of, fields=("held",)) for of in (MARCH, MAY, MAY)]
    rows = talks(*none).coverage(ROUND).where(record="2024-acme/2024-04-16", field="held")
    assert [(False, 2)] == [(row.known, row.sources) for row in rows]
