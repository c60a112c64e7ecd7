"""The command that draws an answer."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import kpbargaining as kp
from kpbargaining.cli.commands import DRAWN
from kpbargaining.pictures.answers import USUAL

Run = Callable[..., tuple[int, str, str]]


pytestmark = pytest.mark.usefixtures("somewhere")


def test_a_picture(run: Run, somewhere: Path) -> None:
    """`picture NAME ROUND` draws with the answers beside it, and prints where it wrote."""
    ds = kp.load("2026.2")
    beside = ds.compare_rounds(), ds.action_log(), ds.compare_agreements()
    drawn = kp.picture(ds.offers("2025-alliance"), *beside)
    name = "kpbargaining-2026.2-offers-2025-alliance.svg"
    assert (0, f"{name}\n", "") == run("picture", "offers", "2025", "--edition", "2026.2")
    assert drawn.svg == (somewhere / name).read_text("utf-8")


def test_a_path_and_a_width_of_ones_own(run: Run, somewhere: Path) -> None:
    """`-o` says where to and what, `--width` how wide; `--json` also tells the finding."""
    ask = ("picture", "members", "-o", "m.json", "--width", "600", "--edition", "2026.2", "--json")
    status, out, _ = run(*ask)
    told = json.loads(out)
    assert (0, "m.json", "Who bargained with whom") == (status, told["path"], told["title"])
    chart = json.loads((somewhere / "m.json").read_text("utf-8"))
    assert told["alt"] == chart["description"]
    assert (1, "", "m.json: is there already; overwrite replaces it\n") == run(*ask)
    assert 0 == run(*ask, "--overwrite")[0]


def test_names_of_files(run: Run, acme: Path) -> None:
    """The usual name says what was derived, and what no edition is of."""
    asked = ("picture", "rounds", "--edition", "2026.1", "--as-of", "2025-08-23")
    assert (0, "kpbargaining-2026.1-derived-rounds.svg\n", "") == run(*asked)
    _, out, _ = run("picture", "timeline", "2030", "--data", acme)
    assert "timeline-2030-acme.svg\n" in out


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("ofers", "no picture 'ofers'; nearest: offers"),
        ("offers 20", "expected one of the rounds 2019-coalition"),
        ("tally", "expected the round whose agreements are counted, found 'none'"),
        ("rounds -o rounds.pdf", "expected a path that ends in .svg, .png or .json"),
        ("rounds --width 10", "expected a width in pixels, from 480 to 2400, found 10"),
    ],
)
def test_refused(run: Run, somewhere: Path, asked: str, told: str) -> None:
    """What cannot be drawn is refused in one line, and nothing is written."""
    status, out, err = run("picture", *asked.split(), "--edition", "2026.1")
    assert (1, "", [told]) == (status, out, [line[: len(told)] for line in err.splitlines()])
    assert [] == list(somewhere.iterdir())


def test_help_names_all_pictures() -> None:
    """The help of the command names every picture that there is."""
    assert [*USUAL] == DRAWN
