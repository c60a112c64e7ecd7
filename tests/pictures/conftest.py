"""Every picture of a dataset, and what tests measure in one."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest

import kpbargaining as kp

Drawn = tuple[str, kp.Picture]
Gallery = Callable[[kp.Dataset, int], Iterator[Drawn]]

STRIKING, CALLED_OUT = "metric-workers-on-strike", "metric-workers-called-out"
MEMBERS = "metric-union-members"


def _asked(ds: kp.Dataset) -> Iterator[tuple[str, list[Any]]]:
    """Give the answers of every picture that can be asked of a dataset."""
    rounds, actions, deals = ds.compare_rounds(), ds.action_log(), ds.compare_agreements()
    metrics = {term.id for term in ds.terms}
    heads = [ds.headcounts(metric=each) for each in (STRIKING, CALLED_OUT) if each in metrics]
    bodies = [each.id for each in ds.organizations.where(kind="coalition")]
    members = [ds.members_of(body) for body in bodies]
    sizes = [ds.numbers(metric=MEMBERS).where(metric=MEMBERS)] if MEMBERS in metrics else []
    yield "offers", [ds.offers(), rounds, actions, deals]
    yield "rounds", [rounds, actions]
    yield "strikes", [actions, *heads, deals, *members]
    yield "raises", [ds.schedules(), ds.terms]
    yield "members", [*members, *sizes, ds.disagreements()]
    for name in ds.rounds.ids:
        yield f"offers {name}", [ds.offers(name), rounds, actions, deals]
        yield f"offers {name} alone", [ds.offers(name)]
        yield f"tally {name}", [ds.tally(name), ds.outcomes, ds.terms]
        yield f"story {name}", [ds.timeline(name)]


@pytest.fixture(scope="session")
def gallery() -> Gallery:
    """Give every picture that a dataset has anything to draw for, at a width."""

    def gallery(ds: kp.Dataset, width: int) -> Iterator[Drawn]:
        for name, answers in _asked(ds):
            with suppress(kp.InvalidValue):  # there is nothing to draw
                yield name, kp.picture(*answers, width=width)

    return gallery


@pytest.fixture(scope="session")
def newest() -> kp.Dataset:
    """Give the newest data, read once for all tests of pictures."""
    return kp.load()
