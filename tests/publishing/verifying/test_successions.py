"""What became of records from edition to edition."""

from pathlib import Path

import pytest

import kpbargaining as kp
from kpbargaining.publishing.verifying.successions import Successions


@pytest.mark.parametrize(
    ("name", "steps", "gone"),
    [
        ("acme-hospitals", ["acme-hospitals"] * 3, None),
        ("jose-nunez", ["jose-nunez", "jose-lopez"], "2030.3"),
        ("2030-acme/total-2030-06-03", ["2030-acme/total-2030-06-03"] * 2, "2030.3"),
        ("acme-note", ["acme-note"], "2030.2"),
    ],
)
def test_a_path(mine: Path, name: str, steps: list[str], gone: str | None) -> None:
    """A record is followed under its ids until the newest edition, or the one that lacks it."""
    editions = Successions(mine)
    path = editions.path(editions.dataset("2030.1")[name], "2030.1")
    assert (steps, gone) == ([record.id for _, record in path.steps], path.gone)
    assert ["2030.1", "2030.2", "2030.3"][: len(steps)] == [edition for edition, _ in path.steps]


def test_what_is_loaded_once(mine: Path) -> None:
    """Each edition is loaded, and compared with the next, at most once."""
    editions = Successions(mine)
    assert editions.dataset("2030.2") is editions.dataset("2030.2")
    assert editions.newest is editions.dataset("2030.3")
    pair = [editions.dataset("2030.1")[name] for name in ("acme-hospitals", "nurses-united")]
    assert [None, None] == [editions.path(each, "2030.1").gone for each in pair]
    assert editions.changes("2030.1", "2030.2") is editions.changes("2030.1", "2030.2")
    assert kp.ChangeReason.RETIRED is editions.changes("2030.1", "2030.2")["jose-lopez", "id"].why
