"""Hypothesis strategies for values, records and whole datasets, all valid by construction.

They need the extra `hypothesis`. Every field that can be left out is left out at times, and filled
at times with every form of value.
"""

from kpbargaining.strategies.single import evidence, records, sources
from kpbargaining.strategies.values import (
    counts,
    days,
    digests,
    ids,
    lengths,
    names,
    partial_dates,
    passages,
    quantities,
    spans,
    texts,
    urls,
)
from kpbargaining.strategies.whole import datasets

__all__ = [
    "counts",
    "datasets",
    "days",
    "digests",
    "evidence",
    "ids",
    "lengths",
    "names",
    "partial_dates",
    "passages",
    "quantities",
    "records",
    "sources",
    "spans",
    "texts",
    "urls",
]
