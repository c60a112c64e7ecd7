"""Errata: errors that are known in a frozen edition, noted in its manifest."""

from pathlib import Path
from typing import Any

import pytest

import kpbargaining as kp
from kpbargaining.publishing.freezing import add_erratum

LACKS_ARTICLE = kp.Erratum(record="nurses-united", field="name", error="It lacks its article")
LACKS_SOURCE = kp.Erratum(record="2030-acme", field="evidence", error="It rests on June, too")


def contents(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder, temporary ones included."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_an_erratum(frozen: Path) -> None:
    """An error is noted in the manifest of the edition, and nothing else changes."""
    before = contents(frozen)
    for erratum in (LACKS_ARTICLE, LACKS_SOURCE):
        add_erratum(str(frozen), "2030.1", erratum)
    (edition,) = kp.editions()
    assert (LACKS_ARTICLE, LACKS_SOURCE) == edition.errata
    changed = {name for name, content in contents(frozen).items() if content != before[name]}
    assert {"manifest.json"} == changed
    assert kp.load("2030.1") == kp.read(frozen)


def test_errata_in_the_table_of_editions(frozen: Path) -> None:
    """The table of editions has the errors of each as texts, and counts them where it prints."""
    add_erratum(frozen, "2030.1", LACKS_ARTICLE)
    told = "nurses-united name: It lacks its article"
    table = kp.editions()
    assert [[told]] == table.to_columns()["errata"]
    assert "1" == str(table).splitlines()[-1].split()[-1]
    (column,) = table.columns.where(name="errata")
    assert ("one or more Erratum", "The errors known in it") == (column.holds, column.meaning)


def test_an_erratum_is_the_reason_of_a_change(frozen: Path) -> None:
    """What the next edition mends is told with the error that was known in the one before."""
    add_erratum(frozen, "2030.1", LACKS_ARTICLE)
    path = frozen / "parties.json"
    text = path.read_text("utf-8").replace('"Nurses United"', '"The Nurses United"')
    path.write_text(text, "utf-8")
    kp.freeze(frozen, "2030.2", "2030-08-02")
    (change,) = kp.diff(kp.load("2030.1"), kp.load("2030.2"))
    assert ("name", "It lacks its article") == (change.field, change.reason)


@pytest.mark.parametrize(
    ("edition", "given", "message"),
    [
        ("2030.11", {}, r"no edition '2030\.11'; nearest: 2030\.1"),
        ("2030.2-draft", {}, "no edition"),
        ("2030.1", {"record": "jose-nunes"}, "no id 'jose-nunes'; nearest: jose-nunez"),
        ("2030.1", {"field": "nam"}, "no field 'nam'; nearest: name"),
        ("2030.1", {"field": ""}, "no field ''"),
        ("2030.1", {"error": ""}, "1 to 2000 characters"),
        ("2030.1", {"error": "\x1b[31m"}, "one line without control"),
        ("2030.1", {"error": None}, "expected text"),
    ],
)
def test_an_erratum_of_nothing(
    frozen: Path, edition: str, given: dict[str, Any], message: str
) -> None:
    """An error is of an edition, a record and a field that are there, and told in a line."""
    before = contents(frozen)
    erratum = kp.Erratum(**{"record": "jose-nunez", "field": "name", "error": "x"} | given)
    with pytest.raises(kp.KPBargainingError, match=message):
        add_erratum(frozen, edition, erratum)
    assert before == contents(frozen)
