"""What the tests of strikes and worker-days share: strikes of one round, and what is said."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

import kpbargaining as kp

Plain = dict[str, Any]
Make = Callable[[dict[str, Any]], kp.Dataset]
Struck = Callable[..., kp.Dataset]

PAPER = {"kind": "article", "title": "Strike", "publisher": "Springfield Post", "voice": "press"}
SOURCES = {
    "paper": PAPER,
    "second-paper": PAPER,
    "flyer": PAPER | {"kind": "flyer", "voice": "union"},
    "memo": PAPER | {"kind": "letter", "voice": "management"},
    "statistics": PAPER | {"kind": "report", "voice": "government"},
}
COUNTS = {
    "workers": "people",
    "strikers": "people",
    "sites": "things",
    "days": "days",
    "rate": "percent",
}
PARENTS = {"strikers": "metric-workers"}


def terms() -> dict[str, Plain]:
    """Give the metrics in which strikes are counted, and a topic."""
    metrics: dict[str, Plain] = {
        f"metric-{name}": {"kind": "metric", "name": name, "counts": counts}
        for name, counts in COUNTS.items()
    }
    for name, parent in PARENTS.items():
        metrics[f"metric-{name}"]["parent"] = parent
    metrics["metric-heads"] = {"kind": "metric", "name": "heads"}
    metrics["topic-pay"] = {"kind": "topic", "name": "pay"}
    return metrics


def figure(given: Plain) -> Plain:
    """Give the plain form of a number; unless it says otherwise, of strikers of May, by a paper."""
    told = [{"from": "paper", "for": ["value"]}] if "value" in given else [{"from": "paper"}]
    basic: Plain = {"about": "2030-acme/may", "metric": "metric-strikers", "scope": "level"}
    return basic | {"evidence": told} | given


@pytest.fixture(scope="session")
def struck(dataset_of: Make) -> Struck:
    """Make a dataset with these strikes of one round, numbers and votes, and a picket outside."""

    def struck(
        actions: Mapping[str, Plain],
        figures: Mapping[str, Plain] | None = None,
        votes: Mapping[str, Plain] | None = None,
    ) -> kp.Dataset:
        inside = {
            "round": {"name": "2030 Acme bargaining"},
            "job_actions": {name: {"kind": "strike"} | each for name, each in actions.items()},
            "figures": {name: figure(each) for name, each in (figures or {}).items()},
            "votes": votes or {},
        }
        return dataset_of(
            {
                "sources": {"sources": SOURCES},
                "terms": {"terms": terms()},
                "rounds/2030-acme": {name: held for name, held in inside.items() if held},
                "record": {"job_actions": {"outside": {"kind": "picket"}}},
            }
        )

    return struck
