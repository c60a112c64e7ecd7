"""The analyses as methods: what people come for, each loaded when it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from kpbargaining.store.store import Store

if TYPE_CHECKING:
    from datetime import date

    from kpbargaining.questions.before_after import BeforeAfter, PositionRow
    from kpbargaining.questions.claims import NumberRow, SideRow
    from kpbargaining.questions.comparisons import AgreementRow, Rounds
    from kpbargaining.questions.members import MembershipChange
    from kpbargaining.questions.offers import GapRow, Offers
    from kpbargaining.questions.sessions import SessionRow, WorkRow
    from kpbargaining.questions.strikes import ActionRow, WorkerDays
    from kpbargaining.questions.votes import VoteRow
    from kpbargaining.questions.wages import Schedule
    from kpbargaining.store.tables import Table
    from kpbargaining.values.when import PartialDate

    Day = str | date | PartialDate

__all__ = ["Analyses"]


class Analyses(Store):
    """Wages, offers, comparisons, logs and numbers over a store."""

    added: frozenset[str] = frozenset()
    """The ids of the records that an overlay brought in."""

    def schedules(self, name: str) -> tuple[Schedule, ...]:
        """The wage schedules of an agreement or a proposal: one for each group of workers.

        Raises `UnknownName` with the nearest ids.
        """
        from kpbargaining.questions.wages import schedules

        return schedules(self, name)

    def offers(self, name: str) -> Offers:
        """Every wage proposal of a round, both sides, in order of date.

        Raises `UnknownName` with the nearest rounds.
        """
        from kpbargaining.questions.offers import offers

        return offers(self, name)

    def gap(self, name: str) -> Table[GapRow]:
        """The totals of both sides of a round after each offer, added up, and the gap in points.

        Empty, with the reason, where the two do not stand on the same basis.
        Raises `UnknownName` with the nearest rounds.
        """
        return self.offers(name).gap()

    def compare_rounds(self, metric: str | None = None) -> Rounds:
        """Every round: opening, deal, ratification, days, sessions, outcomes, strikes, raises.

        With a *metric*, also the numbers of it that sources give about each round's job actions.
        Raises `UnknownName` for a metric that does not exist.
        """
        from kpbargaining.questions.comparisons import compare_rounds

        return compare_rounds(self, metric)

    def compare_agreements(self) -> Table[AgreementRow]:
        """Every national agreement side by side, a row for each group of workers."""
        from kpbargaining.questions.comparisons import compare_agreements

        return compare_agreements(self, self.added)

    def session_log(self, name: str) -> Table[SessionRow]:
        """The sessions of a round, planned against held; what no source reports is empty.

        Raises `UnknownName` with the nearest rounds.
        """
        from kpbargaining.questions.sessions import session_log

        return session_log(self, name)

    def work_log(self, name: str) -> Table[WorkRow]:
        """Who worked on what in a round: groups, topics, what was asked for, what came of it.

        Raises `UnknownName` with the nearest rounds.
        """
        from kpbargaining.questions.sessions import work_log

        return work_log(self, name)

    def vote_log(self, name: str | None = None) -> Table[VoteRow]:
        """Every vote, of a round or of all, with counts and turnout; those that failed, too.

        Raises `UnknownName` with the nearest rounds.
        """
        from kpbargaining.questions.votes import vote_log

        return vote_log(self, name)

    def action_log(self, name: str | None = None, metric: str | None = None) -> Table[ActionRow]:
        """Every job action, of a round or of all, by state, with every voice's numbers.

        *metric* keeps to the numbers of that term and of the narrower ones below it.
        Raises `UnknownName` with the nearest rounds or metrics.
        """
        from kpbargaining.questions.strikes import action_log

        return action_log(self, name, metric)

    def worker_days(
        self,
        metric: str,
        rule: Literal["calendar", "weekdays"] = "calendar",
        holidays: frozenset[date] = frozenset(),
    ) -> Table[WorkerDays]:
        """Days held times workers, for each headcount of a metric, action by action.

        `weekdays` counts Monday to Friday without the *holidays* given.
        Raises `UnknownName` for a metric or a rule that is not known.
        """
        from kpbargaining.questions.strikes import worker_days

        return worker_days(self, metric, rule, holidays)

    def positions_around(self, name: str) -> Table[PositionRow]:
        """Each side's offers and statements before and after a job action; no effect is claimed.

        Raises `UnknownName` with the nearest ids.
        """
        from kpbargaining.questions.before_after import positions_around

        return positions_around(self, name)

    def before_and_after(self, name: str | None = None) -> Table[BeforeAfter]:
        """Each side's wage offers before and after each job action held, and the settlement.

        Of a round or of all; no effect is claimed. Raises `UnknownName` with the nearest rounds.
        """
        from kpbargaining.questions.before_after import before_and_after

        return before_and_after(self, name)

    def numbers(self, about: str | None = None, metric: str | None = None) -> Table[NumberRow]:
        """Every source's number about a record, of a metric, or both; by date, with its voice.

        A metric stands for the narrower ones, too. Raises `UnknownName` with the nearest ids.
        """
        from kpbargaining.questions.claims import numbers

        return numbers(self, about, metric)

    def sides(self, topic: str, name: str | None = None) -> Table[SideRow]:
        """What each side says on a topic or on what lies below it, by date.

        Of a round or of all. Raises `UnknownName` with the nearest ids.
        """
        from kpbargaining.questions.claims import sides

        return sides(self, topic, name)

    def membership_changes(self, body: str, first: Day, last: Day) -> Table[MembershipChange]:
        """Who joined and who left a body after a first and by a last day, with who says so.

        `certain` tells those whose day certainly lies there from those of whom it is open.
        Raises `UnknownName` with the nearest ids.
        """
        from kpbargaining.questions.members import membership_changes

        return membership_changes(self, body, first, last)
