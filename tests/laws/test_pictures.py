"""Laws of pictures: made-up answers, with any text and anything unknown, are drawn or refused."""

import json
from itertools import combinations
from typing import Any
from xml.etree import ElementTree as ET

import attrs
import hypothesis.strategies as st
import pytest
from hypothesis import event, given

import kpbargaining as kp
from kpbargaining import questions as q
from kpbargaining import strategies as kst
from kpbargaining.pictures.drawing.labels import Box, boxes_of
from kpbargaining.records.actions import JobActionKind
from kpbargaining.records.agreements import AgreementStage

HOSTILE = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "</text><script>alert(1)</script>",
            "\x00\x1b[31m\x07",
            "\u202etxt.exe",
            "\ud800",
            "]]>&amp;<!--",
            "kp-id",
            "W" * 400,
            "\uffff\u200b",
            "'\"><svg onload=x>",
            "\u6f22\u5b57" * 40,
        ]
    ),
)
IDS = st.sampled_from(["round/a", "round/b", "x", "2030-acme", "coalition-of-many-unions", ""])
DAYS = st.one_of(
    st.builds(kp.Days, st.none(), st.none() | st.integers(-4000, 4000)),
    st.builds(lambda a, b: kp.Days(min(a, b), max(a, b)), *[st.integers(-4000, 4000)] * 2),
    st.builds(kp.Days, st.integers(-4000, 4000), st.none()),
)
EXTREME = st.sampled_from(["0001-01-01", "9999-12-31", "[..0001-01-01]", "[9999-12-31..]"])
DATES = kst.partial_dates() | EXTREME.map(kp.PartialDate)
SPANS = kst.spans() | EXTREME.map(lambda text: kp.Span(f"{text}/{text}"))
AMOUNTS = st.sampled_from(
    ["0", "44", ">45000", ">=4", "<22000", "~31000", "2..4", "999999999999", "0.5", "-3", "98%"]
).map(kp.Quantity)
PERCENTS = st.sampled_from(["3%", "<=2%", "~4%", ">=1%", "1..9%", "-100%", "99999%", "0%"]).map(
    kp.Quantity
)

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "steps": st.lists(PERCENTS, max_size=4).map(tuple),
    "total_simple": PERCENTS,
    "total_compound": PERCENTS,
    "total_claimed": PERCENTS,
    "total_raise": PERCENTS,
    "simple": PERCENTS,
    "percent": PERCENTS,
    "metric": st.just("metric-people"),
}
"""What a column may hold, by its name, where its type alone does not say enough."""

SORTS: dict[str, st.SearchStrategy[Any]] = {
    "AgreementStage": st.sampled_from(AgreementStage),
    "Count": st.integers(0, 1_000_000),
    "Days": DAYS,
    "Flag": st.booleans(),
    "Id": IDS,
    "JobActionKind": st.sampled_from(JobActionKind),
    "PartialDate": DATES,
    "PartialDate or Span": DATES | SPANS,
    "Quantity": AMOUNTS,
    "Scope": st.sampled_from(kp.Scope),
    "Side": st.sampled_from(q.Side),
    "Span": SPANS,
    "Stage": st.sampled_from(q.Stage),
    "Text": HOSTILE,
    "TotalBasis": st.sampled_from(kp.TotalBasis),
}
"""What a column may hold, by its type."""


def rows_of(row: type, **more: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Rows of a class: any text in each field, and anything unknown that can be."""
    values = {}
    for column in kp.Table(row, (), "rows").columns:
        written = str(getattr(attrs.fields(row), column.name).type)
        optional = "None" in written or "Optional" in written
        drawn = (VALUES | more).get(column.name, _of_type(column.holds))
        values[column.name] = st.none() | drawn if optional else drawn
    values |= {name: drawn for name, drawn in more.items() if name not in values}
    return st.builds(row, **values)


def _of_type(holds: str) -> st.SearchStrategy[Any]:
    name = holds.removeprefix("one or more ")
    drawn = SORTS.get(name, HOSTILE)
    return drawn if name == holds else st.lists(drawn, max_size=3).map(tuple)


def table_of(row: type, **more: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Tables of such rows, the empty one among them."""
    drawn = st.lists(rows_of(row, **more), max_size=6).map(tuple)
    return st.builds(kp.Table, st.just(row), drawn, HOSTILE)


STEPS = table_of(q.StepRow)
ANSWERS: dict[str, list[st.SearchStrategy[Any]]] = {
    "offers": [
        table_of(q.OfferRow),
        table_of(q.RoundRow),
        table_of(q.ActionRow),
        table_of(q.AgreementRow),
    ],
    "rounds": [table_of(q.RoundRow), table_of(q.ActionRow)],
    "tally": [
        st.builds(q.Tally, metric=IDS, total=st.none() | AMOUNTS, sessions=table_of(q.TallyRow))
    ],
    "strikes": [
        table_of(q.ActionRow),
        table_of(q.HeadcountRow),
        table_of(q.AgreementRow),
        table_of(q.MemberRow),
    ],
    "raises": [table_of(q.Schedule, steps=STEPS)],
    "members": [table_of(q.MemberRow), table_of(q.NumberRow)],
    "story": [table_of(q.EntryRow)],
}


@pytest.mark.parametrize("name", ANSWERS)
@given(data=st.data())
def test_any_answer_is_drawn_or_refused(name: str, data: st.DataObject) -> None:
    """Whatever stands in an answer, its picture is whole and legible, or refused in words."""
    answers = [data.draw(strategy) for strategy in ANSWERS[name]]
    width = data.draw(st.sampled_from([480, 600, 900, 1400, 2400]))
    try:
        drawn = kp.picture(*answers, width=width)
    except kp.InvalidValue as refused:
        event(f"refused: {refused.expected[:30]}")
        return
    root = ET.fromstring(drawn.svg)  # noqa: S314 (our own text)
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert not tags & {"script", "image", "a"}
    page = Box(0, 0, width, drawn.drawing.height)
    boxes = boxes_of(drawn.drawing.all_panels)
    assert [] == [text for text, box in boxes if not box.inside(page)]
    assert [] == [(a, b) for (a, one), (b, other) in combinations(boxes, 2) if one.meets(other)]
    assert json.dumps(drawn.to_vegalite(), allow_nan=False)
    assert len(drawn.marks) == sum(
        len(getattr(mark, "points", "1")) for each in drawn.drawing.panels for mark in each.marks
    )
