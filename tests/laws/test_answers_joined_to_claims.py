"""Laws of answers and claims: what an answer takes from a record, the claims of that field say."""

from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining.records.kinds import BY_CLASS, KINDS
from kpbargaining.records.roles import Field, Role, fields_of
from kpbargaining.values.types import worded
from tests.laws.test_tables import answers

KIND_OF = {kind.cls.__name__: kind for kind in KINDS}


def taken(row: Any) -> list[Field]:
    """Give the columns of a row that are taken from a record as they stand there."""
    cls: Any = type(row)
    return [field for field in fields_of(cls).values() if field.of]


def named_by(dataset: kp.Dataset, row: Any, kind: str) -> Any:
    """Give the record of a kind that a row names; of a session, also by what it dates."""
    cls: Any = type(row)
    for name, column in fields_of(cls).items():
        if column.refers and not column.many and not column.of.startswith(kind):
            record = dataset.get(getattr(row, name))
            if type(record).__name__ == kind:
                return record
            session = dataset.get(getattr(record, "session", None))
            if kind == type(session).__name__:
                return session
    return None


def fields_behind(dataset: kp.Dataset, row: Any, column: Field) -> list[tuple[str, str, Any]]:
    """Give the record, the field and its value, of each field that a column can be taken from."""
    found = []
    for path in column.of.split(" or "):
        kind, field = path.split(".")
        record = named_by(dataset, row, kind)
        if record is not None:
            found.append((record.id, field, getattr(record, field)))
    return found


@pytest.fixture(scope="module")
def dataset() -> kp.Dataset:
    """The newest edition."""
    return kp.load()


def test_every_field_that_is_named_is_one() -> None:
    """What a column says that it is taken from are fields of kinds of record."""
    paths = [
        path for row in kp.codebook().where(role="answer") for path in (row.of or "").split(" or ")
    ]
    assert 70 < len([path for path in paths if path])
    for kind, _, field in (path.partition(".") for path in paths if path):
        assert field in KIND_OF[kind].fields


def test_what_is_taken_is_claimed(dataset: kp.Dataset) -> None:
    """A cell taken from a fact of a record is the value of a claim of that record and field."""
    said = {(row.record, row.field, row.value) for row in dataset.claims()}
    cells = [
        (row, column, getattr(row, column.name))
        for table in answers(dataset)
        for row in table
        for column in taken(row)
    ]
    known = [(row, column, value) for row, column, value in cells if value is not None]
    assert 1_000 < len(known)
    for row, column, value in known:
        behind = fields_behind(dataset, row, column)
        facts = [
            (record, field, worded(value))
            for record, field, _ in behind
            if BY_CLASS[type(dataset[record])].fields[field].role is Role.FACT
        ]
        held = [each for *_, each in behind]
        assert any(fact in said for fact in facts) if facts else value in held


def test_an_entry_names_the_field_that_dates_it(dataset: kp.Dataset) -> None:
    """The date of an entry is the value of the field it names, of what dates it."""
    for entry in dataset.timeline():
        assert entry.when == getattr(dataset[entry.dated_by], entry.field)
