"""Every picture of a dataset, and what tests measure in one."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from attrs import fields

import kpbargaining as kp
from kpbargaining.pictures.drawing.labels import boxes_of

Drawn = tuple[str, kp.Picture]
Gallery = Callable[[kp.Dataset, int], Iterator[Drawn]]

STRIKING, CALLED_OUT = "metric-workers-on-strike", "metric-workers-called-out"
MEMBERS = "metric-union-members"


def _asked(ds: kp.Dataset) -> Iterator[tuple[str, list[Any]]]:
    """Give the answers of every picture that can be asked of a dataset."""
    rounds, actions, deals = ds.compare_rounds(), ds.action_log(), ds.compare_agreements()
    metrics = {term.id for term in ds.terms}
    heads = [ds.headcounts(metric=each) for each in (STRIKING, CALLED_OUT) if each in metrics]
    bodies = [each.id for each in ds.organizations.where(kind="coalition")]
    members = [ds.members_of(body) for body in bodies]
    sizes = [ds.numbers(metric=MEMBERS).where(metric=MEMBERS)] if MEMBERS in metrics else []
    events = ds.events
    counts = [
        ds.numbers(metric=each).where(lambda row: row.about in events)
        for each in ("metric-local-unions", MEMBERS)
        if each in metrics
    ]
    left = [events, *(each.where(metric=each[0].metric) for each in counts if len(each))]
    yield "offers", [ds.offers(), rounds, actions, deals]
    yield "rounds", [rounds, actions]
    yield "strikes", [actions, *heads, deals, ds.agreements, *members, *left]
    yield "raises", [ds.schedules(), ds.terms, ds.agreements]
    yield "members", [*members, *sizes, ds.disagreements(), *left]
    for name in ds.rounds.ids:
        yield f"offers {name}", [ds.offers(name), rounds, actions, deals]
        yield f"offers {name} alone", [ds.offers(name)]
        yield f"tally {name}", [ds.tally(name), ds.outcomes, ds.terms]
        yield f"story {name}", [ds.timeline(name)]


@pytest.fixture(scope="session")
def gallery() -> Gallery:
    """Give every picture that a dataset has anything to draw for, at a width."""

    def gallery(ds: kp.Dataset, width: int) -> Iterator[Drawn]:
        for name, answers in _asked(ds):
            with suppress(kp.InvalidValue):  # there is nothing to draw
                yield name, kp.picture(*answers, width=width)

    return gallery


@pytest.fixture(scope="session")
def newest() -> kp.Dataset:
    """Give the newest data, read once for all tests of pictures."""
    return kp.load()


EMPTY: dict[str, Any] = {"Count": 0, "Flag": False, "Id": "some-id", "Text": "some text"}


def _is_optional(row: type, name: str) -> bool:
    """Tell whether a column can be empty, whichever way its type is written."""
    written = str(getattr(fields(row), name).type)
    return "None" in written or "Optional" in written


def _empty(column: Any, *, optional: bool) -> Any:
    return None if optional else () if "more" in column.holds else EMPTY.get(column.holds)


@pytest.fixture(scope="session")
def row_of() -> Callable[..., Any]:
    """Make a row of a class of which only some columns are known."""

    def row_of(row: type, **known: Any) -> Any:
        empty = {
            each.name: _empty(each, optional=_is_optional(row, each.name))
            for each in kp.Table(row, (), "rows").columns
        }
        return row(**(empty | known))

    return row_of


@pytest.fixture(scope="session")
def table_of(row_of: Callable[..., Any]) -> Callable[..., Any]:
    """Make a table of such rows."""

    def table_of(row: type, *known: dict[str, Any]) -> kp.Table[Any]:
        return kp.Table(row, tuple(row_of(row, **each) for each in known), "rows")

    return table_of


@pytest.fixture(scope="session")
def texts_of() -> Callable[[kp.Picture], list[str]]:
    """Give every text of a picture."""
    return lambda drawn: [text for text, _ in boxes_of(drawn.drawing.all_panels)]


@pytest.fixture(scope="session")
def told_of() -> Callable[[kp.Picture], list[str]]:
    """Give what the marks of a picture stand for."""
    return lambda drawn: [row.told for row in drawn.marks if row.told]
