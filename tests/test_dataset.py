"""The dataset: what it was made from, and the questions as methods."""

import ast
import copy
import inspect
import pickle
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from kpbargaining.dataset import Dataset
from kpbargaining.errors import InvalidValue, UnknownName
from kpbargaining.files.folders import read
from kpbargaining.questions import agreements, members, tallies, timeline
from kpbargaining.questions.evidence import sources
from kpbargaining.store.provenance import Provenance, Publication
from kpbargaining.values.when import PartialDate

TALKS = read(Path(__file__).parent / "samples" / "talks")
PARTS = (list(TALKS.records()), list(TALKS.evidence))
ABOUT = Publication(
    name="acme-record",
    title="The record",
    author="its readers",
    licence="CC-BY-4.0",
    edition="2024.1",
    frozen="2024-07-10",
)


def digest() -> str:
    """The digest of the edition."""
    return "ab" * 32


EDITION = Dataset(*PARTS, Provenance(publication=ABOUT, digest=digest))
QUESTIONS = [
    node.target.id
    for node in ast.walk(ast.parse(inspect.getsource(Dataset)))
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
]


def test_what_it_was_read_from() -> None:
    """A dataset knows its edition and digest, and that it was not derived from another."""
    assert ("2024.1", "ab" * 32, ()) == (EDITION.edition, EDITION.digest, EDITION.lineage)
    bare = Dataset([], [])
    assert (None, None, ()) == (bare.edition, bare.digest, bare.lineage)


def test_what_it_was_read_from_is_not_changed() -> None:
    """Nothing public of a dataset can be set, be it there or not, asked for before or not."""
    for name in ("edition", "digest", "lineage", "index", "sessions", "timeline", "added"):
        with pytest.raises(AttributeError, match=f"a dataset does not change: '{name}'"):
            setattr(EDITION, name, None)


def test_repr() -> None:
    """The repr says which edition, what was done to it, and how much it holds."""
    assert "<Dataset edition 2024.1: 33 records, 35 evidence>" == repr(EDITION)
    assert "<Dataset no edition: 0 records, 0 evidence>" == repr(Dataset([], []))
    narrowed = EDITION.as_of("2024-05-20").through("march-bulletin")
    assert (
        "<Dataset edition 2024.1, as of 2024-05-20, certainly, through march-bulletin: "
        f"{len(narrowed)} records, {len(narrowed.evidence)} evidence>"
    ) == repr(narrowed)


def test_printed() -> None:
    """Printed, a dataset says which edition it is, what it holds, its rounds, and what to ask."""
    head, holds, rounds, ask = str(EDITION).splitlines()
    assert "Dataset edition 2024.1: 33 records, 35 evidence" == head
    assert holds.startswith("holds: sources 3, terms 4, organizations 2, agreements 1, rounds 1, ")
    assert ("rounds: 2024-acme", "ask: ds.timeline(round), ") == (rounds, ask[:25])
    empty = str(Dataset([], [])).splitlines()
    assert ["Dataset no edition: 0 records, 0 evidence", "holds: nothing", ask] == empty


def test_in_a_terminal(terminal_of: Callable[[int], None]) -> None:
    """In a terminal its lines are broken, and all of them is told."""
    whole = str(EDITION)
    terminal_of(50)
    assert max(map(len, str(EDITION).splitlines())) <= 50
    assert whole.split() == str(EDITION).split()


def test_in_a_notebook() -> None:
    """In a notebook its kinds, rounds and digest are a click away, and its lineage is told."""
    html = EDITION._repr_html_()
    assert "<p><b>Dataset</b> <code>edition 2024.1</code></p>" in html
    assert "<details><summary>33 records, 35 pieces of evidence</summary><table>" in html
    assert '<th title="A person by the name that sources give.">ds.people' not in html
    assert "ds.sources</th><td>3</td>" in html
    assert "<details><summary>rounds: 1</summary><ul><li>2024-acme: " in html
    assert f"<details><summary>digest</summary><ul><li>{'ab' * 32}</li></ul>" in html
    assert "<ul><li>as of 2024-05-20, certainly</li></ul>" in (
        EDITION.as_of("2024-05-20")._repr_html_()
    )
    bare = Dataset([], [])._repr_html_()
    assert "<p><b>Dataset</b></p><p><small>0 records, 0 pieces of evidence</small></p>" in bare
    assert bare.endswith("<code>ds.votes</code></p></div>")


@pytest.mark.parametrize(
    ("expected", "derived"),
    [
        ("as of 2024-05-20, certainly", EDITION.as_of("2024-05-20")),
        ("as of 2024-05-20, possibly", EDITION.as_of(date(2024, 5, 20), "possibly")),
        ("as of 2024-05-20, certainly", EDITION.as_of(PartialDate("2024-05-20"), "certainly")),
        ("through may-story", EDITION.through("may-story")),
        ("subset 2024-acme", EDITION.subset("2024-acme")),
    ],
)
def test_what_narrows_it_is_remembered(expected: str, derived: Dataset) -> None:
    """A derived dataset keeps edition and digest, and says how it was derived, step by step."""
    assert ("2024.1", "ab" * 32, (expected,)) == (derived.edition, derived.digest, derived.lineage)
    again = derived.through("may-story")
    assert (expected, "through may-story") == again.lineage
    assert () == EDITION.lineage


def test_equality_is_of_what_it_holds() -> None:
    """Datasets of the same records and evidence are equal, whatever they were derived from."""
    assert TALKS == EDITION
    assert EDITION == EDITION.as_of("2024-12-31")
    assert EDITION != EDITION.as_of("2024-05-20")


@pytest.mark.parametrize(
    "carried",
    [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))],  # noqa: S301 (our own bytes)
    ids=["copy", "deepcopy", "pickle"],
)
def test_a_dataset_travels(carried: Callable[[Any], Any]) -> None:
    """A copy of a dataset, also in another process, is equal and knows where it comes from."""
    derived = EDITION.as_of("2024-05-20")
    again = carried(derived)
    assert derived == again
    assert repr(derived) == repr(again)
    assert (derived.digest, derived.lineage) == (again.digest, again.lineage)
    assert str(derived.timeline()) == str(again.timeline())


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_is_the_function_itself(name: str) -> None:
    """What a dataset asks by a name is the function of that name: its signature, its docstring."""
    question = getattr(Dataset, name)
    home = import_module(question.__module__)
    rooms = ("kpbargaining.questions.", "kpbargaining.rules.", "kpbargaining.store.")
    assert home.__name__.startswith(rooms)
    assert question is getattr(home, name) is vars(Dataset)[name] is getattr(TALKS, name).__func__
    assert question.__doc__
    asked = inspect.signature(question).parameters
    assert "name" not in asked  # which would not say what it names
    assert list(asked)[1:] == list(inspect.signature(getattr(TALKS, name)).parameters)


def test_a_question_is_loaded_at_first_use() -> None:
    """The module of a question is loaded when the question is first asked, of class or dataset."""
    code = """
import sys
from kpbargaining.dataset import Dataset
def loaded():
    print(sorted(name for name in sys.modules if name.startswith("kpbargaining.questions")))
loaded()
Dataset.vote_log
loaded()
Dataset([], []).timeline()
print("kpbargaining.questions.timeline" in sys.modules)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    votes = "kpbargaining.questions.votes"
    before, asked, timeline = run.stdout.splitlines()
    assert ("[]", "True") == (before, timeline)
    assert votes in asked
    assert "timeline" not in asked


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (timeline.timeline, ()),
        (timeline.timeline, ("nurses-united",)),
        (tallies.tally, ("2024-acme",)),
        (tallies.tally, ("2024-acme", "metric-subgroups")),
        (members.members_of, ("nurses-united",)),
        (agreements.agreement_in_force, ("2024-05-20", "nurses-united")),
        (sources.find, ("nurses",)),
        (sources.disagreements, ()),
    ],
)
def test_questions_are_methods(question: Callable[..., object], asked: tuple[str, ...]) -> None:
    """A question is asked of the dataset, and answered by the function of its name."""
    method = getattr(TALKS, question.__name__)
    assert question(TALKS, *asked) == method(*asked)


def test_merging_is_remembered() -> None:
    """Merging in what one has changes nothing, but is remembered; so is what one lacks."""
    merged = EDITION.merge(TALKS)
    assert merged == EDITION
    assert "2024.1" == merged.edition
    assert [True] == [step.startswith("merged with SHA-256 ") for step in merged.lineage]
    assert TALKS == Dataset([], []).merge(TALKS)


@pytest.mark.parametrize(
    ("expected", "merged"),
    [
        ("merged with 0 records", EDITION.merge(Dataset([], []))),
        ("merged with 33 records, base wins", EDITION.merge(Dataset(*PARTS), "base")),
        (f"merged with SHA-256 {'ab' * 32}, overlay wins", TALKS.merge(EDITION, "overlay")),
        (
            f"merged with SHA-256 {'ab' * 32} (subset 2024-acme)",
            TALKS.merge(EDITION.subset("2024-acme")),
        ),
    ],
)
def test_what_was_merged_is_remembered(expected: str, merged: Dataset) -> None:
    """A merged dataset names the other one by its digest, or its size, and says who wins."""
    assert (expected,) == merged.lineage


def test_coverage_is_of_a_round_or_of_all() -> None:
    """Coverage has the same rows for the only round as for all."""
    assert ["2024-acme"] == [*{row.round for row in TALKS.coverage()}]
    assert TALKS.coverage() == TALKS.coverage("2024-acme")


@pytest.mark.parametrize(
    ("expected", "name"),
    [
        (3, None),
        (3, "2024-acme"),
        (1, "2024-acme/2024-05-14"),
        (0, "2024-acme/ta-2"),
        (0, "nurses-united"),
    ],
)
def test_disagreements_of_what(expected: int, name: str | None) -> None:
    """Disagreements are asked of everything, of a round with all in it, or of one record."""
    assert expected == len(TALKS.disagreements(name))


@pytest.mark.parametrize(
    ("expected", "ask"),
    [
        ("no id '2024-acne'; nearest: 2024-acme", lambda: TALKS.timeline("2024-acne")),
        ("no round '2024-acne'; nearest: 2024-acme", lambda: TALKS.tally("2024-acne")),
        (
            "no metric 'metric-agreement'; nearest: metric-agreements",
            lambda: TALKS.tally("2024-acme", "metric-agreement"),
        ),
        ("no id '2024-acne'; nearest: 2024-acme", lambda: TALKS.disagreements("2024-acne")),
        ("no round '2024-acne'; nearest: 2024-acme", lambda: TALKS.coverage("2024-acne")),
        ("no id 'may-stories'; nearest: may-story", lambda: TALKS.through("may-stories")),
        ("no id 'nurses-united'", lambda: TALKS.through("nurses-united")),
        (
            "no certainty 'certain'; nearest: certainly",
            lambda: TALKS.as_of("2024-05-20", "certain"),  # type: ignore[arg-type]
        ),
    ],
)
def test_a_misspelt_name(expected: str, ask: Callable[[], object]) -> None:
    """A question about a name that there is not names the nearest."""
    with pytest.raises(UnknownName, match=expected):
        ask()


@pytest.mark.parametrize("day", ["2024-05", "2024", "20 May 2024", "", "today", None, 20240520])
def test_as_of_one_whole_day(day: Any) -> None:
    """What was known is asked of one whole day, never of less or of the clock."""
    with pytest.raises(InvalidValue, match="expected "):
        TALKS.as_of(day)
