"""Tests in processes that are forked: which fail, and how each process ended; for `mutants.py`."""

from __future__ import annotations

import json
import os
import resource
import signal
import tempfile
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
from _pytest.runner import runtestprotocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

SURVIVED, KILLED, UNLIKE = 0, 1, 9
"""How a process ends: no test failed, one did, or it could not be tried in this way."""

PLACE = "PYTEST_DEBUG_TEMPROOT"
"""Names the folder in which tests make their own; each process has one inside that of another."""

MEMORY = 4 << 30
"""How many bytes a process may use."""


class Plugin:
    """Does something with the tests that were collected in place of running them all."""

    def __init__(self, act: Callable[[list[pytest.Item]], None]) -> None:
        self.act = act

    def pytest_sessionstart(self) -> None:
        """Look for an example that fails, and for no smaller one."""
        phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
        brief = hypothesis.settings.get_profile("brief")
        hypothesis.settings.register_profile("mutants", brief, phases=phases)
        hypothesis.settings.load_profile("mutants")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Act, if all could be collected."""
        if not session.testsfailed:
            self.act(session.items)
        return True


def collect(tests: Iterable[str], act: Callable[[list[pytest.Item]], None]) -> int:
    """Collect tests and act on them, in this process; they are to say nothing."""
    options = ["-q", "-n0", "--capture=sys", "-pno:cacheprovider", "-Wignore:Module already"]
    options += ["-otmp_path_retention_policy=none", *tests]
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        for stream in (1, 2):
            os.dup2(nowhere.fileno(), stream)
    return int(pytest.main(options, plugins=[Plugin(act)]))


def failing(items: list[pytest.Item]) -> pytest.Item | None:
    """Run tests until one fails; give that one."""
    for item, following in zip(items, [*items[1:], None], strict=True):
        reports = runtestprotocol(item, nextitem=following, log=False)
        if any(report.failed for report in reports):
            return item
    return None


def limited(seconds: float) -> None:
    """End this process if it takes much longer, or more memory, than it should."""
    most = round(3 + 3 * seconds)
    signal.alarm(60 * most)
    resource.setrlimit(resource.RLIMIT_CPU, (most, most))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def apart(work: Callable[[], int]) -> int:
    """Do something in a process of its own, which ends with what it gives."""
    child = os.fork()
    if child == 0:
        status = KILLED
        try:
            with tempfile.TemporaryDirectory(dir=os.environ.get(PLACE)) as place:
                os.environ[PLACE] = place
                status = work()
        finally:
            os._exit(status)
    return child


def each_apart(works: Iterable[Callable[[], int]], at_once: int) -> Iterator[tuple[int, int]]:
    """Do many things, some at a time; give the place of each and how it ended."""
    running = dict[int, int]()
    for place, work in enumerate(works):
        running[apart(work)] = place
        if len(running) == at_once:
            yield one_of(running)
    while running:
        yield one_of(running)


def one_of(running: dict[int, int]) -> tuple[int, int]:
    """Wait for any process; a signal that ended it counts as a test that failed."""
    child, status = os.wait()
    return running.pop(child), os.waitstatus_to_exitcode(status)


def told(work: Callable[[Callable[[object], None]], int]) -> tuple[int, list[Any]]:
    """Do something in a process of its own; give how it ended and what it told."""
    reading, writing = os.pipe()

    def tell(found: object) -> None:
        os.write(writing, json.dumps(found).encode() + b"\n")

    child = apart(lambda: work(tell))
    os.close(writing)
    with open(reading, encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), found
