"""What a reader expects of a round, and how much of it the record has."""

from collections.abc import Callable
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining.questions import Held

Make = Callable[[dict[str, Any]], kp.Dataset]
Plain = dict[str, Any]

EXPECTED = [
    "opening",
    "sessions",
    "committees",
    "steps to a contract",
    "offers",
    "deal",
    "ratification",
    "first day in force",
    "expiry",
    "steps of pay",
    "steps by region",
    "votes",
    "votes by member",
    "results of votes",
    "how job actions ended",
    "headcounts of strikes",
]
PAPER = {"kind": "article", "title": "Talks", "publisher": "Springfield Post", "voice": "press"}
VAGUE = "of them without an exact day or without an amount"
PACT = {"kind": "national", "name": "New pact"}
ROUND: Plain = {"name": "2030 Acme bargaining"}


def covered(dataset_of: Make, round_: Plain | None = None, **held: Plain) -> kp.Dataset:
    """Give a dataset with one round, what is inside it, and outside agreements and steps."""
    outside = {name: held.pop(name) for name in ("agreements", "wage_steps") if name in held}
    noted = {name: held.pop(name) for name in ("inquiries",) if name in held}
    metric = {"kind": "metric", "name": "strikers", "counts": "people"}
    return dataset_of(
        {
            "sources": {"sources": {"paper": PAPER}},
            "terms": {"terms": {"metric-strikers": metric}},
            "agreements": outside,
            "record": noted,
            "rounds/2030-acme": {"round": ROUND | (round_ or {})} | held,
        }
    )


def row_of(dataset: kp.Dataset, expected: str) -> tuple[str, int, int | None, str | None]:
    """Give how much is held of one thing, how many of how many, and the note."""
    (row,) = dataset.coverage("2030-acme").where(expected=expected)
    return row.held, row.number, row.of, row.note


def test_every_round_is_held_against_the_same_expectations(dataset_of: Make) -> None:
    """Each round has a row for each thing that a reader expects, in the same order."""
    ds = dataset_of({f"rounds/{year}-acme": {"round": ROUND} for year in (2031, 2030)})
    assert EXPECTED == [row.expected for row in ds.coverage("2030-acme")]
    rounds = ["2030-acme"] * len(EXPECTED) + ["2031-acme"] * len(EXPECTED)
    assert rounds == [row.round for row in ds.coverage()]


def test_the_emptiest_round_looks_worst(dataset_of: Make) -> None:
    """Of a round of which nothing is known nothing is held, and nobody noted to have looked."""
    rows = covered(dataset_of).coverage("2030-acme")
    assert {(Held.NOT_LOOKED_FOR, 0, None, None)} == {
        (row.held, row.number, row.of, row.note) for row in rows
    }


def session(**more: Any) -> Plain:
    """Give the plain form of a session that a source reports as held."""
    return {"held": "2030-05-06/2030-05-08"} | more


@pytest.mark.parametrize(
    ("expected", "sessions"),
    [
        (("has", 1, 1, None), {"a": session()}),
        (("has", 2, 2, None), {"a": session(ordinal=1), "b": {"ordinal": 2, "days": "3"}}),
        (
            ("partly", 1, 2, "1 of them no source reports"),
            {"a": session(), "b": {"scheduled": "2030-06-01/"}},
        ),
        (("partly", 1, 4, "3 of them no source reports"), {"a": session(ordinal=4)}),
        (
            ("partly", 1, 3, "2 of them no source reports"),
            {"a": session(ordinal=2), "b": {"scheduled": "2030-06-01/"}, "c": {}},
        ),
        (("not looked for", 0, 1, "1 of them no source reports"), {"a": {}}),
    ],
    ids=str,
)
def test_sessions(
    dataset_of: Make, expected: tuple[str, int, int | None, str | None], sessions: Plain
) -> None:
    """Sessions reported are so many of those announced, or of as many as they are numbered to."""
    assert expected == row_of(covered(dataset_of, sessions=sessions), "sessions")


@pytest.mark.parametrize("tie", ["produced", "sought"])
@pytest.mark.parametrize(
    ("expected", "fact"),
    [
        ("deal", {"reached": "2030-10"}),
        ("ratification", {"ratified": "2030-11"}),
        ("first day in force", {"effective": "2030-10-01"}),
        ("expiry", {"expires": "2034"}),
    ],
)
def test_the_stages_of_the_agreement(
    dataset_of: Make, tie: str, expected: str, fact: dict[str, str]
) -> None:
    """A stage of the agreement that the round led to, or is to lead to, is held or not."""
    agreements = {"new": PACT | fact}
    ds = covered(dataset_of, {tie: "new", "opened": "2030-05-01"}, agreements=agreements)
    held = {row.expected for row in ds.coverage("2030-acme").where(held="has")}
    assert {"opening", expected} == held


def step(order: int, **more: str) -> Plain:
    """Give the plain form of a step of pay."""
    return {"of": "new", "order": order} | more


@pytest.mark.parametrize(
    ("expected", "steps"),
    [
        (("has", 1, 1, None), [{"effective": "2030-10-01", "percent": "3%"}]),
        (("has", 1, 1, None), [{"effective": "2030-10-01", "lump_sum": "900 USD"}]),
        (
            ("partly", 1, 2, f"1 {VAGUE}"),
            [
                {"effective": "2030-10-01", "percent": "3%"},
                {"effective": "2031", "percent": "3%"},
            ],
        ),
        (
            ("partly", 1, 3, f"2 {VAGUE}"),
            [
                {"effective": "2030-10-01", "percent": "3%"},
                {"effective": "2031-10-01"},
                {"percent": "3%"},
            ],
        ),
        (("partly", 0, 1, f"1 {VAGUE}"), [{"percent": "3%"}]),
        (("not looked for", 0, 1, f"1 {VAGUE}"), [{"effective": "2030-10-01"}]),
        (
            ("partly", 0, 2, f"2 {VAGUE}"),
            [
                {"effective": "2031", "percent": "3%"},
                {"effective": "[..2031-10-01]", "percent": "2%"},
            ],
        ),
    ],
    ids=str,
)
def test_steps_of_pay(
    dataset_of: Make, expected: tuple[str, int, int | None, str | None], steps: list[dict[str, str]]
) -> None:
    """A step of pay is held where its day and what it pays are known, and partly without a day."""
    wages = {f"step-{n}": step(n, **more) for n, more in enumerate(steps, 1)}
    ds = covered(dataset_of, {"produced": "new"}, agreements={"new": PACT}, wage_steps=wages)
    assert expected == row_of(ds, "steps of pay")


def test_votes_and_their_results(dataset_of: Make) -> None:
    """Votes are told from their results: how many of them a source counts."""
    vote = {"kind": "ratification", "by": ["nurses-united"]}
    counts = {"a": {"yes": "500"}, "b": {"no": "9"}, "c": {"yes_share": "60%"}, "d": {}}
    votes = {name: vote | each for name, each in counts.items()}
    ds = covered(dataset_of, votes=votes)
    assert ("has", 4, None, None) == row_of(ds, "votes")
    assert ("partly", 3, 4, None) == row_of(ds, "results of votes")


def coalition(dataset_of: Make, *steps: Plain, **more: Plain) -> kp.Dataset:
    """Give a round with a coalition of three local unions in two regions, and what it brought."""
    unions = {name: {"kind": "local union", "name": name} for name in ("ants", "bees", "cats")}
    regions = {"ants": {"markets": ["hill"]}, "bees": {"markets": ["hill", "vale"]}}
    bodies = {"carers": {"kind": "coalition", "name": "Carers"}}
    places = {name: unions[name] | regions.get(name, {}) for name in unions}
    memberships = {
        f"{name}-in": {"member": name, "body": "carers", "since": "1998", "until": "2031"}
        for name in unions
    }
    wages = {f"step-{n}": {"of": "new", "order": n} | each for n, each in enumerate(steps, 1)}
    return dataset_of(
        {
            "terms": {
                "terms": {name: {"kind": "market", "name": name} for name in ("hill", "vale")}
            },
            "parties": {"organizations": bodies | places, "memberships": memberships},
            "agreements": {
                "agreements": {"new": PACT | {"reached": "2030-05-06"}},
                "wage_steps": wages,
            },
            "rounds/2030-acme": {"round": ROUND | {"parties": ["carers"], "produced": "new"}}
            | more,
        }
    )


@pytest.mark.parametrize(
    ("expected", "markets"),
    [
        (("has", 2, 2, None), [None]),
        (("partly", 1, 2, None), [["hill"]]),
        (("partly", 1, 2, None), [["hill"], None]),
        (("has", 2, 2, None), [["hill"], ["vale"]]),
        (("not looked for", 0, 2, None), []),
    ],
)
def test_steps_by_region(
    dataset_of: Make, expected: tuple[str, int, int, None], markets: list[list[str] | None]
) -> None:
    """The regions of the members are told from those that have steps; one without is for all."""
    steps = [{"markets": names} if names else {} for names in markets]
    assert expected == row_of(coalition(dataset_of, *steps), "steps by region")


def test_steps_for_whom_no_region_is_known(dataset_of: Make) -> None:
    """Where no region is known, steps that are there count as held."""
    wages = {"step-1": {"of": "new", "order": 1}}
    ds = covered(dataset_of, {"produced": "new"}, agreements={"new": PACT}, wage_steps=wages)
    assert ("has", 1, None, None) == row_of(ds, "steps by region")


def test_votes_by_member(dataset_of: Make) -> None:
    """The members on the day of the deal are told from those whose ratification vote is told."""
    vote = {"kind": "ratification", "by": ["ants"]}
    votes = {
        "a": vote,
        "b": vote | {"by": ["ants", "dogs"]},
        "c": {"kind": "strike authorization", "by": ["bees"]},
    }
    assert ("partly", 1, 3, None) == row_of(coalition(dataset_of, votes=votes), "votes by member")
    assert ("has", 2, None, None) == row_of(covered(dataset_of, votes=votes), "votes by member")


def test_strikes_and_their_headcounts(dataset_of: Make) -> None:
    """Strikes are told from their ends and from their numbers: only one that was held has any."""
    actions = {
        "held": {"held": "2030-05-06/2030-05-08"},
        "uncounted": {"held": "2030-06-06/2030-06-08"},
        "averted": {"averted": "2030-07-01"},
        "planned": {"planned": "2030-08-01/"},
    }
    told = [{"from": "paper", "for": ["value"]}]
    figure = {"about": "2030-acme/held", "metric": "metric-strikers", "scope": "level"}
    ds = covered(
        dataset_of,
        job_actions={name: {"kind": "strike"} | each for name, each in actions.items()},
        figures={"strikers": figure | {"value": "900", "evidence": told}},
    )
    assert ("partly", 3, 4, None) == row_of(ds, "how job actions ended")
    assert ("partly", 1, 2, None) == row_of(ds, "headcounts of strikes")


@pytest.mark.parametrize(
    ("expected", "round_", "held"),
    [
        ("committees", {}, {"committees": {"pay": {"kind": "subgroup", "name": "Pay"}}}),
        ("steps to a contract", {}, {"steps": {"first": {"order": 1}}}),
        ("offers", {}, {"proposals": {"offer": {"by": ["acme"]}}}),
        ("opening", {"opened": "2030-05"}, {}),
    ],
)
def test_what_is_just_there(
    dataset_of: Make, expected: str, round_: Plain, held: dict[str, Plain]
) -> None:
    """Where no source says how many there are, what is there counts as held."""
    assert ("has", 1, None, None) == row_of(covered(dataset_of, round_, **held), expected)


@pytest.mark.parametrize(
    ("expected", "about", "fields"),
    [
        ("opening", "2030-acme", ["opened"]),
        ("offers", "2030-acme", ["offers"]),
        ("sessions", "2030-acme", ["votes", "sessions"]),
        ("deal", "new", ["reached"]),
        ("steps of pay", "new", ["steps of pay"]),
    ],
)
def test_what_was_looked_for(
    dataset_of: Make, expected: str, about: str, fields: list[str]
) -> None:
    """What somebody looked for in vain is told from what nobody looked for, and where it was."""
    noted = {"about": about, "fields": fields, "where": "the union's news", "on": "2031-02-01"}
    ds = covered(
        dataset_of, {"produced": "new"}, agreements={"new": PACT}, inquiries={"note": noted}
    )
    note = "looked for in the union's news, 2031-02-01"
    assert (Held.NOT_FOUND, 0, None, note) == row_of(ds, expected)
    others = {row.expected for row in ds.coverage().where(held="looked for and not found")}
    assert {expected, *fields} & set(EXPECTED) == others


def test_what_was_looked_for_and_is_partly_known(dataset_of: Make) -> None:
    """What is partly held stays partly held, and says where the rest was looked for."""
    noted = {"about": "2030-acme", "fields": ["sessions"], "where": "the news", "on": "2031"}
    ds = covered(dataset_of, sessions={"a": session(ordinal=2)}, inquiries={"note": noted})
    assert ("partly", 1, 2, "looked for in the news, 2031") == row_of(ds, "sessions")
    whole = covered(dataset_of, sessions={"a": session()}, inquiries={"note": noted})
    assert ("has", 1, 1, None) == row_of(whole, "sessions")


def test_a_misspelt_round(dataset_of: Make) -> None:
    """A misspelt round is refused with the nearest that there are."""
    with pytest.raises(kp.UnknownName, match=r"^no round ") as caught:
        covered(dataset_of).coverage("2030-akme")
    assert ("2030-acme",) == tuple(caught.value.nearest)
