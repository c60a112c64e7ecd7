"""Answers that were once told wrongly, with the values worked out by hand from the sources."""

from __future__ import annotations

import pytest

import kpbargaining as kp
from kpbargaining.questions import AgreementStage, average_days, worker_days_by_year

EDITION = "2026.3"

COALITION = "coalition-of-kaiser-permanente-unions"
ALLIANCE = "alliance-of-health-care-unions"


@pytest.fixture(scope="module")
def ds() -> kp.Dataset:
    """The edition in which they are told rightly."""
    return kp.load(EDITION)


@pytest.mark.parametrize(
    ("body", "day", "members"),
    [
        (COALITION, "2018-03-01", 33),
        (COALITION, "2018-12-31", 11),
        (COALITION, "2023-10-01", 11),
        (COALITION, "2026-01-01", 11),
        (ALLIANCE, "2018-12-31", 22),
        (ALLIANCE, "2023-10-01", 22),
        (ALLIANCE, "2026-01-01", 23),
    ],
)
def test_members(ds: kp.Dataset, body: str, day: str, members: int) -> None:
    """A body has as many certain members on a day as its dated lists name."""
    found = ds.members_of(body, day)
    assert members == len(found)
    assert not any(note.startswith("Most are undecided") for note in found.notes)


def test_most_members_of_early_years_are_undecided(ds: kp.Dataset) -> None:
    """Where sources leave most memberships open, the answer says so."""
    (note,) = ds.members_of(COALITION, "2005-06-01").notes
    assert note.startswith("Most are undecided: 4 certainly belonged on that day")


@pytest.mark.parametrize(
    ("round_id", "told"),
    [
        ("2010-national", "2010-04-06, 2010-05-28, -125, None"),
        ("2019-coalition", "2019-04-17, 2019-09-25, 360, <=87"),
        ("2021-alliance", "2021-04-20, 2021-11-13, 44, None"),
        ("2023-coalition", "2023-04-18, 2023-10-13, 13, None"),
        ("2025-alliance", "2025-05-06, [2026-02-23..2026-03-03], 146..154, None"),
    ],
)
def test_rounds(ds: kp.Dataset, round_id: str, told: str) -> None:
    """A round opens with its first session, and is measured from expiry and from end of terms."""
    (row,) = ds.compare_rounds().where(round=round_id)
    days = row.days_from_expiry, row.days_from_end_of_terms
    assert told == ", ".join(map(str, (row.opened, row.deal, *days)))


def test_deals(ds: kp.Dataset) -> None:
    """Every round but the one that broke up has a deal, or bounds for one."""
    without = [row.round for row in ds.compare_rounds() if row.deal is None]
    assert ["2018-coalition"] == without


def test_an_amount_tentatively_agreed(ds: kp.Dataset) -> None:
    """What the strikes of 2026 led to is told as tentatively agreed."""
    rows = ds.before_and_after("2025-alliance").where(relation="settled")
    assert {("21.5%", AgreementStage.TENTATIVE)} == {(str(r.total), r.stage) for r in rows}


def test_average_days(ds: kp.Dataset) -> None:
    """The averages over the rounds say over how many of them they are taken."""
    rows = {row.days: (row.n, row.of, str(row.mean), str(row.median)) for row in average_days(ds)}
    assert (6, 8, "122", "114.5") == rows["talks_days"]
    assert (7, 9, "3.9", "-7") == rows["days_from_expiry"]


@pytest.mark.parametrize(
    ("action", "stage"),
    [
        ("2021-alliance/strike-2021-11-15", "averted"),
        ("2021-alliance/strike-2021-11-18", "averted"),
        ("2021-alliance/strike-2021-11-22", "averted"),
        ("strike-2023-11-seiu-1199nw", "averted"),
        ("strike-2024-10-iuoe-701", "averted"),
        ("strike-2012-01-nuhw", "ended"),
        ("strike-2012-01-iuoe-39", "ended"),
        ("sympathy-strike-2012-01-cna", "ended"),
        ("sympathy-strike-2021-11-19", "ended"),
        ("2025-alliance/strike-2026-02-23", "noticed"),
    ],
)
def test_stages(ds: kp.Dataset, action: str, stage: str) -> None:
    """A notice that was withdrawn is averted, and what took place is not planned."""
    (row,) = ds.action_log().where(action=action)
    assert stage == row.stage


@pytest.mark.parametrize(
    ("figure", "low", "high", "basis"),
    [
        ("strikers-2021-11-18", 40_000, 40_000, "stated"),
        ("2023-coalition/strikers-2023-10-04", 226_800, 226_800, "stated"),
        ("strikers-2018-12-nuhw", 20_000, 20_000, "stated"),
        ("strikers-2022-08-nuhw", 90_000, 90_000, "stated"),
        ("2025-alliance/strikers-2026-02-09-ufcw", 9_000, None, "stated"),
        ("2025-alliance/strikers-2025-09-08-unac-uhcp", 600, None, "stated"),
    ],
)
def test_worker_days(ds: kp.Dataset, figure: str, low: int, high: int | None, basis: str) -> None:
    """A stated duration goes before the calendar, and hours before days."""
    rows = ds.worker_days("metric-workers-on-strike").where(figure=figure)
    assert (low, high, basis) in {(row.low, row.high, row.basis) for row in rows}


def test_worker_days_by_year(ds: kp.Dataset) -> None:
    """In a sum by year no low is above its high, and parts are not added to their wholes."""
    rows = {
        row.year: (row.low, row.high) for row in worker_days_by_year(ds, "metric-workers-on-strike")
    }
    assert all(high is None or low is None or low <= high for low, high in rows.values())
    assert (253_560, 254_850) == rows[2023]


@pytest.mark.parametrize(
    ("agreement", "averages"),
    [
        ("agreement-2012-national", ["6.12%", "4.05%"]),
        ("agreement-2015-national", ["6.47%", "4.08%"]),
        ("agreement-2019-coalition", ["6.13%", "7.73%"]),
    ],
)
def test_average_levels(ds: kp.Dataset, agreement: str, averages: list[str]) -> None:
    """Steps that hold for some markets, on days that are known, have an average level."""
    assert averages == [str(each.average_level()) for each in ds.schedules(agreement)]


def test_agreements_in_force(ds: kp.Dataset) -> None:
    """An agreement of later talks was not in force before they opened."""
    found = ds.agreement_in_force("2008-06-01", certainty="possibly").where(kind="national")
    assert ["agreement-2005-national"] == [each.id for each in found]


def test_an_announced_ballot(ds: kp.Dataset) -> None:
    """A ballot that is only announced is planned, and not held."""
    vote = ds.votes["2023-coalition/vote-ratification-ifpte-20"]
    assert ("2023-10-23/2023-11-01", None, None) == (str(vote.planned), vote.opened, vote.closed)


def test_a_group_that_has_finished(ds: kp.Dataset) -> None:
    """What a group was asked for is not open when the group has finished its work."""
    rows = ds.work_log("2025-alliance").where(committee="2025-alliance/ai-and-technology")
    assert rows
    assert {"delivered", "group completed its work"} >= {str(row.state) for row in rows}


def test_the_emptiest_round_looks_emptiest(ds: kp.Dataset) -> None:
    """The rounds of which least is known have least of what a reader expects."""
    has = {each.id: len(ds.coverage(each.id).where(held="has")) for each in ds.rounds}
    few = sorted(has, key=lambda name: has[name])[:3]
    assert {"2018-coalition", "2005-national", "2000-national"} == set(few)
