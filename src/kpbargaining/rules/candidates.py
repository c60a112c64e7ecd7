"""The values that sources give a fact, and the rules that take one of them."""

from __future__ import annotations

from collections.abc import Callable
from inspect import signature
from typing import TYPE_CHECKING, Any

from attrs import frozen

from kpbargaining.errors import InvalidValue, UnknownName, printable
from kpbargaining.records.evidence import Evidence, Source, Voice
from kpbargaining.records.kinds import AnyRecord
from kpbargaining.store.knowledge import publications
from kpbargaining.values.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpbargaining.store.store import Store

    Publication = tuple[tuple[int, ...], str]

__all__ = ["CARRIED", "OTHERS", "RULES", "Candidate", "Rule", "candidates", "chooser", "name_of"]

CARRIED, LATEST, HIGHEST, LOWEST = "carried", "latest", "highest", "lowest"

OTHERS = (*map(str, Voice), LATEST, HIGHEST, LOWEST)
RULES = (CARRIED, *OTHERS)
"""The rules that have a name."""

UNKNOWN = ((), "")
"""Where a source stands that the dataset does not have: before all others."""


@frozen(kw_only=True)
class Candidate:
    """One of the values that sources give a fact, with the evidence that gives it."""

    value: Any
    carried: bool
    """Whether the record carries it."""
    evidence: tuple[Evidence, ...]
    """What agrees with it, or says it; a weak reading gives no candidate."""
    sources: tuple[Source, ...]
    """The sources of that evidence, each once."""


Rule = str | Callable[[AnyRecord, str, tuple[Candidate, ...]], Candidate]
"""One of `RULES`; or a function of a record, the name of one of its facts and the candidates."""

Choose = Callable[[AnyRecord, str, tuple[Candidate, ...]], Candidate]


def name_of(rule: Rule) -> str:
    """What a rule is called."""
    named = rule if isinstance(rule, str) else getattr(rule, "__name__", type(rule).__name__)
    return printable(str(named))


def candidates(
    store: Store, record: AnyRecord, name: str, evidence: Iterable[Evidence]
) -> tuple[Candidate, ...]:
    """The values that the evidence gives a fact, the one carried first.

    It stands alone where a source says that there is none: no reading could say so in its turn.
    """
    carried = getattr(record, name)
    given: dict[Any, list[Evidence]] = {carried: []}
    for item in evidence:
        if name in (item.fields or ()):
            given[carried].append(item)
        elif name in item.readings and not item.weak:
            given.setdefault(item.readings[name], []).append(item)
    alone = carried is None and given[carried]
    return tuple(_candidates(store, {carried: given[carried]} if alone else given))


def _candidates(store: Store, given: dict[Any, list[Evidence]]) -> Iterator[Candidate]:
    for place, (value, told) in enumerate(given.items()):
        names = dict.fromkeys(item.source for item in told)
        sources = tuple(store.sources[name] for name in names if name in store.sources)
        yield Candidate(value=value, carried=not place, evidence=tuple(told), sources=sources)


def chooser(store: Store, rule: Rule) -> Choose:
    """The function by which a rule takes a candidate.

    Raises `UnknownName` for another name, and `InvalidValue` for what is no rule.
    """
    if not isinstance(rule, str):
        return _own(rule)
    if rule not in RULES:
        raise UnknownName("rule", rule, RULES)
    order = publications(store)

    def published(candidate: Candidate) -> Publication:
        names = (name for item in candidate.evidence for name in item.sources)
        return max((order.get(name, UNKNOWN) for name in names), default=UNKNOWN)

    def choose(_: AnyRecord, __: str, known: tuple[Candidate, ...]) -> Candidate:
        fitting = _fitting(rule, known, published)
        undecided = not fitting or fitting[0].carried
        return known[0] if undecided else max(fitting, key=published)

    return choose


def _own(rule: Choose) -> Choose:
    """A function as a rule, held to the candidates that it is given."""
    if not callable(rule):
        raise InvalidValue(f"a rule: {', '.join(RULES)}, or a function", rule)
    _refuse_other(rule)

    def choose(record: AnyRecord, name: str, known: tuple[Candidate, ...]) -> Candidate:
        chosen = rule(record, name, known)
        if not any(chosen is each for each in known):
            expected = f"one of the candidates for {record.id} from the rule {name_of(rule)}"
            raise InvalidValue(expected, chosen, name)
        return chosen

    return choose


def _refuse_other(rule: Choose) -> None:
    """Refuse a function that cannot be given what a rule is; some built in do not say."""
    try:
        signature(rule).bind(None, "", ())
    except TypeError:
        expected = "a rule that takes a record, the name of a fact and the candidates"
        raise InvalidValue(expected, f"{name_of(rule)}{signature(rule)}") from None
    except ValueError:
        return


def _fitting(
    rule: str, known: tuple[Candidate, ...], published: Callable[[Candidate], Publication]
) -> list[Candidate]:
    """The candidates that a rule can take; none where it does not speak of the fact."""
    if rule == LATEST:
        last, _ = max(map(published, known))
        return [each for each in known if published(each)[0] == last]
    if rule == HIGHEST:
        return [each for each in known if not any(_is_above(other, each) for other in known)]
    if rule == LOWEST:
        return [each for each in known if not any(_is_above(each, other) for other in known)]
    return [each for each in known if any(source.voice == rule for source in each.sources)]


def _is_above(one: Candidate, other: Candidate) -> bool:
    """Whether one amount is certainly more than another; about so much counts as so much."""
    first, second = one.value, other.value
    if not (isinstance(first, Quantity) and isinstance(second, Quantity)):
        return False
    return _plain(first).certainly_exceeds(_plain(second))


def _plain(amount: Quantity) -> Quantity:
    return Quantity(amount.text.removeprefix("~"))
