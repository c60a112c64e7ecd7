"""A record of collective bargaining as typed, cited, versioned data.

    import kpbargaining as kp

    ds = kp.load()
    print(ds.timeline(ds.rounds.ids[-1]))

Each name below is loaded when it is first used. The rows that questions answer with, and their
vocabularies, live in `kpbargaining.questions`; strategies for tests in `kpbargaining.strategies`.
"""

from __future__ import annotations

from kpbargaining.later import modules, promise

TYPE_CHECKING = False  # typing would cost more than the rest of this module
if TYPE_CHECKING:
    from typing import Final

    from kpbargaining import checks, errors
    from kpbargaining import dataset as datasets
    from kpbargaining.explorer import page as pages
    from kpbargaining.exports import exporting
    from kpbargaining.files import codebook as codebooks
    from kpbargaining.files import codec, folders
    from kpbargaining.files import schema as schemas
    from kpbargaining.pictures import picture as pictures
    from kpbargaining.publishing import bundled, citation, freezing, manifests
    from kpbargaining.publishing.verifying import claims, verdicts
    from kpbargaining.questions.pay import real_wages
    from kpbargaining.records import (
        actions,
        agreements,
        bargaining,
        evidence,
        figures,
        parties,
        pay,
        roles,
    )
    from kpbargaining.rules import candidates
    from kpbargaining.rules import sensitivity as sensitivities
    from kpbargaining.store import cards, changes, merging, provenance, reasons
    from kpbargaining.tables import collection, table
    from kpbargaining.values import days, passages, quantity, when
else:
    globals().update(
        modules(
            __name__,
            {
                "actions": "records.actions",
                "agreements": "records.agreements",
                "bargaining": "records.bargaining",
                "bundled": "publishing.bundled",
                "cards": "store.cards",
                "candidates": "rules.candidates",
                "changes": "store.changes",
                "checks": "checks",
                "citation": "publishing.citation",
                "claims": "publishing.verifying.claims",
                "collection": "tables.collection",
                "codebooks": "files.codebook",
                "codec": "files.codec",
                "datasets": "dataset",
                "days": "values.days",
                "errors": "errors",
                "evidence": "records.evidence",
                "exporting": "exports.exporting",
                "figures": "records.figures",
                "folders": "files.folders",
                "freezing": "publishing.freezing",
                "manifests": "publishing.manifests",
                "merging": "store.merging",
                "parties": "records.parties",
                "pages": "explorer.page",
                "passages": "values.passages",
                "pictures": "pictures.picture",
                "pay": "records.pay",
                "provenance": "store.provenance",
                "quantity": "values.quantity",
                "real_wages": "questions.pay.real_wages",
                "reasons": "store.reasons",
                "roles": "records.roles",
                "schemas": "files.schema",
                "sensitivities": "rules.sensitivity",
                "table": "tables.table",
                "verdicts": "publishing.verifying.verdicts",
                "when": "values.when",
            },
        )
    )

__version__ = "0.1.0"

# getting, writing, judging
card: Final = cards.card
check: Final = checks.check
cite: Final = citation.cite
codebook: Final = codebooks.codebook
diff: Final = changes.diff
editions: Final = bundled.editions
export: Final = exporting.export
freeze: Final = freezing.freeze
load: Final = bundled.load
page: Final = pages.page
picture: Final = pictures.picture
read: Final = folders.read
real_level: Final = real_wages.real_level
schema: Final = schemas.schema
sensitivity: Final = sensitivities.sensitivity
to_plain: Final = codec.to_plain
verify: Final = claims.verify
write: Final = folders.write

# the dataset
Dataset = datasets.Dataset
Collection = collection.Collection
Table = table.Table

Picture = pictures.Picture

# dates and amounts
Days = days.Days
Order = days.Order
PartialDate = when.PartialDate
Precision = days.Precision
Quantity = quantity.Quantity
Span = when.Span

# evidence
Basis = evidence.Basis
Doubt = evidence.Doubt
Evidence = evidence.Evidence
Passage = passages.Passage
Source = evidence.Source
SourceKind = evidence.SourceKind
Voice = evidence.Voice

# records and their vocabularies
Agreement = agreements.Agreement
AgreementKind = agreements.AgreementKind
Appointment = parties.Appointment
BargainingRound = bargaining.BargainingRound
Called = bargaining.Called
Case = actions.Case
CaseKind = actions.CaseKind
Committee = bargaining.Committee
CommitteeKind = bargaining.CommitteeKind
Counted = figures.Counted
Deliverable = bargaining.Deliverable
EffectiveRule = pay.EffectiveRule
Event = actions.Event
Figure = figures.Figure
Identifier = parties.Identifier
Inquiry = figures.Inquiry
JobAction = actions.JobAction
JobActionKind = actions.JobActionKind
Membership = parties.Membership
Organization = parties.Organization
OrganizationKind = parties.OrganizationKind
Outcome = bargaining.Outcome
Partnership = agreements.Partnership
Person = parties.Person
Portion = figures.Portion
Program = agreements.Program
Proposal = bargaining.Proposal
Reach = bargaining.Reach
Role = roles.Role
Scheme = parties.Scheme
Scope = figures.Scope
Session = bargaining.Session
SessionFormat = bargaining.SessionFormat
Statement = figures.Statement
StatementKind = figures.StatementKind
Step = bargaining.Step
Term = figures.Term
TotalBasis = agreements.TotalBasis
Vocabulary = figures.Vocabulary
Vote = actions.Vote
VoteKind = actions.VoteKind
VoteOutcome = actions.VoteOutcome
WageStep = pay.WageStep

# findings, changes, rules, editions, verdicts
Candidate = candidates.Candidate
Card = cards.Card
Change = changes.Change
ChangeKind = changes.ChangeKind
ChangeReason = reasons.ChangeReason
CitationStanding = verdicts.CitationStanding
Clash = merging.Clash
Correction = verdicts.Correction
Difference = sensitivities.Difference
DifferenceKind = sensitivities.DifferenceKind
Edition = manifests.Edition
Erratum = provenance.Erratum
Finding = checks.Finding
Severity = checks.Severity
Verdict = verdicts.Verdict

# errors
DamagedEdition = errors.DamagedEdition
InvalidDocument = errors.InvalidDocument
InvalidValue = errors.InvalidValue
KPBargainingError = errors.KPBargainingError
MergeClash = merging.MergeClash
MissingExtra = errors.MissingExtra
Problem = errors.Problem
UnknownName = errors.UnknownName
UnreadableFile = errors.UnreadableFile

promise(globals(), "__version__", rooms=("questions",))
