"""Tables as CSV: every value as it is, or guarded for spreadsheets when asked."""

import io
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import field, frozen

from kpbargaining.errors import InvalidValue, UnreadableFile
from kpbargaining.records.roles import column
from kpbargaining.tables.table import Table
from kpbargaining.values.texts import Count, Text
from kpbargaining.values.when import PartialDate


@frozen(kw_only=True)
class WardRow:
    """One row of a table."""

    ward: Text = field(metadata=column("The ward"))
    beds: Count | None = field(default=None, metadata=column("How many"))
    nurses: tuple[Text, ...] | None = field(default=None, metadata=column("Who works there"))
    since: PartialDate | None = field(default=None, metadata=column("Since when"))
    level: Decimal | None = field(default=None, metadata=column("A level"))
    open: bool | None = field(default=None, metadata=column("Whether it is open"))


WARDS = Table(
    WardRow,
    (
        WardRow(ward="north", beds=2, nurses=("Ann", "Bo"), since=PartialDate("2024-05")),
        WardRow(ward='say "=1+1", x', level=Decimal("1E+2"), open=True),
        WardRow(ward="=HYPERLINK()", open=False),
    ),
    "wards",
)
TEXT = """\
ward,beds,nurses,since,since_earliest,since_latest,since_precision,level,open
north,2,Ann; Bo,2024-05,2024-05-01,2024-05-31,month,,
"say ""=1+1"", x",,,,,,,100,true
=HYPERLINK(),,,,,,,,false
"""


def test_as_text() -> None:
    """Without a target, the text is given: plain numbers, ISO days, true and false."""
    assert TEXT == WARDS.to_csv()


def test_into_a_path(tmp_path: Path) -> None:
    """With a path, it is written there in UTF-8, over nothing that is there already."""
    assert TEXT == WARDS.to_csv(tmp_path / "wards.csv")
    assert TEXT.encode() == (tmp_path / "wards.csv").read_bytes()
    with pytest.raises(UnreadableFile, match="is there already"):
        WARDS.to_csv(str(tmp_path / "wards.csv"))
    WARDS[:1].to_csv(tmp_path / "wards.csv", overwrite=True)
    assert 2 == len((tmp_path / "wards.csv").read_text("utf-8").splitlines())


def test_into_a_file() -> None:
    """With an open file, it is written into it."""
    file = io.StringIO()
    WARDS.to_csv(file)
    assert TEXT == file.getvalue()


class Full(io.StringIO):
    """A file on a disk without room, which the system tells when it is flushed."""

    def flush(self) -> None:
        """Refuse, as the system does."""
        raise OSError(28, "No space left on device")


def test_into_a_file_on_a_full_disk() -> None:
    """What the system refuses of an open file is said at once, with what to do."""
    file = Full()
    with pytest.raises(UnreadableFile, match=r"^the open file: no space left on device; make room"):
        WARDS.to_csv(file)
    file.name = "wards.csv"
    with pytest.raises(UnreadableFile, match=r"^wards\.csv: no space left on device; make room"):
        WARDS.to_csv(file)


def closed() -> io.StringIO:
    """Give a file that was closed."""
    file = io.StringIO()
    file.close()
    return file


ASCII = io.TextIOWrapper(io.BytesIO(), encoding="ascii")


@pytest.mark.parametrize("target", [7, io.BytesIO(), ["wards.csv"], closed(), ASCII])
def test_into_what_takes_no_text(target: object) -> None:
    """What is neither a path nor open for text is refused."""
    with pytest.raises(InvalidValue, match="expected a path, or a file that is open for text"):
        Table(WardRow, (WardRow(ward="Zürich"),), "wards").to_csv(target)  # type: ignore[arg-type]


def test_safe_for_spreadsheets() -> None:
    """When asked, texts like formulas have an apostrophe, and the file the mark of UTF-8."""
    text = WARDS.to_csv(spreadsheet_safe=True)
    assert text == f"\ufeff{TEXT.replace('=HYPERLINK', chr(39) + '=HYPERLINK')}"
