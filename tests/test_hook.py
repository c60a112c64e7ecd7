"""What Hypothesis calls when it is imported: `st.from_type(kp.Session)`, at no cost to others."""

import os
import subprocess
import sys
from importlib.metadata import entry_points
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kpbargaining as kp
from kpbargaining.hook import offer
from kpbargaining.records.kinds import KINDS

CLASSES = [
    *(kind.cls for kind in KINDS),
    *(kp.Days, kp.PartialDate, kp.Passage, kp.Quantity, kp.Span, kp.Evidence, kp.Dataset),
]

ASK = "from hypothesis import find; print(find(st.from_type(kp.Session), bool).__class__.__name__)"


def fresh(code: str, **environment: str) -> list[str]:
    """Give the lines that a fresh interpreter prints; it treats warnings as errors."""
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        check=True,
        env=os.environ | environment,
        text=True,
    )
    return run.stdout.splitlines()


def test_hypothesis_finds_it() -> None:
    """The package announces the hook to Hypothesis, under its own name."""
    found = entry_points(group="hypothesis", name=kp.__name__)
    assert [offer] == [each.load() for each in found]


@pytest.mark.parametrize("cls", CLASSES)
def test_every_class_has_a_strategy(cls: type[Any]) -> None:
    """From the class of a record, a value, evidence or a dataset, just such ones are drawn."""
    offer()

    @settings(max_examples=3)
    @given(st.from_type(cls))
    def draw(value: object) -> None:
        assert cls is type(value)

    draw()


def test_from_annotations() -> None:
    """What a function is annotated with is drawn; no check finds an error in a dataset."""
    offer()

    @given(...)
    @settings(max_examples=10)
    def draw(session: kp.Session, dataset: kp.Dataset, days: kp.Days | None) -> None:
        assert isinstance(session, kp.Session)
        assert isinstance(days, (kp.Days, type(None)))
        assert not kp.check(dataset).where(severity="error")

    draw()


@pytest.mark.parametrize(
    "first",
    [
        "import hypothesis.strategies as st, kpbargaining as kp",
        "import kpbargaining as kp, hypothesis.strategies as st",
        "import kpbargaining as kp; kp.Session; import hypothesis.strategies as st",
        "import hypothesis.strategies as st; import kpbargaining as kp; kp.load()",
    ],
)
def test_whichever_is_imported_first(first: str) -> None:
    """It does not matter whether Hypothesis or a name of ours came first."""
    assert ["Session"] == fresh(f"{first}; {ASK}")


def test_others_pay_nothing() -> None:
    """Whoever uses Hypothesis and nothing of ours loads three small modules of ours alone."""
    ours = fresh(
        "import sys, hypothesis; print(*sorted(m for m in sys.modules if 'kpbargaining' in m))"
    )
    assert ["kpbargaining kpbargaining.hook kpbargaining.later"] == ours


def test_strategies_come_when_asked_for() -> None:
    """Beside Hypothesis our names are used without the strategies, until one is asked for."""
    loaded = "print('kpbargaining.strategies' in sys.modules)"
    lines = fresh(
        f"import sys, hypothesis.strategies as st, kpbargaining as kp; kp.load(); {loaded}; {ASK}"
    )
    assert ["False", "Session"] == lines


def test_without_plugins() -> None:
    """Where Hypothesis is told to call no one, nothing of ours is loaded."""
    code = "import sys, hypothesis; print(any('kpbargaining' in each for each in sys.modules))"
    assert ["False"] == fresh(code, HYPOTHESIS_NO_PLUGINS="1")
