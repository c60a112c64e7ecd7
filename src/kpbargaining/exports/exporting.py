"""`export`: a dataset as files of a format that other tools read, whole or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from kpbargaining.errors import InvalidValue, MissingExtra, UnknownName
from kpbargaining.extras import extra
from kpbargaining.saving import path_of, refuse_existing, staged
from kpbargaining.store.store import check_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.dataset import Dataset

__all__ = ["ALL", "FORMATS", "Format", "export", "left_out", "usual_name"]

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
    libraries: tuple[str, ...] = ()
    """What has to be installed beside the core."""
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
        ("duckdb", "nanoarrow"),
        writes=True,
    ),
    "jsonld": Format(
        "what the CSV files hold, for catalogues (schema.org, Croissant)",
        "croissant.json",
        "croissant",
        "croissant_of",
    ),
}
"""Every format."""


def export(
    dataset: Dataset,
    path: str | os.PathLike[str],
    format: str = ALL,  # noqa: A002 (what everybody calls it)
    *,
    overwrite: bool = False,
    spreadsheet_safe: bool = False,
) -> tuple[str, ...]:
    """Write a dataset as a file or a folder of one of the `FORMATS`; gives the paths written.

    `all` makes a folder with each format whose library is installed. Everything there is whole:
    it gets to its place when all of it is written. *spreadsheet_safe* guards the texts of CSV
    that a spreadsheet would take for formulas.
    Raises `UnknownName` for another format, `MissingExtra` where a library is not installed, and
    `UnreadableFile` where the path cannot be written, or something is there already and
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
            return (target,)
        os.mkdir(beside)
        names = list(_make_all(dataset, beside, safe=spreadsheet_safe))
    return tuple(os.path.join(target, name) for name in names)


def _form(name: str) -> Format:
    if name not in tuple(FORMATS):  # in which one can look for a list, too
        raise UnknownName("format", name, [*FORMATS, ALL])
    return FORMATS[name]


def _make(form: Format, dataset: Dataset, path: str, *, safe: bool) -> None:
    function = getattr(
        __import__(f"kpbargaining.exports.{form.module}", fromlist=[form.function]), form.function
    )
    more = {"spreadsheet_safe": True} if safe and form.name == FORMATS["csv"].name else {}
    if form.writes:
        function(dataset, path, **more)
    else:
        content = function(dataset)
        with open(path, "xb") as file:
            file.write(content)


def _make_all(dataset: Dataset, folder: str, *, safe: bool) -> Iterator[str]:
    """Write every format whose libraries are there; gives the names of the files and folders."""
    for form in FORMATS.values():
        if _missing(form) is None:
            _make(form, dataset, os.path.join(folder, form.name), safe=safe)
            yield form.name


def _missing(form: Format) -> MissingExtra | None:
    """The first library of a format that is not installed; None if all are there."""
    try:
        for library in form.libraries:
            extra(library)
    except MissingExtra as error:
        return error
    return None


def left_out(format: str) -> list[MissingExtra]:  # noqa: A002 (as in `export`)
    """What keeps `all` from being all: a library of each format that is not installed."""
    forms = FORMATS.values() if format == ALL else ()
    return [error for form in forms if (error := _missing(form)) is not None]


def usual_name(dataset: Dataset, format: str) -> str:  # noqa: A002 (as in `export`)
    """The name of a file or folder where nobody gives another: `kpbargaining-2026.3-csv`."""
    about = dataset.index.provenance.publication
    parts = [
        about.name if about else "bargaining",
        dataset.edition or "",
        "" if format == ALL else _form(format).name,
    ]
    return "-".join(filter(None, parts))
