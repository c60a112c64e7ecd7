"""What the size of the data costs: seconds of CPU time, and with which power of the size they grow.

    nice -n 5 python benchmarks/growth.py [LARGEST]

The data is synthetic, a thousand records and ten, a hundred ... times that; see `synthetic.py`.
Each act is run once, for it is the power that counts: 1 is as much as the data, 2 its square.
Of the largest, the seconds by the clock are told, too, and the most memory that the process had.
A million records take a quarter of an hour and 4 GiB. The export to Parquet needs pyarrow.
"""

from __future__ import annotations

import json
import sys
import tracemalloc
from functools import partial
from math import log10
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from measuring import Time, peak, timed
from synthetic import enlarged

import kpbargaining as kp

if TYPE_CHECKING:
    from collections.abc import Callable

SMALLEST, LARGEST = 1_000, 100_000
COPY = len(enlarged(2)) - len(enlarged(1))
"""How many records each copy of the sample adds."""

ROUND = "2024-acme"
EDITION, FROZEN = "2026.1", "2026-11-28"
FRESH = {"name": "a", "title": "A", "author": "B", "licence": "CC-BY-4.0", "editions": {}}
"""A manifest in which nothing is frozen yet."""

EXPORTS = ("csv", "sqlite", "parquet", "annotations", "atom", "ical", "jsonld")


class Cost(NamedTuple):
    """What an act takes."""

    time: Time
    memory: int
    """The most MiB that the process had meanwhile."""


def freeze(folder: Path) -> None:
    """Freeze the data that was written."""
    (folder / "manifest.json").write_text(json.dumps(FRESH), "utf-8")
    kp.freeze(folder, EDITION, FROZEN)


def load(folder: Path) -> int:
    """Load what was frozen, with all its records and its evidence; count that."""
    return len(kp.load(EDITION, folder).evidence)


def exported(name: str, dataset: kp.Dataset, folder: Path) -> None:
    """Write the data as one of the formats."""
    kp.export(dataset, folder / name, name)


ACTS: dict[str, Callable[[kp.Dataset, Path], object]] = {
    "make the data": lambda ds, _: enlarged(len(ds) // COPY),
    "`write`": lambda ds, folder: kp.write(ds, folder / "data"),
    "`read`": lambda _, folder: kp.read(folder / "data"),
    "`freeze`": lambda _, folder: freeze(folder / "data"),
    "`load` with all evidence": lambda _, folder: load(folder / "data"),
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
    **{f"`export` {name}": partial(exported, name) for name in EXPORTS},
}


def cost(act: Callable[[], object]) -> Cost:
    """What it takes to do something once."""
    times: list[Time] = []
    memory = peak(lambda: times.append(timed(act)))
    return Cost(times[0], memory)


def costs(size: int) -> dict[str, Cost]:
    """What each act takes with so many records."""
    dataset = enlarged(size // COPY)
    with TemporaryDirectory() as folder:
        found: dict[str, Cost] = {}
        for name, act in ACTS.items():
            found[name] = cost(lambda act=act: act(dataset, Path(folder)))  # type: ignore[misc]
            print(f"{size:,}: {name}: {found[name]}", file=sys.stderr, flush=True)
        return found


def memory(size: int) -> str:
    """What a dataset of that size takes, and what reading it takes at most."""
    with TemporaryDirectory() as folder:
        kp.write(enlarged(size // COPY), folder)
        tracemalloc.start()
        dataset = kp.read(folder)
        held, most = (taken // len(dataset) for taken in tracemalloc.get_traced_memory())
        tracemalloc.stop()
    return f"| {len(dataset):,} | {len(dataset.evidence):,} | {held:,} | {most:,} |"


def main(largest: int) -> None:
    """Print the tables."""
    sizes = [SMALLEST * 10**power for power in range(max(1, round(log10(largest / SMALLEST))) + 1)]
    found = [costs(size) for size in sizes]
    print(f"| CPU seconds | {' | '.join(f'{size:,}' for size in sizes)} | power | wall | MiB |")
    print(f"| --- {'| --: ' * (len(sizes) + 3)}|")
    for name in ACTS:
        times = [each[name].time.cpu for each in found]
        power = log10(times[-1] / times[-2])
        row = " | ".join(f"{time:.3f}" for time in times)
        (_, wall), most = found[-1][name]
        print(f"| {name} | {row} | {power:.2f} | {wall:.1f} | {most:,} |")
    print("\n| records | evidence | bytes a record, with its evidence | at most while reading |")
    print("| --: | --: | --: | --: |")
    for size in sizes[1:]:
        print(memory(size))


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else LARGEST)
