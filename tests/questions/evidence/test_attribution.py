"""Who says what: a row for each record, field, value and source."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining.questions import ClaimRow

Make = Callable[[dict[str, Any]], kp.Dataset]

PAPER = {"kind": "article", "title": "News", "publisher": "Springfield Post", "voice": "press"}
SOURCES = {
    "paper": PAPER | {"published": "2030-05-03", "url": "https://example.org/news"},
    "flyer": PAPER | {"kind": "flyer", "voice": "union"},
}
SESSION = {
    "held": "2030-05-06/2030-05-08",
    "days": "~3",
    "evidence": [
        {"from": "paper", "for": ["held", "days"], "at": "paragraph 2"},
        {"from": "paper", "for": ["held"], "words": "412+9:0123456789abcdef"},
        {
            "from": "flyer",
            "says": {"held": "2030-05-06/2030-05-07"},
            "weak": True,
            "note": "A flyer",
        },
        {"from": "flyer"},
    ],
}


@pytest.fixture(scope="module")
def talks(dataset_of: Make) -> kp.Dataset:
    """A round with one session, of which a paper and a flyer tell."""
    return dataset_of(
        {
            "sources": {"sources": SOURCES},
            "rounds/2030-acme": {
                "round": {"name": "2030 Acme bargaining"},
                "sessions": {"2030-05-06": SESSION},
            },
        }
    )


def of(dataset: kp.Dataset, field: str | None) -> list[ClaimRow]:
    """Give the claims about one field of the session."""
    claims = dataset.claims().where(record="2030-acme/2030-05-06")
    return [row for row in claims if row.field == field]


def test_each_value_of_each_source_has_a_row(talks: kp.Dataset) -> None:
    """Agreement and readings have a row each, with the value, and where it stands."""
    first, again, reading = of(talks, "held")
    assert ["2030-05-06/2030-05-08"] * 2 + ["2030-05-06/2030-05-07"] == [
        row.value for row in (first, again, reading)
    ]
    assert [True, True, False] == [row.carried for row in (first, again, reading)]
    assert [False, False, True] == [row.weak for row in (first, again, reading)]
    assert ("paragraph 2", None) == (first.locator, first.passage)
    assert "412+9:0123456789abcdef" == str(again.passage)
    assert "A flyer" == reading.note
    assert kp.Span("2030-05-06/2030-05-08") == first.when


def test_a_number_has_its_amount(talks: kp.Dataset) -> None:
    """A number stands as an amount beside its text, and no date beside it."""
    (row,) = of(talks, "days")
    assert ("~3", kp.Quantity("~3"), None) == (row.value, row.amount, row.when)


def test_of_whom_it_is(talks: kp.Dataset) -> None:
    """Each row says whose it is: voice, publisher, title, address, day."""
    (row,) = of(talks, "days")
    assert (
        "Session",
        "paper",
        kp.Voice.PRESS,
        "Springfield Post",
        "News",
        "https://example.org/news",
        kp.PartialDate("2030-05-03"),
    ) == (row.kind, row.source, row.voice, row.publisher, row.title, row.address, row.published)


def test_a_source_that_just_tells_of_it(talks: kp.Dataset) -> None:
    """Where a source just tells of a record, its row names no field and no value."""
    (row,) = of(talks, None)
    assert ("flyer", None, True) == (row.source, row.value, row.carried)


def test_names_are_a_promise(talks: kp.Dataset) -> None:
    """A claim is named by record, field, value and source, and so for ever."""
    first, again, _ = of(talks, "held")
    assert "1a20dbb7818d89c2c39a" == first.claim
    assert first.claim != again.claim
    assert len(talks.claims()) == len({row.claim for row in talks.claims()})


def test_better_evidence_keeps_the_name(dataset_of: Make, talks: kp.Dataset) -> None:
    """A claim keeps its name when its place, its basis or its note is told better."""
    better = SESSION | {
        "evidence": [{"from": "paper", "for": ["days"], "basis": "derived", "note": "Counted"}]
    }
    dataset = dataset_of(
        {
            "sources": {"sources": SOURCES},
            "rounds/2030-acme": {
                "round": {"name": "2030 Acme bargaining"},
                "sessions": {"2030-05-06": better},
            },
        }
    )
    assert [row.claim for row in of(talks, "days")] == [row.claim for row in of(dataset, "days")]


def test_counts_and_lists(dataset_of: Make) -> None:
    """A count is an amount, a list one text, a truth neither; a list left open says so."""
    said = [{"from": "paper", "for": ["ordinal", "place"]}]
    who = [{"from": "paper", "for": ["parties", "approach"], "open": ["parties"]}]
    dataset = dataset_of(
        {
            "sources": {"sources": SOURCES},
            "parties": {
                "organizations": {
                    name: {"kind": "employer", "name": name} for name in ("acme", "borg")
                }
            },
            "rounds/2030-acme": {
                "round": {"name": "2030", "parties": ["acme", "borg"], "evidence": who},
                "sessions": {"2030-05-06": {"ordinal": 2, "evidence": said}},
            },
        }
    )
    rows = {(row.record, row.field): row for row in dataset.claims()}
    assert kp.Quantity("2") == rows["2030-acme/2030-05-06", "ordinal"].amount
    parties = rows["2030-acme", "parties"]
    assert ("acme; borg", None, True) == (parties.value, parties.amount, parties.open)
    assert (None, False) == (
        rows["2030-acme", "approach"].value,
        rows["2030-acme", "approach"].open,
    )


def test_of_no_edition(talks: kp.Dataset) -> None:
    """Claims of data that was never frozen are in no edition."""
    assert {(None, None)} == {(row.first_edition, row.last_edition) for row in talks.claims()}


def test_first_and_last_edition(frozen: Path) -> None:
    """A claim says which edition has it first, and which last."""
    gone = kp.load("2030.1").claims()[0]
    path = frozen / "rounds" / "2030-acme.json"
    text = path.read_text("utf-8")
    path.write_text(text.replace("2030-05-06/2030-05-08", "2030-05-06/2030-05-09"), "utf-8")
    kp.freeze(frozen, "2030.2", "2030-07-03")
    older, newer = kp.load("2030.1").claims(), kp.load().claims()
    lives = {row.claim: (row.first_edition, row.last_edition) for row in (*older, *newer)}
    assert ("2030.1", "2030.2") == lives[gone.claim]
    assert {("2030.1", "2030.1"), ("2030.2", "2030.2"), ("2030.1", "2030.2")} == {*lives.values()}


def test_a_source_that_is_not_there() -> None:
    """Evidence of a source that is not there is refused, with both ids."""
    session = kp.Session(id="acme/may", round="acme", held=kp.Span("2030-05-06/2030-05-07"))
    told = kp.Evidence(record="acme/may", source="paper", fields=("held",))
    dataset = kp.Dataset([session], [told])
    with pytest.raises(kp.InvalidValue, match="paper, of which evidence for acme/may is"):
        dataset.claims()


def test_two_records_of_one_id() -> None:
    """Where two records have one id nobody can tell whose evidence it is: the id is refused."""
    dataset = kp.Dataset([kp.Person(id="jo", name="Jo"), kp.Program(id="jo", name="Jo")], [])
    with pytest.raises(kp.InvalidValue, match=r"one record to an id, as kp\.check asks for"):
        dataset.claims()


def test_once(talks: kp.Dataset) -> None:
    """The claims of a dataset are worked out once."""
    assert talks.claims() is talks.claims()


@pytest.mark.parametrize(("edition", "number"), [("2026.1", 664), ("2026.2", 5625)])
def test_the_frozen_editions(edition: str, number: int) -> None:
    """Each frozen edition has as many claims as ever, each with a name of its own."""
    claims = kp.load(edition).claims()
    assert number == len(claims) == len({row.claim for row in claims})
    assert all(str(r.first_edition) <= edition <= str(r.last_edition) for r in claims)


def test_claims_are_the_evidence() -> None:
    """Claims and evidence are the same: each field, reading and bare mention once."""
    dataset = kp.load()
    told = sum(max(1, len(item.fields or ()) + len(item.says or ())) for item in dataset.evidence)
    assert told == len(dataset.claims())
    for row in dataset.claims():
        assert row.field is None or not row.carried or row.value == worded(dataset, row)


def worded(dataset: kp.Dataset, row: ClaimRow) -> str | None:
    """Give the value that a record carries, as a claim tells it."""
    value = getattr(dataset[row.record], str(row.field))
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value)
