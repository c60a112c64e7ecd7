"""Laws: whatever this library writes, its JSON Schema accepts."""

import json
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import kpbargaining as kp
from kpbargaining.files.codec import encode
from kpbargaining.records.kinds import KINDS, AnyRecord, Kind
from kpbargaining.strategies import datasets, evidence, records

VALIDATOR = Draft202012Validator(kp.schema())


def refused(given: Iterable[AnyRecord], beside: Iterable[kp.Evidence]) -> list[str]:
    """Give the names of the files that the schema refuses."""
    files = encode(given, beside)
    return [name for name, it in files.items() if not VALIDATOR.is_valid(json.loads(it))]


@settings(max_examples=20)
@given(datasets())
def test_every_dataset_is_accepted(dataset: kp.Dataset) -> None:
    """Every file of every dataset is valid against the schema."""
    assert [] == refused(dataset.records(), dataset.evidence)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.name))
@settings(max_examples=10)
@given(data=st.data())
def test_every_record_is_accepted(kind: Kind, data: st.DataObject) -> None:
    """Every record of every kind is valid against the schema, with whatever evidence it has."""
    record = data.draw(records(kind.cls))
    assert [] == refused([record], data.draw(st.lists(evidence(record), max_size=2)))
