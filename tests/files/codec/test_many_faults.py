"""Files with many faults: told up to a number, in time and memory that grow with the file alone."""

import json
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from kpbargaining.errors import MOST_PROBLEMS, MOST_TOLD, InvalidDocument
from kpbargaining.files.codec import converter, decode, reading
from kpbargaining.files.codec.quick import Quick

Faulty = Callable[[int], dict[str, Any]]

FEW, MANY = 2_000, 8_000


def people(body: Any) -> Faulty:
    """Give what makes a file of many people with this body."""
    return lambda number: {"people": {f"p{i}": body for i in range(number)}}


def ana(**fields: Any) -> dict[str, Any]:
    """Give a file of one person with these fields."""
    return {"people": {"ana": {"name": "Ana", **fields}}}


FAULTY: dict[str, Faulty] = {
    "records that lack something": people({}),
    "records that are none": people("x"),
    "records with a wrong value": people({"name": 1}),
    "records with an unknown key": people({"name": "A", "nam": "A"}),
    "unknown sections": lambda number: {f"x{i}": {} for i in range(number)},
    "unknown keys of one record": lambda number: ana(**{f"x{i}": 1 for i in range(number)}),
    "wrong ids": lambda number: {"people": {f"P {i}": {"name": "A"} for i in range(number)}},
    "evidence that is none": lambda number: ana(evidence=[1] * number),
    "evidence that lacks something": lambda number: ana(evidence=[{}] * number),
    "evidence for no field": lambda number: ana(
        evidence=[{"from": "a", "for": [f"x{i}" for i in range(number)]}]
    ),
    "readings of no field": lambda number: ana(
        evidence=[{"from": "a", "says": {f"x{i}": 1 for i in range(number)}}]
    ),
    "wrong values of one list": lambda number: {
        "organizations": {"a": {"kind": "employer", "name": "A", "markets": [""] * number}}
    },
}
"""Files with as many faults as one asks for."""


def refusal(faulty: Faulty, number: int) -> InvalidDocument:
    """Give the error for which a file with so many faults is refused."""
    content = json.dumps({"schema": "2", **faulty(number)}).encode()
    with pytest.raises(InvalidDocument) as caught:
        decode({"parties.json": content})
    return caught.value


@pytest.mark.parametrize("faulty", FAULTY.values(), ids=FAULTY)
def test_as_many_as_there_are(faulty: Faulty) -> None:
    """Up to a thousand problems are listed; of the rest it is said how many there are at least."""
    for number in (MOST_PROBLEMS, MOST_PROBLEMS + 1, MANY):
        error = refusal(faulty, number)
        assert (MOST_PROBLEMS, number - MOST_PROBLEMS) == (len(error.problems), error.more)
        lines = str(error).splitlines()
        least = "at least " if number > MOST_PROBLEMS else ""
        assert (f"{least}{number} problems", MOST_TOLD + 2) == (lines[0], len(lines))
        assert f"  and {least}{number - MOST_TOLD} more" == lines[-1]


def test_the_faults_of_all_files_together() -> None:
    """The thousand problems are those of all files, in their order."""
    half: dict[str, Any] = {f"p{i}": {} for i in range(MOST_PROBLEMS - 1)}
    files: dict[str, Any] = {"parties.json": {"people": half}, "terms.json": {"terms": {"a": {}}}}
    files |= {"record.json": [], "sources.json": {"sources": {"a": 1, "b": 2}}}
    for content in files.values():
        if isinstance(content, dict):
            content["schema"] = "2"
    with pytest.raises(InvalidDocument) as caught:
        decode({name: json.dumps(content).encode() for name, content in files.items()})
    assert "terms.json" == caught.value.problems[-1].file
    assert 4 == caught.value.more


def test_repeated_keys() -> None:
    """Keys that stand twice are faults as others: a thousand are listed, the rest is counted."""
    twice = ",".join(f'"p{i}": {{"name": "A", "name": "B"}}' for i in range(MANY))
    with pytest.raises(InvalidDocument) as caught:
        decode({"parties.json": f'{{"schema": "2", "people": {{{twice}}}}}'.encode()})
    assert {"duplicate-key"} == {problem.code for problem in caught.value.problems}
    assert (MOST_PROBLEMS, MANY - MOST_PROBLEMS) == (
        len(caught.value.problems),
        caught.value.more,
    )


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count what reading does: records tried, faults explained, problems told."""
    done: Counter[str] = Counter()

    def counted(module: Any, name: str) -> None:
        original = getattr(module, name)

        def count(*arguments: Any) -> Any:
            done[name] += 1
            return original(*arguments)

        monkeypatch.setattr(module, name, count)

    for module, name in (
        (Quick, "record"),
        (converter, "structure"),
        (reading, "Problem"),
        (reading, "hint"),
    ):
        counted(module, name)
    return done


@pytest.mark.parametrize("faulty", FAULTY.values(), ids=FAULTY)
def test_the_work_grows_with_the_file_alone(faulty: Faulty, work: Counter[str]) -> None:
    """Each record is tried once, at most a thousand faults are explained, and no more is done."""
    refusal(faulty, FEW)
    few = Counter(work)
    work.clear()
    refusal(faulty, MANY)
    for name, number in work.items():
        assert number <= few[name] * MANY // FEW
    assert work["structure"] <= MOST_PROBLEMS
    assert work["hint"] <= MOST_PROBLEMS


@pytest.fixture
def traced() -> Iterator[None]:
    """Count the memory that is taken, and no longer than a test takes."""
    tracemalloc.start()
    yield
    tracemalloc.stop()


@pytest.mark.usefixtures("traced")
@pytest.mark.parametrize(
    "kind",
    ["records that lack something", "unknown keys of one record", "wrong values of one list"],
)
def test_the_memory_is_bounded(kind: str) -> None:
    """A refusal of thousands of faults takes some megabytes, where it once took gigabytes."""
    refusal(FAULTY[kind], MANY)
    _, peak = tracemalloc.get_traced_memory()
    assert peak < 32 * 1024 * 1024


def test_if_the_readers_ever_disagreed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A value that one reader refuses and the other accepts is refused, and does not vanish."""
    monkeypatch.setattr(converter, "structure", lambda value, declared: (value, declared))
    problem, *others = refusal(people({"name": 1}), 2).problems
    assert ("unread", "$.people.p0") == (problem.code, problem.path)
    assert ["$.people.p1"] == [each.path for each in others]
