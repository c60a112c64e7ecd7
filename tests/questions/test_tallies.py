"""Tallies: what sources report of each session, what they list, and the gaps between."""

from pathlib import Path
from typing import Any

import attrs
import pytest

from kpbargaining.dataset import Dataset
from kpbargaining.errors import UnknownName
from kpbargaining.files.folders import read
from kpbargaining.questions.tallies import NONE, Tally, added, tally
from kpbargaining.records.bargaining import BargainingRound, Called, Outcome, Session, SessionFormat
from kpbargaining.records.figures import Figure, Scope
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.when import Span

TALKS = read(Path(__file__).parents[1] / "samples" / "talks")
ROUND = BargainingRound(id="acme", name="Acme bargaining")
NEW, TOTAL = Scope.NEW, Scope.RUNNING_TOTAL


def column(found: Tally, name: str) -> list[str | None]:
    """One column of a tally as text."""
    return [None if cell is None else str(cell) for cell in found.sessions.to_columns()[name]]


def counted(*sessions: dict[Scope, str]) -> Tally:
    """The tally of a round whose sessions are reported with these numbers, in order."""
    held = [Session(id=f"acme/{place}", round="acme") for place in range(len(sessions))]
    figures = [
        Figure(
            id=f"{session.id}-{len(scope)}",
            round="acme",
            about=session.id,
            metric="metric-agreements",
            scope=scope,
            value=Quantity(number),
        )
        for session, numbers in zip(held, sessions, strict=True)
        for scope, number in numbers.items()
    ]
    return tally(Dataset([ROUND, *held, *figures], []), "acme")


def test_the_tally_of_a_round() -> None:
    """Each session, by date, has what is reported as new and in all, and what that adds up to."""
    rows = TALKS.tally("2024-acme")
    assert list(TALKS.sessions.ids) == column(rows, "session")
    assert ["4", None, "10", "6", None] == column(rows, "new")
    assert [None, None, None, "25", None] == column(rows, "total")
    assert ["4", ">=4", ">=14", "25", ">=25"] == column(rows, "counted")
    assert Quantity("25") == rows.total


def test_an_unreported_session_makes_the_total_a_lower_bound() -> None:
    """Before a running total is reported, a session without a number leaves at least the rest."""
    assert Quantity(">=14") == counted({NEW: "4"}, {}, {NEW: "10"}).total
    assert Quantity("14") == counted({NEW: "4"}, {NEW: "10"}).total
    assert Quantity(">=10") == counted({}, {NEW: "10"}).total


def test_a_running_total_closes_the_gap() -> None:
    """A reported running total is the number from then on, and later numbers are added to it."""
    rows = counted({NEW: "4"}, {}, {NEW: "10", TOTAL: "44"}, {NEW: "2"})
    assert ["4", ">=4", "44", "46"] == column(rows, "counted")
    assert Quantity("46") == rows.total


def test_sessions_to_come_do_not_blur_the_total() -> None:
    """The total is that of the last session with a number, whatever is scheduled after it."""
    assert Quantity("44") == counted({TOTAL: "44"}, {}, {}).total
    assert [">=44", ">=44"] == column(counted({TOTAL: "44"}, {}, {}), "counted")[1:]


@pytest.mark.parametrize(
    ("expected", "numbers"),
    [
        ("6..8", ["2..4", "4"]),
        (">7", [">3", "4"]),
        ("~9", ["~5", "4"]),
        ("0", ["0", "0"]),
        (None, ["~5", ">3"]),
        (None, ["<5", ">3"]),
        (None, ["3", "4 days"]),
        (None, ["4 bananas", "3%"]),
        (None, ["4 bananas"]),
    ],
)
def test_sums_are_intervals(expected: str | None, numbers: list[str]) -> None:
    """Numbers that are not exact add up to what they can be; what has no spelling is not known."""
    rows = counted(*({NEW: number} for number in numbers))
    assert expected == column(rows, "counted")[-1]
    assert expected == (None if rows.total is None else str(rows.total))


@pytest.mark.parametrize(
    ("expected", "before", "new"),
    [
        ("14", "4", "10"),
        (">=4", "4", None),
        (">=2", "2..4", None),
        (">5", ">5", None),
        (None, "~5", None),
        (None, "<5", None),
        (None, None, "10"),
        (None, None, None),
    ],
)
def test_one_more_session(expected: str | None, before: str | None, new: str | None) -> None:
    """A number is added; a missing one leaves the lower bound, if there is one."""
    one, other = (None if text is None else Quantity(text) for text in (before, new))
    assert (None if expected is None else Quantity(expected)) == added(one, other)


def test_what_is_listed_is_counted_as_it_is_called() -> None:
    """Each outcome is itemised at its session, as what the source calls it."""
    rows = TALKS.tally("2024-acme")
    assert ["1", "0", "2", "0", "0"] == column(rows, "itemised")
    assert ["1", "0", "1", "0", "0"] == column(rows, "tentative_agreements")
    assert ["0", "0", "1", "0", "0"] == column(rows, "consensus")
    assert ["0", "0", "0", "0", "0"] == column(rows, "recommendations")


def test_what_became_of_a_recommendation() -> None:
    """An outcome counts as what it became at the last: a recommendation that was approved."""
    session = Session(id="acme/may", round="acme")
    called = (Called.RECOMMENDATION, Called.TENTATIVE_AGREEMENT)
    outcome = Outcome(id="acme/ta-1", round="acme", called=called, session="acme/may")
    (row,) = tally(Dataset([ROUND, session, outcome], []), "acme").sessions
    assert (1, 1, 0, 0) == (
        row.itemised,
        row.tentative_agreements,
        row.recommendations,
        row.consensus,
    )


def test_the_difference_is_shown() -> None:
    """The difference between reported and listed is shown, not explained away."""
    assert ["3", None, "8..9", "6", None] == column(TALKS.tally("2024-acme"), "difference")
    assert ["2..4", "~5", ">100"] == column(
        counted({NEW: "2..4"}, {NEW: "~5"}, {NEW: ">100"}), "difference"
    )
    assert [None] == column(counted({NEW: "98%"}), "difference")


@pytest.mark.parametrize(
    ("expected", "new"),
    [
        ("8..9", "10"),
        ("-1..0", "1"),
        ("0..3", "2..4"),
        (">98", ">100"),
        ("<4", "<5"),
        (None, "~5"),
        (None, "98%"),
    ],
)
def test_the_difference_is_as_open_as_what_is_counted(expected: str | None, new: str) -> None:
    """The consensus may be counted or not, so the difference is to one listed item or to two."""
    figure = attrs.evolve(TALKS.figures["2024-acme/new-2024-05-14"], value=Quantity(new))
    records = [figure if record.id == figure.id else record for record in TALKS.records()]
    assert expected == column(tally(Dataset(records, []), "2024-acme"), "difference")[2]


@pytest.mark.parametrize(
    ("expected", "told"),
    [
        (False, {}),
        (False, {"scheduled": Span("2024-04-16/2024-04-18"), "place": "Springfield"}),
        (True, {"held": Span("2024-04-16/2024-04-18")}),
        (True, {"days": Quantity("3")}),
        (True, {"format": SessionFormat.VIRTUAL}),
    ],
)
def test_a_session_is_reported_or_not(told: dict[str, Any], *, expected: bool) -> None:
    """A session is reported if a source tells when, how long or how it was held."""
    session = Session(id="acme/a", round="acme", **told)
    (row,) = tally(Dataset([ROUND, session], []), "acme").sessions
    assert expected is row.reported


def test_which_sessions_are_reported() -> None:
    """The tally tells which sessions nobody reports, and when they were to be."""
    rows = TALKS.tally("2024-acme")
    assert [True, False, True, True, False] == [row.reported for row in rows.sessions]
    assert "2024-04-16/2024-04-18" == column(rows, "scheduled")[1]
    assert column(rows, "held")[1] is None


def test_the_metric_that_is_used_most() -> None:
    """Without a metric, what is counted is what most numbers of the sessions count."""
    assert "metric-agreements" == TALKS.tally("2024-acme").metric


def test_of_two_metrics_used_alike_the_first_is_taken() -> None:
    """Of two metrics that are used alike, the one whose id comes first is counted."""
    kept = ("new-2024-05-14", "subgroups-2024-05-14")
    figures = [TALKS.figures[f"2024-acme/{name}"] for name in reversed(kept)]
    others = [record for record in TALKS.records() if not isinstance(record, Figure)]
    assert "metric-agreements" == tally(Dataset([*others, *figures], []), "2024-acme").metric


def test_numbers_of_others_do_not_choose_the_metric() -> None:
    """What is counted most elsewhere, and be it new there, says nothing of this round."""
    groups = TALKS.figures["2024-acme/subgroups-2024-05-14"]
    elsewhere = [attrs.evolve(groups, id=f"{groups.id}-{n}", about=ROUND.id) for n in range(9)]
    dataset = Dataset([*TALKS.records(), *elsewhere], [])
    assert "metric-agreements" == tally(dataset, "2024-acme").metric


def test_another_metric() -> None:
    """A metric can be chosen, also one of which no number is reported."""
    rows = TALKS.tally("2024-acme", "metric-subgroups")
    assert ("metric-subgroups", Quantity(">2")) == (rows.metric, rows.total)
    assert [None, None, ">2", None, None] == column(rows, "new")
    loose = [record for record in TALKS.records() if not isinstance(record, Figure)]
    empty = tally(Dataset(loose, []), "2024-acme", "metric-subgroups")
    assert ("metric-subgroups", None) == (empty.metric, empty.total)


@pytest.mark.parametrize("metric", ["metric-agreement", "topic-pay", ""])
def test_an_unknown_metric(metric: str) -> None:
    """What is no metric is refused, with the nearest metrics."""
    with pytest.raises(UnknownName, match=f"no metric '{metric}'") as caught:
        TALKS.tally("2024-acme", metric)
    assert set(caught.value.nearest) <= {"metric-agreements", "metric-subgroups"}


def test_an_unknown_round() -> None:
    """A misspelt round is named with the nearest."""
    with pytest.raises(UnknownName, match="no round '2024-acne'; nearest: 2024-acme"):
        TALKS.tally("2024-acne")


def test_no_numbers_at_all() -> None:
    """Of a round without any number nothing is known, and of one without sessions no row is."""
    rows = counted({}, {})
    assert (None, None, 2) == (rows.metric, rows.total, len(rows.sessions))
    assert [">=0", ">=0"] == column(rows, "counted")
    empty = counted()
    assert (None, None, 0) == (empty.metric, empty.total, len(empty.sessions))
    assert "sessions: 0\ntotal: not known" == str(empty)


def test_numbers_of_something_else_are_left_out() -> None:
    """Parts, levels and goals are no numbers of agreements reached, nor are unknown ones."""
    rows = counted({Scope.PART: "3"}, {Scope.LEVEL: "4"}, {Scope.GOAL: "5"})
    assert [None, None, None] == column(rows, "new")
    assert (None, None) == (rows.metric, rows.total)
    unknown = attrs.evolve(TALKS.figures["2024-acme/new-2024-05-14"], value=None)
    records = [unknown if record.id == unknown.id else record for record in TALKS.records()]
    assert None is column(tally(Dataset(records, []), "2024-acme"), "new")[2]
    known = attrs.evolve(unknown, id="2024-acme/new-told-later", value=Quantity("9"))
    assert "9" == column(tally(Dataset([*records, known], []), "2024-acme"), "new")[2]


def test_as_text() -> None:
    """A tally is the table of its sessions, then the total."""
    found = TALKS.tally("2024-acme")
    assert f"{found.sessions}\ntotal: 25" == str(found)
    assert f"{found.sessions._repr_html_()}<p>total: 25</p>" == found._repr_html_()


def test_a_tally_cannot_be_changed() -> None:
    """What a tally counts cannot be set, and none are none."""
    with pytest.raises(AttributeError):
        TALKS.tally("2024-acme").metric = "metric-subgroups"  # type: ignore[misc]
    assert Quantity("0") == NONE
