"""Wage schedules: what the raises of an agreement or a proposal add up to, and what they do not.

Percentages are exact decimals. A total says on which basis it stands: added up (`simple`) or each
raise on the level before it (`compound`). A lump sum is paid once and never enters a level.
Steps count from their dates, as scheduled, also where ratification may put them off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from kpbargaining.errors import InvalidValue
from kpbargaining.questions.pay import levels
from kpbargaining.questions.pay.levels import StepRow
from kpbargaining.questions.pay.terms import followed_by, national_agreements, term_of
from kpbargaining.records.agreements import AgreementStage
from kpbargaining.records.roles import column
from kpbargaining.records.showing import Shown
from kpbargaining.store.asking import question
from kpbargaining.tables.table import Table
from kpbargaining.values.months import (
    MONTHS,
    asked_month,
    months_between,
)
from kpbargaining.values.percentages import START, added_up, compounded, total, within
from kpbargaining.values.quantity import Quantity
from kpbargaining.values.texts import Id, Text
from kpbargaining.values.when import PartialDate, as_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from decimal import Decimal

    from kpbargaining.records.kinds import AnyRecord
    from kpbargaining.records.pay import WageStep
    from kpbargaining.store.store import Store

    Day = str | date | PartialDate

__all__ = ["Schedule", "schedules"]


@frozen(kw_only=True, repr=False)
class Schedule(Shown):
    """The raises that one agreement or proposal has for the same workers, and what they come to.

    There is no total and no level where it has no raise at all, where a step is missing between
    two others, where a raise is not known exactly, or where it would have more digits than an
    amount can. What is to be paid only after the term, as if no new agreement is reached, is among
    the steps and in no total.
    """

    of: Id = field(metadata=column("The agreement or proposal", refers="Agreement or Proposal"))
    markets: tuple[Id, ...] | None = field(
        metadata=column(
            "The markets it holds for; empty where no source limits it", refers="market"
        )
    )
    whom: Text | None = field(
        metadata=column("The workers it holds for; empty where no source limits it")
    )
    after: Id | None = field(
        metadata=column("The agreement it follows, or is meant to follow", refers="Agreement")
    )
    stage: AgreementStage | None = field(
        metadata=column("The last stage of the agreement that sources report; none of a proposal")
    )
    start: PartialDate | None = field(
        metadata=column(
            "The month in which the term starts; of a proposal, that of its first raise"
        )
    )
    end: PartialDate | None = field(
        metadata=column("The month in which it ends; of a proposal, by the years it is to last")
    )
    raises: tuple[Quantity, ...] = field(
        metadata=column("The raises as stated, in order", unit="percent")
    )
    simple: Quantity | None = field(metadata=column("The raises added up", unit="percent"))
    compound: Quantity | None = field(
        metadata=column("The raises one on the other", unit="percent")
    )
    per_year: Quantity | None = field(
        metadata=column("The raises added up, by year of the term", unit="percent")
    )
    average: Quantity | None = field(
        metadata=column("How far the level lies above 100 on average of the term", unit="percent")
    )
    lump_sums: tuple[Quantity, ...] = field(
        metadata=column("What is paid once; it is in no total", unit="percent or USD")
    )
    steps: Table[StepRow] = field(repr=False)
    """Its steps, one by one."""

    def total_by(self, day: Day) -> Quantity | None:
        """The raises due by a day, added up; None where it cannot be told which they are.

        What an offer brings in its first two years turns on the day: a step of the twenty-third
        month lies within 24 months, but after the second of two yearly raises.
        """
        due = levels.exact(levels.due(self.steps, as_day(day)))
        return None if due is None else total(added_up(due))

    def level_on(self, day: Day) -> Decimal | None:
        """The level on a day, 100 before the first step, to a hundredth; None if not known."""
        return within(next(levels.levels(self.steps, [as_day(day)])))

    def levels_on(self, days: Iterable[PartialDate]) -> list[Decimal | None]:
        """The levels on several days in order, as `level_on` gives them, in one walk."""
        return [within(level) for level in levels.levels(self.steps, days)]

    def average_level(self, start: Day | None = None, end: Day | None = None) -> Quantity | None:
        """How far the level lies above 100 on the average of the months of a term.

        From the month of *start* to that of *end*, by default those of the schedule. Each month
        has the level of its last day. None where there is no such month or a level is not known.
        Raises `InvalidValue` for what does not lie in one month, and for a last month before the
        first.
        """
        first = self.start if start is None else asked_month(start)
        last = self.end if end is None else asked_month(end)
        asked = start is not None or end is not None
        if asked and first and last and last.certainly_before(first):
            raise InvalidValue("a last month that is not before the first", f"{first} to {last}")
        return levels.average(self.steps, first, last)


@question
def schedules(store: Store, record_id: str | None = None) -> Table[Schedule]:
    """The wage schedules of an agreement or a proposal: a row for each group of workers.

    Without an id those of all national agreements. Each row has the totals, and in `steps` a
    table of the steps themselves. Raises `UnknownName` with the nearest ids.
    """
    wanted: Iterable[AnyRecord]
    if record_id is None:
        wanted = national_agreements(store)
    else:
        wanted = [store.index.one_of("Agreement or Proposal", record_id)]
    rows = [row for record in wanted for row in _schedules(store, record)]
    return store.index.table(Schedule, rows, "schedules")


def _schedules(store: Store, record: AnyRecord) -> Iterator[Schedule]:
    groups: dict[tuple[tuple[str, ...] | None, str | None], list[WageStep]] = {}
    steps = store.wage_steps.having("of", record.id)
    for step in sorted(steps, key=lambda step: step.order):
        groups.setdefault((step.markets, step.whom), []).append(step)
    for group in groups.values():
        yield _schedule(store, record, group)


def _schedule(store: Store, record: AnyRecord, group: list[WageStep]) -> Schedule:
    steps = store.index.table(StepRow, levels.steps_of(group), "wage steps")
    start, end = term_of(record, group)
    within = [row for row in steps if not _is_after(row.effective, end)]
    raises = levels.exact(levels.raises_of(within))
    months = months_between(start, end)
    yearly = added_up(raises) * MONTHS / len(months) if raises and months else None
    return Schedule(
        of=record.id,
        markets=group[0].markets,
        whom=group[0].whom,
        after=followed_by(store, record),
        stage=getattr(record, "stage", None),
        start=start,
        end=end,
        raises=tuple(row.percent for row in within if row.percent is not None),
        simple=total(None if raises is None else added_up(raises)),
        compound=total(None if raises is None else compounded(raises) - START),
        per_year=total(yearly),
        average=levels.average(steps, start, end),
        lump_sums=tuple(row.lump_sum for row in within if row.lump_sum is not None),
        steps=steps,
    )


def _is_after(effective: PartialDate | None, end: PartialDate | None) -> bool:
    """Whether a step is to be paid only after the term."""
    return effective is not None and end is not None and end.certainly_before(effective)
