"""The README and the documentation: examples run, and the glossary names what exists."""

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


@pytest.mark.parametrize("name", ["README.md", "docs/tutorial.md"])
def test_examples_run(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every example of the first pages runs, in order, from any folder."""
    monkeypatch.chdir(tmp_path)
    for example in EXAMPLES.parse(PROJECT / name).examples():
        example.evaluate()


@pytest.mark.parametrize(
    "page", WITH_EXAMPLES[1:], ids=lambda page: page.relative_to(PROJECT).as_posix()
)
def test_the_build_runs_the_examples(page: Path) -> None:
    """Every example of a page is a cell that the build of the documentation executes."""
    text = page.read_text("utf-8")
    assert text.startswith("---\nfile_format: mystnb\nkernelspec:\n  name: python3\n---\n")
    assert "```python" not in text


def test_the_build_stops_at_errors() -> None:
    """The build executes every cell anew, and an error in one of them ends it."""
    conf = (PROJECT / "docs/conf.py").read_text("utf-8")
    assert 'nb_execution_mode = "force"' in conf
    assert "nb_execution_raise_on_error = True" in conf


def test_the_readme_has_examples() -> None:
    """The README and the front page of the documentation each show the library at work."""
    assert {PROJECT / "README.md", PROJECT / "docs/index.md"} <= set(WITH_EXAMPLES)


def test_the_glossary_names_what_exists() -> None:
    """Each class that the glossary says models a word is one that the library exports."""
    glossary = (PROJECT / "docs/glossary.md").read_text("utf-8")
    modelled = re.findall(r"Modelled by (.+)\.$", glossary, re.MULTILINE)
    classes = {name for line in modelled for name in re.findall(r"{kp}`([\w.]+)`", line)}
    answers = {f"questions.{name}" for name in dir(kpbargaining.questions)}
    assert {"Session", "questions.DisagreementRow"} <= classes
    assert set() == classes - {*dir(kpbargaining), *answers}


def test_every_word_of_the_glossary_is_modelled() -> None:
    """Each word of the glossary says which class models it."""
    glossary = (PROJECT / "docs/glossary.md").read_text("utf-8")
    words = re.split(r"\n\n(?!##)", glossary.partition("## Parties\n\n")[2])
    defined = [word for word in words if "\n: " in word]
    assert len(defined) > 40
    assert [] == [word.partition("\n")[0] for word in defined if "Modelled by {kp}`" not in word]


def test_every_page_can_be_reached() -> None:
    """Each page of the documentation stands in the table of contents of the front page."""
    front = (PROJECT / "docs/index.md").read_text("utf-8")
    listed = set(re.findall(r"^[\w-]+(?:/[\w-]+)?$", front, re.MULTILINE))
    pages = {path.relative_to(PROJECT / "docs").with_suffix("").as_posix() for path in PAGES[1:]}
    assert pages - {"index"} <= listed


def test_what_the_site_offers_beside_its_pages() -> None:
    """Three pages can be had as notebooks, and two lead to the page of the newest edition."""
    offered: dict[str, set[str]] = {"notebook": set(), "edition": set()}
    for page in PAGES[1:]:
        for role in re.findall(r"{(notebook|edition)}`", page.read_text("utf-8")):
            offered[role].add(page.relative_to(PROJECT / "docs").as_posix())
    assert {"gallery.md", "how-to/pandas.md", "tutorial.md"} == offered["notebook"]
    assert {"how-to/page.md", "index.md"} == offered["edition"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(PROJECT).as_posix())
def test_one_sentence_a_line(page: Path) -> None:
    """On every page a line has one sentence, so that one change is one line's difference."""
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    lines = [line for line in text.splitlines() if not line.startswith("|")]
    assert [] == [line for line in lines if re.search(r"[a-z)`*][.?!] (?=[A-Z`*{])", line)]


def test_the_house_has_every_room() -> None:
    """The page on the house has a line for each room of the package, and for nothing else."""
    page = (PROJECT / "docs/explanation/house.md").read_text("utf-8")
    rooms = re.findall(r"^\| `(\w+)(?:\.py)?` \|", page, re.MULTILINE)
    package = Path(kpbargaining.__file__).parent
    found = {path.stem for path in package.glob("*.py")} | {
        path.parent.name for path in package.glob("*/__init__.py")
    }
    assert sorted(found - {"__main__"}) == sorted(rooms)


def test_the_picture_of_the_readme() -> None:
    """The picture on the first page is the one that the code beside it draws."""
    ds = kpbargaining.load("2026.3")
    beside = ds.compare_rounds(), ds.action_log(), ds.compare_agreements()
    drawn = kpbargaining.picture(ds.offers("2025-alliance"), *beside)
    assert drawn.svg == (PROJECT / "docs/_static/two-offers.svg").read_text("utf-8")
