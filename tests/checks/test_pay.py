"""What looks wrong in schedules of raises."""

from kpbargaining.checks.pay import untold_totals
from kpbargaining.dataset import Dataset
from kpbargaining.records.agreements import Agreement, AgreementKind
from kpbargaining.records.pay import WageStep
from kpbargaining.values.quantity import Quantity

PACT = Agreement(id="pact", kind=AgreementKind.NATIONAL, name="Pact")


def paid(number: int, each: str) -> Dataset:
    """A pact with so many raises."""
    steps = [
        WageStep(id=f"step-{place}", of="pact", order=place, percent=Quantity(each))
        for place in range(1, number + 1)
    ]
    return Dataset([PACT, *steps], [])


def test_totals_that_nobody_can_be_told() -> None:
    """A schedule whose raises come to more than any amount can say is found, and no other."""
    (finding,) = untold_totals(paid(49, "100%"))
    assert "warning: pact: 49 raises come to more than any amount can say [untold]" == str(finding)
    for dataset in (paid(43, "100%"), paid(3, ">=5%"), Dataset([PACT], [])):
        assert [] == list(untold_totals(dataset))
