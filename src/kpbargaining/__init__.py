"""A record of collective bargaining as typed, cited, versioned data.

    import kpbargaining as kp

    ds = kp.load()
    print(ds.timeline())

Everything the library promises stands in `__all__`; each name is loaded when it is first used.
"""

TYPE_CHECKING = False  # typing would cost more than the rest of this module
if TYPE_CHECKING:
    from kpbargaining.checks import Finding, Severity, check
    from kpbargaining.dataset import Dataset
    from kpbargaining.errors import (
        DamagedEdition,
        InvalidDocument,
        InvalidValue,
        KPBargainingError,
        Problem,
        UnknownName,
        UnreadableFile,
    )
    from kpbargaining.files.codec import to_plain
    from kpbargaining.files.folders import read, write
    from kpbargaining.files.schema import schema
    from kpbargaining.publishing.bundled import Edition, Erratum, editions, load
    from kpbargaining.publishing.citation import cite
    from kpbargaining.publishing.differences import Change, ChangeKind, Changes, diff
    from kpbargaining.publishing.freezing import freeze
    from kpbargaining.questions.before_after import BeforeAfter, Position, PositionRow
    from kpbargaining.questions.claims import NumberRow, SideRow
    from kpbargaining.questions.comparisons import AgreementRow, RoundRow, Rounds
    from kpbargaining.questions.members import Exchange, MembershipChange
    from kpbargaining.questions.offers import GapRow, Offer, Offers
    from kpbargaining.questions.real_wages import RealLevel, RealRow, real_level
    from kpbargaining.questions.sessions import SessionRow, WorkRow
    from kpbargaining.questions.sources import Coverage, Disagreement
    from kpbargaining.questions.strikes import ActionRow, Headcount, WorkerDays
    from kpbargaining.questions.tallies import Tally, TallyRow
    from kpbargaining.questions.timeline import Entry, Timeline
    from kpbargaining.questions.votes import VoteRow
    from kpbargaining.questions.wages import Schedule, ScheduleRow
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
    from kpbargaining.records.evidence import Basis, Evidence, Passage, Source, SourceKind, Voice
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
    from kpbargaining.records.roles import Role
    from kpbargaining.store.codebook import CodebookRow, codebook
    from kpbargaining.store.merging import Clash, MergeClash
    from kpbargaining.store.tables import Collection, Table
    from kpbargaining.values.quantity import Quantity
    from kpbargaining.values.when import Days, Order, PartialDate, Precision, Span

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
    "publishing.citation": "cite",
    "files.codec": "to_plain",
    "store.merging": "Clash MergeClash",
    "questions.comparisons": "AgreementRow RoundRow Rounds",
    "dataset": "Dataset",
    "publishing.differences": "Change ChangeKind Changes diff",
    "questions.sources": "Coverage Disagreement",
    "publishing.bundled": "Edition Erratum editions load",
    "errors": (
        "DamagedEdition InvalidDocument InvalidValue KPBargainingError Problem UnknownName "
        "UnreadableFile"
    ),
    "records.evidence": "Basis Evidence Passage Source SourceKind Voice",
    "store.codebook": "CodebookRow codebook",
    "files.schema": "schema",
    "files.folders": "read write",
    "publishing.freezing": "freeze",
    "questions.offers": "GapRow Offer Offers",
    "questions.before_after": "BeforeAfter Position PositionRow",
    "questions.sessions": "SessionRow WorkRow",
    "values.quantity": "Quantity",
    "questions.members": "Exchange MembershipChange",
    "questions.real_wages": "RealLevel RealRow real_level",
    "records.actions": "Case CaseKind Event JobAction JobActionKind Vote VoteKind VoteOutcome",
    "records.agreements": "Agreement AgreementKind Partnership Program",
    "records.bargaining": (
        "BargainingRound Called Committee CommitteeKind Deliverable Outcome Proposal Session "
        "SessionFormat Step TotalBasis"
    ),
    "records.figures": "Figure Scope Statement StatementKind Term Vocabulary",
    "records.parties": "Appointment Membership Organization OrganizationKind Person",
    "records.pay": "EffectiveRule WageStep",
    "questions.claims": "NumberRow SideRow",
    "records.roles": "Role",
    "questions.strikes": "ActionRow Headcount WorkerDays",
    "store.tables": "Collection Table",
    "questions.tallies": "Tally TallyRow",
    "questions.timeline": "Entry Timeline",
    "questions.votes": "VoteRow",
    "questions.wages": "Schedule ScheduleRow",
    "values.when": "Days Order PartialDate Precision Span",
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
