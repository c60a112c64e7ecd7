"""What becomes of files when a process is killed, a disk is full, or several write and read.

    python scripts/faults.py [--kills 500] [--seed 0] [--data newest|small]

Each process is killed in the middle of a write: half of them after a random time, half of them
at a random one of the calls that it makes to the system. Then what is there has to be the old or
the new, whole; and after the next write nothing else. Prints a table, which stands in
`docs/explanation/hardness.md`, and ends with status 1 if anything was torn, mixed, lost or left.
It needs a system that can fork; as root it fills and locks a small disk of its own, else it
limits the size of files and takes the right to write away.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from functools import cache, partial
from hashlib import sha256
from itertools import cycle
from math import log2
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import kpbargaining as kp
from kpbargaining.cli.parser import main as command
from kpbargaining.exports.exporting import ALL, FORMATS
from kpbargaining.publishing.freezing import add_erratum

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SAMPLES = Path(__file__).parents[1] / "tests" / "samples"
ABOUT = dict.fromkeys(("name", "title", "author", "licence"), "acme") | {"draft": "x"}
MINE = ".kpbargaining"
"""How all names begin of what is there only while something is written."""


QUOTES = {
    "12+8:e6b38603f9e11c4e": "met May 6 to 8, 2030, in Springfield",
    "21+4:92210e37a87e6107": "reached 4 tentative agreements",
}
"""Passages of the sample, and the words that they stand for."""


class Work(NamedTuple):
    """Something that is written, in a folder that is there already."""

    name: str
    prepare: Callable[[Path], None]
    """Puts the old into an empty folder."""
    change: Callable[[Path], None]
    """Puts the new in the place of the old; again if it is there."""
    read: Callable[[Path], object] | None = None
    """What one reads there; the digest of all files if there is none."""


def digest(folder: Path) -> object:
    """Give the digest of all files that do not begin as ours do while we write."""
    found = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and MINE not in str(path.relative_to(folder)):
            found.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def leftovers(folder: Path) -> list[Path]:
    """Give what is there only while something is written."""
    return [path for path in folder.rglob("*") if path.name.startswith(MINE)]


def frozen(folder: Path) -> object:
    """Give the editions of a folder, each loaded and verified."""
    names = [edition.name for edition in kp.editions(folder)]
    return [(name, kp.load(name, folder).digest) for name in names]


def again(freeze: Callable[[], None]) -> None:
    """Freeze, unless it was frozen before."""
    with suppress(kp.InvalidValue):
        freeze()


def exported_to(dataset: kp.Dataset, name: str, at: Path) -> None:
    """Export a dataset into a folder, over what has that name, if there is something."""
    target = "all" if name == ALL else FORMATS[name].name
    kp.export(dataset, at / target, name, overwrite=True)


def works(old: kp.Dataset, new: kp.Dataset) -> Iterator[Work]:
    """Give everything that writes: a folder, an edition, stamps, each export, a page."""
    yield Work(
        "write",
        lambda at: kp.write(old, at / "data"),
        lambda at: kp.write(new, at / "data"),
        lambda at: kp.read(at / "data").digest,
    )

    def folder(at: Path) -> None:
        shutil.copytree(SAMPLES / "acme", at / "data")
        (at / "data" / "manifest.json").write_text(json.dumps(ABOUT | {"editions": {}}), "utf-8")
        kp.freeze(at / "data", "2030.1", "2030-07-02")

    yield Work(
        "freeze",
        folder,
        lambda at: again(lambda: kp.freeze(at / "data", "2030.2", "2030-08-02")),
        lambda at: frozen(at / "data"),
    )

    def quoted(at: Path) -> None:
        folder(at)
        path = at / "data" / "rounds" / "2030-acme.json"
        text = path.read_text("utf-8")
        for words, quote in QUOTES.items():
            assert words in text, words  # noqa: S101 (the sample has them)
            text = text.replace(f'"words": "{words}"', f'"quote": "{quote}"')
        path.write_text(text, "utf-8")

    def stamp(at: Path) -> None:
        told = ["stamp", str(at / "data"), "--sources", str(SAMPLES / "copies"), "--anyway"]
        nowhere = io.StringIO()
        with redirect_stdout(nowhere), redirect_stderr(nowhere):
            status = command(told)
        if status:
            raise kp.UnreadableFile(told[1], "is not stamped")

    yield Work("stamp", quoted, stamp, lambda at: kp.read(at / "data").digest)
    for name in (*FORMATS, ALL):
        yield Work(
            f"export {name}", partial(exported_to, old, name), partial(exported_to, new, name)
        )
    yield Work(
        "page",
        lambda at: kp.page(old, at / "page.html"),
        lambda at: kp.page(new, at / "page.html", overwrite=True),
    )


def apart(work: Callable[[], object], kill: Callable[[], None] | None = None) -> int:
    """Do something in a process of its own; give how it ended. *kill* is called in there first."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            if kill:
                kill()
            work()
            status = 0
        except kp.UnreadableFile:
            status = 3
        finally:
            os._exit(status)
    return child


def ended(child: int) -> int:
    """Wait for a process; give its status, below 0 for the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def watching(folder: Path, act: Callable[[], None]) -> None:
    """Act at each call to the system that names something in a folder."""
    name = str(folder)

    def hook(event: str, given: tuple[object, ...]) -> None:
        ours = event.startswith(("open", "os.", "shutil.", "tempfile.", "sqlite3."))
        if ours and any(name in str(each) for each in given):
            act()

    sys.addaudithook(hook)


def at_call(folder: Path, number: int) -> Callable[[], None]:
    """Give what kills the process that it is in at one of its calls."""

    def count() -> None:
        nonlocal number
        number -= 1
        if number < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return lambda: watching(folder, count)


def calls_of(work: Callable[[], object], folder: Path) -> tuple[int, float]:
    """Give how many calls something makes, and how long it takes."""
    reading, writing = os.pipe()
    counted = list[None]()

    def counting() -> None:
        start = time.monotonic()
        watching(folder, lambda: counted.append(None))
        work()
        os.write(writing, json.dumps([len(counted), time.monotonic() - start]).encode())

    ended(apart(counting))
    calls, seconds = json.loads(os.read(reading, 100))
    os.close(reading)
    os.close(writing)
    return calls, seconds


class Tried(NamedTuple):
    """What came out of one sort of trial."""

    name: str
    trials: int
    old: int
    new: int
    faults: list[str]


class Bench:
    """A piece of work with a folder in which it is tried, and what one may find there."""

    def __init__(self, work: Work, top: Path) -> None:
        self.work = work
        self.top = top / work.name.replace(" ", "-")
        self.trial = self.top / "trial"
        (self.top / "old").mkdir(parents=True)
        ended(apart(lambda: work.prepare(self.top / "old")))
        if not work.name.endswith(("parquet", ALL)):  # their library has threads, and we fork
            shutil.copytree(self.top / "old", self.top / "scratch")
            with suppress(kp.InvalidValue):  # what it loads is loaded by then
                work.change(self.top / "scratch")
        self.reset()
        self.old = self.seen()
        self.reset()
        ended(apart(lambda: work.change(self.trial)))
        self.new = self.seen()
        self.faults: list[str] = []
        self.counts = {"old": 0, "new": 0}

    def reset(self) -> None:
        """Put the old there again."""
        shutil.rmtree(self.trial, ignore_errors=True)
        shutil.copytree(self.top / "old", self.trial)

    def seen(self) -> object:
        """Give what one reads there, in a process that forgets it."""
        reading, writing = os.pipe()

        def tell() -> None:
            try:
                found = (self.work.read or digest)(self.trial)
            except kp.KPBargainingError as error:
                found = f"unreadable: {error}"
            os.write(writing, json.dumps(found).encode())

        ended(apart(tell))
        os.close(writing)
        with open(reading, encoding="utf-8") as told:
            return json.load(told)

    def judge(self, what: str) -> None:
        """Note what one finds, which is to be the old or the new."""
        found = self.seen()
        if found not in (self.old, self.new):
            self.faults.append(f"{what}: torn or mixed: {found}")
        self.counts["new" if found == self.new else "old"] += 1

    def settle(self, what: str) -> None:
        """Write once more: then the new is to be there, and nothing beside it."""
        status = ended(apart(lambda: self.work.change(self.trial)))
        if status or self.seen() != self.new:
            self.faults.append(f"{what}: the next write does not arrive ({status})")
        self.faults += [f"{what}: left behind: {path.name}" for path in leftovers(self.trial)]

    def kill(self, times: int, chance: random.Random) -> None:
        """Kill it in the middle, by time and by call in turns."""
        self.reset()
        calls, seconds = calls_of(lambda: self.work.change(self.trial), self.trial)
        for trial in range(times):
            self.reset()
            number, delay = chance.randrange(calls), chance.uniform(0, seconds)
            what = f"killed at call {number}" if trial % 2 else f"killed after {delay:.4f} s"
            hook = at_call(self.trial, number)
            child = apart(lambda: self.work.change(self.trial), hook if trial % 2 else None)
            if trial % 2 == 0:
                time.sleep(delay)
                os.kill(child, signal.SIGKILL)
            ended(child)
            self.judge(what)
            self.settle(what)

    def fill(self, times: int, chance: random.Random) -> None:
        """Let it write where there is too little room: it is refused, and all is as it was."""
        size = sum(path.stat().st_size for path in self.trial.rglob("*") if path.is_file())
        for _ in range(times):
            self.reset()
            room = int(2 ** chance.uniform(9, log2(max(size, 1024) * 1.5)))
            with full(self.trial, room) as (trial, limit):
                status = ended(apart(partial(self.work.change, trial), limit))
                self.moved(trial)
            self.refused(f"{room} bytes of room", status)

    def lock(self) -> None:
        """Let it write where it may not; root may everywhere but on a disk that is locked."""
        if os.geteuid() == 0 and not mounts():
            return
        self.reset()
        with read_only(self.trial) as trial:
            status = ended(apart(lambda: self.work.change(trial)))
            self.moved(trial)
        self.refused("read-only", status)

    def moved(self, trial: Path) -> None:
        """Look at another folder than the usual one."""
        if trial != self.trial:
            shutil.rmtree(self.trial)
            shutil.copytree(trial, self.trial)

    def refused(self, what: str, status: int) -> None:
        """Note what is there after something was refused, or was done after all."""
        if status not in (0, 3):
            self.faults.append(f"{what}: ended with {status}")
        found = self.seen()
        if found != (self.old if status else self.new):
            self.faults.append(f"{what}: status {status}, but found {found}")
        self.counts["old" if status else "new"] += 1
        self.faults += [f"{what}: left behind: {path.name}" for path in leftovers(self.trial)]


@cache
def mounts() -> bool:
    """Whether this process may make a disk of its own."""
    with tempfile.TemporaryDirectory() as place:
        mount = ["mount", "-t", "tmpfs", "tmpfs", place]
        if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
            return False
        subprocess.run(["umount", place], check=True)  # noqa: S607
        return True


@contextmanager
def disk(folder: Path, size: int, more: str = "") -> Iterator[Path]:
    """Give a small disk of its own with what is in a folder; root alone can make one."""
    with tempfile.TemporaryDirectory() as place:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", place]
        subprocess.run(mount, check=True)
        try:
            trial = Path(place) / "trial"
            shutil.copytree(folder, trial)
            if more:
                subprocess.run(["mount", "-o", f"remount,{more}", place], check=True)  # noqa: S607
            yield trial
        finally:
            subprocess.run(["umount", place], check=True)  # noqa: S607


@contextmanager
def full(folder: Path, room: int) -> Iterator[tuple[Path, Callable[[], None] | None]]:
    """Give a folder in which there is so much room, or what limits the files of a process."""
    if not mounts():
        yield folder, lambda: limit(room)
        return
    page = 4096
    files = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    used = sum(-(-size // page) * page for size in files)
    with disk(folder, used + room // page * page) as trial:
        yield trial, None


def limit(size: int) -> None:
    """Limit the files that this process can write."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@contextmanager
def read_only(folder: Path) -> Iterator[Path]:
    """Give a folder in which nothing can be written."""
    if mounts():
        with disk(folder, 1 << 28, "ro") as trial:
            yield trial
        return
    folders = [folder, *(path for path in folder.rglob("*") if path.is_dir())]
    for each in folders:
        each.chmod(0o555)
    try:
        yield folder
    finally:
        for each in folders:
            each.chmod(0o755)


def together(old: kp.Dataset, new: kp.Dataset, top: Path, seconds: float) -> Tried:
    """Let processes with threads write one folder by turns, and others read it all the while."""
    folder, known = top / "data", list[str | None]()
    for dataset in (old, new):
        kp.write(dataset, folder)
        known.append(kp.read(folder).digest)
    reading, writing = os.pipe()
    until = time.monotonic() + seconds

    def write() -> None:
        for dataset in cycle((old, new)):
            if time.monotonic() > until:
                break
            kp.write(dataset, folder)
            os.write(writing, b"w")

    def read() -> None:
        while time.monotonic() < until:
            os.write(writing, b"r" if kp.read(folder).digest in known else b"!")

    children = [apart(partial(in_threads, work)) for work in (write, write, read, read)]
    os.close(writing)
    with open(reading, "rb") as told:
        events = told.read()
    faults = [f"a process ended with {s}" for s in map(ended, children) if s]
    faults += ["read what nobody wrote"] * events.count(b"!")
    kp.write(new, folder)
    faults += [f"left behind: {path.name}" for path in leftovers(top)]
    faults += [] if kp.read(folder).digest == known[1] else ["the last write is lost"]
    return Tried("written together", len(events), events.count(b"w"), events.count(b"r"), faults)


def in_threads(work: Callable[[], None]) -> None:
    """Do something twice at a time; raises what any of both raises."""
    with ThreadPoolExecutor(2) as pool:
        for future in [pool.submit(work), pool.submit(work)]:
            future.result()


def noted(top: Path, writers: int, notes: int) -> Tried:
    """Let processes note errors in one manifest: none is lost."""
    works_of = {work.name: work for work in works(kp.Dataset([], []), kp.Dataset([], []))}
    works_of["freeze"].prepare(top)

    def note(writer: int) -> None:
        for number in range(notes):
            erratum = kp.Erratum(record="nurses-united", field="name", error=f"{writer} {number}")
            add_erratum(top / "data", "2030.1", erratum)

    children = [apart(partial(note, n)) for n in range(writers)]
    faults = [f"a process ended with {status}" for status in map(ended, children) if status]
    found = {each.error for each in kp.editions(top / "data")[0].errata}
    wanted = {f"{writer} {number}" for writer in range(writers) for number in range(notes)}
    faults += [f"lost: {error}" for error in sorted(wanted - found)]
    faults += [f"left behind: {path.name}" for path in leftovers(top)]
    return Tried("noted together", len(wanted), 0, len(found), faults)


def exported(old: kp.Dataset, new: kp.Dataset, top: Path, seconds: float) -> Tried:
    """Let processes export to one path by turns, and one read the file all the while."""
    path, until = top / "feed.atom", time.monotonic() + seconds
    kp.export(old, path, "atom")
    known = [path.read_bytes()]
    kp.export(new, path, "atom", overwrite=True)
    known.append(path.read_bytes())

    def write() -> None:
        for dataset in cycle((old, new)):
            if time.monotonic() > until:
                break
            kp.export(dataset, path, "atom", overwrite=True)

    children = [apart(lambda: in_threads(write)) for _ in range(3)]
    reads, faults = 0, list[str]()
    while time.monotonic() < until:
        reads += 1
        faults += [] if path.read_bytes() in known else ["read what nobody wrote"]
    faults += [f"a process ended with {status}" for status in map(ended, children) if status]
    kp.export(new, path, "atom", overwrite=True)
    faults += [f"left behind: {path.name}" for path in leftovers(top)]
    return Tried("exported together", reads, 0, reads, faults)


def tried(bench: Bench, what: str, trial: Callable[[], None]) -> Tried:
    """Give what came of trials on a bench."""
    bench.counts, bench.faults = {"old": 0, "new": 0}, []
    trial()
    old, new = bench.counts.values()
    return Tried(f"{bench.work.name}, {what}", old + new, old, new, bench.faults)


def trials(options: argparse.Namespace, top: Path) -> Iterator[Tried]:
    """Try everything."""
    chance = random.Random(options.seed)  # noqa: S311 (a seed, so the same each time)
    new = kp.load() if options.data == "newest" else kp.read(SAMPLES / "sound")
    old = without_one(new)
    found = [work for work in works(old, new) if work.name in (options.only or [work.name])]
    for place, work in enumerate(found):
        bench = Bench(work, top)
        if bench.old == bench.new:  # corrections, which are of all editions: nothing to tell apart
            continue
        share = options.kills // len(found) + (place < options.kills % len(found))
        yield tried(bench, "killed", partial(bench.kill, share, chance))
        yield tried(bench, "disk full", partial(bench.fill, options.full, chance))
        yield tried(bench, "read-only", bench.lock)
    at_once: dict[str, Callable[[Path], Tried]] = {
        "written": lambda at: together(old, new, at, options.seconds),
        "exported": lambda at: exported(old, new, at, options.seconds),
        "noted": lambda at: noted(at, 3, options.full),
    }
    for name, trial in at_once.items():
        (top / name).mkdir()
        yield trial(top / name)


def without_one(dataset: kp.Dataset) -> kp.Dataset:
    """Give a dataset without its last piece of evidence, in the same files."""
    return kp.Dataset(dataset.records(), list(dataset.evidence)[:-1])


def main() -> int:
    """Print what came of all trials; give 1 if anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--full", type=int, default=10, help="how often each fills a disk")
    parser.add_argument("--seconds", type=float, default=10, help="how long many write at a time")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--data", choices=("newest", "small"), default="newest")
    parser.add_argument("--only", nargs="+", help="only these: write, freeze, 'export csv' ...")
    options = parser.parse_args()
    faults: list[str] = []
    print("| what | trials | the old is there | the new is there | faults |")
    print("| --- | --: | --: | --: | --: |")
    with tempfile.TemporaryDirectory() as top:
        for each in trials(options, Path(top)):
            print("|", " | ".join(map(str, (*each[:4], len(each.faults)))), "|", flush=True)
            faults += [f"{each.name}: {fault}" for fault in each.faults]
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
