"""Rounds side by side: from the opening to the deal, in days that say how well they are known."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining.questions import AverageRow, RoundRow, average_days
from kpbargaining.records.agreements import AgreementStage
from kpbargaining.values.days import Days

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
UNDATED = {key: value for key, value in NEW.items() if key not in ("reached", "ratified")}
BASIC = {"name": "2030 Acme bargaining", "renegotiates": "old", "produced": "new"}
NORTH: Plain = {"markets": ["market-north"]}
SOUTH: Plain = {"markets": ["market-south"]}


def raises(*percents: str, **limits: Any) -> dict[str, Plain]:
    """Give the plain form of the steps of the new pact for one group of workers."""
    group = "".join(limits.get("markets", ("all",)))
    return {
        f"new-{group}-{order}": {"of": "new", "order": order, "percent": percent} | limits
        for order, percent in enumerate(percents, 1)
    }


@pytest.fixture
def compared(dataset_of: Make) -> Callable[..., RoundRow]:
    """Give the row of a round with these records; *basic*, *pact* and *old* change what it has."""

    def compared(
        steps: dict[str, Plain] | None = None,
        basic: Plain | None = None,
        pact: Plain | None = None,
        old: Plain | None = None,
        **inside: dict[str, Plain],
    ) -> RoundRow:
        agreements = {"agreements": {"old": OLD | (old or {}), "new": pact or NEW}}
        wages = {"wage_steps": steps} if steps else {}
        whole = {"round": BASIC | (basic or {})} | inside
        (row,) = dataset_of(
            {"agreements": agreements | wages, "rounds/2030-acme": whole}
        ).compare_rounds()
        return row

    return compared


Compared = Callable[..., RoundRow]


def told(value: object) -> str | None:
    """Give a value as text, None where there is none."""
    return None if value is None else str(value)


def test_the_days_of_a_round(compared: Compared) -> None:
    """From the opening to the deal, and from the expiry to the deal, are so many days."""
    row = compared(basic={"opened": "2030-05-06"})
    assert ("2030-acme", "2030-05-06", "2030-10-10") == (row.round, str(row.opened), str(row.deal))
    assert ("2030-11", "2030-09-30") == (str(row.ratified), str(row.expiry))
    assert (Days(157, 157), Days(10, 10)) == (row.talks_days, row.days_from_expiry)
    assert (None, None) == (row.terms_until, row.days_from_end_of_terms)
    assert AgreementStage.IN_FORCE is row.stage


def test_terms_that_ran_on(compared: Compared) -> None:
    """Where terms ran on after the expiry, as in local contracts, the days are told from both."""
    row = compared(old={"terms_until": "2030-11-30"})
    assert ("2030-09-30", "2030-11-30") == (str(row.expiry), str(row.terms_until))
    assert (Days(10, 10), Days(-51, -51)) == (row.days_from_expiry, row.days_from_end_of_terms)


def test_uncertain_days_are_a_range(compared: Compared) -> None:
    """Where a date is not known to the day, days are a range; below 0 lies before the expiry."""
    row = compared(basic={"opened": "2030-05"}, pact=NEW | {"reached": "2030-09"})
    assert (Days(93, 152), Days(-29, 0)) == (row.talks_days, row.days_from_expiry)


def test_what_is_missing_is_missing(dataset_of: Make) -> None:
    """A round of which next to nothing is known has no days, and 0 of what is counted."""
    (row,) = dataset_of({"rounds/2030-acme": {"round": {"name": "2030"}}}).compare_rounds()
    assert (None, None, None, None) == (row.opened, row.deal, row.ratified, row.expiry)
    assert (None, None, None) == (row.talks_days, row.days_from_expiry, row.days_from_end_of_terms)
    assert (0, 0, 0) == (row.sessions, row.outcomes, row.strikes)
    assert (None, None, None) == (row.first_raise, row.total_raise, row.total_claimed)
    assert row.stage is None


@pytest.mark.parametrize(
    ("opened", "basic", "sessions"),
    [
        (None, {}, {}),
        (None, {}, {"a": {"scheduled": "2030-06-01/2030-06-02"}}),
        ("2030-06-03", {}, {"a": {"held": "2030-06-03/2030-06-04", "ordinal": 1}}),
        ("2030-06", {}, {"a": {"held": "2030-06/", "ordinal": 1}}),
        ("2030-05-20", {"opened": "2030-05-20"}, {"a": {"held": "2030-06-03/", "ordinal": 1}}),
        ("[..2030-07-08]", {}, {"a": {"held": "2030-07-08/2030-07-09", "ordinal": 4}}),
        ("[..2030-07-08]", {}, {"a": {"held": "2030-07-08/"}, "b": {"held": "2030-08-08/"}}),
        ("[..2030-06-30]", {}, {"a": {"held": "2030-06/"}, "b": {"held": "2030-07-08/"}}),
        ("[..2030-07-08]", {}, {"a": {"held": "/2030-06-01"}, "b": {"held": "2030-07-08/"}}),
        (
            "[..2030-07-08]",
            {},
            {"a": {"held": "/2030-06-01", "ordinal": 1}, "b": {"held": "2030-07-08/"}},
        ),
        (None, {}, {"a": {"held": "[2030-07-08..]/"}}),
    ],
    ids=str,
)
def test_the_opening(
    compared: Compared, opened: str | None, basic: Plain, sessions: dict[str, Plain]
) -> None:
    """A round opens with its first session by number, or no later than the first that is known."""
    inside = {"sessions": sessions} if sessions else {}
    assert opened == told(compared(basic=basic, **inside).opened)


def test_days_since_a_range(compared: Compared) -> None:
    """From an opening that is only bounded, talks took so many days at least."""
    sessions = {"resumed": {"held": "2030-09-30/2030-10-01", "ordinal": 4}}
    row = compared(sessions=sessions)
    assert ("[..2030-09-30]", Days(10, None)) == (str(row.opened), row.talks_days)


def ballot(**more: Any) -> dict[str, Any]:
    """Give the plain form of the votes of a round: one on the new pact."""
    vote = {"kind": "ratification", "by": ["nurses-united"], "on": "new"} | more
    return {"votes": {"ballot": vote}}


@pytest.mark.parametrize(
    ("deal", "pact", "basic", "inside"),
    [
        ("2030-10-10", NEW, {}, {}),
        ("2030-10", NEW | {"reached": "2030-10"}, {}, ballot(closed="2030-10-05")),
        ("[..2034-09-30]", UNDATED, {}, {}),
        (None, {"kind": "national", "name": "New"}, {}, {}),
        ("[..2030-11-30]", UNDATED | {"ratified": "2030-11"}, {}, {}),
        ("[..2030-10-31]", UNDATED | {"ratified": "2030-11", "signed": "2030-10"}, {}, {}),
        ("[..2030-10-20]", UNDATED, {}, ballot(closed="2030-10-20")),
        ("[..2030-10-15]", UNDATED, {}, ballot(opened="2030-10-15", closed="2030-10-20")),
        (
            "[2030-05-06..2030-10-20]",
            UNDATED,
            {"opened": "2030-05-06"},
            ballot(closed="2030-10-20"),
        ),
        ("2030-05", UNDATED, {"opened": "2030-05-01"}, ballot(closed="2030-05-31")),
        ("2030", UNDATED, {"opened": "2030-01-01"}, ballot(closed="2030-12-31")),
        ("2030-21", UNDATED, {"opened": "2030-03-01"}, ballot(closed="2030-05-31")),
        ("2030-05-31", UNDATED, {"opened": "2030-05-31"}, ballot(closed="2030-05-31")),
        ("[..2030-05-31]", UNDATED, {"opened": "2030-06-01"}, ballot(closed="2030-05-31")),
        ("[..2030-05-31]", UNDATED, {"opened": "[..2030-01-01]"}, ballot(closed="2030-05-31")),
        (None, {"kind": "national", "name": "New"}, {"opened": "2030-05-06"}, {}),
    ],
    ids=str,
)
def test_the_deal(
    compared: Compared, deal: str | None, pact: Plain, basic: Plain, inside: dict[str, Plain]
) -> None:
    """A deal that no source dates lies between the opening and what follows from it, if known."""
    assert deal == told(compared(basic=basic, pact=pact, **inside).deal)


def test_a_deal_can_be_reached_after_it_takes_effect(compared: Compared) -> None:
    """That pay is due from October says nothing of when it was agreed."""
    row = compared(pact=UNDATED | {"ratified": "2031-02-01"})
    assert ("[..2031-02-01]", None) == (str(row.deal), row.talks_days)
    assert Days(None, 124) == row.days_from_expiry


def test_what_came_of_a_round(compared: Compared) -> None:
    """Counted are the sessions reported, the items that documents list, the strikes held."""
    strike = {"kind": "strike", "held": "2030-10-01/2030-10-03"}
    actions = {
        "strike": strike,
        "sympathy": strike | {"kind": "sympathy strike"},
        "picket": strike | {"kind": "picket"},
        "averted": {"kind": "strike", "averted": "2030-10-09"},
    }
    outcomes = {"ta-1": {"called": "tentative agreement"}, "ta-2": {"called": "consensus"}}
    sessions = {
        "planned": {"scheduled": "2030-05-01/2030-05-02"},
        "held": {"held": "2030-06-10/2030-06-11"},
        "online": {"scheduled": "2030-06-20/", "format": "virtual"},
    }
    row = compared(job_actions=actions, outcomes=outcomes, sessions=sessions)
    assert (2, 2, 2) == (row.sessions, row.outcomes, row.strikes)


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
    assert (first, total) == (told(row.first_raise), told(row.total_raise))


def test_a_bonus_hides_no_raise(compared: Compared) -> None:
    """A group that just gets a lump sum takes nothing from the raises of all."""
    bonus = {"of": "new", "order": 1, "lump_sum": "1500 USD", "whom": "nurses"}
    row = compared(raises("3%", "2%") | {"bonus": bonus})
    assert ("3%", "5%") == (str(row.first_raise), str(row.total_raise))


def test_a_claimed_total(compared: Compared) -> None:
    """The total that is claimed for an agreement stands beside that of its steps."""
    row = compared(pact=NEW | {"claimed_total": "21.5%"})
    assert ("21.5%", None) == (str(row.total_claimed), row.total_raise)


def averages(**figures: tuple[int, int, str | None, str | None]) -> list[AverageRow]:
    """Give rows of averages: n, of, mean and median by column."""
    return [
        AverageRow(
            days=name,
            n=n,
            of=of,
            mean=None if mean is None else kp.Quantity(mean),
            median=None if median is None else kp.Quantity(median),
        )
        for name, (n, of, mean, median) in figures.items()
    ]


def test_averages(dataset_of: Make) -> None:
    """Mean and median are those of the rounds whose days are known exactly, and say how many."""
    opened = {"2030-a": "2030-10-01", "2031-b": "2030-10-07", "2032-c": "2030-10", "2033-d": None}
    whole = {
        f"rounds/{name}": {
            "round": {"name": name, "produced": "new"} | ({"opened": day} if day else {})
        }
        for name, day in opened.items()
    }
    dataset = dataset_of({"agreements": {"agreements": {"new": NEW}}} | whole)
    assert ["2030-a", "2031-b", "2032-c", "2033-d"] == [r.round for r in dataset.compare_rounds()]
    assert averages(
        talks_days=(2, 3, "6", "6"),
        days_from_expiry=(0, 0, None, None),
        days_from_end_of_terms=(0, 0, None, None),
    ) == list(average_days(dataset))


def test_averages_are_rounded(dataset_of: Make) -> None:
    """A mean has one digit after the point, a median the half that it may have."""
    days = ("2030-10-09", "2030-10-05", "2030-10-02", "2030-09-27")
    whole = {
        f"rounds/{2030 + n}-a": {"round": {"name": "a", "produced": "new", "opened": day}}
        for n, day in enumerate(days)
    }
    dataset = dataset_of({"agreements": {"agreements": {"new": NEW}}} | whole)
    (row, *_) = average_days(dataset)
    assert ("6.8", "6.5") == (str(row.mean), str(row.median))


def test_an_average_of_nearly_nothing(dataset_of: Make) -> None:
    """A mean that is rounded to nothing has no sign."""
    days = [*["2030-10-10"] * 29, "2030-10-11"]
    whole = {
        f"rounds/{2030 + n}-a": {"round": {"name": "a", "produced": "new", "opened": day}}
        for n, day in enumerate(days)
    }
    (row, *_) = average_days(dataset_of({"agreements": {"agreements": {"new": NEW}}} | whole))
    assert ("0", "0") == (str(row.mean), str(row.median))


@pytest.mark.parametrize(
    ("name", "talks", "from_expiry", "total"),
    [("2021-alliance", 207, 44, "10%"), ("2023-coalition", 178, 13, "21%")],
)
def test_two_rounds(name: str, talks: int, from_expiry: int, total: str) -> None:
    """Two rounds whose dates are known to the day have so many days, by the calendar."""
    draft = kp.read(Path(kp.__file__).parent / "data")
    (row,) = draft.compare_rounds().where(round=name)
    assert (Days(talks, talks), Days(from_expiry, from_expiry)) == (
        row.talks_days,
        row.days_from_expiry,
    )
    assert kp.Quantity(total) == row.total_raise


PAPER = {
    "kind": "article",
    "title": "Talks",
    "publisher": "Springfield Post",
    "voice": "press",
    "published": "2030-12-01",
}


@pytest.mark.parametrize(
    ("pact", "others", "expected"),
    [
        ({"reached": "2030-10-10"}, {}, "2030-12-01"),
        ({}, {}, "2030-12-01"),
        ({"ratified": "2030-11"}, {}, None),
        ({"effective": "2030-10-01"}, {}, None),
        ({}, {"2031-acme": {"produced": "newer"}}, None),
        ({}, {"2031-acme": {}}, "2030-12-01"),
        ({}, {"2029-acme": {"produced": "newer"}}, "2030-12-01"),
    ],
)
def test_a_round_that_is_open(
    dataset_of: Make, pact: Plain, others: dict[str, Plain], expected: str | None
) -> None:
    """A round is open on the last day told of, unless ratified, in force, or taken up anew."""
    national = {"kind": "national", "name": "Pact"}
    source = PAPER | {"evidence": [{"from": "paper", "for": ["published"]}]}
    session = {"held": "2030-05-06/", "evidence": [{"from": "paper", "for": ["held"]}]}
    rounds = {"2030-acme": {"produced": "new"}} | others
    ds = dataset_of(
        {
            "sources": {"sources": {"paper": source}},
            "agreements": {
                "agreements": {"old": OLD, "new": national | pact, "newer": national},
            },
        }
        | {
            f"rounds/{name}": {
                "round": {"name": name, "renegotiates": "old"} | more,
                "sessions": {"first": session},
            }
            for name, more in rounds.items()
        }
    )
    row = next(row for row in ds.compare_rounds() if row.round == "2030-acme")
    assert expected == (row.open_on and row.open_on.text)
    assert "new" == row.agreement


def test_a_round_about_nothing_is_open(dataset_of: Make) -> None:
    """A round of which it is not known what it is about has no later one."""
    ds = dataset_of({"rounds/2030-acme": {"round": {"name": "2030 bargaining"}}})
    row = ds.compare_rounds()[0]
    assert (None, None) == (row.open_on, row.agreement)
    source = PAPER | {"evidence": [{"from": "paper", "for": ["published"]}]}
    session = {"held": "2030-05-06/", "evidence": [{"from": "paper", "for": ["held"]}]}
    told_of = dataset_of(
        {
            "sources": {"sources": {"paper": source}},
            "rounds/2030-acme": {"round": {"name": "talks"}, "sessions": {"first": session}},
        }
    )
    assert "2030-12-01" == str(told_of.compare_rounds()[0].open_on)
