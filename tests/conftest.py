"""What all tests share: one Hypothesis profile, a small sample, the folder of documents we hold."""

import io
import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import settings

import kpbargaining as kp
from kpbargaining import terminal
from kpbargaining.cli.parser import main
from kpbargaining.files.codec import decode

settings.register_profile(
    "kpbargaining",
    database=None,
    deadline=None,
    derandomize=True,
    max_examples=60,
    print_blob=True,
)
settings.register_profile("brief", settings.get_profile("kpbargaining"), max_examples=10)
settings.load_profile(os.environ.get("KPBARGAINING_LAWS", "kpbargaining"))

ASKING = {"socket.getaddrinfo", "socket.gethostbyname"}
CALLING = {"socket.bind", "socket.connect", "socket.sendto"}


def deny(event: str, given: tuple[Any, ...]) -> None:
    """Let no test use a network; a socket whose address is a file is none."""
    if event in ASKING or (event in CALLING and isinstance(given[-1], tuple)):
        raise PermissionError(f"no test may use a network: {event}")


sys.addaudithook(deny)  # which nothing can take back

SAMPLES = Path(__file__).parent / "samples"
MANIFEST = {
    "name": "acme-record",
    "title": "Bargaining record of Acme Hospitals",
    "author": "its readers",
    "licence": "CC-BY-4.0",
    "draft": "2030.1-draft",
    "editions": {},
}


@pytest.fixture
def terminal_of(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Put a terminal of so many columns in place of standard output."""

    class Terminal(io.StringIO):
        """What says that it is one."""

        def isatty(self) -> bool:
            return True

    def terminal_of(width: int) -> None:
        monkeypatch.setattr(terminal, "sys", SimpleNamespace(stdout=Terminal()))
        monkeypatch.setattr(shutil, "get_terminal_size", lambda: os.terminal_size((width, 80)))

    return terminal_of


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    """A data folder of one's own: Acme Hospitals bargains with Nurses United, in two sessions."""
    return Path(shutil.copytree(SAMPLES / "acme", tmp_path / "acme"))


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    """A reader's copies of what that folder cites: one page that carries two stories."""
    return Path(shutil.copytree(SAMPLES / "copies", tmp_path / "copies"))


@pytest.fixture(scope="session")
def dataset_of() -> Callable[[dict[str, Any]], kp.Dataset]:
    """Make a dataset of what data files hold: `{"parties": {"people": {...}}}`."""

    def dataset_of(files: dict[str, Any]) -> kp.Dataset:
        documents = {f"{name}.json": {"schema": "1"} | held for name, held in files.items()}
        return kp.Dataset(*decode({n: json.dumps(d).encode() for n, d in documents.items()}))

    return dataset_of


@pytest.fixture
def bundled(acme: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample in place of the bundled data, as a draft of which nothing is frozen yet."""
    (acme / "manifest.json").write_text(json.dumps(MANIFEST), "utf-8")
    monkeypatch.setattr("kpbargaining.publishing.bundled.DATA", str(acme))
    return acme


@pytest.fixture
def frozen(bundled: Path) -> Path:
    """The sample in place of the bundled data, frozen once."""
    kp.freeze(bundled, "2030.1", "2030-07-02")
    return bundled


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run one command: give its exit status and what it said on standard output and error."""

    def run(*arguments: object) -> tuple[int, str, str]:
        status = main([str(argument) for argument in arguments])
        return (status, *capsys.readouterr())

    return run


@pytest.fixture
def held_sources(request: pytest.FixtureRequest) -> Path:
    """The folder of held documents that `KPBARGAINING_SOURCES` names; without it, no run."""
    folder = os.environ.get("KPBARGAINING_SOURCES")
    if not folder:
        missing = "KPBARGAINING_SOURCES names no folder of held documents"
        pytest.skip(f"{request.node.name} was not run: {missing}")
    return Path(folder)
