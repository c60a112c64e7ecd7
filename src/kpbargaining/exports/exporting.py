"""`export`: a dataset as files of a format that other tools read, whole or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from attrs import field, frozen

from kpbargaining.collector import collector_paused
from kpbargaining.errors import InvalidValue, MissingExtra, UnknownName
from kpbargaining.records.roles import column
from kpbargaining.records.showing import Shown
from kpbargaining.saving import file_name, path_of, refuse_existing, staged
from kpbargaining.store.store import check_store
from kpbargaining.tables.table import Table
from kpbargaining.values.texts import Text

if TYPE_CHECKING:
    from kpbargaining.dataset import Dataset

__all__ = ["ALL", "FORMATS", "ExportRow", "Format", "export", "usual_name"]

ALL = "all"
"""The format that stands for each of them, in a folder."""


class Format(NamedTuple):
    """One format: what it gives, under which name, and what makes it."""

    about: str
    name: str
    """The name of its file or folder in the folder of all."""
    module: str
    function: str
    """Takes a dataset and gives bytes, or takes a path, too, and writes there."""
    extra: str = ""
    """The extra that brings what it needs beside the core."""
    writes: bool = False
    """Whether it is the function that writes."""


FORMATS = {
    "csv": Format(
        "a folder of CSV files that describes itself (Data Package)",
        "csv",
        "datapackage",
        "write_csv",
        writes=True,
    ),
    "sqlite": Format("a database", "tables.sqlite", "sqlite", "write_sqlite", writes=True),
    "parquet": Format(
        "a folder of Parquet files",
        "parquet",
        "parquet",
        "write_parquet",
        "parquet",
        writes=True,
    ),
    "jsonld": Format(
        "what the CSV files hold, for catalogues (schema.org, Croissant)",
        "croissant.json",
        "croissant",
        "croissant_of",
    ),
    "ical": Format("the timeline as a calendar", "timeline.ics", "ical", "calendar_of", "calendar"),
    "atom": Format("the timeline as a feed", "timeline.atom", "atom", "feed_of"),
    "corrections": Format(
        "what changed between editions, as a feed",
        "corrections.atom",
        "corrections",
        "corrections_beside",
    ),
    "annotations": Format(
        "the evidence as annotations of its sources (W3C)",
        "annotations.json",
        "annotations",
        "annotations_of",
    ),
}
"""Every format."""


@frozen(kw_only=True, repr=False)
class ExportRow(Shown):
    """One format that was written, or left out."""

    format: Text = field(metadata=column("The format"))
    path: Text | None = field(metadata=column("The file or folder; none where it was left out"))
    about: Text = field(metadata=column("What it is, or why it was left out"))


@collector_paused()
def export(
    dataset: Dataset,
    path: str | os.PathLike[str],
    format: str = ALL,  # noqa: A002 (what everybody calls it)
    *,
    overwrite: bool = False,
    spreadsheet_safe: bool = False,
) -> Table[ExportRow]:
    """Write a dataset as a file or a folder of one of the `FORMATS`; gives what was written.

    `all` makes a folder with each format that can be made here, and says which are left out and
    why. What is written is whole: it gets to its place when all of it is there.
    *spreadsheet_safe* guards the texts of CSV that a spreadsheet would take for formulas.
    Raises `UnknownName` for another format, `MissingExtra` where a library is not installed,
    `InvalidValue` where there is nothing of which a format is made, such as no date for
    a calendar, and `UnreadableFile` where the path cannot be written, or something is there and
    *overwrite* is not; a folder is replaced only if it holds nothing but what is written anew.
    """
    check_store(dataset, "a dataset first, then the path and the format")
    target = path_of(path, "a file or a folder")
    form = None if format == ALL else _form(format)
    if spreadsheet_safe and format not in ("csv", ALL):
        raise InvalidValue("csv as the format, if it is to be safe for spreadsheets", format)
    is_folder = form is None or "." not in form.name
    if not is_folder:
        refuse_existing(target, overwrite=overwrite)
    with staged(target, folder=is_folder, overwrite=overwrite) as beside:
        if form is not None:
            _make(form, dataset, beside, safe=spreadsheet_safe)
            rows = [ExportRow(format=format, path=target, about=form.about)]
        else:
            os.mkdir(beside)
            rows = [_row(name, dataset, beside, target, safe=spreadsheet_safe) for name in FORMATS]
    return Table(ExportRow, tuple(rows), "formats")


def _form(name: str) -> Format:
    if name not in tuple(FORMATS):  # in which one can look for a list, too
        raise UnknownName("format", name, [*FORMATS, ALL])
    return FORMATS[name]


def _row(name: str, dataset: Dataset, folder: str, target: str, *, safe: bool) -> ExportRow:
    """Write one of all formats into the folder of all, or say why it cannot be made."""
    form = FORMATS[name]
    try:
        _make(form, dataset, os.path.join(folder, form.name), safe=safe)
    except (InvalidValue, MissingExtra) as error:
        return ExportRow(format=name, path=None, about=str(error))
    return ExportRow(format=name, path=os.path.join(target, form.name), about=form.about)


def _make(form: Format, dataset: Dataset, path: str, *, safe: bool) -> None:
    module = __import__(f"kpbargaining.exports.{form.module}", fromlist=[form.function])
    function = getattr(module, form.function)
    if form.writes:
        more = {"spreadsheet_safe": True} if safe and form is FORMATS["csv"] else {}
        function(dataset, path, **more)
    else:
        content = function(dataset)
        with open(path, "xb") as file:
            file.write(content)


def usual_name(dataset: Dataset, format: str) -> str:  # noqa: A002 (as in `export`)
    """The name of a file or folder where nobody gives another: `kpbargaining-2026.3-csv`."""
    about = dataset.index.provenance.publication
    name = about.name if about else "bargaining"
    return file_name(name, dataset.edition or "", "" if format == ALL else _form(format).name)
