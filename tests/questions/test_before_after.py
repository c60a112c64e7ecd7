"""Where each side stood before and after a job action, with no word on what caused what."""

from collections.abc import Callable
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining.questions import BeforeAfterRow, positions_around

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
    (row,) = positions_around(dataset, "2030-acme/may")
    assert (relation, "proposal", "management") == (row.relation, row.kind, row.side)
    assert tuple(ACME) == row.by


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
        for row in positions_around(dataset, "2030-acme/may")
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
    planned = positions_around(dataset, "2030-acme/planned")
    assert ["before", "unclear"] == [row.relation for row in planned]
    undated = positions_around(dataset, "2030-acme/undated")
    assert {"unclear"} == {row.relation for row in undated}
    assert {"management", None} == {row.side for row in undated}
    assert 0 == len(positions_around(dataset, "outside"))


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
    rows = dataset.before_and_after("2030-acme")
    assert [
        ("before", "management", "8%", "compound", "2030-acme/b", "2030-04-20"),
        ("after", "management", "10%", "compound", "2030-acme/d", "2030-05-12"),
        ("before", "labor", "20%", "compound", "2030-acme/f", "2030-04-01"),
    ] == [
        (row.relation, row.side, str(row.total), row.basis, row.record, str(row.when))
        for row in rows
    ]
    assert {("2030-acme/may", "2030-05-06/2030-05-08")} == {(r.action, str(r.held)) for r in rows}
    assert {(None, ("early",), True)} == {(row.stage, row.sources, row.weak) for row in rows}
    assert rows == dataset.before_and_after()
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
    rows = dataset.before_and_after("2030-acme")
    assert [
        ("before", "2%", "simple", None, "cooks", "2030-05-01"),
        ("before", "7%", "simple", ("market-north",), None, "2030-05-01"),
        ("settled", "8%", "simple", None, None, "2030-06-01"),
        ("settled", None, None, None, "cooks", "2030-06-01"),
    ] == [
        (row.relation, told(row.total), row.basis, row.markets, row.whom, told(row.when))
        for row in rows
    ]
    settled = rows.where(relation="settled")
    assert {("both", "contract", ("late",), True)} == {
        (row.side, row.record, row.sources, row.weak) for row in settled
    }


def told(value: object) -> str | None:
    """Give a value as text, None where there is none."""
    return None if value is None else str(value)


@pytest.mark.parametrize(
    ("stage", "pact"),
    [
        ("tentatively agreed", {"reached": "2030-06-01"}),
        ("ratified", {"reached": "2030-06-01", "ratified": "2030-06-20"}),
        ("signed", {"ratified": "2030-06-20", "signed": "2030-07-01"}),
        ("in force", {"reached": "2030-06-01", "effective": "2030-10-01"}),
        (None, {}),
    ],
    ids=str,
)
def test_how_far_the_settlement_came(
    dataset_of: Make, stage: str | None, pact: dict[str, str]
) -> None:
    """What is settled stands there with its stage, be it that it is agreed just tentatively."""
    claimed = {"claimed_total": "21.5%", "claimed_basis": "simple"}
    contract = {"kind": "national", "name": "Acme contract"} | claimed | pact
    (row,) = talks(dataset_of, agreed={"agreements": {"contract": contract}}).before_and_after()
    assert ("settled", stage) == (row.relation, row.stage)
    assert ("21.5%", "simple", pact.get("reached")) == (
        str(row.total),
        row.basis,
        told(row.when),
    )


def test_a_settlement_of_which_no_amount_is_known(dataset_of: Make) -> None:
    """A settlement has a row also where no source gives its amount; a basis it then has not."""
    contract = {"kind": "national", "name": "Acme contract", "claimed_basis": "simple"}
    (row,) = talks(dataset_of, agreed={"agreements": {"contract": contract}}).before_and_after()
    assert ("settled", None, None) == (row.relation, row.total, row.basis)


def test_a_total_that_is_not_known(dataset_of: Make) -> None:
    """A raise that is not exact gives no total; a claimed one may have no stated basis."""
    proposals = {
        "claim": offer(NURSES, made="2030-05-01", claimed_total="8%"),
        "steps": offer(ACME, made="2030-05-01"),
    }
    steps = {"about": {"of": "2030-acme/steps", "order": 1, "percent": "~4%"}}
    rows = talks(dataset_of, proposals=proposals, wage_steps=steps).before_and_after()
    assert [
        ("2030-acme/steps", None, None),
        ("2030-acme/claim", "8%", "not stated"),
    ] == [(row.record, told(row.total), row.basis) for row in rows]


DATES = [
    "2030-04-01",
    "[2030-04-03..2030-05-07]",
    "[..2030-04-04]",
    "2030-04",
    "2030-05-05",
    "2030-05-06",
    "2030-05",
    "[2030-05-08..]",
    "2030-05-09",
    "[2030-05-09..2030-06-30]",
    "2030-06",
]


@pytest.mark.parametrize(
    "held", ["2030-05-06/2030-05-08", "2030-05-06/", "/2030-05-08", "2030-05/"]
)
@pytest.mark.parametrize("left_out", range(len(DATES)))
def test_the_nearest_offers(dataset_of: Make, held: str, left_out: int) -> None:
    """The offers around an action are the last before and the first after of all its positions."""
    kept = [day for place, day in enumerate(DATES) if place != left_out]
    proposals = {f"p-{place}": total(ACME, day, "6%") for place, day in enumerate(kept)}
    actions = {"may": STRIKE | {"held": held}}
    dataset = talks(dataset_of, job_actions=actions, proposals=proposals)
    positions = positions_around(dataset, "2030-acme/may")
    before = [row.record for row in positions.where(relation="before")][-1:]
    after = [row.record for row in positions.where(relation="after")][:1]
    assert before + after == [row.record for row in dataset.before_and_after()]


def test_each_action_of_a_round_has_its_offers(dataset_of: Make) -> None:
    """Around each action held stand the offers nearest to it, in order of the actions."""
    later = {"kind": "strike", "held": "2030-06-06/2030-06-08"}
    proposals = {
        "a": total(ACME, "2030-04-01", "6%"),
        "b": total(ACME, "2030-05-20", "8%"),
    }
    actions = {"june": later, "may": STRIKE}
    rows = talks(dataset_of, job_actions=actions, proposals=proposals).before_and_after()
    assert [
        ("2030-acme/may", "before", "2030-acme/a"),
        ("2030-acme/may", "after", "2030-acme/b"),
        ("2030-acme/june", "before", "2030-acme/b"),
    ] == [(row.action, row.relation, row.record) for row in rows]


def test_what_was_not_held_has_no_row(dataset_of: Make) -> None:
    """Only around an action that was held are there offers before and after."""
    actions = {"may": {"kind": "strike", "planned": "2030-05-06/2030-05-08"}}
    assert 0 == len(talks(dataset_of, job_actions=actions).before_and_after())


@pytest.mark.parametrize(
    ("ask", "what", "nearest"),
    [
        (lambda ds: positions_around(ds, "2030-acme/mai"), "id", "2030-acme/may"),
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
    strike = rows.where(action="2025-alliance/strike-2025-09-08", side="management")

    def total_of(relation: str) -> list[BeforeAfterRow]:
        return list(strike.where(relation=relation))

    (before,), (after,) = total_of("before"), total_of("after")
    assert ("18%", "20%") == (str(before.total), str(after.total))
