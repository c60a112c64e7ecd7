"""The collector: paused where many small objects are made, and as it was before afterwards."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

import kpbargaining as kp
from kpbargaining.collector import collector_paused
from kpbargaining.store.asking import question


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """Leave the collector running, whatever a test does to it."""
    yield
    gc.enable()


@pytest.mark.parametrize("running", [True, False])
def test_it_is_as_before(*, running: bool) -> None:
    """It rests within, and runs afterwards if it did before, also after an error."""
    (gc.enable if running else gc.disable)()
    with collector_paused():
        assert not gc.isenabled()
    assert running is gc.isenabled()
    with pytest.raises(ValueError, match="wrong"), collector_paused():
        raise ValueError("wrong")
    assert running is gc.isenabled()


def test_a_question_is_answered_without_it() -> None:
    """Every question is answered with the collector paused."""
    running: list[bool] = []

    @question
    def ask() -> None:
        running.append(gc.isenabled())

    ask()
    assert [False] == running
    assert gc.isenabled()


def test_bulk_steps_leave_it_running(acme: Path, tmp_path: Path) -> None:
    """Reading, comparing, writing and going back to a day leave the collector running."""
    ds = kp.read(acme)
    assert ds == kp.Dataset(ds, ds.evidence)
    kp.diff(ds, ds.as_of("2030-05-07", "possibly"))
    kp.write(ds, tmp_path / "again")
    kp.export(ds, tmp_path / "sheets", "csv")
    assert gc.isenabled()
