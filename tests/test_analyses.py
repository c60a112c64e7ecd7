"""The analyses as methods: each gives what its module gives, and loads that only when asked."""

import subprocess
import sys
from collections.abc import Callable

import pytest

import kpbargaining as kp
from kpbargaining.questions import (
    before_after,
    claims,
    comparisons,
    members,
    offers,
    sessions,
    strikes,
    votes,
    wages,
)

Ask = Callable[[kp.Dataset], object]

ROUND = "2025-alliance"
STRIKE = "2025-alliance/strike-2025-10-14"
AGREEMENT = "agreement-2023-coalition"
WORKERS = "metric-workers-on-strike"
BODY = "alliance-of-health-care-unions"
DAYS = ("2018-01-01", "2026-01-01")


@pytest.fixture(scope="module")
def dataset() -> kp.Dataset:
    """The bundled record."""
    return kp.load("2026.2")


@pytest.mark.parametrize(
    ("method", "function"),
    [
        (lambda ds: ds.schedules(AGREEMENT), lambda ds: wages.schedules(ds, AGREEMENT)),
        (lambda ds: ds.offers(ROUND), lambda ds: offers.offers(ds, ROUND)),
        (lambda ds: ds.gap(ROUND), lambda ds: offers.offers(ds, ROUND).gap()),
        (lambda ds: ds.compare_rounds(), comparisons.compare_rounds),
        (lambda ds: ds.compare_agreements(), comparisons.compare_agreements),
        (lambda ds: ds.session_log(ROUND), lambda ds: sessions.session_log(ds, ROUND)),
        (lambda ds: ds.work_log(ROUND), lambda ds: sessions.work_log(ds, ROUND)),
        (lambda ds: ds.vote_log(ROUND), lambda ds: votes.vote_log(ds, ROUND)),
        (lambda ds: ds.action_log(ROUND), lambda ds: strikes.action_log(ds, ROUND)),
        (
            lambda ds: ds.worker_days(WORKERS, "weekdays"),
            lambda ds: strikes.worker_days(ds, WORKERS, "weekdays"),
        ),
        (
            lambda ds: ds.positions_around(STRIKE),
            lambda ds: before_after.positions_around(ds, STRIKE),
        ),
        (
            lambda ds: ds.before_and_after(ROUND),
            lambda ds: before_after.before_and_after(ds, ROUND),
        ),
        (lambda ds: ds.numbers(BODY), lambda ds: claims.numbers(ds, BODY)),
        (lambda ds: ds.sides("topic-wages"), lambda ds: claims.sides(ds, "topic-wages")),
        (
            lambda ds: ds.membership_changes(BODY, *DAYS),
            lambda ds: members.membership_changes(ds, BODY, *DAYS),
        ),
    ],
)
def test_methods_ask_their_modules(dataset: kp.Dataset, method: Ask, function: Ask) -> None:
    """Each method gives what the function of its module gives, and there is something to give."""
    answer = method(dataset)
    assert function(dataset) == answer
    assert answer


def test_nothing_is_loaded_before_it_is_asked() -> None:
    """A dataset is at hand without the modules of the analyses."""
    code = (
        "import sys, kpbargaining as kp; kp.Dataset([], []); "
        "print(*(m for m in sys.modules if m.startswith('kpbargaining.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    late = ("before_after", "claims", "comparisons", "offers", "sessions", "strikes", "votes")
    assert set() == {f"kpbargaining.questions.{name}" for name in late} & set(done.stdout.split())
