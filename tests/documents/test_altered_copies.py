"""Altered copies in short: no passage is found where it is not; the script has many more."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

from kpbargaining.documents.passages import Status

SCRIPT = Path(__file__).parents[2] / "scripts" / "altered_copies.py"

HARMLESS = (
    "nothing altered",
    "quotes, ",
    "lines ",
    "entities",
    "tags",
    "menus ",
    "the story twice",
)
"""How the kinds of copies begin in which no word is lost, and nothing stands between."""


@pytest.fixture(scope="module")
def corpus() -> Any:
    """The script that makes the copies."""
    if not SCRIPT.exists():
        pytest.skip("the scripts are not here")
    spec = spec_from_file_location("altered_copies", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    corpus = sys.modules[spec.name] = module_from_spec(spec)
    spec.loader.exec_module(corpus)
    return corpus


def test_no_altered_passage_is_found(corpus: Any) -> None:
    """Nothing is found in the wrong place, nor with a changed number, nor is lost by typography."""
    for kind in corpus.KINDS:
        found = corpus.tally(kind, stories=2, seed=0)
        assert (kind, 0) == (kind, found.wrong)
        assert kind in corpus.UNSEEN or (kind, 0) == (kind, found.altered)
        if kind.startswith(HARMLESS):
            standing = found.statuses[Status.FOUND] + found.statuses[Status.INTERRUPTED]
            assert (kind, standing) == (kind, found.statuses.total())
