"""The offers of both sides of a round, and the gap between them where they can be compared."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining.questions import OfferRow

Make = Callable[[dict[str, Any]], kp.Dataset]

PARTIES = {
    "acme": {"kind": "employer", "name": "Acme Hospitals"},
    "acme-doctors": {"kind": "medical group", "name": "Acme Doctors"},
    "nurses-united": {"kind": "local union", "name": "Nurses United"},
    "mediators": {"kind": "government body", "name": "Mediators"},
}
PAPER = {"kind": "article", "title": "Talks", "publisher": "Springfield Post", "voice": "press"}
FOUR = {"term": "4"}
LOW, HIGH = ("3%", "2%", "2%", "1%"), ("5%", "5%", "4%", "4%")


def offer(*raises: str, by: str = "acme", **more: Any) -> dict[str, Any]:
    """Give the plain form of a proposal with the raises of each group that it tells apart."""
    return {"by": [by], "raises": {"": raises} if raises else {}} | FOUR | more


def demand(*raises: str, **more: Any) -> dict[str, Any]:
    """Give the plain form of a proposal of the union."""
    return offer(*raises, by="nurses-united", **more)


@pytest.fixture
def talks(dataset_of: Make) -> Callable[..., kp.Dataset]:
    """Give a round in which these proposals were made; groups are `market/whom`."""

    def talks(*proposals: dict[str, Any], **inside: dict[str, Any]) -> kp.Dataset:
        steps, made = {}, {}
        for number, proposal in enumerate(proposals, 1):
            name = f"offer-{number}"
            made[name] = {key: value for key, value in proposal.items() if key != "raises"}
            for place, (group, raises) in enumerate(proposal["raises"].items()):
                markets, _, whom = group.partition("/")
                limits = {"markets": markets.split(",") if markets else None, "whom": whom or None}
                for order, percent in enumerate(raises, 1):
                    step = {"of": f"2030-acme/{name}", "order": order, "percent": percent}
                    steps[f"{name}-{place}-{order}"] = step | {k: v for k, v in limits.items() if v}
        held = {"proposals": made, "wage_steps": steps} | inside
        plain = {
            "sources": {"sources": {"paper": PAPER, "second-paper": PAPER}},
            "parties": {"organizations": PARTIES},
            "rounds/2030-acme": {"round": {"name": "2030 Acme bargaining"}}
            | {name: records for name, records in held.items() if records},
        }
        return dataset_of(plain)

    return talks


Talks = Callable[..., kp.Dataset]


def offers(dataset: kp.Dataset) -> kp.Table[OfferRow]:
    """Give the offers of the round."""
    return dataset.offers("2030-acme")


def test_an_offer(talks: Talks) -> None:
    """An offer has its side, its steps and years, and its total on both bases."""
    (row,) = offers(talks(offer(*HIGH, made="2030-05-01")))
    assert ("management", "2030-acme/offer-1", "4") == (row.side, row.proposal, str(row.years))
    assert HIGH == tuple(map(str, row.steps))
    assert (None, None, None) == (row.markets, row.whom, row.basis)
    assert ("18%", "19.25%") == (str(row.total_simple), str(row.total_compound))


def test_a_claimed_total_has_a_basis(talks: Talks) -> None:
    """A total that is claimed stands with its basis, and be it that nobody states one."""
    simple, silent, none = offers(
        talks(
            offer(claimed_total="20%", claimed_basis="simple", made="2030-05-01"),
            offer(claimed_total="25%", made="2030-05-02"),
            offer(*LOW, made="2030-05-03"),
        )
    )
    assert ("20%", kp.TotalBasis.SIMPLE) == (str(simple.total_claimed), simple.basis)
    assert ("25%", kp.TotalBasis.NOT_STATED) == (str(silent.total_claimed), silent.basis)
    assert (None, None) == (none.total_claimed, none.basis)
    assert (None, ()) == (silent.total_simple, silent.steps)


def test_proposals_without_wages(talks: Talks) -> None:
    """A proposal of which no amounts of wages are known is no offer."""
    assert [] == list(offers(talks(offer())))


def test_the_order_of_offers(talks: Talks) -> None:
    """Offers stand by the day they were made or the session at which; without either last."""
    session = {"scheduled": "2030-04-01/2030-04-02"}
    ds = talks(
        offer(*LOW),
        offer(*LOW, made="2030-05-01"),
        offer(*LOW, session="2030-acme/first"),
        offer(*LOW, session="2030-acme/second"),
        offer(*LOW, made="2030-04", session="2030-acme/second"),
        sessions={"first": session, "second": session | {"held": "2030-04-03/2030-04-03"}},
    )
    assert ["3", "5", "4", "2", "1"] == [row.proposal[-1] for row in offers(ds)]
    assert [
        "2030-04-01/2030-04-02",
        "2030-04",
        "2030-04-03/2030-04-03",
        "2030-05-01",
        None,
    ] == offers(ds).to_columns()["when"]


@pytest.mark.parametrize(
    ("makers", "side"),
    [
        (["acme", "acme-doctors"], "management"),
        (["nurses-united"], "labor"),
        (["acme", "nurses-united"], "both"),
        (["mediators"], None),
        (["acme", "mediators"], "management"),
    ],
)
def test_the_side_of_an_offer(talks: Talks, makers: list[str], side: str | None) -> None:
    """An offer is of the side of those who make it, of both, or of neither."""
    (row,) = offers(talks(offer(*LOW) | {"by": makers}))
    assert side == row.side


@pytest.mark.parametrize(
    ("told", "count", "weak"),
    [
        ([], 0, True),
        ([("paper", False)], 1, True),
        ([("paper", False), ("second-paper", False)], 2, False),
        ([("paper", True), ("second-paper", True)], 2, True),
        ([("paper", True), ("second-paper", False)], 2, False),
    ],
)
def test_the_sources_of_an_offer(
    talks: Talks, told: list[tuple[str, bool]], count: int, *, weak: bool
) -> None:
    """One source alone, or none but weak ones, makes an offer weak."""
    evidence = [
        {"from": name, "for": ["term"]} | ({"weak": True} if doubtful else {})
        for name, doubtful in told
    ]
    (row,) = offers(talks(offer(*LOW) | ({"evidence": evidence} if told else {})))
    assert (count, weak) == (row.sources, row.weak)


def gaps(dataset: kp.Dataset) -> list[tuple[str | None, ...]]:
    """Give the totals of both sides, the gap and the reason of each row."""
    columns = ("management", "labor", "gap", "reason")
    rows = dataset.gap("2030-acme").to_dicts()
    return [tuple(row[name] for name in columns) for row in rows]


def test_the_gap(talks: Talks) -> None:
    """After each offer the latest totals of both sides stand side by side, with their gap."""
    rows = talks(
        demand(*HIGH, made="2030-04"),
        offer(*LOW, made="2030-05-01"),
        demand("4%", "4%", "4%", "4%", made="2030-06-01"),
    )
    assert [
        (None, "18%", None, "no offer of management is known"),
        ("8%", "18%", "10 points", None),
        ("8%", "16%", "8 points", None),
    ] == gaps(rows)
    table = rows.gap("2030-acme")
    assert ["2030-04", "2030-05-01", "2030-06-01"] == table.to_columns()["when"]
    assert ["points"] == [column.unit for column in table.columns.where(name="gap")]


@pytest.mark.parametrize(
    ("told", "weak"),
    [
        ([("paper", False), ("second-paper", False)], False),
        ([("paper", False)], True),
        ([("paper", True), ("second-paper", True)], True),
    ],
)
def test_a_gap_that_rests_on_little(
    talks: Talks, told: list[tuple[str, bool]], *, weak: bool
) -> None:
    """A gap is as weak as the weaker of the two offers between which it lies."""
    sure = [{"from": name, "for": ["term"]} for name in ("paper", "second-paper")]
    little = [{"from": name, "for": ["term"], "weak": doubt} for name, doubt in told]
    rows = talks(
        offer(*LOW, made="2030-05-01", evidence=sure),
        demand(*HIGH, made="2030-06-01", evidence=little),
    ).gap("2030-acme")
    assert [(None, False), ("10 points", weak)] == [
        (str(row.gap) if row.gap else None, row.weak) for row in rows
    ]


def test_the_gap_without_a_demand(talks: Talks) -> None:
    """As long as one side has made no offer that is known, there is no gap."""
    assert [("8%", None, None, "no offer of labor is known")] == gaps(talks(offer(*LOW)))


def test_offers_of_neither_side(talks: Talks) -> None:
    """What a mediator or both sides propose is no move of one side."""
    joint = offer(*LOW) | {"by": ["acme", "nurses-united"]}
    assert [] == gaps(talks(joint, offer(*LOW, by="mediators")))


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        ({"claimed_total": "25%"}, "the basis of the total of labor: not stated"),
        (
            {"claimed_total": "25%", "claimed_basis": "compound"},
            "the basis of the total of labor: compound",
        ),
        (
            {"claimed_total": "20..25%", "claimed_basis": "simple"},
            "the total of labor is not exact",
        ),
    ],
)
def test_totals_that_do_not_compare(talks: Talks, claim: dict[str, str], reason: str) -> None:
    """A total that isn't one of raises added up, and exact, is compared with none."""
    first, second = gaps(talks(offer(*LOW, made="2030-05-01"), demand(made="2030-06-01", **claim)))
    assert "no offer of labor is known" == first[3]
    assert (None, reason) == second[2:]


def test_a_claimed_simple_total_compares(talks: Talks) -> None:
    """A total claimed as raises added up is as good as a schedule."""
    claimed = demand(claimed_total="25%", claimed_basis="simple", made="2030-06-01")
    rows = talks(offer(*LOW, made="2030-05-01"), claimed)
    assert ("8%", "25%", "17 points", None) == gaps(rows)[1]


def test_a_raise_that_is_not_exact(talks: Talks) -> None:
    """Raises without an exact total leave the gap open."""
    rows = talks(demand(*HIGH, made="2030-04"), offer("3%", "<=2%", made="2030-05-01"))
    assert (None, "18%", None, "the raises of management have no exact total") == gaps(rows)[1]


@pytest.mark.parametrize(
    ("term", "reason"),
    [
        ({"term": "3"}, "the terms differ: 3 and 4 years"),
        ({"term": None}, "the term of an offer is not known"),
    ],
)
def test_terms_of_unlike_length(talks: Talks, term: dict[str, Any], reason: str) -> None:
    """8 percent in three years and 18 percent in four are not 10 points apart."""
    made = {k: v for k, v in (offer(*LOW, made="2030-05-01") | term).items() if v is not None}
    asked = demand(*HIGH, made="2030-04")
    assert ("8%", "18%", None, reason) == gaps(talks(asked, made))[1]
    (_, last) = gaps(talks(offer(*LOW, made="2030-04"), asked | {"made": "2030-05"}))
    assert "10 points" == last[2]


@pytest.mark.parametrize("group", ["market-north", "market-north,market-south", "/nurses"])
def test_what_holds_for_all_holds_for_each(talks: Talks, group: str) -> None:
    """An offer to all is compared with one to some, and the gap is that for those."""
    rows = talks(demand(*HIGH, made="2030-04"), offer(made="2030-05-01") | {"raises": {group: LOW}})
    last = rows.gap("2030-acme")[-1]
    markets, _, whom = group.partition("/")
    assert ("10 points", None) == (str(last.gap), last.reason)
    assert (markets, whom) == (",".join(last.markets or ()), last.whom or "")


def test_the_demand_can_be_the_narrower(talks: Talks) -> None:
    """What management offers to all is compared with a demand for some."""
    narrow = demand(made="2030-06-01") | {"raises": {"market-north": HIGH}}
    last = talks(offer(*LOW, made="2030-05-01"), narrow).gap("2030-acme")[-1]
    assert ("10 points", ("market-north",)) == (str(last.gap), last.markets)


def test_a_gap_for_each_group(talks: Talks) -> None:
    """A proposal that tells groups apart gives a gap for each of them."""
    regions = {"market-north": LOW, "market-south": ("1%",), "/others": ("2%",)}
    rows = talks(demand(*HIGH, made="2030-04"), offer(made="2030-05-01") | {"raises": regions})
    assert ["10 points", "17 points", "16 points"] == [gap for _, _, gap, _ in gaps(rows)[1:]]
    assert 3 == len(rows.gap("2030-acme").where(proposal="2030-acme/offer-2"))


@pytest.mark.parametrize(
    ("low", "high"),
    [("market-north", "market-south"), ("/doctors", "/nurses"), ("market-north", "/nurses")],
)
def test_different_workers(talks: Talks, low: str, high: str) -> None:
    """Offers to different workers are not compared."""
    rows = talks(
        demand(made="2030-04") | {"raises": {high: HIGH}},
        offer(made="2030-05-01") | {"raises": {low: LOW}},
    )
    assert ("8%", "18%", None, "the offers hold for different workers") == gaps(rows)[1]


def test_a_gap_is_no_method_of_rows(talks: Talks) -> None:
    """What needs both sides is asked of the dataset: the offers of one side alone have no gap."""
    rows = talks(demand(*HIGH, made="2030-04"), offer(*LOW, made="2030-05-01"))
    assert 1 == len(offers(rows).where(side="management"))
    assert not hasattr(offers(rows), "gap")


@pytest.mark.parametrize(
    ("hearsay", "by", "voices"),
    [
        (False, "acme", []),
        (False, "acme", ["management"]),
        (True, "acme", ["union"]),
        (False, "acme", ["union", "press"]),
        (False, "nurses-united", ["union", "management"]),
        (True, "nurses-united", ["management"]),
        (False, "mediators", ["management"]),
    ],
)
def test_what_only_the_other_side_tells(
    dataset_of: Make, by: str, voices: list[str], *, hearsay: bool
) -> None:
    """An offer says whether none but the other side tells of it."""
    made = offer(claimed_total="20%", by=by, evidence=[{"from": f"by-{voice}"} for voice in voices])
    del made["raises"]
    (row,) = offers(
        dataset_of(
            {
                "sources": {"sources": {f"by-{v}": PAPER | {"voice": v} for v in voices}},
                "parties": {"organizations": PARTIES},
                "rounds/2030-acme": {"round": {"name": "2030"}, "proposals": {"offer": made}},
            }
        )
    )
    assert hearsay is row.told_by_other_side


def test_of_what_does_not_exist(dataset_of: Make) -> None:
    """For a round that does not exist there is an error."""
    for ask in (kp.Dataset.gap, kp.Dataset.offers):
        with pytest.raises(kp.UnknownName, match="no round '2031-acme'"):
            ask(dataset_of({}), "2031-acme")


@pytest.fixture(scope="module")
def draft() -> kp.Dataset:
    """The data folder that comes with the package, as it stands now."""
    return kp.read(Path(kp.__file__).parent / "data")


def test_the_gap_of_2025(draft: kp.Dataset) -> None:
    """27 percent in four years against 20 and 21.5 are 7 and 5.5 points, on weak evidence alone."""
    rows = draft.gap("2025-alliance")
    told = {str(row.management): str(row.gap) for row in rows if row.gap is not None}
    assert {"20%": "7 points", "21.5%": "5.5 points"} == told
    assert {True} == {row.weak for row in rows if row.gap is not None}
    assert "whether an offer of management came before is not known" == rows[0].reason


def test_the_gap_of_2021(draft: kp.Dataset) -> None:
    """12 against 3 percent in three years are 9 points; against 8 percent in four there is none."""
    rows = draft.gap("2021-alliance")
    (august,), (november,) = rows.where(when="2021-08-25"), rows.where(when="2021-11-02")
    totals = str(august.management), str(august.labor), str(august.gap)
    assert ("3%", "12%", "9 points") == totals
    assert ("8%", "12%", None) == (str(november.management), str(november.labor), november.gap)
    assert "the terms differ: 4 and 3 years" == november.reason
    assert ("[2021-08-25..2021-09-03]", "2021-11-02") == (str(august.since), str(august.until))
    assert (True, True) == (august.certain, november.certain)


Stood = tuple[str | None, str | None, bool]


def stood(dataset: kp.Dataset) -> list[Stood]:
    """Give since when and until when the sides stand as each row has it, and whether for sure."""
    rows = dataset.gap("2030-acme")
    return [
        (str(row.since) if row.since else None, str(row.until) if row.until else None, row.certain)
        for row in rows
    ]


@pytest.mark.parametrize(
    ("asked", "offered", "expected"),
    [
        ("2030-04-01", ["2030-05-01"], [("2030-05-01", None, True)]),
        (
            "2030-04-01",
            ["2030-05-01", "2030-06-01"],
            [("2030-05-01", "2030-06-01", True), ("2030-06-01", None, True)],
        ),
        ("[2030-04-01..2030-05-09]", ["2030-05-01"], [("[2030-05-01..2030-05-09]", None, True)]),
        (
            "[2030-04-01..2030-05-09]",
            ["2030-05-01", "[2030-05-03..2030-05-05]"],
            [
                ("[2030-05-01..2030-05-09]", "[2030-05-03..2030-05-05]", False),
                ("[2030-05-03..2030-05-09]", None, True),
            ],
        ),
        (
            "2030-04-01",
            ["2030-05", "[2030-05-02..]"],
            [("2030-05", "[2030-05-02..]", False), ("[2030-05-02..]", "[2030-05-02..]", False)],
        ),
        (
            "2030-04-01",
            ["2030-05-01", None],
            [("2030-05-01", "[2030-05-01..]", True), (None, "[2030-05-01..]", False)],
        ),
        ("[..2030-04-30]", ["[..2030-05-09]"], [("[..2030-05-09]", None, True)]),
    ],
)
def test_since_when_the_sides_stand_so(
    talks: Talks, asked: str, offered: list[str | None], expected: list[Stood]
) -> None:
    """A gap tells since when it stands and until when, as far as the days of the offers tell."""
    offers = [offer(*LOW, **({"made": when} if when else {})) for when in offered]
    assert expected == stood(talks(demand(*HIGH, made=asked), *offers))[1:]


def test_whether_an_offer_came_before(talks: Talks) -> None:
    """Of a side whose offer may have come earlier or later, it is not said that it had none."""
    rows = talks(demand(*HIGH, made="[2030-04-01..2030-05-09]"), offer(*LOW, made="2030-05-01"))
    assert "whether an offer of management came before is not known" == gaps(rows)[0][3]


@pytest.mark.parametrize(
    ("made", "expires", "expected"),
    [
        ("2030-09-20", "2030-09-30", "-10"),
        ("2030-10", "2030-09-30", "1..31"),
        ("[..2030-09-20]", "2030-09-30", "<=-10"),
        ("2030-09-20", "[2030-09-30..]", "<=-10"),
        (None, "2030-09-30", None),
        ("2030-09-20", None, None),
    ],
)
def test_days_from_expiry(
    dataset_of: Make, made: str | None, expires: str | None, expected: str | None
) -> None:
    """An offer has the days from the expiry of what its round renegotiates, as far as known."""
    proposal = {"by": ["acme"], "claimed_total": "20%"} | ({"made": made} if made else {})
    pact = {"kind": "national", "name": "Pact"} | ({"expires": expires} if expires else {})
    ds = dataset_of(
        {
            "parties": {"organizations": PARTIES},
            "agreements": {"agreements": {"old": pact}},
            "rounds/2030-acme": {
                "round": {"name": "2030 bargaining", "renegotiates": "old"},
                "proposals": {"offer": proposal},
            },
        }
    )
    (row,) = offers(ds)
    assert expected == (row.days_from_expiry and str(row.days_from_expiry))


def test_offers_of_all_rounds(talks: Talks) -> None:
    """Without a round, the offers of all are there, each with its round."""
    ds = talks(offer(*LOW, made="2030-05-01"))
    assert offers(ds).rows == ds.offers().rows
    assert ["2030-acme"] == [row.round for row in ds.offers()]
