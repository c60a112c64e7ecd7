"""Many who read and write one folder at once: they wait for each other, and never mix."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import attrs

import kpbargaining as kp
from kpbargaining.files.codec import encode
from kpbargaining.files.folders import read_files

Files = dict[str, bytes]

WRITERS, TIMES = 8, 6

WRITE = """
import sys
import kpbargaining as kp
dataset = kp.read(sys.argv[1])
for _ in range(int(sys.argv[3])):
    kp.write(dataset, sys.argv[2])
"""


def named(dataset: kp.Dataset, name: str) -> kp.Dataset:
    """Give the dataset with that name for each round, organization and person."""
    records = [
        attrs.evolve(record, name=name)
        if isinstance(record, (kp.BargainingRound, kp.Organization, kp.Person))
        else record
        for record in dataset.records()
    ]
    return kp.Dataset(records, dataset.evidence)


def files_of(dataset: kp.Dataset) -> Files:
    """Give the canonical files of a dataset."""
    return encode(dataset.records(), dataset.evidence)


def together(*tasks: Callable[[], Any]) -> list[Any]:
    """Give what each of the tasks gives, in threads of their own, or the first of their errors."""
    with ThreadPoolExecutor(len(tasks)) as pool:
        return [each.result() for each in [pool.submit(task) for task in tasks]]


def test_threads(acme: Path) -> None:
    """Eight threads write one folder and others read it: none fails, and none sees a mixture."""
    variants = [named(kp.read(acme), f"Number {number}") for number in range(WRITERS)]
    whole = [files_of(each) for each in variants]
    kp.write(variants[0], acme)

    def writing(variant: kp.Dataset) -> list[Files]:
        seen = []
        for _ in range(TIMES):
            kp.write(variant, acme)
            seen.append(dict(read_files(acme)))
        return seen

    found = together(*(lambda it=each: writing(it) for each in variants))
    assert WRITERS * TIMES == sum(map(len, found))
    assert all(files in whole for seen in found for files in seen)
    assert read_files(acme) in whole
    assert {"terms.json", "sources.json", "parties.json", "rounds"} == {
        path.name for path in acme.iterdir()
    }


def test_processes(acme: Path, tmp_path: Path) -> None:
    """Processes write one folder at once: none fails, and what is left is of one of them."""
    variants = [named(kp.read(acme), f"Number {number}") for number in range(4)]
    for number, variant in enumerate(variants):
        kp.write(variant, tmp_path / f"variant-{number}")
    running = [
        subprocess.Popen(
            [sys.executable, "-c", WRITE, tmp_path / f"variant-{number}", acme, str(TIMES)],
            stderr=subprocess.PIPE,
        )
        for number in range(len(variants))
    ]
    assert [b""] * len(running) == [each.communicate()[1] for each in running]
    assert [0] * len(running) == [each.returncode for each in running]
    assert read_files(acme) in [files_of(each) for each in variants]


def test_who_has_other_files(acme: Path, dataset_of: Callable[..., kp.Dataset]) -> None:
    """Of two who write files of other names into a new folder, one is refused: none is mixed in."""
    mine = kp.read(acme)
    yours = dataset_of({"programs": {"programs": {"training": {"name": "Training"}}}})
    for number in range(TIMES):
        folder = acme.with_name(f"new-{number}")

        def write(dataset: kp.Dataset, to: Path = folder) -> str | None:
            try:
                kp.write(dataset, to)
            except kp.UnreadableFile as error:
                return error.reason
            return None

        refused = together(lambda: write(mine), lambda: write(yours))
        assert {None, "the dataset has no such file; remove it"} == set(refused)
        assert read_files(folder) == files_of(yours if refused[0] else mine)


def test_who_freezes(bundled: Path) -> None:
    """Of several who freeze the same edition at once, one does, and all others are refused."""
    days = [f"2030-07-0{day}" for day in range(1, WRITERS + 1)]

    def freeze(day: str) -> str:
        try:
            kp.freeze(bundled, "2030.1", day)
        except kp.InvalidValue as error:
            return error.expected
        return day

    found = together(*(lambda it=day: freeze(it) for day in days))
    (edition,) = kp.editions(bundled)
    assert {
        str(edition.frozen),
        "the name of an edition that is not frozen yet, after 2030.1",
    } == set(found)
    assert kp.load("2030.1", bundled) == kp.read(bundled)
