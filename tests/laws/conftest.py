"""Laws are tried without being measured: what they reach is no line that a test speaks of."""

from collections.abc import Generator

import pytest
from coverage import Coverage


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, object, object]:
    """Let coverage rest meanwhile: by the hundred, examples take twice as long with it."""
    measured = Coverage.current()
    if measured:
        measured.stop()
    try:
        return (yield)
    finally:
        if measured:
            measured.start()
