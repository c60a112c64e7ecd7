"""Rounds and agreements side by side: days, strikes, raises, and where each comes from."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining.questions.comparisons import compare_rounds
from kpbargaining.values.when import Days

Make = Callable[[dict[str, Any]], kp.Dataset]
Plain = dict[str, Any]

OLD = {"kind": "national", "name": "Old pact", "expires": "2030-09-30"}
NEW = {
    "kind": "national",
    "name": "New pact",
    "reached": "2030-10-10",
    "ratified": "2030-11",
    "effective": "2030-10-01",
    "expires": "2034-09-30",
}
BASIC = {"name": "2030 Acme bargaining", "renegotiates": "old", "produced": "new"}
NORTH: Plain = {"markets": ["market-north"]}
SOUTH: Plain = {"markets": ["market-south"]}


def raises(*percents: str, of: str = "new", **limits: Any) -> dict[str, Plain]:
    """Give the plain form of the steps of an agreement for one group of workers."""
    group = "".join(limits.get("markets", ("all",)))
    return {
        f"{of}-{group}-{order}": {"of": of, "order": order, "percent": percent} | limits
        for order, percent in enumerate(percents, 1)
    }


@pytest.fixture
def compared(dataset_of: Make) -> Callable[..., kp.RoundRow]:
    """Give the row of a round with these records; *round* and *pact* change it and its pact."""

    def compared(
        steps: dict[str, Plain] | None = None,
        basic: Plain | None = None,
        pact: Plain | None = None,
        **inside: dict[str, Plain],
    ) -> kp.RoundRow:
        agreements = {"agreements": {"old": OLD, "new": pact or NEW}}
        wages = {"wage_steps": steps} if steps else {}
        whole = {"round": BASIC | (basic or {})} | inside
        (row,) = dataset_of(
            {"agreements": agreements | wages, "rounds/2030-acme": whole}
        ).compare_rounds()
        return row

    return compared


Compared = Callable[..., kp.RoundRow]


def test_the_days_of_a_round(compared: Compared) -> None:
    """From the opening to the deal, and from the expiry to the deal, are so many days."""
    row = compared(basic={"opened": "2030-05-06"})
    assert ("2030-acme", "2030-05-06", "2030-10-10") == (row.round, str(row.opened), str(row.deal))
    assert ("2030-11", "2030-09-30") == (str(row.ratified), str(row.expiry))
    assert (Days(157, 157), Days(10, 10)) == (row.talks_days, row.days_from_expiry)


def test_uncertain_days_are_a_range(compared: Compared) -> None:
    """Where a date is not known to the day, days are a range; below 0 lies before the expiry."""
    row = compared(basic={"opened": "2030-05"}, pact=NEW | {"reached": "2030-09"})
    assert (Days(93, 152), Days(-29, 0)) == (row.talks_days, row.days_from_expiry)


def test_what_is_missing_is_missing(dataset_of: Make) -> None:
    """A round of which next to nothing is known has no days, and 0 of what is counted."""
    (row,) = dataset_of({"rounds/2030-acme": {"round": {"name": "2030"}}}).compare_rounds()
    assert (None, None, None, None) == (row.opened, row.deal, row.ratified, row.expiry)
    assert (None, None) == (row.talks_days, row.days_from_expiry)
    assert (0, 0, 0, ()) == (row.sessions, row.outcomes, row.strikes, row.headcounts)
    assert (None, None) == (row.first_raise, row.total_raise)


def test_the_first_session_opens_a_round(compared: Compared) -> None:
    """Where no source says when bargaining began, it began with the first session held."""
    sessions = {
        "planned": {"scheduled": "2030-05-01/2030-05-02"},
        "second": {"held": "2030-06-10/2030-06-11"},
        "first": {"held": "2030-06-03/2030-06-04"},
    }
    row = compared(sessions=sessions)
    assert ("2030-06-03", 2) == (str(row.opened), row.sessions)


def test_what_came_of_a_round(compared: Compared) -> None:
    """Counted are the items that documents list, and the strikes that were held."""
    strike = {"kind": "strike", "held": "2030-10-01/2030-10-03"}
    actions = {
        "strike": strike,
        "sympathy": strike | {"kind": "sympathy strike"},
        "picket": strike | {"kind": "picket"},
        "averted": {"kind": "strike", "averted": "2030-10-09"},
    }
    outcomes = {"ta-1": {"called": "tentative agreement"}, "ta-2": {"called": "consensus"}}
    row = compared(job_actions=actions, outcomes=outcomes)
    assert (2, 2) == (row.strikes, row.outcomes)


def test_the_workers_of_strikes(dataset_of: Make) -> None:
    """With a metric, every number of it that a voice gives for a strike stands in the row."""
    strike = {"kind": "strike", "held": "2030-10-01/2030-10-03"}
    count: Plain = {"metric": "metric-strikers", "scope": "level", "value": "900"}
    count["evidence"] = [{"from": "paper", "for": ["value"]}]
    about = {name: count | {"about": f"2030-acme/{name}"} for name in ("strike", "averted")}
    paper = {"kind": "article", "title": "Strike", "publisher": "Post", "voice": "press"}
    ds = dataset_of(
        {
            "sources": {"sources": {"paper": paper}},
            "terms": {"terms": {"metric-strikers": {"kind": "metric", "name": "strikers"}}},
            "rounds/2030-acme": {
                "round": {"name": "2030 Acme bargaining"},
                "job_actions": {"strike": strike, "averted": {"kind": "strike"}},
                "figures": {f"count-{name}": figure for name, figure in about.items()},
            },
        }
    )
    (plain,), (counted,) = compare_rounds(ds), compare_rounds(ds, "metric-strikers")
    assert () == plain.headcounts
    assert [("900", ("press",))] == [(str(c.value), c.voices) for c in counted.headcounts]
    with pytest.raises(kp.UnknownName, match="metric-nurses"):
        compare_rounds(ds, "metric-nurses")


@pytest.mark.parametrize(
    ("steps", "first", "total"),
    [
        (raises("3%", "2%"), "3%", "5%"),
        (raises("3%", "2%", **NORTH) | raises("3%", "2%", **SOUTH), "3%", "5%"),
        (raises("3%", "2%", **NORTH) | raises("3%", "1%", **SOUTH), "3%", None),
        (raises("3%", "2%", **NORTH) | raises("2%", "3%", **SOUTH), None, "5%"),
        (raises("3%", "<=2%"), "3%", None),
        ({}, None, None),
    ],
)
def test_one_number_for_all(
    compared: Compared, steps: dict[str, Plain], first: str | None, total: str | None
) -> None:
    """A raise stands for the whole agreement only where it is the same for all."""
    row = compared(steps)
    assert first == (str(row.first_raise) if row.first_raise else None)
    assert total == (str(row.total_raise) if row.total_raise else None)


def test_a_bonus_hides_no_raise(compared: Compared) -> None:
    """A group that just gets a lump sum takes nothing from the raises of all."""
    bonus = {"of": "new", "order": 1, "lump_sum": "1500 USD", "whom": "nurses"}
    row = compared(raises("3%", "2%") | {"bonus": bonus})
    assert ("3%", "5%") == (str(row.first_raise), str(row.total_raise))


def test_the_summary(dataset_of: Make) -> None:
    """Mean and median are those of the rounds whose days are known exactly, and say how many."""
    opened = {"2030-a": "2030-10-01", "2031-b": "2030-10-07", "2032-c": "2030-10", "2033-d": None}
    whole = {
        f"rounds/{name}": {
            "round": {"name": name, "produced": "new"} | ({"opened": day} if day else {})
        }
        for name, day in opened.items()
    }
    rows = dataset_of({"agreements": {"agreements": {"new": NEW}}} | whole).compare_rounds()
    assert ["2030-a", "2031-b", "2032-c", "2033-d"] == [row.round for row in rows]
    assert {"n": 2, "mean": 6, "median": 6} == rows.summary["talks_days"]
    assert {"n": 0, "mean": None, "median": None} == rows.summary["days_from_expiry"]
    assert {"n": 1, "mean": 9, "median": 9} == rows.where(round="2030-a").summary["talks_days"]


def test_agreements_side_by_side(dataset_of: Make) -> None:
    """National agreements stand in order of their days, a row for each group of workers."""
    agreements = {
        "local": NEW | {"kind": "local"},
        "new": NEW,
        "never": {"kind": "national", "name": "Never"},
        "earlier": {"kind": "extension", "name": "Earlier", "reached": "2029-01-01"},
    }
    steps = raises("3%", "3%", "2%", "2%", **NORTH) | raises("1%", **SOUTH)
    steps["new-market-north-2"]["lump_sum"] = "2%"
    rows = dataset_of(
        {"agreements": {"agreements": agreements, "wage_steps": steps}}
    ).compare_agreements()
    assert ["earlier", "new", "new", "never"] == [row.agreement for row in rows]
    first, north, south, _ = rows
    assert ((), None, None) == (first.steps, first.simple, first.per_year)
    assert (("market-north",), ("market-south",)) == (north.markets, south.markets)
    assert ("10%", "10.38%", "2.5%") == (
        str(north.simple),
        str(north.compound),
        str(north.per_year),
    )
    assert (None, (kp.Quantity("2%"),)) == (north.average, north.lump_sums)
    assert {"bundled"} == {row.origin for row in rows}


def test_agreements_of_ones_own(dataset_of: Make) -> None:
    """Agreements that came with an overlay are there whatever their kind, and say so."""
    base = dataset_of({"agreements": {"agreements": {"new": NEW}}})
    mine = {"agreements": {"mine": NEW | {"kind": "local"}}, "wage_steps": raises("4%", of="mine")}
    rows = base.merge(dataset_of({"agreements": mine})).compare_agreements()
    assert {"new": "bundled", "mine": "overlay"} == {row.agreement: row.origin for row in rows}


@pytest.fixture(scope="module")
def draft() -> kp.Dataset:
    """The data folder that comes with the package, as it stands now."""
    return kp.read(Path(kp.__file__).parent / "data")


@pytest.mark.parametrize(
    ("name", "talks", "from_expiry", "total"),
    [("2021-alliance", 207, 44, "10%"), ("2023-coalition", 178, 13, "21%")],
)
def test_two_rounds(draft: kp.Dataset, name: str, talks: int, from_expiry: int, total: str) -> None:
    """Two rounds whose dates are known to the day have so many days, by the calendar."""
    (row,) = draft.compare_rounds().where(round=name)
    assert (Days(talks, talks), Days(from_expiry, from_expiry)) == (
        row.talks_days,
        row.days_from_expiry,
    )
    assert kp.Quantity(total) == row.total_raise


def test_regions_that_differ(draft: kp.Dataset) -> None:
    """The agreement of 2019 has a row for the West Coast and one for the other markets."""
    rows = draft.compare_agreements().where(agreement="agreement-2019-coalition")
    assert {"12%": "3%", "9%": "2.25%"} == {str(row.simple): str(row.per_year) for row in rows}
    assert {(), (kp.Quantity("1%"),) * 3} == {row.lump_sums for row in rows}
