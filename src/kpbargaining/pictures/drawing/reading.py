"""Every mark of a picture as a row: what it stands for, and between which values it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from kpbargaining.pictures.drawing.marks import Bar, Dot, Label, Line, Rule
from kpbargaining.pictures.drawing.scales import ScaleKind
from kpbargaining.pictures.drawing.vegalite import iso_of
from kpbargaining.records.roles import column
from kpbargaining.tables.table import Table
from kpbargaining.values.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.pictures.drawing.layout import Drawing
    from kpbargaining.pictures.drawing.marks import Mark, Panel
    from kpbargaining.pictures.drawing.scales import Scale

__all__ = ["MarkRow", "marks_of"]


@frozen(kw_only=True)
class MarkRow:
    """One mark of a picture."""

    panel: Text = field(metadata=column("The part of the picture that it stands in"))
    mark: Text = field(metadata=column("Its sort: bar, dot, label, line, rule"))
    told: Text | None = field(metadata=column("What it stands for, or what it says"))
    x: Text = field(metadata=column("Where it stands on the axis across: a day or a number"))
    x_to: Text | None = field(metadata=column("To where it goes there, where it is no point"))
    y: Text = field(metadata=column("Where it stands on the axis upwards"))
    y_to: Text | None = field(metadata=column("To where it goes there, where it is no point"))


def marks_of(drawing: Drawing) -> Table[MarkRow]:
    """The marks of the panels of a drawing, from the back to the front; not the key and notes."""
    rows = (row for panel in drawing.panels for mark in panel.marks for row in _rows(panel, mark))
    return Table(MarkRow, tuple(rows), "marks")


def _rows(panel: Panel, mark: Mark) -> Iterator[MarkRow]:
    if isinstance(mark, Line):
        for x, y in mark.points:
            yield _row(panel, mark, (x, None), (y, None))
    elif isinstance(mark, (Bar, Rule)):
        yield _row(panel, mark, (mark.x, mark.x2), (mark.y, mark.y2))
    else:
        yield _row(panel, mark, (mark.x, None), (mark.y, None))


def _row(
    panel: Panel, mark: Mark, x: tuple[float, float | None], y: tuple[float, float | None]
) -> MarkRow:
    told = mark.text if isinstance(mark, Label) else mark.told
    return MarkRow(
        panel=panel.name,
        mark={Bar: "bar", Dot: "dot", Label: "label", Line: "line", Rule: "rule"}[type(mark)],
        told=told or None,
        x=_written(panel.x, x[0]),
        x_to=None if x[1] is None else _written(panel.x, x[1]),
        y=_written(panel.y, y[0]),
        y_to=None if y[1] is None else _written(panel.y, y[1]),
    )


def _written(scale: Scale, value: float) -> str:
    if scale.kind is ScaleKind.DAYS:
        return iso_of(value)
    return f"{value:.4f}".rstrip("0").rstrip(".")
