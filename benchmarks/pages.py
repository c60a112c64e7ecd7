"""What the page of a dataset costs at each size: to make, to keep, and to open in Chromium.

    KPBARGAINING_PAGE_TOOLS=FOLDER nice -n 5 python benchmarks/pages.py [LARGEST]

It needs chromium, node, and in FOLDER what `.ci/browser` installs. The data is that of `growth.py`.
By the clock a browser takes longer on a busy machine; so the processor time of the tab up to the
first view is told, too. All are medians of three openings, each in a browser of its own.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from math import log10
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from growth import COPY, SMALLEST, cost
from synthetic import enlarged

import kpbargaining as kp

LARGEST = 100_000
OPENING = Path(__file__).with_name("opening.mjs")
VIEWS = {
    "first": "first view",
    "cpu": "of it CPU",
    "filter": "timeline of a round",
    "record": "a record",
    "search": "a search",
}
"""What is opened, in seconds; as `opening.mjs` names it, and as the table does."""

COLUMNS = ("records", "MB", "CPU s to make", "MiB to make", *VIEWS.values(), "MiB of the script")


def opened(path: Path) -> dict[str, Any]:
    """What Chromium takes for the page; what happened instead, where it cannot show it."""
    node, chromium = shutil.which("node"), shutil.which("chromium")
    ran = subprocess.run(
        [str(node), OPENING, path],
        env=os.environ | {"CHROMIUM": str(chromium)},
        stdout=subprocess.PIPE,
        check=True,
        encoding="utf-8",
    )
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def row(size: int, folder: Path) -> str:
    """The line of one size."""
    dataset, path = enlarged(size // COPY), folder / f"{size}.html"
    made = cost(lambda: kp.page(dataset, path))
    told = opened(path)
    views = [f"{told[view] / 1000:.2f}" if view in told else told["refused"] for view in VIEWS]
    cells = [f"{size:,}", f"{path.stat().st_size / 1e6:.2f}", f"{made.time.cpu:.2f}"]
    return " | ".join(["", *cells, f"{made.memory:,}", *views, str(told.get("heap", "")), ""])


def main(largest: int) -> None:
    """Print the table."""
    print(f"| {' | '.join(COLUMNS)} |")
    print("|" + " --: |" * len(COLUMNS))
    with TemporaryDirectory() as folder:
        for power in range(max(0, round(log10(largest / SMALLEST))) + 1):
            print(row(SMALLEST * 10**power, Path(folder)).strip(), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else LARGEST)
