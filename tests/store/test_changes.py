"""What changed between two datasets: rows, their reasons, and lines for a changelog."""

from collections.abc import Callable
from typing import Any

import attrs
import pytest

import kpbargaining as kp
from kpbargaining.store.changes import changelog
from kpbargaining.store.provenance import Provenance, Publication

Make = Callable[[dict[str, Any]], kp.Dataset]

BEFORE = {
    "parties": {
        "people": {"ana": {"name": "Ana"}, "jose": {"name": "José"}},
        "organizations": {
            "acme": {
                "kind": "employer",
                "name": "Acme Hospitals",
                "since": "1999",
                "markets": ["hill", "vale"],
                "evidence": [
                    {"from": "may", "for": ["since"]},
                    {"from": "june", "for": ["markets"]},
                ],
            }
        },
    },
    "terms": {"terms": {"pay": {"kind": "topic", "name": "Pay"}}},
}
AFTER = {
    "parties": {
        "people": {"ana": {"name": "Ana"}, "eve": {"name": "Eve"}, "pay": {"name": "Pay"}},
        "organizations": {
            "acme": {
                "kind": "employer",
                "name": "Acme Hospitals",
                "markets": ["vale"],
                "until": "2030-05",
                "evidence": [
                    {"from": "june", "for": ["markets"]},
                    {"from": "july", "for": ["until"]},
                    {"from": "july"},
                ],
            }
        },
    },
}


def rows(changes: kp.Table[kp.Change]) -> list[tuple[Any, ...]]:
    """Give what each row says, but for its reason."""
    return [attrs.astuple(row, recurse=False)[:-2] for row in changes]


def test_every_difference_is_a_row(dataset_of: Make) -> None:
    """Every record and field that came, went or changed is a row, and so is other evidence."""
    changes = kp.diff(dataset_of(BEFORE), dataset_of(AFTER))
    since, until = kp.PartialDate("1999"), kp.PartialDate("2030-05")
    assert [
        ("removed", "terms", "pay", None, None, None),
        ("changed", "organizations", "acme", "markets", ("hill", "vale"), ("vale",)),
        ("changed", "organizations", "acme", "since", since, None),
        ("changed", "organizations", "acme", "until", None, until),
        ("re-sourced", "organizations", "acme", None, ("may",), ("july", "july")),
        ("removed", "people", "jose", None, None, None),
        ("added", "people", "eve", None, None, None),
        ("added", "people", "pay", None, None, None),
    ] == rows(changes)
    assert "changes" == changes.title


def test_a_text_for_the_changelog(dataset_of: Make) -> None:
    """As text, differences are counted kind by kind, and each value that is another is told."""
    assert [
        "- terms: 1 removed",
        "- organizations: 1 changed, 1 re-sourced",
        "  - acme markets: hill, vale is now vale (read anew)",
        "  - acme since: 1999 is now not known (no evidence says so any more)",
        "  - now known: until (1)",
        "- people: 2 added, 1 removed",
    ] == changelog(kp.diff(dataset_of(BEFORE), dataset_of(AFTER))).splitlines()


def test_sentences_in_the_changelog(dataset_of: Make) -> None:
    """Of what is only put in other words the changelog tells how often."""
    before, after = (dataset_of(union("nurses", name=name)) for name in ("Nurses", "The nurses"))
    assert [
        "- organizations: 1 changed",
        "  - in other words: name (1)",
    ] == changelog(kp.diff(before, after)).splitlines()


def test_nothing_changed(dataset_of: Make) -> None:
    """A dataset does not differ from itself, and the text says so."""
    changes = kp.diff(dataset_of(BEFORE), dataset_of(BEFORE))
    assert [] == list(changes)
    assert "- nothing changed" == changelog(changes)


def test_the_order_of_evidence_is_no_difference(dataset_of: Make) -> None:
    """The same evidence in another order is the same evidence."""
    entries = [{"from": "may"}, {"from": "june"}]
    before, after = (
        dataset_of({"parties": {"people": {"ana": {"name": "Ana", "evidence": evidence}}}})
        for evidence in (entries, entries[::-1])
    )
    assert [] == list(kp.diff(before, after))


def test_the_way_back(dataset_of: Make) -> None:
    """From the new to the old dataset, what was added is removed, and old and new change places."""
    there = kp.diff(dataset_of(BEFORE), dataset_of(AFTER))
    back = kp.diff(dataset_of(AFTER), dataset_of(BEFORE))
    opposite = {"added": "removed", "removed": "added"}
    assert sorted(
        (opposite.get(c.change, c.change.value), c.record, str(c.field), str(c.new), str(c.old))
        for c in there
    ) == sorted((c.change.value, c.record, str(c.field), str(c.old), str(c.new)) for c in back)


def test_rows_can_be_asked(dataset_of: Make) -> None:
    """The differences are a table: they can be narrowed, and turned into plain values."""
    changes = kp.diff(dataset_of(BEFORE), dataset_of(AFTER))
    added = changes.where(change="added", kind="people")
    assert ["eve", "pay"] == [row["record"] for row in added.to_dicts()]
    assert "- people: 2 added" == changelog(added)


@pytest.mark.parametrize("other", ["2026.1", None, "folder", 7])
def test_only_datasets_are_compared(dataset_of: Make, other: Any) -> None:
    """The name of an edition or a folder is refused, saying what gives a dataset."""
    for pair in [(dataset_of(BEFORE), other), (other, dataset_of(BEFORE))]:
        with pytest.raises(kp.InvalidValue, match=r"a dataset; kp\.load\(edition\) or kp\.read"):
            kp.diff(*pair)


def union(name: str, /, *evidence: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Give the files of one union under an id."""
    plain = {"kind": "local union", "name": "Nurses", "evidence": list(evidence)}
    return {"parties": {"organizations": {name: plain | fields}}}


def test_a_renamed_record_is_the_same_one(dataset_of: Make) -> None:
    """A record with another id is renamed, not removed and added, and its evidence is not other."""
    before = dataset_of(union("nurses", {"from": "may"}))
    after = dataset_of(union("nurses-united", {"from": "may"}, formerly=["nurses"]))
    changes = kp.diff(before, after)
    assert [("renamed", "organizations", "nurses-united", "id", "nurses", "nurses-united")] == rows(
        changes
    )
    assert [
        "- organizations: 1 renamed",
        "  - nurses-united id: nurses is now nurses-united (a better id)",
    ] == changelog(changes).splitlines()


@pytest.mark.parametrize(
    ("reason", "evidence"),
    [
        ("read anew", []),
        ("by june", [{"from": "june", "for": ["since"]}]),
        ("by june, july", [{"from": name, "for": ["since"]} for name in ("june", "july", "june")]),
        ("by a, b, c", [{"from": name, "for": ["since"]} for name in ("a", "b", "c")]),
        (
            "by a, b, c and 2 more",
            [{"from": name, "for": ["since"]} for name in ("a", "b", "c", "d", "e")],
        ),
        (
            "The minutes; A letter",
            [
                {"from": "june", "for": ["since"], "note": "The minutes"},
                {"from": "july", "for": ["since"], "note": "A letter"},
                {"from": "july", "for": ["until"], "note": "Else"},
            ],
        ),
        ("read anew", [{"from": "may", "for": ["since"]}]),
        ("read anew", [{"from": "june", "says": {"since": "1998"}, "note": "Not so"}]),
    ],
)
def test_why_a_field_changed(
    dataset_of: Make, reason: str | None, evidence: list[dict[str, Any]]
) -> None:
    """The reason is what new evidence for the field notes, or else which sources it is from."""
    before = dataset_of(union("nurses", {"from": "may", "for": ["since"]}, since="1999"))
    after = dataset_of(union("nurses", *evidence, since="2000"))
    (change,) = kp.diff(before, after).where(change="changed")
    assert reason == change.reason


def test_a_change_in_a_terminal(dataset_of: Make, terminal_of: Callable[[int], None]) -> None:
    """In a terminal each field of a change is a line of its own, cut to the width."""
    (change,) = kp.diff(dataset_of({}), dataset_of(union("nurses")))
    terminal_of(24)
    assert [
        "Change(",
        "    change=<ChangeKin...",
        "    kind='organizatio...",
        "    record='nurses',",
    ] == repr(change).splitlines()[:4]


def test_a_record_that_another_takes_in(dataset_of: Make) -> None:
    """What is merged into another record is gone, with its successor; the way back adds it."""
    two = dataset_of(
        {
            "parties": {
                "organizations": {
                    name: {"kind": "local union", "name": name} for name in ("bees", "ants")
                }
            }
        }
    )
    one = dataset_of(union("ants", name="ants", formerly=["bees"]))
    (gone,) = kp.diff(two, one)
    assert ("removed", "bees", "now part of ants") == (gone.change, gone.record, gone.reason)
    (come,) = kp.diff(one, two)
    assert ("added", "bees") == (come.change, come.record)


BULLETIN = {
    "kind": "bulletin",
    "title": "News",
    "publisher": "Acme",
    "voice": "management",
    "published": "2030-05",
    "evidence": [{"from": "may", "for": ["published"]}],
}
MAY: dict[str, Any] = {"from": "may", "for": ["since"]}


@pytest.mark.parametrize(
    ("reason", "before", "after"),
    [
        ("by may", {}, union("nurses", MAY, since="1999")),
        ("a new source", {}, {"sources": {"sources": {"may": BULLETIN}}}),
        ("our own classification", {}, union("nurses")),
        ("no successor and no erratum are named", union("nurses"), {}),
        ("a better id", union("nurses"), union("nurses-united", formerly=["nurses"])),
        (
            "told with its place or words",
            union("nurses", MAY, since="1999"),
            union("nurses", MAY | {"at": "paragraph 2"}, since="1999"),
        ),
        (
            "rests on other evidence",
            union("nurses", MAY, since="1999"),
            union("nurses", MAY, {"from": "june"}, since="1999"),
        ),
        ("clearer words", union("nurses"), union("nurses", name="Acme nurses")),
        ("our own classification", union("nurses"), union("nurses", kind="international union")),
        ("no evidence says so any more", union("nurses", since="1999"), union("nurses")),
    ],
)
def test_every_change_has_a_reason(
    dataset_of: Make, reason: str, before: dict[str, Any], after: dict[str, Any]
) -> None:
    """Where nobody notes why, the reason says what sort of change it is."""
    (change,) = kp.diff(dataset_of(before), dataset_of(after))
    assert reason == change.reason


def with_errata(dataset: kp.Dataset, *errata: kp.Erratum) -> kp.Dataset:
    """Give the dataset as an edition of which some errors are known."""
    about = Publication(
        name="acme-record",
        title="The record",
        author="its readers",
        licence="CC-BY-4.0",
        edition="2030.1",
        frozen="2030-07-02",
        errata=errata,
    )
    return kp.Dataset(dataset.records(), dataset.evidence, Provenance(publication=about))


@pytest.mark.parametrize(
    ("field", "change", "after"),
    [
        ("since", "changed", union("nurses", since="2000")),
        ("id", "renamed", union("nurses-united", since="1999", formerly=["nurses"])),
        ("id", "removed", {"terms": {}}),
        ("", "removed", {"terms": {}}),
    ],
)
def test_an_erratum_is_the_reason(
    dataset_of: Make, field: str, change: str, after: dict[str, Any]
) -> None:
    """Where an erratum of the old edition told of the error, it is the reason of the change."""
    erratum = kp.Erratum(record="nurses", field=field, error="As the minutes say")
    before = with_errata(dataset_of(union("nurses", since="1999")), erratum)
    (row,) = kp.diff(before, dataset_of(after))
    assert (change, "As the minutes say") == (row.change, row.reason)
