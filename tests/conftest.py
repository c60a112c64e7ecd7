"""What all tests share: one Hypothesis profile, a small sample, the folder of documents we hold."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile(
    "kpbargaining",
    database=None,
    deadline=None,
    derandomize=True,
    max_examples=60,
    print_blob=True,
)
settings.load_profile("kpbargaining")

SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    """A data folder of one's own: Acme Hospitals bargains with Nurses United, in two sessions."""
    return Path(shutil.copytree(SAMPLES / "acme", tmp_path / "acme"))


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    """A reader's copies of what that folder cites: one page that carries two stories."""
    return Path(shutil.copytree(SAMPLES / "copies", tmp_path / "copies"))


@pytest.fixture(scope="session")
def held_sources() -> Path:
    """The folder of held documents that `KPBARGAINING_SOURCES` names; without it, no run."""
    folder = os.environ.get("KPBARGAINING_SOURCES")
    if not folder:
        pytest.skip("KPBARGAINING_SOURCES names no folder of held documents")
    return Path(folder)
