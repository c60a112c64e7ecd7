"""A dataset as sheets: flat columns, keys, and what refers to what; every file is made of them.

There is a sheet for each kind of record, one for each field that holds several values (a row for
each of them), and beside them:

- `claims`: who says what, to be joined to any cell by record and field;
- `records`: which id is of which kind; `retired`: which ids a record had before;
- `columns`: what each column means, and which field it is of;
- `edition`: which data it is; `errata`: the errors known in it.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from kpbargaining.publishing.citation import home_of
from kpbargaining.records.kinds import KINDS
from kpbargaining.records.roles import Role, fields_of
from kpbargaining.store.provenance import Erratum
from kpbargaining.tables.flat import Flat, joined, unfold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kpbargaining.dataset import Dataset
    from kpbargaining.records.roles import Field
    from kpbargaining.tables.table import Table
    from kpbargaining.values.cells import Cell

FORMER = "formerly"
"""The one list that has no sheet by kind, but one for all."""

__all__ = ["Sheet", "SheetColumn", "sheets_of"]


class SheetColumn(NamedTuple):
    """One column of a sheet."""

    name: str
    cell: Cell
    meaning: str
    cells: list[Any]
    unit: str = ""
    field: str = ""
    """The field of a record that it is of: what `claims` are joined by; empty where none is."""
    role: str = ""
    """Why the field may hold what it holds."""
    refers: str = ""
    """The sheet and column whose cells its own name: `sources.id`; empty where there is none."""
    values: tuple[str, ...] = ()
    """The only values that it can hold; empty where it can hold others."""
    many: bool = False
    """Whether each of its cells holds a tuple of texts, and not one value."""
    listed: bool = False
    """Whether a sheet of its own has these texts one by one."""

    @property
    def single(self) -> list[Any]:
        """Its cells with one value each: several texts are joined to one."""
        return joined(self, self.cells)


class Sheet(NamedTuple):
    """Rows of one sort: of a kind of record, of a list, of claims."""

    name: str
    about: str
    columns: list[SheetColumn]
    key: tuple[str, ...]
    """The columns that no two rows have alike."""

    @property
    def length(self) -> int:
        """How many rows it has."""
        return len(self.columns[0].cells)


def sheets_of(dataset: Dataset) -> list[Sheet]:
    """Every sheet of a dataset, the edition first and the largest last; made once."""
    return dataset.index.once("sheets", lambda: _sheets(dataset))


def _sheets(dataset: Dataset) -> list[Sheet]:
    kinds = list(chain.from_iterable(_of_table(dataset.of(kind.cls)) for kind in KINDS))
    claims = list(_of_table(dataset.claims(), key="claim"))
    sheets = [_records(dataset), _retired(dataset), *kinds, *claims]
    return [_edition(dataset), _errata(dataset), _columns(sheets), *sheets]


def _of_table(table: Table[Any], key: str = "id") -> Iterator[Sheet]:
    """The sheet of a table, and one for each of its columns of several values."""
    columns, lists = list[SheetColumn](), list[Sheet]()
    for flat, cells in unfold(table):
        columns.append(_column(flat, cells))
        if columns[-1].listed:
            lists.append(_of_list(table.title, key, columns[0].cells, flat, cells))
    about = (table.row.__doc__ or "").partition("\n")[0]
    yield Sheet(table.title, about, columns, (key,))
    yield from lists


def _column(flat: Flat, cells: list[Any]) -> SheetColumn:
    whole = flat.name == flat.field.name
    return SheetColumn(
        name=flat.name,
        cell=flat.cell,
        meaning=flat.meaning,
        cells=cells,
        unit=flat.unit,
        field=flat.field.name,
        role=flat.field.role.value,
        refers=_sheet_of(flat.field) if whole and not flat.many else "",
        values=flat.field.vocabulary if whole and not flat.many else (),
        many=flat.many,
        listed=flat.many and flat.name != FORMER,
    )


def _of_list(title: str, key: str, ids: list[str], flat: Flat, cells: list[Any]) -> Sheet:
    """A row for each of several values: whose it is, its place among them, and the value."""
    field = flat.field
    rows = [
        (name, place, value)
        for name, values in zip(ids, cells, strict=True)
        for place, value in enumerate(values or (), 1)
    ]
    names, places, values = ([row[n] for row in rows] for n in range(3))
    of, role = field.name, field.role.value
    return Sheet(
        f"{title}_{of}",
        f"{field.meaning}: a row for each",
        [
            SheetColumn(
                key, "text", f"Whose it is: one of {title}", names, refers=f"{title}.{key}"
            ),
            SheetColumn("place", "integer", "Its place among them, from 1", places),
            SheetColumn(
                "value",
                "text",
                field.meaning,
                values,
                field=of,
                role=role,
                refers=_sheet_of(field),
                values=field.vocabulary,
            ),
        ],
        (key, "place"),
    )


def _sheet_of(field: Field) -> str:
    """Where the ids of a field stand: in the sheet of its kind, or for several in that of all."""
    if not field.refers:
        return ""
    plurals = {kind.name: kind.plural for kind in KINDS}
    if field.refers in plurals:
        return f"{plurals[field.refers]}.id"
    of_any = field.refers == "any" or field.refers[:1].isupper()
    return "records.id" if of_any else "terms.id"


def _records(dataset: Dataset) -> Sheet:
    rows = [(record.id, kind) for kind in KINDS for record in dataset.of(kind.cls)]
    told = {
        "id": ("Its id", [name for name, _ in rows]),
        "kind": ("Its kind: Session", [kind.name for _, kind in rows]),
        "sheet": ("The sheet that has its row", [kind.plural for _, kind in rows]),
    }
    return Sheet("records", "Every record of every kind", _of_text(told), ("id",))


def _retired(dataset: Dataset) -> Sheet:
    rows = [(name, record.id) for record in dataset for name in record.formerly or ()]
    told = {
        "id": ("An id of an earlier edition", [name for name, _ in rows]),
        "record": ("The record that it finds now", [record for _, record in rows]),
    }
    return Sheet("retired", "Ids that records had before", _of_text(told), ("id",))


def _of_text(told: Mapping[str, tuple[str, list[Any]]]) -> list[SheetColumn]:
    """Columns of text, from their names, meanings and cells."""
    return [SheetColumn(name, "text", meaning, cells) for name, (meaning, cells) in told.items()]


def _columns(sheets: Iterable[Sheet]) -> Sheet:
    rows = [(sheet.name, column) for sheet in sheets for column in sheet.columns]
    told: dict[str, tuple[str, list[Any]]] = {
        "sheet": ("The sheet", [name for name, _ in rows]),
        "column": ("The column", [column.name for _, column in rows]),
        "meaning": ("What it says", [column.meaning for _, column in rows]),
        "holds": ("Text, date, number, integer or boolean", [column.cell for _, column in rows]),
        "unit": ("What its numbers count", [column.unit or None for _, column in rows]),
        "field": (
            "The field that it is of, by which claims are joined",
            [column.field or None for _, column in rows],
        ),
        "role": (
            f"Why it may hold what it holds; {Role.FACT.value}: claims say so",
            [column.role or None for _, column in rows],
        ),
        "refers": ("The sheet whose rows it names", [column.refers or None for _, column in rows]),
    }
    return Sheet("columns", "What each column means", _of_text(told), ("sheet", "column"))


def _edition(dataset: Dataset) -> Sheet:
    about = dataset.index.provenance.publication
    told: dict[str, tuple[str, list[Any]]] = {
        "edition": ("The edition", [dataset.edition]),
        "title": ("The title of the dataset", [about.title if about else None]),
        "author": ("Who made it", [about.author if about else None]),
        "licence": ("The licence of the data", [about.licence if about else None]),
        "frozen": ("The day it was frozen", [about.frozen if about else None]),
        "address": ("Its address, or the name that stands for one", [home_of(dataset)]),
        "sha256": ("The SHA-256 of its data files, by name and content", [dataset.digest]),
        "derived": ("How it was derived from the edition", ["; ".join(dataset.lineage) or None]),
    }
    return Sheet("edition", "Which data it is", _of_text(told), ())


def _errata(dataset: Dataset) -> Sheet:
    about = dataset.index.provenance.publication
    rows = about.errata if about else ()
    told: dict[str, tuple[str, list[Any]]] = {
        name: (field.meaning, [getattr(row, name) for row in rows])
        for name, field in fields_of(Erratum).items()
    }
    return Sheet("errata", "The errors known in the edition", _of_text(told), ())
