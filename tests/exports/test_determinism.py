"""Exports are the same bytes on every machine: under any hash seed, locale and time zone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import kpbargaining as kp

SCRIPT = """
import sys
from hashlib import sha256
import kpbargaining as kp
from kpbargaining.exports.annotations import annotations_of
from kpbargaining.exports.atom import feed_of
from kpbargaining.exports.corrections import corrections_of
from kpbargaining.exports.ical import calendar_of
editions = [kp.load(name, sys.argv[1]) for name in ("2030.1", "2030.2")]
for content in (
    annotations_of(editions[1]),
    calendar_of(editions[1], everything=True),
    corrections_of(editions),
    feed_of(editions[1]),
):
    print(sha256(content).hexdigest())
"""


@pytest.fixture
def folder(frozen: Path) -> Path:
    """A folder of two editions."""
    kp.freeze(frozen, "2030.2", "2030-08-02")
    return frozen


def test_the_same_bytes_everywhere(folder: Path) -> None:
    """Another hash seed, locale, time zone and default encoding change no byte of any format."""
    found = set()
    for seed, locale, zone in (("0", "C", "UTC"), ("1", "tr_TR.UTF-8", "Pacific/Kiritimati")):
        settings = {"PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone, "PYTHONUTF8": seed}
        run = subprocess.run(
            [sys.executable, "-W", "error", "-c", SCRIPT, str(folder)],
            env=os.environ | settings,
            capture_output=True,
            check=True,
            text=True,
        )
        found.add(run.stdout)
    assert 1 == len(found)
    assert 4 == len(set(found.pop().split()))


def test_only_the_calendar_needs_its_package() -> None:
    """Importing the exports loads no package that an extra brings."""
    code = (
        "import sys; from kpbargaining.exports import annotations, corrections, ical; "
        "print('icalendar' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert "False" == run.stdout.strip()
