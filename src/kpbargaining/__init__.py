"""A record of collective bargaining as typed, cited, versioned data.

    import kpbargaining as kp

    ds = kp.load()
    print(ds.timeline())

Everything the library promises stands in `__all__`; each name is loaded when it is first used.
"""

TYPE_CHECKING = False  # typing would cost more than the rest of this module
if TYPE_CHECKING:
    from kpbargaining.checks import Finding, Severity, check
    from kpbargaining.citation import cite
    from kpbargaining.codec import to_plain
    from kpbargaining.combining import Clash, MergeClash
    from kpbargaining.dataset import Dataset
    from kpbargaining.difference import Change, ChangeKind, Changes, diff
    from kpbargaining.differing import Coverage, Disagreement
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
    from kpbargaining.fields import CodebookRow, codebook
    from kpbargaining.file_schema import schema
    from kpbargaining.folders import read, write
    from kpbargaining.freezing import freeze
    from kpbargaining.quantity import Quantity
    from kpbargaining.questions import Exchange
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
    "Change",
    "ChangeKind",
    "Changes",
    "Clash",
    "CodebookRow",
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
    "Exchange",
    "Figure",
    "Finding",
    "InvalidDocument",
    "InvalidValue",
    "JobAction",
    "JobActionKind",
    "KPBargainingError",
    "Membership",
    "MergeClash",
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
    "cite",
    "codebook",
    "diff",
    "editions",
    "freeze",
    "load",
    "read",
    "schema",
    "to_plain",
    "write",
]

_HOMES = {
    "checks": (
        "Finding",
        "Severity",
        "check",
    ),
    "citation": ("cite",),
    "codec": ("to_plain",),
    "combining": (
        "Clash",
        "MergeClash",
    ),
    "dataset": ("Dataset",),
    "difference": (
        "Change",
        "ChangeKind",
        "Changes",
        "diff",
    ),
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
    "fields": (
        "CodebookRow",
        "codebook",
    ),
    "file_schema": ("schema",),
    "folders": (
        "read",
        "write",
    ),
    "freezing": ("freeze",),
    "differing": (
        "Coverage",
        "Disagreement",
    ),
    "quantity": ("Quantity",),
    "questions": ("Exchange",),
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
    from importlib import import_module  # noqa: PLC0415 (importing the package loads nothing)

    value: object = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)
