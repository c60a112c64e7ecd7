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
    from kpbargaining.comparing import AgreementRow, RoundRow, Rounds
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
    from kpbargaining.offers import GapRow, Offer, Offers
    from kpbargaining.positions import BeforeAfter, Position, PositionRow
    from kpbargaining.proceedings import SessionRow, WorkRow
    from kpbargaining.quantity import Quantity
    from kpbargaining.questions import Exchange, MembershipChange
    from kpbargaining.real_wages import RealLevel, RealRow, real_level
    from kpbargaining.records.actions import (
        Case,
        CaseKind,
        Event,
        JobAction,
        JobActionKind,
        Vote,
        VoteKind,
        VoteOutcome,
    )
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
        TotalBasis,
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
    from kpbargaining.records.pay import EffectiveRule, WageStep
    from kpbargaining.reported import NumberRow, SideRow
    from kpbargaining.roles import Role
    from kpbargaining.strikes import ActionRow, Headcount, WorkerDays
    from kpbargaining.tables import Collection, Table
    from kpbargaining.tallies import Tally, TallyRow
    from kpbargaining.timeline import Entry, Timeline
    from kpbargaining.votes import VoteRow
    from kpbargaining.wages import Schedule, ScheduleRow
    from kpbargaining.when import Days, Order, PartialDate, Precision, Span

__version__ = "0.1.0"

__all__ = [
    "ActionRow",
    "Agreement",
    "AgreementKind",
    "AgreementRow",
    "Appointment",
    "BargainingRound",
    "Basis",
    "BeforeAfter",
    "Called",
    "Case",
    "CaseKind",
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
    "EffectiveRule",
    "Entry",
    "Erratum",
    "Event",
    "Evidence",
    "Exchange",
    "Figure",
    "Finding",
    "GapRow",
    "Headcount",
    "InvalidDocument",
    "InvalidValue",
    "JobAction",
    "JobActionKind",
    "KPBargainingError",
    "Membership",
    "MembershipChange",
    "MergeClash",
    "NumberRow",
    "Offer",
    "Offers",
    "Order",
    "Organization",
    "OrganizationKind",
    "Outcome",
    "PartialDate",
    "Partnership",
    "Passage",
    "Person",
    "Position",
    "PositionRow",
    "Precision",
    "Problem",
    "Program",
    "Proposal",
    "Quantity",
    "RealLevel",
    "RealRow",
    "Role",
    "RoundRow",
    "Rounds",
    "Schedule",
    "ScheduleRow",
    "Scope",
    "Session",
    "SessionFormat",
    "SessionRow",
    "Severity",
    "SideRow",
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
    "TotalBasis",
    "UnknownName",
    "UnreadableFile",
    "Vocabulary",
    "Voice",
    "Vote",
    "VoteKind",
    "VoteOutcome",
    "VoteRow",
    "WageStep",
    "WorkRow",
    "WorkerDays",
    "__version__",
    "check",
    "cite",
    "codebook",
    "diff",
    "editions",
    "freeze",
    "load",
    "read",
    "real_level",
    "schema",
    "to_plain",
    "write",
]

_HOMES = {
    "checks": "Finding Severity check",
    "citation": "cite",
    "codec": "to_plain",
    "combining": "Clash MergeClash",
    "comparing": "AgreementRow RoundRow Rounds",
    "dataset": "Dataset",
    "difference": "Change ChangeKind Changes diff",
    "differing": "Coverage Disagreement",
    "edition": "Edition Erratum editions load",
    "errors": (
        "DamagedEdition InvalidDocument InvalidValue KPBargainingError Problem UnknownName "
        "UnreadableFile"
    ),
    "evidence": "Basis Evidence Passage Source SourceKind Voice",
    "fields": "CodebookRow codebook",
    "file_schema": "schema",
    "folders": "read write",
    "freezing": "freeze",
    "offers": "GapRow Offer Offers",
    "positions": "BeforeAfter Position PositionRow",
    "proceedings": "SessionRow WorkRow",
    "quantity": "Quantity",
    "questions": "Exchange MembershipChange",
    "real_wages": "RealLevel RealRow real_level",
    "records.actions": "Case CaseKind Event JobAction JobActionKind Vote VoteKind VoteOutcome",
    "records.agreements": "Agreement AgreementKind Partnership Program",
    "records.bargaining": (
        "BargainingRound Called Committee CommitteeKind Deliverable Outcome Proposal Session "
        "SessionFormat Step TotalBasis"
    ),
    "records.figures": "Figure Scope Statement StatementKind Term Vocabulary",
    "records.parties": "Appointment Membership Organization OrganizationKind Person",
    "records.pay": "EffectiveRule WageStep",
    "reported": "NumberRow SideRow",
    "roles": "Role",
    "strikes": "ActionRow Headcount WorkerDays",
    "tables": "Collection Table",
    "tallies": "Tally TallyRow",
    "timeline": "Entry Timeline",
    "votes": "VoteRow",
    "wages": "Schedule ScheduleRow",
    "when": "Days Order PartialDate Precision Span",
}
"""The names that each module gives."""

_HOME = {name: module for module, names in _HOMES.items() for name in names.split()}


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
