"""The script of the page gives the answers of the library: what was known, who says what."""

import hashlib
import json
from collections.abc import Callable
from functools import cache
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kpbargaining as kp
from kpbargaining.files.codec import evidence_plain, to_plain
from kpbargaining.records.kinds import BY_CLASS, KINDS
from kpbargaining.strategies import datasets, partial_dates, quantities, spans
from kpbargaining.values.cells import DAYS as DAYS_COLUMNS
from kpbargaining.values.days import Certainty

Asking = Callable[[kp.Dataset, list[dict[str, Any]]], list[Any]]

YEARS = range(1997, 2027)
DAYS = [f"{year}-{day}" for year in YEARS for day in ("02-11", "10-14")]
"""On which days the two are compared: before, through and after the time of the sources."""

EDITIONS = ("2026.1", "2026.3")


class Same:
    """A value that is the same as another only if it is that very one: quick to look up."""

    def __init__(self, it: Any) -> None:
        self.it = it

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.it is other.it

    def __hash__(self) -> int:
        return id(self.it)


def digest(value: Any) -> str:
    """Give a short digest of any plain value."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@cache
def digest_of(record: Same, evidence: tuple[Same, ...]) -> str:
    """Give the digest of a record with its evidence, worked out once while they stay the same."""
    kind = BY_CLASS[type(record.it)].name
    return digest([kind, to_plain(record.it), [evidence_plain(item.it) for item in evidence]])


def records(dataset: kp.Dataset) -> dict[str, str]:
    """Give a digest of every record, with all its fields and its evidence."""
    of_record = dataset.index.of_record
    return {
        record.id: digest_of(Same(record), tuple(map(Same, of_record.get(record.id, ()))))
        for record in dataset.records()
    }


def entries(dataset: kp.Dataset, *about: Any) -> list[list[Any]]:
    """Give the timeline as lists."""
    return [
        [
            *map(
                str, (row.when, row.event, row.record, row.kind, row.dated_by, row.field, row.label)
            ),
            row.story,
        ]
        for row in dataset.timeline(*about)
    ]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("certainty", ["certainly", "possibly"])
def test_what_was_known(ask_page: Asking, edition: str, certainty: Any) -> None:
    """On 60 days it knows the same records with the same fields, evidence and timeline."""
    dataset = kp.load(edition)
    asked = [{"day": day, "certainty": certainty} for day in DAYS]
    answers = ask_page(
        dataset, [each | {"what": what} for each in asked for what in ("records", "timeline")]
    )
    assert len(answers) >= 2 * 50
    for place, day in enumerate(DAYS):
        known = dataset.as_of(day, certainty)
        assert records(known) == answers[2 * place], day
        assert entries(known) == answers[2 * place + 1], day


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(dataset=datasets(kp.Vote, kp.Figure))
def test_what_was_known_of_any_dataset(ask_page: Asking, dataset: kp.Dataset) -> None:
    """Of any dataset it knows the same on the days around every publication."""
    dates = [source.published for source in dataset.sources]
    ends = {str(end) for when in dates if when for end in (when.earliest, when.latest) if end}
    days = sorted(ends)[:6]
    asked = [(day, certainty) for certainty in get_args(Certainty) for day in days]
    known = [records(dataset.as_of(day, certainty)) for day, certainty in asked]
    assert known == ask_page(
        dataset, [{"what": "records", "day": day, "certainty": sure} for day, sure in asked]
    )


def test_values_that_cannot_stand_side_by_side(
    ask_page: Asking, dataset_of: Callable[[dict[str, Any]], kp.Dataset]
) -> None:
    """Readings of a vote that no vote could have are not known together, there as here."""
    about = {"kind": "article", "publisher": "The press", "voice": "press"}
    published = {"early": "2020-01-01", "later": "2020-02-01", "last": "2020-03-01"}
    sources = {
        name: about
        | {"title": name, "published": day, "evidence": [{"from": name, "for": ["published"]}]}
        for name, day in published.items()
    }
    said = [
        {"from": "early", "says": {"yes": "900"}},
        {"from": "later", "says": {"cast": "100"}},
        {"from": "last", "for": ["yes", "cast"]},
    ]
    vote = {"kind": "ratification", "by": ["union"], "yes": "10", "cast": "20", "evidence": said}
    union = {"kind": "local union", "name": "A union"}
    dataset = dataset_of(
        {
            "sources": {"sources": sources},
            "parties": {"organizations": {"union": union}},
            "record": {"votes": {"vote": vote}},
        }
    )
    days = ["2020-01-15", "2020-02-15", "2020-03-15"]
    asked = [{"what": "records", "day": day, "certainty": "certainly"} for day in days]
    known = [dataset.as_of(day) for day in days]
    assert [("900", None), (None, None), ("10", "20")] == [
        tuple(value and str(value) for value in (each.votes["vote"].yes, each.votes["vote"].cast))
        for each in known
    ]
    assert [records(each) for each in known] == ask_page(dataset, asked)


def test_the_timeline(ask_page: Asking, newest: kp.Dataset) -> None:
    """It tells the timeline of each round, of a body, and between two days as the library does."""
    dataset = newest
    scopes: list[str | None] = [*dataset.rounds.ids, "kaiser-permanente", None]
    first, last = "2023-06-23", "2023-10-05"
    asked: list[dict[str, Any]] = [{"what": "timeline", "scope": scope} for scope in scopes]
    for sure in ("certainly", "possibly"):
        asked += [
            {"what": "timeline", "first": first, "last": last, "sure": sure},
            {"what": "timeline", "first": first, "sure": sure},
            {"what": "timeline", "last": last, "sure": sure},
        ]
    found = [entries(dataset, scope) for scope in scopes]
    for sure in ("certainly", "possibly"):
        found += [
            entries(dataset, None, first, last, sure),
            entries(dataset, None, first, None, sure),
            entries(dataset, None, None, last, sure),
        ]
    assert found == ask_page(dataset, asked)


@pytest.mark.parametrize("edition", [*EDITIONS, "draft"])
def test_citations(ask_page: Asking, edition: str) -> None:
    """It cites every record, and the whole, in the very words of the library."""
    dataset = kp.load() if edition != "draft" else kp.load("2026.4-draft")
    dataset = dataset if edition != "2026.1" else kp.load(edition)
    asked = [{"what": "cite", "step": ""}, {"what": "whole", "step": ""}]
    cited = {record.id: kp.cite(dataset, record.id) for record in dataset.records()}
    assert [cited, kp.cite(dataset)] == ask_page(dataset, asked)


@pytest.mark.parametrize("derived", [False, True])
def test_citations_of_a_day(ask_page: Asking, *, derived: bool) -> None:
    """What was known on a day is cited as derived, also where the page itself is."""
    dataset = kp.load().subset("2023-coalition") if derived else kp.load()
    known = dataset.as_of("2023-10-05", "possibly")
    step = {"step": "as of 2023-10-05, possibly", "day": "2023-10-05", "certainty": "possibly"}
    cited = {record.id: kp.cite(known, record.id) for record in known.records()}
    assert [cited, kp.cite(known)] == ask_page(
        dataset, [step | {"what": "cite"}, step | {"what": "whole"}]
    )


def test_numbers(ask_page: Asking, newest: kp.Dataset) -> None:
    """It has every source's number about every record."""
    dataset = newest
    (answer,) = ask_page(dataset, [{"what": "numbers"}])
    about = {dataset[figure.about].id for figure in dataset.figures}
    assert about == set(answer)
    for name in about:
        rows = [
            [
                row.on and str(row.on),
                str(row.value),
                row.among,
                row.carried,
                row.figure,
                row.source,
                row.weak,
            ]
            for row in dataset.numbers(name)
        ]
        found = [list(row) for row in dict.fromkeys(map(tuple, answer[name]))]
        assert rows == found, name


def test_sides(ask_page: Asking, newest: kp.Dataset) -> None:
    """It tells on every topic, and of every round, what each side says."""
    dataset = newest
    topics = [term.id for term in dataset.terms if term.kind == "topic"]
    asked: list[tuple[str | None, str | None]] = [(topic, None) for topic in topics]
    asked += [(None, None), *((None, name) for name in dataset.rounds.ids)]
    answers = ask_page(
        dataset, [{"what": "sides", "topic": topic, "round": name} for topic, name in asked]
    )
    for (topic, name), answer in zip(asked, answers, strict=True):
        rows = [
            [
                row.when and str(row.when),
                row.side and str(row.side),
                row.statement,
                list(map(str, row.numbers)),
                row.answers if row.answers in dataset.statements else None,
                list(row.sources),
            ]
            for row in dataset.sides(topic, name)
        ]
        assert rows == answer, (topic, name)


def test_csv(ask_page: Asking, newest: kp.Dataset) -> None:
    """It lays every kind of record flat to the same CSV."""
    dataset = newest
    kinds = [kind for kind in KINDS if len(dataset.of(kind.cls))]
    answers = ask_page(dataset, [{"what": "csv", "plural": kind.plural} for kind in kinds])
    for kind, answer in zip(kinds, answers, strict=True):
        assert dataset.of(kind.cls).to_csv() == answer, kind.plural


def test_order(ask_page: Asking, newest: kp.Dataset) -> None:
    """It has the records in the order of the library."""
    dataset = newest
    assert [[record.id for record in dataset.records()]] == ask_page(dataset, [{"what": "order"}])


def test_dates(ask_page: Asking) -> None:
    """Dates and spans of every form reach from the same to the same day."""
    texts = {
        "2023",
        "2023-02",
        "2024-02",
        "2023-02-28",
        "1997-21",
        "1997-24",
        "2023-24",
        "[2025-08-23..2025-09-09]",
        "[..2018-12-31]",
        "[1997-06..]",
        "0001-01-01",
        "9998-12",
        "2025-08-19/2025-08-23",
        "2018/..",
        "2018-03/",
        "/2018-22",
        "[2018..2020]/2021",
    }
    precision = DAYS_COLUMNS[-1].of
    assert precision is not None
    dates = {text: kp.Span(text) if "/" in text else kp.PartialDate(text) for text in texts}
    expected = [[when.low, when.high, precision(when)] for when in dates.values()]
    assert [expected] == ask_page(kp.Dataset([], []), [{"what": "dates", "texts": [*dates]}])


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    dates=st.lists(partial_dates() | spans(), min_size=20, max_size=40),
    pairs=st.lists(st.tuples(quantities(), quantities()), min_size=20, max_size=40),
)
def test_dates_and_amounts_of_every_form(
    ask_page: Asking,
    dates: list[kp.PartialDate | kp.Span],
    pairs: list[tuple[kp.Quantity, kp.Quantity]],
) -> None:
    """It reads dates and orders them, and tells which of two amounts is more, as the library."""
    texts = list({when.text: when for when in dates})
    reach = {when.text: [when.low, when.high] for when in dates}
    in_order = sorted({when.text: when for when in dates}.values(), key=lambda when: when.sort_key)
    read, ordered, exceeds = ask_page(
        kp.Dataset([], []),
        [
            {"what": "dates", "texts": texts},
            {"what": "ordered", "texts": texts},
            {"what": "exceeds", "pairs": [[one.text, other.text] for one, other in pairs]},
        ],
    )
    assert [reach[text] for text in texts] == [each[:2] for each in read]
    assert [when.text for when in in_order] == ordered
    assert [one.certainly_exceeds(other) for one, other in pairs] == exceeds


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("October 2023 strike coalition", "2023-coalition/strike-2023-10-04"),
        ("2023-coalition", "2023-coalition"),
        ("CALIFÓRNIA nurses association", "cna"),
    ],
)
def test_search(ask_page: Asking, newest: kp.Dataset, text: str, first: str) -> None:
    """It finds what has all the words, dates in words included, and the likeliest first."""
    (found,) = ask_page(newest, [{"what": "find", "text": text}])
    assert first in found[:3]


def test_search_for_nothing(ask_page: Asking, newest: kp.Dataset) -> None:
    """It finds nothing without words, and nothing with words that nothing has."""
    asked = [{"what": "find", "text": " "}, {"what": "find", "text": "no-such-words-anywhere"}]
    assert [[], []] == ask_page(newest, asked)
