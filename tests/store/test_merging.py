"""Datasets put together and taken apart: overlays merged in, rounds cut out."""

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

import kpbargaining as kp
from kpbargaining.documents.shelf import Shelf

Make = Callable[[dict[str, Any]], kp.Dataset]

OVERLAY = Path(__file__).parents[1] / "overlays" / "acme"


def errors(dataset: kp.Dataset) -> list[kp.Finding]:
    """Give what a dataset must not have."""
    return list(kp.check(dataset).where(severity=kp.Severity.ERROR))


def union(evidence: list[dict[str, Any]], **fields: Any) -> dict[str, Any]:
    """Give the files of a dataset with one union, and the two stories that tell of it."""
    plain = {"kind": "local union", "name": "Nurses United"} | fields
    story = {"kind": "story", "title": "News", "publisher": "Acme Hospitals", "voice": "press"}
    dated = {"published": "2030-05-06"}
    sources = {
        name: story | dated | {"evidence": [{"from": name, "for": ["published"]}]}
        for name in ("may", "june")
    }
    organizations = {"nurses-united": plain | {"evidence": evidence}}
    return {"parties": {"organizations": organizations}, "sources": {"sources": sources}}


SINCE = [{"from": "may", "for": ["since"]}]
UNTIL = [{"from": "june", "for": ["until"]}]
NURSES = {"from": "june", "for": ["represents"]}
NO_PARENT = [{"from": "may", "for": ["parent"]}]


def test_an_overlay_adds_records() -> None:
    """The example overlay, of another employer, adds its records and evidence to the edition's."""
    base, overlay = kp.load(), kp.read(OVERLAY)
    merged = base.merge(overlay)
    assert len(base) + len(overlay) == len(merged)
    assert len(base.evidence) + len(overlay.evidence) == len(merged.evidence)
    assert overlay["2031-acme/2031-03-03"] == merged["2031-acme/2031-03-03"]
    assert [*base.evidence, *overlay.evidence] == list(merged.evidence)
    assert {record.id for record in overlay.records()} == merged.index.provenance.added
    assert [] == errors(merged)


def test_an_overlay_stands_on_the_edition() -> None:
    """The example overlay refers to terms of the edition: alone it lacks them, and only them."""
    overlay, base = kp.read(OVERLAY), kp.load()
    missing = {finding.sentence.rpartition(" ")[2] for finding in errors(overlay)}
    assert {"dangling"} == {finding.code for finding in errors(overlay)}
    assert missing <= set(base.terms.ids)


def test_the_texts_of_the_overlay() -> None:
    """Every passage of the example overlay is found in its texts."""
    overlay = kp.read(OVERLAY)
    shelf = Shelf(overlay, OVERLAY / "texts")
    located = [found for source in overlay.sources for _, found in shelf.located(source.id)]
    assert len(overlay.evidence) == len(located)
    assert {"found"} == {found.status for found in located}


def test_a_merged_dataset_says_so() -> None:
    """A merged dataset keeps edition and digest of its base, and names the overlay's digest."""
    base, overlay = kp.load(), kp.read(OVERLAY)
    merged = base.merge(overlay)
    assert (base.edition, base.digest) == (merged.edition, merged.digest)
    assert (f"merged with SHA-256 {overlay.digest}",) == merged.lineage
    part = overlay.subset("2031-acme")
    assert (f"merged with SHA-256 {part.digest} (subset 2031-acme), base wins",) == base.merge(
        part, wins="base"
    ).lineage
    by_hand = kp.Dataset(overlay.records(), overlay.evidence)
    assert ("merged with 16 records",) == base.merge(by_hand).lineage


def test_evidence_is_added_to_a_known_record(dataset_of: Make) -> None:
    """A record of both keeps every field that either knows, with the evidence of both."""
    base = dataset_of(union(SINCE, since="1999"))
    overlay = dataset_of(union([*SINCE, *UNTIL], since="1999", until="2029"))
    merged = base.merge(overlay)
    record = merged.organizations["nurses-united"]
    assert ("1999", "2029") == (str(record.since), str(record.until))
    assert ["may", "june"] == [item.source for item in merged.evidence_for(record.id)]
    assert frozenset() == merged.index.provenance.added
    assert [] == errors(merged)


CLASHING = (
    union([*SINCE, *UNTIL], since="1999", until="2029", name="Nurses United of Acme"),
    union([*SINCE, *UNTIL, NURSES], since="1998", until="2028", represents=["nurses"]),
)


def test_clashes_are_refused(dataset_of: Make) -> None:
    """Without a winner, a merge is refused with every difference at once."""
    base, overlay = map(dataset_of, CLASHING)
    with pytest.raises(
        kp.MergeClash, match=r"^3 fields differ; say which dataset wins\n"
    ) as caught:
        base.merge(overlay)
    since, until = kp.PartialDate("1999"), kp.PartialDate("2029")
    assert {
        kp.Clash("nurses-united", "name", "Nurses United of Acme", "Nurses United"),
        kp.Clash("nurses-united", "since", since, kp.PartialDate("1998")),
        kp.Clash("nurses-united", "until", until, kp.PartialDate("2028")),
    } == set(caught.value.clashes)
    assert "  nurses-united since: 1999 or 1998" in str(caught.value).splitlines()


def test_clashes_travel() -> None:
    """A refused merge tells the same in another process, whatever gave it the differences."""
    clash = kp.Clash("nurses-united", "since", "1999", "1998")
    error = kp.MergeClash(each for each in [clash])
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 (our own bytes)
    assert (clash,) == error.clashes == again.clashes
    assert str(error) == str(again)


@pytest.mark.parametrize(
    ("wins", "since", "reading"), [("base", 1999, 1998), ("overlay", 1998, 1999)]
)
def test_the_winner_is_carried(dataset_of: Make, wins: Any, since: int, reading: int) -> None:
    """With a winner, its value is carried, and the evidence of the other becomes a reading."""
    base, overlay = map(dataset_of, CLASHING)
    merged = base.merge(overlay, wins=wins)
    record = merged.organizations["nurses-united"]
    assert (str(since), ("nurses",)) == (str(record.since), record.represents)
    assert (base if wins == "base" else overlay).organizations[record.id].name == record.name
    agrees, differs = merged.evidence_for(record.id, "since")
    if wins == "overlay":
        agrees, differs = differs, agrees
    assert (("since",), {}) == (agrees.fields, agrees.readings)
    assert (None, {"since": kp.PartialDate(str(reading))}) == (differs.fields, differs.readings)
    assert "the other of the two merged datasets is carried" == differs.note
    assert [] == errors(merged)
    assert f"merged with 3 records, {wins} wins" == merged.lineage[0]


def test_what_a_reading_keeps(dataset_of: Make) -> None:
    """Evidence keeps its own note, its other fields and its other readings when one field loses."""
    mixed = {
        "from": "may",
        "for": ["since", "represents"],
        "says": {"until": "2029"},
        "note": "Own",
    }
    base = dataset_of(union(SINCE, since="1999"))
    overlay = dataset_of(union([mixed], since="1998", represents=["nurses"]))
    _, item = base.merge(overlay, wins="base").evidence_for("nurses-united")
    assert ("Own", ("represents",)) == (item.note, item.fields)
    assert {"until": kp.PartialDate("2029"), "since": kp.PartialDate("1998")} == item.readings


@pytest.mark.parametrize(("wins", "parent"), [("base", None), ("overlay", "carers")])
def test_none_and_a_value_clash(dataset_of: Make, wins: Any, parent: str | None) -> None:
    """That a source says there is none differs from a value, unlike a field nothing is said of."""
    base = dataset_of(union(NO_PARENT))
    overlay = dataset_of(union([{"from": "june", "for": ["parent"]}], parent="carers"))
    with pytest.raises(
        kp.MergeClash, match=r"^1 field differs; .*\n  nurses-united parent: None or carers"
    ):
        base.merge(overlay)
    merged = base.merge(overlay, wins=wins)
    assert parent == merged.organizations["nurses-united"].parent
    first, second = merged.evidence_for("nurses-united")
    if parent is None:
        assert (("parent",), {"parent": "carers"}) == (first.fields, second.readings)
    else:
        assert (None, ("parent",)) == (first.fields, second.fields)
        assert ({}, "the other of the two merged datasets is carried") == (
            first.readings,
            first.note,
        )


def test_evidence_of_no_field_is_silent(dataset_of: Make) -> None:
    """A source that only says there is a record, or reads a field, says of no field: none."""
    read = {"from": "june", "says": {"parent": "guild"}, "note": "Else"}
    base = dataset_of(union([{"from": "may"}, read]))
    overlay = dataset_of(union([{"from": "june", "for": ["parent"]}], parent="carers"))
    assert "carers" == base.merge(overlay).organizations["nurses-united"].parent


def test_two_kinds_under_one_id(dataset_of: Make) -> None:
    """Records of two kinds under one id never merge, whoever wins."""
    base = dataset_of({"parties": {"people": {"ana": {"name": "Ana"}}}})
    overlay = dataset_of({"terms": {"terms": {"ana": {"kind": "topic", "name": "Ana"}}}})
    with pytest.raises(kp.MergeClash, match="ana kind of record: Person or Term") as caught:
        base.merge(overlay, wins="overlay")
    assert (kp.Clash("ana", "kind of record", "Person", "Term"),) == caught.value.clashes


def test_an_unknown_winner(dataset_of: Make) -> None:
    """A winner that is neither dataset is refused, naming both."""
    base = dataset_of(union(SINCE, since="1999"))
    with pytest.raises(kp.UnknownName, match="winner of a merge 'overlays'") as caught:
        base.merge(base, wins="overlays")  # type: ignore[arg-type] # that is the point
    assert ("overlay",) == caught.value.nearest


def test_a_round_with_what_it_needs() -> None:
    """A subset holds the round, all it refers to and all it rests on, and stands alone."""
    whole = kp.load().merge(kp.read(OVERLAY))
    part = whole.subset("2031-acme")
    assert whole.index.in_round("2031-acme") == part.index.in_round("2031-acme")
    assert ("2031-acme",) == part.rounds.ids
    assert ("acme-2031-bulletin", "acme-2031-letter") == part.sources.ids
    assert "agreement-expiring-2031-acme" in part.agreements
    assert [] == errors(part)
    assert (*whole.lineage, "subset 2031-acme") == part.lineage
    assert part == part.subset("2031-acme")


def test_what_a_round_has_for_others_only(dataset_of: Make) -> None:
    """A record of the round that only another outside needs brings that other along."""
    committee = {"kind": "team", "name": "The team"}
    lead = {"person": "ana", "bodies": ["2024-acme/team"], "evidence": [{"from": "may"}]}
    ana = {"name": "Ana", "evidence": [{"from": "may"}]}
    talks = {"name": "2024 Acme bargaining", "evidence": [{"from": "may"}]}
    whole = dataset_of(
        {
            "sources": union(SINCE)["sources"],
            "parties": {"people": {"ana": ana}, "appointments": {"lead": lead}},
            "rounds/2024-acme": {"round": talks, "committees": {"team": committee}},
        }
    )
    part = whole.subset("2024-acme")
    assert {"may", "2024-acme", "2024-acme/team", "lead", "ana"} == {r.id for r in part.records()}
    assert [] == errors(part)


CLAIM = {"kind": "claim", "by": ["2024-acme/team"], "evidence": [{"from": "may"}]}
ABOUT = CLAIM | {"by": ["nurses-united"], "about": "2024-acme/team"}


@pytest.mark.parametrize(
    ("expected", "evidence", "claims"),
    [
        ({"a"}, [], {"a": CLAIM, "b": CLAIM, "c": CLAIM}),
        (set(), [{"from": "may"}], {"a": CLAIM}),
        (set(), [], {"a": ABOUT}),
    ],
    ids=["first of those that need it", "evidence of its own", "only a link of ours"],
)
def test_who_comes_along(
    dataset_of: Make, expected: set[str], evidence: list[Any], claims: dict[str, Any]
) -> None:
    """What no evidence is for brings one along that needs it; who is only about it does not."""
    talks = {"name": "2024 Acme bargaining", "evidence": [{"from": "may"}]}
    team = {"kind": "team", "name": "The team", "evidence": evidence}
    files = union(SINCE, since="1999") | {"record": {"statements": claims}}
    files["rounds/2024-acme"] = {"round": talks, "committees": {"team": team}}
    part = dataset_of(files).subset("2024-acme")
    assert expected == set(part.statements.ids)


def test_a_subset_with_what_is_only_read(dataset_of: Make) -> None:
    """What a round refers to by a reading alone, which it does not carry, comes along."""
    evidence = [{"from": "may", "says": {"parties": ["nurses-united"]}, "note": "Else"}]
    files = union(SINCE, since="1999")
    files["rounds/2024-acme"] = {"round": {"name": "Talks", "evidence": evidence}}
    part = dataset_of(files).subset("2024-acme")
    assert ("nurses-united",) == part.organizations.ids
    assert [] == errors(part)


@pytest.mark.parametrize("name", ["2031-akme", "acme-hospitals"])
def test_a_subset_of_no_round(name: str) -> None:
    """Only a round can be cut out; a misspelt one is refused with the nearest."""
    with pytest.raises(kp.UnknownName, match=f"no round '{name}'"):
        kp.read(OVERLAY).subset(name)


def test_a_subset_of_what_has_another_id_now(dataset_of: Make) -> None:
    """What a round refers to by a retired id comes along, and so does what refers to it by one."""
    evidence = [{"from": "may", "for": ["parties"]}]
    talks = {"name": "Talks", "parties": ["old"], "evidence": evidence}
    team = {"kind": "team", "name": "Team", "formerly": ["2024-acme/t"]}
    lead = {"person": "ana", "bodies": ["2024-acme/t"], "evidence": [{"from": "may"}]}
    files = union(SINCE, since="1999", formerly=["old"])
    files["parties"] |= {"people": {"ana": {"name": "Ana"}}, "appointments": {"lead": lead}}
    files["rounds/2024-acme"] = {"round": talks, "committees": {"team": team}}
    part = dataset_of(files).subset("2024-acme")
    assert {"nurses-united", "lead", "ana"} <= {record.id for record in part.records()}


def test_a_subset_of_what_dangles(dataset_of: Make) -> None:
    """What a round refers to and the dataset lacks is left out, not invented."""
    statement = {"kind": "claim", "by": ["nobody"], "evidence": [{"from": "nowhere"}]}
    dataset = dataset_of(
        {"rounds/2024-acme": {"round": {"name": "Talks"}, "statements": {"one": statement}}}
    )
    assert dataset == dataset.subset("2024-acme")


def test_an_overlay_that_knows_retired_ids(dataset_of: Make) -> None:
    """Records and evidence that speak of an id the other has retired speak of its successor."""
    base = dataset_of(union(SINCE, since="1999"))
    nurses = attrs.evolve(base.organizations["nurses-united"], id="nurses", formerly=None)
    member = kp.Membership(id="m", member="nurses", body="nurses-of-acme")
    told = [
        attrs.evolve(item, record="nurses")
        for item in base.evidence
        if item.record == "nurses-united"
    ]
    case = kp.Case(id="case", kind=kp.CaseKind.LAWSUIT, by=("guild", "nurses"), number="nurses")
    overlay = kp.Dataset([nurses, member, case], told)
    renamed = attrs.evolve(base.organizations["nurses-united"], formerly=("nurses", "n-u"))
    successor = kp.Dataset([*base.sources, renamed], base.evidence)
    for merged in (successor.merge(overlay), overlay.merge(successor)):
        assert ("nurses-united",) == merged.organizations.ids
        assert "nurses-united" == merged.memberships["m"].member
        assert ("guild", "nurses-united") == merged.cases["case"].by
        assert "nurses" == merged.cases["case"].number
        assert ["may"] == [item.source for item in merged.evidence_for("nurses-united")]
        assert renamed == merged["nurses"]


def test_an_overlay_of_a_renamed_round(dataset_of: Make) -> None:
    """What lives in a round that the other has renamed lives in the round under its new id."""
    session = {"held": "2030-05-06/2030-05-08", "evidence": [{"from": "may", "for": ["held"]}]}
    talks = {"round": {"name": "Talks"}, "sessions": {"first": session}}
    overlay = dataset_of({"rounds/2030-acme": talks, "sources": union(SINCE)["sources"]})
    base = dataset_of(
        {"rounds/2030-acme-hospitals": {"round": {"name": "Talks", "formerly": ["2030-acme"]}}}
    )
    merged = base.merge(overlay)
    assert ("2030-acme-hospitals",) == merged.rounds.ids
    assert ("2030-acme-hospitals/first",) == merged.sessions.ids
    assert 1 == len(merged.evidence_for("2030-acme-hospitals/first", "held"))


def test_datasets_that_retire_nothing_of_each_other(dataset_of: Make) -> None:
    """Retired ids that the other never had change nothing."""
    base = dataset_of(union(SINCE, since="1999", formerly=["nurses-of-old"]))
    other = dataset_of({"parties": {"people": {"ana": {"name": "Ana"}}}})
    assert [*base.records(), *other.records()] == sorted(
        base.merge(other).records(), key=lambda record: record.id == "ana"
    )


@pytest.mark.parametrize("given", ["folder", OVERLAY, None])
def test_an_overlay_that_is_no_dataset(given: Any) -> None:
    """A folder is to be read before it can be merged, and the refusal says so."""
    with pytest.raises(kp.InvalidValue, match=r"a dataset; kp\.load\(edition\) or kp\.read"):
        kp.Dataset([], []).merge(given)
