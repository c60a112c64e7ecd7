"""Wage levels over several agreements: what follows on what, for which markets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from kpbargaining.pictures.dating import numbers_of
from kpbargaining.questions.pay.levels import StepRow
from kpbargaining.questions.pay.wages import Schedule
from kpbargaining.records.agreements import AgreementStage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpbargaining.records.figures import Term

__all__ = ["EVERYWHERE", "Broken", "LevelPath", "Raise", "is_final", "paths_of"]

EVERYWHERE = ""
"""Stands for the one group where no schedule names a market."""

LEAST, MOST = -99.0, 999.0
"""Between which percentages a raise can be drawn."""

FINAL = (AgreementStage.RATIFIED, AgreementStage.SIGNED, AgreementStage.IN_FORCE)


@frozen
class Raise:
    """One step, with the level after it: from the lowest to the highest it can be."""

    day: float
    low: float
    high: float
    step: StepRow
    plan: Schedule


@frozen
class LevelPath:
    """The levels of some markets, one agreement after the other, from 100."""

    markets: tuple[str, ...]
    plans: tuple[Schedule, ...]
    raises: tuple[Raise, ...]
    is_whole: bool
    """Whether all of its steps have days and bounds, so that it goes to the end of its term."""

    @property
    def start(self) -> float:
        """The first day of its first raise."""
        return self.raises[0].day

    @property
    def end(self) -> float:
        """The last day for which its level is told."""
        last = self.plans[-1].end
        return max(self.raises[-1].day, float((last.high if last else None) or 0))


@frozen
class Broken:
    """A market that has raises of the last agreement, but not of all before it."""

    market: str
    last: str
    """The last agreement."""
    lacks: tuple[str, ...]
    """The agreements of which no raises are told for it."""
    is_part: bool
    """Whether it is a part of a wider market, whose raises it has."""


def is_final(plan: Schedule) -> bool:
    """Whether a schedule is of a ratified agreement, and not only proposed or agreed on."""
    return plan.stage in FINAL


def paths_of(
    plans: Iterable[Schedule], terms: Iterable[Term]
) -> tuple[list[LevelPath], list[Broken]]:
    """The paths of the markets, those alike joined; and where a path to an agreement is broken.

    A schedule of words alone holds for the markets that none beside it names.
    """
    dated = [plan for plan in plans if any(step.effective for step in plan.steps)]
    parents = {term.id: term.parent for term in terms}
    by_agreement: dict[str, list[Schedule]] = {}
    for plan in dated:
        by_agreement.setdefault(plan.of, []).append(plan)
    markets = _narrowest(dated, parents)
    joined: dict[tuple[int, ...], list[str]] = {}
    broken: list[Broken] = []
    found: dict[tuple[int, ...], list[Schedule]] = {}
    for chain in _chains(by_agreement):
        for market in markets:
            mine = [_plan_for(market, by_agreement[name], parents) for name in chain]
            known = [plan for plan in mine if plan is not None]
            if len(known) < len(chain):
                lacks = tuple(name for name, plan in zip(chain, mine, strict=True) if plan is None)
                if mine[-1] is not None:
                    broken.append(Broken(market, chain[-1], lacks, bool(parents.get(market))))
                continue
            key = tuple(map(id, known))
            joined.setdefault(key, []).append(market)
            found[key] = known
    paths = [_path(tuple(names), found[key]) for key, names in joined.items()]
    return [path for path in paths if path.raises], broken


def _narrowest(plans: list[Schedule], parents: dict[str, str | None]) -> list[str]:
    """The markets named, without those of which a part is named, too."""
    named = list(dict.fromkeys(market for plan in plans for market in plan.markets or ()))
    wide = {above for market in named for above in _above(market, parents) if above != market}
    return sorted(market for market in named if market not in wide) or [EVERYWHERE]


def _above(market: str, parents: dict[str, str | None]) -> Iterator[str]:
    """A market, and what it is a part of."""
    name: str | None = market
    seen: set[str] = set()
    while name and name not in seen:
        seen.add(name)
        yield name
        name = parents.get(name)


def _chains(by_agreement: dict[str, list[Schedule]]) -> list[list[str]]:
    """The agreements one after the other, for each that none follows."""
    followed = {plans[0].after for plans in by_agreement.values()}
    chains = []
    for last in by_agreement:
        if last in followed:
            continue
        chain: list[str] = []
        name: str | None = last
        while name in by_agreement and name not in chain:
            chain.insert(0, name)
            name = by_agreement[name][0].after
        chains.append(chain)
    return chains


def _plan_for(
    market: str, plans: list[Schedule], parents: dict[str, str | None]
) -> Schedule | None:
    """The schedule of an agreement that holds in a market; None where it has none, or several."""
    above = set(_above(market, parents))
    named = [plan for plan in plans if above & set(plan.markets or ())]
    rest = [plan for plan in plans if plan.markets is None]
    fitting = named or rest
    return fitting[0] if len(fitting) == 1 else None


def _path(markets: tuple[str, ...], plans: list[Schedule]) -> LevelPath:
    low = high = 100.0
    raises: list[Raise] = []
    for plan in plans:
        for step in plan.steps:
            if plan.end and step.effective and plan.end.certainly_before(step.effective):
                break
            bounds = _bounds(step)
            if bounds is None or step.effective is None or step.effective.low is None:
                return LevelPath(markets, tuple(plans), tuple(raises), is_whole=False)
            low, high = low * (1 + bounds[0] / 100), high * (1 + bounds[1] / 100)
            raises.append(Raise(float(step.effective.low), low, high, step, plan))
    return LevelPath(markets, tuple(plans), tuple(raises), is_whole=True)


def _bounds(step: StepRow) -> tuple[float, float] | None:
    """The least and the most that a step raises the level; None where it has no most."""
    if step.percent is None:
        return 0.0, 0.0
    if step.percent.high is None:  # at least so much, or about
        return None
    low, high = numbers_of(step.percent)
    least = 0.0 if step.percent.low is None else low
    return (least, high) if LEAST < least <= high < MOST else None
