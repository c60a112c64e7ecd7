"""Laws of data files: what is written is read back exactly, and to the same bytes."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

from kpbargaining.dataset import Dataset
from kpbargaining.files.codec import decode, encode, evidence_plain, to_plain
from kpbargaining.records.kinds import KINDS
from kpbargaining.strategies import datasets, evidence, records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpbargaining.records.evidence import Evidence
    from kpbargaining.records.kinds import AnyRecord

of_any_kind = st.sampled_from([kind.cls for kind in KINDS]).flatmap(records)


def exact(value: Any) -> Any:
    """Give a value together with its type, and with those of all that it holds."""
    if type(value) is tuple:
        return tuple, *map(exact, value)
    if attrs.has(type(value)):
        names = attrs.fields_dict(type(value))
        return type(value), *(exact(getattr(value, name)) for name in names)
    return type(value), value


@st.composite
def attested(draw: st.DrawFn) -> tuple[AnyRecord, list[Evidence]]:
    """A record of any kind, with a few pieces of evidence."""
    record = draw(of_any_kind)
    return record, draw(st.lists(evidence(record), max_size=3))


@given(attested())
def test_exact_values(given: tuple[AnyRecord, list[Evidence]]) -> None:
    """A record of any kind and its evidence are read back equal, and of exactly the same types."""
    record, pieces = given
    read, read_pieces = decode(encode([record], pieces))

    assert ([record], pieces) == (read, read_pieces)
    assert exact((record, *pieces)) == exact((*read, *read_pieces))


@given(datasets(), st.data())
def test_whole_datasets(dataset: Dataset, data: st.DataObject) -> None:
    """A dataset is read back equal, and written to the same bytes whatever order it is given in."""
    files = encode(dataset.records(), dataset.evidence)
    records, pieces = decode(files)

    assert dataset == Dataset(records, pieces)
    assert files == encode(records, pieces)
    assert files == encode(data.draw(st.permutations(records)), pieces)


@given(datasets())
def test_one_line_for_one_fact(dataset: Dataset) -> None:
    """Each field of a record has a line of its own, and so has each piece of evidence."""
    files = encode(dataset.records(), dataset.evidence)
    lines = [line for file in files.values() for line in file.decode().split("\n")]
    expected = [line for record in dataset.records() for line in own_lines(dataset, record)]

    assert Counter() == Counter(expected) - Counter(line.strip(" ,") for line in lines)


def own_lines(dataset: Dataset, record: AnyRecord) -> Iterator[str]:
    """Give the lines of a record's fields and evidence, without blanks and commas around them."""
    for name, value in to_plain(record).items():
        if name not in ("id", "round"):
            yield f'"{name}": {json.dumps(value, ensure_ascii=False)}'
    for item in dataset.evidence_for(record.id):
        yield json.dumps(evidence_plain(item), ensure_ascii=False)
