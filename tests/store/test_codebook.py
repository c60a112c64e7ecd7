"""The codebook: what every field is for, and how often it is filled."""

from collections.abc import Callable
from typing import Any

import attrs
import pytest

import kpbargaining as kp
from kpbargaining.records.kinds import KINDS

Make = Callable[[dict[str, Any]], kp.Dataset]


def row(kind: str, field: str, dataset: kp.Dataset | None = None) -> kp.CodebookRow:
    """Give the one row of a field."""
    (only,) = kp.codebook(dataset).where(kind=kind, field=field)
    return only


def test_every_field_has_a_row() -> None:
    """There is one row for each field of each kind, in the order of kinds and fields."""
    assert [
        (kind.name, attribute.name) for kind in KINDS for attribute in attrs.fields(kind.cls)
    ] == [(each.kind, each.field) for each in kp.codebook()]


def test_every_field_has_a_meaning() -> None:
    """Every row says what its field means, in a line of words."""
    assert [] == [
        (each.kind, each.field)
        for each in kp.codebook()
        if not each.meaning or each.meaning != each.meaning.strip() or "\n" in each.meaning
    ]


@pytest.mark.parametrize(
    ("kind", "field", "expected"),
    [
        ("Session", "id", (kp.Role.KEY, "Id", "", "")),
        ("Session", "held", (kp.Role.FACT, "Span", "", "")),
        ("Session", "days", (kp.Role.FACT, "Quantity", "", "days")),
        ("Session", "round", (kp.Role.KEY, "Id", "BargainingRound", "")),
        ("Source", "pages", (kp.Role.FACT, "Count", "", "pages")),
        ("Source", "published", (kp.Role.FACT, "PartialDate", "", "")),
        ("Source", "senders", (kp.Role.FACT, "one or more Id", "Person or Organization", "")),
        ("Source", "published_note", (kp.Role.OURS, "Text", "", "")),
        ("Figure", "about", (kp.Role.KEY, "Id", "any", "")),
        ("Outcome", "topics", (kp.Role.OURS, "one or more Id", "Term", "")),
        ("JobAction", "places", (kp.Role.FACT, "one or more Text", "", "")),
    ],
)
def test_rows(kind: str, field: str, expected: tuple[kp.Role, str, str, str]) -> None:
    """A row gives role, type, what the field refers to and what its number counts."""
    found = row(kind, field)
    assert expected == (found.role, found.type, found.refers, found.unit)
    assert () == found.values


def test_vocabularies() -> None:
    """The row of a vocabulary lists all its words, as files spell them."""
    found = row("Session", "format")
    assert "SessionFormat" == found.type
    assert ("in person", "virtual", "virtual with a small group in person") == found.values
    assert tuple(kind.value for kind in kp.OrganizationKind) == row("Organization", "kind").values


def test_filled_shares(dataset_of: Make) -> None:
    """With a dataset, each row says in which share of the records the field has a value."""
    sessions = {
        "one": {"held": "2030-05-06/2030-05-08", "place": "Springfield"},
        "two": {"place": "Springfield"},
        "three": {"place": "Springfield"},
        "four": {"place": "Springfield"},
    }
    files = {"rounds/2030-acme": {"round": {"name": "Talks"}, "sessions": sessions}}
    dataset = dataset_of(files)
    shares = {
        each: row("Session", each, dataset).filled for each in ("id", "held", "place", "days")
    }
    assert {"id": 1.0, "held": 0.25, "place": 1.0, "days": 0.0} == shares
    assert row("Person", "name", dataset).filled is None


def test_without_a_dataset() -> None:
    """Without a dataset, no row says how often its field is filled."""
    assert {None} == {each.filled for each in kp.codebook()}


def test_shares_are_all_that_a_dataset_adds() -> None:
    """With a dataset, the codebook has the same rows, and every share lies from 0 to 1."""
    with_shares = kp.codebook(kp.load())
    assert [attrs.evolve(each, filled=None) for each in with_shares] == list(kp.codebook())
    shares = [each.filled for each in with_shares if each.filled is not None]
    assert 0.0 <= min(shares) < max(shares) <= 1.0


def test_the_codebook_is_a_table() -> None:
    """The codebook can be narrowed and turned into plain values, as every table."""
    facts = kp.codebook().where(kind="Session", role="fact")
    assert ["ordinal", "scheduled", "held", "days", "place", "format"] == facts.to_columns()[
        "field"
    ]
    assert {"fact"} == set(facts.to_columns()["role"])
