"""Faults in short: some kills, a full disk, writers and readers together; the script has more."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / "scripts" / "faults.py"
SHORT = ("--kills", "16", "--full", "1", "--seconds", "0.2", "--data", "small")
SOME = ("--only", "write", "freeze", "stamp", "export csv")


@pytest.mark.skipif(sys.platform == "win32", reason="the script forks")
def test_nothing_is_torn_or_left() -> None:
    """Whatever stops a write, the old or the new is there, and nothing else after the next."""
    if not SCRIPT.exists():
        pytest.skip("the scripts are not here")
    run = subprocess.run(
        [sys.executable, SCRIPT, *SHORT, *SOME], capture_output=True, check=False, text=True
    )
    assert (0, "") == (run.returncode, run.stderr), run.stdout
    assert 2 + 3 * 4 + 3 == len(run.stdout.strip().splitlines())
