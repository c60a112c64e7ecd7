"""A card: one record, and who says what of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

import kpbargaining as kp

HELD = "2030-acme/2030-05-06"


def test_a_card_as_text(acme: Path) -> None:
    """As text a card has each field of the record with the evidence for it beneath."""
    ds = kp.read(acme)
    head, *lines = str(kp.card(ds, HELD)).splitlines()
    assert f"Session {HELD}" == head
    assert "  held: 2030-05-06/2030-05-08" in lines
    assert lines[lines.index("  held: 2030-05-06/2030-05-08") + 1].startswith("    - acme-may ")
    assert str(kp.card(ds, HELD)) == repr(kp.card(ds, HELD))
    assert ds[HELD] == kp.card(ds, HELD).record
    assert ds.evidence_for(HELD) == kp.card(ds, HELD).evidence


def test_a_card_in_a_terminal(acme: Path, terminal_of: Callable[[int], None]) -> None:
    """In a terminal its lines are broken, and nothing of them is left out."""
    whole = str(kp.card(kp.read(acme), HELD))
    terminal_of(40)
    broken = str(kp.card(kp.read(acme), HELD))
    assert max(map(len, broken.splitlines())) <= 40 < max(map(len, whole.splitlines()))
    assert whole.split() == broken.split()


def test_a_card_in_a_notebook(acme: Path) -> None:
    """In a notebook each field opens the evidence for it, a click away; the empty are named."""
    html = kp.card(kp.read(acme), HELD)._repr_html_()
    assert f"<p><b>Session</b> <code>{HELD}</code></p>" in html
    assert (
        "held</th><td><details><summary>2030-05-06/2030-05-08</summary><ul><li>acme-may (" in html
    )
    assert "<td>2030-acme</td>" in html
    assert "<small>empty: formerly, " in html


def test_evidence_on_the_record_itself_and_on_nothing() -> None:
    """What names no field speaks of the record; a field on which a source says there is none."""
    source = kp.Source(
        id="may",
        kind=kp.SourceKind.BULLETIN,
        title="Talks",
        publisher="Acme",
        voice=kp.Voice.JOINT,
    )
    ann = kp.Organization(
        id="acme", formerly=("acme-inc",), kind=kp.OrganizationKind.EMPLOYER, name="Acme"
    )
    says = [
        kp.Evidence(record="acme", source="may"),
        kp.Evidence(record="acme", source="may", fields=("until",)),
    ]
    card = kp.card(kp.Dataset([source, ann], says), "acme")
    assert (
        "Organization acme\n  formerly: acme-inc\n  kind: employer\n  name: Acme\n  until: none\n"
        "    - may (joint, Talks): until; stated\n  - may (joint, Talks): that it is so; stated"
    ) == str(card)
    html = card._repr_html_()
    assert "until</th><td><details><summary>none</summary>" in html
    assert "<details><summary>the record itself: 1</summary><ul><li>may (joint, Talks)" in html


def test_a_card_of_what_is_not_there(acme: Path) -> None:
    """An id that does not exist is refused with the nearest; so is what is no dataset."""
    with pytest.raises(kp.UnknownName, match="2030-acme/2030-05-06"):
        kp.card(kp.read(acme), "2030-acme/2030-05-07")
    with pytest.raises(kp.InvalidValue, match="a dataset"):
        kp.card(acme, HELD)  # type: ignore[arg-type]
