"""What one asks of a dataset: a module for each subject, a function for each question.

A question takes the dataset first, and is a method of every dataset too. The rows it answers with
and their vocabularies stand beside it; here are the names of all of them.
"""

from __future__ import annotations

from kpbargaining.later import modules, promise

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from kpbargaining.questions import (
        agreements,
        before_after,
        members,
        rounds,
        sessions,
        strikes,
        tallies,
        timeline,
        votes,
        worker_days,
    )
    from kpbargaining.questions.evidence import attribution, coverage, sources, voices
    from kpbargaining.questions.pay import gaps, levels, offers, real_wages, wages
    from kpbargaining.records import agreements as deals
    from kpbargaining.store import sides
else:
    globals().update(
        modules(
            "kpbargaining",
            {
                "agreements": "questions.agreements",
                "before_after": "questions.before_after",
                "attribution": "questions.evidence.attribution",
                "coverage": "questions.evidence.coverage",
                "deals": "records.agreements",
                "gaps": "questions.pay.gaps",
                "levels": "questions.pay.levels",
                "members": "questions.members",
                "offers": "questions.pay.offers",
                "real_wages": "questions.pay.real_wages",
                "rounds": "questions.rounds",
                "sessions": "questions.sessions",
                "sides": "store.sides",
                "sources": "questions.evidence.sources",
                "strikes": "questions.strikes",
                "tallies": "questions.tallies",
                "timeline": "questions.timeline",
                "voices": "questions.evidence.voices",
                "votes": "questions.votes",
                "wages": "questions.pay.wages",
                "worker_days": "questions.worker_days",
            },
        )
    )

ActionRow = strikes.ActionRow
AgreementRow = agreements.AgreementRow
AgreementStage = deals.AgreementStage
AverageRow = rounds.AverageRow
BeforeAfterRow = before_after.BeforeAfterRow
ClaimRow = attribution.ClaimRow
DaysBasis = worker_days.DaysBasis
DisagreementKind = sources.DisagreementKind
DisagreementRow = sources.DisagreementRow
EntryRow = timeline.EntryRow
EvidenceShareRow = sources.EvidenceShareRow
ExpectedRow = coverage.ExpectedRow
FindRow = sources.FindRow
GapRow = gaps.GapRow
HeadcountRow = strikes.HeadcountRow
Held = coverage.Held
MemberRow = members.MemberRow
MembershipChangeRow = members.MembershipChangeRow
MembershipMove = members.MembershipMove
NumberRow = voices.NumberRow
OfferRow = offers.OfferRow
Origin = agreements.Origin
PositionRow = before_after.PositionRow
RealLevel = real_wages.RealLevel
RealRow = real_wages.RealRow
Relation = before_after.Relation
RoundRow = rounds.RoundRow
Schedule = wages.Schedule
SessionRow = sessions.SessionRow
Side = sides.Side
SideRow = voices.SideRow
Stage = strikes.Stage
Standing = members.Standing
StepRow = levels.StepRow
Tally = tallies.Tally
TallyRow = tallies.TallyRow
TurnoutBasis = votes.TurnoutBasis
VoteRow = votes.VoteRow
WorkRow = sessions.WorkRow
WorkState = sessions.WorkState
WorkerDaysRow = worker_days.WorkerDaysRow
YearRow = worker_days.YearRow

# questions of which a dataset has no method: `kp.questions.first_said(ds, ...)`
average_days: Final = rounds.average_days
evidence_shares: Final = sources.evidence_shares
first_said: Final = sources.first_said
positions_around: Final = before_after.positions_around
worker_days_by_year: Final = worker_days.worker_days_by_year

promise(globals())
