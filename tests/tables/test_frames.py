"""Tables as data frames of pandas and polars: the same values, of telling types."""

import sys
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pandas as pd
import polars as pl
import pytest
from attrs import field, frozen

import kpbargaining as kp
from kpbargaining.records.roles import column
from kpbargaining.tables.table import Table
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Count, Text
from kpbargaining.values.when import PartialDate


@frozen(kw_only=True)
class WardRow:
    """One row of a table."""

    ward: Text = field(metadata=column("The ward"))
    beds: Count | None = field(default=None, metadata=column("How many"))
    nurses: tuple[Text, ...] | None = field(default=None, metadata=column("Who works there"))
    since: PartialDate | None = field(default=None, metadata=column("Since when"))
    full: Quantity | None = field(default=None, metadata=column("How full"))
    open: bool | None = field(default=None, metadata=column("Whether it is open"))


WARDS = Table(
    WardRow,
    (
        WardRow(ward="north", beds=2, nurses=("Ann", "Bo"), since=PartialDate("2024-05-01")),
        WardRow(ward="south", full=Quantity("2..3.5%"), open=True),
    ),
    "wards",
    origin=lambda: {"edition": "2030.1"},
)
EMPTY = Table(WardRow, (), "wards")


def test_pandas() -> None:
    """A frame of pandas has typed columns in which values can lack, and says where it is from."""
    frame = WARDS.to_pandas()
    assert {
        "ward": "string",
        "beds": "Int64",
        "nurses": "string",
        "since": "string",
        "since_earliest": "datetime64[s]",
        "full_low": "Float64",
        "open": "boolean",
    }.items() <= {name: str(kind) for name, kind in frame.dtypes.items()}.items()
    assert ["Ann; Bo", pd.NA] == list(frame["nurses"])
    assert datetime(2024, 5, 1) == frame["since_earliest"][0]  # noqa: DTZ001 (days have no zone)
    assert 3.5 == frame["full_high"][1]
    assert {"edition": "2030.1"} == frame.attrs


def test_polars() -> None:
    """A frame of polars has typed columns, and lists where there are several values."""
    frame = WARDS.to_polars()
    assert {
        "ward": pl.String(),
        "beds": pl.Int64(),
        "nurses": pl.List(pl.String()),
        "since_latest": pl.Date(),
        "full_high": pl.Float64(),
        "open": pl.Boolean(),
    }.items() <= dict(frame.schema).items()
    assert [["Ann", "Bo"], None] == frame["nurses"].to_list()
    assert [date(2024, 5, 1), None] == frame["since_latest"].to_list()
    assert [None, 3.5] == frame["full_high"].to_list()


def test_no_rows() -> None:
    """A table without rows has its columns, of the same types."""
    assert WARDS.to_pandas().dtypes.to_dict() == EMPTY.to_pandas().dtypes.to_dict()
    assert WARDS.to_polars().schema == EMPTY.to_polars().schema
    assert {} == EMPTY.to_pandas().attrs


def flat(value: Any) -> Any:
    """Give a flat value as frames have it."""
    return float(value) if isinstance(value, Decimal) else value


def test_the_same_values() -> None:
    """Frames of the bundled data hold just what its flat columns do."""
    table = kp.load().wage_steps
    columns, frame = table.to_columns(flat=True), table.to_polars()
    assert {n: list(map(flat, v)) for n, v in columns.items() if n != "markets"} == {
        name: values
        for name, values in frame.to_dict(as_series=False).items()
        if frame.schema[name] != pl.List(pl.String()) or name == "formerly"
    }


@pytest.mark.parametrize(("module", "way"), [("pandas", "to_pandas"), ("polars", "to_polars")])
def test_without_the_library(module: str, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library, the line that installs it is told."""
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(kp.MissingExtra, match=rf'pip install "kpbargaining\[{module}\]"'):
        getattr(WARDS, way)()
