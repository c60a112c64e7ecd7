"""What the tests of exports share: hostile data, small and whole."""

from collections.abc import Callable
from typing import Any

import pytest

import kpbargaining as kp

HOSTILE = """=1+1"'; DROP TABLE <script>alert(1)</script> & {x} \\ $a$ "é" \N{HOSPITAL}"""

PAPER = {"kind": "article", "title": HOSTILE, "publisher": HOSTILE, "voice": "press"}


@pytest.fixture(scope="session")
def hostile(dataset_of: Callable[[dict[str, Any]], kp.Dataset]) -> kp.Dataset:
    """A dataset whose texts are meant to be taken for something else."""
    told = [{"from": "paper", "for": ["held", "place"], "at": HOSTILE, "note": HOSTILE}]
    return dataset_of(
        {
            "sources": {"sources": {"paper": PAPER}},
            "rounds/2030-acme": {
                "round": {"name": HOSTILE},
                "sessions": {
                    "2030-05-06": {
                        "held": "2030-05-06/2030-05-08",
                        "place": HOSTILE,
                        "evidence": told,
                    }
                },
            },
        }
    )
