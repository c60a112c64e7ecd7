"""How it is today with what an edition said: every way in which it can have changed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kpbargaining as kp

MAY, JUNE = "2030-acme/2030-05-06", "2030-acme/2030-06-03"
COUNTED = "2030-acme/new-2030-05-06"
Cited = Callable[..., str]


def steps(verdict: kp.Verdict) -> list[tuple[Any, ...]]:
    """Give what every step of a verdict says, but for the text of its reason."""
    found = verdict.corrections
    return [(c.field, str(c.old), str(c.new), c.edition, c.by, c.why.value) for c in found]


def test_a_field_that_stands(mine: Path, cited: Cited) -> None:
    """A value that the newest edition has too stands, and is to be cited by that."""
    verdict = kp.verify(cited(MAY, "held"), mine)
    assert ("stands", "2030.1", MAY, "held") == (
        verdict.standing,
        verdict.edition,
        verdict.record,
        verdict.field,
    )
    assert kp.Span("2030-05-06/2030-05-08") == verdict.cited == verdict.now
    assert verdict.stands
    assert cited(MAY, "held", edition="2030.3") == verdict.instead
    assert ((), ()) == (verdict.corrections, verdict.notes)


def test_a_field_of_the_newest_edition(mine: Path, cited: Cited) -> None:
    """What the newest edition says stands, and nothing is to be cited in its place."""
    verdict = kp.verify(cited(MAY, "held", edition="2030.3"), mine)
    assert (True, None) == (verdict.stands, verdict.instead)


def test_a_field_that_was_corrected_twice(mine: Path, cited: Cited) -> None:
    """A value that changed is told step by step: edition, old, new, by whom and why."""
    verdict = kp.verify(cited(COUNTED, "value"), mine)
    assert "corrected" == verdict.standing
    assert not verdict.stands
    assert [
        ("value", "4", "4..5", "2030.2", ("acme-june",), "correction"),
        ("value", "4..5", "5", "2030.3", ("acme-june",), "correction"),
    ] == steps(verdict)
    assert ("June says five", "read anew") == tuple(c.reason for c in verdict.corrections)
    assert (kp.Quantity("4"), kp.Quantity("5")) == (verdict.cited, verdict.now)
    later = kp.verify(cited(COUNTED, "value", edition="2030.2"), mine)
    assert steps(verdict)[1:] == steps(later)


def test_a_field_that_is_known_now(mine: Path, cited: Cited) -> None:
    """That something is not known stands no more when it is known."""
    verdict = kp.verify(cited("nurses-united", "since"), mine)
    assert [("since", "None", "1999", "2030.2", ("acme-june",), "new fact")] == steps(verdict)
    assert verdict.cited is None


def test_words_and_classes(mine: Path, cited: Cited) -> None:
    """Words that were put more clearly, and our own classes, are told as such."""
    summary = kp.verify(cited("2030-acme/ta-1", "summary"), mine)
    assert ["clearer words"] == [c.why.value for c in summary.corrections]
    topics = kp.verify(cited("2030-acme/ta-1", "topics"), mine)
    assert [("our own classification", ("topic-pay",))] == [
        (c.why.value, c.new) for c in topics.corrections
    ]


def test_a_record(mine: Path, cited: Cited) -> None:
    """A record stands if all its facts do; what we class otherwise is a note."""
    assert kp.verify(cited("acme-hospitals"), mine).stands
    verdict = kp.verify(cited("2030-acme/ta-1"), mine)
    assert ["summary"] == [c.field for c in verdict.corrections]
    assert ("we class it otherwise now: topics",) == verdict.notes
    founded = kp.verify(cited("nurses-united"), mine)
    assert [("since", "new fact")] == [(c.field, c.why.value) for c in founded.corrections]


def test_other_sources(mine: Path, cited: Cited) -> None:
    """Other sources alone correct nothing: they are notes."""
    verdict = kp.verify(cited("2030-acme", "parties"), mine)
    assert ("stands", ("sources since: acme-june",)) == (verdict.standing, verdict.notes)
    verdict = kp.verify(cited(COUNTED, "scope"), mine)
    assert () == verdict.notes


def test_sources_that_are_gone(mine: Path, cited: Cited, edit: Callable[[str, Any], None]) -> None:
    """A source on which a value rests no more is a note, too."""
    text = cited("2030-acme", "parties", edition="2030.2")
    edit("rounds/2030-acme.json", lambda held: held["round"]["evidence"].pop())
    kp.freeze(mine, "2030.4", "2030-10-02")
    assert ("sources no more: acme-june",) == kp.verify(text, mine).notes


def test_what_has_another_id(mine: Path, cited: Cited, edit: Callable[[str, Any], None]) -> None:
    """A new id of a record is a note; of its field `id` and `formerly` it is a change."""

    def rename(held: dict[str, Any]) -> None:
        may = held["outcomes"].pop("ta-1")
        held["outcomes"]["ta-lifting"] = may | {"formerly": ["2030-acme/ta-1"]}

    old = {"edition": "2030.3"}
    texts = [cited("2030-acme/ta-1", *field, **old) for field in ((), ("id",), ("formerly",))]
    edit("rounds/2030-acme.json", rename)
    kp.freeze(mine, "2030.4", "2030-10-02")
    whole, name, before = (kp.verify(text, mine) for text in texts)
    assert ("stands", ("its id is now 2030-acme/ta-lifting",)) == (whole.standing, whole.notes)
    assert "formerly 2030-acme/ta-1" in str(whole.instead)
    assert [("retired", "a better id")] == [(c.why, c.reason) for c in name.corrections]
    assert [("retired", "ids that it has given up")] == [
        (c.why, c.reason) for c in before.corrections
    ]


def test_what_is_withdrawn(mine: Path, cited: Cited) -> None:
    """What is carried no longer is withdrawn, since an edition and for a reason."""
    verdict = kp.verify(cited("jose-nunez", "name"), mine)
    assert ("withdrawn", "José Núñez", None, None) == (
        verdict.standing,
        verdict.cited,
        verdict.now,
        verdict.instead,
    )
    reason = "not carried since edition 2030.3: no successor and no erratum are named"
    assert reason == verdict.reason == kp.verify(cited("jose-nunez"), mine).reason


def test_what_is_part_of_another(mine: Path, cited: Cited) -> None:
    """A record that another has taken in is withdrawn, and the other to be cited."""
    gone = "2030-acme/total-2030-06-03"
    verdict = kp.verify(cited(gone, "value"), mine)
    assert ("withdrawn", kp.Quantity("14"), kp.Quantity("10")) == (
        verdict.standing,
        verdict.cited,
        verdict.now,
    )
    assert "not carried since edition 2030.3: now part of 2030-acme/new-2030-06-03" == (
        verdict.reason
    )
    assert cited("2030-acme/new-2030-06-03", "value", edition="2030.3") == verdict.instead
    assert (
        cited("2030-acme/new-2030-06-03", edition="2030.3") == kp.verify(cited(gone), mine).instead
    )


def test_what_another_kind_has_taken_in(
    mine: Path, cited: Cited, edit: Callable[[str, Any], None]
) -> None:
    """A record of another kind is no successor field by field: it is cited whole."""
    text = cited("2030-acme/ta-1", "summary", edition="2030.3")

    def move(held: dict[str, Any]) -> None:
        del held["outcomes"]
        held["sessions"]["2030-05-06"]["formerly"] = ["2030-acme/ta-1"]

    edit("rounds/2030-acme.json", move)
    kp.freeze(mine, "2030.4", "2030-10-02")
    verdict = kp.verify(text, mine)
    assert ("withdrawn", None) == (verdict.standing, verdict.now)
    assert cited(MAY, edition="2030.4") == verdict.instead


def test_an_error_that_no_edition_mends_yet(mine: Path, cited: Cited) -> None:
    """What the newest edition still says does not stand if it is known to be wrong."""
    for edition in ("2030.1", "2030.3"):
        verdict = kp.verify(cited(JUNE, "place", edition=edition), mine)
        assert "corrected" == verdict.standing
        assert [("place", "Springfield", "None", None, None, "correction")] == steps(verdict)
        assert ("It is Shelbyville", None) == (verdict.corrections[0].reason, verdict.instead)
    assert kp.verify(cited(JUNE, "held"), mine).stands


def test_an_error_that_changed_nothing(mine: Path, cited: Cited) -> None:
    """An erratum of a value that the newest edition has too is a note."""
    verdict = kp.verify(cited(MAY, "place"), mine)
    told = "an error known in edition 2030.1, place: Springfield is meant"
    assert ("stands", (told,)) == (verdict.standing, verdict.notes)
    assert (told,) == kp.verify(cited(MAY), mine).notes
    assert () == kp.verify(cited(MAY, "held"), mine).notes


def test_an_edition(mine: Path, cited: Cited) -> None:
    """An edition stands for ever; that there is a newer one, and known errors, are notes."""
    verdict = kp.verify(cited(), mine)
    newer = ("there is a newer edition: 2030.3", "known errors in it: 2")
    assert ("stands", "2030.1", newer) == (verdict.standing, verdict.edition, verdict.notes)
    assert cited(edition="2030.3") == verdict.instead
    newest = kp.verify(cited(edition="2030.3"), mine)
    assert (("known errors in it: 1",), None) == (newest.notes, newest.instead)


@pytest.mark.parametrize("style", ["text", "bibtex", "csl-json"])
def test_a_source(mine: Path, cited: Cited, style: str) -> None:
    """A source is looked for in every edition, and followed from the last that has it so."""
    stands = kp.verify(cited("acme-may", style=style), mine)
    assert ("stands", "2030.3", "acme-may") == (stands.standing, stands.edition, stands.record)
    changed = kp.verify(cited("acme-june", style=style), mine)
    assert ("corrected", "2030.1") == (changed.standing, changed.edition)
    assert ["published"] == [c.field for c in changed.corrections]
    assert "withdrawn" == kp.verify(cited("acme-note", style=style), mine).standing
