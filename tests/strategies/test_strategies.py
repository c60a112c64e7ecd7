"""The public strategies: valid by construction, and reaching all there is."""

import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from enum import StrEnum
from functools import partial
from typing import Any

import attrs
import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from kpbargaining import strategies
from kpbargaining.checks import Finding, Severity, check
from kpbargaining.dataset import Dataset
from kpbargaining.records.agreements import Agreement
from kpbargaining.records.bargaining import Session
from kpbargaining.records.evidence import Basis, Evidence, Source
from kpbargaining.records.figures import Term
from kpbargaining.records.kinds import BY_CLASS, KINDS, AnyRecord, Field
from kpbargaining.records.parties import Person
from kpbargaining.strategies.single import typed
from kpbargaining.values.texts import (
    Id,
    Text,
    check_count,
    check_digest,
    check_id,
    check_text,
    check_url,
)

Condition = tuple[str, Callable[[Any], bool]]
"""What a value drawn may meet, and a name for it."""

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


def unmet(strategy: st.SearchStrategy[Any], conditions: Iterable[Condition]) -> set[str]:
    """Give the names of the conditions that no value meets, having drawn as many as it takes."""
    left = dict(conditions)

    def is_last(value: object) -> bool:
        for name in [name for name, meets in left.items() if meets(value)]:
            del left[name]
        return not left

    with suppress(NoSuchExample):
        find(strategy, is_last, settings=settings(max_examples=1000, phases=[Phase.generate]))
    return set(left)


def filling(cls: type[attrs.AttrsInstance]) -> Iterator[Condition]:
    """Give the conditions that each field that has a default holds it, and that it does not."""
    for field in attrs.fields(cls):
        if field.default is not attrs.NOTHING:
            yield f"{field.name} filled", partial(is_filled, field)
            yield f"{field.name} left out", partial(is_left_out, field)


def is_filled(field: "attrs.Attribute[Any]", each: object) -> bool:
    """Whether a record or evidence holds something else than the default of a field."""
    return bool(getattr(each, field.name) != field.default)


def is_left_out(field: "attrs.Attribute[Any]", each: object) -> bool:
    """Whether a record or evidence holds the default of a field."""
    return not is_filled(field, each)


def among(cls: type[AnyRecord], condition: Condition) -> Condition:
    """Give the condition that a record of a dataset meets that one."""
    return f"{cls.__name__}: {condition[0]}", lambda each: any(map(condition[1], each.of(cls)))


def errors_in(drawn: list[Dataset]) -> list[Finding]:
    """Give the findings that are errors."""
    return [
        finding
        for dataset in drawn
        for finding in check(dataset)
        if finding.severity is Severity.ERROR
    ]


SESSION = Session(id=Id("2030/may"), round=Id("2030"))


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
        (strategies.urls, ["https:", ":65535", "?", "#"]),
        (strategies.partial_dates, ["[..", "..]", "-21"]),
        (strategies.spans, ["/..", "]/["]),
        (strategies.quantities, ["~", "..", "%", " days", ">=", "-"]),
        (strategies.passages, ["0+", "+1:"]),
    ],
)
def test_forms(strategy: Callable[[], st.SearchStrategy[Any]], parts: list[str]) -> None:
    """Every form of a value is drawn: what marks it is there at times, and at times is not."""
    with_it = ((f"with {part}", lambda value, p=part: p in str(value)) for part in parts)
    without = ((f"without {part}", lambda value, p=part: p not in str(value)) for part in parts)
    assert set() == unmet(strategy(), [*with_it, *without])


def test_names_have_no_slash() -> None:
    """A name is an id without a slash, as a round has one."""
    assert not any("/" in name for name in sample(strategies.names(), 60))


@pytest.mark.parametrize("cls", CLASSES)
def test_records(cls: type[AnyRecord]) -> None:
    """Records of a kind are of it, and at times fill and at times leave out each of its fields."""
    assert {cls} == {type(record) for record in sample(strategies.records(cls), 5)}
    assert set() == unmet(strategies.records(cls), filling(cls))


@pytest.mark.parametrize("number", [1, 2, 3])
def test_many_values(number: int) -> None:
    """A field that holds several values is drawn with one, and with more of them."""
    several = (str(number), lambda record: len(record.parties or ()) == number)
    assert set() == unmet(strategies.records(Agreement), [several])


@pytest.mark.parametrize("field", VOCABULARIES, ids=lambda field: str(field.type.__name__))
def test_vocabularies(field: Field) -> None:
    """Every word of a vocabulary is drawn."""
    words = ((word, lambda drawn, w=word: drawn is w) for word in field.type)
    assert set() == unmet(typed(field), words)


def test_sources() -> None:
    """Sources are drawn as records of their kind."""
    assert {Source} == {type(source) for source in sample(strategies.sources(), 5)}
    assert set() == unmet(strategies.sources(), filling(Source))


def test_evidence() -> None:
    """Evidence for a record is about facts of it, each of them, and at times fills each field."""
    facts = BY_CLASS[Session].facts
    agrees = ((f"agrees {name}", lambda each, n=name: n in (each.fields or ())) for name in facts)
    says = ((f"says {name}", lambda each, n=name: n in each.readings) for name in facts)
    bases = ((basis, lambda each, b=basis: each.basis is b) for basis in Basis)
    pieces: list[Evidence] = sample(strategies.evidence(SESSION), 60)
    assert set() == unmet(
        strategies.evidence(SESSION), [*agrees, *says, *bases, *filling(Evidence)]
    )
    assert {SESSION.id} == {each.record for each in pieces}
    assert {name for each in pieces for name in (*(each.fields or ()), *each.readings)} <= set(
        facts
    )
    assert not any(set(each.fields or ()) & set(each.readings) for each in pieces)


def test_evidence_from_known_sources() -> None:
    """Evidence rests on the given sources alone, and names none of them twice."""
    names = st.sampled_from([Id("news"), Id("page"), Id("feed")])
    pieces: list[Evidence] = sample(strategies.evidence(SESSION, names), 60)
    assert {"news", "page", "feed"} == {name for each in pieces for name in each.sources}
    assert all(len(set(each.sources)) == len(each.sources) for each in pieces)


def test_evidence_explains_itself() -> None:
    """Evidence that is not simply stated has a note; that which is may have one."""
    record = Person(id=Id("jo"), name=Text("Jo"))
    pieces: list[Evidence] = sample(strategies.evidence(record), 80)
    plain = [each.basis is Basis.STATED and not each.says for each in pieces]
    assert {(True, True), (True, False), (False, True)} == {
        (simple, each.note is not None) for simple, each in zip(plain, pieces, strict=True)
    }


@pytest.mark.parametrize("kinds", [tuple(CLASSES[i : i + 2]) for i in range(0, len(CLASSES), 2)])
def test_datasets_of_kinds(kinds: tuple[type[AnyRecord], ...]) -> None:
    """Datasets asked for kinds hold them, reach each of their fields, and are without an error."""
    drawn: list[Dataset] = sample(strategies.datasets(*kinds), 5)
    reached = [among(cls, condition) for cls in kinds for condition in filling(cls)]
    never = "Source: published left out"
    assert all(len(dataset.of(cls)) for dataset in drawn for cls in kinds)
    assert set() == unmet(
        strategies.datasets(*kinds), (each for each in reached if each[0] != never)
    )
    assert [] == errors_in(drawn)


def test_datasets(drawn: list[Dataset]) -> None:
    """Datasets are small or large, and without an error."""
    assert [] == errors_in(drawn)
    assert {True, False} == {len(dataset) == 1 for dataset in drawn}
    assert {Dataset} == {type(dataset) for dataset in drawn}


def test_evidence_in_datasets(drawn: list[Dataset]) -> None:
    """Datasets hold every sort of evidence, apart from quotes that were never stamped."""
    sorts = [
        *(condition for condition in filling(Evidence) if condition[0] != "quote filled"),
        ("a reading that is not weak", lambda each: each.says and not each.weak),
        ("one that agrees and differs", lambda each: each.fields and each.says),
        ("of a source for itself", lambda each: each.source == each.record),
    ]
    reached = [(name, lambda each, m=meets: any(map(m, each.evidence))) for name, meets in sorts]
    assert set() == unmet(strategies.datasets(), reached)
    assert not any(item.quote for dataset in drawn for item in dataset.evidence)


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
    assert set() == outside & {"edtf", "packaging", "pytest", "sybil"}


@pytest.mark.parametrize("name", strategies.__all__)
def test_examples(name: str) -> None:
    """Every strategy has a docstring that shows an example of what it draws."""
    assert "`" in (getattr(strategies, name).__doc__ or "")
