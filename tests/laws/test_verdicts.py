"""Laws of verdicts: every citation of every edition is judged as the editions themselves differ."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest
from hypothesis import settings

import kpbargaining as kp
from kpbargaining.publishing.verifying.claims import verdict_on
from kpbargaining.publishing.verifying.printed import read_printed
from kpbargaining.publishing.verifying.successions import Successions
from kpbargaining.records.kinds import BY_CLASS

NEWEST = kp.load()
OLDER = [each.name for each in kp.editions()][:-1]
KNOWN = {record.id: record for record in NEWEST}
EVERY = 60 // settings().max_examples
"""One field citation in so many is judged: all, but where the laws are tried in brief."""
RENAMED = {name: record for record in NEWEST for name in record.formerly or ()}


@pytest.fixture(scope="module")
def editions() -> Successions:
    """The bundled editions, each loaded once."""
    return Successions(None)


def of_today(record: Any) -> Any:
    """Give what a record of an older edition is in the newest, if one looks by its ids alone."""
    return KNOWN.get(record.id) or RENAMED.get(record.id)


def citations(edition: str, editions: Successions) -> Iterator[tuple[Any, str | None, kp.Verdict]]:
    """Every citation of every record and of every field of it in an edition, and its verdict."""
    dataset = editions.dataset(edition)
    cited = (
        (record, field) for record in dataset for field in (None, *BY_CLASS[type(record)].fields)
    )
    for record, field in islice(cited, None, None, EVERY):
        text = kp.cite(dataset, record.id, field)
        yield record, field, verdict_on(read_printed(text), editions)


@pytest.mark.parametrize("edition", OLDER)
def test_every_citation_of_an_older_edition(edition: str, editions: Successions) -> None:
    """A field stands if the newest edition has the same value, a record if it has all the same."""
    judged, withdrawn = set(), set()
    for record, field, verdict in citations(edition, editions):
        today = of_today(record)
        judged.add(record.id)
        if verdict.standing == "withdrawn":
            withdrawn.add(record.id)
            continue
        assert record.id == verdict.record
        if field is not None:
            old, new = getattr(record, field), getattr(today, field)
            assert ("stands" if old == new else "corrected") == verdict.standing
            assert (old, new, edition) == (verdict.cited, verdict.now, verdict.edition)
            steps = verdict.corrections
            assert (old, new) == (steps[0].old, steps[-1].new) if steps else (new, old)
        elif type(record) is not kp.Source:
            facts = [f.name for f in BY_CLASS[type(record)].fields.values() if f.role != "ours"]
            other = [n for n in facts if n != "id" and getattr(record, n) != getattr(today, n)]
            assert sorted(other) == sorted({step.field for step in verdict.corrections})
            assert ("corrected" if other else "stands") == verdict.standing
    gone = judged - KNOWN.keys()
    assert withdrawn <= gone
    assert gone - withdrawn <= RENAMED.keys()


@pytest.mark.parametrize("style", ["bibtex", "csl-json"])
@pytest.mark.parametrize("edition", OLDER)
def test_every_style_says_the_same(edition: str, style: Any, editions: Successions) -> None:
    """Whatever the style of a citation, its verdict is the same."""
    dataset = editions.dataset(edition)
    records = list(dataset)
    for place, record in enumerate(records[:: 1 + len(records) // 200]):
        fields = list(BY_CLASS[type(record)].fields)
        for field in (None, fields[place % len(fields)]):
            verdicts = (
                verdict_on(read_printed(kp.cite(dataset, record.id, field, style=each)), editions)
                for each in ("text", style)
            )
            assert 1 == len({str(verdict) for verdict in verdicts})


@pytest.mark.parametrize("edition", OLDER)
def test_a_citation_of_another_value_is_altered(edition: str, editions: Successions) -> None:
    """With another value in the place of its own, no citation of a fact stands."""
    dataset = editions.dataset(edition)
    records = [record for record in dataset if BY_CLASS[type(record)].facts]
    for record in records[:: 1 + len(records) // 200]:
        for field in BY_CLASS[type(record)].facts:
            text = kp.cite(dataset, record.id, field)
            forged = text.replace(f"{field} = ", f"{field} = not ", 1)
            verdict = verdict_on(read_printed(forged), editions)
            assert "altered" == verdict.standing
            assert str(verdict.cited).startswith("not ")
