"""The public strategies for one record or one piece of evidence: each field filled and left out."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import strategies as st

from kpbargaining import strategies
from kpbargaining.records.actions import Vote
from kpbargaining.records.agreements import Agreement
from kpbargaining.records.bargaining import Session
from kpbargaining.records.evidence import Basis, Doubt, Evidence, Source
from kpbargaining.records.kinds import BY_CLASS, KINDS, AnyRecord
from kpbargaining.records.parties import Person
from kpbargaining.records.roles import Field
from kpbargaining.strategies.single import typed

Sample = Callable[[st.SearchStrategy[Any], int], list[Any]]
Unmet = Callable[..., set[str]]
Filling = Callable[[type], list[tuple[str, Callable[[Any], bool]]]]

CLASSES = [kind.cls for kind in KINDS]

VOCABULARIES = {
    field.type: field
    for kind in KINDS
    for field in kind.fields.values()
    if isinstance(field.type, type) and issubclass(field.type, StrEnum)
}

SESSION = Session(id="2030/may", round="2030")


@pytest.mark.parametrize("cls", CLASSES)
def test_records(cls: type[AnyRecord], sample: Sample, unmet: Unmet, filling: Filling) -> None:
    """Records of a kind are of it, and at times fill and at times leave out each of its fields."""
    assert {cls} == {type(record) for record in sample(strategies.records(cls), 5)}
    assert set() == unmet(strategies.records(cls), filling(cls))


@pytest.mark.parametrize("number", [1, 2, 3])
def test_many_values(number: int, unmet: Unmet) -> None:
    """A field that holds several values is drawn with one, and with more of them."""
    several = (str(number), lambda record: len(record.parties or ()) == number)
    assert set() == unmet(strategies.records(Agreement), [several])


@pytest.mark.parametrize("field", VOCABULARIES.values(), ids=lambda field: field.type.__name__)
def test_vocabularies(field: Field, unmet: Unmet) -> None:
    """Every word of a vocabulary is drawn."""
    words = ((word, lambda drawn, w=word: drawn in (w, (w,))) for word in field.type)
    assert set() == unmet(typed(field), words)


def test_counts_of_a_vote(unmet: Unmet) -> None:
    """Every count of a vote is drawn beside every other, also more than nothing, also about."""
    whole = ("all", lambda vote: vote.yes and vote.no and vote.cast and vote.eligible)
    about = ("about", lambda vote: vote.yes is not None and vote.yes.approximate)
    none = ("none", lambda vote: str(vote.no) == "0")
    assert set() == unmet(strategies.records(Vote), [whole, about, none])


def test_sources(sample: Sample, unmet: Unmet, filling: Filling) -> None:
    """Sources are drawn as records of their kind."""
    assert {Source} == {type(source) for source in sample(strategies.sources(), 5)}
    assert set() == unmet(strategies.sources(), filling(Source))


def test_evidence(sample: Sample, unmet: Unmet, filling: Filling) -> None:
    """Evidence for a record is about facts of it, each of them, and at times fills each field."""
    facts = BY_CLASS[Session].facts
    agrees = ((f"agrees {name}", lambda each, n=name: n in (each.fields or ())) for name in facts)
    says = ((f"says {name}", lambda each, n=name: n in each.readings) for name in facts)
    bases = ((basis, lambda each, b=basis: each.basis is b) for basis in Basis)
    doubts = ((doubt, lambda each, d=doubt: each.doubt is d) for doubt in Doubt)
    pieces: list[Evidence] = sample(strategies.evidence(SESSION), 60)
    assert set() == unmet(
        strategies.evidence(SESSION), [*agrees, *says, *bases, *doubts, *filling(Evidence)]
    )
    assert {SESSION.id} == {each.record for each in pieces}
    assert {name for each in pieces for name in (*(each.fields or ()), *each.readings)} <= set(
        facts
    )
    assert not any(set(each.fields or ()) & set(each.readings) for each in pieces)


def test_evidence_from_known_sources(sample: Sample) -> None:
    """Evidence rests on the given sources alone, and names none of them twice."""
    names = st.sampled_from(["news", "page", "feed"])
    pieces: list[Evidence] = sample(strategies.evidence(SESSION, names), 60)
    assert {"news", "page", "feed"} == {name for each in pieces for name in each.sources}
    assert all(len(set(each.sources)) == len(each.sources) for each in pieces)


def test_evidence_explains_itself(sample: Sample) -> None:
    """Evidence that is not simply stated, or in doubt, has a note; that which is may have one."""
    pieces: list[Evidence] = sample(strategies.evidence(Person(id="jo", name="Jo")), 80)
    plain = [each.basis is Basis.STATED and not (each.says or each.doubt) for each in pieces]
    assert {(True, True), (True, False), (False, True)} == {
        (simple, each.note is not None) for simple, each in zip(plain, pieces, strict=True)
    }
