"""The dataset: the store, with the questions bound to it by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kpbargaining.later import modules
from kpbargaining.notebook import framed, headed, listed, named_cells, opening, small
from kpbargaining.records.kinds import KINDS, Kind
from kpbargaining.records.showing import cell_of
from kpbargaining.store.store import Store
from kpbargaining.terminal import folded, width_of_terminal

if TYPE_CHECKING:
    from kpbargaining.questions import (
        agreements,
        before_after,
        members,
        rounds,
        strikes,
        tallies,
        votes,
    )
    from kpbargaining.questions import sessions as proceedings
    from kpbargaining.questions import timeline as timelines
    from kpbargaining.questions import worker_days as days_out
    from kpbargaining.questions.evidence import attribution, voices
    from kpbargaining.questions.evidence import coverage as coverages
    from kpbargaining.questions.evidence import sources as tellings
    from kpbargaining.questions.pay import gaps, wages
    from kpbargaining.questions.pay import offers as bids
    from kpbargaining.rules import reading as rulings
    from kpbargaining.store import knowledge, merging
else:
    globals().update(
        modules(
            "kpbargaining",
            {
                "agreements": "questions.agreements",
                "before_after": "questions.before_after",
                "attribution": "questions.evidence.attribution",
                "bids": "questions.pay.offers",
                "coverages": "questions.evidence.coverage",
                "days_out": "questions.worker_days",
                "gaps": "questions.pay.gaps",
                "knowledge": "store.knowledge",
                "members": "questions.members",
                "merging": "store.merging",
                "proceedings": "questions.sessions",
                "rounds": "questions.rounds",
                "rulings": "rules.reading",
                "strikes": "questions.strikes",
                "tallies": "questions.tallies",
                "tellings": "questions.evidence.sources",
                "timelines": "questions.timeline",
                "voices": "questions.evidence.voices",
                "votes": "questions.votes",
                "wages": "questions.pay.wages",
            },
        )
    )

__all__ = ["Dataset"]

FIRST_ASKED = (
    "ds.timeline(round)",
    "ds.offers(round)",
    "ds.find(text)",
    "ds[id]",
    "kp.card(ds, id)",
    "ds.votes",
)
"""What to ask first."""


class Dataset(Store):
    """Records, their evidence, and the questions one asks of them.

    Nothing in it changes; every question that narrows it gives a new dataset that remembers, in
    `lineage`, what it was derived from and how. Its digest stays that of the bytes it was read
    from. Each question is a function of `kpbargaining.questions`, of the rules or of the store,
    under its own name; it is loaded when it is first asked.
    """

    as_of: Final = knowledge.as_of
    through: Final = knowledge.through
    under: Final = rulings.under
    merge: Final = merging.merge
    subset: Final = merging.subset

    find: Final = tellings.find
    claims: Final = attribution.claims
    disagreements: Final = tellings.disagreements
    coverage: Final = coverages.coverage

    timeline: Final = timelines.timeline
    tally: Final = tallies.tally
    session_log: Final = proceedings.session_log
    work_log: Final = proceedings.work_log
    vote_log: Final = votes.vote_log
    action_log: Final = strikes.action_log
    headcounts: Final = strikes.headcounts
    worker_days: Final = days_out.worker_days
    before_and_after: Final = before_after.before_and_after

    offers: Final = bids.offers
    gap: Final = gaps.gap
    schedules: Final = wages.schedules
    compare_agreements: Final = agreements.compare_agreements
    agreement_in_force: Final = agreements.agreement_in_force
    compare_rounds: Final = rounds.compare_rounds

    members_of: Final = members.members_of
    membership_changes: Final = members.membership_changes
    numbers: Final = voices.numbers
    sides: Final = voices.sides

    def __str__(self) -> str:
        """Which edition it is, how much of each kind it has, its rounds, and what to ask first."""
        counts = [(kind.plural, len(self.of(kind.cls))) for kind in KINDS]
        held = ", ".join(f"{plural} {number}" for plural, number in counts if number)
        rounds = self.rounds.ids
        told = [
            repr(self)[1:-1],
            f"holds: {held or 'nothing'}",
            *([f"rounds: {', '.join(rounds)}"] if rounds else []),
            f"ask: {', '.join(FIRST_ASKED)}",
        ]
        return folded("\n".join(told), width_of_terminal())

    def __repr__(self) -> str:
        edition = f"edition {self.edition}" if self.edition else "no edition"
        steps = "".join(f", {step}" for step in self.lineage)
        return f"<Dataset {edition}{steps}: {len(self)} records, {len(self.evidence)} evidence>"

    def _repr_html_(self) -> str:
        edition = [f"edition {self.edition}"] if self.edition else []
        number = f"{len(self)} records, {len(self.evidence)} pieces of evidence"
        kinds = [(kind, len(self.of(kind.cls))) for kind in KINDS if self.of(kind.cls)]
        held = [(f"ds.{kind.plural}", _meaning(kind), cell_of(count)) for kind, count in kinds]
        rounds = [f"{each.id}: {each.name}" for each in self.rounds]
        return framed(
            headed("Dataset", *edition),
            listed(self.lineage) if self.lineage else "",
            opening(number, named_cells(held)) if held else small(number),
            opening(f"rounds: {len(rounds)}", listed(rounds)) if rounds else "",
            opening("digest", listed([self.digest])) if self.digest else "",
            headed("ask", *FIRST_ASKED),
        )


def _meaning(kind: Kind) -> str:
    """The first sentence on a kind of record."""
    return (kind.cls.__doc__ or "").partition("\n")[0]
