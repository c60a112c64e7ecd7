"""Where each side stood before and after a job action, with no word on what caused what."""

from collections.abc import Callable
from typing import Any

import pytest

import kpbargaining as kp

Make = Callable[[dict[str, Any]], kp.Dataset]

PAPER = {"kind": "article", "title": "Strike", "publisher": "Springfield Post", "voice": "press"}
SOURCES = {
    "early": PAPER | {"published": "2030-05-01"},
    "late": PAPER | {"published": "2030-05-20"},
    "undated": PAPER,
}
BODIES = {
    "acme-hospitals": {"kind": "employer", "name": "Acme Hospitals"},
    "nurses-united": {"kind": "local union", "name": "Nurses United"},
}
ACME, NURSES = ["acme-hospitals"], ["nurses-united"]
STRIKE = {"kind": "strike", "held": "2030-05-06/2030-05-08"}


def offer(by: list[str], **more: Any) -> dict[str, Any]:
    """Give the plain form of a proposal."""
    return {"by": by} | more


def talks(
    dataset_of: Make, *, agreed: dict[str, Any] | None = None, **inside: dict[str, Any]
) -> kp.Dataset:
    """Give a dataset with one round, what is inside it, and the agreement it produced."""
    produced = {"produced": "contract"} if agreed else {}
    actions = {"job_actions": inside.pop("job_actions", {"may": STRIKE})}
    outside = {"kind": "picket", "held": "2030-05-06/2030-05-06"}
    return dataset_of(
        {
            "sources": {"sources": SOURCES},
            "terms": {"terms": {"market-north": {"kind": "market", "name": "North"}}},
            "parties": {"organizations": BODIES},
            "agreements": agreed or {},
            "rounds/2030-acme": {"round": {"name": "2030 Acme bargaining"} | produced}
            | actions
            | inside,
            "rounds/2031-acme": {"round": {"name": "2031 Acme bargaining"}},
            "record": {"job_actions": {"outside": outside}},
        }
    )


CONTRACT = {
    "kind": "national",
    "name": "Acme contract",
    "parties": ACME + NURSES,
    "reached": "2030-06-01",
    "evidence": [{"from": "late"}],
}


@pytest.mark.parametrize(
    ("relation", "made"),
    [
        ("before", {"made": "2030-05-05"}),
        ("before", {"made": "[..2030-05-05]"}),
        ("during", {"made": "2030-05-06"}),
        ("during", {"made": "[2030-05-06..2030-05-08]"}),
        ("after", {"made": "2030-05-09"}),
        ("unclear", {"made": "2030-05"}),
        ("unclear", {}),
        ("before", {"session": "2030-acme/april"}),
        ("after", {"session": "2030-acme/june"}),
        ("after", {"session": "2030-acme/april", "made": "2030-05-09"}),
        ("unclear", {"session": "2030-acme/no-day"}),
    ],
    ids=str,
)
def test_before_during_after(dataset_of: Make, relation: str, made: dict[str, str]) -> None:
    """An offer is before, during or after only where that is certain; else it is unclear."""
    sessions = {
        "april": {"held": "2030-04-01/2030-04-02"},
        "june": {"scheduled": "2030-06-03/2030-06-04"},
        "no-day": {"place": "Springfield"},
    }
    proposals = {"offer": offer(ACME, **made)}
    dataset = talks(dataset_of, sessions=sessions, proposals=proposals)
    (row,) = dataset.positions_around("2030-acme/may")
    assert (relation, "proposal", "management") == (row.relation, row.kind, row.side)


def test_what_stands_around_an_action(dataset_of: Make) -> None:
    """Offers, statements by their first source, and the agreement stand by date, undated last."""
    claim = {"kind": "claim", "by": NURSES, "summary": "Pay is low"}
    told = [{"from": name} for name in ("late", "undated", "early")]
    dataset = talks(
        dataset_of,
        agreed={"agreements": {"contract": CONTRACT}},
        proposals={"offer": offer(ACME, made="2030-05-10", summary="Four percent")},
        statements={
            "low": claim | {"evidence": told},
            "unpublished": claim | {"evidence": [{"from": "undated"}]},
        },
    )
    assert [
        ("2030-acme/low", "before", "labor", "Pay is low", ("late", "undated", "early")),
        ("2030-acme/offer", "after", "management", "Four percent", ()),
        ("contract", "after", "both", "Acme contract", ("late",)),
        ("2030-acme/unpublished", "unclear", "labor", "Pay is low", ("undated",)),
    ] == [
        (row.record, row.relation, row.side, row.summary, row.sources)
        for row in dataset.positions_around("2030-acme/may")
    ]


def test_an_action_without_days(dataset_of: Make) -> None:
    """Around an action planned, its planned days count; without days, all is unclear."""
    actions = {
        "planned": {"kind": "strike", "planned": "2030-05-06/2030-05-08"},
        "undated": {"kind": "strike"},
    }
    agreed = {"agreements": {"contract": {"kind": "national", "name": "Acme contract"}}}
    offers = {"offer": offer(ACME, made="2030-05-01")}
    dataset = talks(dataset_of, agreed=agreed, job_actions=actions, proposals=offers)
    planned = dataset.positions_around("2030-acme/planned")
    assert ["before", "unclear"] == [row.relation for row in planned]
    undated = dataset.positions_around("2030-acme/undated")
    assert {"unclear"} == {row.relation for row in undated}
    assert {"management", ""} == {row.side for row in undated}
    assert 0 == len(dataset.positions_around("outside"))


def total(by: list[str], made: str, percent: str, **more: Any) -> dict[str, Any]:
    """Give the plain form of a wage proposal whose total is claimed."""
    claimed = {"claimed_total": percent, "claimed_basis": "compound"}
    return offer(by, made=made, evidence=[{"from": "early"}], **claimed, **more)


def test_wage_offers_before_and_after(dataset_of: Make) -> None:
    """Each side's last offer certainly before and first certainly after stand by the strike."""
    dataset = talks(
        dataset_of,
        proposals={
            "a": total(ACME, "2030-04-01", "6%"),
            "b": total(ACME, "2030-04-20", "8%"),
            "c": total(ACME, "2030-05-07", "9%"),
            "d": total(ACME, "2030-05-12", "10%"),
            "e": total(ACME, "2030-05-19", "11%"),
            "f": total(NURSES, "2030-04-01", "20%"),
            "g": total(NURSES, "2030-05", "19%"),
            "h": {"by": NURSES, "claimed_total": "18%"},
        },
    )
    (row,) = dataset.before_and_after("2030-acme")
    cells = (row.management_before, row.management_after, row.labor_before, row.labor_after)
    assert [
        ["8% compound (2030-acme/b, 2030-04-20)"],
        ["10% compound (2030-acme/d, 2030-05-12)"],
        ["20% compound (2030-acme/f, 2030-04-01)"],
        [],
    ] == [[str(each) for each in cell] for cell in cells]
    assert ("2030-acme/may", "2030-05-06/2030-05-08") == (row.action, str(row.held))
    assert ((), ("early",)) == (row.settled, row.sources)
    assert [row] == list(dataset.before_and_after())
    assert 0 == len(dataset.before_and_after("2031-acme"))


def test_groups_and_the_settlement(dataset_of: Make) -> None:
    """A schedule counts added up, apart for each group; so does that of the agreement."""
    proposals = {"offer": offer(ACME, made="2030-05-01")}
    north = {"markets": ["market-north"]}
    steps: dict[str, Any] = {
        "n-1": {"of": "2030-acme/offer", "order": 1, "percent": "4%"} | north,
        "n-2": {"of": "2030-acme/offer", "order": 2, "percent": "3%"} | north,
        "cooks": {"of": "2030-acme/offer", "order": 1, "percent": "2%", "whom": "cooks"},
    }
    agreed = {
        "agreements": {"contract": CONTRACT},
        "wage_steps": {
            "s-1": {"of": "contract", "order": 1, "percent": "5%"},
            "s-2": {"of": "contract", "order": 2, "percent": "3%"},
            "s-3": {"of": "contract", "order": 1, "percent": "~3%", "whom": "cooks"},
        },
    }
    dataset = talks(dataset_of, agreed=agreed, proposals=proposals, wage_steps=steps)
    (row,) = dataset.before_and_after("2030-acme")
    assert {
        "7% simple, market-north (2030-acme/offer, 2030-05-01)",
        "2% simple, cooks (2030-acme/offer, 2030-05-01)",
    } == {str(each) for each in row.management_before}
    assert ((kp.Quantity("8%"),), ("late",)) == (row.settled, row.sources)


def test_a_total_that_is_not_known(dataset_of: Make) -> None:
    """A raise that is not exact gives no total; a claimed one may have no stated basis."""
    proposals = {
        "claim": offer(NURSES, made="2030-05-01", claimed_total="8%"),
        "steps": offer(ACME, made="2030-05-01"),
    }
    steps = {"about": {"of": "2030-acme/steps", "order": 1, "percent": "~4%"}}
    (row,) = talks(dataset_of, proposals=proposals, wage_steps=steps).before_and_after()
    assert [
        "8% not stated (2030-acme/claim, 2030-05-01)",
        "not known (2030-acme/steps, 2030-05-01)",
    ] == [str(each) for each in (*row.labor_before, *row.management_before)]


def test_what_was_not_held_has_no_row(dataset_of: Make) -> None:
    """Only around an action that was held are there offers before and after."""
    actions = {"may": {"kind": "strike", "planned": "2030-05-06/2030-05-08"}}
    assert 0 == len(talks(dataset_of, job_actions=actions).before_and_after())


@pytest.mark.parametrize(
    ("ask", "what", "nearest"),
    [
        (lambda ds: ds.positions_around("2030-acme/mai"), "id", "2030-acme/may"),
        (lambda ds: ds.before_and_after("2030-akme"), "round", "2030-acme"),
    ],
)
def test_misspelt_names(
    dataset_of: Make, ask: Callable[[kp.Dataset], object], what: str, nearest: str
) -> None:
    """A misspelt action or round is refused with the nearest that there are."""
    with pytest.raises(kp.UnknownName, match=rf"^no {what} ") as caught:
        ask(talks(dataset_of))
    assert nearest in caught.value.nearest


def test_offers_around_the_strike_of_september_2025() -> None:
    """The record has management at 18 percent before the strike of September 2025, 20 after it."""
    rows = kp.load("2026.2").before_and_after("2025-alliance")
    (strike,) = rows.where(action="2025-alliance/strike-2025-09-08")
    (before,), (after,) = strike.management_before, strike.management_after
    assert ("18%", "20%") == (str(before.total), str(after.total))
