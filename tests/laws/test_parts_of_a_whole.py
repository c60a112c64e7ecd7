"""Laws: a round cut out of a dataset stands alone, and put back it changes nothing."""

from hypothesis import given, settings

import kpbargaining as kp
from kpbargaining.records.kinds import references
from kpbargaining.strategies import datasets

FEW = settings(max_examples=20)


@FEW
@given(datasets())
def test_a_part_stands_alone(whole: kp.Dataset) -> None:
    """A subset holds whatever its records refer to and rest on, and has no error."""
    for name in whole.rounds.ids:
        part = whole.subset(name)
        needed = {target for record in part.records() for _, target in references(record)}
        rested = {source for item in part.evidence for source in item.sources}
        assert needed | rested <= {record.id for record in part.records()}
        assert [] == list(kp.check(part).where(severity=kp.Severity.ERROR))


@FEW
@given(datasets())
def test_a_part_changes_nothing(whole: kp.Dataset) -> None:
    """A dataset merged with itself, or with a part of itself on either side, is the dataset."""
    assert whole == whole.merge(whole)
    for part in map(whole.subset, whole.rounds.ids):
        assert whole == whole.merge(part)
        assert whole == part.merge(whole)
