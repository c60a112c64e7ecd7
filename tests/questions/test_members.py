"""Who belonged to a body on a day, why that counts, and who came and went."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining.questions import MembershipMove, Standing

Make = Callable[[dict[str, Any]], kp.Dataset]

PAPER = {
    "kind": "article",
    "title": "News",
    "publisher": "Springfield Post",
    "voice": "press",
    "published": "2021-01-01",
}
UNIONS = {
    "nurses-united": {"kind": "local union", "name": "Nurses United"},
    "cooks-united": {"kind": "local union", "name": "Cooks United"},
    "carers-alliance": {"kind": "coalition", "name": "Carers Alliance"},
}


def member(name: str = "nurses-united", **more: Any) -> dict[str, Any]:
    """Give the plain form of a membership in the alliance."""
    return {"member": name, "body": "carers-alliance"} | more


def seen(*days: str, **more: Any) -> dict[str, Any]:
    """Give the plain form of a membership that a source reports as existing on these days."""
    evidence = [{"from": "paper", "attests": day} for day in days]
    return member(evidence=evidence, **more)


def joined(dataset_of: Make, **memberships: dict[str, Any]) -> kp.Dataset:
    """Give a dataset with these memberships."""
    return dataset_of(
        {
            "sources": {"sources": {"paper": PAPER, "second-paper": PAPER}},
            "parties": {"organizations": UNIONS, "memberships": memberships},
        }
    )


def test_a_weak_report_attests_nothing(dataset_of: Make) -> None:
    """What is weak makes no membership certain."""
    weak = [{"from": "paper", "attests": "2020-05-04", "weak": True}]
    ds = joined(dataset_of, sure=seen("2020-05-04"), weak=member("cooks-united", evidence=weak))
    assert ["sure"] == [row.membership for row in ds.members_of("carers-alliance", "2020-05-04")]


@pytest.mark.parametrize(
    ("day", "certainly", "only_possibly"),
    [
        (None, "all-along exact left left-in-may since-may", ""),
        ("2020-05-03", "left", "all-along left-in-may since-may"),
        ("2020-05-04", "exact left", "all-along left-in-may since-may"),
        ("2020-05-10", "exact left", "all-along left-in-may since-may"),
        ("2020-05-11", "exact", "all-along left-in-may since-may"),
        ("2020-05-31", "exact since-may", "all-along left-in-may"),
        ("2020-06-01", "exact since-may", "all-along"),
    ],
)
def test_members(dataset_of: Make, day: str | None, certainly: str, only_possibly: str) -> None:
    """Who belonged to a body is told for sure from exact days, and as possible from vague ones."""
    memberships = {
        "all-along": member(),
        "exact": member(since="2020-05-04"),
        "left": member(since="2010", until="2020-05-10"),
        "left-in-may": member(since="2010", until="2020-05"),
        "since-may": member(since="2020-05"),
        "elsewhere": member(since="2010") | {"body": "nurses-united"},
    }
    dataset = joined(dataset_of, **memberships)
    sure = dataset.members_of("carers-alliance", on=day)
    possible = dataset.members_of("carers-alliance", on=day, certainty="possibly")
    assert set(certainly.split()) == {row.membership for row in sure}
    both = {*certainly.split(), *only_possibly.split()}
    assert both == {row.membership for row in possible}


@pytest.mark.parametrize(
    ("standing", "membership"),
    [
        ("between its dates", member(since="2018-01-01")),
        ("between its dates", member(since="2018-01-01", until="2018-03-01")),
        ("between its dates", seen("2018-03-01", since="2018-02")),
        ("attested on the day", seen("2018-03-01")),
        ("attested on the day", seen("2018-03-01", since="2018")),
        ("attested on the day", seen("2018-03-01", until="2018-03")),
        ("attested before and after", seen("2017", "2019-04-01")),
        (
            "attested before and after",
            seen("2019-04-01", since="2018-02", until="[2018-01-01..2019-12-31]"),
        ),
        ("attested before, no end known", seen("2018-02")),
        ("attested before, no end known", seen("2018-02", until="2019")),
        ("attested before, no end known", seen("2018-02", until="2018-03")),
        ("attested before, no end known", seen("2017", "[2018-02-20..2018-03-05]")),
        ("possible", seen("2018-03")),
        ("possible", seen("2018", until="2018")),
        ("possible", seen("2018-02", until="2018")),
        ("possible", seen("2018-03-02")),
        ("possible", member()),
        ("possible", member(since="2018-03")),
        (None, seen("2018-02", until="2018-02-28")),
        (None, member(since="2018-03-02")),
        (None, member(until="2018-02")),
    ],
    ids=str,
)
def test_why_a_membership_counts(
    dataset_of: Make, standing: str | None, membership: dict[str, Any]
) -> None:
    """A membership that sources report on or around a day is certain on it, and says why."""
    dataset = joined(dataset_of, a=membership)
    rows = dataset.members_of("carers-alliance", "2018-03-01", "possibly")
    assert ([standing] if standing else []) == [row.standing for row in rows]
    sure = dataset.members_of("carers-alliance", "2018-03-01")
    certain = [] if standing in {None, Standing.POSSIBLE} else [standing]
    assert certain == [row.standing for row in sure]


@pytest.mark.parametrize(
    "known", [{"since": "1998"}, {"evidence": [{"from": "paper", "attests": "1998"}]}]
)
@pytest.mark.parametrize(
    ("standings", "day"),
    [(1, "2020-12-31"), (1, "2021-01-01"), (0, "2021-01-02"), (0, "2150-01-01")],
)
def test_nobody_speaks_for_the_days_to_come(
    dataset_of: Make, known: dict[str, Any], standings: int, day: str
) -> None:
    """After the last day that the sources speak for, who is not known to have left only may be."""
    dataset = joined(dataset_of, a=member(**known))
    assert standings == len(dataset.members_of("carers-alliance", day))
    assert 1 == len(dataset.members_of("carers-alliance", day, "possibly"))


def test_an_end_to_come_is_known(dataset_of: Make) -> None:
    """A membership of which a source says until when it lasts is certain up to then."""
    dataset = joined(dataset_of, a=member(since="1998", until="2025-01-31"))
    for day, members in (("2025-01-31", 1), ("2025-02-01", 0)):
        assert members == len(dataset.members_of("carers-alliance", day))
        assert members == len(dataset.members_of("carers-alliance", day, "possibly"))


def test_without_a_date_no_source_speaks_for_a_day(dataset_of: Make) -> None:
    """Where no source has a date, a membership without an end is nowhere certain."""
    undated = {name: value for name, value in PAPER.items() if name != "published"}
    dataset = dataset_of(
        {
            "sources": {"sources": {"paper": undated}},
            "parties": {"organizations": UNIONS, "memberships": {"a": member(since="1998")}},
        }
    )
    assert 0 == len(dataset.members_of("carers-alliance", "1999-01-01"))
    assert 1 == len(dataset.members_of("carers-alliance", "1999-01-01", "possibly"))


@pytest.mark.parametrize("whose", ["nurses-united", "carers-alliance"])
@pytest.mark.parametrize(
    ("certainly", "possibly", "life"),
    [
        (1, 1, {"since": "2010", "until": "2018-03-01"}),
        (0, 0, {"until": "2018-02-28"}),
        (0, 1, {"until": "[2018-02-20..2018-03-31]"}),
        (0, 0, {"since": "2018-03-02"}),
    ],
)
def test_nobody_belongs_to_what_is_not_there(
    dataset_of: Make, whose: str, certainly: int, possibly: int, life: dict[str, str]
) -> None:
    """The end of the member or of the body is that of the membership, and so is its start."""
    unions = UNIONS | {whose: UNIONS[whose] | life}
    dataset = dataset_of(
        {
            "sources": {"sources": {"paper": PAPER}},
            "parties": {"organizations": unions, "memberships": {"a": member(since="1998")}},
        }
    )
    assert certainly == len(dataset.members_of("carers-alliance", "2018-03-01"))
    assert possibly == len(dataset.members_of("carers-alliance", "2018-03-01", "possibly"))


def test_only_bodies_have_members(dataset_of: Make) -> None:
    """What can have no members is refused, rather than answered with none."""
    dataset = joined(dataset_of, a=member())
    for ask in (
        lambda: dataset.members_of("a"),
        lambda: dataset.membership_changes("a", "2020-01-01", "2021-01-01"),
    ):
        with pytest.raises(kp.UnknownName, match="no organization or partnership 'a'"):
            ask()


DRAFT = kp.read(Path(kp.__file__).parent / "data")


@pytest.mark.parametrize(
    ("certainly", "possibly", "body", "day"),
    [
        (33, 33, "coalition-of-kaiser-permanente-unions", "2018-03-01"),
        (11, 11, "coalition-of-kaiser-permanente-unions", "2018-12-31"),
        (11, 11, "coalition-of-kaiser-permanente-unions", "2023-10-01"),
        (11, 11, "coalition-of-kaiser-permanente-unions", "2026-01-01"),
        (0, 11, "coalition-of-kaiser-permanente-unions", "2150-01-01"),
        (22, 23, "alliance-of-health-care-unions", "2018-12-31"),
        (22, 23, "alliance-of-health-care-unions", "2023-10-01"),
        (23, 23, "alliance-of-health-care-unions", "2026-01-01"),
    ],
)
def test_members_of_the_record(certainly: int, possibly: int, body: str, day: str) -> None:
    """Of the two coalitions of the record, the dated lists tell who belonged to them."""
    assert certainly == len(DRAFT.members_of(body, day))
    assert possibly == len(DRAFT.members_of(body, day, "possibly"))


def test_the_sources_and_days_of_a_member(dataset_of: Make) -> None:
    """A member has its dates, the days on which sources report it, its market and who says so."""
    told = [
        {"from": "second-paper", "attests": "2019"},
        {"from": "paper", "for": ["since"]},
        {"from": "paper", "attests": "2018-03", "for": ["market"]},
        {"from": "paper", "attests": "2019"},
    ]
    nurses = member(since="2017", until="2020", market="market-north", evidence=told)
    (row,) = joined(dataset_of, a=nurses).members_of("carers-alliance")
    assert ("nurses-united", None, "2017", "2020") == (
        row.member,
        row.standing,
        str(row.since),
        str(row.until),
    )
    assert ["2018-03", "2019"] == [str(day) for day in row.attested]
    assert ("market-north", "a", ("second-paper", "paper")) == (
        row.market,
        row.membership,
        row.sources,
    )


@pytest.mark.parametrize(
    ("notes", "memberships"),
    [
        ((), {"a": seen("2018-03-01")}),
        (
            ("1 certainly belonged on that day, 1 more possibly",),
            {"a": seen("2018-03-01"), "b": seen("2018")},
        ),
        (
            ("Most are undecided: 0 certainly belonged on that day, 1 more possibly",),
            {"b": member()},
        ),
    ],
)
def test_how_many_are_certain(
    dataset_of: Make, notes: tuple[str, ...], memberships: dict[str, Any]
) -> None:
    """A table of members on a day says how many are certain, where more are possible."""
    dataset = joined(dataset_of, **memberships)
    for certainty in ("certainly", "possibly"):
        assert notes == dataset.members_of("carers-alliance", "2018-03-01", certainty).notes
    assert () == dataset.members_of("carers-alliance").notes


def test_members_stand_by_name(dataset_of: Make) -> None:
    """Members stand in order of their ids, numbers counting as such."""
    names = ("local-10", "local-9", "cooks-united")
    dataset = joined(
        dataset_of, **{f"m-{n}": member(name, since="2010") for n, name in enumerate(names)}
    )
    for day in (None, "2020-01-01"):
        rows = dataset.members_of("carers-alliance", day)
        assert ["cooks-united", "local-9", "local-10"] == [row.member for row in rows]


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
    moves = {(row.member, row.change) for row in rows}
    assert {("nurses-united", MembershipMove.JOINED)} >= moves


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
    assert ("1 memberships have no date of joining",) == rows.notes


def test_no_days_between(dataset_of: Make) -> None:
    """Between a day and itself nobody joins or leaves."""
    dataset = joined(dataset_of, a=member(since="2020-06-03", until="2020-06-03"))
    rows = dataset.membership_changes("carers-alliance", "2020-06-03", "2020-06-03")
    assert (0, ()) == (len(rows), rows.notes)


def test_swapped_days(dataset_of: Make) -> None:
    """A last day before the first is refused, rather than answered with nothing."""
    dataset = joined(dataset_of, a=member(since="2020-06-03"))
    with pytest.raises(kp.InvalidValue, match="a last day that is not before the first"):
        dataset.membership_changes("carers-alliance", "2020-07-10", "2020-05-04")


@pytest.mark.parametrize(
    "ask",
    [
        lambda ds: ds.members_of("carer-alliance"),
        lambda ds: ds.members_of("carer-alliance", "2020-05-04"),
        lambda ds: ds.membership_changes("carer-alliance", "2020-05-04", "2020-07-10"),
    ],
)
def test_a_misspelt_body(dataset_of: Make, ask: Callable[[kp.Dataset], object]) -> None:
    """A misspelt body is refused with the nearest that there are."""
    with pytest.raises(kp.UnknownName, match=r"^no id ") as caught:
        ask(joined(dataset_of))
    assert "carers-alliance" in caught.value.nearest


@pytest.mark.parametrize("day", ["2024-05", "2024", "May 6", "2024-05-06/2024-05-07"])
@pytest.mark.parametrize(
    "ask",
    [
        lambda ds, day: ds.members_of("carers-alliance", day),
        lambda ds, day: ds.membership_changes("carers-alliance", day, "2024-07-10"),
        lambda ds, day: ds.membership_changes("carers-alliance", "2024-01-10", day),
    ],
)
def test_a_question_is_about_one_day(
    dataset_of: Make, ask: Callable[[kp.Dataset, str], object], day: str
) -> None:
    """What is less or more than one whole day is refused as the day of a question."""
    with pytest.raises(kp.InvalidValue, match="one whole day"):
        ask(joined(dataset_of), day)


def test_what_is_neither_certain_nor_possible(dataset_of: Make) -> None:
    """A certainty of any other name is refused, also where no day is asked for."""
    word: Any = "certain"
    with pytest.raises(kp.UnknownName, match=r"^no certainty ") as caught:
        joined(dataset_of).members_of("carers-alliance", None, word)
    assert "certainly" in caught.value.nearest


def test_the_break_up_of_2018() -> None:
    """On 26 March 2018 the locals that the lists name, 21 of them, left the Coalition."""
    changes = kp.load("2026.2").membership_changes(
        "coalition-of-kaiser-permanente-unions", "2018-03-25", "2018-03-26"
    )
    assert {("left", True)} == {(row.change, row.certain) for row in changes}
    assert 21 == len(changes)


def acting(dataset_of: Make, by: list[str], memberships: dict[str, Any], **action: Any) -> Any:
    """Give the row of an action of these unions, with these memberships."""
    strike = {"kind": "strike", "by": by} | action
    (row,) = dataset_of(
        {
            "sources": {"sources": {"paper": PAPER}},
            "parties": {"organizations": UNIONS, "memberships": memberships},
            "record": {"job_actions": {"strike": strike}},
        }
    ).action_log()
    return row


SURE = {"since": "2019-01-01", "until": "2022-01-01"}
DURING, AFTER = {"held": "2020-05-04/2020-05-05"}, {"held": "2023-05-04/2023-05-05"}


@pytest.mark.parametrize(
    ("by", "memberships", "action", "expected"),
    [
        (["carers-alliance"], {}, DURING, ("carers-alliance", False)),
        (["nurses-united"], {}, DURING, (None, False)),
        (["nurses-united"], {"a": member(**SURE)}, DURING, ("carers-alliance", False)),
        (["nurses-united"], {"a": member(**SURE)}, AFTER, (None, False)),
        (["nurses-united"], {"a": member()}, DURING, (None, True)),
        (["nurses-united", "cooks-united"], {"a": member(**SURE)}, DURING, (None, True)),
        (["nurses-united"], {"a": member(**SURE)}, {}, (None, True)),
        (["cooks-united"], {"a": member(**SURE)}, {}, (None, False)),
    ],
)
def test_the_coalition_of_an_action(
    dataset_of: Make,
    by: list[str],
    memberships: dict[str, Any],
    action: dict[str, str],
    expected: tuple[str | None, bool],
) -> None:
    """An action is that of a coalition if all who act were certainly in it on its first day."""
    row = acting(dataset_of, by, memberships, **action)
    assert expected == (row.coalition, row.coalition_doubt)


def test_the_coalition_of_a_round(dataset_of: Make) -> None:
    """An action inside a round is that of the coalition that bargains in it."""
    inside = {
        "round": {"name": "2030 bargaining", "parties": ["carers-alliance", "nurses-united"]},
        "job_actions": {"strike": {"kind": "strike", "by": ["cooks-united"]}},
    }
    ds = dataset_of({"parties": {"organizations": UNIONS}, "rounds/2030-acme": inside})
    assert "carers-alliance" == ds.action_log()[0].coalition


def test_a_member_has_its_body_and_its_parent(dataset_of: Make) -> None:
    """A row says to what the member belongs, and what the member is a part of."""
    ds = joined(dataset_of, a=member())
    assert ("carers-alliance", None) == (
        ds.members_of("carers-alliance")[0].body,
        ds.members_of("carers-alliance")[0].parent,
    )
