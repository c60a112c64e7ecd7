"""Citations of sources: which source is meant, and what of it was altered."""

from collections.abc import Callable
from pathlib import Path

import pytest

import kpbargaining as kp

Cited = Callable[..., str]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("2030-05-08", "2030-05-09", "its day"),
        ("story", "letter", "its licence, its digest or its sources"),
        ("Acme Hospitals and Nurses United", "Acme Hospitals and Nurses United and all", None),
    ],
)
def test_a_source_that_was_altered(
    mine: Path, cited: Cited, old: str, new: str, reason: str | None
) -> None:
    """An altered citation of a source is told by its title and publisher."""
    text = cited("acme-may")
    assert old in text
    verdict = kp.verify(text.replace(old, new), mine)
    assert ("altered", "acme-may", text) == (verdict.standing, verdict.record, verdict.instead)
    told = f"{reason or 'its author'} is not as edition 2030.3 has it"
    assert told == verdict.reason or reason is None


def test_a_source_that_was_altered_in_bibtex(mine: Path, cited: Cited) -> None:
    """In BibTeX a source is told by its key; its address has to be its own."""
    text = cited("acme-page", style="bibtex")
    forged = text.replace("\n}", "\n  url = {https://elsewhere.example},\n}")
    verdict = kp.verify(forged, mine)
    assert ("altered", "acme-page") == (verdict.standing, verdict.record)
    assert "its address is not as edition 2030.3 has it" == verdict.reason


@pytest.mark.parametrize(
    ("source", "end", "forged"),
    [
        ("acme-note", "letter.", "letter. https://elsewhere.example/note."),
        ("acme-page", "#i_j,k.", "#i_j,kx."),
        ("acme-page", "//acme.example", "//elsewhere.example"),
    ],
)
def test_an_address_that_is_not_its_own(
    mine: Path, cited: Cited, source: str, end: str, forged: str
) -> None:
    """An address behind a source that has none, a longer one and another one are not its own."""
    text = cited(source)
    assert end in text
    verdict = kp.verify(text.replace(end, forged), mine)
    assert ("altered", source, text) == (verdict.standing, verdict.record, verdict.instead)
    assert str(verdict.reason).startswith("its address is not as edition")
    assert kp.verify(f"{text} See there.", mine).standing in ("stands", "withdrawn")


def test_a_source_among_others(mine: Path, cited: Cited) -> None:
    """The longest citation that stands in a text is the one that is meant."""
    verdict = kp.verify(f"See: {cited('acme-page')}", mine)
    assert (True, "acme-page") == (verdict.stands, verdict.record)
