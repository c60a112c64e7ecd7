"""Questions about who belonged to what, what was in force, which sessions, who said it first."""

from collections.abc import Callable
from typing import Any

import pytest

import kpbargaining as kp

Make = Callable[[dict[str, Any]], kp.Dataset]

UNIONS = {
    "nurses-united": {"kind": "local union", "name": "Nurses United"},
    "carers-alliance": {"kind": "coalition", "name": "Carers Alliance"},
}
ROUND = {"name": "2024 Acme bargaining"}


def member(**days: str) -> dict[str, str]:
    """Give the plain form of a membership of the nurses in the alliance."""
    return {"member": "nurses-united", "body": "carers-alliance"} | days


def contract(*parties: str, **days: str) -> dict[str, Any]:
    """Give the plain form of a local agreement."""
    bound: dict[str, Any] = {"parties": list(parties)} if parties else {}
    return {"kind": "local", "name": "Acme contract"} | bound | days


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
    dataset = dataset_of({"parties": {"organizations": UNIONS, "memberships": memberships}})
    sure = dataset.members_of("carers-alliance", on=day)
    possible = dataset.members_of("carers-alliance", on=day, certainty="possibly")
    assert tuple(sorted(certainly.split())) == sure.ids
    assert tuple(sorted([*certainly.split(), *only_possibly.split()])) == possible.ids


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


SESSIONS = {
    "march": {"scheduled": "2024-03-05/2024-03-06", "held": "2024-03-05/2024-03-07"},
    "april": {"held": "2024-04-29/2024-04"},
    "may": {"held": "2024-05-06/"},
    "june": {"held": "2024-06-03/.."},
    "july": {"held": "/2024-07-04"},
    "august": {"scheduled": "2024-08-05/2024-08-06"},
    "some-day": {"place": "Springfield"},
}


@pytest.mark.parametrize(
    ("day", "certainly", "only_possibly"),
    [
        (None, "march april may june july august some-day", ""),
        ("2024-03-06", "", "some-day"),
        ("2024-03-07", "march", "some-day"),
        ("2024-04-28", "march", "some-day"),
        ("2024-04-29", "march", "april some-day"),
        ("2024-04-30", "march april", "some-day"),
        ("2024-05-05", "march april", "some-day"),
        ("2024-05-06", "march april", "may some-day"),
        ("2024-07-04", "march april july", "may some-day"),
        ("2024-08-05", "march april july", "may some-day"),
        ("2024-08-06", "march april july", "may august some-day"),
    ],
)
def test_sessions(dataset_of: Make, day: str | None, certainly: str, only_possibly: str) -> None:
    """Over is a session whose last day is known and past; possibly, any that can have ended."""
    dataset = dataset_of(
        {
            "rounds/2024-acme": {"round": ROUND, "sessions": SESSIONS},
            "rounds/2025-acme": {"round": ROUND, "sessions": SESSIONS},
        }
    )
    sure = dataset.sessions_of("2024-acme", held_by=day)
    possible = dataset.sessions_of("2024-acme", held_by=day, certainty="possibly")
    assert {f"2024-acme/{name}" for name in certainly.split()} == set(sure.ids)
    both = {f"2024-acme/{name}" for name in [*certainly.split(), *only_possibly.split()]}
    assert both == set(possible.ids)


def test_sessions_by_date(dataset_of: Make) -> None:
    """The sessions of a round stand in order of their days."""
    dataset = dataset_of({"rounds/2024-acme": {"round": ROUND, "sessions": SESSIONS}})
    names = [name.removeprefix("2024-acme/") for name in dataset.sessions_of("2024-acme").ids]
    assert ["march", "april", "may", "june", "july", "august", "some-day"] == names


def test_exchanges(dataset_of: Make) -> None:
    """Every statement that answers another stands side by side with it; one round, or all."""

    def says(by: str, summary: str, answers: str | None = None) -> dict[str, Any]:
        plain = {"kind": "claim", "by": [by], "summary": summary}
        return plain | ({"answers": answers} if answers else {})

    statements = {
        "offer": says("acme-hospitals", "Pay is fair"),
        "reply": says("nurses-united", "Pay is low", "2024-acme/offer"),
        "lost": says("nurses-united", "It is not", "2024-acme/never-said"),
    }
    outside = {"echo": {"kind": "claim", "by": ["nurses-united"], "answers": "2024-acme/reply"}}
    dataset = dataset_of(
        {
            "rounds/2024-acme": {"round": ROUND, "statements": statements},
            "rounds/2025-acme": {"round": ROUND},
            "record": {"statements": outside},
        }
    )
    (only,) = dataset.exchanges("2024-acme")
    assert ("2024-acme/reply", "2024-acme/offer") == (only.statement, only.answers)
    assert (("nurses-united",), ("acme-hospitals",)) == (only.by, only.answered)
    assert ("Pay is low", "Pay is fair") == (only.summary, only.answered_summary)
    assert ["2024-acme/reply", "echo"] == [row.statement for row in dataset.exchanges()]
    assert 0 == len(dataset.exchanges("2025-acme"))


def story(published: str | None) -> dict[str, str]:
    """Give the plain form of a source, published then."""
    plain = {"kind": "story", "title": "News", "publisher": "Acme Hospitals", "voice": "joint"}
    return plain | ({"published": published} if published else {})


@pytest.mark.parametrize(
    ("published", "certainly", "possibly"),
    [
        ({"one": "2024-05-06", "two": "2024-05-07"}, ["one"], ["one"]),
        ({"one": "2024-05", "two": "2024-05-07"}, [], ["one", "two"]),
        ({"one": "2024-05-06", "two": "2024-05-06"}, [], ["one", "two"]),
        ({"one": "2024-06", "two": "[2024-05-01..2024-05-09]"}, ["two"], ["two"]),
        ({"one": "2024-06", "two": "2024-05", "three": "2024"}, [], ["three", "two"]),
        ({"one": "2024-06", "two": None}, [], ["one", "two"]),
        ({"one": None}, ["one"], ["one"]),
        ({}, [], []),
    ],
)
def test_who_said_it_first(
    dataset_of: Make, published: dict[str, str | None], certainly: list[str], possibly: list[str]
) -> None:
    """The first to speak of a field is told for sure only where no other can have been earlier."""
    evidence = [{"from": name, "for": ["place"]} for name in published]
    session = {"place": "Springfield", "evidence": [*evidence, {"from": "earliest"}]}
    dataset = dataset_of(
        {
            "sources": {"sources": {n: story(when) for n, when in published.items()}},
            "rounds/2024-acme": {"round": ROUND, "sessions": {"may": session}},
        }
    )
    sure = dataset.first_said("2024-acme/may", "place")
    possible = dataset.first_said("2024-acme/may", "place", "possibly")
    assert certainly == sorted(item.source for item in sure)
    assert possibly == sorted(item.source for item in possible)


def test_a_reading_counts_as_said(dataset_of: Make) -> None:
    """Who said first what the field does not carry spoke of the field, too."""
    evidence = [
        {"from": "one", "says": {"place": "Shelbyville"}},
        {"from": "two", "for": ["place"]},
    ]
    session = {"place": "Springfield", "evidence": evidence}
    dataset = dataset_of(
        {
            "sources": {"sources": {"one": story("2024-05"), "two": story("2024-06")}},
            "rounds/2024-acme": {"round": ROUND, "sessions": {"may": session}},
        }
    )
    (first,) = dataset.first_said("2024-acme/may", "place")
    assert {"place": "Shelbyville"} == first.readings


@pytest.mark.parametrize(
    ("ask", "what", "nearest"),
    [
        (lambda ds: ds.members_of("carer-alliance"), "id", "carers-alliance"),
        (lambda ds: ds.agreement_in_force("2024-05-06", "nurse-united"), "id", "nurses-united"),
        (lambda ds: ds.sessions_of("2024-akme"), "round", "2024-acme"),
        (lambda ds: ds.exchanges("2024-akme"), "round", "2024-acme"),
        (lambda ds: ds.first_said("2024-acme/mai", "held"), "id", "2024-acme/may"),
        (lambda ds: ds.first_said("2024-acme/may", "hold"), "fact field", "held"),
        (lambda ds: ds.members_of("carers-alliance", None, "certain"), "certainty", "certainly"),
        (lambda ds: ds.agreement_in_force("2024-05-06", None, "maybe"), "certainty", None),
        (lambda ds: ds.sessions_of("2024-acme", None, "possible"), "certainty", "possibly"),
        (lambda ds: ds.first_said("2024-acme/may", "held", ""), "certainty", None),
    ],
)
def test_misspelt_names(
    dataset_of: Make, ask: Callable[[kp.Dataset], object], what: str, nearest: str | None
) -> None:
    """A misspelt id, round, field or certainty is refused with the nearest that there are."""
    dataset = dataset_of(
        {
            "parties": {"organizations": UNIONS},
            "rounds/2024-acme": {"round": ROUND, "sessions": {"may": {}}},
        }
    )
    with pytest.raises(kp.UnknownName, match=f"^no {what} ") as caught:
        ask(dataset)
    assert nearest is None or nearest in caught.value.nearest


@pytest.mark.parametrize("day", ["2024-05", "2024", "May 6", "2024-05-06/2024-05-07"])
@pytest.mark.parametrize(
    "ask",
    [
        lambda ds, day: ds.members_of("carers-alliance", day),
        lambda ds, day: ds.agreement_in_force(day),
        lambda ds, day: ds.sessions_of("2024-acme", day),
    ],
)
def test_a_question_is_about_one_day(
    dataset_of: Make, ask: Callable[[kp.Dataset, str], object], day: str
) -> None:
    """What is less or more than one whole day is refused as the day of a question."""
    dataset = dataset_of(
        {"parties": {"organizations": UNIONS}, "rounds/2024-acme": {"round": ROUND}}
    )
    with pytest.raises(kp.InvalidValue, match="one whole day"):
        ask(dataset, day)
