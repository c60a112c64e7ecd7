"""What was promised is kept: names, columns, commands, formats, schemas, texts, pickles."""

import json
from pathlib import Path
from runpy import run_path
from typing import Any

import attrs
import pytest

import kpbargaining as kp
from kpbargaining.publishing.verifying.claims import verdict_on
from kpbargaining.publishing.verifying.printed import read_printed
from kpbargaining.publishing.verifying.successions import Successions

HERE = Path(__file__).parent
CHANGELOG = HERE.parents[1] / "CHANGELOG.md"
TOOLS: dict[str, Any] = run_path(str(HERE / "listing.py"))
LISTINGS, missing, promised = TOOLS["LISTINGS"], TOOLS["missing"], TOOLS["promised"]
unnamed, unreleased = TOOLS["unnamed"], TOOLS["unreleased"]

STANDS = {kp.CitationStanding.STANDS, kp.CitationStanding.CORRECTED, kp.CitationStanding.WITHDRAWN}
"""What later editions can make of a citation that was printed as it was given."""


@pytest.mark.parametrize("name", LISTINGS)
def test_a_promise_is_broken_by_name_only(name: str) -> None:
    """What is promised is still so, but for what the changelog names under *Breaking*.

    What a release has, it promises: the lines of today are frozen with it.
    """
    changelog = CHANGELOG.read_text("utf-8")
    found = list(LISTINGS[name]())
    assert [] == unnamed(missing(promised(name), found), changelog)
    assert unreleased(changelog) is not None or [] == missing(found, promised(name))


def test_every_public_field_is_promised() -> None:
    """Each field of each public class, and each column of what is given, has a line of its own."""
    lines = promised("names") + promised("columns")
    keys = {line.partition(": ")[0].removeprefix("questions.") for line in lines}
    listed = [getattr(kp, name) for name in vars(kp)["__all__"]]
    listed += [getattr(kp.questions, name) for name in dir(kp.questions)]
    fields = {
        f"{cls.__name__}.{each.name}"
        for cls in listed
        if isinstance(cls, type) and attrs.has(cls)
        for each in attrs.fields(cls)
        if not each.name.startswith("_")
    }
    assert set() == fields - keys
    assert {"CodebookRow.kind", "Finding.sentence", "MarkRow.told", "Verdict.standing"} < keys


def test_a_broken_promise_is_noticed() -> None:
    """A line that goes or changes is a break until its key stands under *Breaking*."""
    kept = ["load(): needs nothing", "load(edition): place 1"]
    broken = missing(kept, ["load(): needs edition", "load(edition): place 1", "load(day): new"])
    assert ["load(): needs nothing"] == broken
    head = "# Changelog\n\n## 0.2.0 (unreleased)\n\n### Library\n\n- `load()` is faster.\n"
    entry = "\n#### Breaking\n\n- `load()` needs an edition.\n"
    assert broken == unnamed(broken, head)
    assert broken == unnamed(broken, f"{head}\n## 0.1.0\n{entry}")
    assert broken == unnamed(broken, head.replace(" (unreleased)", "") + entry)
    assert [] == unnamed(broken, f"{head}{entry}\n### Data\n\n## 0.1.0\n")


def test_a_printed_citation_is_read_for_ever() -> None:
    """A citation as it was printed by a release still verifies, in every style."""
    lines = [line for line in promised("texts") if line.startswith("citation")]
    texts: list[str] = [json.loads(line.partition(": ")[2]) for line in lines]
    editions = Successions(None)
    found = {verdict_on(read_printed(text), editions).standing for text in texts}
    assert len(texts) > 12
    assert set() == found - STANDS
