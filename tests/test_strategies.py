"""The public strategies: valid by construction, and reaching all there is."""

import subprocess
import sys
from collections.abc import Callable
from enum import StrEnum
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpbargaining import strategies
from kpbargaining.checks import Severity, check
from kpbargaining.dataset import Dataset
from kpbargaining.evidence import Basis, Evidence, Source
from kpbargaining.kinds import BY_CLASS, KINDS, AnyRecord, Field
from kpbargaining.records.agreements import Agreement
from kpbargaining.records.bargaining import Session
from kpbargaining.records.figures import Term
from kpbargaining.strategies.single import typed
from kpbargaining.values import Id, check_count, check_digest, check_id, check_text, check_url

CLASSES = [kind.cls for kind in KINDS]

VOCABULARIES = [
    field
    for kind in KINDS
    for field in kind.fields.values()
    if isinstance(field.type, type) and issubclass(field.type, StrEnum)
]


def sample(strategy: st.SearchStrategy[Any], size: int) -> list[Any]:
    """Give some of what a strategy draws, always the same."""
    drawn: list[Any] = []

    @settings(max_examples=size)
    @given(strategy)
    def draw(value: object) -> None:
        drawn.append(value)

    draw()
    return drawn


def never_filled(cls: type[attrs.AttrsInstance], drawn: list[Any]) -> list[str]:
    """Give the fields that hold their default in all of these."""
    return [
        field.name
        for field in attrs.fields(cls)
        if all(getattr(each, field.name) == field.default for each in drawn)
    ]


def evidence_of(drawn: list[Dataset]) -> list[Evidence]:
    """Give all evidence of some datasets."""
    return [item for dataset in drawn for item in dataset.evidence]


@pytest.fixture(scope="module")
def drawn() -> list[Dataset]:
    """Some datasets of any kinds."""
    return sample(strategies.datasets(), 80)


@pytest.mark.parametrize(
    ("strategy", "profile"),
    [
        (strategies.counts, check_count),
        (strategies.digests, check_digest),
        (strategies.ids, check_id),
        (strategies.names, check_id),
        (strategies.texts, check_text),
        (strategies.urls, check_url),
    ],
)
def test_plain_values(
    strategy: Callable[[], st.SearchStrategy[Any]], profile: Callable[[object], Any]
) -> None:
    """What is drawn for a plain type is inside its profile, and varies."""
    values = sample(strategy(), 60)
    assert values == [profile(value) for value in values]
    assert len(set(values)) > 20


@pytest.mark.parametrize(
    ("strategy", "parts"),
    [
        (strategies.ids, ["/", "-", "0"]),
        (strategies.names, ["-", "0"]),
        (strategies.texts, [" ", "ñ", "<", '"', "="]),
        (strategies.urls, ["https:", ":65535", "?", "#", "/?"]),
        (strategies.partial_dates, ["[..", "..]", "-21"]),
        (strategies.spans, ["/..", "]/["]),
        (strategies.quantities, ["~", "..", "%", " days", ">=", "-"]),
        (strategies.passages, ["0+", "+1:"]),
    ],
)
def test_forms(strategy: Callable[[], st.SearchStrategy[Any]], parts: list[str]) -> None:
    """Every form of a value is drawn: what marks it is there at times, and at times is not."""
    values = [str(value) for value in sample(strategy(), 100)]
    assert [] == [part for part in parts if len({part in value for value in values}) == 1]


def test_names_have_no_slash() -> None:
    """A name is an id without a slash, as a round has one."""
    assert not any("/" in name for name in sample(strategies.names(), 60))


@pytest.mark.parametrize("cls", CLASSES)
def test_records(cls: type[AnyRecord]) -> None:
    """Records of a kind are of it, and at times fill and at times leave out each of its fields."""
    records = sample(strategies.records(cls), 40)
    fields = BY_CLASS[cls].fields.values()
    assert {cls} == {type(record) for record in records}
    assert [] == never_filled(cls, records)
    assert {f.name for f in fields if f.optional} == {
        f.name for f in fields if any(getattr(record, f.name) is None for record in records)
    }


def test_many_values() -> None:
    """A field that holds several values is drawn with one, and with more of them."""
    records = sample(strategies.records(Agreement), 60)
    assert {1, 2, 3} == {len(record.parties) for record in records if record.parties}


@pytest.mark.parametrize("field", VOCABULARIES, ids=lambda field: str(field.type.__name__))
def test_vocabularies(field: Field) -> None:
    """Every word of a vocabulary is drawn."""
    assert set(field.type) == set(sample(typed(field), 120))


def test_sources() -> None:
    """Sources are drawn as records of their kind."""
    sources = sample(strategies.sources(), 60)
    assert {Source} == {type(source) for source in sources}
    assert [] == never_filled(Source, sources)


def test_evidence() -> None:
    """Evidence for a record fills each of its fields at times, and is about facts of the record."""
    record = Session(id=Id("2030/may"), round=Id("2030"))
    pieces: list[Evidence] = sample(strategies.evidence(record), 80)
    named = {name for each in pieces for name in (*(each.fields or ()), *each.readings)}
    assert {record.id} == {each.record for each in pieces}
    assert [] == never_filled(Evidence, pieces)
    assert set(BY_CLASS[Session].facts) == named
    assert not any(set(each.fields or ()) & set(each.readings) for each in pieces)
    assert set(Basis) == {each.basis for each in pieces}


def test_evidence_from_known_sources() -> None:
    """Evidence rests on the given sources alone, and names none of them twice."""
    record = Session(id=Id("2030/may"), round=Id("2030"))
    names = st.sampled_from([Id("news"), Id("page"), Id("feed")])
    pieces: list[Evidence] = sample(strategies.evidence(record, names), 60)
    assert {"news", "page", "feed"} == {name for each in pieces for name in each.sources}
    assert all(len(set(each.sources)) == len(each.sources) for each in pieces)


def test_evidence_explains_itself() -> None:
    """Evidence that is not simply stated has a note; that which is may have one."""
    record = Session(id=Id("2030/may"), round=Id("2030"))
    pieces: list[Evidence] = sample(strategies.evidence(record), 80)
    plain = [each.basis is Basis.STATED and not each.says for each in pieces]
    assert {(True, True), (True, False), (False, True)} == {
        (simple, each.note is not None) for simple, each in zip(plain, pieces, strict=True)
    }


@pytest.mark.parametrize("cls", CLASSES)
def test_datasets_of_a_kind(cls: type[AnyRecord]) -> None:
    """Datasets asked for a kind hold it, reach each of its fields, and are without an error."""
    datasets: list[Dataset] = sample(strategies.datasets(cls), 15)
    records = [record for dataset in datasets for record in dataset.of(cls)]
    assert all(len(dataset.of(cls)) for dataset in datasets)
    assert [] == never_filled(cls, records)
    assert [] == [
        finding
        for dataset in datasets
        for finding in check(dataset)
        if finding.severity is Severity.ERROR
    ]


def test_datasets(drawn: list[Dataset]) -> None:
    """Datasets are small or large, and without an error."""
    assert [] == [
        finding
        for dataset in drawn
        for finding in check(dataset)
        if finding.severity is Severity.ERROR
    ]
    assert {True, False} == {len(dataset) == 1 for dataset in drawn}
    assert {Dataset} == {type(dataset) for dataset in drawn}


def test_evidence_in_datasets(drawn: list[Dataset]) -> None:
    """Datasets hold every sort of evidence, apart from quotes that were never stamped."""
    pieces = evidence_of(drawn)
    assert ["quote"] == never_filled(Evidence, pieces)
    assert {(True, True), (True, False), (False, False)} == {
        (bool(each.says), each.weak) for each in pieces
    }
    assert {True, False} == {each.source == each.record for each in pieces}


def test_records_without_evidence(drawn: list[Dataset]) -> None:
    """Datasets also hold records without evidence: terms, and what others need."""
    alone = [
        record
        for dataset in drawn
        for record in dataset.records()
        if not dataset.evidence_for(record.id)
    ]
    assert {True, False} == {isinstance(record, Term) for record in alone}


def test_publication_rests_on_evidence(drawn: list[Dataset]) -> None:
    """Each source of a dataset is dated, by evidence from itself or from another."""
    dating = [
        (each.source == source.id, source.published is not None)
        for dataset in drawn
        for source in dataset.sources
        for each in dataset.evidence_for(source.id, "published")
        if "published" in (each.fields or ())
    ]
    assert {(True, True), (False, True)} == set(dating)
    assert all(source.published for dataset in drawn for source in dataset.sources)


def test_what_it_takes() -> None:
    """The strategies take the library, its dependencies and hypothesis, and nothing else."""
    code = "import sys, kpbargaining.strategies; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    outside = {name.partition(".")[0] for name in run.stdout.split()} - sys.stdlib_module_names
    assert {"hypothesis", "kpbargaining"} <= outside
    assert set() == outside & {"coverage", "edtf", "packaging", "pytest", "sybil"}


@pytest.mark.parametrize("name", strategies.__all__)
def test_examples(name: str) -> None:
    """Every strategy has a docstring that shows an example of what it draws."""
    assert "`" in (getattr(strategies, name).__doc__ or "")
