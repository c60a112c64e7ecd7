"""Agreements: the stage that each has reached."""

from typing import Any

import pytest

from kpbargaining.records.agreements import Agreement, AgreementKind, AgreementStage
from kpbargaining.values.when import PartialDate

TENTATIVE, RATIFIED, SIGNED, IN_FORCE = AgreementStage


@pytest.mark.parametrize(
    ("stage", "known"),
    [
        (None, []),
        (None, ["expires"]),
        (TENTATIVE, ["reached"]),
        (RATIFIED, ["reached", "ratified"]),
        (RATIFIED, ["ratified"]),
        (SIGNED, ["reached", "ratified", "signed"]),
        (IN_FORCE, ["reached", "ratified", "signed", "effective"]),
        (IN_FORCE, ["effective", "expires"]),
    ],
)
def test_the_stage_of_an_agreement(stage: AgreementStage | None, known: list[str]) -> None:
    """The stage is the last one that a source reports, whatever it leaves out before; or none."""
    dates: Any = {name: PartialDate("2024-05") for name in known}
    agreement = Agreement(id="pact", kind=AgreementKind.NATIONAL, name="Pact", **dates)
    assert stage is agreement.stage
