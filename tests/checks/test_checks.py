"""All checks together: which there are, and in what order their findings stand."""

import inspect
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest

import kpbargaining as kp
import kpbargaining.checks
from kpbargaining.checks import CHECKS, Severity, check
from kpbargaining.checks.copies import passages
from kpbargaining.values.quantity import Quantity

Talks = Callable[..., kp.Dataset]

SESSION = "2024-acme/2024-05-14"


def test_every_check_is_in_the_table() -> None:
    """Every function of the checks that answers with findings is asked, each once."""
    inside = iter_modules(kpbargaining.checks.__path__, f"{kpbargaining.checks.__name__}.")
    functions = [
        value
        for module in inside
        for name, value in inspect.getmembers(import_module(module.name), inspect.isfunction)
        if value.__module__ == module.name and not name.startswith("_")
    ]
    checks = [each for each in functions if each.__annotations__["return"] == "Iterator[Finding]"]
    assert {passages} == {*checks} - {*CHECKS}
    assert len(checks) == len(CHECKS) + 1


def test_every_check_says_what_is_right() -> None:
    """Each check has a sentence that says what holds where it finds nothing."""
    sentences = [inspect.cleandoc(each.__doc__ or "") for each in CHECKS]
    assert [] == [sentence for sentence in sentences if "\n" in sentence or sentence[-1:] != "."]
    assert len(CHECKS) == len(set(sentences))


def test_errors_come_first(talks: Talks) -> None:
    """Everything that is found stands in one table: errors, warnings, notes, each as found."""
    odd = talks(
        (SESSION, {"days": Quantity("3")}),
        ("2024-acme/ta-10", {"topics": ("gone",)}),
        ("topic-pay", {"name": "safety at work"}),
    )
    findings = check(odd)
    assert ["dangling", "length", "repeated-name", "unreported", "unreported"] == [
        each.code for each in findings
    ]
    error, warning, note = Severity.ERROR, Severity.WARNING, Severity.NOTE
    assert [error, error, warning, note, note] == [each.severity for each in findings]
    assert {
        "code": "length",
        "severity": "error",
        "record": SESSION,
        "field": "days",
        "sentence": "3 days are stated, 4 were held",
    } == findings.to_dicts()[1]


@pytest.mark.parametrize("given", ["folder", Path("folder"), None, [], kp.Dataset])
def test_what_is_no_dataset(given: Any) -> None:
    """What is no dataset is refused, and what to pass is said."""
    with pytest.raises(kp.InvalidValue, match=r"a dataset; kp\.load\(edition\) or kp\.read"):
        check(given)


@pytest.mark.parametrize("name", [edition.name for edition in kp.editions()])
def test_no_edition_has_an_error(name: str) -> None:
    """In no edition that comes with the package a check finds an error."""
    assert [] == list(check(kp.load(name)).where(severity="error"))


class Walks:
    """Counts the rows that are walked in the tables of a dataset."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.rows = 0
        plain = kp.Table.__iter__

        def walked(table: kp.Table[Any]) -> Any:
            self.rows += len(table)
            return plain(table)

        monkeypatch.setattr(kp.Table, "__iter__", walked)

    def of(self, each: Callable[[kp.Dataset], Any], dataset: kp.Dataset) -> int:
        """Give how many rows one check walks."""
        before = self.rows
        list(each(dataset))
        return self.rows - before


def test_twice_the_records_take_twice_the_walk(
    sound: Callable[..., kp.Dataset], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No check walks over all records again for each of them."""
    walks, once = Walks(monkeypatch), sound({})
    rounds = {f"rounds/{year}-acme": {"name": f"Talks of {year}"} for year in range(2030, 2060)}
    sessions: dict[str, dict[str, str]] = {f"sessions/{name[7:]}/may": {} for name in rounds}
    bodies = {
        f"organizations/union-{n}": {"kind": "local union", "name": f"{n}"} for n in range(30)
    }
    twice = sound(rounds | sessions | bodies)
    more = len(twice) / len(once) + 1
    assert [] == [
        each.__name__
        for each in CHECKS
        if walks.of(each, twice) > more * walks.of(each, once) + len(twice)
    ]
