"""A dataset as sheets: keys that are keys, references that lead somewhere, columns explained."""

from collections import Counter

import pytest

import kpbargaining as kp
from kpbargaining.exports.sheets import Sheet, sheets_of
from kpbargaining.records.kinds import KINDS


@pytest.fixture(scope="module", params=["2026.1", "2026.3"])
def sheets(request: pytest.FixtureRequest) -> dict[str, Sheet]:
    """The sheets of an edition, by name."""
    return {sheet.name: sheet for sheet in sheets_of(kp.load(request.param))}


def test_every_kind_has_a_sheet(sheets: dict[str, Sheet]) -> None:
    """There is a sheet for each kind of record, and those that lead from it."""
    others = {"edition", "errata", "columns", "records", "retired", "claims"}
    assert {kind.plural for kind in KINDS} | others <= sheets.keys()


def test_keys_are_keys(sheets: dict[str, Sheet]) -> None:
    """No two rows of a sheet have the same key, and none lacks it."""
    for sheet in sheets.values():
        cells = {column.name: column.cells for column in sheet.columns}
        if sheet.key:
            keys = Counter(zip(*(cells[name] for name in sheet.key), strict=True))
            assert [] == [key for key, times in keys.items() if times > 1 or None in key]


def test_references_lead_somewhere(sheets: dict[str, Sheet]) -> None:
    """What a cell refers to is in the sheet and the column that it names."""
    known = {
        f"{sheet.name}.{column.name}": set(column.cells)
        for sheet in sheets.values()
        for column in sheet.columns
        if not column.many
    }
    for sheet in sheets.values():
        for column in sheet.columns:
            if column.refers:
                assert {*column.cells} - {None} <= known[column.refers], (sheet.name, column.name)


def test_all_columns_are_as_long(sheets: dict[str, Sheet]) -> None:
    """Every column of a sheet has a cell for each row."""
    for sheet in sheets.values():
        assert {sheet.length} == {len(column.cells) for column in sheet.columns}


def test_lists_have_sheets_of_their_own(sheets: dict[str, Sheet]) -> None:
    """Each text of a list has a row of its own, in order."""
    parties = sheets["agreements_parties"]
    (ids, joined) = (
        next(column for column in sheets["agreements"].columns if column.name == name)
        for name in ("id", "parties")
    )
    for name, texts in zip(ids.cells, joined.cells, strict=True):
        rows = zip(*(column.cells for column in parties.columns), strict=True)
        assert list(texts or ()) == [value for each, _, value in rows if each == name]
    assert "; ".join(joined.cells[0]) == joined.single[0]


def test_every_column_is_told(sheets: dict[str, Sheet]) -> None:
    """The sheet of columns has a row with a meaning for each column of the data."""
    told = {column.name: column.cells for column in sheets["columns"].columns}
    rows = set(zip(told["sheet"], told["column"], strict=True))
    beside = {"edition", "errata", "columns"}
    assert rows == {
        (sheet.name, column.name)
        for sheet in sheets.values()
        for column in sheet.columns
        if sheet.name not in beside
    }
    assert all(told["meaning"])


def test_claims_join_by_record_and_field(sheets: dict[str, Sheet]) -> None:
    """Each fact that a sheet has is told by a claim about its record and its field."""
    claims = {column.name: column.cells for column in sheets["claims"].columns}
    told = set(zip(claims["record"], claims["field"], strict=True))
    for kind in KINDS:
        columns = sheets[kind.plural].columns
        for column in columns:
            if column.role == "fact":
                pairs = zip(columns[0].cells, column.cells, strict=True)
                assert {(n, column.field) for n, cell in pairs if cell is not None} <= told


def test_which_data_it_is() -> None:
    """The sheet of the edition has one row: which data, which digest, and how it was derived."""
    whole = kp.load("2026.2")
    sheets = {sheet.name: sheet for sheet in sheets_of(whole.as_of("2025-08-10"))}
    told = {column.name: column.cells for column in sheets["edition"].columns}
    assert (["2026.2"], [whole.digest]) == (told["edition"], told["sha256"])
    assert ["as of 2025-08-10, certainly"] == told["derived"]
    assert 139 == sheets["errata"].length


def test_two_records_of_one_id() -> None:
    """Where two records have one id there are no keys, so there are no sheets."""
    person = kp.Person(id="jo", name="Jo")
    with pytest.raises(kp.InvalidValue, match=r"one record for each id, as kp\.check asks for"):
        sheets_of(kp.Dataset([person, person], []))


def test_of_no_edition() -> None:
    """Data that was never frozen has every sheet, too; of the edition nothing is known."""
    sheets = {sheet.name: sheet for sheet in sheets_of(kp.Dataset([], []))}
    assert [[None]] * 8 == [column.cells for column in sheets["edition"].columns]
    assert 0 == sheets["errata"].length == sheets["claims"].length == sheets["sessions"].length
