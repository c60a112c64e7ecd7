"""What grows with the data: work, by no more than it; lines that are run are counted, no clocks."""

import inspect
import runpy
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining.checks import CHECKS
from kpbargaining.exports.exporting import FORMATS

PACKAGE = str(Path(kp.__file__).parent)
SYNTHETIC = Path(__file__).parents[1] / "benchmarks" / "synthetic.py"
COPIES = (1, 7, 13)
"""How often the sample of 57 records stands in the data, by equal steps."""

MOST = 1.04
"""How much more the second step may cost than the first: where work grows with the square of the
data it is 1.1 and more, even where most of it grows with the data alone."""

GIVEN: dict[str, Any] = {
    "body": "carers",
    "day": "2024-06-01",
    "first": "1990-01-01",
    "last": "2025-01-01",
    "metric": "metric-strikers",
    "on": "2024-06-01",
    "record_id": "agreement-2024",
    "round_id": "2024-acme",
    "rule": "union",
    "source_id": "bulletin",
    "text": "nurses",
}
"""What questions are asked with, by the names of what they take."""

APART = ("corrections", "parquet")
"""The exports that are of several editions, or of the columns of another."""

Act = Callable[[kp.Dataset, Path], object]


@cache
def contents(copies: int) -> kp.Dataset:
    """Give the sample so many times."""
    made: kp.Dataset = runpy.run_path(str(SYNTHETIC))["enlarged"](copies)
    return made


def lines(act: Callable[[], object]) -> int:
    """Count the lines of the package that are run; a round of a comprehension is one, too."""
    run = 0

    def count(*_: object) -> Any:
        nonlocal run
        run += 1
        return count

    def enter(frame: FrameType, *_: object) -> Any:
        return count() if frame.f_code.co_filename.startswith(PACKAGE) else None

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        act()
    finally:
        sys.settrace(before)
    return run


def asked(name: str) -> Act:
    """Give what asks a question, of all where it can be asked so."""

    def ask(dataset: kp.Dataset, _: Path) -> object:
        question = getattr(dataset, name)
        if name == "merge":
            return question(contents(1))
        needed = [p.name for p in inspect.signature(question).parameters.values() if _needed(p)]
        return question(*(GIVEN[each] for each in needed))

    return ask


def _needed(parameter: inspect.Parameter) -> bool:
    return parameter.default is inspect.Parameter.empty


def exported(name: str) -> Act:
    """Give what writes an export."""
    return lambda dataset, path: kp.export(dataset, path / FORMATS[name].name, name)


QUESTIONS = [name for name in vars(kp.Dataset) if not name.startswith("_")]
ACTS: dict[str, Act] = {
    **{name: asked(name) for name in QUESTIONS},
    **{
        each.__name__: lambda dataset, _, check=each: list(check(dataset))  # type: ignore[misc]
        for each in CHECKS
    },
    **{f"export {name}": exported(name) for name in FORMATS if name not in APART},
    "write": lambda dataset, path: kp.write(dataset, path / "data"),
    "page": lambda dataset, path: kp.page(dataset, path / "page.html"),
    "diff": lambda dataset, _: kp.diff(dataset, kp.Dataset(dataset, dataset.evidence)),
    "compare": lambda dataset, _: dataset == kp.Dataset(dataset, dataset.evidence),
    "evidence_for each": lambda dataset, _: [dataset.evidence_for(each.id) for each in dataset],
    "card of each": lambda dataset, _: [kp.card(dataset, each.id) for each in dataset.rounds],
}


def steps(act: Act, folder: Path) -> tuple[int, int]:
    """Give what each of two equal steps of the data adds to the work."""
    runs: list[int] = []
    for copies in (COPIES[0], *COPIES):  # what is made once is made at the first
        held = contents(copies)
        place = folder / str(len(runs))
        place.mkdir(parents=True)
        fresh = kp.Dataset(held, held.evidence)
        runs.append(lines(lambda fresh=fresh, place=place: act(fresh, place)))  # type: ignore[misc]
    _, few, some, many = runs
    return some - few, many - some


@pytest.mark.parametrize("name", ACTS)
def test_work_grows_with_the_data_alone(name: str, tmp_path: Path) -> None:
    """Of every question, check and export the next records cost what those before did."""
    first, second = steps(ACTS[name], tmp_path)
    assert 0 < second <= MOST * first


def test_what_grows_faster_is_seen(tmp_path: Path) -> None:
    """Were all sessions walked for each round, the guard would say so."""
    first, second = steps(
        lambda dataset, _: [dataset.sessions.where(round=each.id) for each in dataset.rounds],
        tmp_path,
    )
    assert second > MOST * first
