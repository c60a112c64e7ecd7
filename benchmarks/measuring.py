"""Two things measured side by side: turn by turn, medians, CPU time beside wall time."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Act = Callable[[], object]


COMPILED = TemporaryDirectory()
"""Where the compiled modules are; the first turn, which is not counted, puts them there."""

DONT_COMPILE = "PYTHONDONTWRITEBYTECODE"
"""With it, every process would compile everything anew."""


class Time(NamedTuple):
    """How long something took, in seconds."""

    cpu: float
    wall: float


def fresh(code: str) -> Act:
    """Run code in a fresh interpreter."""
    return program(sys.executable, "-c", code)


def program(*command: str) -> Act:
    """Run a program, its output thrown away; what it imports is compiled, as after an install."""
    kept = {name: value for name, value in os.environ.items() if name != DONT_COMPILE}
    env = kept | {"PYTHONPYCACHEPREFIX": COMPILED.name}
    return lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=env)


def peak(act: Act) -> int:
    """The most MiB that this process had in memory while it did something."""
    Path("/proc/self/clear_refs").write_text("5")  # the peak starts at what there is now (Linux)
    act()
    (line,) = (line for line in _status() if line.startswith("VmHWM:"))
    return int(line.split()[1]) // 1024


def _status() -> list[str]:
    return Path("/proc/self/status").read_text("ascii").splitlines()


def _spent() -> float:
    """The processor time of this process and of those that it has run."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime


def timed(act: Act) -> Time:
    """How long one run takes."""
    wall, cpu = perf_counter(), _spent()
    act()
    return Time(_spent() - cpu, perf_counter() - wall)


def turns(acts: Mapping[str, Act], number: int) -> dict[str, list[Time]]:
    """The times of all acts, one after the other, so many turns; the first is not counted."""
    found: dict[str, list[Time]] = {name: [] for name in acts}
    for turn in range(number + 1):
        for name, act in acts.items():
            time = timed(act)
            if turn:
                found[name].append(time)
    return found


def ratio(mine: list[Time], theirs: list[Time], above: list[Time] | None = None) -> Time:
    """The median of the ratios of the turns; of what each took *above* a third, if there is one."""
    base = above or [Time(0.0, 0.0)] * len(mine)
    rows = list(zip(mine, theirs, base, strict=True))
    return Time(
        median((a.cpu - c.cpu) / (b.cpu - c.cpu) for a, b, c in rows),
        median((a.wall - c.wall) / (b.wall - c.wall) for a, b, c in rows),
    )
