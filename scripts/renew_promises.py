"""Freezes what the library promises today, for the tests of `tests/promises`, at a release.

    python scripts/renew_promises.py [--anyway]

Prints how much is new, and each line that was broken: it went, or changed. It writes nothing where
CHANGELOG.md does not name what broke under *Breaking* of the unreleased version. `--anyway` is for
the time before the first release, and for a change that breaks nobody after all.
"""

from __future__ import annotations

import sys
from pathlib import Path
from runpy import run_path

PROJECT = Path(__file__).parents[1]
FOLDER = PROJECT / "tests" / "promises"


def main() -> int:
    """Compare, and write if nothing was broken in silence; gives the exit status."""
    tools = run_path(str(FOLDER / "listing.py"))
    found = {name: list(dict.fromkeys(listing())) for name, listing in tools["LISTINGS"].items()}
    silent: list[str] = []
    for name, lines in found.items():
        kept = tools["promised"](name)
        broken = tools["missing"](kept, lines)
        print(f"{name}: {len(lines)} lines, {len(tools['missing'](lines, kept))} new")
        print("".join(f"  broken: {line}\n" for line in broken), end="")
        silent += tools["unnamed"](broken, (PROJECT / "CHANGELOG.md").read_text("utf-8"))
    if silent and sys.argv[1:] != ["--anyway"]:
        print("not written: CHANGELOG.md does not name these under Breaking:", *silent, sep="\n  ")
        return 1
    for name, lines in found.items():
        (FOLDER / f"{name}.txt").write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
