"""The width of a terminal, and texts cut or broken to fit into it."""

import io
import os
import shutil
from types import SimpleNamespace
from typing import Any

import pytest

from kpbargaining import terminal
from kpbargaining.terminal import clipped, folded, hung, pieces, width_of_terminal


def test_the_width_of_a_terminal(terminal_of: Any) -> None:
    """A terminal has its width."""
    terminal_of(24)
    assert 24 == width_of_terminal()


@pytest.mark.parametrize("output", [io.StringIO(), None])
def test_a_pipe_has_no_width(output: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe, or a program without standard output, has none."""
    monkeypatch.setattr(terminal, "sys", SimpleNamespace(stdout=output))
    monkeypatch.setattr(shutil, "get_terminal_size", lambda: os.terminal_size((24, 80)))
    assert None is width_of_terminal()


@pytest.mark.parametrize(
    ("expected", "width"), [("the wards", None), ("the wards", 9), ("the w...", 8), ("...", 2)]
)
def test_clipped(expected: str, width: int | None) -> None:
    """A text is cut where it is longer than the width, and dots say so; whole without one."""
    assert expected == clipped("the wards", width)


@pytest.mark.parametrize(
    ("expected", "text", "width"),
    [
        ("the north ward", "the north ward", None),
        ("the north ward", "the north ward", 14),
        ("the north\n  ward", "the north ward", 10),
        ("ok\n\nthe north\n  ward", "ok\n\nthe north ward", 10),
        ("  the\n    north\n    ward", "  the north ward", 10),
        ("    on\n      2030-05-06", "    on 2030-05-06", 16),
        ("abcdefgh\n  ij", "abcdefghij", 3),
    ],
)
def test_folded(expected: str, text: str, width: int | None) -> None:
    """Lines are broken at blanks to fit, what follows a little further in; none without a width."""
    assert expected == folded(text, width)


@pytest.mark.parametrize(
    ("expected", "text", "width"),
    [
        (["the wards"], "the wards", 9),
        ([""], "", 4),
        (["the", "wards"], "the wards", 8),
        (["abcd", "ef"], "abcdef", 4),
        (["[2030-05-06..]/", "[2030-05-09..]"], "[2030-05-06..]/[2030-05-09..]", 20),
        (
            ["at http://a.b/", "wards/", "north-ward/; yes"],
            "at http://a.b/wards/north-ward/; yes",
            16,
        ),
    ],
)
def test_pieces(expected: list[str], text: str, width: int) -> None:
    """A cell is broken at blanks and strokes, and within a word only where that is longer."""
    assert expected == pieces(text, width)


@pytest.mark.parametrize(
    ("expected", "width"),
    [
        ("2030  the north ward", 20),
        ("2030  the north\n      ward", 16),
        ("2030  the\n      north\n      ward", 0),
    ],
)
def test_hung(expected: str, width: int) -> None:
    """What a line is too long for goes on where its words began, however narrow it is."""
    assert expected == hung("2030  the north ward", width, 6)
