"""Plain absurdities in an otherwise good folder: none of them passes silently."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kpbargaining as kp
import kpbargaining.checks
from kpbargaining.checks.order import ORDER
from kpbargaining.records.kinds import KINDS

Edits = dict[str, Any]
Sound = Callable[[Edits], kp.Dataset]

SECTIONS = tomllib.loads(Path(__file__).with_name("nonsense.toml").read_text("utf-8"))
ABSURD: dict[str, tuple[str, Edits]] = {
    f"{section}: {what}": (met, edits)
    for section, entries in SECTIONS.items()
    for what, (met, edits) in entries.items()
}
REFUSED = {what: edits for what, (met, edits) in ABSURD.items() if met == "refused"}
FOUND = {what: pair for what, pair in ABSURD.items() if what not in REFUSED}

CODE = re.compile(r'\b(error|warning)\(\s*"([a-z-]+)"')
"""A severity and a code, where a check yields a finding of its own."""

TAKEN_AWAY = "-"
ELSEWHERE: Edits = {
    "rounds/2025-acme": {"name": "Talks of 2025"},
    "committees/2025-acme/other": {"kind": "subgroup", "name": "Other"},
    "sessions/2025-acme/2025-01-05": {"held": "2025-01-05/"},
    "deliverables/2025-acme/task": {"committee": "2025-acme/other", "summary": "A guide"},
    "proposals/2025-acme/theirs": {"by": ["nurses"], "summary": "More pay"},
}
"""Another round, whose records those of the first have nothing to do with."""


def edited(edits: Edits) -> Edits:
    """Give the edits, where values are taken away as None, with the other round if it is needed."""
    own = {place: values for place, values in edits.items() if place != "elsewhere"}
    plain = {
        place: {name: None if value == TAKEN_AWAY else value for name, value in values.items()}
        for place, values in own.items()
    }
    return plain | (ELSEWHERE if "elsewhere" in edits else {})


def first(edits: Edits) -> str:
    """Give the id of the record that is edited first."""
    return next(iter(edits)).partition("/")[2]


@pytest.mark.parametrize("edits", REFUSED.values(), ids=REFUSED)
def test_what_is_refused(sound: Sound, edits: Edits) -> None:
    """An absurdity that one record shows is refused, and nothing else is, with where it stands."""
    with pytest.raises(kp.InvalidDocument) as caught:
        sound(edited(edits))
    name = first(edits).rpartition("/")[2]
    places = [f"{problem.file} {problem.path}" for problem in caught.value.problems]
    assert [] == [place for place in places if name not in place]


@pytest.mark.parametrize(("met", "edits"), FOUND.values(), ids=FOUND)
def test_what_a_check_meets(sound: Sound, met: str, edits: Edits) -> None:
    """An absurdity that takes two values or records to see is read, and met by a check."""
    severity, code, *named = met.split()
    record = named[0] if named else first(edits)
    findings = kp.check(sound(edited(edits))).where(record=record)
    assert (severity, code) in {(finding.severity, finding.code) for finding in findings}
    assert severity in {"error", "warning"}


def test_the_folder_is_good_otherwise(sound: Sound) -> None:
    """In the folder there is a record of every kind, and nothing to find."""
    dataset = sound({})
    assert [] == list(kp.check(dataset))
    assert [] == [kind.plural for kind in KINDS if not dataset.of(kind.cls)]


def test_nothing_else_is_met(sound: Sound) -> None:
    """With another round beside it, and an edit that is not absurd, there is nothing to find."""
    dataset = sound({"wage_steps/raise-1": {"percent": "4.5%"}, **ELSEWHERE})
    assert "4.5%" == str(dataset.wage_steps["raise-1"].percent)
    assert [] == list(kp.check(dataset))


def test_every_code_is_tried() -> None:
    """For each error and warning that a check can find there is an absurdity that it meets."""
    package = Path(kpbargaining.checks.__file__).parent
    texts = [path.read_text("utf-8") for path in package.glob("*.py") if path.name != "copies.py"]
    codes = {pair for text in texts for pair in CODE.findall(text)}
    codes |= {(row.severity.value, row.code) for row in ORDER}
    tried = {(severity, code) for met, _ in FOUND.values() for severity, code, *_ in [met.split()]}
    assert {("warning", "untold")} == codes ^ tried  # which takes dozens of steps


def test_every_kind_is_tried() -> None:
    """There are four times 77 absurdities, and some in every kind of record."""
    assert len(ABSURD) >= 4 * 77
    tried = {next(iter(edits)).partition("/")[0] for _, edits in ABSURD.values()}
    assert set() == {kind.plural for kind in KINDS} - tried
