"""The README and the documentation: every example runs, and the glossary names what exists."""

import re
from pathlib import Path

import pytest
from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser

import kpbargaining

PROJECT = Path(__file__).parents[1]
PAGES = [PROJECT / "README.md", *sorted((PROJECT / "docs").rglob("*.md"))]
EXAMPLES = Sybil([PythonCodeBlockParser()])
WITH_EXAMPLES = [page for page in PAGES if page.exists() and list(EXAMPLES.parse(page).examples())]


@pytest.mark.parametrize(
    "page", WITH_EXAMPLES, ids=lambda page: page.relative_to(PROJECT).as_posix()
)
def test_examples_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every example of a page runs, in order, from any folder."""
    monkeypatch.chdir(tmp_path)
    for example in EXAMPLES.parse(page).examples():
        example.evaluate()


def test_the_readme_has_examples() -> None:
    """The README and the front page of the documentation each show the library at work."""
    assert {PROJECT / "README.md", PROJECT / "docs/index.md"} <= set(WITH_EXAMPLES)


def test_the_glossary_names_what_exists() -> None:
    """Each class that the glossary says models a word is one that the library exports."""
    glossary = (PROJECT / "docs/glossary.md").read_text("utf-8")
    modelled = re.findall(r"Modelled by (.+)\.$", glossary, re.MULTILINE)
    classes = {name for line in modelled for name in re.findall(r"`([A-Z]\w+)(?:\.\w+)?`", line)}
    assert classes
    assert set() == classes - set(kpbargaining.__all__)
