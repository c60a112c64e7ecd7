"""What the size of the data costs: seconds of CPU time, and with which power of the size they grow.

    python benchmarks/growth.py [LARGEST]

The data is synthetic, a thousand records and ten, a hundred ... times that; see `synthetic.py`.
Each act is run once, for it is the power that counts: 1 is as much as the data, 2 its square.
"""

from __future__ import annotations

import resource
import sys
import tracemalloc
from math import log10
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from measuring import timed
from synthetic import enlarged

import kpbargaining as kp

if TYPE_CHECKING:
    from collections.abc import Callable

SMALLEST, LARGEST = 1_000, 100_000
COPY = len(enlarged(2)) - len(enlarged(1))
"""How many records each copy of the sample adds."""

ROUND = "2024-acme"
EXPORTS = ("csv", "sqlite", "annotations", "atom", "ical", "jsonld")

ACTS: dict[str, Callable[[kp.Dataset, Path], object]] = {
    "`ds[id]` for each record": lambda ds, _: [ds[each.id] for each in ds],
    "`evidence_for` each record": lambda ds, _: [ds.evidence_for(each.id) for each in ds],
    "`as_of`": lambda ds, _: ds.as_of("2024-06-01"),
    "`as_of` another day": lambda ds, _: ds.as_of("2024-05-01"),
    "`timeline` of a round": lambda ds, _: ds.timeline(ROUND),
    "`timeline` of all": lambda ds, _: ds.timeline(),
    "`.where`": lambda ds, _: ds.evidence.where(source="bulletin"),
    "`compare_rounds`": lambda ds, _: ds.compare_rounds(),
    "`compare_agreements`": lambda ds, _: ds.compare_agreements(),
    "`action_log`": lambda ds, _: ds.action_log(),
    "`check`": lambda ds, _: kp.check(ds),
    "`claims`": lambda ds, _: ds.claims(),
    "`==`": lambda ds, _: ds == kp.Dataset(ds, ds.evidence),
    "`write`": lambda ds, folder: kp.write(ds, folder / "data"),
    "`read`": lambda _, folder: kp.read(folder / "data"),
    **{
        f"`export` {name}": lambda ds, folder, name=name: kp.export(ds, folder / name, name)
        for name in EXPORTS
    },
}


def seconds(size: int) -> dict[str, float]:
    """What each act takes with so many records."""
    dataset = enlarged(size // COPY)
    with TemporaryDirectory() as folder:
        return {
            name: timed(lambda act=act: act(dataset, Path(folder))).cpu  # type: ignore[misc]
            for name, act in ACTS.items()
        }


def memory(size: int) -> str:
    """What a dataset of that size takes, and what reading it takes at most."""
    with TemporaryDirectory() as folder:
        kp.write(enlarged(size // COPY), folder)
        tracemalloc.start()
        dataset = kp.read(folder)
        held, most = (taken // len(dataset) for taken in tracemalloc.get_traced_memory())
        tracemalloc.stop()
    return f"Bytes for each record with its evidence: {held:,}; at most while reading: {most:,}."


def main(largest: int) -> None:
    """Print the table."""
    sizes = [SMALLEST * 10**power for power in range(max(1, round(log10(largest / SMALLEST))) + 1)]
    found = [seconds(size) for size in sizes]
    print(f"| CPU seconds | {' | '.join(f'{size:,}' for size in sizes)} | power |")
    print(f"| --- {'| --: ' * (len(sizes) + 1)}|")
    for name in ACTS:
        times = [each[name] for each in found]
        power = log10(times[-1] / times[-2])
        print(f"| {name} | {' | '.join(f'{time:.3f}' for time in times)} | {power:.2f} |")
    print("\n" + memory(SMALLEST * 10))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"The whole run took at most {peak:,} MiB.")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else LARGEST)
