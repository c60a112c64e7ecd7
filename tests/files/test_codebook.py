"""The codebook: what every field and column is for, and how often a field is filled."""

from collections.abc import Callable
from typing import Any

import attrs
import pytest

import kpbargaining as kp
from kpbargaining.checks.numbers import CLASSES
from kpbargaining.files.codebook import CodebookRow
from kpbargaining.records import amounts
from kpbargaining.records.amounts import Amount
from kpbargaining.records.kinds import KINDS, Kind
from kpbargaining.records.roles import fields_of

Make = Callable[[dict[str, Any]], kp.Dataset]

RECORDS = {*(kind.name for kind in KINDS), "Evidence"}


def row(kind: str, field: str, dataset: kp.Dataset | None = None) -> CodebookRow:
    """Give the one row of a field."""
    (only,) = kp.codebook(dataset).where(kind=kind, field=field)
    return only


def test_every_field_has_a_row() -> None:
    """There is one row for each field of each kind and of evidence, in their order."""
    classes = [*(kind.cls for kind in KINDS), kp.Evidence]
    expected = [(cls.__name__, field.name) for cls in classes for field in attrs.fields(cls)]
    assert expected == [(each.kind, each.field) for each in kp.codebook() if each.kind in RECORDS]


def test_every_column_has_a_row() -> None:
    """There is one row for each column of each answer, after the records, answer by answer."""
    rows = [each for each in kp.codebook() if each.kind not in RECORDS]
    answers = [getattr(kp.questions, name) for name in dir(kp.questions) if name[0].isupper()]
    tables = [each for each in answers if isinstance(each, type) and attrs.has(each)]
    expected = [(cls.__name__, name) for cls in tables for name in fields_of(cls)]
    assert ("EntryRow", "when") in expected
    assert expected == [(each.kind, each.field) for each in rows]
    assert {kp.Role.ANSWER} == {each.role for each in rows}
    assert rows == list(kp.codebook())[-len(rows) :]


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
        ("Session", "id", (kp.Role.KEY, "Id", None, None)),
        ("Session", "held", (kp.Role.FACT, "Span", None, None)),
        ("Session", "days", (kp.Role.FACT, "Quantity", None, "days")),
        ("Session", "round", (kp.Role.KEY, "Id", "BargainingRound", None)),
        ("Source", "pages", (kp.Role.FACT, "Count", None, "pages")),
        ("Source", "published", (kp.Role.FACT, "PartialDate", None, None)),
        ("Source", "senders", (kp.Role.FACT, "one or more Id", "Person or Organization", None)),
        ("Source", "published_note", (kp.Role.OURS, "Text", None, None)),
        ("Figure", "about", (kp.Role.KEY, "Id", "any", None)),
        ("Outcome", "topics", (kp.Role.OURS, "one or more Id", "topic", None)),
        ("JobAction", "places", (kp.Role.FACT, "one or more Text", None, None)),
        ("Evidence", "passage", (kp.Role.KEY, "Passage", None, None)),
        ("EntryRow", "record", (kp.Role.ANSWER, "Id", "any", None)),
        ("EntryRow", "when", (kp.Role.ANSWER, "PartialDate or Span", None, None)),
        ("VoteRow", "yes_share", (kp.Role.ANSWER, "Quantity", None, "percent")),
    ],
)
def test_rows(kind: str, field: str, expected: tuple[kp.Role, str, str | None, str | None]) -> None:
    """A row gives role, type, what the field refers to and what its number counts."""
    found = row(kind, field)
    assert expected == (found.role, found.type, found.refers, found.unit)
    assert found.values is None


def test_vocabularies() -> None:
    """The row of a vocabulary lists all its words, as files spell them."""
    found = row("Session", "format")
    assert "SessionFormat" == found.type
    assert ("in person", "virtual", "virtual with a small group in person") == found.values
    assert tuple(kind.value for kind in kp.OrganizationKind) == row("Organization", "kind").values
    assert tuple(side.value for side in kp.questions.Side) == row("OfferRow", "side").values


def test_filled_shares(dataset_of: Make) -> None:
    """With a dataset, each row says in what percentage of the records the field has a value."""
    sessions = {
        "one": {"held": "2030-05-06/2030-05-08", "place": "Springfield"},
        "two": {"place": "Springfield"},
        "three": {"place": "Springfield"},
        "four": {"place": "Springfield", "days": "3"},
    }
    terms = {"terms": {name: {"kind": "topic", "name": "A"} for name in ("a", "b", "c")}}
    terms["terms"]["a"]["parent"] = "b"
    files = {"rounds/2030-acme": {"round": {"name": "Talks"}, "sessions": sessions}}
    dataset = dataset_of(files | {"terms": terms})
    shares = {
        each: str(row("Session", each, dataset).filled)
        for each in ("id", "held", "place", "days", "ordinal")
    }
    expected = {"id": "100%", "held": "25%", "place": "100%", "days": "25%", "ordinal": "0%"}
    assert expected == shares
    assert "33.3%" == str(row("Term", "parent", dataset).filled)
    assert row("Person", "name", dataset).filled is None
    assert row("EntryRow", "when", dataset).filled is None


def test_without_a_dataset() -> None:
    """Without a dataset, no row says how often its field is filled."""
    assert {None} == {each.filled for each in kp.codebook()}


def test_shares_are_all_that_a_dataset_adds() -> None:
    """With a dataset, the codebook has the same rows, and every share is of 100 percent."""
    with_shares = kp.codebook(kp.load())
    assert [attrs.evolve(each, filled=None) for each in with_shares] == list(kp.codebook())
    shares = [each.filled for each in with_shares if each.filled is not None]
    assert {"percent"} == {share.unit for share in shares}
    numbers = [share.number for share in shares if share.number is not None]
    assert 0 <= min(numbers) < max(numbers) <= 100


@pytest.mark.parametrize("given", ["Session", 2026, kp.Session, [kp.Session]])
def test_of_what_is_no_dataset(given: Any) -> None:
    """What is no dataset is refused with a word on what would be one."""
    with pytest.raises(kp.InvalidValue, match=r"a dataset; kp\.load\(edition\) or kp\.read"):
        kp.codebook(given)


def test_the_codebook_is_a_table() -> None:
    """The codebook can be narrowed and turned into plain values, as every table."""
    facts = kp.codebook().where(kind="Session", role="fact")
    expected = ["ordinal", "scheduled", "held", "days", "place", "format"]
    assert expected == facts.to_columns()["field"]
    assert {"fact"} == set(facts.to_columns()["role"])
    assert ["kind", "field", "role"] == [each.name for each in facts.columns][:3]


def test_flat_columns() -> None:
    """Laid flat, every column of files and frames has a row: with its meaning, type and unit."""
    dataset = kp.load("2026.1")
    rows = kp.codebook(dataset, flat=True)
    for kind in ("sessions", "wage_steps", "sources"):
        table = getattr(dataset, kind)
        mine = [row.field for row in rows if row.kind == table.row.__name__]
        assert list(table.to_columns(flat=True)) == mine
    found = {(row.kind, row.field): row for row in rows}
    assert "number" == found["WageStep", "percent_low"].type
    assert "percent" == found["WageStep", "percent_low"].unit
    assert "text, joined" == found["Agreement", "parties"].type
    assert "Organization" == found["Agreement", "parties"].refers
    assert (None, None) == (
        found["WageStep", "effective_latest"].unit,
        found["WageStep", "effective_latest"].values,
    )
    assert found["OfferRow", "total_simple_high"].meaning.endswith("the upper bound")


UNITS = {
    *("percent", "percent of the level before the first step", "points", "USD"),
    *("days", "weeks", "months", "years", "calendar year", "worker-days"),
    *("people", "members", "workers", "votes", "bodies", "events", "things"),
    *("actions", "agreements", "items", "notices", "outcomes", "pages", "pieces", "records"),
    *("rounds", "sessions", "sources", "steps", "strikes", "values"),
    *("as the field says", "as the index counts", "as the metric says", "as the tally counts"),
}
"""Every unit of the library, in its one spelling."""


def test_units_have_one_spelling() -> None:
    """The codebook, the classes of amounts and amounts themselves call each unit by one name."""
    classes = [each for each in vars(amounts).values() if isinstance(each, Amount)]
    told = {each.unit for each in (*classes, *CLASSES.values())}
    told |= {row.unit for row in kp.codebook() if row.unit}
    told = {unit for each in told for unit in each.split(" or ")}
    written = {unit for each in (*classes, *CLASSES.values()) for unit in each.written if unit}
    held = {each.unit for each in map(kp.Quantity, ("3%", "3 days", "3 USD", "3 points"))}
    assert UNITS == told
    assert written | held <= UNITS


def test_no_unit_is_another_in_disguise() -> None:
    """No two units differ in number, in capitals or in hyphens alone, and none is a sign."""
    alike = [unit.lower().replace("-", " ").removesuffix("s") for unit in UNITS]
    assert len(UNITS) == len(set(alike))
    assert not {"%", "$", "dollar", "pct"} & set(alike)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.name))
def test_the_unit_of_a_flat_column(kind: Kind) -> None:
    """Laid flat, an amount has a unit that the codebook names for its field, if it has one."""
    records: Any = kp.load().of(kind.cls)
    columns = records.to_columns(flat=True)
    for field in kind.fields.values():
        found = {*columns.get(f"{field.name}_unit", [])} - {None}
        assert found <= ({*field.unit.split(" or ")} if field.unit else UNITS)
