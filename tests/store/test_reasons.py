"""Why a record differs: the sort of every reason, from what stands before and after."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import attrs
import pytest

import kpbargaining as kp
from kpbargaining.store.provenance import Provenance, Publication

Make = Callable[[dict[str, Any]], kp.Dataset]
MAY: dict[str, Any] = {"from": "may", "for": ["since"]}
JUNE: dict[str, Any] = {"from": "june", "for": ["since"]}


def union(*evidence: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Give the files of one union."""
    plain = {"kind": "local union", "name": "Nurses", "evidence": list(evidence)}
    return {"parties": {"organizations": {"nurses": plain | fields}}}


def said(summary: str, *sources: str, **more: str) -> dict[str, Any]:
    """Give the files of one statement, and who supports its words."""
    evidence = [{"from": name, "for": ["summary"]} | more for name in sources]
    plain = {"kind": "claim", "by": ["nurses"], "summary": summary, "evidence": evidence}
    return {"record": {"statements": {"a-claim": plain}}}


def source(title: str) -> dict[str, Any]:
    """Give the files of one source."""
    plain = {"kind": "story", "title": title, "publisher": "Acme", "voice": "management"}
    return {"sources": {"sources": {"may": plain}}}


def number(text: str) -> dict[str, Any]:
    """Give the files of one case."""
    return {"record": {"cases": {"a-case": {"kind": "lawsuit", "number": text}}}}


def step(order: int) -> dict[str, Any]:
    """Give the files of a round with one step."""
    return {"rounds/2030-acme": {"round": {"name": "Talks"}, "steps": {"way": {"order": order}}}}


def meeting(form: str) -> dict[str, Any]:
    """Give the files of a round with one session."""
    session = {"scheduled": "2030-05-06/", "format": form}
    return {"rounds/2030-acme": {"round": {"name": "Talks"}, "sessions": {"may": session}}}


def told(reading: str) -> dict[str, Any]:
    """Give a source that has a value of its own."""
    return {"from": "june", "says": {"since": reading}}


MAY_READ: dict[str, Any] = {"from": "may", "says": {"since": "1999"}}
NOTHING: dict[str, Any] = {}


@pytest.mark.parametrize(
    ("why", "before", "after"),
    [
        ("new fact", NOTHING, union(MAY, since="1999")),
        ("new source", NOTHING, source("Talks")),
        ("our own classification", NOTHING, union()),
        ("retired", union(), NOTHING),
        ("new fact", union(MAY), union(MAY, since="1999")),
        ("correction", union(MAY, since="1999"), union(MAY, since="2000")),
        ("correction", union(MAY, since="1999"), union(MAY)),
        ("correction", number("12"), number("13")),
        ("correction", step(1), step(2)),
        ("correction", meeting("virtual"), meeting("in person")),
        (
            "another reading",
            union(MAY, told("2000"), since="1999"),
            union(MAY_READ, JUNE, since="2000"),
        ),
        ("another reading", union(told("2000")), union(JUNE, since="2000")),
        (
            "correction",
            union(MAY, told("2000"), since="1999"),
            union(MAY_READ, told("2000"), since="2001"),
        ),
        (
            "correction",
            union(MAY, told("2001"), since="1999"),
            union(MAY_READ, JUNE, since="2000"),
        ),
        ("clearer words", said("Pay is low", "may"), said("Wages are low", "may")),
        (
            "clearer words",
            said("Pay is low", "may"),
            said("Wages are low", "may", at="paragraph 2"),
        ),
        ("new source", said("Pay is low", "may"), said("Wages are low", "june")),
        ("clearer words", source("Talks"), source("Talks open")),
        ("our own classification", union(), union(kind="international union")),
        (
            "our own classification",
            union(markets=["hill"]),
            union(markets=["hill"], kind="employer"),
        ),
    ],
)
def test_the_sort_of_a_change(
    dataset_of: Make, why: str, before: dict[str, Any], after: dict[str, Any]
) -> None:
    """What came, went or changed has the sort of its reason."""
    changes = kp.diff(dataset_of(before), dataset_of(after))
    (change,) = [row for row in changes if row.change != "re-sourced"]
    assert why == change.why


@pytest.mark.parametrize(
    ("why", "before", "after"),
    [
        ("new source", [MAY], [MAY, JUNE]),
        ("new source", [MAY], [JUNE]),
        ("closer reading", [MAY], [MAY | {"at": "paragraph 2"}]),
        ("closer reading", [MAY], [MAY | {"for": ["since", "until"]}]),
        ("closer reading", [MAY], [MAY | {"basis": "derived"}]),
        ("closer reading", [MAY, told("2000")], [MAY, told("2000") | {"weak": True}]),
        ("another reading", [MAY, told("2000")], [MAY_READ, told("2000")]),
        ("correction", [MAY, JUNE], [MAY]),
        ("correction", [MAY | {"for": ["since", "until"]}], [MAY]),
    ],
)
def test_the_sort_of_other_evidence(
    dataset_of: Make, why: str, before: list[dict[str, Any]], after: list[dict[str, Any]]
) -> None:
    """Other evidence is a new source, a closer reading of the same, or the correction of both."""
    datasets = (dataset_of(union(*each, since="1999")) for each in (before, after))
    (change,) = kp.diff(*datasets)
    assert ("re-sourced", why) == (change.change, change.why)


@pytest.mark.parametrize(("why", "since"), [("correction", {"since": "1999"}), ("new fact", {})])
def test_an_erratum_tells_of_a_correction(
    dataset_of: Make, why: str, since: dict[str, str]
) -> None:
    """A value that an erratum calls wrong was corrected; what was lacking is a new fact."""
    about = Publication(
        name="acme",
        title="Acme",
        author="its readers",
        licence="CC0",
        edition="2030.1",
        frozen="2030-07-02",
        errata=(kp.Erratum(record="nurses", field="since", error="It was 2000"),),
    )
    before = dataset_of(union(**since))
    old = kp.Dataset(before.records(), before.evidence, Provenance(publication=about))
    (change,) = kp.diff(old, dataset_of(union(since="2000")))
    assert (why, "It was 2000") == (change.why, change.reason)


def test_every_change_of_the_editions_has_a_sort() -> None:
    """From edition to edition, what was unknown is new, and what is renamed or gone is retired."""
    editions = [kp.load(each.name) for each in kp.editions()]
    for old, new in pairwise(editions):
        for row in kp.diff(old, new):
            assert isinstance(row.why, kp.ChangeReason)
            assert row.reason
            assert (row.why == "retired") == (row.change in ("removed", "renamed"))
            if row.why == "new fact" and row.change == "changed":
                assert row.old is None


def test_the_way_back_has_reasons_too(dataset_of: Make) -> None:
    """Each row of a difference tells its sort, whichever way it is taken."""
    pair = [dataset_of(union(MAY, since="1999")), dataset_of(said("Pay is low", "may"))]
    rows = [*kp.diff(*pair), *kp.diff(*pair[::-1])]
    assert {"retired", "new fact"} == {row.why.value for row in rows}
    assert all(attrs.asdict(row)["reason"] for row in rows)
