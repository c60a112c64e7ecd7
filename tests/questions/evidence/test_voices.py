"""Every source's number and every side's statement, side by side with its voice."""

from collections.abc import Callable
from typing import Any

import pytest

import kpbargaining as kp

Make = Callable[[dict[str, Any]], kp.Dataset]

PAPER = {"kind": "article", "title": "News", "publisher": "Springfield Post", "voice": "press"}
SOURCES = {
    "paper": PAPER | {"published": "2030-05-03"},
    "flyer": PAPER | {"kind": "flyer", "voice": "union", "published": "2030-04"},
    "letter": PAPER | {"kind": "letter", "voice": "management"},
}
TERMS = {
    "metric-workers": {"kind": "metric", "name": "workers"},
    "metric-nurses": {"kind": "metric", "name": "nurses", "parent": "metric-workers"},
    "metric-midwives": {"kind": "metric", "name": "midwives", "parent": "metric-nurses"},
    "metric-sites": {"kind": "metric", "name": "sites"},
    "topic-pay": {"kind": "topic", "name": "pay"},
    "topic-raises": {"kind": "topic", "name": "raises", "parent": "topic-pay"},
    "topic-safety": {"kind": "topic", "name": "safety"},
}
BODIES = {
    "acme-hospitals": {"kind": "employer", "name": "Acme Hospitals"},
    "acme-doctors": {"kind": "medical group", "name": "Acme Doctors"},
    "nurses-united": {"kind": "local union", "name": "Nurses United"},
    "labor-board": {"kind": "government body", "name": "Labor board"},
}
TITLES = {
    "doe-spokeswoman": {"person": "jane-doe", "bodies": ["acme-hospitals"]},
    "doe-dean": {"person": "jane-doe", "bodies": ["acme-doctors"]},
}
GROUPS = {"pay": {"kind": "subgroup", "name": "Pay"}}
PEOPLE = {"jane-doe": {"name": "Jane Doe"}, "jo-roe": {"name": "Jo Roe"}}


def reported(
    dataset_of: Make, figures: dict[str, Any], statements: dict[str, Any] | None = None
) -> kp.Dataset:
    """Give a dataset with these figures and statements inside one round."""
    parties = {"organizations": BODIES, "people": PEOPLE, "appointments": TITLES}
    inside = {"committees": GROUPS, "figures": figures, "statements": statements or {}}
    return dataset_of(
        {
            "sources": {"sources": SOURCES},
            "terms": {"terms": TERMS},
            "parties": parties,
            "agreements": {"partnerships": {"partnership": {"name": "Acme partnership"}}},
            "rounds/2030-acme": {"round": {"name": "2030 Acme bargaining"}}
            | {name: held for name, held in inside.items() if held},
            "rounds/2031-acme": {"round": {"name": "2031 Acme bargaining"}},
        }
    )


def figure(metric: str, *evidence: dict[str, Any], **more: str) -> dict[str, Any]:
    """Give the plain form of a number about the nurses' union."""
    plain: dict[str, Any] = {"about": "nurses-united", "metric": metric, "scope": "level"}
    return plain | {"evidence": list(evidence) or [{"from": "paper", "for": ["value"]}]} | more


def test_sources_that_disagree(dataset_of: Make) -> None:
    """Each source has a row, with its own number, limits, voice and weight; undated ones last."""
    told = figure(
        "metric-nurses",
        {"from": "letter", "says": {"value": "~700"}, "weak": True, "note": "By the payroll"},
        {"from": "paper", "for": ["value", "among"]},
        {"from": "flyer", "says": {"value": ">900", "among": "with midwives"}, "note": "As told"},
        {"from": "paper", "for": ["among"]},
        value="800",
        among="nurses",
    )
    rows = reported(dataset_of, {"workers": told}).numbers("nurses-united")
    assert [
        ("2030-04", ">900", "with midwives", "union", False, False),
        ("2030-05-03", "800", "nurses", "press", True, False),
        (None, "~700", "nurses", "management", False, True),
    ] == [
        (text(row.published), str(row.value), row.among, row.voice, row.carried, row.weak)
        for row in rows
    ]
    assert {("2030-acme/workers", "Organization")} == {(row.figure, row.kind) for row in rows}
    assert {None} == {row.on for row in rows}


def text(when: object) -> str | None:
    """Give a date as its text."""
    return None if when is None else str(when)


def test_when_a_number_holds_and_when_it_was_published(dataset_of: Make) -> None:
    """The days for which a number holds, as its source gives them, stand apart from its news."""
    covering = figure(
        "metric-nurses",
        {"from": "paper", "for": ["value", "period"]},
        {"from": "flyer", "for": ["value"], "says": {"period": "2028/2028"}, "note": "As told"},
        value="800",
        period="2029/2029",
    )
    held = {"covering": covering, "on": figure("metric-sites", value="3", on="2030-01-01")}
    assert [
        ("2028/2028", "2030-04"),
        ("2029/2029", "2030-05-03"),
        ("2030-01-01", "2030-05-03"),
    ] == [(text(row.on), text(row.published)) for row in reported(dataset_of, held).numbers()]


def test_what_a_source_says_twice(dataset_of: Make) -> None:
    """A number that one source says twice stands once; said otherwise, it stands again."""
    twice: list[dict[str, Any]] = [
        {"from": "paper", "at": "headline", "for": ["value"]},
        {"from": "paper", "at": "last paragraph", "for": ["value", "among"]},
        {"from": "paper", "says": {"among": "midwives"}, "for": ["value"], "note": "As told"},
    ]
    told = figure("metric-nurses", *twice, value="800", among="nurses")
    rows = reported(dataset_of, {"workers": told}).numbers()
    assert ["nurses", "midwives"] == [row.among for row in rows]


def test_a_reading_alone(dataset_of: Make) -> None:
    """What only a weak source says stands there too; a source without a number has no row."""
    weak = {"from": "paper", "says": {"value": "9"}, "weak": True, "note": "Heard of"}
    told = figure("metric-sites", weak, {"from": "flyer"})
    (row,) = reported(dataset_of, {"sites": told}).numbers()
    assert ("9", False, True) == (str(row.value), row.carried, row.weak)
    agreed = figure("metric-sites", {"from": "flyer", "for": ["value"]})
    assert 0 == len(reported(dataset_of, {"sites": agreed}).numbers())


@pytest.mark.parametrize(
    ("metric", "figures"),
    [
        (None, {"all", "nurses", "midwives", "sites"}),
        ("metric-workers", {"all", "nurses", "midwives"}),
        ("metric-nurses", {"nurses", "midwives"}),
        ("metric-midwives", {"midwives"}),
        ("metric-sites", {"sites"}),
    ],
)
def test_a_metric_and_what_is_below_it(
    dataset_of: Make, metric: str | None, figures: set[str]
) -> None:
    """A metric stands for the narrower ones below it, at any depth."""
    held = {
        "all": figure("metric-workers", value="4"),
        "nurses": figure("metric-nurses", value="3"),
        "midwives": figure("metric-midwives", value="2"),
        "sites": figure("metric-sites", value="1"),
    }
    rows = reported(dataset_of, held).numbers("nurses-united", metric)
    assert figures == {row.figure.partition("/")[2] for row in rows}
    assert 0 == len(reported(dataset_of, held).numbers("acme-hospitals", metric))


def says(*by: str, topic: str = "topic-pay", **more: Any) -> dict[str, Any]:
    """Give the plain form of a claim."""
    return {"kind": "claim", "by": list(by), "topics": [topic]} | more


@pytest.mark.parametrize(
    ("side", "by"),
    [
        ("management", ["acme-hospitals"]),
        ("management", ["acme-doctors", "acme-hospitals"]),
        ("management", ["jane-doe"]),
        ("labor", ["nurses-united"]),
        ("both", ["acme-hospitals", "nurses-united"]),
        ("both", ["jane-doe", "nurses-united"]),
        ("both", ["partnership"]),
        ("both", ["2030-acme/pay"]),
        (None, ["labor-board"]),
        (None, ["jo-roe"]),
        (None, ["unknown"]),
    ],
)
def test_the_side_of_a_statement(dataset_of: Make, side: str | None, by: list[str]) -> None:
    """A statement is of the side of whoever makes it; a person's is that of the titles held."""
    (row,) = reported(dataset_of, {}, {"claim": says(*by)}).sides("topic-pay")
    assert (side, tuple(by)) == (row.side, row.by)


def test_both_sides_of_a_subject(dataset_of: Make) -> None:
    """Claims on a topic and on what lies below it stand by the first day they were published."""
    late = [{"from": name} for name in ("paper", "letter")]
    early = [{"from": name} for name in ("paper", "flyer", "paper")]
    claims = {
        "fair": says("acme-hospitals", summary="Pay is fair", evidence=late),
        "low": says(
            "nurses-united", topic="topic-raises", answers="2030-acme/fair", evidence=early
        ),
        "undated": says("nurses-united", about="2030-acme", evidence=[{"from": "letter"}]),
        "safe": says("nurses-united", topic="topic-safety"),
        "nothing": {"kind": "goal", "by": ["nurses-united"]},
    }
    figures = {
        "gap": figure("metric-sites", value="9%") | {"about": "2030-acme/fair"},
        "none": figure("metric-sites", {"from": "paper"}) | {"about": "2030-acme/fair"},
    }
    dataset = reported(dataset_of, figures, claims)
    rows = dataset.sides("topic-pay", "2030-acme")
    assert rows == dataset.sides("topic-pay")
    assert 0 == len(dataset.sides("topic-pay", "2031-acme"))
    assert [
        ("low", "2030-04", ("paper", "flyer"), (), "2030-acme/fair", None),
        ("fair", "2030-05-03", ("paper", "letter"), ("9%",), None, None),
        ("undated", None, ("letter",), (), None, "2030-acme"),
    ] == [
        (
            row.statement.partition("/")[2],
            text(row.when),
            row.sources,
            tuple(map(str, row.numbers)),
            row.answers,
            row.about,
        )
        for row in rows
    ]


def test_what_a_statement_answers(dataset_of: Make) -> None:
    """A statement that answers another has beside it who said what; one not there is left open."""
    claims = {
        "fair": says("acme-hospitals", summary="Pay is fair", on="2030-05-01"),
        "low": says("nurses-united", summary="Pay is low", answers="2030-acme/fair"),
        "lost": says("nurses-united", summary="It is not", answers="2030-acme/never-said"),
    }
    rows = reported(dataset_of, {}, claims).sides()
    assert [
        ("2030-acme/fair", "2030-05-01", None, None, None),
        ("2030-acme/lost", None, "2030-acme/never-said", None, None),
        ("2030-acme/low", None, "2030-acme/fair", "Pay is fair", ("acme-hospitals",)),
    ] == [(r.statement, text(r.when), r.answers, r.answered, r.answered_by) for r in rows]
    assert {"Pay is fair", "Pay is low", "It is not"} == {row.claim for row in rows}
    assert {"claim"} == {row.kind for row in rows}


@pytest.mark.parametrize(
    ("ask", "what", "nearest"),
    [
        (lambda ds: ds.numbers("nurse-united"), "id", "nurses-united"),
        (lambda ds: ds.numbers(None, "metric-nurse"), "metric", "metric-nurses"),
        (lambda ds: ds.numbers(metric="topic-pay"), "metric", None),
        (lambda ds: ds.sides("topic-pai"), "topic", "topic-pay"),
        (lambda ds: ds.sides("metric-nurses"), "topic", None),
        (lambda ds: ds.sides("topic-pay", "2030-akme"), "round", "2030-acme"),
    ],
)
def test_misspelt_names(
    dataset_of: Make, ask: Callable[[kp.Dataset], object], what: str, nearest: str | None
) -> None:
    """A misspelt id, metric, topic or round is refused with the nearest that there are."""
    with pytest.raises(kp.UnknownName, match=rf"^no {what} ") as caught:
        ask(reported(dataset_of, {}))
    assert nearest is None or nearest in caught.value.nearest


def test_minimum_rates_by_market() -> None:
    """The record has the lowest rates agreed in September 2025: Hawaii's is 24 dollars."""
    rows = kp.load("2026.2").numbers("2025-alliance/ta-minimum-wage-rates")
    assert {"both markets in California": "25.56 USD", "Hawaii": "24 USD"}.items() <= {
        row.among: str(row.value) for row in rows.where(metric="metric-minimum-wage")
    }.items()


def test_local_tables_settled() -> None:
    """The record has 29, then 31 of 53 local tables settled."""
    dataset = kp.load("2026.2")
    settled = dataset.numbers("2025-alliance", "metric-local-tables-settled")
    tables = dataset.numbers("2025-alliance").where(metric="metric-local-tables")
    assert {"53"} == {str(row.value) for row in tables}
    assert ["29", "31"] == [n for row in settled if (n := str(row.value)) in {"29", "31"}]
