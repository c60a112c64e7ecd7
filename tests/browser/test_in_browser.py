"""The page in a real Chromium: driven by `node --test`, where both and the tools are installed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
TOOLS = Path(os.environ.get("KPBARGAINING_PAGE_TOOLS", HERE))
"""Where the npm packages are: `bash .ci/browser` installs them beside the clone."""

NEEDED = "bash .ci/browser installs it"


def missing() -> str:
    """Say what is missing of a browser and what drives it; empty where all is there."""
    if not shutil.which("chromium"):
        return f"no chromium; {NEEDED}"
    if not shutil.which("node"):
        return f"no node; {NEEDED}"
    if not (TOOLS / "node_modules" / "playwright-core").exists():
        return f"no playwright-core; {NEEDED}"
    return ""


def test_the_page_in_a_browser(tmp_path: Path) -> None:
    """Every view of the page does in a browser what the tests beside this one say."""
    if lack := missing():
        pytest.skip(f"browser tests not run: {lack}")
    subprocess.run([sys.executable, HERE / "pages.py", tmp_path], check=True)
    chromium, node = shutil.which("chromium"), shutil.which("node")
    environment = {"PAGES": str(tmp_path), "TOOLS": str(TOOLS), "CHROMIUM": str(chromium)}
    tests = sorted(HERE.glob("*.test.mjs"))
    ran = subprocess.run(
        [str(node), "--test", *tests],
        env=os.environ | environment,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert 0 == ran.returncode, ran.stdout
