"""The strategy for each class, as Hypothesis asks for it by the class."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from kpbargaining.dataset import Dataset
from kpbargaining.records.evidence import Evidence
from kpbargaining.records.kinds import BY_CLASS
from kpbargaining.strategies.single import evidence, records
from kpbargaining.strategies.values import lengths, partial_dates, passages, quantities, spans
from kpbargaining.strategies.whole import datasets
from kpbargaining.values.days import Days
from kpbargaining.values.passages import Passage
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.when import PartialDate, Span

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["of_type"]


def of_type(cls: type[Any]) -> st.SearchStrategy[Any]:
    """What is drawn of a class: of a kind of record, of a value, evidence, a whole dataset."""
    return records(cls) if cls in BY_CLASS else OTHERS[cls]()


def _evidence() -> st.SearchStrategy[Evidence]:
    """Evidence about a record of any kind."""
    return st.sampled_from([*BY_CLASS]).flatmap(records).flatmap(evidence)


OTHERS: dict[type, Callable[[], st.SearchStrategy[Any]]] = {
    Dataset: datasets,
    Days: lengths,
    Evidence: _evidence,
    PartialDate: partial_dates,
    Passage: passages,
    Quantity: quantities,
    Span: spans,
}
"""The strategies of what is no record."""
