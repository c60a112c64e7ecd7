"""Agreements side by side, and which of them were in force on a day."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining.questions import Origin
from kpbargaining.records.agreements import AgreementStage

Make = Callable[[dict[str, Any]], kp.Dataset]
Plain = dict[str, Any]

UNIONS = {
    "nurses-united": {"kind": "local union", "name": "Nurses United"},
    "carers-alliance": {"kind": "coalition", "name": "Carers Alliance"},
}
NEW = {
    "kind": "national",
    "name": "New pact",
    "reached": "2030-10-10",
    "ratified": "2030-11",
    "effective": "2030-10-01",
    "expires": "2034-09-30",
}
NORTH: Plain = {"markets": ["market-north"]}
SOUTH: Plain = {"markets": ["market-south"]}


def contract(*parties: str, **days: str) -> Plain:
    """Give the plain form of a local agreement."""
    bound: Plain = {"parties": list(parties)} if parties else {}
    return {"kind": "local", "name": "Acme contract"} | bound | days


def raises(*percents: str, of: str = "new", **limits: Any) -> dict[str, Plain]:
    """Give the plain form of the steps of an agreement for one group of workers."""
    group = "".join(limits.get("markets", ("all",)))
    return {
        f"{of}-{group}-{order}": {"of": of, "order": order, "percent": percent} | limits
        for order, percent in enumerate(percents, 1)
    }


@pytest.mark.parametrize(
    ("day", "certainly", "only_possibly"),
    [
        ("2019-12-31", "", "no-start"),
        ("2021-09-30", "", "no-end no-start"),
        ("2021-10-01", "exact", "no-end no-start"),
        ("2024-09-30", "exact vague", "no-end no-start"),
        ("2024-10-01", "vague", "no-end no-start"),
        ("2026-06-30", "", "no-end no-start vague"),
        ("2027-01-01", "", "no-end no-start"),
    ],
)
def test_agreements_in_force(
    dataset_of: Make, day: str, certainly: str, only_possibly: str
) -> None:
    """An agreement is certainly in force only where a source says from when and until when."""
    agreements = {
        "exact": contract(effective="2021-10-01", expires="2024-09-30"),
        "vague": contract(effective="2024-09", expires="2026"),
        "no-end": contract(effective="2020-01-01"),
        "no-start": contract(expires="2030"),
    }
    dataset = dataset_of({"agreements": {"agreements": agreements}})
    assert tuple(certainly.split()) == dataset.agreement_in_force(day).ids
    possible = dataset.agreement_in_force(on=day, certainty="possibly")
    assert tuple(sorted([*certainly.split(), *only_possibly.split()])) == possible.ids


@pytest.mark.parametrize(
    ("days", "in_force_from"),
    [
        ({}, "0001-01-01"),
        ({"reached": "2026-02-23"}, "2026-02-23"),
        ({"reached": "[2026-02-23..2026-03-03]"}, "2026-02-23"),
        ({"reached": "2026-02", "ratified": "2026-03"}, "2026-03-01"),
        ({"ratified": "2026-03", "signed": "[..2026-05-01]"}, "2026-03-01"),
        ({"signed": "2026-04-01"}, "2026-04-01"),
        ({"reached": "[..2026-02-23]"}, "0001-01-01"),
        ({"reached": "2026-02-23", "effective": "2025-10-01"}, "2025-10-01"),
    ],
    ids=str,
)
def test_not_in_force_before_it_was_reached(
    dataset_of: Make, days: dict[str, str], in_force_from: str
) -> None:
    """An agreement reached in 2026 whose start no source gives was not in force in 2008."""
    dataset = dataset_of({"agreements": {"agreements": {"new": contract(**days)}}})
    asked = ("0001-01-01", "2008-01-01", "2025-10-01", "2026-02-23", "2026-03-01", "2026-04-01")
    found = [day for day in asked if dataset.agreement_in_force(day, None, "possibly")]
    assert [day for day in asked if day >= in_force_from] == found
    assert [] == [day for day in asked if dataset.agreement_in_force(day)]


FOLLOWED = {
    "old": contract(effective="2000-10-01", expires="2005-09-30"),
    "undated": contract(predecessor="old"),
    "amended": contract(predecessor="undated", effective="2007-10-01", kind="reopener"),
    "next": contract(predecessor="undated", effective="2010-10"),
}


@pytest.mark.parametrize(
    ("held", "day"),
    [
        ("", "1999-12-31"),
        ("undated", "2006-01-01"),
        ("undated", "2008-01-01"),
        ("undated", "2010-10-15"),
        ("", "2010-10-31"),
        ("", "2190-01-01"),
    ],
)
def test_not_in_force_beside_what_it_follows_or_what_follows_it(
    dataset_of: Make, held: str, day: str
) -> None:
    """Without days of its own an agreement may be in force between the ones next to it only."""
    dataset = dataset_of({"agreements": {"agreements": FOLLOWED}})
    found = dataset.agreement_in_force(day, certainty="possibly").ids
    assert [*held.split()] == [name for name in found if name == "undated"]


@pytest.mark.parametrize("tie", ["sought", "produced"])
def test_not_in_force_before_its_round(dataset_of: Make, tie: str) -> None:
    """What a round was to lead to, be it that it did or not, was not in force before the round."""
    whole = {
        "agreements": {"agreements": {"new": contract()}},
        "rounds/2018-acme": {"round": {"name": "Talks", "opened": "2018-06", tie: "new"}},
    }
    dataset = dataset_of(whole)
    for day, found in (("2018-05-31", ()), ("2018-06-01", ("new",))):
        assert found == dataset.agreement_in_force(day, certainty="possibly").ids


@pytest.mark.parametrize(
    ("held", "days"),
    [(False, {}), (True, {"reached": "2018-09-23"}), (True, {"predecessor": None})],
)
def test_what_was_sought_in_vain_gives_way(
    dataset_of: Make,
    held: bool,  # noqa: FBT001 - an expected value
    days: dict[str, Any],
) -> None:
    """What the same parties agreed on in the end, after the same agreement, took its place."""
    told = {"predecessor": "old"} | days
    agreements = {
        "old": contract(effective="2015-10-01", expires="2018-09-30"),
        "in-vain": contract("nurses-united", **{k: v for k, v in told.items() if v}),
        "new": contract("nurses-united", predecessor="old", effective="2019-10-01"),
        "of-others": contract("carers-alliance", predecessor="old", effective="2018-10-01"),
    }
    dataset = dataset_of(
        {"parties": {"organizations": UNIONS}, "agreements": {"agreements": agreements}}
    )
    for day, found in (("2018-12-31", True), ("2019-10-01", held)):
        assert found == ("in-vain" in dataset.agreement_in_force(day, certainty="possibly"))


@pytest.mark.parametrize(
    ("expected", "day"),
    [
        (["agreement-2005-national"], "2008-06-01"),
        (["agreement-2018-coalition", "agreement-expiring-2021-alliance"], "2018-10-15"),
        (["agreement-2025-alliance"], "2190-01-01"),
    ],
)
def test_national_agreements_of_the_record(expected: list[str], day: str) -> None:
    """Of the national agreements of the record those are possible that nothing excludes."""
    draft = kp.read(Path(kp.__file__).parent / "data")
    found = draft.agreement_in_force(day, certainty="possibly").where(kind="national")
    assert expected == list(found.ids)


def test_agreements_of_a_party(dataset_of: Make) -> None:
    """With a party, only the agreements that bind it are given."""
    days = {"effective": "2021-01-01", "expires": "2030-12-31"}
    agreements = {
        "alone": contract("carers-alliance", **days),
        "both": contract("nurses-united", "carers-alliance", **days),
        "nobody": contract(**days),
    }
    dataset = dataset_of(
        {"parties": {"organizations": UNIONS}, "agreements": {"agreements": agreements}}
    )
    assert ("both",) == dataset.agreement_in_force("2025-01-01", "nurses-united").ids
    assert ("alone", "both") == dataset.agreement_in_force("2025-01-01", "carers-alliance").ids


@pytest.mark.parametrize(
    ("asked", "what", "nearest"),
    [
        (["2025-01-01", "nurse-united"], "id", "nurses-united"),
        (["2025-01-01", None, "maybe"], "certainty", None),
    ],
)
def test_misspelt_names(dataset_of: Make, asked: list[Any], what: str, nearest: str | None) -> None:
    """A misspelt party or certainty is refused with the nearest that there are."""
    dataset = dataset_of({"parties": {"organizations": UNIONS}})
    with pytest.raises(kp.UnknownName, match=f"^no {what} ") as caught:
        dataset.agreement_in_force(*asked)
    assert nearest is None or nearest in caught.value.nearest


@pytest.mark.parametrize("day", ["2024-05", "2024", "May 6", "2024-05-06/2024-05-07"])
def test_a_question_is_about_one_day(dataset_of: Make, day: str) -> None:
    """What is less or more than one whole day is refused as the day of a question."""
    with pytest.raises(kp.InvalidValue, match="one whole day"):
        dataset_of({}).agreement_in_force(day)


def test_agreements_side_by_side(dataset_of: Make) -> None:
    """National agreements stand in order of their days, a row for each group of workers."""
    agreements = {
        "local": NEW | {"kind": "local"},
        "new": NEW | {"claimed_total": "11%", "claimed_basis": "compound"},
        "never": {"kind": "national", "name": "Never"},
        "earlier": {"kind": "extension", "name": "Earlier", "reached": "2029-01-01"},
    }
    steps = raises("3%", "3%", "2%", "2%", **NORTH) | raises("1%", **SOUTH)
    steps["new-market-north-2"]["lump_sum"] = "2%"
    rows = dataset_of(
        {"agreements": {"agreements": agreements, "wage_steps": steps}}
    ).compare_agreements()
    assert ["earlier", "new", "new", "never"] == [row.agreement for row in rows]
    first, north, south, last = rows
    assert ((), None, None) == (first.steps, first.simple, first.per_year)
    assert (AgreementStage.TENTATIVE, AgreementStage.IN_FORCE) == (first.stage, north.stage)
    assert (None, None, None) == (last.stage, last.effective, last.total_claimed)
    assert (("market-north",), ("market-south",)) == (north.markets, south.markets)
    assert ("10%", "10.38%", "2.5%") == (
        str(north.simple),
        str(north.compound),
        str(north.per_year),
    )
    assert (None, (kp.Quantity("2%"),)) == (north.average, north.lump_sums)
    assert ("11%", kp.TotalBasis.COMPOUND) == (str(south.total_claimed), south.claimed_basis)
    assert {Origin.BUNDLED} == {row.origin for row in rows}


def test_agreements_of_ones_own(dataset_of: Make) -> None:
    """Agreements that came with an overlay are there whatever their kind, and say so."""
    base = dataset_of({"agreements": {"agreements": {"new": NEW}}})
    mine = {"agreements": {"mine": NEW | {"kind": "local"}}, "wage_steps": raises("4%", of="mine")}
    rows = base.merge(dataset_of({"agreements": mine})).compare_agreements()
    assert {"new": "bundled", "mine": "overlay"} == {row.agreement: row.origin for row in rows}


def test_regions_that_differ() -> None:
    """The agreement of 2019 has a row for the West Coast and one for the other markets."""
    draft = kp.read(Path(kp.__file__).parent / "data")
    rows = draft.compare_agreements().where(agreement="agreement-2019-coalition")
    assert {"12%": "3%", "9%": "2.25%"} == {str(row.simple): str(row.per_year) for row in rows}
    assert {(), (kp.Quantity("1%"),) * 3} == {row.lump_sums for row in rows}
