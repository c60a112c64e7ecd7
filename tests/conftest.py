"""What all tests share: one Hypothesis profile, and the folder of documents we hold."""

import os
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


@pytest.fixture(scope="session")
def held_sources() -> Path:
    """The folder of held documents that `KPBARGAINING_SOURCES` names; without it, no run."""
    folder = os.environ.get("KPBARGAINING_SOURCES")
    if not folder:
        pytest.skip("KPBARGAINING_SOURCES names no folder of held documents")
    return Path(folder)
