"""Laws of whose number: what a rule may change in a dataset, and what it never does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from kpbargaining.checks import Severity, check
from kpbargaining.dataset import Dataset
from kpbargaining.files.codec import decode, encode
from kpbargaining.records.evidence import Voice
from kpbargaining.records.kinds import BY_CLASS
from kpbargaining.rules.candidates import CARRIED, OTHERS, Candidate
from kpbargaining.store.changes import diff
from kpbargaining.store.reasons import ChangeReason
from kpbargaining.strategies import datasets

if TYPE_CHECKING:
    from kpbargaining.records.kinds import AnyRecord

rules = st.sampled_from(OTHERS)


def last(_: AnyRecord, __: str, candidates: tuple[Candidate, ...]) -> Candidate:
    """Take the candidate that stands last, whatever it is."""
    return candidates[-1]


def facts(dataset: Dataset) -> dict[tuple[str, str], Any]:
    """Give the value of every fact."""
    return {
        (record.id, name): getattr(record, name)
        for record in dataset.records()
        for name in BY_CLASS[type(record)].facts
    }


def claims(dataset: Dataset) -> set[tuple[Any, ...]]:
    """Give what each source says each fact to be, and whether it says so weakly."""
    agreed = {
        (item.record, name, getattr(dataset[item.record], name), item.source, False)
        for item in dataset.evidence
        for name in item.fields or ()
    }
    read = {
        (item.record, name, value, item.source, item.weak)
        for item in dataset.evidence
        for name, value in item.says or ()
    }
    return agreed | read


@given(datasets())
def test_what_is_carried(dataset: Dataset) -> None:
    """As carried, it is the dataset."""
    assert dataset.under(CARRIED) is dataset


@given(datasets(), rules)
def test_asked_again(dataset: Dataset, rule: str) -> None:
    """A rule has nothing left to change in what it has read."""
    read = dataset.under(rule)
    assert read == read.under(rule)
    assert "(0 values differ" in read.under(rule).lineage[-1]


@given(datasets(), rules | st.just(last))
def test_no_value_of_its_own(dataset: Dataset, rule: Any) -> None:
    """Every value stands in some evidence of the dataset, and is not weak if it is another one."""
    told = claims(dataset)
    for (record, name), value in facts(dataset.under(rule)).items():
        if value != getattr(dataset[record], name):
            assert any(claim[:3] == (record, name, value) and not claim[4] for claim in told)
        else:
            assert value is None or any(claim[:3] == (record, name, value) for claim in told)


@given(datasets(), rules | st.just(last))
def test_claims_stay(dataset: Dataset, rule: Any) -> None:
    """What each source says each fact to be is the same under any rule, only told anew."""
    assert claims(dataset) == claims(dataset.under(rule))


@given(datasets(), rules | st.just(last))
def test_the_result_is_a_sound_dataset(dataset: Dataset, rule: Any) -> None:
    """Under any rule a dataset is written, read back equal, and passes the checks for errors."""
    read = dataset.under(rule)
    assert read == Dataset(*decode(encode(read.records(), read.evidence)))
    assert [] == [each for each in check(read) if each.severity is Severity.ERROR]


@given(datasets(), st.sampled_from(Voice))
def test_a_voice(dataset: Dataset, voice: Voice) -> None:
    """A value that a voice takes is one that a source of that voice gives."""
    for (record, name), value in facts(dataset.under(voice)).items():
        if value != getattr(dataset[record], name):
            evidence = dataset.evidence_for(record, name)
            told = [item for item in evidence if item.readings.get(name) == value]
            assert voice in {dataset.sources[item.source].voice for item in told}


@given(datasets(), rules)
def test_known_in_the_end(dataset: Dataset, rule: str) -> None:
    """What a rule has read is still so on the last day of all, whatever else was said before."""
    read = dataset.under(rule)
    known = facts(read.as_of("9999-12-31", "possibly"))
    values = {place: value for place, value in facts(read).items() if value is not None}
    assert values.items() <= {place: known.get(place) for place in values}.items()


@given(datasets(), rules | st.just(last))
def test_why_it_differs(dataset: Dataset, rule: Any) -> None:
    """What a rule changes is another reading, and never a correction or a new source."""
    assert {ChangeReason.ANOTHER_READING} >= {row.why for row in diff(dataset, dataset.under(rule))}
