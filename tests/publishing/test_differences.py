"""What changed between two datasets, as rows and as lines for a changelog."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

import kpbargaining as kp

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


def test_every_difference_is_a_row(dataset_of: Make) -> None:
    """Every record and field that came, went or changed is a row, and so is other evidence."""
    changes = kp.diff(dataset_of(BEFORE), dataset_of(AFTER))
    since, until = kp.PartialDate("1999"), kp.PartialDate("2030-05")
    assert [
        ("removed", "terms", "pay", "", None, None),
        ("changed", "organizations", "acme", "markets", ("hill", "vale"), ("vale",)),
        ("changed", "organizations", "acme", "since", since, None),
        ("changed", "organizations", "acme", "until", None, until),
        ("re-sourced", "organizations", "acme", "", ("may",), ("july", "july")),
        ("removed", "people", "jose", "", None, None),
        ("added", "people", "eve", "", None, None),
        ("added", "people", "pay", "", None, None),
    ] == [attrs.astuple(row, recurse=False) for row in changes]


def test_a_text_for_the_changelog(dataset_of: Make) -> None:
    """As text, the differences are counted kind by kind, and every change of a field is told."""
    assert [
        "- terms: 1 removed",
        "- organizations: 1 changed, 1 re-sourced",
        "  - acme markets: hill, vale is now vale",
        "  - acme since: 1999 is now not known",
        "  - acme until: not known is now 2030-05",
        "- people: 2 added, 1 removed",
    ] == str(kp.diff(dataset_of(BEFORE), dataset_of(AFTER))).splitlines()


def test_nothing_changed(acme: Path) -> None:
    """A dataset does not differ from itself, and the text says so."""
    changes = kp.diff(kp.read(acme), acme)
    assert [] == list(changes)
    assert "- nothing changed" == str(changes)


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
        (opposite.get(c.change, c.change.value), c.record, c.field, str(c.new), str(c.old))
        for c in there
    ) == sorted((c.change.value, c.record, c.field, str(c.old), str(c.new)) for c in back)


def test_rows_can_be_asked(dataset_of: Make) -> None:
    """The differences are a table: they can be narrowed, and turned into plain values."""
    changes = kp.diff(dataset_of(BEFORE), dataset_of(AFTER))
    added = changes.where(change="added", kind="people")
    assert ["eve", "pay"] == [row["record"] for row in added.to_dicts()]
    assert "- people: 2 added" == str(added)
    assert "<8 changes>" == repr(changes)


def test_folders_and_editions(frozen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each side may be a dataset, a folder, or the name of an edition; a folder comes first."""
    path = frozen / "parties.json"
    path.write_text(path.read_text("utf-8").replace("Acme Hospitals", "Acme Clinics"), "utf-8")
    (change,) = kp.diff("2030.1", frozen)
    assert ("name", "Acme Hospitals", "Acme Clinics") == (change.field, change.old, change.new)
    assert [change] == list(kp.diff(kp.load("2030.1"), "2030.2-draft"))
    assert [change] == list(kp.diff(kp.load("2030.1"), str(frozen)))
    monkeypatch.chdir(frozen.parent)
    frozen.rename("2030.1")
    assert [] == list(kp.diff("2030.1", kp.read("2030.1")))


@pytest.mark.usefixtures("frozen")
def test_what_is_not_there(tmp_path: Path) -> None:
    """A name that is neither edition nor folder is refused, and so is a folder that isn't there."""
    with pytest.raises(kp.UnknownName, match=r"nearest: 2030\.1") as caught:
        kp.diff("2030.11", "2030.1")
    assert "edition" == caught.value.what
    with pytest.raises(kp.UnreadableFile, match="no such file"):
        kp.diff("2030.1", tmp_path / "2030.1")
