"""Feed what reads with anything at all, guided by the lines that it reaches.

    python scripts/fuzz.py TARGET [SECONDS] [--seed 1]

Whatever goes in, either a value comes out that is written back the same, or an error of
`kpbargaining.errors` is raised, within two seconds and 2 GiB. Anything else is a find: it is
printed once for each line that it comes from, and the status is 1. It needs `atheris`; the runs
of a target are the same for the same seed, but how many there are depends on the machine.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import shutil
import sys
import tempfile
import time
import traceback
from contextlib import suppress
from functools import cache
from multiprocessing.sharedctypes import RawArray
from pathlib import Path
from typing import TYPE_CHECKING, Any

import atheris

with atheris.instrument_imports(include=["kpbargaining"]):
    import kpbargaining as kp
    from kpbargaining.documents.passages import Status, find_extent, fingerprint, locate, uncovered
    from kpbargaining.documents.texts import HeldText
    from kpbargaining.documents.words import words
    from kpbargaining.files.codec import converter, decode, encode, parse, writing
    from kpbargaining.publishing import freezing
    from kpbargaining.publishing.manifests import manifest_of, sealed
    from kpbargaining.publishing.verifying import claims, printed
    from kpbargaining.values.passages import Passage
    from kpbargaining.values.quantity import Quantity
    from kpbargaining.values.when import PartialDate, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LOADED = (converter, writing, freezing, claims, printed)
"""What would be loaded when first used, and then not be watched."""

SAMPLES = Path(__file__).parents[1] / "tests" / "samples"
COPY = SAMPLES / "copies" / "acme-page.txt"
ABOUT = dict.fromkeys(("name", "title", "author", "licence"), "acme") | {"draft": "x"}
LONGEST = 2.0
"""The most seconds that one run may take."""


def same(expected: object, found: object) -> None:
    """Refuse what is not written back the same."""
    if expected != found:
        raise AssertionError(f"expected {expected!r:.200}, found {found!r:.200}")


def again(read: Callable[[], object]) -> Any:
    """Read what was written; that it is refused is a find, and no refusal."""
    try:
        return read()
    except kp.KPBargainingError as error:
        raise AssertionError(f"what was written is refused: {error}") from error


def text_of(content: bytes) -> str:
    """Give any text, lone surrogates among them."""
    return content.decode("utf-8", "surrogateescape")


def codec(content: bytes) -> None:
    """Read a data file, whose name is the first line, and write it."""
    name, _, body = content.partition(b"\n")
    files = encode(*decode({text_of(name): body}))
    same(files, again(lambda: encode(*decode(files))))


def dates(content: bytes) -> None:
    """Read two dates or spans, one on each line, and compare them."""
    found = [value for line in text_of(content).split("\n")[:2] for value in dated(line)]
    for one in found:
        same(one, pickle.loads(pickle.dumps(one)))  # noqa: S301 (our own)
        for other in found:
            same(one.certainly_before(other), str(one.order(other)) == "before")
            if one.certainly_before(other) and not one.possibly_before(other):
                raise AssertionError(f"certainly, not possibly: {one}, {other}")


def dated(text: str) -> Iterator[PartialDate | Span]:
    """Give what a text can be read as."""
    for kind in (PartialDate, Span):
        try:
            value = kind(text)
        except kp.InvalidValue:
            continue
        same(text, str(value))
        same(value, again(lambda k=kind, v=value: k(str(v))))
        if value.earliest and value.latest and value.earliest > value.latest:
            raise AssertionError(f"ends before it begins: {text}")
        yield value


def quantities(content: bytes) -> None:
    """Read two quantities, one on each line, and reckon with them."""
    one, other = (Quantity(line) for line in (text_of(content).split("\n") * 2)[:2])
    for make in (lambda: one, lambda: -one, lambda: one + other, lambda: one - other, one.at_least):
        with suppress(kp.InvalidValue):  # not every sum has a spelling
            value = make()
            same(value, again(lambda v=value: Quantity(str(v))))
    opposite = -one
    same(one, -opposite)
    same(one.possibly_equals(other), other.possibly_equals(one))
    with suppress(kp.InvalidValue):
        same(one + other, other + one)


@cache
def stamped() -> tuple[Passage, ...]:
    """Give passages of one to eight words of the copy."""
    text = words(COPY.read_text("utf-8"))
    return tuple(
        fingerprint(text, at, count)
        for count in (1, 3, 8)
        for at in range(0, len(text) - count + 1, 4)
    )


def passages(content: bytes) -> None:
    """Read a passage on the first line, and look for it and others in a copy of the sample."""
    first, _, body = content.partition(b"\n")
    text = HeldText(COPY.name, body).wording
    try:
        own = (Passage(text_of(first)),)
        same(text_of(first), str(own[0]))
        find_extent(text, own[0])
    except kp.InvalidValue:
        own = ()
    extent = own[0] if own else None
    there = list(text.words)
    found = locate((*own, *stamped()), text, extent)
    for each in found:
        if each.status is Status.FOUND and each.at is not None and each.words is not None:
            same(each.passage.digest, fingerprint(there, each.at, each.words).digest)
            passage = text.original(each.at, each.words)
            same(there[each.at : each.at + each.words], words(passage))
    same(len(there), uncovered(found, text).total)


def manifests(content: bytes) -> None:
    """Read a manifest, then the same with the right digest."""
    try:
        manifest_of(content)
    except kp.DamagedEdition:
        plain = parse(content, "manifest.json")
        if not isinstance(plain, dict):
            raise
        content = sealed(plain)
    found = manifest_of(content)
    if found.editions:
        same(content.replace(b"\r\n", b"\n"), sealed(json.loads(content)))


@cache
def frozen() -> str:
    """Give a folder with an edition, which is there until the end."""
    folder = Path(os.environ["FUZZ_PLACE"]) / "data"
    if not folder.exists():
        shutil.copytree(SAMPLES / "acme", folder)
        (folder / "manifest.json").write_text(json.dumps(ABOUT | {"editions": {}}), "utf-8")
        kp.freeze(folder, "2030.1", "2030-07-02")
    return str(folder)


def citations(content: bytes) -> None:
    """Verify a citation, and the one to print instead."""
    verdict = kp.verify(text_of(content), frozen())
    str(verdict)
    json.dumps(verdict.to_dict())
    if verdict.instead:
        same(True, again(lambda: kp.verify(verdict.instead, frozen()).stands))  # noqa: FBT003 (what is expected)


def cited() -> Iterator[bytes]:
    """Give citations of the frozen edition, in every form."""
    dataset = kp.load("2030.1", frozen())
    source = next(iter(dataset.sources.ids))
    for about in ((), ("2030-acme",), ("nurses-united", "name"), (source,)):
        for style in ("text", "bibtex", "csl", "cff"):
            with suppress(kp.KPBargainingError):
                yield kp.cite(dataset, *about, style=style).encode()


def data_files() -> Iterator[bytes]:
    """Give the data files of the samples, each with its name."""
    for folder in ("acme", "sound", "talks"):
        for path in sorted((SAMPLES / folder).rglob("*.json")):
            yield f"{path.relative_to(SAMPLES / folder).as_posix()}\n".encode() + path.read_bytes()


def fingerprinted() -> Iterator[bytes]:
    """Give a passage and the copy."""
    for passage in stamped()[:3]:
        yield f"{passage}\n".encode() + COPY.read_bytes()


DATES = "2025-08-19\n[2025-08-23..2025-09-09]|1997-21\n[..2018-12-31]|2018/..\n/2018|2018/\n2025"
QUANTITIES = "10\n~61000|>=210000\n<5|2..4\n98%|-0.5 USD\n3 USD|~2..4 days\n>100"
TARGETS: dict[str, tuple[Callable[[bytes], None], Callable[[], Iterator[bytes]]]] = {
    "codec": (codec, data_files),
    "dates": (dates, lambda: iter(DATES.encode().split(b"|"))),
    "quantities": (quantities, lambda: iter(QUANTITIES.encode().split(b"|"))),
    "passages": (passages, fingerprinted),
    "manifests": (
        manifests,
        lambda: iter(
            [(Path(frozen()) / "manifest.json").read_bytes(), sealed(ABOUT | {"editions": {}})]
        ),
    ),
    "citations": (citations, cited),
}
"""What each target does with bytes, and the bytes that it starts from."""

places: set[str] = set()
"""Where the finds came from."""

counts = RawArray("q", 4)
"""How many runs gave a value, were refused, took too long, or were another find."""
VALUE, REFUSED, SLOW, FOUND = range(4)


def tried(target: Callable[[bytes], None], content: bytes) -> None:
    """Run a target once; note anything but a value or an error of ours."""
    start, came, wrong = time.monotonic(), VALUE, ""
    try:
        target(content)
    except kp.KPBargainingError as error:
        str(error).encode()
        came = REFUSED
    except Exception:  # noqa: BLE001 (a find)
        came, wrong = FOUND, traceback.format_exc()
    if came != FOUND and time.monotonic() - start > LONGEST:
        came, wrong = SLOW, f"more than {LONGEST} seconds"
    counts[came] += 1
    place = "".join(line for line in wrong.splitlines() if line.startswith("  File")) or wrong
    if wrong and place not in places:
        places.add(place)
        print(f"FIND: {content!r}\n{wrong}", flush=True)


def main() -> int:
    """Run a target in a process of its own, as the fuzzer ends its own; give 1 for finds."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("seconds", type=int, nargs="?", default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    target, seeds = TARGETS[options.target]
    with tempfile.TemporaryDirectory() as place:
        os.environ["FUZZ_PLACE"] = place
        corpus = Path(place) / "corpus"
        corpus.mkdir()
        for number, seed in enumerate(seeds()):
            (corpus / str(number)).write_bytes(seed)
        limits = [f"-max_total_time={options.seconds}", f"-seed={options.seed}", "-max_len=16384"]
        told = [*limits, "-rss_limit_mb=2048", "-print_final_stats=1", "-verbosity=1"]
        child = os.fork()
        if child == 0:
            atheris.Setup([sys.argv[0], *told, str(corpus)], lambda each: tried(target, each))
            atheris.Fuzz()
            os._exit(0)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(f"{sum(counts)} runs: {counts[VALUE]} values, {counts[REFUSED]} refused,", end=" ")
    print(f"{counts[SLOW]} too slow, {counts[FOUND]} other finds")
    return 1 if status or counts[SLOW] or counts[FOUND] else 0


if __name__ == "__main__":
    sys.exit(main())
