"""Tables as Arrow streams: what polars, DuckDB and nanoarrow read of them is what they hold."""

import sys
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import nanoarrow
import polars as pl
import pytest
from attrs import field, frozen

import kpbargaining as kp
from kpbargaining.records.roles import column
from kpbargaining.tables.flat import unfold
from kpbargaining.tables.table import Table
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Count, Text
from kpbargaining.values.when import PartialDate


@frozen(kw_only=True)
class WardRow:
    """One row of a table."""

    ward: Text = field(metadata=column("The ward"))
    beds: Count | None = field(default=None, metadata=column("How many", unit="beds"))
    nurses: tuple[Text, ...] | None = field(default=None, metadata=column("Who works there"))
    since: PartialDate | None = field(default=None, metadata=column("Since when"))
    full: Quantity | None = field(default=None, metadata=column("How full"))
    open: bool | None = field(default=None, metadata=column("Whether it is open"))


WARDS = Table(
    WardRow,
    (
        WardRow(ward="Zürich \N{HOSPITAL}", beds=2, nurses=("Ann", "Bo"), open=True),
        WardRow(ward="south", since=PartialDate("1969-12-31"), full=Quantity("2..3.5%")),
        WardRow(ward="west", nurses=("Cy",), open=False),
    ),
    "wards",
    origin=lambda: {"edition": "2030.1"},
)


def as_read(cell: Any) -> Any:
    """Give a flat cell as Arrow has it: numbers as doubles, several texts as a list."""
    if isinstance(cell, tuple):
        return list(cell)
    return float(cell) if isinstance(cell, Decimal) else cell


def told(table: kp.Table[Any]) -> dict[str, list[Any]]:
    """Give the flat columns of a table as Arrow has them."""
    return {column.name: list(map(as_read, cells)) for column, cells in unfold(table)}


def test_polars_reads_it() -> None:
    """Polars takes a table as it is: with days, whole numbers, truths and lists."""
    frame = pl.DataFrame(WARDS)
    assert told(WARDS) == frame.to_dict(as_series=False)
    assert (pl.Date(), pl.Int64(), pl.Boolean(), pl.List(pl.String())) == tuple(
        frame.schema[name] for name in ("since_latest", "beds", "open", "nurses")
    )
    assert date(1969, 12, 31) == frame["since_latest"][1]


def test_duckdb_asks_it() -> None:
    """DuckDB asks a table in SQL by the name of its variable, again and again."""
    with duckdb.connect() as database:
        database.register("wards", WARDS)
        for _ in range(2):
            found = database.execute("SELECT ward FROM wards WHERE full_high > 3").fetchall()
            assert [("south",)] == found


def test_meanings_go_along() -> None:
    """The stream says what each column means and counts, and which data it is from."""
    schema = nanoarrow.Schema(nanoarrow.ArrayStream(WARDS).schema)
    beds = {field.name: field for field in schema.fields}["beds"]
    assert {b"meaning": b"How many", b"unit": b"beds"} == dict(beds.metadata.items())
    assert {b"edition": b"2030.1"} == dict(schema.metadata.items())


def test_no_rows() -> None:
    """A table without rows has its columns; without an origin, nothing is said of it."""
    empty = pl.DataFrame(Table(WardRow, (), "wards"))
    assert pl.DataFrame(WARDS).schema == empty.schema
    assert 0 == empty.height


@pytest.mark.parametrize("plural", ["sessions", "wage_steps", "evidence", "job_actions"])
def test_the_bundled_data(plural: str) -> None:
    """What polars reads of the bundled data is what it holds."""
    table = getattr(kp.load(), plural)
    assert told(table) == pl.DataFrame(table).to_dict(as_series=False)


def test_without_nanoarrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without nanoarrow, the line that installs it is told."""
    monkeypatch.setitem(sys.modules, "nanoarrow", None)
    with pytest.raises(kp.MissingExtra, match=r'pip install "kpbargaining\[arrow\]"'):
        pl.DataFrame(WARDS)
