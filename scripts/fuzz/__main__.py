"""Feed what reads with anything at all, guided by the lines that it reaches.

    python scripts/fuzz TARGET [SECONDS] [--seed 1]

Whatever goes in, either a value comes out that is what it has to be and is written back the same,
or an error of `kpbargaining.errors` is raised, within two seconds of the processor and 2 GiB.
Anything else is a find: it is printed once for each line that it comes from, and the status is 1.
It needs `atheris` and `jsonschema`; how many runs there are depends on the machine.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
import time
import traceback
from multiprocessing.sharedctypes import RawArray
from pathlib import Path
from typing import TYPE_CHECKING

import atheris
from citations import citations, cited, frozen
from files import codec, data_files, manifests, sealed_ones
from holding import kp
from mutators import Lines, Mutator
from passages import fingerprinted, passages
from values import DATES, PIECES, QUANTITIES, dates, quantities

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Target = Callable[[bytes], None]
    Alter = Callable[[bytes, int, int], bytes]

LONGEST = 2.0
"""The most seconds of the processor that one run may take."""

REFUSED_TOO = 8
"""Of how many refused inputs one is altered further; else one is that was accepted."""

MOST_KEPT = 2000
"""How many accepted inputs are kept to be altered further."""


def by_lines(seeds: list[bytes]) -> Lines:
    """Alter text."""
    return Lines([seed.decode() for seed in seeds])


def by_pieces(name: str) -> Callable[[list[bytes]], Lines]:
    """Alter text, its numbers above all."""
    return lambda seeds: Lines([seed.decode() for seed in seeds], pieces=PIECES[name])


def by_lines_or_json(seeds: list[bytes]) -> Lines:
    """Alter text, or JSON where it is that."""
    inside = Mutator([json.loads(seed) for seed in seeds if seed[:1] in (b"{", b"[")])
    return Lines([seed.decode() for seed in seeds], inside)


def by_json(seeds: list[bytes]) -> Mutator:
    """Alter JSON."""
    return Mutator([json.loads(seed) for seed in seeds])


def by_named_json(seeds: list[bytes]) -> Mutator:
    """Alter JSON below its name."""
    return Mutator([json.loads(seed.partition(b"\n")[2]) for seed in seeds], named=True)


TARGETS: dict[str, tuple[Target, Callable[[], Iterable[bytes]], Callable[[list[bytes]], Alter]]] = {
    "codec": (codec, data_files, by_named_json),
    "dates": (dates, lambda: map(str.encode, DATES), by_pieces("dates")),
    "quantities": (quantities, lambda: map(str.encode, QUANTITIES), by_pieces("quantities")),
    "passages": (passages, fingerprinted, by_lines),
    "manifests": (manifests, lambda: sealed_ones(frozen()), by_json),
    "citations": (citations, cited, by_lines_or_json),
}
"""What each target does with bytes, the bytes that it starts from, and what alters them."""

refused: set[int] = set()
accepted: list[bytes] = []
"""What was refused, as hashes, and what was not."""

places: set[str] = set()
"""Where the finds came from."""

counts = RawArray("q", 4)
"""How many runs gave a value, were refused, took too long, or were another find."""
VALUE, REFUSED, SLOW, FOUND = range(4)


def tried(target: Callable[[bytes], None], content: bytes) -> None:
    """Run a target once; note anything but a value or an error of ours."""
    start, came, wrong = time.process_time(), VALUE, ""
    try:
        target(content)
    except kp.KPBargainingError as error:
        str(error).encode()
        came = REFUSED
    except Exception:  # noqa: BLE001 (a find)
        came, wrong = FOUND, traceback.format_exc()
    if came != FOUND and time.process_time() - start > LONGEST:
        came, wrong = SLOW, f"more than {LONGEST} seconds"
    counts[came] += 1
    if came == REFUSED:
        refused.add(hash(content))
    elif len(accepted) < MOST_KEPT:
        accepted.append(content)
    else:
        accepted[counts[came] * 7919 % MOST_KEPT] = content
    place = "".join(line for line in wrong.splitlines() if line.startswith("  File")) or wrong
    if wrong and place not in places:
        places.add(place)
        print(f"FIND: {content!r}\n{wrong}", flush=True)


def further(alter: Alter) -> Alter:
    """Alter what was accepted rather than what was refused."""

    def altered(content: bytes, longest: int, seed: int) -> bytes:
        if accepted and hash(content) in refused and seed % REFUSED_TOO:
            content = accepted[seed // REFUSED_TOO % len(accepted)]
        return alter(content, longest, seed)

    return altered


def main() -> int:
    """Run a target in a process of its own, as the fuzzer ends its own; give 1 for finds."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("seconds", type=int, nargs="?", default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    target, seeds, mutator = TARGETS[options.target]
    with tempfile.TemporaryDirectory() as place:
        os.environ["FUZZ_PLACE"] = place
        corpus = Path(place) / "corpus"
        corpus.mkdir()
        started = list(seeds())
        for number, seed in enumerate(started):
            (corpus / str(number)).write_bytes(seed)
        alter = mutator(started)
        limits = [f"-max_total_time={options.seconds}", f"-seed={options.seed}", "-max_len=16384"]
        told = [*limits, "-rss_limit_mb=2048", "-print_final_stats=1", "-verbosity=1"]
        child = os.fork()
        if child == 0:
            argv = [sys.argv[0], *told, str(corpus)]
            atheris.Setup(argv, lambda each: tried(target, each), custom_mutator=further(alter))
            atheris.Fuzz()
            os._exit(0)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{(used.ru_utime + used.ru_stime) / 60:.1f} CPU minutes,", end=" ")
    print(f"{sum(counts)} runs: {counts[VALUE]} values, {counts[REFUSED]} refused,", end=" ")
    print(f"{counts[SLOW]} too slow, {counts[FOUND]} other finds")
    return 1 if status or counts[SLOW] or counts[FOUND] else 0


if __name__ == "__main__":
    sys.exit(main())
