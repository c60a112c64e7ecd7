"""What the tests of rules share: a strike whose size several sources tell differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kpbargaining.dataset import Dataset
from kpbargaining.records.evidence import Evidence, Source, SourceKind, Voice
from kpbargaining.records.figures import Figure, Scope, Term, Vocabulary
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.when import PartialDate

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpbargaining.records.kinds import AnyRecord

SOURCES = {
    "employer": (Voice.MANAGEMENT, "2024-03-01"),
    "union": (Voice.UNION, "2024-04-01"),
    "guild": (Voice.UNION, "2024-04-15"),
    "paper": (Voice.PRESS, "2024-05-01"),
    "weekly": (Voice.PRESS, "2024-05-01"),
}

METRIC = "metric-strikers"


def source(name: str) -> Source:
    """A source of a voice, published on a day."""
    voice, day = SOURCES[name]
    return Source(
        id=name,
        kind=SourceKind.STORY,
        title="Strike",
        publisher=name,
        voice=voice,
        published=PartialDate(day),
    )


@pytest.fixture(scope="session")
def strike() -> Callable[..., Dataset]:
    """Make a dataset of the number of strikers: who agrees with it, who says otherwise."""

    def strike(value: str | None, agree: str = "", weak: str = "", **read: str) -> Dataset:
        number = None if value is None else Quantity(value)
        records: list[AnyRecord] = [
            Term(id=METRIC, kind=Vocabulary.METRIC, name="strikers"),
            *map(source, SOURCES),
            Figure(id="strikers", about=METRIC, metric=METRIC, scope=Scope.LEVEL, value=number),
        ]
        evidence = [
            *(Evidence(record=name, source=name, fields=("published",)) for name in SOURCES),
            *(Evidence(record="strikers", source=of, fields=("value",)) for of in agree.split()),
            *(
                Evidence(
                    record="strikers",
                    source=of,
                    says=(("value", Quantity(text)),),
                    weak=of in weak.split(),
                    note="As it says",
                )
                for of, text in read.items()
            ),
        ]
        return Dataset(records, evidence)

    return strike
