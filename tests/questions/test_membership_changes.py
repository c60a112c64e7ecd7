"""Who joined and who left a body between two days, and who says so."""

from collections.abc import Callable
from typing import Any

import pytest

import kpbargaining as kp

Make = Callable[[dict[str, Any]], kp.Dataset]

PAPER = {"kind": "article", "title": "News", "publisher": "Springfield Post", "voice": "press"}
UNIONS = {
    "nurses-united": {"kind": "local union", "name": "Nurses United"},
    "cooks-united": {"kind": "local union", "name": "Cooks United"},
    "carers-alliance": {"kind": "coalition", "name": "Carers Alliance"},
}


def member(name: str = "nurses-united", **more: Any) -> dict[str, Any]:
    """Give the plain form of a membership in the alliance."""
    return {"member": name, "body": "carers-alliance"} | more


def joined(dataset_of: Make, **memberships: dict[str, Any]) -> kp.Dataset:
    """Give a dataset with these memberships."""
    return dataset_of(
        {
            "sources": {"sources": {"paper": PAPER, "second-paper": PAPER}},
            "parties": {"organizations": UNIONS, "memberships": memberships},
        }
    )


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        (None, ""),
        ("2020-05-04", ""),
        ("2020-05-05", "certain"),
        ("2020-06", "certain"),
        ("2020-07-10", "certain"),
        ("2020-07-11", ""),
        ("2020-05", "unsure"),
        ("2020-07", "unsure"),
        ("2020", "unsure"),
        ("[..2020-06-30]", "unsure"),
        ("[2020-07-10..]", "unsure"),
        ("[2020-07-11..]", ""),
    ],
)
def test_who_joined(dataset_of: Make, since: str | None, expected: str) -> None:
    """Who joined after the first and by the last day is told for sure from days that lie there."""
    days = {"since": since} if since else {}
    rows = joined(dataset_of, a=member(**days)).membership_changes(
        "carers-alliance", "2020-05-04", "2020-07-10"
    )
    found = [("certain" if row.certain else "unsure", str(row.when)) for row in rows]
    assert ([(expected, since)] if expected else []) == found
    assert {("nurses-united", "joined")} >= {(row.member, row.change) for row in rows}


def test_joined_and_left(dataset_of: Make) -> None:
    """A member that joined and left stands there twice, by date, with who gives the day."""
    told = [
        {"from": "paper", "for": ["since"]},
        {"from": "second-paper", "says": {"since": "2020-06"}, "note": "Vaguer"},
        {"from": "second-paper", "for": ["until"]},
    ]
    rows = joined(
        dataset_of,
        a=member(since="2020-06-03", until="2020-07-01", evidence=told),
        b=member("cooks-united", until="2020"),
        c=member("cooks-united", since="2020-05-05") | {"body": "nurses-united"},
    ).membership_changes("carers-alliance", "2020-05-04", "2020-07-10")
    assert [
        ("cooks-united", "left", False, "b", ()),
        ("nurses-united", "joined", True, "a", ("paper",)),
        ("nurses-united", "left", True, "a", ("second-paper",)),
    ] == [(row.member, row.change, row.certain, row.membership, row.sources) for row in rows]


def test_no_days_between(dataset_of: Make) -> None:
    """Between a day and itself nobody joins or leaves."""
    dataset = joined(dataset_of, a=member(since="2020-06-03", until="2020-06-03"))
    assert 0 == len(dataset.membership_changes("carers-alliance", "2020-06-03", "2020-06-03"))


def test_what_is_refused(dataset_of: Make) -> None:
    """A misspelt body is refused with the nearest, and so is less than one whole day."""
    with pytest.raises(kp.UnknownName, match=r"^no id ") as caught:
        joined(dataset_of).membership_changes("carer-alliance", "2020-05-04", "2020-07-10")
    assert "carers-alliance" in caught.value.nearest
    with pytest.raises(kp.InvalidValue, match="one whole day"):
        joined(dataset_of).membership_changes("carers-alliance", "2020-05", "2020-07-10")


def test_the_break_up_of_2018() -> None:
    """On 26 March 2018 the locals that the lists name, 21 of them, left the Coalition."""
    changes = kp.load("2026.2").membership_changes(
        "coalition-of-kaiser-permanente-unions", "2018-03-25", "2018-03-26"
    )
    assert {("left", True)} == {(row.change, row.certain) for row in changes}
    assert 21 == len(changes)
