"""Which side of the table somebody sits on."""

import pytest

from kpbargaining.records.agreements import Partnership
from kpbargaining.records.bargaining import Committee, CommitteeKind
from kpbargaining.records.figures import Term, Vocabulary
from kpbargaining.records.kinds import AnyRecord
from kpbargaining.records.parties import Appointment, Organization, OrganizationKind, Person
from kpbargaining.store.sides import SIDES, Side, side_of
from kpbargaining.store.store import Store

KINDS = OrganizationKind
RECORDS: list[AnyRecord] = [
    *(Organization(id=kind.replace(" ", "-"), kind=kind, name=str(kind)) for kind in KINDS),
    *(Person(id=name, name=name) for name in ("ann", "bo", "cy", "dee", "eve", "flo")),
    Appointment(id="a", person="ann", bodies=("employer",)),
    Appointment(id="b", person="bo", bodies=("local-union", "coalition")),
    Appointment(id="c", person="cy", bodies=("employer", "local-union")),
    Appointment(id="d-1", person="dee", bodies=("federation",)),
    Appointment(id="d-2", person="dee", bodies=("coalition",)),
    Appointment(id="f-1", person="flo", bodies=("employer",)),
    Appointment(id="f-2", person="flo", bodies=("partnership",)),
    Partnership(id="partnership", name="The partnership"),
    Committee(id="2024-acme/cic", round="2024-acme", kind=CommitteeKind.TEAM, name="The team"),
    Term(id="pay", kind=Vocabulary.TOPIC, name="Pay"),
]
STORE = Store(RECORDS, [])


@pytest.mark.parametrize(
    ("side", "names"),
    [
        (None, []),
        (None, ["federation"]),
        (None, ["nobody"]),
        (None, ["pay"]),
        (None, ["eve"]),
        (Side.MANAGEMENT, ["employer"]),
        (Side.MANAGEMENT, ["employer", "medical-group", "federation"]),
        (Side.LABOR, ["coalition", "local-union", "bargaining-unit", "international-union"]),
        (Side.BOTH, ["employer", "local-union"]),
        (Side.BOTH, ["joint-body"]),
        (Side.BOTH, ["joint-body", "employer"]),
        (Side.BOTH, ["2024-acme/cic"]),
        (Side.BOTH, ["partnership"]),
        (Side.MANAGEMENT, ["ann"]),
        (Side.LABOR, ["bo"]),
        (Side.BOTH, ["cy"]),
        (Side.LABOR, ["dee"]),
        (Side.MANAGEMENT, ["flo"]),
        (Side.BOTH, ["flo", "partnership"]),
        (Side.BOTH, ["ann", "bo"]),
        (Side.LABOR, ["local-union", "eve", "nobody"]),
    ],
)
def test_the_side_of(side: Side | None, names: list[str]) -> None:
    """Employers are management, unions labor, some are both; a person is where the titles are."""
    assert side is side_of(STORE, names)


def test_a_kind_of_organization_is_on_a_side_or_on_none() -> None:
    """Federations, offices, facilities and government bodies are on no side."""
    none = {KINDS.FEDERATION, KINDS.OFFICE, KINDS.FACILITY, KINDS.GOVERNMENT_BODY}
    assert none == set(KINDS) - SIDES.keys()
