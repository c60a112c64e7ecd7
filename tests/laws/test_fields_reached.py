"""Laws of the strategies: whatever a field can hold beside its default is drawn of its class."""

from typing import Any

import attrs
import pytest
from hypothesis import Phase, find, settings
from hypothesis import strategies as st

import kpbargaining as kp
from kpbargaining.hook import offer
from kpbargaining.records.kinds import KINDS

CLASSES = [*(kind.cls for kind in KINDS), kp.Evidence]

FEW = settings(max_examples=1000, phases=[Phase.generate])


@pytest.mark.parametrize("cls", CLASSES)
def test_every_field_is_reached(cls: type[Any]) -> None:
    """For each field of each class a value is drawn that is not its default."""
    offer()
    left = {each.name: each.default for each in attrs.fields(cls)}

    def is_last(record: object) -> bool:
        for name in [name for name, value in left.items() if getattr(record, name) != value]:
            del left[name]
        return not left

    assert isinstance(find(st.from_type(cls), is_last, settings=FEW), cls), left
