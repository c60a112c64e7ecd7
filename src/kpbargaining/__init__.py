"""The bargaining record of Kaiser Permanente and its unions as typed, cited, versioned data.

    import kpbargaining as kp

    ds = kp.load()
    print(ds.timeline("2025-alliance"))

Everything the library promises stands in `__all__`; each name is loaded when it is first used.
"""

from importlib import import_module as _import_module
from typing import TYPE_CHECKING as _TYPE_CHECKING

if _TYPE_CHECKING:
    from kpbargaining.checks import Finding, Severity, check
    from kpbargaining.codec import to_plain
    from kpbargaining.dataset import Dataset
    from kpbargaining.edition import Edition, Erratum, editions, load
    from kpbargaining.errors import (
        DamagedEdition,
        InvalidDocument,
        InvalidValue,
        KPBargainingError,
        Problem,
        UnknownName,
        UnreadableFile,
    )
    from kpbargaining.evidence import Basis, Evidence, Passage, Source, SourceKind, Voice
    from kpbargaining.folders import read, write
    from kpbargaining.knowledge import Coverage, Disagreement
    from kpbargaining.quantity import Quantity
    from kpbargaining.records.actions import Event, JobAction, JobActionKind
    from kpbargaining.records.agreements import Agreement, AgreementKind, Partnership, Program
    from kpbargaining.records.bargaining import (
        BargainingRound,
        Called,
        Committee,
        CommitteeKind,
        Deliverable,
        Outcome,
        Proposal,
        Session,
        SessionFormat,
        Step,
    )
    from kpbargaining.records.figures import (
        Figure,
        Scope,
        Statement,
        StatementKind,
        Term,
        Vocabulary,
    )
    from kpbargaining.records.parties import (
        Appointment,
        Membership,
        Organization,
        OrganizationKind,
        Person,
    )
    from kpbargaining.roles import Role
    from kpbargaining.tables import Collection, Table
    from kpbargaining.tallies import Tally, TallyRow
    from kpbargaining.timeline import Entry, Timeline
    from kpbargaining.when import Days, Order, PartialDate, Precision, Span

__version__ = "0.1.0"

__all__ = [
    "Agreement",
    "AgreementKind",
    "Appointment",
    "BargainingRound",
    "Basis",
    "Called",
    "Collection",
    "Committee",
    "CommitteeKind",
    "Coverage",
    "DamagedEdition",
    "Dataset",
    "Days",
    "Deliverable",
    "Disagreement",
    "Edition",
    "Entry",
    "Erratum",
    "Event",
    "Evidence",
    "Figure",
    "Finding",
    "InvalidDocument",
    "InvalidValue",
    "JobAction",
    "JobActionKind",
    "KPBargainingError",
    "Membership",
    "Order",
    "Organization",
    "OrganizationKind",
    "Outcome",
    "PartialDate",
    "Partnership",
    "Passage",
    "Person",
    "Precision",
    "Problem",
    "Program",
    "Proposal",
    "Quantity",
    "Role",
    "Scope",
    "Session",
    "SessionFormat",
    "Severity",
    "Source",
    "SourceKind",
    "Span",
    "Statement",
    "StatementKind",
    "Step",
    "Table",
    "Tally",
    "TallyRow",
    "Term",
    "Timeline",
    "UnknownName",
    "UnreadableFile",
    "Vocabulary",
    "Voice",
    "__version__",
    "check",
    "editions",
    "load",
    "read",
    "to_plain",
    "write",
]

_HOMES = {
    "checks": (
        "Finding",
        "Severity",
        "check",
    ),
    "codec": ("to_plain",),
    "dataset": ("Dataset",),
    "edition": (
        "Edition",
        "Erratum",
        "editions",
        "load",
    ),
    "errors": (
        "DamagedEdition",
        "InvalidDocument",
        "InvalidValue",
        "KPBargainingError",
        "Problem",
        "UnknownName",
        "UnreadableFile",
    ),
    "evidence": (
        "Basis",
        "Evidence",
        "Passage",
        "Source",
        "SourceKind",
        "Voice",
    ),
    "folders": (
        "read",
        "write",
    ),
    "knowledge": (
        "Coverage",
        "Disagreement",
    ),
    "quantity": ("Quantity",),
    "records.actions": (
        "Event",
        "JobAction",
        "JobActionKind",
    ),
    "records.agreements": (
        "Agreement",
        "AgreementKind",
        "Partnership",
        "Program",
    ),
    "records.bargaining": (
        "BargainingRound",
        "Called",
        "Committee",
        "CommitteeKind",
        "Deliverable",
        "Outcome",
        "Proposal",
        "Session",
        "SessionFormat",
        "Step",
    ),
    "records.figures": (
        "Figure",
        "Scope",
        "Statement",
        "StatementKind",
        "Term",
        "Vocabulary",
    ),
    "records.parties": (
        "Appointment",
        "Membership",
        "Organization",
        "OrganizationKind",
        "Person",
    ),
    "roles": ("Role",),
    "tables": (
        "Collection",
        "Table",
    ),
    "tallies": (
        "Tally",
        "TallyRow",
    ),
    "timeline": (
        "Entry",
        "Timeline",
    ),
    "when": (
        "Days",
        "Order",
        "PartialDate",
        "Precision",
        "Span",
    ),
}
"""The module that each name comes from."""

_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    """Load a promised name when it is first used."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(_import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)
