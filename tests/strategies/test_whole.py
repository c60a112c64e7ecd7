"""The public strategy for whole datasets: without an error, and reaching all there is."""

import subprocess
import sys
from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest
from hypothesis import strategies as st

from kpbargaining import strategies
from kpbargaining.checks import Finding, Severity, check
from kpbargaining.dataset import Dataset
from kpbargaining.records.actions import JobAction, Vote
from kpbargaining.records.agreements import Agreement
from kpbargaining.records.bargaining import Outcome, Session
from kpbargaining.records.evidence import Basis, Evidence
from kpbargaining.records.figures import Figure, Inquiry, Scope, Term
from kpbargaining.records.kinds import KINDS, AnyRecord
from kpbargaining.records.parties import Membership, Organization
from kpbargaining.records.pay import WageStep

Condition = tuple[str, Callable[[Any], bool]]
Sample = Callable[[st.SearchStrategy[Any], int], list[Any]]
Unmet = Callable[..., set[str]]
Filling = Callable[[type], list[Condition]]

CLASSES = [kind.cls for kind in KINDS]


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


@pytest.fixture(scope="module")
def drawn(sample: Sample) -> list[Dataset]:
    """Some datasets of any kinds."""
    return sample(strategies.datasets(), 80)


@pytest.mark.parametrize("kinds", [tuple(CLASSES[i : i + 2]) for i in range(0, len(CLASSES), 2)])
def test_datasets_of_kinds(
    kinds: tuple[type[AnyRecord], ...], sample: Sample, unmet: Unmet, filling: Filling
) -> None:
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


def alike(cls: type[AnyRecord], *names: str) -> Callable[[Dataset], bool]:
    """Give the condition that two records of a kind have the same values, and have some."""

    def alike(dataset: Dataset) -> bool:
        values = [tuple(getattr(record, name) for name in names) for record in dataset.of(cls)]
        return any(one == other and None not in one for one, other in combinations(values, 2))

    return alike


def filled(cls: type[AnyRecord], *names: str) -> Callable[[Dataset], bool]:
    """Give the condition that a record of a kind has a value in each of these fields."""
    return lambda dataset: any(
        all(getattr(record, name) is not None for name in names) for record in dataset.of(cls)
    )


SIDE_BY_SIDE: dict[str, tuple[tuple[type[AnyRecord], ...], Callable[[Dataset], bool]]] = {
    "sessions of one round": ((Session, Session), alike(Session, "round")),
    "the number and the days of a session": ((Session,), filled(Session, "ordinal", "held")),
    "the length and the days of a session": ((Session,), filled(Session, "days", "held")),
    "steps of one agreement": ((WageStep, WageStep), alike(WageStep, "of")),
    "outcomes of one session": ((Outcome, Outcome), alike(Outcome, "session")),
    "the counts of a vote": ((Vote,), filled(Vote, "yes", "no", "cast", "eligible")),
    "the days of an agreement": ((Agreement,), filled(Agreement, "effective", "expires")),
    "an agreement and the one before": ((Agreement, Agreement), filled(Agreement, "predecessor")),
    "a member and its body, each an organization": (
        (Membership,),
        lambda each: any(membership.body in each.organizations for membership in each.memberships),
    ),
    "figures of one thing": ((Figure, Figure), alike(Figure, "about", "metric")),
    "a running total": ((Figure,), lambda each: len(each.figures.where(scope="running total")) > 0),
    "a part": ((Figure, Figure), filled(Figure, "part_of", "value")),
    "a number of a class": (
        (Figure,),
        lambda each: any(
            figure.value and getattr(each.get(figure.metric), "counts", None)
            for figure in each.figures
        ),
    ),
    "whose action": ((JobAction,), filled(JobAction, "by", "held", "noticed")),
}


@pytest.mark.parametrize("case", SIDE_BY_SIDE)
def test_what_checks_compare_stands_side_by_side(case: str, unmet: Unmet) -> None:
    """Datasets hold what checks compare: fields of one record, records of one parent."""
    kinds, condition = SIDE_BY_SIDE[case]
    assert set() == unmet(strategies.datasets(*kinds), [(case, condition)])


def test_scopes(unmet: Unmet) -> None:
    """Figures of datasets are of every scope."""
    scopes = ((scope, lambda figure, s=scope: figure.scope is s) for scope in Scope)
    wanted = [among(Figure, condition) for condition in scopes]
    assert set() == unmet(strategies.datasets(Figure), wanted)


def test_evidence_in_datasets(drawn: list[Dataset], unmet: Unmet, filling: Filling) -> None:
    """Datasets hold every sort of evidence, apart from quotes that were never stamped."""
    sorts = [
        *(condition for condition in filling(Evidence) if condition[0] != "quote filled"),
        ("a reading that is not weak", lambda each: each.says and not each.weak),
        ("one that agrees and differs", lambda each: each.fields and each.says),
        ("of a source for itself", lambda each: each.source == each.record),
        ("a stated day", lambda each: each.basis is Basis.STATED and "held" in (each.fields or ())),
    ]
    reached = [(name, lambda each, m=meets: any(map(m, each.evidence))) for name, meets in sorts]
    assert set() == unmet(strategies.datasets(Session), reached)
    assert not any(item.quote for dataset in drawn for item in dataset.evidence)


@pytest.mark.parametrize("cls", [Term, Inquiry, Organization])
def test_records_without_evidence(cls: type[AnyRecord], unmet: Unmet) -> None:
    """Datasets also hold records without evidence: terms, inquiries, and what others need."""
    alone: dict[str, Callable[[Dataset], bool]] = {
        "alone": lambda each: any(not each.evidence_for(record.id) for record in each.of(cls)),
        "told": lambda each: any(each.evidence_for(record.id) for record in each.of(cls)),
    }
    assert set() == unmet(strategies.datasets(cls, Agreement), alone.items())


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
