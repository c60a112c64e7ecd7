"""The code serves any employer and any union: whom the bundled data is about, it does not know."""

import re
from pathlib import Path

import pytest

import kpbargaining as kp

PACKAGE = Path(kp.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))

WORDS = {"here", "August"}
"""A union's id that is a word of the language, and a surname that is a month."""


@pytest.fixture(scope="module")
def names() -> list[str]:
    """What the bundled data calls its parties, people, markets, rounds and what they share.

    Government bodies are no party: their public registers serve anyone's data.
    """
    dataset = kp.load()
    public = kp.OrganizationKind.GOVERNMENT_BODY
    named = (
        *dataset.organizations.where(lambda each: each.kind is not public),
        *dataset.people,
        *dataset.terms.where(kind=kp.Vocabulary.MARKET),
        *dataset.rounds,
        *dataset.partnerships,
        *dataset.agreements,
        *dataset.programs,
    )
    surnames = {person.name.rpartition(" ")[2] for person in dataset.people}
    both = {record.id for record in named} | {record.name for record in named}
    return sorted((both | surnames) - WORDS, key=len, reverse=True)


def spelled(name: str) -> str:
    """A name as it is looked for: one word, which can be one of the language, in its own case."""
    return re.escape(name) if name.isalpha() else rf"(?i:{re.escape(name)})"


@pytest.fixture(scope="module")
def named(names: list[str]) -> re.Pattern[str]:
    """What finds those names where they stand as words."""
    words = "|".join(map(spelled, names))
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])")


def test_every_name_would_be_seen(names: list[str], named: re.Pattern[str]) -> None:
    """A name is seen in quotes, in backticks and at the end of a sentence."""
    assert names
    text = "\n".join(f'ask("{name}")\nas `{name}` does\nof {name}.' for name in names)
    assert 3 * len(names) == len(named.findall(text))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_name_is_in_the_code(named: re.Pattern[str], path: Path) -> None:
    """No module names a party, person, market, round, agreement or program of the bundled data."""
    assert [] == named.findall(path.read_text("utf-8"))
